// Undo: by its button, and by Ctrl+Z where nobody types.
import { h } from "./dom.js"
import { LABELS, dots, short } from "./room_words.js"
import { isTyping } from "./stage_keys.js"

// `{ element, draw() }`.
export function undoButton(desk) {
  const element = h("button", { type: "button", class: "button undo", onclick: takeBack }, "Undo")
  document.addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || isTyping(event) || event.defaultPrevented) return
    event.preventDefault()
    takeBack()
  })

  function takeBack() {
    if (desk.isOver() || !desk.room.canUndo()) return
    const before = desk.state()
    desk.room.undo()
    desk.say(`Undone. ${takenBack(before, desk.state())}`)
  }

  return {
    element,
    // Not disabled where there is nothing to undo: who pressed it last would lose the focus.
    draw() {
      element.hidden = desk.isOver()
      element.setAttribute("aria-disabled", String(!desk.room.canUndo()))
    },
  }
}

// What an undo changed, in words; empty where it was none of the notes or commitments.
function takenBack(before, after) {
  const [was, is] = [byId(before.notes), byId(after.notes)]
  for (const [id, note] of is) {
    const then = was.get(id)
    if (!then) return `The note is back: ${short(note.text)}`
    if (then.text !== note.text) return `The note reads again: ${short(note.text)}`
    if (then.category !== note.category) return `Back in ${LABELS[note.category]}: ${short(note.text)}`
    if (then.votes !== note.votes) return `${dots(note.votes)} again: ${short(note.text)}`
    if (then.theme !== note.theme) return `The theme as it was: ${short(note.text)}`
    if (then.order !== note.order) return `Back in its place: ${short(note.text)}`
  }
  for (const [id, note] of was) if (!is.has(id)) return `The note is gone: ${short(note.text)}`
  const [had, has] = [byId(before.commitments), byId(after.commitments)]
  for (const [id, one] of has) if (!had.has(id)) return `The commitment is back: ${short(one.what)}`
  for (const [id, one] of had) if (!has.has(id)) return `The commitment is gone: ${short(one.what)}`
  return ""
}

function byId(records) {
  return new Map(records.map(one => [one.id, one]))
}

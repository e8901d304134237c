// The notes of the room: a column for each of keep, leave and start, or one of them alone.
import { h, holdExactly, setText } from "./dom.js"
import { strongestFirst } from "./room_compare.js"
import { dragNotes } from "./room_drag.js"
import { entryForm } from "./room_entry.js"
import { noteMenu } from "./room_menu.js"
import { noteCard } from "./room_note.js"
import { columnOf, movesTo } from "./room_order.js"
import { CATEGORIES } from "./room_state.js"
import { LABELS, LETTERS, counted, short } from "./room_words.js"

let boards = 0

// `{ element, draw(state) }`; `only` is the category of a board with one column.
export function notesBoard(desk, only = "") {
  boards += 1
  const shown = only ? [only] : CATEGORIES
  const cards = new Map()
  const own = Object.create(desk, { noteMenu: { value: noteMenu({ step, toColumn, commit: note => desk.commitTo(`note:${note.id}`, note.text), remove, placeOf, focusAfter }) } })
  const columns = shown.map(category => column(own, category))
  const single = only ? null : entryForm(desk)
  const order = orderChoice(`note-order-${boards}`, sorted)
  const element = h("div", { class: `board ${only ? "of-one" : "of-three"}`, onkeydown: moveByKey },
    h("div", { class: "board-head" }, single?.element, order.element), h("div", { class: "columns" }, columns.map(one => one.element)), own.noteMenu.element)
  let newest = 0
  dragNotes(element, { mayDrag: () => !desk.isOver(), drop })

  const noteOf = id => desk.state().notes.find(note => note.id === id)

  function draw(state) {
    const focused = element.contains(document.activeElement) ? document.activeElement : null
    const isNew = newest && state.numbered > newest
    newest = state.numbered
    const ids = new Set(state.notes.map(note => note.id))
    for (const id of cards.keys()) if (!ids.has(id)) cards.delete(id)
    for (const one of columns) {
      const notes = state.notes.filter(note => note.category === one.category)
      one.draw(order.isByDots() ? strongestFirst(notes) : notes, cards)
      if (isNew && notes.some(note => note.number === state.numbered)) one.scrollTo(cards.get(notes.find(note => note.number === state.numbered).id).element)
    }
    // What is moved in a document loses its focus.
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true })
  }

  // In another order the first ones are in sight, wherever the list stood.
  function sorted() {
    draw(desk.state())
    for (const one of columns) one.toTop()
  }

  function send(moves) {
    for (const move of moves) desk.send("note.move", move)
  }

  function placeOf(note) {
    const notes = columnOf(desk.state(), note.category)
    const at = notes.findIndex(one => one.id === note.id)
    const isSet = order.isByDots()
    return { at, isFirst: isSet || at === 0, isLast: isSet || at === notes.length - 1 }
  }

  function step(note, by) {
    if (order.isByDots()) return desk.say("Sorted by dots. To move a note up or down, choose the order as placed.")
    const others = columnOf(desk.state(), note.category, note.id)
    const at = placeOf(note).at + by
    if (at < 0 || at > others.length) return
    send(movesTo(desk.state(), note, note.category, at))
    desk.say(`Moved to place ${at + 1} of ${others.length + 1} in ${LABELS[note.category]}.`)
  }

  function toColumn(note, category) {
    if (!category || category === note.category) return
    const others = columnOf(desk.state(), category, note.id)
    send(movesTo(desk.state(), note, category, others.length))
    desk.say(`Moved to ${LABELS[category]}: ${short(note.text)}`)
  }

  function drop(id, category, before) {
    const note = noteOf(id)
    if (!note || (order.isByDots() && note.category === category)) return
    const others = columnOf(desk.state(), category, id)
    const found = order.isByDots() ? -1 : others.findIndex(one => one.id === before)
    const at = found < 0 ? others.length : found
    send(movesTo(desk.state(), note, category, at))
    desk.say(`Moved to place ${at + 1} of ${others.length + 1} in ${LABELS[category]}.`)
  }

  // After a note is gone the next one of its column has the focus, or the field of the column.
  function remove(note) {
    const card = cards.get(note.id)?.element
    const near = card?.nextElementSibling ?? card?.previousElementSibling
    const field = card?.closest("[data-column]")?.querySelector("textarea")
    desk.send("note.remove", { note: note.id })
    desk.say(`Removed: ${short(note.text)}. Undo brings it back.`)
    ;(near?.querySelector(".note-text") ?? field)?.focus()
  }

  function focusAfter(note) {
    if (!element.contains(document.activeElement)) cards.get(note.id)?.element.querySelector(".note-text").focus()
  }

  function moveByKey(event) {
    const card = event.target.closest(".note")
    if (!card || event.target.closest("textarea, select") || desk.isOver()) return
    const note = noteOf(card.dataset.note)
    if (event.key === "Delete" && event.target.closest(".note-text")) remove(note)
    else if (!event.altKey || event.ctrlKey || event.metaKey) return
    else if (event.key === "ArrowUp") step(note, -1)
    else if (event.key === "ArrowDown") step(note, 1)
    else if (event.key === "ArrowLeft") toColumn(note, CATEGORIES[CATEGORIES.indexOf(note.category) - 1])
    else if (event.key === "ArrowRight") toColumn(note, CATEGORIES[CATEGORIES.indexOf(note.category) + 1])
    else return
    event.preventDefault()
    event.stopPropagation()
    card.scrollIntoView({ block: "nearest" })
  }

  return { element, draw }
}

function column(desk, category) {
  const id = `column-${category}-${boards}`
  const count = h("span", { class: "count" })
  const entry = entryForm(desk, category)
  const list = h("ol", { class: "notes", role: "list", "aria-labelledby": id, tabindex: -1 })
  const element = h("section", { class: `column ${category}`, "data-column": category, "aria-labelledby": id },
    h("h2", { id }, h("span", { class: `mark ${category}`, "aria-hidden": true }, LETTERS[category]), LABELS[category], " ", count), entry.element, list)

  return {
    element,
    category,
    draw(notes, cards) {
      setText(count, counted(notes.length, "note"))
      holdExactly(list, notes.map(note => {
        if (!cards.has(note.id)) cards.set(note.id, noteCard(desk))
        const card = cards.get(note.id)
        card.draw(note)
        return card.element
      }))
    },
    toTop: () => list.scrollTo({ top: 0 }),
    // The newest note is in sight, and the page does not move for it.
    scrollTo(card) {
      const { top, bottom } = card.getBoundingClientRect()
      const seen = list.getBoundingClientRect()
      if (bottom > seen.bottom) list.scrollTop += bottom - seen.bottom
      else if (top < seen.top) list.scrollTop -= seen.top - top
    },
  }
}

function orderChoice(name, changed) {
  const placed = h("input", { type: "radio", name, checked: true, onchange: changed })
  const byDots = h("input", { type: "radio", name, onchange: changed })
  const element = h("fieldset", { class: "order-choice" }, h("legend", {}, "Order"), h("label", { class: "pick" }, placed, "as placed"), h("label", { class: "pick" }, byDots, "by dots"))
  return { element, isByDots: () => byDots.checked }
}

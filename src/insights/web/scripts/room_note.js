// One note on the board: its text, its theme, its dots, and what can be done with it.
import { h, setText } from "./dom.js"
import { MOST_LETTERS, lettersIn, tidy } from "./room_state.js"
import { dots, short, tooLong } from "./room_words.js"

// `{ element, draw(note) }`; drawing writes only what has changed.
export function noteCard(desk) {
  let note = null
  const text = h("button", { type: "button", class: "note-text", "aria-describedby": "note-keys", onclick: edit })
  const theme = desk.themeSelect()
  theme.addEventListener("change", () => desk.send("note.tag", { note: note.id, theme: theme.value || null }))
  const fewer = h("button", { type: "button", class: "vote", onclick: () => vote(-1) }, "−")
  const more = h("button", { type: "button", class: "vote", onclick: () => vote(1) }, "+")
  const count = h("span", { class: "count" })
  const other = h("button", { type: "button", class: "handle", "aria-haspopup": true, onclick: () => desk.noteMenu.open(other, note) }, h("span", { "aria-hidden": true }, "⋮⋮"))
  const tools = h("div", { class: "note-tools" }, theme, h("span", { class: "votes" }, fewer, count, more))
  const element = h("li", { class: "note" }, text, other, tools)

  function vote(step) {
    const votes = Math.max(0, note.votes + step)
    if (votes === note.votes) return
    desk.send("note.vote", { note: note.id, votes })
    desk.say(`${dots(votes)}: ${short(note.text)}`)
  }

  // The text becomes a field in its own place; leaving it keeps what was typed.
  function edit() {
    if (element.querySelector("textarea")) return
    const was = note.text
    const says = h("p", { class: "entry-says", role: "status" })
    const field = h("textarea", { class: "note-edit", "aria-label": "Text of the note", rows: 1, value: was, oninput: check, onblur: leave, onkeydown: key })
    let isDone = false
    text.hidden = true
    text.after(field, says)
    field.focus()

    function check() {
      const trouble = tidy(field.value) ? tooLong(tidy(field.value), MOST_LETTERS, "a note") : "Empty: a note says something. To take it away, press Escape and then Delete."
      field.setAttribute("aria-invalid", String(Boolean(trouble)))
      setText(says, trouble)
      return !trouble
    }

    function close() {
      isDone = true
      field.remove()
      says.remove()
      text.hidden = false
    }

    function keep() {
      const typed = tidy(field.value)
      if (!check()) return false
      close()
      if (typed !== was) {
        desk.send("note.edit", { note: note.id, text: typed })
        desk.say(`Changed: ${typed}`)
      }
      return true
    }

    // What cannot be kept stays in its field, with the reason.
    function leave() {
      if (!isDone) keep()
    }

    function key(event) {
      event.stopPropagation()
      if (event.key === "Escape") close()
      else if (event.key !== "Enter" || event.isComposing) return
      else event.preventDefault()
      if (isDone || keep()) text.focus()
    }
  }

  return {
    element,
    draw(now) {
      const before = note
      note = now
      if (before?.id !== now.id) element.dataset.note = now.id
      if (before?.category !== now.category) element.className = `note ${now.category}`
      if (before?.votes !== now.votes) drawVotes(now)
      if (before?.theme !== now.theme) theme.value = now.theme ?? ""
      if (before?.text !== now.text) drawText(now)
      // A theme that the dataset no longer has shows as none.
      if (theme.selectedIndex < 0) theme.value = ""
      theme.disabled = text.disabled = desk.isOver()
    },
  }

  function drawVotes({ votes }) {
    setText(count, dots(votes))
    fewer.setAttribute("aria-disabled", String(votes === 0))
  }

  function drawText(now) {
    const named = short(now.text)
    setText(text, now.text)
    text.classList.toggle("is-long", lettersIn(now.text) > 120)
    theme.setAttribute("aria-label", `Theme of: ${named}`)
    fewer.setAttribute("aria-label", `One dot fewer: ${named}`)
    more.setAttribute("aria-label", `One dot more: ${named}`)
    other.setAttribute("aria-label", `Move, commit or remove: ${named}`)
  }
}

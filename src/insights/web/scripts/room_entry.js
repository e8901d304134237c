// Where notes are typed: a line, Enter, the next. The field keeps the focus and the text stands on
// the board at once.
import { h, setText } from "./dom.js"
import { CATEGORIES, MOST_LETTERS, lettersIn, newId, tidy } from "./room_state.js"
import { LABELS, LETTERS, tooLong } from "./room_words.js"

// From so many letters left they are counted down.
const LETTERS_TOLD = 40
let forms = 0

// A form for one column, or, without `category`, for one of three to be chosen.
export function entryForm(desk, category = null) {
  forms += 1
  const says = h("p", { class: "entry-says", id: `entry-says-${forms}`, role: "status" })
  const name = category ? `Add a note to ${LABELS[category]}` : "Add a note"
  const field = h("textarea", { rows: 1, "aria-label": name, "aria-describedby": says.id, placeholder: "Type, then Enter", enterkeyhint: "enter", autocomplete: "off", onkeydown: enter, oninput: count })
  const choice = category ? null : columnChoice(`entry-column-${forms}`)
  const button = h("button", { type: "submit", class: "button" }, "Add")
  const element = h("form", { class: `entry ${category ?? "any"}`, onsubmit: add }, choice?.element, h("div", { class: "entry-line" }, field, button), says)

  function enter(event) {
    // Enter also ends the choice of a letter in some writing systems; that is not the end of a note.
    if (event.key !== "Enter" || event.isComposing) return
    add(event)
  }

  function count() {
    const left = MOST_LETTERS - lettersIn(tidy(field.value))
    field.setAttribute("aria-invalid", String(left < 0))
    setText(says, left < 0 ? tooLong(tidy(field.value), MOST_LETTERS, "a note") : left <= LETTERS_TOLD ? `${left} letters left` : "")
  }

  function add(event) {
    event.preventDefault()
    const text = tidy(field.value)
    field.focus()
    if (!text || lettersIn(text) > MOST_LETTERS) return count()
    const column = category ?? choice.chosen()
    desk.send("note.add", { note: newId(), category: column, text, scene: desk.scene() })
    field.value = ""
    count()
    desk.say(`Added to ${LABELS[column]}: ${text}`)
  }

  return { element, field }
}

function columnChoice(name) {
  const radios = CATEGORIES.map((category, at) => h("input", { type: "radio", name, value: category, checked: at === 0 }))
  const element = h("fieldset", { class: "column-choice" }, h("legend", { class: "unseen" }, "Column"),
    CATEGORIES.map((category, at) => h("label", { class: "pick" }, radios[at], h("span", { class: `mark ${category}`, "aria-hidden": true }, LETTERS[category]), LABELS[category])))
  return { element, chosen: () => radios.find(radio => radio.checked).value }
}

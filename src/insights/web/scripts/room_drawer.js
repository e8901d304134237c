// "Add a note" from any scene: a line that opens above the bar. The scene keeps its place above it, so
// that what is being talked about stays in sight.
import { h } from "./dom.js"
import { entryForm } from "./room_entry.js"

// `{ element, opener, open(), draw() }`.
export function noteDrawer(desk) {
  const form = entryForm(desk)
  const opener = h("button", { type: "button", class: "button add-note", "aria-expanded": false, "aria-controls": "note-drawer", onclick: () => (element.hidden ? open() : close()) }, "Add a note")
  const element = h("section", { id: "note-drawer", class: "drawer", "aria-label": "Add a note", hidden: true, onkeydown: leave },
    form.element, h("button", { type: "button", class: "button close", onclick: close }, "Close"))

  function open() {
    element.hidden = false
    opener.setAttribute("aria-expanded", "true")
    form.field.focus()
  }

  function close() {
    element.hidden = true
    opener.setAttribute("aria-expanded", "false")
    opener.focus()
  }

  function leave(event) {
    if (event.key !== "Escape") return
    event.stopPropagation()
    close()
  }

  return {
    element,
    opener,
    open,
    draw() {
      opener.hidden = desk.isOver()
      if (desk.isOver()) element.hidden = true
    },
  }
}

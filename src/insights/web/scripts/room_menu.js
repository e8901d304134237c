// What can be done with a note: one small menu for all of them, over the page.
import { h } from "./dom.js"
import { CATEGORIES } from "./room_state.js"
import { LABELS, short } from "./room_words.js"

const GAP = 4

// `open(button, note)`; `acts` are the things done: `{ step(note, by), toColumn(note, category),
// commit(note), remove(note), mayStep() }`.
export function noteMenu(acts) {
  const element = h("div", { class: "note-menu", popover: "auto", role: "group", onkeydown: keys, ontoggle: told })
  let opener = null

  function item(label, act, note, isOff = false) {
    return h("button", { type: "button", disabled: isOff, onclick: () => {
      element.hidePopover()
      act()
      // The note may have moved: its button is the place to go on from.
      if (opener.isConnected) opener.focus()
      else acts.focusAfter(note)
    } }, label)
  }

  function open(button, note) {
    opener = button
    const { isFirst, isLast } = acts.placeOf(note)
    element.setAttribute("aria-label", short(note.text))
    element.replaceChildren(
      item("Move up", () => acts.step(note, -1), note, isFirst),
      item("Move down", () => acts.step(note, 1), note, isLast),
      ...CATEGORIES.filter(category => category !== note.category).map(category => item(`Move to ${LABELS[category]}`, () => acts.toColumn(note, category), note)),
      h("button", { type: "button", onclick: () => { element.hidePopover(); acts.commit(note) } }, "Commit to this …"),
      item("Remove", () => acts.remove(note), note))
    element.showPopover()
    place(button.getBoundingClientRect())
    element.querySelector("button:enabled").focus()
  }

  // Below the button, or above it where there is no room below.
  function place(button) {
    const { width, height } = element.getBoundingClientRect()
    const below = button.bottom + GAP
    const top = below + height <= innerHeight ? below : Math.max(GAP, button.top - GAP - height)
    element.style.top = `${top}px`
    element.style.left = `${Math.max(GAP, Math.min(button.right - width, innerWidth - width - GAP))}px`
  }

  function keys(event) {
    event.stopPropagation()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Tab") element.hidePopover()
    if (!step) return
    event.preventDefault()
    const items = [...element.querySelectorAll("button:enabled")]
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus()
  }

  function told(event) {
    opener?.setAttribute("aria-expanded", String(event.newState === "open"))
  }

  return { element, open }
}

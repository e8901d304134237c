// Keys of the stage and of the prompter. Never while somebody types, never with Ctrl, Alt or the
// command key, and single letters only where they are not switched off.
import { keep, read } from "./stage_memory.js"

const LETTERS = "insights:letters"
const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]"
const PRESSED_BY_SPACE = "button, summary, input, a[href], [role=button]"

// Whether what is pressed goes into a field.
export function isTyping(event) {
  return Boolean(event.target.closest?.(FIELDS)) || event.isComposing
}

// Whether a single letter is a key of the page, or left alone, as speech input needs it.
export function lettersAreKeys() {
  return read(LETTERS) !== "off"
}

export function setLettersAreKeys(are) {
  keep(LETTERS, are ? "on" : "off")
}

// `actions` holds what each key does, under its name: `next`, `back`, `first`, `last` and single letters.
export function listen(actions) {
  document.addEventListener("keydown", event => {
    const action = actions[nameOf(event)]
    if (!action || document.querySelector("dialog:modal")) return
    event.preventDefault()
    action()
  })
}

const NAMES = {
  ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", Home: "first", End: "last",
}

function nameOf(event) {
  // A key that is held down would rush through the scenes.
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return ""
  if (isTyping(event)) return ""
  if (event.key === " ") return event.target.closest?.(PRESSED_BY_SPACE) ? "" : event.shiftKey ? "back" : "next"
  if (event.key.length === 1) return lettersAreKeys() ? event.key.toLowerCase() : ""
  // Arrows move between the choices of a group.
  if (event.shiftKey || event.target.matches?.("input[type=radio]")) return ""
  return NAMES[event.key] ?? ""
}

// What opens over the stage: the menu with the keys, the list of scenes, light and dark, full screen.
import { lettersAreKeys, setLettersAreKeys } from "./stage_keys.js"
import { keep, read } from "./stage_memory.js"

const LOOK = "insights:look"

// Light, dark or as the system has it: set as early as the script runs, and kept.
export function startLook() {
  const root = document.documentElement
  root.dataset.look = read(LOOK) ?? "system"
  for (const choice of document.querySelectorAll("input[name=look]")) {
    choice.checked = choice.value === root.dataset.look
    choice.addEventListener("change", () => {
      root.dataset.look = choice.value
      keep(LOOK, choice.value)
    })
  }
  addEventListener("storage", ({ key, newValue }) => { if (key === LOOK) root.dataset.look = newValue ?? "system" })
}

// Whether single letters are keys, as the menu says it.
export function startLetters() {
  const letters = document.querySelector("input[name=letters]")
  letters.checked = lettersAreKeys()
  letters.addEventListener("change", () => setLettersAreKeys(letters.checked))
}

// Each `<button data-opens="id">` opens that dialog, and what has `data-closes` closes the one around it.
export function startDialogs() {
  document.addEventListener("click", event => {
    const opener = event.target.closest("[data-opens]")
    if (opener) openDialog(opener.dataset.opens)
    else event.target.closest("[data-closes]")?.closest("dialog").close()
  })
}

export function openDialog(id) {
  document.getElementById(id).showModal()
}

// The button is there only where the browser can do it.
export function startFullScreen() {
  const button = document.querySelector(".full-screen")
  button.hidden = !document.fullscreenEnabled
  button.addEventListener("click", () => {
    button.closest("dialog")?.close()
    switchFullScreen()
  })
  document.addEventListener("fullscreenchange", () => {
    button.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen"
  })
}

export function switchFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else if (document.fullscreenEnabled) document.documentElement.requestFullscreen()
}

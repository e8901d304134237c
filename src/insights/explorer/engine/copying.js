// A button that copies an address or another text; where there is no clipboard, it is shown to be copied
// by hand.
import { h } from "./dom.js"

const MILLISECONDS_SAID = 4000

// `say` speaks to whoever listens; `what` is what is copied; `note` says what the address is good for, where that is not plain;
// `draw()` takes a shown address away that is not the one of now.
export function copyButton(say, label, addressOf, note = "", what = "link") {
  const button = h("button", { type: "button", class: "quiet-button", onclick: copy }, label)
  const field = h("input", { type: "text", class: "copied", readonly: true, hidden: true, "aria-label": `The ${what}, to be copied` })
  const copied = `${what[0].toUpperCase()}${what.slice(1)} copied`
  const noted = h("span", { class: "quiet", hidden: true })

  async function copy() {
    const address = addressOf()
    // The same words are spoken again only where they were gone in between.
    say("")
    noted.textContent = note
    noted.hidden = !note
    try {
      await navigator.clipboard.writeText(address)
    } catch {
      field.hidden = false
      field.value = address
      field.focus()
      field.select()
      say([`The ${what} is shown: copy it from the field`, note].filter(Boolean).join(". "))
      return
    }
    field.hidden = true
    button.textContent = copied
    say([copied, note].filter(Boolean).join(". "))
    setTimeout(() => { button.textContent = label }, MILLISECONDS_SAID)
  }

  return {
    element: h("span", { class: "copying" }, button, field, noted),
    draw() {
      noted.hidden = true
      if (!field.hidden && field.value !== addressOf()) field.hidden = true
    },
  }
}

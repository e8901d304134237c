// A button that copies an address; where there is no clipboard, the address to be copied by hand.
import { h } from "./dom.js"

const MILLISECONDS_SAID = 4000

// `say` speaks to whoever listens; `draw()` takes a shown address away that is not the one of now.
export function copyButton(say, label, addressOf) {
  const button = h("button", { type: "button", class: "quiet-button", onclick: copy }, label)
  const field = h("input", { type: "text", class: "copied", readonly: true, hidden: true, "aria-label": "The link, to be copied" })

  async function copy() {
    const address = addressOf()
    // The same words are spoken again only where they were gone in between.
    say("")
    try {
      await navigator.clipboard.writeText(address)
    } catch {
      field.hidden = false
      field.value = address
      field.focus()
      field.select()
      say("The link is shown: copy it from the field")
      return
    }
    field.hidden = true
    button.textContent = "Link copied"
    say("Link copied")
    setTimeout(() => { button.textContent = label }, MILLISECONDS_SAID)
  }

  return {
    element: h("span", { class: "copying" }, button, field),
    draw() {
      if (!field.hidden && field.value !== addressOf()) field.hidden = true
    },
  }
}

// A small menu that unfolds over the page, and folds again when the reader turns to something else.
import { h } from "./dom.js"

export function foldingMenu(label, props, ...content) {
  const summary = h("summary", {}, label)
  const menu = h("details", { ...props, class: `menu ${props.class ?? ""}`, onkeydown: closeByKey, onfocusout: closeBehind, ontoggle: watchOutside },
    summary, h("div", { class: "menu-panel" }, content))
  const page = menu.ownerDocument

  function closeByKey(event) {
    if (event.key !== "Escape" || !menu.open) return
    event.stopPropagation()
    menu.open = false
    summary.focus()
  }

  // Some browsers give no focus to what is clicked: then only a press beside the menu tells.
  function closeBehind(event) {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false
  }

  function watchOutside() {
    if (menu.open) page.addEventListener("pointerdown", closeBeside)
    else page.removeEventListener("pointerdown", closeBeside)
  }

  function closeBeside(event) {
    if (!menu.isConnected) page.removeEventListener("pointerdown", closeBeside)
    else if (!event.composedPath().includes(menu)) menu.open = false
  }

  return menu
}

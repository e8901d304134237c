// A small menu that unfolds over the page, and folds again when the reader turns to something else.
import { h } from "./dom.js"

export function foldingMenu(label, props, ...content) {
  const summary = h("summary", {}, label)
  const menu = h("details", { ...props, class: `menu ${props.class ?? ""}`, onkeydown: closeByKey, onfocusout: closeBehind },
    summary, h("div", { class: "menu-panel" }, content))

  function closeByKey(event) {
    if (event.key !== "Escape" || !menu.open) return
    event.stopPropagation()
    menu.open = false
    summary.focus()
  }

  // A click beside the menu moves the focus out of it too, or at least nowhere.
  function closeBehind(event) {
    if (!event.relatedTarget || !menu.contains(event.relatedTarget)) menu.open = false
  }

  return menu
}

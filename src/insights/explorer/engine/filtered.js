// What is filtered, in words: one chip for each filter, which drops it.
import { h, holdExactly, setText } from "./dom.js"
import { countedFindings } from "./charts.js"
import { isEmpty, parts, unfiltered, without } from "./selection.js"
import { shownOf } from "./shows.js"

export function filteredBar(desk) {
  const count = h("strong")
  const said = h("p", { tabindex: "-1" }, h("span", {}, "Showing "), count, h("span"))
  const [before, , after] = said.childNodes
  const chips = h("ul", { class: "chips", role: "list", "aria-label": "Filters that are set" })
  // On a small screen the list is far below the charts.
  const toList = h("button", { type: "button", class: "quiet-button", onclick: () => desk.goToList() })
  const clear = h("button", { type: "button", class: "quiet-button", onclick: clearAll }, "Clear all")
  let shown = new Map()

  function clearAll() {
    // Where nothing is compared nobody sees the other side: then it goes as well.
    const rest = shownOf(desk.now.show) === "compare" ? {} : { against: "" }
    desk.change({ selection: unfiltered(desk.now.selection), ...rest })
    desk.focusHeading()
  }

  function drop(part, chip) {
    const at = [...chips.children].indexOf(chip)
    desk.change({ selection: without(desk.world, desk.now.selection, part) })
    const next = chips.children[at] ?? chips.lastElementChild
    if (next) next.firstElementChild.focus()
    else desk.focusHeading()
  }

  function chipOf(part) {
    const chip = h("li", {}, h("button", { type: "button", class: "chip", onclick: () => drop(part, chip) },
      h("span", { class: "unseen" }, "Drop the filter "), h("span", { class: "label" }, part.label), h("span", { class: "cross", "aria-hidden": true }, "✕")))
    return chip
  }

  return {
    element: h("div", { class: "filtered" }, said, toList, chips, clear),
    focus: () => said.focus(),
    draw(view, { selection }) {
      const set = parts(desk.world, selection)
      const is = !isEmpty(selection)
      setText(before, is ? "Showing " : "")
      setText(count, String(is ? view.count : view.of))
      setText(after, is ? ` of ${view.of}${set.length ? ":" : ""}` : `${view.of === 1 ? " finding" : " findings"}, no filter set`)
      toList.hidden = desk.isListFirst
      setText(toList, `Go to the ${countedFindings(view.count)}`)
      const drawn = new Map(set.map(part => {
        const key = JSON.stringify([part.key, part.value, part.label])
        return [key, shown.get(key) ?? chipOf(part)]
      }))
      holdExactly(chips, [...drawn.values()])
      shown = drawn
      chips.hidden = clear.hidden = !set.length
    },
  }
}

// Why nothing is shown, and which filter to drop to see something.
import { h, holdExactly, isForBrowser } from "./dom.js"
import { countedFindings } from "./charts.js"
import { parts, without } from "./selection.js"
import { look } from "./view.js"

export function nothingFound(desk) {
  const element = h("section", { class: "nothing", hidden: true })

  function wayOut(view, part) {
    const selection = without(desk.world, view.selection, part)
    const { count } = look(desk.world, selection)
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      desk.change({ selection })
      desk.focusHeading()
    }
    return count ? h("li", {}, h("a", { class: "more", href: desk.hrefOf(selection), onclick: follow }, `Without ${part.label}: ${countedFindings(count)}`)) : null
  }

  return {
    element,
    draw(view) {
      element.hidden = view.count > 0
      if (!element.hidden) holdExactly(element, view.of ? noMatch(view, parts(desk.world, view.selection).map(part => wayOut(view, part)).filter(Boolean)) : noFinding())
    },
  }
}

function noMatch(view, ways) {
  const isUnknown = view.selection.unknown.some(([key]) => key !== "sort")
  return [
    h("h2", {}, `No finding: ${view.words}`),
    h("p", {}, isUnknown ? "The link asks for something that is not in this dataset." : "No curated finding says it. That does not mean that it is not so."),
    ways.length ? h("ul", { class: "ways", role: "list" }, ways) : h("p", {}, "Clear all filters and choose again."),
  ]
}

function noFinding() {
  return [
    h("h2", {}, "No finding is written down yet"),
    h("p", {}, "A curator begins with ", h("code", {}, "insights new source"), " and ", h("code", {}, "insights new finding"), ". What they write appears here."),
  ]
}

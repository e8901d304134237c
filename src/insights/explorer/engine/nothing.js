// Why nothing is shown, and which filter to drop to see something.
import { h, holdExactly, isForBrowser } from "./dom.js"
import { countedFindings } from "./charts.js"
import { nearLinks } from "./near_links.js"
import { nearWords } from "./near_words.js"
import { withLess } from "./selection.js"
import { look } from "./view.js"

export function nothingFound(desk) {
  const element = h("section", { class: "nothing", hidden: true })

  function wayOut({ label, selection }) {
    const { count } = look(desk.world, selection)
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      desk.change({ selection })
      desk.focusHeading()
    }
    return count ? h("li", {}, h("a", { class: "more", href: desk.hrefOf(selection), onclick: follow }, `Without ${label}: ${countedFindings(count)}`)) : null
  }

  return {
    element,
    draw(view) {
      element.hidden = view.count > 0
      if (element.hidden) return
      const ways = withLess(desk.world, view.selection).map(wayOut).filter(Boolean)
      const near = nearLinks(desk, "Did you mean", nearWords(view), desk.focusHeading)
      holdExactly(element, view.of ? noMatch(view, near, ways) : noFinding())
    },
  }
}

function noMatch(view, near, ways) {
  const isUnknown = view.selection.unknown.some(([key]) => key !== "sort")
  const clear = near.length ? null : h("p", {}, "Clear all filters and choose again.")
  return [
    h("h2", {}, `No finding: ${view.words}`),
    h("p", {}, isUnknown ? "The link asks for something that is not in this dataset." : "No curated finding says it. That does not mean that it is not so."),
    near.length ? h("p", { class: "near" }, near) : null,
    ways.length ? h("ul", { class: "ways", role: "list" }, ways) : clear,
  ].filter(Boolean)
}

function noFinding() {
  return [
    h("h2", {}, "No finding is written down yet"),
    h("p", {}, "A curator begins with ", h("code", {}, "insights new source"), " and ", h("code", {}, "insights new finding"), ". What they write appears here."),
  ]
}

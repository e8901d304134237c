// The two sides of a comparison in words, and how the other side is chosen.
import { h, setText } from "./dom.js"
import { countedFindings } from "./charts.js"
import { queryOf, readQuery } from "./selection.js"
import { COMPARED_BY, comparedBy, otherSide, shownOf } from "./shows.js"

export function comparedSides(desk) {
  const here = h("dd")
  const there = h("dd")
  const hint = h("p", { class: "quiet", hidden: true })
  const key = h("select", { onchange: () => desk.change({ show: showBy(key.value) }) },
    COMPARED_BY.map(one => h("option", { value: one }, desk.world.facetOf.get(one).title)))
  const button = (label, onclick) => h("button", { type: "button", class: "quiet-button", onclick }, label)
  const aside = button("Compare with another selection", setAside)
  const swap = button("Swap sides", swapSides)
  const all = button("Compare with all findings", () => { desk.change({ against: "" }); aside.focus() })
  const element = h("div", { class: "sides", hidden: true },
    h("dl", {}, h("div", {}, h("dt", {}, "This selection"), here), h("div", {}, h("dt", {}, "Compared with"), there)),
    h("div", { class: "tools" }, h("label", {}, "Compare by ", key), aside, swap, all), hint)

  // The present filters become the other side; what the reader filters from now on is this side.
  function setAside() {
    desk.change({ against: ownQuery() })
  }

  function swapSides() {
    const { selection, trouble } = readQuery(desk.world, desk.now.against)
    desk.change({ selection: Object.freeze({ ...selection, sort: desk.now.selection.sort }), trouble, against: ownQuery() })
  }

  function ownQuery() {
    return queryOf(desk.world, { ...desk.now.selection, sort: "" })
  }

  return {
    element,
    draw(view, now) {
      element.hidden = shownOf(now.show) !== "compare"
      if (element.hidden) return
      const other = otherSide(desk.world, now.against)
      setText(here, sideInWords(view))
      setText(there, sideInWords(other))
      key.value = comparedBy(now.show)
      const isSame = ownQuery() === queryOf(desk.world, { ...other.selection, sort: "" })
      hint.hidden = !isSame
      setText(hint, isSame ? "Both sides are the same now: change the filters, and see how this selection differs." : "")
      aside.hidden = isSame && now.against !== ""
      swap.hidden = isSame
      all.hidden = now.against === ""
    },
  }
}

function showBy(key) {
  return key === COMPARED_BY[0] ? "compare" : `compare-${key}`
}

function sideInWords(view) {
  return view.words ? `${view.words}: ${countedFindings(view.count)}` : `All ${countedFindings(view.of)}`
}

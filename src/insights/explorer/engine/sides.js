// The two sides of a comparison in words, and how the other side is chosen.
import { h, setText } from "./dom.js"
import { countedFindings } from "./charts.js"
import { queryOf, readQuery } from "./selection.js"
import { areSidesEqual, COMPARED_BY, comparedBy, otherSide, shownOf } from "./shows.js"

export function comparedSides(desk) {
  const here = h("dd")
  const there = h("dd")
  const words = h("dl", {}, h("div", {}, h("dt", {}, "This selection"), here), h("div", {}, h("dt", {}, "Compared with"), there))
  // Where both sides are equal it says what to do, instead of two times the same.
  const hint = h("p", { class: "hint", tabindex: "-1", hidden: true })
  const key = h("select", { onchange: () => desk.change({ show: showBy(key.value) }) },
    COMPARED_BY.map(one => h("option", { value: one }, desk.world.facetOf.get(one).title)))
  const by = h("label", {}, "Compare by ", key)
  const button = (label, onclick) => h("button", { type: "button", class: "quiet-button", onclick }, label)
  const aside = button("Compare with another selection", setAside)
  const swap = button("Swap sides", swapSides)
  const all = button("Compare with all findings", compareWithAll)
  const element = h("div", { class: "sides", hidden: true }, hint, words, h("div", { class: "tools" }, by, aside, swap, all))

  // The present filters become the other side; what the reader filters from now on is this side.
  function setAside() {
    desk.change({ against: ownQuery() })
    hint.focus()
  }

  function compareWithAll() {
    desk.change({ against: "" })
    if (aside.hidden) hint.focus()
    else aside.focus()
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
      const areEqual = areSidesEqual(view, other)
      hint.hidden = !areEqual
      setText(hint, areEqual ? equalSaid(view, other) : "")
      words.hidden = by.hidden = areEqual
      const isSame = ownQuery() === queryOf(desk.world, { ...other.selection, sort: "" })
      aside.hidden = swap.hidden = isSame
      all.hidden = now.against === ""
    },
  }
}

function showBy(key) {
  return key === COMPARED_BY[0] ? "compare" : `compare-${key}`
}

// What both sides hold, and what to do to see a difference.
function equalSaid(view, other) {
  const [own, others] = [view, other].map(({ words }) => words || "all findings")
  if (!view.words && !other.words) return `Both sides hold all ${countedFindings(view.of)}. Choose a filter: what it leaves is compared with all of them.`
  const held = own === others ? own : `this one ${own}; the other ${others}`
  return `Both sides hold the same ${countedFindings(view.count)}: ${held}. Choose a filter: it changes this side, and the other stays as it is.`
}

function sideInWords(view) {
  return view.words ? `${view.words}: ${countedFindings(view.count)}` : `All ${countedFindings(view.of)}`
}

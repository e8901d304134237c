// The two sides of a comparison in words, and how the other side is chosen.
import { h, holdExactly, setText } from "./dom.js"
import { countedFindings } from "./charts.js"
import { choose, EMPTY_SELECTION, queryOf, readQuery } from "./selection.js"
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
  // One source, theme or the like is compared with another one in one step.
  const sibling = h("select", { onchange: () => desk.change({ against: sibling.value }) })
  const beside = h("label", {}, "Compare with ", sibling)
  let offered = ""
  const button = (label, onclick) => h("button", { type: "button", class: "quiet-button", onclick }, label)
  const aside = button("Compare with another selection", setAside)
  const swap = button("Swap sides", swapSides)
  const all = button("Compare with all findings", compareWithAll)
  const element = h("div", { class: "sides", hidden: true }, hint, words, h("div", { class: "tools" }, by, beside, aside, swap, all))

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

  function offer(other, against) {
    const options = siblingsOf(desk.world, desk.now.selection)
    beside.hidden = !options.length
    if (beside.hidden) return
    const every = [{ value: "", label: allFindingsOf(desk.world) }, ...options]
    // What was set aside by other means stays to be seen.
    if (!every.some(({ value }) => value === against)) every.push({ value: against, label: sideInWords(other) })
    const drawn = JSON.stringify(every)
    if (drawn !== offered) holdExactly(sibling, every.map(({ value, label }) => h("option", { value }, label)))
    offered = drawn
    sibling.value = against
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
      const against = queryOf(desk.world, { ...other.selection, sort: "" })
      offer(other, against)
      const areEqual = areSidesEqual(view, other)
      hint.hidden = !areEqual
      setText(hint, areEqual ? equalSaid(view, other) : "")
      words.hidden = by.hidden = areEqual
      aside.hidden = swap.hidden = ownQuery() === against
      all.hidden = now.against === "" || !beside.hidden
    },
  }
}

// The other options of the facet of which exactly one option is all that is asked for, as
// `{value, label}`: the query for it, and how it is called; none where anything else is asked.
function siblingsOf(world, { chosen, q, unknown }) {
  const [[key, ids] = [], ...others] = Object.entries(chosen)
  if (!key || key === "id" || others.length || ids.length > 1 || q || unknown.length) return []
  const options = world.facetOf.get(key).options.filter(({ id, places }) => places.length && id !== ids[0])
  return options.map(({ id, label, places }) => ({ value: queryOf(world, choose(world, EMPTY_SELECTION, key, [id])), label: `${label}: ${countedFindings(places.length)}` }))
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
  return view.words ? `${view.words}: ${countedFindings(view.count)}` : allFindingsOf(view.world)
}

function allFindingsOf(world) {
  return `All ${countedFindings(world.findings.length)}`
}

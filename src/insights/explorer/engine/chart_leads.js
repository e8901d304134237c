// Where the marks of a chart lead: to the findings they count, no more and no fewer.
import { h, isForBrowser, setHref } from "./dom.js"
import { choose, unfiltered } from "./selection.js"
import { look } from "./view.js"

const ROW_FACETS = { "by-theme": "theme", "by-source": "source", "by-evidence": "evidence", matrix: "theme" }
// An address with more ids than this is too long to be sent.
export const MOST_PICKED = 150

// What each link leads to: its address is written anew where order or look of the list change.
const leadOfLink = new WeakMap()

// What marks pick, worked out once for a view: bars, matrix and tables have the same.
const knownOf = new WeakMap()

function onceFor(view, mark, work) {
  const known = knownOf.get(view) ?? new Map()
  knownOf.set(view, known)
  if (!known.has(mark)) known.set(mark, work())
  return known.get(mark)
}

// A lead is `{ href(), go }`: the real address, and the same without leaving the page. `row(row)` leads
// to all findings of a row, `cell(row, at)` to those of one column, `side(row, side)` to those of one
// of two sides, `pick(ids)` to exactly these; null where there is nothing to show.
export function chartLeads(chart, { view, act, name, world, other }) {
  const key = ROW_FACETS[name] ?? chart.key
  const narrowed = wanted => Object.entries(wanted).reduce((kept, [facet, ids]) => choose(world, kept, facet, ids), view.selection)
  const isShown = id => view.has(world.placeById.get(id))
  const pick = ids => {
    const from = ids.every(isShown) ? view.selection : unfiltered(view.selection)
    const selection = choose(world, from, "id", ids)
    return { href: () => act.hrefOf(selection), go: () => act.pick(ids) }
  }
  const filter = wanted => {
    const [[facet, ids], ...others] = Object.entries(wanted)
    return { href: () => act.hrefOf(narrowed(wanted)), go: () => (others.length ? act.filterMany(wanted) : act.filter(facet, ids)) }
  }
  // Exactly the findings that a row counts, or one category of them, where a link can name so many.
  const picked = (count, row, category, has) => {
    if (count > MOST_PICKED) return null
    const findings = counted(row, has)
    return pick(findings.filter(one => !category || one.category === category).map(one => one.id))
  }
  // Each row stands for a value of its facet, or for two themes.
  const counted = (row, has) => onceFor(has, `${key} ${row.key}`, () => {
    const [value, ...others] = key ? [row.key] : row.key.split(" ")
    const { places } = world.facetOf.get(key ?? "theme").optionOf.get(value)
    return places.filter(has).map(place => world.findings[place]).filter(one => others.every(id => one.themes.includes(id)))
  })
  // Where the facet is filtered already, a row beside its values is a part of what matches: to
  // choose it instead would show findings that the number does not count. So these are picked.
  const isAsked = (selection, row) => key && (!selection.chosen[key] || selection.chosen[key].includes(row.key))
  const lead = (count, row, category) => {
    if (!isAsked(view.selection, row)) return onceFor(view, `${key} ${row.key} ${category}`, () => picked(count, row, category, view.has))
    return filter(category ? { [key]: [row.key], category: [category] } : { [key]: [row.key] })
  }
  // The other side with this mark is a question of its own.
  let there = null
  const isThere = place => (there ??= look(world, other)).has(place)
  const leadThere = row => {
    if (!isAsked(other, row)) return picked(row.b, row, "", isThere)
    const selection = choose(world, other, key, [row.key])
    return { href: () => act.hrefOf(selection), go: () => act.ask(selection) }
  }
  return {
    row: row => (row.total ? lead(row.total, row, "") : null),
    cell: (row, at) => (row.values[at] ? lead(row.values[at], row, chart.columns[at].category) : null),
    side: (row, side) => (!row[side] ? null : side === "a" ? lead(row.a, row, "") : leadThere(row)),
    pick,
  }
}

// A link to where a lead leads; without one the same as plain text, which has no name of its own.
export function leadLink(lead, props, ...children) {
  if (!lead) return h("span", { ...props, "aria-label": null, tabindex: null }, ...children)
  const follow = event => {
    if (isForBrowser(event)) return
    event.preventDefault()
    lead.go()
  }
  const link = h("a", { ...props, href: lead.href(), onclick: follow }, ...children)
  leadOfLink.set(link, lead)
  return link
}

// Write the addresses of all marks below `root` anew.
export function leadAnew(root) {
  for (const link of root.querySelectorAll("a")) {
    const lead = leadOfLink.get(link)
    if (lead) setHref(link, lead.href())
  }
}

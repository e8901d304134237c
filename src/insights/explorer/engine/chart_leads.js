// Where the marks of a chart lead: to the findings they count, no more and no fewer.
import { h, isForBrowser } from "./dom.js"
import { choose, unfiltered } from "./selection.js"

const ROW_FACETS = { "by-theme": "theme", "by-source": "source", "by-evidence": "evidence", matrix: "theme" }
// An address with more ids than this is too long to be sent.
export const MOST_PICKED = 150

// A lead is `{ href, go }`: the real address, and the same without leaving the page. `row(row)` leads
// to all findings of a row, `cell(row, at)` to those of one column, `side(row, side)` to those of one
// of two sides, `pick(ids)` to exactly these; null where there is nothing to show.
export function chartLeads(chart, { view, act, name, world }) {
  const key = ROW_FACETS[name] ?? chart.key
  const narrowed = wanted => Object.entries(wanted).reduce((kept, [facet, ids]) => choose(world, kept, facet, ids), view.selection)
  const isShown = id => view.has(world.placeById.get(id))
  const pick = ids => {
    const from = ids.every(isShown) ? view.selection : unfiltered(view.selection)
    return { href: act.hrefOf(choose(world, from, "id", ids)), go: () => act.pick(ids) }
  }
  const filter = wanted => {
    const [[facet, ids], ...others] = Object.entries(wanted)
    return { href: act.hrefOf(narrowed(wanted)), go: () => (others.length ? act.filterMany(wanted) : act.filter(facet, ids)) }
  }
  // Where the facet is filtered already, a row beside its values is a part of what matches: to
  // choose it instead would show findings that the number does not count. So these are picked.
  const chosen = new Set(key ? view.selection.chosen[key] : [])
  const keysOf = key ? finding => [finding[key === "theme" ? "themes" : key]].flat() : finding => themePairs(finding, world)
  const idsOf = idsOfRows(() => view.findings, keysOf)
  const idsThere = idsOfRows(() => [...chart.shared, ...chart.only_b].map(id => world.findingById.get(id)), keysOf)
  const few = ids => (ids.length && ids.length <= MOST_PICKED ? pick(ids) : null)
  const lead = (row, category) => {
    const isFacet = key && (!chosen.size || chosen.has(row.key))
    if (!isFacet) return few(idsOf(row.key, category))
    return filter(category ? { [key]: [row.key], category: [category] } : { [key]: [row.key] })
  }
  return {
    row: row => (row.total ? lead(row, "") : null),
    cell: (row, at) => (row.values[at] ? lead(row, chart.columns[at].category) : null),
    side: (row, side) => (side === "b" ? few(idsThere(row.key, "")) : row.a ? lead(row, "") : null),
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
  return h("a", { ...props, href: lead.href, onclick: follow }, ...children)
}

// The ids of the findings by key of their row, and by key and category; sorted out once,
// when the first is asked for.
function idsOfRows(findings, keysOf) {
  let ids = null
  const put = (name, id) => (ids.has(name) ? ids.get(name).push(id) : ids.set(name, [id]))
  const sortOut = () => {
    ids = new Map()
    for (const finding of findings()) {
      for (const key of keysOf(finding)) for (const category of ["", finding.category]) put(`${key}\n${category}`, finding.id)
    }
  }
  return (key, category) => {
    if (!ids) sortOut()
    return ids.get(`${key}\n${category}`) ?? []
  }
}

// Each two themes of a finding, named as the rows of the chart are: in the order of the dataset.
function themePairs(finding, world) {
  const ids = world.themes.map(theme => theme.id).filter(id => finding.themes.includes(id))
  return ids.flatMap((one, at) => ids.slice(at + 1).map(other => `${one} ${other}`))
}

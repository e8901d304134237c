// Bars of the page itself: a row for each thing counted, its findings stacked by category.
import { leadLink } from "./chart_leads.js"
import { countedFindings } from "./charts.js"
import { h } from "./dom.js"

const FIRST_ROWS = 12
// A few rows more are shown as well: a button would take their place.
const SPARED_ROWS = 4
// Percent of the track that the longest bar takes, so that its total has room behind it.
const LONGEST_BAR = 88

export function drawBars(chart, leads) {
  return foldedRows(chart, "bars", chart.rows.map(row => barRow(chart, row, leads)), row => row.label.length)
}

// The first rows as a list, the others as a second one that is unfolded; both make as much room for
// labels as the longest needs, `lettersOf(row)`.
export function foldedRows(chart, kind, rows, lettersOf) {
  const style = { "--letters": String(Math.max(...chart.rows.map(lettersOf))) }
  const list = (says, some) => h("ul", { class: kind, role: "list", "aria-label": says, style, onkeydown: walkRow }, some)
  if (rows.length <= FIRST_ROWS + SPARED_ROWS) return [list(chart.alt, rows)]
  const closed = h("span", { class: "when-closed" }, `Show all ${rows.length}`)
  const opened = h("span", { class: "when-open" }, `Show the first ${FIRST_ROWS}`)
  return [
    list(chart.alt, rows.slice(0, FIRST_ROWS)),
    h("details", { class: "more-rows", style },
      h("summary", { "data-mark": "more rows" }, closed, opened),
      list(`The other ${rows.length - FIRST_ROWS}`, rows.slice(FIRST_ROWS))),
  ]
}

// One stop of the tabulator for a row, its label; the segments are reached from there by arrow keys
// and stand, as links too, in the table.
function barRow(chart, row, leads) {
  const counted = h("span", { class: "unseen" }, `: ${countedFindings(row.total)}`)
  const label = leadLink(leads.row(row), { class: "label", "data-mark": row.key }, row.label, counted)
  const segments = row.values.map((value, at) => value > 0 && barSegment(chart, row, at, leads))
  const total = h("span", { class: "total", "aria-hidden": true, text: row.total })
  return h("li", { class: "row" }, label, h("span", { class: "track" }, segments, total))
}

function barSegment(chart, row, at, leads) {
  const { label, category } = chart.columns[at]
  const said = `${row.label}, ${label.toLowerCase()}: ${countedFindings(row.values[at])}`
  return leadLink(leads.cell(row, at), {
    class: `segment ${category}`,
    style: { width: `${(LONGEST_BAR * row.values[at]) / chart.most}%` },
    tabindex: "-1",
    title: said,
    "aria-label": said,
    "data-mark": `${row.key} ${category}`,
  })
}

// Right and left walk along a row, from its first link over the others and back.
function walkRow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const links = [...(event.target.closest(".row")?.querySelectorAll("a") ?? [])]
  const next = links[links.indexOf(event.target) + step]
  if (!next || isWithModifier(event)) return
  event.preventDefault()
  next.focus()
}

export function isWithModifier(event) {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
}

// A whole chart: its sentence, what is counted, the drawing, its numbers as a table, its files.
import { tableOfCounts } from "./chart_table.js"
import { chartLeads } from "./chart_leads.js"
import { chartTools } from "./chart_tools.js"
import { h } from "./dom.js"
import { drawBars } from "./draw_bars.js"
import { drawCompare, legendOfSides, tableOfCompared } from "./draw_compare.js"
import { drawMatrix } from "./draw_matrix.js"
import { drawStrips, legendOfShapes, tableOfPlaces } from "./draw_strips.js"

const CHART_KINDS = {
  bars: { legend: legendOfColumns, draw: drawBars, table: tableOfCounts },
  matrix: { legend: () => null, draw: drawMatrix, table: () => null }, // it is a table already
  strips: { legend: legendOfShapes, draw: drawStrips, table: tableOfPlaces },
  compare: { legend: legendOfSides, draw: drawCompare, table: tableOfCompared },
}

// `name` says what a row stands for: by-theme, by-source, by-evidence, matrix, together, recordings
// or compare. `act` holds what a click can do: `filter(key, ids)`, `filterMany({key: ids})`,
// `pick(ids)`, `ask(selection)`, and `hrefOf(selection)` for the address of the same. `other` is the
// selection of the other side of a comparison.
export function chartFrame(chart, { view, act, name, world, other }) {
  const frame = h("section", { class: `chart-frame ${chart.kind}-chart` })
  frame.append(h("h2", {}, chart.title))
  if (!isDrawn(chart)) return frame
  const { legend, draw, table } = CHART_KINDS[chart.kind]
  const leads = chartLeads(chart, { view, act, name, world, other })
  const parts = [
    h("p", { class: "subtitle" }, chart.subtitle),
    legend(chart, world),
    draw(chart, leads, world),
    h("div", { class: "under" }, table(chart, leads, world), chartTools(chart, world, () => chartAbout(chart, view))),
  ]
  frame.append(...parts.flat().filter(Boolean))
  return frame
}

// Nothing to draw where nothing matches, and nothing to compare where a side is empty.
function isDrawn(chart) {
  if (chart.kind === "bars") return chart.most > 0
  return chart.rows.length > 0 && (chart.kind !== "compare" || (chart.a.count > 0 && chart.b.count > 0))
}

// What a file of the chart says of its origin.
function chartAbout(chart, view) {
  const { title, as_of, fingerprint } = view.world
  return { sentence: countedIn(chart, view), filters: view.words, title, as_of, fingerprint }
}

function countedIn(chart, view) {
  if (chart.kind !== "compare") return view.sentence
  const { a, b } = chart
  return `Of ${view.of} curated findings, ${a.count} are counted here (${a.words}) and ${b.count} there (${b.words}). A finding is not a vote.`
}

function legendOfColumns(chart) {
  if (chart.columns.length < 2) return null
  const swatch = category => h("span", { class: `swatch ${category}`, "aria-hidden": true })
  return h("p", { class: "legend" }, chart.columns.map(({ category, label }) => h("span", {}, swatch(category), label)))
}

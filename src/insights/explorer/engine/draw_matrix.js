// A matrix as a real table: counts as links, tinted by how many; an empty cell says why it is.
import { leadLink } from "./chart_leads.js"
import { countedFindings } from "./charts.js"
import { h } from "./dom.js"

const TINT_STEPS = 4

export function drawMatrix(chart, leads, world) {
  const most = Math.max(1, ...chart.rows.flatMap(row => row.values))
  const head = chart.columns.map(column =>
    h("th", { scope: "col" }, letterOf(world, column.category), " ", h("span", { text: column.label })),
  )
  const rows = chart.rows.map(row => {
    const cells = row.values.map((value, at) => h("td", { class: chart.columns[at].category }, matrixCell(chart, row, at, leads, most)))
    const said = `${row.label}: ${countedFindings(row.total)}`
    return h("tr", {}, h("th", { scope: "row" }, leadLink(leads.row(row), { "aria-label": said, "data-mark": row.key }, row.label)), cells)
  })
  const table = h("table", {},
    h("caption", { class: "unseen" }, `${chart.alt} ${chart.subtitle}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "unseen" }, chart.row_title)), head)),
    h("tbody", {}, rows))
  const region = h("div", { class: "matrix", role: "region", tabindex: "0", "aria-label": chart.title }, table)
  return [region, gapsSaid(chart.gaps)]
}

// The step of tint for a value, 1 to 4, where 4 is the greatest of the chart.
export function tintStep(value, most) {
  return Math.ceil((value * TINT_STEPS) / most)
}

// The letter of a category in its colour, its second mark; beside a label, so it is not read out.
export function letterOf(world, category) {
  return h("span", { class: `letter ${category}`, "aria-hidden": "true", text: world.marks[category] })
}

function matrixCell(chart, row, at, leads, most) {
  const value = row.values[at]
  const { label, category } = chart.columns[at]
  if (!value) return h("span", { class: "cell bare", text: row.empty[at] })
  return leadLink(leads.cell(row, at), {
    class: `cell step${tintStep(value, most)}`,
    "aria-label": `${value}: ${label}, ${row.label}`,
    "data-mark": `${row.key} ${category}`,
    text: value,
  })
}

function gapsSaid(gaps) {
  const reasons = Object.entries(gaps)
  if (!reasons.length) return null
  const said = reasons.map(([reason, says], at) => [
    h("span", {}, h("span", { class: "reason", text: reason }), `: ${says}`),
    at < reasons.length - 1 ? ". " : ".",
  ])
  return h("p", { class: "gaps" }, said)
}

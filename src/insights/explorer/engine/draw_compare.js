// Two selections on one axis: here in full ink, there hatched, since a colour would mean a category.
import { leadLink } from "./chart_leads.js"
import { countedFindings } from "./charts.js"
import { foldedTable } from "./chart_table.js"
import { foldedRows } from "./draw_bars.js"
import { letterOf } from "./draw_matrix.js"
import { h } from "./dom.js"

// Percent of the track that the longest bar takes, so that its counts have room behind it.
const LONGEST_SIDE = 74
export const BY_FILTER = "set by the filters"
const LETTERS_OF_MARK = 4

export function drawCompare(chart, leads, world) {
  const { of, axis } = comparedScale(chart)
  const rows = chart.rows.map(row =>
    h("li", { class: "row" },
      h("span", { class: "label" },
        chart.key === "category" && [letterOf(world, row.key), " "],
        row.label,
        row.by_filter && h("span", { class: "by-filter" }, BY_FILTER)),
      h("span", { class: "tracks" }, ["a", "b"].map(side => comparedBar(chart, row, side, leads, of)))),
  )
  const besides = chart.key === "category" ? LETTERS_OF_MARK : 0
  const lettersOf = row => Math.max(row.label.length + besides, row.by_filter ? BY_FILTER.length : 0)
  return [h("p", { class: "axis-says" }, axis), ...foldedRows(chart, "compared", rows, lettersOf)]
}

// Lengths are shares of a side, or counts where a side is too small for shares; `of(row, side)` is
// 0 to 1 of the longest bar, `axis` says which it is.
export function comparedScale(chart) {
  if (chart.is_few) {
    const most = Math.max(...chart.rows.flatMap(row => [row.a, row.b]))
    return { of: (row, side) => row[side] / most, axis: "The bars are counts: shares of so few findings would mean nothing." }
  }
  return { of: (row, side) => row[`share_${side}`] / chart.most, axis: "The bars are shares of each side’s findings." }
}

// How a side is called, with its filters and its size.
export function sideSaid(chart, side) {
  return `${side === "a" ? "Here" : "There"}: ${chart[side].words} (${countedFindings(chart[side].count)})`
}

export function legendOfSides(chart) {
  const swatch = side => h("span", { class: `swatch side-${side}`, "aria-hidden": true })
  return h("p", { class: "legend" }, ["a", "b"].map(side => h("span", {}, swatch(side), sideSaid(chart, side))))
}

export function tableOfCompared(chart, leads) {
  const head = [chart.row_title, "Here", "There", "Set by the filters"]
  const cell = (row, side) => {
    const counted = comparedCount(chart, row, side)
    return leadLink(leads.side(row, side), { "aria-label": `${counted}: ${whereSaid(row, side)}` }, counted)
  }
  const rowOf = row => [row.label, cell(row, "a"), cell(row, "b"), row.by_filter ? "yes" : "no"]
  return foldedTable(chart, head, () => chart.rows.map(rowOf))
}

function comparedBar(chart, row, side, leads, of) {
  const counted = comparedCount(chart, row, side)
  const said = `${whereSaid(row, side)}: ${counted} findings`
  const isFirst = side === "a" || !row.a
  return leadLink(
    leads.side(row, side),
    { class: "side", title: said, "aria-label": said, tabindex: isFirst ? null : "-1", "data-mark": `${row.key} ${side}` },
    h("span", { class: `segment side-${side}`, style: { width: `${LONGEST_SIDE * of(row, side)}%` } }),
    h("span", { class: "counted" }, counted),
  )
}

function whereSaid(row, side) {
  return `${row.label}, ${side === "a" ? "here" : "there"}`
}

export function comparedCount(chart, row, side) {
  return `${row[side]} of ${chart[side].count}`
}

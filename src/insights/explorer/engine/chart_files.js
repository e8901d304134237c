// Files of a chart: its numbers as CSV, the name of a file, and handing one to the reader.
import { csvField } from "./files.js"

const MOST_IN_NAME = 60
const MS_TO_FETCH = 60_000 // in which a browser has surely taken the file

const CSV_KINDS = { bars: countRecords, matrix: countRecords, strips: placeRecords, compare: comparedRecords }

// One line for each row of the chart, and what is counted beside each: a line that is copied out of
// the table keeps saying where it comes from.
export function chartCsv(chart, about, world) {
  const origin = { counted: about.sentence, filters: about.filters, dataset: about.title, as_of: about.as_of, fingerprint: about.fingerprint }
  const { head, rows } = CSV_KINDS[chart.kind](chart, world)
  const lines = [[...head, ...Object.keys(origin)], ...rows.map(row => [...row, ...Object.values(origin)])]
  return `\ufeff${lines.map(cells => `${cells.map(csvField).join(",")}\r\n`).join("")}`
}

// As `trust-and-openness-leads-with-32-of-144-findings-2026-11-21.svg`: safe on every disk.
export function chartFileName(chart, about, ending) {
  const plain = chart.title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
  const cut = words.slice(0, MOST_IN_NAME + 1).replace(/-[^-]*$/, "").slice(0, MOST_IN_NAME)
  const whole = words.length > MOST_IN_NAME ? cut : words
  const date = about.as_of.replace(/[^0-9-]/g, "")
  return `${[whole || "chart", date].filter(Boolean).join("-")}.${ending}`
}

// Offer the file for saving, as a click on a link to it would.
export function saveFile(name, blob) {
  const href = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), MS_TO_FETCH)
}

function countRecords(chart) {
  const names = chart.columns.map(column => column.label)
  const head = ["id", chart.row_title, ...names, "All", ...names.map(name => `${name}: why none`)]
  return { head, rows: chart.rows.map(row => [row.key, row.label, ...row.values, row.total, ...row.empty]) }
}

function placeRecords(chart, world) {
  const seconds = new Map(chart.recordings.flatMap(one => one.points.map(point => [point.finding, point.second])))
  const head = ["id", chart.row_title, "Category", "Place", "Second, where it is sure", "Source"]
  const rows = chart.rows.map(({ finding: id, place, source }) => {
    const { statement, category } = world.findingById.get(id)
    return [id, statement, world.labels.category[category], place, seconds.get(id) ?? "", source]
  })
  return { head, rows }
}

function comparedRecords(chart) {
  const head = ["id", chart.row_title, "Here", "of here", "Share here", "There", "of there", "Share there", "Set by the filters"]
  const sideOf = (row, side) => [row[side], chart[side].count, row[`share_${side}`]]
  const rows = chart.rows.map(row => [row.key, row.label, ...sideOf(row, "a"), ...sideOf(row, "b"), row.by_filter ? "yes" : "no"])
  return { head, rows }
}

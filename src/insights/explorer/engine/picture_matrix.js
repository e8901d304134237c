// A matrix in a picture: a drawn table, its empty cells with their reasons.
import { tintStep } from "./draw_matrix.js"
import { INNER, MARGIN, PAPER, PAPER_MARKS, QUIET, SMALL_SIZE, TEXT_SIZE, letterMark } from "./picture_parts.js"
import { textLines, textWidth, wrapText, xml } from "./picture_text.js"

const ROW_LABEL_WIDTH = 360
const MATRIX_LINE = 21
const WIDEST_CELL = 230

export function pictureOfMatrix(chart, top) {
  const labels = chart.rows.map(row => wrapText(row.label, TEXT_SIZE, ROW_LABEL_WIDTH, { most: 3 }))
  const left = MARGIN + Math.max(160, ...labels.flat().map(line => textWidth(line, TEXT_SIZE))) + 20
  const width = Math.min(WIDEST_CELL, (MARGIN + INNER - left) / chart.columns.length)
  const most = Math.max(1, ...chart.rows.flatMap(row => row.values))
  const heads = chart.columns.map((column, at) => [
    letterMark(column.category, left + at * width + 2, top),
    xml("text", { x: left + at * width + 32, y: top + 16, "font-size": TEXT_SIZE }, column.label),
  ])
  let y = top + 34
  const rows = chart.rows.map((row, at) => {
    const height = Math.max(34, labels[at].length * MATRIX_LINE + 10)
    const baseline = y + height / 2 + 6 - ((labels[at].length - 1) * MATRIX_LINE) / 2
    const cells = row.values.map((value, column) =>
      pictureCell(value, row.empty[column], { category: chart.columns[column].category, most, x: left + column * width, y, width, height }),
    )
    y += height
    return [textLines(labels[at], MARGIN, baseline, MATRIX_LINE, { "font-size": TEXT_SIZE }), cells]
  })
  const gaps = Object.entries(chart.gaps).flatMap(([reason, says]) => wrapText(`${reason}: ${says}`, SMALL_SIZE, INNER))
  const said = textLines(gaps, MARGIN, y + 28, 21, { "font-size": SMALL_SIZE, ...QUIET })
  return { markup: [heads, rows, said], height: y - top + (gaps.length ? 14 + gaps.length * 21 : 0) }
}

function pictureCell(value, reason, { category, most, x, y, width, height }) {
  const box = { x: x + 2, y: y + 1, width: width - 4, height: height - 2 }
  const text = { x: x + width / 2, y: y + height / 2 + 6, "text-anchor": "middle" }
  if (!value) {
    const [said] = wrapText(reason, SMALL_SIZE, width - 12, { most: 1 })
    return [
      xml("rect", { ...box, fill: "none", stroke: PAPER.rule, "stroke-dasharray": "4 3" }),
      xml("text", { ...text, "font-size": SMALL_SIZE, ...QUIET }, said),
    ]
  }
  const hue = PAPER_MARKS[category].fill
  const step = tintStep(value, most)
  return [
    xml("rect", { ...box, fill: hue, "fill-opacity": step / 10 }),
    xml("rect", { ...box, width: 5, fill: hue }),
    xml("text", { ...text, "font-size": TEXT_SIZE, "font-weight": step === 4 ? 600 : null }, String(value)),
  ]
}

// Bars in a picture: every row, also those that the page keeps folded.
import { INNER, MARGIN, TEXT_SIZE, filledWith, legendOf } from "./picture_parts.js"
import { textLines, textWidth, wrapText, xml } from "./picture_text.js"

const BAR_HEIGHT = 24
const LABEL_WIDTH = 380
const LINE_HEIGHT = 21
const MARK_GAP = 2

export function pictureOfBars(chart, top) {
  const legend = legendOf(chart.columns, top)
  const labels = chart.rows.map(row => wrapText(row.label, TEXT_SIZE, LABEL_WIDTH, { most: 3 }))
  const labelWidth = Math.max(...labels.flat().map(line => textWidth(line, TEXT_SIZE)))
  const left = MARGIN + labelWidth + 16
  const longest = MARGIN + INNER - left - textWidth(String(chart.most), TEXT_SIZE) - 10
  let y = top + legend.height + 10
  const rows = chart.rows.map((row, at) => {
    const height = Math.max(36, labels[at].length * LINE_HEIGHT + 12)
    const drawn = pictureRow(row, labels[at], { chart, left, longest, middle: y + height / 2 })
    y += height
    return drawn
  })
  return { markup: [legend.drawn, rows], height: y - top }
}

function pictureRow(row, label, { chart, left, longest, middle }) {
  const baseline = middle + 6 - ((label.length - 1) * LINE_HEIGHT) / 2
  let x = left
  const bars = row.values.map((value, at) => {
    if (!value) return null
    const width = (longest * value) / chart.most
    const bar = { x, y: middle - BAR_HEIGHT / 2, width: Math.max(1, width - MARK_GAP), height: BAR_HEIGHT }
    x += width
    return xml("rect", { ...bar, fill: filledWith(chart.columns[at].category) })
  })
  return [
    textLines(label, left - 16, baseline, LINE_HEIGHT, { "text-anchor": "end", "font-size": TEXT_SIZE }),
    bars,
    xml("text", { x: x + 8, y: middle + 6, "font-size": TEXT_SIZE }, String(row.total)),
  ]
}

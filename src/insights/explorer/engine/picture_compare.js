// Two selections in a picture: their bars below each other on one axis.
import { BY_FILTER, comparedCount, comparedScale, sideSaid } from "./draw_compare.js"
import { INNER, MARGIN, PAPER, QUIET, SMALL_SIZE, TEXT_SIZE, straight } from "./picture_parts.js"
import { textLines, textWidth, wrapText, xml } from "./picture_text.js"

const SIDES = ["a", "b"]
const SIDE_HEIGHT = 18
const SIDE_STEP = 20
const LEGEND_STEP = 24
const COMPARED_LABEL = 340
const COMPARED_LINE = 21

export function pictureOfCompared(chart, top) {
  const { of, axis } = comparedScale(chart)
  const legend = legendInPicture(chart, top)
  const axisAt = top + legend.height + 20
  const rows = chart.rows.map(row => ({ row, lines: wrapText(row.label, TEXT_SIZE, COMPARED_LABEL, { most: 3 }) }))
  const widest = Math.max(...rows.flatMap(({ row, lines }) => [...lines, row.by_filter ? BY_FILTER : ""].map(line => textWidth(line, TEXT_SIZE))))
  const counts = Math.max(...chart.rows.flatMap(row => SIDES.map(side => textWidth(comparedCount(chart, row, side), TEXT_SIZE))))
  const left = MARGIN + widest + 16
  const longest = MARGIN + INNER - left - counts - 10
  let y = axisAt + 16
  const drawn = rows.map(({ row, lines }) => {
    const height = Math.max(2 * SIDE_STEP, (lines.length + (row.by_filter ? 1 : 0)) * COMPARED_LINE) + 16
    const middle = y + height / 2
    y += height
    const bars = SIDES.map((side, at) => {
      const bar = { x: left, y: middle + (at - 1) * SIDE_STEP + 1, width: longest * of(row, side), height: SIDE_HEIGHT }
      const counted = xml("text", { x: left + bar.width + 8, y: bar.y + 15, "font-size": TEXT_SIZE }, comparedCount(chart, row, side))
      return [sideBar(side, bar), counted]
    })
    return [comparedLabel(row, lines, left - 16, middle), bars]
  })
  const ground = straight(left - 0.5, axisAt + 16, left - 0.5, y, { stroke: PAPER.rule })
  const said = xml("text", { x: MARGIN, y: axisAt, "font-size": SMALL_SIZE, ...QUIET }, axis)
  return { markup: [legend.drawn, said, ground, drawn], height: y - top }
}

function legendInPicture(chart, top) {
  const lines = SIDES.flatMap(side => wrapText(sideSaid(chart, side), SMALL_SIZE, INNER - 44).map((text, at) => ({ text, side: at ? null : side })))
  const drawn = lines.map(({ text, side }, at) => {
    const y = top + at * LEGEND_STEP
    const words = xml("text", { x: MARGIN + 44, y: y + 17, "font-size": SMALL_SIZE, ...QUIET }, text)
    return [side && sideBar(side, { x: MARGIN, y: y + 3, width: 32, height: 16 }), words]
  })
  return { drawn, height: lines.length * LEGEND_STEP }
}

function comparedLabel(row, lines, right, middle) {
  const count = lines.length + (row.by_filter ? 1 : 0)
  const first = middle + 6 - ((count - 1) * COMPARED_LINE) / 2
  const ending = { "text-anchor": "end", "font-size": TEXT_SIZE }
  const note = { ...ending, ...QUIET, "font-size": SMALL_SIZE, "font-style": "italic" }
  return [
    textLines(lines, right, first, COMPARED_LINE, ending),
    row.by_filter && xml("text", { x: right, y: first + lines.length * COMPARED_LINE, ...note }, BY_FILTER),
  ]
}

// Here in full ink, there hatched.
function sideBar(side, { x, y, width, height }) {
  if (!width) return null
  if (side === "a") return xml("rect", { x, y, width: Math.max(2, width), height, fill: PAPER.ink })
  const inside = { x: x + 0.75, y: y + 0.75, width: Math.max(0.5, width - 1.5), height: height - 1.5 }
  return xml("rect", { ...inside, fill: "url(#mark-there)", stroke: PAPER.ink, "stroke-width": 1.5 })
}

// What the pictures of all charts share: paper and inks, the colours of the categories and what tells
// them without colour, the legend.
import { textWidth, xml } from "./picture_text.js"

// A picture is paper, so it has the light colours wherever it is taken; a test holds them to looks.py.
export const PAPER = { paper: "#FFFFFF", ink: "#1B1D26", quiet: "#4A5161", rule: "#D9DBE1" }
export const PAPER_MARKS = {
  keep: { fill: "#12338E", on: "#FFFFFF", letter: "K" },
  leave: { fill: "#D86620", on: "#171614", letter: "L" },
  start: { fill: "#721031", on: "#FFFFFF", letter: "S" },
  context: { fill: "#7D8894", on: "#171614", letter: "C" },
}
// In pixels.
export const PICTURE_WIDTH = 1200
export const MARGIN = 48
export const INNER = PICTURE_WIDTH - 2 * MARGIN
export const TEXT_SIZE = 17
export const SMALL_SIZE = 15

export const QUIET = { fill: PAPER.quiet }

// The patterns of the bars, as the page draws them.
export function markPatterns() {
  const { keep, leave, start, context } = PAPER_MARKS
  const pattern = (id, width, height, turn, ...inside) =>
    xml("pattern", { id: `mark-${id}`, width, height, patternUnits: "userSpaceOnUse", patternTransform: turn }, inside)
  const ground = (fill, width, height) => xml("rect", { width, height, fill })
  const crossed = xml("path", { d: "M0 0H8M0 0V8", stroke: PAPER.paper, "stroke-width": 2 })
  return xml(
    "defs",
    {},
    pattern("keep", 8, 8, null, ground(keep.fill, 8, 8)),
    pattern("leave", 7, 7, "rotate(45)", ground(PAPER.paper, 7, 7), ground(leave.fill, 5, 7)),
    pattern("start", 8, 8, "rotate(45)", ground(start.fill, 8, 8), crossed),
    pattern("there", 6, 6, "rotate(45)", ground(PAPER.paper, 6, 6), ground(PAPER.ink, 1.5, 6)),
    pattern("context", 7, 7, null, ground(context.fill, 7, 7), xml("circle", { cx: 3.5, cy: 3.5, r: 1.4, fill: PAPER.paper })),
  )
}

export function filledWith(category) {
  return `url(#mark-${category})`
}

// The letter of a category on its colour, its upper left corner at x, y.
export function letterMark(category, x, y, size = 22) {
  const { fill, on, letter } = PAPER_MARKS[category]
  return [
    xml("rect", { x, y, width: size, height: size, rx: 3, fill }),
    xml("text", { x: x + size / 2, y: y + size * 0.73, "text-anchor": "middle", "font-size": size * 0.64, "font-weight": 700, fill: on }, letter),
  ]
}

export function straight(x1, y1, x2, y2, attributes) {
  return xml("line", { x1, y1, x2, y2, ...attributes })
}

// Pieces with their widths beside each other, and below where a line is full; `draw(x, y)` draws one.
export function flowed(pieces, y, { gap = 28, step = 28 } = {}) {
  let x = MARGIN
  let line = 0
  const drawn = pieces.map(({ width, draw }) => {
    if (x > MARGIN && x + width > MARGIN + INNER) {
      x = MARGIN
      line += 1
    }
    const at = x
    x += width + gap
    return draw(at, y + line * step)
  })
  return { drawn, height: pieces.length ? (line + 1) * step : 0 }
}

// A mark and its words, as a piece of `flowed`; `mark(x, y)` draws into 32 by 20 pixels.
export function explained(text, mark) {
  const words = (x, y) => xml("text", { x: x + 40, y: y + 16, "font-size": SMALL_SIZE, ...QUIET }, text)
  return { width: 40 + textWidth(text, SMALL_SIZE), draw: (x, y) => [mark(x, y), words(x, y)] }
}

export function legendOf(columns, y) {
  const swatch = category => (x, top) => xml("rect", { x, y: top + 2, width: 32, height: 16, fill: filledWith(category) })
  return flowed(columns.map(column => explained(column.label, swatch(column.category))), y)
}

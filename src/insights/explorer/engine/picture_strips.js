// Recordings in a picture: a line for each, its findings as shapes at their seconds.
import { categoriesDrawn } from "./draw_strips.js"
import { INNER, MARGIN, PAPER, PAPER_MARKS, QUIET, SMALL_SIZE, TEXT_SIZE, explained, flowed, straight } from "./picture_parts.js"
import { textLines, wrapText, xml } from "./picture_text.js"

const SHAPE = 7 // half its width
const SHAPE_ROOM = 18
const STRIP_LINE = 22

export function pictureOfStrips(chart, top, world) {
  const shape = category => (x, y) => shapeOf(category, x + 16, y + 10)
  const drawn = categoriesDrawn(chart, world.labels.category)
  const legend = flowed(drawn.map(({ category, label }) => explained(label, shape(category))), top)
  let y = top + legend.height + 10
  const recordings = chart.recordings.map(one => {
    const { markup, height } = pictureOfRecording(one, y)
    y += height
    return markup
  })
  return { markup: [legend.drawn, recordings], height: y - top }
}

function pictureOfRecording(one, top) {
  const said = [one.title, one.note].filter(Boolean).join(". ")
  const heads = wrapText(`${one.label}, ${one.shown} of ${one.of}`, TEXT_SIZE, INNER, { face: "bold" })
  const lines = wrapText(`${said}.`, SMALL_SIZE, INNER)
  const linesAt = top + 20 + heads.length * STRIP_LINE
  const texts = [
    textLines(heads, MARGIN, top + 20, STRIP_LINE, { "font-size": TEXT_SIZE, "font-weight": 600 }),
    textLines(lines, MARGIN, linesAt, STRIP_LINE, { "font-size": SMALL_SIZE, ...QUIET }),
  ]
  const under = linesAt + lines.length * STRIP_LINE
  if (one.end === null) return { markup: texts, height: under + 8 - top }
  const { marks, height } = stackedShapes(one.points, under)
  const line = under + height
  return { markup: [texts, lineOfTime(one, line, under), marks], height: line + 50 - top }
}

// The shapes stacked anew: a picture has its own width, and so its own room beside a shape.
function stackedShapes(points, top) {
  const from = MARGIN + SHAPE
  const length = INNER - 2 * SHAPE
  const ends = []
  const placed = points.map(point => {
    const x = from + point.at * length
    const free = ends.findIndex(end => end <= x)
    const lane = free < 0 ? ends.length : free
    ends[lane] = x + SHAPE_ROOM
    return { x, lane, category: point.category }
  })
  const height = Math.max(1, ends.length) * SHAPE_ROOM + 10
  return { height, marks: placed.map(({ x, lane, category }) => shapeOf(category, x, top + height - 4 - SHAPE_ROOM * (lane + 0.5))) }
}

function lineOfTime(one, y, top) {
  const x = at => MARGIN + SHAPE + at * (INNER - 2 * SHAPE)
  const [begin, end] = one.stretch ?? [0, 0]
  return [
    one.ticks.map(tick => [
      straight(x(tick.at), top, x(tick.at), y + 5, { stroke: PAPER.rule }),
      xml("text", { x: x(tick.at), y: y + 23, "text-anchor": tick.at ? "middle" : "start", "font-size": SMALL_SIZE, ...QUIET }, tick.label),
    ]),
    one.faint.map(at => straight(x(at), y - 10, x(at), y, { stroke: PAPER.quiet, "stroke-width": 2, "stroke-opacity": 0.5 })),
    straight(MARGIN, y, MARGIN + INNER, y, { stroke: PAPER.ink }),
    end > begin && straight(x(begin), y, x(end), y, { stroke: PAPER.ink, "stroke-width": 5 }),
  ]
}

// The shape is the second mark: circle to keep, square to leave, diamond to start, triangle for context.
function shapeOf(category, x, y) {
  const { fill } = PAPER_MARKS[category]
  if (category === "keep") return xml("circle", { cx: x, cy: y, r: SHAPE, fill })
  if (category === "leave") return xml("rect", { x: x - SHAPE + 0.5, y: y - SHAPE + 0.5, width: 2 * SHAPE - 1, height: 2 * SHAPE - 1, fill })
  const half = category === "start" ? SHAPE + 1 : SHAPE
  const points = category === "start" ? `0,${-half} ${half},0 0,${half} ${-half},0` : `0,${-half} ${half},${half} ${-half},${half}`
  return xml("polygon", { points, fill, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` })
}

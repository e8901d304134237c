// A chart as a picture that stands alone: it says what it counts, of what, and as of when.
import { pictureOfBars } from "./picture_bars.js"
import { pictureOfCompared } from "./picture_compare.js"
import { pictureOfMatrix } from "./picture_matrix.js"
import { INNER, MARGIN, PAPER, PICTURE_WIDTH, QUIET, SMALL_SIZE, markPatterns, straight } from "./picture_parts.js"
import { pictureOfStrips } from "./picture_strips.js"
import { evenLines, textLines, wrapText, xml } from "./picture_text.js"

const SANS_FONTS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Helvetica, Arial, sans-serif"
const SERIF_FONTS = "'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif"
const TITLE_SIZE = 30
const TITLE_STEP = 38
const SMALL_STEP = 22
// Pixels of a PNG that every browser can make.
const MOST_PIXELS = 16_000_000
const LONGEST_CANVAS = 16_000

const PICTURE_KINDS = { bars: pictureOfBars, matrix: pictureOfMatrix, strips: pictureOfStrips, compare: pictureOfCompared }

// `about`: the sentence that says what is counted, the dataset's `title`, `as_of` and `fingerprint`.
export function pictureOf(chart, about, world) {
  const title = evenLines(chart.title, TITLE_SIZE, INNER, { face: "serif" })
  const subtitle = wrapText(chart.subtitle, SMALL_SIZE + 1, INNER)
  const subtitleAt = MARGIN + 24 + title.length * TITLE_STEP
  const top = subtitleAt + subtitle.length * SMALL_STEP + 6
  const drawing = chart.rows.length ? PICTURE_KINDS[chart.kind](chart, top, world) : { markup: [], height: 0 }
  const footer = pictureFooter(about, top + drawing.height + 28)
  const height = Math.ceil(top + drawing.height + 28 + footer.height + MARGIN - 12)
  const picture = xml(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: PICTURE_WIDTH,
      height,
      viewBox: `0 0 ${PICTURE_WIDTH} ${height}`,
      role: "img",
      "aria-labelledby": "picture-title picture-says",
      "font-family": SANS_FONTS,
      fill: PAPER.ink,
    },
    xml("title", { id: "picture-title" }, chart.title),
    xml("desc", { id: "picture-says" }, `${chart.alt} ${chart.subtitle}. ${about.sentence}`),
    markPatterns(),
    xml("rect", { width: PICTURE_WIDTH, height, fill: PAPER.paper }),
    textLines(title, MARGIN, MARGIN + 26, TITLE_STEP, { "font-family": SERIF_FONTS, "font-size": TITLE_SIZE, "font-weight": 600 }),
    textLines(subtitle, MARGIN, subtitleAt, SMALL_STEP, { "font-size": SMALL_SIZE + 1, ...QUIET }),
    drawing.markup,
    footer.markup,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${picture.markup}\n`
}

// Where the picture comes from travels with it.
function pictureFooter(about, top) {
  const lines = [about.sentence, `${about.title} · as of ${about.as_of} · state ${about.fingerprint.slice(0, 8)}`]
  const wrapped = lines.flatMap(line => wrapText(line, SMALL_SIZE, INNER))
  return {
    height: 12 + wrapped.length * SMALL_STEP,
    markup: [
      straight(MARGIN, top, MARGIN + INNER, top, { stroke: PAPER.rule }),
      textLines(wrapped, MARGIN, top + 26, SMALL_STEP, { "font-size": SMALL_SIZE, ...QUIET }),
    ],
  }
}

// The picture as PNG, two pixels for one where that is not too many. As a data: address the picture
// may be drawn in every page, from a disk too.
export async function pngOf(picture) {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_CANVAS / height)
  const canvas = document.createElement("canvas")
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png")
  })
}

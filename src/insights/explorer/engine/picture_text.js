// Text in a picture: how wide it can be, where it breaks, and how it is written as XML.

// Widths in parts of the letter height, of the widest of the fonts that may stand in for ours: a
// picture is opened where nobody knows which fonts there are, and nothing may overlap there.
const LETTER_WIDTHS = [
  [0.3, "iljI.,:;'|!"],
  [0.42, " frt()[]{}/\\-·“”\"‘’*"],
  [0.98, "mMW@%—…"],
  [0.86, "w+=<>~#"],
  [0.74, "ABCDEGHKNOPQRUVXYZ&"],
]
const LETTER_WIDTH = new Map(LETTER_WIDTHS.flatMap(([width, letters]) => [...letters].map(letter => [letter, width])))
const OTHER_WIDTH = 0.64
const CAPITAL_WIDTH = 0.78
const WIDE_WIDTH = 1.25
const BOLD = 1.13
const SERIF_BOLD = 1.2

// In pixels, as wide as the text gets at most; `face` is "", "bold" or "serif".
export function textWidth(text, size, face = "") {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width * size * (face === "serif" ? SERIF_BOLD : face === "bold" ? BOLD : 1)
}

function letterWidth(letter) {
  const known = LETTER_WIDTH.get(letter)
  if (known !== undefined) return known
  const code = letter.codePointAt(0)
  if (code < 0x250) return letter === letter.toLowerCase() ? OTHER_WIDTH : CAPITAL_WIDTH
  if (/\p{M}/u.test(letter)) return 0
  return code < 0x1100 ? CAPITAL_WIDTH : WIDE_WIDTH
}

// The text in lines of at most `width` pixels, and of at most `most` lines: what is more ends in "…".
export function wrapText(text, size, width, { most = Infinity, face = "" } = {}) {
  const fits = line => textWidth(line, size, face) <= width
  const lines = [""]
  for (const word of text.split(/\s+/).filter(Boolean)) {
    for (const piece of fits(word) ? [word] : brokenWord(word, fits)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${piece}` : piece
      if (fits(longer)) lines[lines.length - 1] = longer
      else lines.push(piece)
    }
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortenedText(lines.slice(most - 1).join(" "), fits)]
}

// The same in as few lines, but of nearly the same length: no last word stands alone.
export function evenLines(text, size, width, options) {
  let best = wrapText(text, size, width, options)
  for (let narrow = width * 0.96; narrow > width / 2; narrow *= 0.96) {
    const lines = wrapText(text, size, narrow, options)
    if (lines.length > best.length) break
    best = lines
  }
  return best
}

// A letter and the accents upon it stay together.
function brokenWord(word, fits) {
  const pieces = [""]
  for (const letter of word.match(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (pieces.at(-1) && !fits(pieces.at(-1) + letter)) pieces.push(letter)
    else pieces[pieces.length - 1] += letter
  }
  return pieces
}

function shortenedText(text, fits) {
  if (fits(text)) return text
  const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu)
  while (letters.length && !fits(`${letters.join("")}…`)) letters.pop()
  return `${letters.join("").trimEnd()}…`
}

// A piece of XML: attributes and texts are escaped, pieces made by this function are kept.
export function xml(tag, attributes, ...children) {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
  const opened = set.map(([key, value]) => ` ${key}="${escapedXml(typeof value === "number" ? roundedPixel(value) : value)}"`).join("")
  const inner = children.flat(Infinity).filter(child => child !== null && child !== false && child !== undefined)
  const content = inner.map(child => child.markup ?? escapedXml(child)).join("")
  return { markup: content ? `<${tag}${opened}>${content}</${tag}>` : `<${tag}${opened}/>` }
}

// Lines of text below each other; `y` is the base line of the first.
export function textLines(lines, x, y, step, attributes = {}) {
  return lines.map((line, at) => xml("text", { x, y: y + at * step, ...attributes }, line))
}

function roundedPixel(value) {
  return Math.round(value * 100) / 100
}

// Letters that no XML may hold, half a pair among them, are left out.
function escapedXml(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}

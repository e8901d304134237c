// How letters are compared: as the Python side does, by the table it sends along.

// What Python takes for white space, which is not quite what a browser does.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
// Half a letter pair, as in a text that was cut in the middle of an emoji.
const PAIR_OR_HALF = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g
// Signs that belong to the letter before them, so that a mark round one takes them along.
const BELONGS_BEFORE = /^[\p{M}\p{Emoji_Modifier}\u200d]/u
const JOINER = "\u200d"

// The words of a text, as Python splits it.
export function wordsOf(text) {
  return text.split(BLANK).filter((word) => word)
}

// Letters beyond the first 65,536 are two signs here; only they are sorted otherwise by code point.
const PAIRED = /[\ud800-\udfff]/

// Compare texts as Python sorts them: by code points.
export function byCodePoint(one, other) {
  if (!PAIRED.test(one) && !PAIRED.test(other)) return one < other ? -1 : one > other ? 1 : 0
  const ones = [...one]
  const others = [...other]
  const shorter = Math.min(ones.length, others.length)
  for (let at = 0; at < shorter; at += 1) {
    const apart = ones[at].codePointAt(0) - others[at].codePointAt(0)
    if (apart) return apart
  }
  return ones.length - others.length
}

// The letters of flat pairs of code points, from and to, as a pattern.
function patternOfRanges(flat) {
  const said = []
  for (let at = 0; at < flat.length; at += 2) {
    said.push(`\\u{${flat[at].toString(16)}}-\\u{${flat[at + 1].toString(16)}}`)
  }
  return new RegExp(`[${said.join("")}]`, "gu")
}

// Ranges in their order, with those that touch or overlap made one.
function mergedRanges(ranges) {
  const merged = []
  for (const [from, to] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

// The end of a mark, moved so that no letter is torn from what belongs to it.
function wholeLetterEnd(text, end) {
  let at = end
  while (at < text.length && (text[at - 1] === JOINER || BELONGS_BEFORE.test(text.slice(at, at + 2)))) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1
  }
  return at
}

// Compare letters by Python's table `{cases, accents, unseen}`:
// `folded(text)` is a text as the search compares it, `slug(text)` a name as a link holds it,
// `tidy(text)` what a reader wrote without what turns or breaks the text around it, and
// `hits(text, words)` the places `[from, to]` of the searched words in the text as it stands.
export function readLetters(table) {
  const cases = new Map(Object.entries(table.cases))
  const accents = patternOfRanges(table.accents)
  const unseen = patternOfRanges(table.unseen)

  // Letter by letter: a browser lowers a final sigma by what stands round it.
  const withoutCase = (text) => {
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
    let said = ""
    for (const letter of text.normalize("NFKD")) said += cases.get(letter) ?? letter.toLowerCase()
    return said
  }

  const folded = (text) => {
    const plain = withoutCase(text)
    return plain.replace(accents, "") || plain
  }

  const slug = (text) => {
    const plain = withoutCase(text).replace(accents, "")
    return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")
  }

  const tidy = (text) => {
    const whole = text.replace(PAIR_OR_HALF, (found) => (found.length === 2 ? found : "?"))
    const kept = wordsOf(whole).join(" ").replace(unseen, "")
    // Nothing left of something is still something: it matches nothing, and is not dropped.
    return wordsOf(kept).join(" ") || (wordsOf(text).length ? "\ufffd" : "")
  }

  const hits = (text, words) => {
    const sought = words.map(folded).filter((word) => word)
    if (!sought.length) return []
    // For each unit of the folded text: where the letter it came from begins and ends.
    let bare = ""
    const from = []
    const to = []
    let at = 0
    for (const letter of text) {
      const piece = withoutCase(letter).replace(accents, "")
      bare += piece
      for (let unit = 0; unit < piece.length; unit += 1) {
        from.push(at)
        to.push(at + letter.length)
      }
      at += letter.length
    }
    const found = []
    for (const word of sought) {
      for (let start = bare.indexOf(word); start >= 0; start = bare.indexOf(word, start + 1)) {
        found.push([from[start], wholeLetterEnd(text, to[start + word.length - 1])])
      }
    }
    return mergedRanges(found)
  }

  return { folded, slug, tidy, hits }
}

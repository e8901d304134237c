// Words near those of a search that find little, as insights.near_words finds them.
import { byCodePoint } from "./letters.js"
import { searchText, searchWords } from "./search_words.js"
import { look } from "./view.js"

const MOST_NEAR = 4
// A word that finds more than this by itself was hardly mistaken.
const FEW_FINDINGS = 5
const LETTER_RUNS = /[\p{L}\p{N}]+/gu
const ONE_RUN = /^[\p{L}\p{N}]+$/u
// Words that begin alike and differ in no more than an ending: siloed and silos.
const SAME_BEGINNING = 4
const LONGEST_ENDING = 3
// From so many letters on a word may hold two slips of the pen.
const LONG_WORD = 8

const vocabularies = new WeakMap()

// Words of the dataset near those of the search that find little, the best first, as
// `{word, instead, slips, q, found}`: `slips` is 0 where only the ending differs, `q` the whole search
// with the word in it, `found` how many would then match.
export function nearWords({ world, selection }) {
  const words = searchWords(selection.q)
  const found = words.flatMap((word, at) => {
    const sought = world.letters.folded(word)
    if (!isRareWord(world, sought)) return []
    const withInstead = (...instead) => searchText([...words.slice(0, at), ...instead, ...words.slice(at + 1)])
    // What the other words and filters let through.
    const through = look(world, { ...selection, q: withInstead() })
    const { near, holding } = vocabularyOf(world)
    const matched = new Set(holding(sought).filter(through.has))
    return near(sought).flatMap(([instead, slips]) => {
      const would = holding(instead).filter(through.has)
      const isMore = would.some((place) => !matched.has(place))
      return isMore ? [{ word, instead, slips, q: withInstead(instead), found: would.length }] : []
    })
  })
  found.sort((one, two) => one.slips - two.slips || two.found - one.found || byCodePoint(one.instead, two.instead) || byCodePoint(one.q, two.q))
  return found.slice(0, MOST_NEAR)
}

// Whether a word, and no sign or phrase, is in few findings.
function isRareWord(world, word) {
  const isWord = [...word].length >= SAME_BEGINNING && ONE_RUN.test(word)
  return isWord && vocabularyOf(world).holding(word).length <= FEW_FINDINGS
}

function vocabularyOf(world) {
  if (!vocabularies.has(world)) vocabularies.set(world, vocabularyOfTexts(world.texts()))
  return vocabularies.get(world)
}

// All words of the texts: `holding(word)` are the places of the findings that a word finds, be it as a
// part of another one; `near(word)` are the words near it as `[word, slips]`.
function vocabularyOfTexts(texts) {
  const placesOf = new Map()
  texts.forEach((text, place) => {
    for (const word of text.match(LETTER_RUNS) ?? []) {
      const places = placesOf.get(word)
      if (!places) placesOf.set(word, [place])
      else if (places.at(-1) !== place) places.push(place)
    }
  })
  const all = [...placesOf.keys()]
  const signs = Int32Array.from(all, letterSigns)
  const kept = new Map()
  const holdingNow = (word) => {
    const own = letterSigns(word)
    const places = new Set()
    all.forEach((one, at) => {
      if ((signs[at] & own) === own && one.includes(word)) for (const place of placesOf.get(one)) places.add(place)
    })
    return [...places]
  }
  return {
    holding(word) {
      if (!kept.has(word)) kept.set(word, holdingNow(word))
      return kept.get(word)
    },
    near(word) {
      const letters = [...word]
      const beginning = letters.slice(0, SAME_BEGINNING).join("")
      const own = letterSigns(word)
      const most = mostSlips(letters)
      return all.flatMap((other, at) => {
        // A slip adds and takes at most one letter, so nearly all words are told by this alone.
        if (countSigns(signs[at] ^ own) > 2 * most && !other.startsWith(beginning)) return []
        const slips = slipsBetween(letters, [...other])
        return slips === null ? [] : [[other, slips]]
      })
    },
  }
}

// The letters of a word as bits; some letters share one.
function letterSigns(word) {
  let signs = 0
  for (const letter of word) signs |= 1 << (letter.codePointAt(0) % 31)
  return signs
}

function countSigns(signs) {
  let many = 0
  for (let rest = signs; rest; rest &= rest - 1) many += 1
  return many
}

function mostSlips(letters) {
  return letters.length >= LONG_WORD ? 2 : 1
}

// How many letters are wrong, missing, too many or swapped; 0 where only the ending differs, null where
// two words, each a list of letters, are equal or not near.
function slipsBetween(word, other) {
  const longer = Math.max(word.length, other.length)
  const shorter = Math.min(word.length, other.length)
  if (shorter < SAME_BEGINNING) return null
  if (word.length === other.length && word.every((letter, at) => letter === other[at])) return null
  const kept = Math.max(SAME_BEGINNING, longer - LONGEST_ENDING)
  if (shorter >= kept && word.slice(0, kept).every((letter, at) => letter === other[at])) return 0
  const most = mostSlips(word)
  if (longer - shorter > most) return null
  const slips = letterDistance(word, other)
  return slips <= most ? slips : null
}

// The fewest changes of a letter and swaps of neighbours that make one word the other.
function letterDistance(word, other) {
  let earlier = []
  let last = [...other.keys(), other.length]
  word.forEach((letter, at) => {
    const row = [at + 1]
    other.forEach((one, beside) => {
      let least = Math.min(last[beside + 1] + 1, row[beside] + 1, last[beside] + (letter === one ? 0 : 1))
      if (at && beside && word[at - 1] === one && other[beside - 1] === letter) least = Math.min(least, earlier[beside - 1] + 1)
      row.push(least)
    })
    earlier = last
    last = row
  })
  return last.at(-1)
}

// What a search looks for, as insights.search_words has it.
import { wordsOf } from "./letters.js"

// Straight, curly, low, angled: people type what their keyboard has. An apostrophe marks no phrase.
const QUOTATION_MARK = /["“”„‟«»＂]/

// The words and phrases in the order of the search; none where it is nothing but marks.
function wordsBetweenMarks(q) {
  const pieces = q.split(QUOTATION_MARK)
  // A mark that closes nothing and is never closed says nothing.
  if (pieces.length % 2 === 0) pieces.push(pieces.splice(-2).join(" "))
  return pieces.flatMap((piece, at) => {
    const words = wordsOf(piece)
    return at % 2 && words.length ? [words.join(" ")] : words
  })
}

// The words that must all occur; what stands in quotation marks is one of them.
export function searchWords(q) {
  const found = wordsBetweenMarks(q)
  // Nothing but marks is still something: it is sought as it stands.
  return found.length ? found : wordsOf(q)
}

// Whether somebody has typed more than quotation marks so far.
export function holdsWords(q) {
  return wordsBetweenMarks(q).length > 0
}

// The search that looks for exactly these words and phrases.
export function searchText(words) {
  return words.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ")
}

// The one sentence over a selection, computed from it, so that it is true of any dataset.
import { choose, filterWords, isEmpty, listed, parts } from "./selection.js"

const CATEGORY_DOES = {
  keep: "on what to keep",
  leave: "on what to leave behind",
  start: "on what to start",
  context: "of context",
}

// What is counted, but for the categories: they are what the counts are split by.
function summarySubject({ world, selection }) {
  const rest = choose(world, selection, "category", [])
  if (!isEmpty(rest) && isEmpty(choose(world, rest, "theme", []))) {
    const themes = parts(world, rest).filter((part) => part.key === "theme")
    return listed(themes.map((part) => part.label), "or")
  }
  return capitalised(filterWords(world, rest))
}

function capitalised(text) {
  const [first = "", ...others] = text
  return first.toUpperCase() + others.join("")
}

// What is said of a subject; two colons in a row would not tell which part says what.
function toldOf(subject, said) {
  return `${subject}${subject.includes(":") ? " –" : ":"} ${said}`
}

// The counts of a selection, as in `Trust: 4 findings on what to start and 9 of context`.
// Greatest first, but context, which nobody has to act on, last.
export function summary(view) {
  if (!view.of) return "No finding is written down yet"
  if (!view.count) return toldOf(capitalised(filterWords(view.world, view.selection)), "no finding matches")
  const subject = summarySubject(view)
  const tally = view.tally("category")
  const counted = Object.keys(CATEGORY_DOES).filter((category) => tally.get(category))
  const isLast = (category) => (category === "context" ? 1 : 0)
  counted.sort((one, other) => isLast(one) - isLast(other) || tally.get(other) - tally.get(one))
  const said = listed(counted.map((category, at) => {
    const number = tally.get(category)
    const noun = number === 1 ? " finding" : " findings"
    return `${number}${at ? "" : noun} ${CATEGORY_DOES[category]}`
  }))
  return subject ? toldOf(subject, said) : said
}

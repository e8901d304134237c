// Two selections beside each other, on the same axes, as data before it is drawn.
import { countedFindings } from "./charts.js"

const COMPARED_NOUNS = { theme: "theme", category: "category", source: "source", evidence: "kind of evidence" }
// Findings on each side, or shares mean nothing.
const FEWEST_COMPARED = 10

/**
 * The findings of `view`, here, and of `other`, there: how many carry each value of a facet (theme,
 * category, source or evidence), the greatest difference of shares first.
 */
export function compared(view, other, key) {
  const [a, b] = [view, other].map(({ words, count }) => ({ words: words || "All findings", count }))
  const { shared, onlyA, onlyB } = splitBySide(view, other)
  const rows = comparedRows(view, other, key)
  const noun = COMPARED_NOUNS[key]
  const title = titleCompared(view, other, rows, noun, !onlyA.length && !onlyB.length)
  const overlap = overlapOfSides(a, b, shared.length)
  return {
    kind: "compare",
    key,
    title,
    subtitle: subtitleCompared(view, other, { a, b, key, overlap }),
    alt: `Two selections by ${noun}. ${title}.`,
    row_title: noun[0].toUpperCase() + noun.slice(1),
    a,
    b,
    rows,
    shared,
    only_a: onlyA,
    only_b: onlyB,
    overlap,
    is_few: hasFew(view, other),
    most: rows.reduce((greatest, row) => Math.max(greatest, row.share_a, row.share_b), 0),
  }
}

/** The ids of the findings on both sides and on one alone, in the order of the dataset. */
function splitBySide(view, other) {
  const [shared, onlyA, onlyB] = [[], [], []]
  view.world.findings.forEach(({ id }, place) => {
    if (view.has(place)) (other.has(place) ? shared : onlyA).push(id)
    else if (other.has(place)) onlyB.push(id)
  })
  return { shared, onlyA, onlyB }
}

function hasFew(view, other) {
  const fewer = Math.min(view.count, other.count)
  return fewer > 0 && fewer < FEWEST_COMPARED
}

function comparedRows(view, other, key) {
  const [a, b] = [view.tally(key), other.tally(key)]
  // Where a finding carries one value alone, a filter for one decides about all of them.
  const [here, there] = [view, other].map(({ selection }) => selection.chosen[key] ?? [])
  const differ = here.length !== there.length || here.some((id) => !there.includes(id))
  const chosen = new Set([...here, ...there])
  const options = view.world.facetOf.get(key).options.filter(({ id }) => a.get(id) || b.get(id))
  const rows = options.map(({ id, label }) => ({
    key: id,
    label,
    a: a.get(id),
    b: b.get(id),
    share_a: a.get(id) / (view.count || 1),
    share_b: b.get(id) / (other.count || 1),
    by_filter: differ && (key !== "theme" || chosen.has(id)),
  }))
  return rows.sort((one, two) => differenceOfShares(two, view, other) - differenceOfShares(one, view, other))
}

/** Shares are compared as whole numbers, so that equal ones are equal. */
function differenceOfShares(row, view, other) {
  return Math.abs(row.a * other.count - row.b * view.count)
}

function asksTheSame(view, other) {
  const [one, two] = [view, other].map(({ selection: { chosen, q, unknown } }) => JSON.stringify([chosen, q, unknown]))
  return one === two
}

function titleCompared(view, other, rows, noun, isSame) {
  if (!view.count || !other.count) {
    const where = other.count ? "here" : view.count ? "there" : "on either side"
    return `Nothing to compare: no finding matches ${where}`
  }
  if (asksTheSame(view, other)) return `Both sides ask for the same ${countedFindings(view.count)}`
  if (isSame) return `Both sides hold the same ${countedFindings(view.count)}`
  if (hasFew(view, other)) return `Too few findings to compare shares: ${view.count} here, ${other.count} there`
  const row = rows.find((one) => !one.by_filter)
  if (!row) return `Every difference by ${noun} is made by the filters`
  if (!differenceOfShares(row, view, other)) return `No ${noun} has another share here than there`
  const here = `${someOfSide(row.a, view.count)} ${view.count} findings here`
  return `${row.label}: ${here}, ${someOfSide(row.b, other.count)} ${other.count} there`
}

function someOfSide(number, of) {
  return number === of ? "all" : `${number || "none"} of`
}

/** How many findings both sides count, so that nobody takes them for two groups. */
function overlapOfSides(a, b, shared) {
  if (!a.count || !b.count) return ""
  if (!shared) return "No finding is on both sides"
  if (shared === a.count && shared === b.count) return "Each finding is on both sides"
  const only = (side, where) => `${side.count - shared || "none"} only ${where}`
  return `${countedFindings(shared)} on both sides, ${only(a, "here")}, ${only(b, "there")}`
}

/** What is counted, of what, and how the sides and the themes overlap. */
function subtitleCompared(view, other, { a, b, key, overlap }) {
  const said = [`Findings per ${COMPARED_NOUNS[key]}, here of ${a.count} (${a.words}), there of ${b.count} (${b.words})`]
  if (overlap) said.push(overlap)
  if (key === "theme" && (view.overlap || other.overlap)) {
    said.push("A finding can carry several themes, so shares add up to more than the whole")
  }
  return [...said, "A finding is not a vote"].join(". ")
}

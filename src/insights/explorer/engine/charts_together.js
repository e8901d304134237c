// Which themes occur together in one finding, split by category, as data before it is drawn.
import { categoryColumns, chartOfCounts, countedFindings, emptyReasons, everyFinding, gapReasons, viewUnfiltered } from "./charts.js"
import { listed } from "./selection.js"

const MOST_PAIRS_NAMED = 2
const pairsOfWorld = new WeakMap()

/**
 * The pairs of themes that findings carry both of, in the order of the themes: `pairs` as
 * `{key, label}`, and `at`: for the place of each finding the numbers of its pairs.
 */
function pairsKnown(world) {
  if (!pairsOfWorld.has(world)) pairsOfWorld.set(world, pairsAnew(world))
  return pairsOfWorld.get(world)
}

function pairsAnew(world) {
  const rank = new Map(world.themes.map(({ id }, at) => [id, at]))
  const carried = world.findings.map(({ themes }) => {
    const ranks = themes.map((id) => rank.get(id)).sort((one, other) => one - other)
    return ranks.flatMap((one, at) => ranks.slice(at + 1).map((other) => one * world.themes.length + other))
  })
  const found = [...new Set(carried.flat())].sort((one, other) => one - other)
  const number = new Map(found.map((pair, at) => [pair, at]))
  const pairs = found.map((pair) => {
    const second = pair % world.themes.length
    const both = [world.themes[(pair - second) / world.themes.length], world.themes[second]]
    return { key: both.map(({ id }) => id).join(" "), label: both.map(({ label }) => label).join(" + ") }
  })
  return { pairs, at: carried.map((codes) => codes.map((pair) => number.get(pair))) }
}

/** For each pair its number of matching findings in each of the columns. */
function countedPairs(view, { pairs, at }, columns) {
  const column = new Map(columns.map(({ key }, index) => [key, index]))
  const counted = pairs.map(() => columns.map(() => 0))
  view.world.findings.forEach(({ category }, place) => {
    if (!at[place].length || !column.has(category) || !view.has(place)) return
    for (const pair of at[place]) counted[pair][column.get(category)] += 1
  })
  return counted
}

/**
 * One bar per pair of themes that a matching finding carries both of, longest first; the key of
 * a row is the two ids in the order of the themes, with a space between.
 */
export function themesTogether(view) {
  const columns = categoryColumns(view)
  const known = pairsKnown(view.world)
  const here = countedPairs(view, known, columns)
  const everywhere = countedPairs(viewUnfiltered(view), known, columns)
  const gaps = gapReasons(view, null, columns)
  const rows = known.pairs.map((pair, at) => ({
    ...pair,
    values: here[at],
    total: here[at].reduce((sum, value) => sum + value, 0),
    empty: emptyReasons(here[at], everywhere[at], gaps),
  })).filter((row) => row.total)
  rows.sort((one, other) => other.total - one.total)
  // A finding has one pair where it has two themes, and three where it has three.
  const carried = view.places.map((place) => known.at[place].length).filter((pairs) => pairs)
  const title = titleTogether(view, rows, carried)
  return chartOfCounts(view, {
    title,
    subtitle: subtitleTogether(view, carried),
    alt: `Bar chart of themes that occur together. ${title}.`,
    row_title: "Two themes",
    columns,
    rows,
  })
}

function titleTogether(view, rows, carried) {
  if (!view.count) return "No finding to count by pairs of themes"
  if (!rows.length) return "No two themes occur together in a finding"
  const most = rows[0].total
  const leaders = rows.filter((row) => row.total === most).map((row) => row.label)
  if (leaders.length > 1) {
    if (most === 1) return "No two themes occur together in more than one finding"
    const some = leaders.length <= MOST_PAIRS_NAMED ? listed(leaders) : `${leaders.length} pairs of themes`
    return `${some} occur together most, in ${countedFindings(most)} each`
  }
  const such = carried.includes(3) ? "two or three themes" : "two themes"
  if (most === carried.length) {
    const every = everyFinding(most)
    return `${leaders[0]} occur together in ${every[0].toLowerCase()}${every.slice(1)} with ${such}`
  }
  return `${leaders[0]} occur together most: ${most} of ${countedFindings(carried.length)} with ${such}`
}

/** Of how many, and why the bars add up to more than there are findings. */
function subtitleTogether(view, carried) {
  const said = `Findings per pair of themes, ${carried.length} of ${view.count} with several themes`
  const threes = carried.filter((pairs) => pairs === 3).length
  if (!threes) return said
  const each = threes === 1 ? "the one" : `each of the ${threes}`
  const total = carried.length + 2 * threes
  return `${said}; ${each} with three stands in three pairs, so the pairs add up to ${total}`
}

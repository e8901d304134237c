// Charts of counts as data, before they are drawn: rows, columns, and the sentence each shows.
import { choose, EMPTY_SELECTION, isEmpty, listed } from "./selection.js"
import { look } from "./view.js"

const CATEGORY_MOST = { context: "context", keep: "to keep", leave: "to leave behind", start: "to start" }

// Of fewer findings no value leads or is most: they are told one by one.
const FEW_COUNTED = 5

/** `1 finding`, `12 findings`. */
export function countedFindings(count) {
  return `${count} ${count === 1 ? "finding" : "findings"}`
}

/** `The one finding`, `Both findings`, `All 12 findings`. */
export function everyFinding(count) {
  if (count > 2) return `All ${countedFindings(count)}`
  return count === 2 ? "Both findings" : "The one finding"
}

/** The categories that a view can hold: all, or those it is filtered to. */
export function categoryColumns(view) {
  const wanted = view.selection.chosen.category
  const labels = Object.entries(view.world.labels.category)
  return labels
    .filter(([key]) => !wanted || wanted.includes(key))
    .map(([key, label]) => ({ key, label, category: key }))
}

/** The view without its filters, but within the sources that it is filtered to. */
export function viewUnfiltered(view, isWithin = true) {
  const sources = isWithin ? view.selection.chosen.source ?? [] : []
  return look(view.world, choose(view.world, EMPTY_SELECTION, "source", sources))
}

/** Why the sources in view (or the one named) give nothing to a column. */
export function gapReasons(view, only, columns) {
  const wanted = only ? [only] : view.selection.chosen.source
  const sources = view.world.sources.filter(({ id }) => !wanted || wanted.includes(id))
  if (sources.some(({ coverage }) => coverage === "partial")) return columns.map(() => "not curated")
  const asked = new Set(["context", ...sources.flatMap(({ asks }) => asks)])
  return columns.map(({ category }) => (asked.has(category) ? "not said" : "not asked"))
}

/** For each value of a row why it is empty; `everywhere` are the same values without filters. */
export function emptyReasons(values, everywhere, gaps) {
  return values.map((value, at) => (value ? "" : everywhere[at] ? "filtered out" : gaps[at]))
}

/** A chart of counts with what is worked out from its rows. */
export function chartOfCounts(view, { kind = "bars", rows, ...chart }) {
  const given = new Set(rows.flatMap((row) => row.empty))
  const means = Object.entries(view.world.empty_means)
  const gaps = Object.fromEntries(means.filter(([reason]) => reason && given.has(reason)))
  const most = rows.reduce((greatest, row) => Math.max(greatest, row.total), 0)
  return { kind, ...chart, rows, gaps, most }
}

/** One row for each `{id, label}`: its findings in each category. */
function rowsByFacet(view, key, options, columns) {
  const isBySource = key === "source"
  const here = view.cross(key, "category")
  const everywhere = viewUnfiltered(view, !isBySource).cross(key, "category")
  const totals = view.tally(key)
  const gapsOfAll = isBySource ? null : gapReasons(view, null, columns)
  return options.map(({ id, label }) => {
    const values = columns.map((column) => here(id, column.key))
    // Only an empty cell asks whether it is empty everywhere.
    const unfiltered = values.every(Boolean) ? [] : columns.map((column) => everywhere(id, column.key))
    const empty = emptyReasons(values, unfiltered, gapsOfAll ?? gapReasons(view, id, columns))
    return { key: id, label, values, total: totals.get(id), empty }
  })
}

function longestFirst(one, other) {
  return other.total - one.total
}

/** One bar per theme that has a matching finding, longest first, split by category. */
export function findingsByTheme(view) {
  const columns = categoryColumns(view)
  const rows = rowsByFacet(view, "theme", view.world.themes, columns).filter((row) => row.total)
  rows.sort(longestFirst)
  const title = titleByTheme(view, rows)
  const overlap = view.overlap ? `; ${view.overlap}` : ""
  return chartOfCounts(view, {
    title,
    subtitle: `Findings per theme, ${view.count} of ${view.of}${overlap}`,
    alt: `Bar chart of findings per theme. ${title}.`,
    row_title: "Theme",
    columns,
    rows,
  })
}

function titleByTheme(view, rows) {
  if (!rows.length) return "No finding to count by theme"
  const most = rows[0].total
  const leaders = rows.filter((row) => row.total === most)
  const leader = listed(leaders.map((row) => row.label))
  if (most === view.count) {
    return `${everyFinding(most)} ${most === 1 ? "is" : "are"} about ${leader}`
  }
  const some = `${most} of ${countedFindings(view.count)}`
  if (view.count < FEW_COUNTED) {
    return leaders.length > 1 ? `No theme has more than ${some}` : `${some} are about ${leader}`
  }
  if (leaders.length > 3) return `${leaders.length} themes lead with ${countedFindings(most)} each`
  if (leaders.length > 1) return `${leader} lead with ${countedFindings(most)} each`
  return `${leader} leads with ${some}${fromOneSource(view, leaders[0])}`
}

/**
 * Where more than two thirds of a theme come from one of several sources: how many, of which. What
 * one source says much of is not yet what is said much.
 */
function fromOneSource(view, leader) {
  const tally = view.tally("source")
  const several = view.world.sources.filter(({ id }) => tally.get(id))
  if (several.length < 2) return ""
  const given = view.cross("theme", "source")
  const source = several.find(({ id }) => 3 * given(leader.key, id) > 2 * leader.total)
  if (!source) return ""
  const most = given(leader.key, source.id)
  return `, ${most === leader.total ? "all" : most} of them from ${source.short}`
}

/** One bar per source, longest first; a source without a matching finding stays, with 0. */
export function findingsBySource(view) {
  const columns = categoryColumns(view)
  const options = view.world.sources.map(({ id, short }) => ({ id, label: short }))
  const rows = rowsByFacet(view, "source", options, columns).sort(longestFirst)
  const title = titleBySource(view, rows)
  return chartOfCounts(view, {
    title,
    subtitle: `Findings per source, ${view.count} of ${view.of}; each has one source`,
    alt: `Bar chart of findings per source. ${title}.`,
    row_title: "Source",
    columns,
    rows,
  })
}

function titleBySource(view, rows) {
  if (!view.count) return "No finding to count by source"
  const [{ label, total: most }, second] = rows
  if (most === view.count) {
    return `${everyFinding(most)} ${most === 1 ? "comes" : "come"} from ${label}`
  }
  const some = `${most} of ${countedFindings(view.count)}`
  return second.total === most ? `No source gives more than ${some}` : `${label} gives ${some}`
}

/** One bar per kind of evidence, in their order; a kind the dataset never has is left out. */
export function findingsByEvidence(view) {
  const columns = categoryColumns(view)
  const kinds = view.world.facetOf.get("evidence").options.filter(({ places }) => places.length)
  const rows = rowsByFacet(view, "evidence", kinds, columns)
  const title = titleByEvidence(view, rows)
  const each = "each has one kind, and the kinds are no ranks of people"
  return chartOfCounts(view, {
    title,
    subtitle: `Findings per kind of evidence, ${view.count} of ${view.of}; ${each}`,
    alt: `Bar chart of findings per kind of evidence. ${title}.`,
    row_title: "Evidence",
    columns,
    rows,
  })
}

function titleByEvidence(view, rows) {
  if (!view.count) return "No finding to count by evidence"
  const [{ label, total: most }, second] = [...rows].sort(longestFirst)
  if (most === view.count) {
    return `${everyFinding(most)} ${most === 1 ? "is" : "are"} of one kind of evidence: ${label}`
  }
  const some = `${most} of ${countedFindings(view.count)}`
  if (second.total === most) return `No kind of evidence has more than ${some}`
  return `${label} is the most frequent kind of evidence: ${some}`
}

/**
 * One row per theme with a matching finding, one column per category; nothing filtered, every
 * theme has its row: then a gap is a gap of the sources.
 */
export function themesByCategory(view) {
  const columns = categoryColumns(view)
  const every = rowsByFacet(view, "theme", view.world.themes, columns)
  const rows = every.filter((row) => row.total || isEmpty(view.selection)).sort(longestFirst)
  const leftOut = every.length - rows.length
  const themes = leftOut === 1 ? "1 theme" : `${leftOut} themes`
  const title = titleOfMatrix(view, rows, columns)
  const counted = "Findings per theme and category; an empty cell says why"
  return chartOfCounts(view, {
    kind: "matrix",
    title,
    subtitle: leftOut ? `${counted}; ${themes} without a match left out` : counted,
    alt: `Table of findings per theme and category. ${title}.`,
    row_title: "Theme",
    columns,
    rows,
  })
}

/**
 * The widest gap of the whole; of a part the fullest cell, context only if nothing else. A few
 * findings, or one cell alone, are told as they are.
 */
function titleOfMatrix(view, rows, columns) {
  if (!view.count) return "No finding to set out by theme and category"
  const all = columns.map(({ key }, at) => ({ key, at }))
  const toDo = all.filter(({ key }) => key !== "context")
  const gap = isEmpty(view.selection) && widestGap(rows, toDo)
  if (gap) return gap
  const filled = rows.flatMap((row) => row.values).filter(Boolean)
  if (view.count < FEW_COUNTED || filled.length === 1) return titleOfFew(view, rows, columns)
  const isSorted = rows.some((row) => toDo.some(({ at }) => row.values[at]))
  const counted = isSorted ? toDo : all
  const cells = rows.flatMap((row) => counted.map(({ key, at }) => (
    { count: row.values[at], says: `${row.label} has most ${CATEGORY_MOST[key]}` }
  )))
  const most = Math.max(...cells.map(({ count }) => count))
  const fullest = cells.filter(({ count }) => count === most)
  if (fullest.length > 1) {
    const names = listed(counted.map(({ at }) => columns[at].label), "or")
    const where = counted.length === columns.length ? "in one category" : `in ${names}`
    return `No theme has more than ${countedFindings(most)} ${where}`
  }
  return `${fullest[0].says}: ${countedFindings(most)}`
}

/** How many are about what, and how many of each category, in the order of the columns. */
function titleOfFew(view, rows, columns) {
  const tally = view.tally("category")
  const counted = columns.map(({ key }) => ({ many: tally.get(key), what: CATEGORY_MOST[key] })).filter(({ many }) => many)
  const about = rows.filter((row) => row.total)
  const theme = about.length === 1 ? about[0].label : `${about.length} themes`
  const every = view.count === 1 ? "" : view.count === 2 ? "both " : "all "
  const said = counted.length > 1 ? listed(counted.map(({ many, what }) => `${many} ${what}`)) : `${every}${counted[0].what}`
  return `${countedFindings(view.count)} about ${theme}: ${said}`
}

/** The theme with most findings of which none says what to keep, leave or start. */
function widestGap(rows, toDo) {
  for (const row of rows) {
    const bare = toDo.filter(({ at }) => !row.values[at])
    if (!bare.length || !row.total) continue
    const what = listed(bare.map(({ key }) => CATEGORY_MOST[key].replace("to ", "")), "or")
    if (row.total === 1) return `The one finding on ${row.label} does not say what to ${what}`
    return `None of the ${countedFindings(row.total)} on ${row.label} says what to ${what}`
  }
  return ""
}

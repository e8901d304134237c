// All recordings under each other, with the matching findings at their seconds, as data.
import { countedFindings, everyFinding } from "./charts.js"
import { stackedOnLine, stretchOfTitle, ticksOfLine, titleOfLine } from "./charts_strip.js"
import { listed } from "./selection.js"

const MOST_SOURCES_NAMED = 3
const timedOfWorld = new WeakMap()

/** For each source its findings as places: `timed` by their second, and the `rest`. */
function timedBySource(world) {
  if (!timedOfWorld.has(world)) {
    const found = new Map(world.sources.map(({ id }) => [id, { timed: [], rest: [] }]))
    world.findings.forEach(({ source, locator }, place) => {
      const { timed, rest } = found.get(source)
      if (locator.receipt === "exact") timed.push(place)
      else rest.push(place)
    })
    const secondOf = (place) => world.findings[place].locator.seconds
    for (const { timed } of found.values()) timed.sort((one, other) => secondOf(one) - secondOf(other))
    timedOfWorld.set(world, found)
  }
  return timedOfWorld.get(world)
}

/**
 * One line for each source with times that has a matching finding, in the order of the sources. In
 * the table the findings of a source stand by time; those that are not drawn come last.
 */
export function alongRecordings(view) {
  const tally = view.tally("source")
  const wanted = view.selection.chosen.source
  const sources = view.world.sources.filter(({ id }) => !wanted || wanted.includes(id))
  const drawn = sources.filter(({ id, has_times }) => has_times && tally.get(id))
  const made = drawn.map((source) => recordingOf(view, source, tally.get(source.id)))
  const recordings = made.map(({ recording }) => recording)
  const title = titleOfRecordings(view, recordings)
  return {
    kind: "strips",
    title,
    subtitle: subtitleOfRecordings(view, recordings, sources),
    alt: `Findings along the recordings they come from. ${title}.`,
    row_title: "Finding",
    recordings,
    rows: made.flatMap(({ rows }) => rows),
  }
}

/** The line of one source, and its findings as rows of the table. */
function recordingOf(view, source, shown) {
  const { timed, rest } = timedBySource(view.world).get(source.id)
  const length = source.end || 1
  const finding = (place) => view.world.findings[place]
  const along = (place) => finding(place).locator.seconds / length
  const here = timed.filter(view.has)
  const others = rest.filter(view.has)
  const doubtful = others.filter((place) => finding(place).locator.receipt === "doubtful").length
  const untimed = others.length - doubtful
  const seconds = here.map((place) => finding(place).locator.seconds)
  const { zoom, height, lanes } = stackedOnLine(here.map(along))
  const points = here.map((place, at) => {
    const { id, category, place: text } = finding(place)
    return { finding: id, category, second: seconds[at], at: along(place), lane: lanes[at], place: text }
  })
  const recording = {
    source: source.id,
    label: source.short,
    title: titleOfRecording(seconds, length, doubtful, untimed),
    note: noteOfRecording(doubtful, untimed),
    shown,
    of: timed.length + rest.length,
    end: source.end,
    zoom,
    lanes: height,
    stretch: stretchOfTitle(seconds, length),
    points,
    faint: [...new Set(timed.filter((place) => !view.has(place)).map(along))],
    ticks: ticksOfLine(source.end, zoom),
    doubtful,
    untimed,
  }
  const rows = [...here, ...others].map((place) => (
    { finding: finding(place).id, place: finding(place).place, source: source.short }
  ))
  return { recording, rows }
}

/** The densest stretch, or why there is none, of the matching findings of a recording. */
function titleOfRecording(seconds, length, doubtful, untimed) {
  const shown = seconds.length + doubtful + untimed
  if (seconds.length) {
    const such = seconds.length === shown ? "" : doubtful ? " with a sound time" : " with a time"
    const said = titleOfLine(seconds, length, such)
    return doubtful ? `${said}; ${doubtful} ${doubtful === 1 ? "has" : "have"} one in doubt` : said
  }
  if (!doubtful) return titleTimeless(untimed)
  const every = `${everyFinding(shown)} ${shown === 1 ? "has" : "have"}`
  return `${doubtful === shown ? every : `${doubtful} of ${countedFindings(shown)} have`} a time in doubt`
}

function titleTimeless(count) {
  return count === 1 ? "The one finding has no time" : `None of ${count} findings has a time`
}

/** How many of its matching findings are not on the line, and why. */
function noteOfRecording(doubtful, untimed) {
  const kinds = []
  if (doubtful) kinds.push(`${doubtful} with a time in doubt`)
  if (untimed) kinds.push(`${untimed} without ${doubtful ? "one" : "a time"}`)
  return kinds.length ? `${listed(kinds)} ${doubtful + untimed === 1 ? "is" : "are"} not drawn` : ""
}

function titleOfRecordings(view, recordings) {
  if (!view.count) return "No finding to place along a recording"
  if (!recordings.length) return titleTimeless(view.count)
  if (recordings.length === 1) return `${recordings[0].label}: ${recordings[0].title}`
  const { drawn, doubtful } = addedUp(recordings)
  const some = drawn === view.count ? everyFinding(drawn) : `${drawn || "None"} of ${countedFindings(view.count)}`
  const stand = drawn > 1 ? "stand" : "stands"
  const said = `${some} ${stand} at a second of ${recordings.length} recordings`
  return doubtful ? `${said}; ${doubtful} ${doubtful === 1 ? "has" : "have"} a time in doubt` : said
}

function addedUp(recordings) {
  const drawn = recordings.reduce((sum, { points }) => sum + points.length, 0)
  const doubtful = recordings.reduce((sum, one) => sum + one.doubtful, 0)
  return { drawn, doubtful }
}

/** What is drawn, of how many, how far the lines reach, and what has no line. */
function subtitleOfRecordings(view, recordings, sources) {
  const tally = view.tally("source")
  const faint = recordings.some((one) => one.faint.length) ? "; what the filters leave out is faint" : ""
  const said = [`Findings along their recordings, ${addedUp(recordings).drawn} of ${view.count}${faint}`]
  if (recordings.some(({ end }) => end !== null)) {
    said.push("Each line ends at the last sound time in its document; how long a recording is, is not known")
  }
  const timeless = sources.filter(({ id, has_times }) => tally.get(id) && !has_times)
  const many = timeless.reduce((sum, { id }) => sum + tally.get(id), 0)
  if (timeless.length) said.push(`Without times: ${namedSources(timeless)} (${countedFindings(many)})`)
  const silent = sources.filter(({ id, has_times }) => has_times && !tally.get(id))
  if (silent.length) said.push(`No finding to show in ${namedSources(silent)}`)
  return said.join(". ")
}

function namedSources(sources) {
  if (sources.length > MOST_SOURCES_NAMED) return `${sources.length} sources`
  return listed(sources.map(({ short }) => short))
}

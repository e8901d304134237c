// A line of time before it is drawn: its lanes, its ticks, and the stretch that holds most findings.
import { countedFindings, everyFinding } from "./charts.js"

// The line is at least RAIL_LENGTH rem long and a mark takes MARK_ROOM rem of it: what is nearer is stacked.
const RAIL_LENGTH = 52
const MARK_ROOM = 1.5
// A stack that would grow higher than this makes the line longer instead, up to eight times.
const MOST_LANES = 12
const LINE_ZOOMS = [1, 2, 4, 8]
// Round times, in seconds.
const ROUND_TIMES = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400]
// Beside the one at 0:00.
const MOST_TICKS = 8
// A stretch is the longest round time that goes into the recording at least so often.
const FEWEST_STRETCHES = 8
const FEWEST_IN_STRETCH = 3

/** A second of a recording as receipts write it: `9:44`, `1:03:44`. */
function clockOf(seconds) {
  const two = (number) => String(number).padStart(2, "0")
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Round times from 0 on, at most nine on the shortest line, as far as it reaches. */
export function ticksOfLine(end, zoom) {
  if (end === null) return []
  const step = ROUND_TIMES.find((time) => time * MOST_TICKS * zoom >= end) ?? ROUND_TIMES.at(-1)
  const ticks = []
  for (let second = 0; second <= end; second += step) ticks.push({ at: second / (end || 1), label: clockOf(second) })
  return ticks
}

/** How long the line must be so that no stack gets too high, and the lane of each place. */
export function stackedOnLine(places) {
  let best = null
  for (const zoom of LINE_ZOOMS) {
    const height = highestStack(places, MARK_ROOM / RAIL_LENGTH / zoom)
    if (!best || height < best.height) best = { zoom, height }
    if (height <= MOST_LANES) break
  }
  const { zoom, height } = best
  return { zoom, height, lanes: lanesOfPlaces(places, MARK_ROOM / RAIL_LENGTH / zoom, height) }
}

/** How many marks at most have no room beside each other, for places in rising order. */
function highestStack(places, room) {
  let highest = 0
  let first = 0
  places.forEach((place, at) => {
    while (places[first] + room <= place) first += 1
    highest = Math.max(highest, at - first + 1)
  })
  return highest
}

/** For places in rising order: the lowest lane in which each has room beside the one before. */
function lanesOfPlaces(places, room, height) {
  // The lanes that have room, as bits: the lowest of them is found without a look at each.
  const free = new Uint32Array(Math.ceil(height / 32)).fill(0xffffffff)
  const lanes = []
  let first = 0
  for (const place of places) {
    for (; places[first] + room <= place; first += 1) free[lanes[first] >>> 5] |= 1 << (lanes[first] & 31)
    const word = free.findIndex((bits) => bits)
    const bit = 31 - Math.clz32(free[word] & -free[word])
    free[word] &= ~(1 << bit)
    lanes.push(word * 32 + bit)
  }
  return lanes
}

function widthOfStretches(length) {
  return ROUND_TIMES.findLast((time) => time * FEWEST_STRETCHES <= length) ?? ROUND_TIMES[0]
}

/**
 * The stretches with most findings, `{begin, end, many}`: one, or several that share no finding;
 * `seconds` in rising order. Those that overlap are one, the shortest of them.
 */
function densestStretches(seconds, length) {
  let most = 0
  let runs = []
  for (const [begin, end] of runsOfFindings(seconds, widthOfStretches(length))) {
    if (end - begin > most) [most, runs] = [end - begin, []]
    if (end - begin === most && most) runs.push({ first: seconds[begin], last: seconds[end - 1] })
  }
  const found = []
  for (const run of runs) {
    const before = found.at(-1)
    if (!before || run.first > before.last) found.push(run)
    else if (run.last - run.first < before.last - before.first) found[found.length - 1] = run
  }
  const minute = (second) => Math.floor(second / 60)
  return found.map(({ first, last }) => ({ begin: minute(first) * 60, end: (minute(last) + 1) * 60, many: most }))
}

/** From and to, as numbers of the findings, for each stretch from a whole minute that holds any. */
function* runsOfFindings(seconds, width) {
  let [begin, end, next] = [0, 0, 0]
  for (const second of seconds) {
    const last = second - (second % 60)
    for (let at = Math.max(next, last - width + 60); at <= last; at += 60) {
      while (seconds[begin] < at) begin += 1
      while (seconds[end] < at + width) end += 1
      yield [begin, end]
      next = at + 60
    }
  }
}

/** Where along a recording the findings lie; `such` says which, as in ` with a time`. */
export function titleOfLine(seconds, length, such) {
  const many = seconds.length
  const [first, last] = [clockOf(seconds[0]), clockOf(seconds.at(-1))]
  if (many === 1) return `The one finding${such} stands at ${first}`
  if (first === last) return `${everyFinding(many)}${such} stand at ${first}`
  const [fullest, ...others] = densestStretches(seconds, length)
  if (fullest.many < FEWEST_IN_STRETCH) return `${many} findings${such} lie between ${first} and ${last}`
  if (others.length) {
    const minutes = widthOfStretches(length) / 60
    const hold = minutes === 1 ? "minute holds" : `${minutes} minutes hold`
    return `No ${hold} more than ${fullest.many} of ${many} findings${such}`
  }
  const some = fullest.many === many ? everyFinding(many) : `${fullest.many} of ${countedFindings(many)}`
  return `${some}${such} lie between ${clockOf(fullest.begin)} and ${clockOf(fullest.end)}`
}

/** The stretch that the title names, from and to as parts of the line; null where it is none. */
export function stretchOfTitle(seconds, length) {
  const runs = densestStretches(seconds, length)
  if (runs.length !== 1 || runs[0].many < FEWEST_IN_STRETCH || seconds[0] === seconds.at(-1)) return null
  return [runs[0].begin / length, Math.min(1, runs[0].end / length)]
}

// Which charts can be looked at, and what a comparison compares.
import { readQuery } from "./selection.js"
import { look } from "./view.js"

export const SHOWS = { "": "At a glance", evidence: "Evidence", recordings: "Recordings", together: "Together", compare: "Compare" }
// By what two selections are compared; the first one is meant where a link names none.
export const COMPARED_BY = ["theme", "category", "source", "evidence"]

// The charts a link asks for: `compare-source` is the comparison, by source.
export function shownOf(show) {
  const [name] = show.split("-")
  return Object.hasOwn(SHOWS, name) ? name : ""
}

export function comparedBy(show) {
  const [, key] = show.split("-")
  return COMPARED_BY.includes(key) ? key : COMPARED_BY[0]
}

// The other side of a comparison: all findings, where nothing was set aside for it.
export function otherSide(world, against) {
  return look(world, readQuery(world, against).selection)
}

// Whether both sides hold the same findings, so that there is nothing to compare.
export function areSidesEqual(view, other) {
  return view.count > 0 && view.count === other.count && view.places.every(other.has)
}

// Why the other side cannot be read; empty where it can.
export function otherTrouble(world, against) {
  return readQuery(world, against).trouble
}

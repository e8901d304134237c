// Where a note comes to stand among the others of its column.
import { orderAt } from "./room_state.js"

// The moves that put `note` into this place (0 is the top) of a column: nearly always one. Where no
// number is left between those of its neighbours, the column is numbered anew.
export function movesTo(state, note, category, place) {
  const others = columnOf(state, category, note.id)
  const order = orderAt(state, category, place, note.id)
  if (others.every(one => one.order !== order)) return [{ note: note.id, category, order }]
  return [...others.slice(0, place), note, ...others.slice(place)].map((one, at) => ({ note: one.id, category, order: at + 1 }))
}

export function columnOf({ notes }, category, without = "") {
  return notes.filter(note => note.category === category && note.id !== without)
}

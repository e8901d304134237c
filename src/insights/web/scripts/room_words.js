// The words of the room: the same in every part of it.
import { lettersIn } from "./room_state.js"

export const LABELS = { keep: "Keep", leave: "Leave behind", start: "Start" }
export const LETTERS = { keep: "K", leave: "L", start: "S" }
// What the room can say of a finding: its value, its words, the sign beside them.
export const VERDICTS = [["holds", "holds here", "✓"], ["not", "does not", "✕"], ["unknown", "unknown", "?"]]
export const MARKS = { kept: "kept", slipped: "slipped", dropped: "dropped" }

export function counted(number, one, several = `${one}s`) {
  return `${number} ${number === 1 ? one : several}`
}

export function dots(votes) {
  return votes ? counted(votes, "dot") : "no dots"
}

// What is wrong with a text, in words; empty where nothing is.
export function tooLong(text, most, what) {
  const over = lettersIn(text) - most
  return over > 0 ? `${lettersIn(text)} letters: ${what} has at most ${most}. Take ${over} away, or make two of it.` : ""
}

// A text that stands in a name or a message, shortened at a word.
export function short(text, most = 60) {
  if (lettersIn(text) <= most) return text
  const cut = [...text].slice(0, most).join("")
  const end = cut.lastIndexOf(" ")
  return `${end > most / 2 ? cut.slice(0, end) : cut} …`
}

// "2026-11-21" as "21 November 2026".
export function dayInWords(day) {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? day : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
}

// The same day where there is little room: "21 Nov".
export function shortDay(day) {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
}

// The day so many days later, as "2026-11-21".
export function dayAfter(day, days) {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

// What the room said beside what the events said: for each theme and each of keep, leave and start.
import { CATEGORIES } from "./room_state.js"

// `{ both, room, events, untagged }`. The first three are lists of
// `{ theme, category, notes, findings, count }`: with both, with notes alone, with findings alone. Notes
// that carry no theme of the dataset cannot be compared yet: they are `untagged`. `evidence` counts the
// findings of each theme and category; `findings` are those of them that the page can name, the strongest
// first.
export function compared(notes, themes, findings, evidence) {
  const found = { both: [], room: [], events: [], untagged: [] }
  const known = new Set(themes.map(({ id }) => id))
  found.untagged = notes.filter(note => !known.has(note.theme))
  for (const theme of themes) {
    for (const category of CATEGORIES) {
      const said = strongestFirst(notes.filter(note => note.theme === theme.id && note.category === category))
      const count = evidence[theme.id][category]
      const kind = said.length && count ? "both" : said.length ? "room" : count ? "events" : null
      const named = findings.filter(finding => finding.category === category && finding.themes.includes(theme.id)).slice(0, count)
      if (kind) found[kind].push({ theme, category, notes: said, findings: named, count })
    }
  }
  return found
}

// By dots, then as they were placed.
export function strongestFirst(notes) {
  return [...notes].sort((one, two) => two.votes - one.votes || one.order - two.order || one.number - two.number)
}

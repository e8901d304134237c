// The room beside the events: what both say, what only one of them says, and what holds here.
import { h, holdExactly } from "./dom.js"
import { compared } from "./room_compare.js"
import { LABELS, LETTERS, VERDICTS, counted, dots, short } from "./room_words.js"

// So many stand in the open; the others unfold.
const MOST_NOTES = 3
const MOST_FINDINGS = 2

// `{ element, draw(state) }`.
export function besideView(desk) {
  const element = h("div", { class: "beside" })
  // What the reader unfolded stays so when somebody else enters something. Before anything is compared,
  // the notes that need a theme stand open.
  const unfolded = new Set(["untagged"])
  let drawn = ""

  function more(key, label, items) {
    if (!items.length) return null
    const toggled = ({ target }) => (target.open ? unfolded.add(key) : unfolded.delete(key))
    return h("details", { open: unfolded.has(key), ontoggle: toggled }, h("summary", {}, label), h("ul", { role: "list" }, items))
  }

  // `count` of them there are; some may have no item.
  function side(kind, title, cell, items, count, most, what) {
    if (!count) return null
    const left = count - items.length
    return h("div", { class: kind }, h("p", { class: "side" }, `${title}: ${counted(count, what)}`), h("ul", { role: "list" }, items.slice(0, most)),
      more(`${kind}/${cell.theme.id}/${cell.category}`, counted(count - most, `more ${what}`), [...items.slice(most), left > 0 ? h("li", {}, `and ${counted(left, "other")}`) : []].flat()))
  }

  function cellOf(cell) {
    const notes = cell.notes.map(note => h("li", {}, note.text, " ", h("span", { class: "quiet" }, dots(note.votes))))
    const findings = cell.findings.map(finding => h("li", {}, desk.findingLink(finding)))
    return h("section", { class: "point" },
      h("h3", {}, h("span", { class: `mark ${cell.category}`, "aria-hidden": true }, LETTERS[cell.category]), `${LABELS[cell.category]} · ${cell.theme.label}`),
      side("said", "This room", cell, notes, notes.length, MOST_NOTES, "note"),
      side("found", "The events", cell, findings, cell.count, MOST_FINDINGS, "finding"))
  }

  function group(title, says, cells) {
    return h("section", { class: "group" }, h("h2", {}, title), h("p", { class: "quiet" }, says), cells.map(cellOf))
  }

  // What only the events say is often much: it unfolds, one line for each.
  function others(cells) {
    return h("section", { class: "group" }, h("h2", {}, `Only the events: ${cells.length}`),
      h("p", { class: "quiet" }, cells.length ? "The room has not spoken of it." : "There is nothing that only the events say."),
      more("events", `Show ${cells.length === 1 ? "it" : `all ${cells.length}`}`, cells.map(cell => h("li", {},
        h("span", { class: `mark ${cell.category}`, "aria-hidden": true }, LETTERS[cell.category]), `${LABELS[cell.category]} · ${cell.theme.label}: `,
        desk.findingLink(cell.findings[0]), cell.count > 1 ? ` and ${counted(cell.count - 1, "more finding")}` : ""))))
  }

  function untagged(notes) {
    if (!notes.length) return null
    const rows = notes.map(note => {
      const theme = desk.themeSelect()
      theme.setAttribute("aria-label", `Theme of: ${short(note.text)}`)
      theme.disabled = desk.isOver()
      theme.addEventListener("change", () => {
        if (!theme.value) return
        desk.send("note.tag", { note: note.id, theme: theme.value })
        desk.say(`${theme.selectedOptions[0].text}: ${short(note.text)}`)
        ;(element.querySelector(".untagged select") ?? element.querySelector("h2")).focus()
      })
      return h("li", {}, h("span", { class: `mark ${note.category}`, "aria-hidden": true }, LETTERS[note.category]), h("span", { class: "unseen" }, `${LABELS[note.category]}: `), h("span", { class: "text" }, note.text), theme)
    })
    return h("section", { class: "group untagged" }, h("h2", {}, `Not compared yet: ${notes.length}`),
      h("p", { class: "quiet" }, "Give a note a theme, and it stands beside the findings of that theme."), more("untagged", `Show ${notes.length === 1 ? "it" : `all ${notes.length}`}`, rows))
  }

  function verdicts(given) {
    const subjects = Object.keys(given)
    if (!subjects.length) return null
    return h("section", { class: "group verdicts" }, h("h2", {}, "What holds here"), VERDICTS.map(([value, words, sign]) => {
      const said = subjects.filter(subject => given[subject] === value)
      return said.length ? [h("h3", {}, h("span", { class: "sign", "aria-hidden": true }, sign), `${words[0].toUpperCase()}${words.slice(1)}: ${said.length}`), h("ul", { role: "list" }, said.map(subject => h("li", {}, desk.nameOf(subject))))] : null
    }))
  }

  return {
    element,
    draw(state) {
      const key = JSON.stringify([state.notes, state.verdicts, desk.isOver(), desk.renewals()])
      if (key === drawn) return
      drawn = key
      const { both, room, events, untagged: bare } = compared(state.notes, desk.themes(), desk.findings(), desk.evidence())
      holdExactly(element, [
        h("p", { class: "sum" }, `Both say something on ${counted(both.length, "point")}, only the room on ${room.length}, only the events on ${events.length}.`),
        h("p", { class: "quiet note-on-notes" }, "A point is one theme under keep, leave or start. A note is what this room said, a finding is what a source said; neither is a vote, and they are not added up."),
        both.length || room.length ? null : untagged(bare),
        group(`What both say: ${both.length}`, both.length ? "The room and a finding speak of it; they need not say the same." : "There is no point yet on which both say something.", both),
        group(`Only the room: ${room.length}`, room.length ? "No finding speaks of it." : "There is no point on which only the room says something.", room),
        both.length || room.length ? untagged(bare) : null,
        others(events),
        verdicts(state.verdicts),
      ].filter(Boolean))
      for (const heading of element.querySelectorAll("h2")) heading.tabIndex = -1
    },
  }
}

// The room beside the events: what both say, what only one of them says, and what holds here. Each point
// is a line that can be read from the back, and opens what is said on it; a long column shows its first.
import { h, holdExactly, setText } from "./dom.js"
import { compared } from "./room_compare.js"
import { LABELS, LETTERS, VERDICTS, counted, dots, short } from "./room_words.js"

// So many lines of a column fit on a projector.
const MOST_LINES = 6

// `{ element, draw(state) }`; `scene` is the id of the scene, which says beside which findings.
export function besideView(desk, scene) {
  const element = h("div", { class: "beside" })
  const opened = h("section", { id: "point-opened", class: "opened", "aria-labelledby": "point-title" })
  // What the reader opened stays so when somebody else enters something.
  let open = ""
  let unfolded = true
  let drawn = ""
  let cells = new Map()
  // The columns that are shown to their end.
  const whole = new Set()

  function line(cell) {
    const key = `${cell.category}/${cell.theme.id}`
    cells.set(key, cell)
    const numbers = [[cell.notes.length, "note"], [cell.count, "finding"]].filter(([number]) => number)
    return h("li", {}, h("button", { type: "button", class: "line", "data-key": key, "aria-expanded": key === open, "aria-controls": opened.id, onclick: () => show(key === open ? "" : key) },
      h("span", { class: `mark ${cell.category}`, "aria-hidden": true }, LETTERS[cell.category]),
      h("span", { class: "label" }, h("span", { class: "unseen" }, `${LABELS[cell.category]}: `), cell.theme.label),
      h("span", { class: "unseen" }, `(${numbers.map(([number, what]) => counted(number, what)).join(", ")})`),
      h("span", { class: "counts", "aria-hidden": true }, numbers.map(([number]) => number).join(" | "))))
  }

  // Those with most findings come first; where there is but one more, it takes the place of the button.
  function column(title, counts, none, list) {
    const lines = [...list].sort((one, other) => other.count - one.count).map(line)
    const rest = lines.length > MOST_LINES + 1 ? lines.slice(MOST_LINES) : []
    const more = h("button", { type: "button", class: "button more", onclick: () => unfold(!whole.has(title)) })
    const unfold = isWhole => {
      if (isWhole) whole.add(title)
      else whole.delete(title)
      for (const one of rest) one.hidden = !isWhole
      more.setAttribute("aria-expanded", String(isWhole))
      setText(more, isWhole ? "Show fewer" : `Show ${rest.length} more`)
    }
    unfold(whole.has(title))
    return h("section", { class: "group" }, h("h2", { tabindex: -1 }, `${title}: ${list.length}`), h("p", { class: "quiet" }, list.length ? counts : none),
      lines.length ? h("ul", { class: "lines", role: "list" }, lines) : null, rest.length ? more : null)
  }

  function lineOf(key) {
    return element.querySelector(`.line[data-key="${CSS.escape(key)}"]`)
  }

  function show(key) {
    const before = open
    open = key
    for (const one of element.querySelectorAll(".line")) one.setAttribute("aria-expanded", String(one.dataset.key === key))
    drawOpened()
    if (key) opened.scrollIntoView({ block: "nearest" })
    else lineOf(before)?.focus()
  }

  function drawOpened() {
    const cell = cells.get(open)
    opened.hidden = !cell
    if (!cell) return opened.replaceChildren()
    const notes = cell.notes.map(note => h("li", {}, note.text, " ", h("span", { class: "quiet" }, dots(note.votes))))
    const findings = cell.findings.map(finding => h("li", {}, desk.findingLink(finding)))
    const left = cell.count - findings.length
    if (left > 0) findings.push(h("li", { class: "quiet" }, `and ${counted(left, "other")}`))
    const side = (kind, title, items) => (items.length ? h("div", { class: kind }, h("p", { class: "side" }, title), h("ul", { role: "list" }, items)) : null)
    opened.replaceChildren(
      h("header", {}, h("h3", { id: "point-title" }, h("span", { class: `mark ${cell.category}`, "aria-hidden": true }, LETTERS[cell.category]), `${LABELS[cell.category]} · ${cell.theme.label}`),
        h("button", { type: "button", class: "button close", onclick: () => show("") }, "Close")),
      ...[side("said", `This room: ${counted(cell.notes.length, "note")}`, notes), side("found", `The events: ${counted(cell.count, "finding")}`, findings)].filter(Boolean))
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
    return h("section", { class: "group untagged" }, h("h2", { tabindex: -1 }, `Not compared yet: ${notes.length}`),
      h("p", { class: "quiet" }, "Give a note a theme, and it stands beside the findings of that theme."),
      h("details", { open: unfolded, ontoggle: ({ target }) => { unfolded = target.open } }, h("summary", {}, `Show ${notes.length === 1 ? "it" : `all ${notes.length}`}`), h("ul", { role: "list" }, rows)))
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
      const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined
      const { both, room, events, untagged: bare } = compared(state.notes, desk.themes(), desk.besideFindings(scene), desk.evidence(scene))
      cells = new Map()
      const columns = h("div", { class: "points" },
        column("What both say", "Notes | findings", "Nothing yet.", both),
        column("Only the room", "Notes", "Nothing yet.", room),
        column("Only the events", "Findings", "Nothing.", events))
      const below = [bare.length ? `${counted(bare.length, "note")} without a theme` : "", Object.keys(state.verdicts).length ? "what holds here" : ""].filter(Boolean)
      drawOpened()
      holdExactly(element, [
        columns,
        h("p", { class: "quiet note-on-notes" }, `Notes and findings are no votes.${below.length ? ` Further down: ${below.join(", ")}.` : ""}`),
        opened,
        untagged(bare),
        verdicts(state.verdicts),
      ].filter(Boolean))
      if (focused) lineOf(focused)?.focus({ preventScroll: true })
    },
  }
}

// Who does what by when: entered, changed, and looked at again after 30 and after 90 days.
import { h, holdExactly, setText } from "./dom.js"
import { strongestFirst } from "./room_compare.js"
import { MOST_LETTERS, MOST_LETTERS_OF_NAME, newId, tidy } from "./room_state.js"
import { MARKS, counted, dayAfter, dayInWords, short, shortDay, tooLong } from "./room_words.js"

const CHECKS = ["30", "90"]
const DAYS_PROPOSED = 30
// So many notes, those with most dots, and findings are offered as the source of a commitment.
const MOST_NOTES = 25
const MOST_FINDINGS = 15
let forms = 0

// The list and a form above it: `{ element, draw(state) }`.
export function commitmentsView(desk) {
  const form = commitmentForm(desk, { done: () => form.clear() })
  const count = h("p", { class: "quiet" })
  const list = h("ol", { class: "commitments", role: "list" })
  const element = h("div", { class: "commitments-view" }, form.element, count, list)
  const rows = new Map()
  return {
    element,
    draw(state) {
      const { commitments } = state
      form.element.hidden = desk.isOver()
      form.draw(state)
      setText(count, commitments.length ? counted(commitments.length, "commitment") : "Nobody has committed to anything yet.")
      for (const id of rows.keys()) if (!commitments.some(one => one.id === id)) rows.delete(id)
      holdExactly(list, commitments.map(one => {
        if (!rows.has(one.id)) rows.set(one.id, commitmentRow(desk))
        rows.get(one.id).draw(one)
        return rows.get(one.id).element
      }))
    },
  }
}

function commitmentRow(desk) {
  let one = null
  const what = h("p", { class: "what" })
  const told = h("p", { class: "quiet" })
  const edit = h("button", { type: "button", class: "button", onclick: () => desk.editCommitment(one) }, "Change")
  const remove = h("button", { type: "button", class: "button", onclick: () => {
    const near = element.nextElementSibling ?? element.previousElementSibling
    desk.send("commitment.remove", { commitment: one.id })
    desk.say(`Removed: ${one.who}: ${short(one.what)}. Undo brings it back.`)
    ;(near?.querySelector("button, select") ?? document.querySelector(".commitment-form input"))?.focus()
  } }, "Remove")
  const marks = new Map(CHECKS.map(days => [days, h("select", { onchange: () => mark(days) }, h("option", { value: "" }, "not marked"), Object.entries(MARKS).map(([value, word]) => h("option", { value }, word)))]))
  const days = new Map(CHECKS.map(number => [number, h("span", { class: "quiet" })]))
  const element = h("li", { class: "commitment" }, what, h("div", { class: "changes" }, edit, remove),
    h("div", { class: "checks" }, told, CHECKS.map(number => h("label", { class: "mark-at" }, `After ${number} days`, days.get(number), marks.get(number)))))

  function mark(at) {
    const value = marks.get(at).value || null
    desk.send("commitment.mark", { commitment: one.id, at, mark: value })
    desk.say(`After ${at} days ${value ? MARKS[value] : "not marked"}: ${short(one.what)}`)
  }

  return {
    element,
    draw(now) {
      one = now
      setText(what, `${now.who}: ${now.what}`)
      const from = now.source ? desk.nameOf(now.source) : ""
      setText(told, `By ${dayInWords(now.by)}${from ? `. From: ${from}` : ""}`)
      for (const at of CHECKS) {
        const select = marks.get(at)
        const value = now.marks[at] ?? ""
        if (select.value !== value) select.value = value
        setText(days.get(at), shortDay(dayAfter(desk.created(), Number(at))))
        select.setAttribute("aria-label", `After ${at} days: ${short(now.what)}`)
      }
      edit.setAttribute("aria-label", `Change: ${short(now.what)}`)
      remove.setAttribute("aria-label", `Remove: ${short(now.what)}`)
      edit.hidden = remove.hidden = desk.isOver()
    },
  }
}

// The form in a dialog over the stage, for "Commit to this" and for changes: `{ element, commitTo(source,
// what), edit(commitment) }`.
export function commitmentDialog(desk) {
  const form = commitmentForm(desk, { done: () => element.close(), cancel: () => element.close() })
  const title = h("h2", { id: "commitment-title" })
  const element = h("dialog", { class: "over room-dialog", "aria-labelledby": "commitment-title" }, h("header", {}, title), form.element)
  const show = (words, values, id) => {
    setText(title, words)
    form.draw(desk.state())
    form.fill(values, id)
    element.showModal()
    form.focus()
  }
  return {
    element,
    commitTo: (source, what) => show("Commit to this", { who: "", what, by: dayAfter(desk.created(), DAYS_PROPOSED), source }, null),
    edit: ({ id, ...values }) => show("Change the commitment", values, id),
  }
}

// The list in a dialog, where the run has no scene for it: `{ element, opener, open(), draw() }`.
export function commitmentsDialog(desk) {
  const view = commitmentsView(desk)
  const close = h("button", { type: "button", class: "button", onclick: () => element.close() }, "Close")
  const element = h("dialog", { class: "over room-dialog", "aria-labelledby": "commitments-title" }, h("header", {}, h("h2", { id: "commitments-title" }, "Commitments"), close), view.element)
  const opener = h("button", { type: "button", class: "button", "aria-haspopup": "dialog", onclick: open }, "Commitments")
  function open() {
    view.draw(desk.state())
    element.showModal()
  }
  return { element, opener, open, draw: () => { if (element.open) view.draw(desk.state()) } }
}

function commitmentForm(desk, { done, cancel = null }) {
  forms += 1
  let id = null
  const field = (tag, name, props, ...children) => h(tag, { id: `commitment-${name}-${forms}`, "aria-describedby": `commitment-says-${forms}`, autocomplete: "off", ...props }, ...children)
  const who = field("input", "who", { type: "text" })
  const what = field("textarea", "what", { rows: 2 })
  const by = field("input", "by", { type: "date", value: dayAfter(desk.created(), DAYS_PROPOSED) })
  const source = field("select", "source", {})
  const says = h("p", { class: "entry-says", id: `commitment-says-${forms}`, role: "alert" })
  const labelled = (label, name, control) => h("div", { class: `field field-${name}` }, h("label", { for: control.id }, label), control)
  const element = h("form", { class: "commitment-form", novalidate: true, onsubmit: keep }, labelled("Who", "who", who), labelled("Does what", "what", what), labelled("By", "by", by), labelled("From", "source", source),
    h("div", { class: "form-end" }, h("button", { type: "submit", class: "button" }, "Commit"), cancel ? h("button", { type: "button", class: "button", onclick: cancel }, "Cancel") : null), says)
  let offered = ""

  function trouble() {
    const [name, deed] = [tidy(who.value), tidy(what.value)]
    if (!name) return [who, "Who does it? Write a name."]
    if (tooLong(name, MOST_LETTERS_OF_NAME, "a name")) return [who, tooLong(name, MOST_LETTERS_OF_NAME, "a name")]
    if (!deed) return [what, "What will be done? Write it in a sentence."]
    if (tooLong(deed, MOST_LETTERS, "a commitment")) return [what, tooLong(deed, MOST_LETTERS, "a commitment")]
    if (!/^2[01]\d\d-\d\d-\d\d$/.test(by.value)) return [by, "By when? Choose a day, with the year in four digits."]
    return null
  }

  function keep(event) {
    event.preventDefault()
    const wrong = trouble()
    for (const one of [who, what, by]) one.setAttribute("aria-invalid", String(one === wrong?.[0]))
    setText(says, wrong?.[1] ?? "")
    if (wrong) return wrong[0].focus()
    const values = { who: tidy(who.value), what: tidy(what.value), by: by.value, source: source.value }
    desk.send(id ? "commitment.edit" : "commitment.add", { commitment: id ?? newId(), ...values })
    desk.say(`${id ? "Changed" : "Committed"}: ${values.who}: ${short(values.what)}`)
    done()
  }

  // What a commitment can come from, no more than can be chosen from; written anew only where it changed.
  // Any other note or finding has its own way to commit.
  function draw({ notes: all }) {
    const notes = strongestFirst(all.some(note => note.votes) ? all.filter(note => note.votes) : all).slice(0, MOST_NOTES)
    const findings = desk.staged().slice(0, MOST_FINDINGS)
    const key = JSON.stringify([notes.map(note => [note.id, note.text]), findings.map(({ id }) => id), desk.renewals()])
    if (key === offered) return
    offered = key
    const chosen = source.value
    source.replaceChildren(h("option", { value: "" }, "nothing"),
      h("optgroup", { label: all.some(note => note.votes) ? "Notes with dots" : "Notes of the room" }, notes.map(note => h("option", { value: `note:${note.id}` }, short(note.text, 80)))),
      h("optgroup", { label: "Findings of this run" }, findings.map(finding => h("option", { value: `finding:${finding.id}` }, short(finding.statement, 80)))))
    choose(chosen)
  }

  function choose(value) {
    source.value = value
    // It may be gone since: the commitment still says where it came from.
    if (value && source.selectedIndex < 0) source.append(h("option", { value, selected: true }, desk.nameOf(value)))
    else if (!value) source.value = ""
  }

  function fill(values, of) {
    id = of
    who.value = values.who
    what.value = values.what
    by.value = values.by
    choose(values.source)
    setText(says, "")
    for (const one of [who, what, by]) one.setAttribute("aria-invalid", "false")
  }

  return {
    element,
    draw,
    fill,
    focus: () => (who.value ? what : who).focus(),
    // Ready for the next one: the day stays, for it is often the same.
    clear() {
      fill({ who: "", what: "", by: by.value, source: "" }, null)
      who.focus()
    },
  }
}

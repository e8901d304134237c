// What the room takes away, and how it comes to its end: one dialog.
import { h, setText } from "./dom.js"
import { dayInWords } from "./room_words.js"

// Each file, and what there must be for it.
const FILES = [
  ["minutes.pdf", "Minutes as a document (PDF)"],
  ["minutes.pptx", "Minutes as slides (PowerPoint)"],
  ["minutes.md", "Minutes as text (Markdown)"],
  ["minutes.csv", "Minutes as a table (CSV)"],
  ["commitments.ics", "Commitments for the calendar, after 30 and after 90 days", ({ commitments }) => commitments.length, "once there is a commitment"],
  ["dataset.zip", "The room as a dataset of its own", ({ notes }) => notes.length, "once there is a note"],
]
const WORD = "erase"

// `{ element, opener, draw() }`.
export function takeawayDialog(desk) {
  const waits = h("p", { class: "notice", hidden: true }, "Some of what was entered still waits in this browser: the files hold what is saved.")
  const files = h("ul", { class: "files", role: "list" })
  const kept = h("p", { class: "quiet" })
  const says = h("p", { class: "entry-says", role: "alert" })
  const ended = h("p", {}, "This session has ended. Commitments can still be marked.")
  const end = h("details", { class: "end" }, h("summary", {}, "End the session"),
    h("p", {}, "After that nobody can enter or change anything, except how the commitments went. It cannot be opened again. What was entered stays until the day named above."),
    h("button", { type: "button", class: "button", onclick: endIt }, "End it now"))
  const typed = h("input", { id: "erase-word", type: "text", autocomplete: "off", oninput: () => { erase.disabled = typed.value.trim().toLowerCase() !== WORD } })
  const erase = h("button", { type: "submit", class: "button", disabled: true }, "Erase everything")
  const erasing = h("details", { class: "erase" }, h("summary", {}, "Erase everything"),
    h("p", {}, "Notes, guesses, verdicts and commitments of this room are taken from the server for good, for everybody, and this link leads nowhere from then on. Take the minutes first."),
    h("form", { onsubmit: eraseIt }, h("label", { for: typed.id }, `Type the word ${WORD}`), typed, erase))
  const close = h("button", { type: "button", class: "button", onclick: () => element.close() }, "Close")
  const element = h("dialog", { class: "over room-dialog takeaway", "aria-labelledby": "takeaway-title" },
    h("header", {}, h("h2", { id: "takeaway-title" }, "Take away"), close), waits, files, kept, ended, end, erasing, says)
  const opener = h("button", { type: "button", class: "button take-away", "aria-haspopup": "dialog", onclick: () => { draw(); element.showModal() } }, "Take away")

  let listed = ""

  async function tell(what) {
    setText(says, "")
    try {
      const answer = await fetch(`${desk.base}/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })
      if (answer.ok) return true
      const told = await answer.json().catch(() => ({}))
      setText(says, told.what ? `${told.what} ${told.instead ?? ""}` : `The server answered ${answer.status}. Nothing was changed.`)
    } catch {
      setText(says, "The server cannot be reached. Nothing was changed: try again once you are connected.")
    }
    return false
  }

  async function endIt() {
    // Entered before the end counts, also where it is still on its way.
    await desk.room.refresh()
    if (!(await tell("end"))) return
    await desk.room.refresh()
    end.open = false
    close.focus()
    desk.say("The session has ended.")
  }

  async function eraseIt(event) {
    event.preventDefault()
    if (typed.value.trim().toLowerCase() !== WORD || !(await tell("erase"))) return
    desk.leaveErased()
  }

  function file([name, label, isThere = () => true, once]) {
    return h("li", {}, isThere(desk.state()) ? h("a", { href: `${desk.base}/${name}`, download: true }, label) : h("span", { class: "quiet" }, `${label}: ${once}`))
  }

  function draw() {
    const { notes, commitments } = desk.state()
    const key = `${notes.length > 0} ${commitments.length > 0}`
    if (key !== listed) files.replaceChildren(...FILES.map(file))
    listed = key
    waits.hidden = desk.room.status() === "saved" || desk.room.status() === "refused"
    setText(kept, `Whoever has the link of this room can read it. It is kept until ${dayInWords(desk.ends())}, then it is erased.`)
    ended.hidden = !desk.isOver()
    end.hidden = desk.isOver()
  }

  return { element, opener, draw: () => { if (element.open) draw() } }
}

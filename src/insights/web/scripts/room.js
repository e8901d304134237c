// What a room adds to the stage: its notes, verdicts, guesses and commitments, kept as they are entered.
import { h, setText } from "./dom.js"
import { besideView } from "./room_beside.js"
import { notesBoard } from "./room_board.js"
import { commitmentDialog, commitmentsDialog, commitmentsView } from "./room_commitments.js"
import { noteDrawer } from "./room_drawer.js"
import { followRoom, shownId } from "./room_follow.js"
import { listRoom, unlistRoom } from "./room_list.js"
import { roomStatus } from "./room_status.js"
import { openRoom } from "./room_sync.js"
import { takeawayDialog } from "./room_takeaway.js"
import { undoButton } from "./room_undo.js"
import { verdictGroup } from "./room_verdicts.js"
import { forgetClock } from "./stage_clock.js"
import { keepClearOf } from "./stage_foot.js"
import { listen } from "./stage_keys.js"
import { endOfAddress } from "./stage_scenes.js"

// The end of the links in a calendar, whatever the run calls its scene.
const COMMITMENTS = "commitments"

const token = document.body.dataset.room
const sceneIds = () => data.scenes.map(({ id }) => id)
const ownScene = part => document.querySelector(`.scene:has(.room-place[data-part=${part}])`)
let data = stageData()
let renewals = 0
// What the room fills on the page: `{ place, scene, draw }`.
let parts = []

const room = openRoom({ base: token })
const heard = h("p", { class: "unseen heard", role: "status" })
const noteKeys = h("p", { id: "note-keys", hidden: true }, "Enter edits the note. Alt with an arrow key moves it, Delete removes it.")
const desk = {
  room,
  base: token,
  state: room.state,
  send: room.send,
  isOver: () => room.ended() || data.room.ended,
  scene: shownId,
  themes: () => data.themes,
  // What a scene sets the room beside: how many findings of each theme and category, and the strongest.
  evidence: scene => data.beside[scene].counts,
  besideFindings: scene => data.findings.filter(({ id }) => data.beside[scene].findings.includes(id)),
  // Those of them that stand in a scene of this run.
  staged: () => data.findings.filter(({ id }) => document.querySelector(`.verdict-place[data-subject="finding:${CSS.escape(id)}"]`)),
  created: () => data.room.created,
  ends: () => data.room.ends,
  // So often the page was renewed: with other filters, say.
  renewals: () => renewals,
  say: text => setText(heard, heard.textContent === text ? `${text}\u00a0` : text),
  nameOf,
  findingLink: ({ href, statement }) => h("a", { href, target: "_blank", rel: "noopener" }, statement, h("span", { class: "unseen" }, " (opens in a new tab)")),
  themeSelect: () => h("select", {}, h("option", { value: "" }, "no theme"), data.themes.map(({ id, label }) => h("option", { value: id }, label))),
  commitTo: (source, what) => dialog.commitTo(source, what),
  editCommitment: one => dialog.edit(one),
  leaveErased() {
    room.forget()
    unlistRoom(token)
    forgetClock(token)
    location.replace("../rooms")
  },
}
// Erased somewhere else, or its time is over: what was said here is to be read nowhere any more.
const unsaved = h("ul")
const gone = h("section", { class: "gone", role: "alert", hidden: true }, h("h2", {}, "This room is gone"),
  h("p", {}, "It was erased, or its time is over. The server holds nothing of it any more."), unsaved,
  h("p", {}, h("a", { href: "../rooms" }, "Rooms opened in this browser")))
const dialog = commitmentDialog(desk)
const drawer = noteDrawer(desk)
const status = roomStatus(desk)
const takeaway = takeawayDialog(desk)
const undo = undoButton(desk)
// A run without such a scene has its commitments in a dialog.
const commitments = ownScene(COMMITMENTS) ? null : commitmentsDialog(desk)
const { follow, renewed } = followRoom({ room, sceneIds, filters: () => data.filters, isOver: desk.isOver, asked: askedScene() })

document.querySelector(".room-tools").replaceChildren(...[status.element, drawer.opener, undo.element, commitments?.opener, takeaway.opener].filter(Boolean))
document.querySelector("footer.bar").after(status.panel, drawer.element)
keepClearOf(drawer.element)
document.body.append(heard, noteKeys, gone, dialog.element, takeaway.element)
if (commitments) document.body.append(commitments.element)
listRoom({ token, name: data.room.name, created: data.room.created })
listen({ n: () => { if (!desk.isOver()) drawer.open() } })
room.onChange(changed)
// Once it is known where the room stands, that scene is drawn.
room.ready.then(changed)
// On paper all scenes are shown.
addEventListener("beforeprint", () => drawParts(() => true))
// A scene or an answer comes into sight, whoever brought it there.
new MutationObserver(changes => {
  if (changes.some(({ target }) => target.matches(".scene, .answered"))) drawAll()
}).observe(document.querySelector("main.stage"), { attributeFilter: ["hidden"], subtree: true })
document.addEventListener("stage:renewed", () => {
  data = stageData()
  renewals += 1
  renewed()
  changed()
})
changed()

function changed() {
  follow()
  document.body.classList.toggle("is-over", desk.isOver())
  document.body.classList.toggle("is-gone", room.isGone())
  if (gone.hidden === room.isGone()) showGone()
  drawer.draw()
  undo.draw()
  status.draw()
  takeaway.draw()
  commitments?.draw()
  drawAll()
}

// What was entered since, and not saved, is not lost with it.
function showGone() {
  const texts = room.unsent().map(event => event.data.text ?? event.data.what).filter(Boolean)
  unsaved.replaceChildren(...texts.map(text => h("li", {}, "Not saved: ", h("q", {}, text))))
  gone.hidden = !room.isGone()
}

// Fill the places that are there anew, and draw what is in sight.
function drawAll() {
  parts = parts.filter(({ place }) => place.isConnected)
  for (const place of ["verdict-place", "room-place"].flatMap(name => [...document.getElementsByClassName(name)])) {
    if ("filled" in place.dataset) continue
    const part = place.matches(".verdict-place") ? verdictGroup(desk, place.dataset.subject) : roomPart(place.dataset, place.closest(".scene").id)
    place.dataset.filled = ""
    place.append(part.element)
    parts.push({ place, scene: place.closest(".scene"), draw: part.draw })
  }
  drawParts(({ scene }) => !scene.hidden)
}

function drawParts(isDrawn) {
  for (const part of parts.filter(isDrawn)) part.draw(room.state())
}

function roomPart({ part, category }, scene) {
  if (part === "notes") return notesBoard(desk, category)
  return part === "beside" ? besideView(desk, scene) : commitmentsView(desk)
}

// The scene that a link leads to. A page that is loaded again, or woken up, follows the room instead.
function askedScene() {
  // A browser that keeps such entries to itself counts as led here.
  const [entry] = performance.getEntriesByType("navigation")
  if (entry && entry.type !== "navigate") return null
  const id = endOfAddress()
  if (sceneIds().includes(id)) return id
  if (id !== COMMITMENTS) return null
  const scene = ownScene(COMMITMENTS)
  if (scene) document.dispatchEvent(new CustomEvent("stage:show", { detail: { id: scene.id } }))
  else queueMicrotask(() => commitments.open())
  return scene?.id ?? null
}

// What a commitment came from, or a verdict is about, in words.
function nameOf(subject) {
  const [, kind, id] = /^(\w+):(.*)$/.exec(subject) ?? []
  if (kind === "note") return room.state().notes.find(note => note.id === id)?.text ?? "a note that is gone"
  if (kind === "finding") return data.findings.find(one => one.id === id)?.statement ?? `the finding ${id}, which is not shown here`
  return labelOnPage(subject) ?? id
}

// A part of a lens is named where it stands on the page.
function labelOnPage(subject) {
  const place = document.querySelector(`.verdict-place[data-subject="${CSS.escape(subject)}"]`)
  const label = place?.closest("li")?.querySelector(".label") ?? place?.closest(".scene").querySelector("h1")
  return label?.lastChild.textContent.trim()
}

function stageData() {
  return JSON.parse(document.getElementById("stage-data").textContent)
}

// The prompter: for whoever leads the room, in a second window. It shows the notes, the time left and
// what comes next, and drives the stage.
import { setText } from "./dom.js"
import { addMinute, clockOf, enter, left, pause, start, startAgain, told } from "./stage_clock.js"
import { listen } from "./stage_keys.js"
import { startDialogs, startLetters, startLook } from "./stage_menu.js"
import { sceneBeside, sceneIds, sceneOfAddress, showScene } from "./stage_scenes.js"
import { openState } from "./stage_state.js"

const MINUTE = 60e3
const LOOKS_EVERY = 15e3
const { room, run } = document.body.dataset
const name = room || run
const find = selector => document.querySelector(selector)
const { scenes } = JSON.parse(find("script#stage-data").textContent)
const shared = openState({
  name,
  ids: sceneIds,
  scene: sceneOfAddress() ?? sceneIds()[0],
  isAsked: false,
  by: "prompter",
})

function draw(noted = {}) {
  const { scene, revealed, guesses } = shared.state()
  showScene(scene, noted)
  const shown = revealed.includes(scene)
  const button = find(".reveal")
  button.hidden = !document.getElementById(scene).dataset.guess
  button.textContent = shown ? "Hide the answer again" : "Show the answer"
  find(".guessed").textContent = guesses[scene] ? `The room’s guess: ${guesses[scene]}` : ""
}

shared.onChange((state, before, who) => {
  const isNew = state.scene !== before.scene
  draw({ history: "replace", say: isNew })
  if (isNew) enter(name, state.scene, who !== "told")
  tick()
})

const step = steps => shared.go(sceneBeside(shared.state().scene, steps))
const reveal = () => {
  const { scene, revealed } = shared.state()
  if (!find(".reveal").hidden) shared.reveal(scene, !revealed.includes(scene))
}

// What was said last of which scene: each thing is said once.
let said = ""
function tick() {
  const clock = clockOf(name)
  const { scene, run: whole } = left(clock, scenes)
  write(".scene-left", told(scene))
  write(".run-left", told(whole))
  find(".scene-left").classList.toggle("is-over", scene < 0)
  find(".run-left").classList.toggle("is-over", whole < 0)
  write(".clock-state", clock.isOn ? "The clock is running" : clock.hasBegun ? "The clock stands still" : "The clock starts with the first step")
  write(".pause", clock.isOn ? "Pause the clock" : clock.hasBegun ? "Go on" : "Start the clock")
  const news = !clock.isOn ? "" : scene < 0 ? "The time of this scene is over" : scene <= MINUTE ? "One minute left for this scene" : ""
  if (news && said !== clock.scene + news) {
    said = clock.scene + news
    write(".time-news", news)
  }
}

// Only what differs is written, so that nobody's selection or reading is disturbed.
function write(selector, text) {
  const place = find(selector)
  if (place.textContent !== text) place.textContent = text
}

// Whether a newer edit of the data is broken: whoever leads the room should know it, the room need not.
async function lookAtData() {
  try {
    const { stale, faults, as_of: asOf } = await (await fetch("../../healthz")).json()
    const many = faults === 1 ? "1 fault" : `${faults} faults`
    setText(find(".data-news"), stale ? `The newest edit of the data has ${many} and is not shown. The stage goes on with the last sound state, as of ${asOf}.` : "")
  } catch { /* Not reachable: the stage says so itself. */ }
}

startLook()
startDialogs()
startLetters()
draw()
document.body.classList.add("ready")
tick()
setInterval(tick, 250)
lookAtData()
setInterval(lookAtData, LOOKS_EVERY)
addEventListener("storage", tick)

find(".bar .back").addEventListener("click", () => step(-1))
find(".bar .next").addEventListener("click", () => step(1))
find(".reveal").addEventListener("click", reveal)
find(".pause").addEventListener("click", () => {
  if (clockOf(name).isOn) pause(name)
  else start(name)
  tick()
})
find(".more-time").addEventListener("click", () => {
  addMinute(name)
  tick()
})
find(".start-again").addEventListener("click", () => {
  startAgain(name)
  tick()
})
document.addEventListener("click", event => {
  const link = event.target.closest(".scene-list a")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  link.closest("dialog").close()
  shared.go(decodeURIComponent(link.hash.slice(1)))
})
addEventListener("hashchange", () => { if (sceneOfAddress()) shared.go(sceneOfAddress()) })
// The room that this window belongs to was erased in another one.
if (room) new BroadcastChannel(`insights:room:${room}`).addEventListener("message", ({ data }) => { if (data.erased) location.replace("../../rooms") })
listen({
  next: () => step(1),
  back: () => step(-1),
  first: () => shared.go(sceneIds()[0]),
  last: () => shared.go(sceneIds().at(-1)),
  r: reveal,
})
shared.begin(() => {
  enter(name, shared.state().scene, false)
  tick()
})

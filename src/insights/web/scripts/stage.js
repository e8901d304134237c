// The stage: one scene at a time on the projector, driven by keys, by buttons, by a presenter's remote,
// by the prompter in another window and, in a room, by what the room remembers.
import { h } from "./dom.js"
import { stayAwake } from "./stage_awake.js"
import { enter } from "./stage_clock.js"
import { go, startFilters } from "./stage_filters.js"
import { keepClearOf } from "./stage_foot.js"
import { drawGuess, startGuesses } from "./stage_guess.js"
import { listen } from "./stage_keys.js"
import { openDialog, startDialogs, startFullScreen, startLetters, startLook, switchFullScreen } from "./stage_menu.js"
import { endOfAddress, reachByKeys, sceneBeside, sceneIds, sceneOfAddress, showScene } from "./stage_scenes.js"
import { openState } from "./stage_state.js"

const { room, run } = document.body.dataset
const name = room || run
const shared = openState({
  name,
  ids: sceneIds,
  scene: sceneOfAddress() ?? sceneIds()[0],
  isAsked: Boolean(sceneOfAddress()),
  by: "stage",
})
const tell = (kind, detail) => document.dispatchEvent(new CustomEvent(`stage:${kind}`, { detail }))
const scenes = () => document.querySelectorAll(".scene")
const current = () => document.getElementById(shared.state().scene)

// How the next step is noted: in the history, and by the focus.
let how = {}
function moveTo(id, { history = "push", focus = true } = {}) {
  how = { history, focus }
  shared.go(id)
  how = {}
}
const step = (steps, noted) => moveTo(sceneBeside(shared.state().scene, steps), noted)

const onGuess = { guess: shared.guess, reveal: shared.reveal }

function draw() {
  const { guesses, revealed } = shared.state()
  for (const scene of scenes()) drawGuess(scene, guesses[scene.id], revealed.includes(scene.id))
  reachByKeys()
}

// The scenes are there for the first time, or anew with other filters.
function begin() {
  startGuesses(onGuess)
  draw()
  showScene(shared.state().scene)
}

shared.onChange((state, before, who) => {
  if (state.scene !== before.scene) {
    showScene(state.scene, { history: "replace", ...how, say: true })
    enter(name, state.scene, who !== "told")
  }
  draw()
  // Whoever begins a change tells of it, once; the prompter leaves that to the stage.
  if (who === "own" || who === "prompter") tellOf(state, before)
})

function tellOf(state, before) {
  if (state.scene !== before.scene) tell("scene", { id: state.scene })
  for (const { id } of scenes()) {
    if (state.guesses[id] !== before.guesses[id]) tell("guess", { scene: id, text: state.guesses[id] ?? "" })
    const shown = state.revealed.includes(id)
    if (shown !== before.revealed.includes(id)) tell("reveal", { scene: id, shown })
  }
}

let search = location.search
function renewed() {
  search = location.search
  begin()
  tell("renewed", {})
}

startLook()
startDialogs()
startLetters()
startFullScreen()
keepClearOf(document.querySelector("footer.bar"))
startFilters(renewed)
begin()
sayWhatIsNoScene()
document.body.classList.add("ready")

// The link of a calendar entry ends in "commitments", whatever the run of the room calls that scene.
function sayWhatIsNoScene() {
  const end = endOfAddress()
  if (!end || sceneOfAddress() || (room && end === "commitments")) return
  const shown = end.length > 40 ? `${end.slice(0, 40)}…` : end
  document.getElementById("_filtered").append(h("p", { class: "notice" }, `There is no scene “${shown}” here: that end of the link is passed over.`))
}

// A button keeps the focus, so that it can be pressed again.
document.querySelector(".bar .back").addEventListener("click", () => step(-1, { focus: false }))
document.querySelector(".bar .next").addEventListener("click", () => step(1, { focus: false }))
document.addEventListener("click", event => {
  const link = event.target.closest(".scene-list a")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  link.closest("dialog").close()
  moveTo(decodeURIComponent(link.hash.slice(1)))
})
listen({
  next: () => step(1),
  back: () => step(-1),
  first: () => moveTo(sceneIds()[0]),
  last: () => moveTo(sceneIds().at(-1)),
  r: () => current().querySelector(".show-answer:not([hidden]), .hide-answer:not([hidden])")?.click(),
  f: switchFullScreen,
  l: () => openDialog("_scenes"),
  "?": () => openDialog("_menu"),
})

// Back and Forward lead through the scenes, and through the filters.
async function follow() {
  if (location.search !== search) await go(location.href, renewed, "")
  if (sceneOfAddress()) moveTo(sceneOfAddress(), { history: "" })
}
addEventListener("popstate", follow)
addEventListener("hashchange", follow)
addEventListener("resize", reachByKeys)
document.fonts.ready.then(reachByKeys)

// What the room remembers.
document.addEventListener("stage:show", ({ detail }) => {
  if (sceneIds().includes(detail.id)) shared.set({ scene: detail.id })
})
document.addEventListener("stage:set-reveal", ({ detail: { scene, shown, guess } }) => {
  const { revealed, guesses } = shared.state()
  const others = revealed.filter(one => one !== scene)
  shared.set({
    revealed: shown ? [...others, scene] : others,
    guesses: guess === undefined ? guesses : { ...guesses, [scene]: guess },
  })
})
shared.begin(() => enter(name, shared.state().scene, false))
stayAwake()

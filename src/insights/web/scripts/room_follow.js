// The stage and the room in step: the scene with its filters, the guesses and what is revealed are
// recorded. All but the filters come back after a reload and from other machines in the same room.

// `sceneIds()` are those of the page, `filters()` the query that it is under, `asked` the scene that the
// link names (or null). `{ follow(), renewed() }`: the room has changed, or the page its filters.
export function followRoom({ room, sceneIds, filters, isOver, asked }) {
  // The scene of the room that this page has shown or sent.
  let followed = ""
  let isLoaded = false
  let hasMoved = false
  // What the stage was told of a scene, or said itself.
  const told = new Map()
  const tell = (kind, detail) => document.dispatchEvent(new CustomEvent(`stage:${kind}`, { detail }))

  document.addEventListener("stage:scene", ({ detail: { id } }) => {
    hasMoved = true
    if (isLoaded) record(id)
  })
  document.addEventListener("stage:guess", ({ detail: { scene, text } }) => {
    // An empty guess is no guess; the room keeps the one before.
    if (!text || isOver()) return
    remember(scene, { guess: text })
    if (room.state().guesses[scene] !== text) room.send("guess", { scene, text })
  })
  document.addEventListener("stage:reveal", ({ detail: { scene, shown } }) => {
    if (isOver()) return
    remember(scene, { shown })
    if (room.state().revealed.has(scene) !== shown) room.send("reveal", { scene, shown })
  })
  // Where the room stood it goes on, unless the link names a scene or somebody has moved on already.
  room.ready.then(() => {
    isLoaded = true
    const { scene } = room.state()
    if (asked || hasMoved || !sceneIds().includes(scene)) record(asked ?? shownId())
    follow()
  })

  function record(id) {
    followed = id
    const { scene, filters: shown } = room.state()
    const query = filters()
    if (isOver() || (scene === id && (shown[id] ?? "") === query)) return
    room.send("scene", query ? { scene: id, query } : { scene: id })
  }

  function remember(scene, what) {
    told.set(scene, { shown: false, guess: "", ...told.get(scene), ...what })
  }

  function follow() {
    if (!isLoaded) return
    const { scene, revealed, guesses } = room.state()
    // After the end nobody's step is recorded: then the room stands still, and each page goes its own way.
    if (scene && scene !== followed && !(isOver() && followed)) {
      followed = scene
      tell("show", { id: scene })
    }
    for (const form of document.querySelectorAll(".scene form.guess")) {
      const { id } = form.closest(".scene")
      const now = { shown: revealed.has(id), guess: guesses[id] ?? "" }
      const before = told.get(id)
      if (before && before.shown === now.shown && before.guess === now.guess) continue
      told.set(id, now)
      tell("set-reveal", { scene: id, ...now })
    }
  }

  // Other filters, other numbers: the minutes tell those that were seen.
  function renewed() {
    if (isLoaded) record(shownId())
  }

  return { follow, renewed }
}

export function shownId() {
  return document.querySelector(".scene:not([hidden])").id
}

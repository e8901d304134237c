// Where the stage stands: which scene, what is revealed, what was guessed. Windows of one browser on
// the same run or room hold the same, and a window that comes late asks for it.
import { keep, readData } from "./stage_memory.js"

const ANSWERED_AFTER = 200

// `name` is that of the run or the room; `ids` gives those of its scenes; `scene` is the first one,
// `isAsked` where the address names it; `by` is who this window is, "stage" or "prompter".
export function openState({ name, ids, scene, isAsked, by }) {
  const stored = `insights:stage:${name}`
  const channel = new BroadcastChannel(stored)
  const listeners = []
  let state = { revealed: [], guesses: {}, ...readData(stored, {}, "sessionStorage"), scene }

  const send = changed => channel.postMessage({ kind: "changed", by, changed })
  const change = (changed, who) => {
    const before = state
    state = { ...state, ...changed }
    keep(stored, JSON.stringify({ revealed: state.revealed, guesses: state.guesses }), "sessionStorage")
    for (const listener of listeners) listener(state, before, who)
  }
  const own = changed => {
    change(changed, "own")
    send(changed)
  }
  channel.onmessage = ({ data }) => {
    if (data.kind === "ask") {
      channel.postMessage({ kind: "told", changed: state })
      return
    }
    const changed = { ...data.changed }
    // Composed of other scenes: then it stays where it is.
    if ("scene" in changed && !ids().includes(changed.scene)) delete changed.scene
    change(changed, data.kind === "changed" ? data.by : "told")
  }

  return {
    state: () => state,
    // `listener(state, before, who)`: changed by this window's "own" hand, by another "stage" or
    // "prompter", by the "room", or "told" to a window that came late.
    onChange(listener) { listeners.push(listener) },
    // To be called once all listen. A link to a scene is followed by the other windows. `settled` is
    // called when they have had the time to answer.
    begin(settled) {
      if (isAsked) send({ scene: state.scene })
      channel.postMessage({ kind: "ask" })
      setTimeout(settled, ANSWERED_AFTER)
    },
    go(id) {
      if (id !== state.scene && ids().includes(id)) own({ scene: id })
    },
    reveal(id, shown) {
      const others = state.revealed.filter(one => one !== id)
      own({ revealed: shown ? [...others, id] : others })
    },
    guess(id, text) {
      const { [id]: _, ...others } = state.guesses
      own({ guesses: text ? { ...others, [id]: text } : others })
    },
    // What the room remembers wins over what this window holds.
    set(changed) {
      change(changed, "room")
      channel.postMessage({ kind: "told", changed })
    },
  }
}

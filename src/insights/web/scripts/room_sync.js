// A room as this browser holds it: what is entered stands at once, waits in this browser until the
// server has it on its disk, and what others enter comes in.
import { newId, replay, tidy } from "./room_state.js"
import { roomStorage } from "./room_storage.js"

const POLL_MS = 2_000
const MOST_WAIT_MS = 15_000
const TIMEOUT_MS = 10_000
const MOST_AT_ONCE = 100 // of the longest events, these stay below what the server takes
const MOST_BYTES_ON_LEAVING = 60_000 // browsers finish a request of this size after the page is gone
// What `trouble` says where no answer came.
export const UNREACHED = "The server cannot be reached."
const TEXTS = ["text", "who", "what"]

// `base`: the address of the room, as in "../room/TOKEN", without a slash at its end.
//
// state()       what `replay` makes of all events, those included that wait to be saved
// send(kind, data) -> id     undo() -> id or null     canUndo()
// onChange(fn) -> stop       fn is called without anything whenever one of these answers changes
// status()      "saved" | "saving" | "offline" | "refused"     waiting()  how many events wait     unsent()  these events
// refusals      [{id, kind, data, why}]: kept until dismiss(id)
// trouble()     a sentence about what is wrong with the connection, or ""
// isGone()      whether the server has no such room, or no more: what is here is not thrown away for that
// ended()       whether the session is over: then only marks on commitments are taken
// ready         a promise, kept once the room was read for the first time
// refresh()     asks the server now     forget()  clears all of this room from this browser
// close()       stops asking
export function openRoom({ base }) {
  const kept = roomStorage(new URL(base, location.href).pathname.split("/").at(-1))
  const listeners = new Set()
  // By id; `taken` are those that the server has and that have not come back from it yet.
  const outbox = new Map(kept.waiting().map(one => [one.event.id, one]))
  const taken = new Set()
  const refused = new Map(kept.refused().map(one => [one.id, one]))
  let confirmed = []
  let known = new Set()
  let seq = 0
  let hasEnded = false
  let failures = 0
  let isGone = false
  let trouble = ""
  let made = null
  let working = null
  let asksAgain = false
  let isClosed = false
  let timer = 0
  let tellReady
  let isLoaded = false
  const ready = new Promise(resolve => { tellReady = resolve })

  const channel = new BroadcastChannel(`insights:room:${kept.token}`)
  channel.onmessage = ({ data }) => {
    if (data.sent) takeIn(data.sent)
    for (const id of data.taken ?? []) if (outbox.has(id)) taken.add(id)
    for (const one of data.refused ?? []) putAside(one)
    if (data.dismissed) refused.delete(data.dismissed)
    if (data.erased) {
      isGone = true
      kept.forget()
    }
    changed()
    if (data.taken) sync()
  }

  function takeIn(entry) {
    if (!known.has(entry.event.id)) outbox.set(entry.event.id, entry)
  }

  function putAside(one) {
    outbox.delete(one.id)
    taken.delete(one.id)
    refused.set(one.id, one)
  }

  function changed() {
    made = null
    for (const listener of listeners) listener()
  }

  function unsent() {
    return inOrder(outbox).filter(({ event }) => !taken.has(event.id)).map(({ event }) => event)
  }

  function state() {
    if (!made) {
      const mine = new Set(kept.mine())
      made = replay([...confirmed, ...inOrder(outbox).map(({ event }) => event)], id => mine.has(id))
    }
    return made
  }

  function send(kind, data) {
    const tidied = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, TEXTS.includes(name) ? tidy(value) : value]))
    const entry = { event: { id: newId(), kind, data: tidied }, at: kept.now() }
    takeIn(entry)
    kept.keep(entry)
    channel.postMessage({ sent: entry })
    changed()
    sync()
    return entry.event.id
  }

  function undo() {
    const event = state().undoable
    return event && send("undo", { event })
  }

  // One exchange at a time; whoever asks meanwhile is answered by one more.
  function sync() {
    if (isClosed) return Promise.resolve()
    asksAgain = true
    working ??= work().finally(() => { working = null })
    return working
  }

  async function work() {
    clearTimeout(timer)
    try {
      while (asksAgain) {
        asksAgain = false
        for (let events = unsent(); events.length; events = unsent()) await hand(events.slice(0, MOST_AT_ONCE))
        await fetchNews()
      }
      if (failures || trouble) {
        failures = 0
        isGone = false
        trouble = ""
        changed()
      }
    } catch (error) {
      asksAgain = false
      failures += 1
      isGone = error instanceof Answered && error.status === 404
      trouble = error instanceof Answered ? error.message : UNREACHED
      changed()
    }
    plan()
  }

  function plan() {
    clearTimeout(timer)
    const wait = failures ? Math.min(MOST_WAIT_MS, 1_000 * 2 ** (failures - 1)) : POLL_MS
    // Who does not look needs no news, but what waits goes on.
    if (!isClosed && (document.visibilityState === "visible" || unsent().length)) timer = setTimeout(sync, wait)
  }

  async function hand(events) {
    const body = JSON.stringify({ events })
    const answer = await ask(`${base}/events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      keepalive: body.length * 3 < MOST_BYTES_ON_LEAVING,
      body,
    })
    const sent = new Map(events.map(event => [event.id, event]))
    const aside = answer.refused.filter(({ id }) => sent.has(id)).map(({ id, why }) => ({ ...sent.get(id), why }))
    if (!answer.accepted.length && !aside.length) throw new Answered("The server answered without a word about what was sent.")
    for (const id of answer.accepted) if (outbox.has(id)) taken.add(id)
    for (const one of aside) {
      putAside(one)
      kept.putAside(one)
    }
    for (const id of answer.accepted) kept.drop(id)
    channel.postMessage({ taken: answer.accepted, refused: aside })
    changed()
  }

  async function fetchNews() {
    let news = await ask(`${base}/events?after=${seq}`)
    // The server went back behind what it had: it was put up again from an older copy.
    const isOlder = news.seq < seq
    if (isOlder) news = await ask(`${base}/events?after=0`)
    const isNew = isOlder || !isLoaded || news.events.length || news.ended !== hasEnded
    if (isOlder) {
      confirmed = []
      known = new Set()
    }
    seq = news.seq
    hasEnded = news.ended
    for (const event of news.events) {
      if (known.has(event.id)) continue
      known.add(event.id)
      confirmed.push(event)
      outbox.delete(event.id)
      taken.delete(event.id)
      kept.drop(event.id)
    }
    if (!isLoaded) {
      isLoaded = true
      tellReady()
    }
    if (isNew) changed()
  }

  const onVisible = () => { if (document.visibilityState === "visible") sync() }
  const onLine = () => sync()
  document.addEventListener("visibilitychange", onVisible)
  window.addEventListener("online", onLine)
  sync()

  return {
    state,
    send,
    undo,
    canUndo: () => state().undoable !== null,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status() {
      if (failures) return "offline"
      if (!isLoaded || unsent().length) return "saving"
      return refused.size ? "refused" : "saved"
    },
    waiting: () => unsent().length,
    unsent,
    get refusals() { return [...refused.values()] },
    dismiss(id) {
      refused.delete(id)
      kept.dismiss(id)
      channel.postMessage({ dismissed: id })
      changed()
    },
    trouble: () => trouble,
    isGone: () => isGone,
    ended: () => hasEnded,
    ready,
    refresh: sync,
    forget() {
      channel.postMessage({ erased: true })
      close()
      kept.forget()
    },
    close,
  }

  function close() {
    isClosed = true
    clearTimeout(timer)
    channel.close()
    document.removeEventListener("visibilitychange", onVisible)
    window.removeEventListener("online", onLine)
  }
}

// What the server said instead of taking what was sent.
class Answered extends Error {
  constructor(message, status) {
    super(message)
    this.status = status
  }
}

// The answer to a request about the events of a room. Where the room is over or full, the answer says
// so event by event; whatever else is no success is tried again later.
async function ask(address, options = {}) {
  const response = await fetch(address, { ...options, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) })
  const answer = await response.json().catch(() => ({}))
  if (response.ok || (response.status === 409 && answer.refused)) return answer
  throw new Answered(answer.what ? `${answer.what} ${answer.instead}` : `The server answered ${response.status}.`, answer.what ? response.status : 0)
}

function inOrder(outbox) {
  return [...outbox.values()].sort((one, other) => one.at[0] - other.at[0] || one.at[1] - other.at[1])
}

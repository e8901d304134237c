// The clock of a run: how long each scene has been on, kept in this browser for all its windows. It
// begins with the first step to another scene, or when it is started.
import { forget, keep, readData } from "./stage_memory.js"

// What was left so long ago belongs to another day.
const FORGOTTEN_AFTER = 8 * 3600e3
const MINUTE = 60e3

const EMPTY = { scene: "", since: 0, spent: {}, extra: {}, isOn: false, hasBegun: false, touched: 0 }

function stored(name) {
  return `insights:clock:${name}`
}

export function forgetClock(name) {
  forget(stored(name))
}

export function clockOf(name, now = Date.now()) {
  const kept = readData(stored(name), EMPTY)
  return now - kept.touched < FORGOTTEN_AFTER ? kept : EMPTY
}

function store(name, clock, now) {
  keep(stored(name), JSON.stringify({ ...clock, touched: now }))
}

// Each window that shows a scene says so; only the first one counts. A step begins the clock, a page
// that is opened does not.
export function enter(name, scene, isStep, now = Date.now()) {
  const clock = clockOf(name, now)
  if (clock.scene === scene) return
  const begins = isStep && !clock.hasBegun
  const settled = settle(clock, now)
  store(name, { ...settled, scene, since: now, isOn: begins || clock.isOn, hasBegun: begins || clock.hasBegun }, now)
}

export function start(name, now = Date.now()) {
  store(name, { ...settle(clockOf(name, now), now), since: now, isOn: true, hasBegun: true }, now)
}

export function pause(name, now = Date.now()) {
  store(name, { ...settle(clockOf(name, now), now), since: now, isOn: false }, now)
}

export function addMinute(name, now = Date.now()) {
  const clock = clockOf(name, now)
  const extra = { ...clock.extra, [clock.scene]: (clock.extra[clock.scene] ?? 0) + 1 }
  store(name, { ...clock, extra }, now)
}

export function startAgain(name, now = Date.now()) {
  store(name, { ...EMPTY, scene: clockOf(name, now).scene }, now)
}

// The time up to now is put down to the scene that is on.
function settle(clock, now) {
  if (!clock.isOn) return clock
  const spent = (clock.spent[clock.scene] ?? 0) + now - clock.since
  return { ...clock, since: now, spent: { ...clock.spent, [clock.scene]: spent } }
}

// Milliseconds left of this scene and of the run, below zero where it is over time.
export function left(clock, scenes, now = Date.now()) {
  const { spent, extra, scene } = settle(clock, now)
  const given = ({ id, minutes }) => (minutes + (extra[id] ?? 0)) * MINUTE
  const sum = (all, one) => all.reduce((total, each) => total + one(each), 0)
  const this_ = scenes.find(one => one.id === scene)
  return {
    scene: this_ ? given(this_) - (spent[scene] ?? 0) : 0,
    run: sum(scenes, given) - sum(Object.values(spent), one => one),
  }
}

// As in `4:05 left`, `Over by 0:30`.
export function told(milliseconds) {
  const isOver = milliseconds < 0
  const seconds = isOver ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  return isOver && seconds ? `Over by ${time}` : `${time} left`
}

// What a room has said so far, made from its events alone: step for step the same as rooms/state.py.

export const CATEGORIES = ["keep", "leave", "start"]
export const MOST_LETTERS = 240
export const MOST_LETTERS_OF_NAME = 80
// Where the room stands is no entry: going back is the way to take it back.
const NEVER_UNDONE = new Set(["scene", "undo"])

// `events`: [{id, kind, data, seq}] in order. An event that speaks of something gone has no effect,
// nor has one that was undone. `verdicts`, `guesses` and `filters`, the query under which a scene was shown
// last, are plain objects, `revealed` is a Set;
// `undoable` is the id of the last event that undo would take back, of those that are `mine`.
export function replay(events, mine = () => true) {
  const undone = undoneIn(events)
  const told = {
    notes: new Map(), commitments: new Map(), gone: new Set(), verdicts: Object.create(null), guesses: Object.create(null),
    revealed: new Set(), scene: "", filters: Object.create(null), seq: 0, numbered: 0, commitmentsNumbered: 0, undoable: null,
  }
  for (const event of events) {
    told.seq = Math.max(told.seq, event.seq ?? 0)
    // What was undone keeps its number, so that none is given twice.
    if (event.kind === "note.add") told.numbered += 1
    else if (event.kind === "commitment.add") told.commitmentsNumbered += 1
    const hear = HEARD.get(event.kind) // undo is heard before; a later version may know more kinds
    if (!hear || undone.has(event.id)) continue
    if (hear(told, event.data) && !NEVER_UNDONE.has(event.kind) && mine(event.id)) told.undoable = event.id
  }
  return {
    notes: [...told.notes.values()].sort(inOrder),
    verdicts: told.verdicts,
    guesses: told.guesses,
    commitments: [...told.commitments.values()],
    scene: told.scene,
    filters: told.filters,
    revealed: told.revealed,
    seq: told.seq,
    numbered: told.numbered,
    undoable: told.undoable,
  }
}

function undoneIn(events) {
  const heard = new Set()
  const undone = new Set()
  for (const { id, kind, data } of events) {
    if (kind === "undo" && heard.has(data.event)) undone.add(data.event)
    if (!NEVER_UNDONE.has(kind)) heard.add(id)
  }
  return undone
}

function inOrder(one, other) {
  return CATEGORIES.indexOf(one.category) - CATEGORIES.indexOf(other.category) || one.order - other.order || one.number - other.number
}

// Each says whether the event had an effect.
const HEARD = new Map([
  ["note.add", addNote],
  ["note.edit", changeNote],
  ["note.tag", changeNote],
  ["note.move", changeNote],
  ["note.vote", changeNote],
  ["note.remove", (told, { note }) => takeOut(told, told.notes, note)],
  ["verdict", giveVerdict],
  ["guess", (told, { scene, text }) => { told.guesses[scene] = text; return true }],
  ["reveal", (told, { scene, shown }) => { shown ? told.revealed.add(scene) : told.revealed.delete(scene); return true }],
  ["commitment.add", addCommitment],
  ["commitment.edit", (told, { commitment, ...changed }) => change(told.commitments, commitment, () => changed)],
  ["commitment.remove", (told, { commitment }) => takeOut(told, told.commitments, commitment)],
  ["commitment.mark", markCommitment],
  ["scene", (told, { scene, query }) => { told.scene = scene; told.filters[scene] = query ?? ""; return true }],
])

function addNote(told, { note, category, text, theme, scene }) {
  if (told.notes.has(note) || told.gone.has(note)) return false
  told.notes.set(note, { id: note, category, text, theme: theme ?? null, votes: 0, scene, order: told.numbered, number: told.numbered })
  return true
}

function changeNote(told, { note, ...changed }) {
  return change(told.notes, note, () => changed)
}

function addCommitment(told, { commitment, who, what, by, source }) {
  if (told.commitments.has(commitment) || told.gone.has(commitment)) return false
  told.commitments.set(commitment, { id: commitment, who, what, by, source, number: told.commitmentsNumbered, marks: {} })
  return true
}

function markCommitment(told, { commitment, at, mark }) {
  return change(told.commitments, commitment, one => {
    const marks = { ...one.marks }
    delete marks[at]
    return { marks: mark === null ? marks : { ...marks, [at]: mark } }
  })
}

function giveVerdict(told, { subject, verdict }) {
  if (verdict !== null) told.verdicts[subject] = verdict
  else if (!(subject in told.verdicts)) return false
  else delete told.verdicts[subject]
  return true
}

function change(records, id, changed) {
  const one = records.get(id)
  if (!one) return false
  records.set(id, { ...one, ...changed(one) })
  return true
}

// What is gone stays gone for whoever still speaks of it.
function takeOut(told, records, id) {
  if (!records.delete(id)) return false
  told.gone.add(id)
  return true
}

// The `order` that puts a note at this place (0 is the top) of a column; `moved` is the id of the note
// that moves there, if it stands in the column already.
export function orderAt({ notes, numbered }, category, place, moved = "") {
  const column = notes.filter(one => one.category === category && one.id !== moved)
  const at = Math.max(0, Math.min(place, column.length))
  const before = at ? column[at - 1].order : (column[0]?.order ?? 0) - 1
  // A new note takes its number as its order, and comes after all that were moved before it.
  const after = at < column.length ? column[at].order : numbered + 1
  return (before + after) / 2
}

// The text as the server keeps it: one line, without letters that cannot be seen or turn the reading
// direction, except where they join (emoji, some scripts of Asia). The same as in rooms/checking.py.
export function tidy(text) {
  return text.normalize("NFC").replace(SPACES, " ").replace(UNSEEN, "").replace(LONE_JOINERS, "").replace(/ {2,}/g, " ").replace(/^ | $/g, "")
}

const SPACES = /[\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffd\u{e0000}-\u{e007f}]/gu
const LONE_JOINERS = /(?<![\u0590-\u{10ffff}])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\u{10ffff}])/gu

// Letters as the server counts them: an emoji of one code point is one.
export function lettersIn(text) {
  return [...text].length
}

// A UUID. `crypto.randomUUID` is there only where the page came over TLS or from this machine.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = bytes[6] & 0x0f | 0x40
  bytes[8] = bytes[8] & 0x3f | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

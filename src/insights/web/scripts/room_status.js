// Whether what was entered is safe, always in words; and what was refused, with its text.
import { h, holdExactly, setText } from "./dom.js"
import { UNREACHED } from "./room_sync.js"
import { counted, short } from "./room_words.js"

const KINDS = {
  "note.add": "A new note", "note.edit": "A note, changed", "note.tag": "The theme of a note", "note.move": "The place of a note", "note.vote": "The dots of a note",
  "note.remove": "A note, removed", verdict: "A verdict", guess: "A guess", reveal: "An answer, shown or hidden", scene: "The scene shown", undo: "An undo",
  "commitment.add": "A commitment", "commitment.edit": "A commitment, changed", "commitment.remove": "A commitment, removed", "commitment.mark": "The mark of a commitment",
}

// `{ element, panel, draw() }`: the line for the bar, and the panel of what was refused.
export function roomStatus(desk) {
  const { room } = desk
  const sign = h("span", { class: "sign", "aria-hidden": true })
  const words = h("span", {})
  const element = h("p", { class: "room-status" }, sign, words)
  const list = h("ul", { role: "list" })
  const panel = h("section", { class: "refused", "aria-label": "Not taken", hidden: true }, h("h2", {}, "The room did not take this"), h("p", {}, "Nothing of it is lost: copy the text, or enter it in another way."), list)
  const rows = new Map()
  let before = "saved"

  function row(one) {
    const text = [one.data.who, one.data.text ?? one.data.what].filter(Boolean).join(": ")
    return h("li", {}, h("strong", {}, KINDS[one.kind] ?? one.kind), text ? [": ", h("q", {}, text)] : "", `. ${one.why} `, h("button", { type: "button", class: "button", onclick: () => room.dismiss(one.id) }, "Done with this", h("span", { class: "unseen" }, `: ${short(text || one.kind)}`)))
  }

  return {
    element,
    panel,
    draw() {
      const status = room.status()
      const waiting = room.waiting() ? `${counted(room.waiting(), "change waits", "changes wait")} in this browser` : ""
      // What the server itself has against it, a full disk say, is more than a lost connection.
      const why = room.trouble() === UNREACHED ? "" : room.trouble()
      const said = {
        saved: "Saved",
        saving: "Saving …",
        offline: [why ? "Not saved" : "Not connected", waiting, why].filter(Boolean).join(": "),
        refused: `${counted(room.refusals.length, "entry", "entries")} not taken`,
      }[status]
      element.dataset.status = status
      element.classList.toggle("is-long", Boolean(why))
      setText(sign, { saved: "✓", saving: "…", offline: "!", refused: "!" }[status])
      setText(words, said)
      // Each "Saved" would be said after each note; that the connection is lost or back must be heard.
      if (status === "offline" && before !== "offline") desk.say(`${why || "Not connected."} You can go on: what you enter waits in this browser.`)
      else if (status === "saved" && before === "offline") desk.say("Connected again. All is saved.")
      if (status !== "saving") before = status
      const refused = room.refusals
      for (const id of rows.keys()) if (!refused.some(one => one.id === id)) rows.delete(id)
      for (const one of refused) if (!rows.has(one.id)) rows.set(one.id, row(one))
      holdExactly(list, refused.map(one => rows.get(one.id)))
      if (refused.length && panel.hidden) desk.say(`Not taken: ${refused.map(one => one.why).join(" ")}`)
      panel.hidden = !refused.length
    },
  }
}

// What the room says of a finding, or of one part of a lens: does it hold here?
import { h } from "./dom.js"
import { VERDICTS } from "./room_words.js"

let groups = 0

// `{ element, draw(state) }`; `subject` is `finding:ID` or `part:LENS/PART`.
export function verdictGroup(desk, subject) {
  groups += 1
  const name = desk.nameOf(subject)
  const radios = new Map(VERDICTS.map(([value]) => [value, h("input", { type: "radio", name: `verdict-${groups}`, value, onchange: () => give(value) })]))
  const clear = h("button", { type: "button", class: "button clear", onclick: () => { give(null); radios.get("holds").focus() } }, "Clear", h("span", { class: "unseen" }, `: ${name}`))
  const choices = h("fieldset", { class: "verdict" }, h("legend", { class: "unseen" }, `Here? ${name}`),
    VERDICTS.map(([value, words, sign]) => h("label", { class: `pick ${value}` }, radios.get(value), h("span", { class: "sign", "aria-hidden": true }, sign), wording(value, words))))
  const commit = subject.startsWith("finding:") ? h("button", { type: "button", class: "button commit", onclick: () => desk.commitTo(subject, "") }, "Commit", h("span", { class: "unseen" }, ` to this: ${name}`)) : null
  const element = h("div", { class: "verdict-row" }, choices, commit, clear)

  function give(verdict) {
    desk.send("verdict", { subject, verdict })
    desk.say(verdict ? `${wordsOf(verdict)}: ${name}` : `No verdict: ${name}`)
  }

  return {
    element,
    draw({ verdicts }) {
      const given = verdicts[subject] ?? null
      for (const [value, radio] of radios) radio.checked = value === given
      // It keeps its place, so that nothing moves when a verdict is given.
      clear.classList.toggle("is-idle", given === null)
      clear.disabled = given === null
      choices.disabled = desk.isOver()
      if (commit) commit.hidden = desk.isOver()
    },
  }
}

// Where there is little room only the telling word is seen; the whole is heard everywhere.
function wording(telling, words) {
  const [before, after] = words.split(telling)
  return h("span", {}, h("span", { class: "fuller" }, before), telling, h("span", { class: "fuller" }, after))
}

function wordsOf(verdict) {
  return VERDICTS.find(([value]) => value === verdict)[1]
}

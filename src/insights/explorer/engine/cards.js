// Findings as cards: the statement with its place, and all the rest when it is asked for.
import { h, holdExactly, setHref } from "./dom.js"
import { findingDetails } from "./details.js"
import { categoryMark, markedText, receiptOf } from "./marks.js"

export function cardList(desk) {
  const element = h("ol", { class: "findings", role: "list" })
  // Cards that stay on the page stay as they are, with what is unfolded in them and the focus.
  let shown = new Map()

  return {
    element,
    // The ids of the findings whose details are open, and the same opened again.
    unfolded: () => [...shown].filter(([, one]) => one.isUnfolded()).map(([id]) => id),
    unfold: ids => {
      for (const id of ids) if (shown.has(id) && !shown.get(id).isUnfolded()) shown.get(id).unfold()
    },
    draw(findings, { selection }, from) {
      element.hidden = !findings.length
      element.start = from + 1
      const kept = new Map(findings.map(finding => {
        const before = shown.get(finding.id)
        return [finding.id, before?.q === selection.q ? before : { q: selection.q, ...findingCard(desk, finding, selection.q) }]
      }))
      for (const { lead } of kept.values()) lead()
      element.classList.remove("laid-out")
      holdExactly(element, [...kept.values()].map(one => one.card))
      requestAnimationFrame(() => setTimeout(layOut))
      shown = kept
    },
  }

  // Once the change is painted: a card that took its height only when somebody gets to it would push
  // what she is about to press from under her pointer.
  function layOut() {
    element.classList.add("laid-out")
  }
}

function findingCard(desk, finding, q) {
  const { category, basis, evidence } = desk.world.labels
  const details = h("div", { class: "details", hidden: true })
  let known = null
  const opener = h("button", { type: "button", class: "quiet-button", "aria-expanded": false, onclick: unfold }, "Details", h("span", { class: "unseen" }, ` of: ${finding.statement}`))

  function unfold() {
    details.hidden = !details.hidden
    opener.setAttribute("aria-expanded", String(!details.hidden))
    if (details.hidden || known) return
    known = findingDetails(desk, finding, q)
    details.append(known.element)
  }

  const link = statementLink(desk, finding, q, unfold)
  const themes = finding.themes.map((id, at) => [at ? " · " : "", markedText(desk, desk.world.themeById.get(id).label, q)])
  const how = [finding.basis && basis[finding.basis], evidence[finding.evidence]].filter(Boolean)
  const card = h("li", {}, categoryMark(desk, finding.category),
    h("h3", {}, h("span", { class: "unseen" }, `${category[finding.category]}: `), link.element),
    h("p", { class: "themes quiet" }, themes),
    h("p", { class: "how quiet" }, how.map((said, at) => [at ? h("span", { class: "joint" }, " · ") : null, h("span", {}, said)])),
    h("p", { class: "where" }, receiptOf(desk, finding), h("span", { class: "from" }, h("span", { class: "joint" }, " · "), desk.world.sourceById.get(finding.source).short)),
    h("p", { class: "card-tools" }, opener, desk.picks.toggleOf(finding)),
    details)

  // The card stays while filters change; its addresses are those of now.
  function lead() {
    link.lead()
    known?.lead()
  }

  return { card, lead, unfold, isUnfolded: () => !details.hidden }
}

// The statement leads to the finding's own page, or unfolds it where there is none. `lead()` sets the
// address anew: it carries what is chosen.
export function statementLink(desk, finding, q, unfold) {
  const said = markedText(desk, finding.statement, q)
  const href = desk.findingHref(finding.id)
  if (!href) return { element: h("button", { type: "button", class: "statement", "data-finding": finding.id, onclick: unfold }, said), lead: () => {} }
  const element = h("a", { class: "statement in-app", href, "data-finding": finding.id }, said)
  return { element, lead: () => setHref(element, desk.findingHref(finding.id)) }
}

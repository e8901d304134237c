// The small signs beside a finding: the letter of its category, its place, the words searched for.
import { h } from "./dom.js"
import { searchWords } from "./search_words.js"

export function categoryMark(desk, category) {
  return h("span", { class: `mark ${category}`, "aria-hidden": true, text: desk.world.marks[category] })
}

// The text with the words searched for marked, as children of an element.
export function markedText(desk, text, q) {
  if (!q) return [text]
  const pieces = []
  let end = 0
  for (const [from, to] of desk.letters.hits(text, searchWords(q))) {
    pieces.push(text.slice(end, from), h("mark", { text: text.slice(from, to) }))
    end = to
  }
  return [...pieces, text.slice(end)]
}

// Where the finding stands in its source: a link that opens the place, where one can be trusted.
export function receiptOf(desk, finding) {
  const { receipt, reason } = finding.locator
  if (receipt === "doubtful") return h("span", { class: "receipt doubtful", title: reason }, `${finding.place}, doubtful`)
  const content = [h("span", { "aria-hidden": true, text: receipt === "exact" ? "▸ " : "§ " }), finding.place]
  if (!finding.url) return h("span", { class: "receipt" }, content)
  const source = desk.world.sourceById.get(finding.source).short
  const says = receipt === "exact" ? `${finding.place} in the recording of ${source}, opens in a new tab` : `${finding.place} in ${source}, opens in a new tab`
  return h("a", { class: "receipt", href: finding.url, target: "_blank", rel: "noopener", "aria-label": says }, content)
}

// All that is known of one finding: what a card keeps back until somebody asks.
import { copyButton } from "./copying.js"
import { h, setHref } from "./dom.js"
import { markedText } from "./marks.js"

// `lead()` sets the address of the finding's own page anew: it carries what is chosen.
export function findingDetails(desk, finding, q) {
  const { world } = desk
  const source = world.sourceById.get(finding.source)
  const { basis, evidence } = world.labels
  const citation = citationOf(world, finding)
  const href = desk.findingHref(finding.id)
  const page = href && h("a", { class: "in-app", href }, "Its own page")
  const line = (term, ...said) => h("div", {}, h("dt", {}, term), h("dd", {}, said))
  const quiet = text => h("span", { class: "quiet" }, text)
  const element = h("dl", {},
    finding.note && line("Curator's note", finding.note),
    finding.locator.reason && line("Place", finding.place, h("br"), quiet(`${finding.locator.reason} It is not linked.`)),
    line("Source", `${source.title}, ${source.publisher}`),
    line("Evidence", `${evidence[finding.evidence]}: `, quiet(world.facetOf.get("evidence").optionOf.get(finding.evidence).means)),
    finding.basis && line("Category", `${world.labels.category[finding.category]}: `, quiet(basis[finding.basis].toLowerCase())),
    line("Level", world.facetOf.get("level").label(finding.level)),
    finding.actors.length > 0 && line("Named in it", markedText(desk, finding.actors.join(", "), q)),
    finding.figures.map((figure, at) => line("Figure", figureText(figure, finding.figure_texts[at]), " ", quiet(figure.of ? `of ${figure.of}` : "the source does not say of what"))),
    finding.terms.length > 0 && line("Their words", finding.terms.join(", ")),
    line("Cite as", h("span", { class: "cite" }, citation), " ", copyButton(desk.say, "Copy citation", () => citation, "", "citation").element),
    line("Id", h("code", {}, finding.id), finding.aliases.length ? quiet(`, earlier ${finding.aliases.join(", ")}`) : null,
      page ? [" · ", page] : null))
  return { element, lead: () => { if (page) setHref(page, desk.findingHref(finding.id)) } }
}

// One paragraph of plain text, as citation.py writes it.
function citationOf(world, finding) {
  const source = world.sourceById.get(finding.source)
  const doubt = finding.locator.receipt === "doubtful" ? " (as written, doubtful)" : ""
  const said = `${finding.statement} Finding “${finding.id}” in: ${world.title}, as of ${world.as_of}, fingerprint ${world.fingerprint.slice(0, 8)}, ${world.licence} for the wording. Source: ${source.title}, ${source.publisher}, ${finding.locator.as_written}${doubt}.`
  return [said, finding.url, world.home && `${world.home}finding?id=${finding.id}`].filter(Boolean).join(" ")
}

function figureText(figure, text) {
  return [figure.qualifier, text, figure.unit === "percent" ? "" : figure.unit].filter(Boolean).join(" ")
}

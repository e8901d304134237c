// Findings along the recordings they come from: a line for each, a shape at each second.
import { leadLink } from "./chart_leads.js"
import { foldedTable } from "./chart_table.js"
import { isWithModifier } from "./draw_bars.js"
import { h } from "./dom.js"

const HINT = "Point at a mark, or walk along it with the arrow keys, to read what it says."
const MOST_TABLE_ROWS = 500

export function drawStrips(chart, leads, world) {
  return chart.recordings.map(one => drawRecording(one, chart, leads, world))
}

// The categories that a strip draws, with their labels, in the usual order.
export function categoriesDrawn(chart, labels) {
  const drawn = new Set(chart.recordings.flatMap(one => one.points.map(point => point.category)))
  return Object.entries(labels).filter(([category]) => drawn.has(category)).map(([category, label]) => ({ category, label }))
}

export function legendOfShapes(chart, world) {
  const shapes = categoriesDrawn(chart, world.labels.category)
  const shape = category => h("span", { class: `shape ${category}`, "aria-hidden": true })
  return h("p", { class: "legend" }, shapes.map(({ category, label }) => h("span", {}, shape(category), label)))
}

// Each finding with a link to it and, where there is one, to its place in the recording.
export function tableOfPlaces(chart, leads, world) {
  const rowOf = ({ finding: id, place, source }) => {
    const finding = world.findingById.get(id)
    const isOpen = finding.locator.receipt === "exact" && finding.url
    const says = `${place} in the recording of ${source}, opens in a new tab`
    const link = isOpen ? h("a", { href: finding.url, target: "_blank", rel: "noopener", "aria-label": says }, `▸ ${place}`) : place
    return [leadLink(leads.pick([id]), {}, finding.statement), world.labels.category[finding.category], link, source]
  }
  const rest = chart.rows.length - MOST_TABLE_ROWS
  const more = rest > 0 ? `The first ${MOST_TABLE_ROWS} of ${chart.rows.length}; the file of the data holds all.` : ""
  const head = [chart.row_title, "Category", "Place", "Source"]
  return foldedTable(chart, head, () => chart.rows.slice(0, MOST_TABLE_ROWS).map(rowOf), more)
}

function drawRecording(one, chart, leads, world) {
  const isAlone = chart.recordings.length === 1
  const told = h("p", { class: "told", "aria-hidden": true }, HINT)
  const note = [isAlone ? "" : one.title, one.note].filter(Boolean).join(". ")
  return h("section", { class: "recording" },
    h("h3", {}, one.label, h("span", { class: "shown" }, ` ${one.shown} of ${one.of}`)),
    note && h("p", { class: "quiet" }, `${note}.`),
    one.points.length > 0 && told,
    one.end !== null && drawLine(one, told, leads, world))
}

function drawLine(one, told, leads, world) {
  const marks = one.points.map((point, at) => drawPoint(point, at, leads, world))
  const say = event => {
    const mark = event.target.closest?.(".point")
    if (!mark) return
    told.textContent = mark.title
    told.classList.add("says")
  }
  const along = at => ({ "--at": String(at) })
  const axis = h("div", { class: "axis", "aria-hidden": true },
    one.stretch && h("b", { style: { ...along(one.stretch[0]), "--to": String(one.stretch[1]) } }),
    one.ticks.map(tick => h("span", { style: along(tick.at) }, tick.label)),
    one.faint.map(at => h("i", { style: along(at) })))
  return h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `The line of ${one.label}` },
    h("div", { class: "line", style: { "--lanes": String(Math.max(1, one.lanes)), "--zoom": String(one.zoom) } },
      axis,
      h("ol", { role: "list", "aria-label": one.title, onkeydown: walkLine, onpointerover: say, onfocusin: say }, marks)))
}

// One stop of the tabulator for a line; from its first mark the arrow keys lead along it.
function drawPoint(point, at, leads, world) {
  const said = `${point.place}, ${world.labels.category[point.category].toLowerCase()}: ${world.findingById.get(point.finding).statement}`
  const link = leadLink(leads.pick([point.finding]), {
    class: "point",
    tabindex: at ? "-1" : null,
    title: said,
    "aria-label": said,
    "data-mark": point.finding,
  }, h("span", { class: `shape ${point.category}` }))
  return h("li", { style: { "--at": String(point.at), "--lane": String(point.lane) } }, link)
}

function walkLine(event) {
  const links = [...event.currentTarget.querySelectorAll("a")]
  const at = links.indexOf(event.target)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key]
  if (at < 0 || !links[to] || isWithModifier(event)) return
  event.preventDefault()
  links[at].tabIndex = -1
  links[to].tabIndex = 0
  links[to].focus()
}

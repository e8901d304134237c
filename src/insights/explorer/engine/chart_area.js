// The charts: which of them are looked at, and each made anew only when its numbers change.
import { chartFrame } from "./chart_frame.js"
import { leadAnew } from "./chart_leads.js"
import { findingsByEvidence, findingsBySource, findingsByTheme, themesByCategory } from "./charts.js"
import { compared } from "./charts_compare.js"
import { alongRecordings } from "./charts_recordings.js"
import { themesTogether } from "./charts_together.js"
import { focusedIn, h, holdExactly } from "./dom.js"
import { choose, queryOf, unfiltered } from "./selection.js"
import { areSidesEqual, comparedBy, otherSide, shownOf, SHOWS } from "./shows.js"
import { comparedSides } from "./sides.js"

export function chartArea(desk) {
  const radios = Object.entries(SHOWS).map(([show, label]) => showRadio(desk, show, label))
  const tabs = h("fieldset", { class: "tabs" }, h("legend", { class: "unseen" }, "Charts"), radios.map(radio => radio.element))
  const sides = comparedSides(desk)
  const place = h("div", { class: "charts" })
  const element = h("section", { class: "chart-area", "aria-label": "Charts" }, tabs, sides.element, place)
  const act = chartActs(desk)
  let drawn = ""
  let led = ""

  return {
    element,
    draw(view, now) {
      const show = shownOf(now.show)
      for (const radio of radios) radio.box.checked = radio.show === show
      element.hidden = !view.count && show !== "compare"
      if (!element.hidden) sides.draw(view, now)
      // Order and look of the list change no chart, only where its marks lead.
      const key = JSON.stringify([element.hidden, now.show, now.against, queryOf(desk.world, { ...now.selection, sort: "" })])
      const look = JSON.stringify([now.selection.sort, now.list, now.columns])
      const isLedAnew = key === drawn && look !== led
      led = look
      if (isLedAnew) leadAnew(place)
      if (key === drawn) return
      drawn = key
      const bringBack = rememberPlace(place)
      place.className = `charts ${show || "glance"}`
      holdExactly(place, element.hidden ? [] : chartsShown(view, now, show, act))
      bringBack()
    },
  }
}

function showRadio(desk, show, label) {
  const box = h("input", { type: "radio", name: "show", value: show, onchange: () => desk.change({ show }) })
  return { show, box, element: h("label", { class: "tab" }, box, h("span", { "data-label": label }, label)) }
}

function chartsShown(view, now, show, act) {
  const placed = (chart, name, other) => h("div", { "data-chart": name }, chartFrame(chart, { view, act, name, world: view.world, other }))
  if (show === "evidence") return [placed(findingsByEvidence(view), "by-evidence")]
  if (show === "recordings") return [placed(alongRecordings(view), "recordings")]
  if (show === "together") return [placed(themesTogether(view), "together")]
  if (show === "compare") {
    const other = otherSide(view.world, now.against)
    return areSidesEqual(view, other) ? [] : [placed(compared(view, other, comparedBy(now.show)), "compare", other.selection)]
  }
  return [
    h("div", { class: "half" }, placed(findingsByTheme(view), "by-theme")),
    h("div", { class: "half" }, placed(themesByCategory(view), "matrix"), placed(findingsBySource(view), "by-source")),
  ]
}

// What a click in a chart can do.
function chartActs(desk) {
  const filterMany = chosen => {
    const selection = Object.entries(chosen).reduce((kept, [key, ids]) => choose(desk.world, kept, key, ids), desk.now.selection)
    desk.change({ selection })
  }
  const pick = ids => {
    // The other filters stay where they hide none of these: dropping the picked leads back to them.
    const isShown = ids.every(id => desk.view.has(desk.world.placeById.get(id)))
    desk.change({ selection: choose(desk.world, isShown ? desk.now.selection : unfiltered(desk.now.selection), "id", ids) })
    desk.focusList()
  }
  const inOrder = selection => Object.freeze({ ...selection, sort: desk.now.selection.sort })
  return {
    filterMany,
    filter: (key, ids) => filterMany({ [key]: ids }),
    ask: selection => desk.change({ selection: inOrder(selection) }),
    pick,
    hrefOf: selection => desk.hrefOf(inOrder(selection)),
  }
}

// What is unfolded in the charts and where the focus is, before they are made anew; the answer is a
// function that brings it back afterwards.
function rememberPlace(place) {
  const charts = () => [...place.querySelectorAll("[data-chart]")]
  const unfolded = new Map(charts().map(chart => [chart.dataset.chart, new Set(foldedIn(chart).filter(one => one.open).map(one => one.className))]))
  const focused = focusedIn(place)
  const name = focused?.closest("[data-chart]")?.dataset.chart
  const mark = focused?.closest("[data-mark]")?.dataset.mark
  return () => {
    for (const chart of charts()) {
      const open = unfolded.get(chart.dataset.chart)
      for (const one of foldedIn(chart)) one.open = Boolean(open?.has(one.className))
    }
    if (!focused) return
    const chart = charts().find(one => one.dataset.chart === name) ?? place
    const again = mark && chart.querySelector(`[data-mark="${CSS.escape(mark)}"]`)
    focusOn(again || chart.querySelector("h2") || place)
  }
}

// What a reader unfolds in a chart, each with a class of its own; a menu is folded again by itself.
function foldedIn(chart) {
  return [...chart.querySelectorAll("details:not(.menu)")]
}

// Also what is no link or button can take the focus, when the focus is put there.
function focusOn(element) {
  if (!element.matches("a[href], button, summary")) element.tabIndex = -1
  element.focus({ preventScroll: true })
}

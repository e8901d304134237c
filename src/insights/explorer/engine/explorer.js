// The whole explorer: it holds what is chosen, and lets each part of the screen draw what changed.
import { h, setText } from "./dom.js"
import { chartArea } from "./chart_area.js"
import { facetColumn } from "./facets.js"
import { filteredBar } from "./filtered.js"
import { findingList } from "./list.js"
import { noticeArea } from "./notices.js"
import { nothingFound } from "./nothing.js"
import { pickedFindings } from "./picks.js"
import { takeawayMenu } from "./takeaway.js"
import { copyButton } from "./copying.js"
import { bringBackTo, placeOnScreen } from "./returning.js"
import { countedFindings } from "./charts.js"
import { summary } from "./headline.js"
import { queryOf, readQuery } from "./selection.js"
import { look } from "./view.js"

const PRINTING = ["beforeprint", "afterprint"]
// So few findings are read at once; charts of them say less than they do.
const MOST_BEFORE_CHARTS = 3
const QUESTION = "What is there about …?"

// Fill `root` with the explorer over `world`, as openWorld gives it. `state` holds strings: query, show,
// list, columns, offset, against, and perhaps as_of; `host` is what the page around it can do.
export function mount(root, { world, state, host }) {
  // What is shown, as the host writes it into an address.
  let shown = null
  // What the parts of the screen share: what is shown (`now`, `view`) and what they can ask for.
  const desk = { world, host, letters: world.letters, now: null, view: null, isListFirst: false, say, change, hrefOf, linkTo, findingHref, linkNote: host.linkNote }
  const heading = h("h1", { class: "question", tabindex: "-1", text: QUESTION })
  const headline = h("p", { class: "headline" })
  const spoken = h("p", { class: "unseen", role: "status" })
  const counted = h("span")
  const sentence = h("p", { class: "quiet sentence" }, counted, " ", h("span", { class: "stamp" }, `As of ${world.as_of} · ${world.fingerprint.slice(0, 8)}`))
  desk.focusHeading = () => heading.focus({ preventScroll: true })
  desk.picks = pickedFindings(desk)

  const facets = facetColumn(desk)
  const bar = filteredBar(desk)
  const takeaway = takeawayMenu(desk)
  const notices = noticeArea(desk)
  const charts = chartArea(desk)
  const nothing = nothingFound(desk)
  const list = findingList(desk)
  desk.focusList = list.focusHeading
  desk.goToList = list.goTo

  // Where the filters cover the screen of a phone, their end leads to what they found.
  const toResults = h("button", { type: "button", class: "to-results", onclick: leaveFilters })
  facets.element.append(toResults)
  // For the keyboard: over search, filters and charts, and once more over the charts alone.
  const skipAll = h("button", { type: "button", class: "skip-charts", onclick: list.goTo }, "Skip to the findings")
  const skip = h("button", { type: "button", class: "skip-charts", onclick: list.goTo }, "Skip charts")
  const copier = copyButton(say, "Copy link", () => linkTo(), desk.linkNote)
  const tools = h("div", { class: "tools" }, copier.element, desk.picks.opener, takeaway.element)
  const results = h("div", { class: "results" }, skip, h("div", { class: "bar" }, bar.element, tools),
    sentence, notices.element, nothing.element, charts.element, list.element)
  const element = h("div", { class: "explorer" }, spoken, skipAll,
    h("div", { class: "frame" }, h("header", { class: "message" }, heading, headline), facets.element, results),
    desk.picks.panel)
  desk.root = element

  function say(text) {
    setText(spoken, text)
  }

  function leaveFilters() {
    facets.close()
    if (desk.view.count) list.goTo()
    else bar.focus()
  }

  // What the reader did: drawn at once, then told to the host.
  function change(patch) {
    draw(changed(desk.now, patch))
    host.changed(stateOf(desk.now))
  }

  function changed(now, patch) {
    const isFiltered = "selection" in patch && !("offset" in patch)
    // The state of the data in an old link is spoken of until the reader asks for something else.
    return { ...now, ...(isFiltered ? { offset: 0, asOf: "", trouble: "" } : {}), ...patch }
  }

  function draw(now) {
    const query = queryOf(world, now.selection)
    if (!desk.now || query !== queryOf(world, desk.now.selection)) desk.view = look(world, now.selection)
    desk.now = now
    const view = desk.view
    shown = stateOf(now)
    // Who picked findings, or is left with a few, wants to read them; who filters, to see what there is.
    desk.isListFirst = Boolean(now.selection.chosen.id) || view.count <= MOST_BEFORE_CHARTS
    setText(headline, summary(view))
    setText(counted, view.sentence)
    for (const part of [bar, facets, copier, takeaway, notices, nothing, charts, list]) part.draw(view, now)
    if (desk.isListFirst !== (list.element.nextSibling === charts.element)) results.insertBefore(list.element, desk.isListFirst ? charts.element : null)
    skipAll.hidden = !view.count
    skip.hidden = desk.isListFirst
    setText(toResults, view.count ? `Show ${countedFindings(view.count)}` : "No finding matches: see why")
    say([`${view.count} of ${view.of} findings`, ...notices.sentences()].join(". "))
  }

  function stateOf(now) {
    return {
      query: queryOf(world, now.selection),
      show: now.show,
      list: now.list,
      columns: now.columns,
      offset: now.offset ? String(now.offset) : "",
      against: now.against,
    }
  }

  function hrefOf(selection) {
    return host.hrefOf(stateOf(changed(desk.now, { selection })))
  }

  // The page of a finding, with what is chosen now carried along; null where it has none.
  function findingHref(id) {
    return host.findingHref(id, shown)
  }

  // The absolute address of what is shown, or of another selection shown in the same way.
  function linkTo(selection = desk.now.selection) {
    return host.linkTo(stateOf(selection === desk.now.selection ? desk.now : changed(desk.now, { selection })))
  }

  function read(asked) {
    return {
      ...readQuery(world, asked.query ?? ""),
      show: asked.show ?? "",
      list: asked.list === "table" ? "table" : "",
      columns: asked.columns ?? "",
      offset: /^\d{1,9}$/.test(asked.offset ?? "") ? Number(asked.offset) : 0,
      against: asked.against ?? "",
      asOf: asked.as_of ?? "",
    }
  }

  // Paper cannot be leafed through: it gets the first hundreds of the list, the screen its page back.
  const onPaper = event => {
    desk.isOnPaper = event.type === "beforeprint"
    list.draw(desk.view, desk.now)
  }
  for (const type of PRINTING) addEventListener(type, onPaper)

  draw(read(state))
  root.append(element)
  return {
    show: asked => draw(read(asked)),
    placeOf: id => placeOnScreen(list.statementOf(id), list.unfolded()),
    bringBack: place => {
      const statement = list.statementOf(place.id)
      if (!statement) return
      list.unfold(place.unfolded)
      bringBackTo(statement, place)
    },
    unmount: () => {
      facets.stop()
      for (const type of PRINTING) removeEventListener(type, onPaper)
      element.remove()
    },
  }
}

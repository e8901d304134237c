// The list of findings: as cards or as a table, fifty on a page, in the order asked for.
import { h, setText } from "./dom.js"
import { cardList } from "./cards.js"
import { countedFindings } from "./charts.js"
import { pageButtons } from "./pages.js"
import { findingTable } from "./table.js"

const PER_PAGE = 50
// Paper cannot be leafed through: there a page holds as many as anybody would print.
const MOST_ON_PAPER = 500
const LISTS = { "": "Cards", table: "Table" }

export function findingList(desk) {
  const heading = h("h2", { tabindex: "-1" })
  const range = h("span", { class: "quiet range" })
  const radios = Object.entries(LISTS).map(([list, label]) => listRadio(desk, list, label))
  const order = h("select", { onchange: () => reorder(order.value) }, Object.entries(desk.world.sorts).map(([sort, label]) => h("option", { value: sort }, label)))
  const cards = cardList(desk)
  const table = findingTable(desk, reorder)
  const pages = pageButtons(turn)
  const head = h("div", { class: "list-head" }, h("div", { class: "list-title" }, heading, range),
    h("div", { class: "tools" }, h("label", { class: "order" }, "Order ", order), table.chooser,
      h("fieldset", { class: "tabs" }, h("legend", { class: "unseen" }, "List as"), radios.map(radio => radio.element))))
  const element = h("section", { class: "list", "aria-label": "Findings" }, head, cards.element, table.element, pages.element)

  function reorder(sort) {
    const unknown = desk.now.selection.unknown.filter(([key]) => key !== "sort")
    desk.change({ selection: Object.freeze({ ...desk.now.selection, sort, unknown: Object.freeze(unknown) }) })
  }

  function turn(page) {
    desk.change({ offset: page * PER_PAGE })
    goTo()
  }

  // From far above or below: the list begins at the top of the screen.
  function goTo() {
    heading.focus({ preventScroll: true })
    heading.scrollIntoView()
  }

  return {
    element,
    goTo,
    focusHeading: () => heading.focus(),
    // The statement of a finding on this page of the list; null where it is not on it.
    statementOf: id => element.querySelector(`.statement[data-finding="${CSS.escape(id)}"]`),
    unfolded: cards.unfolded,
    unfold: cards.unfold,
    draw(view, now) {
      element.hidden = !view.count
      if (element.hidden) return
      const isTable = now.list === "table"
      const perPage = desk.isOnPaper ? MOST_ON_PAPER : PER_PAGE
      // An address may ask for a row that is not there any more: then the last page is shown.
      const page = Math.min(Math.floor(now.offset / perPage), Math.ceil(view.count / perPage) - 1)
      const from = page * perPage
      const shown = view.places.slice(from, from + perPage).map(place => desk.world.findings[place])
      setText(heading, countedFindings(view.count))
      setText(range, view.count > perPage ? `${from + 1} to ${from + shown.length} of ${view.count}` : "")
      for (const radio of radios) radio.box.checked = radio.list === now.list
      order.value = now.selection.sort
      cards.draw(isTable ? [] : shown, now, from)
      table.draw(isTable ? shown : [], now, view.sentence)
      pages.draw(page, Math.ceil(view.count / perPage))
    },
  }
}

function listRadio(desk, list, label) {
  const box = h("input", { type: "radio", name: "list", value: list, onchange: () => desk.change({ list }) })
  return { list, box, element: h("label", { class: "tab" }, box, h("span", { "data-label": label }, label)) }
}

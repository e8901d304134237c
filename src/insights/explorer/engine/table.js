// Findings as a table: the columns the reader chose, sorted by the heads of those that sort.
import { h, holdExactly, setText } from "./dom.js"
import { statementLink } from "./cards.js"
import { findingDetails } from "./details.js"
import { categoryMark, markedText, receiptOf } from "./marks.js"
import { foldingMenu } from "./menus.js"

// Each column: its title, the order that its head asks for, and what stands in a cell.
const COLUMNS = {
  statement: { title: "Statement", sort: "statement" },
  category: { title: "Category" },
  themes: { title: "Themes" },
  source: { title: "Source", sort: "source" },
  place: { title: "Place" },
  evidence: { title: "Evidence", sort: "evidence" },
  basis: { title: "Who sorted it" },
  level: { title: "Level" },
  actors: { title: "Named in it" },
  receipt: { title: "Receipt" },
  id: { title: "Id" },
}
const USUAL_COLUMNS = "statement,category,themes,source,place,evidence"

export function findingTable(desk, reorder) {
  const chooser = columnChooser(desk)
  const caption = h("caption", { class: "unseen" })
  const head = h("tr")
  const body = h("tbody")
  const element = h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Table of findings", hidden: true },
    h("table", {}, caption, h("thead", {}, head), body))
  let heads = new Map()
  // A table that is no wider than the page scrolls with it, and its head with both.
  const fit = () => element.classList.toggle("fits", element.firstChild.scrollWidth <= element.clientWidth)
  const room = new ResizeObserver(() => requestAnimationFrame(fit))
  room.observe(element)
  room.observe(element.firstChild)

  function headOf(key) {
    const { title, sort } = COLUMNS[key]
    if (!sort) return { cell: h("th", { scope: "col", class: `of-${key}` }, title) }
    const sign = h("span", { class: "sign", "aria-hidden": true })
    const ask = () => reorder(desk.now.selection.sort === sort ? "" : sort)
    return { sort, sign, cell: h("th", { scope: "col", class: `of-${key}` }, h("button", { type: "button", onclick: ask }, title, " ", sign)) }
  }

  return {
    element,
    chooser: chooser.element,
    draw(findings, now, sentence) {
      element.hidden = chooser.element.hidden = !findings.length
      const columns = columnsOf(now.columns)
      chooser.draw(columns)
      if (element.hidden) return holdExactly(body, [])
      setText(caption, `Findings. ${sentence}`)
      heads = new Map(columns.map(key => [key, heads.get(key) ?? headOf(key)]))
      for (const { sort, sign, cell } of heads.values()) {
        if (!sort) continue
        const isSorted = now.selection.sort === sort
        if (isSorted) cell.setAttribute("aria-sort", "ascending")
        else cell.removeAttribute("aria-sort")
        setText(sign, isSorted ? "▴" : "")
      }
      const collect = head.lastChild ?? h("th", { scope: "col", class: "collect" }, h("span", { class: "unseen" }, "Collect"))
      holdExactly(head, [...[...heads.values()].map(one => one.cell), collect])
      holdExactly(body, findings.map(finding => findingRow(desk, finding, columns, now.selection.q)))
    },
  }
}

// The columns an address names, in their order; the statement is always there.
function columnsOf(named) {
  const wanted = new Set((named || USUAL_COLUMNS).split(","))
  return Object.keys(COLUMNS).filter(key => key === "statement" || wanted.has(key))
}

function columnChooser(desk) {
  const boxes = Object.entries(COLUMNS).map(([key, { title }]) => {
    const box = h("input", { type: "checkbox", value: key, disabled: key === "statement", onchange: chosen })
    return { key, box, element: h("label", { class: "option" }, box, h("span", { class: "name" }, title)) }
  })

  function chosen() {
    const columns = boxes.filter(one => one.box.checked).map(one => one.key).join(",")
    desk.change({ columns: columns === USUAL_COLUMNS ? "" : columns })
  }

  return {
    element: foldingMenu("Columns", {}, h("fieldset", {}, h("legend", { class: "unseen" }, "Columns of the table"), boxes.map(one => one.element))),
    draw(columns) {
      for (const { key, box } of boxes) box.checked = columns.includes(key)
    },
  }
}

function findingRow(desk, finding, columns, q) {
  const row = h("tr")
  let details = null

  function unfold() {
    if (details) {
      details.remove()
      details = null
    } else {
      details = h("tr", { class: "unfolded" }, h("td", { colspan: columns.length + 1 }, findingDetails(desk, finding, q).element))
      row.after(details)
    }
  }

  row.append(...columns.map(key => key === "statement"
    ? h("th", { scope: "row", class: `of-${key}` }, statementLink(desk, finding, q, unfold).element)
    : h("td", { class: `of-${key}` }, cellOf(desk, finding, key, q))), h("td", { class: "collect" }, desk.picks.toggleOf(finding, true)))
  return row
}

function cellOf(desk, finding, key, q) {
  const { world } = desk
  const { category, evidence, basis, receipt } = world.labels
  if (key === "category") return [categoryMark(desk, finding.category), " ", category[finding.category]]
  if (key === "themes") return finding.themes.map((id, at) => [at ? ", " : "", markedText(desk, world.themeById.get(id).label, q)])
  if (key === "source") return world.sourceById.get(finding.source).short
  if (key === "place") return receiptOf(desk, finding)
  if (key === "evidence") return evidence[finding.evidence]
  if (key === "basis") return finding.basis ? basis[finding.basis] : "Not sorted"
  if (key === "level") return world.facetOf.get("level").label(finding.level)
  if (key === "actors") return markedText(desk, finding.actors.join(", "), q)
  if (key === "receipt") return receipt[finding.locator.receipt]
  return h("code", {}, finding.id)
}

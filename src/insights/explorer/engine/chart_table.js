// The numbers of a chart as a table, one key press away; each number is a link to what it counts.
import { leadLink } from "./chart_leads.js"
import { h } from "./dom.js"

// A table to be unfolded: `head` are texts; `makeRows()` gives lists of cells, the first of a row its
// heading. Most tables stay folded, so the rows are made when one is opened.
export function foldedTable(chart, head, makeRows, more = "") {
  const body = h("tbody")
  const fill = () => {
    if (body.childElementCount) return
    body.append(...makeRows().map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first), cells.map(cell => h("td", {}, cell)))))
  }
  const caption = h("caption", {}, h("span", {}, [`${chart.subtitle}.`, more].filter(Boolean).join(" ")))
  const columns = h("thead", {}, h("tr", {}, head.map(text => h("th", { scope: "col", text }))))
  return h("details", { class: "table", ontoggle: fill },
    h("summary", { "data-mark": "table" }, "Table", h("span", { class: "unseen" }, `: ${chart.title}`)),
    h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `Table: ${chart.title}` }, h("table", {}, caption, columns, body)))
}

export function tableOfCounts(chart, leads) {
  const head = [chart.row_title, ...chart.columns.map(column => column.label), "All"]
  const rowOf = row => [
    row.label,
    ...row.values.map((value, at) => countCell(leads.cell(row, at), value, `${row.label}, ${chart.columns[at].label.toLowerCase()}`)),
    countCell(leads.row(row), row.total, `${row.label}, all`),
  ]
  return foldedTable(chart, head, () => chart.rows.map(rowOf))
}

function countCell(lead, value, says) {
  return lead ? leadLink(lead, { "aria-label": `${value}: ${says}`, text: value }) : String(value)
}

// What can be taken away of a chart: a picture as SVG or PNG, its numbers as CSV.
import { chartCsv, chartFileName, saveFile } from "./chart_files.js"
import { h } from "./dom.js"
import { foldingMenu } from "./menus.js"
import { pictureOf, pngOf } from "./picture.js"

// `about` is a function: what a file says of its origin is worked out when one is asked for.
export function chartTools(chart, world, about) {
  const picture = () => pictureOf(chart, about(), world)
  const files = [
    ["Picture (SVG)", "svg", "image/svg+xml", picture],
    ["Picture (PNG)", "png", "image/png", () => pngOf(picture())],
    ["Data (CSV)", "csv", "text/csv;charset=utf-8", () => chartCsv(chart, about(), world)],
  ]
  const failed = h("p", { class: "failed", role: "status" })
  const save = async (label, ending, type, make) => {
    failed.textContent = ""
    try {
      saveFile(chartFileName(chart, about(), ending), new Blob([await make()], { type }))
    } catch {
      failed.textContent = `This browser could not make the file “${label}”: take another of the three.`
      return
    }
    menu.querySelector("summary").focus()
    menu.open = false
  }
  const buttons = files.map(file => h("li", {}, h("button", { type: "button", onclick: () => save(...file), text: file[0] })))
  const label = ["Save", h("span", { class: "unseen" }, ` the chart: ${chart.title}`)]
  const menu = foldingMenu(label, { class: "save" }, h("ul", { class: "files", role: "list" }, buttons), failed)
  return menu
}

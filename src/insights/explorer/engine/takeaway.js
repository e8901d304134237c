// What is shown as a file: from the server where there is one, else written here.
import { saveFile } from "./chart_files.js"
import { h, holdExactly } from "./dom.js"
import { asCsv, asJson, asMarkdown, viewFileName } from "./files.js"
import { foldingMenu } from "./menus.js"
import { queryOf } from "./selection.js"

// Called as in insights.exports.
const FORMATS = {
  csv: "Table (CSV)",
  xlsx: "Spreadsheet (Excel)",
  json: "Records (JSON)",
  yaml: "Dataset (YAML)",
  md: "Text (Markdown)",
  bib: "References (BibTeX)",
  pptx: "Slides (PowerPoint)",
  pdf: "Document (PDF)",
  html: "Page that works offline",
}
const WRITTEN_HERE = {
  csv: { write: asCsv, type: "text/csv;charset=utf-8" },
  json: { write: asJson, type: "application/json" },
  md: { write: asMarkdown, type: "text/markdown;charset=utf-8" },
}

export function takeawayMenu(desk) {
  const files = h("div")
  const element = foldingMenu("Take away", { class: "takeaway" }, h("p", { class: "quiet" }, "This selection as"), files)
  return { element, draw: view => holdExactly(files, [fileLinks(desk, view)]) }
}

// A link or a button for each format that a view can be had in.
export function fileLinks(desk, view) {
  if (!view.count) return h("p", {}, "Nothing matches, so there is nothing to take.")
  const query = queryOf(desk.world, view.selection)
  return h("ul", { class: "files", role: "list" }, Object.entries(FORMATS).map(([format, label]) => {
    const href = desk.host.fileHref(format, query)
    if (href) return h("li", {}, h("a", { href, download: true }, label))
    const own = WRITTEN_HERE[format]
    const save = () => saveFile(viewFileName(view, format), new Blob([own.write(view)], { type: own.type }))
    return own ? h("li", {}, h("button", { type: "button", onclick: save }, label)) : null
  }))
}

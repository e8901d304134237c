// A view as a file to take away, letter by letter as insights.exports writes it: for a page that no
// server stands behind.
import { queryOf } from "./selection.js"

// Stands between several values in one cell.
const BETWEEN_VALUES = "; "
// What a spreadsheet takes for the beginning of a formula, also behind spaces and in other forms;
// and where `;` divides its columns, each `;` begins a cell.
const FORMULA_BEGINS = /(^|; ?)(?=[\t\r\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*[=+\-@\t\r＝＋－＠\u207a\u208a\u2212\ufe62\ufe63\ufe66\ufe6b])/g
// Signs that mean something in Markdown wherever they stand; `&` only where it would begin an
// entity, and what would become a link by itself.
const MARKDOWN_SIGNS = /[\\`*_{}[\]<>|~^$#]|&(?=#?[A-Za-z0-9]+;)|:(?=\/\/)|(?<=[Ww]{3})\./g
// What would begin a list, a heading or a rule where it stands first.
const MARKDOWN_FIRST = /^(?:[0-9]+(?=[.)])|(?=[-+=:]))/
const LONGEST_NAME_PART = 48

// The findings as CSV, one row each; what is counted stands in the last columns of every row.
export function asCsv(view) {
  const { world } = view
  const head = headOf(view)
  const counted = {
    counted: head.counted,
    filters: head.filters,
    query: head.query,
    dataset: head.title,
    as_of: head.as_of,
    fingerprint: head.fingerprint,
    licence: head.licence,
    address: head.address,
  }
  const last = Object.values(counted)
  const rows = view.findings.map(finding => [...Object.values(cellsOf(world, finding)), ...last])
  const names = Object.keys(cellsOf(world, NO_FINDING))
  if (!rows.length) rows.push([...names.map(() => ""), ...last])
  const lines = [[...names, ...Object.keys(counted)], ...rows]
  return `\ufeff${lines.map(cells => `${cells.map(csvField).join(",")}\r\n`).join("")}`
}

// The records of the findings as JSON, and what is counted.
export function asJson(view) {
  const head = headOf(view)
  const whole = {
    title: head.title,
    sentence: head.counted,
    count: view.count,
    of: view.of,
    filters: head.filters,
    query: head.query,
    unknown: head.unknown,
    as_of: head.as_of,
    fingerprint: head.fingerprint,
    licence: head.licence,
    address: head.address,
    findings: view.findings.map(bareRecord),
  }
  return `${JSON.stringify(whole, null, 1)}\n`
}

// The findings as Markdown, grouped by category; curated text stays text.
export function asMarkdown(view) {
  const { world } = view
  const head = headOf(view)
  const lines = [`# ${markdownText(head.title)}`]
  for (const said of [head.counted, ...head.unknown]) lines.push("", markdownText(said))
  if (head.filters) lines.push("", `Filters: ${markdownText(head.filters)}`)
  for (const [category, label] of Object.entries(world.labels.category)) {
    const findings = view.findings.filter(finding => finding.category === category)
    if (findings.length) lines.push("", `## ${label} (${findings.length})`, "")
    for (const finding of findings) lines.push(...markdownItem(world, finding))
  }
  if (view.count) lines.push("", "## Sources", "", ...markdownSources(view))
  lines.push("", "---", "")
  lines.push(`As of ${head.as_of}, fingerprint ${head.fingerprint}, ${markdownText(head.licence)} for the wording.`)
  if (head.query) lines.push("", `Query: \`${head.query}\``)
  if (head.address) lines.push("", `Seen at: ${markdownLink(head.address, head.address)}`)
  return `${lines.join("\n")}\n`
}

// As `after-shock_about-trust_2026-11-21_0a1b2c3d.csv`: what is in the file, of which state.
export function viewFileName(view, ending) {
  const { world } = view
  const short = text => shortName(world.letters.slug(text))
  const said = [short(world.title) || "insights", short(view.words), world.as_of, world.fingerprint.slice(0, 8)]
  return `${said.filter(Boolean).join("_")}.${ending}`
}

function shortName(slug) {
  const name = slug.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
  if (name.length <= LONGEST_NAME_PART) return name
  const cut = name.slice(0, LONGEST_NAME_PART + 1)
  const end = cut.lastIndexOf("-")
  return end > 0 ? cut.slice(0, end) : name.slice(0, LONGEST_NAME_PART)
}

// What a file says of itself.
function headOf(view) {
  const { world } = view
  const query = queryOf(world, view.selection)
  const asked = [query, `as_of=${world.fingerprint.slice(0, 8)}`].filter(Boolean).join("&")
  return {
    title: world.title,
    counted: view.sentence,
    filters: view.words,
    query,
    unknown: view.unknown,
    as_of: world.as_of,
    fingerprint: world.fingerprint,
    licence: world.licence,
    address: world.home ? `${world.home}explore?${asked}` : null,
  }
}

// The finding in the shape that it has everywhere, without what only the engine needs.
function bareRecord({ aliases, highlight, place, figure_texts, ...record }) {
  return record
}

// For the names of the columns, which need no finding.
const NO_FINDING = { themes: [], source: "", locator: {}, actors: [], figures: [], terms: [] }

// The cells of a row, each under the name of its column; several values as a list.
function cellsOf(world, finding) {
  const { locator } = finding
  return {
    id: finding.id,
    statement: finding.statement,
    category: finding.category,
    basis: finding.basis,
    themes: finding.themes.map(id => world.themeById.get(id).label),
    theme_ids: finding.themes,
    source: world.sourceById.get(finding.source)?.short,
    source_id: finding.source,
    // In full, or a spreadsheet would take a place such as 9:44 for a time of the day.
    place: locator.receipt === "exact" ? locator.as_written : finding.place,
    receipt: locator.receipt,
    seconds: locator.seconds,
    url: finding.url,
    evidence: finding.evidence,
    level: finding.level,
    actors: finding.actors,
    figures: finding.figures.map((figure, at) => figureInWords(figure, finding.figure_texts[at])),
    terms: finding.terms,
    note: finding.note,
  }
}

function figureInWords({ qualifier, unit, of }, text) {
  const said = [qualifier, text, unit === "percent" ? "" : unit, of ? `of ${of}` : ""]
  return said.filter(Boolean).join(" ")
}

// A cell in which no text is a formula, nor any part of it; a number stays a number.
export function csvField(cell) {
  if (cell === null || cell === undefined) return ""
  if (typeof cell === "number") return String(cell)
  const text = Array.isArray(cell) ? cell.join(BETWEEN_VALUES) : cell
  const safe = text.replace(FORMULA_BEGINS, "$1'")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdownText(text) {
  return text.replace(MARKDOWN_SIGNS, "\\$&").replace(MARKDOWN_FIRST, "$&\\")
}

// A link where the address is one of the web, else the text alone.
function markdownLink(text, address) {
  if (!/^https?:\/\//.test(address ?? "")) return markdownText(text)
  return `[${markdownText(text)}](<${address.replace(/&(?=#?[A-Za-z0-9]+;)/g, "&amp;")}>)`
}

function markdownItem(world, finding) {
  const themes = finding.themes.map(id => world.themeById.get(id).label).join(", ")
  const evidence = world.labels.evidence[finding.evidence].toLowerCase()
  const basis = finding.basis ? `. ${world.labels.basis[finding.basis]}` : ""
  const place = `${world.sourceById.get(finding.source).short}, ${finding.place}`
  return [
    `- ${markdownText(finding.statement)}`,
    `  - ${markdownText(themes)}`,
    `  - Evidence: ${evidence}${basis}`,
    ...(finding.note ? [`  - Note: ${markdownText(finding.note)}`] : []),
    `  - ${markdownLink(place, finding.url)}, \`${finding.id}\``,
  ]
}

function markdownSources(view) {
  const named = new Set(view.findings.map(finding => finding.source))
  return view.world.sources.filter(({ id }) => named.has(id)).map(source => {
    const told = [source.publisher, source.date].filter(Boolean).join(", ")
    return `- ${markdownText(source.short)}: ${markdownLink(source.title, source.address)}. ${markdownText(told)}`
  })
}

// What a reader asks for: a query read, written, and said in words, as insights.selection does.
import { byCodePoint } from "./letters.js"
import { searchText, searchWords } from "./search_words.js"

export const EMPTY_SELECTION = Object.freeze({ chosen: Object.freeze({}), q: "", sort: "", unknown: Object.freeze([]) })
// How the explorer shows what is chosen: which charts, beside which other question, which list.
export const LOOK_KEYS = ["show", "against", "list", "columns", "offset"]
// Keys that travel in the same text but choose no finding.
export const OTHER_KEYS = ["limit", "format", "as_of", ...LOOK_KEYS]
export const MOST_FIELDS = 500
// Where the address bar of the pages keeps values that mean nothing: `unknown=theme:nope`.
const ASIDE_KEY = "unknown"
// So many picked findings are one filter with one word for it: nobody reads a row of ids.
const MANY_PICKED = 3

function frozenSelection(world, chosen, rest) {
  const kept = {}
  for (const key of world.facetOf.keys()) {
    const ids = chosen.get(key)
    if (ids?.size) kept[key] = Object.freeze([...ids].sort(byCodePoint))
  }
  return Object.freeze({ chosen: Object.freeze(kept), q: rest.q, sort: rest.sort, unknown: rest.unknown })
}

function chosenSets(selection) {
  return new Map(Object.entries(selection.chosen).map(([key, ids]) => [key, new Set(ids)]))
}

// The text that percent codes stand for; what is no text becomes the sign for a lost letter.
function unquoted(text) {
  if (!text.includes("%")) return text
  return text.replace(/[\0-\x7f]+/g, (run) => {
    const bytes = new Uint8Array(run.length)
    let length = 0
    for (let at = 0; at < run.length; at += 1, length += 1) {
      const code = run[at] === "%" ? run.slice(at + 1, at + 3) : ""
      const isCode = /^[0-9a-fA-F]{2}$/.test(code)
      bytes[length] = isCode ? parseInt(code, 16) : run.charCodeAt(at)
      if (isCode) at += 2
    }
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, length))
  })
}

function quotedPlus(text) {
  if (/^[\w.-]*$/.test(text)) return text
  const codes = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text).replace(/[!'()*]/g, codes).replace(/%20/g, "+")
}

// The fields of a query as pairs; an error in plain words where there are too many to read.
function fieldsOf(query) {
  const pieces = query.replace(/^\?/, "").split("&")
  if (pieces.length > MOST_FIELDS) throw new Error(`The query has over ${MOST_FIELDS} fields: write fewer.`)
  return pieces.filter((piece) => piece).map((piece) => {
    const [, key, value = ""] = /^([^=]*)(?:=([^]*))?$/.exec(piece)
    return [unquoted(key.replaceAll("+", " ")), unquoted(value.replaceAll("+", " "))]
  })
}

// A key and a value as they are meant: tidied, and taken out of where the address bar keeps them.
function meantField(world, [rawKey, rawValue]) {
  let [key, value] = [world.letters.tidy(rawKey), world.letters.tidy(rawValue)]
  while (key === ASIDE_KEY && value.includes(":")) {
    const at = value.indexOf(":")
    key = world.letters.tidy(unquoted(value.slice(0, at)))
    value = value.slice(at + 1).trim()
  }
  return [key, value]
}

function sortNamed(world, value) {
  const { slug } = world.letters
  const said = slug(value)
  const meant = Object.entries(world.sorts).filter(([id, label]) => slug(id) === said || slug(label) === said)
  return said ? meant.at(-1)?.[0] : undefined
}

// Read a query against a dataset; values may be ids, aliases or labels.
export function parse(world, query) {
  const chosen = new Map()
  const unknown = new Map()
  const q = []
  let sort = ""
  for (const field of fieldsOf(query)) {
    const [key, value] = meantField(world, field)
    if (!value || OTHER_KEYS.includes(key)) continue
    const found = key === "sort" ? sortNamed(world, value) : world.facetOf.get(key)?.named(value)
    if (key === "q") q.push(value)
    else if (found === undefined) unknown.set(JSON.stringify([key, value]), Object.freeze([key, value]))
    else if (key === "sort") sort = found
    else chosen.set(key, (chosen.get(key) ?? new Set()).add(found))
  }
  return frozenSelection(world, chosen, { q: q.join(" "), sort, unknown: Object.freeze([...unknown.values()]) })
}

// A query that cannot be read matches nothing, and `trouble` says so: it is never widened to everything.
export function readQuery(world, query) {
  try {
    return { selection: parse(world, query), trouble: "" }
  } catch (error) {
    return { selection: Object.freeze({ ...EMPTY_SELECTION, unknown: Object.freeze([Object.freeze(["query", "too long"])]) }), trouble: error.message }
  }
}

// Nothing filtered, in the order of this one.
export function unfiltered({ sort }) {
  return Object.freeze({ ...EMPTY_SELECTION, sort })
}

// The question as a query of ids; empty where it is the default.
export function queryOf(world, selection) {
  const fields = Object.entries(selection.chosen).flatMap(([key, ids]) => ids.map((id) => [key, id]))
  fields.push(...selection.unknown)
  if (selection.q) fields.push(["q", selection.q])
  if (selection.sort) fields.push(["sort", selection.sort])
  return fields.map(([key, value]) => `${quotedPlus(key)}=${quotedPlus(value)}`).join("&")
}

// The same question with exactly these ids under `key`.
export function choose(world, selection, key, ids) {
  return frozenSelection(world, chosenSets(selection).set(key, new Set(ids)), selection)
}

// The same question with one part dropped.
export function without(world, selection, part) {
  const chosen = chosenSets(selection)
  if (part.key === "q") return frozenSelection(world, chosen, { ...selection, q: "" })
  if (part.key === "id" && !part.value) return choose(world, selection, "id", [])
  const unknown = selection.unknown.filter(([key, value]) => key !== part.key || value !== part.value)
  if (unknown.length < selection.unknown.length) {
    return frozenSelection(world, chosen, { ...selection, unknown: Object.freeze(unknown) })
  }
  return choose(world, selection, part.key, (selection.chosen[part.key] ?? []).filter((id) => id !== part.value))
}

// The same question with less in it, as `{label, selection}`: for each part without it, and for each
// word of a search with several without that one.
export function withLess(world, selection) {
  const words = searchWords(selection.q)
  const wordsLess = words.map((word, at) => {
    const q = searchText(words.filter((_, other) => other !== at))
    return { label: `“${word}”`, selection: Object.freeze({ ...selection, q }) }
  })
  return parts(world, selection).flatMap((part) => [
    ...(part.key === "q" && words.length > 1 ? wordsLess : []),
    { label: part.label, selection: without(world, selection, part) },
  ])
}

// Whether nothing is filtered; an order, known or not, filters nothing.
export function isEmpty(selection) {
  const filters = selection.unknown.some(([key]) => key !== "sort")
  return !(filters || selection.q || Object.keys(selection.chosen).length)
}

// Each filter by itself as `{key, value, label}`, in the order of the facets and their options.
export function parts(world, selection) {
  const found = []
  for (const [key, ids] of Object.entries(selection.chosen)) {
    if (key === "id" && ids.length >= MANY_PICKED) {
      found.push({ key, value: "", label: `${ids.length} picked findings` })
      continue
    }
    const { rank, label } = world.facetOf.get(key)
    const inOrder = [...ids].sort((one, other) => rank(one) - rank(other))
    found.push(...inOrder.map((value) => ({ key, value, label: label(value) })))
  }
  if (selection.q) found.push({ key: "q", value: selection.q, label: quotedWords(selection.q) })
  for (const [key, value] of selection.unknown) found.push({ key, value, label: `“${value}” (unknown)` })
  return found
}

// Join words as a sentence does: `a`, `a and b`, `a, b and c`.
export function listed(items, joint = "and") {
  const last = items.at(-1)
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} ${joint} ${last}` : last
}

function quotedWords(q) {
  return listed(searchWords(q).map((word) => `“${word}”`))
}

// The filters in words, as in: Keep or Start, about Trust and openness. Empty for none.
export function filterWords(world, selection) {
  const said = []
  const named = parts(world, selection)
  for (const [key, facet] of world.facetOf) {
    const own = named.filter((part) => part.key === key)
    if (!own.length) continue
    const phrase = own.some((part) => !part.value) ? "{}" : facet.phrase
    said.push(phrase.split("{}").join(listed(own.map((part) => part.label), "or")))
  }
  if (selection.q) said.push(`containing ${quotedWords(selection.q)}`)
  const strange = named.filter(({ key }) => !world.facetOf.has(key) && key !== "q" && key !== "sort")
  said.push(...strange.map((part) => `${part.key} ${part.label}`))
  return said.join(", ")
}

// Say to the reader what a value that matches nothing was, and what to do.
export function explain(world, [key, value]) {
  if (key === "sort") return `There is no order “${value}”, so the usual one is shown.`
  const facet = world.facetOf.get(key)
  if (!facet) {
    const known = listed([...world.facetOf.keys(), "q", "sort"])
    return `“${key}” is not a filter, so “${key}=${value}” matches nothing. Filters are ${known}.`
  }
  const gone = key === "id" ? world.withdrawnById.get(world.letters.slug(value)) : undefined
  if (gone) {
    const see = gone.see.length ? ` See ${listed(gone.see)}.` : ""
    return `The finding “${gone.id}” was withdrawn on ${gone.on}: ${gone.why}${see}`
  }
  const noun = key === "id" ? "finding" : key
  return `There is no ${noun} “${value}” in this dataset: it matches nothing.`
}

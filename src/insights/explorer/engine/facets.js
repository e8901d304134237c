// The column of filters: a search field, and for each facet its options with what each would give.
import { focusedIn, h, setText } from "./dom.js"
import { categoryMark } from "./marks.js"
import { optionMeanings } from "./meanings.js"
import { nearLinks } from "./near_links.js"
import { nearWords } from "./near_words.js"
import { holdsWords } from "./search_words.js"
import { choose } from "./selection.js"

const ALWAYS_OPEN = new Set(["category", "theme", "source"])
const BY_COUNT = new Set(["actor"])
const MANY_OPTIONS = 12
const FIRST_SHOWN = 10
const MILLISECONDS_TYPING = 120

export function facetColumn(desk) {
  const search = searchField(desk)
  const blocks = desk.world.facets.filter(facet => facet.options.length).map(facet => facetBlock(desk, facet))
  const panel = h("div", { class: "panel" }, search.element, blocks.map(block => block.element))
  const opener = h("button", { type: "button", class: "opener", "aria-expanded": false, onclick: toggle })
  const element = h("aside", { class: "facets", "aria-label": "Filters" }, opener, panel)

  function toggle() {
    const isOpen = element.classList.toggle("is-open")
    opener.setAttribute("aria-expanded", String(isOpen))
  }

  return {
    element,
    close: () => { if (element.classList.contains("is-open")) toggle() },
    draw(view, now) {
      const set = Object.values(now.selection.chosen).reduce((sum, ids) => sum + ids.length, now.selection.q ? 1 : 0)
      setText(opener, set ? `Filters (${set})` : "Filters")
      search.draw(view, now.selection)
      for (const block of blocks) block.draw(view, now.selection)
    },
    stop: search.stop,
  }
}

function searchField(desk) {
  const input = h("input", { type: "search", placeholder: "Search findings", "aria-label": "Search findings", "aria-describedby": "search-looks-in", oninput: later, onkeydown: atOnce, autocomplete: "off" })
  const looksIn = h("p", { id: "search-looks-in" }, "Looks in statements, themes, actors and terms; all words must occur.")
  const near = h("p", { class: "near", hidden: true })
  let waiting = 0

  // Who has typed no more than a quotation mark seeks nothing yet.
  function asked() {
    const q = desk.letters.tidy(input.value)
    return holdsWords(q) ? q : ""
  }

  function later() {
    clearTimeout(waiting)
    waiting = setTimeout(seek, MILLISECONDS_TYPING)
  }

  function atOnce(event) {
    if (event.key !== "Enter") return
    event.preventDefault()
    seek()
  }

  function seek() {
    clearTimeout(waiting)
    waiting = 0
    const q = asked()
    if (q !== desk.now.selection.q) desk.change({ selection: Object.freeze({ ...askedAnew(desk.now.selection), q }) })
  }

  return {
    element: h("search", {}, input, looksIn, near),
    draw(view, selection) {
      // Who is typing is never interrupted.
      if (!waiting && asked() !== selection.q) input.value = selection.q
      // Where nothing is found, that is told beside it.
      const others = view.count && selection.q ? nearWords(view).filter(one => one.slips === 0) : []
      near.hidden = !others.length
      near.replaceChildren(...nearLinks(desk, "Also written", others, () => input.focus()))
    },
    stop: () => clearTimeout(waiting),
  }
}

function facetBlock(desk, facet) {
  const rows = inFacetOrder(facet).map(option => optionRow(desk, facet, option))
  // What no finding carries is not listed; an address may ask for it none the less.
  const listedRows = rows.filter(row => row.size)
  const isLong = listedRows.length > MANY_OPTIONS
  if (isLong) for (const row of fullestRows(listedRows)) row.isFull = true
  const seek = listedRows.length > FIRST_SHOWN ? h("input", { type: "search", class: "seek", placeholder: `Find in ${facet.title.toLowerCase()}`, "aria-label": `Find an option: ${facet.title}`, oninput: showRows, autocomplete: "off" }) : null
  const nothing = h("p", { class: "quiet none", hidden: true, text: "No option reads so." })
  const more = isLong ? h("button", { type: "button", class: "quiet-button more", "aria-expanded": false, onclick: showMore }) : null
  const isOpen = ALWAYS_OPEN.has(facet.key)
  const fields = h("fieldset", { class: `facet ${facet.key}` },
    h("legend", { class: isOpen ? "" : "unseen", text: facet.title }), seek, rows.map(row => row.element), nothing, more, optionMeanings(facet))
  const several = h("span", { class: "several" })
  const element = isOpen ? fields : h("details", { class: "facet-more" }, h("summary", {}, facet.title, several), fields)
  let isAllShown = false
  let chosenBefore = 0

  function showMore() {
    isAllShown = !isAllShown
    more.setAttribute("aria-expanded", String(isAllShown))
    showRows()
  }

  function showRows() {
    const sought = seek ? desk.letters.folded(seek.value).trim() : ""
    for (const row of rows) {
      const isFound = row.size && (sought ? row.folded.includes(sought) : !isLong || isAllShown || row.isFull)
      // Who has just unchecked an option stays on it.
      row.element.hidden = !(isFound || row.box.checked || focusedIn(row.element))
    }
    nothing.hidden = !sought || rows.some(row => !row.element.hidden)
    element.hidden = !(listedRows.length || focusedIn(element) || rows.some(row => row.box.checked))
    if (!more) return
    more.hidden = sought !== ""
    setText(more, isAllShown ? "Show fewer" : `Show all ${listedRows.length}`)
  }

  return {
    element,
    draw(view, selection) {
      const chosen = new Set(selection.chosen[facet.key] ?? [])
      const counts = view.counts(facet.key)
      for (const row of rows) row.draw(chosen, counts)
      showRows()
      if (isOpen) return
      setText(several, chosen.size ? `${chosen.size} chosen` : "")
      if (chosen.size && !chosenBefore) element.open = true
      chosenBefore = chosen.size
    },
  }
}

function optionRow(desk, facet, option) {
  const count = document.createTextNode("")
  const box = h("input", { type: "checkbox", onchange: toggle })
  const name = facet.key === "category" ? [categoryMark(desk, option.id), option.label] : [option.label]
  const element = h("label", { class: "option" }, box, h("span", { class: "name" }, name), " ", h("span", { class: "count" }, count))

  function toggle() {
    const selection = askedAnew(desk.now.selection)
    const others = (selection.chosen[facet.key] ?? []).filter(id => id !== option.id)
    desk.change({ selection: choose(desk.world, selection, facet.key, box.checked ? [...others, option.id] : others) })
  }

  return {
    element,
    box,
    folded: desk.letters.folded(option.label),
    size: option.places.length,
    isFull: false,
    draw(chosen, counts) {
      const found = String(counts.get(option.id) ?? 0)
      if (count.data !== found) count.data = found
      box.checked = chosen.has(option.id)
      element.classList.toggle("is-none", found === "0")
    },
  }
}

// Who chooses asks something else: what a link asked for in vain is forgotten.
function askedAnew(selection) {
  return Object.freeze({ ...selection, unknown: Object.freeze([]) })
}

function inFacetOrder(facet) {
  if (!BY_COUNT.has(facet.key)) return facet.options
  return [...facet.options].sort((one, two) => two.places.length - one.places.length)
}

function fullestRows(rows) {
  return [...rows].sort((one, two) => two.size - one.size).slice(0, FIRST_SHOWN)
}

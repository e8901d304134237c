// World times selection: what matches, what choosing would give, and the denominator sentence.
import { readLetters } from "./letters.js"
import { searchWords } from "./search_words.js"
import { explain, filterWords, isEmpty } from "./selection.js"

function countBits(word) {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function sizeOfBoth(set, other) {
  let size = 0
  for (let at = 0; at < set.length; at += 1) size += countBits(set[at] & other[at])
  return size
}

function holdsPlace(set, place) {
  return (set[place >>> 5] >>> (place & 31)) & 1
}

function countPlaces(set, places) {
  let count = 0
  for (const place of places) count += holdsPlace(set, place)
  return count
}

function setOfPlaces(length, places) {
  const set = new Uint32Array(length)
  for (const place of places) set[place >>> 5] |= 1 << (place & 31)
  return set
}

// Take out of the first set what the other one does not hold.
function narrowTo(set, other) {
  for (let at = 0; at < set.length; at += 1) set[at] &= other[at]
  return set
}

// A function that works its answer out once for each argument.
function keptFor(work) {
  const kept = new Map()
  return (key) => {
    if (!kept.has(key)) kept.set(key, work(key))
    return kept.get(key)
  }
}

// A function that works its answer out once.
function keptOnce(work) {
  const kept = keptFor(work)
  return () => kept(undefined)
}

// The object with more properties, each worked out when it is asked for first.
function workedOutWhenAsked(object, works) {
  for (const [name, work] of Object.entries(works)) {
    Object.defineProperty(object, name, { get: keptOnce(work), enumerable: true })
  }
  return object
}

// A facet to look things up in: `options` in order, `named(text)` the id that a name means.
function facetWithIndex(facet, letters, length) {
  const optionOf = new Map(facet.options.map((option, at) => [option.id, { ...option, at }]))
  const names = keptOnce(() => {
    const found = new Map()
    for (const option of facet.options) {
      for (const name of [option.label, ...option.aliases]) {
        const said = letters.slug(name)
        if (!found.has(said)) found.set(said, option.id)
      }
    }
    // An id always means itself, whatever label or alias looks like it.
    for (const option of facet.options) found.set(letters.slug(option.id), option.id)
    return found
  })
  const named = (text) => {
    const said = letters.slug(text)
    return said ? names().get(said) : undefined
  }
  const setOf = keptFor((id) => setOfPlaces(length, optionOf.get(id)?.places ?? []))
  const label = (id) => optionOf.get(id)?.label ?? id
  const rank = (id) => optionOf.get(id)?.at ?? facet.options.length
  return { ...facet, optionOf, named, setOf, label, rank }
}

// The world as Python wrote it, with what looks things up quickly:
// `letters` (see readLetters), `facetOf` (Map of key -> facet with `options`, `label(id)`,
// `rank(id)`, `named(text)`, `setOf(id)`; `id` is the last), `findingById` (also by former ids),
// `placeById`, `sourceById`, `themeById`, `withdrawnById`, `texts()` (what the search looks in).
export function openWorld(json) {
  const letters = readLetters(json.letters)
  const length = Math.ceil(json.findings.length / 32)
  const ids = {
    key: "id",
    ...json.id_facet,
    options: json.findings.map(({ id, aliases }, place) => ({ id, label: id, aliases, places: [place] })),
  }
  const facets = [...json.facets, ids]
  const facetOf = new Map(facets.map((facet) => [facet.key, facetWithIndex(facet, letters, length)]))
  const byId = (items) => new Map(items.map((item) => [item.id, item]))
  const former = json.findings.flatMap((finding) => finding.aliases.map((alias) => [alias, finding]))
  const themes = byId(json.themes)
  const texts = keptOnce(() => json.findings.map((one) => {
    const labels = one.themes.map((id) => themes.get(id).label)
    return letters.folded([one.statement, ...one.actors, ...one.terms, ...labels].join("\n"))
  }))
  return {
    ...json,
    letters,
    setLength: length,
    everyPlace: setOfPlaces(length, json.findings.keys()),
    facetOf,
    findingById: new Map([...former, ...byId(json.findings)]),
    placeById: new Map(json.findings.map(({ id }, place) => [id, place])),
    sourceById: byId(json.sources),
    themeById: themes,
    withdrawnById: byId(json.withdrawn),
    themesCarried: Uint8Array.from(json.findings, (finding) => finding.themes.length),
    texts,
  }
}

// For each key that filters: the set of findings that it alone lets through.
function passedByKey(world, selection) {
  const passed = new Map()
  for (const [key, ids] of Object.entries(selection.chosen)) {
    const places = ids.flatMap((id) => world.facetOf.get(key).optionOf.get(id)?.places ?? [])
    passed.set(key, setOfPlaces(world.setLength, places))
  }
  for (const [key] of selection.unknown) {
    // An unknown order hides nothing.
    if (key !== "sort" && !passed.has(key)) passed.set(key, new Uint32Array(world.setLength))
  }
  if (selection.q) passed.set("q", foundByWords(world, selection.q))
  return passed
}

function foundByWords(world, q) {
  const sought = searchWords(q).map(world.letters.folded)
  const places = []
  world.texts().forEach((text, place) => {
    if (sought.every((word) => text.includes(word))) places.push(place)
  })
  return setOfPlaces(world.setLength, places)
}

// How the theme tags of the matching findings overlap, so that nobody adds up the bars.
function overlapOf(view) {
  const { themesCarried } = view.world
  let several = 0
  let most = 0
  for (const place of view.places) {
    if (themesCarried[place] > 1) several += 1
    if (themesCarried[place] > most) most = themesCarried[place]
  }
  if (!several) return ""
  let tags = 0
  for (const number of view.tally("theme").values()) tags += number
  const howMany = most > 2 ? "two or three themes" : "two themes"
  return `${several} ${several === 1 ? "carries" : "carry"} ${howMany}, so theme counts add up to ${tags}`
}

function everyFindingOf(number) {
  if (number > 2) return `All ${number} curated findings are counted`
  return ["No finding yet", "The one curated finding is counted", "Both curated findings are counted"][number]
}

// The denominator sentence: what is counted, of how many, filtered how, overlapping how.
function sentenceOf(view) {
  let said = everyFindingOf(view.of)
  if (!isEmpty(view.selection)) {
    const noun = view.of === 1 ? "finding" : "findings"
    const match = view.count === 1 ? "matches" : "match"
    said = `${view.count || "None"} of ${view.of} curated ${noun} ${match}: ${view.words}`
  }
  return `${said}${view.overlap ? `; ${view.overlap}` : ""}. A finding is not a vote.`
}

// The findings that a selection matches, and all that is counted about them, each when asked for:
// `count` of `of`; `places` and `findings` in the order asked for; `has(place)`;
// `counts(key)`: for each option of a facet, how many choosing it alone there would give;
// `tally(key)`: how many of the matching findings carry it; `cross(key, other)(a, b)`: both;
// `words`, `overlap`, `sentence`, and `unknown`: a sentence for each value that means nothing here.
export function look(world, selection) {
  const facet = (key) => world.facetOf.get(key)
  const passed = passedByKey(world, selection)
  const matchingBut = keptFor((leftOut) => {
    // Where a facet filters nothing, leaving it out changes nothing.
    if (leftOut !== null && !passed.has(leftOut)) return matchingBut(null)
    const set = world.everyPlace.slice()
    for (const [key, through] of passed) if (key !== leftOut) narrowTo(set, through)
    return set
  })
  const matching = matchingBut(null)
  const countedIn = (set, key) => {
    const counted = new Map()
    for (const { id, places } of facet(key).options) {
      // What few findings carry is looked up place by place, without a set of its own.
      const isRare = places.length <= set.length
      counted.set(id, isRare ? countPlaces(set, places) : sizeOfBoth(set, facet(key).setOf(id)))
    }
    return counted
  }
  const view = {
    world,
    selection,
    of: world.findings.length,
    has: (place) => Boolean(holdsPlace(matching, place)),
    counts: keptFor((key) => (passed.has(key) ? countedIn(matchingBut(key), key) : view.tally(key))),
    tally: keptFor((key) => countedIn(matching, key)),
    cross: (key, other) => {
      const having = keptFor((id) => narrowTo(facet(key).setOf(id).slice(), matching))
      return (one, two) => sizeOfBoth(having(one), facet(other).setOf(two))
    },
  }
  return workedOutWhenAsked(view, {
    count: () => sizeOfBoth(matching, matching),
    places: () => world.orders[selection.sort].filter(view.has),
    findings: () => view.places.map((place) => world.findings[place]),
    overlap: () => overlapOf(view),
    words: () => filterWords(world, selection),
    sentence: () => sentenceOf(view),
    unknown: () => selection.unknown.map((one) => explain(world, one)),
  })
}

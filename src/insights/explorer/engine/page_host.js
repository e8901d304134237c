// The explorer on a page of the app: its state stands in the address bar, and the server follows.
import { mount } from "./explorer.js"
import { placeKeeper } from "./returning.js"
import { LOOK_KEYS, parse, queryOf } from "./selection.js"
import { openWorld } from "./view.js"

// The keys of an address that no facet has; "unknown" is where values wait that mean nothing here.
const MORE_KEYS = ["id", "q", "sort", "unknown"]
// So long after the last of several changes the server is told of them; Back takes them back as one.
const MS_TO_SERVER = 250
// A server that still sees something else (its connection was lost, say) is told again, a few times.
const MS_TO_TELL_AGAIN = 5000
const MOST_TELLINGS = 4
const MS_TO_PAINT = 100
const LONGEST_ADDRESS = 16_000

// Begin in `root` with a world as Python wrote it. `told(state)` is to be called with what the server
// sees, `connected()` where the connection was lost and is there again, `renew(json)` where the dataset
// was edited, `leave()` at the end.
export function openPage({ root, json }) {
  const path = location.pathname
  const store = storeOfSession()
  const places = placeKeeper(store)
  let world = openWorld(json)
  takeHash()
  let state = stateOfAddress(world, location.search)
  let seen = null
  let waiting = null
  let again = null
  let tellings = 0
  let isTyping = false
  let isUnwritten = false
  let isNewEntry = false
  let hasEntry = false
  let isFollowed = true
  let carried = { query: null, text: "" }
  let explorer = mount(root, { world, state, host: pageHost() })
  bringBack()

  function pageHost() {
    return {
      kind: "page",
      changed,
      // A copied link holds ids, which outlast a reworded label, and says of which state of the data it is.
      linkTo: shown => location.origin + path + searchOf([shown.query, lookQuery(shown), `as_of=${world.fingerprint.slice(0, 8)}`]),
      // Opened in another tab, where the server turns ids into labels: no need to do it for each mark.
      hrefOf: shown => `explore${searchOf([shown.query, lookQuery(shown)])}`,
      findingHref: (id, shown) => `finding${searchOf([`id=${id}`, carriedQuery(shown)])}`,
      fileHref,
      store,
    }
  }

  // One entry in the history for what the server is told in one piece, and for one search however it
  // is typed.
  function changed(next) {
    const isFiltered = next.query !== state.query
    const wasTyping = isTyping
    isTyping = isFiltered && isSearchAlone(world, state.query, next.query)
    state = next
    isNewEntry ||= isFiltered && !hasEntry && !(isTyping && wasTyping)
    // What changed since the link was made is told until the reader asks for something else.
    if (isFiltered) isFollowed = false
    isUnwritten = true
    afterPaint(writeAddress)
    tellings = 0
    soon()
  }

  // What a finding's page takes along for the way back: worked out once for all links of a list.
  function carriedQuery(shown) {
    if (carried.query !== shown.query) carried = { query: shown.query, text: filterText(world, shown.query, ["id"]) }
    return [carried.text, lookQuery(shown)].filter(Boolean).join("&")
  }

  // The address follows once the change is painted, and before any click leads elsewhere: nothing is
  // lost, and the browser need not lay out the page for its history before it paints it.
  function writeAddress() {
    if (!isUnwritten || location.pathname !== path) return
    const own = new Set([...world.facetOf.keys(), ...MORE_KEYS, ...LOOK_KEYS])
    const others = [...new URLSearchParams(location.search)].filter(([key]) => !own.has(key) && (isFollowed || key !== "as_of"))
    const address = path + searchOf([filterText(world, state.query), lookQuery(state), new URLSearchParams(others).toString()])
    try {
      if (address !== location.pathname + location.search) history[isNewEntry ? "pushState" : "replaceState"]({}, "", address)
    } catch {
      return // some browsers allow only so many changes in a time: later, then
    }
    hasEntry ||= isNewEntry
    isUnwritten = isNewEntry = false
  }

  function soon() {
    clearTimeout(waiting)
    waiting = setTimeout(tell, MS_TO_SERVER)
  }

  function rest() {
    clearTimeout(waiting)
    clearTimeout(again)
    waiting = null
    isUnwritten = isNewEntry = hasEntry = false
  }

  // As where the browser goes Back, the platform reads the address: its values win over those of the
  // widgets, and nothing is written into the history.
  function tell() {
    writeAddress()
    if (isUnwritten && location.pathname === path) return soon()
    rest()
    if (location.pathname !== path || isSameState(seen, state) || tellings === MOST_TELLINGS) return
    tellings += 1
    again = setTimeout(tell, MS_TO_TELL_AGAIN)
    dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  }

  // Back, Forward, or a link to this page with other filters. What we tell ourselves changes nothing.
  function follow() {
    if (location.pathname !== path) return keepPlace()
    takeHash()
    const asked = stateOfAddress(world, location.search)
    if (!isSameState(asked, state)) {
      rest()
      isTyping = false
      isFollowed = true
      state = asked
      explorer.show(state)
    }
    bringBack()
  }

  // The page of a finding is opened: whoever comes back from it is led to where she was.
  function keepPlace() {
    const id = location.pathname.endsWith("/finding") && new URLSearchParams(location.search).get("id")
    const place = id && explorer.placeOf(id)
    if (place) places.keep(addressOfState(state), place)
  }

  function bringBack() {
    const place = places.take(addressOfState(state))
    if (place) explorer.bringBack(place)
  }

  // An address of the explorer as a file, with its state behind "#": read once, then it is the query.
  function takeHash() {
    const text = location.hash.slice(1).replace(/^[^=&]*\?/, "")
    if (!text.includes("=")) return
    const fields = new URLSearchParams(text)
    const shown = Object.fromEntries([...LOOK_KEYS, "as_of"].map(key => [key, fields.get(key) ?? ""]))
    const asOf = shown.as_of && new URLSearchParams({ as_of: shown.as_of }).toString()
    history.replaceState({}, "", path + searchOf([filterText(world, readable(world, text)), lookQuery(shown), asOf]))
  }
  addEventListener("popstate", follow)
  addEventListener("click", writeAddress, true)

  return {
    told(saw) {
      seen = saw
      // An answer to something older: what the reader did since is on its way, or goes out now.
      if (waiting === null && !isSameState(seen, state)) soon()
    },
    // However often the server was told without a connection: it heard nothing of that.
    connected() {
      tellings = 0
      if (!isSameState(seen, state)) soon()
    },
    renew(newJson) {
      const newWorld = openWorld(newJson)
      state = { ...state, query: queryOf(newWorld, parse(newWorld, state.query)) }
      world = newWorld
      carried = { query: null, text: "" }
      explorer.unmount()
      explorer = mount(root, { world, state, host: pageHost() })
      isUnwritten = true
      writeAddress()
      tellings = 0
    },
    leave() {
      rest()
      removeEventListener("popstate", follow)
      removeEventListener("click", writeAddress, true)
      explorer.unmount()
    },
  }
}

// What an address asks for: the filters as a query of ids, and how they are shown.
export function stateOfAddress(world, search) {
  const fields = [...new URLSearchParams(search)]
  const filters = fields.filter(([key]) => world.facetOf.has(key) || MORE_KEYS.includes(key))
  const shown = Object.fromEntries(fields.filter(([key]) => LOOK_KEYS.includes(key)))
  const query = readable(world, new URLSearchParams(filters).toString())
  return Object.fromEntries([["query", query], ...LOOK_KEYS.map(key => [key, shown[key] ?? ""])])
}

// The same query in ids; one with too many fields to be read matches nothing, and is named.
function readable(world, query) {
  try {
    return queryOf(world, parse(world, query))
  } catch {
    return new URLSearchParams([["unknown", "query:too long"]]).toString()
  }
}

// The filters as an address holds them: labels, which is what the widgets of the server read.
export function filterText(world, query, without = []) {
  const { chosen, q, sort, unknown } = parse(world, query)
  const fields = Object.entries(chosen).flatMap(([key, ids]) => ids.map(id => [key, key === "id" ? id : world.facetOf.get(key).label(id)]))
  if (q) fields.push(["q", q])
  if (sort) fields.push(["sort", world.sorts[sort]])
  fields.push(...unknown.map(([key, value]) => ["unknown", `${encodeURIComponent(key)}:${value}`]))
  return new URLSearchParams(fields.filter(([key]) => !without.includes(key))).toString()
}

function lookQuery(state) {
  if (LOOK_KEYS.every(key => !state[key])) return ""
  return new URLSearchParams(LOOK_KEYS.filter(key => state[key]).map(key => [key, state[key]])).toString()
}

function searchOf(parts) {
  const text = parts.filter(Boolean).join("&")
  return text && `?${text}`
}

function addressOfState(state) {
  return searchOf([state.query, lookQuery(state)])
}

function isSearchAlone(world, before, after) {
  const [one, other] = [parse(world, before), parse(world, after)]
  return other.q !== "" && queryOf(world, { ...one, q: other.q }) === queryOf(world, other)
}

function isSameState(one, other) {
  return one !== null && ["query", ...LOOK_KEYS].every(key => (one[key] ?? "") === other[key])
}

// In a window that nobody sees nothing is painted.
function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work))
  setTimeout(work, MS_TO_PAINT)
}

// The server writes the files, but for what it answers otherwise and what an address is too long for.
function fileHref(format, query) {
  const address = `api/findings?${query ? `${query}&` : ""}format=${format}`
  return format === "json" || address.length > LONGEST_ADDRESS ? null : address
}

// The storage of this window, or null where the browser forbids it.
function storeOfSession() {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

// The explorer in a file: its state stands in the address behind "#", and nobody is asked for anything.
import { mount } from "./explorer.js"
import { LOOK_KEYS } from "./selection.js"
import { openWorld } from "./view.js"

// In the address where nothing is filtered though the file opens with filters.
const ALL_FINDINGS = "all"
const COLOURS_KEY = "insights: colours"
const LINK_TO_FILE = "This link works on this computer only. Its part from # on works in any copy of this file, and after /explore where the app runs."
// Safari allows 100 changes of the address in 30 seconds.
const MS_TO_ADDRESS = 150

// Start the explorer in this page: called once, at the end of it.
export function openFile() {
  const main = document.getElementById("explorer")
  const place = main.querySelector(".place")
  const store = storeOf(window)
  chooseColours(document.querySelector(".colours"), store)
  moveInsideThePage(document.querySelectorAll("a[href='#explorer'], a[href='#about-this-file']"))
  const world = openWorld(JSON.parse(document.getElementById("world").textContent))
  const address = addressOf(main.dataset.start)
  const host = fileHost(world, address, store)
  const root = document.createElement("div")
  const explorer = mount(root, { world, state: address.read(), host })
  // Until now it said what to do where a browser is too old to come to this line.
  place.replaceChildren(root)
  addEventListener("hashchange", () => {
    if (!address.isKnown()) explorer.show(address.read())
  })
}

function fileHost(world, address, store) {
  const stamp = `as_of=${world.fingerprint.slice(0, 8)}`
  return {
    kind: "file",
    changed: address.follow,
    linkTo: state => {
      const text = [textOfState(state), stamp].filter(Boolean).join("&")
      // A link to a file works on one machine only: where the dataset has a home, lead there.
      return world.home && location.protocol === "file:" ? `${world.home}explore?${text}` : `${bareAddress()}#${text}`
    },
    linkNote: location.protocol === "file:" && !world.home ? LINK_TO_FILE : "",
    hrefOf: state => `#${textOfState(state) || ALL_FINDINGS}`,
    findingHref: () => null,
    fileHref: () => null,
    store,
  }
}

// The address of this page as the place of the state: read at the start and where somebody else
// changed it, written a moment after each change.
function addressOf(start) {
  let known = null
  let waiting = null
  if (location.search.length > 1 && location.hash.length < 2) write(location.search.slice(1))
  function write(text, isNewEntry = false) {
    const asked = `#${text || (start ? ALL_FINDINGS : "")}`
    try {
      history[isNewEntry ? "pushState" : "replaceState"](history.state, "", asked === "#" ? bareAddress() : bareAddress() + asked)
    } catch {
      location.replace(asked) // some browsers let a file change nothing but what is behind the "#"
    }
    known = location.hash
  }
  return {
    read: () => {
      clearTimeout(waiting)
      known = location.hash
      return stateOfText(known.length > 1 ? known.slice(1) : start)
    },
    isKnown: () => location.hash === known,
    follow: state => {
      clearTimeout(waiting)
      waiting = setTimeout(() => write(textOfState(state), isAnotherQuestion(known.slice(1), state.query)), MS_TO_ADDRESS)
    },
  }
}

// Whether other filters are set than before, so that Back leads there; a search that is still being
// typed is one question.
function isAnotherQuestion(before, query) {
  const known = stateOfText(before).query
  const rest = text => text.replace(/(^|&)q=[^&]*/, "")
  const isTyping = known !== rest(known) && query !== rest(query)
  return known !== query && !(isTyping && rest(known) === rest(query))
}

// The state that a text asks for. The text may be an address of the app: what stands before its "?"
// says nothing here.
function stateOfText(text) {
  const state = { query: "", show: "", list: "", columns: "", offset: "", against: "", as_of: "" }
  const filters = []
  for (const field of text.replace(/^[^=&]*\?/, "").split("&").filter(Boolean)) {
    const [key, value] = [...new URLSearchParams(`=&${field}`)][1]
    if (LOOK_KEYS.includes(key) || key === "as_of") state[key] = value
    else filters.push(field)
  }
  return { ...state, query: filters.join("&") }
}

function textOfState(state) {
  const shown = new URLSearchParams(LOOK_KEYS.filter(key => state[key]).map(key => [key, state[key]]))
  return [state.query, shown.toString()].filter(Boolean).join("&")
}

// Links to a part of the page move the focus there and leave the address as it is: it holds the state.
function moveInsideThePage(links) {
  for (const link of links) {
    link.addEventListener("click", event => {
      event.preventDefault()
      const target = document.querySelector(link.getAttribute("href"))
      target.focus()
      target.scrollIntoView()
    })
  }
}

// The colours follow the system until somebody says otherwise, for as long as the window is open.
function chooseColours(choice, store) {
  const wear = colours => { document.documentElement.dataset.colours = colours }
  const inputs = [...choice.querySelectorAll("input")]
  const kept = inputs.find(input => input.value === (store?.getItem(COLOURS_KEY) ?? ""))
  if (kept) kept.checked = true
  wear(kept?.value ?? "")
  choice.addEventListener("change", event => {
    wear(event.target.value)
    store?.setItem(COLOURS_KEY, event.target.value)
  })
  choice.hidden = false
}

// The storage of the window, or null where a browser keeps none for files.
function storeOf(window) {
  try {
    window.sessionStorage.setItem(COLOURS_KEY, window.sessionStorage.getItem(COLOURS_KEY) ?? "")
    return window.sessionStorage
  } catch {
    return null
  }
}

function bareAddress() {
  return location.href.split(/[?#]/)[0]
}

// What a page needs from the browser itself: links that stay in the session, the menu's links with
// the filters, a copied link, the visitor's theme, and changes said aloud.
const MENU = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]"
const UNFINISHED = ":is(.stSidebar, .st-key-kept) [data-testid=stSkeleton]"
const MOST_WAITS = 100
const HELD_FOR = 10000
const MADE_HERE = "a[download][href*='api/findings?']"
const MS_TO_SAY_SO = 400
const FRAMES_TO_CHANGE = 30
// How Explore looked when it was left, until the server says something newer than it said then: each
// page has a companion of its own.
let left
let newest // move through the history, of whichever page's companion

export default function ({ data, parentElement, setStateValue }) {
  // Called again with each answer of the server: what listens is set up once and reads the newest.
  const page = parentElement.companion ??= begin(parentElement)
  page.told(data, setStateValue)
  return page.end
}

function begin(parentElement) {
  const button = parentElement.querySelector("button")
  const field = parentElement.querySelector("input")
  const spoken = statusBesidePage()
  const app = document.querySelector(".stApp")
  const drawer = beginDrawer(app)
  let data, tell

  button.onclick = async () => {
    const url = new URL(location.href)
    const id = url.pathname.endsWith("/finding") ? url.searchParams.getAll("id") : []
    url.search = "?" + [...id.map(one => "id=" + encodeURIComponent(one)), data.query].join("&")
    try {
      await navigator.clipboard.writeText(url.href)
      button.textContent = "Link copied"
      spoken.textContent = "Link copied"
    } catch {
      // No clipboard outside a secure context: the link is shown, selected, to be copied by hand.
      field.hidden = false
      field.value = url.href
      field.select()
      return
    }
    setTimeout(() => { button.textContent = "Copy link" }, 4000)
  }

  // What changes the list it stands in is drawn anew with it, maybe twice: as long as the focus is lost
  // by that, it goes to the same link there, or where that is gone to the one that it names.
  let held
  const hold = link => {
    held?.disconnect()
    const drawn = held = new MutationObserver(() => {
      if (document.activeElement !== document.body) return
      const next = document.getElementById(link.id) ?? document.getElementById(link.dataset.else)
      next?.focus()
    })
    drawn.observe(app, { childList: true, subtree: true })
    setTimeout(() => drawn.disconnect(), HELD_FOR)
  }

  // Facets whose script is not there yet say nothing of themselves: the server would take them for
  // gone, and their filters out of the address. So whoever is that quick waits for them.
  const finished = async () => {
    for (let waits = 0; waits < MOST_WAITS && document.querySelector(UNFINISHED); waits++) {
      await new Promise(done => setTimeout(done, 50))
    }
  }
  // The platform hears of Back and Forward first, and cannot be kept from asking at once: where that
  // was too soon, the address is put back and asked for again.
  const comeBack = async event => {
    const { href, pathname } = location
    const mine = newest = Symbol(href)
    if (!event.isTrusted || !document.querySelector(UNFINISHED)) return
    await finished()
    if (newest !== mine || location.pathname !== pathname) return
    history.replaceState(event.state, "", href)
    window.dispatchEvent(new PopStateEvent("popstate", { state: event.state }))
  }

  // The same way as the browser's own Back and Forward: one entry in the history, no reload, and the
  // filters are those of the address, whatever the server has been told of them so far.
  const go = async (address, link) => {
    newest = Symbol(address)
    history.pushState({}, "", address)
    await finished()
    if (link?.dataset.else) hold(link)
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    if (!link?.dataset.else) document.querySelector(".stMain")?.scrollTo(0, 0)
  }
  const isForBrowser = event => event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  const follow = event => {
    // A link may stand in the shadow tree of a component.
    const link = event.composedPath().find(one => one.matches?.("a.in-app"))
    if (!link || event.defaultPrevented || isForBrowser(event)) return
    event.preventDefault()
    go(link.href, link)
  }

  // A file is made when it is asked for: what takes a while says so where it was asked for.
  const take = async link => {
    const label = link.textContent
    let isSaid = false
    const waiting = setTimeout(() => {
      isSaid = true
      link.setAttribute("aria-busy", "true")
      link.textContent = `${label}: being made …`
      spoken.textContent = link.textContent
    }, MS_TO_SAY_SO)
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
      const [, name] = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition")) ?? []
      const file = URL.createObjectURL(await answer.blob())
      Object.assign(document.createElement("a"), { href: file, download: name ?? "" }).click()
      setTimeout(() => URL.revokeObjectURL(file), HELD_FOR)
      if (isSaid) spoken.textContent = `${label}: ready`
    } catch {
      location.assign(link.href) // the browser says what is wrong
    } finally {
      clearTimeout(waiting)
      link.removeAttribute("aria-busy")
      if (isSaid) link.textContent = label
    }
  }
  const download = event => {
    const link = event.composedPath().find(one => one.matches?.(MADE_HERE))
    if (!link || event.defaultPrevented || isForBrowser(event)) return
    event.preventDefault()
    if (!link.hasAttribute("aria-busy")) take(link)
  }

  // The menu's links lead on with the filters of the address, where they are newest, and back to
  // Explore as it looked. An id that names the finding of a page is no filter.
  const isOn = name => location.pathname.endsWith("/" + name)
  const fieldsOf = keys => [...new URLSearchParams(location.search)].filter(([key]) => keys.includes(key))
  const fill = link => {
    const url = new URL(link.href)
    const kept = fieldsOf(data.filters).filter(([key]) => !(isOn("finding") && key === "id"))
    const look = url.pathname.endsWith("/explore") ? left?.look ?? Object.entries(data.look) : []
    url.search = url.pathname === location.pathname ? location.search : new URLSearchParams([...kept, ...look])
    if (link.href !== url.href) link.href = url.href
  }
  const fillAll = () => document.querySelectorAll(MENU).forEach(fill)
  const fillOne = event => { const link = event.target.closest?.(MENU); if (link) fill(link) }
  const open = event => {
    const link = event.target.closest?.(MENU)
    if (!link) return
    // Streamlit's menu would follow its links itself, also where the reader asks for a new tab.
    event.stopPropagation()
    fill(link)
    if (isForBrowser(event)) return
    event.preventDefault()
    if (isOn("explore")) left = { look: fieldsOf(data.look_keys), told: JSON.stringify(data.look) }
    if (link.href !== location.href) go(link.href)
    // On the phone the drawer lies over the page that its menu opens: it closes behind the reader.
    drawer.close()
  }

  // The name of the button that opens the sidebar begins with the words it shows.
  const nameOpener = () => {
    const opener = document.querySelector("[data-testid=stExpandSidebarButton]")
    if (!opener) return
    const shown = getComputedStyle(opener, "::after").content.replaceAll('"', "")
    opener.setAttribute("aria-label", `${shown}: expand sidebar`)
  }

  const mode = () => getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light"
  const sayMode = () => { if (mode() !== data.mode) tell("mode", mode()) }

  const opened = new MutationObserver(nameOpener)
  const themed = new MutationObserver(sayMode)
  app.addEventListener("click", follow)
  app.addEventListener("click", download)
  document.addEventListener("click", open, true)
  window.addEventListener("popstate", comeBack)
  for (const kind of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(kind, fillOne, true)
  opened.observe(document.querySelector("header.stAppHeader") ?? app, { childList: true, subtree: true })
  themed.observe(app, { attributes: true, attributeFilter: ["class", "style"] })

  return {
    told(newest, setStateValue) {
      data = newest
      if (left && JSON.stringify(data.look) !== left.told) left = undefined
      tell = setStateValue
      button.hidden = !data.query
      if (spoken.textContent !== data.says) spoken.textContent = data.says
      fillAll()
      nameOpener()
      sayMode()
      drawer.look()
    },
    end() {
      drawer.end()
      app.removeEventListener("click", follow)
      app.removeEventListener("click", download)
      document.removeEventListener("click", open, true)
      window.removeEventListener("popstate", comeBack)
      for (const kind of ["pointerover", "pointerdown", "focusin"]) document.removeEventListener(kind, fillOne, true)
      opened.disconnect()
      themed.disconnect()
      parentElement.companion = null
    },
  }
}

// What is said aloud stands beside the page, not in it: an open drawer takes the page away.
function statusBesidePage() {
  const there = document.querySelector("body > .said-aloud")
  if (there) return there
  const status = document.createElement("div")
  status.className = "said-aloud unseen"
  status.setAttribute("role", "status")
  document.body.append(status)
  return status
}

// On a narrow screen the sidebar is a drawer over the page: meanwhile nothing behind it can be
// reached, a press beside it or Escape closes it. The focus stays at its button when that changes.
function beginDrawer(app) {
  const narrow = matchMedia("(max-width: 767.98px)")
  const main = () => document.querySelector(".stMain")
  const sidebar = () => document.querySelector("[data-testid=stSidebar]")
  const isOpen = () => sidebar()?.dataset.collapsed === "false"
  const closer = () => document.querySelector("[data-testid=stSidebarCollapseButton] button")
  const opener = () => document.querySelector("[data-testid=stExpandSidebarButton]")

  const look = () => { main()?.toggleAttribute("inert", narrow.matches && isOpen()) }
  const close = () => {
    if (!main()?.inert) return
    main().inert = false
    closer()?.click()
  }
  // The button that was pressed goes away, and the other one may come a little later.
  const isLost = () => document.activeElement === document.body || !isOpen() && sidebar()?.contains(document.activeElement)
  const keepFocus = async () => {
    for (let frames = 0; frames < FRAMES_TO_CHANGE; frames++) {
      if (isLost()) (isOpen() ? closer() : opener())?.focus()
      await new Promise(requestAnimationFrame)
    }
  }
  const press = ({ target }) => {
    if (main()?.inert && (target.contains(main()) || target.closest("[data-testid=stSkipToContent]"))) close()
  }
  const escape = ({ key, defaultPrevented, target }) => {
    if (key === "Escape" && !defaultPrevented && sidebar()?.contains(target)) close()
  }
  const changed = new MutationObserver(() => { look(); keepFocus() })
  changed.observe(app, { attributes: true, attributeFilter: ["data-collapsed"], subtree: true })
  narrow.addEventListener("change", look)
  document.addEventListener("click", press, true)
  document.addEventListener("keydown", escape)
  return {
    look,
    close,
    end() {
      changed.disconnect()
      narrow.removeEventListener("change", look)
      document.removeEventListener("click", press, true)
      document.removeEventListener("keydown", escape)
      main()?.removeAttribute("inert")
    },
  }
}

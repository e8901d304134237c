// The collection: findings picked over several filters, kept for as long as the window is open.
import { copyButton } from "./copying.js"
import { h, holdExactly, isForBrowser, setText } from "./dom.js"
import { categoryMark } from "./marks.js"
import { choose, unfiltered } from "./selection.js"
import { fileLinks } from "./takeaway.js"
import { look } from "./view.js"

// A link can name no more fields than 500, and is cut by some mail programs long before.
const MOST_COLLECTED = 400

export function pickedFindings(desk) {
  const store = pickStore(desk)
  let ids = store.read()
  const opener = h("button", { type: "button", class: "quiet-button", "aria-haspopup": "dialog", onclick: open })
  const heading = h("h2", { tabindex: "-1" })
  const list = h("ol", { class: "picked", role: "list" })
  const rest = h("div", { class: "picked-rest" })
  const full = h("span", { class: "full", role: "status" })
  // While the panel is open, nothing that stands outside of it is spoken.
  const spokenInside = h("p", { class: "unseen", role: "status" })
  // The panel has no padding of its own: a click on it, and not in it, is one beside it.
  const panel = h("dialog", { class: "picks", "aria-label": "Collection" }, h("div", { class: "picks-inner" },
    h("div", { class: "picks-head" }, heading, h("button", { type: "button", class: "quiet-button", onclick: () => panel.close() }, "Close")), list, rest, spokenInside))
  panel.addEventListener("click", event => { if (event.target === panel) panel.close() })

  function set(now) {
    full.textContent = ""
    if (now.length > MOST_COLLECTED) {
      full.textContent = `The collection is full: ${MOST_COLLECTED} findings are as many as a link can carry`
      return
    }
    ids = now
    store.write(ids)
    drawOpener()
    for (const toggle of desk.root.querySelectorAll("[data-collect]")) drawToggle(toggle)
    if (panel.open) drawPanel()
    sayOf(ids.length === 1 ? "1 finding in the collection" : `${ids.length} findings in the collection`)
  }

  function sayOf(text) {
    if (panel.open) setText(spokenInside, text)
    else desk.say(text)
  }

  function drawOpener() {
    setText(opener, `Collection (${ids.length})`)
  }

  function drawToggle(toggle) {
    const isIn = ids.includes(toggle.dataset.collect)
    toggle.setAttribute("aria-pressed", String(isIn))
    toggle.setAttribute("aria-label", `${isIn ? "Collected" : "Collect"}: ${desk.world.findingById.get(toggle.dataset.collect).statement}`)
    const [sign, word] = toggle.children
    setText(sign, isIn ? "✓" : "+")
    if (!word) return
    sign.hidden = isIn
    setText(word, isIn ? "Collected" : "Collect")
  }

  function toggleOf(finding, isShort = false) {
    const turn = () => set(ids.includes(finding.id) ? ids.filter(id => id !== finding.id) : [...ids, finding.id])
    const toggle = h("button", { type: "button", class: "quiet-button collect", "data-collect": finding.id, onclick: turn },
      h("span", { class: "sign" }), isShort ? null : h("span"))
    drawToggle(toggle)
    return toggle
  }

  function open() {
    setText(spokenInside, "")
    drawPanel()
    panel.showModal()
    heading.focus()
  }

  function remove(id) {
    const at = ids.indexOf(id)
    set(ids.filter(one => one !== id))
    const next = list.children[Math.min(at, ids.length - 1)]
    if (next) next.querySelector("button").focus()
    else heading.focus()
  }

  function drawPanel() {
    setText(heading, ids.length ? `Collection: ${ids.length === 1 ? "1 finding" : `${ids.length} findings`}` : "Nothing is collected yet")
    holdExactly(list, ids.map(id => pickedLine(desk, desk.world.findingById.get(id), () => remove(id))))
    list.hidden = !ids.length
    holdExactly(rest, ids.length ? restOfPanel() : [h("p", {}, "“Collect” beside a finding puts it here, whatever the filters are. It stays for as long as this window is open.")])
  }

  function restOfPanel() {
    const selection = choose(desk.world, unfiltered(desk.now.selection), "id", ids)
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      panel.close()
      desk.change({ selection })
      desk.focusHeading()
    }
    const empty = () => { set([]); heading.focus() }
    return [
      h("p", { class: "tools" }, h("a", { href: desk.hrefOf(selection), onclick: follow }, "Show only these"),
        copyButton(sayOf, "Copy their link", () => desk.linkTo(selection), desk.linkNote).element, h("button", { type: "button", class: "quiet-button", onclick: empty }, "Empty the collection")),
      h("p", { class: "quiet" }, "Take them away as"),
      fileLinks(desk, look(desk.world, selection)),
    ]
  }

  drawOpener()
  return { opener: h("span", {}, opener, full), panel, toggleOf }
}

function pickedLine(desk, finding, remove) {
  return h("li", {}, categoryMark(desk, finding.category), h("span", { class: "statement" }, finding.statement),
    h("button", { type: "button", class: "quiet-button", onclick: remove, "aria-label": `Remove: ${finding.statement}` }, "Remove"))
}

// Where the host keeps the collection. What cannot be read, or is no finding any more, is left out.
function pickStore({ world, host }) {
  const key = `insights collection: ${world.title}`
  return {
    read() {
      try {
        const kept = JSON.parse(host.store?.getItem(key) ?? "[]")
        return Array.isArray(kept) ? [...new Set(kept)].filter(id => world.placeById.has(id)).slice(0, MOST_COLLECTED) : []
      } catch {
        return []
      }
    },
    write(ids) {
      try {
        host.store?.setItem(key, JSON.stringify(ids))
      } catch {
        // A browser that keeps nothing: the collection lives for as long as the page does.
      }
    },
  }
}

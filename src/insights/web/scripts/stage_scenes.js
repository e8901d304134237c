// One scene at a time: which one is shown, where it stands among the others, and its own link.

// The ids of all scenes in their order.
export function sceneIds() {
  return scenes().map(one => one.id)
}

// What stands behind the # of the address, as it is where it was cut off in the middle of a letter.
export function endOfAddress() {
  const written = location.hash.slice(1)
  try { return decodeURIComponent(written) } catch { return written }
}

// The scene that the address names, or null.
export function sceneOfAddress() {
  const id = endOfAddress()
  return sceneIds().includes(id) ? id : null
}

// Show one scene and hide the others; `with_` tells the address, the reader and the focus about it.
export function showScene(id, { history: entry = "", focus = false, say = false } = {}) {
  const all = scenes()
  const at = all.findIndex(one => one.id === id)
  const scene = all[at]
  for (const one of all) one.hidden = one !== scene
  const position = `${at + 1} of ${all.length}`
  const title = scene.dataset.title
  document.title = `${title} · ${position} · ${document.body.dataset.title}`
  document.querySelector(".position").textContent = position
  for (const [name, isEnd] of [["back", at === 0], ["next", at === all.length - 1]]) {
    // Not disabled: the focus would be lost on the way through the scenes.
    document.querySelector(`.bar .${name}`).setAttribute("aria-disabled", isEnd)
  }
  for (const link of document.querySelectorAll(".scene-list a")) {
    const isThis = link.hash === `#${id}`
    if (isThis) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  const address = `#${encodeURIComponent(id)}`
  if (entry === "push" && location.hash !== address) history.pushState(null, "", address)
  else if (entry === "replace" && location.hash !== address) history.replaceState(null, "", address)
  if (say) document.querySelector(".says").textContent = `Scene ${position}: ${title}`
  if (focus) scene.querySelector("h1")?.focus({ preventScroll: true })
  scene.querySelector(".content").scrollTop = 0
  reachByKeys()
}

// What is too long for the screen scrolls, and can be reached by Tab to be scrolled by keys.
export function reachByKeys() {
  for (const content of document.querySelectorAll(".scene:not([hidden]) .content")) {
    if (content.scrollHeight > content.clientHeight + 1) content.tabIndex = 0
    else content.removeAttribute("tabindex")
  }
}

// The id of the scene so many steps on, the first or the last where there are no more.
export function sceneBeside(id, steps) {
  const ids = sceneIds()
  return ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(id) + steps))]
}

function scenes() {
  return [...document.querySelectorAll(".scene")]
}

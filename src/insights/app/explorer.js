// Brings the explorer into the page: loads engine and world once, then tells them what the server sees.
const load = address => import(new URL(address, location.href).href)
let announced = null

// The world that the page announced is a module, and loads while the page starts. A module stays in
// memory for as long as the page is open, so the world of each later edit is read as data.
async function worldAt(address) {
  announced ??= address
  if (address === announced) return (await load(address)).default
  const answer = await fetch(new URL(address.replace("world.js", "world.json"), location.href))
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}: ${answer.url}`)
  return answer.json()
}

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".place")
  const trouble = parentElement.querySelector(".trouble")
  const opened = place.opened ?? Promise.resolve(null)
  place.opened = opened.then(async before => {
    try {
      const explorer = await follow(before, data, parentElement, place)
      trouble.hidden = true
      return explorer
    } catch (error) {
      console.error(error)
      place.querySelector(".waiting")?.remove()
      trouble.hidden = false
      return before
    }
  })
  return () => {
    place.opened?.then(explorer => explorer?.leave())
    place.opened = undefined
  }
}

async function follow(before, data, root, place) {
  if (before?.engine === data.engine) {
    if (before.world !== data.world) before.renew(await worldAt(data.world))
    before.told(data.saw)
    return { ...before, world: data.world }
  }
  const [{ openPage, STYLE }, json] = await Promise.all([load(data.engine), worldAt(data.world)])
  before?.leave()
  place.replaceChildren()
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  const explorer = openPage({ root: place, json })
  explorer.told(data.saw)
  const watching = whenConnected(explorer.connected)
  const leave = () => {
    watching.disconnect()
    explorer.leave()
  }
  return { ...explorer, leave, engine: data.engine, world: data.world }
}

function whenConnected(fn) {
  const app = document.querySelector(".stApp")
  const watching = new MutationObserver(() => { if (app.dataset.testConnectionState === "CONNECTED") fn() })
  watching.observe(app, { attributeFilter: ["data-test-connection-state"] })
  return watching
}

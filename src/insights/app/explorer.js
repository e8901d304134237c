// Brings the explorer into the page: loads engine and world once, then tells them what the server sees.
const load = address => import(new URL(address, location.href).href)

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
    if (before.world !== data.world) before.renew((await load(data.world)).default)
    before.told(data.saw)
    return { ...before, world: data.world }
  }
  const [{ openPage, STYLE }, { default: json }] = await Promise.all([load(data.engine), load(data.world)])
  before?.leave()
  place.replaceChildren()
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  const explorer = openPage({ root: place, json })
  explorer.told(data.saw)
  return { ...explorer, engine: data.engine, world: data.world }
}

// Filters that are set, and dropped, without leaving the stage: what they change is fetched and put
// in place, so that neither the scene nor the full screen is lost. Without a script they are links.

// `renewed()` is called once the page holds what the newest filters give.
export function startFilters(renewed) {
  document.addEventListener("submit", event => {
    if (!event.target.matches("#_filters form")) return
    event.preventDefault()
    event.target.closest("dialog").close()
    const fields = new URLSearchParams(new FormData(event.target))
    go(`${location.pathname}?${fields}`, renewed)
  })
  document.addEventListener("click", event => {
    const link = event.target.closest("a.filters-to")
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    link.closest("dialog")?.close()
    go(link.href, renewed)
  })
}

const PARTS = ["main", "#_filters", "#_filtered", "script#stage-data"]
let newest

// Bring another state of the filters to the page; the address names the scene as before.
export async function go(address, renewed, entry = "push") {
  const url = new URL(address, location.href)
  url.hash = location.hash
  newest = url.href
  let page
  try {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    page = new DOMParser().parseFromString(await answer.text(), "text/html")
    if (!PARTS.every(part => page.querySelector(part))) throw new Error("another page")
  } catch {
    // Not reachable, or not to be understood: what stands there stays, and says so.
    document.querySelector(".says").textContent = "The filters could not be changed: no answer from the server. Try again."
    document.querySelector(".trouble").hidden = false
    return
  }
  if (newest !== url.href) return
  document.querySelector(".trouble").hidden = true
  for (const part of PARTS) {
    document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)))
  }
  for (const link of document.querySelectorAll("a.with-filters")) {
    link.href = page.getElementById(link.id).getAttribute("href")
  }
  if (entry === "push") history.pushState(null, "", url)
  renewed()
  document.querySelector(".says").textContent = document.querySelector("#_filtered").dataset.says
}

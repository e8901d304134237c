// What a page needs from the browser itself: links that stay in the session, the menu's links with
// the filters, a copied link, the visitor's theme, and changes said aloud.
export default function (component) {
  const { data, parentElement, setStateValue } = component
  const button = parentElement.querySelector("button")
  const spoken = parentElement.querySelector("[role=status]")
  const app = document.querySelector(".stApp")

  if (spoken.textContent !== data.says) spoken.textContent = data.says

  button.onclick = async () => {
    const url = new URL(location.href)
    const id = url.pathname.endsWith("/finding") ? url.searchParams.getAll("id") : []
    url.search = "?" + [...id.map(one => "id=" + encodeURIComponent(one)), data.query].join("&")
    try {
      await navigator.clipboard.writeText(url.href)
      button.textContent = "Link copied"
      spoken.textContent = "Link copied"
    } catch {
      // No clipboard outside a secure context: the address bar then holds what to copy.
      history.replaceState(history.state, "", url)
      button.textContent = "Copy it from the address bar"
    }
    setTimeout(() => { button.textContent = "Copy link" }, 4000)
  }

  for (const link of document.querySelectorAll("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")) {
    const url = new URL(link.href)
    url.search = data.carried
    if (link.href !== url.href) link.href = url.href
  }

  const follow = event => {
    const link = event.target.closest?.("a.in-app")
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    // The same way as the browser's own Back and Forward: one entry in the history, no reload.
    history.pushState({}, "", link.href)
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    document.querySelector(".stMain")?.scrollTo(0, 0)
  }
  app.addEventListener("click", follow)

  const mode = () => getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light"
  const watch = new MutationObserver(() => { if (mode() !== data.mode) setStateValue("mode", mode()) })
  watch.observe(app, { attributes: true, attributeFilter: ["class", "style"] })
  if (mode() !== data.mode) setStateValue("mode", mode())

  return () => { app.removeEventListener("click", follow); watch.disconnect() }
}

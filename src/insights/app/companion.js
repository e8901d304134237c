// What a page needs from the browser itself: links that stay in the session, the menu's links with
// the filters, a copied link, the visitor's theme, and changes said aloud.
export default function (component) {
  const { data, parentElement, setStateValue } = component
  const button = parentElement.querySelector("button")
  const field = parentElement.querySelector("input")
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
      // No clipboard outside a secure context: the link is shown, selected, to be copied by hand.
      field.hidden = false
      field.value = url.href
      field.select()
      return
    }
    setTimeout(() => { button.textContent = "Copy link" }, 4000)
  }

  if (data.strip) {
    const url = new URL(location.href)
    if (url.searchParams.get("id") === data.strip && !url.pathname.endsWith("/finding")) {
      url.searchParams.delete("id")
      history.replaceState(history.state, "", url)
    }
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

  // Streamlit's menu follows its links itself, also where the reader asks for a new tab.
  const spare = event => {
    const asks = event.ctrlKey || event.metaKey || event.shiftKey
    if (asks && event.target.closest?.("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")) event.stopPropagation()
  }
  document.addEventListener("click", spare, true)

  // On the phone the drawer lies over the page that its menu opens: it closes behind the reader.
  const close = event => {
    if (innerWidth >= 768 || !event.target.closest?.("[data-testid=stSidebarNavLink]")) return
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
  }
  app.addEventListener("click", close)

  // The name of the button that opens the filters begins with the words it shows.
  const nameOpener = () => {
    const opener = document.querySelector("[data-testid=stExpandSidebarButton]")
    if (!opener) return
    const shown = getComputedStyle(opener, "::after").content.replaceAll('"', "")
    opener.setAttribute("aria-label", `${shown}: expand sidebar`)
  }
  nameOpener()

  const mode = () => getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light"
  const opened = new MutationObserver(nameOpener)
  opened.observe(document.querySelector("header.stAppHeader") ?? app, { childList: true, subtree: true })
  const watch = new MutationObserver(() => { if (mode() !== data.mode) setStateValue("mode", mode()) })
  watch.observe(app, { attributes: true, attributeFilter: ["class", "style"] })
  if (mode() !== data.mode) setStateValue("mode", mode())

  return () => { app.removeEventListener("click", follow); app.removeEventListener("click", close); document.removeEventListener("click", spare, true); watch.disconnect(); opened.disconnect() }
}

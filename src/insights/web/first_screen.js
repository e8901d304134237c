// The first screen stands until the app has drawn the same; then it goes, and leaves no trace.
const DRAWN = ".stMain :is(.front, .nothing, .stException, [role=alert])"
const root = document.documentElement
const own = ["#first-screen", "#first-screen-style", "#first-screen-script"]

// Light or dark as chosen in this browser, where that is kept and may be read.
try {
  root.dataset.firstScreen = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)) ?? ""
} catch {
  // As the system asks for, then.
}

const before = location.pathname
const watch = new MutationObserver(() => {
  if (!document.querySelector(DRAWN) && location.pathname === before) return
  watch.disconnect()
  const place = document.querySelector("#first-screen")?.scrollTop
  for (const one of own) document.querySelector(one)?.remove()
  delete root.dataset.firstScreen
  if (place) document.querySelector(".stMain")?.scrollTo(0, place)
})
watch.observe(root, { childList: true, subtree: true })

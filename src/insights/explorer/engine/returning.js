// Where the reader was when a finding's page was opened, so that coming back leads there again.

const FRAMES_TO_SETTLE = 3
const PLACE_KEY = "insights: left for a finding"

// The statement that was followed, how far from the top of the screen it stood, and the ids of the
// findings whose details were open.
export function placeOnScreen(statement, unfolded) {
  return statement && { id: statement.dataset.finding, top: statement.getBoundingClientRect().top, unfolded }
}

// The focus on the statement, which stands on the screen where it stood, but never under what lies over
// the top of the page: who followed a link in its details may have scrolled it there. Cards that were
// out of sight get their height only when they are painted, so it takes a few frames until it stands still.
export function bringBackTo(statement, { top }) {
  const scroller = scrollerOf(statement)
  const covered = parseFloat(getComputedStyle(statement).scrollMarginTop) || 0
  const settle = framesLeft => {
    scroller.scrollBy({ top: statement.getBoundingClientRect().top - Math.max(top, covered), behavior: "instant" })
    if (framesLeft) requestAnimationFrame(() => settle(framesLeft - 1))
  }
  statement.focus({ preventScroll: true })
  settle(FRAMES_TO_SETTLE)
}

// Remembers one place in the storage of the window, which may be null. `address` says what was shown:
// elsewhere the place means nothing.
export function placeKeeper(store) {
  return {
    keep(address, place) {
      try {
        store?.setItem(PLACE_KEY, JSON.stringify({ address, ...place }))
      } catch {
        // A browser that keeps nothing: the reader comes back to the top of the page.
      }
    },
    // The place that was kept for this address, given once; else null.
    take(address) {
      try {
        const kept = JSON.parse(store?.getItem(PLACE_KEY) ?? "null")
        store?.removeItem(PLACE_KEY)
        return kept?.address === address && typeof kept.id === "string" && Number.isFinite(kept.top) && Array.isArray(kept.unfolded) ? kept : null
      } catch {
        return null
      }
    },
  }
}

// What scrolls an element up and down, also from inside a shadow tree.
function scrollerOf(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return element.ownerDocument.scrollingElement
}

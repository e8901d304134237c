// What the reader must not miss: values that mean nothing here, and what changed since a link was made.
import { h, holdExactly, isForBrowser } from "./dom.js"
import { MOST_PICKED } from "./chart_leads.js"
import { choose, unfiltered } from "./selection.js"
import { otherSide, otherTrouble, shownOf } from "./shows.js"

const SHORTEST_STAMP = 8

export function noticeArea(desk) {
  const element = h("div", { class: "notices" })
  let drawn = ""
  let sentences = []

  function touchedLink(touched, selection, href) {
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      desk.change({ selection })
      desk.focusHeading()
    }
    return h("a", { href, onclick: follow }, touched.length === 1 ? "Look at it" : "Look at them")
  }

  // Of another side that cannot be read only that is said.
  function saidOfOther(now) {
    if (shownOf(now.show) !== "compare") return []
    const trouble = otherTrouble(desk.world, now.against)
    return trouble ? [trouble] : otherSide(desk.world, now.against).unknown
  }

  return {
    element,
    sentences: () => sentences,
    draw(view, now) {
      const since = changedSince(desk.world, now.asOf)
      sentences = [...new Set([...(desk.world.too_many ? [desk.world.too_many] : []), ...(since?.sentence ? [since.sentence] : []), ...(now.trouble ? [now.trouble] : view.unknown), ...saidOfOther(now)])]
      const touched = since?.touched ?? []
      const selection = choose(desk.world, unfiltered(now.selection), "id", touched)
      const href = touched.length && touched.length <= MOST_PICKED ? desk.hrefOf(selection) : null
      const key = JSON.stringify([sentences, href])
      if (key === drawn) return
      drawn = key
      holdExactly(element, sentences.map(sentence => h("p", { class: "notice" }, sentence,
        href && sentence === since.sentence ? [" ", touchedLink(touched, selection, href)] : null)))
    },
  }
}

// What a release's successors changed; null where the link names no state.
function changedSince(world, asOf) {
  const stamp = asOf.trim().toLowerCase()
  if (!stamp) return null
  return (stamp.length < SHORTEST_STAMP ? null : world.since[stamp.slice(0, SHORTEST_STAMP)]) ?? world.since[""]
}

// What the reader must not miss: values that mean nothing here, and what changed since a link was made.
import { h, holdExactly, isForBrowser } from "./dom.js"
import { choose, EMPTY_SELECTION } from "./selection.js"
import { otherSide, shownOf } from "./shows.js"

const SHORTEST_STAMP = 8

export function noticeArea(desk) {
  const element = h("div", { class: "notices" })
  let drawn = ""
  let sentences = []

  function sinceLink(touched) {
    const selection = choose(desk.world, EMPTY_SELECTION, "id", touched)
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      desk.change({ selection })
      desk.focusHeading()
    }
    return h("a", { href: desk.hrefOf(selection), onclick: follow }, touched.length === 1 ? "Look at it" : "Look at them")
  }

  return {
    element,
    sentences: () => sentences,
    draw(view, now) {
      const since = changedSince(desk.world, now.asOf)
      const other = shownOf(now.show) === "compare" ? otherSide(desk.world, now.against).unknown : []
      sentences = [...new Set([...(desk.world.too_many ? [desk.world.too_many] : []), ...(since?.sentence ? [since.sentence] : []), ...(now.trouble ? [now.trouble] : view.unknown), ...other])]
      const key = JSON.stringify(sentences)
      if (key === drawn) return
      drawn = key
      holdExactly(element, sentences.map(sentence => h("p", { class: "notice" }, sentence,
        sentence === since?.sentence && since.touched.length ? [" ", sinceLink(since.touched)] : null)))
    },
  }
}

// What a release's successors changed; null where the link names no state.
function changedSince(world, asOf) {
  const stamp = asOf.trim().toLowerCase()
  if (!stamp) return null
  return (stamp.length < SHORTEST_STAMP ? null : world.since[stamp.slice(0, SHORTEST_STAMP)]) ?? world.since[""]
}

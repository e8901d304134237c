// Words to try instead of one that finds little: links that put one into the search and keep all else.
import { h, isForBrowser } from "./dom.js"
import { countedFindings } from "./charts.js"

// The links behind `before`, as children of an element; `after` says where the focus goes.
export function nearLinks(desk, before, near, after) {
  return near.flatMap(({ instead, q, found }, at) => {
    const selection = Object.freeze({ ...desk.now.selection, q })
    const follow = event => {
      if (isForBrowser(event)) return
      event.preventDefault()
      desk.change({ selection })
      after()
    }
    // What the first number counts is said, the others follow it.
    const link = h("a", { href: desk.hrefOf(selection), onclick: follow }, `${instead} (${at ? found : countedFindings(found)})`)
    return [at ? " · " : `${before}: `, link]
  })
}

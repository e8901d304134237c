// The pages of a list: the one before, the one after, and each by its number.
import { h, holdExactly } from "./dom.js"

// So many pages are named one by one; of more the first, the last and those around the present one.
const MOST_NAMED = 9

export function pageButtons(turn) {
  const element = h("nav", { class: "pages", "aria-label": "Pages of findings", hidden: true })
  let drawn = ""

  function pageButton(label, page, props = {}) {
    return h("button", { type: "button", class: "quiet-button", onclick: () => turn(page), ...props }, label)
  }

  return {
    element,
    draw(page, of) {
      element.hidden = of < 2
      const key = `${page} ${of}`
      if (key === drawn) return
      drawn = key
      holdExactly(element, element.hidden ? [] : [
        pageButton("Previous", page - 1, { disabled: page === 0 }),
        ...namedPages(page, of).map(one => one === null ? h("span", { "aria-hidden": true }, "…")
          : pageButton(String(one + 1), one, { "aria-label": `Page ${one + 1}`, "aria-current": one === page ? "page" : null })),
        pageButton("Next", page + 1, { disabled: page === of - 1 }),
      ])
    },
  }
}

// The pages to name, from 0, with null where some are left out.
function namedPages(page, of) {
  if (of <= MOST_NAMED) return Array.from({ length: of }, (_, at) => at)
  const near = [0, page - 1, page, page + 1, of - 1].filter(one => one >= 0 && one < of)
  const named = [...new Set(near)].sort((one, two) => one - two)
  return named.flatMap((one, at) => at && one - named[at - 1] > 1 ? [null, one] : [one])
}

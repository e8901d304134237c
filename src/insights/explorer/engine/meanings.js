// What the options of a facet mean, told where one chooses: folded, and made when it is opened first.
import { h } from "./dom.js"

// Null where nothing is known of any option that a finding carries.
export function optionMeanings({ title, note, options }) {
  const told = options.filter(option => option.means && option.places.length)
  if (!told.length) return null
  const element = h("details", { class: "meanings", ontoggle: fill }, h("summary", {}, "What these mean", h("span", { class: "unseen" }, `: ${title}`)))
  let isFilled = false

  function fill() {
    if (isFilled) return
    isFilled = true
    element.append(h("dl", {}, told.map(({ label, means }) => h("div", {}, h("dt", {}, label), h("dd", {}, means)))))
    if (note) element.append(h("p", {}, note))
  }

  return element
}

// On a narrow screen the buttons stick to the foot of the page, and a drawer may lie over them: what
// gets the focus is scrolled clear of both. How high they are follows letters and words.
const feet = new Set()
const watch = new ResizeObserver(() => {
  const highest = Math.max(...[...feet].map(one => one.offsetHeight))
  document.documentElement.style.setProperty("--foot", `${highest}px`)
})

export function keepClearOf(element) {
  feet.add(element)
  watch.observe(element)
}

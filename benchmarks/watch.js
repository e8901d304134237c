// Inside the measured page: when did it first show a chart, and when did a click show its result?
(() => {
  // A component of ours draws inside its shadow root: what is there counts as on the page.
  const inside = root => [root, ...[...root.querySelectorAll("*")].flatMap(one => one.shadowRoot ? inside(one.shadowRoot) : [])]
  let roots = [document]
  const lookForRoots = () => { roots = inside(document) }
  const all = selector => roots.flatMap(root => [...root.querySelectorAll(selector)])
  const bare = text => text.replace(/\s+/g, "")
  // What is to be seen: some names go on for those who hear them.
  const seenText = one => one.classList?.contains("unseen") ? "" : one.childElementCount ? [...one.childNodes].map(seenText).join("") : one.textContent
  const texts = selector => all(selector).map(one => bare(seenText(one)))
  // Plotly, or bars in HTML: a .bars with a .label, some .bar and a .total a row.
  const charts = () => all(".js-plotly-plot, :is(div, ul).bars").map(plot => {
    const within = selector => [...plot.querySelectorAll(selector)].map(one => bare(seenText(one)))
    return {
      labels: within(".ytick text, .label"),
      totals: within(".scatterlayer .textpoint, .total"),
      drawn: plot.querySelector(".barlayer .point path, .segment") !== null,
    }
  })
  const parts = {
    headline: () => texts(".headline"),
    findings: () => texts("ol.findings h3 :is(a, button)"),
    matrix: () => texts(".matrix tbody tr"),
    charts,
  }
  const differing = want =>
    Object.keys(parts).find(part => JSON.stringify(parts[part]()) !== JSON.stringify(want[part]))

  // Runs after the frame that is being made now has been painted.
  const painted = then => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => then(performance.now())
    channel.port2.postMessage(0)
  }
  const eachFrame = step => requestAnimationFrame(() => { if (!step()) eachFrame(step) })

  const PATIENCE = 120000
  const seen = (what, isThere) => new Promise((resolve, reject) => eachFrame(() => {
    lookForRoots()
    if (isThere()) painted(resolve)
    else if (performance.now() > PATIENCE) reject(new Error(`${what} never came`))
    else return false
    return true
  }))
  const areDrawn = () => {
    const drawn = charts().filter(chart => chart.drawn)
    return drawn.length === 2 && all(".matrix tbody tr").length > 0
  }

  const bench = {}
  const list = () => all("ol.findings li").length > 0
  bench.whole = () => Promise.all([seen("a chart", areDrawn), seen("a finding", list)])
    .then(([chart, list]) => ({ chart, list }))
  // So many elements of each selector, laid out and not transparent.
  const isSeen = one => one.getBoundingClientRect().height > 0 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  bench.shows = wanted => seen(Object.keys(wanted).join(", "), () =>
    Object.entries(wanted).every(([selector, least]) => all(selector).filter(isSeen).length >= least))
    .then(shown => ({ shown }))
  bench.differing = want => { lookForRoots(); return differing(want) }
  bench.arm = want => {
    lookForRoots()
    bench.result = new Promise((resolve, reject) => {
      document.addEventListener("click", () => {
        const start = performance.now()
        eachFrame(() => {
          const part = differing(want)
          if (part === undefined) painted(now => resolve(now - start))
          else if (performance.now() - start > PATIENCE) reject(new Error(`${part} never came`))
          else return false
          return true
        })
      }, { capture: true, once: true })
    })
  }
  window.bench = bench
})()

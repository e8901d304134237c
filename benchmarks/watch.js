// Inside the measured page: when did it first show a chart, and when did a click show its result?
(() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const bare = text => text.replace(/\s+/g, "")
  const texts = selector => all(selector).map(one => bare(one.textContent))
  // Plotly, or bars in HTML: a div.bars with a span.label, some .bar and a span.total a row.
  const BAR = ".barlayer .point path, div.bars .bar"
  const charts = () => all(".js-plotly-plot, div.bars").map(plot => {
    const inside = selector => [...plot.querySelectorAll(selector)].map(one => bare(one.textContent))
    return {
      labels: inside(".ytick text, span.label"),
      totals: inside(".scatterlayer .textpoint, span.total"),
      drawn: plot.querySelector(".barlayer .point path, .bar") !== null,
    }
  })
  const parts = {
    headline: () => texts(".headline"),
    findings: () => texts("ol.findings .statement a"),
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

  const PATIENCE = 30000
  const seen = selector => new Promise((resolve, reject) => eachFrame(() => {
    if (document.querySelector(selector)) painted(resolve)
    else if (performance.now() > PATIENCE) reject(new Error(`${selector} never came`))
    else return false
    return true
  }))

  const bench = {}
  bench.first = Promise.all([seen(BAR), seen("ol.findings li")])
    .then(([chart, list]) => ({ chart, list }))
  bench.differing = differing
  bench.arm = want => {
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

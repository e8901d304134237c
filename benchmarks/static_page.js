// Draws the static page: everything that the click changes, Plotly's charts by Plotly.react.
const PER_PAGE = 50
const world = openWorld(WORLD)
const at = id => document.getElementById(id)
const safe = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
const chosen = Object.fromEntries(world.facets.map(facet => [facet.key, []]))

const lines = label => {
  const found = [""]
  for (const word of label.split(" ")) {
    const last = found.at(-1)
    if (last && last.length + word.length + 1 > 28) found.push(word)
    else found[found.length - 1] = last ? `${last} ${word}` : word
  }
  return found.map(safe).join("<br>")
}

const bars = (id, chart) => {
  const { data, layout } = FIGURES[id]
  const rows = chart.rows
  const columns = ["keep", "leave", "start", "context"].map(key => chart.columns.findIndex(one => one.key === key))
  const drawn = data.slice(0, 4).map((one, which) => ({
    ...one,
    x: rows.map(row => columns[which] < 0 ? 0 : row.values[columns[which]]),
    y: rows.map((_, place) => place),
  }))
  const totals = { ...data.at(-1), x: rows.map(row => row.values.reduce((sum, value) => sum + value, 0)), y: rows.map((_, place) => place), text: rows.map(row => ` ${row.total}`) }
  Plotly.react(id, [...drawn, totals], {
    ...layout,
    height: rows.length * 42 + 4,
    xaxis: { ...layout.xaxis, range: [0, chart.most * 1.2 || 1] },
    yaxis: { ...layout.yaxis, range: [rows.length - 0.5, -0.5], tickvals: rows.map((_, place) => place), ticktext: rows.map(row => lines(row.label)) },
  }, { displayModeBar: false })
  at(`${id}-title`).textContent = chart.title
}

const draw = () => {
  let selection = EMPTY_SELECTION
  for (const [key, ids] of Object.entries(chosen)) selection = choose(world, selection, key, ids)
  const view = look(world, selection)
  document.querySelector(".headline").textContent = summary(view)
  at("filtered").textContent = `Showing ${view.count} of ${view.of}: ${view.words}`
  at("sentence").textContent = view.sentence
  for (const facet of world.facets) {
    const counts = view.counts(facet.key)
    for (const label of document.querySelectorAll(`[data-key="${facet.key}"]`)) label.lastChild.textContent = ` ${counts.get(label.dataset.id)}`
  }
  const matrix = themesByCategory(view)
  at("matrix-title").textContent = matrix.title
  at("matrix").innerHTML = `<table><thead><tr><th></th>${matrix.columns.map(one => `<th>${safe(one.label)}</th>`).join("")}</tr></thead><tbody>${matrix.rows.map(row => `<tr><th>${safe(row.label)}</th>${row.values.map((value, place) => `<td>${value || safe(row.empty[place])}</td>`).join("")}</tr>`).join("")}</tbody></table>`
  bars("by-theme", findingsByTheme(view))
  bars("by-source", findingsBySource(view))
  const label = (key, id) => world.labels[key][id] ?? id
  document.querySelector("ol.findings").innerHTML = view.findings.slice(0, PER_PAGE).map(one => `<li><span class="mark ${one.category}">${safe(world.marks[one.category])}</span><div><h3 class="statement"><a href="#${safe(one.id)}">${safe(one.statement)}</a></h3><p class="quiet">${one.themes.map(id => safe(world.themes.find(theme => theme.id === id).label)).join(" · ")}</p></div><p class="how quiet"><span>${safe(one.basis ? label("basis", one.basis) : "")}</span><span>${safe(label("evidence", one.evidence))}</span></p><p class="where">${safe(one.place)}</p></li>`).join("")
}

for (const facet of world.facets.filter(one => one.key !== "lens")) {
  const part = document.createElement("div")
  part.id = `facet-${facet.key}`
  part.innerHTML = facet.options.map(option => `<label data-key="${facet.key}" data-id="${safe(option.id)}"><input type="checkbox" value="${safe(option.id)}"> ${safe(option.label)}<span></span></label>`).join("")
  part.addEventListener("change", () => {
    chosen[facet.key] = [...part.querySelectorAll("input:checked")].map(one => one.value)
    draw()
  })
  at("theme").append(part)
}
draw()

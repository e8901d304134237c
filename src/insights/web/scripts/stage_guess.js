// A guess, and then the answer beside it. What is hidden stands in a template until it is revealed.

// `on` holds what is done with a guess, `guess(scene, text)`, and with the answer, `reveal(scene, shown)`.
export function startGuesses(on) {
  for (const form of document.querySelectorAll("form.guess")) {
    const scene = form.closest(".scene")
    form.addEventListener("submit", event => {
      event.preventDefault()
      const text = textOf(form)
      on.guess(scene.id, text)
      say(scene, text ? `Your guess is kept: ${text}` : "No guess is kept")
      if (text) scene.querySelector(".show-answer").focus()
    })
    scene.querySelector(".show-answer").addEventListener("click", () => {
      // A guess that was typed and not kept counts as well.
      if (textOf(form)) on.guess(scene.id, textOf(form))
      on.reveal(scene.id, true)
      scene.querySelector(".answered").focus({ preventScroll: true })
      scene.querySelector(".content").scrollTop = 0
    })
    scene.querySelector(".hide-answer").addEventListener("click", () => {
      on.reveal(scene.id, false)
      scene.querySelector(".show-answer").focus()
    })
  }
}

// Draw a scene as it is: with its guess, and with or without the answer.
export function drawGuess(scene, guess, isShown) {
  const form = scene.querySelector("form.guess")
  if (!form) return
  const template = scene.querySelector("template.answer")
  const place = scene.querySelector(".answered")
  if (guess !== undefined && guess !== textOf(form) && !form.contains(document.activeElement)) fill(form, guess)
  form.hidden = isShown
  scene.querySelector(".show-answer").hidden = isShown
  scene.querySelector(".hide-answer").hidden = !isShown
  scene.classList.toggle("is-revealed", isShown)
  if (isShown && !place.childElementCount) {
    place.append(template.content.cloneNode(true))
    // What keeps the answer honest stands at the foot of the stage.
    scene.querySelector(".end-place").append(...place.querySelector(".end").childNodes)
  }
  if (!isShown) for (const one of [place, scene.querySelector(".end-place")]) one.replaceChildren()
  place.hidden = !isShown
  if (isShown) drawBeside(place, template, form.dataset.kind, guess)
}

// The guess beside the answer, with the difference in words.
function drawBeside(place, template, kind, guess) {
  const yours = place.querySelector(".yours")
  const difference = place.querySelector(".difference")
  yours.textContent = guess || "No guess"
  difference.textContent = guess ? said(kind, guess, template.dataset) : ""
  difference.hidden = !difference.textContent
}

// How far a guess is off, in words; empty where nothing can be set against it.
export function said(kind, guess, { numbers, unit = "", qualifier = "" }) {
  const answers = JSON.parse(numbers || "[]")
  if (kind === "number" && answers.length) return off(numberIn(guess), answers[0][1], unit, qualifier)
  if (kind === "split") {
    const guessed = guessedOf(guess)
    return answers
      .filter(([label]) => guessed.has(label))
      .map(([label, value]) => `${label}: ${off(guessed.get(label), value, "", "").toLowerCase()}`)
      .join("; ")
  }
  return ""
}

function off(guess, answer, unit, qualifier) {
  if (guess === null) return ""
  if (guess === answer && !qualifier) return "Exactly"
  const isOpen = qualifier === "over" || qualifier === "at least"
  if (isOpen && guess >= answer) return `The source says only ${qualifier} ${spelt(answer)}: it may be so`
  const by = Number(Math.abs(guess - answer).toFixed(2))
  if (!by) return "As the source says"
  const what = unit === "percent" ? ` percentage point${by === 1 ? "" : "s"}` : ""
  return `${spelt(by)}${what} too ${guess < answer ? "low" : "high"}`
}

function spelt(number) {
  return number.toLocaleString("en")
}

function numberIn(text) {
  const number = text.trim() === "" ? NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

// As in `Keep 12, Leave behind 3`: what the fields hold, as one text, and the other way.
function textOf(form) {
  const fields = [...form.querySelectorAll("input, textarea")]
  if (form.dataset.kind !== "split") return fields[0].value.trim()
  return fields.filter(one => one.value !== "").map(one => `${one.dataset.label} ${Number(one.value)}`).join(", ")
}

function guessedOf(text) {
  const parts = text.split(", ").map(part => /^(.+) (\d+(?:\.\d+)?)$/.exec(part)).filter(Boolean)
  return new Map(parts.map(([, label, number]) => [label, Number(number)]))
}

function fill(form, text) {
  const fields = [...form.querySelectorAll("input, textarea")]
  if (form.dataset.kind !== "split") {
    fields[0].value = text
    return
  }
  const guessed = guessedOf(text)
  for (const field of fields) field.value = guessed.get(field.dataset.label) ?? ""
}

function say(scene, text) {
  document.querySelector(".says").textContent = text
  scene.querySelector(".kept").textContent = text
}

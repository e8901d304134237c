"""Walking through a page with Tab: where the focus is, whether it is seen, and how clearly."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from tests.browser.pixels import luminance, ratio

# How everything is drawn while nothing has the focus; then the element that has it, also inside a
# component: its name, whether it is on the screen, what lies over it, and whether it or what
# surrounds it closely is drawn in another way than before.
DRAWN = """
const drawn = e => {
  const s = getComputedStyle(e)
  const outline = s.outlineStyle === "none" ? "" : s.outline
  return [outline, s.boxShadow, s.borderColor, s.borderWidth, s.textDecorationLine].join()
}
const focused = () => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return !at || at === document.body || at === document.documentElement ? null : at
}"""
REMEMBER = f"""() => {{
  {DRAWN}
  // A dialog opens with the focus on something.
  const has = focused()
  has?.blur()
  window.drawnBefore = new Map()
  const walk = root => {{
    for (const e of root.querySelectorAll("*")) {{
      window.drawnBefore.set(e, drawn(e))
      if (e.shadowRoot) walk(e.shadowRoot)
    }}
  }}
  walk(document.body)
  has?.focus({{ preventScroll: true }})
}}"""
LOOK_AT_FOCUS = f"""() => {{
  {DRAWN}
  const at = focused()
  if (!at) return null
  const near = []
  for (let e = at; e && near.length < 4; e = e.parentElement) near.push(e)
  // Where a choice is drawn by its label, that is what the reader sees.
  const face = at.matches("[type=checkbox], [type=radio]") ? at.labels[0] ?? at : at
  const box = face.getBoundingClientRect()
  const label = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || ""
  const text = label.trim().replace(/\\s+/g, " ").slice(0, 50)
  const onScreen = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
    && face.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
  // The button in a field for a date has a ring of the browser's own, and the field is not drawn
  // as focused meanwhile.
  const seen = !at.matches(":focus") || near.some(e => window.drawnBefore.get(e) !== drawn(e))
  // What lies on top, and the components around it.
  const hit = (x, y) => {{
    const found = []
    for (let root = document; root; root = found.at(-1)?.shadowRoot) {{
      const e = root.elementFromPoint(x, y)
      if (!e || e === found.at(-1)) break
      found.push(e)
    }}
    return found
  }}
  // Entirely hidden by something else, as below a bar that stays in its place (WCAG 2.4.11)?
  const boxes = [...face.getClientRects()].filter(one => one.width > 1 && one.height > 1)
  const isFree = boxes.length === 0 || boxes.some(one => [0.1, 0.5, 0.9].some(x =>
    [0.15, 0.5, 0.85].some(y => {{
      const on = hit(one.left + one.width * x, one.top + one.height * y)
      return on.some(e => face.contains(e) || e.contains(face) || at.contains(e))
    }})))
  const kind = [at.tagName, at.type, at.getAttribute("class"), at.dataset.testid].join()
  return {{ name: at.tagName.toLowerCase() + " " + text, onScreen, seen, isFree, kind,
    box: [box.left, box.top, box.width, box.height] }}
}}"""
LOSE = f"""() => {{ {DRAWN}
  window.hadFocus = focused()
  window.hadFocus.blur() }}"""
REGAIN = "() => window.hadFocus.focus({ preventScroll: true, focusVisible: true })"
MOST_STOPS = 700
AROUND = 8  # pixels round what has the focus that are looked at


@dataclass(frozen=True)
class Stop:
    """Where the focus was after one Tab."""

    name: str
    on_screen: bool
    seen: bool
    free: bool
    kind: str
    box: tuple[float, float, float, float]


def stop(page: Page) -> Stop | None:
    """What has the focus, or None where the page has let it go."""
    found: dict[str, Any] | None = page.evaluate(LOOK_AT_FOCUS)
    if found is None:
        return None
    return Stop(
        found["name"],
        found["onScreen"],
        found["seen"],
        found["isFree"],
        found["kind"],
        tuple(found["box"]),
    )


def faults_of_focus(page: Page, clearly: bool = False) -> tuple[list[str], list[str]]:
    """Walk through what is shown with Tab: the names of the stops, and what was wrong at them.

    `clearly` also compares pictures with and without the focus, once for each kind of stop: some
    line along what has it must change by 3:1 or more.
    """
    page.mouse.move(0, 0)  # what lies under the pointer is drawn in another way, too
    page.evaluate(REMEMBER)
    names: list[str] = []
    faults: list[str] = []
    kinds: set[str] = set()
    first = None
    # The walk ends where the browser's own controls begin, but where something opened in the middle
    # and has the focus, it goes once around.
    around = stop(page) is not None
    while len(names) < MOST_STOPS:
        page.keyboard.press("Tab")
        at = stop(page)
        if at is None and around:
            around = False
            continue
        if at is None or (at.name, at.box) == first:
            break
        first = first or (at.name, at.box)
        names.append(at.name)
        if not at.on_screen:
            faults.append(f"off the screen: {at.name}")
        elif not at.free:
            faults.append(f"hidden by something else: {at.name}")
        elif not at.seen:
            faults.append(f"not seen: {at.name}")
        elif clearly and at.kind not in kinds:
            kinds.add(at.kind)
            if not is_clear(page, at):
                faults.append(f"not seen clearly: {at.name}")
    else:
        faults.append(f"{MOST_STOPS} stops and no end: {names[-5:]}")
    return names, faults


def is_clear(page: Page, at: Stop) -> bool:
    """Whether a line as long as half of what surrounds the stop changes by 3:1 with the focus."""
    size = page.viewport_size or {"width": 0, "height": 0}
    left, top, width, height = at.box
    x, y = max(0.0, left - AROUND), max(0.0, top - AROUND)
    clip = {
        "x": x,
        "y": y,
        "width": min(size["width"] - x, width + 2 * AROUND),
        "height": min(size["height"] - y, height + 2 * AROUND),
    }
    focused = _picture(page, clip)
    page.evaluate(LOSE)
    without = _picture(page, clip)
    page.evaluate(REGAIN)
    changed = ratio(luminance(focused), luminance(without)) >= 3
    line = min(clip["width"], width) / 2 + min(clip["height"], height) / 2
    return bool(changed.sum() >= line)


def _picture(page: Page, clip: dict[str, float]) -> np.ndarray[Any, Any]:
    taken = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return np.asarray(Image.open(io.BytesIO(taken)).convert("RGB"))

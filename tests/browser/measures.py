"""What is measured on any page, whatever it shows: axe, targets, headings, width."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
LEAST = 24  # pixels of a target: WCAG 2.2, 2.5.8
IN_A_ROOM = 44  # pixels of a target on the stage and in a room

# All elements that are drawn, also those inside components.
DRAWN = """
const everything = (root = document.body, found = []) => {
  for (const one of root.querySelectorAll("*")) {
    found.push(one)
    if (one.shadowRoot) everything(one.shadowRoot, found)
  }
  return found
}
const isDrawn = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
const shortly = one => one.outerHTML.replace(/\\s+/g, " ").slice(0, 140)
// While a dialog is open, what lies behind it cannot be reached.
const within = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body
"""
# A target may be smaller where it stands in a sentence, or where a circle of the least size round
# its middle touches no other target: the two exceptions of the rule that are used.
# Parts of the charts are as long as their numbers; under each chart its table has the same links,
# large enough (the third exception, an equivalent; a test of its own holds it to that).
EQUIVALENT_IN_TABLE = ".chart-frame .segment"
TOO_SMALL = f"""([least, mayHaveRoom, inside]) => {{
  {DRAWN}
  const OPERATED = "a[href], button, input:not([type=hidden]), select, textarea, summary, " +
    "[role=button], [role=checkbox], [role=radio], [role=tab], [role=link], [role^=menuitem], " +
    "[role=option], [role=switch], [role=slider], [role=combobox]"
  const isPart = one => one.parentElement?.closest("button, a[href], summary")
  const faceOf = one => {{
    const boxes = [one, ...(one.labels ?? [])].filter(isDrawn)
      .map(e => e.getBoundingClientRect()).filter(box => box.width > 1 && box.height > 1)
    if (!boxes.length) return null
    // A label makes a choice larger where it holds it or lies on it.
    const [first, ...more] = boxes
    const all = more.filter(box => box.left <= first.right + 1 && box.right >= first.left - 1
      && box.top <= first.bottom + 1 && box.bottom >= first.top - 1).concat(first)
    const left = Math.min(...all.map(box => box.left)), top = Math.min(...all.map(box => box.top))
    const right = Math.max(...all.map(box => box.right))
    const bottom = Math.max(...all.map(box => box.bottom))
    return {{ left, top, right, bottom, width: right - left, height: bottom - top }}
  }}
  const stands = one => {{
    // A link in a sentence: words that are no target stand in the same line of text.
    if (!one.matches("a[href]") || !getComputedStyle(one).display.startsWith("inline")) return false
    let block = one.parentElement
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement
    if (!block) return false
    const rest = block.cloneNode(true)
    rest.querySelectorAll(OPERATED + ", .unseen, [aria-hidden=true]").forEach(e => e.remove())
    return /\\p{{L}}{{2}}/u.test(rest.textContent)
  }}
  const isOff = box => box.right <= 0 || box.bottom + scrollY <= 0
  const targets = everything(within()).filter(one => one.matches(OPERATED) && isDrawn(one))
    .filter(one => !isPart(one) && !one.disabled && !one.closest("[inert]"))
    .filter(one => !one.matches("{EQUIVALENT_IN_TABLE}"))
    .map(one => ({{ one, box: faceOf(one) }})).filter(({{ box }}) => box && !isOff(box))
  const small = targets.filter(({{ box }}) => Math.min(box.width, box.height) < least - 0.01)
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
  const isApart = ({{ one, box }}) => {{
    const [x, y] = middle(box)
    return targets.every(other => {{
      if (other.one === one || other.one.contains(one) || one.contains(other.one)) return true
      const far = small.includes(other)
        ? Math.hypot(middle(other.box)[0] - x, middle(other.box)[1] - y) - least / 2
        : Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right),
            Math.max(other.box.top - y, 0, y - other.box.bottom))
      return far >= least / 2 - 0.01
    }})
  }}
  return small.filter(({{ one }}) => (!inside || one.closest(inside)) && !stands(one))
    .filter(target => !(mayHaveRoom && isApart(target)))
    .map(({{ one, box: {{ width, height }} }}) =>
      `${{width.toFixed(1)}}x${{height.toFixed(1)}} ${{shortly(one)}}`)
}}"""
TOO_WIDE = f"""() => {{
  {DRAWN}
  const around = e => e.parentElement ?? e.getRootNode().host
  const scrolls = e => e && !e.matches("html, body, .stMain") && (
    getComputedStyle(e).overflowX !== "visible" || getComputedStyle(e).clipPath !== "none"
    || scrolls(around(e)))
  const main = document.querySelector(".stMain")
  const over = Math.max(document.documentElement.scrollWidth - innerWidth,
    main ? main.scrollWidth - main.clientWidth : 0)
  const who = everything(within()).filter(isDrawn).filter(one => {{
    const box = one.getBoundingClientRect()
    return box.width > 1 && (box.right > innerWidth + 0.5 || (box.left < -1.5 && box.right > 0))
      && !scrolls(one)
  }})
  return over > 0 || who.length ? [`${{over}} px`, ...who.slice(0, 4).map(shortly)] : []
}}"""
LEVELS = f"""() => {{
  {DRAWN}
  return everything().filter(one => /^H[1-6]$/.test(one.tagName) && isDrawn(one))
    .map(one => [Number(one.tagName[1]), one.textContent.trim().slice(0, 60)])
}}"""


def broken_rules(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds: one line for each rule and each of the first four nodes that break it."""
    off = {"rules": {rule: {"enabled": False} for rule in without}}
    found = AXE.run(page, options={"resultTypes": ["violations"], **off}).response["violations"]
    return [
        f"axe: {rule['id']}: {rule['help']}: {node['html'][:200]} | "
        f"{(node['any'] or node['all'] or node['none'])[0]['message']}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


def small_targets(page: Page, least: int = LEAST, inside: str = "") -> list[str]:
    """The targets that are smaller than the least, but for those in a sentence.

    At 24 pixels those with room around them pass as well, as the rule has it; a larger least is
    our own, and has no such exception.
    """
    found = page.evaluate(TOO_SMALL, [least, least == LEAST, inside])
    return [f"smaller than {least} px: {one}" for one in found]


def too_wide(page: Page) -> list[str]:
    """By how much the page is wider than the screen, and what is."""
    return [f"wider than the screen: {one}" for one in page.evaluate(TOO_WIDE)]


def misplaced_headings(page: Page) -> list[str]:
    """Whether one heading of the first level begins the page, and no level is skipped."""
    found: list[list[Any]] = page.evaluate(LEVELS)
    levels = [level for level, _ in found]
    if levels.count(1) != 1:
        return [f"headings of the first level: {levels.count(1)}: {found[:6]}"]
    if levels[0] != 1:
        return [f"the first heading is not of the first level: {found[:3]}"]
    return [
        f"a level of headings is skipped before: {after[1]}"
        for before, after in pairwise(found)
        if after[0] > before[0] + 1
    ]

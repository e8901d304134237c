"""The brief on a phone: this browser slowed down to the score of one, with nothing cached."""

from __future__ import annotations

from statistics import mean

from playwright.sync_api import Browser

from benchmarks.measures import ms, p50
from benchmarks.report import Row
from benchmarks.servers import Server

VISITS = 15
AIM = 300
PHONE = {
    "viewport": {"width": 412, "height": 839},
    "device_scale_factor": 2.625,
    "is_mobile": True,
    "has_touch": True,
}
# The score of a mid-tier phone (a Pixel 5) by which Chrome's developer tools calibrate their own
# slowing down: panels/mobile_throttling/CalibrationController.ts of chrome-devtools-frontend.
MID_TIER = 1000
# The score is that of Lighthouse: how many tens of times a second 10,000 letters are put together
# one by one, and 100,000 numbers copied one by one; the mean of both.
SCORE = """() => {
  const often = work => {
    const start = performance.now()
    let times = 0
    for (; performance.now() - start < 500; times += 1) work(times)
    return times * 100 / (performance.now() - start)
  }
  const numbers = [0, 1].map(() => Array.from({ length: 100000 }, (_, at) => at))
  const letters = often(() => {
    let text = ""
    for (let at = 0; at < 10000; at += 1) text += "a"
    if (text.length === 1) throw new Error("never: it keeps the work from being left out")
  })
  const copies = often(times => {
    const [from, to] = times % 2 ? numbers : [numbers[1], numbers[0]]
    for (let at = 0; at < from.length; at += 1) to[at] = from[at]
  })
  return (letters + copies) / 2
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def row(chromium: Browser, server: Server) -> Row:
    """Milliseconds until somebody with a mid-tier phone reads the first words of the brief."""
    slower = max(1.0, score(chromium) / MID_TIER)
    took = [_first_paint(chromium, f"{server.url}/brief", slower) for _ in range(VISITS + 1)][1:]
    spread = f"{ms(min(took))} to {ms(max(took))}"
    return Row(
        f"first paint of /brief, nothing cached, as on a mid-tier phone, {VISITS} visits, p50",
        ms(p50(took)),
        f"{spread}, processor slowed {slower:.1f} ×",
        aim=f"at most {AIM} ms",
        met=p50(took) <= AIM,
    )


def score(chromium: Browser) -> float:
    """How quick this browser is here, in Lighthouse's index; the first run only warms up."""
    page = chromium.new_page()
    try:
        return mean([page.evaluate(SCORE) for _ in range(4)][1:])
    finally:
        page.close()


def _first_paint(chromium: Browser, address: str, slower: float) -> float:
    context = chromium.new_context(**PHONE)
    try:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address)
        while (painted := page.evaluate(PAINTED)) is None:
            page.wait_for_timeout(20)
        page.wait_for_timeout(200)
        return float(painted)
    finally:
        context.close()

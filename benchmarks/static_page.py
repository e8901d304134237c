"""The page Explore again, as a static page: the engine's counts, drawn with Plotly.react.

It is what a careful developer would write without our drawing: the findings in the page, a click
filters them there, the bar charts are Plotly's, the rest is HTML made from strings.

Start it with `python -m benchmarks.static_page PORT`.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import plotly

from benchmarks.same_page import dataset, style
from insights.charts import findings_by_source, findings_by_theme
from insights.draw.plotly import figure
from insights.explorer import world
from insights.explorer.bundle import engine
from insights.model import Dataset

SCRIPT = Path(__file__).with_name("static_page.js")
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FRAME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Explore</title>{style}
<div class="stApp page"><div class="side" id="theme"></div>
<main class="stMainBlockContainer stHtml"><div class="message">
<h1 class="question">What is there about …?</h1><p class="headline"></p></div>
<p id="filtered"></p><p class="quiet" id="sentence"></p>
<div class="two"><div><h2 id="by-theme-title"></h2><div id="by-theme"></div></div>
<div><h2 id="matrix-title"></h2><div class="matrix" id="matrix"></div>
<h2 id="by-source-title"></h2><div id="by-source"></div></div></div>
<ol class="findings"></ol></main></div>
<script src="/plotly.min.js"></script><script>(() => {{ {script} }})()</script></html>"""


def page(shown: Dataset) -> bytes:
    view = shown.select()
    figures = {
        "by-theme": figure(findings_by_theme(view), "light"),
        "by-source": figure(findings_by_source(view), "light"),
    }
    given = f"const FIGURES = {json.dumps(figures)}\nconst WORLD = {world(shown).decode()}"
    parts = (
        given.replace("</", "<\\/"),
        engine("charts.js", "headline.js"),
        SCRIPT.read_text("utf-8"),
    )
    return FRAME.format(style=style(), script="\n".join(parts)).encode()


class Answer(BaseHTTPRequestHandler):
    """Two files, from memory."""

    files: dict[str, tuple[str, bytes]] = {}  # noqa: RUF012 - set once, below

    def do_GET(self) -> None:
        name = "/plotly.min.js" if self.path == "/plotly.min.js" else "/"
        kind, body = self.files[name]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if name != "/":
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Answer.files = {
        "/": ("text/html; charset=utf-8", page(dataset())),
        "/plotly.min.js": ("text/javascript", PLOTLY.read_bytes()),
    }
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()

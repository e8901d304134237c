"""Colours by meaning, the second marks beside them, and the Plotly template.

A colour means a category and nothing else. Keep and start, leave and context have nearly the same
lightness, so each category also has a letter and a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from insights.model import Category

Mode = Literal["light", "dark"]
SANS = '"Source Sans", sans-serif'


@dataclass(frozen=True)
class Mark:
    """How one category looks: fill and text colours per mode, and what tells it without colour."""

    fill: dict[Mode, str]
    text: dict[Mode, str]
    on_fill: dict[Mode, str]
    pattern: str
    letter: str


MARKS: dict[Category, Mark] = {
    "keep": Mark(
        {"light": "#12338E", "dark": "#507BE2"},
        {"light": "#12338E", "dark": "#8FADF0"},
        {"light": "#FFFFFF", "dark": "#0E0D0C"},
        "",
        "K",
    ),
    "leave": Mark(
        {"light": "#D86620", "dark": "#FFE17A"},
        {"light": "#A84A10", "dark": "#FFE17A"},
        {"light": "#171614", "dark": "#0E0D0C"},
        "/",
        "L",
    ),
    "start": Mark(
        {"light": "#721031", "dark": "#D0556E"},
        {"light": "#721031", "dark": "#E98CA0"},
        {"light": "#FFFFFF", "dark": "#0E0D0C"},
        "x",
        "S",
    ),
    "context": Mark(
        {"light": "#7D8894", "dark": "#D6E8F5"},
        {"light": "#5A6570", "dark": "#D6E8F5"},
        {"light": "#171614", "dark": "#0E0D0C"},
        ".",
        "C",
    ),
}


@dataclass(frozen=True)
class Inks:
    """The neutral colours of one mode."""

    paper: str
    ink: str
    quiet: str
    rule: str


INKS: dict[Mode, Inks] = {
    "light": Inks(paper="#FFFFFF", ink="#1B1D26", quiet="#4A5161", rule="#D9DBE1"),
    "dark": Inks(paper="#171614", ink="#F1EFEC", quiet="#B9B5AF", rule="#3A3835"),
}


def colour_variables() -> str:
    """All colours as CSS declarations (`--keep-fill:light-dark(#12338E,#507BE2);…`).

    `light-dark` follows the `color-scheme` of the element whose rule they are put into.
    """
    light, dark = INKS["light"], INKS["dark"]
    pairs = {
        name: (getattr(light, name), getattr(dark, name))
        for name in ("paper", "ink", "quiet", "rule")
    }
    for category, mark in MARKS.items():
        for use in ("fill", "text", "on_fill"):
            colours = getattr(mark, use)
            pairs[f"{category}-{use.replace('_', '-')}"] = (colours["light"], colours["dark"])
    return "".join(f"--{name}:light-dark({one},{two});" for name, (one, two) in pairs.items())


def plotly_layout(mode: Mode) -> dict[str, Any]:
    """What every Plotly figure shares: type, colours, no frame, no zoom."""
    inks = INKS[mode]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
    }
    return {
        "font": {"family": SANS, "size": 14, "color": inks.ink},
        "paper_bgcolor": inks.paper,
        "plot_bgcolor": inks.paper,
        "hoverlabel": {
            "bgcolor": inks.paper,
            "bordercolor": inks.quiet,
            "font": {"family": SANS, "color": inks.ink},
        },
        "showlegend": False,
        "dragmode": False,
        "xaxis": axis,
        "yaxis": axis,
    }

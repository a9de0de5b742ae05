"""The drawings of a report, the same for page and PDF: bars in tables, and the funnel of units.

Plain SVG without styles or scripts, so that a strict content security policy lets it pass; the page
recolours it for the dark scheme by its fill colours.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import vl_convert
from django.utils.translation import gettext as _

from .funnel import INNER, OUTER, Group, limits

FONTS = Path(__file__).parent / "fonts"
UPHELD, LEFT_UP, UNCLEAR, INK, FAINT = "#1f5f8f", "#c9a04a", "#dcd9d0", "#4a545e", "#8b939a"
STEPS = 60
WIDTH, HEIGHT = 660, 250
PARTS_ROLES = re.compile(r' (role|aria-[a-z]+)="[^"]*"')
"""Vega names every part for screen readers; the drawing has one name as a whole instead."""

vl_convert.register_font_directory(str(FONTS))


def bar(parts: Sequence[tuple[int, str]], whole: int, label: str) -> str:
    """One bar of parts `(count, colour)`, drawn as shares of `whole`; `label` says it in words."""
    rects, start = [], 0.0
    for count, colour in parts:
        width = 200 * count / whole if whole else 0.0
        if count:
            rects.append(
                f'<rect x="{start:.2f}" y="0" width="{width:.2f}" height="14" fill="{colour}"/>'
            )
        start += width
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="bar" viewBox="0 0 200 14" width="200" '
        f'height="14" preserveAspectRatio="none" role="img" aria-label="{escape(label)}">'
        f"{''.join(rects)}</svg>"
    )


def answers_bar(upheld: int, rejected: int, unknown: int, label: str) -> str:
    """The bar of what platforms did: upheld, left up, no clear answer."""
    parts = [(upheld, UPHELD), (rejected, LEFT_UP), (unknown, UNCLEAR)]
    return bar(parts, upheld + rejected + unknown, label)


def funnel(overall: float, groups: Sequence[Group], label: str) -> str:
    """The share left up of each group against its number of cases, with the limits of chance."""
    widest = max(group.whole for group in groups) * 1.08
    top = min(1.0, max(0.2, overall * 2.5, *(1.2 * group.part / group.whole for group in groups)))
    points: list[dict[str, Any]] = [
        {"x": g.whole, "y": g.part / g.whole, "label": g.value, "outside": g.outside}
        for g in groups
    ]
    _thin_labels(points, WIDTH / widest, HEIGHT / top)
    svg = str(
        vl_convert.vegalite_to_svg(_funnel_spec(points, _curves(overall, widest, top), widest, top))
    )
    bare = PARTS_ROLES.sub("", svg)
    return bare.replace('class="marks"', f'class="funnel" role="img" aria-label="{escape(label)}"')


def _thin_labels(points: list[dict[str, Any]], across: float, down: float) -> None:
    """Empty the labels that would lie on a dot or another label; those outside come first."""
    taken = [(point["x"] * across - 4, point["y"] * down, 8.0) for point in points]
    for point in sorted(points, key=lambda each: (not each["outside"], -each["x"])):
        start, y, width = point["x"] * across + 7, point["y"] * down, 9.0 * len(point["label"])
        if any(start < x + room and x < start + width and abs(y - h) < 13 for x, h, room in taken):
            point["label"] = ""
        else:
            taken.append((start, y, width))


def _curves(overall: float, widest: float, top: float) -> list[dict[str, Any]]:
    """The limits and the overall share as points of lines, as far as they lie below `top`."""
    rows: list[dict[str, Any]] = []
    for step in range(1, STEPS + 1):
        cases = widest * (step / STEPS) ** 2
        for kind, errors in (("inner", INNER), ("outer", OUTER)):
            low, high = limits(overall, cases, errors)
            rows += [
                {"x": cases, "y": low, "line": f"{kind} low", "kind": kind},
                {"x": cases, "y": high, "line": f"{kind} high", "kind": kind},
            ]
    rows += [{"x": x, "y": overall, "line": "all", "kind": "all"} for x in (0, widest)]
    return [row for row in rows if row["y"] <= top]


def _funnel_spec(
    points: list[dict[str, Any]], curves: list[dict[str, Any]], widest: float, top: float
) -> dict[str, Any]:
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, widest], "nice": False},
        "title": _("pieces upheld or left up"),
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, top], "clamp": True},
        "axis": {"format": ".0%", "tickCount": 5},
        "title": _("share left up"),
    }
    at = {"x": x, "y": y}
    dash = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["all", "inner", "outer"], "range": [[1, 0], [2, 3], [6, 3]]},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "background": None,
        "padding": 2,
        "config": CONFIG,
        "layer": [
            {
                "data": {"values": curves},
                "mark": {"type": "line", "color": FAINT, "strokeWidth": 1},
                "encoding": at | {"detail": {"field": "line"}, "strokeDash": dash},
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
                "encoding": at | {"color": SIDE, "shape": SHAPE},
            },
            {
                "data": {"values": points},
                "mark": {"type": "text", "align": "left", "dx": 7, "fontSize": 12, "color": INK},
                "encoding": at | {"text": {"field": "label"}},
            },
        ],
    }


CONFIG = {
    "aria": False,
    "font": "Noto Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "domainColor": FAINT,
        "tickColor": FAINT,
        "grid": False,
    },
}
SIDE = {
    "field": "outside",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": [False, True], "range": [UPHELD, LEFT_UP]},
}
SHAPE = {
    "field": "outside",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": [False, True], "range": ["circle", "diamond"]},
}

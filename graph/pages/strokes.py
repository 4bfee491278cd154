"""Strokes, marks and words of a figure as SVG elements."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import atan2, cos, hypot, sin
from typing import NamedTuple

from graph.pages.lettering import FONT_STACK, text_width
from graph.pages.naming import Name
from graph.pages.text import clean

INK, FAINT, PAPER = "#1b1f24", "#57606a", "#ffffff"
WIDTH, MARGIN = 1200.0, 32.0
NAME, SMALL = 11.0, 10.5

Point = tuple[float, float]


class Curve(NamedTuple):
    """A cubic Bézier curve."""

    start: Point
    first: Point
    second: Point
    end: Point

    def at(self, along: float) -> Point:
        """Return the point at a share of its parameter."""
        back = 1 - along
        weights = (back**3, 3 * back * back * along, 3 * back * along * along, along**3)
        x = sum(weight * point[0] for weight, point in zip(weights, self, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, self, strict=True))
        return x, y


def curve_between(start: Point, end: Point, bend: float, *, eased: bool) -> Curve:
    """Return the line between two points as the page draws it: an S between columns, an arc where it bends."""
    (left, up), (right, low) = start, end
    if bend == 0 and eased:
        third = (right - left) / 3
        return Curve(start, (left + third, up), (right - third, low), end)
    off = 0.8 * bend
    control = (left + right) / 2 - (low - up) * off, (up + low) / 2 + (right - left) * off
    first = left + (control[0] - left) * 2 / 3, up + (control[1] - up) * 2 / 3
    second = right + (control[0] - right) * 2 / 3, low + (control[1] - low) * 2 / 3
    return Curve(start, first, second, end)


def arrow_head(curve: Curve, radius: float, colour: str) -> str:
    """Return the head of a line where it reaches its symbol's rim."""
    end, along = curve.end, 1.0
    while along > 0.5 and hypot(curve.at(along)[0] - end[0], curve.at(along)[1] - end[1]) < radius + 1.5:
        along -= 0.01
    x, y = curve.at(along)
    back_x, back_y = curve.at(along - 0.04)
    angle = atan2(y - back_y, x - back_x)
    corners = [(x, y)] + [(x - 7.5 * cos(angle + turn), y - 7.5 * sin(angle + turn)) for turn in (0.42, -0.42)]
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def status_mark(x: float, y: float, mark: str, colour: str) -> str:
    """Return the sign of a status on a disc of paper."""
    disc = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{PAPER}"/>'
    if mark == "\u2713":  # few fonts have a tick
        path = f"M{x - 3.5:.1f} {y:.1f}L{x - 1:.1f} {y + 3:.1f}L{x + 4:.1f} {y - 3.5:.1f}"
        return f'{disc}<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    # A closing quote hangs high in its line.
    drop = 8.5 if mark == "”" else 4.5
    return disc + drawn_text(mark, x, y + drop, 13, colour=colour, weight=500, anchor="middle")


def line_sample(dashes: Sequence[int], mark: str, colour: str) -> str:
    """Return a line of a status as the legend shows it."""
    pattern = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    line = f'<path d="M0 -4H44" stroke="{colour}" stroke-width="2"{pattern}/>'
    return line + (status_mark(22, -4, mark, colour) if mark else "")


def legend_lines(entries: Sequence[tuple[str, str]], top: float) -> tuple[list[str], float]:
    """Return a legend's entries side by side, in as many lines as they need, and where the next line begins."""
    parts, x, y = [], MARGIN, top
    for drawn, told in entries:
        lead = 50.0 if 'd="M0 -4H44"' in drawn else 22.0
        wide = lead + text_width(told, SMALL) + 20
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = MARGIN, y + 20
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{drawn}{drawn_text(told, lead, 0, SMALL)}</g>')
        x += wide
    return parts, y + 24


def drawn_name(name: Name, *, size: float = NAME, colour: str = INK) -> str:
    """Return a name with a halo of paper, so that lines behind it do not cross its letters."""
    spans = "".join(
        f'<tspan x="{name.x:.1f}" dy="{size * 1.18 if at else 0:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(name.lines)
    )
    return (
        f'<text x="{name.x:.1f}" y="{name.y:.1f}" font-size="{size}" text-anchor="{name.anchor}" fill="{colour}" '
        f'stroke="{PAPER}" stroke-width="4.5" stroke-linejoin="round" paint-order="stroke">{spans}</text>'
    )


def drawing(width: float, height: float, mark: str, words: tuple[str, str], parts: Sequence[str]) -> str:
    """Return an SVG text: ``parts`` on a sheet of paper.

    Args:
        width: In pixels, as ``height``.
        height: Of the whole.
        mark: Says what made it; no two hyphens in a row.
        words: Title and description for screen readers.
        parts: The elements.
    """
    title, told = words
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="t d" font-family="{FONT_STACK}" '
            f'fill="{INK}">',
            f"<!-- {mark} -->",
            f'<title id="t">{escape(clean(title))}</title>',
            f'<desc id="d">{escape(clean(told))}</desc>',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="{PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def drawn_text(
    text: str, x: float, y: float, size: float, *, colour: str = INK, weight: int = 400, anchor: str = "start"
) -> str:
    """Return one line of text as an SVG element."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )

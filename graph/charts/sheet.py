"""The sheet a chart stands on: title, what is shown, notes and sources, in the style of the pages' figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from graph.pages.figure import FIGURE_MARK
from graph.pages.lettering import FONT_STACK, wrap
from graph.pages.strokes import FAINT, INK, PAPER
from graph.pages.text import clean

WIDTH, MARGIN = 1_000.0, 32.0
_NOTE = 10.5

# Given where it begins, gives its parts and where it ends.
Body = Callable[[float], tuple[list[str], float]]


def sheet(title: str, question: str, body: Body, notes: Sequence[str], told: str) -> str:
    """Return an SVG text.

    Args:
        title: Heading.
        question: What is shown, in which unit; may be empty.
        body: Draws the chart itself.
        notes: What the numbers are and who says so.
        told: The chart in words, for screen readers.
    """
    room = WIDTH - 2 * MARGIN
    parts, y = [], 42.0
    for line in wrap(clean(title), 20, room, most=2, bold=True):
        parts.append(text_at(line, MARGIN, y, 20, weight=500))
        y += 25
    for line in wrap(clean(question), 12.5, room, most=3):
        parts.append(text_at(line, MARGIN, y - 3, 12.5, colour=FAINT))
        y += 17
    drawn, y = body(y + 8)
    parts += drawn
    y += 24
    for note in notes:
        for line in wrap(clean(note), _NOTE, room, most=6):
            parts.append(text_at(line, MARGIN, y, _NOTE, colour=FAINT))
            y += 15
    height = y + 8
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-labelledby="t d" font-family="{FONT_STACK}" '
            f'fill="{INK}">',
            f"<!-- {FIGURE_MARK} -->",
            f'<title id="t">{escape(clean(title))}</title>',
            f'<desc id="d">{escape(clean(f"{question} {told}".strip()))}</desc>',
            f'<rect width="{WIDTH:.0f}" height="{height:.0f}" fill="{PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def text_at(
    text: str, x: float, y: float, size: float, *, colour: str = INK, weight: int = 400, anchor: str = "start"
) -> str:
    """Return one line of text as an SVG element."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(clean(text))}</text>'
    )

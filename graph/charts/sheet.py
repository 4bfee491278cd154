"""The sheet a chart stands on: title, what is shown, notes and sources, in the style of the pages' figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.pages.figure import FIGURE_MARK
from graph.pages.lettering import wrap
from graph.pages.strokes import FAINT, drawing, drawn_text
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
        parts.append(drawn_text(line, MARGIN, y, 20, weight=500))
        y += 25
    for line in wrap(clean(question), 12.5, room, most=3):
        parts.append(drawn_text(line, MARGIN, y - 3, 12.5, colour=FAINT))
        y += 17
    drawn, y = body(y + 8)
    parts += drawn
    y += 24
    for note in notes:
        for line in wrap(clean(note), _NOTE, room, most=6):
            parts.append(drawn_text(line, MARGIN, y, _NOTE, colour=FAINT))
            y += 15
    height = y + 8
    return drawing(WIDTH, height, FIGURE_MARK, (title, f"{question} {told}".strip()), parts)

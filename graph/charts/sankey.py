"""A money flow: bands as wide as what is recorded; what is only known as an interval is drawn apart, as a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from graph.charts.sheet import MARGIN, WIDTH, sheet
from graph.pages.lettering import fit
from graph.pages.look import STATUS_LOOKS, look_of
from graph.pages.strokes import drawn_text
from graph.pages.text import clean

_NODE, _PAD, _LEAST = 12.0, 30.0, 22.0  # width of a thing, gap below it, its least height, in pixels
_SIZE = 11.0
_THIN = 3.0
_SHARES = (0.38, 0.55)  # of a gap: of the names of the last column, which stand left of it, and of the one before
_HEIGHT = 330.0  # of all bands together


class Band(NamedTuple):
    """Money from one thing to the next.

    Attributes:
        source: Name of where it comes from.
        target: Name of where it goes.
        value: Dollars, for the width alone; 0 where only an interval is known.
        text: The exact amount, or the interval, as text.
        inferred: Whether a rule concluded it; else an interval is what a record leaves open.
    """

    source: str
    target: str
    value: float
    text: str
    inferred: bool = False


class Sankey(NamedTuple):
    """Columns of (kind, names) from left to right, and the bands between neighbouring columns."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]
    bands: tuple[Band, ...]


class _Box(NamedTuple):
    x: float
    top: float
    height: float


def sankey_chart(title: str, question: str, drawn: Sankey, notes: Sequence[str]) -> str:
    """Return the chart as SVG text; names are unique within a column and bands join neighbouring columns."""

    def body(top: float) -> tuple[list[str], float]:
        return _draw(drawn, top + 26)

    told = "; ".join(
        f"{band.source} to {band.target}: {band.text}{' (inferred)' if band.inferred else ''}" for band in drawn.bands
    )
    return sheet(title, question, body, notes, told)


def _draw(drawn: Sankey, top: float) -> tuple[list[str], float]:
    boxes, bottom = _boxes(drawn, top)
    parts: list[str] = []
    spent: dict[tuple[int, str, bool], float] = {}
    total = _total(drawn)
    for band in drawn.bands:
        column = _column(drawn, band)
        ends = boxes[column, band.source], boxes[column + 1, band.target]
        width = band.value / total * _HEIGHT if total else 0.0
        parts.append(_band(band, ends, width, spent, column))
    room = (WIDTH - 2 * MARGIN) / max(len(drawn.columns) - 1, 1)
    for number, (kind, names) in enumerate(drawn.columns):
        look = look_of(kind)
        last = number == len(drawn.columns) - 1
        x = boxes[number, names[0]].x if names else MARGIN
        own = room * (_SHARES[0] if last else _SHARES[1] if number == len(drawn.columns) - 2 else 0.9)
        heading = look.name if len(names) == 1 else look.plural
        anchor, at = ("end", x + _NODE) if last else ("start", x)
        parts.append(drawn_text(heading, at, top - 14, 12, colour="#57606a", weight=500, anchor=anchor))
        for name in names:
            parts.append(_thing(drawn, number, name, boxes[number, name], look.light, own, last=last))
    return parts, bottom


def _total(drawn: Sankey) -> float:
    """Return the most that passes between two columns: what the full height stands for."""
    sums: dict[int, float] = {}
    for band in drawn.bands:
        column = _column(drawn, band)
        sums[column] = sums.get(column, 0.0) + max(band.value, 0.0)
    return max(sums.values(), default=0.0)


def _column(drawn: Sankey, band: Band) -> int:
    for number, (_, names) in enumerate(drawn.columns[:-1]):
        if band.source in names and band.target in drawn.columns[number + 1][1]:
            return number
    raise KeyError(f"{band.source!r} and {band.target!r} are in no neighbouring columns")


def _boxes(drawn: Sankey, top: float) -> tuple[dict[tuple[int, str], _Box], float]:
    total = _total(drawn) or 1.0
    boxes: dict[tuple[int, str], _Box] = {}
    heights: list[list[float]] = []
    for number, (_, names) in enumerate(drawn.columns):
        column = []
        for name in names:
            into = sum(b.value for b in drawn.bands if b.target == name and _column(drawn, b) == number - 1)
            out = sum(b.value for b in drawn.bands if b.source == name and _column(drawn, b) == number)
            column.append(max(max(into, out) / total * _HEIGHT, _THIN))
        heights.append(column)
    tall = max(sum(max(one, _LEAST - _PAD + 26) for one in column) + _PAD * (len(column) - 1) for column in heights)
    step = (WIDTH - 2 * MARGIN - _NODE) / max(len(drawn.columns) - 1, 1)
    for number, (_, names) in enumerate(drawn.columns):
        used = sum(heights[number])
        pad = min((tall - used) / (len(names) - 1), 90.0) if len(names) > 1 else 0.0
        y = top + (tall - used - pad * (len(names) - 1)) / 2
        for name, height in zip(names, heights[number], strict=True):
            boxes[number, name] = _Box(MARGIN + number * step, y, height)
            y += height + pad
    return boxes, top + tall


def _band(
    band: Band, ends: tuple[_Box, _Box], width: float, spent: dict[tuple[int, str, bool], float], column: int
) -> str:
    source, target = ends
    left, right = source.x + _NODE, target.x
    if not band.value:
        y, low = source.top + source.height / 2, target.top + target.height / 2
        look = STATUS_LOOKS["inferred"] if band.inferred else STATUS_LOOKS["recorded"]
        middle, dashes = (left + right) / 2, "2 5" if band.inferred else "7 4"
        return (
            f'<path d="M{left:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {low:.1f} {right:.1f} {low:.1f}" '
            f'fill="none" stroke="{look.light}" stroke-width="1.6" stroke-dasharray="{dashes}">'
            f"<title>{escape(clean(f'{band.source} to {band.target}: {band.text}'))}</title></path>"
        )
    starts = [
        box.top + spent.get((column, name, out), 0.0)
        for box, name, out in ((source, band.source, True), (target, band.target, False))
    ]
    for name, out in ((band.source, True), (band.target, False)):
        spent[column, name, out] = spent.get((column, name, out), 0.0) + width
    (up, low), middle = starts, (left + right) / 2
    return (
        f'<path d="M{left:.1f} {up:.1f}C{middle:.1f} {up:.1f} {middle:.1f} {low:.1f} {right:.1f} {low:.1f}'
        f"V{low + width:.1f}C{middle:.1f} {low + width:.1f} {middle:.1f} {up + width:.1f} {left:.1f} {up + width:.1f}Z"
        f'" fill="#4b5563" fill-opacity="0.28"><title>{escape(clean(f"{band.source} to {band.target}: {band.text}"))}'
        "</title></path>"
    )


def _thing(drawn: Sankey, number: int, name: str, box: _Box, colour: str, room: float, *, last: bool) -> str:
    told = _amount_of(drawn, number, name)
    anchor, x = ("end", box.x - 6) if last else ("start", box.x + _NODE + 6)
    # A thin line leaves from the middle: words stand above it.
    middle = box.top + box.height / 2 - (15 if box.height <= _THIN else 0)
    lines = [fit(clean(name), _SIZE, room), fit(told, _SIZE - 1, room)]
    words = [
        _haloed(line, x, middle + (-2 if at == 0 else 11), _SIZE - at, anchor) for at, line in enumerate(lines) if line
    ]
    return (
        f'<g><rect x="{box.x:.1f}" y="{box.top:.1f}" width="{_NODE}" height="{box.height:.1f}" fill="{colour}"/>'
        + "".join(words)
        + "</g>"
    )


def _amount_of(drawn: Sankey, number: int, name: str) -> str:
    """Return the amount beside a thing: that of its only band, or nothing where it has several."""
    into = [b.text for b in drawn.bands if b.target == name and _column(drawn, b) == number - 1]
    out = [b.text for b in drawn.bands if b.source == name and _column(drawn, b) == number]
    if number == 0:
        return out[0] if len(out) == 1 else ""
    return into[0] if len(into) == 1 else ""


def _haloed(text: str, x: float, y: float, size: float, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" stroke="#ffffff" stroke-width="4" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )

"""The small graph of a page: what stands before a thing, the thing, what stands behind it; plain SVG, no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.pages.look import STATUS_LOOKS
from graph.pages.text import shorten
from graph.site.html import Html, joined, named, tag

_WIDTH, _ROW, _TOP = 1060, 46, 26
_BOX, _BOX_HEIGHT = 250, 34
_LABEL = 29  # characters of a name that fit a box
MOST = 6  # things on a side


class Arm(NamedTuple):
    """A line of the small graph.

    Attributes:
        label: Name of the thing at its other end.
        href: Its page, or None.
        relation: The line in a word or two.
        status: A status of `graph.pages.look.STATUS_LOOKS`; it decides the line's style and mark.
    """

    label: str
    href: str | None
    relation: str
    status: str


def figure(label: str, left: Sequence[Arm], right: Sequence[Arm], *, said: str) -> Html:
    """Return the drawing, at most `MOST` things a side, or nothing where there is no line.

    Args:
        label: Name of the thing in the middle.
        left: Lines that lead to it.
        right: Lines that lead on from it.
        said: What the drawing shows, as a sentence; what is left out belongs in it.
    """
    left, right = left[:MOST], right[:MOST]
    rows = max(len(left), len(right))
    if not rows:
        return Html("")
    height = _TOP + rows * _ROW
    middle = (_WIDTH - _BOX) // 2
    centre = _TOP + rows * _ROW // 2 - _ROW // 2
    drawn = [_box(middle, centre, label, None, "centre")]
    for arms, at_left in ((left, True), (right, False)):
        for number, arm in enumerate(arms):
            y = _TOP + round((number + 0.5) * rows * _ROW / len(arms)) - _ROW // 2
            x = 0 if at_left else _WIDTH - _BOX
            start, end = ((_BOX, y), (middle, centre)) if at_left else ((middle + _BOX, centre), (_WIDTH - _BOX, y))
            drawn += [_line(start, end, arm), _box(x, y, arm.label, arm.href, "")]
    picture = tag(
        "svg",
        tag("title", said),
        joined(drawn),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="group",
        aria_label=said,
    )
    frame = tag("div", picture, class_="picture", tabindex="0", role="group", aria_label="Small graph")
    return tag("figure", frame, tag("figcaption", said, " ", _key({arm.status for arm in (*left, *right)})))


def _box(x: int, y: int, label: str, href: str | None, kind: str) -> Html:
    box = tag("rect", x=str(x + 1), y=str(y - _BOX_HEIGHT // 2), width=str(_BOX - 2), height=str(_BOX_HEIGHT), rx="6")
    text = tag("text", shorten(label, _LABEL), x=str(x + _BOX // 2), y=str(y + 5))
    whole = tag("title", label) if len(label) > _LABEL else None
    inner = joined([whole, box, text])
    return tag("a", inner, href=href, class_="box") if href else tag("g", inner, class_=f"box {kind}".strip())


def _line(start: tuple[int, int], end: tuple[int, int], arm: Arm) -> Html:
    look = STATUS_LOOKS[arm.status]  # type: ignore[index]  # one of them, by the type's documentation
    (x1, y1), (x2, y2) = start, end
    bend = (x1 + x2) // 2
    path = tag(
        "path",
        d=f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}",
        stroke_dasharray=",".join(map(str, look.dashes)) or None,
    )
    mark = f"{look.mark} " if look.mark else ""
    # At the thing's own end: in the middle the lines meet and words would lie on one another.
    outer = (x1, y1, "start", 4) if x1 == _BOX else (x2, y2, "end", -4)
    words = tag(
        "text",
        shorten(f"{mark}{arm.relation}", 21),
        x=str(outer[0] + outer[3]),
        y=str(outer[1] - 4),
        text_anchor=outer[2],
    )
    return tag("g", path, words, class_=f"line s-{arm.status}")


def _key(statuses: set[str]) -> Html:
    """Return what the marks on the lines mean, in words."""
    told = [
        f"{look.mark} {look.name}: {look.meaning}"
        for status, look in STATUS_LOOKS.items()
        if status in statuses and look.mark
    ]
    return named("; ".join(told) + "." if told else "")

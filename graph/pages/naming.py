"""Names beside symbols in a figure: each where there is room, none over another, none over a symbol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.pages.lettering import fit, text_width, wrap

_CELL = 64.0
_GAP = 3.0
_SHORTEST = 28.0  # pixels; a name cut to less says nothing


class Rect(NamedTuple):
    """A rectangle by its corners, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Tell whether two rectangles share a point inside."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Name(NamedTuple):
    """A placed name: its lines, where the first one's baseline starts or ends, and ``start``, ``middle`` or ``end``."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


class Taken:
    """Rectangles on a sheet; asks fast whether a new one meets one of them."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Rect]] = {}

    def add(self, rect: Rect) -> None:
        """Take a rectangle."""
        for cell in self._over(rect):
            self._cells.setdefault(cell, []).append(rect)

    def is_free(self, rect: Rect) -> bool:
        """Tell whether a rectangle meets none that is taken."""
        return not any(rect.meets(other) for cell in self._over(rect) for other in self._cells.get(cell, ()))

    @staticmethod
    def _over(rect: Rect) -> Iterable[tuple[int, int]]:
        across = range(int(rect.left // _CELL), int(rect.right // _CELL) + 1)
        down = range(int(rect.top // _CELL), int(rect.bottom // _CELL) + 1)
        return ((x, y) for x in across for y in down)


class Spot(NamedTuple):
    """A symbol that wants a name: id, name, centre, radius, how wide its name may be, and on which side first."""

    id: str
    label: str
    x: float
    y: float
    radius: float
    width: float
    side: str


def place_names(spots: Sequence[Spot], taken: Taken, frame: Rect, size: float) -> Mapping[str, Name]:
    """Return the names that find room, by id, first come first served; symbols are taken already.

    A name stands on two lines where that keeps more of it. One that meets another is tried on the other side, below
    and above, then shorter; one that finds no room is left out.
    """
    placed: dict[str, Name] = {}
    for spot in spots:
        found = next((one for one in _choices(spot, size) if _fits(one[1], taken, frame)), None)
        if found is not None:
            taken.add(found[1])
            placed[spot.id] = found[0]
    return placed


def _fits(rect: Rect, taken: Taken, frame: Rect) -> bool:
    across = frame.left <= rect.left and rect.right <= frame.right
    return across and frame.top <= rect.top and rect.bottom <= frame.bottom and taken.is_free(rect)


def _choices(spot: Spot, size: float) -> Iterator[tuple[Name, Rect]]:
    """Yield the ways to write a name, the best first: where it belongs, a little shorter there, then elsewhere."""
    sides = tuple(dict.fromkeys((spot.side, "right", "left", "below", "above")))
    for side, shares in ((sides[:1], (1.0, 0.75)), (sides[1:], (1.0,)), (sides, (0.5, 0.35))):
        for share in shares:
            width = max(spot.width * share, _SHORTEST)
            for lines in _written(spot.label, size, width):
                yield from (_at(spot, one, lines, size) for one in side)


def _written(label: str, size: float, width: float) -> list[list[str]]:
    """Return a name as one line where it is short enough, else as two and as one that is cut."""
    if text_width(label, size) <= width:
        return [[label]]
    return [lines for lines in (wrap(label, size, width, most=2), [fit(label, size, width)]) if all(lines)]


def _at(spot: Spot, side: str, lines: Sequence[str], size: float) -> tuple[Name, Rect]:
    wide = max(text_width(line, size) for line in lines)
    high = size * 1.18 * len(lines)
    off = spot.radius + _GAP
    if side in ("right", "left"):
        top = spot.y - high / 2
        x, anchor = (spot.x + off, "start") if side == "right" else (spot.x - off, "end")
        left = x if side == "right" else x - wide
    else:
        top = spot.y + off if side == "below" else spot.y - off - high
        x, left, anchor = spot.x, spot.x - wide / 2, "middle"
    name = Name(tuple(lines), x, top + size * 0.95, anchor)
    return name, Rect(left, top, left + wide, top + high)

"""How far each line bends: parallel lines apart, lines inside a column off it, none across a symbol."""

from collections import defaultdict
from collections.abc import Sequence
from math import hypot, log1p, sqrt

from graph.pages.layout import Layout
from graph.pages.look import look_of
from graph.pages.view import PageEdge

# Beyond this many lines nobody can follow one by eye, and looking for a free way costs time.
_MOST_ROUTED = 150
_CLEAR = 15.0
_APART = 20.0
_TRIES = (0.0, 0.12, -0.12, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42)
_SAMPLES = tuple(step / 12 for step in range(1, 12))
_PARALLEL = 0.22
_STACKED = 0.3

Point = tuple[float, float]


def bend_lines(edges: Sequence[PageEdge], layout: Layout) -> dict[str, float]:
    """Bend per line: positive clockwise from its source, negative the other way, 0 as the page draws it."""
    between: dict[tuple[str, str], list[PageEdge]] = defaultdict(list)
    for edge in edges:
        first, second = sorted((edge.source, edge.target))
        between[first, second].append(edge)
    router = _Router(layout) if layout.name == "columns" and len(edges) <= _MOST_ROUTED else None
    bends: dict[str, float] = {}
    for (first, second), parallel in between.items():
        middle = (len(parallel) - 1) / 2
        for index, edge in enumerate(parallel):
            bend = (index - middle) * min(_PARALLEL, 0.9 / len(parallel))
            if len(parallel) == 1 and router and not _stacked(first, second, layout):
                bend = router.find(first, second)
            elif layout.name == "columns" and _stacked(first, second, layout):
                bend += _STACKED
            bends[edge.id] = round(bend if edge.source == first else -bend, 3)
    return bends


def _stacked(first: str, second: str, layout: Layout) -> bool:
    return any(
        plan.points[first][axis] == plan.points[second][axis] for axis, plan in enumerate((layout.wide, layout.tall))
    )


class _Router:
    """Finds for lines over a column the least bend that crosses no symbol and hides no other line."""

    def __init__(self, layout: Layout) -> None:
        self.points = layout.wide.points
        self.radii = layout.radii
        self.ranks = {each: look_of(kind).rank for each, kind in layout.kinds.items()}
        self.middles: list[Point] = []

    def find(self, first: str, second: str) -> float:
        start, end = self.points[first], self.points[second]
        low, high = sorted((self.ranks[first], self.ranks[second]))
        between = [each for each, rank in self.ranks.items() if low < rank < high]
        if not between:
            return 0.0
        best, least = 0.0, float("inf")
        for bend in _TRIES:
            way = [_point_on(start, end, bend, along) for along in _SAMPLES]
            cost = 10.0 * self._crossed(way, between) + self._crowded(way[len(way) // 2]) + abs(bend)
            if cost < least:
                best, least = bend, cost
        self.middles.append(_point_on(start, end, best, 0.5))
        return best

    def _crossed(self, way: Sequence[Point], between: Sequence[str]) -> int:
        crossed = 0
        for each in between:
            x, y = self.points[each]
            crossed += any(hypot(x - across, y - down) < self.radii[each] + _CLEAR for across, down in way)
        return crossed

    def _crowded(self, middle: Point) -> int:
        return sum(abs(x - middle[0]) < 2 * _APART and abs(y - middle[1]) < _APART for x, y in self.middles)


def _point_on(start: Point, end: Point, bend: float, along: float) -> Point:
    """A point of the drawn line: an S between columns without a bend, an arc with one."""
    (left, up), (right, down) = start, end
    if bend == 0:
        eased = along * along * (3 - 2 * along)
        return left + (right - left) * along, up + (down - up) * eased
    # vis-network's curvedCW leaves the straight line by about 0.8 of bend x length at its control point.
    off = 0.8 * bend * 2 * along * (1 - along)
    return (
        left + (right - left) * along - (down - up) * off,
        up + (down - up) * along + (right - left) * off,
    )


def line_width(edge: PageEdge, heaviest: float) -> float:
    """1 to 4, by the share of the heaviest line where lines have weights, by count otherwise."""
    if heaviest > 0:
        return round(1 + 3 * sqrt(max(edge.weight, 0.0) / heaviest), 1)
    return round(min(1 + log1p(edge.count - 1) * 0.6, 4.0), 1)

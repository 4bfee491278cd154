"""Groups of closely linked things: each a disc, the discs side by side, nothing overlapping."""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

from graph.pages.communities import name_group
from graph.pages.layout import TALL_SIZE, WIDE_SIZE, Box, Plan
from graph.pages.view import PageNode

_GOLDEN_ANGLE = pi * (3 - sqrt(5))
# With radius c * sqrt(k + 0.5) the closest two points of a sunflower stand 1.546 c apart (measured to 5,000).
_CLOSEST = 1.5
_LARGEST_PITCH = 90.0
_SMALLEST_PITCH = 13.0
# The page names groups of at least so many (src/names.js) and needs two lines above them.
_NAMED = 6
_HEADING = 34.0
UNLINKED = "No line shown"


def plan_groups(
    nodes: Sequence[PageNode], groups: Sequence[Sequence[str]], unlinked: Sequence[str], *, tall: bool
) -> Plan:
    """A disc per group, the largest first, named after its best linked members."""
    by_id = {node.id: node for node in nodes}
    width, height = TALL_SIZE if tall else WIDE_SIZE
    area = width * height / (len(nodes) * 2.2)
    pitch = min(max(sqrt(area), _SMALLEST_PITCH), _LARGEST_PITCH)
    discs = [(_disc(group, pitch), group) for group in groups]
    if unlinked:
        discs.append((_grid(unlinked, pitch, width), unlinked))
    points: dict[str, tuple[int, int]] = {}
    boxes = []
    origins = _pack([disc for disc, _ in discs], pitch, width, height)
    for origin, (offsets, group) in zip(origins, discs, strict=True):
        for each, (right, down) in zip(group, offsets, strict=True):
            points[each] = (round(origin[0] + right), round(origin[1] + down))
        name = UNLINKED if group is unlinked else name_group(group, by_id)
        boxes.append(_around(name, [points[each] for each in group], pitch))
    return Plan(points, tuple(boxes), pitch, dict.fromkeys(points, (round(1.6 * pitch), round(pitch))))


def _disc(group: Sequence[str], pitch: float) -> list[tuple[float, float]]:
    """Points of a sunflower, the first in the middle."""
    scale = pitch / _CLOSEST
    radii = [scale * sqrt(k + 0.5) for k in range(len(group))]
    return [(radius * cos(k * _GOLDEN_ANGLE), radius * sin(k * _GOLDEN_ANGLE)) for k, radius in enumerate(radii)]


def _grid(group: Sequence[str], pitch: float, width: float) -> list[tuple[float, float]]:
    per_row = max(1, min(len(group), int(max(width / pitch, sqrt(len(group) * 3)))))
    return [(index % per_row * pitch, index // per_row * pitch) for index in range(len(group))]


def _pack(
    discs: Sequence[Sequence[tuple[float, float]]], pitch: float, width: float, height: float
) -> list[tuple[float, float]]:
    """Origins of the discs on shelves, the shelf length chosen to come closest to the wanted shape."""
    frames = []
    for disc in discs:
        across, down = zip(*disc, strict=True)
        above = pitch + (_HEADING if len(disc) >= _NAMED else 0)
        frames.append((min(across) - pitch, min(down) - above, max(across) + pitch, max(down) + pitch))
    best: list[tuple[float, float]] = []
    worst = None
    total = sum((right - left) * (bottom - top) for left, top, right, bottom in frames)
    for stretch in (0.8, 1.0, 1.2, 1.5, 2.0):
        origins, size = _shelve(frames, sqrt(total * width / height) * stretch)
        misfit = max(size[0] / width, size[1] / height)
        if worst is None or misfit < worst:
            best, worst = origins, misfit
    return best


def _shelve(
    frames: Sequence[tuple[float, float, float, float]], length: float
) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    origins = []
    at, top, shelf, widest = 0.0, 0.0, 0.0, 0.0
    for left, up, right, down in frames:
        if at > 0 and at + right - left > length:
            at, top, shelf = 0.0, top + shelf, 0.0
        origins.append((at - left, top - up))
        at += right - left
        shelf = max(shelf, down - up)
        widest = max(widest, at)
    return origins, (widest, top + shelf)


def _around(name: str, points: Sequence[tuple[int, int]], pitch: float) -> Box:
    edge = round(max(pitch * 0.7, 10.0))
    across, down = zip(*points, strict=True)
    return Box(name, len(points), min(across) - edge, min(down) - edge, max(across) + edge, max(down) + edge)

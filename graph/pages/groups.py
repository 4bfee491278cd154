"""Groups of closely linked things: each a disc, the discs side by side, nothing overlapping."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import cos, pi, sin, sqrt

from graph.pages.layout import TALL_SIZE, WIDE_SIZE, Box, Plan
from graph.pages.view import PageNode

_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_ROUNDS = 20
# With radius c * sqrt(k + 0.5) the closest two points of a sunflower stand 1.546 c apart (measured to 5,000).
_CLOSEST = 1.5
_LARGEST_PITCH = 90.0
_SMALLEST_PITCH = 13.0
# The page names groups of at least so many (src/names.js) and needs two lines above them.
_NAMED = 6
_HEADING = 34.0
_UNLINKED = "No line shown"


def plan_groups(nodes: Sequence[PageNode], neighbours: Mapping[str, Sequence[str]], *, tall: bool) -> Plan:
    """A disc per group, the largest first, named after its best linked member."""
    groups, unlinked = find_groups(nodes, neighbours)
    labels = {node.id: node.label for node in nodes}
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
        name = _UNLINKED if group is unlinked else labels[group[0]]
        boxes.append(_around(name, [points[each] for each in group], pitch))
    return Plan(points, tuple(boxes), pitch, dict.fromkeys(points, (round(1.6 * pitch), round(pitch))))


def find_groups(
    nodes: Sequence[PageNode], neighbours: Mapping[str, Sequence[str]]
) -> tuple[list[list[str]], list[str]]:
    """Groups by label propagation (Raghavan 2007) in a fixed order, and the nodes without a line.

    Groups are sorted by size, members by number of lines; both ends of every tie are settled by id.
    """
    linked = [node.id for node in nodes if neighbours[node.id]]
    linked.sort(key=lambda each: (-len(neighbours[each]), each))
    place = {each: index for index, each in enumerate(linked)}
    group_of = dict(place)
    for _ in range(_ROUNDS):
        changed = False
        for each in linked:
            votes = Counter(group_of[other] for other in neighbours[each])
            most = max(votes.values())
            if votes.get(group_of[each], 0) < most:
                group_of[each] = min(group for group, count in votes.items() if count == most)
                changed = True
        if not changed:
            break
    members: dict[int, list[str]] = defaultdict(list)
    for each in linked:
        members[group_of[each]].append(each)
    groups = sorted(members.values(), key=lambda group: (-len(group), place[group[0]]))
    weights = {node.id: node.weight for node in nodes}
    unlinked = [node.id for node in nodes if not neighbours[node.id]]
    unlinked.sort(key=lambda each: (-weights[each], each))
    return groups, unlinked


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

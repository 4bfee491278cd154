"""Columns by kind, from left to right or top to bottom, packed so that nothing overlaps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, inf

from graph.pages.layout import TALL_SIZE, WIDE_SIZE, Box, Plan
from graph.pages.look import look_of
from graph.pages.order import order_columns
from graph.pages.view import PageNode

_LARGEST_PITCH = 118.0
_SMALLEST_PITCH = 13.0
# One line of a name is 14 pixels high; past this pitch more of it does not read better.
_ENOUGH_PITCH = 23.0
# A column of up to so many is a list with room for names; a longer one is a block of symbols.
_LONGEST_LIST = 110
_NAME_WIDTH = 172.0
_PASSES = 3


@dataclass(frozen=True, slots=True)
class _Frame:
    """Space to fill `along` the flow and `across` it, the least gap of columns, and what a name takes."""

    along: float
    across: float
    gap: float
    name_width: float
    name_pitch: float


_WIDE = _Frame(*WIDE_SIZE, gap=104.0, name_width=_NAME_WIDTH, name_pitch=54.0)
# In a band names stand below their symbols, so a lane needs the height of two lines.
_TALL = _Frame(TALL_SIZE[1], TALL_SIZE[0], gap=72.0, name_width=44.0, name_pitch=118.0)


def plan_columns(
    nodes: Sequence[PageNode],
    kinds: Mapping[str, str],
    neighbours: Mapping[str, Sequence[str]],
    *,
    tall: bool,
) -> Plan:
    """A column per kind from left to right (a band from top to bottom when tall).

    The heaviest things come first; a column too long for its height becomes several beside each other.
    """
    frame = _TALL if tall else _WIDE
    columns = order_columns(nodes, kinds, neighbours)
    counts = [len(column) for column in columns]
    rows, pitch = _choose_rows(counts, frame)
    lanes = [ceil(count / rows) for count in counts]
    steps = [_lane_step(count, pitch, frame) for count in counts]
    starts, gap = _spread(lanes, steps, frame)
    places = place_across(columns, lanes, pitch, neighbours, frame.name_pitch)
    points: dict[str, tuple[int, int]] = {}
    room: dict[str, tuple[int, int]] = {}
    boxes = []
    for column, lane_count, step, start in zip(columns, lanes, steps, starts, strict=True):
        for index, node in enumerate(column):
            flow, cross = round(start + index % lane_count * step), round(places[node])
            points[node] = (cross, flow) if tall else (flow, cross)
        lane = round(gap if lane_count == 1 else step)
        for node, apart in _distances(column, lane_count, pitch, places, frame).items():
            room[node] = (apart, lane) if tall else (lane, apart)
        boxes.append(_box(_name([kinds[node] for node in column]), [points[node] for node in column], pitch))
    return Plan(points, _align(boxes, tall=tall), pitch, room)


def _distances(
    column: Sequence[str], lane_count: int, pitch: float, places: Mapping[str, float], frame: _Frame
) -> dict[str, int]:
    """Distance of each node to the next one of its lane, across the flow."""
    if lane_count > 1:
        return dict.fromkeys(column, round(pitch))
    found = dict.fromkeys(column, round(frame.across))
    for one, other in pairwise(column):
        apart = round(places[other] - places[one])
        found[one], found[other] = min(found[one], apart), apart
    return found


def _lane_step(count: int, pitch: float, frame: _Frame) -> float:
    """Distance of two lanes of one column: a name's width in a list, the pitch in a block."""
    return max(frame.name_width, pitch) if count <= _LONGEST_LIST else pitch


def _choose_rows(counts: Sequence[int], frame: _Frame) -> tuple[int, float]:
    """Rows per column and the pitch between them that read best after fitting into the frame."""
    best = (0.0, 1, _LARGEST_PITCH)
    for rows in _candidates(max(counts)):
        pitch = min(max(frame.across / rows, _SMALLEST_PITCH), _LARGEST_PITCH)
        lanes = [ceil(count / rows) for count in counts]
        steps = [_lane_step(count, pitch, frame) for count in counts]
        length = frame.gap * (len(counts) - 1)
        length += sum((lane - 1) * step for lane, step in zip(lanes, steps, strict=True))
        overflow = max(length / frame.along, rows * pitch / frame.across, 1.0)
        # A further lane costs a little, for it puts symbols in the way of other lines.
        score = min(pitch / overflow, _ENOUGH_PITCH) * 0.97 ** (sum(lanes) - len(lanes))
        if score > best[0]:
            best = (score, rows, pitch)
    return best[1], best[2]


def _candidates(largest: int) -> list[int]:
    """Row counts worth trying, the largest first: all small ones, then steps of an eighth."""
    rows, found = 1, []
    while rows < largest:
        found.append(rows)
        rows += max(1, rows // 8)
    return [largest, *reversed(found)]


def _spread(lanes: Sequence[int], steps: Sequence[float], frame: _Frame) -> tuple[list[float], float]:
    """Start of each column, centred on 0, and the gap: it widens until the wanted length is filled."""
    used = sum((lane - 1) * step for lane, step in zip(lanes, steps, strict=True))
    spaces = len(lanes) - 1
    gap = min(max(frame.gap, (frame.along - used) / spaces), 320.0) if spaces else frame.gap
    starts, at = [], -(used + spaces * gap) / 2
    for lane, step in zip(lanes, steps, strict=True):
        starts.append(at)
        at += (lane - 1) * step + gap
    return starts, gap


def place_across(
    columns: Sequence[Sequence[str]],
    lanes: Sequence[int],
    pitch: float,
    neighbours: Mapping[str, Sequence[str]],
    name_pitch: float,
) -> dict[str, float]:
    """Place of each node across the flow: near its neighbours, in order, never closer than the pitch.

    Columns of several lanes and the longest column stay evenly spread; the others follow them,
    spread up to `name_pitch` where there is room, so that their names need not be cut.
    """
    places: dict[str, float] = {}
    for column, lane_count in zip(columns, lanes, strict=True):
        middle = (ceil(len(column) / lane_count) - 1) / 2
        for index, each in enumerate(column):
            places[each] = (index // lane_count - middle) * pitch
    longest = max(len(column) for column in columns)
    single = [column for column, lane_count in zip(columns, lanes, strict=True) if lane_count == 1]
    follow = [column for column in single if len(column) < longest or longest == 1]
    reach = max(places.values())
    for _ in range(_PASSES):
        for column in follow:
            wanted = []
            for each in column:
                seen = [places[other] for other in neighbours[each]]
                wanted.append(sum(seen) / len(seen) if seen else places[each])
            own = max(pitch, min(name_pitch, 2 * reach / len(column)))
            places.update(zip(column, space_out(wanted, own, reach), strict=True))
    return places


def space_out(wanted: Sequence[float], pitch: float, reach: float = inf) -> list[float]:
    """The places closest to those wanted, in order, at least the pitch apart, within `reach` of 0.

    Least squares by pooling adjacent violators (Barlow 1972); the bounds are kept where they can be.

    >>> space_out([0.0, 0.0, 100.0], 10.0)
    [-5.0, 5.0, 100.0]
    >>> space_out([0.0, 0.0, 100.0], 10.0, 20.0)
    [-5.0, 5.0, 20.0]
    """
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        total, count = place - index * pitch, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    last = len(wanted) - 1
    placed: list[float] = []
    for total, count in pools:
        for row in range(len(placed), len(placed) + count):
            highest = max(reach - (last - row) * pitch, row * pitch - reach)
            placed.append(min(max(total / count + row * pitch, row * pitch - reach), highest))
    return placed


def _name(kinds: Sequence[str]) -> str:
    """What stands in a column: its kinds, the most frequent first."""
    counted = Counter(kinds).most_common()
    names = [look_of(kind).plural if count > 1 else look_of(kind).name for kind, count in counted]
    return " and ".join(names[:1] + [name.lower() for name in names[1:]])


def _box(name: str, points: Sequence[tuple[int, int]], pitch: float) -> Box:
    edge = round(min(max(pitch * 0.62, 14.0), 34.0))
    across, down = zip(*points, strict=True)
    sides = (min(across) - edge, min(down) - edge, max(across) + edge, max(down) + edge)
    return Box(name, len(points), *sides)


def _align(boxes: Sequence[Box], *, tall: bool) -> tuple[Box, ...]:
    """The boxes made equally long across the flow, so that their headings stand in one line."""
    if tall:
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        return tuple(replace(box, left=left, right=right) for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return tuple(replace(box, top=top, bottom=bottom) for box in boxes)

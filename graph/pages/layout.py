"""Where everything goes: positions computed once, in Python, the same for the same view."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from graph.pages.look import NO_RANK, look_of
from graph.pages.view import PageEdge, PageNode, PageView

# A page 1400 wide leaves the map about 860 x 740 pixels, a phone about 360 x 480; laid out at that size,
# one unit is about one pixel, so lines and symbols keep their drawn size.
WIDE_SIZE = (880.0, 720.0)
TALL_SIZE = (350.0, 470.0)
LARGEST_RADIUS = 17.0
# Of the nodes this share must have a place from left to right, and of the lines this share must join
# different places; below it the columns would say nothing.
_RANKED_SHARE = 0.8
_CROSSING_SHARE = 0.5
# What is only reported or denied does not make a maker a contractor.
# From here on a page opens on its groups as bubbles, or on what lies around its centre: of more symbols at
# once only a fifth had room for a name on a map of 690 x 640 pixels.
OVERVIEW_FROM = 600
_FIRM = frozenset({"recorded", "inferred"})
_PASSING_ON = frozenset({"subaward", "subVendor"})
_ROLES = {frozenset({"product"}): "maker", frozenset({"subaward"}): "subvendor"}


@dataclass(frozen=True, slots=True)
class Box:
    """A named area: a column of one kind, or a group. Corners in map units."""

    name: str
    count: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One arrangement: a point per node id, and the named areas.

    Attributes:
        pitch: Least distance between two points.
        room: Width and height around each node that belong to it and its name.
    """

    points: Mapping[str, tuple[int, int]]
    boxes: tuple[Box, ...]
    pitch: float
    room: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Two arrangements of the same view: `wide` flows left to right, `tall` top to bottom.

    Attributes:
        name: `columns` or `groups`.
        kinds: Kind of each node as drawn; a vendor that only makes products is a `maker`.
        radii: Drawn radius of each node in map units; two nodes never overlap.
        groups: Number of the group of each node, the largest group first.
        group_names: Names of the groups, by number.
        overview: Whether the page opens on the groups as bubbles, or on what lies around its centre.
    """

    name: str
    wide: Plan
    tall: Plan
    kinds: Mapping[str, str]
    radii: Mapping[str, float]
    groups: Mapping[str, int]
    group_names: tuple[str, ...]
    overview: bool


def lay_out(view: PageView) -> Layout:
    """Columns by kind where the kinds have an order, groups of closely linked things otherwise."""
    from graph.pages.columns import plan_columns
    from graph.pages.communities import find_groups, name_group
    from graph.pages.groups import UNLINKED, plan_groups

    nodes = sorted(view.nodes, key=lambda node: node.id)
    edges = sorted(view.edges, key=lambda edge: edge.id)
    kinds = drawn_kinds(nodes, edges)
    neighbours = _neighbours(nodes, edges)
    shares = _shares(nodes, kinds)
    overview = len(nodes) >= OVERVIEW_FROM
    # Everything at once is drawn on demand there, and then as on a wide screen.
    shapes = (False,) if overview else (False, True)
    groups, unlinked = find_groups(nodes, neighbours)
    if _has_order(kinds, edges):
        name = "columns"
        plans = [plan_columns(nodes, kinds, neighbours, tall=tall) for tall in shapes]
    else:
        name = "groups"
        plans = [plan_groups(nodes, groups, unlinked, tall=tall) for tall in shapes]
    largest = min(LARGEST_RADIUS, 0.46 * min(plan.pitch for plan in plans))
    smallest = 0.5 * largest
    radii = {each: round(smallest + (largest - smallest) * sqrt(share), 1) for each, share in shares.items()}
    by_id = {node.id: node for node in nodes}
    everyone = [*groups, unlinked] if unlinked else groups
    return Layout(
        name,
        plans[0],
        plans[-1],
        kinds,
        radii,
        groups={each: number for number, group in enumerate(everyone) for each in group},
        group_names=(*(name_group(group, by_id) for group in groups), *([UNLINKED] if unlinked else ())),
        overview=overview,
    )


def drawn_kinds(nodes: Sequence[PageNode], edges: Sequence[PageEdge]) -> dict[str, str]:
    """Kinds as drawn: a vendor with products alone is a maker, one paid by vendors alone a subcontractor."""
    kinds = {node.id: node.kind for node in nodes}
    roles: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.status in _FIRM:
            passed_on = edge.relation in _PASSING_ON
            roles[edge.source].add("vendor" if passed_on else kinds[edge.target])
            roles[edge.target].add("subaward" if passed_on else kinds[edge.source])
    drawn = dict(kinds)
    for node in nodes:
        if node.kind == "vendor":
            drawn[node.id] = _ROLES.get(frozenset(roles[node.id]), "vendor")
    return drawn


def _has_order(kinds: Mapping[str, str], edges: Sequence[PageEdge]) -> bool:
    ranks = {each: look_of(kind).rank for each, kind in kinds.items()}
    placed = [rank for rank in ranks.values() if rank != NO_RANK]
    if len(placed) < _RANKED_SHARE * len(ranks) or len(set(ranks.values())) < 2:
        return False
    crossing = sum(ranks[edge.source] != ranks[edge.target] for edge in edges)
    return crossing >= _CROSSING_SHARE * len(edges)


def _neighbours(nodes: Sequence[PageNode], edges: Sequence[PageEdge]) -> dict[str, list[str]]:
    """Other ends of each node's lines, once per line, loops left out."""
    around: dict[str, list[str]] = {node.id: [] for node in nodes}
    for edge in edges:
        if edge.source != edge.target:
            around[edge.source].append(edge.target)
            around[edge.target].append(edge.source)
    return around


def _shares(nodes: Sequence[PageNode], kinds: Mapping[str, str]) -> dict[str, float]:
    """Weight of each node as a share of the largest of its kind, 0 to 1; 0.5 where none has a weight."""
    largest: dict[str, float] = defaultdict(float)
    for node in nodes:
        largest[kinds[node.id]] = max(largest[kinds[node.id]], node.weight)
    return {
        node.id: max(node.weight, 0.0) / largest[kinds[node.id]] if largest[kinds[node.id]] > 0 else 0.5
        for node in nodes
    }

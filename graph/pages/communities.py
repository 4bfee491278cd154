"""Groups of closely linked things, found by modularity, the same for the same view."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.pages.view import PageNode

Weights = list[dict[int, float]]
# Passes over all nodes per level; moves die out after five to eight on the networks measured.
_PASSES = 12
_NAMED_AFTER = 3
_LONGEST_PART = 32


def find_groups(
    nodes: Sequence[PageNode], neighbours: Mapping[str, Sequence[str]]
) -> tuple[list[list[str]], list[str]]:
    """Groups by modularity (Blondel 2008, nodes in fixed order), and the nodes without a line.

    Groups are sorted by size, members by number of lines; ties are settled by id.
    """
    linked = [node.id for node in nodes if neighbours[node.id]]
    linked.sort(key=lambda each: (-len(neighbours[each]), each))
    place = {each: index for index, each in enumerate(linked)}
    weights: Weights = [defaultdict(float) for _ in linked]
    for each, index in place.items():
        for other in neighbours[each]:
            weights[index][place[other]] += 1.0
    members: dict[int, list[str]] = defaultdict(list)
    for index, group in enumerate(_levels(weights)):
        members[group].append(linked[index])
    groups = sorted(members.values(), key=lambda group: (-len(group), place[group[0]]))
    heaviness = {node.id: node.weight for node in nodes}
    unlinked = [node.id for node in nodes if not neighbours[node.id]]
    unlinked.sort(key=lambda each: (-heaviness[each], each))
    return groups, unlinked


def name_group(group: Sequence[str], nodes: Mapping[str, PageNode]) -> str:
    """A group's name: its best linked members.

    >>> name_group(["a"], {"a": PageNode("a", "ICE", "agency")})
    'ICE'
    """
    names = []
    for each in group[:_NAMED_AFTER]:
        label = " ".join(nodes[each].label.split())
        names.append(label if len(label) <= _LONGEST_PART else label[: _LONGEST_PART - 1].rstrip() + "…")
    return ", ".join(names)


def _levels(weights: Weights) -> list[int]:
    """Group of each node: local moves, then the groups as nodes, until nothing gains."""
    group_of = list(range(len(weights)))
    while True:
        moved = _move(weights)
        numbers = {group: index for index, group in enumerate(dict.fromkeys(moved))}
        if len(numbers) == len(weights):
            return group_of
        moved = [numbers[group] for group in moved]
        group_of = [moved[group] for group in group_of]
        weights = _merge(weights, moved, len(numbers))


def _merge(weights: Weights, group_of: Sequence[int], groups: int) -> Weights:
    merged: Weights = [defaultdict(float) for _ in range(groups)]
    for node, around in enumerate(weights):
        own = merged[group_of[node]]
        for other, weight in around.items():
            own[group_of[other]] += weight
    return merged


def _move(weights: Weights) -> list[int]:
    """Move each node to the neighbouring group with the largest gain of modularity, until none moves."""
    degree = [sum(around.values()) for around in weights]
    twice = sum(degree)
    group_of = list(range(len(weights)))
    total = list(degree)
    for _ in range(_PASSES):
        moves = 0
        for node, around in enumerate(weights):
            home = group_of[node]
            towards: dict[int, float] = {home: 0.0}
            for other, weight in around.items():
                if other != node:
                    group = group_of[other]
                    towards[group] = towards.get(group, 0.0) + weight
            total[home] -= degree[node]
            share = degree[node] / twice
            best, gain = home, towards[home] - total[home] * share
            for group, weight in towards.items():
                here = weight - total[group] * share
                if here > gain + 1e-9 or (here > gain - 1e-9 and group < best and group != home and best != home):
                    best, gain = group, here
            total[best] += degree[node]
            group_of[node] = best
            moves += best != home
        if not moves:
            break
    return group_of

"""The order of things within their columns, such that lines cross little."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graph.pages.look import look_of
from graph.pages.view import PageNode

_SWEEPS = 6


def order_columns(
    nodes: Sequence[PageNode], kinds: Mapping[str, str], neighbours: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """Ids by column, each ordered by its neighbours' places (barycentre method, Sugiyama 1981).

    Ties keep the heavier first, then the name; things without a line stand last.
    """
    by_weight = sorted(nodes, key=lambda node: (-node.weight, node.label, node.id))
    ranks: dict[int, list[str]] = {}
    for node in by_weight:
        ranks.setdefault(look_of(kinds[node.id]).rank, []).append(node.id)
    columns = [ranks[rank] for rank in sorted(ranks)]
    column_of = {each: index for index, column in enumerate(columns) for each in column}
    best, fewest = columns, count_crossings(columns, neighbours)
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        columns = _sweep(columns, column_of, neighbours, leftward=sweep % 2 == 0)
        crossings = count_crossings(columns, neighbours)
        if crossings < fewest:
            best, fewest = columns, crossings
    return [sorted(column, key=lambda each: not neighbours[each]) for column in best]


def _sweep(
    columns: list[list[str]],
    column_of: Mapping[str, int],
    neighbours: Mapping[str, Sequence[str]],
    *,
    leftward: bool,
) -> list[list[str]]:
    """Reorder each column by the mean place of its neighbours on the side the sweep comes from."""
    ordered = [list(column) for column in columns]
    place = {each: (row + 0.5) / len(column) for column in columns for row, each in enumerate(column)}
    indices = range(len(columns) - 2, -1, -1) if leftward else range(1, len(columns))
    for index in indices:
        means: dict[str, float] = {}
        for each in ordered[index]:
            seen = [
                place[other]
                for other in neighbours[each]
                if (column_of[other] > index if leftward else column_of[other] < index)
            ]
            means[each] = sum(seen) / len(seen) if seen else place[each]
        ordered[index].sort(key=means.__getitem__)
        for row, each in enumerate(ordered[index]):
            place[each] = (row + 0.5) / len(ordered[index])
    return ordered


def count_crossings(columns: Sequence[Sequence[str]], neighbours: Mapping[str, Sequence[str]]) -> int:
    """Crossings between columns that stand beside each other (Barth, Jünger, Mutzel 2002)."""
    total = 0
    for left, right in pairwise(columns):
        place = {each: row for row, each in enumerate(right)}
        ends: list[int] = []
        for each in left:
            ends.extend(sorted(place[other] for other in neighbours[each] if other in place))
        total += _count_inversions(ends, len(right))
    return total


def _count_inversions(values: Sequence[int], size: int) -> int:
    """Pairs out of order, by a binary indexed tree."""
    tree = [0] * (size + 1)
    inversions = 0
    for seen, value in enumerate(values):
        index, smaller_or_equal = value + 1, 0
        while index:
            smaller_or_equal += tree[index]
            index -= index & -index
        inversions += seen - smaller_or_equal
        index = value + 1
        while index <= size:
            tree[index] += 1
            index += index & -index
    return inversions

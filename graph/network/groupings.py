"""Communities as an answer: each with a name of its largest members, its kinds, and how closed it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json
from graph.network.communities import SEED, group
from graph.network.deadline import Deadline
from graph.network.projections import Projection, Skeleton
from graph.network.reading import Network
from graph.network.scopes import Scope

_NAMED = 3  # largest members in the name of a community


@dataclass(frozen=True, slots=True)
class GroupingAsked:
    """What communities are wanted.

    Attributes:
        projection: One of PROJECTIONS.
        weight: One of WEIGHTS.
        view: One of VIEWS.
        as_of: Only awards whose loaded actions span this day.
        resolution: Above 1 for more and smaller communities, below for fewer and larger ones.
        top: How many communities come back.
        timeout_s: Seconds to find them in; None waits.

    Raises:
        UsageProblem: A resolution that is not positive, or ``top`` below 1.
    """

    projection: str = "supply"
    weight: str = "count"
    view: str = "inferred"
    as_of: date | None = None
    resolution: float = 1.0
    top: int = 20
    timeout_s: float | None = 60.0

    def __post_init__(self) -> None:
        if not 0 < self.resolution < float("inf"):
            raise UsageProblem(f"--resolution {self.resolution:g} is not a positive number.", hint="1 is usual.")
        if self.top < 1:
            raise UsageProblem(f"--top {self.top} shows nothing.", hint="Give a number from 1.")


class Community(NamedTuple):
    """One community; ``members`` are (IRI, label, kind, strength), the strongest first.

    ``closed`` is the share of the weight of its members' lines that stays within, 0 to 1.
    """

    number: int
    name: str
    kinds: tuple[tuple[str, int], ...]
    closed: float
    members: tuple[tuple[str, str, str, int], ...]

    def to_json(self) -> Json:
        """Return the community in the shape of docs/schema/communities.json."""
        return {
            "number": self.number,
            "name": self.name,
            "size": len(self.members),
            "kinds": dict(self.kinds),
            "closed": round(self.closed, 6),
            "members": [{"id": iri, "label": label, "kind": kind} for iri, label, kind, _ in self.members],
        }

    def row(self) -> Json:
        """Return the community as one flat row."""
        return {
            "number": self.number,
            "name": self.name,
            "size": len(self.members),
            "kinds": ", ".join(f"{count} {kind}" for kind, count in self.kinds),
            "closed": round(self.closed, 3),
        }


class Communities(NamedTuple):
    """Communities, the largest first; ``total`` counts those not returned too, nodes without lines are in none."""

    asked: GroupingAsked
    meaning: str
    modularity: float
    runs: int
    alone: int
    total: int
    found: tuple[Community, ...]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/communities.json."""
        return {
            "projection": self.asked.projection,
            "meaning": self.meaning,
            "modularity": round(self.modularity, 9),
            "seed": SEED,
            "runs": self.runs,
            "alone": self.alone,
            "total": self.total,
            "communities": [one.to_json() for one in self.found],
        }


def find_communities(network: Network, asked: GroupingAsked) -> Communities:
    """Group the nodes of a projection by the weights of its lines.

    Raises:
        NothingFound: The projection has no line in this view.
        UsageProblem: Unknown projection, view or weight.
        TimedOut: The time was up before any grouping was found.
    """
    deadline = Deadline(asked.timeout_s)
    projection = Skeleton(network, asked.projection, Scope(asked.view, asked.as_of)).counted(weight=asked.weight)
    graph = projection.graph
    if not graph.lines:
        raise NothingFound(
            f"The projection {asked.projection!r} has no line in the view {asked.view!r}: there is nothing to group.",
            hint="Try another projection, view or weight.",
        )
    grouping = group(graph, deadline, resolution=asked.resolution)
    linked = graph.degrees > 0
    # A node that nothing draws into a group is one by itself, as are those without lines, which are left aside.
    numbers = np.unique(grouping.of_node[linked])
    meaning = (
        f"Groups whose members have more weight among themselves than chance would give (Louvain, modularity "
        f"{grouping.modularity:.3f}, resolution {asked.resolution:g}, best of {grouping.runs} runs from seed {SEED}), "
        f"on {projection.words}."
    )
    found = _described(network, projection, grouping.of_node, numbers[: asked.top].tolist())
    return Communities(asked, meaning, grouping.modularity, grouping.runs, int((~linked).sum()), len(numbers), found)


def _described(network: Network, projection: Projection, of_node: Any, numbers: list[int]) -> tuple[Community, ...]:
    graph, strengths = projection.graph, projection.graph.strengths
    same = of_node[graph.left] == of_node[graph.right]
    inside = np.bincount(of_node[graph.left[same]], weights=graph.weight[same], minlength=of_node.max() + 1)
    whole = np.bincount(of_node, weights=strengths)
    found = []
    for shown, number in enumerate(numbers, start=1):
        positions = np.flatnonzero(of_node == number)
        members = sorted(
            (
                (network.iri(node), network.labels[node], network.type_of(node), int(strengths[at]))
                for at, node in zip(positions.tolist(), projection.nodes[positions].tolist(), strict=True)
            ),
            key=lambda one: (-one[3], one[1], one[0]),
        )
        name = ", ".join(label for _, label, *_ in members[:_NAMED])
        kinds = Counter(kind for _, _, kind, _ in members)
        ordered = tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
        closed = float(2 * inside[number] / whole[number])
        found.append(Community(shown, name, ordered, closed, tuple(members)))
    return tuple(found)

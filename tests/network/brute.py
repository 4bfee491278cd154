"""Coherent paths by trying every continuation over single awards: slow, and written apart from the search.

It knows rows, not networks: nodes with kinds, edges (source, target, predicate, status), awards with their sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.network import grammar
from graph.network.feeds import EDGE_RELATIONS

Side = tuple[int, str]  # relation, entity
# source, target, near relation, far relation or None, predicate or None, vehicle or None
Hop = tuple[str, str, int, int | None, str | None, str | None]
THE_AWARD = grammar.THE_AWARD
_LINE = [
    [grammar.FUNDED_BY],
    [grammar.AWARDED_BY],
    [grammar.FUNDED_BY_AGENCY],
    [grammar.UNDER_VEHICLE],
    [THE_AWARD],
    [grammar.PAID_TO],
    [grammar.SUBAWARD_TO],
    [grammar.NAMES, grammar.INHERITS],
]
# What a hop over awards is called, by the relations of its two ends; the rest are "awardJoins".
_CALLED = {
    frozenset((grammar.FUNDED_BY, grammar.AWARDED_BY)): "paysForAwardOf",
    frozenset((grammar.FUNDED_BY, grammar.FUNDED_BY_AGENCY)): "paysForAwardOf",
    frozenset((grammar.FUNDED_BY, grammar.UNDER_VEHICLE)): "paysForAwardUnder",
    frozenset((grammar.FUNDED_BY, THE_AWARD)): "paysForAward",
    frozenset((grammar.FUNDED_BY, grammar.PAID_TO)): "paysForAwardTo",
    frozenset((grammar.AWARDED_BY, grammar.FUNDED_BY_AGENCY)): "awardFundedBy",
    frozenset((grammar.AWARDED_BY, grammar.UNDER_VEHICLE)): "awardedUnder",
    frozenset((grammar.AWARDED_BY, THE_AWARD)): "placedAward",
    frozenset((grammar.AWARDED_BY, grammar.PAID_TO)): "awarded",
    frozenset((grammar.FUNDED_BY_AGENCY, grammar.UNDER_VEHICLE)): "fundedAwardUnder",
    frozenset((grammar.FUNDED_BY_AGENCY, THE_AWARD)): "fundedAward",
    frozenset((grammar.FUNDED_BY_AGENCY, grammar.PAID_TO)): "fundedAwardTo",
    frozenset((grammar.UNDER_VEHICLE, THE_AWARD)): "vehicleOfAward",
    frozenset((grammar.UNDER_VEHICLE, grammar.PAID_TO)): "vehicleOfAwardTo",
    frozenset((THE_AWARD, grammar.PAID_TO)): "awardPaidTo",
    frozenset((THE_AWARD, grammar.NAMES)): "awardTextNames",
    frozenset((THE_AWARD, grammar.INHERITS)): "awardInherits",
    frozenset((THE_AWARD, grammar.SUBAWARD_TO)): "subawardOf",
    frozenset((grammar.PAID_TO, grammar.NAMES)): "awardNames",
    frozenset((grammar.PAID_TO, grammar.INHERITS)): "awardsInherit",
    frozenset((grammar.PAID_TO, grammar.SUBAWARD_TO)): "subaward",
    frozenset((grammar.NAMES,)): "namesTogether",
    frozenset((grammar.SUBAWARD_TO, grammar.NAMES)): "subawardOfAwardNaming",
}
# What the graph calls what an award says of each of its ends.
_PROPERTIES = {
    grammar.AWARDED_BY: "awardingAgency",
    grammar.FUNDED_BY_AGENCY: "fundingAgency",
    grammar.PAID_TO: "recipient",
    grammar.UNDER_VEHICLE: "underVehicle",
    grammar.FUNDED_BY: "fundedBy",
    grammar.NAMES: "names",
    grammar.SUBAWARD_TO: "subVendor",
    grammar.INHERITS: "inherits",
}
_PLACE = {relation: at for at, relations in enumerate(_LINE) for relation in relations}
_OF_COMPANY = {
    (grammar.PAID_TO, True),
    (grammar.SUBAWARD_TO, True),
    (grammar.HOLDER, True),
    (grammar.MADE_BY, True),
    (grammar.PARENT_COMPANY, False),
    (grammar.PARENT_COMPANY, True),
}


@dataclass
class Rows:
    """A little graph in rows."""

    kinds: dict[str, str]
    edges: list[tuple[str, str, str, int]] = field(default_factory=list)
    awards: dict[str, frozenset[Side]] = field(default_factory=dict)

    def relation(self, predicate: str) -> int:
        """Return the code of an edge's predicate."""
        return EDGE_RELATIONS.get(predicate, grammar.VEHICLE_NAMES if predicate == "namesProduct" else grammar.CLAIMED)


@dataclass(frozen=True)
class Step:
    """An edge, or what one award says between two sides: its hops, and the two sides at its ends."""

    hops: tuple[Hop, ...]
    award: str | None
    near: Side
    far: Side

    def is_carried_by(self, rows: Rows, award: str) -> bool:
        """Tell whether an award says the same."""
        if self.award is None or not {self.near, self.far} <= {*rows.awards[award], (THE_AWARD, award)}:
            return False
        return _over(rows, award, self.near, self.far).hops == self.hops


def all_paths(
    rows: Rows, start: str, end: str, *, most: int, directed: bool = False, companies: bool = False
) -> dict[tuple[tuple[Hop, ...], frozenset[str]], tuple[frozenset[str], ...]]:
    """Return (shown path, companies that alone join two of its hops) -> the awards of each hop."""
    found: dict[tuple[tuple[Hop, ...], frozenset[str]], list[set[str]]] = {}
    for walk, joins in _walks(rows, start, end, most, companies):
        steps = _told(rows, walk)
        told = [(hop, step.award) for step in steps for hop in step.hops]
        hops = tuple(hop for hop, _ in told)
        shown = [hops[0][0], *(hop[1] for hop in hops)]
        if len(hops) > most or len(set(shown)) < len(shown):
            continue
        if directed and not all(_forward(rows, hop) for hop in hops):
            continue
        if _one_award_carries_two(rows, steps):
            continue
        known = found.setdefault((hops, frozenset(joins)), [set() for _ in hops])
        for own, (_, award) in zip(known, told, strict=True):
            own.update([award] if award else [])
    return {key: tuple(map(frozenset, awards)) for key, awards in found.items()}


def names_of(hop: Hop) -> tuple[str, set[str]]:
    """Return what a hop is called, and the properties that it rests on."""
    _, _, near, far, predicate, _ = hop
    if far is None:
        assert predicate is not None
        return predicate, {predicate}
    properties = {_PROPERTIES[one] for one in (near, far) if one != THE_AWARD}
    return _CALLED.get(frozenset((near, far)), "awardJoins"), properties


def apart(paths: Sequence[tuple[Sequence[str], frozenset[str]]]) -> list[int]:
    """Return which of some ranked paths, as places and vehicles, remain when none may meet a better one."""
    kept: list[int] = []
    for at, (places, vehicles) in enumerate(paths):
        own = {*places[1:-1], *vehicles}
        if all(own.isdisjoint({*paths[one][0][1:-1], *paths[one][1]}) for one in kept):
            kept.append(at)
    return kept


def _walks(rows: Rows, start: str, end: str, most: int, companies: bool) -> Iterator[tuple[list[str], list[str]]]:
    """Yield simple walks as places with relations between them, and the entities at which a company alone joins."""

    def beside(place: str) -> Iterator[tuple[str, tuple[int, bool], tuple[int, bool], str]]:
        for relation, entity in sorted(rows.awards.get(place, ())):
            yield entity, (relation, False), (relation, True), place
        for award, sides in rows.awards.items():
            for relation, entity in sorted(sides):
                if entity == place:
                    yield award, (relation, True), (relation, False), award
        for at, (source, target, predicate, _) in enumerate(rows.edges):
            relation = rows.relation(predicate)
            if source == place:
                yield target, (relation, False), (relation, True), str(at)
            if target == place:
                yield source, (relation, True), (relation, False), str(at)

    def extend(
        places: list[str], arrived: tuple[int, bool] | None, joins: list[str]
    ) -> Iterator[tuple[list[str], list[str]]]:
        here = places[-1]
        for reached, leaving, side, mark in beside(here):
            if reached in places[::3] or len(places) // 3 >= 2 * most:
                continue
            joined = list(joins)
            if arrived is not None and here in rows.awards:
                if arrived == leaving and arrived[0] != grammar.NAMES:
                    continue
            elif arrived is not None and frozenset((arrived, leaving)) not in grammar.JOINTS:
                if not (companies and rows.kinds[here] == "vendor" and {arrived, leaving} <= _OF_COMPANY):
                    continue
                joined.append(here)
            walk = [*places, f"{leaving[0]}", mark, reached]
            if reached == end:
                yield walk, joined
            else:
                yield from extend(walk, side, joined)

    yield from extend([start], None, [])


def _told(rows: Rows, walk: list[str]) -> list[Step]:
    """Return the steps of a walk, given as place, relation, edge or award, place and so on."""
    steps: list[Step] = []
    places = walk[::3]
    relations = [int(relation) for relation in walk[1::3]]
    at = 0
    while at < len(places) - 1:
        here, there = places[at], places[at + 1]
        if here in rows.awards:
            steps.append(_over(rows, here, (THE_AWARD, here), (relations[at], there)))
        elif there in rows.awards and at + 2 < len(places):
            steps.append(_over(rows, there, (relations[at], here), (relations[at + 1], places[at + 2])))
            at += 1
        elif there in rows.awards:
            steps.append(_over(rows, there, (relations[at], here), (THE_AWARD, there)))
        else:
            predicate = rows.edges[int(walk[3 * at + 2])][2]
            hop = (here, there, relations[at], None, predicate, None)
            steps.append(Step((hop,), None, (relations[at], here), (relations[at], there)))
        at += 1
    return steps


def _over(rows: Rows, award: str, near: Side, far: Side) -> Step:
    paid = sorted(node for relation, node in rows.awards[award] if relation == grammar.PAID_TO)
    under = sorted(node for relation, node in rows.awards[award] if relation == grammar.UNDER_VEHICLE)
    low, high = sorted((_PLACE[near[0]], _PLACE[far[0]]))
    paying = low <= _PLACE[grammar.FUNDED_BY_AGENCY]
    if not paid or THE_AWARD in (near[0], far[0]) or not low < _PLACE[grammar.PAID_TO] < high:
        return Step(((near[1], far[1], near[0], far[0], None, None),), award, near, far)
    hops: list[Hop] = []
    for left, right in ((near, (grammar.PAID_TO, paid[0])), ((grammar.PAID_TO, paid[0]), far)):
        pays = min(_PLACE[left[0]], _PLACE[right[0]]) <= _PLACE[grammar.FUNDED_BY_AGENCY]
        vehicle = under[0] if pays and paying and under else None
        hops.append((left[1], right[1], left[0], right[0], None, vehicle))
    return Step(tuple(hops), award, near, far)


def _forward(rows: Rows, hop: Hop) -> bool:
    source, target, near, far, predicate, _ = hop
    if far is None:
        return any(edge[:3] == (source, target, predicate) for edge in rows.edges)
    return _PLACE[near] <= _PLACE[far]


def _one_award_carries_two(rows: Rows, steps: list[Step]) -> bool:
    return any(sum(step.is_carried_by(rows, award) for step in steps) > 1 for award in rows.awards)

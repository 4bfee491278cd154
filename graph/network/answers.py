"""Paths as a reader gets them: hops with status, dates, amounts and evidence, ranked.

The rule of rank, each step only where those before are equal: the weakest hop (recorded before confirmed before
reported before inferred); more independent origins; fewer things that the busiest thing passed through touches, in
powers of two; fewer hops; more money; the names. More evidence never ranks a path lower: it can only raise the first
two, unless it tells that what looked like a publisher's own word rests on what is counted already.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph import terms
from graph.evidence import Evidence, EvidencePath, Hop
from graph.network import grammar
from graph.network.crossing import THE_AWARD, Leg, legs_of, merge
from graph.network.paths import MAX_STEPS, find_raw_paths
from graph.network.reading import INFERRED, RECORDED, REPORTED, Network

if TYPE_CHECKING:
    from graph.network.testimony import Testimony

STATUS = {RECORDED: "recorded", REPORTED: "reported", INFERRED: "inferred"}
_STANDINGS = ("recorded", "confirmed", "reported", "inferred")  # the strongest first
AWARDS_SHOWN = 5  # awards listed with their rows on one hop; --expand lists all
_ORIGIN_OF_RECORDS = "federal award records"


class PathAnswer(NamedTuple):
    """Ranked paths and whether the search looked at all there are."""

    paths: tuple[EvidencePath, ...]
    total: int
    complete: bool


class _Draft(NamedTuple):
    legs: list[Leg]
    weakest: int
    origins: frozenset[str]
    hub: int
    obligation: Decimal


def find_paths(
    network: Network,
    testimony: Testimony,
    start: int,
    end: int,
    *,
    limit: int = 10,
    max_steps: int = MAX_STEPS,
    inferred: bool = True,
    expand: bool = False,
) -> PathAnswer:
    """Return the best ``limit`` coherent paths between two nodes, with their evidence."""
    raw = find_raw_paths(network, start, end, max_steps=max_steps, inferred=inferred)
    shown = merge([legs_of(network, path, start, end) for path in raw.paths])
    only = _only(network, start, end)
    drafts = [_weigh(network, testimony, legs, only) for legs in shown]
    drafts.sort(key=lambda draft: _key(network, draft))
    told = Teller(network, testimony, only, None if expand else AWARDS_SHOWN)
    paths = tuple(
        EvidencePath(
            rank=rank,
            weakest_status=_STANDINGS[draft.weakest],
            origins=tuple(sorted(draft.origins)),
            hops=tuple(told.hop(leg) for leg in draft.legs),
        )
        for rank, draft in enumerate(drafts[:limit], start=1)
    )
    return PathAnswer(paths, len(drafts), raw.complete)


def _only(network: Network, start: int, end: int) -> dict[int, int]:
    """Return bundle -> the one award of it that is asked for, where an end of the path is an award."""
    return {
        network.of_award[node - network.entities]: node - network.entities
        for node in (start, end)
        if node >= network.entities
    }


def awards_of(network: Network, leg: Leg, only: dict[int, int]) -> list[int]:
    """Return the awards behind a leg, the largest obligation first, then by id."""
    awards: list[int] = []
    for bundle in leg.bundles:
        awards += [only[bundle]] if bundle in only else list(network.members_of(bundle))
    return sorted(awards, key=lambda award: (-(network.obligation(award) or Decimal(0)), award))


def _holder(network: Network, leg: Leg, award: int) -> int | None:
    """Return the vendor whose own actions a leg means, where several vendors held the award in turn."""
    vendor = leg.source if leg.near == grammar.PAID_TO else leg.target if leg.far == grammar.PAID_TO else None
    if vendor is None:
        return None
    start, stop = network.bundle_at[network.of_award[award]], network.bundle_at[network.of_award[award] + 1]
    return vendor if network.bundle_side[start:stop].tolist().count(grammar.PAID_TO) > 1 else None


def net_of(network: Network, leg: Leg, award: int) -> Decimal | None:
    """Return the net obligation of the loaded actions of an award that are meant by a leg."""
    vendor = _holder(network, leg, award)
    if vendor is None:
        return network.amount(award, "netObligation")
    return network.shares.get((award, vendor), (None,))[0]


def part_of(network: Network, leg: Leg, award: int) -> tuple[Decimal | None, date | None, date | None]:
    """Return net obligation and dates of the loaded actions of an award that are meant by a leg.

    Where a vendor is an end of the leg and several vendors held the award in turn, those in its name alone.
    """
    vendor = _holder(network, leg, award)
    if vendor is None:
        return network.amount(award, "netObligation"), *network.dates(award)
    return network.shares.get((award, vendor), (None, None, None))


def status_of(network: Network, leg: Leg) -> int:
    """Return RECORDED, REPORTED or INFERRED for a leg."""
    if leg.edge is not None:
        return network.edge_status[leg.edge]
    return INFERRED if _inferred(leg) else RECORDED


def _inferred(leg: Leg) -> bool:
    return not grammar.INFERRED_SIDES.isdisjoint((leg.near, leg.far))


def _product(leg: Leg) -> int:
    """Return the end of an inferred leg that is named or inherited; of two, the farther one."""
    return leg.target if leg.far in grammar.INFERRED_SIDES else leg.source


def _award_basis(leg: Leg) -> str:
    if grammar.INHERITS in (leg.near, leg.far):
        return "product of the vehicle it was placed under"
    return "words of the award's description" if _inferred(leg) else "award record"


def _weigh(network: Network, testimony: Testimony, legs: list[Leg], only: dict[int, int]) -> _Draft:
    statuses = [status_of(network, leg) for leg in legs]
    origins: set[str] = set()
    obligation = Decimal(0)
    for leg, status in zip(legs, statuses, strict=True):
        if leg.edge is None:
            origins.add(_ORIGIN_OF_RECORDS)
            if status == RECORDED:
                obligation = max(
                    obligation,
                    sum(
                        (network.obligation(award) or Decimal(0) for award in awards_of(network, leg, only)),
                        Decimal(0),
                    ),
                )
        else:
            origins.update(testimony.of_edge(leg.edge).origins)
    origins |= _corroboration(network, testimony, legs)
    # A recipient between two hops of one award joins nothing that the award does not.
    inside = [
        leg.target
        for leg, following in pairwise(legs)
        if leg.target < network.entities and (leg.edge is not None or following.edge is not None)
    ]
    hub = max((network.degree(node).bit_length() for node in inside), default=0)
    weakest = max(_STANDINGS.index(_standing(network, testimony, leg)) for leg in legs)
    return _Draft(legs, weakest, frozenset(origins), hub, obligation)


def _standing(network: Network, testimony: Testimony, leg: Leg) -> str:
    """Return recorded, confirmed, reported or inferred: of a claim, what `graph.claims` derives from its evidence."""
    status = status_of(network, leg)
    said = testimony.of_edge(leg.edge).status if status == REPORTED and leg.edge is not None else ""
    return said or STATUS[status]


def _corroboration(network: Network, testimony: Testimony, legs: Sequence[Leg]) -> set[str]:
    """Return origins of reported claims that an agency on the path uses a product that awards on it name."""
    nodes = {leg.source for leg in legs} | {leg.target for leg in legs}
    named = {_product(leg) for leg in legs if _inferred(leg)}
    origins: set[str] = set()
    for product in named:
        for side, first, last in network.runs(product):
            if side == grammar.USES | grammar.REVERSED:
                for at in range(first, last):
                    if network.near_end[at] in nodes:
                        origins.update(testimony.of_edge(network.near_edge[at]).origins)
    return origins


def _key(network: Network, draft: _Draft) -> tuple[int, int, int, int, Decimal, tuple[str, ...]]:
    names = tuple(network.labels[leg.target] for leg in draft.legs)
    return draft.weakest, -len(draft.origins), draft.hub, len(draft.legs), -draft.obligation, names


class Teller:
    """Turns legs into hops with their evidence.

    ``shown`` is how many awards of a hop are listed with their rows (None: all); sums and counts cover all of them.
    """

    def __init__(self, network: Network, testimony: Testimony, only: dict[int, int], shown: int | None) -> None:
        self.network = network
        self.testimony = testimony
        self.only = only
        self.shown = shown

    def hop(self, leg: Leg) -> Hop:
        """Return a leg as a hop with status, dates, amounts and evidence."""
        return self._edge_hop(leg) if leg.edge is not None else self._award_hop(leg)

    def _end(self, node: int) -> tuple[str, str, str]:
        return self.network.iri(node), self.network.labels[node], self.network.type_of(node)

    def _edge_hop(self, leg: Leg) -> Hop:
        network, edge = self.network, leg.edge
        assert edge is not None
        ends = network.edge_source[edge], network.edge_target[edge]
        status = network.edge_status[edge]
        evidence: list[Evidence]
        said = self.testimony.of_edge(edge).evidence
        if status == REPORTED:
            evidence = list(said)
            basis = "claim"
        elif status == INFERRED:
            evidence = self.testimony.detections(*ends)
            basis = "words of the vehicle's own description"
        else:
            told = self.testimony.curated_source(ends[0])
            basis = _BASIS.get(leg.near, "award record")
            if leg.near == grammar.PARENT_COMPANY and told:
                basis = "product catalogue"  # a maker's owner is trade knowledge, entered by hand
            evidence = [Evidence(kind="reference", id=network.locals[ends[0]], document=told)]
            evidence += said  # what documents say for and against it besides
        amounts: dict[str, Decimal] = {}
        for end in map(network.iri, ends):
            announced = self.testimony.announced(end) if ":appropriation" in f":{end.removeprefix(terms.ID)}" else None
            if announced is not None:
                amounts["announced"] = announced
        # When a claim holds is its own time, not that of the awards it rests on.
        dates = _span([one for one in evidence if one.kind != "award"])
        return Hop(
            *self._end(leg.source),
            *self._end(leg.target),
            relation=network.predicates[network.edge_predicate[edge]].removeprefix(terms.VG),
            forward=ends[0] == leg.source,
            status=_standing(network, self.testimony, leg),
            basis=basis,
            confidence=max((e.confidence for e in evidence if e.confidence is not None), default=None),
            first_date=dates[0],
            last_date=dates[1],
            amounts=amounts,
            evidence=tuple(evidence),
            evidence_total=len(evidence),
        )

    def _award_hop(self, leg: Leg) -> Hop:
        network = self.network
        awards = awards_of(network, leg, self.only)
        shown = awards if self.shown is None else awards[: self.shown]
        inferred = _inferred(leg)
        parts = [part_of(network, leg, award) for award in awards]
        days = [day for _, first, last in parts for day in (first, last) if day is not None]
        span: tuple[str | None, str | None] = (min(days).isoformat(), max(days).isoformat()) if days else (None, None)
        if grammar.SUBAWARD_TO in (leg.near, leg.far):
            evidence, total = self._subaward_evidence(leg, awards)
            amounts = {"subaward": total}
            span = _span(evidence)
        elif inferred:
            evidence = self._naming_evidence(leg, shown)
            most = sum((max(net or Decimal(0), Decimal(0)) for net, _, _ in parts), Decimal(0))
            amounts = {"obligation_min": Decimal(0), "obligation_max": most}
        else:
            evidence = [self.testimony.award(award) for award in shown]
            amounts = self._share(awards) if grammar.FUNDED_BY in (leg.near, leg.far) else self._sums(leg, awards)
        relation, forward = _relation(leg)
        return Hop(
            *self._end(leg.source),
            *self._end(leg.target),
            relation=relation,
            forward=forward,
            status=STATUS[INFERRED if inferred else RECORDED],
            basis=_award_basis(leg),
            confidence=max((e.confidence for e in evidence if e.confidence is not None), default=None),
            first_date=span[0],
            last_date=span[1],
            amounts=amounts,
            evidence=tuple(evidence),
            evidence_total=len(awards),
            via=network.iri(leg.vehicle) if leg.vehicle is not None else None,
            via_label=network.labels[leg.vehicle] if leg.vehicle is not None else "",
            awards=len(awards),
        )

    def _sums(self, leg: Leg, awards: list[int]) -> dict[str, Decimal]:
        """Return the net of loaded actions, and apart from it the totals of awards known only from a summary."""
        network = self.network
        amounts: dict[str, Decimal] = {}
        net = [net_of(network, leg, award) for award in awards]
        if any(one is not None for one in net):
            amounts["obligation"] = sum((one for one in net if one is not None), Decimal(0))
        stated = [
            total
            for award in awards
            if network.amount(award, "netObligation") is None
            and (total := network.amount(award, "totalObligation")) is not None
        ]
        if stated:
            amounts["obligation_total"] = sum(stated, Decimal(0))
        for kind, name in (("outlay", "totalOutlay"), ("ceiling", "ceiling")):
            known = [value for award in awards if (value := network.amount(award, name)) is not None]
            # A sum over some of the awards would read as one over all of them.
            if known and len(known) == len(awards):
                amounts[kind] = sum(known, Decimal(0))
        return amounts

    def _share(self, awards: list[int]) -> dict[str, Decimal]:
        """Return what one account can have paid: a record names the accounts of an award, not what each paid."""
        network = self.network
        known = [network.amount(award, "totalObligation") for award in awards]
        most = sum((max(total, Decimal(0)) for total in known if total is not None), Decimal(0))
        return {"obligation_min": Decimal(0), "obligation_max": most}

    def _subaward_evidence(self, leg: Leg, awards: list[int]) -> tuple[list[Evidence], Decimal]:
        vendor = leg.target if leg.far == grammar.SUBAWARD_TO else leg.source
        found: list[Evidence] = []
        total = Decimal(0)
        for award in awards:
            records, amount = self.testimony.subawards(award, vendor)
            found += records
            total += amount
        return found, total

    def _naming_evidence(self, leg: Leg, awards: list[int]) -> list[Evidence]:
        target = _product(leg)
        entities = self.network.entities
        return [one for award in awards for one in self.testimony.detections(entities + award, target)]


_BASIS = {
    grammar.MADE_BY: "product catalogue",
    grammar.PART_OF_PRODUCT: "product catalogue",
    grammar.PART_OF: "reference table",
    grammar.OF_ACCOUNT: "account number",
    grammar.MANAGED_BY: "reference table",
    grammar.RUN_BY: "program catalogue",
    grammar.AUTHORIZES: "program catalogue",
}
# What awards say between two sides, read from the first to the second.
_RELATIONS = {
    (grammar.FUNDED_BY, grammar.AWARDED_BY): "paysForAwardOf",
    (grammar.FUNDED_BY, grammar.FUNDED_BY_AGENCY): "paysForAwardOf",
    (grammar.FUNDED_BY, grammar.UNDER_VEHICLE): "paysForAwardUnder",
    (grammar.FUNDED_BY, THE_AWARD): "paysForAward",
    (grammar.FUNDED_BY, grammar.PAID_TO): "paysForAwardTo",
    (grammar.AWARDED_BY, grammar.FUNDED_BY_AGENCY): "awardFundedBy",
    (grammar.AWARDED_BY, grammar.UNDER_VEHICLE): "awardedUnder",
    (grammar.AWARDED_BY, THE_AWARD): "placedAward",
    (grammar.AWARDED_BY, grammar.PAID_TO): "awarded",
    (grammar.FUNDED_BY_AGENCY, grammar.UNDER_VEHICLE): "fundedAwardUnder",
    (grammar.FUNDED_BY_AGENCY, THE_AWARD): "fundedAward",
    (grammar.FUNDED_BY_AGENCY, grammar.PAID_TO): "fundedAwardTo",
    (grammar.UNDER_VEHICLE, THE_AWARD): "vehicleOfAward",
    (grammar.UNDER_VEHICLE, grammar.PAID_TO): "vehicleOfAwardTo",
    (THE_AWARD, grammar.PAID_TO): "awardPaidTo",
    (THE_AWARD, grammar.NAMES): "awardTextNames",
    (THE_AWARD, grammar.INHERITS): "awardInherits",
    (THE_AWARD, grammar.SUBAWARD_TO): "subawardOf",
    (grammar.PAID_TO, grammar.NAMES): "awardNames",
    (grammar.PAID_TO, grammar.INHERITS): "awardsInherit",
    (grammar.PAID_TO, grammar.SUBAWARD_TO): "subaward",
    (grammar.NAMES, grammar.NAMES): "namesTogether",
    (grammar.SUBAWARD_TO, grammar.NAMES): "subawardOfAwardNaming",
}


def _relation(leg: Leg) -> tuple[str, bool]:
    """Return the name of what awards say between the two ends, and whether the path walks it forwards."""
    near, far = leg.near, leg.far if leg.far is not None else THE_AWARD
    if (near, far) in _RELATIONS:
        return _RELATIONS[near, far], True
    return _RELATIONS.get((far, near), "awardJoins"), (far, near) not in _RELATIONS


def _span(evidence: Sequence[Evidence]) -> tuple[str | None, str | None]:
    first = [one.first_date for one in evidence if one.first_date]
    last = [one.last_date for one in evidence if one.last_date]
    return min(first, default=None), max(last, default=None)

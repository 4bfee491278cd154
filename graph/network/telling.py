"""Legs of a path as hops: status, dates, amounts and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from graph import terms
from graph.evidence import Evidence, Hop
from graph.network import grammar
from graph.network.crossing import Leg
from graph.network.reading import DENIED, DISPUTED, INFERRED, NO_DATE, RECORDED, REPORTED, Network, day_of
from graph.network.relations import relation_of
from graph.network.sieve import Edge, Sieve

STATUS = {
    RECORDED: "recorded",
    REPORTED: "reported",
    INFERRED: "inferred",
    DISPUTED: "disputed",
    DENIED: "denied",
}
STANDINGS = ("recorded", "confirmed", "reported", "inferred", "disputed", "denied")  # the strongest first
UNSOURCED = "no source given"
_BASIS = {
    grammar.MADE_BY: "product catalogue",
    grammar.PART_OF_PRODUCT: "product catalogue",
    grammar.PART_OF: "reference table",
    grammar.OF_ACCOUNT: "account number",
    grammar.MANAGED_BY: "reference table",
    grammar.RUN_BY: "program catalogue",
    grammar.AUTHORIZES: "program catalogue",
}
# Entered by hand or loaded from other people's RDF: without a source nobody says so.
_ENTERED = frozenset(
    (
        grammar.MADE_BY,
        grammar.PART_OF_PRODUCT,
        grammar.USES,
        grammar.AUTHORIZES,
        grammar.APPROPRIATED_TO,
        grammar.RUN_BY,
        grammar.CLAIMED,
    )
)


def _vendor(leg: Leg) -> int | None:
    """Return the recipient at an end of a leg."""
    return leg.source if leg.near == grammar.PAID_TO else leg.target if leg.far == grammar.PAID_TO else None


def _holder(network: Network, leg: Leg, award: int) -> int | None:
    """Return the vendor whose own actions a leg means, where several vendors held the award in turn."""
    vendor = _vendor(leg)
    if vendor is None:
        return None
    return vendor if changed_hands(network, network.of_award[award]) else None


def changed_hands(network: Network, bundle: int) -> bool:
    """Tell whether several vendors held the awards of a bundle in turn."""
    start, stop = network.bundle_at[bundle], network.bundle_at[bundle + 1]
    return network.bundle_side[start:stop].tolist().count(grammar.PAID_TO) > 1


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


def status_of(sieve: Sieve, leg: Leg) -> int:
    """Return the status of a leg, one of those of `graph.network.reading`."""
    if leg.edge is not None:
        return sieve.edge(leg.edge).status
    return INFERRED if _inferred(leg) else RECORDED


def standing_of(sieve: Sieve, leg: Leg) -> str:
    """Return one of STANDINGS: of a reported claim, what `graph.claims` derives from its evidence."""
    status = status_of(sieve, leg)
    said = sieve.claims(leg.edge).status if status == REPORTED and leg.edge is not None else ""
    return said or STATUS[status]


def is_unsourced(sieve: Sieve, leg: Leg) -> bool:
    """Tell whether nobody says what a leg says: foreign RDF may hold an edge without any evidence."""
    if leg.edge is None:
        return False
    edge = sieve.edge(leg.edge)
    if edge.status == RECORDED:
        if edge.relation not in _ENTERED or sieve.testimony.curated_source(edge.source):
            return False
        return not any(one.stance in ("asserts", "records") for one in sieve.claims(leg.edge).evidence)
    if edge.status == INFERRED:
        return not sieve.detections(edge.source, edge.target)
    return not sieve.claims(leg.edge).evidence


def _inferred(leg: Leg) -> bool:
    return not grammar.INFERRED_SIDES.isdisjoint((leg.near, leg.far))


def _product(leg: Leg) -> int:
    """Return the end of an inferred leg that is named or inherited; of two, the farther one."""
    return leg.target if leg.far in grammar.INFERRED_SIDES else leg.source


def _award_basis(leg: Leg) -> str:
    if grammar.INHERITS in (leg.near, leg.far):
        return "product of the vehicle it was placed under"
    return "words of the award's description" if _inferred(leg) else "award record"


class Teller:
    """Turns legs into hops with their evidence.

    ``shown`` is how many awards of a hop are listed with their rows (None: all); sums and counts cover all of them.
    """

    def __init__(self, sieve: Sieve, shown: int | None) -> None:
        self.network = sieve.network
        self.testimony = sieve.testimony
        self.sieve = sieve
        self.shown = shown

    def hop(self, leg: Leg) -> Hop:
        """Return a leg as a hop with status, dates, amounts and evidence."""
        return self._edge_hop(leg) if leg.edge is not None else self._award_hop(leg)

    def _end(self, node: int) -> tuple[str, str, str]:
        return self.network.iri(node), self.network.labels[node], self.network.type_of(node)

    def _edge_hop(self, leg: Leg) -> Hop:
        network, number = self.network, leg.edge
        assert number is not None
        edge = self.sieve.edge(number)
        evidence, basis = self._said_of(leg, number, edge)
        amounts: dict[str, Decimal] = {}
        for end in (edge.source, edge.target):
            iri = network.iri(end)
            announced = self.testimony.announced(iri) if network.type_of(end) == "appropriation" else None
            if announced is not None:
                amounts["announced"] = announced
        # When a claim holds is its own time, not that of the awards it rests on.
        dates = _span([one for one in evidence if one.kind != "award"])
        return Hop(
            *self._end(leg.source),
            *self._end(leg.target),
            relation=edge.predicate.removeprefix(terms.VG),
            forward=edge.source == leg.source,
            status=standing_of(self.sieve, leg),
            basis=basis,
            confidence=max((e.confidence for e in evidence if e.confidence is not None), default=None),
            first_date=dates[0],
            last_date=dates[1],
            amounts=amounts,
            evidence=tuple(evidence),
            evidence_total=len(evidence),
            joined=leg.joined,
            relation_label=self.sieve.claims(number).relation if edge.relation == grammar.CLAIMED else "",
        )

    def _said_of(self, leg: Leg, number: int, edge: Edge) -> tuple[list[Evidence], str]:
        """Return the evidence of an edge between entities, and in a word what kind it is."""
        if edge.status == INFERRED:
            found = self.sieve.detections(edge.source, edge.target)
            return found, "words of the vehicle's own description" if found else UNSOURCED
        said = list(self.sieve.claims(number).evidence)
        if edge.status != RECORDED:
            return said, "claim" if said else UNSOURCED
        told = self.testimony.curated_source(edge.source)
        basis = _BASIS.get(leg.near, "award record")
        if leg.near == grammar.PARENT_COMPANY and told:
            basis = "product catalogue"  # a maker's owner is trade knowledge, entered by hand
        if is_unsourced(self.sieve, leg):
            return said, "claim" if said else UNSOURCED
        named = Evidence(kind="reference", id=self.network.locals[edge.source], document=told)
        return [named, *said], basis  # what documents say for and against it besides

    def _award_hop(self, leg: Leg) -> Hop:
        network = self.network
        awards, amounts, span = self.sums(leg)
        shown = awards if self.shown is None else awards[: self.shown]
        inferred = _inferred(leg)
        if grammar.SUBAWARD_TO in (leg.near, leg.far):
            evidence, _ = self._subaward_evidence(leg, awards)
        elif inferred:
            evidence = self._naming_evidence(leg, shown)
        else:
            evidence = [self.testimony.award(award) for award in shown]
        relation, forward = relation_of(leg)
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
            joined=leg.joined,
        )

    def evidence_of(self, leg: Leg) -> list[Evidence]:
        """Return who says what a leg says, of its first awards as many as are shown."""
        if leg.edge is not None:
            return self._said_of(leg, leg.edge, self.sieve.edge(leg.edge))[0]
        awards = self.sieve.awards_of(leg)[: self.shown]
        if grammar.SUBAWARD_TO in (leg.near, leg.far):
            return self._subaward_evidence(leg, awards)[0]
        return self._naming_evidence(leg, awards) if _inferred(leg) else [self.testimony.award(one) for one in awards]

    def sums(self, leg: Leg) -> tuple[list[int], dict[str, Decimal], tuple[str | None, str | None]]:
        """Return the awards of a leg, their sums by kind as a hop has them, and the first and last day of them."""
        awards = self.sieve.awards_of(leg)
        if grammar.SUBAWARD_TO in (leg.near, leg.far):
            evidence, total = self._subaward_evidence(leg, awards)
            return awards, {"subaward": total}, _span(evidence)
        nets, span = self._parts(leg, awards)
        if _inferred(leg):
            most = sum((max(net or Decimal(0), Decimal(0)) for net in nets), Decimal(0))
            return awards, {"obligation_min": Decimal(0), "obligation_max": most}, span
        if grammar.FUNDED_BY in (leg.near, leg.far):
            return awards, self._share(awards), span
        return awards, self._sums(awards, nets), span

    def _parts(self, leg: Leg, awards: list[int]) -> tuple[list[Decimal | None], tuple[str | None, str | None]]:
        """Return the net of each award's actions that the leg means, and the first and last day of all of them."""
        network = self.network
        vendor = _vendor(leg)
        mixed = vendor is not None and any(changed_hands(network, bundle) for bundle in leg.bundles)
        if mixed:
            parts = [part_of(network, leg, award) for award in awards]
            days = [day for _, first, last in parts for day in (first, last) if day is not None]
            nets = [net for net, _, _ in parts]
            return nets, (_iso(min(days, default=None)), _iso(max(days, default=None)))
        columns = (network.firstActionDate, network.lastActionDate)
        numbers = [column[award] for column in columns for award in awards if column[award] != NO_DATE]
        first, last = min(numbers, default=NO_DATE), max(numbers, default=NO_DATE)
        return [network.amount(award, "netObligation") for award in awards], (_iso(day_of(first)), _iso(day_of(last)))

    def _sums(self, awards: list[int], net: list[Decimal | None]) -> dict[str, Decimal]:
        """Return the net of loaded actions, and apart from it the totals of awards known only from a summary."""
        network = self.network
        amounts: dict[str, Decimal] = {}
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
        return [one for award in awards for one in self.sieve.detections(entities + award, target)]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _span(evidence: Sequence[Evidence]) -> tuple[str | None, str | None]:
    first = [one.first_date for one in evidence if one.first_date]
    last = [one.last_date for one in evidence if one.last_date]
    return min(first, default=None), max(last, default=None)

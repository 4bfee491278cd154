"""The part of a network that an export holds: which entities, which awards, which lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph import terms
from graph.claims import StoredClaim, StoredEvidence
from graph.errors import NothingFound
from graph.evidence import Evidence
from graph.export.asked import ExportAsked
from graph.export.things import Line, Thing
from graph.network import grammar
from graph.network.around import reach
from graph.network.crossing import Leg
from graph.network.lookup import resolve
from graph.network.reading import Network
from graph.network.scopes import Scope
from graph.network.sieve import Kept, Sieve
from graph.network.telling import Teller
from graph.network.testimony import Testimony
from graph.network.views import WORST

# Sides of an award that a page does not draw; they come with the award, for they say under what and with what money.
_WITH_AWARD = frozenset((grammar.FUNDED_BY_AGENCY, grammar.UNDER_VEHICLE, grammar.FUNDED_BY))
_PAID = frozenset((grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE))
_CONTESTED = ("disputed", "denied")
_AMOUNTS = {
    "obligation": "netObligation",
    "obligation_total": "totalObligation",
    "outlay": "totalOutlay",
    "ceiling": "ceiling",
}
ZERO = Decimal(0)


@dataclass(frozen=True)
class Part:
    """Entities and awards in the order of their numbers, and what lies between them.

    Attributes:
        sieve: What is let in.
        entities: Numbers of the entities, ascending.
        awards: Numbers of the awards among awards, ascending.
        whole: Whether nothing was left out but what the sieve holds back.
        contested: Disputed and denied claims about these entities; empty but in the view ``all``.
    """

    sieve: Sieve
    entities: Sequence[int]
    awards: Sequence[int]
    whole: bool
    contested: tuple[StoredClaim, ...] = ()

    @property
    def network(self) -> Network:
        """The network that it is a part of."""
        return self.sieve.network

    def things(self) -> Iterator[Thing]:
        """Yield entities, awards, then what is only claimed and contested."""
        network, told = self.network, Told(self)
        for entity in self.entities:
            yield told.entity(entity)
        for award in self.awards:
            yield told.award(award)
        known = {network.iri(entity) for entity in self.entities} if self.contested else set()
        for claim in self.contested:
            assert claim.object is not None
            for end in (claim.subject, claim.object):
                if end.iri not in known:
                    known.add(end.iri)
                    yield Thing(short_id(end.iri), end.label, "claim", end.iri)

    def lines(self) -> Iterator[Line]:
        """Yield relations between entities, those of awards, then contested claims."""
        told, inside = Told(self), set(self.entities)
        network = self.network
        for edge, (source, target) in enumerate(zip(network.edge_source, network.edge_target, strict=True)):
            if source in inside and target in inside and self.sieve.has_edge(edge, network.edge_status[edge]):
                yield told.edge(edge, source, target)
        for award in self.awards:
            for relation, entity in self.sieve.sides(network.of_award[award]):
                if entity in inside:
                    yield told.side(award, relation, entity)
        for claim in self.contested:
            yield _contested(claim)


def choose_part(network: Network, testimony: Testimony, claims: Sequence[StoredClaim], asked: ExportAsked) -> Part:
    """Return what is asked for.

    Raises:
        UnknownName, AmbiguousName: The name does not mean exactly one thing.
        NothingFound: No award was running on the day asked for, or nothing lies around the entity.
    """
    scope = Scope(asked.view, asked.as_of)
    kept = Kept(worst=WORST[asked.view], as_of=asked.as_of)
    if asked.entity is None:
        awards = scope.awards(network).nonzero()[0].tolist()
        sieve = Sieve(network, testimony, kept)
        return Part(sieve, range(network.entities), awards, True, _contested_of(claims, None, asked.view))
    centre = resolve(network, asked.entity)
    if centre >= network.entities:
        award = centre - network.entities
        kept = kept._replace(only={network.of_award[award]: award})
    sieve = Sieve(network, testimony, kept)
    near, bundles = reach(sieve, centre, asked.hops)
    if centre >= network.entities:
        bundles.add(network.of_award[centre - network.entities])
    awards = sorted(award for bundle in bundles for award in sieve.awards(bundle))
    for bundle in bundles:
        near |= {entity for relation, entity in sieve.sides(bundle) if relation in _WITH_AWARD}
    iris = {network.iri(entity) for entity in near}
    contested = _contested_of(claims, iris, asked.view)
    if len(near) + len(awards) < 2 and not contested:
        raise NothingFound(
            f"Nothing lies around {network.labels[centre]} in the view {asked.view!r}.",
            hint="Ask for a wider --view, another day, or another entity.",
        )
    return Part(sieve, sorted(near), awards, False, contested)


def _contested_of(claims: Sequence[StoredClaim], iris: set[str] | None, view: str) -> tuple[StoredClaim, ...]:
    if view != "all":
        return ()
    found = (
        claim
        for claim in claims
        if claim.status in _CONTESTED and claim.object is not None and (iris is None or claim.subject.iri in iris)
    )
    return tuple(sorted(found, key=lambda claim: claim.id))


def short_id(iri: str) -> str:
    """Return ``id:`` and the local name for our own things, else the IRI."""
    return "id:" + iri.removeprefix(terms.ID) if iri.startswith(terms.ID) else iri


class Told:
    """Turns numbers of one network into things and lines."""

    def __init__(self, part: Part) -> None:
        self._network = part.network
        self._sieve = part.sieve
        self._teller = Teller(part.sieve, shown=None)
        self._testimony = part.sieve.testimony

    def entity(self, entity: int) -> Thing:
        """Return an entity; an appropriation with the amount announced for it."""
        network = self._network
        iri, kind = network.iri(entity), network.type_of(entity)
        announced = self._testimony.announced(iri) if kind == "appropriation" else None
        amounts = {} if announced is None else {"announced": announced}
        return Thing(short_id(iri), network.labels[entity], kind, iri, amounts=amounts)

    def award(self, award: int) -> Thing:
        """Return an award with its amounts, each of its own kind."""
        network = self._network
        node = network.entities + award
        first, last = network.dates(award)
        known = {kind: network.amount(award, name) for kind, name in _AMOUNTS.items()}
        iri = network.iri(node)
        return Thing(
            short_id(iri),
            network.labels[node],
            "award",
            iri,
            None if first is None else first.isoformat(),
            None if last is None else last.isoformat(),
            network.actionCount[award],
            {kind: amount for kind, amount in known.items() if amount is not None},
            self._testimony.award(award).quote,
        )

    def edge(self, edge: int, source: int, target: int) -> Line:
        """Return a relation between entities."""
        network = self._network
        hop = self._teller.hop(Leg(source, target, network.edge_relation[edge], None, edge, None, []))
        ends = short_id(hop.source), short_id(hop.target)
        return Line(
            f"{ends[0]} {hop.relation} {ends[1]}",
            *ends,
            hop.relation,
            hop.status,
            hop.basis,
            hop.confidence,
            hop.first_date,
            hop.last_date,
            {},  # an announced amount belongs to its appropriation
            hop.evidence,
        )

    def side(self, award: int, relation: int, entity: int) -> Line:
        """Return what an award says of an entity."""
        network = self._network
        name = grammar.RELATION_NAMES[relation]
        ends = short_id(network.iri(network.entities + award)), short_id(network.iri(entity))
        line = Line(f"{ends[0]} {name} {ends[1]}", *ends, name, "recorded", "award record")
        if relation in grammar.INFERRED_SIDES:
            return self._inferred(line, award, entity)
        if relation == grammar.SUBAWARD_TO:
            found, total = self._testimony.subawards(award, entity)
            days = sorted(one.first_date for one in found if one.first_date)
            return line._replace(
                basis="subaward record",
                amounts={"subaward": total},
                evidence=tuple(found),
                first_date=days[0] if days else None,
                last_date=days[-1] if days else None,
            )
        record = self._testimony.award(award)
        line = line._replace(evidence=(record,), first_date=record.first_date, last_date=record.last_date)
        return self._paid(line, award, relation, entity)

    def _paid(self, line: Line, award: int, relation: int, entity: int) -> Line:
        network = self._network
        if relation == grammar.FUNDED_BY:
            most = network.amount(award, "totalObligation")
            # A record names the accounts of an award, not what each paid.
            interval = {} if most is None else {"obligation_min": ZERO, "obligation_max": max(most, ZERO)}
            return line._replace(amounts=interval)
        if relation not in _PAID:
            return line
        own = network.shares.get((award, entity)) if relation == grammar.PAID_TO else None
        if own is not None:
            days = own[1].isoformat(), own[2].isoformat()
            return line._replace(amounts={"obligation": own[0]}, first_date=days[0], last_date=days[1])
        net = network.amount(award, "netObligation")
        if net is not None:
            return line._replace(amounts={"obligation": net})
        total = network.amount(award, "totalObligation")
        return line if total is None else line._replace(amounts={"obligation_total": total})

    def _inferred(self, line: Line, award: int, entity: int) -> Line:
        network = self._network
        found = tuple(self._sieve.detections(network.entities + award, entity))
        net = network.amount(award, "netObligation")
        return line._replace(
            status="inferred",
            basis="product of the vehicle it was placed under"
            if line.relation == grammar.RELATION_NAMES[grammar.INHERITS]
            else "words of the award's description",
            confidence=max((one.confidence for one in found if one.confidence is not None), default=None),
            first_date=min((one.first_date for one in found if one.first_date), default=None),
            last_date=max((one.last_date for one in found if one.last_date), default=None),
            amounts={} if net is None else {"obligation_min": ZERO, "obligation_max": max(net, ZERO)},
            evidence=found or (self._testimony.award(award),),
        )


def _contested(claim: StoredClaim) -> Line:
    assert claim.object is not None
    return Line(
        f"{short_id(claim.subject.iri)} {claim.id} {short_id(claim.object.iri)}",
        short_id(claim.subject.iri),
        short_id(claim.object.iri),
        claim.relation.iri.removeprefix(terms.VG),
        claim.status,
        "claim",
        None,
        claim.valid_from or None,
        claim.valid_to or None,
        {},
        tuple(_piece(claim, one) for one in claim.evidence),
    )


def _piece(claim: StoredClaim, one: StoredEvidence) -> Evidence:
    return Evidence(
        kind="claim",
        id=claim.id,
        document="; ".join(source.label for source in one.sources),
        quote=one.quote,
        stance=one.stance,
        speaker=one.speaker,
        origins=tuple(origin.label for origin in one.origins),
        first_date=claim.valid_from or None,
        last_date=claim.valid_to or None,
        machine_made=one.machine_made,
    )

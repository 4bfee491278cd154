"""What of a network a search may use: a view, a day, a confidence, and what is to be kept out. A filter, no rebuild."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from graph.network import grammar
from graph.network.reading import (
    CONFIDENCE_SCALE,
    DISPUTED,
    INFERRED,
    NO_AMOUNT,
    NO_DATE,
    REPORTED,
    SCALE,
    Network,
)

if TYPE_CHECKING:
    from graph.evidence import Evidence
    from graph.network.crossing import Leg
    from graph.network.testimony import Said, Testimony

_EPOCH = date(1970, 1, 1).toordinal()


class Edge(NamedTuple):
    """An edge between entities; ``relation`` is its code in the grammar, ``predicate`` the IRI of what is said."""

    source: int
    target: int
    relation: int
    predicate: str
    status: int


class Kept(NamedTuple):
    """What is let in.

    Attributes:
        worst: Weakest status that counts, one of those of `graph.network.reading`.
        as_of: Only awards whose loaded actions span this day, and claims whose own days hold it.
        min_confidence: Least confidence of what a rule inferred; what is recorded or reported has none.
        avoid: Nodes kept out: neither passed through, nor paid by, nor the vehicle of an award that counts.
        only: Bundle -> the one award of it that is meant.
    """

    worst: int = INFERRED
    as_of: date | None = None
    min_confidence: Decimal | None = None
    avoid: frozenset[int] = frozenset()
    only: Mapping[int, int] = {}


class Sieve:
    """Lets edges, bundles and awards through, or not."""

    def __init__(self, network: Network, testimony: Testimony, kept: Kept | None = None) -> None:
        self.network = network
        self.testimony = testimony
        self.kept = kept or Kept()
        self._day = None if self.kept.as_of is None else self.kept.as_of.toordinal() - _EPOCH
        self._least = None if self.kept.min_confidence is None else self.kept.min_confidence.scaleb(CONFIDENCE_SCALE)
        self._avoided_awards = {node - network.entities for node in self.kept.avoid if node >= network.entities}
        self._by_award = self._day is not None or bool(self._avoided_awards)
        self._closed: dict[int, bool] = {}
        self._ends: dict[int, frozenset[int]] = {}
        self._claims: dict[int, Said] = {}
        self._paid: dict[tuple[int, tuple[int, ...]], tuple[Decimal, Decimal]] = {}
        self._touching: dict[int, int] = {}

    @cached_property
    def contested(self) -> dict[int, list[tuple[int, int, int]]]:
        """Entity -> (side code, other end, edge number) of disputed and denied claims; empty but in the widest view."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        first = len(self.network.edge_source)
        for at in range(len(getattr(self.network, "contested_source", ()))):
            edge = self.edge(first + at)
            if edge.status <= self.kept.worst:
                found.setdefault(edge.source, []).append((edge.relation, edge.target, first + at))
                found.setdefault(edge.target, []).append((edge.relation | grammar.REVERSED, edge.source, first + at))
        return found if self.kept.worst >= DISPUTED else {}

    def edge(self, number: int) -> Edge:
        """Return an edge; those of disputed and denied claims are numbered after the others."""
        network = self.network
        at = number - len(network.edge_source)
        names = ("source", "target", "relation", "predicate", "status")
        kind, place = ("edge", number) if at < 0 else ("contested", at)
        source, target, relation, predicate, status = (getattr(network, f"{kind}_{name}")[place] for name in names)
        return Edge(source, target, relation, network.predicates[predicate], status)

    def has_edge(self, number: int, status: int) -> bool:
        """Tell whether an edge with this status is let in."""
        if status > self.kept.worst:
            return False
        if status == INFERRED and self._least is not None:
            edge = self.edge(number)
            return self._confident(edge.source, edge.target)
        if status in (REPORTED, DISPUTED, DISPUTED + 1) and self._day is not None:
            return bool(self.claims(number).evidence)
        return True

    def claims(self, number: int) -> Said:
        """Return what claims say of an edge: those that hold on the day."""
        if number not in self._claims:
            edge, iri = self.edge(number), self.network.iri
            said = self.testimony.claims(iri(edge.source), edge.predicate, iri(edge.target))
            self._claims[number] = said if self.kept.as_of is None else self._on_the_day(said)
        return self._claims[number]

    def _on_the_day(self, said: Said) -> Said:
        """Return what is said by the pieces that hold on the day; an award that confirms, by its own days."""
        evidence = tuple(one for one in said.evidence if self._holds(one))
        if len(evidence) == len(said.evidence):
            return said
        for_it = [one for one in evidence if one.stance in ("asserts", "records") and not one.machine_made]
        named = {origin for one in for_it for origin in one.origins}
        by_record = any(one.kind == "award" for one in for_it)
        status = "reported" if said.status == "confirmed" and not by_record else said.status
        return said._replace(
            status=status, origins=tuple(one for one in said.origins if one in named), evidence=evidence
        )

    def _holds(self, one: Evidence) -> bool:
        if self.kept.as_of is None:
            return True
        day = self.kept.as_of.isoformat()
        # Nothing says that a claim without days held on this one.
        return bool(one.first_date or one.last_date) and (one.first_date or day) <= day <= (one.last_date or day)

    def sides(self, bundle: int) -> Iterator[tuple[int, int]]:
        """Yield (relation, entity) of a bundle as far as they are let in."""
        worst, inferred = self.kept.worst, self.kept.worst >= INFERRED
        for relation, node, status in self.network.sides(bundle):
            if status <= worst and (inferred or relation not in grammar.INFERRED_SIDES):
                yield relation, node

    def ends(self, bundle: int) -> frozenset[int]:
        """Return the entities of a bundle as far as they are let in."""
        found = self._ends.get(bundle)
        if found is None:
            found = self._ends[bundle] = frozenset(node for _, node in self.sides(bundle))
        return found

    def has_relation(self, relation: int) -> bool:
        """Tell whether what awards say by a relation is let in."""
        return self.kept.worst >= INFERRED or relation not in grammar.INFERRED_SIDES

    def is_closed(self, bundle: int) -> bool:
        """Tell whether no award of a bundle is let in."""
        if not self._by_award and not self.kept.avoid:
            return False
        if bundle not in self._closed:
            avoid = self.kept.avoid
            barred = any(
                node in avoid and relation in (grammar.PAID_TO, grammar.UNDER_VEHICLE)
                for relation, node, _ in self.network.sides(bundle)
            )
            self._closed[bundle] = barred or not self._let_in(self.network.members_of(bundle).tolist(), ())
        return self._closed[bundle]

    def awards(self, bundle: int, named: tuple[int, ...] = ()) -> list[int]:
        """Return the awards of a bundle that are let in and name or inherit ``named`` with enough confidence."""
        meant = self.kept.only.get(bundle)
        return self._let_in([meant] if meant is not None else self.network.members_of(bundle).tolist(), named)

    def _let_in(self, awards: list[int], named: tuple[int, ...]) -> list[int]:
        if self._by_award:
            awards = [award for award in awards if self._runs(award)]
        if self._least is not None:
            entities = self.network.entities
            for target in named:
                awards = [award for award in awards if self._confident(entities + award, target)]
        return awards

    def narrows(self, named: tuple[int, ...]) -> bool:
        """Tell whether a bundle that is open may yet have no award that names ``named`` with enough confidence."""
        return self._least is not None and bool(named)

    def awards_of(self, leg: Leg) -> list[int]:
        """Return the awards behind a leg, the largest obligation first, then by id."""
        awards = [award for bundle in leg.bundles for award in self.awards(bundle, leg.named)]
        net, total = self.network.netObligation, self.network.totalObligation

        def largest_first(award: int) -> tuple[int, int]:
            amount = net[award] if net[award] != NO_AMOUNT else total[award]
            return 0 if amount == NO_AMOUNT else -amount, award

        return sorted(awards, key=largest_first)

    def _runs(self, award: int) -> bool:
        if award in self._avoided_awards:
            return False
        if self._day is None:
            return True
        first, last = self.network.firstActionDate[award], self.network.lastActionDate[award]
        return NO_DATE not in (first, last) and bool(first <= self._day <= last)

    def _confident(self, subject: int, target: int) -> bool:
        assert self._least is not None
        network = self.network
        start = bisect_left(network.detection_subject, subject)
        stop = bisect_right(network.detection_subject, subject, start)
        return any(
            network.detection_target[at] == target and network.detection_confidence[at] >= self._least
            for at in range(start, stop)
        )

    def detections(self, subject: int, target: int) -> list[Evidence]:
        """Return the words that name ``target`` in the text of an award or vehicle, those of enough confidence."""
        least = self.kept.min_confidence
        return [
            one
            for one in self.testimony.detections(subject, target)
            if least is None or (one.confidence is not None and one.confidence >= least)
        ]

    def touching(self, node: int) -> int:
        """Return how many edges and awards that are let in touch an entity, an award once."""
        if node not in self._touching:
            self._touching[node] = self._count(node)
        return self._touching[node]

    def _count(self, node: int) -> int:
        network = self.network
        count = len(self.contested.get(node, ()))
        recorded: set[int] = set()
        inferred: set[int] = set()
        for side, start, stop in network.runs(node):
            relation = side & ~grammar.REVERSED
            if relation >= grammar.ENTITY_RELATIONS:
                edges = network.near_edge[start:stop]
                count += sum(self.has_edge(edge, network.edge_status[edge]) for edge in edges)
            elif relation not in grammar.INFERRED_SIDES:
                recorded.update(network.near_end[start:stop])
            elif self.has_relation(relation):
                inferred.update(network.near_end[start:stop])
        count += sum(self._many(bundle, ()) for bundle in recorded)
        return count + sum(self._many(bundle, (node,)) for bundle in inferred - recorded)

    def many(self, bundle: int, named: tuple[int, ...]) -> int:
        """Return how many awards `awards` gives."""
        return len(self.awards(bundle, named)) if bundle in self.kept.only else self._many(bundle, named)

    def paid(self, bundle: int, named: tuple[int, ...]) -> tuple[Decimal, Decimal]:
        """Return the net obligations of the awards that `awards` gives, and the sum of those above zero."""
        key = (bundle, named if self.narrows(named) else ())
        if key not in self._paid:
            net, total = self.network.netObligation, self.network.totalObligation
            # Whole numbers: a thousand parallel awards are added up for each of a hundred paths.
            sums = (net[at] if net[at] != NO_AMOUNT else total[at] for at in self.awards(bundle, named))
            known = [one for one in sums if one != NO_AMOUNT]
            above = sum(one for one in known if one > 0)
            self._paid[key] = Decimal(sum(known)).scaleb(-SCALE), Decimal(above).scaleb(-SCALE)
        return self._paid[key]

    def count_run(self, relation: int, start: int, stop: int, node: int) -> int:
        """Return how many edges or awards of one run of an entity's list are let in."""
        network = self.network
        if relation >= grammar.ENTITY_RELATIONS:
            return sum(self.has_edge(edge, network.edge_status[edge]) for edge in network.near_edge[start:stop])
        if not self.has_relation(relation):
            return 0
        named = (node,) if relation in grammar.INFERRED_SIDES else ()
        return sum(self._many(bundle, named) for bundle in network.near_end[start:stop])

    def _many(self, bundle: int, named: tuple[int, ...]) -> int:
        at = self.network.member_at
        if not self._by_award and self._least is None and not self.kept.avoid:
            return int(at[bundle + 1] - at[bundle])
        if self.is_closed(bundle):
            return 0
        return len(self._let_in(self.network.members_of(bundle).tolist(), named))

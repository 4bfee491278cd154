"""What is known of one entity or award, as facts with their property and relations with counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import terms
from graph.evidence import Card, Evidence, Json, amount_text
from graph.network import grammar
from graph.network.crossing import Leg
from graph.network.reading import INFERRED, Network
from graph.network.sayings import file_names
from graph.network.sieve import Sieve
from graph.network.telling import Teller, changed_hands, net_of, standing_of
from graph.network.testimony import Testimony

if TYPE_CHECKING:
    import pyoxigraph

_SHOWN = 8  # neighbours listed per relation; the count says how many there are
_NAMES = (terms.SKOS + "prefLabel", terms.SKOS + "altLabel", terms.SKOS + "notation")


def card_of(network: Network, testimony: Testimony, store: pyoxigraph.Store, node: int) -> Card:
    """Return the card of a node: literals as facts, entities as relations, awards and claims as evidence."""
    iri = network.iri(node)
    names, facts = _own(store, iri)
    teller = Teller(Sieve(network, testimony), shown=1)
    if node >= network.entities:
        relations = _award_relations(teller, node)
        evidence: tuple[Evidence, ...] = (testimony.award(node - network.entities),)
    else:
        relations = _relations(teller, node)
        evidence = tuple(_record(store, facts)) + tuple(testimony.detections_of_subject(node))
    return Card(
        id=iri,
        label=network.labels[node],
        kind=network.type_of(node),
        names=tuple(name for name in names if name != network.labels[node]),
        facts=tuple(fact for fact in facts if fact[0] not in ("vg:statedIn", "vg:row")),
        relations=tuple(relations),
        evidence=evidence,
        totals=tuple(_totals(teller, node)) if node < network.entities else (),
    )


def _own(store: pyoxigraph.Store, iri: str) -> tuple[list[str], list[tuple[str, str]]]:
    import pyoxigraph as ox

    names, facts = set(), []
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        name, value = quad.predicate.value, quad.object.value  # type: ignore[union-attr]
        if name in _NAMES:
            names.add(value)
        elif name == terms.RDF + "type":
            continue
        elif isinstance(quad.object, ox.Literal) or name in (terms.VG + "statedIn", terms.DCT + "source"):
            facts.append((_curie(name), value))
    return sorted(names), sorted(facts)


def _curie(iri: str) -> str:
    for prefix, base in terms.PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _record(store: pyoxigraph.Store, facts: list[tuple[str, str]]) -> list[Evidence]:
    """Return where a record states this thing, for vehicles and other rows of their own."""
    own = dict(facts)
    if "vg:statedIn" not in own:
        return []
    file = dict(file_names(store)).get(own["vg:statedIn"].removeprefix(terms.ID), own["vg:statedIn"])
    row = f"{file} row {own['vg:row']}"
    return [Evidence(kind="award", id=own.get("vg:piid", ""), document=file, rows=(row,), rows_total=1)]


def _totals(teller: Teller, node: int) -> Iterator[Json]:
    """Yield what the awards come to that a node has, for each relation it has to them; kinds are never added."""
    network = teller.network
    for side, start, stop in network.runs(node):
        relation = side & ~grammar.REVERSED
        if relation >= grammar.ENTITY_RELATIONS:
            continue
        bundles = list(network.near_end[start:stop])
        # The other end is of no account for sums: a vehicle stands for any.
        awards, amounts, (first, last) = teller.sums(
            Leg(node, node, relation, grammar.UNDER_VEHICLE, None, None, bundles)
        )
        yield {
            "relation": grammar.RELATION_NAMES[relation],
            "status": "inferred" if relation in grammar.INFERRED_SIDES else "stated",
            "awards": len(awards),
            "amounts": {kind: amount_text(amount) for kind, amount in amounts.items()},
            "dates": [first, last],
        }


class _End(NamedTuple):
    """What a relation leads to: how many awards say so, their net obligations, and the hop from one to the other."""

    node: int
    awards: int
    net: Decimal
    leg: Leg


def _award_relations(teller: Teller, node: int) -> list[Json]:
    network, award = teller.network, node - teller.network.entities
    rows = []
    for relation, other, status in network.sides(network.of_award[award]):
        row = _row(teller, grammar.RELATION_NAMES[relation], [_End(other, 0, Decimal(0), _NOWHERE)], status == INFERRED)
        found = teller.sieve.detections(node, other) if relation in grammar.INFERRED_SIDES else []
        if relation == grammar.SUBAWARD_TO:
            found = teller.testimony.subawards(award, other)[0]
        # What the award's own record states, the card cites once for all of them.
        rows.append(row | {"evidence": [one.to_json() for one in found[:1]], "evidence_total": len(found)})
    return rows


_NOWHERE = Leg(-1, -1, -1, None, None, None, [])


def _relations(teller: Teller, node: int) -> list[Json]:
    """Return one row per relation and direction; the other ends ordered by awards, then name."""
    network, rows = teller.network, []
    crossing: dict[tuple[str, bool], dict[int, _End]] = {}
    for side, start, stop in network.runs(node):
        relation, backwards = side & ~grammar.REVERSED, bool(side & grammar.REVERSED)
        if relation >= grammar.ENTITY_RELATIONS:
            ends = [
                _End(network.near_end[at], 0, Decimal(0), _edge_leg(network, relation, network.near_edge[at]))
                for at in range(start, stop)
            ]
            inferred = network.edge_status[network.near_edge[start]] == INFERRED
            name = network.predicates[network.edge_predicate[network.near_edge[start]]].removeprefix(terms.VG)
            rows.append(_row(teller, ("^" if backwards else "") + name, ends, inferred))
            continue
        for bundle in network.near_end[start:stop]:
            _count_bundle(network, bundle, node, relation, crossing)
    rows += [_row(teller, name, list(found.values()), inferred) for (name, inferred), found in sorted(crossing.items())]
    return rows


def _edge_leg(network: Network, relation: int, edge: int) -> Leg:
    return Leg(network.edge_source[edge], network.edge_target[edge], relation, None, edge, None, [])


def _count_bundle(
    network: Network, bundle: int, node: int, relation: int, crossing: dict[tuple[str, bool], dict[int, _End]]
) -> None:
    members = network.members_of(bundle)
    net = sum((network.amount(award, "netObligation") or Decimal(0) for award in members), Decimal(0))
    novated = sum(side == grammar.PAID_TO for side, _, _ in network.sides(bundle)) > 1
    own = grammar.RELATION_NAMES[relation]
    for side, other, status in network.sides(bundle):
        if other == node:
            continue
        inferred = INFERRED in (status, INFERRED if relation in grammar.INFERRED_SIDES else 0)
        key = (f"as {own} of awards with {grammar.RELATION_NAMES[side]}", inferred)
        before = crossing.setdefault(key, {}).get(other)
        end = before or _End(other, 0, Decimal(0), Leg(node, other, relation, side, None, None, []))
        amount = net
        if novated:
            leg = end.leg._replace(bundles=[bundle])
            amount = sum((net_of(network, leg, award) or Decimal(0) for award in members), Decimal(0))
        end.leg.bundles.append(bundle)
        crossing[key][other] = end._replace(awards=end.awards + len(members), net=end.net + amount)


def _of_leg(network: Network, leg: Leg, one: Evidence) -> Evidence:
    """Return a record without amount and days where its award changed hands: they are not of one company."""
    if one.kind == "award" and any(changed_hands(network, bundle) for bundle in leg.bundles):
        return one._replace(amount=None, first_date=None, last_date=None)
    return one


def _row(teller: Teller, name: str, ends: list[_End], inferred: bool) -> Json:
    network = teller.network
    ends = sorted(ends, key=lambda end: (-end.awards, -end.net, network.labels[end.node], end.node))
    # An award with two recipients, or two products, is one.
    bundles = {bundle for end in ends for bundle in end.leg.bundles}
    said = teller.evidence_of(ends[0].leg) if ends[0].leg is not _NOWHERE else []
    return {
        "relation": name,
        "status": "inferred" if inferred else "stated",
        "count": len(ends),
        "awards": sum(len(network.members_of(bundle)) for bundle in bundles),
        "first": [_first(teller, end) for end in ends[:_SHOWN]],
        "evidence": [_of_leg(network, ends[0].leg, one).to_json() for one in said[:1]],
        "evidence_total": max(len(said), ends[0].awards),
    }


def _first(teller: Teller, end: _End) -> Json:
    network = teller.network
    shape: Json = {"id": network.iri(end.node), "label": network.labels[end.node]}
    if end.awards:
        return shape | {"awards": end.awards, "obligation": amount_text(end.net)}
    if end.leg.edge is None:
        return shape
    return shape | {"standing": standing_of(teller.sieve, end.leg)}

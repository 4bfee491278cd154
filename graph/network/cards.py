"""What is known of one entity or award, as facts with their property and relations with counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from graph import terms
from graph.evidence import Card, Evidence, Json, amount_text
from graph.network import grammar
from graph.network.crossing import Leg
from graph.network.reading import INFERRED, Network
from graph.network.sayings import file_names
from graph.network.telling import net_of
from graph.network.testimony import Testimony

if TYPE_CHECKING:
    import pyoxigraph

_SHOWN = 8  # neighbours listed per relation; the count says how many there are
_NAMES = (terms.SKOS + "prefLabel", terms.SKOS + "altLabel", terms.SKOS + "notation")


def card_of(network: Network, testimony: Testimony, store: pyoxigraph.Store, node: int) -> Card:
    """Return the card of a node: literals as facts, entities as relations, awards and claims as evidence."""
    iri = network.iri(node)
    names, facts = _own(store, iri)
    if node >= network.entities:
        relations = _award_relations(network, node - network.entities)
        evidence: tuple[Evidence, ...] = (testimony.award(node - network.entities),)
    else:
        relations = _relations(network, node)
        evidence = tuple(_record(store, facts)) + tuple(testimony.detections_of_subject(node))
    return Card(
        id=iri,
        label=network.labels[node],
        kind=network.type_of(node),
        names=tuple(name for name in names if name != network.labels[node]),
        facts=tuple(fact for fact in facts if fact[0] not in ("vg:statedIn", "vg:row")),
        relations=tuple(relations),
        evidence=evidence,
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


def _award_relations(network: Network, award: int) -> list[Json]:
    rows = []
    for relation, other, status in network.sides(network.of_award[award]):
        rows.append(
            _row(
                network,
                grammar.RELATION_NAMES[relation],
                [(other, 0, Decimal(0))],
                inferred=status == INFERRED,
                awards=0,
            )
        )
    return rows


def _relations(network: Network, node: int) -> list[Json]:
    """Return one row per relation and direction; the other ends ordered by awards, then name."""
    rows: list[Json] = []
    crossing: dict[tuple[str, bool], dict[int, tuple[int, Decimal]]] = {}
    for side, start, stop in network.runs(node):
        relation, backwards = side & ~grammar.REVERSED, bool(side & grammar.REVERSED)
        if relation >= grammar.ENTITY_RELATIONS:
            ends = [(network.near_end[at], 0, Decimal(0)) for at in range(start, stop)]
            inferred = network.edge_status[network.near_edge[start]] == INFERRED
            name = network.predicates[network.edge_predicate[network.near_edge[start]]].removeprefix(terms.VG)
            rows.append(_row(network, ("^" if backwards else "") + name, ends, inferred=inferred, awards=0))
            continue
        for bundle in network.near_end[start:stop]:
            _count_bundle(network, bundle, node, relation, crossing)
    for (name, inferred), found in sorted(crossing.items()):
        ordered = [(other, count, net) for other, (count, net) in found.items()]
        rows.append(_row(network, name, ordered, inferred=inferred, awards=sum(count for _, count, _ in ordered)))
    return rows


def _count_bundle(
    network: Network,
    bundle: int,
    node: int,
    relation: int,
    crossing: dict[tuple[str, bool], dict[int, tuple[int, Decimal]]],
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
        count, total = crossing.setdefault(key, {}).get(other, (0, Decimal(0)))
        if novated:
            leg = Leg(node, other, relation, side, None, None, [bundle])
            amount = sum((net_of(network, leg, award) or Decimal(0) for award in members), Decimal(0))
        else:
            amount = net
        crossing[key][other] = (count + len(members), total + amount)


def _row(network: Network, name: str, ends: list[tuple[int, int, Decimal]], *, inferred: bool, awards: int) -> Json:
    ends = sorted(ends, key=lambda end: (-end[1], -end[2], network.labels[end[0]], end[0]))
    return {
        "relation": name,
        "status": "inferred" if inferred else "stated",
        "count": len(ends),
        "awards": awards,
        "first": [
            {
                "id": network.iri(other),
                "label": network.labels[other],
                "awards": count,
                "obligation": amount_text(net),
            }
            if count
            else {"id": network.iri(other), "label": network.labels[other]}
            for other, count, net in ends[:_SHOWN]
        ],
    }

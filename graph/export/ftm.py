"""followthemoney entities: agencies, companies, contracts and who was awarded them, as records state them.

What rules inferred is left out. What documents say is a link whose status, role and summary say so; what is disputed
or denied is one only in the view ``all``, and its role begins with that word. Obligations are no payments: only outlays
are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha1
from typing import TYPE_CHECKING

from graph import terms
from graph.evidence import Evidence, amount_text
from graph.export.parts import Part
from graph.export.things import CURRENCY, Line, Thing, piece_text

if TYPE_CHECKING:
    import pyoxigraph

Entity = dict[str, object]
Properties = dict[str, list[str]]
_SCHEMATA = {
    "agency": "PublicBody",
    "office": "PublicBody",
    "vendor": "Company",
    "vehicle": "Contract",
    "award": "Contract",
    "product": "Asset",
    "account": "Asset",
    "tas": "Asset",
    "program": "Project",
}
_OTHER = "Note"  # statutes, appropriations, and what only a claim names: things without a schema of their own
_OWN_PROPERTIES = {
    terms.ALT_LABEL: "alias",
    terms.ABBREVIATION: "abbreviation",
    terms.UEI: "uniqueEntityId",
    terms.CAGE: "cageCode",
    terms.LEI: "leiCode",
    terms.SUBTIER_CODE: "idNumber",
}
_AWARDED = {"recipient": "prime recipient", "holder": "holder of the vehicle", "subVendor": "subcontractor"}
_CONTESTED = ("disputed", "denied")
_USASPENDING = "https://www.usaspending.gov/award/"
_KIND_WORDS = {
    "obligation": "net obligation of the loaded actions",
    "obligation_total": "obligation over the whole life, as a summary states it",
    "subaward": "subaward",
    "outlay": "outlay",
    "ceiling": "ceiling",
    "announced": "announced amount",
    "obligation_max": "most that can have been obligated from it",
}
_MOST_PIECES = 5
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def ftm_text(part: Part, store: pyoxigraph.Store, mark: str, snapshot: str) -> Iterator[str]:
    """Yield one entity per line; ids are the same in every export of every graph that holds the thing.

    Args:
        part: What is exported; what its view infers is left out.
        store: Of the same graph, for codes and other names.
        mark: Says what wrote it; each entity bears it as ``generator``.
        snapshot: Id of the graph; each entity's dataset is named after it.
    """
    head = {"datasets": [f"vendorgraph-{snapshot[:16]}"], "generator": mark}
    told = _Entities(part, store)
    for entity in told.all():
        yield json.dumps({**head, **entity}, ensure_ascii=False, separators=(",", ":")) + "\n"


def entity_id(name: str) -> str:
    """Return the followthemoney id of one of our ids: ``vg-`` and 40 hex digits.

    Example:
        >>> entity_id("id:subagency-7012")
        'vg-206d673979a5c59f9ef4d57d8efd7a3d5524e095'
    """
    return "vg-" + sha1(name.encode()).hexdigest()


class _Entities:
    """Makes entities of a part; keeps in mind which agency placed and which vendors were paid by each award."""

    def __init__(self, part: Part, store: pyoxigraph.Store) -> None:
        self._part = part
        self._store = store
        self._kinds: dict[str, str] = {}
        self._placed: dict[str, str] = {}
        self._paid: dict[str, list[str]] = {}
        self._documents: set[str] = set()

    def all(self) -> Iterator[Entity]:
        for thing in self._part.things():
            self._kinds[thing.id] = thing.kind
        for line in self._part.lines():
            if line.status == "inferred":
                continue
            self._remember(line)
            yield from self._documents_of(line)
            # The agency of a contract is a property of the contract itself.
            if line.relation != "awardingAgency":
                yield self._tie(line)
        for thing in self._part.things():
            yield self._thing(thing)
            yield from self._outlay(thing)

    def _remember(self, line: Line) -> None:
        if line.relation == "awardingAgency":
            self._placed.setdefault(line.source, line.target)
        elif line.relation == "recipient":
            self._paid.setdefault(line.source, []).append(line.target)

    def _documents_of(self, line: Line) -> Iterator[Entity]:
        for name in dict.fromkeys(one.document for one in line.evidence):
            if name and name not in self._documents:
                self._documents.add(name)
                yield _entity(f"document {name}", "Document", {"fileName": [name], "title": [name]})

    def _thing(self, thing: Thing) -> Entity:
        schema = _SCHEMATA.get(thing.kind, _OTHER)
        own: Properties = {"name": [thing.label], **self._codes(thing, schema)}
        if schema == "PublicBody":
            own["country"] = ["us"]
        if schema == "Note":
            own["description"] = [f"{thing.kind}: {thing.label}"]
        if schema == "Contract":
            own |= self._contract(thing)
        summary = _amounts(thing.amounts)
        if summary:
            own["summary"] = [summary]
        return _entity(thing.id, schema, own)

    def _contract(self, thing: Thing) -> Properties:
        words = f"{thing.label}: {thing.description}" if thing.description else thing.label
        placed = self._placed.get(thing.id)
        own: Properties = {
            "title": [words],
            "procedureNumber": [thing.label],
            "type": ["contract vehicle" if thing.kind == "vehicle" else "award"],
            "contractDate": [thing.first_date] if thing.first_date else [],
            "authority": [entity_id(placed)] if placed else [],
            "sourceUrl": _url(thing.id.partition("-")[2]),
        }
        for kind in ("obligation", "obligation_total"):
            if kind in thing.amounts:
                return own | {"amount": [amount_text(thing.amounts[kind])], "currency": [CURRENCY]}
        return own

    def _codes(self, thing: Thing, schema: str) -> Properties:
        import pyoxigraph as ox

        if schema not in ("PublicBody", "Company"):
            return {}
        own: Properties = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(thing.iri), None, None, ox.DefaultGraph()):
            name = _OWN_PROPERTIES.get(quad.predicate.value)
            if name is not None and isinstance(quad.object, ox.Literal) and quad.object.value != thing.label:
                own.setdefault(name, []).append(quad.object.value)
        return own

    def _outlay(self, thing: Thing) -> Iterator[Entity]:
        """Yield the outlay of an award as a payment, where it is told who was paid by whom."""
        outlay, paid = thing.amounts.get("outlay"), self._paid.get(thing.id, [])
        placed = self._placed.get(thing.id)
        if not outlay or placed is None or len(paid) != 1:
            return
        yield _entity(
            f"{thing.id} outlay",
            "Payment",
            {
                "payer": [entity_id(placed)],
                "beneficiary": [entity_id(paid[0])],
                "contract": [entity_id(thing.id)],
                "amount": [amount_text(outlay)],
                "currency": [CURRENCY],
                "purpose": [f"outlays of {thing.label} so far"],
                "recordId": [thing.label],
                "sourceUrl": _url(thing.id.partition("-")[2]),
                "summary": ["recorded: the total of outlays that the award's summary states"],
            },
        )

    def _tie(self, line: Line) -> Entity:
        kinds = self._kinds.get(line.source), self._kinds.get(line.target)
        ends = entity_id(line.source), entity_id(line.target)
        role = _CAPITAL.sub(" ", line.relation).lower()
        plain = line.status not in _CONTESTED
        if plain and line.relation in _AWARDED and _SCHEMATA.get(kinds[0] or "") == "Contract" and kinds[1] == "vendor":
            schema, own = "ContractAward", {"contract": [ends[0]], "supplier": [ends[1]]}
            role = _AWARDED[line.relation]
        elif plain and line.relation == "ultimateParent" and kinds == ("vendor", "vendor"):
            schema, own = "Ownership", {"asset": [ends[0]], "owner": [ends[1]]}
            role = "ultimate parent"
        else:
            schema, own = "UnknownLink", {"subject": [ends[0]], "object": [ends[1]]}
        role = role if line.status in ("recorded", "confirmed") else f"{line.status.upper()}: {role}"
        return _entity(line.id, schema, {**own, "role": [role], **_said(line, schema)})


def _said(line: Line, schema: str) -> Properties:
    own: Properties = {
        "status": [line.status],
        "startDate": [line.first_date] if line.first_date else [],
        "endDate": [line.last_date] if line.last_date else [],
        "summary": [": ".join(part for part in (line.status, _pieces(line.evidence), _amounts(line.amounts)) if part)],
        "proof": [entity_id(f"document {one.document}") for one in line.evidence if one.document],
        "sourceUrl": [url for one in line.evidence for url in _url(one.award or one.id)],
        "recordId": [one.id for one in line.evidence if one.kind == "award"],
    }
    if schema == "ContractAward":
        for kind in ("obligation", "obligation_total", "subaward"):
            if kind in line.amounts:
                own |= {"amount": [amount_text(line.amounts[kind])], "currency": [CURRENCY]}
                break
    return own


def _pieces(evidence: tuple[Evidence, ...]) -> str:
    told = [piece_text(one) for one in evidence[:_MOST_PIECES]]
    more = len(evidence) - len(told)
    return " | ".join([*told, *([f"and {more} more"] if more else [])])


def _amounts(amounts: Mapping[str, Decimal]) -> str:
    known = [kind for kind in _KIND_WORDS if kind in amounts]
    return "; ".join(f"{_KIND_WORDS[kind]} {amount_text(amounts[kind])} {CURRENCY}" for kind in known)


def _url(key: str) -> list[str]:
    return [f"{_USASPENDING}{key}/"] if key.startswith(("CONT_AWD_", "CONT_IDV_")) else []


def _entity(key: str, schema: str, properties: Properties) -> Entity:
    kept = {name: sorted(set(values)) for name, values in sorted(properties.items()) if any(values)}
    return {"id": entity_id(key), "schema": schema, "properties": kept}

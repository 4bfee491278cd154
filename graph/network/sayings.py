"""What curated graphs say of edges: claims with their evidence, announced amounts, sources of reference entries.

Read from a store once, when a network is built; a lookup then finds them in the network file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph import terms

if TYPE_CHECKING:
    import pyoxigraph

CLAIMED, ANNOUNCED = "claimed", "announced"
_SEPARATOR = "\t"


def claim_key(subject: str, predicate: str, target: str) -> str:
    """Return the key of what is said of one triple."""
    return _SEPARATOR.join((CLAIMED, subject, predicate, target))


def announced_key(appropriation: str) -> str:
    """Return the key of the amount announced for an appropriation."""
    return _SEPARATOR.join((ANNOUNCED, appropriation))


def file_names(store: pyoxigraph.Store) -> list[tuple[str, str]]:
    """Return (local id, file name) of every loaded file."""
    return [
        (_local(subject), name) for subject, name in _pairs(store, terms.VG + "fileName", terms.GRAPH_SOURCES).items()
    ]


def curated_sources(store: pyoxigraph.Store) -> list[tuple[str, str]]:
    """Return (local id, label of its source) of every reference or catalogue entry that names one."""
    reader = _Reader(store)
    return [
        (_local(subject), reader.label(source) if source.startswith(terms.ID) else source)
        for subject, source in _pairs(store, terms.DCT + "source", "").items()
    ]


def sayings(store: pyoxigraph.Store) -> list[tuple[str, str]]:
    """Return (key, JSON) of each reported, disputed or denied triple's evidence and of each announced amount, by key.

    The JSON of a triple is a list of the fields of `graph.evidence.Evidence`, for and against.
    """
    import pyoxigraph as ox

    reader = _Reader(store)
    found = {announced_key(subject): json.dumps(text) for subject, text in
             _pairs(store, terms.VG + "announcedAmount", "").items()}  # fmt: skip
    told = [(subject, predicate, target) for subject, predicate, target, _ in contested(store)]
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(terms.GRAPH_REPORTED)):
        if not isinstance(quad.object, ox.NamedNode):
            continue  # a value: no edge of the network
        told.append((quad.subject.value, quad.predicate.value, quad.object.value))  # type: ignore[union-attr]
    for triple in dict.fromkeys(told):
        evidence = list(reader.claims(*triple))
        found[claim_key(*triple)] = json.dumps(evidence, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sorted(found.items())


def contested(store: pyoxigraph.Store) -> list[tuple[str, str, str, str]]:
    """Return (subject, predicate, object, ``disputed`` or ``denied``) of each such claim between two things, sorted."""
    import pyoxigraph as ox

    graph = ox.NamedNode(terms.GRAPH_CLAIMS)
    parts = [ox.NamedNode(terms.RDF + name) for name in ("subject", "predicate", "object")]
    found: set[tuple[str, str, str, str]] = set()
    for word, status in (("disputed", terms.STATUS_DISPUTED), ("denied", terms.STATUS_DENIED)):
        for quad in store.quads_for_pattern(None, ox.NamedNode(terms.VG + "status"), ox.NamedNode(status), graph):
            said = [next(iter(store.quads_for_pattern(quad.subject, part, None, graph)), None) for part in parts]
            ends = [one.object for one in said if one is not None and isinstance(one.object, ox.NamedNode)]
            if len(ends) == len(parts):
                found.add((ends[0].value, ends[1].value, ends[2].value, word))
    return sorted(found)


def _pairs(store: pyoxigraph.Store, predicate: str, graph: str) -> dict[str, str]:
    """Return subject -> smallest value of a predicate in a graph (empty: the default graph)."""
    import pyoxigraph as ox

    place = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, place):
        subject, value = quad.subject.value, quad.object.value  # type: ignore[union-attr]
        found[subject] = min(found.get(subject, value), value)
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(terms.ID)


class _Reader:
    """Reads claims and labels from one store."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        import pyoxigraph as ox

        self._store = store
        self._node = ox.NamedNode
        self._default = ox.DefaultGraph()
        self._claims = ox.NamedNode(terms.GRAPH_CLAIMS)
        self._labels: dict[str, str] = {}

    def _values(self, subject: str, predicate: str, graph: object) -> list[str]:
        quads = self._store.quads_for_pattern(self._node(subject), self._node(predicate), None, graph)  # type: ignore[arg-type]
        return sorted(quad.object.value for quad in quads)  # type: ignore[union-attr]

    def _value(self, subject: str, predicate: str, graph: object) -> str | None:
        return next(iter(self._values(subject, predicate, graph)), None)

    def _subjects(self, predicate: str, target: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, self._node(predicate), self._node(target), self._claims)
        return sorted(quad.subject.value for quad in quads)  # type: ignore[union-attr]

    def claims(self, subject: str, predicate: str, target: str) -> Iterator[dict[str, object]]:
        """Yield all evidence, for and against, of the claims that say this triple."""
        said = (subject, predicate)
        for claim in self._subjects(terms.RDF + "object", target):
            if said == tuple(self._value(claim, terms.RDF + name, self._claims) for name in ("subject", "predicate")):
                yield from self._evidence(claim)

    def _evidence(self, claim: str) -> Iterator[dict[str, object]]:
        for evidence in self._subjects(terms.VG + "about", claim):
            own: dict[str, str] = {}
            for quad in self._store.quads_for_pattern(self._node(evidence), None, None, self._claims):
                name, value = quad.predicate.value.removeprefix(terms.VG), quad.object.value  # type: ignore[union-attr]
                own[name] = min(own.get(name, value), value)
            yield {
                "kind": "claim",
                "id": claim.removeprefix(terms.ID),
                "document": self.label(own.get("source", "")),
                "quote": own.get("quote", ""),
                "stance": own.get("stance", "").rpartition("-")[2],
                "speaker": self.label(own["speaker"]) if "speaker" in own else "",
                "origins": [self.label(one) for one in self._values(evidence, terms.VG + "origin", self._claims)],
                "first_date": self._value(claim, terms.VG + "validFrom", self._claims),
                "last_date": self._value(claim, terms.VG + "validTo", self._claims),
                "machine_made": own.get("machineMade") == "true",
            }

    def label(self, iri: str) -> str:
        """Return what a thing is called: its label in the claims, its label, its title, else its local id."""
        if iri and iri not in self._labels:
            label = terms.SKOS + "prefLabel"
            self._labels[iri] = (
                self._value(iri, label, self._claims)
                or self._value(iri, label, self._default)
                or self._value(iri, terms.DCT + "title", self._default)
                or _local(iri)
            )
        return self._labels.get(iri, "")

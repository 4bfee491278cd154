"""What curated graphs say of edges: claims with their evidence, announced amounts, sources of reference entries.

Read from a store once, when a network is built; a lookup then finds them in the network file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from graph import terms

if TYPE_CHECKING:
    import pyoxigraph

    from graph.claims import StoredClaim, StoredEvidence

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
    named = ((_local(subject), name) for subject, name in _pairs(store, terms.VG + "fileName").items())
    # Shipped tables are documents with a file name of their own.
    return [(subject, name) for subject, name in named if subject.startswith("source-")]


def curated_sources(store: pyoxigraph.Store) -> list[tuple[str, str]]:
    """Return (local id, label of its source) of every reference or catalogue entry that names one."""
    reader = _Reader(store)
    return [
        (_local(subject), reader.label(source) if source.startswith(terms.ID) else source)
        for subject, source in _pairs(store, terms.DCT + "source").items()
    ]


def sayings(store: pyoxigraph.Store, recorded: Callable[[str], bool] | None = None) -> list[tuple[str, str]]:
    """Return (key, JSON) of what claims say of each stated triple and of each announced amount, by key.

    The JSON of a triple has the ``status`` and ``origins`` of the claims that say it, as `graph.claims` counts
    them, the words for a ``relation`` that a claims file declares, and as ``evidence`` the fields of
    `graph.evidence.Evidence`, for and against. A triple is listed whether a report, a record or a catalogue states it,
    or is disputed or denied.

    Args:
        store: Holds the claims and what is stated.
        recorded: Whether the record with an IRI is loaded; None asks the store.
    """
    from graph.claims import read_stored

    found = {announced_key(subject): json.dumps(text) for subject, text in
             _pairs(store, terms.VG + "announcedAmount").items()}  # fmt: skip
    disputed = {(subject, predicate, target) for subject, predicate, target, _ in contested(store)}
    said: dict[str, list[StoredClaim]] = {}
    for claim in read_stored(store, recorded):
        if claim.object is None:
            continue
        ends = claim.subject.iri, claim.relation.iri, claim.object.iri
        if ends in disputed or _is_stated(store, *ends):
            said.setdefault(claim_key(claim.subject.iri, claim.relation.iri, claim.object.iri), []).append(claim)
    for key, claims in said.items():
        found[key] = json.dumps(_told(claims), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sorted(found.items())


def contested(store: pyoxigraph.Store) -> list[tuple[str, str, str, str]]:
    """Return (subject, predicate, object, ``disputed`` or ``denied``) of each such claim between two things, sorted."""
    import pyoxigraph as ox

    graph = ox.NamedNode(terms.GRAPH_CLAIMS)
    parts = [ox.NamedNode(terms.RDF + name) for name in ("subject", "predicate", "object")]
    found: set[tuple[str, str, str, str]] = set()
    for word, status in (("disputed", terms.STATUS_DISPUTED), ("denied", terms.STATUS_DENIED)):
        for quad in store.quads_for_pattern(None, ox.NamedNode(terms.STATUS), ox.NamedNode(status), graph):
            said = [next(iter(store.quads_for_pattern(quad.subject, part, None, graph)), None) for part in parts]
            ends = [one.object for one in said if one is not None and isinstance(one.object, ox.NamedNode)]
            if len(ends) == len(parts):
                found.add((ends[0].value, ends[1].value, ends[2].value, word))
    return sorted(found)


def awards_named(store: pyoxigraph.Store) -> list[str]:
    """Return the keys of the awards and vehicles that claims of a store name as their records, sorted."""
    import pyoxigraph as ox

    place, source = ox.NamedNode(terms.GRAPH_CLAIMS), ox.NamedNode(terms.SOURCE)
    locals_ = {_local(quad.object.value) for quad in store.quads_for_pattern(None, source, None, place)}  # type: ignore[union-attr]
    return sorted({award_key(local) for local in locals_ if local.startswith(("award-", "vehicle-"))})


def award_key(local: str) -> str:
    """Return the key of the award or vehicle with this local id or IRI."""
    return _local(local).removeprefix("award-").removeprefix("vehicle-")


def _is_stated(store: pyoxigraph.Store, subject: str, predicate: str, target: str) -> bool:
    import pyoxigraph as ox

    if not (subject and predicate):
        return False
    node = ox.NamedNode
    return ox.Quad(node(subject), node(predicate), node(target), ox.DefaultGraph()) in store


def _told(claims: Sequence[StoredClaim]) -> dict[str, object]:
    """Return status, origins and evidence of the claims that say one triple.

    The best of each kind comes first, so that whoever shows three pieces shows record, report and denial; then
    the others, what a program wrote last.
    """
    from graph.claims import standing_of

    status, origins = standing_of(claims)
    pieces = [(claim, one) for claim in claims for one in claim.evidence if not one.set_aside]
    pieces.sort(key=lambda piece: (piece[1].machine_made, not piece[1].awards, piece[1].own_word))
    firsts = {(one.stance, one.machine_made): at for at, (_, one) in reversed(list(enumerate(pieces)))}
    leading = sorted(at for (_, machine), at in firsts.items() if not machine)
    following = [at for at in range(len(pieces)) if at not in leading]
    evidence: list[dict[str, object]] = []
    later: list[dict[str, object]] = []
    for at in (*leading, *following):
        first, *rest = _entries(*pieces[at])
        evidence.append(first)
        later += rest
    relation = claims[0].relation
    # The vocabulary has words for its own relations; a store of what is curated does not hold it.
    label = "" if relation.iri in terms.vocabulary() else relation.label
    return {"status": status, "relation": label, "origins": list(origins), "evidence": [*evidence, *later]}


def _entries(claim: StoredClaim, one: StoredEvidence) -> Iterable[dict[str, object]]:
    """Return a passage as one entry, records as one for each award."""
    if one.awards:
        return [{"kind": "award", "id": key, "stance": one.stance} for key in one.awards]
    return [
        {
            "kind": "claim",
            "id": claim.id,
            "document": "; ".join(source.label for source in one.sources),
            "quote": one.quote,
            "stance": one.stance,
            "speaker": one.speaker,
            "origins": [origin.label for origin in one.origins],
            "first_date": claim.valid_from or None,
            "last_date": claim.valid_to or None,
            "machine_made": one.machine_made,
        }
    ]


def _pairs(store: pyoxigraph.Store, predicate: str) -> dict[str, str]:
    """Return subject -> smallest value of a predicate in the default graph."""
    import pyoxigraph as ox

    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
        subject, value = quad.subject.value, quad.object.value  # type: ignore[union-attr]
        found[subject] = min(found.get(subject, value), value)
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(terms.ID)


class _Reader:
    """Reads labels from one store."""

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

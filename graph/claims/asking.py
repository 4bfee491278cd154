"""Claims read from a store, and found by what they say, who says it and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from graph import terms
from graph.claims.stored import StoredClaim, StoredEvidence, Thing
from graph.errors import AmbiguousName, NothingFound, UnknownName, UsageProblem
from graph.names import name_words, normalise

if TYPE_CHECKING:
    import pyoxigraph

_LABELS = (terms.PREF_LABEL, terms.RDFS + "label", terms.DCT_TITLE)
_SHOWN = 10
_LONGEST_CONVERSION = 20  # units; longer ones go round in a circle
_NEAR_WORD = 0.7  # one letter wrong in four

_Facts = dict[str, list[str]]


def read_stored(store: pyoxigraph.Store, recorded: Callable[[str], bool] | None = None) -> tuple[StoredClaim, ...]:
    """Return all claims of a store, by name, each with its evidence in the order of the document.

    Args:
        store: Holds the claims.
        recorded: Whether the record with an IRI is loaded; None asks the store.
    """
    return _Reader(store, recorded).claims()


class _Reader:
    def __init__(self, store: pyoxigraph.Store, recorded: Callable[[str], bool] | None) -> None:
        import pyoxigraph as ox

        self._store = store
        self._recorded = recorded or self._described
        self._node = ox.NamedNode
        self._places = (ox.DefaultGraph(), ox.NamedNode(terms.GRAPH_ONTOLOGY))
        self._facts: dict[str, _Facts] = {}
        self._things: dict[str, Thing] = {}
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(terms.GRAPH_CLAIMS)):
            own = self._facts.setdefault(quad.subject.value, {})  # type: ignore[union-attr]
            own.setdefault(quad.predicate.value, []).append(quad.object.value)  # type: ignore[union-attr]
        self._refined: dict[str, list[str]] = {}
        for iri, facts in self._facts.items():
            for other in facts.get(terms.REFINES, ()):
                self._refined.setdefault(other, []).append(iri)

    def claims(self) -> tuple[StoredClaim, ...]:
        about: dict[str, list[StoredEvidence]] = {}
        for iri, facts in self._facts.items():
            for claim in facts.get(terms.ABOUT, ()):
                about.setdefault(claim, []).append(self._evidence(iri, facts))
        found = [
            self._claim(iri, facts, about.get(iri, []))
            for iri, facts in self._facts.items()
            if terms.CLAIM in facts.get(terms.TYPE, ())
        ]
        return tuple(sorted(found, key=lambda claim: (claim.name, claim.id)))

    def _claim(self, iri: str, facts: _Facts, evidence: list[StoredEvidence]) -> StoredClaim:
        target = _first(facts, terms.RDF_OBJECT)
        unit = self._facts.get(_first(facts, terms.UNIT), {})
        return StoredClaim(
            id=iri.removeprefix(terms.ID),
            names=tuple(sorted(facts.get(terms.NOTATION, ()))),
            subject=self.thing(_first(facts, terms.RDF_SUBJECT)),
            relation=self._relation(_first(facts, terms.RDF_PREDICATE)),
            object=self.thing(target) if target else None,
            value=_decimal(facts, terms.VALUE),
            value_text=_first(facts, terms.VALUE_TEXT),
            unit=_first(facts, terms.UNIT).rpartition("#unit-")[2],
            currency=_first(facts, terms.CURRENCY),
            bound=_first(facts, terms.BOUND).rpartition("#bound-")[2],
            valid_from=_day(facts, terms.VALID_FROM),
            valid_to=_day(facts, terms.VALID_TO),
            status=_first(facts, terms.STATUS).rpartition("#status-")[2],
            evidence=tuple(sorted(evidence, key=_place)),
            note=_first(facts, terms.NOTE),
            refines=self._names(facts.get(terms.REFINES, ())),
            refined_by=self._names(self._refined.get(iri, ())),
            unit_label=_first(unit, terms.PREF_LABEL),
            unit_plural=_first(unit, terms.PLURAL_LABEL),
            converts=self._conversion(unit),
        )

    def _conversion(self, unit: _Facts) -> tuple[str, Decimal] | None:
        """Return what a declared unit converts to in the end, and how many of it one is.

        None where it converts to nothing, or where two claims files say different things of it.
        """
        factor, code, passed = Decimal(1), "", 0
        while unit.get(terms.CONVERTS_TO):
            one = _decimal(unit, terms.CONVERSION_FACTOR)
            stated = (len(set(unit[name])) for name in (terms.CONVERTS_TO, terms.CONVERSION_FACTOR) if name in unit)
            passed += 1
            if one is None or max(stated) > 1 or passed > _LONGEST_CONVERSION:
                return None
            factor *= one
            code = _first(unit, terms.CONVERTS_TO)
            unit = self._facts.get(code, {})
        return (code.rpartition("#unit-")[2], factor) if code else None

    def _names(self, iris: Iterable[str]) -> tuple[str, ...]:
        named = (_first(self._facts.get(iri, {}), terms.NOTATION) or iri.removeprefix(terms.ID) for iri in iris)
        return tuple(sorted(named))

    def _evidence(self, iri: str, facts: _Facts) -> StoredEvidence:
        start, end = _offset(facts, terms.PASSAGE_START), _offset(facts, terms.PASSAGE_END)
        machine_made = _first(facts, terms.MACHINE_MADE) in ("true", "1")
        return StoredEvidence(
            id=iri.removeprefix(terms.ID),
            stance=_first(facts, terms.STANCE).rpartition("#stance-")[2],
            speakers=self._all(facts, terms.HAS_SPEAKER),
            origins=() if machine_made else self._all(facts, terms.HAS_ORIGIN),
            sources=self._all(facts, terms.SOURCE),
            quote=_first(facts, terms.QUOTE),
            start=start,
            end=end,
            hedge=tuple(sorted(facts.get(terms.HEDGE, ()))),
            machine_made=machine_made,
            confidence=_decimal(facts, terms.CONFIDENCE),
            passage_sha256=_first(facts, terms.PASSAGE_SHA256),
            text_sha256=_first(facts, terms.TEXT_SHA256),
            note=_first(facts, terms.NOTE),
            set_aside=_first(facts, terms.SET_ASIDE) in ("true", "1"),
            at_hand=start is not None or any(map(self._recorded, facts.get(terms.SOURCE, ()))),
        )

    def _described(self, iri: str) -> bool:
        kind = self._store.quads_for_pattern(self._node(iri), self._node(terms.TYPE), None, self._places[0])
        return next(iter(kind), None) is not None

    def _all(self, facts: _Facts, predicate: str) -> tuple[Thing, ...]:
        return tuple(sorted((self.thing(iri) for iri in facts.get(predicate, ())), key=lambda one: one.label))

    def thing(self, iri: str) -> Thing:
        """Return an IRI with its label: of the claims, of what is stated, of the ontology, else its local name."""
        if iri not in self._things:
            self._things[iri] = Thing(iri, self._label(iri))
        return self._things[iri]

    def _relation(self, iri: str) -> Thing:
        """Return a property with its label; of one that nobody labels, its name as words."""
        found = self.thing(iri)
        return Thing(iri, name_words(iri)) if found.label == _bare(iri) else found

    def _label(self, iri: str) -> str:
        if not iri:
            return ""  # a claim without subject or predicate: the shapes report it
        for name in _LABELS:
            if name in self._facts.get(iri, ()):
                return min(self._facts[iri][name])
            for place in self._places:
                quads = self._store.quads_for_pattern(self._node(iri), self._node(name), None, place)
                labels = [quad.object.value for quad in quads]  # type: ignore[union-attr]
                if labels:
                    return str(min(labels))
        return _bare(iri)


def _bare(iri: str) -> str:
    return iri.removeprefix(terms.ID).removeprefix(terms.VG)


def _first(facts: _Facts, predicate: str) -> str:
    return min(facts.get(predicate, ("",)))


# What a foreign graph gives as number or day may be neither: `vendorgraph check` names it, here it counts as absent.
def _decimal(facts: _Facts, predicate: str) -> Decimal | None:
    try:
        number = Decimal(_first(facts, predicate))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(facts: _Facts, predicate: str) -> str:
    try:
        return date.fromisoformat(_first(facts, predicate)[:10]).isoformat()
    except ValueError:
        return ""


def _offset(facts: _Facts, predicate: str) -> int | None:
    text = _first(facts, predicate)
    return int(text) if text.isdecimal() else None


def _place(one: StoredEvidence) -> tuple[bool, str, int, str]:
    document = one.sources[0].iri if one.sources else ""
    return one.start is None, document, one.start or 0, one.id


# --- finding ------------------------------------------------------------------------------------------------
def find_claim(claims: Sequence[StoredClaim], written: str) -> StoredClaim:
    """Return the one claim that a name of a claims file, a local id, a CURIE or an IRI means.

    Raises:
        UnknownName: None is called that; the hint names the nearest.
        AmbiguousName: Claims of several files bear that name.
    """
    key = _local(written)
    found = [claim for claim in claims if key == claim.id or key in claim.names]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            f"{len(found)} claims are called {written!r}.",
            hint="Give one of these ids:\n" + "\n".join(f"  {claim.id}  {claim.sentence}" for claim in found),
        )
    names = [name for claim in claims for name in (*claim.names, claim.id)]
    raise UnknownName(f"There is no claim {written!r}.", hint=_nearest(key, names, "`vendorgraph claims` lists them."))


class Wanted(NamedTuple):
    """Which claims are asked for; None leaves a question open. Speaker and origin must fit one piece of evidence."""

    status: str | None = None
    speaker: str | None = None
    origin: str | None = None
    about: str | None = None


def select_claims(
    claims: Sequence[StoredClaim], wanted: Wanted, iri_of: Callable[[str], str] | None = None
) -> list[StoredClaim]:
    """Return the claims that fit everything wanted, in their order.

    Args:
        claims: To choose from.
        wanted: Names are looked up among the claims' own things first.
        iri_of: Gives the IRI of an entity of the graph that no claim names so; raises what it raises.

    Raises:
        UnknownName, AmbiguousName: A name does not mean something here.
        NothingFound: Names are known, but no claim fits all that is wanted.
    """
    evidence = [one for claim in claims for one in claim.evidence]
    speakers = _meant({one.iri: one for said in evidence for one in said.speakers}, wanted.speaker, "speaker")
    origins = _meant({one.iri: one for said in evidence for one in said.origins}, wanted.origin, "origin")
    things = _about(claims, wanted.about, iri_of)
    found = [
        claim
        for claim in claims
        if wanted.status in (None, claim.status)
        and (things is None or not things.isdisjoint(_ends(claim)))
        and any(_fits(one.speakers, speakers) and _fits(one.origins, origins) for one in claim.evidence)
    ]
    if not found:
        asked = [f"{name} {value!r}" for name, value in wanted._asdict().items() if value is not None]
        raise NothingFound(
            f"No claim fits {' and '.join(asked)}." if asked else "The graph holds no claims.",
            hint=f"Without options `vendorgraph claims` lists all {len(claims)}."
            if claims
            else "Load a claims file: `vendorgraph load FILE.yaml`.",
        )
    return found


def _fits(things: Sequence[Thing], wanted: set[str] | None) -> bool:
    return wanted is None or any(one.iri in wanted for one in things)


def _ends(claim: StoredClaim) -> set[str]:
    return {claim.subject.iri} if claim.object is None else {claim.subject.iri, claim.object.iri}


def _meant(things: dict[str, Thing], written: str | None, kind: str) -> set[str] | None:
    return None if written is None else find_things(things, written, kind)


def _about(claims: Sequence[StoredClaim], written: str | None, iri_of: Callable[[str], str] | None) -> set[str] | None:
    """Return what a name means: a thing of the claims by its whole name, an entity of the graph, part of a name."""
    if written is None:
        return None
    things = {one.iri: one for claim in claims for one in (claim.subject, claim.object) if one is not None}
    exact = _exact(things, written)
    if not exact and iri_of is not None:
        try:
            exact = {iri_of(written)}
        except UsageProblem as known_elsewhere:
            # Part of a name may still mean one thing that claims speak of.
            try:
                return find_things(things, written, "subject or object")
            except UnknownName:
                raise known_elsewhere from None
    return exact or find_things(things, written, "subject or object")


def find_things(things: dict[str, Thing], written: str, kind: str) -> set[str]:
    """Return the IRIs that a name, part of a name, local id, CURIE or IRI means among ``things``.

    A whole name or id comes before part of one; part of a name may mean one thing only.

    Raises:
        UnknownName: Nothing fits; the hint names the nearest.
        AmbiguousName: Part of a name fits several.
    """
    exact = _exact(things, written)
    if exact:
        return exact
    text = written.strip()
    key = normalise(text)
    parts = {iri for iri, thing in things.items() if key and f" {key} " in f" {normalise(thing.label)} "}
    if key and not parts:
        # "leaked documents" for "Leaked internal documents": all its words, others between them.
        parts = {iri for iri, thing in things.items() if set(key.split()) <= set(normalise(thing.label).split())}
    if len(parts) == 1:
        return parts
    if parts:
        lines = sorted(f"  {things[iri].label}  ({terms.curie(iri)})" for iri in parts)
        more = [f"  ... showing {_SHOWN} of {len(lines)}"] if len(lines) > _SHOWN else []
        raise AmbiguousName(
            f"{written!r} is part of {len(parts)} names.",
            hint="Give one of these:\n" + "\n".join(lines[:_SHOWN] + more),
        )
    labels = [thing.label for thing in things.values()]
    raise UnknownName(
        f"No {kind} of a claim is called {written!r}.", hint=_nearest(text, labels, "`vendorgraph claims` shows them.")
    )


def _exact(things: dict[str, Thing], written: str) -> set[str]:
    local = _local(written)
    key = normalise(written.strip())
    return {
        iri
        for iri, thing in things.items()
        if (local and iri == terms.ID + local) or (key and normalise(thing.label) == key)
    }


def _local(written: str) -> str:
    """Return the local id that an IRI, in angle brackets or not, a CURIE or a bare id stands for."""
    return written.strip().removeprefix("<").removesuffix(">").removeprefix(terms.ID).removeprefix("id:")


def _nearest(name: str, names: Iterable[str], otherwise: str) -> str:
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in sorted(names)}
    found = [by_lower[one] for one in get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)]
    if not found:
        # "leakd" is near no whole name, but near a word of "Leaked internal documents".
        by_word: dict[str, list[str]] = {}
        for one in by_lower.values():
            for word in dict.fromkeys(normalise(one).lower().split()):
                by_word.setdefault(word, []).append(one)
        near = get_close_matches(normalise(name).lower(), by_word, n=3, cutoff=_NEAR_WORD)
        found = list(dict.fromkeys(one for word in near for one in by_word[word]))[:3]
    return f"Did you mean {' or '.join(found)}?" if found else otherwise

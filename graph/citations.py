"""Footnotes of an answer: what is stated, each statement with its sources, under an id that stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import terms
from graph.claims.stored import MACHINE_SUMMARY, StoredClaim, StoredEvidence
from graph.errors import NothingFound
from graph.evidence import Card, Evidence, EvidencePath, Json
from graph.identifiers import digest16
from graph.sentences import footnote, hop_sentence, money_text

if TYPE_CHECKING:
    import pyoxigraph

_AWARD_PAGE = "https://www.usaspending.gov/award/"
_AWARD_KEY = re.compile(r"CONT_(?:AWD|IDV)_[A-Za-z0-9_-]+")


class Source(NamedTuple):
    """What a footnote points to.

    Attributes:
        id: Stable key, for BibTeX and CSL.
        kind: ``document``, ``award`` or ``reference``.
        title: Title, or the award's key and its description.
        publisher: Who published it; empty when the graph does not say.
        date: As precise as known, ISO 8601; empty when unknown.
        url: Address; empty when unknown.
        place: File and rows of records.
    """

    id: str
    kind: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    place: str = ""


class Note(NamedTuple):
    """One footnote: its text, the source it points to, and what exactly is cited there."""

    text: str
    source: Source
    locator: str


class Statement(NamedTuple):
    """A sentence of the answer, its status, the numbers of its footnotes, and how much evidence is not shown."""

    text: str
    status: str
    notes: tuple[int, ...]
    more: int = 0


class Citation(NamedTuple):
    """An answer with its footnotes.

    Attributes:
        snapshot: Id of what the graph was built from.
        statements: The sentences, in order.
        notes: Footnotes, number 1 first.
    """

    snapshot: str
    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]

    @property
    def answer(self) -> str:
        """Id of the answer: a hash of what is stated, what is cited and the snapshot; no time enters it."""
        stated = [f"{one.status}\t{one.text}" for one in self.statements]
        cited = [f"{note.source.id}\t{note.locator}" for note in self.notes]
        return "answer-" + digest16(self.snapshot, *stated, "", *cited)

    @property
    def sources(self) -> dict[Source, list[int]]:
        """The sources, each once, in the order of their first footnote, with the numbers of all of them."""
        found: dict[Source, list[int]] = {}
        for number, note in enumerate(self.notes, start=1):
            found.setdefault(note.source, []).append(number)
        return found

    def to_json(self) -> Json:
        """Return the shape of docs/schema/cite.json."""
        return {
            "answer": self.answer,
            "snapshot": self.snapshot,
            "statements": [
                {"text": one.text, "status": one.status, "notes": list(one.notes), "more": one.more}
                for one in self.statements
            ],
            "notes": [
                {"number": number, "text": note.text, "source": note.source.id, "locator": note.locator}
                for number, note in enumerate(self.notes, start=1)
            ],
            "sources": [
                {name: value or None for name, value in source._asdict().items()} | {"notes": numbers}
                for source, numbers in self.sources.items()
            ],
        }


class _Notes:
    """Collects footnotes; what was cited before keeps its number."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        self._documents: dict[str, Source] = {}
        self._numbers: dict[Note, int] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._numbers)

    def take(self, note: Note) -> int:
        """Return the number of a footnote."""
        return self._numbers.setdefault(note, len(self._numbers) + 1)

    def of_claim(self, claim: StoredClaim) -> tuple[int, ...]:
        """Return the footnotes of all evidence of a claim, what speaks against it included."""
        found = (note for one in claim.evidence for note in self._passage_or_awards(one))
        return tuple(dict.fromkeys(self.take(note) for note in found))

    def of_record(self, one: Evidence) -> int:
        """Return the footnote of a record, rule or catalogue entry."""
        key = (one.award or one.id).removeprefix("vehicle-")
        locator = "; ".join((one.kind, one.id, *one.rows))
        if _AWARD_KEY.fullmatch(key):
            place = ", ".join(dict.fromkeys(row.rpartition(" row ")[0] for row in one.rows)) or one.document
            return self.take(Note(footnote(one), award_source(key, place), locator))
        name = one.document or one.id
        source = Source(f"{one.kind}-{digest16(name)}", "reference", name, place="; ".join(one.rows))
        return self.take(Note(footnote(one), source, locator))

    def _passage_or_awards(self, one: StoredEvidence) -> Iterator[Note]:
        if one.awards:
            for key in one.awards:
                yield Note(f"{key}; {one.stance}", award_source(key), key)
            return
        for document in one.sources:
            source = self._document(document.iri, document.label)
            yield Note(_passage_text(one, source), source, f"{one.start}-{one.end} {one.quote}")

    def _document(self, iri: str, label: str) -> Source:
        if iri not in self._documents:
            self._documents[iri] = Source(
                id=iri.removeprefix(terms.ID),
                kind="document",
                title=self._value(iri, terms.DCT_TITLE) or label,
                publisher=self._value(iri, terms.DCT_PUBLISHER),
                date=self._value(iri, terms.DCT_ISSUED),
                url=self._value(iri, terms.DCT_SOURCE),
            )
        return self._documents[iri]

    def _value(self, iri: str, predicate: str) -> str:
        import pyoxigraph as ox

        place = ox.NamedNode(terms.GRAPH_CLAIMS)
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, place)
        return min((str(quad.object.value) for quad in quads), default="")  # type: ignore[union-attr]


def award_source(key: str, place: str = "") -> Source:
    """Return an award as a source; the address is that of its page on USAspending.gov."""
    what = "contract vehicle" if key.startswith("CONT_IDV_") else "contract award"
    return Source(f"award-{key}", "award", f"Federal {what} {key}", url=f"{_AWARD_PAGE}{key}", place=place)


def cite_claim(claim: StoredClaim, store: pyoxigraph.Store, snapshot: str) -> Citation:
    """Return the footnotes of one claim: all evidence for and against it."""
    notes = _Notes(store)
    numbers = notes.of_claim(claim)
    return Citation(snapshot, (Statement(f"{claim.sentence}.", claim.status, numbers),), notes.notes)


def cite_paths(
    paths: Sequence[EvidencePath], claims: Mapping[str, StoredClaim], store: pyoxigraph.Store, snapshot: str
) -> Citation:
    """Return the footnotes of paths, a statement per hop; a claim's hop cites what speaks against it too."""
    notes = _Notes(store)
    statements = []
    for path in paths:
        for hop in path.hops:
            numbers: dict[int, None] = {}
            for one in hop.evidence:
                if one.kind == "award" and one.stance:
                    continue  # a record that a claim rests on: cited with the claim
                claim = claims.get(one.id) if one.kind == "claim" else None
                numbers.update(dict.fromkeys(notes.of_claim(claim) if claim else (notes.of_record(one),)))
            more = max(hop.evidence_total - len(hop.evidence), 0)
            statements.append(Statement(hop_sentence(hop), hop.status, tuple(numbers), more))
    return Citation(snapshot, tuple(statements), notes.notes)


def cite_card(card: Card, store: pyoxigraph.Store, snapshot: str) -> Citation:
    """Return the footnotes of an award or vehicle.

    Raises:
        NothingFound: It is another thing, which no single record states.
    """
    if not card.evidence:
        raise NothingFound(
            f"{card.label} is a {card.kind}; no single record or claim states it.",
            hint="Cite a claim (`vendorgraph claims`), an award, or a path: `vendorgraph cite A B`.",
        )
    notes = _Notes(store)
    key = card.id.rpartition("/")[2].removeprefix("award-").removeprefix("vehicle-")
    own = [one._replace(id=key) if one.kind == "award" else one for one in card.evidence]
    numbers = tuple(dict.fromkeys(notes.of_record(one) for one in own))
    return Citation(snapshot, (Statement(_award_sentence(card), "recorded", numbers),), notes.notes)


def _award_sentence(card: Card) -> str:
    facts = dict(card.facts)
    parts = [f"Federal {card.kind} {card.label}"]
    if "vg:recipientName" in facts:
        parts.append(f"to {facts['vg:recipientName']}")
    if "vg:netObligation" in facts:
        parts.append(f"net obligation {money_text(Decimal(facts['vg:netObligation']))}")
    if "vg:firstActionDate" in facts:
        parts.append(f"{facts['vg:firstActionDate']} to {facts.get('vg:lastActionDate', '')}")
    return ", ".join(parts) + "."


def _passage_text(one: StoredEvidence, source: Source) -> str:
    dated = f" ({source.date})" if source.date else ""
    published = f"{source.publisher}, " if source.publisher else ""
    where = f'{published}"{source.title}"{dated}'
    who = "" if one.speaker in ("", source.publisher) else f"{one.speaker}, in "
    verb = "" if one.stance == "asserts" else f" {one.stance}:"
    parts = [f'{who}{where}:{verb} "{one.quote}" (characters {one.start} to {one.end})']
    if one.hedge:
        parts.append("hedged: " + ", ".join(f'"{hedge}"' for hedge in one.hedge))
    if one.machine_made:
        parts.append(MACHINE_SUMMARY)
    elif one.origins:
        parts.append("rests on " + ", ".join(origin.label for origin in one.origins))
    return "; ".join(parts)

"""Claims as a graph holds them: each with all its evidence, for and against, under the names of things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

MACHINE_SUMMARY = "machine-made summary, no source of its own"
RECORDS_ORIGIN = "federal award records"
STATUSES = ("confirmed", "disputed", "reported", "retracted", "denied", "analysis", "projection")
FOR = ("asserts", "records")
AGAINST = ("denies", "disputes")

Json = dict[str, object]


class Thing(NamedTuple):
    """An IRI with the name it is called by."""

    iri: str
    label: str


class StoredEvidence(NamedTuple):
    """One passage or record that bears on a claim.

    Attributes:
        id: Local id.
        stance: asserts, records, denies, disputes, opines, projects or retracts.
        speakers: Those whose word it is, by name.
        origins: What it rests on, by name; empty for records, and for what is machine-made: no source of its own.
        sources: The document, or the awards.
        quote: Words of the passage; empty for records.
        start: First code point of the passage; None for records.
        end: The code point after the last.
        hedge: Words that weaken it.
        machine_made: Whether a program wrote the passage; it is never a source.
        confidence: Of having read it right, not of its truth.
        passage_sha256: Of the passage.
        text_sha256: Of the text the offsets count in.
        note: What a person who checks it should know.
        at_hand: False for records none of which is loaded: then nothing here shows what they state.
        set_aside: True where it counts no more: its speaker took it back, or its awards name nothing claimed.
    """

    id: str
    stance: str
    speakers: tuple[Thing, ...] = ()
    origins: tuple[Thing, ...] = ()
    sources: tuple[Thing, ...] = ()
    quote: str = ""
    start: int | None = None
    end: int | None = None
    hedge: tuple[str, ...] = ()
    machine_made: bool = False
    confidence: Decimal | None = None
    passage_sha256: str = ""
    text_sha256: str = ""
    note: str = ""
    at_hand: bool = True
    set_aside: bool = False

    @property
    def awards(self) -> tuple[str, ...]:
        """Keys of the awards that record it; empty for a passage."""
        if self.start is not None:
            return ()
        locals_ = (one.iri.rpartition("/")[2] for one in self.sources)
        return tuple(local.removeprefix("award-").removeprefix("vehicle-") for local in locals_)

    @property
    def own_word(self) -> bool:
        """Whether the document names no origin, so that it rests on its publisher alone."""
        documents = {one.iri.rpartition("/document-")[2] for one in self.sources}
        return bool(self.origins) and {one.iri.rpartition("/origin-")[2] for one in self.origins} <= documents

    @property
    def basis(self) -> str:
        """On what a passage rests, in words."""
        if self.machine_made:
            return MACHINE_SUMMARY
        return "rests on " + ("; ".join(origin.label for origin in self.origins) or "nothing named")

    @property
    def speaker(self) -> str:
        """The speakers in one text, ``; `` between them."""
        return "; ".join(one.label for one in self.speakers)

    def to_json(self) -> Json:
        """Return the evidence in the shape of docs/schema/claims.json."""
        return {
            "stance": self.stance,
            "speaker": self.speaker or None,
            "origins": [one.label for one in self.origins],
            "quote": self.quote or None,
            "start": self.start,
            "end": self.end,
            "machine_made": self.machine_made,
            "hedge": list(self.hedge),
            "confidence": None if self.confidence is None else f"{self.confidence:f}",
            "document": self.sources[0].label if self.start is not None and self.sources else None,
            "awards": list(self.awards),
            "at_hand": self.at_hand,
            "set_aside": self.set_aside,
            "passage_sha256": self.passage_sha256 or None,
            "note": self.note or None,
        }


class StoredClaim(NamedTuple):
    """One proposition with its derived status.

    Attributes:
        id: Local id, ``claim-`` and a hash.
        names: What claims files call it; several when several files make it.
        subject: What it is about.
        relation: What it says of it.
        object: The other end, or None for a value.
        value: The number.
        value_text: The amount in the document's words.
        unit: Code of the unit list, e.g. ``terabyte``.
        currency: ISO 4217.
        bound: Code of the bound list, e.g. ``nearly``.
        valid_from: First day it speaks of, ISO 8601.
        valid_to: Last day, inclusive.
        status: Code of the status list.
        evidence: All of it, as it stands in the documents, records last.
        note: What a person who checks it should know.
        refines: Claims that it makes more specific, by name or id.
        refined_by: Claims that make it more specific.
        unit_label: What prose calls one of a unit that a claims file declares.
        unit_plural: What prose calls several of it, where the file says so; else the label stands for them too.
        converts: Where its unit converts to another: the code of that one, and how many of it one is.
    """

    id: str
    names: tuple[str, ...]
    subject: Thing
    relation: Thing
    object: Thing | None
    value: Decimal | None
    value_text: str
    unit: str
    currency: str
    bound: str
    valid_from: str
    valid_to: str
    status: str
    evidence: tuple[StoredEvidence, ...]
    note: str = ""
    refines: tuple[str, ...] = ()
    refined_by: tuple[str, ...] = ()
    unit_label: str = ""
    unit_plural: str = ""
    converts: tuple[str, Decimal] | None = None

    @property
    def name(self) -> str:
        """What a claims file calls it, else its id."""
        return self.names[0] if self.names else self.id

    @property
    def said(self) -> str:
        """Its object, or its value in digits with bound, unit or currency, or the words where there is no number."""
        if self.object is not None:
            return self.object.label
        if self.value is None:
            return self.value_text
        bound = self.bound.replace("-", " ") if self.bound != "exact" else ""
        number = f"{self.value:,f}"
        if self.currency:
            number = f"${number}" if self.currency == "USD" else f"{number} {self.currency}"
        unit = "" if self.unit in ("", "count", "factor") else self._counted
        return " ".join(part for part in (bound, number, unit) if part)

    @property
    def _counted(self) -> str:
        """The unit as so many of it are called; a declared one by its label: 240 aircraft, no aircrafts."""
        name = self.unit_label or self.unit.replace("-", " ")
        if self.value == 1 or name == "percent":
            return name
        return self.unit_plural or (name if self.unit_label else f"{name}s")

    @property
    def when(self) -> str:
        """Its time as short as it is exact: ``2025``, ``2025-07``, ``2025-07-04``, ``2025-07/2026-01``."""
        return when_text(self.valid_from, self.valid_to)

    @property
    def sentence(self) -> str:
        """The proposition as one line."""
        time = f" ({self.when})" if self.when else ""
        return f"{self.subject.label} {self.relation.label} {self.said}{time}"

    def supporting(self) -> tuple[StoredEvidence, ...]:
        """Return the evidence for it that people or records give; machine-made and set aside is left out."""
        return tuple(one for one in self.evidence if one.stance in FOR and _counts(one))

    def opposing(self) -> tuple[StoredEvidence, ...]:
        """Return the evidence against it."""
        return tuple(one for one in self.evidence if one.stance in AGAINST and _counts(one))

    def to_json(self) -> Json:
        """Return the claim in the shape of docs/schema/claims.json."""
        return {
            "id": self.id,
            "name": self.names[0] if self.names else None,
            "subject": self.subject.iri,
            "subject_label": self.subject.label,
            "relation": self.relation.iri,
            "relation_label": self.relation.label,
            "object": self.object.iri if self.object else None,
            "object_label": self.object.label if self.object else None,
            "value": None if self.value is None else f"{self.value:f}",
            "value_text": self.value_text or None,
            "unit": self.unit or None,
            "currency": self.currency or None,
            "bound": self.bound or None,
            "valid_from": self.valid_from or None,
            "valid_to": self.valid_to or None,
            "status": self.status,
            "note": self.note or None,
            "refines": list(self.refines),
            "refined_by": list(self.refined_by),
            "origins": list(origins_of(self.supporting())),
            "evidence": [one.to_json() for one in self.evidence],
        }


def _counts(one: StoredEvidence) -> bool:
    return not (one.machine_made or one.set_aside)


def origins_of(evidence: tuple[StoredEvidence, ...]) -> tuple[str, ...]:
    """Return the independent origins that pieces of evidence rest on, by name, sorted.

    Outlets that share an origin count once; what is machine-made or set aside counts nothing; all loaded records count
    as one.
    A passage that names no source counts as its publisher's own word only where nothing else in the same
    document says on what it rests: a newspaper that repeats itself is no second source.
    """
    found: dict[str, str] = {}
    sourced: set[str] = set()
    counted = [one for one in evidence if _counts(one)]
    for one in counted:
        if one.awards:
            found.update({RECORDS_ORIGIN: RECORDS_ORIGIN} if one.at_hand else {})
        elif not one.own_word:
            found.update((origin.iri, origin.label) for origin in one.origins)
            sourced.update(source.iri for source in one.sources)
    for one in counted:
        if one.own_word and not sourced.intersection(source.iri for source in one.sources):
            found.update((origin.iri, origin.label) for origin in one.origins)
    return tuple(sorted(found.values()))


def standing_of(claims: Sequence[StoredClaim]) -> tuple[str, tuple[str, ...]]:
    """Return status and origins of claims that say the same of the same two things, at one time or several.

    What is confirmed for one time is confirmed at some time: confirmed comes before reported, both before what is
    not stated. The origins are those of all that supports any of the claims.
    """
    found = {claim.status for claim in claims}
    status = next((one for one in ("confirmed", "reported", *STATUSES) if one in found), "")
    return status, origins_of(tuple(one for claim in claims for one in claim.supporting()))


def when_text(first: str, last: str) -> str:
    """Return an interval of days as short as it is exact.

    Example:
        >>> when_text("2025-07-01", "2025-07-31"), when_text("2025-01-01", "2025-12-31")
        ('2025-07', '2025')
        >>> when_text("2025-07-01", "2026-01-31"), when_text("2025-07-04", "2025-07-04"), when_text("", "")
        ('2025-07/2026-01', '2025-07-04', '')
        >>> when_text("2025-07-04", "")
        '2025-07-04/..'
    """
    if not first and not last:
        return ""
    if not first or not last:
        return f"{first or '..'}/{last or '..'}"
    if first == last:
        return first
    month_ends = (date.fromisoformat(last) + timedelta(days=1)).day == 1
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}/{last[:4]}"
    if first.endswith("-01") and month_ends:
        return first[:7] if first[:7] == last[:7] else f"{first[:7]}/{last[:7]}"
    return f"{first}/{last}"

"""What a claims file holds: one document, what it rests on, and what it says, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph import terms
from graph.identifiers import digest16

# What a draft puts where a person has to name subject and relation; a reviewed claim has neither left.
DRAFTED_RELATION = "toBeNamed"
DRAFTED_SUBJECT = "drafted-"


def plain_number(value: Decimal) -> str:
    """Return a number without exponent and without zeros at its end, e.g. ``75000000000`` or ``3.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the claims speak of.

    Attributes:
        name: As the file's claims call it.
        local: Local id.
        class_iri: Its class; None when the entity is described elsewhere (reference tables, records).
        label: Its label, where the file describes it.
        also: Other spellings.
        line: Line of the file that declares it, else the first that names it; None for what no file names.
        declared: False for a known thing that a claim names without declaring it.
    """

    name: str
    local: str
    class_iri: str | None = None
    label: str | None = None
    also: tuple[str, ...] = ()
    line: int | None = None
    declared: bool = True

    @property
    def iri(self) -> str:
        """IRI of the thing."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation the file declares because the vocabulary has none; ``iri`` is the predicate.

    Attributes:
        label: Its words, between subject and object.
        note: What a reader of it should know.
    """

    name: str
    iri: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit the file declares because the code list has none.

    Attributes:
        code: As claims name it, e.g. ``square-metre``.
        label: As prose writes one of it.
        also: Other spellings, in one or many.
        plural: As prose writes several of it; empty where that is the label.
        of: Code of the unit it converts to; empty when it converts to none.
        factor: How many of ``of`` one of it is.
        line: Line of the file that declares it.
    """

    code: str
    label: str
    also: tuple[str, ...] = ()
    of: str = ""
    factor: Decimal = Decimal(1)
    line: int | None = None
    plural: str = ""

    @property
    def iri(self) -> str:
        """IRI of the unit, as those of the code list."""
        return f"{terms.VG}unit-{self.code}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One passage of the document, or a set of awards, that bears on a claim.

    Attributes:
        stance: Code of the stance list: asserts, records, denies, disputes, opines, projects, retracts.
        speakers: IRIs of those whose word it is.
        origins: IRIs of what it rests on; empty when the document names nothing.
        start: First code point of the passage; None when awards are the evidence.
        end: The code point after the last.
        passage_sha256: Hash of the passage's UTF-8 bytes.
        quote: At most 15 words out of the passage.
        hedge: Words that weaken it, as printed.
        machine_made: Whether a program wrote the passage (a summary); never a second source.
        confidence: Of having read it right, not of its truth.
        awards: Award keys, when records are the evidence.
        line: Line of the file it starts at.
        note: What a person who checks it should know.
    """

    stance: str
    speakers: tuple[str, ...]
    origins: tuple[str, ...]
    start: int | None
    end: int | None
    passage_sha256: str
    quote: str
    hedge: tuple[str, ...]
    machine_made: bool
    confidence: Decimal | None
    awards: tuple[str, ...]
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class CuratedClaim:
    """One proposition with all the evidence the file has for and against it.

    Attributes:
        name: The file's own name for it.
        value_text: The amount or quantity in the document's words; alone when they give no number.
        valid_from: First day it speaks of; a month or year starts with its first day.
        valid_to: Last day, inclusive.
        unreviewed: Drafted by a program and not yet read by a person: it enters no graph.
        line: Line of the file it starts at.
        note: What a person who checks it should know.
        refines: Names of the file's claims that it says more exactly, such as of one award.
    """

    name: str
    subject: str
    predicate: str
    target: str | None
    value: Decimal | None
    value_text: str | None
    unit: str | None
    currency: str | None
    bound: str | None
    valid_from: date | None
    valid_to: date | None
    unreviewed: bool
    evidence: tuple[Statement, ...]
    line: int
    note: str = ""
    refines: tuple[str, ...] = ()

    @property
    def is_skeleton(self) -> bool:
        """Whether subject, object or relation is still what ``claims draft`` puts in its place."""
        ends = (end for end in (self.subject, self.target) if end is not None)
        named = all(not end.startswith(terms.ID + DRAFTED_SUBJECT) for end in ends)
        return not named or self.predicate == terms.VG + DRAFTED_RELATION

    @property
    def local(self) -> str:
        """Local id: a hash of subject, predicate, object or value with its bound, unit and time.

        "More than 60" is another proposition than 60: who denies the one does not deny the other.
        """
        if self.target is not None:
            said = self.target
        elif self.value is not None:
            said = plain_number(self.value)
            if self.bound not in (None, "exact"):
                said = f"{self.bound} {said}"
        else:
            said = self.value_text or ""
        times = (day.isoformat() if day else "" for day in (self.valid_from, self.valid_to))
        parts = (self.subject, self.predicate, said, self.unit or self.currency or "", *times)
        return "claim-" + digest16(*parts)

    @property
    def iri(self) -> str:
        """IRI of the claim."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class CuratedDocument:
    """The document a claims file reads; its text is not shipped, ``text_sha256`` says which text it was.

    Attributes:
        summary: First code point of the part a program made of the rest, and the one after its last; None when
            the document has no such part. All evidence out of it is machine-made.
    """

    local: str
    title: str
    publisher: str
    date: str | None
    url: str | None
    text_sha256: str
    summary: tuple[int, int] | None = None

    @property
    def iri(self) -> str:
        """IRI of the document."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A passage without a claim, and the reason a person gives for it: a menu entry, an advertisement, ...

    Attributes:
        line: Line of the file it starts at.
    """

    start: int
    end: int
    passage_sha256: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """One claims file, read and checked; claims in the order of the file."""

    path: str
    document: CuratedDocument
    origins: tuple[Entity, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    claims: tuple[CuratedClaim, ...]
    unclaimed: tuple[Unclaimed, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def spellings(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The codes of the file's own units, each with all its spellings."""
        return tuple((unit.code, (unit.label, *filter(None, (unit.plural,)), *unit.also)) for unit in self.units)

    @property
    def own_origin(self) -> Entity:
        """The origin of evidence for which the document names none: its publisher's own word."""
        name = f"{self.document.publisher}, naming no source"
        return Entity(name, self.document.local.replace("document-", "origin-", 1), terms.ORIGIN, name)

    @property
    def reviewed(self) -> tuple[CuratedClaim, ...]:
        """The claims a person has read: those that may enter a graph."""
        return tuple(claim for claim in self.claims if not claim.unreviewed)

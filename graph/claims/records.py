"""Contract records as evidence: which awards claims rest on, and whether what is loaded of them names what is claimed.

A record confirms a claim only where it carries the claim's object, and its subject if that is a thing known from
elsewhere: as a party (agency, recipient, subcontractor), as its vehicle or account, as a product, program or statute
that its text is found to name, a part standing for the whole, or by a name in its text. Of a claim of an amount it
must state the amount. Of the vocabulary's relations it can state those of `AWARD_STATES` alone, and only with its own
party of that role as subject; of a relation that a claims file declares, the file answers for what its words say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from graph import terms
from graph.claims.files import ClaimsFile, CuratedClaim, Entity, Statement, plain_number
from graph.claims.measures import numbers_in
from graph.model import Finding, Severity
from graph.names import normalise

VEHICLE_KEY = "CONT_IDV_"
_NAMES = (terms.PREF_LABEL, terms.ALT_LABEL)
_WHOLES = (terms.PART_OF, terms.PART_OF_PRODUCT)


class AwardStates(NamedTuple):
    """How far an award can state a relation of the vocabulary.

    Attributes:
        subjects: What the local id of the subject starts with: the party that the award has in this role.
        says: What it states of such a claim, and what it does not.
    """

    subjects: tuple[str, ...]
    says: str


AWARD_STATES: Mapping[str, AwardStates] = {
    terms.USES: AwardStates(
        ("subagency-", "agency-", "office-"),
        "an award states that the agency placed an order that names it; not whether, how or how much it is used",
    ),
    terms.PROVIDES: AwardStates(
        ("vendor-",),
        "an award states that the company was given an order that names it; not who made it, nor that it was delivered",
    ),
}


class Record(NamedTuple):
    """What the loaded records state of one award or vehicle.

    Attributes:
        texts: Its descriptions and those of its vehicle.
        things: Local ids of its parties, vehicle and accounts, and of what its texts are found to name.
        amounts: Every amount of money it states, in USD.
    """

    texts: tuple[str, ...]
    things: frozenset[str]
    amounts: frozenset[Decimal]


class Catalogued(NamedTuple):
    """What catalogues, reference tables and vendors say of things, by local id.

    Attributes:
        names: All labels of a thing.
        wholes: What a thing is directly a part of.
    """

    names: Mapping[str, frozenset[str]]
    wholes: Mapping[str, frozenset[str]]


class Silent(NamedTuple):
    """An award that a claim rests on although nothing loaded of it names what is claimed; it confirms nothing."""

    file: ClaimsFile
    claim: CuratedClaim
    evidence: Statement
    award: str
    missing: str

    @property
    def key(self) -> tuple[str, str]:
        """IRI of the claim, and the award."""
        return self.claim.iri, self.award

    @property
    def finding(self) -> Finding:
        """The warning that says so."""
        if self.missing == self.claim.predicate:
            rule = "award-cannot-state"
            why = f"no award states {self.missing.removeprefix(terms.VG)}: {self.award} confirms nothing."
            hint = "Make a claim of what it states, with a relation declared for it, that refines this one."
        else:
            rule = "award-names-nothing-claimed"
            why = f"award {self.award} nowhere names {self.missing}: it confirms nothing."
            hint = "Name an award that does, or take it out."
        message = f"Claim {self.claim.name}: {why} {hint}"
        return Finding(Severity.WARNING, rule, message, self.file.path, self.evidence.line, self.claim.iri)


def record_iri(key: str) -> str:
    """Return the IRI of the award or vehicle with this key.

    >>> record_iri("CONT_IDV_70RTAC24A00000001_7001")
    'https://w3id.org/vendorgraph/id/vehicle-CONT_IDV_70RTAC24A00000001_7001'
    """
    return terms.ID + ("vehicle-" if key.startswith(VEHICLE_KEY) else "award-") + key


def named_awards(files: Iterable[ClaimsFile]) -> tuple[str, ...]:
    """Return the keys of all awards and vehicles that reviewed claims rest on, sorted."""
    return tuple(sorted({key for *_, key in _rested_on(files)}))


def find_unrecorded(files: Iterable[ClaimsFile], recorded: Container[str]) -> list[Finding]:
    """Return a warning for each award that a claim rests on and no loaded record has, in the order of the files."""
    return [
        Finding(
            Severity.WARNING,
            "award-not-loaded",
            f"Claim {claim.name} rests on {key}, which no loaded record has: it confirms nothing until a file with "
            "this award is loaded. Load it, or correct the key.",
            file.path,
            one.line,
            claim.iri,
        )
        for file, claim, one, key in _rested_on(files)
        if key not in recorded
    ]


def _rested_on(files: Iterable[ClaimsFile]) -> Iterator[tuple[ClaimsFile, CuratedClaim, Statement, str]]:
    for file in files:
        for claim in file.reviewed:
            for one in claim.evidence:
                for key in one.awards:
                    yield file, claim, one, key


# --- what a record carries ----------------------------------------------------------------------------------
def read_catalogued(lines: Iterable[str], vendors: Iterable[tuple[str, str]] = ()) -> Catalogued:
    """Return names and wholes out of lines of N-Quads, and out of pairs of a vendor's local id and a name of it."""
    names: dict[str, set[str]] = {}
    wholes: dict[str, set[str]] = {}
    for one in lines:
        subject, _, rest = one.partition("> <")
        predicate, _, target = rest.partition("> ")
        local = subject.removeprefix("<" + terms.ID)
        if predicate in _NAMES:
            names.setdefault(local, set()).add(target[1:].rpartition('"')[0])
        elif predicate in _WHOLES:
            wholes.setdefault(local, set()).add(target.partition(">")[0].removeprefix("<" + terms.ID))
    for local, name in vendors:
        names.setdefault(local, set()).add(name)
    return Catalogued(
        {local: frozenset(found) for local, found in names.items()},
        {local: frozenset(found) for local, found in wholes.items()},
    )


def find_silent(files: Iterable[ClaimsFile], records: Mapping[str, Record], known: Catalogued) -> list[Silent]:
    """Return each award that a claim rests on and that carries not what is claimed, in the order of the files.

    Args:
        files: Every claims file of the graph; what one of them declares as new, it names.
        records: The loaded records by key; an award without one is `find_unrecorded`'s.
        known: Of what no file declares.
    """
    read = tuple(files)
    declared: dict[str, set[str]] = {}
    called: dict[str, str] = {}
    for file in read:
        for entity in file.entities:
            called.setdefault(entity.iri, entity.name)
            if entity.class_iri is not None:
                declared.setdefault(entity.local, set()).update(_own_names(entity))
    reader = _Carrier(known, declared)
    found = []
    for file, claim, one, key in _rested_on(read):
        if key in records:
            declares = any(relation.iri == claim.predicate for relation in file.relations)
            stated = declares or claim.predicate in AWARD_STATES
            missing = reader.missing(claim, records[key]) if stated else claim.predicate
            if missing is not None:
                found.append(Silent(file, claim, one, key, called.get(missing, missing)))
    return found


def silent_findings(silent: Iterable[Silent]) -> list[Finding]:
    """Return a warning for each award that does not state what it is to confirm."""
    return [one.finding for one in silent]


def _own_names(entity: Entity) -> set[str]:
    return {name for name in (entity.name, entity.label, *entity.also) if name}


class _Carrier:
    """Says what of a claim a record does not carry."""

    def __init__(self, known: Catalogued, declared: Mapping[str, set[str]]) -> None:
        self._known = known
        self._declared = declared

    def missing(self, claim: CuratedClaim, record: Record) -> str | None:
        """Return the IRI or amount that the record lacks; None when it has all that it must."""
        subject = claim.subject.removeprefix(terms.ID)
        if claim.target is not None and not self._carries(record, claim.target.removeprefix(terms.ID)):
            return claim.target
        role = AWARD_STATES.get(claim.predicate)
        if role and not (subject.startswith(role.subjects) and subject in self._with_wholes(record.things)):
            return claim.subject  # a name in its text is no party
        # What a file calls "Azure services for HSI" no record has to call so; a known agency or vendor it has to.
        if subject not in self._declared and not self._carries(record, subject):
            return claim.subject
        if claim.target is not None:
            return None
        if claim.value is None:
            words = claim.value_text or ""
            return None if _says(record, words) else repr(words)
        stated = record.amounts.union(*map(numbers_in, record.texts))
        return None if claim.value in stated else plain_number(claim.value)

    def _carries(self, record: Record, local: str) -> bool:
        things = self._with_wholes(record.things)
        if local in things:
            return True
        names = self._declared.get(local) or self._known.names.get(local, frozenset())
        parties = {name for thing in things for name in self._known.names.get(thing, ())}
        return any(_says(record, name, parties) for name in names)

    def _with_wholes(self, things: Iterable[str]) -> set[str]:
        found: set[str] = set()
        ahead = list(things)
        while ahead:
            thing = ahead.pop()
            if thing not in found:
                found.add(thing)
                ahead += self._known.wholes.get(thing, ())
        return found


def _says(record: Record, name: str, parties: Container[str] = ()) -> bool:
    """Whether the record's texts hold a name; of "campaign of ICE" the end may be a party of the record."""
    key = normalise(name)
    if key and any(f" {key} " in f" {normalise(text)} " for text in record.texts):
        return True
    thing, of, party = name.rpartition(" of ")
    return bool(of) and party in parties and _says(record, thing)

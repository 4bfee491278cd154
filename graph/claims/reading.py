"""A claims file in YAML -> ClaimsFile; every mistake with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from graph import terms
from graph.claims.evidence import read_offsets, read_statement, read_unclaimed
from graph.claims.files import ClaimsFile, CuratedClaim, CuratedDocument, Entity, Relation, Statement, Unclaimed
from graph.claims.known import find_known
from graph.claims.layout import Layout
from graph.claims.units import read_units
from graph.dates import PartialDate
from graph.errors import SourceRejected, ValueRejected
from graph.identifiers import slug
from graph.reference.located import Located, read_located

FILE = {
    "document": True,
    "origins": False,
    "entities": True,
    "relations": False,
    "units": False,
    "claims": True,
    "no_claim": False,
}
DOCUMENT = {
    "id": True,
    "title": True,
    "publisher": True,
    "date": False,
    "url": False,
    "language": False,
    "text_sha256": True,
    "summary": False,
    "note": False,
}
ORIGIN = {"label": True, "note": False}
ENTITY = {"id": False, "kind": False, "label": False, "also": False, "note": False}
RELATION = {"label": True, "note": False}
CLAIM = {
    "id": True,
    "subject": True,
    "relation": True,
    "object": False,
    "value": False,
    "value_text": False,
    "unit": False,
    "currency": False,
    "bound": False,
    "when": False,
    "refines": False,
    "unreviewed": False,
    "evidence": True,
    "note": False,
}
KINDS = {
    "agency": terms.AGENCY,
    "office": terms.OFFICE,
    "vendor": terms.VENDOR,
    "product": terms.PRODUCT,
    "program": terms.PROGRAM,
    "statute": terms.STATUTE,
    "appropriation": terms.APPROPRIATION,
    "account": terms.FEDERAL_ACCOUNT,
    "speaker": terms.SPEAKER,
    "concept": terms.CONCEPT,
}
# Relations of the vocabulary that a document can state between things; a file declares any other itself.
RELATIONS = {
    iri.removeprefix(terms.VG): iri
    for iri in (
        terms.USES,
        terms.PROVIDES,
        terms.STORES_DATA,
        terms.AUTHORIZES,
        terms.APPROPRIATED_TO,
        terms.ANNOUNCED_AMOUNT,
        terms.PART_OF,
        terms.PART_OF_PRODUCT,
        terms.MADE_BY,
        terms.RUN_BY,
        terms.MANAGED_BY,
        terms.ULTIMATE_PARENT,
    )
}


def _codes(prefix: str) -> tuple[str, ...]:
    start = terms.VG + prefix
    values = (str(value) for value in vars(terms).values())
    return tuple(sorted(value.removeprefix(start) for value in values if value.startswith(start)))


UNITS = _codes("unit-")
BOUNDS = _codes("bound-")

_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HANDLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RELATION = re.compile(r"[a-z][A-Za-z]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_URL = re.compile(r"https?://[^\s<>\"]+")

_Entries = dict[str, Located]


def read_claims(path: Path) -> ClaimsFile:
    """Return one claims file, checked for everything that can be checked without the document's text.

    Raises:
        SourceRejected: Not YAML, or a mistake in it; the message names file, line, column and what to do.
    """
    top = read_located(path).entries(FILE)
    origins = {name: _origin(name, one) for name, one in _named(top.get("origins"))}
    entities = {name: _entity(name, one) for name, one in _named(top["entities"])}
    relations = {name: _relation(name, one) for name, one in _named(top.get("relations"))}
    units = read_units(dict(_named(top.get("units"))), UNITS)
    document = _document(top["document"].entries(DOCUMENT))
    reader = _ClaimReader(entities, origins, relations, (*UNITS, *units), document.summary)
    claims = [reader.claim(item) for item in top["claims"].items()]
    unclaimed = [reader.unclaimed(item) for item in top["no_claim"].items()] if "no_claim" in top else []
    reader.check_refined()
    reader.passages.refuse_crossing()
    return ClaimsFile(
        path=str(path),
        document=document,
        origins=tuple(origins.values()),
        entities=(*entities.values(), *reader.known.values()),
        relations=tuple(relations.values()),
        claims=tuple(claims),
        unclaimed=tuple(unclaimed),
        units=tuple(units.values()),
    )


def _named(section: Located | None) -> list[tuple[str, Located]]:
    """Return the values of a mapping whose names the writer chooses; a name may stand once."""
    if section is None:
        return []
    names = section.names()
    return list(section.entries(dict.fromkeys(names, False)).items())


def _document(entries: _Entries) -> CuratedDocument:
    local = _matching(entries["id"], _HANDLE, "id", "Use lower-case letters, digits and hyphens.")
    day = entries.get("date")
    url = entries.get("url")
    return CuratedDocument(
        local=f"document-{local}",
        title=entries["title"].text(),
        publisher=entries["publisher"].text(),
        date=_calendar_day(day) if day else None,
        url=_matching(url, _URL, "web address", "Write it with https://, or leave it out.") if url else None,
        text_sha256=_matching(entries["text_sha256"], _SHA256, "sha256", "Take it from `sha256sum FILE`."),
        summary=read_offsets(entries["summary"]) if "summary" in entries else None,
    )


def _origin(name: str, written: Located) -> Entity:
    label = written.entries(ORIGIN)["label"].text()
    return Entity(name, f"origin-{slug(name.lower())}", terms.ORIGIN, label)


def _relation(name: str, written: Located) -> Relation:
    if name in RELATIONS:
        written.reject(f"The vocabulary has the relation {name!r}.", hint="Use it without declaring it.")
    if not _RELATION.fullmatch(name) or terms.VG + name in terms.vocabulary():
        written.reject(
            f"{name!r} cannot name a new relation.",
            hint="Write it like canDo, and no term of the vocabulary.",
        )
    entries = written.entries(RELATION)
    note = entries["note"].text() if "note" in entries else ""
    return Relation(name, terms.VG + name, entries["label"].text(), note)


def _entity(name: str, written: Located) -> Entity:
    entries = written.entries(ENTITY)
    kind = entries["kind"].choice(KINDS) if "kind" in entries else None
    if kind is None and "id" not in entries:
        written.reject(
            f"The entity {name!r} has neither id nor kind.",
            hint="Give the id of a known thing (id: subagency-7012), or kind and label of a new one.",
        )
    if kind is not None and "label" not in entries:
        written.reject(f"The new entity {name!r} has no label.", hint="Add label, or leave kind out if it is known.")
    if "id" in entries:
        local = _matching(entries["id"], _LOCAL, "id", "Write a local id such as subagency-7012 or product-azure.")
    else:
        local = f"{kind}-{slug(name.lower())}"
    return Entity(
        name=name,
        local=local,
        class_iri=KINDS[kind] if kind else None,
        label=entries["label"].text() if kind else None,
        also=entries["also"].texts() if "also" in entries else (),
        line=entries["id"].line if "id" in entries else written.line,
    )


def _matching(written: Located, form: re.Pattern[str], what: str, hint: str) -> str:
    text = written.text()
    if not form.fullmatch(text):
        written.reject(f"{text!r} is no {what}.", hint=hint)
    return text


def _calendar_day(written: Located) -> str:
    """Return a year, month or day that the calendar has; 2025-02-30 it has not."""
    text = _matching(written, _DAY, "date", "Write 2026, 2026-02 or 2026-02-17.")
    try:
        PartialDate.parse(text)
    except ValueRejected:
        written.reject(f"{text!r} is no day of the calendar.", hint="Look at month and day.")
    return text


class _ClaimReader:
    """Reads claims one by one and remembers what must not come twice."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        origins: Mapping[str, Entity],
        relations: Mapping[str, Relation],
        units: tuple[str, ...],
        summary: tuple[int, int] | None,
    ) -> None:
        self._entities = entities
        self._origins = origins
        self._relations = {name: one.iri for name, one in relations.items()} | RELATIONS
        self._units = units
        self._handles: dict[str, Located] = {}
        self._iris: dict[str, Located] = {}
        self.passages = Layout(summary)
        self._refined: list[tuple[str, Located]] = []
        self.known: dict[str, Entity] = {}  # entities that no line declares

    def claim(self, written: Located) -> CuratedClaim:
        """Return one claim; refuse what is incomplete, contradictory or there already, and say of which claim."""
        try:
            return self._claim(written)
        except SourceRejected as refused:
            pairs = written.content if isinstance(written.content, list) else []
            name = next((value.content for key, value in pairs if key.content == "id"), None)
            where = f" (claim {name})" if isinstance(name, str) else ""
            raise SourceRejected(
                refused.what, file=refused.file, row=refused.row, hint=f"{refused.hint}{where}"
            ) from None

    def _claim(self, written: Located) -> CuratedClaim:
        entries = written.entries(CLAIM)
        self._refuse_mixed_values(written, entries)
        handle = _matching(entries["id"], _HANDLE, "id", "Use lower-case letters, digits and hyphens.")
        _once(self._handles, handle, entries["id"], f"The id {handle!r} stands", "Give this claim another id.")
        first, last = _interval(entries.get("when"))
        claim = CuratedClaim(
            name=handle,
            subject=self.entity(entries["subject"]),
            predicate=self._relations[entries["relation"].choice(self._relations, "relations")],
            target=self.entity(entries["object"]) if "object" in entries else None,
            value=_number(entries.get("value")),
            value_text=_optional(entries, "value_text", Located.text),
            unit=_optional(entries, "unit", self._unit),
            currency=_optional(entries, "currency", _currency),
            bound=_optional(entries, "bound", lambda one: one.choice(BOUNDS)),
            valid_from=first,
            valid_to=last,
            unreviewed="unreviewed" in entries and entries["unreviewed"].flag(),
            evidence=tuple(self._statement(item) for item in entries["evidence"].items()),
            line=written.line,
            note=_optional(entries, "note", Located.text) or "",
            refines=self._refines(handle, entries["refines"]) if "refines" in entries else (),
        )
        if claim.is_skeleton and not claim.unreviewed:
            entries["relation"].reject(
                "The claim is a draft whose subject or relation nobody has named yet.",
                hint="Name both as the passage states them, or mark it unreviewed: true again.",
            )
        if not claim.evidence:
            entries["evidence"].reject("A claim needs evidence.", hint="Add the passage that says it.")
        same = "This subject, relation, object or value, unit and time stand"
        _once(self._iris, claim.iri, written, same, "Put all its evidence into one claim.")
        return claim

    def entity(self, written: Located) -> str:
        """Return the IRI of an entity: declared, or known elsewhere by its IRI, CURIE or name."""
        text = written.text()
        declared = self._entities.get(text) or self.known.get(text)
        if declared is None:
            declared = find_known(written, text)
            if declared is None:
                written.choice(self._entities, "entities")
            elif not _LOCAL.fullmatch(declared.local):
                written.reject(f"{text!r} is no id of a thing.", hint="Write it like id:subagency-7012.")
            else:
                self.known[text] = declared
        assert declared is not None
        return declared.iri

    def _unit(self, written: Located) -> str:
        """Return the code of a unit, of the list or declared."""
        if written.text() not in self._units:
            known = get_close_matches(written.text(), self._units, n=1) or self._units
            written.reject(
                f"Unknown unit {written.text()!r}.",
                hint=f"Known: {', '.join(known)}. Declare any other under units, with its label.",
            )
        return written.text()

    def origin(self, written: Located) -> str:
        """Return the IRI of a declared origin."""
        return self._origins[written.choice(self._origins, "origins")].iri

    def _refines(self, handle: str, written: Located) -> tuple[str, ...]:
        refined = tuple(written.items())
        self._refined += [(handle, item) for item in refined]
        return tuple(item.text() for item in refined)

    def check_refined(self) -> None:
        """Refuse a claim that refines itself, or one the file does not have."""
        for handle, written in self._refined:
            name = written.choice(self._handles)
            if name == handle:
                written.reject(f"The claim {name!r} refines itself.", hint="Name the less exact claim.")

    def unclaimed(self, written: Located) -> Unclaimed:
        """Return one passage without a claim."""
        unclaimed = read_unclaimed(written)
        self.passages.leave_out(unclaimed.start, unclaimed.end, written)
        return unclaimed

    def _statement(self, written: Located) -> Statement:
        statement = read_statement(written, speaker=self.entity, origin=self.origin)
        if statement.start is not None and statement.end is not None:
            self.passages.take(statement.start, statement.end, written, machine_made=statement.machine_made)
        return statement

    @staticmethod
    def _refuse_mixed_values(written: Located, entries: _Entries) -> None:
        valued = [name for name in ("value", "value_text") if name in entries]
        if "object" in entries and valued:
            entries["object"].reject("A claim has an object or a value, not both.", hint="Make two claims of it.")
        for name in ("unit", "currency", "bound"):
            if name in entries and "value" not in entries:
                entries[name].reject(f"A {name} without a value.", hint=f"Add value, or take {name} out.")
        if "object" not in entries and not valued:
            written.reject("The claim has neither object nor value.", hint="Add object, value or value_text.")
        if "unit" in entries and "currency" in entries:
            entries["unit"].reject("A value has a unit or a currency, not both.", hint="Keep one.")


def _once(seen: dict[str, Located], key: str, written: Located, what: str, hint: str) -> None:
    if key in seen:
        written.reject(f"{what} already in line {seen[key].line}.", hint=hint)
    seen[key] = written


def _optional(entries: _Entries, name: str, read: Callable[[Located], str]) -> str | None:
    return read(entries[name]) if name in entries else None


def _number(written: Located | None) -> Decimal | None:
    if written is None:
        return None
    text = _matching(written, _NUMBER, "number", "Write digits, e.g. 75,000,000,000; words go to value_text.")
    return Decimal(text.replace(",", ""))


def _currency(written: Located) -> str:
    code = written.text()
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        written.reject(f"{code!r} is no currency code.", hint="Use ISO 4217, e.g. USD.")
    return code


def _interval(written: Located | None) -> tuple[date | None, date | None]:
    """Return first and last day of ``2025-07``, ``2025``, ``2025-07-04`` or ``2025-07/2026-01``."""
    if written is None:
        return None, None
    first, slash, last = written.text().partition("/")
    try:
        start = PartialDate.parse(first).first
        end = PartialDate.parse(last if slash else first).last
    except ValueRejected as error:
        written.reject(error.what, hint=error.hint or "Look at month and day.")
    if end < start:
        written.reject(f"{written.text()!r} ends before it starts.", hint="Swap the two.")
    return start, end

"""What every export of the network holds: things, and lines between them with status, amounts and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from graph.evidence import Evidence, amount_text

# Kinds of amounts, each a column of its own: they are never added. An inferred line has the interval alone.
AMOUNTS = (
    "obligation",
    "obligation_total",
    "outlay",
    "ceiling",
    "announced",
    "subaward",
    "obligation_min",
    "obligation_max",
)
CURRENCY = "USD"
# Column -> type, as GraphML names them; amounts are text, so that no digit is lost.
THING_COLUMNS = {
    "label": "string",
    "kind": "string",
    "iri": "string",
    "first_date": "string",
    "last_date": "string",
    "actions": "int",
    **dict.fromkeys(AMOUNTS[:5], "string"),
    "currency": "string",
    "description": "string",
}
LINE_COLUMNS = {
    "relation": "string",
    "status": "string",
    "basis": "string",
    "confidence": "double",
    "first_date": "string",
    "last_date": "string",
    **dict.fromkeys(AMOUNTS, "string"),
    "currency": "string",
    "evidence_total": "int",
    "evidence": "string",
    "weight": "double",
}
_MOST_TOLD = 12  # pieces of evidence written into one cell; their number follows


class Thing(NamedTuple):
    """One node.

    Attributes:
        id: CURIE for our own things, else the IRI.
        label: What it is called.
        kind: agency, vendor, award, ...; ``claim`` for what is only said and denied.
        iri: Its IRI.
        first_date: Of an award, the day of its first loaded action, ISO 8601; None where unknown.
        last_date: The day of its last.
        actions: Of an award, how many actions are loaded; None for others.
        amounts: Kind -> exact US dollars.
        description: Words of an award's record.
    """

    id: str
    label: str
    kind: str
    iri: str
    first_date: str | None = None
    last_date: str | None = None
    actions: int | None = None
    amounts: Mapping[str, Decimal] = {}
    description: str = ""

    def values(self) -> dict[str, str | int | float]:
        """Return what is known, by column; what is not known is missing."""
        return _known(
            {
                "label": self.label,
                "kind": self.kind,
                "iri": self.iri,
                "first_date": self.first_date,
                "last_date": self.last_date,
                "actions": self.actions,
                **_told(self.amounts),
                "description": self.description or None,
            }
        )


class Line(NamedTuple):
    """One edge.

    Attributes:
        id: Unique; the same in every export that holds the line.
        source: Id of the thing it starts from.
        target: Id of the thing it leads to.
        relation: Local name of the property.
        status: recorded, confirmed, reported, inferred, disputed or denied; ``counted`` for lines of a projection.
        basis: What kind of evidence says so.
        confidence: Of what a rule read, not of its truth; None for others.
        first_date: First day it speaks of.
        last_date: Last day.
        amounts: Kind -> exact US dollars.
        evidence: Who says so, for and against.
        weight: 1, or what the projection counts.
    """

    id: str
    source: str
    target: str
    relation: str
    status: str
    basis: str
    confidence: Decimal | None = None
    first_date: str | None = None
    last_date: str | None = None
    amounts: Mapping[str, Decimal] = {}
    evidence: tuple[Evidence, ...] = ()
    weight: int | Decimal = 1

    @property
    def label(self) -> str:
        """The relation as it may stand beside a drawn line: what is not plainly stated says so."""
        plain = self.status in ("recorded", "confirmed", "counted")
        return self.relation if plain else f"{self.relation} ({self.status})"

    def values(self) -> dict[str, str | int | float]:
        """Return what is known, by column, evidence as one text; what is not known is missing."""
        return _known(
            {
                "relation": self.relation,
                "status": self.status,
                "basis": self.basis,
                "confidence": None if self.confidence is None else float(self.confidence),
                "first_date": self.first_date,
                "last_date": self.last_date,
                **_told(self.amounts),
                "evidence_total": len(self.evidence),
                "evidence": evidence_text(self.evidence) or None,
                "weight": float(self.weight),
            }
        )


def _known(values: Mapping[str, str | int | float | None]) -> dict[str, str | int | float]:
    return {name: value for name, value in values.items() if value is not None}


def _told(amounts: Mapping[str, Decimal]) -> dict[str, str | int | float | None]:
    told: dict[str, str | int | float | None] = {
        kind: amount_text(amounts[kind]) for kind in AMOUNTS if kind in amounts
    }
    return told | {"currency": CURRENCY} if told else told


def evidence_text(evidence: tuple[Evidence, ...]) -> str:
    """Return who says so in one text, a piece after the other with `` | `` between them."""
    told = [piece_text(one) for one in evidence[:_MOST_TOLD]]
    if len(evidence) > len(told):
        told.append(f"and {len(evidence) - len(told)} more")
    return " | ".join(told)


def piece_text(one: Evidence) -> str:
    """Return one piece of evidence as a line: stance, speaker, words, document, record key and rows."""
    who = ": ".join(part for part in (one.stance, one.speaker or (f"rule {one.rule}" if one.rule else "")) if part)
    words = f'"{one.quote}"' if one.quote else ""
    rows = ", ".join(one.rows[:3]) + (f" and {one.rows_total - 3} more" if one.rows_total > 3 else "")
    where = rows or one.document
    machine = "written by a program" if one.machine_made else ""
    return "; ".join(part for part in (who, words, f"{one.kind} {one.award or one.id}".strip(), where, machine) if part)

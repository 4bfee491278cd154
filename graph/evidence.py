"""Answers with their evidence: hops, paths, and who says each of them.

The JSON shapes follow the design (docs/schema/): amounts are strings, dates ISO 8601, and what is absent is null.
Named tuples rather than dataclasses: a cold lookup spends 5 ms less on making these classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

Json = dict[str, object]


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, which takes an s for more or less than one.

    Example:
        >>> counted(1, "award"), counted(1204, "award")
        ('1 award', '1,204 awards')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def amount_text(amount: Decimal) -> str:
    """Return an exact amount as printed text: no exponent, no trailing zeros, at least two places when it has any."""
    text = f"{amount:f}"
    if "." not in text:
        return text
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part.ljust(2, '0')}" if part else whole


class Evidence(NamedTuple):
    """One record, passage or rule that a hop rests on.

    Attributes:
        kind: ``award``, ``claim``, ``rule`` or ``reference``.
        id: Award key, claim or detection id, or catalogue entry.
        document: File or document that says so.
        quote: Words of the record or passage.
        rows: File and row of each record, as many as are shown.
        rows_total: How many rows there are.
        amount: Net obligation or subaward amount as text, in US dollars.
        first_date: First day it speaks of, ISO 8601.
        last_date: Last day it speaks of.
        stance: How a document stands to a claim: asserts, denies, ...
        speaker: Who is quoted.
        origins: What the document rests on.
        rule: Rule that inferred it.
        confidence: Of the extraction, 0 to 1; not of the truth.
        award: Award key a rule or subaward belongs to.
        machine_made: Whether a program wrote the passage; it is never a second source.
    """

    kind: str
    id: str
    document: str = ""
    quote: str = ""
    rows: tuple[str, ...] = ()
    rows_total: int = 0
    amount: str | None = None
    first_date: str | None = None
    last_date: str | None = None
    stance: str = ""
    speaker: str = ""
    origins: tuple[str, ...] = ()
    rule: str = ""
    confidence: Decimal | None = None
    award: str = ""
    machine_made: bool = False

    def to_json(self) -> Json:
        """Return the evidence as JSON values, empty fields left out except id and document."""
        shape: Json = {"kind": self.kind, "id": self.id, "document": self.document, "quote": self.quote}
        optional: Json = {
            "rows": list(self.rows),
            "rows_total": self.rows_total,
            "amount": self.amount,
            "dates": [self.first_date, self.last_date] if self.first_date else None,
            "stance": self.stance,
            "speaker": self.speaker,
            "origins": list(self.origins),
            "rule": self.rule,
            "confidence": None if self.confidence is None else float(self.confidence),
            "award": self.award,
            "machine_made": self.machine_made,
        }
        return shape | {name: value for name, value in optional.items() if value}


class Hop(NamedTuple):
    """One hop of a path; ``forward`` is False where the path walks the relation against its direction.

    ``status`` is recorded, confirmed, reported, inferred, disputed or denied. ``joined`` is True where nothing but
    the company it starts from joins it to the hop before: no record carries both.

    ``amounts`` maps a kind (obligation, outlay, ceiling, announced, subaward) to US dollars; an inferred hop has
    the interval ``obligation_min`` .. ``obligation_max`` instead, which enters no total.

    ``relation_label`` is how a claims file words a relation that the vocabulary does not have; empty for all others.
    """

    source: str
    source_label: str
    source_type: str
    target: str
    target_label: str
    target_type: str
    relation: str
    forward: bool
    status: str
    basis: str
    confidence: Decimal | None
    first_date: str | None
    last_date: str | None
    amounts: Mapping[str, Decimal]
    evidence: tuple[Evidence, ...]
    evidence_total: int
    via: str | None = None
    via_label: str = ""
    awards: int = 0
    joined: bool = False
    relation_label: str = ""

    def to_json(self) -> Json:
        """Return the hop in the shape of docs/schema/path.json."""
        return {
            "source": self.source,
            "source_label": self.source_label,
            "relation": self.relation,
            "relation_label": self.relation_label or None,
            "forward": self.forward,
            "target": self.target,
            "target_label": self.target_label,
            "via": self.via,
            "via_label": self.via_label or None,
            "status": self.status,
            "basis": self.basis,
            "joined_by_company": self.joined,
            "confidence": None if self.confidence is None else float(self.confidence),
            "dates": [self.first_date, self.last_date],
            "awards": self.awards,
            "amounts": {kind: amount_text(amount) for kind, amount in self.amounts.items()},
            "evidence": [one.to_json() for one in self.evidence],
            "evidence_total": self.evidence_total,
        }


class EvidencePath(NamedTuple):
    """One ranked path; ``weakest_status`` is that of its weakest hop, ``origins`` what it rests on."""

    rank: int
    weakest_status: str
    origins: tuple[str, ...]
    hops: tuple[Hop, ...]

    @property
    def coherent(self) -> bool:
        """Whether records carry all that it joins; False where a company alone joins two hops."""
        return not any(hop.joined for hop in self.hops)

    @property
    def unsourced(self) -> int:
        """How many of its hops nobody says: no record, no document, no rule."""
        return sum(not hop.evidence for hop in self.hops)

    def to_json(self) -> Json:
        """Return the path in the shape of docs/schema/path.json."""
        return {
            "rank": self.rank,
            "weakest_status": self.weakest_status,
            "coherent": self.coherent,
            "origins": len(self.origins),
            "origin_names": list(self.origins),
            "hops": [hop.to_json() for hop in self.hops],
        }


def score_text(score: float | int | Decimal) -> str:
    """Return a score as people read it: whole dollars and counts in groups of three, four digits of the rest."""
    if isinstance(score, Decimal):
        return f"${score:,.0f}"
    return f"{score:,}" if isinstance(score, int) else f"{score:.4g}"


class RankedRow(NamedTuple):
    """One row of a ranking; equal scores share ``rank``; rank_low..rank_high is its range under stricter views.

    resampled_low..resampled_high is its range over resamples of the awards, None where there were none.
    """

    rank: int
    id: str
    label: str
    score: float | int | Decimal
    rank_low: int
    rank_high: int
    resampled_low: int | None = None
    resampled_high: int | None = None

    def to_json(self) -> Json:
        """Return the row in the shape of docs/schema/centrality.json; an amount is text, a measure a number."""
        score = amount_text(self.score) if isinstance(self.score, Decimal) else self.score
        return {
            "rank": self.rank,
            "id": self.id,
            "label": self.label,
            "score": score,
            "rank_low": self.rank_low,
            "rank_high": self.rank_high,
            "resampled_low": self.resampled_low,
            "resampled_high": self.resampled_high,
        }


class Card(NamedTuple):
    """What is known of one entity: facts with the properties they come from, and its relations with counts."""

    id: str
    label: str
    kind: str
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    relations: tuple[Json, ...]
    evidence: tuple[Evidence, ...] = ()
    totals: tuple[Json, ...] = ()

    def to_json(self) -> Json:
        """Return the card in the shape of docs/schema/show.json."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "names": list(self.names),
            "facts": [list(fact) for fact in self.facts],
            "totals": list(self.totals),
            "relations": list(self.relations),
            "evidence": [one.to_json() for one in self.evidence],
        }

    def lines(self) -> Iterator[str]:
        """Yield the card as text for a terminal."""
        yield f"{self.label}  ({self.kind})"
        yield f"  {self.id}"
        if self.names:
            yield "  also: " + "; ".join(self.names)
        for name, value in self.facts:
            yield f"  {name}  {' '.join(value.split())}"
        for total in self.totals:
            awards = counted(int(str(total["awards"])), "award")
            yield f"  as {total['relation']} of {awards} [{total['status']}]: {_sums(total)}"
        for relation in self.relations:
            first = _objects(relation["first"])
            ends = [str(end["label"]) + _standing(end) for end in first]
            count = int(str(relation["count"]))
            more = f" ... {count:,} in all" if count > len(ends) else ""
            awards = f", {counted(int(str(relation['awards'])), 'award')}" if relation["awards"] else ""
            yield f"  [{relation['status']}] {relation['relation']}{awards}: {'; '.join(ends)}{more}"
            for one in _objects(relation["evidence"]):
                yield f"    for {first[0]['label']}: {_example(one, int(str(relation['evidence_total'])))}"
        for piece in self.evidence:
            rows = f" ({', '.join(piece.rows)})" if piece.rows else ""
            yield f"  evidence: {piece.kind} {piece.id}{rows}" + (f' "{piece.quote}"' if piece.quote else "")

    def rows(self) -> Iterator[Json]:
        """Yield the card as flat rows: about, property, value, source, awards, amounts, of.

        Of a relation, ``awards`` and ``amounts`` are of the one thing named, ``of`` says how many things there are.
        """
        for name, value in self.facts:
            yield {"about": self.label, "property": name, "value": value, "source": self.id}
        for total in self.totals:
            name = f"as {total['relation']} of awards [{total['status']}]"
            value = " to ".join(str(day) for day in _texts(total["dates"]))
            row: Json = {"about": self.label, "property": name, "value": value, "source": self.id}
            yield row | {"awards": total["awards"], "amounts": total["amounts"]}
        for relation in self.relations:
            name = f"{relation['relation']} [{relation['status']}]"
            for end in _objects(relation["first"]):
                row = {
                    "about": self.label,
                    "property": name + _standing(end),
                    "value": end["label"],
                    "source": end["id"],
                }
                # What a rule inferred is an interval, and of the relation as a whole.
                stated = "obligation" in end and relation["status"] == "stated"
                money = {"obligation": end["obligation"]} if stated else None
                yield row | {"awards": end.get("awards"), "amounts": money, "of": relation["count"]}
            for one in _objects(relation["evidence"]):
                row = {"about": self.label, "property": f"evidence of {name}", "value": one["quote"]}
                yield row | {"source": _place(one), "of": relation["evidence_total"]}
        for piece in self.evidence:
            yield {
                "about": self.label,
                "property": f"evidence: {piece.kind}",
                "value": piece.quote,
                "source": ", ".join(piece.rows),
            }


_KINDS = {
    "obligation": "net obligations of the loaded actions",
    "obligation_total": "obligations as summaries state them",
}
_CERTAIN = ("", "recorded", "inferred")  # the row says so itself


def _objects(found: object) -> list[Json]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(found: object) -> list[object]:
    return [one for one in found if one is not None] if isinstance(found, list) else []


def _standing(end: Json) -> str:
    standing = end.get("standing", "")
    return "" if standing in _CERTAIN else f" ({standing})"


def _dollars(written: object) -> str:
    amount = f"{Decimal(str(written)):,f}"
    return f"-${amount[1:]}" if amount.startswith("-") else f"${amount}"


def _sums(total: Json) -> str:
    """Return amounts and dates in words; what a rule infers, or accounts share, is an upper bound and no total."""
    amounts = total["amounts"] if isinstance(total["amounts"], dict) else {}
    told = [
        f"at most {_dollars(amount)} of their obligations, which enters no total"
        if kind == "obligation_max"
        else f"{_KINDS.get(kind, kind)} {_dollars(amount)}"
        for kind, amount in amounts.items()
        if kind != "obligation_min"
    ]
    days = [str(day) for day in _texts(total["dates"])]
    return "; ".join([*told, *([" to ".join(dict.fromkeys(days))] if days else [])]) or "no amounts"


def _place(one: Json) -> str:
    rows = one.get("rows")
    return str(rows[0]) if isinstance(rows, list) and rows else f"{one['id']} {one['document']}".strip()


def _example(one: Json, total: int) -> str:
    """Return one piece of evidence in words, and how many more there are."""
    dates, amount = _texts(one.get("dates")), one.get("amount")
    parts = [
        str(one["id"]),
        str(one.get("stance", "")),
        str(dates[0]) if dates else "",
        f"net {_dollars(amount)}" if amount is not None else "",
        f'"{one["quote"]}"' if one["quote"] else "",
        _place(one) if one.get("rows") else str(one["document"]),
        "machine-made" if one.get("machine_made") else "",
    ]
    return "; ".join(part for part in parts if part) + (f" (+{total - 1:,} more)" if total > 1 else "")

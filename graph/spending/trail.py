"""A money trail as an answer: steps with exact sums, what the records leave out, what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from graph.evidence import Evidence, Json, amount_text

# Kinds of amounts; each is summed by itself, never with another. ``obligation`` sums loaded actions;
# ``obligation_total`` is what summaries state, over the award's life, of awards without a loaded action.
KINDS = ("announced", "ceiling", "obligation", "obligation_total", "outlay", "subaward")
COLUMNS = (
    "part",
    "step",
    "source",
    "relation",
    "target",
    "status",
    "awards",
    "kind",
    "amount",
    "least",
    "currency",
    "stated_by",
    "first_date",
    "last_date",
    "note",
    "evidence",
)


class Sum(NamedTuple):
    """An exact sum of amounts of one kind.

    Attributes:
        kind: One of KINDS.
        amount: The sum; the most it can be where ``least`` is given.
        stated_by: How many records or awards state an amount.
        least: The least it can be, where nothing tells how much of the amounts belongs here; else None.
        currency: ISO 4217.
    """

    kind: str
    amount: Decimal
    stated_by: int
    least: Decimal | None = None
    currency: str = "USD"

    def to_json(self) -> Json:
        """Return the sum as JSON values; amounts are text."""
        least = None if self.least is None else amount_text(self.least)
        return {"kind": self.kind, "amount": amount_text(self.amount), "least": least, "currency": self.currency,
                "stated_by": self.stated_by}  # fmt: skip


class Flow(NamedTuple):
    """Money on its way from one thing to the next, or the tie by which it goes.

    Attributes:
        source: IRI.
        source_label: What it is called.
        relation: Property of the ontology, or of the network's grammar.
        target: IRI; empty where the amount is all that is said.
        target_label: What it is called.
        status: ``recorded``, ``inferred``, or the status of a claim.
        awards: How many awards carry it.
        sums: By kind, apart.
        first_date: Day of the first action or claim, ISO 8601.
        last_date: Day of the last.
        evidence: Some of what says so.
        evidence_total: How many records or passages there are.
        note: What else is to be known.
    """

    source: str
    source_label: str
    relation: str
    target: str
    target_label: str
    status: str
    awards: int = 0
    sums: tuple[Sum, ...] = ()
    first_date: str | None = None
    last_date: str | None = None
    evidence: tuple[Evidence, ...] = ()
    evidence_total: int = 0
    note: str = ""

    def to_json(self) -> Json:
        """Return the flow as JSON values."""
        shape: Json = {name: getattr(self, name) for name in self._fields if name not in ("sums", "evidence")}
        return shape | {
            "sums": [one.to_json() for one in self.sums],
            "evidence": [one.to_json() for one in self.evidence],
        }


class Step(NamedTuple):
    """One step of the trail.

    Attributes:
        name: Which: ``appropriations``, ``accounts``, ``treasury accounts``, ``named``, ``awards``, ``vehicles``,
            ``recipients`` or ``subawards``.
        flows: The largest, most money first.
        total: How many there are.
        awards: Awards in all of them, each counted once.
        sums: Over all of them; kinds that must not be summed here are missing.
    """

    name: str
    flows: tuple[Flow, ...]
    total: int
    awards: int = 0
    sums: tuple[Sum, ...] = ()

    def to_json(self) -> Json:
        """Return the step as JSON values."""
        return {
            "name": self.name,
            "total": self.total,
            "awards": self.awards,
            "sums": [one.to_json() for one in self.sums],
            "flows": [one.to_json() for one in self.flows],
        }


class Missing(NamedTuple):
    """A gap in the trail: what no loaded record or claim says, so that nothing bridges it.

    Attributes:
        after: The step after which the trail breaks off or thins out.
        what: One sentence.
        awards: Awards it is about.
        sums: What hangs on it.
    """

    after: str
    what: str
    awards: int = 0
    sums: tuple[Sum, ...] = ()

    def to_json(self) -> Json:
        """Return the gap as JSON values."""
        sums = [one.to_json() for one in self.sums]
        return {"after": self.after, "what": self.what, "awards": self.awards, "sums": sums}


class Imbalance(NamedTuple):
    """Something that does not add up at one thing.

    Attributes:
        rule: ``subawards-above-prime``, ``orders-above-vehicle``, ...; see `graph.spending.conservation`.
        id: IRI of the award or vehicle; empty for what is about files.
        label: What it is called.
        message: One sentence with the amounts.
        amounts: What was compared, by name.
        rows: Some of the records, as ``file row n``.
        rows_total: How many there are.
    """

    rule: str
    id: str
    label: str
    message: str
    amounts: Mapping[str, Decimal]
    rows: tuple[str, ...] = ()
    rows_total: int = 0

    def to_json(self) -> Json:
        """Return the imbalance as JSON values."""
        amounts = {name: amount_text(amount) for name, amount in self.amounts.items()}
        return {**self._asdict(), "amounts": amounts, "rows": list(self.rows)}


class Trail(NamedTuple):
    """Where the money of one thing goes, or goes between two.

    Attributes:
        source: Where it comes from, as id, label and kind.
        target: Where it goes, or None.
        meaning: What the amounts are, and in which time.
        awards: How many awards it covers.
        steps: From statutes to subawards; those without anything are left out.
        gaps: What no loaded record says, in the order of the steps.
        imbalances: What does not add up, most money first within each rule.
        imbalances_total: How many there are.
    """

    source: Json
    target: Json | None
    meaning: str
    awards: int
    steps: tuple[Step, ...]
    gaps: tuple[Missing, ...]
    imbalances: tuple[Imbalance, ...]
    imbalances_total: int

    def to_json(self) -> Json:
        """Return the shape of docs/schema/money.json."""
        return {
            "from": self.source,
            "to": self.target,
            "meaning": self.meaning,
            "awards": self.awards,
            "steps": [one.to_json() for one in self.steps],
            "gaps": [one.to_json() for one in self.gaps],
            "imbalances": [one.to_json() for one in self.imbalances],
            "imbalances_total": self.imbalances_total,
        }

    def step(self, name: str) -> Step:
        """Return a step by its name, empty where the trail has none."""
        return next((one for one in self.steps if one.name == name), Step(name, (), 0))

    def rows(self) -> Iterator[Json]:
        """Yield `COLUMNS`, one row per flow and kind of amount, then gaps and imbalances; totals come first."""
        for step in self.steps:
            for one in step.sums:
                yield {"part": "total", "step": step.name, "awards": step.awards or "", **_sum_row(one)}
            for flow in step.flows:
                head: Json = {"part": "flow", "step": step.name, "source": flow.source_label,
                              "relation": flow.relation, "target": flow.target_label, "status": flow.status,
                              "awards": flow.awards or "", "first_date": flow.first_date, "last_date": flow.last_date,
                              "note": flow.note, "evidence": _cited(flow)}  # fmt: skip
                yield from ({**head, **_sum_row(one)} for one in flow.sums) if flow.sums else (head,)
        for gap in self.gaps:
            head = {"part": "gap", "step": gap.after, "awards": gap.awards or "", "note": gap.what}
            yield from ({**head, **_sum_row(one)} for one in gap.sums) if gap.sums else (head,)
        for found in self.imbalances:
            for name, amount in found.amounts.items():
                yield {"part": "imbalance", "step": found.rule, "source": found.label, "kind": name,
                       "amount": amount_text(amount), "currency": "USD", "note": found.message,
                       "evidence": "; ".join(found.rows)}  # fmt: skip


def _sum_row(one: Sum) -> Json:
    least = "" if one.least is None else amount_text(one.least)
    return {"kind": one.kind, "amount": amount_text(one.amount), "least": least, "currency": one.currency,
            "stated_by": one.stated_by}  # fmt: skip


def _cited(flow: Flow) -> str:
    return "; ".join(dict.fromkeys(row for one in flow.evidence for row in (one.rows or (one.id,))))

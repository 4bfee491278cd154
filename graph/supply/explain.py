"""Why an award was tied to what it is tied to: every hit, rule and step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import NothingFound
from graph.evidence import Json
from graph.infer import inheritance, relations
from graph.supply.names import resolve_kind
from graph.supply.passing import why_nothing
from graph.supply.tables import Row, SupplyTables

_CALLS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an award is tied to and why.

    Attributes:
        award: Key, PIID, agency, vehicle and recipients of the award, and why the vehicle passed nothing on.
        ties: What it is tied to: its own words first, then what it inherits, then what its subawards name.
        cancelled: Names in its texts that a rule took for something else.
    """

    award: Json
    ties: list[Json]
    cancelled: list[Json]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/explain.json."""
        return {"award": self.award, "ties": self.ties, "cancelled": self.cancelled}

    def rows(self) -> Iterator[Json]:
        """Yield one flat row per step, for tables."""
        for outcome, things in (("tied", self.ties), ("cancelled", self.cancelled)):
            for one in things:
                for step in _steps(one):
                    yield {
                        "outcome": outcome,
                        **{name: one[name] for name in ("kind", "name", "maker", "relation", "basis", "confidence")},
                        **{name: step[name] for name in ("rule", "quote", "span", "where", "description")},
                    }

    def lines(self) -> Iterator[str]:
        """Yield the explanation as sentences."""
        award = self.award
        under = f" under {award['vehicle']}" if award["vehicle"] else ""
        names = award["recipients"]
        assert isinstance(names, list)
        yield f"Award {award['award_key']} of {award['agency']}{under}, paid to {', '.join(names) or 'nobody named'}"
        for one in self.ties:
            made = f" by {one['maker']}" if one["maker"] else ""
            yield ""
            yield f"{one['name']}{made}: {one['relation']}, {one['basis']}, confidence {one['confidence']}"
            yield from _told(one)
        if self.cancelled:
            yield ""
            yield "Names that mean something else here:"
        for one in self.cancelled:
            yield f"{one['name']}: not taken, confidence {one['confidence']}"
            yield from _told(one)
        if award["nothing_passed"]:
            yield ""
            yield str(award["nothing_passed"])


def _steps(one: Json) -> list[Json]:
    steps = one["steps"]
    assert isinstance(steps, list)
    return steps


def _told(one: Json) -> Iterator[str]:
    for number, step in enumerate(_steps(one), start=1):
        yield f"  {number}. {step['sentence']}  [{step['rule']}]"
        if step["description"]:
            span = step["span"]
            text = str(step["description"])
            if isinstance(span, list):
                text = f"{text[: span[0]]}[{text[span[0] : span[1]]}]{text[span[1] :]}"
            yield f"     {text}"
        if step["where"]:
            yield f"     {step['where']}"


COLUMNS = (
    "outcome",
    "kind",
    "name",
    "maker",
    "relation",
    "basis",
    "confidence",
    "rule",
    "quote",
    "span",
    "where",
    "description",
)


def explain_award(tables: SupplyTables, written: str, files: Mapping[str, str]) -> Explanation:
    """Return why an award is tied to products, programs and statutes.

    Args:
        tables: Of the graph.
        written: PIID, award key or id of the award.
        files: Source id (16 hex digits) -> name of the loaded file.

    Raises:
        UnknownName, AmbiguousName: It does not mean one award.
        NothingFound: Its texts name nothing and it inherits nothing.
    """
    local = _award(tables, written)
    award = tables.one("select * from award where award = $award", award=local)
    shown = Explanation(
        award={
            "award_key": award["award_key"],
            "piid": award["piid"],
            "agency": tables.label(award["agency"]),
            "vehicle": award["vehicle_piid"],
            "recipients": [
                row["recipient"]
                for row in tables.rows(
                    """select distinct recipient from deed where award = $award and place <> 'subaward'
                    and recipient is not null order by 1""",
                    award=local,
                )
            ],
            "nothing_passed": why_nothing(tables, award),
        },
        ties=[*_hits(tables, local, files, cancelled=False), *_inherited(tables, local, files)],
        cancelled=_hits(tables, local, files, cancelled=True),
    )
    if not shown.ties and not shown.cancelled:
        under = f", nor does it inherit one from vehicle {award['vehicle_piid']}" if award["vehicle_piid"] else ""
        why = f"{shown.award['nothing_passed']} " if award["vehicle_piid"] else ""
        raise NothingFound(
            f"No text of award {award['award_key']} names a product, program or statute of the catalogues{under}.",
            hint=f"{why}`vendorgraph show {award['piid']}` shows its records.",
        )
    order = {"named": 0, "inherited": 1, "subaward": 2}
    shown.ties.sort(key=lambda one: (order[str(one["basis"])], str(one["name"])))
    return shown


def _award(tables: SupplyTables, written: str) -> str:
    network = tables.network
    text = written.strip()
    node = network.node_of(f"{network.base}award-{text}")
    return network.locals[resolve_kind(network, text, ("award",)) if node is None else node]


def _hits(tables: SupplyTables, award: str, files: Mapping[str, str], *, cancelled: bool) -> list[Json]:
    """Return what the award's own texts and those of its subawards name, each with all its places."""
    rows = tables.rows(
        f"""
        select h.*, p.maker, d.description, arg_min(d.source, (d.day, d.modification, d.source, d.row)) as source,
          arg_min(d.row, (d.day, d.modification, d.source, d.row)) as row,
          count(*) filter (d.place = 'action') as actions, min(d.day) as first_day, max(d.day) as last_day,
          arg_min(d.modification, (d.day, d.modification, d.source, d.row)) as modification,
          min(d.recipient) as recipient
        from hit h left join product p using (target)
        join deed d on d.award = h.award and d.text = h.text and d.subaward is not distinct from h.subaward
        where h.award = $award and (h.relation = 'not_product') = {cancelled}
        group by all
        order by h.target, h.basis, first_day, h.span_start, h.id
        """,
        award=award,
    )
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["target"], row["basis"]].append(row)
    return [
        {
            "kind": first["kind"],
            "name": tables.label(first["target"]),
            "maker": tables.label(first["maker"]),
            "relation": first["relation"],
            "basis": first["basis"],
            "confidence": float(first["confidence"]),
            "steps": [_hit_step(row, files) for row in told],
        }
        for told in found.values()
        for first in [max(told, key=lambda row: (row["confidence"], row["relation"] == "resale", row["id"]))]
    ]


def _hit_step(row: Row, files: Mapping[str, str]) -> Json:
    source = f"{files.get(row['source'], row['source'])} row {row['row']}"
    if row["basis"] == "subaward":
        where = f"subaward {row['modification']} to {row['recipient']}, {row['first_day']}; {source}"
    elif row["actions"]:
        times = f", and {row['actions'] - 1} more with these words" if row["actions"] > 1 else ""
        where = f"modification {row['modification']}, {row['first_day']}{times}; {source}"
    else:
        where = f"award summary; {source}"
    text, start, end = row["description"], row["span_start"], row["span_end"]
    return {
        "rule": row["rule"],
        "sentence": relations.sentence_of(row["rule"]),
        "quote": text[start:end],
        "span": [start, end],
        "where": where,
        "description": text,
    }


def _inherited(tables: SupplyTables, award: str, files: Mapping[str, str]) -> list[Json]:
    rows = tables.rows(
        """select i.*, p.maker, v.piid, v.description, v.source, v.row, h.span_start, h.span_end, h.rule as own_rule,
          a.vehicle_piid
        from inheritance i join award a using (award) left join product p using (target)
        left join vehicle_text v on v.vehicle = i.vehicle
        left join hit h on h.id = i.detection where i.award = $award order by i.target""",
        award=award,
    )
    return [
        {
            "kind": "product",
            "name": tables.label(row["target"]),
            "maker": tables.label(row["maker"]),
            "relation": row["relation"],
            "basis": "inherited",
            "confidence": float(row["confidence"]),
            "steps": [_step(row["rule"], inheritance.sentence_of(row["rule"]), where=f"vehicle {row['vehicle_piid']}")]
            + (_from_text(row, files) if row["detection"] else _from_calls(tables, row)),
        }
        for row in rows
    ]


def _step(rule: str, sentence: str, *, where: str = "", description: str | None = None) -> Json:
    return {
        "rule": rule,
        "sentence": sentence,
        "quote": None,
        "span": None,
        "where": where,
        "description": description,
    }


def _from_text(row: Row, files: Mapping[str, str]) -> list[Json]:
    start, end = row["span_start"], row["span_end"]
    step = _step(
        row["own_rule"],
        relations.sentence_of(row["own_rule"]),
        where=f"text of vehicle {row['piid']}; {files.get(row['source'], row['source'])} row {row['row']}",
        description=row["description"],
    )
    return [step | {"quote": row["description"][start:end], "span": [start, end]}]


def _from_calls(tables: SupplyTables, row: Row) -> list[Json]:
    """Return the count of calls that agree, and the words of some of them."""
    calls = tables.rows(
        f"""
        select distinct on (a.award_key) a.award_key, d.description, h.span_start, h.span_end, h.rule
        from award a join hit h using (award) join product p using (target)
        join deed d on d.award = h.award and d.text = h.text and d.place = 'action'
        where a.vehicle = $vehicle and p.maker = $maker and h.place = 'award'
          and h.relation in ('resale', 'service_around')
        order by a.award_key, d.day, h.span_start, d.description limit {_CALLS_SHOWN}
        """,
        vehicle=row["vehicle"],
        maker=row["maker"],
    )
    shares = (
        f"Of {row['calls']} calls under the vehicle {row['naming']} name a product; {row['agreeing']} of these name "
        f"one of {tables.label(row['maker'])}."
    )
    return [_step(row["rule"], shares)] + [
        _step(
            call["rule"],
            relations.sentence_of(call["rule"]),
            where=f"call {call['award_key']}",
            description=call["description"],
        )
        | {
            "quote": call["description"][call["span_start"] : call["span_end"]],
            "span": [call["span_start"], call["span_end"]],
        }
        for call in calls
    ]

"""Gaps in the records of chosen awards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from graph.spending.ends import End
from graph.spending.gap import Gap, KindFound
from graph.spending.missing import REPORTABLE_USD, WITHHELD
from graph.spending.records import MoneyRecords, Row
from graph.spending.steps import Question, Steps

ZERO = Decimal(0)
# Kind -> condition over ``deal``, the sentence, what to ask for.
_AWARD_GAPS = {
    "account": (
        "coalesce(len(accounts), 0) = 0",
        "No loaded record says from which account award {piid} is paid.",
        "the accounting and appropriation data of the award and of each modification, with the Treasury account symbol "
        "and the amount charged to it (Section G, FAR 15.204-2(g))",
    ),
    "subaward": (
        f"hangs >= {REPORTABLE_USD} and award_key not in (select prime_key from passed_ever)",
        "No subaward report of award {piid} is loaded: whether the prime passed anything on is unknown.",
        "the first-tier subcontract reports that the contractor filed for the award (FAR 52.204-10), or a statement "
        "that there are none",
    ),
    "recipient": (
        WITHHELD,
        "The records withhold or do not name who got award {piid}.",
        "the legal business name and unique entity identifier of the contractor, or the exemption under which they are "
        "withheld",
    ),
}


class AwardGaps:
    """Finds gaps, kind by kind.

    Args:
        records: With the awards of the entity chosen.
        end: The entity.
        top: Gaps of a kind at most; all are counted.
    """

    kinds = ("account", "subaward", "vehicle", "recipient", "identifier")

    def __init__(self, records: MoneyRecords, end: End, top: int) -> None:
        self._records = records
        self._end = end
        self._top = top
        row = records.one("select coalesce(sum(hangs), 0) as money, count(*) as awards from deal")
        self._money, self._awards = row["money"], row["awards"]

    def find(self, kind: str) -> tuple[KindFound, list[Gap]]:
        """Return how many gaps of a kind there are, and the strongest."""
        if kind == "vehicle":
            return self._vehicles()
        if kind == "identifier":
            return self._identifiers()
        where, what, ask = _AWARD_GAPS[kind]
        rows = self._records.rows(
            f"""select award, award_key, piid, agency, hangs, 1 as awards, piid as label from deal
            where {where} order by hangs desc, award limit {int(self._top)}"""
        )
        count = self._records.one(f"select count(*) as n, coalesce(sum(hangs), 0) as money from deal where {where}")
        gaps = [self._gap(kind, row, what.format(piid=row["piid"]), ask) for row in rows]
        gaps = self._cite(gaps, [(row["award"],) for row in rows])
        return KindFound(kind, count["n"], count["n"], count["money"], 0), gaps

    def _share(self, money: Decimal, awards: int) -> Decimal:
        if self._money:
            return Decimal(money / self._money)
        return Decimal(awards) / Decimal(max(self._awards, 1))

    def _gap(self, kind: str, row: Row, what: str, ask: str) -> Gap:
        agency = row["agency"]
        return Gap(
            kind,
            self._share(row["hangs"], row["awards"]),
            self._records.network.base + row["award"],
            row["label"],
            what,
            ask,
            row["piid"] or "",
            self._records.network.base + agency if agency else "",
            self._records.label(agency),
            row["piid"] or "",
            row["awards"],
            row["hangs"],
        )

    def _cite(self, gaps: list[Gap], groups: Sequence[Collection[str]]) -> list[Gap]:
        places = self._records.places(groups)
        return [gap._replace(evidence=rows) for gap, (rows, _) in zip(gaps, places, strict=True)]

    def _vehicles(self) -> tuple[KindFound, list[Gap]]:
        unseen = "vehicle is not null and vehicle not in (select vehicle from vehicle_record)"
        rows = self._records.rows(
            f"""select vehicle as award, any_value(vehicle_piid) as piid, any_value(vehicle_piid) as label,
              'subagency-' || regexp_extract(vehicle, '_([^_]+)$', 1) as agency, count(*) as awards,
              list(award) as behind, sum(hangs) as hangs
            from deal where {unseen} group by vehicle order by hangs desc, awards desc, vehicle
            limit {int(self._top)}"""
        )
        count = self._records.one(
            f"""select count(distinct vehicle) as n, count(*) as awards, coalesce(sum(hangs), 0) as money
            from deal where {unseen}"""
        )
        gaps = [
            self._gap(
                "vehicle",
                row,
                f"No record of vehicle {row['piid']} is loaded: it is known from the keys of awards alone.",
                "the agreement itself with its modifications: who holds it, its ceiling, its ordering period, and the "
                "list of orders and calls placed under it",
            )
            for row in rows
        ]
        gaps = self._cite(gaps, [row["behind"] for row in rows])
        return KindFound("vehicle", count["n"], count["awards"], count["money"], 0), gaps

    def _identifiers(self) -> tuple[KindFound, list[Gap]]:
        network = self._records.network
        paid = Steps(self._records, Question((self._end,), None, None, self._top)).paid()
        told = f"select name from (select distinct name, name as recipient from part) where {WITHHELD}"
        withheld = {row["name"] for row in self._records.rows(told)}
        bare = [
            group
            for group in paid
            if group.vendor is not None
            and network.locals[group.vendor].startswith("vendor-name-")
            and group.name not in withheld
        ]
        awards = {award for group in bare for award in group.awards}
        shown = bare[: self._top]
        known = {
            row["award"]: row
            for row in self._records.rows(
                "select award, piid, hangs from deal where list_contains($awards, award)",
                awards=sorted({award for group in shown for award in group.awards}),
            )
        }
        gaps = []
        for group in shown:
            assert group.vendor is not None
            largest = min((known[award] for award in group.awards), key=lambda row: (-row["hangs"], row["award"]))
            label = network.labels[group.vendor]
            row: Row = {
                "award": largest["award"],
                "piid": largest["piid"],
                "label": label,
                "agency": group.agency,
                "awards": len(group.awards),
                "hangs": max(group.money, ZERO),
            }
            what = f"{label} is known by this name alone: no loaded record states an identifier of it."
            ask = "the unique entity identifier and legal business name of the recipient (FAR 4.605(b))"
            gaps.append(self._gap("identifier", row, what, ask)._replace(id=network.iri(group.vendor)))
        gaps = self._cite(gaps, [group.awards for group in shown])
        money = sum((max(group.money, ZERO) for group in bare), ZERO)
        return KindFound("identifier", len(bare), len(awards), money, 0), gaps

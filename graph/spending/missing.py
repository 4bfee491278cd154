"""What a trail cannot show: gaps are named, never bridged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.evidence import counted
from graph.identity.vendors import PLACEHOLDER
from graph.names import normalise_sql
from graph.spending.ends import End
from graph.spending.records import MoneyRecords
from graph.spending.trail import Flow, Missing, Sum

# FAR 4.1401 asked for reports on first-tier subcontracts under contracts from this amount on (FAR 2.101 of 2015-2025).
REPORTABLE_USD = Decimal(30_000)
# Condition over ``deal``: the record names nobody, or stands for many companies that it withholds.
WITHHELD = f"(recipient is null or regexp_matches({normalise_sql('recipient')}, '{PLACEHOLDER}'))"

_UNSAID = {
    "announcedAmount": "how much {} is",
    "appropriatedTo": "to whom {} goes",
    "authorizes": "by which statute {} was made",
}


def upstream_gaps(ends: tuple[End, ...], flows: list[Flow], awards: int) -> Iterator[Missing]:
    """Yield what is not said between a statute and an account, and between accounts and what they pay for."""
    authorizes = [flow for flow in flows if flow.relation == "authorizes"]
    given = [flow for flow in flows if flow.relation != "authorizes"]
    for end in ends:
        if end.kind == "statute" and not authorizes:
            yield Missing("appropriations", f"No loaded record or claim says what money {end.label} makes available.")
    appropriations = {flow.target: flow.target_label for flow in authorizes}
    appropriations |= {flow.source: flow.source_label for flow in given}
    told = {(flow.source, flow.relation) for flow in given} | {(flow.target, flow.relation) for flow in authorizes}
    for iri, label in appropriations.items():
        for relation, what in _UNSAID.items():
            if (iri, relation) not in told:
                yield Missing("appropriations", f"Nothing loaded says {what.format(label)}.")
    if appropriations:
        names = " and ".join(sorted(appropriations.values()))
        sums = tuple(one for flow in flows for one in flow.sums)
        yield Missing(
            "appropriations",
            f"No loaded record says to which account {names} went, nor which award it paid: the trail breaks off "
            "here, and what follows is not tied to it. What would close it: a Treasury warrant or an OMB apportionment "
            "(SF 132) that cites the law and names the Treasury account, and award-level account data (File C of "
            "USAspending.gov) in which awards name that account.",
            # Of several amounts nothing says whether one is part of another.
            sums=sums if len(appropriations) == 1 else (),
        )
    amounts = {flow.source for flow in flows if flow.relation == "announcedAmount"}
    if len(amounts) > 1:
        yield Missing(
            "appropriations",
            f"Nothing says whether the {len(amounts)} announced amounts are parts of each other: they are not added.",
        )
    if awards and not appropriations and all(end.kind != "statute" for end in ends):
        yield Missing("appropriations", "No loaded record or claim says by which appropriation any of this was made.")


class RecordGaps:
    """Gaps in what records tell of the chosen awards."""

    def __init__(self, records: MoneyRecords) -> None:
        self._records = records

    def _found(self, after: str, what: str, where: str) -> Iterator[Missing]:
        """Yield a gap where awards fit a condition; ``what`` has gaps ``{n}`` and ``{all}``."""
        row = self._records.one(
            f"""select count(*) filter ({where}) as n, count(*) as total,
              sum(net) filter ({where}) as net, count(net) filter ({where}) as nets,
              sum(known_total) filter ({where}) as known, count(known_total) filter ({where}) as knowns
            from deal where role = 'paid'"""
        )
        if row["n"]:
            said = what.format(n=f"{row['n']:,}", all=counted(row["total"], "award"))
            sums = [Sum("obligation", row["net"], row["nets"])] if row["nets"] else []
            sums += [Sum("obligation_total", row["known"], row["knowns"])] if row["knowns"] else []
            yield Missing(after, said, row["n"], tuple(sums))

    def __iter__(self) -> Iterator[Missing]:
        """Yield the gaps in the order of the steps."""
        yield from self._found(
            "accounts",
            "No account is named in the records of {n} of {all}: from which appropriation they were paid is unknown.",
            "coalesce(len(accounts), 0) = 0",
        )
        yield from self._found(
            "vehicles",
            "No record is loaded of the vehicles of {n} of {all}: who else holds them, their ceilings and dates "
            "are unknown.",
            "vehicle is not null and vehicle not in (select vehicle from vehicle_record)",
        )
        yield from self._found(
            "awards",
            "No outlay is stated of {n} of {all}: what was paid out is unknown.",
            "outlay is null",
        )
        yield from self._found(
            "awards",
            "More was taken back than obligated by these actions of {n} of {all}: earlier ones are not loaded, "
            "or lie before the time asked for.",
            "net < 0",
        )
        yield from self._undated()
        yield from self._found(
            "recipients",
            "The recipients of {n} of {all} are withheld or not named.",
            WITHHELD,
        )
        yield from self._found(
            "subawards",
            f"No subaward report is loaded of {{n}} of the awards of ${REPORTABLE_USD:,} or more: whether anything was "
            "passed on is unknown.",
            f"hangs >= {REPORTABLE_USD} and award_key not in (select prime_key from passed_ever)",
        )

    def _undated(self) -> Iterator[Missing]:
        if self._records.one("select timed from asked")["timed"]:
            yield from self._found(
                "awards",
                "Of {n} of {all} only summaries or subaward reports are loaded, whose amounts belong to no day: "
                "they are in no sum of the time asked for.",
                "net is null",
            )

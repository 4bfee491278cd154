"""The steps of a trail that award records tell: accounts, vehicles, awards, recipients, subawards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from graph.evidence import Evidence, counted
from graph.network import grammar
from graph.network.reading import Network
from graph.network.testimony import Testimony
from graph.spending.ends import End, symbols_of
from graph.spending.groups import Group, totals
from graph.spending.names import Recipients
from graph.spending.records import ROWS_SHOWN, MoneyRecords, Row
from graph.spending.trail import Flow, Step, Sum

ZERO = Decimal(0)
_AMOUNTS = (("obligation", "net"), ("obligation_total", "known_total"), ("outlay", "outlay"), ("ceiling", "ceiling"))
# Sums and counts of each kind over the rows of ``deal`` that a query groups.
SUMS = ", ".join(f"sum(deal.{column}) as {kind}, count(deal.{column}) as {kind}_count" for kind, column in _AMOUNTS)


class Question(NamedTuple):
    """What the steps are narrowed to.

    Attributes:
        ends: One or two, the money's origin first.
        prime: The vendor whose own payments count, or None.
        sub: The vendor whose subawards alone count where an award was not paid to it, or None.
        top: Flows per step at most.
    """

    ends: tuple[End, ...]
    prime: int | None
    sub: int | None
    top: int


def sums_of(
    row: Row, kinds: Iterable[str] = ("obligation", "obligation_total", "outlay", "ceiling")
) -> tuple[Sum, ...]:
    """Return the sums of a grouped row; kinds that no award states are left out."""
    return tuple(Sum(kind, row[kind], row[f"{kind}_count"]) for kind in kinds if row[f"{kind}_count"])


class Steps:
    """Builds steps over the awards that records hold."""

    def __init__(self, records: MoneyRecords, question: Question) -> None:
        self._records = records
        self._network = records.network
        self._question = question
        self._names = Recipients(records.network)
        self._testimony = Testimony(records.network)

    def _iri(self, local: str | None) -> str:
        return self._network.base + local if local else ""

    def _cite(self, flows: Sequence[Flow], groups: Sequence[Collection[str]]) -> list[Flow]:
        """Return flows with some of the records of the awards behind each; what has evidence already keeps it."""
        places = self._records.places(
            [() if flow.evidence else group for flow, group in zip(flows, groups, strict=True)]
        )
        return [
            flow._replace(evidence=_evidence(rows, total), evidence_total=total) if rows else flow
            for flow, (rows, total) in zip(flows, places, strict=True)
        ]

    # --- accounts -------------------------------------------------------------------------------------------
    def accounts(self) -> Step:
        """Return accounts with the agency that manages them, then their Treasury accounts with what they pay for.

        What an account can have paid lies between nothing and all that was obligated on the awards whose records
        name it: a record names the accounts of an award, not what each paid.
        """
        found = self._records.rows(
            """select tas, count(*) as awards, list(award) as behind, min(first_day) as first_day,
              max(last_day) as last_day,
              sum(greatest(coalesce(if((from asked select timed), net, total_obligation), 0), 0)) as most
            from (select *, unnest(accounts) as tas from deal) group by tas order by most desc, awards desc, tas"""
        )
        wanted = self._asked_symbols()
        told = [self._symbol(row) for row in found]
        behind = {flow.target_label: row["behind"] for flow, row in zip(told, found, strict=True)}
        if wanted is not None:
            told = [flow for flow in told if self._network.node_of(flow.target) in wanted]
            named = {flow.target for flow in told}
            bare = [self._bare_symbol(node) for node in sorted(wanted) if self._network.iri(node) not in named]
            # Without an award, the accounts of an account asked for are all that is known of it.
            told += bare if not told else []
        managed = [flow for account in dict.fromkeys(flow.source for flow in told) for flow in self._managed(account)]
        awards = self._records.one("select count(*) as n from deal where len(accounts) > 0")["n"]
        shown = told[: self._question.top]
        cited = self._cite(shown, [behind.get(flow.target_label, ()) for flow in shown])
        return Step("accounts", (*managed, *cited), len(managed) + len(told), awards)

    def _asked_symbols(self) -> set[int] | None:
        asked = [set(symbols_of(self._network, end)) for end in self._question.ends if end.kind in ("account", "tas")]
        return set.intersection(*asked) if asked else None

    def _symbol(self, row: Row) -> Flow:
        local = "tas-" + row["tas"].replace("/", "_")
        node = self._network.node_of(self._network.base + local)
        sums = (Sum("obligation", row["most"], row["awards"], least=ZERO),)
        return self._of_account(node, row["tas"])._replace(
            awards=row["awards"],
            sums=sums,
            first_date=iso(row["first_day"]),
            last_date=iso(row["last_day"]),
        )

    def _bare_symbol(self, node: int) -> Flow:
        return self._of_account(node, self._network.labels[node])

    def _of_account(self, node: int | None, symbol: str) -> Flow:
        network = self._network
        above = [] if node is None else [far for side, far, _ in network.near(node) if side == grammar.OF_ACCOUNT]
        source = (network.iri(above[0]), account_label(network, above[0])) if above else ("", "")
        target = "" if node is None else network.iri(node)
        return Flow(*source, "ofAccount", target, symbol, "recorded")

    def _managed(self, account: str) -> list[Flow]:
        network = self._network
        node = network.node_of(account) if account else None
        if node is None:
            return []
        source = self._testimony.curated_source(node)
        evidence = (Evidence("reference", network.locals[node], document=source),) if source else ()
        return [
            Flow(account, account_label(network, node), "managedBy", network.iri(far), network.labels[far], "recorded",
                 evidence=evidence, evidence_total=len(evidence))
            for side, far, _ in network.near(node)
            if side == grammar.MANAGED_BY
        ]  # fmt: skip

    # --- what only words tell -------------------------------------------------------------------------------
    def named(self, end: End) -> Step:
        """Return the tie of a statute, program or product to the awards: their words, which say nothing of money."""
        found = self._records.one(
            "select count(*) as n, sum(hangs) as most, min(first_day) as first, max(last_day) as last,"
            " list(award order by hangs desc, award)[:3] as first_awards from deal"
        )
        evidence = [
            one._replace(id=one.award)
            for local in found["first_awards"] or ()
            if (node := self._network.node_of(self._network.base + local)) is not None
            for one in self._testimony.detections(node, end.node)[:1]
        ]
        flow = Flow(
            self._iri(end.local),
            end.label,
            "names",
            "",
            f"{counted(found['n'], 'award')} whose text names it",
            "inferred",
            found["n"],
            (Sum("obligation", found["most"] or ZERO, found["n"], least=ZERO),),
            iso(found["first"]),
            iso(found["last"]),
            tuple(evidence),
            found["n"],
        )
        return Step("named", (flow,), 1, found["n"]) if found["n"] else Step("named", (), 0)

    # --- vehicles and awards --------------------------------------------------------------------------------
    def vehicles(self) -> Step:
        """Return the vehicles under which the awards were called, with the ceiling their own record states.

        Ceilings of vehicles are not summed: one is shared by all who order, and a lower vehicle's lies in it.
        """
        rows = self._records.rows(
            f"""select deal.agency, vehicle, any_value(deal.vehicle_piid) as piid, count(*) as awards,
              list(award) as behind, {SUMS},
              min(deal.first_day) as first_day, max(deal.last_day) as last_day, sum(deal.hangs) as hangs,
              any_value(v.ceiling) as own_ceiling, any_value(v.source) as source, any_value(v.row) as row
            from deal left join vehicle_record v using (vehicle)
            where deal.role = 'paid' and vehicle is not null group by deal.agency, vehicle
            order by hangs desc, awards desc, vehicle, deal.agency"""
        )
        top = rows[: self._question.top]
        shown = self._cite([self._vehicle(row) for row in top], [row["behind"] for row in top])
        total = self._records.one(f"select count(*) as n, {SUMS} from deal where role = 'paid' and vehicle is not null")
        return Step("vehicles", tuple(shown), len(rows), total["n"], sums_of(total, ("obligation", "obligation_total")))

    def _vehicle(self, row: Row) -> Flow:
        sums = sums_of(row, ("obligation", "obligation_total", "outlay"))
        if row["own_ceiling"] is not None:
            sums = (Sum("ceiling", row["own_ceiling"], 1), *sums)
        flow = self._flow(row, "awardedUnder", (row["vehicle"], row["piid"]), sums)
        if row["source"] is None:
            return flow._replace(note="named by award keys; no record of the vehicle itself is loaded")
        place = self._records.cited([{"source": row["source"], "row": row["row"]}])
        return flow._replace(evidence=_evidence(place, 1), evidence_total=1)

    def awards(self) -> Step:
        """Return the awards, most obligations first, with each kind of amount that is stated of them."""
        single = ", ".join(f"{column} as {kind}, ({column} is not null)::int as {kind}_count"
                           for kind, column in _AMOUNTS)  # fmt: skip
        rows = self._records.rows(
            f"""select *, 1 as awards from (select award, piid, agency, funding_subtier, recipient, hangs, first_day,
              last_day, {single} from deal where role = 'paid')
            order by hangs desc, obligation desc nulls last, award limit {int(self._question.top)}"""
        )
        total = self._records.one(f"select count(*) as n, {SUMS} from deal where role = 'paid'")
        shown = self._cite([self._award(row) for row in rows], [(row["award"],) for row in rows])
        return Step("awards", tuple(shown), total["n"], total["n"], sums_of(total))

    def _award(self, row: Row) -> Flow:
        funding = row["funding_subtier"]
        other = funding is not None and f"subagency-{funding}" != row["agency"]
        note = f"to {row['recipient']}" if row["recipient"] else "to a recipient the records do not name"
        note += f"; funded by {self._records.label(f'subagency-{funding}')}" if other else ""
        return self._flow(row, "awarded", (row["award"], row["piid"]), sums_of(row))._replace(note=note)

    def _flow(self, row: Row, relation: str, target: tuple[str, str], sums: tuple[Sum, ...]) -> Flow:
        return Flow(
            self._iri(row["agency"]),
            self._records.label(row["agency"]),
            relation,
            self._iri(target[0]),
            target[1] or self._records.label(target[0]),
            "recorded",
            row["awards"],
            sums,
            iso(row["first_day"]),
            iso(row["last_day"]),
        )

    # --- vendors --------------------------------------------------------------------------------------------
    def recipients(self) -> Step:
        """Return who was paid, by agency; of an award that several held in turn, each by the actions in its name."""
        ordered = self.paid()
        top = ordered[: self._question.top]
        flows = tuple(self._cite([self._paid(group) for group in top], [group.awards for group in top]))
        awards = {award for group in ordered for award in group.awards}
        return Step("recipients", flows, len(ordered), len(awards), totals(ordered, ("obligation", "obligation_total")))

    def paid(self) -> list[Group]:
        """Return what each agency paid to each vendor, most money first."""
        rows = self._records.rows(
            """select d.agency, p.name, p.award, p.net, p.first_day, p.last_day, d.known_total
            from part p join deal d using (award) where d.role = 'paid' order by p.award, p.name"""
        )
        groups: dict[tuple[str, int | str], Group] = {}
        for row in rows:
            # Where one vendor is asked for, others who held an award were left out with their actions.
            vendor = self._question.prime
            if vendor is None and row["name"]:
                vendor = self._names.vendor(row["name"], award=row["award"])
            key = (row["agency"] or "", row["name"] if vendor is None else vendor)
            groups.setdefault(key, Group(row["agency"], vendor, row["name"])).add(row)
        return sorted(groups.values(), key=lambda group: group.order)

    def _paid(self, group: Group) -> Flow:
        return self._to_vendor(group, "recipient", self._iri(group.agency), self._records.label(group.agency))

    def subawards(self) -> Step:
        """Return what primes reported to have passed on, by prime and subcontractor; each subaward counted once."""
        rows = self._records.rows("select * from passed order by source, row")
        groups: dict[tuple[int | str, int | str], Group] = {}
        for row in rows:
            vendor = self._names.vendor(row["sub_name"] or "", uei=row["sub_uei"], award=row["award"])
            if self._question.sub is not None and vendor != self._question.sub and row["role"] == "sub":
                continue
            prime = self._names.vendor(row["prime_name"] or "", uei=row["prime_uei"], award=row["award"])
            named = row["prime_name"] or "" if prime is None else self._network.labels[prime]
            key = (named if prime is None else prime, row["sub_name"] or "" if vendor is None else vendor)
            groups.setdefault(key, Group(named, vendor, row["sub_name"] or "", prime)).add_subaward(row)
        ordered = sorted(groups.values(), key=lambda group: group.order)
        flows = tuple(self._passed(group) for group in ordered[: self._question.top])
        awards = {award for group in ordered for award in group.awards}
        return Step("subawards", flows, len(ordered), len(awards), totals(ordered, ("subaward",)))

    def _passed(self, group: Group) -> Flow:
        prime = "" if group.prime is None else self._network.iri(group.prime)
        flow = self._to_vendor(group, "subaward", prime, group.agency or "")
        again = f"; reported {group.reports} times" if group.reports > group.records else ""
        return flow._replace(
            evidence=_evidence(self._records.cited(group.rows[:ROWS_SHOWN]), len(group.rows)),
            evidence_total=len(group.rows),
            note=f"{group.records} subaward{'' if group.records == 1 else 's'}{again}",
        )

    def _to_vendor(self, group: Group, relation: str, source: str, label: str) -> Flow:
        node = group.vendor
        return Flow(
            source,
            label,
            relation,
            "" if node is None else self._network.iri(node),
            (group.name or "no name in the record") if node is None else self._network.labels[node],
            "recorded",
            len(group.awards),
            group.sums,
            iso(group.first),
            iso(group.last),
        )


def _evidence(rows: tuple[str, ...], total: int) -> tuple[Evidence, ...]:
    """Return places in files as one piece of evidence."""
    return (Evidence("award", "", document=rows[0].rpartition(" row ")[0], rows=rows, rows_total=total),)


def account_label(network: Network, node: int) -> str:
    """Return the name of an account with its code."""
    return f"{network.labels[node]} ({network.locals[node].removeprefix('account-')})"


def iso(day: object) -> str | None:
    """Return a day as ISO 8601, None for None."""
    return None if day is None else str(day)

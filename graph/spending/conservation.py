"""Conservation of money: what cannot be, or needs an explanation, at an award, a vehicle or in the files.

Rules, each over the awards asked for, whatever the time asked for:

- ``subawards-above-prime``: subawards, each counted once, come to more than every amount known of the prime award.
- ``orders-above-vehicle``: obligations of all loaded orders and calls come to more than the vehicle's own ceiling.
- ``vehicle-ceiling-zero``: money was obligated under a vehicle whose record states a ceiling of nothing.
- ``obligation-above-ceiling``: an award's obligations come to more than its ceiling.
- ``outlay-above-obligation``: more was paid out than its summary says was obligated.
- ``actions-above-total``: the loaded actions come to more than the summary's total, which is no older than they are.
- ``duplicate-rows``, ``row-in-two-files``, ``subaward-reported-again``: stated more than once, counted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.evidence import counted
from graph.network import grammar
from graph.sentences import money_text
from graph.spending.ends import awards_on
from graph.spending.records import ROWS_SHOWN, MoneyRecords, Row
from graph.spending.trail import Imbalance

ZERO = Decimal(0)


def find_imbalances(records: MoneyRecords) -> list[Imbalance]:
    """Return what does not add up, rule by rule, the largest difference first."""
    checks = (
        _subawards(records),
        _vehicles(records),
        _awards(records),
        _duplicates(records),
    )
    return [one for check in checks for one in check]


def _subawards(records: MoneyRecords) -> Iterator[Imbalance]:
    rows = records.rows(
        f"""with told as (
          select prime_key as award_key, sum(amount) as passed, count(*) as n, max(amount) as largest,
            list({{'source': source, 'row': row}} order by amount desc, source, row)[:{ROWS_SHOWN}] as rows
          from passed_ever group by prime_key)
        select d.award, d.piid, t.*, d.total_obligation, d.net_ever, d.ceiling
        from told t join deal d using (award_key)
        where t.passed > greatest(coalesce(d.total_obligation, d.net_ever), coalesce(d.net_ever, d.total_obligation))
        order by t.passed - greatest(coalesce(d.total_obligation, d.net_ever),
                                     coalesce(d.net_ever, d.total_obligation)) desc, d.award"""
    )
    for row in rows:
        prime = max(one for one in (row["total_obligation"], row["net_ever"]) if one is not None)
        one = f" One of them alone is {money_text(row['largest'])}." if row["largest"] > prime and row["n"] > 1 else ""
        ceiling = f" Its ceiling is {money_text(row['ceiling'])}." if row["ceiling"] is not None else ""
        yield _imbalance(
            records,
            "subawards-above-prime",
            row,
            f"{row['n']} subaward{'' if row['n'] == 1 else 's'} of {row['piid']} come to {money_text(row['passed'])}, "
            f"the award itself to {money_text(prime)}.{one}{ceiling}",
            {"subaward": row["passed"], "obligation": prime},
        )


def _vehicles(records: MoneyRecords) -> Iterator[Imbalance]:
    network = records.network
    rows = records.rows(
        """select vehicle as award, piid, ceiling, [{'source': source, 'row': row}] as rows, 1 as n
        from vehicle_record where ceiling is not null and vehicle in (select vehicle from deal where role = 'paid')"""
    )
    found: list[tuple[Decimal, Imbalance]] = []
    for row in rows:
        node = network.node_of(network.base + row["award"])
        numbers = [] if node is None else list(awards_on(network, node, (grammar.UNDER_VEHICLE,)))
        known = [amount for one in numbers if (amount := network.obligation(one)) is not None]
        ordered = sum(known, ZERO)
        if ordered <= row["ceiling"]:
            continue
        rule = "orders-above-vehicle" if row["ceiling"] else "vehicle-ceiling-zero"
        message = (
            f"{counted(len(known), 'loaded order')} under {row['piid']} come{'s' if len(known) == 1 else ''} to "
            f"{money_text(ordered)}; the vehicle's own record "
            f"states a ceiling of {money_text(row['ceiling'])}."
        )
        amounts = {"obligation": ordered, "ceiling": row["ceiling"]}
        found.append((ordered - row["ceiling"], _imbalance(records, rule, row, message, amounts)))
    yield from (one for _, one in sorted(found, key=lambda item: (item[1].rule, -item[0], item[1].id)))


_OF_AWARDS = (
    (
        "obligation-above-ceiling",
        "{piid} was obligated {more}, above its ceiling of {less}.",
        "greatest(coalesce(total_obligation, net_ever), coalesce(net_ever, total_obligation))",
        "ceiling",
        ("obligation", "ceiling"),
        "true",
    ),
    (
        "outlay-above-obligation",
        "{more} was paid out on {piid}, more than the {less} that its summary says was obligated.",
        "outlay",
        "total_obligation",
        ("outlay", "obligation_total"),
        "true",
    ),
    (
        "actions-above-total",
        "The loaded actions of {piid} come to {more}, the total of its summary to {less}: actions that are not loaded "
        "took money back, or the records disagree.",
        "net_ever",
        "total_obligation",
        ("obligation", "obligation_total"),
        "latest_date is not null and latest_date >= (select max(action_date) from action a"
        " where a.award_key = deal.award_key)",
    ),
)


def _awards(records: MoneyRecords) -> Iterator[Imbalance]:
    for rule, said, more, less, names, also in _OF_AWARDS:
        rows = records.rows(
            f"""select award, piid, {more} as more, {less} as less,
              (select list({{'source': source, 'row': row}} order by source, row)[:{ROWS_SHOWN}] from record r
               where r.award = deal.award) as rows, (select count(*) from record r where r.award = deal.award) as n
            from deal where role = 'paid' and {more} > {less} and {also} order by {more} - {less} desc, award"""
        )
        for row in rows:
            message = said.format(piid=row["piid"], more=money_text(row["more"]), less=money_text(row["less"]))
            yield _imbalance(records, rule, row, message, dict(zip(names, (row["more"], row["less"]), strict=True)))


def _imbalance(records: MoneyRecords, rule: str, row: Row, message: str, amounts: dict[str, Decimal]) -> Imbalance:
    iri = records.network.base + row["award"]
    return Imbalance(rule, iri, row["piid"], message, amounts, records.cited(row["rows"]), row["n"])


def _duplicates(records: MoneyRecords) -> Iterator[Imbalance]:
    for one in records.repeated():
        if one.rows:
            yield Imbalance(
                "duplicate-rows",
                "",
                one.file,
                f"{one.rows:,} row{' repeats another' if one.rows == 1 else 's repeat others'} of {one.file} to the "
                f"letter and {'is' if one.rows == 1 else 'are'} counted once: {money_text(one.amount)} less.",
                {one.kind: one.amount},
                one.cited,
                one.rows,
            )
    twice = records.one(
        """select (select count(*) from raw_actions10) - (select count(*) from action) as n,
          coalesce((select sum(obligation) from raw_actions10), 0) - coalesce((select sum(obligation) from action), 0)
            as amount"""
    )
    if twice["n"]:
        yield Imbalance(
            "row-in-two-files",
            "",
            "loaded files",
            f"{twice['n']:,} action{'' if twice['n'] == 1 else 's'} stand{'s' if twice['n'] == 1 else ''} in two "
            f"files and {'is' if twice['n'] == 1 else 'are'} counted once: {money_text(twice['amount'])} less.",
            {"obligation": twice["amount"]},
            rows_total=twice["n"],
        )
    again = records.one(
        f"""select count(*) as n, coalesce(sum(amount * (reports - 1)), 0) as amount, coalesce(sum(reports), 0) as all,
          list({{'source': source, 'row': row}} order by source, row)[:{ROWS_SHOWN}] as rows
        from passed_ever join deal on award_key = prime_key where reports > 1"""
    )
    if again["n"]:
        alone = again["n"] == 1
        yield Imbalance(
            "subaward-reported-again",
            "",
            "subaward reports",
            f"{again['n']:,} subaward{' was' if alone else 's were'} reported {again['all']:,} times, with equal "
            f"number, day, amount and company, and count{'s' if alone else ''} once: {money_text(again['amount'])} "
            "less.",
            {"subaward": again["amount"]},
            records.cited(again["rows"]),
            again["n"],
        )

"""Tables of awards, and of the other ends of awards."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from graph.network import grammar
from graph.network.reading import NO_DATE
from graph.site.awards import Sums, days_text, money
from graph.site.html import Html, award_link, joined, section, tag
from graph.site.maker import Made
from graph.site.table import Cell, Column, table

MOST_AWARDS = 100  # rows of a page's table; the file beside it has all of them
MOST_ENDS = 100
_ROWS_CITED = 3
_LONGEST_TEXT = 240
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MONEY = (
    ("net", "Net obligations of loaded actions"),
    ("summary", "Total obligations, where only a summary is loaded"),
    ("outlay", "Outlays"),
    ("ceiling", "Ceilings"),
)
_CSV = ("award", "piid", "agency", "recipient", "vehicle", "net_obligation_usd", "summary_obligation_usd",
        "outlay_usd", "ceiling_usd", "first_date", "last_date", "description", "rows")  # fmt: skip


def amount_cell(amount: int | None) -> Cell:
    """Return an amount in the network's units as a cell sorted by its size."""
    return Cell("") if amount is None else Cell(money(amount), str(amount))


def ends_table(made: Made, caption: str, ends: Sequence[tuple[int, Sums]], first: str) -> Html:
    """Return a table of the other ends of awards with what these come to."""
    columns = [Column(first), Column("Awards", True), *(Column(name, True) for _, name in MONEY[:2]), Column("Dates")]
    rows: list[list[Cell | str]] = [
        [
            Cell(made.places.link(node), made.network.labels[node]),
            Cell(f"{sums.awards:,}", str(sums.awards)),
            *(amount_cell(sums.total.get(kind)) for kind, _ in MONEY[:2]),
            sums.days,
        ]
        for node, sums in ends[:MOST_ENDS]
    ]
    return joined(
        [
            table(caption, columns, rows),
            showing(len(rows), len(ends), "The file of all awards, below, names the others."),
        ]
    )


def showing(shown: int, total: int, more: str | None = None) -> Html | None:
    """Return that a list was cut, and where the rest is; nothing where it was not."""
    if shown >= total:
        return None
    return tag("p", f"Showing {shown:,} of {total:,}. ", more, class_="muted")


def awards_section(made: Made, awards: Sequence[int], vendor: int | None, file: str) -> Html:
    """Return the table of a thing's awards, the most money first; a cut one names the file that has all."""
    ordered = made.awards.ordered(awards, vendor)[:MOST_AWARDS]
    columns = [Column("Award"), Column("Agency"), Column("Company"), Column("Contract vehicle"),
               Column("Named or inherited (inferred)"), *(Column(_short(kind), True) for kind, _ in MONEY),
               Column("First day"), Column("Last day"), Column("Where it stands")]  # fmt: skip
    shown = table("Awards", columns, (_row(made, award, vendor) for award in ordered))
    more = None
    if len(ordered) < len(awards):
        more = tag("a", "All of them, as a table for a spreadsheet (CSV)", href=file.rpartition("/")[2])
    total = f"Awards ({len(awards):,})"
    return section(total, showing(len(ordered), len(awards), more), shown, id="awards")


def _short(kind: str) -> str:
    return {"net": "Net obligation", "summary": "Obligation, by summary", "outlay": "Outlay", "ceiling": "Ceiling"}[
        kind
    ]


def _row(made: Made, award: int, vendor: int | None) -> list[Cell | str]:
    network, sides = made.network, made.awards.sides(award)
    said = made.testimony.award(award)
    amounts = made.awards.amounts(award, vendor)
    first, last = made.awards.days(award, vendor)
    text = " ".join(said.quote.split())
    text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
    number = network.labels[network.entities + award]
    title = joined([award_link(said.id, number), tag("span", text, class_="text", dir="auto") if text else None])
    products = [*sides.get(grammar.NAMES, ()), *sides.get(grammar.INHERITS, ())]
    return [
        Cell(title, number),
        _links(made, sides.get(grammar.AWARDED_BY, ())),
        _links(made, sides.get(grammar.PAID_TO, ())),
        _links(made, sides.get(grammar.UNDER_VEHICLE, ())),
        _links(made, dict.fromkeys(products)),
        *(amount_cell(amounts.get(kind)) for kind, _ in MONEY),
        days_text(first, None) if first != NO_DATE else "",
        days_text(None, last) if last != NO_DATE else "",
        cited(said.rows, said.rows_total),
    ]


def _links(made: Made, nodes: Iterable[int]) -> Cell:
    links = list(nodes)
    shown = joined(tag("span", made.places.link(node), class_="one") for node in links)
    return Cell(shown, made.network.labels[links[0]] if links else None)


def cited(rows: Sequence[str], total: int) -> Html:
    """Return the file and rows that state an award, a few of them and how many more there are."""
    places: dict[str, list[str]] = {}
    for row in rows[:_ROWS_CITED]:
        file, _, number = row.rpartition(" row ")
        places.setdefault(file, []).append(number)
    told = "; ".join(f"{file} row {', '.join(numbers)}" for file, numbers in places.items())
    left = total - len(rows[:_ROWS_CITED])
    return tag("span", told + (f" and {left:,} more" if left > 0 else ""), class_="source")


def awards_csv(made: Made, awards: Sequence[int], vendor: int | None) -> str:
    """Return all awards of a thing as CSV (RFC 4180); no cell of text is read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_CSV)
    network = made.network
    for award in made.awards.ordered(awards, vendor):
        sides, said = made.awards.sides(award), made.testimony.award(award)
        amounts = made.awards.amounts(award, vendor)
        first, last = made.awards.days(award, vendor)
        ends = ["; ".join(network.labels[node] for node in sides.get(role, ()))
                for role in (grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE)]  # fmt: skip
        texts = [said.id, network.labels[network.entities + award], *ends]
        money_cells = [_plain(amounts.get(kind)) for kind, _ in MONEY]
        days = [days_text(first, None) if first != NO_DATE else "", days_text(None, last) if last != NO_DATE else ""]
        rows = "; ".join(said.rows) + (f"; {said.rows_total} in all" if said.rows_total > len(said.rows) else "")
        writer.writerow([*map(_harmless, texts), *money_cells, *days, _harmless(said.quote), _harmless(rows)])
    return out.getvalue()


def _plain(amount: int | None) -> str:
    return "" if amount is None else money(amount).replace("$", "").replace(",", "")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

"""Tables: read without a script, sorted with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.site.html import Child, Html, escaped, joined, tag


class Cell(NamedTuple):
    """What one cell shows, and what it is sorted by where that is not its text."""

    shown: Child
    order: str | None = None


class Column(NamedTuple):
    """A column's heading, and whether it holds numbers."""

    name: str
    number: bool = False


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell | str | None]]) -> Html:
    """Return a table in a frame that scrolls by itself; a column without any content is left out.

    Args:
        caption: What it is a table of.
        columns: Its columns, the first names the row.
        rows: As many cells each.
    """
    filled = [[_cell(cell) for cell in row] for row in rows]
    used = [at for at in range(len(columns)) if at == 0 or any(row[at].shown for row in filled)]
    head = joined(
        tag("th", columns[at].name, scope="col", class_="number" if columns[at].number else None) for at in used
    )
    body = joined(tag("tr", joined(_filled(row[at], columns[at], first=at == 0) for at in used)) for row in filled)
    made = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", head)),
        tag("tbody", body),
        class_="sortable" if len(filled) > 1 else None,
    )
    return tag("div", made, class_="frame", tabindex="0", role="group", aria_label=caption)


def _cell(cell: Cell | str | None) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _filled(cell: Cell, column: Column, *, first: bool) -> Html:
    name = "th" if first else "td"
    # By hand: tables are most of a site, and this is three times as fast as a call with keywords.
    scope = ' scope="row"' if first else ""
    number = ' class="number"' if column.number else ""
    order = f' data-order="{escaped(cell.order)}"' if cell.order is not None else ""
    label = f' data-name="{escaped(column.name)}"'
    return Html(f"<{name}{scope}{number}{label}{order}>{escaped(cell.shown or '')}</{name}>")


def facts(pairs: Iterable[tuple[str, Child]]) -> Html:
    """Return names and values one under the other; what has no value is left out."""
    shown = [(name, value) for name, value in pairs if value]
    if not shown:
        return Html("")
    return tag("dl", joined(tag("div", tag("dt", name), tag("dd", value)) for name, value in shown), class_="facts")

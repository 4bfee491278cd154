"""The award actions that name or inherit a product, one by one, with the words that show it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from graph.evidence import Json
from graph.supply.question import DIRECT, Question, listed, nothing, select_ties
from graph.supply.tables import SupplyTables

COLUMNS = (
    "award_key",
    "modification",
    "action_date",
    "recipient",
    "recipient_is_maker",
    "description",
    "span",
    "product",
    "maker",
    "relation",
    "basis",
    "rule",
    "confidence",
)
_ON, _OFF = "\x1b[1;7m", "\x1b[0m"


def find_actions(tables: SupplyTables, asked: Question) -> list[Json]:
    """Return one row per award action and hit, as `COLUMNS`, by date.

    An action whose award inherits the product has no span. A hit in an award's summary has no modification; in a
    subaward, the number of the subaward, and who got it as recipient.

    Raises:
        NothingFound: No award fits; the message says what was searched.
    """
    named = select_ties(tables, asked)
    least = f"and confidence >= {asked.min_confidence:f}" if asked.min_confidence is not None else ""
    relations = f"and d.relation in {listed(asked.relations)}" if asked.relations else ""
    rows = tables.rows(
        f"""
        with shown as (
          select h.award, h.subaward, h.text, h.place, h.target, h.relation, h.basis, h.rule, h.confidence,
            h.span_start, h.span_end
          from hit h where h.relation <> 'not_product' {least}
        ), t as (
          select d.award, d.modification, d.day, d.recipient, d.vendor, d.description, d.source, d.row,
            h.* exclude (award, subaward, text, place)
          from shown h join in_time d on d.award = h.award and d.text = h.text
            and d.subaward is not distinct from h.subaward and (d.place = 'subaward') = (h.place = 'subaward')
          union all
          -- A summary's text that no action has.
          select d.award, null, d.day, d.recipient, d.vendor, d.description, d.source, d.row,
            h.* exclude (award, subaward, text, place)
          from shown h join deed d on d.award = h.award and d.text = h.text and d.place = 'summary'
          where h.place = 'award' and d.award in (select award from in_time)
            and not exists (select 1 from deed o where o.award = h.award and o.text = h.text and o.place = 'action')
            and (d.award, d.place) not in (select award, place from in_time)
          union all
          select d.award, d.modification, d.day, d.recipient, d.vendor, d.description, d.source, d.row,
            i.target, i.relation, 'inherited', i.rule, i.confidence, null, null
          from inheritance i join in_time d on d.award = i.award and d.place <> 'subaward'
        ), d as (select t.*, p.maker from t join product p using (target))
        select s.award_key, d.*, {DIRECT.replace("t.maker", "d.maker")} as direct
        from d join scope s using (award)
        where (d.award, d.target, d.basis) in (select award, target, basis from asked_tie)
          {relations}
        order by d.day, s.award_key, d.modification, d.span_start, d.target, d.row
        """
    )
    if not rows:
        raise nothing(tables, named, "names or inherits such a product")
    return [_shown(tables, row) for row in rows]


def _shown(tables: SupplyTables, row: Json) -> Json:
    span = None if row["span_start"] is None else [row["span_start"], row["span_end"]]
    return {
        "award_key": row["award_key"],
        "modification": row["modification"],
        "action_date": None if row["day"] is None else str(row["day"]),
        "recipient": row["recipient"],
        "recipient_is_maker": row["direct"],
        "description": row["description"],
        "span": span,
        "product": tables.label(str(row["target"])),
        "maker": tables.label(str(row["maker"])),
        "relation": row["relation"],
        "basis": row["basis"],
        "rule": row["rule"],
        "confidence": float(str(row["confidence"])),
    }


def action_lines(rows: list[Json], *, colour: bool | None = None) -> Iterator[str]:
    """Yield lines for a reader: each action with the words marked that name the product.

    Args:
        rows: As `find_actions` returns them.
        colour: Mark in reverse video, else in square brackets; by default as NO_COLOR and TERM ask.
    """
    from graph.sentences import printable

    marked = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" if colour is None else colour
    on, off = (_ON, _OFF) if marked else ("[", "]")
    for row in rows:
        who = "the maker itself" if row["recipient_is_maker"] else "not the maker"
        modification = f" modification {row['modification']}" if row["modification"] is not None else ""
        yield printable(
            f"{row['action_date'] or 'no date'}  {row['award_key']}{modification}  {row['recipient']} ({who})"
        )
        yield printable(
            f"  {row['product']} by {row['maker']}: {row['relation']}, {row['basis']}, "
            f"confidence {row['confidence']}, rule {row['rule']}"
        )
        yield "  " + _marked(str(row["description"] or ""), row["span"], on, off)


def _marked(text: str, span: object, on: str, off: str) -> str:
    from graph.sentences import printable

    if not isinstance(span, list):
        return printable(text)
    start, end = span
    return printable(text[:start]) + on + printable(text[start:end]) + off + printable(text[end:])

"""Vendors resolved from the (UEI, printed name) pairs that records carry.

A merge is never silent: each name that is taken for a registered entity becomes a row of the
table ``judgement`` with the rule and what it rests on, and is published as a ``vg:Judgement``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.names import normalise, normalise_sql

if TYPE_CHECKING:
    import duckdb

# Recipients as USAspending prints them where the company is withheld: many companies under one name.
PLACEHOLDER = r"(UNDISCLOSED|^MISCELLANEOUS FOREIGN AWARDEES|^REDACTED|^MULTIPLE RECIPIENTS)"


def resolve_vendors(con: duckdb.DuckDBPyConnection, makers: Iterable[tuple[str, tuple[str, ...], str | None]]) -> None:
    """Decide one local id per distinct (UEI, name) of the table ``mention``.

    Rules, first match wins: the UEI or the normalised name is one that the catalogue lists for a
    maker; the record carries a UEI; the awards in that name carry one UEI, whose holder bears that name;
    exactly one UEI holder in the loaded records has that normalised name; else a provisional id
    from the name.

    Args:
        con: Connection holding ``mention(uei, name, award_key, own)``; ``award_key`` may be NULL, ``own`` is false
            for names in the parent fields of another company's record; and ``maker_label(vendor, label)``.
        makers: (local id, normalised vendor names, UEI or None) of each catalogue maker.

    Creates:
        ``vendor_of(uei, name, vendor, rule)``, ``vendor(vendor, uei, label, provisional, placeholder)``,
        ``vendor_name(vendor, name)`` and ``judgement(name, a, b, rule, confidence, evidence)``.
    """
    _load_makers(con, makers)
    con.execute(
        f"""
        create or replace temp table spelt as
        select name, {normalise_sql("name")} as name_key from (select distinct name from mention);
        create or replace temp table named as
        select uei, name, award_key, own, name_key from mention join spelt using (name);
        create or replace temp table holder as
        select name_key, min(uei) as uei from named where uei is not null and name_key <> '' and own
        group by name_key having count(distinct uei) = 1;
        create or replace temp table award_holder as
        select award_key, min(uei) as uei from named where uei is not null and award_key is not null
        group by award_key having count(distinct uei) = 1;
        create or replace temp table same_award as
        select n.name_key, min(h.uei) as uei, min(n.award_key) as award_key
        from named n join award_holder h using (award_key)
        -- The award tells which of several bearers of a name is meant. A name that its company never bears is
        -- another company's: the award was novated, and what came before stays the first company's.
        where n.uei is null and (h.uei, n.name_key) in (select (uei, name_key) from named where uei is not null)
        group by n.name_key having count(distinct h.uei) = 1
        """
    )
    con.execute(
        """
        create or replace table vendor_of as
        select distinct n.uei, n.name,
          case
            when mu.maker is not null then mu.maker
            when mn.maker is not null then mn.maker
            when n.uei is not null then 'vendor-uei-' || n.uei
            when regexp_matches(n.name_key, $placeholder) then 'vendor-name-' || slug
            when s.uei is not null then 'vendor-uei-' || s.uei
            when h.uei is not null then 'vendor-uei-' || h.uei
            else 'vendor-name-' || slug end as vendor,
          case
            when mu.maker is not null then 'catalogue-uei'
            when mn.maker is not null then 'catalogue-name'
            when n.uei is not null then 'uei'
            when regexp_matches(n.name_key, $placeholder) then 'placeholder'
            when s.uei is not null then 'same-award'
            when h.uei is not null then 'same-name-one-uei'
            else 'name' end as rule,
          n.name_key, coalesce(s.award_key, '') as shared_award
        from (select *, lower(trim(regexp_replace(name_key, '[^A-Z0-9]+', '-', 'g'), '-')) as slug
              from named where name_key <> '') n
        left join maker_uei mu on mu.uei = n.uei
        left join maker_name mn on mn.name_key = n.name_key
        left join same_award s on s.name_key = n.name_key
        left join holder h on h.name_key = n.name_key
        """,
        {"placeholder": PLACEHOLDER},
    )
    _describe(con)


def _load_makers(con: duckdb.DuckDBPyConnection, makers: Iterable[tuple[str, tuple[str, ...], str | None]]) -> None:
    con.execute("create or replace temp table maker_name(name_key varchar, maker varchar)")
    con.execute("create or replace temp table maker_uei(uei varchar, maker varchar)")
    names: dict[str, str] = {}
    ueis: list[tuple[str, str]] = []
    for maker, known_as, uei in makers:
        for name in known_as:
            names.setdefault(normalise(name), maker)
        if uei:
            ueis.append((uei, maker))
    con.execute(
        "insert into maker_name select unnest(?::varchar[]), unnest(?::varchar[])",
        [list(names), list(names.values())],
    )
    con.execute(
        "insert into maker_uei select unnest(?::varchar[]), unnest(?::varchar[])",
        [[uei for uei, _ in ueis], [maker for _, maker in ueis]],
    )


def _describe(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace table vendor_name as
        select vendor, name, times from (
          select v.vendor, v.name, count(*) as times, bool_or(m.own) as own
          from vendor_of v join mention m on m.name = v.name and m.uei is not distinct from v.uei group by all)
        -- Records print a parent's UEI beside the child's name; such a name counts only where there is no other.
        qualify own or (not bool_or(own) over (partition by vendor)
                        and vendor not in (select vendor from maker_label));
        create or replace table vendor as
        select vendor, list(distinct uei order by uei) filter (uei is not null) as ueis,
          starts_with(vendor, 'vendor-name-') as provisional, bool_or(rule = 'placeholder') as placeholder
        from vendor_of group by vendor;
        create or replace table vendor_label as
        select vendor, arg_max(name, (times, name)) as label from vendor_name group by vendor;
        create or replace table judgement as
        select min(name) as name,
          'vendor-name-' || lower(trim(regexp_replace(name_key, '[^A-Z0-9]+', '-', 'g'), '-')) as a,
          vendor as b, rule,
          case rule when 'same-award' then 0.99 when 'catalogue-name' then 0.97 else 0.95 end as confidence,
          case rule
            when 'same-award' then 'a company of this name and UEI stands on the same award, e.g. ' || shared_award
            when 'catalogue-name' then 'the product catalogue lists this vendor name for the maker'
            else 'the normalised name belongs to exactly one UEI in the loaded records' end as evidence
        from vendor_of where rule in ('same-award', 'same-name-one-uei', 'catalogue-name') and uei is null
        group by all
        """
    )

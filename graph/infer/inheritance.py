"""A call or order takes the product of its vehicle, where the vehicle's text or most of its calls name one.

What is inherited rests on other records than the award's own, says on which, and is believed less. General
schedules pass nothing on, and nothing passes from one vehicle to another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.ledger import sql_text

if TYPE_CHECKING:
    import duckdb

FROM_TEXT = "vehicle-text"
FROM_CALLS = "vehicle-calls"
# Hiding each naming call of the shipped vehicles in turn and guessing its maker from the others, 406 of 430 guesses
# are right; with half of those that name anything instead of 4 of 5, 419 of 447 (bench/inheritance.py prints both).
LEAST_AGREEING = 3
LEAST_SHARE_OF_NAMING = "0.8"
LEAST_SHARE_OF_CALLS = "0.2"
# What a vehicle was made for is not what each call under it buys.
_TEXT_FACTOR = "0.9"
_CALLS_FACTOR = "0.95"
_NAMES_ANOTHER_FACTOR = "0.6"

_SENTENCES = {
    FROM_TEXT: "The award's text does not name the product; the text of the vehicle it was placed under does.",
    FROM_CALLS: "The award's text names no product; most calls under the same vehicle that name one name this maker's.",
}


def sentence_of(rule: str) -> str:
    """Return what a rule of inheritance says, as a sentence for people; an unknown id comes back as it is."""
    return _SENTENCES.get(rule, rule)


def inherit(
    con: duckdb.DuckDBPyConnection,
    products: Iterable[tuple[str, str, bool]],
    general: Iterable[tuple[str, str]],
) -> None:
    """Create ``inherited``: which products awards take from the vehicle they were placed under.

    Args:
        con: Connection with ``call(award, piid, agency)``, one row per award under a vehicle; ``vehicle_key(piid,
            agency, vehicle)``; and ``found(subject, target, relation, confidence, id)``, the products that texts of
            awards and vehicles name, without those that a rule cancelled.
        products: (local id, maker, whether it stands for the maker's products at large).
        general: (agency, pattern) of the vehicles that pass nothing on; an empty agency means any.

    Creates:
        ``inherited(award, vehicle, target, relation, rule, confidence, naming, agreeing, calls, detection)``; the
        counts are of calls under the vehicle, ``detection`` is the hit in the vehicle's text, for that rule.
        An award that names a product of the maker itself inherits none of that maker: its own words come first.
    """
    _load_products(con, products)
    con.execute(
        f"""
        create or replace temp table under as
        select c.award, v.vehicle from call c join vehicle_key v using (piid, agency) where not {_is_general(general)};
        -- Services around a product are named by what they are for; they count, and stay services when inherited.
        create or replace temp table told as
        select f.subject, f.target, f.relation, f.confidence::decimal(9,4) as confidence, f.id, p.maker
        from found f join product_maker p using (target) where f.relation in ('resale', 'service_around');
        """
    )
    _from_text(con)
    _from_calls(con)
    con.execute("create or replace table inherited as select * from by_text union all by name select * from by_calls")


def _is_general(general: Iterable[tuple[str, str]]) -> str:
    """Return SQL: whether the call ``c`` was placed under a vehicle that passes nothing on."""
    patterns: dict[str, list[str]] = {}
    for agency, pattern in sorted(general):
        patterns.setdefault(agency, []).append(f"(?:{pattern})")
    # Constants: a pattern from a table is read anew for each row it is held against.
    matches = {agency: f"regexp_full_match(c.piid, {sql_text('|'.join(one))})" for agency, one in patterns.items()}
    found = [f"(c.agency = {sql_text(agency)} and {match})" if agency else match for agency, match in matches.items()]
    return f"({' or '.join(found) or 'false'})"


def _load_products(con: duckdb.DuckDBPyConnection, products: Iterable[tuple[str, str, bool]]) -> None:
    made = sorted(products)
    con.execute("create or replace temp table product_maker(target varchar, maker varchar, at_large boolean)")
    con.execute(
        "insert into product_maker select unnest($1::varchar[]), unnest($2::varchar[]), unnest($3::boolean[])",
        [[one[at] for one in made] for at in range(3)],
    )


def _from_text(con: duckdb.DuckDBPyConnection) -> None:
    # A text that names products of two makers does not say which of them a call is for.
    con.execute(
        f"""
        create or replace temp table by_text as
        with one_maker as (select subject from told group by subject having min(maker) = max(maker)),
        said as (
          select subject as vehicle, target, maker, arg_max(relation, (confidence, id)) as relation,
            max(confidence) as confidence, arg_max(id, (confidence, id)) as detection
          from told where subject in (select vehicle from vehicle_key) and subject in (select subject from one_maker)
          group by subject, target, maker
        ), other as (select subject, min(maker) as first, max(maker) as last from told group by subject)
        select u.award, u.vehicle, s.target, s.relation, '{FROM_TEXT}' as rule,
          (s.confidence * {_TEXT_FACTOR} * case when o.subject is null then 1 else {_NAMES_ANOTHER_FACTOR} end
            )::decimal(9,2) as confidence,
          null::bigint as naming, null::bigint as agreeing, null::bigint as calls, s.detection
        from under u join said s using (vehicle) left join other o on o.subject = u.award
        where not exists (select 1 from told t where t.subject = u.award and t.maker = s.maker)
        """
    )


def _from_calls(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"""
        create or replace temp table by_calls as
        with call_says as (select u.vehicle, u.award, t.maker, t.target, t.relation
                           from under u join told t on t.subject = u.award),
        counts as (
          select vehicle, count(distinct u.award) as calls, count(distinct c.award) as naming
          from under u left join call_says c using (vehicle, award) group by vehicle
        ),
        makers as (
          select vehicle, maker, count(distinct award) as agreeing,
            if(count(*) filter (relation = 'resale') * 2 >= count(*), 'resale', 'service_around') as relation
          from call_says group by all
        ),
        winning as (
          select m.*, c.calls, c.naming from makers m join counts c using (vehicle)
          where m.agreeing >= {LEAST_AGREEING} and m.agreeing >= {LEAST_SHARE_OF_NAMING} * c.naming
            and m.agreeing >= {LEAST_SHARE_OF_CALLS} * c.calls
        ),
        -- The product that most of them name; where they name several, the one for the maker's products at large.
        named as (
          select l.vehicle, c.target, count(distinct c.award) as n
          from winning l join call_says c using (vehicle, maker) group by all
        ),
        chosen as (
          select l.*, coalesce(
            (select min(n.target) from named n
             where n.vehicle = l.vehicle and n.n >= {LEAST_SHARE_OF_NAMING} * l.naming),
            (select min(p.target) from product_maker p where p.maker = l.maker and p.at_large)) as target
          from winning l
        )
        select u.award, u.vehicle, c.target, c.relation, '{FROM_CALLS}' as rule,
          ({_CALLS_FACTOR} * (c.agreeing + 1) / (c.naming + 2))::decimal(9,2) as confidence,
          c.naming, c.agreeing, c.calls, null::varchar as detection
        from under u join chosen c using (vehicle)
        where c.target is not null and u.award not in (select subject from told)
          and u.award not in (select award from by_text)
        """
    )

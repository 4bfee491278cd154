"""What rules infer -> Turtle of ``g:inferred``: names found in texts, what calls inherit, who is one company.

Each inference is a node that says on what it rests; the plain triples beside it keep SPARQL simple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.infer.owners import leave_to_owners
from graph.infer.relations import MAKERS_OWN, OWN_WORK
from graph.publish.turtle import literal, local, statement, vehicle_local, write_turtle

if TYPE_CHECKING:
    import duckdb

_AWARD = f"'award-' || {local('award_key')}"
# What a text that names something says of its award, vehicle or subaward.
PREDICATES = {"product": "namesProduct", "program": "namesProgram", "statute": "namesStatute"}


def stage_detections(
    con: duckdb.DuckDBPyConnection, makers: Iterable[tuple[str, str]], owned: Iterable[tuple[str, str]] = ()
) -> None:
    """Create ``detection`` and ``cancelled`` from ``hit``, and ``call``, ``vehicle_key``, ``found`` for inheritance.

    ``makers`` holds each product's local id with each vendor that its maker is. A text alone cannot tell a maker's own
    service from somebody else's: where every company an award was paid to is the maker, work on the product and goods
    for it are ``resale``, and the rule says so. ``owned`` is that of `graph.infer.owners.leave_to_owners`.

    Both tables have one row per name in one text of one award, vehicle or subaward (``place`` says which). What a
    rule cancelled makes no triple; it is kept so that it can be explained.
    """
    predicate = "case kind " + " ".join(f"when '{kind}' then '{name}'" for kind, name in PREDICATES.items()) + " end"
    con.execute(
        f"""
        create or replace temp table every_detection as
        select md5(concat_ws(chr(31), subject, target, h.description, span_start::varchar))[:16] as id, subject, place,
          target, kind, {predicate} as predicate, relation, span_start, span_end, quote, rule, confidence,
          min(action) as action, greatest(coalesce(any_value(net), 0), 0) as most,
          md5_number_lower(h.description) as text
        from hit h join (
          select description, {_AWARD} as subject, 'award' as place, id as action, w.net
          from action a join (select award_key, net from award) w using (award_key)
          union all
          select description, {_AWARD}, 'award', null, coalesce(net, total_obligation) from award
          union all
          select description, {vehicle_local("piid", "subtier")}, 'vehicle', null, null from vehicle
          union all
          select description, 'subaward-' || id, 'subaward', null, null from subaward
        ) d on d.description = h.description
        group by all
        """
    )
    _settle_own_work(con, sorted(set(makers)))
    con.execute(
        f"""
        create or replace temp table placed_by as
        select {_AWARD} as subject, subtier from award
        union all select {_AWARD}, funding_subtier from award where funding_subtier is not null
        union all select {vehicle_local("piid", "subtier")}, subtier from vehicle
        """
    )
    leave_to_owners(con, "every_detection", owned)
    con.execute(
        f"""
        create or replace table detection as
        select *, place = 'award' as is_award from every_detection where relation <> 'not_product';
        create or replace table cancelled as select * from every_detection where relation = 'not_product';
        create or replace temp table call as
        select {_AWARD} as award, parent_piid_or_none as piid, parent_agency_or_none as agency from award
        where parent_piid_or_none <> '-NONE-';
        create or replace temp table vehicle_key as
        select piid, subtier as agency, {vehicle_local("piid", "subtier")} as vehicle from vehicle;
        create or replace temp table found as
        select subject, target, relation, confidence, id from detection
        where kind = 'product' and place in ('award', 'vehicle')
        """
    )


def _settle_own_work(con: duckdb.DuckDBPyConnection, makers: Sequence[tuple[str, str]]) -> None:
    con.execute(
        """
        create or replace temp table made_by as
        select unnest($1::varchar[]) as target, unnest($2::varchar[]) as vendor
        """,
        [[target for target, _ in makers], [vendor for _, vendor in makers]],
    )
    own_rules = ", ".join(f"'{rule}'" for rule in sorted(OWN_WORK))
    con.execute(
        f"""
        create or replace temp table own_work as
        with work as (select * from every_detection where split_part(rule, '+', 1) in ({own_rules})),
        paid as (select {_AWARD} as subject, vendor from recipient where {_AWARD} in (select subject from work))
        select w.id, w.subject from work w join paid p using (subject)
          left join made_by m on m.target = w.target and m.vendor = p.vendor
        group by w.id, w.subject having bool_and(m.vendor is not null);
        update every_detection set relation = 'resale', rule = rule || '+{MAKERS_OWN}'
        where id in (select id from own_work)
        """
    )


def _thing(expression: str) -> str:
    return f"'id:' || {expression}"


def _concept(prefix: str, expression: str) -> str:
    return f"'vg:{prefix}-' || replace({expression}, '_', '-')"


def _typed(expression: str, kind: str) -> str:
    return f"'\"' || {expression}::varchar || '\"^^xsd:{kind}'"


def _plain(subject: str, predicate: str, target: str, condition: str = "true") -> str:
    """Return SQL for a plain triple after a statement, where ``condition`` holds; ``predicate`` is SQL for a name."""
    return f"if({condition}, ' id:' || {subject} || ' vg:' || {predicate} || ' id:' || {target} || ' .', '')"


def _detections() -> str:
    product = "kind = 'product'"
    said = statement(
        "'id:detection-' || id",
        "Detection",
        ("vg:inAward", _thing("subject")),
        ("vg:detected", _thing("target")),
        ("vg:action", _thing("'action-' || action")),
        ("vg:spanStart", _typed("span_start", "integer")),
        ("vg:spanEnd", _typed("span_end", "integer")),
        ("vg:quote", literal("quote")),
        ("vg:rule", literal("rule")),
        ("vg:confidence", _typed("confidence", "decimal")),
        ("vg:relationKind", f"case when {product} then {_concept('relation', 'relation')} end"),
        ("vg:basis", _concept("basis", "if(place = 'subaward', 'subaward', 'named')")),
        ("vg:amountMin", f"case when is_award then {_typed('0', 'decimal')} end"),
        ("vg:amountMax", f"case when is_award then {_typed('most', 'decimal')} end"),
    )
    supplied = f"{product} and relation = 'resale'"
    names = _plain("subject", "predicate", "target")
    return f"select {said} || {names} || {_plain('subject', _SUPPLIES, 'target', supplied)} from detection"


_SUPPLIES = "'suppliesProduct'"


def _inherited() -> str:
    said = statement(
        "'id:inheritance-' || md5(award || chr(31) || target)[:16]",
        "Inheritance",
        ("vg:inheritedBy", _thing("award")),
        ("vg:inheritedFrom", _thing("vehicle")),
        ("vg:detected", _thing("target")),
        ("vg:restsOn", _thing("'detection-' || detection")),
        ("vg:rule", literal("rule")),
        ("vg:evidenceText", literal("evidence")),
        ("vg:confidence", _typed("confidence", "decimal")),
        ("vg:relationKind", _concept("relation", "relation")),
        ("vg:basis", _concept("basis", "'inherited'")),
        ("vg:amountMin", _typed("0", "decimal")),
        ("vg:amountMax", _typed("most", "decimal")),
    )
    plain = _plain("award", "'inheritsProduct'", "target") + " || "
    plain += _plain("award", _SUPPLIES, "target", "relation = 'resale'")
    return f"select {said} || {plain} from {INHERITED_FROM}"


def _judgements() -> str:
    said = statement(
        "'id:judgement-' || md5(a || b)[:16]",
        "Judgement",
        ("vg:sameEntity", f"{_thing('a')} || ' , ' || {_thing('b')}"),
        ("vg:rule", literal("rule")),
        ("vg:confidence", _typed("confidence", "decimal")),
        ("vg:evidenceText", literal("evidence")),
    )
    # A name that no vendor bears any more is told here alone.
    unknown = "a not in (select vendor from vendor union all select vendor from maker_label)"
    return f"""select {said} || if({unknown}, ' id:' || a || ' skos:prefLabel ' || {literal("name")} || ' .', '')
        from judgement"""


# What most an award can have spent on what it inherits, and in words what that rests on.
INHERITED_FROM = f"""(
    select i.*, greatest(coalesce(w.net, w.total_obligation, 0), 0) as most,
      case when i.detection is not null then 'the text of the vehicle names it: ' || d.quote
        else agreeing || ' of the ' || naming || ' calls under the vehicle that name a product name one of this maker; '
          || calls || ' calls in all' end as evidence
    from inherited i join (select {_AWARD} as award, net, total_obligation from award) w using (award)
    left join detection d on d.id = i.detection)"""


def write_inferred(con: duckdb.DuckDBPyConnection, file: Path) -> Path:
    """Write detections, inheritances, judgements and the plain triples that follow as Turtle for ``g:inferred``."""
    return write_turtle(con, " union all ".join((_detections(), _inherited(), _judgements())), file)

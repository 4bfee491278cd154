"""What a network is built from: seven narrow tables, filled from staging tables or from a store.

``feed_node(local, kind)``, ``feed_name(local, text, label)``, ``feed_edge(source, target, predicate, status)``,
``feed_contested`` of the same columns for claims that are disputed or denied,
``feed_side(award, relation, node, status)``, ``feed_award(award, piid, net, total, outlay, ceiling, first, last,
actions)`` and, for awards that several vendors held in turn, ``feed_share(award, vendor, net, first, last)``.
Locals are IRIs without our base. Both ways give the same network, byte for byte; a test holds it.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.network import grammar
from graph.network.evidence_feed import DETECTED, INHERITED, SUBAWARDED, TOLD, feed_evidence_from_triples
from graph.network.reading import DENIED, DISPUTED, INFERRED, RECORDED, REPORTED
from graph.network.sayings import contested

if TYPE_CHECKING:
    import duckdb
    import pyoxigraph

KIND_CLASSES = {
    "agency": "Agency",
    "office": "Office",
    "vendor": "Vendor",
    "product": "Product",
    "vehicle": "Vehicle",
    "program": "Program",
    "statute": "Statute",
    "appropriation": "Appropriation",
    "account": "FederalAccount",
    "tas": "TreasuryAccount",
}
SIDE_RELATIONS = {
    "awardingAgency": grammar.AWARDED_BY,
    "fundingAgency": grammar.FUNDED_BY_AGENCY,
    "recipient": grammar.PAID_TO,
    "underVehicle": grammar.UNDER_VEHICLE,
    "fundedBy": grammar.FUNDED_BY,
}
EDGE_RELATIONS = {
    "partOf": grammar.PART_OF,
    "ofAccount": grammar.OF_ACCOUNT,
    "managedBy": grammar.MANAGED_BY,
    "madeBy": grammar.MADE_BY,
    "partOfProduct": grammar.PART_OF_PRODUCT,
    "uses": grammar.USES,
    "authorizes": grammar.AUTHORIZES,
    "appropriatedTo": grammar.APPROPRIATED_TO,
    "holder": grammar.HOLDER,
    "awardingAgency": grammar.VEHICLE_AGENCY,
    "underVehicle": grammar.PARENT_VEHICLE,
    "ultimateParent": grammar.PARENT_COMPANY,
    "runBy": grammar.RUN_BY,
}
NAMING = ("namesProduct", "namesProgram", "namesStatute")
_NAME_PREDICATES = ("piid", "tasSymbol", "accountCode", "uei")
# What `feed_curated` reads: kinds, names and edges between things that are no awards.
CURATED = (
    terms.RDF + "type",
    terms.SKOS + "prefLabel",
    terms.SKOS + "altLabel",
    terms.SKOS + "notation",
    *(terms.VG + name for name in sorted({*EDGE_RELATIONS, *_NAME_PREDICATES})),
)
_AWARD_VALUES = {
    "netObligation": "net",
    "totalObligation": "total",
    "totalOutlay": "outlay",
    "ceiling": "ceiling",
    "firstActionDate": "first",
    "lastActionDate": "last",
    "actionCount": "actions",
    "piid": "piid",
}
_ACTION_VALUES = ("subVendor", "ofAward", "actionRecipient", "obligation", "date")
Row = tuple[str, str, str, str]


def feed_from_store(con: duckdb.DuckDBPyConnection, store: pyoxigraph.Store) -> None:
    """Fill the feed from the triples of a store, read predicate by predicate: each is one scan of its index."""
    import pyoxigraph as ox

    of_records = {*SIDE_RELATIONS, *_AWARD_VALUES, *_ACTION_VALUES, *TOLD, *SUBAWARDED}

    def rows() -> Iterable[Row]:
        yield from stated_rows(store, (*CURATED, *(terms.VG + name for name in sorted(of_records))))
        for name in dict.fromkeys((*NAMING, "inheritsProduct", *DETECTED, *INHERITED)):
            for quad in store.quads_for_pattern(
                None, ox.NamedNode(terms.VG + name), None, ox.NamedNode(terms.GRAPH_INFERRED)
            ):
                yield quad.subject.value, terms.VG + name, quad.object.value, "inferred"  # type: ignore[union-attr]
        yield from reported_rows(store)
        yield from contested(store)

    load_triples(con, rows())
    feed_curated(con)
    _feed_awards_from_triples(con)
    feed_evidence_from_triples(con, store)


def stated_rows(store: pyoxigraph.Store, predicates: Iterable[str]) -> Iterator[Row]:
    """Yield the default graph's triples with these predicates (IRIs), each read in one scan of its index."""
    import pyoxigraph as ox

    for predicate in dict.fromkeys(predicates):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            yield quad.subject.value, predicate, quad.object.value, ""  # type: ignore[union-attr]


def reported_rows(store: pyoxigraph.Store) -> Iterator[Row]:
    """Yield what documents report as plain triples."""
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(terms.GRAPH_REPORTED)):
        yield quad.subject.value, quad.predicate.value, quad.object.value, "reported"  # type: ignore[union-attr]


def load_triples(con: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> None:
    """Create ``triple(s, p, o, g)`` with our IRIs cut to their local part and our predicates to their name."""
    con.execute("create or replace table triple(s varchar, p varchar, o varchar, g varchar)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "triples.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            base, own = terms.ID, terms.VG
            for s, p, o, g in rows:
                writer.writerow((s.removeprefix(base), p.removeprefix(own), o.removeprefix(base), g))
        if file.stat().st_size:
            con.execute(
                f"""insert into triple select * from read_csv('{file}', header=false, quote='"', escape='"', delim=',',
                columns={{'s': 'varchar', 'p': 'varchar', 'o': 'varchar', 'g': 'varchar'}}, null_padding=false,
                force_not_null=['s', 'p', 'o', 'g'])"""
            )


def _case(mapping: dict[str, int], column: str) -> str:
    return f"case {column} " + " ".join(f"when '{name}' then {code}" for name, code in mapping.items()) + " end"


def _listed(names: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"


def feed_curated(con: duckdb.DuckDBPyConnection) -> None:
    """Fill nodes, names and edges from ``triple``."""
    kinds = " ".join(f"when '{terms.VG}{name}' then '{kind}'" for kind, name in KIND_CLASSES.items())
    con.execute(
        f"""
        create or replace table feed_node as
        select distinct s as local, case o {kinds} end as kind from triple
        where p = '{terms.RDF}type' and g = '' and kind is not null;
        create or replace table feed_name as
        select s as local, o as text, p = '{terms.SKOS}prefLabel' as label from triple
        where g = '' and (p in ('{terms.SKOS}prefLabel', '{terms.SKOS}altLabel', '{terms.SKOS}notation')
                          or p in {_listed(_NAME_PREDICATES)});
        create or replace table feed_edge as
        select s as source, o as target, p as predicate, {RECORDED} as status from triple
        where g = '' and p in {_listed(EDGE_RELATIONS)}
          and not exists (select 1 from triple r where r.g = 'reported' and r.s = triple.s and r.p = triple.p
            and r.o = triple.o)
        union all select s, o, p, {REPORTED} from triple where g = 'reported'
        union all select s, o, p, {INFERRED} from triple where g = 'inferred' and p in {_listed(NAMING)};
        create or replace table feed_contested as
        select s as source, o as target, p as predicate,
          case g when 'denied' then {DENIED} else {DISPUTED} end as status
        from triple where g in ('disputed', 'denied')
        """
    )


def _feed_awards_from_triples(con: duckdb.DuckDBPyConnection) -> None:
    values = ", ".join(f"max(o) filter (p = '{name}') as {column}" for name, column in _AWARD_VALUES.items())
    con.execute(
        f"""
        create or replace temp table award_local as
        select distinct s as award from triple where p = '{terms.RDF}type' and o = '{terms.VG}Award' and g = '';
        create or replace table feed_award as
        select award, any_value(piid) as piid, net::decimal(38,4) as net, total::decimal(38,4) as total,
          outlay::decimal(38,4) as outlay, ceiling::decimal(38,4) as ceiling, first::date as first, last::date as last,
          coalesce(actions::integer, 0) as actions
        from (select s as award, {values} from triple where g = '' and p in {_listed(_AWARD_VALUES)} group by s)
        right join award_local using (award) group by all;
        create or replace table feed_side as
        select s as award, {_case(SIDE_RELATIONS, "p")} as relation, o as node, {RECORDED} as status
        from triple where g = '' and p in {_listed(SIDE_RELATIONS)} and s in (select award from award_local)
        union all
        select s, {grammar.NAMES}, o, {INFERRED} from triple
        where g = 'inferred' and p in {_listed(NAMING)} and s in (select award from award_local)
        union all
        select s, {grammar.INHERITS}, o, {INFERRED} from triple
        where g = 'inferred' and p = 'inheritsProduct' and s in (select award from award_local)
        union all
        select a.o, {grammar.SUBAWARD_TO}, v.o, {RECORDED} from triple v join triple a on a.s = v.s
        where v.p = 'subVendor' and a.p = 'ofAward' and v.g = '' and a.g = '';
        create or replace table feed_share as
        select a.o as award, v.o as vendor, sum(u.o::decimal(38,4)) as net,
          min(d.o::date) as first, max(d.o::date) as last
        from triple v join triple a on a.s = v.s join triple u on u.s = v.s join triple d on d.s = v.s
        where v.p = 'actionRecipient' and a.p = 'ofAward' and u.p = 'obligation' and d.p = 'date'
          and a.o in (select award from feed_side where relation = {grammar.PAID_TO} group by award having count(*) > 1)
        group by a.o, v.o
        """
    )

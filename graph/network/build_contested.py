"""Disputed and denied claims -> sections of their own: no reader of the network's edges meets them by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.network import grammar
from graph.network.feeds import EDGE_RELATIONS
from graph.network.sections import Packed, arrays

if TYPE_CHECKING:
    import duckdb


def contested_sections(con: duckdb.DuckDBPyConnection) -> Packed:
    """Return the edges of ``feed_contested`` between known nodes; what is also stated is an edge and not here.

    Needs the tables that number nodes, predicates and edges. Of two statuses of one triple the stronger one stands.
    """
    known = " ".join(f"when '{name}' then {code}" for name, code in EDGE_RELATIONS.items())
    return arrays(
        con,
        f"""select s.id as contested_source, t.id as contested_target,
          (case c.predicate {known} else {grammar.CLAIMED} end)::utinyint as contested_relation,
          p.code as contested_predicate, min(c.status)::utinyint as contested_status
        from feed_contested c join net_node s on s.local = c.source join net_node t on t.local = c.target
        join net_predicate p on p.predicate = c.predicate
        left join net_edge e on e.source = s.id and e.target = t.id and e.predicate = p.code
        where s.id <> t.id and e.id is null
        group by all order by 1, 2, 3, 4""",
        {
            "contested_source": "I",
            "contested_target": "I",
            "contested_relation": "B",
            "contested_predicate": "B",
            "contested_status": "B",
        },
    )

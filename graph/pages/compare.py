"""Two views of the same question, asked of an older and a newer graph, as one that marks what differs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph.pages.look import CHANGES
from graph.pages.view import PageEdge, PageNode, PageView


def compare_views(older: PageView, newer: PageView) -> PageView:
    """The newer view with what only the older has; every thing and line says how it differs.

    A thing has changed when its name, kind or facts did; a line when its status, number of records, amounts or
    dates did, and `before` says what they were.
    """
    nodes_before = {node.id: node for node in older.nodes}
    edges_before = {edge.id: edge for edge in older.edges}
    nodes = [_node(nodes_before.pop(node.id, None), node) for node in newer.nodes]
    nodes += [replace(node, change="removed") for node in nodes_before.values()]
    edges = [_edge(edges_before.pop(edge.id, None), edge) for edge in newer.edges]
    edges += [replace(edge, change="removed") for edge in edges_before.values()]
    return replace(
        newer,
        title=f"{newer.title}: what changed",
        nodes=tuple(nodes),
        edges=tuple(edges),
        notes=(
            _count("Things", [node.change for node in nodes]),
            _count("Lines", [edge.change for edge in edges]),
            *(f"In the older graph: {note}" for note in older.notes if note not in newer.notes),
            *newer.notes,
        ),
        compared=(older.snapshot, newer.snapshot),
    )


def _node(before: PageNode | None, after: PageNode) -> PageNode:
    if before is None:
        return replace(after, change="added")
    same = (before.label, before.kind, before.facts) == (after.label, after.kind, after.facts)
    return replace(after, change="same" if same else "changed")


def _edge(before: PageEdge | None, after: PageEdge) -> PageEdge:
    if before is None:
        return replace(after, change="added")
    told = _told(before, after)
    return replace(after, change="changed" if told else "same", before=told)


def _told(before: PageEdge, after: PageEdge) -> str:
    """What the line was, as far as it is another now; empty where it is the same."""
    parts: list[str] = []
    if before.status != after.status:
        parts.append(before.status)
    if before.count != after.count:
        parts.append(f"{before.count:,} record{'s' if before.count > 1 else ''}")
    if before.amounts != after.amounts:
        parts.append(", ".join(f"{text} ({kind})" for kind, text in before.amounts) or "no amount")
    if (before.first_date, before.last_date) != (after.first_date, after.last_date):
        dates = dict.fromkeys(date for date in (before.first_date, before.last_date) if date)
        parts.append(" to ".join(dates) or "no date")
    return "; ".join(parts)


def _count(what: str, changes: Sequence[str | None]) -> str:
    counts = Counter(changes)
    return f"{what}: " + ", ".join(f"{counts[change]:,} {look.name}" for change, look in CHANGES.items()) + "."

"""What the page's script reads: the Pyvis network, and beside it the facts and the evidence."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from graph.pages.drawing import LONGEST_LABEL, PageNetwork
from graph.pages.layout import Box, Layout
from graph.pages.look import STATUS_LOOKS, look_of
from graph.pages.text import clean, safe_url, shorten
from graph.pages.view import PageEdge, PageEvidence, PageNode, PageView

FORMAT = 1
_LONGEST_BOX_NAME = 60
# Pyvis writes them on every line and node; the options say them once.
_SAID_ONCE = frozenset({"arrows", "shape"})


def build_payload(view: PageView, layout: Layout, network: PageNetwork) -> dict[str, Any]:
    """The data block of a page. Empty fields are left out; order follows the ids."""
    used = sorted(set(layout.kinds.values()), key=lambda kind: (look_of(kind).rank, kind))
    nodes = sorted(view.nodes, key=lambda node: node.id)
    edges = sorted(view.edges, key=lambda edge: edge.id)
    return {
        "format": FORMAT,
        "title": clean(view.title),
        "question": clean(view.question),
        "snapshot": clean(view.snapshot),
        "notes": [clean(note) for note in view.notes],
        "language": view.language,
        "layout": layout.name,
        "kinds": [{"key": clean(kind), **asdict(look_of(clean(kind)))} for kind in used],
        "statuses": [{"key": status, **asdict(look)} for status, look in STATUS_LOOKS.items()],
        "boxes": {"wide": _boxes(layout.wide.boxes), "tall": _boxes(layout.tall.boxes)},
        "options": network.options,
        "nodes": [_said_once(node) for node in network.nodes],
        "edges": [_said_once(edge) for edge in network.edges],
        "things": [_thing(node) for node in nodes],
        "lines": [_line(edge) for edge in edges],
    }


def _said_once(options: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in options.items() if key not in _SAID_ONCE}
    if "group" in kept:
        kept["group"] = clean(kept["group"])
    return kept


def _boxes(boxes: Sequence[Box]) -> list[list[Any]]:
    return [
        [shorten(box.name, _LONGEST_BOX_NAME), box.count, box.left, box.top, box.right, box.bottom] for box in boxes
    ]


def _thing(node: PageNode) -> dict[str, Any]:
    full = clean(node.label)
    return _filled(
        id=clean(node.id),
        label="" if full == shorten(node.label, LONGEST_LABEL) else full,
        facts=[[clean(name), clean(value)] for name, value in node.facts],
        **_address(node.url),
    )


def _line(edge: PageEdge) -> dict[str, Any]:
    return _filled(
        id=clean(edge.id),
        relation=clean(edge.relation),
        label=clean(edge.label),
        count=edge.count,
        amounts=[[clean(kind), clean(text)] for kind, text in edge.amounts],
        first=clean(edge.first_date),
        last=clean(edge.last_date),
        confidence=edge.confidence,
        evidence=[_evidence(each) for each in edge.evidence],
    )


def _evidence(each: PageEvidence) -> dict[str, Any]:
    return _filled(
        kind=each.kind,
        who=clean(each.who),
        document=clean(each.document),
        key=clean(each.key),
        row=each.row,
        quote=clean(each.quote),
        date=clean(each.date),
        amount=[clean(part) for part in each.amount] if each.amount else None,
        stance=clean(each.stance),
        **_address(each.url),
    )


def _address(url: str | None) -> dict[str, str]:
    """As `url` when it may be a link, as `address` (shown as text) otherwise."""
    safe = safe_url(url)
    if safe:
        return {"url": safe}
    return {"address": clean(url)} if url else {}


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}

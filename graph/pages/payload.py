"""What the page's script reads, column by column: what the map draws, and apart from it facts and evidence.

Columns compress to about half of what a list of objects does, and a page of 10,000 things builds the evidence
of a line only when a reader opens it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from math import floor
from typing import Any

from graph.pages.drawing import LONGEST_LABEL, PageNetwork
from graph.pages.layout import Box, Layout
from graph.pages.look import CHANGES, STATUS_LOOKS, look_of
from graph.pages.text import clean, safe_url, shorten
from graph.pages.view import PageEdge, PageEvidence, PageNode, PageView

FORMAT = 2
_LONGEST_BOX_NAME = 60
Column = list[Any]
# The same as of the line: its first date, its first amount; or its last date as its first.
SAME = -1
KEY_PLACE = "\x1f"
_SHORTEST_KEY = 6
_NOT_OF_A_NUMBER = re.compile(r"[^0-9.-]")


class Texts:
    """Each distinct text once; a column holds its number. Number 0 is the empty text."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def __call__(self, text: str) -> int:
        """The number of a text, cleaned."""
        return self.numbers.setdefault(clean(text) if KEY_PLACE not in text else text, len(self.numbers))

    def table(self) -> list[str]:
        """The texts, in order of their numbers."""
        return list(self.numbers)


def build_map(view: PageView, layout: Layout, network: PageNetwork) -> dict[str, Any]:
    """What is needed to draw the page; nodes and lines in order of their ids."""
    used = sorted(set(layout.kinds.values()), key=lambda kind: (look_of(kind).rank, kind))
    edges = sorted(view.edges, key=lambda edge: edge.id)
    relations = sorted({(edge.relation, edge.label) for edge in edges})
    return {
        "format": FORMAT,
        "title": clean(view.title),
        "question": clean(view.question),
        "snapshot": clean(view.snapshot),
        "notes": [clean(note) for note in view.notes],
        "language": view.language,
        "layout": layout.name,
        "open": _opening(view, layout, network),
        "kinds": [{"key": clean(kind), **asdict(look_of(clean(kind)))} for kind in used],
        "statuses": [{"key": status, **asdict(look)} for status, look in STATUS_LOOKS.items()],
        "changes": [{"key": key, **asdict(look)} for key, look in CHANGES.items()] if view.compared else [],
        "compared": [clean(each) for each in view.compared],
        "relations": [[clean(relation), clean(label)] for relation, label in relations],
        "boxes": {
            "wide": _boxes(layout.wide.boxes),
            "tall": _boxes(layout.tall.boxes),
        },
        "groups": [clean(name) for name in layout.group_names],
        "options": network.options,
        "nodes": _drawn_nodes(view, layout, network, used),
        "edges": _drawn_edges(edges, network, relations),
        "story": [
            {"title": clean(step.title), "caption": clean(step.caption), "state": clean(step.state)}
            for step in view.story
        ],
    }


def build_details(view: PageView) -> dict[str, Any]:
    """Facts of the nodes and evidence of the lines, in the order of `build_map`."""
    texts = Texts()
    nodes = sorted(view.nodes, key=lambda node: node.id)
    edges = sorted(view.edges, key=lambda edge: edge.id)
    return {
        "nodes": {
            "id": [clean(node.id) for node in nodes],
            "full": _sparse(clean(node.label) if _is_long(node) else "" for node in nodes),
            "facts": _sparse([text for pair in node.facts for text in map(texts, pair)] for node in nodes),
            "url": _sparse(safe_url(node.url) or "" for node in nodes),
            "address": _sparse(_address(node.url) for node in nodes),
        },
        "edges": {
            "id": _sparse(_own_id(edge) for edge in edges),
            "before": _sparse(clean(edge.before) for edge in edges),
            "evidence": _column(len(edge.evidence) for edge in edges),
        },
        "evidence": _evidence([(edge, each) for edge in edges for each in edge.evidence], texts),
        "texts": texts.table(),
    }


def _evidence(pairs: Sequence[tuple[PageEdge, PageEvidence]], texts: Texts) -> dict[str, Any]:
    """Columns of evidence. What repeats its line (amount, first date) or its key (in an address) says so alone."""
    found = [each for _, each in pairs]
    return {
        "kind": _column(texts(each.kind) for each in found),
        "who": _column(texts(each.who) for each in found),
        "document": _column(texts(each.document) for each in found),
        "key": _column(clean(each.key) for each in found),
        "row": _column(each.row for each in found),
        "quote": _column(texts(each.quote) for each in found),
        "date": _column(
            SAME if each.date and each.date == edge.first_date else texts(each.date) for edge, each in pairs
        ),
        "amount": _column(_amount(edge, each, texts) for edge, each in pairs),
        "url": _column(texts(_without_key(safe_url(each.url) or "", each.key)) for each in found),
        "address": _column(texts(_address(each.url)) for each in found),
        "stance": _column(texts(each.stance) for each in found),
        "origins": _column([texts(origin) for origin in each.origins] or 0 for each in found),
    }


def _amount(edge: PageEdge, each: PageEvidence, texts: Texts) -> Any:
    if not each.amount:
        return 0
    if edge.amounts and each.amount == edge.amounts[0]:
        return SAME
    return [texts(each.amount[0]), clean(each.amount[1])]


def _without_key(url: str, key: str) -> str:
    """The address with its record key, if it has one, as a control character, which no address contains."""
    return url.replace(key, KEY_PLACE) if len(key) >= _SHORTEST_KEY else url


def _drawn_nodes(view: PageView, layout: Layout, network: PageNetwork, used: Sequence[str]) -> dict[str, Any]:
    kinds = {kind: number for number, kind in enumerate(used)}
    changes = list(CHANGES)
    drawn = network.nodes
    nodes = sorted(view.nodes, key=lambda node: node.id)
    return {
        "label": [node["label"] for node in drawn],
        "kind": _column(kinds[node["group"]] for node in drawn),
        "x": _column(node["x"] for node in drawn),
        "y": _column(node["y"] for node in drawn),
        # A page that opens on its groups draws everything on demand only, and then as on a wide screen.
        "tall": None if layout.overview else [_column(node["tall"][side] for node in drawn) for side in (0, 1)],
        "room": [_column(node["room"][side] for node in drawn) for side in range(2 if layout.overview else 4)],
        "size": _column(node["size"] for node in drawn),
        "value": _column(_rough(node["value"]) for node in drawn),
        "group": _column(layout.groups[node.id] for node in nodes),
        "change": _column(changes.index(node.change) if node.change else -1 for node in nodes),
    }


def _drawn_edges(
    edges: Sequence[PageEdge], network: PageNetwork, relations: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    number = {pair: index for index, pair in enumerate(relations)}
    dates, kinds, changes = Texts(), Texts(), list(CHANGES)
    statuses = {status: place for place, status in enumerate(STATUS_LOOKS)}
    drawn = network.edges
    return {
        "from": [int(line["from"][1:]) for line in drawn],
        "to": [int(line["to"][1:]) for line in drawn],
        "relation": _column(number[edge.relation, edge.label] for edge in edges),
        "status": _column(statuses[edge.status] for edge in edges),
        "width": _column(line["width"] for line in drawn),
        "bend": _column(line.get("bend", 0) for line in drawn),
        "count": _column(edge.count for edge in edges),
        "first": _column(dates(edge.first_date) for edge in edges),
        "last": _column(SAME if edge.last_date == edge.first_date else dates(edge.last_date) for edge in edges),
        "amounts": _column(
            [part for kind, text in edge.amounts for part in (kinds(kind), clean(text))] or 0 for edge in edges
        ),
        "value": {
            str(place): _short(edge.weight)
            for place, edge in enumerate(edges)
            if _short(edge.weight) != _short(_printed(edge))
        },
        "confidence": _column(edge.confidence for edge in edges),
        "change": _column(changes.index(edge.change) if edge.change else -1 for edge in edges),
        "dates": dates.table(),
        "amount_kinds": kinds.table(),
    }


def _opening(view: PageView, layout: Layout, network: PageNetwork) -> dict[str, Any]:
    """What a page opens on: everything, the groups as bubbles, or what lies around one thing."""
    shown = {"centre": network.numbers.get(view.centre, -1)}
    return {**shown, "overview": layout.overview}


def _boxes(boxes: Sequence[Box]) -> list[list[Any]]:
    return [
        [shorten(box.name, _LONGEST_BOX_NAME), box.count, box.left, box.top, box.right, box.bottom] for box in boxes
    ]


def _column(values: Iterable[Any]) -> Any:
    """The values as a list; the value alone where all are equal."""
    column = list(values)
    if column and not isinstance(column[0], list) and all(value == column[0] for value in column):
        return column[0]
    return column


def _sparse(values: Iterable[Any]) -> dict[str, Any]:
    """The values that say something, by their place."""
    return {str(place): value for place, value in enumerate(values) if value}


def _printed(edge: PageEdge) -> float:
    """The first amount as the page's script reads it; 0 where there is none or it is no number."""
    if not edge.amounts:
        return 0.0
    try:
        number = float(_NOT_OF_A_NUMBER.sub("", clean(edge.amounts[0][1])))
    except ValueError:
        return 0.0
    return max(number, 0.0)


def _is_long(node: PageNode) -> bool:
    return clean(node.label) != shorten(node.label, LONGEST_LABEL)


def _own_id(edge: PageEdge) -> str:
    """The id where it is not just the two ends and the relation, which the page can put together."""
    made = f"{edge.source} {edge.relation} {edge.target}"
    return "" if clean(edge.id) == clean(made) else clean(edge.id)


def _address(url: str | None) -> str:
    """An address that may not be a link; it is shown as text."""
    return clean(url) if url and not safe_url(url) else ""


def _rough(value: float) -> int:
    """Three digits: the size and the order of symbols need no more."""
    return int(float(f"{value:.3g}"))


def _short(value: float) -> int:
    """Whole dollars (half up, as JavaScript rounds): sizes, order and filters need no more."""
    return floor(value + 0.5)

"""Cytoscape.js JSON: elements with all their data, a class per kind and status, and a style that tells them apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from graph.evidence import Json
from graph.export.drawn import Places, line_look, thing_colour
from graph.export.things import Line, Thing
from graph.pages.look import KINDS

_SHAPES = {
    "square": "rectangle",
    "square-open": "round-rectangle",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "pentagon": "pentagon",
    "star": "star",
    "triangle": "triangle",
    "triangle-open": "triangle",
    "triangle-down": "vee",
    "page": "cut-rectangle",
    "page-open": "cut-rectangle",
}
_STATUSES = ("recorded", "confirmed", "reported", "inferred", "disputed", "denied", "counted")


def cytoscape_text(things: Iterable[Thing], lines: Iterable[Line], mark: str, about: str) -> Iterator[str]:
    """Yield the file piece by piece: ``cytoscape(JSON.parse(text))`` shows it.

    Args:
        things: Nodes; their ids are unique.
        lines: Edges between them.
        mark: Says what wrote it and from which graph.
        about: What is in it.
    """
    yield "{" + f'"generated_by":{_json(mark)},"format_version":"1.0","target_cytoscapejs_version":"~3.0",'
    yield f'"data":{_json({"name": about})},"style":{_json(_style())},"layout":{{"name":"preset"}},'
    yield '"elements":{"nodes":['
    places, comma = Places(), "\n"
    for thing in things:
        across, down = places.next(thing.kind)
        node: Json = {
            "data": {"id": thing.id, **thing.values()},
            "position": {"x": across, "y": down},
            "classes": thing.kind,
        }
        yield comma + _json(node)
        comma = ",\n"
    yield '\n],"edges":['
    comma = "\n"
    for line in lines:
        ends = {"id": line.id, "source": line.source, "target": line.target, "label": line.label}
        yield comma + _json({"data": {**ends, **line.values()}, "classes": line.status})
        comma = ",\n"
    yield "\n]}}\n"


def _style() -> list[Json]:
    style: list[Json] = [
        {"selector": "node", "style": {"label": "data(label)", "font-size": 10, "width": 20, "height": 20}},
        {
            "selector": "edge",
            "style": {"curve-style": "bezier", "target-arrow-shape": "triangle", "width": 1.5, "arrow-scale": 0.8},
        },
    ]
    for kind, look in KINDS.items():
        shape = _SHAPES.get(look.shape, "ellipse")
        style.append({"selector": f"node.{kind}", "style": {"shape": shape, "background-color": thing_colour(kind)}})
    for status in _STATUSES:
        drawn = line_look(status)
        line: Json = {
            "line-color": drawn.colour,
            "target-arrow-color": drawn.colour,
            "line-style": drawn.css,
        }
        # What is not plainly stated says so beside the line.
        told = {} if status in ("recorded", "confirmed", "counted") else {"label": "data(label)", "font-size": 8}
        style.append({"selector": f"edge.{status}", "style": {**line, **told}})
    return style


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))

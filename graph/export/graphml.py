"""GraphML 1.0 with the yFiles extension: typed keys for every tool, shapes, labels and line styles for yEd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.export.drawn import Places, line_look, thing_colour, xml_text, yed_shape
from graph.export.things import LINE_COLUMNS, THING_COLUMNS, Line, Thing

_LONGEST_LABEL = 60  # beside a drawn thing; the key ``label`` has all of it
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- {mark} -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns:y="http://www.yworks.com/xml/graphml" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd">
"""


def graphml_text(things: Iterable[Thing], lines: Iterable[Line], mark: str) -> Iterator[str]:
    """Yield the file piece by piece.

    Args:
        things: Nodes; their ids are unique.
        lines: Edges between them.
        mark: Says what wrote it and from which graph.
    """
    yield _HEAD.format(mark=xml_text(mark).replace("--", "- -"))
    for at, (name, kind) in enumerate(THING_COLUMNS.items()):
        yield f'  <key id="n{at}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    for at, (name, kind) in enumerate(LINE_COLUMNS.items()):
        yield f'  <key id="e{at}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <key id="ng" for="node" yfiles.type="nodegraphics"/>\n'
    yield '  <key id="eg" for="edge" yfiles.type="edgegraphics"/>\n'
    yield '  <graph id="vendorgraph" edgedefault="directed">\n'
    places = Places()
    for thing in things:
        yield _node(thing, places.next(thing.kind))
    for line in lines:
        yield _edge(line)
    yield "  </graph>\n</graphml>\n"


_NODE_KEYS = {name: f"n{at}" for at, name in enumerate(THING_COLUMNS)}
_EDGE_KEYS = {name: f"e{at}" for at, name in enumerate(LINE_COLUMNS)}


def _data(values: dict[str, str | int | float], keys: dict[str, str]) -> str:
    return "".join(f'<data key="{keys[name]}">{xml_text(str(value))}</data>' for name, value in values.items())


def _node(thing: Thing, place: tuple[int, int]) -> str:
    label = thing.label if len(thing.label) <= _LONGEST_LABEL else thing.label[: _LONGEST_LABEL - 1] + "…"
    return (
        f'    <node id="{xml_text(thing.id)}">{_data(thing.values(), _NODE_KEYS)}<data key="ng"><y:ShapeNode>'
        f'<y:Geometry height="26.0" width="26.0" x="{place[0]}.0" y="{place[1]}.0"/>'
        f'<y:Fill color="{thing_colour(thing.kind)}" transparent="false"/><y:BorderStyle color="#ffffff" '
        'type="line" width="1.0"/>'
        f'<y:NodeLabel modelName="sides" modelPosition="e" fontSize="11">{xml_text(label)}</y:NodeLabel>'
        f'<y:Shape type="{yed_shape(thing.kind)}"/></y:ShapeNode></data></node>\n'
    )


def _edge(line: Line) -> str:
    look = line_look(line.status)
    return (
        f'    <edge id="{xml_text(line.id)}" source="{xml_text(line.source)}" target="{xml_text(line.target)}">'
        f'{_data(line.values(), _EDGE_KEYS)}<data key="eg"><y:PolyLineEdge>'
        f'<y:LineStyle color="{look.colour}" type="{look.yed}" width="1.5"/>'
        f'<y:Arrows source="none" target="standard"/><y:EdgeLabel fontSize="9">{xml_text(line.label)}</y:EdgeLabel>'
        "</y:PolyLineEdge></data></edge>\n"
    )

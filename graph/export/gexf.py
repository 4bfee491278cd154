"""GEXF 1.3 as Gephi reads it: typed attributes, days as spells of its timeline, colours and line styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.export.drawn import Places, channels, gexf_shape, line_look, thing_colour, xml_text
from graph.export.things import LINE_COLUMNS, THING_COLUMNS, Line, Thing

_TYPES = {"string": "string", "int": "integer", "double": "double"}
# GEXF has its own places for these.
_NODE_COLUMNS = {name: kind for name, kind in THING_COLUMNS.items() if name != "label"}
_EDGE_COLUMNS = {name: kind for name, kind in LINE_COLUMNS.items() if name != "weight"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta><creator>{mark}</creator><description>{about}</description></meta>
  <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
"""


def gexf_text(things: Iterable[Thing], lines: Iterable[Line], mark: str, about: str) -> Iterator[str]:
    """Yield the file piece by piece.

    Args:
        things: Nodes; their ids are unique.
        lines: Edges between them.
        mark: Says what wrote it and from which graph.
        about: What is in it.
    """
    yield _HEAD.format(mark=xml_text(mark), about=xml_text(about))
    for owner, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        yield f'    <attributes class="{owner}" mode="static">\n'
        for name, kind in columns.items():
            yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    places = Places()
    for thing in things:
        yield _node(thing, places.next(thing.kind))
    yield "    </nodes>\n    <edges>\n"
    for line in lines:
        yield _edge(line)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(values: dict[str, str | int | float], columns: dict[str, str]) -> str:
    told = "".join(
        f'<attvalue for="{name}" value="{xml_text(str(value))}"/>' for name, value in values.items() if name in columns
    )
    return f"<attvalues>{told}</attvalues>"


def _span(first: str | None, last: str | None) -> str:
    return (f' start="{xml_text(first)}"' if first else "") + (f' end="{xml_text(last)}"' if last else "")


def _colour(colour: str) -> str:
    red, green, blue = channels(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _node(thing: Thing, place: tuple[int, int]) -> str:
    return (
        f'      <node id="{xml_text(thing.id)}" label="{xml_text(thing.label)}"'
        f"{_span(thing.first_date, thing.last_date)}>{_values(thing.values(), _NODE_COLUMNS)}"
        # Gephi's y points upwards.
        f'{_colour(thing_colour(thing.kind))}<viz:position x="{place[0]}.0" y="{-place[1]}.0"/>'
        f'<viz:size value="10.0"/><viz:shape value="{gexf_shape(thing.kind)}"/></node>\n'
    )


def _edge(line: Line) -> str:
    look = line_look(line.status)
    return (
        f'      <edge id="{xml_text(line.id)}" source="{xml_text(line.source)}" target="{xml_text(line.target)}" '
        f'kind="{xml_text(line.relation)}" label="{xml_text(line.label)}" weight="{float(line.weight)}"'
        f"{_span(line.first_date, line.last_date)}>{_values(line.values(), _EDGE_COLUMNS)}"
        f'{_colour(look.colour)}<viz:shape value="{look.gexf}"/></edge>\n'
    )

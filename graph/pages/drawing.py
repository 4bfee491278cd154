"""The Pyvis network of a page: our template, our positions, nothing fetched.

Importing this module imports Pyvis, and Pyvis imports IPython (0.4 s): import it inside functions.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from graph.pages.layout import Layout
from graph.pages.routes import bend_lines, line_width
from graph.pages.text import shorten
from graph.pages.view import PageView

LONGEST_LABEL = 90
# Above this number of lines curves cost more than they show (vis-network draws them one by one).
_MOST_CURVES = 1_500
_TEMPLATE = "page.html"


class PageNetwork(Network):  # type: ignore[misc]
    """Pyvis with our template: directed, without physics, without a request for anything.

    Stock Pyvis looks each new node up in a list (quadratic) and drops parallel lines when undirected.
    """

    def __init__(self, template: str) -> None:
        """Take the text of the page's template."""
        super().__init__(directed=True, cdn_resources="in_line")
        self.templateEnv = Environment(
            loader=DictLoader({_TEMPLATE: template}), autoescape=True, undefined=StrictUndefined
        )
        self.path = _TEMPLATE
        self.slots: Mapping[str, str] = {}
        self.numbers: dict[str, int] = {}

    def add_node(self, n_id: str, label: str | None = None, shape: str = "custom", **options: Any) -> None:
        """Add a node unless its id is already there."""
        if n_id in self.node_map:
            return
        node = Node(n_id, shape, label=label or n_id, **options)
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add a line; parallel ones are kept."""
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page's text, from `slots` and our template. The arguments are Pyvis' and change nothing."""
        self.html: str = self.templateEnv.get_template(self.path).render(self.slots)
        return self.html

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page as UTF-8, whatever the locale, and copy no `lib` folder beside it."""
        Path(name).write_text(self.generate_html(name), encoding="utf-8", newline="\n")


def draw_network(view: PageView, layout: Layout, template: str) -> PageNetwork:
    """The view as Pyvis nodes `n0..` and edges `e0..`, both in order of their own ids."""
    network = PageNetwork(template)
    network.set_options(json.dumps(_options(len(view.edges))))
    for number, node in enumerate(sorted(view.nodes, key=lambda node: node.id)):
        network.numbers[node.id] = number
        across, down = layout.wide.points[node.id]
        tall_across, tall_down = layout.tall.points[node.id]
        network.add_node(
            f"n{number}",
            label=shorten(node.label, LONGEST_LABEL) or shorten(node.id, LONGEST_LABEL),
            x=across,
            y=down,
            tall=[tall_across, tall_down],
            room=[*layout.wide.room[node.id], *layout.tall.room[node.id]],
            size=layout.radii[node.id],
            group=layout.kinds[node.id],
            value=max(node.weight, 0.0),
        )
    edges = sorted(view.edges, key=lambda edge: edge.id)
    bends = bend_lines(edges, layout)
    heaviest = max((edge.weight for edge in edges), default=0.0)
    for number, edge in enumerate(edges):
        options: dict[str, Any] = {"id": f"e{number}", "status": edge.status, "width": line_width(edge, heaviest)}
        if bends[edge.id]:
            options["bend"] = bends[edge.id]
        ends = (f"n{network.numbers[each]}" for each in (edge.source, edge.target))
        network.add_edge(*ends, **options)
    return network


def _options(edges: int) -> dict[str, Any]:
    """Options for vis-network. Positions are ours, so physics and its own layout stay off."""
    many = edges > _MOST_CURVES
    return {
        "autoResize": False,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "selectConnectedEdges": False,
            "zoomSpeed": 0.6,
        },
        "nodes": {"shape": "custom", "chosen": False},
        "edges": {
            "arrows": {"to": {"enabled": not many, "scaleFactor": 0.45}},
            "arrowStrikethrough": False,
            "chosen": False,
            "smooth": False if many else {"enabled": True, "type": "cubicBezier", "roundness": 0.4},
        },
    }

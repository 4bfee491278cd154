"""GraphML, GEXF and Cytoscape JSON, read by the tools they are for: everything arrives, nothing denied as plain."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.evidence import amount_text
from graph.export.cytoscape import cytoscape_text
from graph.export.gexf import gexf_text
from graph.export.graphml import graphml_text
from graph.export.parts import Part
from graph.export.things import Line, Thing

Export = Callable[[str], Path]
HOSTILE = "\"><script>&'\x00\x0b\ud800 \u202e]]> --> =1+1 漢字"
STATUSES = {"recorded", "confirmed", "reported", "inferred", "denied"}


def _wanted(part: Part) -> tuple[dict[str, Thing], dict[str, Line]]:
    return {thing.id: thing for thing in part.things()}, {line.id: line for line in part.lines()}


def test_the_part_has_every_status_and_evidence_on_every_line(part: Part) -> None:
    _, lines = _wanted(part)
    assert {line.status for line in lines.values()} == STATUSES
    assert [line.id for line in lines.values() if not line.evidence] == []
    assert len(lines) == len(list(part.lines()))


def test_networkx_reads_the_graphml_to_the_last_cent(export: Export, part: Part) -> None:
    things, lines = _wanted(part)
    read: Any = nx.read_graphml(export("x.graphml"), force_multigraph=True)

    assert set(read) == set(things)
    for name, told in read.nodes(data=True):
        values = things[name].values()
        assert {key: told[key] for key in values} == values
    found = {data.get("id", key): (a, b, data) for a, b, key, data in read.edges(keys=True, data=True)}
    assert set(found) == set(lines)
    for name, line in lines.items():
        source, target, told = found[name]
        assert (source, target) == (line.source, line.target)
        assert {key: told[key] for key in line.values()} == line.values()


def test_igraph_reads_the_graphml(export: Export, part: Part) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed: pip install 'vendorgraph[readers]'")
    things, lines = _wanted(part)
    read = igraph.Graph.Read_GraphML(str(export("x.graphml")))

    assert read.is_directed()
    assert set(read.vs["id"]) == set(things)
    found = zip(read.get_edgelist(), read.es["relation"], read.es["status"], read.es["evidence"], strict=True)
    names = read.vs["id"]
    # igraph keeps no ids of edges.
    assert sorted((names[a], names[b], *told) for (a, b), *told in found) == sorted(
        (line.source, line.target, line.relation, line.status, line.values()["evidence"]) for line in lines.values()
    )
    told = {name: text for name, text in zip(read.vs["id"], read.vs["obligation"], strict=True) if text}
    assert told == {
        thing.id: amount_text(thing.amounts["obligation"]) for thing in things.values() if "obligation" in thing.amounts
    }


def test_yed_finds_a_label_a_place_and_a_line_style(export: Export, part: Part) -> None:
    y = "{http://www.yworks.com/xml/graphml}"
    drawn = ElementTree.parse(export("x.graphml")).getroot()
    places = [(one.get("x"), one.get("y")) for one in drawn.iter(f"{y}Geometry")]
    assert len(places) == len(set(places)) == len(list(part.things()))
    assert all(one.text for one in drawn.iter(f"{y}NodeLabel"))
    styles = {
        (status_of(one, y), style.get("type"))
        for one in drawn.iter(f"{y}PolyLineEdge")
        for style in one.iter(f"{y}LineStyle")
    }
    assert styles == {("", "line"), ("reported", "dashed"), ("inferred", "dotted"), ("denied", "dotted")}


def status_of(edge: ElementTree.Element, y: str) -> str:
    label = edge.findtext(f".//{y}EdgeLabel") or ""
    return label.rpartition("(")[2].rstrip(")") if label.endswith(")") else ""


def test_networkx_reads_the_gexf(export: Export, part: Part) -> None:
    things, lines = _wanted(part)
    read = nx.read_gexf(export("x.gexf"), version="1.3")

    assert {name: told["label"] for name, told in read.nodes(data=True)} == {
        thing.id: thing.label for thing in things.values()
    }
    edges = {str(data["id"]): (a, b, data) for a, b, data in read.edges(data=True)}
    assert set(edges) == set(lines)
    for name, line in lines.items():
        source, target, told = edges[name]
        assert (source, target, told["status"], told["label"]) == (line.source, line.target, line.status, line.label)
        assert told.get("evidence") == line.values()["evidence"]
        assert (told.get("start"), told.get("end")) == (line.first_date, line.last_date)
        for kind, amount in line.amounts.items():
            assert Decimal(told[kind]) == amount


def test_cytoscape_json_holds_what_its_documentation_asks_for(export: Export, part: Part) -> None:
    things, lines = _wanted(part)
    read = json.loads(export("x.cyjs").read_bytes())

    nodes = {one["data"]["id"]: one for one in read["elements"]["nodes"]}
    edges = {one["data"]["id"]: one for one in read["elements"]["edges"]}
    assert set(nodes) == set(things)
    assert set(edges) == set(lines)
    assert all({one["data"]["source"], one["data"]["target"]} <= set(nodes) for one in edges.values())
    assert {one["classes"] for one in edges.values()} == STATUSES
    assert {one["classes"] for one in edges.values()} <= {
        one["selector"].removeprefix("edge.") for one in read["style"] if one["selector"].startswith("edge.")
    }


def test_cytoscape_itself_takes_it(export: Export, part: Part, tmp_path: Path) -> None:
    modules = os.environ.get("VENDORGRAPH_NODE_MODULES", "node_modules")
    if shutil.which("node") is None or not Path(modules, "cytoscape").is_dir():
        pytest.skip("cytoscape is not at hand: npm install it and set VENDORGRAPH_NODE_MODULES")
    script = tmp_path / "read.cjs"
    script.write_text(
        "const cytoscape = require(process.argv[2]);"
        "const json = JSON.parse(require('fs').readFileSync(process.argv[3]));"
        "const cy = cytoscape({ headless: true, styleEnabled: true, ...json });"
        "const styles = {};"
        "cy.edges().forEach((e) => { styles[e.data('status')] = e.style('line-style'); });"
        "console.log(JSON.stringify({ nodes: cy.nodes().length, edges: cy.edges().length, styles }));"
        # Its animation loop would keep the process alive.
        "cy.destroy(); process.exit(0);"
    )
    file = export("x.cyjs")
    told = subprocess.run(
        ["node", script, Path(modules, "cytoscape").resolve(), file], capture_output=True, text=True, check=True
    )
    things, lines = _wanted(part)
    assert json.loads(told.stdout) == {
        "nodes": len(things),
        "edges": len(lines),
        "styles": {
            "recorded": "solid",
            "confirmed": "solid",
            "reported": "dashed",
            "inferred": "dotted",
            "denied": "dotted",
        },
    }


@pytest.mark.parametrize("write", [graphml_text, gexf_text, cytoscape_text], ids=lambda one: one.__module__)
def test_hostile_text_stays_text(write: Callable[..., Any]) -> None:
    things = [
        Thing("id:a", HOSTILE, "vendor", "https://x.org/" + HOSTILE),
        Thing("id:" + HOSTILE, "b" * 10_000, "ship", "x"),
    ]
    line = Line("id:1" + HOSTILE, "id:a", "id:" + HOSTILE, HOSTILE, "denied", HOSTILE)
    extra = () if write is graphml_text else (HOSTILE,)
    text = "".join(write(things, [line], HOSTILE, *extra)).encode("utf-8")
    if write is cytoscape_text:
        assert json.loads(text)["elements"]["nodes"][0]["data"]["label"] == HOSTILE
        return
    read = ElementTree.fromstring(text)
    assert not list(read.iter("script"))
    clean = HOSTILE.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\ud800", "\ufffd")
    told = {one.text for one in read.iter()} | {value for one in read.iter() for value in one.attrib.values()}
    assert clean in told

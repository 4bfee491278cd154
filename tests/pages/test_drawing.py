from dataclasses import replace
from pathlib import Path

import pytest
from pyvis.network import Network

from graph.pages.drawing import PageNetwork, draw_network
from graph.pages.layout import lay_out
from graph.pages.look import STATUS_LOOKS
from graph.pages.view import PageEdge, PageNode, PageView
from tests.pages.samples import chain, crowd


def draw(view: PageView) -> PageNetwork:
    return draw_network(view, lay_out(view), "<p>{{ words }}</p>")


def test_the_page_is_a_directed_pyvis_network_without_physics() -> None:
    network = draw(chain())
    assert isinstance(network, Network)
    assert network.directed
    assert network.options["physics"] == {"enabled": False}
    assert (network.num_nodes(), network.num_edges()) == (5, 7)


def test_nodes_and_lines_get_numbers_for_ids_so_that_no_id_reaches_the_script() -> None:
    network = draw(chain())
    assert network.node_ids == ["n0", "n1", "n2", "n3", "n4"]
    assert [edge["id"] for edge in network.edges] == [f"e{i}" for i in range(7)]
    assert network.get_node("n3")["label"] == "Immigration and Customs Enforcement"


def test_parallel_lines_are_kept() -> None:
    view = chain()
    doubled = replace(view, edges=(*view.edges, replace(view.edges[0], id="again")))
    assert draw(doubled).num_edges() == 8


def test_each_status_has_its_own_dashes_and_all_but_records_a_mark() -> None:
    assert {line["status"] for line in draw(chain()).edges} <= set(STATUS_LOOKS)
    assert len({look.dashes for look in STATUS_LOOKS.values()}) == len(STATUS_LOOKS) == 6
    assert [status for status, look in STATUS_LOOKS.items() if not look.mark] == ["recorded"]


def test_a_heavier_line_is_wider_and_without_weights_the_count_decides() -> None:
    network = draw(chain())
    widths = {edge["id"]: edge["width"] for edge in network.edges}
    assert widths["e0"] == 4.0
    assert widths["e3"] == 1.0
    nodes = (PageNode("a", "A", "agency"), PageNode("b", "B", "vendor"))
    light = PageEdge("e", "a", "b", "r", "r", "recorded", 9)
    assert draw(PageView("t", "", "s", nodes, (light,))).edges[0]["width"] == 2.3


def test_a_node_added_twice_is_one_node() -> None:
    network = PageNetwork("")
    network.add_node("a", "first")
    network.add_node("a", "second")
    assert [node["label"] for node in network.nodes] == ["first"]


def test_many_lines_are_drawn_straight() -> None:
    assert draw(crowd(300, 1600)).options["edges"]["smooth"] is False
    assert draw(chain()).options["edges"]["smooth"]["enabled"] is True


def test_the_template_escapes_and_write_html_needs_no_folder_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    network = draw(chain())
    network.slots = {"words": "<b>é漢</b>"}
    network.write_html("page.html")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_bytes() == "<p>&lt;b&gt;é漢&lt;/b&gt;</p>".encode()

from dataclasses import replace

import pytest

from graph.pages import PageNode, PageView
from graph.pages.compare import compare_views
from graph.pages.view import PageEdge
from tests.pages.samples import chain


def test_each_thing_and_line_says_how_it_differs() -> None:
    newer = chain()
    kept = newer.nodes[1:]
    older = replace(
        newer,
        snapshot="old",
        nodes=(replace(newer.nodes[0], label="ICE"), *kept, PageNode("gone", "Gone", "vendor")),
        edges=(*newer.edges[1:], PageEdge("e9", "ice", "gone", "awarded", "awarded", "recorded")),
        notes=("Of old.", *newer.notes),
    )
    found = compare_views(older, newer)
    assert {node.id: node.change for node in found.nodes} == {
        "ice": "changed",
        **{node.id: "same" for node in kept},
        "gone": "removed",
    }
    assert {edge.id: edge.change for edge in found.edges} == {
        "e1": "added",
        **{edge.id: "same" for edge in newer.edges[1:]},
        "e9": "removed",
    }
    assert found.compared == ("old", newer.snapshot)
    assert found.title == "ICE to Microsoft: what changed"
    assert found.notes == (
        "Things: 0 added, 1 removed, 1 changed, 4 unchanged.",
        "Lines: 1 added, 1 removed, 0 changed, 6 unchanged.",
        "In the older graph: Of old.",
        "The subcontract is not public.",
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"status": "reported"}, "reported", id="status"),
        pytest.param({"count": 1}, "1 record", id="one-record"),
        pytest.param({"count": 7}, "7 records", id="records"),
        pytest.param({"amounts": ()}, "no amount", id="no-amount"),
        pytest.param({"amounts": (("ceiling", "$9.00"),)}, "$9.00 (ceiling)", id="amount"),
        pytest.param({"first_date": "2020-01-01"}, "2020-01-01 to 2025-08-07", id="dates"),
        pytest.param({"first_date": "", "last_date": ""}, "no date", id="no-date"),
        pytest.param({"label": "other words"}, "", id="words-alone"),
    ],
)
def test_a_changed_line_tells_what_it_was(changed: dict[str, object], told: str) -> None:
    newer = chain()
    before = replace(newer.edges[0], **changed)  # type: ignore[arg-type]
    edge = compare_views(replace(newer, edges=(before, *newer.edges[1:])), newer).edges[0]
    assert (edge.before, edge.change) == (told, "changed" if told else "same")


def test_all_is_new_beside_a_graph_without_any_of_it() -> None:
    found = compare_views(PageView("t", "", "old", ()), chain())
    assert {node.change for node in found.nodes} == {edge.change for edge in found.edges} == {"added"}

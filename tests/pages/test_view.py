from dataclasses import replace

import pytest

from graph.errors import ValueRejected
from graph.pages import PageEdge, PageEvidence, PageNode, PageView
from tests.pages.samples import chain


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"status": "likely"}, "Status 'likely' of line 'e1' is unknown", id="status"),
        pytest.param({"count": 0}, "Line 'e1' has count 0", id="count"),
        pytest.param({"confidence": 1.5}, "Confidence 1.5 of line 'e1'", id="confidence"),
        pytest.param({"weight": float("nan")}, "Weight of line 'e1' is nan", id="weight"),
    ],
)
def test_a_line_refuses_what_it_cannot_show(change: dict[str, object], words: str) -> None:
    edge = chain().edges[0]
    with pytest.raises(ValueRejected, match=words):
        replace(edge, **change)  # type: ignore[arg-type]


def test_a_node_refuses_an_endless_weight() -> None:
    with pytest.raises(ValueRejected, match="Weight of 'a' is inf"):
        PageNode("a", "A", "agency", weight=float("inf"))


def test_evidence_refuses_an_unknown_kind() -> None:
    with pytest.raises(ValueRejected, match="Evidence kind 'hearsay' is unknown"):
        PageEvidence("hearsay", "who", "document")  # type: ignore[arg-type]


def test_a_view_refuses_a_repeated_id() -> None:
    node = PageNode("a", "A", "agency")
    with pytest.raises(ValueRejected, match="The node id 'a' appears 2 times"):
        PageView("t", "q", "s", (node, node))


def test_a_view_refuses_a_line_without_its_end() -> None:
    node = PageNode("a", "A", "agency")
    with pytest.raises(ValueRejected, match="Line 'e' ends at 'b', which is not on the page"):
        PageView("t", "q", "s", (node,), (PageEdge("e", "a", "b", "r", "l", "recorded"),))


def test_a_view_refuses_a_language_that_is_no_tag() -> None:
    with pytest.raises(ValueRejected, match="is not a BCP 47 tag"):
        PageView("t", "q", "s", (PageNode("a", "A", "agency"),), language='en"><script>')

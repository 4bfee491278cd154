"""Pages of a graph: what each question shows, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import NothingFound, QueryRejected, UnknownName, UsageProblem
from graph.knowledge import KnowledgeGraph, open_graph
from graph.pages.asked import PageAsked
from graph.pages.view import PageView

VENDORS = 'SELECT DISTINCT ?v { ?a vg:underVehicle/vg:piid "70CTD022A00000002" ; vg:recipient ?v }'


@pytest.fixture(scope="module")
def graph(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def lines(view: PageView, status: str) -> set[tuple[str, str, str]]:
    labels = {node.id: node.label for node in view.nodes}
    return {(labels[edge.source], edge.label, labels[edge.target]) for edge in view.edges if edge.status == status}


def test_around_an_agency_a_denied_claim_is_shown_as_denied(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(entity="ICE"))
    denied = ("is engaged in", "mass surveillance of civilians with Microsoft technology")
    assert ("U.S. Immigration and Customs Enforcement", *denied) in lines(view, "denied")
    edge = next(edge for edge in view.edges if edge.status == "denied" and edge.label == denied[0])
    assert [(one.stance, one.who) for one in edge.evidence] == [("denies", "a Microsoft spokesperson")]
    assert edge.evidence[0].quote == "does not believe ICE is engaged in such activity"
    assert edge.evidence[0].origins == ("Statement by Microsoft through a spokesperson",)
    assert not [one for one in view.edges if one.status != "denied" and "surveillance" in one.label]
    assert view.centre == "id:subagency-7012"


def test_relations_without_a_phrase_of_their_own_are_read_as_words(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(entity="ICE"))
    assert "triples down on its use of" in {edge.label for edge in view.edges}
    assert not [edge.label for edge in view.edges if edge.label != edge.label.lower()]


def test_behind_an_agency_stand_its_sellers_their_products_and_the_makers(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(behind="ICE", most=60))
    assert len(view.nodes) <= 60
    assert {node.kind for node in view.nodes} == {"agency", "vendor", "product"}
    assert {edge.label for edge in view.edges} == {
        "awarded to",
        "has awards naming",
        "has awards inheriting",
        "is made by",
    }
    sold = {edge.source for edge in view.edges if edge.relation in ("awardNames", "awardsInherit")}
    paid = {edge.target for edge in view.edges if edge.relation == "awarded"}
    assert paid <= {node.id for node in view.nodes}
    assert sold & paid
    assert any("products. The option --most shows more." in note for note in view.notes)


def test_pages_are_written_by_the_short_names_too(graph: KnowledgeGraph, tmp_path: Path) -> None:
    around = graph.page("ICE", tmp_path / "ice.html", hops=1, most=20)
    paths = graph.page_of_path("ICE", "Microsoft", tmp_path / "path.html")
    assert around.nodes >= 20
    assert paths.layout == "columns"
    assert {path.name for path in tmp_path.iterdir()} == {"ice.html", "path.html"}


def test_what_a_program_wrote_is_never_shown_as_a_source(graph: KnowledgeGraph) -> None:
    passages = [one for claim in graph.claims() for one in claim.evidence if one.machine_made]
    assert passages
    told = [
        one.who for view in (graph.page_view(PageAsked(entity="ICE")),) for edge in view.edges for one in edge.evidence
    ]
    assert [who for who in told if "(written by a program, never a source of its own)" in who]


def test_an_answer_is_drawn_with_the_lines_between_the_things_it_names(graph: KnowledgeGraph) -> None:
    query = "SELECT * { VALUES ?thing { id:subagency-7012 id:product-azure id:not-a-thing } }"
    view = graph.page_view(PageAsked(query=query))
    assert ("U.S. Immigration and Customs Enforcement", "uses", "Azure") in lines(view, "confirmed")
    assert view.question == query
    made = graph.page_view(PageAsked(query="CONSTRUCT { ?a vg:uses ?b } WHERE { ?a vg:uses ?b }"))
    assert ("U.S. Immigration and Customs Enforcement", "uses", "Azure") in lines(made, "confirmed")


def test_things_without_a_line_between_them_stand_on_the_page_of_an_answer(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(query=VENDORS))
    assert view.nodes
    awards = "SELECT ?a ?v { ?a vg:recipient ?v } LIMIT 3"
    assert any("awards that the answer names" in note for note in graph.page_view(PageAsked(query=awards)).notes)


def test_of_the_whole_graph_the_heaviest_are_shown_and_the_rest_is_counted(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(everything=True, most=300))
    assert 300 <= len(view.nodes) <= 310  # claims that somebody denies bring their own ends
    assert any(note.startswith("Left out for room") and "--most shows more" in note for note in view.notes)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        pytest.param({"entity": "Nobody Inc XYZZY"}, UnknownName, "Nothing here is called", id="name"),
        pytest.param({"behind": "Microsoft"}, UsageProblem, "Microsoft is a vendor, not an agency.", id="no-agency"),
        pytest.param({"ends": ("ICE", "ICE")}, UsageProblem, "are the same thing", id="same-ends"),
        pytest.param({"query": "ASK {}"}, UsageProblem, "names nothing to draw", id="ask"),
        pytest.param({"query": "SELECT (1 AS ?x) {}"}, NothingFound, "names 0 IRIs, none of them", id="no-thing"),
        pytest.param({"query": "SELECT ?x {"}, QueryRejected, "line 1", id="no-query"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    graph: KnowledgeGraph, asked: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        graph.page_view(PageAsked(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", [{}, {"entity": "ICE", "everything": True}, {"behind": "ICE", "query": "ASK {}"}])
def test_a_page_shows_one_thing(asked: dict[str, object]) -> None:
    with pytest.raises(UsageProblem, match="A page shows one thing"):
        PageAsked(**asked)  # type: ignore[arg-type]


def test_an_agency_that_names_no_product_has_nothing_behind_it(graph: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match="names or inherits a product"):
        graph.page_view(PageAsked(behind="id:subagency-12B8"))


def test_beside_a_graph_that_does_not_know_the_name_all_is_new(graph: KnowledgeGraph, tmp_path: Path) -> None:
    from graph.loading import load

    source = tmp_path / "claims.yaml"
    source.write_bytes((Path(__file__).parent.parent / "data" / "claims").rglob("*.yaml").__next__().read_bytes())
    load(tmp_path / "older.db", [source])
    older = open_graph(tmp_path / "older.db")
    view = graph._compared(graph.page_view(PageAsked(entity="CoreCivic")), PageAsked(entity="CoreCivic"), older)
    assert {node.change for node in view.nodes} == {"added"}
    assert view.compared == (older.snapshot, graph.snapshot)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7, 25])
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"entity": "ICE"}, id="entity"),
        pytest.param({"entity": "70CTD022A00000002"}, id="vehicle"),
        pytest.param({"entity": "70CTD024FC0000015"}, id="award"),
        pytest.param({"behind": "ICE"}, id="behind"),
        pytest.param({"query": "SELECT ?v { ?a vg:awardingAgency id:subagency-7012 ; vg:recipient ?v }"}, id="query"),
        pytest.param({"query": "SELECT * { VALUES ?v { id:subagency-7012 id:product-azure } }"}, id="named-things"),
        pytest.param({"everything": True}, id="everything"),
    ],
)
def test_a_page_has_no_more_things_than_asked_for_and_is_not_empty(
    graph: KnowledgeGraph, asked: dict[str, Any], most: int
) -> None:
    view = graph.page_view(PageAsked(most=most, **asked))

    assert 1 <= len(view.nodes) <= most
    nodes = {node.id for node in view.nodes}
    assert all({edge.source, edge.target} <= nodes for edge in view.edges)


def test_a_page_with_room_for_one_thing_says_what_it_leaves_out(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(entity="ICE", most=1))

    assert ([node.id for node in view.nodes], view.centre) == (["id:subagency-7012"], "id:subagency-7012")
    assert view.notes[0] == (
        "Left out for room: 1 claim that somebody denies or disputes. The option --most shows more."
    )
    assert view.notes[1].startswith("Left out for room, those with the least money on their lines:")


def test_a_denied_claim_is_given_room(graph: KnowledgeGraph) -> None:
    view = graph.page_view(PageAsked(entity="ICE", most=4))

    assert {edge.status for edge in view.edges} >= {"denied"}


def test_behind_with_little_room_stands_the_first_product_with_its_largest_seller(graph: KnowledgeGraph) -> None:
    kinds = [
        sorted(node.kind for node in graph.page_view(PageAsked(behind="ICE", most=most)).nodes) for most in (2, 3, 4)
    ]

    assert kinds[0] == ["agency"]
    assert kinds[1] == ["agency", "product", "vendor"]
    assert kinds[2][:2] == ["agency", "product"]

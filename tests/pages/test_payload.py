from dataclasses import replace

import pytest

from graph.pages import PageEdge, PageEvidence, PageNode, PageView, render_page
from graph.pages.communities import name_group
from graph.pages.layout import lay_out
from tests.pages.samples import chain, crowd
from tests.pages.unpacking import read_details, read_map

ENDS = (PageNode("a", "A", "agency"), PageNode("b", "B", "vendor"))


def page_of(edge: PageEdge) -> str:
    return render_page(PageView("t", "", "s", ENDS, (edge,)))


def line(**fields: object) -> PageEdge:
    return replace(PageEdge("a paid b", "a", "b", "paid", "paid", "recorded"), **fields)  # type: ignore[arg-type]


def test_what_repeats_the_line_or_the_key_is_written_once() -> None:
    evidence = PageEvidence(
        "award",
        "FPDS",
        "actions.csv",
        "CONT_AWD_7",
        1,
        "",
        "2024-01-02",
        ("obligation", "$5.50"),
        "https://example.org/award/CONT_AWD_7/",
        "records",
    )
    page = page_of(
        line(amounts=(("obligation", "$5.50"),), first_date="2024-01-02", last_date="2024-01-02", evidence=(evidence,))
    )
    details = read_details(page)
    columns = details["evidence"]
    assert (columns["amount"], columns["date"], columns["key"]) == (-1, -1, "CONT_AWD_7")
    assert details["texts"][columns["url"]] == "https://example.org/award/\x1f/"
    assert read_map(page)["edges"]["last"] == -1
    assert details["edges"]["id"] == {}


def test_what_is_the_evidence_s_own_is_kept() -> None:
    evidence = PageEvidence("claim", "X", "Y", "k", date="2023", amount=("announced", "$7"), origins=("A leak", "B"))
    page = page_of(line(id="own id", amounts=(("obligation", "$5.50"),), first_date="2024", evidence=(evidence,)))
    details = read_details(page)
    columns, texts = details["evidence"], details["texts"]
    kind, amount = columns["amount"][0]
    assert (texts[kind], amount) == ("announced", "$7")
    assert texts[columns["date"]] == "2023"
    assert [texts[origin] for origin in columns["origins"][0]] == ["A leak", "B"]
    assert details["edges"]["id"] == {"0": "own id"}


@pytest.mark.parametrize(
    ("amounts", "weight", "written"),
    [
        pytest.param((("obligation", "$1,234.50"),), 1234.5, {}, id="as-printed"),
        pytest.param((("obligation", "$1,234.50"),), 99.0, {"0": 99}, id="another"),
        pytest.param((("obligation", "-$10.00"),), 0.0, {}, id="deobligation"),
        pytest.param((("obligation", "unknown"),), 0.0, {}, id="no-number"),
        pytest.param((("obligation, inferred interval", "0 to $7.00"),), 0.0, {"0": 0}, id="interval"),
        pytest.param((), 0.0, {}, id="none"),
    ],
)
def test_a_weight_is_written_where_the_printed_amount_is_another(
    amounts: tuple[tuple[str, str], ...], weight: float, written: dict[str, int]
) -> None:
    assert read_map(page_of(line(amounts=amounts, weight=weight)))["edges"]["value"] == written


def test_a_page_of_two_thousand_things_without_evidence_keeps_below_300_kb() -> None:
    assert len(render_page(crowd(2_000, 5_000))) < 300_000


def test_a_small_page_opens_on_everything_and_a_large_one_on_groups_or_its_centre() -> None:
    assert read_map(render_page(chain()))["open"] == {"centre": -1, "overview": False}
    large = crowd(700, 1_500)
    assert read_map(render_page(large))["open"] == {"centre": -1, "overview": True}
    about = read_map(render_page(replace(large, centre="n3")))
    assert about["nodes"]["label"][about["open"]["centre"]] == "Company number 3"


def test_groups_are_named_after_their_best_linked_members_and_the_lonely_stand_apart() -> None:
    layout = lay_out(crowd(300, 200))
    assert layout.group_names[-1] == "No line shown"
    assert all(name.startswith("Company number") for name in layout.group_names[:-1])
    assert set(layout.groups.values()) == set(range(len(layout.group_names)))
    long = PageNode("a", "A" * 50, "vendor")
    assert name_group(["a", "a"], {"a": long}) == f"{'A' * 31}…, {'A' * 31}…"


def test_groups_of_modularity_part_two_cliques_joined_by_one_line() -> None:
    nodes = tuple(PageNode(f"{side}{i}", f"{side}{i}", "vendor") for side in "ab" for i in range(6))
    ends = [(f"{side}{i}", f"{side}{j}") for side in "ab" for i in range(6) for j in range(i)] + [("a0", "b0")]
    edges = tuple(PageEdge(f"{a}-{b}", a, b, "r", "r", "recorded") for a, b in ends)
    groups = lay_out(PageView("t", "", "s", nodes, edges)).groups
    assert {groups[f"a{i}"] for i in range(6)} == {0}
    assert {groups[f"b{i}"] for i in range(6)} == {1}

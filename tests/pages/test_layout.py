from dataclasses import replace
from math import hypot

import pytest

from graph.pages import PageEdge, PageNode, PageView
from graph.pages.columns import space_out
from graph.pages.communities import find_groups
from graph.pages.layout import Layout, Plan, drawn_kinds, lay_out
from graph.pages.order import count_crossings
from graph.pages.routes import bend_lines
from tests.pages.samples import chain, crowd, ranking

VIEWS = [
    pytest.param(chain(), id="chain"),
    pytest.param(ranking(60), id="sixty-vendors"),
    pytest.param(ranking(700), id="seven-hundred-vendors"),
    pytest.param(crowd(200, 500), id="groups"),
    pytest.param(crowd(2000, 5000), id="two-thousand-in-groups"),
    pytest.param(crowd(2000, 5000, ("agency", "award", "vendor", "product")), id="two-thousand-in-columns"),
    pytest.param(crowd(300, 0), id="no-lines"),
    pytest.param(PageView("t", "", "s", (PageNode("a", "A", "agency"),)), id="one-node"),
    pytest.param(PageView("t", "", "s", (PageNode("a", "A", "agency"), PageNode("b", "B", "vendor"))), id="two-kinds"),
]


def closest(plan: Plan, layout: Layout) -> float:
    """The least gap between the rims of two symbols; negative when some overlap."""
    cell = 40
    grid: dict[tuple[int, int], list[str]] = {}
    for each, (x, y) in plan.points.items():
        grid.setdefault((x // cell, y // cell), []).append(each)
    gaps = [float(cell)]
    for each, (x, y) in plan.points.items():
        for across in (-1, 0, 1):
            for down in (-1, 0, 1):
                for other in grid.get((x // cell + across, y // cell + down), []):
                    if other > each:
                        a, b = plan.points[other]
                        gaps.append(hypot(x - a, y - b) - layout.radii[each] - layout.radii[other])
    return min(gaps)


@pytest.mark.parametrize("view", VIEWS)
def test_no_two_symbols_overlap(view: PageView) -> None:
    layout = lay_out(view)
    assert closest(layout.wide, layout) > 0
    assert closest(layout.tall, layout) > 0


@pytest.mark.parametrize("view", VIEWS)
def test_every_thing_has_a_place_inside_a_named_box(view: PageView) -> None:
    layout = lay_out(view)
    for plan in (layout.wide, layout.tall):
        assert set(plan.points) == {node.id for node in view.nodes}
        assert sum(box.count for box in plan.boxes) == len(view.nodes)
        for x, y in plan.points.values():
            assert any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in plan.boxes)


@pytest.mark.parametrize("view", VIEWS)
def test_the_order_of_the_input_does_not_change_the_layout(view: PageView) -> None:
    turned = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    assert lay_out(turned) == lay_out(view)


def test_a_chain_runs_from_the_agency_on_the_left_to_the_maker_on_the_right() -> None:
    layout = lay_out(chain())
    across = {each: x for each, (x, _) in layout.wide.points.items()}
    assert sorted(across, key=across.__getitem__) == ["ice", "award", "four", "azure", "microsoft"]
    assert layout.name == "columns"
    assert [box.name for box in layout.wide.boxes] == ["Agency", "Award", "Vendor", "Product", "Maker"]


def test_a_tall_page_runs_from_top_to_bottom() -> None:
    down = {each: y for each, (_, y) in lay_out(chain()).tall.points.items()}
    assert sorted(down, key=down.__getitem__) == ["ice", "award", "four", "azure", "microsoft"]


def test_the_heaviest_vendor_comes_first_and_is_largest() -> None:
    layout = lay_out(ranking(40))
    down = {each: y for each, (_, y) in layout.wide.points.items() if each != "ice"}
    assert min(down.values()) == down["v0000"]
    assert layout.radii["v0000"] == max(radius for each, radius in layout.radii.items() if each != "ice")


def test_a_reported_line_does_not_make_a_maker_a_contractor() -> None:
    view = chain()
    assert drawn_kinds(view.nodes, view.edges)["microsoft"] == "maker"
    paid = PageEdge("e9", "ice", "microsoft", "paid", "paid", "recorded")
    assert drawn_kinds(view.nodes, (*view.edges, paid))["microsoft"] == "vendor"


def test_a_vendor_paid_by_vendors_alone_is_a_subcontractor() -> None:
    nodes = (PageNode("a", "A", "agency"), PageNode("p", "P", "vendor"), PageNode("s", "S", "vendor"))
    edges = (
        PageEdge("1", "a", "p", "paid", "paid", "recorded"),
        PageEdge("2", "p", "s", "subaward", "passed on to", "recorded"),
    )
    assert drawn_kinds(nodes, edges) == {"a": "agency", "p": "vendor", "s": "subvendor"}


def test_things_of_one_kind_fall_into_groups_of_the_closely_linked() -> None:
    nodes = [PageNode(f"{side}{i}", f"{side}{i}", "vendor") for side in "ab" for i in range(5)]
    neighbours = {node.id: [o.id for o in nodes if o.id[0] == node.id[0] and o.id != node.id] for node in nodes}
    lonely = PageNode("z", "Z", "vendor")
    groups, unlinked = find_groups([*nodes, lonely], {**neighbours, "z": []})
    assert groups == [[f"a{i}" for i in range(5)], [f"b{i}" for i in range(5)]]
    assert unlinked == ["z"]


def test_kinds_without_an_order_are_grouped() -> None:
    nodes = tuple(PageNode(f"n{i}", f"N{i}", "ship" if i % 2 else "port") for i in range(6))
    edges = tuple(PageEdge(f"e{i}", f"n{i}", f"n{i + 1}", "r", "r", "recorded") for i in range(5))
    assert lay_out(PageView("t", "", "s", nodes, edges)).name == "groups"


def test_ordering_takes_crossings_out() -> None:
    left = tuple(PageNode(f"a{i}", f"A{i}", "agency") for i in range(4))
    right = tuple(PageNode(f"v{i}", f"V{i}", "vendor") for i in range(4))
    edges = tuple(PageEdge(f"e{i}", f"a{i}", f"v{3 - i}", "r", "r", "recorded") for i in range(4))
    points = lay_out(PageView("t", "", "s", left + right, edges)).wide.points
    neighbours: dict[str, list[str]] = {node.id: [] for node in left + right}
    for edge in edges:
        neighbours[edge.source].append(edge.target)
    columns = [sorted((node.id for node in side), key=lambda each: points[each][1]) for side in (left, right)]
    assert count_crossings(columns, neighbours) == 0
    assert count_crossings([[f"a{i}" for i in range(4)], [f"v{i}" for i in range(4)]], neighbours) == 6


def test_places_keep_their_order_and_distance() -> None:
    assert space_out([5.0, 5.0, 5.0], 10.0) == [-5.0, 5.0, 15.0]
    assert space_out([], 10.0) == []


def test_parallel_lines_bend_apart() -> None:
    view = chain()
    twin = replace(view.edges[0], id="e0")
    back = replace(view.edges[0], id="e8", source="award", target="ice")
    both = (*view.edges, twin, back)
    bends = bend_lines(sorted(both, key=lambda edge: edge.id), lay_out(replace(view, edges=both)))
    # A line back is seen from its own source, so the same side has the other sign.
    assert len({bends["e0"], bends["e1"], -bends["e8"]}) == 3


def test_a_line_over_a_column_goes_around_the_symbols_in_it() -> None:
    nodes = tuple(PageNode(kind, kind, kind, weight=1.0) for kind in ("agency", "award", "vendor", "product"))
    ends = [("agency", "award"), ("award", "vendor"), ("vendor", "product"), ("agency", "product")]
    edges = tuple(PageEdge(f"{a}-{b}", a, b, "r", "r", "recorded") for a, b in ends)
    bends = bend_lines(edges, lay_out(PageView("t", "", "s", nodes, edges)))
    assert bends["agency-product"] != 0
    assert bends["agency-award"] == 0


def test_two_thousand_things_leave_lines_straight_unless_parallel() -> None:
    view = crowd(2000, 5000, ("agency", "award", "vendor", "product"))
    bends = bend_lines(view.edges, lay_out(view))
    assert len(bends) == 5000
    assert 0.0 in bends.values()

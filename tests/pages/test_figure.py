"""Still figures of a page's map: everything on them, nothing on top of another, the same bytes each time."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.errors import NothingFound, OutputRefused, UsageProblem
from graph.pages import PageEdge, PageNode, PageView
from graph.pages.figure import MOST_DRAWN, draw_figure
from graph.pages.lettering import fit, text_width, wrap
from graph.pages.look import STATUS_LOOKS
from graph.pages.naming import Rect, Spot, Taken, place_names
from graph.pages.outlines import OUTLINES
from graph.pages.picture import png_of, write_figure
from tests.pages import samples

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&\x00\x0b \u202e --> 漢字 ' + "x" * 10_000


def _read(view: PageView) -> ElementTree.Element:
    return ElementTree.fromstring(draw_figure(view))


def test_every_thing_line_status_and_source_is_on_it() -> None:
    view = samples.chain()
    drawn = _read(view)
    text = " ".join(drawn.itertext())
    names = {(one.text or "").removesuffix(")").rpartition(" (")[0] for one in drawn.iter(f"{SVG}title")}
    assert {node.label for node in view.nodes} <= names
    assert all(node.label.split()[0] in text for node in view.nodes)
    lines = [one for one in drawn.iter(f"{SVG}path") if one.get("stroke-opacity")]
    assert len(lines) == len(view.edges)
    wanted = sorted(" ".join(map(str, STATUS_LOOKS[edge.status].dashes)) for edge in view.edges)
    assert sorted(one.get("stroke-dasharray", "") for one in lines) == wanted
    for status in {edge.status for edge in view.edges}:
        assert STATUS_LOOKS[status].meaning in text
    assert "Sources: The article; actions.csv; catalogue." in text
    assert view.snapshot[:16] in text
    assert drawn.findtext(f"{SVG}title") == view.title
    assert (drawn.findtext(f"{SVG}desc") or "").startswith(view.question)


def test_the_same_view_gives_the_same_bytes_in_any_order() -> None:
    view = samples.chain()
    turned = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    assert draw_figure(view) == draw_figure(turned)


@pytest.mark.parametrize("count", [1, 40, 300], ids=lambda count: f"{count}-things")
def test_no_name_lies_on_another_or_on_a_symbol(count: int) -> None:
    nodes = tuple(PageNode(f"n{at}", f"Company number {at} of America", "vendor") for at in range(count))
    spots = [
        Spot(node.id, node.label, 40.0 + at % 20 * 55, 30.0 + at // 20 * 31, 8.0, 90.0, ("right", "below")[at % 2])
        for at, node in enumerate(nodes)
    ]
    taken, symbols = Taken(), []
    for spot in spots:
        symbols.append(Rect(spot.x - 8, spot.y - 8, spot.x + 8, spot.y + 8))
        taken.add(symbols[-1])
    placed = place_names(spots, taken, Rect(0, 0, 1200, 700), 11.0)
    rects = []
    for name in placed.values():
        wide = max(text_width(line, 11.0) for line in name.lines)
        left = {"start": name.x, "middle": name.x - wide / 2, "end": name.x - wide}[name.anchor]
        rects.append(Rect(left, name.y - 11 * 0.95, left + wide, name.y - 11 * 0.95 + 11 * 1.18 * len(name.lines)))
    assert rects
    for at, rect in enumerate(rects):
        assert not any(rect.meets(other) for other in rects[at + 1 :])
        assert not any(rect.meets(other) for other in symbols)


def test_names_that_find_no_room_are_counted() -> None:
    nodes = tuple(PageNode(f"n{at:04}", f"A company of {at}", "vendor") for at in range(700))
    edges = tuple(PageEdge(f"e{at}", "n0000", f"n{at:04}", "awarded", "awarded to", "recorded") for at in range(1, 700))
    text = " ".join(_read(PageView("Many", "Who?", "s" * 64, nodes, edges)).itertext())
    assert " of 700 things found no room for their name." in text


def test_hostile_text_is_text() -> None:
    nodes = (PageNode("a" + HOSTILE, HOSTILE, "vendor"), PageNode("b", "b", HOSTILE[:60]))
    edge = PageEdge("e", nodes[0].id, "b", HOSTILE, HOSTILE, "denied", amounts=((HOSTILE, HOSTILE),))
    drawn = _read(PageView(HOSTILE, HOSTILE, HOSTILE, nodes, (edge,), notes=(HOSTILE,)))
    assert {one.tag.removeprefix(SVG) for one in drawn.iter()} <= {
        "svg", "title", "desc", "rect", "g", "path", "circle", "text", "tspan", "polygon",
    }  # fmt: skip
    assert float(drawn.get("height", "")) < 2_000


def test_a_comparison_marks_what_was_added_removed_and_changed() -> None:
    view = samples.chain()
    nodes = (replace(view.nodes[0], change="added"), *view.nodes[1:])
    edges = (replace(view.edges[0], change="removed"), replace(view.edges[1], change="changed"), *view.edges[2:])
    plain = " ".join(_read(view).itertext())
    told = " ".join(_read(replace(view, nodes=nodes, edges=edges, compared=("a", "b"))).itertext())
    for word in ("added (1): only in the newer", "removed (1): only in the older", "changed (1): in both"):
        assert word in told
        assert word not in plain
    assert told.count("\u2212") == 2  # on the line and in the legend


def test_a_loop_has_no_line_and_breaks_nothing() -> None:
    node = PageNode("a", "A", "vendor")
    assert "A" in draw_figure(PageView("T", "", "s", (node,), (PageEdge("e", "a", "a", "r", "r", "recorded"),)))


def test_an_empty_figure_and_an_endless_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="The figure 'T' would be empty"):
        write_figure(PageView("T", "", "s", ()), tmp_path / "x.svg")
    many = tuple(PageNode(str(at), "n", "vendor") for at in range(MOST_DRAWN + 1))
    with pytest.raises(UsageProblem, match="2,001 things; a figure shows at most 2,000"):
        write_figure(PageView("T", "", "s", many), tmp_path / "x.svg")
    with pytest.raises(UsageProblem, match=r"what picture '.*x\.jpg' is"):
        write_figure(samples.chain(), tmp_path / "x.jpg")
    assert list(tmp_path.iterdir()) == []


def test_a_png_has_the_size_of_two_figures_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    view = samples.chain()
    svg = ElementTree.fromstring(draw_figure(view))
    write_figure(view, tmp_path / "a.png")
    write_figure(view, tmp_path / "b.png")
    png = (tmp_path / "a.png").read_bytes()
    assert png == (tmp_path / "b.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    size = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert size == (2 * int(svg.get("width", "")), 2 * int(svg.get("height", "")))
    write_figure(view, tmp_path / "a.png")  # ours, so it may be replaced
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(OutputRefused, match="was not written by this program"):
        write_figure(view, tmp_path / "photo.png")


def test_png_shows_letters_of_our_own_fonts() -> None:
    pair = [
        png_of(f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{text}</svg>')
        for text in ("", '<text y="15" font-family="Roboto">Supplier</text>')
    ]
    assert len(pair[1]) > len(pair[0]) + 200


def test_png_without_resvg_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageProblem, match=r"needs resvg.*vendorgraph\[figures\]"):
        write_figure(samples.chain(), tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        pytest.param("Azure", 100, "Azure", id="whole"),
        pytest.param("Azure Virtual Machines", 60, "Azure Virt…", id="cut"),
        pytest.param("Azure", 5, "", id="no-room"),
        pytest.param("\u0301\u0301", 1, "\u0301\u0301", id="no-width"),
    ],
)
def test_texts_are_cut_to_their_room(text: str, width: float, fitted: str) -> None:
    assert fit(text, 11, width) == fitted
    assert text_width(fitted, 11) <= width


def test_words_are_wrapped_and_the_rest_cut() -> None:
    lines = wrap("one two three four five six seven", 11, 60, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert wrap("", 11, 60, most=2) == []
    assert text_width("漢字", 10) > 2 * text_width("a", 10)


def test_every_shape_of_the_page_has_an_outline() -> None:
    source = Path(__file__).parents[2] / "graph" / "pages" / "src" / "shapes.js"
    block = source.read_text().partition("const SHAPES = {")[2].partition("\n};")[0]
    named = {line.strip().partition(":")[0].strip('"') for line in block.splitlines() if ": {" in line}
    assert named == set(OUTLINES)

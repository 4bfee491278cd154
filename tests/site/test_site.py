"""What stands on the pages of a site."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from graph import open_graph
from graph.errors import NothingFound, UnknownName, UsageProblem
from graph.knowledge import KnowledgeGraph
from graph.site import SiteAsked, write_site
from graph.site.behind import ties_of_pages
from graph.site.folder import MARK
from graph.site.places import file_name
from graph.supply.question import Question
from tests.pages.samples import HOSTILE
from tests.site.conftest import award, sources_of, write_actions

ICE = "agencies/subagency-7012-4a167054e7.html"


class Elements(HTMLParser):
    """The elements of a page and what its addresses point to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
            if name in ("href", "src"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


@pytest.fixture(scope="module")
def about_azure(shipped: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site about a product: the agencies, sellers and maker tied to it, a hundredth of the whole."""
    out = tmp_path_factory.mktemp("about") / "site"
    shipped.write_site(out, SiteAsked(about=("id:product-azure",), base_url="https://example.org/dossier/"))
    return out


def text_of(file: Path) -> str:
    return " ".join("".join(Elements(file.read_text(encoding="utf-8")).words).split())


def test_every_link_of_a_site_leads_to_a_file_of_it_or_to_the_web(about_azure: Path) -> None:
    pages = list(about_azure.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        found = Elements(page.read_text(encoding="utf-8"))
        assert len(set(found.ids)) == len(found.ids), page
        for address in found.addresses:
            if urlsplit(address).scheme in ("https", "http", "data"):
                continue
            target = address.partition("#")[0]
            assert (page.parent / unquote(target)).is_file() or target == "", f"{page}: {address}"


def test_the_page_of_an_agency_sums_what_its_awards_come_to_kind_by_kind(about_azure: Path) -> None:
    said = text_of(about_azure / ICE)
    assert "It placed 9,788 awards" in said
    assert "Net obligations of loaded actions$13,010,973,484.88, known of 8,636 of 9,788 awards" in said
    assert "Total obligations, where only a summary is loaded$198,478,109.02, known of 1,152 of 9,788 awards" in said


def test_a_denied_claim_is_never_a_plain_sentence(shipped: KnowledgeGraph, about_azure: Path) -> None:
    denied = [claim for claim in shipped._claims if claim.status in ("denied", "disputed")]
    assert denied
    pages = [path.read_text(encoding="utf-8") for path in about_azure.rglob("*.html")]
    told = 0
    for claim in denied:
        for page in pages:
            for item in re.findall(rf'<li id="{claim.id}">(.*?)</p>', page):
                told += 1
                assert "Denied, not a fact here, is that <q>" in item or "Contested, some say so" in item
                assert 'class="badge s-denied"' in item or 'class="badge s-contested"' in item
    assert told


def test_long_tables_of_awards_stand_whole_beside_their_page(about_azure: Path) -> None:
    page = (about_azure / ICE).read_text(encoding="utf-8")
    assert "Showing 100 of 9,788." in page
    rows = list(
        csv.reader(io.StringIO((about_azure / ICE.replace(".html", "-awards.csv")).read_text(encoding="utf-8")))
    )
    assert len(rows) == 9_789
    assert rows[0][:2] == ["award", "piid"]


def test_what_stands_behind_an_agency_is_what_the_command_behind_says(shipped: KnowledgeGraph) -> None:
    sources = sources_of(shipped)
    network = sources.network
    node = network.node_of(network.base + "subagency-7012")
    assert node is not None
    rows = ties_of_pages(sources.tables, {"subagency-7012": ["subagency-7012"]}, {})["subagency-7012"]
    ours = {
        (sources.tables.label(tie.second), sources.tables.label(tie.first)): (
            tie.awards,
            tie.through_others,
            tie.most,
            tie.direct,
        )
        for tie in rows
    }
    theirs = shipped.behind(Question(agency="ICE"), by="product").rows
    assert len(ours) == len(theirs)
    for row in theirs:
        awards, through, most, direct = ours[(str(row["product"]), str(row["maker"]))]
        assert (awards, through) == (row["awards"], row["awards_through_others"])
        assert (most, direct) == (
            Decimal(str(row["obligation_usd_max"])),
            Decimal(str(row["obligation_usd_direct"])),
        )


def test_a_site_about_something_leaves_out_what_is_not_tied_to_it(shipped: KnowledgeGraph, tmp_path: Path) -> None:
    report = shipped.write_site(tmp_path / "site", SiteAsked(about=("id:product-azure",)))
    names = {path.name for path in (tmp_path / "site" / "vendors").iterdir()}
    assert any("four-points" in name for name in names)
    assert not any("geo-group" in name for name in names)
    assert report.pages < 100
    assert not (tmp_path / "site" / "sitemap.xml").exists()


def test_a_site_about_an_award_holds_its_parties(shipped: KnowledgeGraph, tmp_path: Path) -> None:
    key = "CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012"
    shipped.write_site(tmp_path / "site", SiteAsked(about=(f"id:award-{key}",)))
    assert any("four-points" in path.name for path in (tmp_path / "site" / "vendors").iterdir())


def test_the_same_graph_gives_the_same_bytes(hostile_graph: Path, tmp_path: Path) -> None:
    first = open_graph(hostile_graph).write_site(tmp_path / "one")
    second = open_graph(hostile_graph).write_site(tmp_path / "two")
    assert first.sha256 == second.sha256
    listed = json.loads((tmp_path / "two" / MARK).read_text(encoding="utf-8"))["files"]
    assert {
        path.relative_to(tmp_path / "two").as_posix() for path in (tmp_path / "two").rglob("*") if path.is_file()
    } == {
        *listed,
        MARK,
    }


def test_file_names_differ_on_file_systems_that_ignore_case() -> None:
    one, other = (file_name("vendor", f"https://w3id.org/vendorgraph/id/vendor-{name}") for name in ("ABC", "abc"))
    assert one.lower() != other.lower()
    assert one == one.lower()
    for name in ("con", "..", "a/b", "%2e%2e", "x" * 500, "…", "a b?c#d"):
        file = file_name("vendor", f"https://example.org/{name}")
        assert re.fullmatch(r"vendors/[a-z0-9-]{1,71}\.html", file), file


def test_the_sitemap_lists_every_page(about_azure: Path) -> None:
    said = (about_azure / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>https://example.org/dossier/{ICE}</loc>" in said
    assert said.count("<loc>") == len(list(about_azure.rglob("*.html")))


def test_hostile_text_is_text_on_every_page(hostile_site: Path) -> None:
    allowed = {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "div",
               "main", "p", "h1", "h2", "h3", "dl", "dt", "dd", "bdi", "section", "table", "caption", "thead", "tbody",
               "tr", "th", "td", "span", "strong", "q", "blockquote", "figure", "figcaption", "svg", "g", "path",
               "rect", "text", "footer", "code"}  # fmt: skip
    for page in hostile_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        found = Elements(text)
        assert found.names <= allowed, page
        assert found.handlers == []
        assert not re.search("[\x00-\x08\x0e-\x1f]", text)
        assert all(urlsplit(one).scheme in ("", "https", "data") for one in found.addresses), page
    said = text_of(hostile_site / ICE)
    assert "<img src=x onerror=window.pwned=1>" in said
    for status, words in (("denied", "Denied, not a fact here, is that"), ("retracted", "Retracted, not a fact here")):
        assert words in said, status


def test_cells_of_a_spreadsheet_are_no_formulas(tmp_path: Path) -> None:
    rows = [award(number, '=HYPERLINK("http://example.invalid")', "@SUM(A1)", "-7.5") for number in range(120)]
    from graph.loading import load

    load(tmp_path / "graph", [write_actions(tmp_path / "a.csv", rows)])
    open_graph(tmp_path / "graph").write_site(tmp_path / "site")
    (file,) = (tmp_path / "site" / "vendors").glob("*-awards.csv")
    cells = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert len(cells) == 121
    assert cells[1][5] == "-7.50"
    for row in cells[1:]:
        assert not any(cell.startswith(("=", "@")) for cell in row)


def test_search_data_is_one_script_that_holds_every_page(hostile_site: Path) -> None:
    said = (hostile_site / "assets" / "search.js").read_text(encoding="utf-8")
    data = json.loads(said.removeprefix("window.vendorgraphSearch = ").rstrip().removesuffix(";"))
    assert len({len(data[name]) for name in ("kind", "label", "file", "names", "awards")}) == 1
    assert all((hostile_site / file).is_file() for file in data["file"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"title": "  "}, "title of a site is empty", id="empty-title"),
        pytest.param({"title": "x" * 161}, "at most 160", id="long-title"),
        pytest.param({"base_url": "ftp://example.org"}, "not the address of a site", id="other-scheme"),
        pytest.param({"base_url": "https://example.org/?a=1"}, "not the address of a site", id="query"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused(asked: dict[str, str], said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        SiteAsked(**asked)  # type: ignore[arg-type]


def test_names_of_nothing_and_sites_of_nothing_are_refused(hostile_graph: Path, tmp_path: Path) -> None:
    graph = open_graph(hostile_graph)
    with pytest.raises(UnknownName):
        graph.write_site(tmp_path / "site", SiteAsked(about=("nobody at all",)))
    accounts = next(n for n in range(graph.network.entities) if graph.network.type_of(n) == "account")
    with pytest.raises(NothingFound, match="no page"):
        write_site(sources_of(graph, ()), SiteAsked(about=(graph.network.iri(accounts),)), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_look_of_a_site_is_that_of_a_page() -> None:
    from importlib.resources import files

    page = (Path(__file__).parents[2] / "graph" / "pages" / "src" / "page.css").read_text(encoding="utf-8")
    site = files("graph.site").joinpath("assets").joinpath("site.css").read_text(encoding="utf-8")
    token = re.compile(r"^\s+(--(?:paper|surface|ink|muted|rule|control|accent): #\w+;)$", re.MULTILINE)
    assert set(token.findall(site)) == set(token.findall(page))
    assert len(HOSTILE) > 10

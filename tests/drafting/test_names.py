import pytest

from graph.drafting import NameFinder, vendor_names
from graph.drafting.names import KnownName


def found(finder: NameFinder, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.local) for hit in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Azure AI Video Indexer on Azure", ["product-azure-ai-video-indexer", "product-azure"], id="longest"
        ),
        pytest.param("Microsoft\u2019s Azure", ["vendor-lei-INR2EJN1ERAN0W5ZP974", "product-azure"], id="possessive"),
        pytest.param("U.S. Customs and\nBorder Protection", ["subagency-7014"], id="over-a-line-end"),
        pytest.param("Immigration and Customs\u00a0Enforcement (ICE)", ["subagency-7012"], id="no-break-space"),
        pytest.param("on thin ice", [], id="abbreviation-in-small-letters"),
        pytest.param("Ice melts", [], id="abbreviation-at-a-sentence's-head"),
        pytest.param("an oracle, an apple and the relativity of time", [], id="words-that-are-names-elsewhere"),
        pytest.param("the Department of Homeland Security", ["agency-070"], id="department-not-its-own-sub-tier"),
        pytest.param("TSA and FEMA", ["subagency-7013", "subagency-7022"], id="agency-that-moved-is-the-current-one"),
        pytest.param("the Office of Inspector General (OIG)", [], id="name-that-many-agencies-bear"),
        pytest.param("the One Big Beautiful Bill", ["statute-pl-119-21"], id="statute-alias"),
        pytest.param("Public Law 119-21", ["statute-pl-119-21"], id="statute-number"),
        pytest.param("287(g) agreements", ["program-287g"], id="program"),
        pytest.param("McPalantir and Palantiri", [], id="inside-a-word"),
        pytest.param("Palantir, the maker", ["vendor-name-palantir-technologies-inc"], id="company-not-its-product"),
        pytest.param("an HP laptop", ["vendor-uei-SMLNZ8X9SHE7"], id="short-name-in-capitals"),
    ],
)
def test_names_are_found_as_prose_writes_them(finder: NameFinder, text: str, expected: list[str]) -> None:
    assert [local for _, local in found(finder, text)] == expected


def test_amazon_alone_is_not_its_subsidiary_amazon_web_services(finder: NameFinder) -> None:
    text = "Amazon said it would hire 500 drivers; Amazon Web Services, or AWS, said nothing."
    assert [text[hit.start : hit.end] for hit in finder.find(text) if hit.kind in ("vendor", "product")] == [
        "Amazon Web Services",
        "AWS",
    ]


def test_vendors_of_a_graph_are_found_without_their_legal_form() -> None:
    vendors = vendor_names([("vendor-uei-H1KHJPJH9R51", "FOUR POINTS TECHNOLOGY, L.L.C."), ("vendor-x", "ACME, INC.")])
    text = "Four Points Technology sold it; Acme did not."
    assert found(NameFinder((), vendors), text) == [("Four Points Technology", "vendor-uei-H1KHJPJH9R51")]


def test_a_name_of_two_vendors_finds_neither() -> None:
    vendors = vendor_names([("vendor-a", "DELTA RADAR LLC"), ("vendor-b", "DELTA RADAR, INC.")])
    assert found(NameFinder((), vendors), "Delta Radar won.") == []


def test_the_catalogue_keeps_a_name_that_a_vendor_of_the_graph_bears_too() -> None:
    listed = KnownName("vendor-listed", "vendor", "Acme Radar", ("ACME RADAR",))
    further = vendor_names([("vendor-of-graph", "ACME RADAR LLC")])
    assert found(NameFinder([listed], further), "Acme Radar won.") == [("Acme Radar", "vendor-listed")]


def test_a_finder_without_names_finds_nothing() -> None:
    assert NameFinder(()).find("Microsoft") == ()

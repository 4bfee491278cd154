"""Footnotes of claims, awards and paths: what they say, their ids, and the formats other programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from graph.citation_styles import bibtex_lines, csl_items, markdown_lines, plain_lines
from graph.citations import Citation, Note, Source, Statement, award_source, cite_claim
from graph.claims import find_claim, read_stored
from graph.errors import NothingFound, UnknownName
from graph.evidence import Json
from graph.knowledge import KnowledgeGraph, open_graph
from tests.claims.samples import BOUGHT, CLAIMS, DENIED, written
from tests.claims.written import store_of

SNAPSHOT = "a" * 64


@pytest.fixture
def store(tmp_path: Path) -> ox.Store:
    return store_of([written(tmp_path)])


def cited(store: ox.Store, name: str, snapshot: str = SNAPSHOT) -> Citation:
    return cite_claim(find_claim(read_stored(store), name), store, snapshot)


def test_a_claim_is_cited_with_quote_place_hedge_and_origin(store: ox.Store) -> None:
    (note,) = cited(store, "agency-uses-radar").notes

    assert note.text == (
        'The Gazette, "Border Agency Doubles Its Radars" (2026-03): "The Border Agency has bought 40 Acme radars" '
        f'(characters {BOUGHT.start} to {BOUGHT.end}); hedged: "according to budget papers"; '
        "rests on Budget papers of the Border Agency"
    )
    assert note.source == Source(
        id="document-gazette-2026-radars",
        kind="document",
        title="Border Agency Doubles Its Radars",
        publisher="The Gazette",
        date="2026-03",
        url="https://gazette.example/radars",
    )


def test_a_denial_is_cited_as_one(store: ox.Store) -> None:
    (note,) = cited(store, "agency-tracks").notes

    assert note.text.startswith(
        'a spokesperson for the Border Agency, in The Gazette, "Border Agency Doubles Its Radars" (2026-03): denies: '
        f'"We don\'t track travellers" (characters {DENIED.start} to {DENIED.end})'
    )


def test_the_same_answer_has_the_same_id_and_another_has_another(store: ox.Store, tmp_path: Path) -> None:
    first = cited(store, "agency-uses-radar").answer

    assert re.fullmatch("answer-[0-9a-f]{16}", first)
    assert cited(store_of([written(tmp_path, CLAIMS, "again.yaml")]), "agency-uses-radar").answer == first
    assert cited(store, "agency-uses-radar", "b" * 64).answer != first
    assert cited(store, "agency-tracks").answer != first
    changed = CLAIMS.replace("quote: The Border Agency has bought", "quote: Border Agency has bought")
    assert cited(store_of([written(tmp_path, changed, "more.yaml")]), "agency-uses-radar").answer != first


SAMPLE = Citation(
    SNAPSHOT,
    (
        Statement("A & B pay 50 % of $5 for C_D #1.", "recorded", (1,)),
        Statement("B *buys* [C].", "inferred", (2, 3), more=4),
    ),
    (
        Note("row 1 {of} file\\name", award_source("CONT_AWD_A_1_-NONE-_-NONE-", "file.csv"), "row 1"),
        Note("words ~ and ^ signs", Source("document-a", "document", "A {brace", "The Mail", "2026-03-04"), "1-2"),
        Note("more words", Source("document-a", "document", "A {brace", "The Mail", "2026-03-04"), "3-4"),
    ),
)


def test_plain_footnotes_are_numbered_and_signed() -> None:
    assert list(plain_lines(SAMPLE)) == [
        "[RECORDED] A & B pay 50 % of $5 for C_D #1. [1]",
        "[INFERRED] B *buys* [C]. [2][3] (+4 more)",
        "",
        "[1] row 1 {of} file\\name. https://www.usaspending.gov/award/CONT_AWD_A_1_-NONE-_-NONE-",
        "[2] words ~ and ^ signs",
        "[3] more words",
        "",
        f"{SAMPLE.answer}, snapshot {'a' * 16}",
    ]


def test_markdown_keeps_signs_from_becoming_markup() -> None:
    lines = list(markdown_lines(SAMPLE))

    assert lines[2] == "B \\*buys\\* \\[C\\]. *(inferred)*[^2][^3] (+4 more)"
    assert "[^1]: row 1 \\{of\\} file\\\\name. <https://www.usaspending.gov/award/CONT_AWD_A_1_-NONE-_-NONE->" in lines
    assert lines[-1] == f"`{SAMPLE.answer}`, snapshot `{'a' * 16}`"


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX as BibTeX does: entries, fields, values in balanced braces."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while (start := text.find("@misc{", at)) >= 0:
        key, at = _until(text, start + 6, ",")
        fields = found.setdefault(key, {})
        while not text[at:].lstrip().startswith("}"):
            name, at = _until(text, at, "=")
            value, at = _value(text, at)
            fields[name.strip()] = value
            at = text.index(",", at) + 1
    return found


def _until(text: str, at: int, sign: str) -> tuple[str, int]:
    end = text.index(sign, at)
    return text[at:end], end + 1


def _value(text: str, at: int) -> tuple[str, int]:
    while text[at] == " ":
        at += 1
    if text[at] != "{":
        end = text.index(",", at)
        return text[at:end], end
    depth, end = 0, at
    while True:
        if text[end] in "{}" and text[end - 1] != "\\":
            depth += 1 if text[end] == "{" else -1
        end += 1
        if depth == 0:
            return text[at + 1 : end - 1], end


def test_bibtex_has_one_entry_per_source_with_signs_escaped() -> None:
    found = entries("\n".join(bibtex_lines(SAMPLE)))

    assert set(found) == {"award-CONT_AWD_A_1_-NONE-_-NONE-", "document-a"}
    assert found["document-a"] == {
        "title": "{A \\{brace}",
        "author": "{The Mail}",
        "year": "2026",
        "month": "mar",
        "note": "[2] words \\textasciitilde{} and \\textasciicircum{} signs | [3] more words | "
        f"{SAMPLE.answer}, snapshot {'a' * 16}",
    }
    award = found["award-CONT_AWD_A_1_-NONE-_-NONE-"]
    assert award["title"] == "{Federal contract award CONT\\_AWD\\_A\\_1\\_-NONE-\\_-NONE-}"
    assert award["note"].startswith("[1] row 1 \\{of\\} file\\textbackslash{}name | ")


def test_csl_has_one_item_per_source() -> None:
    award, document = csl_items(SAMPLE)

    assert document == {
        "id": "document-a",
        "type": "article-newspaper",
        "title": "A {brace",
        "publisher": "The Mail",
        "container-title": "The Mail",
        "issued": {"date-parts": [[2026, 3, 4]]},
        "note": f"[2] words ~ and ^ signs | [3] more words | {SAMPLE.answer}, snapshot {'a' * 16}",
    }
    assert (award["type"], award["archive_location"]) == ("dataset", "file.csv")


# --- the bundled graph --------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def test_an_award_is_cited_with_its_rows(shipped: KnowledgeGraph) -> None:
    citation = shipped.cite("70CTD024FC0000015")

    (statement,) = citation.statements
    assert statement.text == (
        "Federal award 70CTD024FC0000015, to FOUR POINTS TECHNOLOGY, L.L.C., net obligation $10,901,405.90, "
        "2024-08-13 to 2025-08-07."
    )
    assert "cbp-ice-actions-fy2024.csv.gz rows 6221, 6473, 6766" in citation.notes[0].text
    key = "CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012"
    assert {note.source.id for note in citation.notes} == {f"award-{key}"}


def test_a_path_is_cited_hop_by_hop(shipped: KnowledgeGraph) -> None:
    citation = shipped.cite("One Big Beautiful Bill", "Azure AI Video Indexer")

    assert [one.status for one in citation.statements] == ["reported"] * 3
    assert all(one.notes for one in citation.statements)
    assert all(note.source.id == "document-nextfin-2026-ice-azure" for note in citation.notes)
    assert shipped.cite("One Big Beautiful Bill", "Azure AI Video Indexer").answer == citation.answer


def test_a_path_over_records_cites_awards_and_the_catalogue(shipped: KnowledgeGraph) -> None:
    citation = shipped.cite("ICE", "Microsoft", limit=3)

    assert {note.source.kind for note in citation.notes} >= {"award", "reference"}
    assert sum(one.more for one in citation.statements) > 0


def test_a_vehicle_is_cited_with_the_name_in_its_text(shipped: KnowledgeGraph) -> None:
    citation = shipped.cite("70RTAC24A00000001")

    assert {note.source.id for note in citation.notes} == {"award-CONT_IDV_70RTAC24A00000001_7001"}
    assert any("MICROSOFT ENTERPRISE LICENSE AGREEMENT" in note.text for note in citation.notes)


def test_what_no_record_states_cannot_be_cited(shipped: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"Microsoft is a vendor; no single record or claim states it\."):
        shipped.cite("Microsoft")


def test_an_unknown_name_is_no_claim_or_award(shipped: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No claim or award is called 'ice-uses-azzure'\.") as caught:
        shipped.cite("ice-uses-azzure")

    assert "ice-uses-azure" in caught.value.hint


@pytest.mark.parametrize("style", ["plain", "md", "bibtex", "csl-json", "json"])
def test_every_format_carries_the_id_of_the_answer(
    style: str, shipped: KnowledgeGraph, run_cli: Callable[..., Result], shipped_graph: Path
) -> None:
    result = run_cli("cite", "ice-uses-azure", "--format", style, "--graph", str(shipped_graph))

    assert result.exit_code == 0, result.output
    assert shipped.cite("ice-uses-azure").answer in result.stdout
    if style in ("csl-json", "json"):
        json.loads(result.stdout)


# What the input schema of CSL 1.0.2 says of the variables that an item may have here: its required ones, strings, and
# dates as parts (citation-style-language/schema on GitHub, schemas/input/csl-data.json; it allows no other variable).
CSL_REQUIRED = {"id", "type"}
CSL_STRINGS = {"id", "title", "publisher", "container-title", "URL", "archive_location", "note"}
CSL_DATES = {"issued"}
CSL_TYPES = {"article-newspaper", "dataset"}


def hold_against_csl(items: list[Json]) -> None:
    for item in items:
        assert item.keys() >= CSL_REQUIRED
        assert item.keys() <= CSL_REQUIRED | CSL_STRINGS | CSL_DATES
        assert item["type"] in CSL_TYPES
        assert all(isinstance(item[name], str) and item[name] for name in CSL_STRINGS & item.keys())
        for name in CSL_DATES & item.keys():
            date = item[name]
            assert isinstance(date, dict)
            assert date.keys() == {"date-parts"}
            (parts,) = date["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
    assert len({str(item["id"]) for item in items}) == len(items)


def test_every_claim_cites_in_variables_and_types_of_csl_data(shipped: KnowledgeGraph) -> None:
    cited = [csl_items(shipped.cite(claim.id)) for claim in shipped.claims()]

    assert len(cited) > 100
    for items in cited:
        assert items
        hold_against_csl(items)


@pytest.mark.parametrize(
    ("what", "to"),
    [
        pytest.param("70CTD024FC0000015", None, id="award"),
        pytest.param("ICE", "Microsoft", id="path"),
    ],
)
def test_awards_and_paths_cite_in_variables_and_types_of_csl_data(
    what: str, to: str | None, shipped: KnowledgeGraph
) -> None:
    items = csl_items(shipped.cite(what, to))

    assert {item["type"] for item in items} >= {"dataset"}
    hold_against_csl(items)


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        pytest.param("2026", [2026], id="year"),
        pytest.param("2026-03", [2026, 3], id="month"),
        pytest.param("2026-03-04", [2026, 3, 4], id="day"),
    ],
)
def test_a_date_is_as_exact_in_csl_as_in_its_source(date: str, parts: list[int]) -> None:
    notes = tuple(note._replace(source=note.source._replace(date=date)) for note in SAMPLE.notes)

    items = csl_items(SAMPLE._replace(notes=notes))

    assert [item["issued"] for item in items] == [{"date-parts": [parts]}] * len(items)
    hold_against_csl(items)


def test_paths_are_cited_as_they_were_searched(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    graph = ("--graph", str(shipped_graph))

    plain = run_cli("cite", "ICE", "Microsoft", "-k", "2", "--format", "json", *graph)
    searched = run_cli("cite", "ICE", "Microsoft", "-k", "2", "--via", "Azure", "--format", "json", *graph)

    texts = [json.loads(one.stdout)["statements"] for one in (plain, searched)]
    assert texts[0] != texts[1]
    assert all(any("Azure" in one["text"] for one in texts[1][at : at + 2]) for at in (0,))
    assert open_graph(shipped_graph).cite("ICE", "Microsoft").statements == tuple(
        open_graph(shipped_graph).cite("ICE", "Microsoft", limit=1).statements
    )


def test_options_of_a_search_need_two_ends(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("cite", "ice-uses-azure", "--via", "Azure", "--graph", str(shipped_graph))

    assert result.exit_code == 2
    assert "Options of a search for paths need both ends, A and B." in result.stderr

"""Quotes that share no word with their claim are told; those that share one in any form are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.check import run_checks
from graph.check.quotes import find_bare_quotes
from graph.knowledge import open_graph
from graph.model import Finding, Severity
from tests.check import invented
from tests.claims.written import claims_file, says, store_of

TEXT = """Ferries of Osk Get Cameras

The line is aiming at safer quays, and that was it.
Osk Ferries bought 12 cameras for three ships in May 2024.
The boat people paid twice the price.
A harbour pilot said that this is wrong.
It may come to that, and more.
Überwachung bringt nichts, sagte man.
渡轮上装了摄像头。
"""
ENTITIES: dict[str, dict[str, Any]] = {
    "Osk Ferries": {"kind": "agency", "label": "Ferry Line of Osk", "id": "agency-osk", "also": ["boat people"]},
    "camera": {"kind": "product", "label": "Norvik cameras", "id": "product-camera"},
    "safety": {"kind": "concept", "label": "safety on board", "id": "concept-safety"},
    "ubung": {"kind": "concept", "label": "Uberwachung", "id": "concept-uberwachung"},
    "pilot": {"kind": "speaker", "label": "a harbour pilot", "id": "speaker-pilot"},
}
RELATIONS = {"aimsFor": "aims for", "hasCost": "costs", "ownsSome": "owns", "rose": "rose"}


def found_in(folder: Path, claims: list[dict[str, Any]]) -> list[Finding]:
    file = claims_file(folder, "osk", TEXT, entities=ENTITIES, relations=RELATIONS, claims=claims)
    return find_bare_quotes(store_of([file]))


def claim(quote: str, **more: Any) -> dict[str, Any]:
    known = {"id": "one", "subject": "Osk Ferries", "relation": "aimsFor", "evidence": [says(quote)]}
    return known | ({} if "value" in more else {"object": "safety"}) | more


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param(claim("that was it"), id="only-words-without-content"),
        pytest.param(claim("paid twice the price"), id="words-of-another-claim"),
        pytest.param(claim("paid twice the price", relation="ownsSome", value=3, unit="count"), id="another-number"),
        pytest.param(claim("this is wrong", evidence=[says("this is wrong", "denies")]), id="denial-of-anything"),
    ],
)
def test_a_quote_without_a_word_of_its_claim_is_told(planted: dict[str, Any], tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, [planted])

    quote = planted["evidence"][0]["quote"]
    assert (found.severity, found.rule) == (Severity.WARNING, "quote-says-little")
    assert "Ferry Line of Osk" in found.message
    assert "Quote the words that carry it" in found.message
    assert [(one.quote, one.start) for one in found.passages] == [(quote, found.passages[0].start)]
    assert str(found.passages[0]) in found.message
    assert found.passages[0].start is not None
    assert quote in TEXT[found.passages[0].start : found.passages[0].end]


@pytest.mark.parametrize(
    "fine",
    [
        pytest.param(claim("aiming at"), id="relation-in-another-form"),
        pytest.param(claim("safer quays"), id="object-in-another-form"),
        pytest.param(claim("The boat people paid"), id="alias-of-the-subject"),
        pytest.param(claim("Osk Ferries bought"), id="name-in-the-file"),
        pytest.param(claim("three ships", relation="ownsSome", value=3, unit="count"), id="number-in-words"),
        pytest.param(claim("twice", relation="rose", value=2, unit="factor"), id="factor-in-words"),
        pytest.param(claim("May 2024", when="2024-05"), id="time"),
        pytest.param(claim("the price", value=2, unit="count", value_text="price"), id="wording"),
        pytest.param(claim("It may come", evidence=[says("It may come", "projects", hedge=["may come"])]), id="hedge"),
        pytest.param(claim("A harbour", evidence=[says("A harbour", speakers=["pilot"])]), id="speaker"),
        pytest.param(claim("Überwachung bringt", object="ubung"), id="accents"),
        pytest.param(claim("装了摄像头"), id="script-without-spaces-is-not-judged"),
    ],
)
def test_a_quote_with_a_word_of_its_claim_is_not_told(fine: dict[str, Any], tmp_path: Path) -> None:
    assert found_in(tmp_path, [fine]) == []


def test_each_quote_of_a_claim_is_judged_by_itself(tmp_path: Path) -> None:
    told = claim("aiming at", evidence=[says("aiming at"), says("that was it")])

    assert [one.passages[0].quote for one in found_in(tmp_path, [told])] == ["that was it"]


def test_what_records_state_has_no_quote_and_is_not_judged(tmp_path: Path) -> None:
    records = claim("", evidence=[{"stance": "records", "awards": ["CONT_AWD_1_7012_-NONE-_-NONE-"]}])

    assert found_in(tmp_path, [records]) == []


def test_the_checks_of_a_store_tell_it_too(tmp_path: Path) -> None:
    file = claims_file(tmp_path, "osk", TEXT, entities=ENTITIES, relations=RELATIONS, claims=[claim("that was it")])

    found = run_checks(store_of([file]), shapes=False)

    assert [one.severity for one in found if one.rule == "quote-says-little"] == [Severity.WARNING]


def test_quotes_of_an_article_written_with_care_all_pass(tmp_path: Path) -> None:
    assert find_bare_quotes(store_of([invented.write(tmp_path)])) == []


def test_no_shipped_quote_says_little(shipped_graph: Path) -> None:
    assert find_bare_quotes(open_graph(shipped_graph).store) == []

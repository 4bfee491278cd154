"""The shipped claims: valid, verified against the article where it is at hand, and no copy of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from graph.claims import ClaimsFile, derive_statuses, read_claims, to_quads, verify
from graph.claims import evidence as evidence_fields
from graph.claims import reading as fields
from graph.claims.passages import count_words
from graph.model import Severity
from graph.reference import reference_quads
from graph.resources import data_folder

CLAIMS = data_folder() / "claims"
SCHEMA: dict[str, Any] = json.loads((CLAIMS / "schema.json").read_text(encoding="utf-8"))
ARTICLE_WORDS = 933  # words of the article's text file


@pytest.fixture(scope="module")
def article() -> ClaimsFile:
    return read_claims(CLAIMS / "nextfin-2026-ice-azure.yaml")


def status_of(article: ClaimsFile) -> dict[str, str]:
    statuses = derive_statuses([article])
    return {claim.name: statuses[claim.iri] for claim in article.claims}


def test_nothing_is_left_unreviewed(article: ClaimsFile) -> None:
    assert article.reviewed == article.claims


def test_numbers_and_units_agree_with_the_quotes(article: ClaimsFile) -> None:
    assert {finding.severity for finding in verify(article)} == {Severity.INFO}


@pytest.mark.shared
def test_every_passage_and_quote_stands_in_the_article(article: ClaimsFile, originals: Path) -> None:
    text = (originals / "article" / "seed_article.txt").read_bytes().decode("utf-8")
    assert verify(article, text) == []
    assert count_words(text) == ARTICLE_WORDS


def test_all_quotes_together_are_no_copy_of_the_text(article: ClaimsFile) -> None:
    quotes = {one.quote for claim in article.claims for one in claim.evidence}
    assert sum(count_words(quote) for quote in quotes) <= 0.4 * ARTICLE_WORDS


@pytest.mark.parametrize(
    "name",
    [
        "ice-uses-azure",
        "ice-uses-video-indexer",
        "ice-uses-azure-vision",
        "ice-uses-virtual-machines",
        "ice-uses-blob-storage",
    ],
)
def test_what_ice_uses_is_reported(name: str, article: ClaimsFile) -> None:
    assert status_of(article)[name] == "reported"


def test_the_denial_is_of_mass_surveillance_and_of_nothing_else(article: ClaimsFile) -> None:
    denied = [claim.name for claim in article.claims for one in claim.evidence if one.stance == "denies"]
    assert denied == ["ice-mass-surveillance-with-microsoft"]
    assert status_of(article)["ice-mass-surveillance-with-microsoft"] == "denied"


def test_opinion_and_projection_are_no_facts(article: ClaimsFile) -> None:
    statuses = status_of(article)
    assert statuses["ice-builds-permanent-archive"] == "analysis"
    assert statuses["demand-for-predictive-analytics-grows"] == "projection"


def test_two_outlets_on_one_leak_are_one_origin(article: ClaimsFile) -> None:
    first = article.claims[0].evidence[0]
    assert len(first.speakers) == 2
    assert len(first.origins) == 1


def test_no_claim_rests_on_the_machine_summary_alone(article: ClaimsFile) -> None:
    alone = [claim.name for claim in article.claims if all(one.machine_made for one in claim.evidence)]
    assert alone == []


def test_known_entities_are_described_by_the_reference_tables(article: ClaimsFile) -> None:
    described = {line.split(" ", 1)[0] for line in reference_quads()}
    unknown = [one.name for one in article.entities if one.class_iri is None and f"<{one.iri}>" not in described]
    assert unknown == []


def test_the_shipped_claims_give_the_same_lines_twice(article: ClaimsFile) -> None:
    assert list(to_quads([article])) == list(to_quads([article]))


def test_the_editor_schema_accepts_the_shipped_file() -> None:
    text = (CLAIMS / "nextfin-2026-ice-azure.yaml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.safe_load(text), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("place", "table"),
    [
        pytest.param(SCHEMA, fields.FILE, id="file"),
        pytest.param(SCHEMA["properties"]["document"], fields.DOCUMENT, id="document"),
        pytest.param(SCHEMA["properties"]["origins"]["additionalProperties"], fields.ORIGIN, id="origin"),
        pytest.param(SCHEMA["properties"]["entities"]["additionalProperties"], fields.ENTITY, id="entity"),
        pytest.param(SCHEMA["properties"]["relations"]["additionalProperties"], fields.RELATION, id="relation"),
        pytest.param(SCHEMA["$defs"]["claim"], fields.CLAIM, id="claim"),
        pytest.param(SCHEMA["properties"]["no_claim"]["items"], evidence_fields.UNCLAIMED, id="no-claim"),
        pytest.param(SCHEMA["$defs"]["evidence"], evidence_fields.EVIDENCE, id="evidence"),
    ],
)
def test_the_editor_schema_knows_the_fields_the_reader_knows(place: dict[str, Any], table: dict[str, bool]) -> None:
    assert set(place["properties"]) == set(table)
    assert set(place.get("required", [])) == {name for name, needed in table.items() if needed}


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (SCHEMA["$defs"]["claim"]["properties"]["unit"]["enum"], fields.UNITS),
        (SCHEMA["$defs"]["claim"]["properties"]["bound"]["enum"], fields.BOUNDS),
        (SCHEMA["$defs"]["evidence"]["properties"]["stance"]["enum"], evidence_fields.STANCES),
        (
            SCHEMA["properties"]["entities"]["additionalProperties"]["properties"]["kind"]["enum"],
            tuple(sorted(fields.KINDS)),
        ),
    ],
    ids=["units", "bounds", "stances", "kinds"],
)
def test_the_editor_schema_knows_the_codes_the_reader_knows(values: list[str], known: tuple[str, ...]) -> None:
    assert tuple(values) == known


def test_the_editor_schema_names_every_relation() -> None:
    text = SCHEMA["$defs"]["claim"]["properties"]["relation"]["description"]
    assert [name for name in fields.RELATIONS if name not in text] == []

"""What a quote or wording may not leave out of its sentence, nor put into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.claims import read_claims, verify
from tests.claims.written import claims_file, says

ARTICLE = """Ferries

Documents indicate that the Coast Office keeps vast troves of film. Its archive grew from 400 terabytes to nearly \
1,400 terabytes between July 2025 and January 2026. The office reportedly runs more than 12 ferries. It has 9 docks.
"""


def rules(folder: Path, text: str | None = ARTICLE, *, quote: str, **claim: Any) -> list[str]:
    """Return the rules that one claim about the office breaks."""
    hedge = claim.pop("hedge", None)
    more = {"hedge": hedge} if hedge else {}
    file = claims_file(
        folder,
        "ferries",
        ARTICLE,
        entities={"office": {"kind": "agency", "label": "Coast Office"}},
        relations={"keeps": "keeps"},
        claims=[
            {"id": "one", "subject": "office", "relation": "keeps", "evidence": [says(quote, **more)], **claim}
        ],
    )  # fmt: skip
    return [one.rule for one in verify(read_claims(file), text) if one.rule != "text-missing"]


TERABYTES = {"unit": "terabyte"}
GREW = "from 400 terabytes to nearly 1,400 terabytes"


@pytest.mark.parametrize(
    ("claim", "broken"),
    [
        pytest.param({"quote": GREW, "value": "1,400", "bound": "nearly"}, [], id="as-written"),
        pytest.param({"quote": "1,400 terabytes", "value": "1,400"}, ["bound-differs"], id="quoted-behind-nearly"),
        pytest.param(
            {"quote": GREW, "value": "1,400", "value_text": "1,400 terabytes"}, ["bound-differs"], id="bound-dropped"
        ),
        pytest.param({"quote": GREW, "value": "400", "bound": "about"}, ["bound-differs"], id="bound-invented"),
        pytest.param({"quote": GREW, "value": "400", "bound": "exact"}, [], id="exact"),
        pytest.param({"quote": GREW, "value": "400", "when": "2025-07"}, [], id="first-month"),
        pytest.param({"quote": GREW, "value": "400", "when": "2026-01"}, ["date-differs"], id="second-month-first"),
        pytest.param(
            {"quote": GREW, "value": "1,400", "bound": "nearly", "when": "2025-07"}, ["date-differs"], id="swapped"
        ),
        pytest.param({"quote": GREW, "value": "400", "when": "2025-07/2026-01"}, [], id="both-months"),
    ],
)
def test_bound_and_month_are_those_of_the_number(claim: dict[str, Any], broken: list[str], tmp_path: Path) -> None:
    assert rules(tmp_path, **claim, **TERABYTES) == broken


def test_a_bound_of_a_quote_is_held_against_it_without_the_text(tmp_path: Path) -> None:
    assert rules(tmp_path, None, quote="nearly 1,400 terabytes", value="1,400", **TERABYTES) == ["bound-differs"]
    assert rules(tmp_path, None, quote="has 9 docks", value="9", unit="count", bound="about") == ["bound-differs"]


@pytest.mark.parametrize(
    ("words", "text", "broken"),
    [
        pytest.param("vast troves", ARTICLE, [], id="in-the-passage"),
        pytest.param("Vast  Troves", ARTICLE, [], id="case-and-spaces"),
        pytest.param("huge troves", ARTICLE, ["wording-differs"], id="other-words"),
        pytest.param("huge troves", None, ["wording-unchecked"], id="without-the-text"),
        pytest.param("of film", None, [], id="in-the-quote"),
    ],
)
def test_a_vague_amount_keeps_the_documents_words(words: str, text: str, broken: list[str], tmp_path: Path) -> None:
    found = rules(tmp_path, text, quote="troves of film", value_text=words, hedge=["Documents indicate"])
    assert found == broken


@pytest.mark.parametrize(
    ("quote", "broken"),
    [
        pytest.param("has 9 docks", [], id="whole-words"),
        pytest.param("as 9 docks", ["quote-cut"], id="cut-at-its-start"),
        pytest.param("has 9 dock", ["quote-cut"], id="cut-at-its-end"),
        pytest.param("9 docks.", [], id="up-to-the-point"),
        pytest.param("D", ["quote-cut", "quote-short"], id="one-letter"),
    ],
)
def test_a_quote_has_whole_words(quote: str, broken: list[str], tmp_path: Path) -> None:
    assert sorted(rules(tmp_path, quote=quote, value_text="film" if quote == "D" else "docks")) == broken


@pytest.mark.parametrize(
    ("quote", "hedge", "broken"),
    [
        pytest.param("the Coast Office keeps vast troves", None, ["hedge-left-out"], id="before-the-quote"),
        pytest.param("Documents indicate that the Coast Office", None, ["hedge-left-out"], id="in-the-quote"),
        pytest.param("the Coast Office keeps vast troves", ["Documents indicate"], [], id="listed"),
        pytest.param("film", None, [], id="far-from-it"),
    ],
)
def test_a_hedge_of_the_quote_is_listed(quote: str, hedge: list[str] | None, broken: list[str], tmp_path: Path) -> None:
    assert rules(tmp_path, quote=quote, hedge=hedge, value_text="vast troves") == broken

"""One changed digit anywhere in what the shipped claims file says can be checked: each is caught."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.claims import ClaimsFile, CuratedClaim, read_claims, read_text, verify_file
from graph.errors import SourceRejected
from graph.model import Severity
from graph.resources import data_folder

FILE = data_folder() / "claims" / "nextfin-2026-ice-azure.yaml"
# What a text can show to be wrong; offsets and hashes are changed below. Not among them, for a reason: `confidence` is
# a judgement, `awards` are held against the loaded records by `check` (award-not-loaded), names and notes are the
# file's own words.
_FIELD = re.compile(r"\s+(?:- )?(?:value|value_text|when|quote):(?P<value>.*)")
_CLAIM = re.compile(r"  - id: (?P<name>\S+)")


def caught(file: ClaimsFile, text: str) -> set[str]:
    """Return the claims of which an error is reported with line and place."""
    errors = [one for one in verify_file(file, text).findings if one.severity is Severity.ERROR]
    found = (re.match(r"Claim ([^\s,:]+), passage \d+ to \d+", one.message) for one in errors if one.line is not None)
    return {match[1] for match in found if match}


@pytest.fixture(scope="module")
def article(originals: Path) -> str:
    return read_text(originals / "article" / "seed_article.txt")


@pytest.fixture(scope="module")
def shipped() -> ClaimsFile:
    return read_claims(FILE)


# --- words, numbers and times, as they stand in the file ------------------------------------------------------
def digits() -> list[tuple[str, int, int]]:
    """Return claim, line and column of each digit of the fields above, in the order of the file."""
    found = []
    claim = ""
    lines = FILE.read_text(encoding="utf-8").split("\n")
    for number in range(lines.index("claims:"), len(lines)):
        line = lines[number]
        if line.startswith("no_claim:"):
            break
        claim = match["name"] if (match := _CLAIM.match(line)) else claim
        if field := _FIELD.match(line):
            places = range(field.start("value"), len(line))
            found += [(claim, number, at) for at in places if line[at].isdigit()]
    return found


DIGITS = digits()


def changed_file(line: int, column: int, shift: int, folder: Path) -> Path:
    lines = FILE.read_text(encoding="utf-8").split("\n")
    digit = str((int(lines[line][column]) + shift) % 10)
    lines[line] = lines[line][:column] + digit + lines[line][column + 1 :]
    file = folder / "changed.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def refusal_of(file: Path) -> str:
    """Return why a claims file is not read; empty when it is."""
    try:
        read_claims(file)
    except SourceRejected as refused:
        return str(refused)
    return ""


def test_there_are_digits_to_change() -> None:
    assert len(DIGITS) > 100


@pytest.mark.parametrize(
    ("claim", "line", "column"), DIGITS, ids=[f"{claim}-{line + 1}-{at}" for claim, line, at in DIGITS]
)
def test_a_changed_digit_of_a_number_a_quote_or_a_time_is_caught(
    claim: str, line: int, column: int, article: str, tmp_path: Path
) -> None:
    file = changed_file(line, column, 1 + column % 9, tmp_path)

    # Month 13 and times that end before they start never get past reading, which names line and claim.
    refusal = refusal_of(file)
    if refusal:
        assert f":{line + 1}:" in refusal
        assert f"(claim {claim})" in refusal
    else:
        assert claim in caught(read_claims(file), article)


# --- offsets and hashes ---------------------------------------------------------------------------------------
def turned(text: str, at: int) -> str:
    """Return text with the digit at ``at``, from 0 and round again, turned into another."""
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    place = places[at % len(places)]
    return f"{text[:place]}{(int(text[place]) + 1 + at % 9) % 10}{text[place + 1 :]}"


def with_places(claim: CuratedClaim, field: str, at: int) -> CuratedClaim:
    evidence = (
        one if one.start is None else replace(one, **{field: type(old)(turned(str(old), at))})
        for one in claim.evidence
        for old in [getattr(one, field)]
    )
    return replace(claim, evidence=tuple(evidence))


def on_passages(claims: Iterable[CuratedClaim]) -> set[str]:
    return {claim.name for claim in claims if any(one.start is not None for one in claim.evidence)}


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("field", ["start", "end", "passage_sha256"])
def test_a_changed_digit_of_an_offset_or_hash_is_caught(field: str, at: int, shipped: ClaimsFile, article: str) -> None:
    changed = replace(shipped, claims=tuple(with_places(claim, field, at) for claim in shipped.claims))

    assert caught(changed, article) == on_passages(shipped.claims)


def test_a_changed_digit_of_the_texts_hash_is_caught(shipped: ClaimsFile, article: str) -> None:
    document = replace(shipped.document, text_sha256=turned(shipped.document.text_sha256, 0))

    assert "text-differs" in {one.rule for one in verify_file(replace(shipped, document=document), article).findings}

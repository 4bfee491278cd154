from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import Unclaimed, locate, read_claims
from graph.errors import SourceRejected
from tests.claims.samples import ARTICLE, BOUGHT, CLAIMS, DENIED, EXPECTED, changed, line_of, written

HEADLINE = locate(ARTICLE, "Border Agency Doubles Its Radars")
LEFT_OUT = f"""
no_claim:
  - passage: [{HEADLINE.start}, {HEADLINE.end}]
    passage_sha256: {HEADLINE.sha256}
    reason: A headline the article repeats.
"""
WITH_SUMMARY = changed("\n\norigins:", f"\n  summary: [0, {BOUGHT.end}]\n\norigins:")


def left_out(start: int, end: int, text: str = CLAIMS) -> str:
    return text + LEFT_OUT.replace(f"[{HEADLINE.start}, {HEADLINE.end}]", f"[{start}, {end}]")


def refusal(folder: Path, text: str) -> tuple[str, int | None]:
    path = written(folder, text)
    with pytest.raises(SourceRejected) as caught:
        read_claims(path)
    assert caught.value.hint
    return caught.value.what.removeprefix(f"{path}:").partition(": ")[2], caught.value.row


def test_a_passage_without_a_claim_keeps_its_reason(tmp_path: Path) -> None:
    text = CLAIMS + LEFT_OUT
    (one,) = read_claims(written(tmp_path, text)).unclaimed
    assert one == Unclaimed(
        HEADLINE.start,
        HEADLINE.end,
        HEADLINE.sha256,
        "A headline the article repeats.",
        line_of(text, f"passage: [{HEADLINE.start}, {HEADLINE.end}]"),
    )


def test_a_passage_without_a_claim_needs_a_reason(tmp_path: Path) -> None:
    text = (CLAIMS + LEFT_OUT).replace("    reason: A headline the article repeats.\n", "")
    assert refusal(tmp_path, text) == ("reason missing.", line_of(text, f"passage: [{HEADLINE.start}, {HEADLINE.end}]"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(DENIED.start, DENIED.end, id="the-same"),
        pytest.param(DENIED.start + 3, DENIED.start + 9, id="inside"),
        pytest.param(DENIED.start, EXPECTED.end, id="around"),
    ],
)
def test_a_claimed_passage_is_not_said_to_have_none(start: int, end: int, tmp_path: Path) -> None:
    text = left_out(start, end)
    what, line = refusal(tmp_path, text)
    denial = line_of(text, "stance: denies")
    assert (what, line) == (
        f"This passage is said to have no claim, but line {denial} has one there.",
        line_of(text, f"passage: [{start}, {end}]\n    passage_sha256"),
    )


def test_a_passage_without_a_claim_crosses_no_other(tmp_path: Path) -> None:
    what, _ = refusal(tmp_path, left_out(BOUGHT.end - 5, DENIED.start + 5))
    assert f"Passage {BOUGHT.end - 5} to {DENIED.start + 5} crosses {BOUGHT.start} to {BOUGHT.end}" in what


def test_one_passage_may_lie_inside_another(tmp_path: Path) -> None:
    text = changed(f"[{DENIED.start}, {DENIED.end}]", f"[{BOUGHT.start}, {DENIED.end}]")
    assert len(read_claims(written(tmp_path, text)).claims) == 4


def test_a_passage_crosses_one_that_began_long_before(tmp_path: Path) -> None:
    # Three passages that begin together, the longest with words the fourth lacks.
    text = changed(f"[{DENIED.start}, {DENIED.end}]", f"[{BOUGHT.start}, {DENIED.end}]")
    text = text.replace(f"[{EXPECTED.start}, {EXPECTED.end}]", f"[{DENIED.end - 3}, {EXPECTED.end}]")
    what, _ = refusal(tmp_path, text)
    assert what.startswith(f"Passage {DENIED.end - 3} to {EXPECTED.end} crosses {BOUGHT.start} to {DENIED.end}")


def test_a_summary_is_a_part_of_the_document(tmp_path: Path) -> None:
    text = WITH_SUMMARY.replace("stance: asserts", "stance: asserts\n        machine_made: true")
    assert read_claims(written(tmp_path, text)).document.summary == (0, BOUGHT.end)
    assert read_claims(written(tmp_path)).document.summary is None


def test_evidence_out_of_the_summary_is_machine_made(tmp_path: Path) -> None:
    assert refusal(tmp_path, WITH_SUMMARY) == (
        f"Passage {BOUGHT.start} to {BOUGHT.end} lies in the summary (0 to {BOUGHT.end}), which a program made.",
        line_of(WITH_SUMMARY, "stance: asserts"),
    )


def test_a_passage_lies_in_the_summary_or_outside(tmp_path: Path) -> None:
    text = changed("\n\norigins:", f"\n  summary: [{DENIED.start + 9}, {DENIED.end}]\n\norigins:")
    what, line = refusal(tmp_path, text)
    assert what.startswith(f"Passage {DENIED.start} to {DENIED.end} lies half in the summary")
    assert line == line_of(text, "stance: denies")

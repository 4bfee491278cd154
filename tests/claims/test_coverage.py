from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from graph.claims import Coverage, find_unread, measure_coverage, read_claims
from tests.claims.samples import ARTICLE, CLAIMS, EXPECTED, changed, written
from tests.claims.test_layout import HEADLINE, LEFT_OUT


def test_coverage_is_told_paragraph_by_paragraph(tmp_path: Path) -> None:
    headline, body = measure_coverage(read_claims(written(tmp_path, CLAIMS + LEFT_OUT)), ARTICLE)
    assert headline == Coverage(HEADLINE.start, HEADLINE.end, Decimal("0.000"), Decimal("1.000"))
    assert (body.start, body.end) == (34, len(ARTICLE) - 1)
    # Two spaces between three sentences are in no passage.
    expected = (Decimal(body.end - body.start - 2) / (body.end - body.start)).quantize(Decimal("0.001"))
    assert body.share == body.accounted == expected < 1


def test_overlapping_passages_count_once(tmp_path: Path) -> None:
    text = changed(f"[{EXPECTED.start}, {EXPECTED.end}]", f"[{EXPECTED.start}, {EXPECTED.end - 20}]")
    text += f"      - stance: asserts\n        passage: [{EXPECTED.start}, {EXPECTED.start + 9}]\n"
    text += f"        passage_sha256: {'0' * 64}\n        quote: Experts\n"
    full = measure_coverage(read_claims(written(tmp_path)), ARTICLE)[1]
    less = measure_coverage(read_claims(written(tmp_path, text, "less.yaml")), ARTICLE)[1]
    assert full.share - less.share == (Decimal(20) / (full.end - full.start)).quantize(Decimal("0.001"))


def test_a_sentence_without_claim_or_reason_is_found(tmp_path: Path) -> None:
    assert find_unread(read_claims(written(tmp_path)), ARTICLE) == (HEADLINE,)
    assert find_unread(read_claims(written(tmp_path, CLAIMS + LEFT_OUT)), ARTICLE) == ()


def test_an_empty_text_has_no_paragraph(tmp_path: Path) -> None:
    assert measure_coverage(read_claims(written(tmp_path)), " \n\n") == ()

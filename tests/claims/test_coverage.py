from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from graph.claims import Coverage, Quoted, find_unread, measure_coverage, measure_quoted, read_claims
from tests.claims.samples import ARTICLE, CLAIMS, EXPECTED, changed, written
from tests.claims.test_layout import HEADLINE, LEFT_OUT


def test_coverage_is_told_paragraph_by_paragraph(tmp_path: Path) -> None:
    headline, body = measure_coverage(read_claims(written(tmp_path, CLAIMS + LEFT_OUT)), ARTICLE)
    assert headline == Coverage(HEADLINE.start, HEADLINE.end, Decimal("0.000"), Decimal("1.000"), 1)
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


def test_quoted_words_count_by_place(tmp_path: Path) -> None:
    """ "radars" is quoted twice below, and "Radars" of the headline not at all."""
    quoted = measure_quoted(read_claims(written(tmp_path)), ARTICLE)
    # 8 words of what was bought, 3 of its price, 4 of the denial, 6 of what is expected ("2027." ends past its quote).
    assert quoted == Quoted(words=43, quoted=21)
    assert quoted.share == Decimal("0.489")


def test_a_quote_that_ends_inside_a_word_takes_the_word(tmp_path: Path) -> None:
    text = changed("quote: reach about 60", "quote: each about 60")
    whole, part = (measure_quoted(read_claims(written(tmp_path, one, "a.yaml")), ARTICLE) for one in (CLAIMS, text))
    assert part == whole


def test_a_quote_that_stands_nowhere_takes_no_word(tmp_path: Path) -> None:
    assert measure_quoted(read_claims(written(tmp_path)), "Other words.\n") == Quoted(2, 0)
    assert measure_quoted(read_claims(written(tmp_path)), "").share == 0

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.claims import numbers_in, read_claims, verify
from graph.model import Severity
from tests.claims.samples import ARTICLE, BOUGHT, CLAIMS, DENIED, changed, line_of, written


def found(folder: Path, text: str = CLAIMS, article: str | None = ARTICLE) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in verify(read_claims(written(folder, text)), article)]


def test_a_true_file_gives_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_without_the_text_it_says_what_was_not_checked(tmp_path: Path) -> None:
    (one,) = verify(read_claims(written(tmp_path)))
    assert (one.severity, one.rule) == (Severity.INFO, "text-missing")
    assert one.message.startswith("Without the text 4 passages could not be checked")


def test_one_changed_character_is_found_with_claim_and_offset(tmp_path: Path) -> None:
    article = ARTICLE.replace("Acme radars", "Acma radars")
    rules = found(tmp_path, article=article)
    place = f"passage {BOUGHT.start} to {BOUGHT.end}"
    assert [rule for rule, _ in rules] == ["passage-differs", "passage-differs", "quote-missing", "text-differs"]
    assert all(place in message for rule, message in rules if rule != "text-differs")
    assert rules[2][1] == (
        f"Claim agency-uses-radar, {place}: the quote 'The Border Agency has bought 40 Acme radars' "
        "does not stand there."
    )


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, changed("quote: reach about", "quote: reaches about"))
    (one,) = verify(read_claims(path), ARTICLE)
    assert (one.rule, one.severity, one.file) == ("quote-missing", Severity.ERROR, str(path))
    assert one.line == line_of(CLAIMS, "stance: projects")


def test_a_passage_behind_the_end_of_the_text_is_found(tmp_path: Path) -> None:
    rules = found(tmp_path, changed(f"[{DENIED.start}, {DENIED.end}]", "[9000, 9100]"))
    assert [rule for rule, _ in rules] == ["passage-outside"]
    assert rules[0][1].endswith(f"the text ends at {len(ARTICLE)}.")


def test_a_hedge_that_is_not_there_is_found(tmp_path: Path) -> None:
    rules = found(tmp_path, changed("hedge: [according to budget papers]", "hedge: [allegedly]"))
    assert [rule for rule, _ in rules] == ["hedge-missing"]


def test_quotation_marks_may_differ_in_kind(tmp_path: Path) -> None:
    assert "don\u2019t" in ARTICLE
    assert "We don't track" in CLAIMS
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            'value: "3,500,000"', 'value: "3,600,000"', "the value is 3600000, '$3.5 million' says 3500000.", id="value"
        ),
        pytest.param(
            "value_text: $3.5 million",
            "value_text: $3.6 million",
            "the value is 3500000, '$3.6 million' says 3600000.",
            id="words",
        ),
        pytest.param(
            "value: 60", "value: 61", "the value is 61, 'reach about 60 radars in 2027' says 60, 2027.", id="count"
        ),
    ],
)
def test_a_changed_digit_is_found_without_the_text(old: str, new: str, message: str, tmp_path: Path) -> None:
    rules = found(tmp_path, changed(old, new), None)
    assert {rule for rule, _ in rules} == {"number-differs", "text-missing"}
    assert any(message in said for _, said in rules)


def test_a_changed_currency_is_found(tmp_path: Path) -> None:
    rules = found(tmp_path, changed("currency: USD", "currency: EUR"))
    assert {rule for rule, _ in rules} == {"unit-differs"}
    assert "'for $3.5 million' does not name the unit EUR." in rules[1][1]


def test_evidence_from_awards_has_no_passage_to_check(tmp_path: Path) -> None:
    text = CLAIMS + "      - stance: records\n        awards: [CONT_AWD_A_7012_-NONE-_-NONE-]\n"
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        pytest.param("nearly 1,400 terabytes", ["1400"], id="commas"),
        pytest.param("a $75 billion budget", ["75000000000"], id="billion"),
        pytest.param("490 million images", ["490000000"], id="million"),
        pytest.param("2.5 trillion", ["2500000000000"], id="trillion"),
        pytest.param("more than doubled", ["2"], id="doubled"),
        pytest.param("tripling its storage", ["3"], id="tripling"),
        pytest.param("a quadruple increase", ["4"], id="quadruple"),
        pytest.param("billions of dollars", [], id="vague"),
    ],
)
def test_numbers_are_read_from_words(words: str, numbers: list[str]) -> None:
    assert sorted(numbers_in(words)) == [Decimal(number) for number in numbers]

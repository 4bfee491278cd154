from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.claims import numbers_in, read_claims, verify, verify_file
from graph.model import Severity
from tests.claims.samples import ARTICLE, BOUGHT, CLAIMS, DENIED, changed, line_of, written
from tests.claims.written import claims_file, says


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
        "does not stand there; from 34 on it does, up to offset 69, where the text has 'a radars for'."
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


def test_a_moved_quote_is_found_where_it_stands_now(tmp_path: Path) -> None:
    rules = found(tmp_path, article="News! " * 20 + ARTICLE)
    missing = [message for rule, message in rules if rule == "quote-missing"]
    assert any(f"it stands at {ARTICLE.index('The Border Agency has') + 120}." in message for message in missing)


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        pytest.param(
            'value: "3,500,000"\n    value_text: $3.5 million\n    currency: USD',
            'value: "40"\n    unit: terabyte',
            "number-differs",
            "the value is 40, 'for $3.5 million' says 3500000.",
            id="value-of-another-kind",
        ),
        pytest.param(
            "    currency: USD\n", "", "unit-differs",
            "the claim has no unit or currency, '$3.5 million' has 3500000 USD.", id="currency-left-out",
        ),
        pytest.param(
            "unit: count\n    bound: about", "unit: count", "bound-differs", "its words say about 60, it has no bound.",
            id="bound-left-out",
        ),
        pytest.param(
            "bound: about", "bound: nearly", "bound-differs", "the bound is nearly, its words say about.",
            id="another-bound",
        ),
        pytest.param(
            "when: 2027", "when: 2028", "date-differs",
            "its time is 2028, 'reach about 60 radars in 2027' names 2027.", id="another-year",
        ),
        pytest.param(
            "unit: count\n    bound: about", "unit: month\n    bound: about", "unit-differs",
            "'reach about 60 radars in 2027' does not name the unit month.", id="another-unit",
        ),
    ],
)  # fmt: skip
def test_what_a_quote_says_otherwise_is_found(old: str, new: str, rule: str, message: str, tmp_path: Path) -> None:
    rules = found(tmp_path, changed(old, new), None)
    assert {one for one, _ in rules} == {rule, "text-missing"}
    assert any(message in said for _, said in rules)


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        pytest.param("2025-07/2026-01", True, id="both-ends"),
        pytest.param("2026-01", True, id="its-end"),
        pytest.param("2025-07", False, id="the-end-of-the-other-number"),
        pytest.param("2025-07/2026-02", False, id="another-end"),
        pytest.param("2025/2026", True, id="years"),
        pytest.param("2024/2025", False, id="other-years"),
    ],
)
def test_months_of_a_quote_are_held_against_the_time(when: str, holds: bool, tmp_path: Path) -> None:
    text = "Data\n\nThe store grew from 400 terabytes to 1,400 terabytes between July 2025 and January 2026.\n"
    quote = "to 1,400 terabytes between July 2025 and January 2026"
    file = claims_file(
        tmp_path,
        "data",
        text,
        entities={"agency": {"id": "agency-070"}},
        claims=[
            {
                "id": "grew",
                "subject": "agency",
                "relation": "storesData",
                "value": 1400,
                "unit": "terabyte",
                "when": when,
                "evidence": [says(quote)],
            }
        ],
    )
    assert [one.rule for one in verify(read_claims(file), text)] == ([] if holds else ["date-differs"])


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        pytest.param("terabyte", "", id="terabyte"),
        pytest.param(
            "month", "the unit is month, 'from 400 terabytes to 1,400 in six months' has 400 terabyte.", id="no"
        ),
    ],
)
def test_a_number_must_stand_with_its_own_unit(unit: str, message: str, tmp_path: Path) -> None:
    text = "Data\n\nIt grew from 400 terabytes to 1,400 in six months.\n"
    file = claims_file(
        tmp_path,
        "data",
        text,
        entities={"agency": {"id": "agency-070"}},
        claims=[
            {
                "id": "grew",
                "subject": "agency",
                "relation": "storesData",
                "value": 400,
                "unit": unit,
                "evidence": [says("from 400 terabytes to 1,400 in six months")],
            }
        ],
    )
    findings = verify(read_claims(file), text)
    assert [one.rule for one in findings] == (["unit-differs"] if message else [])
    assert all(message in one.message for one in findings)


def test_a_number_has_to_stand_in_a_quote_not_only_in_its_passage(tmp_path: Path) -> None:
    text = changed("quote: for $3.5 million", "quote: according to budget papers").replace(
        "    value_text: $3.5 million\n", ""
    )
    assert [rule for rule, _ in found(tmp_path, text)] == ["number-not-quoted"]
    assert [rule for rule, _ in found(tmp_path, text, None)] == ["number-not-quoted", "text-missing"]
    wrong = text.replace('"3,500,000"', '"3,600,000"')
    assert [rule for rule, _ in found(tmp_path, wrong)] == ["number-missing"]


@pytest.mark.parametrize(
    ("quote", "stance", "rules"),
    [
        pytest.param("two outlets reported it in 2025", "asserts", ["number-missing"], id="no-number-of-it"),
        pytest.param("it stores 500 terabytes", "asserts", ["number-differs"], id="another-number"),
        pytest.param("it stores 500 terabytes", "denies", ["number-missing"], id="a-denial-may-say-another"),
        pytest.param("it stores five terabytes", "asserts", ["number-differs"], id="another-number-in-words"),
    ],
)
def test_only_a_number_in_its_place_differs(quote: str, stance: str, rules: list[str], tmp_path: Path) -> None:
    text = f"Data\n\nAs {quote}.\n"
    file = claims_file(
        tmp_path,
        "data",
        text,
        entities={"agency": {"id": "agency-070"}},
        claims=[
            {
                "id": "data",
                "subject": "agency",
                "relation": "storesData",
                "value": 400,
                "unit": "terabyte",
                "evidence": [says(quote, stance)],
            }
        ],
    )
    assert [one.rule for one in verify(read_claims(file), text)] == rules


def test_what_was_checked_is_counted(tmp_path: Path) -> None:
    done = verify_file(read_claims(written(tmp_path)), ARTICLE)

    assert (done.claims, done.passages, done.numbers, done.with_text, done.holds) == (4, 4, 3, True, True)
    assert [(one.start, one.end) for one in done.coverage] == [(0, 32), (34, ARTICLE.rindex("\n"))]
    assert [one.line for one in done.coverage] == [1, 3]
    assert [(one.rule, one.message) for one in done.findings] == [
        (
            "quotes-too-long",
            "All quotes together stand on 21 of the text's 43 words (48.9 %), 4 more than 40 % allow: shorten quotes, "
            "the text is its publisher's.",
        ),
        ("sentence-unread", "The sentence from 0 to 32 has neither a claim nor a reason why not."),
    ]
    assert {one.severity for one in done.findings} == {Severity.WARNING}


def test_a_changed_passage_without_a_claim_is_found(tmp_path: Path) -> None:
    text = (
        CLAIMS
        + f"""
no_claim:
  - passage: [0, 32]
    passage_sha256: {"0" * 64}
    reason: A headline.
"""
    )
    ((rule, message),) = found(tmp_path, text)
    assert (rule, message) == (
        "passage-differs",
        "Passage 0 to 32, without a claim: the text there has another sha256.",
    )


def test_a_summary_behind_the_end_of_the_text_is_found(tmp_path: Path) -> None:
    text = changed("publisher: The Gazette\n", "publisher: The Gazette\n  summary: [5000, 6000]\n")
    ((rule, message),) = found(tmp_path, text)
    assert (rule, message) == (
        "passage-outside",
        f"The summary is said to end at 6000, the text ends at {len(ARTICLE)}.",
    )


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


@pytest.mark.parametrize(
    ("quote", "value", "unit", "rules"),
    [
        pytest.param("half a million files were lost", "500000", "count", [], id="half-a-million"),
        pytest.param("half a million files were lost", "1000000", "count", ["number-missing"], id="not-a-million"),
        pytest.param("two in five agents quit", "5", "person", ["number-unchecked"], id="a-ratio-is-not-read"),
        pytest.param("5 percentage points more", "5", "percent", ["unit-differs"], id="points-are-no-percent"),
        pytest.param("minus 5 percent", "5", "percent", ["number-differs"], id="minus"),
        pytest.param("the F-35 jets were lost", "35", "count", ["number-missing"], id="a-name-is-no-number"),
    ],
)
def test_wordings_of_a_number_verify(quote: str, value: str, unit: str, rules: list[str], tmp_path: Path) -> None:
    text = f"Data\n\nAs {quote}.\n"
    claim = {"id": "data", "subject": "agency", "relation": "storesData", "value": value, "unit": unit}
    entities = {"agency": {"id": "agency-070"}}
    file = claims_file(tmp_path, "data", text, entities=entities, claims=[claim | {"evidence": [says(quote)]}])
    assert [one.rule for one in verify(read_claims(file), text)] == rules

"""Whatever a table holds, each physical record ends in the ledger or in the rejects: none lost, none merged."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ingest import LAYOUTS
from graph.ingest.exact import read_records
from graph.ingest.scan import MAX_RECORD
from tests.ingest.made import ACTIONS, HEADER, action, read, table

FOUR = [action(number) for number in range(1, 5)]
NAMES = '_row, "Award ID", "Recipient Name", "Transaction Description"'
PLAIN = [(number, f"P{number}", "ACME", "D") for number in range(1, 5)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join([HEADER, *FOUR]) + "\n", id="lf"),
        pytest.param("\r\n".join([HEADER, *FOUR]) + "\r\n", id="crlf"),
        pytest.param("\r".join([HEADER, *FOUR]) + "\r", id="cr-only"),
        pytest.param("\n".join([HEADER, *FOUR]), id="no-newline-at-the-end"),
        pytest.param("\n\n".join(["", HEADER, *FOUR]) + "\n\n\n", id="blank-lines"),
        pytest.param("﻿" + "\n".join([HEADER, *FOUR]), id="byte-order-mark"),
        pytest.param('﻿"Agency"' + "\n".join([HEADER[6:], *FOUR]), id="byte-order-mark-and-quoted-header"),
        pytest.param(f"{HEADER}\r\n{FOUR[0]}\n{FOUR[1]}\r\n{FOUR[2]}\r{FOUR[3]}", id="mixed-newlines"),
    ],
)
def test_line_ends_and_blank_lines_do_not_matter(tmp_path: Path, text: str) -> None:
    outcome = read(tmp_path, text)
    assert outcome.counts() == (4, 4, 0, 0)
    assert outcome.ledger(NAMES) == PLAIN


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param('"a\nb"', "a\nb", id="newline"),
        pytest.param('"a\r\nb"', "a\r\nb", id="crlf"),
        pytest.param('"a ""q"" b"', 'a "q" b', id="doubled-quotes"),
        pytest.param('5" PIPE', '5" PIPE', id="stray-quote-in-an-unquoted-field"),
        pytest.param(' "a"', ' "a"', id="quote-behind-a-blank"),
        pytest.param('""', "", id="quoted-nothing"),
        pytest.param("NULL", "NULL", id="the-word-null"),
        pytest.param("  a  ", "  a  ", id="padding"),
        pytest.param("#x", "#x", id="comment-sign"),
        pytest.param("a\\", "a\\", id="backslash"),
        pytest.param("CRCÃ¢Â\u201a¬", "CRCÃ¢Â\u201a¬", id="mojibake"),
        pytest.param("x" * 1_900_000, "x" * 1_900_000, id="very-long"),
        pytest.param("ü" * 1_500_000, "ü" * 1_500_000, id="very-long-in-bytes"),
    ],
)
def test_a_field_is_kept_as_the_csv_says_it(tmp_path: Path, written: str, kept: str) -> None:
    outcome = read(tmp_path, "\n".join([HEADER, action(1, text=written), *FOUR[1:]]))
    assert outcome.ledger(NAMES) == [(1, "P1", "ACME", kept), *PLAIN[1:]]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(action(2, text='"a"b'), "has text behind a closing quotation mark", id="text-behind-quote"),
        pytest.param(action(2, name='"A" '), "has text behind a closing quotation mark", id="blank-behind-quote"),
        pytest.param(action(2, name='"A'), "opens a quotation mark that is never closed", id="unclosed-quote"),
        pytest.param(FOUR[1].replace("PSC,", ""), "has 9 fields, the header 10", id="too-few"),
        pytest.param(FOUR[1] + ",x", "has 11 fields, the header 10", id="too-many"),
        pytest.param(FOUR[1] + ",", "has 11 fields, the header 10", id="one-blank-too-many"),
        pytest.param(action(2, amount="1,000"), "has 11 fields, the header 10", id="comma-in-amount"),
        pytest.param("garbage", "has 1 fields, the header 10", id="no-commas"),
        pytest.param(action(2, text="a\0b"), "holds a NUL character", id="nul"),
        pytest.param(action(2, text="x" * MAX_RECORD), f"is longer than {MAX_RECORD} characters", id="too-long"),
        pytest.param(
            action(2, text="x" * 1_500_000, name="y" * 1_500_000),
            f"is longer than {MAX_RECORD} characters",
            id="too-long-together",
        ),
    ],
)
def test_a_line_that_is_no_record_is_rejected_alone(tmp_path: Path, bad: str, reason: str) -> None:
    outcome = read(tmp_path, "\n".join([HEADER, FOUR[0], bad, *FOUR[2:]]))
    assert outcome.counts() == (4, 3, 0, 1)
    assert outcome.ledger(NAMES) == [PLAIN[0], *PLAIN[2:]]
    assert outcome.rejects() == [{"row": 2, "line": 3, "column": None, "text": None, "reason": reason, "raw": bad}]


def test_an_unclosed_quotation_mark_does_not_swallow_a_line_that_quotes(tmp_path: Path) -> None:
    lines = [HEADER, FOUR[0], action(2, name='"ACME'), action(3, name='"BETA, INC"'), FOUR[3]]
    outcome = read(tmp_path, "\n".join(lines))
    assert outcome.ledger(NAMES) == [PLAIN[0], (3, "P3", "BETA, INC", "D"), PLAIN[3]]
    assert [one["row"] for one in outcome.rejects()] == [2]


@pytest.mark.parametrize(
    ("values", "column", "text", "reason"),
    [
        pytest.param({"amount": '"1,000"'}, "Federal Action Obligation", "1,000", "is not an amount", id="comma"),
        pytest.param({"amount": "$5"}, "Federal Action Obligation", "$5", "is not an amount", id="dollar"),
        pytest.param({"amount": "1.00005"}, "Federal Action Obligation", "1.00005", "is not an amount", id="5-places"),
        pytest.param({"amount": "1e5"}, "Federal Action Obligation", "1e5", "is not an amount", id="exponent"),
        pytest.param({"amount": "nan"}, "Federal Action Obligation", "nan", "is not an amount", id="nan"),
        pytest.param({"amount": "1" * 21}, "Federal Action Obligation", "1" * 21, "is not an amount", id="21-digits"),
        pytest.param({"amount": " "}, "Federal Action Obligation", " ", "is blank", id="blank-amount"),
        pytest.param({"day": "2024-02-30"}, "Action Date", "2024-02-30", "is not a day", id="no-such-day"),
        pytest.param({"day": "1/2/2024"}, "Action Date", "1/2/2024", "is not a day", id="slashes"),
        pytest.param({"day": "0000-01-01"}, "Action Date", "0000-01-01", "is not a day", id="year-0"),
        pytest.param({"day": "2024-01"}, "Action Date", "2024-01", "is not a day", id="month-only"),
        pytest.param({"day": ""}, "Action Date", "", "is blank", id="blank-date"),
        pytest.param({"key": "CONT_X"}, "Generated Award ID", "CONT_X", "is not an award key", id="key"),
        pytest.param(
            {"key": "CONT_AWD_A/B_7012_-NONE-_-NONE-"},
            "Generated Award ID",
            "CONT_AWD_A/B_7012_-NONE-_-NONE-",
            "is not an award key",
            id="slash-in-key",
        ),
    ],
)
def test_a_value_that_cannot_be_read_rejects_its_row_and_names_it(
    tmp_path: Path, values: dict[str, Any], column: str, text: str, reason: str
) -> None:
    multi_line = action(1, text='"a\nb"')
    outcome = read(tmp_path, "\n".join([HEADER, multi_line, action(2, **values), *FOUR[2:]]))
    assert outcome.counts() == (4, 3, 0, 1)
    assert [row for (row, *_) in outcome.ledger("_row")] == [1, 3, 4]
    (reject,) = outcome.rejects()
    assert (reject["row"], reject["line"], reject["column"], reject["text"]) == (2, 4, column, text)
    assert reject["reason"].startswith(reason)
    assert reject["raw"]["Award ID"] == "P2"
    assert "" not in reject["raw"].values()


def test_rejects_of_both_kinds_come_in_the_order_of_rows(tmp_path: Path) -> None:
    lines = [HEADER, action(1, amount="x"), "broken", FOUR[2], action(4, day="y"), "broken"]
    outcome = read(tmp_path, "\n".join(lines))
    assert [(one["row"], one["line"], one["column"]) for one in outcome.rejects()] == [
        (1, 2, "Federal Action Obligation"),
        (2, 3, None),
        (4, 5, "Action Date"),
        (5, 6, None),
    ]


def test_a_copy_of_a_rejected_row_is_rejected_and_not_a_duplicate(tmp_path: Path) -> None:
    bad = action(9, amount="x")
    outcome = read(tmp_path, "\n".join([HEADER, FOUR[0], FOUR[0], bad, FOUR[1], FOUR[0], bad]))
    assert outcome.counts() == (6, 2, 2, 2)
    assert outcome.ledger("_row, _duplicate") == [(1, False), (2, True), (4, False), (5, True)]
    assert outcome.report.sums == {"obligation": 3}


def test_zero_and_negative_obligations_are_kept(tmp_path: Path) -> None:
    outcome = read(tmp_path, "\n".join([HEADER, action(1, amount="0.0"), action(2, amount="-12.25")]))
    assert [str(row["obligation"]) for row in outcome.normalised()] == ["0.0000", "-12.2500"]


def test_personal_columns_do_not_reach_the_rejects(tmp_path: Path) -> None:
    columns = LAYOUTS["summaries286"].column_names
    key = "CONT_AWD_A_7012_-NONE-_-NONE-"
    good = {"contract_award_unique_key": key, "recipient_phone_number": "2025550123"}
    text = table(columns, good, good | {"total_obligated_amount": "x"}) + f"{key},2025550123\r\n"
    outcome = read(tmp_path, text)
    assert outcome.counts() == (3, 1, 0, 2)
    assert outcome.rejects()[1]["raw"] is None
    assert "2025550123" not in json.dumps(outcome.rejects())
    assert "recipient_phone_number" not in json.dumps(outcome.rejects())


# Pieces that a CSV can go wrong with, and what surrounds them.
PIECES = st.sampled_from(["a", ",", '"', "\n", "\r\n", "\r", '""', " ", "é", "1"])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_character_is_lost_or_used_twice_by_the_patient_reader(body: str) -> None:
    text = "x,y\n" + body
    lines = list(io.StringIO(text, newline=""))
    records = list(read_records(iter(lines), 2))
    assert [record.row for record in records] == list(range(1, len(records) + 1))
    again = ""
    for place, record in enumerate(records):
        end = records[place + 1].line if place + 1 < len(records) else len(lines) + 1
        physical = [line for line in lines[record.line - 1 : end - 1] if line.strip("\r\n")]
        if record.fields is None:
            assert [line.rstrip("\r\n") for line in physical] == [record.raw]
        else:
            joined = "".join(lines[record.line - 1 : end - 1])
            assert record.fields == next(row for row in csv.reader(io.StringIO(joined, newline=""), strict=True))
        again += "".join(physical)
    assert again == "".join(line for line in lines[1:] if line.strip("\r\n"))


def test_columns_may_come_in_another_order(tmp_path: Path) -> None:
    record = dict(zip(ACTIONS, FOUR[0].split(","), strict=True))
    outcome = read(tmp_path, table(tuple(reversed(ACTIONS)), record))
    assert outcome.ledger(NAMES) == PLAIN[:1]


def test_an_unclosed_quotation_mark_is_given_up_after_two_million_characters() -> None:
    filler = ["a,b\n"] * 600_000
    records = read_records(iter(["x,y\n", 'a,"b\n', *filler]), 2)
    first, second = next(records), next(records)
    assert (first.row, first.fields, first.reason) == (1, None, "opens a quotation mark that is never closed")
    assert (second.row, second.line, second.fields) == (2, 3, ["a", "b"])


def test_a_field_beyond_the_limit_rejects_its_line() -> None:
    (only,) = read_records(iter(["x,y\n", f"a,{'b' * (MAX_RECORD + 1)}\n"]), 2)
    assert only.reason == f"is longer than {MAX_RECORD} characters"

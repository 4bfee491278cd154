"""``money`` and ``gaps`` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def ask(run_cli: Run, planted_graph: Path) -> Run:
    def run(*arguments: str) -> Result:
        return run_cli(*arguments, "--graph", str(planted_graph))

    return run


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_money_prints_one_kind_of_amount_per_row(ask: Run) -> None:
    result = ask("money", "ICE")

    rows = table(result)
    assert result.exit_code == 0
    assert [(row["kind"], row["amount"]) for row in rows if (row["part"], row["step"]) == ("total", "awards")] == [
        ("obligation", "41320.30"),
        ("obligation_total", "100"),
        ("outlay", "150"),
        ("ceiling", "80"),
    ]
    assert [row["part"] for row in rows if row["part"] in ("gap", "imbalance")]
    assert "never added" in result.stderr


def test_money_for_people_fits_80_columns_and_cites_its_sources(ask: Run) -> None:
    result = ask("money", "ICE", "--format", "text")

    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "Money trail: U.S. Immigration and Customs Enforcement (6 awards)"
    text = " ".join(result.stdout.split())
    assert (
        "[DISPUTED] 7 million dollars more goes to U.S. Immigration and Customs Enforcement, says The Harbour Mail;"
        in text
    )
    assert "denied or disputed by a spokesperson." in text
    assert "GAP: No account is named in the records of 4 of 6 awards" in text
    assert "[orders-above-vehicle] 3 loaded orders under V1 come to $1,250;" in text
    assert "between $0 and $160 of their obligations" in text
    assert "] summaries.csv row 1" in text


def test_money_cuts_steps_and_says_so(ask: Run) -> None:
    text = ask("money", "ICE", "-k", "1", "--format", "text").stdout

    assert "Showing 1 of 6; -k shows more." in text


def test_time_narrows_the_sums(ask: Run) -> None:
    shape = json.loads(ask("money", "ICE", "--since", "2025", "--until", "2025-06", "--format", "json").stdout)

    awards = next(step for step in shape["steps"] if step["name"] == "awards")
    assert awards["sums"][0] == {
        "kind": "obligation",
        "amount": "120.20",
        "least": None,
        "currency": "USD",
        "stated_by": 2,
    }


def test_gaps_are_rows_with_agency_and_number(ask: Run) -> None:
    rows = table(ask("gaps", "ICE", "--kind", "account", "-k", "2"))

    assert [(row["rank"], row["piid"], row["strength"], row["obligation_usd"]) for row in rows] == [
        ("1", "QP5", "0.9657", "40000"),
        ("2", "QP1", "0.0169", "700"),
    ]


def test_gaps_for_people_and_as_json(ask: Run) -> None:
    text = ask("gaps", "ICE", "--format", "text").stdout
    shape = json.loads(ask("gaps", "ICE", "--format", "json").stdout)

    assert max(map(len, text.splitlines())) <= 80
    assert shape["total"] == len(shape["gaps"]) == 17


@pytest.mark.parametrize("style", [None, "text", "json", "csv"])
def test_a_request_is_a_letter_in_any_format(ask: Run, style: str | None) -> None:
    result = ask(
        "gaps", "ICE", "--kind", "vehicle", "--kind", "account", "--request", *(("--format", style) if style else ())
    )

    assert result.exit_code == 0
    assert result.stdout.count("To the FOIA officer of:") == 2
    assert "QP5" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["money", "V2", "Prime One"], 1, "No money trail leads from V2", id="no-trail"),
        pytest.param(["money", "ICE", "ICE"], 2, "the same thing", id="same"),
        pytest.param(["money", "ICE", "--since", "soon"], 2, "Invalid value for '--since'", id="no-day"),
        pytest.param(["money", "ICE", "-k", "0"], 2, "Invalid value for '-k'", id="no-rows"),
        pytest.param(["money", "ICE", "--timeout", "1e-9"], 124, "took longer than", id="time-up"),
        pytest.param(["gaps", "Nobody Inc"], 2, "Nothing here is called", id="unknown"),
        pytest.param(["gaps", "ICE", "--kind", "x"], 2, "There is no kind of gap 'x'", id="kind"),
        pytest.param(["gaps", "V2", "--kind", "single-origin"], 1, "Nothing of this kind", id="nothing-missing"),
        pytest.param(
            ["gaps", "Azure", "--kind", "identifier", "--request"], 1, "Nothing of this kind", id="nothing-to-ask"
        ),
    ],
)
def test_what_cannot_be_answered_says_why(ask: Run, arguments: list[str], code: int, said: str) -> None:
    result = ask(*arguments)

    assert said in result.output
    assert result.exit_code == code

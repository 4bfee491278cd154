"""The commands: options, formats, exit codes."""

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
def ask(run_cli: Run, supply_graph: Path) -> Run:
    def run(*arguments: str) -> Result:
        return run_cli(*arguments, "--graph", str(supply_graph))

    return run


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_behind_in_a_pipe_is_tsv_with_what_it_comes_to_on_stderr(ask: Run) -> None:
    result = ask("behind", "ICE", "--maker", "Quuxor", "--since", "2024-07", "--until", "2024")

    assert result.exit_code == 0
    assert [(row["reseller"], row["basis"]) for row in table(result)] == [
        ("", "named"),
        ("SUB PARTNERS INC", "subaward"),
    ]
    assert "2 of 12 awards name or inherit a product of Quuxor; of 1 of them (50 %)" in result.stderr


def test_behind_json_has_the_keys_of_the_issue_in_their_order(ask: Run) -> None:
    rows = json.loads(ask("behind", "ICE", "--format", "json").stdout)

    assert list(rows[0]) == [
        *("maker", "product", "reseller", "vehicle", "relation", "basis", "confidence", "awards", "actions"),
        *("obligation_usd_min", "obligation_usd_max", "first_date", "last_date"),
    ]


def test_behind_awards_as_json_lines_are_one_object_per_action_and_hit(ask: Run) -> None:
    lines = ask("behind", "ICE", "--awards", "--format", "jsonl", "--product", "Quuxor Suite").stdout.splitlines()

    rows = [json.loads(line) for line in lines]
    assert [row["award_key"].split("_")[2] for row in rows] == ["A08", "A06", "A07", "A13"]
    assert list(rows[0]) == [
        *("award_key", "modification", "action_date", "recipient", "recipient_is_maker", "description", "span"),
        *("product", "maker", "relation", "basis", "rule", "confidence"),
    ]


def test_a_table_ends_with_what_its_rows_come_to(ask: Run) -> None:
    result = ask("behind", "ICE", "--by", "maker", "--format", "table")

    assert "awards name or inherit a product" in result.stdout
    assert result.stderr == ""


def test_a_cut_list_says_so(ask: Run) -> None:
    result = ask("behind", "ICE", "--limit", "2")

    assert len(table(result)) == 2
    assert "Showing 2 of 9 rows; --limit shows more." in result.stderr


def test_awards_go_to_a_file_as_asked(ask: Run, tmp_path: Path) -> None:
    result = ask("behind", "ICE", "--awards", "--format", "csv", "-o", str(tmp_path / "a.csv"))

    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    assert rows[0]["description"] == "ZORBLAX CLOUD LICENSES"


def test_awards_on_a_terminal_are_shown_with_the_words_marked(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import _NamedTextIOWrapper

    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda self: True, raising=False)
    result = ask("behind", "ICE", "--awards", "--limit", "1")

    assert "  [ZORBLAX CLOUD] LICENSES\n" in result.stdout
    assert "Showing 1 of" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--since", "yesterday"], "'yesterday' is not a date", id="no-date"),
        pytest.param(["--since", "2025", "--until", "2024"], "before it begins", id="backwards"),
        pytest.param(["--min-confidence", "2"], "2 is not between 0 and 1", id="too-sure"),
        pytest.param(["--min-confidence", "high"], "'high' is not a number", id="no-number"),
        pytest.param(["--min-confidence", "NaN"], "NaN is not between 0 and 1", id="not-a-number"),
        pytest.param(["--by", "maker", "--awards"], "cannot both be given", id="by-and-awards"),
        pytest.param(["--by", "colour"], "colour", id="no-such-group"),
        pytest.param(["--maker", "Nobody Inc"], "Nothing here is called 'Nobody Inc'", id="unknown-maker"),
    ],
)
def test_wrong_options_exit_2_and_say_why(arguments: list[str], says: str, ask: Run) -> None:
    result = ask("behind", "ICE", *arguments)

    assert result.exit_code == 2
    assert says in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["behind", "NASA"], id="agency-without-awards"),
        pytest.param(["behind", "ICE", "--maker", "Cellebrite"], id="maker-never-found"),
        pytest.param(["programs", "CBP"], id="no-program"),
        pytest.param(["resellers", "--of", "Cellebrite"], id="no-sale"),
        pytest.param(["explain", "A11"], id="nothing-to-explain"),
        pytest.param(["products", "review", "--at-least", "50"], id="no-candidate"),
    ],
)
def test_nothing_found_exits_1(arguments: list[str], ask: Run) -> None:
    result = ask(*arguments)

    assert result.exit_code == 1
    assert result.stdout == ""


def test_programs_and_resellers_print_tables(ask: Run) -> None:
    assert "ISAP" in ask("programs", "--format", "md").stdout
    rows = table(ask("resellers", "--of", "Zorblax", "--to", "ICE", "--min-confidence", "0.5"))
    assert rows[0]["reseller"] == "RESALE PARTNERS LLC"


@pytest.mark.parametrize(
    ("style", "says"),
    [
        pytest.param("table", "Zorblax Cloud by Zorblax: resale, inherited, confidence 0.76", id="table"),
        pytest.param("tsv", "outcome\tkind\tname", id="tsv"),
        pytest.param("json", '"basis": "inherited"', id="json"),
        pytest.param("jsonl", '"basis": "inherited"', id="jsonl"),
    ],
)
def test_explain_prints_each_form(style: str, says: str, ask: Run) -> None:
    assert says in ask("explain", "A04", "--format", style).stdout


def test_products_review_lists_candidates_and_warns_of_frequent_aliases(ask: Run) -> None:
    result = ask("products", "review")

    assert [row["phrase"] for row in table(result)] == ["FLUMMOX"]
    assert "Warning: " in result.stderr
    assert "The alias 'ZORBLAX CLOUD' hits" in result.stderr


def test_a_graph_without_supply_tables_says_what_to_do(run_cli: Run, supply_graph: Path, tmp_path: Path) -> None:
    import shutil

    old = tmp_path / "old.db"
    shutil.copytree(supply_graph, old)
    for folder in old.glob("network/*/supply"):
        shutil.rmtree(folder)

    result = run_cli("behind", "ICE", "--graph", str(old))

    assert result.exit_code == 2
    assert "an earlier version built it" in result.output

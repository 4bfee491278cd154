"""`questions` at the door: the list, answers, values, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.questions import list_questions

Run = Callable[..., Result]


@pytest.fixture
def run(run_cli: Callable[..., Result], shipped_graph: Path) -> Run:
    return lambda *arguments: run_cli("--graph", str(shipped_graph), "questions", *arguments)


def rows(result: Result) -> list[dict[str, str]]:
    header, *lines = (line.split("\t") for line in result.stdout.splitlines())
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_list_names_every_question_with_its_values(run: Run) -> None:
    listed = rows(run())

    assert [(one["name"], one["title"]) for one in listed] == [(one.name, one.title) for one in list_questions()]
    assert {one["name"]: one["values"] for one in listed}["money-path-by-claims"] == "statute product"


def test_who_denies_what_gives_each_denial_its_words(run: Run) -> None:
    answer = rows(run("who-denies-what"))

    assert {(one["speaker"], one["said"], one["quote"]) for one in answer} >= {
        (
            "a Microsoft spokesperson",
            "mass surveillance of civilians with Microsoft technology",
            "does not believe ICE is engaged in such activity",
        )
    }
    assert not [one for one in answer if "Azure" in one["said"]]


def test_a_value_that_is_a_thing_is_given_by_name(run: Run) -> None:
    by_name = run("services-an-agency-uses", "-p", "agency=ICE")

    assert by_name.stdout == run("services-an-agency-uses", "-p", "agency=id:subagency-7012").stdout
    assert {one["name"] for one in rows(by_name)} >= {"Azure", "Azure Vision", "Azure AI Video Indexer"}


def test_a_value_may_be_what_is_no_node_of_the_network(run: Run) -> None:
    answer = rows(run("what-rests-on-origin-alone", "-p", "origin=id:origin-leaked-documents"))

    assert "Azure AI Video Indexer and Azure Vision together" in {one["subject"] for one in answer}


def test_the_text_of_a_question_can_be_seen(run: Run) -> None:
    assert run("projections", "--sparql").stdout == next(q.sparql for q in list_questions() if q.name == "projections")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("no-such-question",), 2, "There is no question 'no-such-question'", id="unknown-question"),
        pytest.param(("projection",), 2, "Did you mean projections?", id="typo"),
        pytest.param(("projections", "-p", "agency=ICE"), 2, "has no parameter 'agency'", id="unknown-value"),
        pytest.param(("services-an-agency-uses", "-p", "ICE"), 2, "is not NAME=VALUE", id="no-pair"),
        pytest.param(
            ("services-an-agency-uses", "-p", "agency=ICE", "-p", "agency=CBP"), 2, "once for each name", id="twice"
        ),
        pytest.param(("services-an-agency-uses", "-p", "agency=Xyzzyq"), 2, "'Xyzzyq'", id="unknown-entity"),
        pytest.param(
            ("what-changed-between", "-p", "first=July", "-p", "last=2026-01-31"), 2, "of type date", id="date"
        ),
        pytest.param(("services-an-agency-uses", "-p", "agency=CBP"), 1, "has no answer here", id="nothing"),
        pytest.param(("--sparql",), 2, "needs the name of a question", id="text-of-nothing"),
    ],
)
def test_what_cannot_be_asked_says_why(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(*arguments)

    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr


@pytest.mark.parametrize("question", ["suppliers-of-agency", "vendors-through-subawards"])
def test_asked_for_all_agencies_no_award_counts_twice(run: Run, question: str) -> None:
    """An award belongs to its agency and to the department above; all shipped awards of a kind are DHS's."""
    everywhere, department = rows(run(question)), rows(run(question, "-p", "agency=DHS"))

    told = {(one["vendor"], one.get("prime")): one for one in everywhere}
    assert department
    assert [told[one["vendor"], one.get("prime")] for one in department] == department


@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("leaked documents", id="words-of-its-name"),
        pytest.param("leaked", id="one-word"),
        pytest.param("id:origin-leaked-documents", id="curie"),
    ],
)
def test_an_origin_is_named_as_claims_name_it(origin: str, run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("questions", "what-rests-on-origin-alone", "-p", f"origin={origin}", "--graph", str(shipped_graph))

    assert result.exit_code == 0
    assert "400 terabytes" in result.stdout


def test_a_mistyped_origin_gets_a_suggestion(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    asked = run_cli("questions", "what-rests-on-origin-alone", "-p", "origin=leakd", "--graph", str(shipped_graph))
    listed = run_cli("claims", "--origin", "leakd", "--graph", str(shipped_graph))

    for result in (asked, listed):
        assert result.exit_code == 2
        assert "No origin of a claim is called 'leakd'." in result.stderr
        assert "Did you mean Leaked internal documents" in result.stderr


def test_months_stand_for_their_first_and_last_day(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    def changed(first: str, last: str) -> str:
        values = ("-p", f"first={first}", "-p", f"last={last}")
        result = run_cli("questions", "what-changed-between", *values, "--graph", str(shipped_graph))
        assert result.exit_code == 0
        return result.stdout

    assert changed("2025-07", "2026-01") == changed("2025-07-01", "2026-01-31")


def test_a_value_of_one_month_is_not_said_of_the_time_between(
    run_cli: Callable[..., Result], shipped_graph: Path
) -> None:
    result = run_cli("questions", "what-changed-between", "--format", "json", "--graph", str(shipped_graph))

    rows = json.loads(result.stdout)
    assert {row["said"] for row in rows if row["basis"] == "said of the whole time"} == {"tripling its data storage"}

"""`claims`, `claims show` and `verify` at the door: answers, formats, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.claims import find_claim, read_stored
from graph.loading import load
from graph.quotations import claim_lines
from tests.claims.samples import ARTICLE, BOUGHT, CLAIMS, changed, written
from tests.claims.written import store_of


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of nothing but the small claims file."""
    folder = tmp_path_factory.mktemp("claims")
    # Not as a product: one without a maker is an error of its own.
    load(folder / "claims.db", [written(folder, changed("radar: {kind: product", "radar: {kind: concept"))])
    return folder / "claims.db"


@pytest.fixture
def run(run_cli: Callable[..., Result], graph: Path) -> Callable[..., Result]:
    return lambda *arguments: run_cli("--graph", str(graph), *arguments)


def text_file(folder: Path, text: str = ARTICLE) -> str:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


# --- claims -------------------------------------------------------------------------------------------------
def test_the_list_has_a_row_per_passage(run: Callable[..., Result]) -> None:
    result = run("claims", "--status", "denied")

    header, row = (line.split("\t") for line in result.stdout.splitlines())
    told = dict(zip(header, row, strict=True))
    assert (told["name"], told["status"], told["stance"], told["speaker"], told["quote"]) == (
        *("agency-tracks", "denied", "denies"),
        *("a spokesperson for the Border Agency", "We don't track travellers"),
    )
    assert result.exit_code == 0


def test_the_list_as_text_shows_quotes(run: Callable[..., Result]) -> None:
    result = run("claims", "--origin", "budget papers", "--format", "text")

    assert result.stdout.splitlines() == [
        "[REPORTED] U.S. Customs and Border Protection uses Acme Radar  (agency-uses-radar; 1 origin)",
        '    asserts  The Gazette: "The Border Agency has bought 40 Acme radars" '
        f"({BOUGHT.start}-{BOUGHT.end}; Budget papers of the Border Agency)",
    ]


@pytest.mark.parametrize("style", ["table", "csv", "md", "jsonl"])
def test_the_list_comes_in_every_format(style: str, run: Callable[..., Result]) -> None:
    result = run("claims", "--format", style)

    assert result.exit_code == 0
    assert "We don't track travellers" in result.stdout


def test_claims_about_an_entity_of_the_graph(run: Callable[..., Result]) -> None:
    result = run("claims", "--about", "CBP", "--format", "json")

    assert [claim["name"] for claim in json.loads(result.stdout)] == [
        *("agency-tracks", "agency-uses-radar", "fleet-grows"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["--speaker", "The Gazzette"], 2, "Did you mean The Gazette?", id="typo"),
        pytest.param(["--status", "retracted"], 1, "No claim fits status 'retracted'.", id="nothing"),
        pytest.param(["--status", "doubted"], 2, "'doubted' is not one of", id="no-status"),
        pytest.param(["shwo", "x"], 2, "Did you mean show?", id="no-subcommand"),
        pytest.param(["show", "radars-coast"], 2, "There is no claim 'radars-coast'.", id="no-claim"),
    ],
)
def test_what_does_not_fit_is_said(arguments: list[str], code: int, message: str, run: Callable[..., Result]) -> None:
    result = run("claims", *arguments)

    assert (result.exit_code, message in result.output) == (code, True), result.output


# --- claims show --------------------------------------------------------------------------------------------
def test_a_claim_is_shown_with_all_evidence(run: Callable[..., Result]) -> None:
    result = run("claims", "show", "agency-uses-radar")

    assert result.stdout.splitlines()[2:] == [
        "For: 1 passage; 1 independent origin: Budget papers of the Border Agency.",
        "  asserts  The Gazette",
        '    "The Border Agency has bought 40 Acme radars"',
        f"    The Gazette: Border Agency Doubles Its Radars, {BOUGHT.start} to {BOUGHT.end}; rests on Budget papers of "
        "the Border Agency",
        "    hedged: according to budget papers",
        "Against: nothing.",
    ]


def test_who_holds_the_text_sees_the_passage_whole(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("claims", "show", "agency-uses-radar", "--text", text_file(tmp_path))

    shown = " ".join(line.removeprefix("    | ") for line in result.stdout.splitlines() if line.startswith("    |"))
    assert shown == "[The Border Agency has bought 40 Acme radars] for $3.5 million, according to budget papers."


def test_the_passage_is_in_the_json_too(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("claims", "show", "agency-tracks", "--text", text_file(tmp_path), "--format", "json")

    shown = json.loads(result.stdout)
    (passage,) = shown["passages"]
    quoted = passage["words"][passage["quote_start"] : passage["quote_end"]]
    assert quoted == "We don\u2019t track travellers"
    assert (shown["origins_for"], shown["origins_against"]) == ([], ["The Gazette, naming no source"])


def test_another_text_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("claims", "show", "agency-tracks", "--text", text_file(tmp_path, ARTICLE.replace("40", "41")))

    assert result.exit_code == 3
    assert "is not the text that claim agency-tracks was read from, or it was changed since." in result.output


def test_the_table_of_one_claim(run: Callable[..., Result]) -> None:
    result = run("claims", "show", "radars-cost", "--format", "csv")

    assert result.stdout.count("radars-cost") == 1
    assert "3500000" in result.stdout


def test_machine_made_passages_and_notes_are_marked(tmp_path: Path) -> None:
    passage = CLAIMS[CLAIMS.index("        passage: [") : CLAIMS.index("        quote: The Border Agency has")]
    more = f"""      - stance: asserts
        machine_made: true
{passage}        quote: bought 40 Acme radars
        note: The program wrote bought, not used.
      - stance: disputes
{passage}        quote: according to budget papers
      - stance: opines
{passage}        quote: has bought
      - stance: records
        awards: [CONT_AWD_A_7012_-NONE-_-NONE-]
"""
    text = CLAIMS.replace("        confidence: 0.95\n", "        confidence: 0.95\n" + more)

    claim = find_claim(read_stored(store_of([written(tmp_path, text)])), "agency-uses-radar")
    lines = list(claim_lines(claim))

    assert (
        "For: 2 passages, 1 of them machine-made, which counts as no source, 1 award record; 1 independent origin: "
        "Budget papers of the Border Agency."
    ) in lines
    assert "  records  CONT_AWD_A_7012_-NONE-_-NONE-  (no loaded record has it)" in lines
    assert "Against: 1 passage; 1 independent origin: The Gazette, naming no source." in lines
    assert "Neither for nor against: 1 passage; 1 independent origin: The Gazette, naming no source." in lines
    assert "    note: The program wrote bought, not used." in lines
    rests = [line.partition("; ")[2] for line in lines if line.startswith("    ") and " to " in line and "; " in line]
    assert "machine-made summary, no source of its own" in rests
    assert sum(line == "rests on The Gazette, naming no source" for line in rests) == 2


def test_what_records_refine_is_told(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    shown = run_cli("claims", "show", "ice-uses-azure", "--graph", str(shipped_graph)).stdout.splitlines()

    assert shown[0] == "[CONFIRMED] U.S. Immigration and Customs Enforcement uses Azure"
    assert any(line.startswith("  refined by: ") for line in shown)
    assert any("ice-azure-environment-through-four-points" in line for line in shown)
    assert any("2 independent origins" in line and "federal award records" in line for line in shown)
    listed = run_cli("claims", "--status", "confirmed", "--format", "text", "--graph", str(shipped_graph)).stdout
    assert "    records  CONT_AWD_70CTD0" in listed


def test_an_amount_is_shown_in_the_words_of_the_document(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    name = "ice-stores-nearly-1400-terabytes"
    shown = run_cli("claims", "show", name, "--graph", str(shipped_graph)).stdout.splitlines()

    assert shown[0].endswith("stores data on Azure nearly 1,400 terabytes (2026-01)")
    assert '  in the words "nearly 1,400 terabytes"' in shown


def test_the_list_shows_all_statuses_of_the_article(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("claims", "--format", "json", "--graph", str(shipped_graph))

    claims = json.loads(result.stdout)
    assert len(claims) > 100
    assert {claim["status"] for claim in claims} == {"confirmed", "reported", "denied", "analysis", "projection"}
    assert all(not evidence["origins"] for claim in claims for evidence in claim["evidence"] if evidence["awards"])
    (azure,) = [claim for claim in claims if claim["name"] == "ice-uses-azure"]
    assert len(azure["origins"]) == 2


# --- verify -------------------------------------------------------------------------------------------------
def test_without_the_text_verify_says_what_was_not_checked(run: Callable[..., Result]) -> None:
    result = run("verify")

    assert result.exit_code == 0
    assert "info\ttext-missing\tradars.yaml" in result.stdout
    assert "4 claims, 4 passages without the text, 3 numbers in quotes: all that was checked holds." in result.stderr


def test_with_the_text_verify_checks_it(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("verify", "--text", text_file(tmp_path))

    assert result.exit_code == 0
    assert "4 passages with the text" in result.stderr
    spoken = "Share of each paragraph's characters in passages that claims speak of, by line of the text"
    shares = f"{spoken}: line 1: 0 %, line 3: 99 %."
    assert "warning\tquotes-too-long\tradars.yaml" in result.stdout
    assert shares in result.stderr
    assert "All quotes together stand on 21 of the text's 43 words (48.9 %), counted by place." in result.stderr


@pytest.mark.parametrize("change", [("3.5", "3.6"), ("travellers", "traveliers")], ids=["digit", "character"])
def test_one_changed_sign_fails_with_claim_and_offset(
    change: tuple[str, str], run: Callable[..., Result], tmp_path: Path
) -> None:
    at = ARTICLE.index(change[0]) + next(n for n, (a, b) in enumerate(zip(*change, strict=True)) if a != b)

    result = run("verify", "--text", text_file(tmp_path, ARTICLE.replace(*change)))

    assert result.exit_code == 3
    assert "DOES NOT HOLD" in result.stderr
    assert f"up to offset {at}, where the text has" in result.stdout


def test_files_are_verified_without_a_graph(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    wrong = written(tmp_path, changed('value: "3,500,000"', 'value: "3,600,000"'))

    result = run_cli("--graph", str(tmp_path / "none"), "verify", str(wrong), "--format", "json")

    (file,) = json.loads(result.stdout)
    assert result.exit_code == 3
    assert file["holds"] is False
    assert {finding["rule"] for finding in file["findings"]} == {"number-differs", "text-missing"}
    assert "1 of 1 claims files does not hold." in result.stderr


@pytest.mark.parametrize(
    ("content", "message", "code"),
    [
        pytest.param(changed("stance: projects", "stance: hopes"), "radars.yaml:", 3, id="unknown-stance"),
        pytest.param(changed("when: 2027", "when: 2027-13"), "(claim fleet-grows)", 3, id="no-such-month"),
        pytest.param(None, "nowhere.yaml", 2, id="missing-file"),
    ],
)
def test_a_file_that_cannot_be_read_does_not_hold_and_is_named(
    content: str | None, message: str, code: int, run_cli: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "nowhere.yaml" if content is None else written(tmp_path, content)

    result = run_cli("verify", str(file))

    assert result.exit_code == code
    assert message in result.output


# --- check --------------------------------------------------------------------------------------------------
def test_questions_alone_leave_the_exit_code_at_0(run: Callable[..., Result]) -> None:
    result = run("check", "--no-shapes", "--severity", "question", "--format", "json")

    rows = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {(row["severity"], row["rule"]) for row in rows} == {
        ("question", "one-origin"),
        ("question", "publisher-only"),
    }
    assert all(row["passages"][0]["quote"] in row["message"] for row in rows)

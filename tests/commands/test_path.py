"""``vendorgraph path`` on the bundled graph: options, exit codes, what is said beside the answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.commands.path import say_beside
from graph.network import testimony
from graph.network.asking import ask_paths
from graph.network.found import PathsFound
from graph.network.options import PathOptions
from tests.pages.unpacking import unpack

from ..network.small import make_network

Ask = Callable[..., Result]


@pytest.fixture
def ask(run_cli: Callable[..., Result], shipped_graph: Path) -> Ask:
    def run(*arguments: str) -> Result:
        return run_cli("path", *arguments, "--graph", str(shipped_graph))

    return run


def paths(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.stdout)["paths"]
    return found


def hops(path: dict[str, object]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = path["hops"]  # type: ignore[assignment]
    return found


def test_a_false_path_over_orders_of_another_agency_is_not_found_unless_asked(ask: Ask) -> None:
    stops = ["--via", "COLOSSAL CONTRACTING LLC", "--via", "id:product-cisco-unspecified"]
    question = ["ICE", "Cisco", *stops, "--max-hops", "3", "--format", "json"]

    plain, joined = ask(*question), ask(*question, "--through-companies")

    assert (plain.exit_code, plain.stdout) == (1, "")
    (path,) = paths(joined)
    assert path["coherent"] is False
    assert [hop["joined_by_company"] for hop in hops(path)] == [False, True, False]
    # The orders that name Cisco are of CBP (7014), those of the first hop of ICE (7012).
    assert all("_7012_" in one["id"] for one in hops(path)[0]["evidence"])  # type: ignore[attr-defined]
    assert all("_7014_" in one["award"] for one in hops(path)[1]["evidence"])  # type: ignore[attr-defined]


def test_paths_that_a_company_joins_come_after_all_coherent_ones(ask: Ask) -> None:
    result = ask("ICE", "Cisco", "--through-companies", "--max-hops", "3", "-k", "1000", "--format", "json")

    coherent = [bool(path["coherent"]) for path in paths(result)]
    assert set(coherent) == {True, False}
    assert coherent == sorted(coherent, reverse=True)


def test_text_says_where_a_company_alone_joins(ask: Ask) -> None:
    result = ask("ICE", "Cisco", "--through-companies", "--max-hops", "3", "-k", "1000", "--format", "text")

    assert "NOT COHERENT: a company alone joins hops of unrelated records" in result.stdout
    assert "alone: no record ties what follows to the hop before." in result.stdout


def test_a_kind_as_an_end_finds_the_best_paths_to_any_of_it(ask: Ask) -> None:
    result = ask("ICE", "--to-type", "product", "--view", "stated", "--max-hops", "1", "--format", "json")

    assert {hop["relation"] for path in paths(result) for hop in hops(path)} == {"uses", "intensifiesUseOf"}
    assert json.loads(result.stdout)["to"] == {"id": None, "label": "any product", "kind": "product"}


def test_a_view_of_records_alone_has_recorded_hops_alone(ask: Ask) -> None:
    result = ask("ICE", "Microsoft", "--view", "records", "--strict", "--format", "json")

    assert result.exit_code == 0
    assert {hop["status"] for path in paths(result) for hop in hops(path)} == {"recorded"}


def test_strict_exits_1_where_no_path_is_of_recorded_hops_alone(ask: Ask) -> None:
    result = ask("One Big Beautiful Bill", "Azure AI Video Indexer", "--strict", "--format", "json")

    assert result.exit_code == 1
    assert len(paths(result)) == 1
    assert "No shown path has recorded hops alone (--strict)." in result.stderr


def test_no_path_is_explained_on_request_and_exits_1(ask: Ask) -> None:
    result = ask("FOIA", "Cellebrite", "--explain-none", "--format", "text")

    assert result.exit_code == 1
    assert "From Freedom of Information Act coherent paths reach" in result.stdout
    assert "the sources do not say." in result.stdout
    assert "No coherent path" in result.stderr


def test_the_answer_is_drawn_as_a_page_and_no_foreign_file_is_replaced(ask: Ask, tmp_path: Path) -> None:
    page, foreign = tmp_path / "page.html", tmp_path / "foreign.html"
    foreign.write_text("mine")

    drawn = ask("ICE", "Cisco", "--through-companies", "--max-hops", "3", "-k", "200", "--page", str(page))
    refused = ask("ICE", "Cisco", "--page", str(foreign))

    assert drawn.exit_code == 0
    assert f"Wrote {page}" in drawn.stderr
    written = page.read_text(encoding="utf-8")
    assert "No record ties what meets at" in unpack(written, "map-data") + unpack(written, "details-data")
    assert refused.exit_code == 2
    assert foreign.read_text() == "mine"


def test_a_table_says_which_hop_a_company_joins(ask: Ask) -> None:
    result = ask("ICE", "Cisco", "--through-companies", "--max-hops", "3", "-k", "200", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["joined_by_company"] for row in rows} == {"", "yes"}


def test_time_that_is_over_is_said_and_exits_124(ask: Ask) -> None:
    result = ask("ICE", "--to-type", "vendor", "--through-companies", "--timeout", "0.3", "--format", "json")

    assert result.exit_code == 124
    if result.stdout:
        assert json.loads(result.stdout)["timed_out"]
        assert "Partial: the time of 0.3 s was over" in result.stderr
    else:
        assert "No path was found in the 0.3 s allowed" in result.stderr


def test_parallel_awards_are_one_hop_and_expand_lists_them(ask: Ask) -> None:
    question = ["ICE", "Dell Federal Systems", "-k", "1", "--format", "json"]

    short, long = (hops(paths(ask(*question, *more))[0])[0] for more in ([], ["--expand"]))

    assert short["awards"] == long["awards"] == long["evidence_total"]
    assert len(short["evidence"]) == 5  # type: ignore[arg-type]
    assert len(long["evidence"]) == long["awards"]  # type: ignore[arg-type]
    assert short["amounts"] == long["amounts"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param([], 2, "Give both A and B; or A with --to-type KIND, not 0.", id="no-ends"),
        pytest.param(["ICE"], 2, "Give both A and B; or A with --to-type KIND, not 1.", id="one-end"),
        pytest.param(["ICE", "CBP", "--to-type", "product"], 2, "Give with --to-type 1 of them, not 2.", id="too-many"),
        pytest.param(["ICE", "CBP", "-k", "0"], 2, "0 is not in the range", id="no-paths"),
        pytest.param(["ICE", "CBP", "-k", "1000000"], 2, "1000000 is not in the range", id="a-million-paths"),
        pytest.param(["ICE", "CBP", "--min-confidence", "2"], 2, "2 is not between 0 and 1", id="confidence"),
        pytest.param(["ICE", "CBP", "--view", "some"], 2, "Unknown view 'some'.", id="view"),
        pytest.param(["ICE", "--to-type", "firm"], 2, "Unknown kind of thing 'firm'.", id="kind"),
        pytest.param(["ICE", "CBP", "--as-of", "yesterday"], 2, "yesterday", id="day"),
        pytest.param(
            ["ICE", "CBP", "--no-inferred", "--view", "records"], 2, "are two views; give one", id="two-views"
        ),
        pytest.param(["ICE", "Cisco", "--as-of", "1990"], 1, "1990-12-31 is not among them", id="day-outside"),
        pytest.param(["ICE", "Cisco", "--view", "records"], 1, "The view is records", id="nothing-in-the-view"),
        pytest.param(["ICE", "Cisco", "--relation", "bought"], 2, "There is no relation 'bought'.", id="relation"),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_exit_code(
    arguments: list[str], code: int, said: str, ask: Ask
) -> None:
    result = ask(*arguments)

    assert (result.exit_code, said in result.output) == (code, True), result.output


def test_an_explanation_can_be_read_by_a_program(ask: Ask) -> None:
    result = ask("FOIA", "Cellebrite", "--explain-none", "--format", "json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["sides"][1]["label"].startswith("Cellebrite")


@pytest.mark.parametrize(
    ("timed_out", "said"),
    [
        pytest.param(True, "Partial: the time of 60 s was over; there may be more paths", id="by-the-clock"),
        pytest.param(False, "Partial: the search was cut at its bound", id="at-its-bound"),
    ],
)
def test_a_partial_answer_says_that_it_is(timed_out: bool, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_beside(PathsFound({}, {}, (), 0, complete=False, timed_out=timed_out), "json", PathOptions())

    assert capsys.readouterr().err.startswith(said)


def test_hops_that_nobody_says_are_counted_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nodes = {"azure": "product", "maker": "vendor"}
    network = make_network(tmp_path, nodes=nodes, edges=[("azure", "maker", "madeBy")])
    told = testimony.Testimony(network)
    answer = ask_paths(network, told, ("id:azure", "id:maker"), PathOptions())

    say_beside(answer, "text", PathOptions())

    assert capsys.readouterr().err == "1 of the shown hops rest on no evidence: the data name no source.\n"


def test_the_widest_view_says_what_is_denied_beside_the_paths(ask: Ask) -> None:
    result = ask("ICE", "Microsoft", "--view", "all", "-k", "1")

    assert (
        "Beside these paths, denied by a Microsoft spokesperson: U.S. Immigration and Customs Enforcement is engaged "
        "in mass surveillance of civilians with Microsoft technology; "
        "`vendorgraph claims show ice-mass-surveillance-with-microsoft`."
    ) in result.stderr
    assert "denied" not in ask("ICE", "Microsoft", "-k", "1").stderr


def test_the_widest_view_says_where_nothing_is_denied(ask: Ask) -> None:
    result = ask("Cellebrite", "ICE", "--view", "all", "-k", "1", "--max-hops", "2", "--no-inferred")
    assert result.exit_code == 2
    assert "--no-inferred and --view all are two views" in result.stderr

    result = ask("U.S. Customs and Border Protection", "Cellebrite", "--view", "all", "-k", "1")
    assert "Nothing is disputed or denied of the things on these paths." in result.stderr


def test_what_a_name_was_taken_for_is_said_unless_it_is_the_label(ask: Ask) -> None:
    result = ask("ICE", "Microsoft", "--via", "Four Points Technology", "-k", "1")

    assert "Took 'ICE' for U.S. Immigration and Customs Enforcement (agency, id:subagency-7012)." in result.stderr
    assert "Took 'Four Points Technology' for FOUR POINTS TECHNOLOGY, L.L.C. (vendor, id:vendor-" in result.stderr
    assert "Took 'Microsoft'" not in result.stderr
    assert "Took" not in result.stdout


def test_a_misspelt_maker_is_not_taken_for_a_product_that_descriptions_misspell_alike(ask: Ask) -> None:
    result = ask("ICE", "Micorsoft")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Nothing here is called 'Micorsoft'.\nDid you mean Microsoft" in result.stderr

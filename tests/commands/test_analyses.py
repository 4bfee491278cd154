"""The commands over the whole network: what is on stdout, what on stderr, exit codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def ask(run_cli: Run, shipped_graph: Path) -> Run:
    def run(*arguments: str) -> Result:
        return run_cli(*arguments, "--graph", str(shipped_graph))

    return run


def table(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_a_ranking_says_what_it_means_beside_its_rows(ask: Run) -> None:
    result = ask("centrality", "--type", "vendor", "--top", "3")

    assert result.exit_code == 0
    assert [row["rank"] for row in table(result)] == ["1", "2", "3"]
    assert "Number of awards that touch it, on the projection supply" in result.stderr
    assert "Exact." in result.stderr
    assert "95 % of 100 resamples" in result.stderr
    assert "Showing 3 of" in result.stderr


def test_a_ranking_by_networkx_is_the_same_and_says_so(ask: Run) -> None:
    asked = ("centrality", "--measure", "kcore", "--projection", "payments", "--top", "5", "--resamples", "0")

    theirs = ask(*asked, "--backend", "networkx")

    assert theirs.exit_code == 0, theirs.output
    assert theirs.stdout == ask(*asked).stdout
    assert "Exact, computed by NetworkX with its backend 'networkx'." in theirs.stderr


def test_a_ranking_is_drawn(ask: Run, tmp_path: Path) -> None:
    file = tmp_path / "ranks.svg"

    result = ask("centrality", "--measure", "obligation", "--type", "agency", "--plot", str(file), "--resamples", "0")

    assert result.exit_code == 0
    assert "U.S. Customs and Border Protection" in file.read_text(encoding="utf-8")


def test_the_lines_that_were_measured_are_written(ask: Run, tmp_path: Path) -> None:
    file = tmp_path / "lines.tsv"

    ask("centrality", "--projection", "payments", "--weight", "obligation", "--lines", str(file), "--resamples", "0")

    header, *rows = file.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["source", "source_label", "target", "target_label", "weight"]
    assert len(rows) > 1000
    assert min(Decimal(row.split("\t")[-1]) for row in rows) > 0


def test_a_table_on_a_terminal_has_bars(
    ask: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shipped_graph: Path
) -> None:
    import click

    from graph.commands.centrality import command

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    with click.Context(command):
        command.main(["--top", "2", "--resamples", "0", "--graph", str(shipped_graph)], standalone_mode=False)

    head, first, _ = capsys.readouterr().out.splitlines()
    assert head.split() == ["rank", "label", "score", "bar", "rank_low-high", "resampled_low-high"]
    assert "██████████" in first
    assert max(map(len, (head, first))) <= 80


def test_members_of_communities_are_listed_one_by_one(ask: Run) -> None:
    result = ask("communities", "--projection", "ownership", "--members", "--top", "1")

    rows = table(result)
    assert len(rows) > 3
    assert {row["number"] for row in rows} == {"1"}
    assert "Showing 1 of" in result.stderr


def test_a_question_of_both_kinds_prints_losses_and_cut(ask: Run) -> None:
    result = ask("whatif", "--remove", "FCN, INC.", "--from", "ICE", "--to", "Cisco")

    rows = {row["what"]: row for row in table(result)}
    assert rows["awards"]["least"] == rows["awards"]["most"] != "0"
    cut = rows["smallest set that cuts U.S. Immigration and Customs Enforcement to Cisco"]
    assert int(cut["least"]) > 1


def test_two_ends_alone_are_answered_first_by_what_parts_them(ask: Run) -> None:
    result = ask("whatif", "--from", "ICE", "--to", "Cellebrite")

    first, *others = table(result)
    through = [row for row in others if row["what"].startswith("routes through this ")]
    assert first["what"] == "smallest set that cuts U.S. Immigration and Customs Enforcement to Cellebrite"
    assert first["names"].split("; ") == [row["names"] for row in through]
    assert result.stderr.startswith(f"Without these {first['least']}, and no fewer, no route over others joins")
    assert "with nobody between, which nothing parts." in result.stderr.splitlines()[0]
    assert not [row["what"] for row in others if "left" in row["what"]]
    assert "Nothing was thought away: these are the routes as they are." in result.stderr


def test_routes_are_told_as_left_where_something_is_thought_away(ask: Run) -> None:
    result = ask("whatif", "--remove", "FCN, INC.", "--from", "ICE", "--to", "Cisco")

    routes = {row["what"].partition(",")[0]: int(row["least"]) for row in table(result) if row["least"].isdigit()}
    assert 0 < routes["routes left"] < routes["routes"]
    assert "thought away" not in result.stderr


def test_brokers_say_what_is_lost(ask: Run) -> None:
    result = ask("brokers", "ICE", "--top", "2")

    rows = table(result)
    assert [row["rank"] for row in rows] == ["1", "2"]
    assert float(rows[0]["share"]) > float(rows[1]["share"]) > 0
    assert "coherent routes lost without them" in result.stderr
    assert "Showing 2 of" in result.stderr


def test_a_comparison_sums_up_both_sides(ask: Run) -> None:
    result = ask("compare", "ICE", "CBP", "--top", "2", "--view", "records")

    assert [row["kind"] for row in table(result)] == ["vendor", "vendor"]
    assert "a: U.S. Immigration and Customs Enforcement: " in result.stderr
    assert "b: U.S. Customs and Border Protection: " in result.stderr
    assert "Showing 2 of" in result.stderr


def test_communities_and_losses_are_whole_where_nothing_is_cut(ask: Run) -> None:
    groups = ask("communities", "--projection", "agencies")
    losses = ask("whatif", "--remove", "Cisco")

    assert table(groups)[0]["number"] == "1"
    assert "Showing" not in groups.stderr
    assert len(table(losses)) == 6


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["centrality", "--measure", "fame"], 2, "Unknown measure 'fame'", id="measure"),
        pytest.param(["centrality", "--projection", "x"], 2, "Unknown projection 'x'", id="projection"),
        pytest.param(["centrality", "--view", "mine"], 2, "Unknown view 'mine'", id="view"),
        pytest.param(["centrality", "--as-of", "1999-01-01"], 1, "Loaded actions run from", id="day-outside"),
        pytest.param(["centrality", "--as-of", "soon"], 2, "'soon' is not a date", id="no-day"),
        pytest.param(["centrality", "--type", "statute"], 1, "has no statute", id="empty"),
        pytest.param(["centrality", "--timeout", "0"], 2, "Invalid value", id="timeout-zero"),
        pytest.param(["centrality", "--measure", "katz", "--timeout", "1e-9"], 124, "longer than", id="time-up"),
        pytest.param(["centrality", "--plot", "x.jpg"], 2, "Name it .svg or .png", id="plot"),
        pytest.param(["brokers", "Nobody Inc"], 2, "Nothing here is called", id="unknown"),
        pytest.param(["brokers", "Dell Federal Systems"], 1, "No award of", id="no-agency"),
        pytest.param(
            ["whatif", "--remove", "Cisco", "--timeout", "1e-9"], 124, "took longer than", id="whatif-time-up"
        ),
        pytest.param(["compare", "ICE", "CBP", "--timeout", "1e-9"], 124, "took longer than", id="compare-time-up"),
        pytest.param(["whatif"], 2, "Nothing is asked", id="nothing"),
        pytest.param(["whatif", "--from", "ICE"], 2, "Only one end", id="one-end"),
        pytest.param(["compare", "ICE"], 2, "two sides", id="one-side"),
        pytest.param(["compare", "ICE", "ICE"], 2, "Both sides are", id="same"),
        pytest.param(["communities", "--resolution", "0"], 2, "not a positive number", id="resolution"),
    ],
)
def test_what_cannot_be_answered_says_why(ask: Run, arguments: list[str], code: int, said: str) -> None:
    result = ask(*arguments)

    assert said in result.output
    assert result.exit_code == code

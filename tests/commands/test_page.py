"""`page` at the door: what is written, and what is refused before anything is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.pages.unpacking import read_map

Run = Callable[..., Result]


@pytest.fixture
def run(run_cli: Callable[..., Result], shipped_graph: Path) -> Run:
    return lambda *arguments: run_cli("--graph", str(shipped_graph), "page", *arguments)


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        pytest.param(["ICE"], "Around U.S. Immigration and Customs Enforcement", id="entity"),
        pytest.param(
            ["--path", "ICE", "Microsoft"], "U.S. Immigration and Customs Enforcement to Microsoft", id="path"
        ),
        pytest.param(["--behind", "ICE"], "Behind U.S. Immigration and Customs Enforcement", id="behind"),
        pytest.param(["--all", "--most", "40"], "The whole graph", id="all"),
        pytest.param(["--query", "SELECT * { VALUES ?x { id:subagency-7012 } }"], "Answer to a query", id="query"),
    ],
)
def test_one_file_is_written_and_counted(run: Run, tmp_path: Path, arguments: list[str], title: str) -> None:
    out = tmp_path / "page.html"
    result = run(*arguments, "-o", str(out))
    assert result.exit_code == 0, result.output
    drawn = read_map(out.read_text(encoding="utf-8"))
    assert drawn["title"] == title
    things, drawn_lines = len(drawn["nodes"]["label"]), len(drawn["edges"]["from"])
    assert result.stderr == f"Wrote {out}: {things} things, {drawn_lines} lines, {out.stat().st_size / 1000:,.0f} kB.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_query_may_stand_in_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT * { VALUES ?x { id:subagency-7012 } }", encoding="utf-8")
    assert run("--query", f"@{tmp_path / 'q.rq'}", "-o", str(tmp_path / "page.html")).exit_code == 0
    missing = run("--query", "@none.rq", "-o", str(tmp_path / "other.html"))
    assert missing.exit_code == 2
    assert "The query in 'none.rq' cannot be read" in missing.stderr


def test_a_story_names_things_as_every_command_does(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.toml"
    story.write_text('[[step]]\ntitle = "T"\ncaption = "C"\nnear = "ICE"\n', encoding="utf-8")
    result = run("ICE", "--story", str(story), "-o", str(tmp_path / "page.html"))
    assert result.exit_code == 0, result.output
    steps = read_map((tmp_path / "page.html").read_text(encoding="utf-8"))["story"]
    assert steps == [{"title": "T", "caption": "C", "state": "near=id%3Asubagency-7012&hops=1"}]


def test_a_story_that_names_what_nobody_knows_is_refused(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.toml"
    story.write_text('[[step]]\ntitle = "T"\ncaption = "C"\nnear = "XYZZY"\n', encoding="utf-8")
    result = run("ICE", "--story", str(story), "-o", str(tmp_path / "page.html"))
    assert result.exit_code == 2
    assert f"{story}: step 1 names 'XYZZY', which is not on the page." in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["story.toml"]


def test_a_graph_beside_itself_has_not_changed(run: Run, shipped_graph: Path, tmp_path: Path) -> None:
    result = run("ICE", "--diff", str(shipped_graph), "-o", str(tmp_path / "page.html"))
    assert result.exit_code == 0, result.output
    drawn = read_map((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert drawn["notes"][1].startswith("Lines: 0 added, 0 removed, 0 changed, ")
    assert drawn["edges"]["change"] == [change["key"] for change in drawn["changes"]].index("same")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param([], 2, "A page shows one thing.", id="nothing-asked"),
        pytest.param(["ICE", "--all"], 2, "A page shows one thing.", id="two-things-asked"),
        pytest.param(["Nobody Inc XYZZY"], 2, "Nothing here is called 'Nobody Inc XYZZY'.", id="no-such-name"),
        pytest.param(["--all", "--most", "200000"], 2, "200000 is not in the range 1<=x<=50000", id="too-many"),
        pytest.param(["ICE", "--story", "none.toml"], 2, "none.toml cannot be read", id="no-story"),
        pytest.param(["ICE", "--diff", "none.db"], 2, "none.db", id="no-older-graph"),
        pytest.param(["--query", "SELECT ?x { ?x a vg:Nothing }"], 1, "none of them an entity", id="empty-answer"),
    ],
)
def test_what_cannot_be_shown_writes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    result = run(*arguments, "-o", str(tmp_path / "page.html"))
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_ours_stays_unless_forced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "thesis.html"
    out.write_text("three years of work", encoding="utf-8")
    refused = run("ICE", "-o", str(out))
    assert refused.exit_code == 2
    assert "exists and is not a page of ours" in refused.stderr
    assert out.read_text(encoding="utf-8") == "three years of work"
    assert run("ICE", "--force", "-o", str(out)).exit_code == 0
    assert run("ICE", "-o", str(tmp_path / "none" / "page.html")).exit_code == 2


def test_the_paths_of_a_page_are_searched_as_asked(run: Run, tmp_path: Path) -> None:
    searches: list[tuple[str, ...]] = [(), ("--view", "records"), ("--view", "records", "--max-hops", "1")]
    told = [
        run("--path", "ICE", "Microsoft", *more, "-o", str(tmp_path / f"{at}.html")).stderr.partition(": ")[2]
        for at, more in enumerate(searches)
    ]

    things = [int(one.split()[0]) for one in told]
    assert things[0] > things[1] > things[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("ICE", "--via", "Azure"), "Options of a search for paths go with --path A B.", id="no-path"),
        pytest.param(
            ("--path", "ICE", "Microsoft", "--no-inferred", "--view", "all"), "are two views; give one.", id="two-views"
        ),
    ],
)
def test_options_of_a_search_belong_to_paths(run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, "-o", str(tmp_path / "page.html"))

    assert result.exit_code == 2
    assert said in result.stderr


def test_figures_are_drawn_with_a_page_or_without(run: Run, tmp_path: Path) -> None:
    svg, png, page = (tmp_path / f"x.{ending}" for ending in ("svg", "png", "html"))
    alone = run("--path", "ICE", "Microsoft", "--svg", str(svg))
    assert alone.exit_code == 0, alone.output
    assert alone.stderr == f"Wrote {svg}: {svg.stat().st_size / 1000:,.0f} kB.\n"
    assert svg.read_text(encoding="utf-8").startswith("<svg ")
    both = run("ICE", "--most", "9", "--png", str(png), "-o", str(page))
    assert both.exit_code == 0, both.output
    assert png.read_bytes().startswith(b"\x89PNG")
    assert page.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "A page needs a file", id="no-file"),
        pytest.param(["--svg", "x.svg", "--story", "s.toml"], "A figure tells no story", id="story"),
        pytest.param(["--svg", "x.html"], "Cannot tell what picture 'x.html'", id="ending"),
        pytest.param(["--png", "no/x.png"], "The folder 'no' does not exist", id="no-folder"),
    ],
)
def test_figures_that_cannot_be_drawn_are_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("Microsoft", "--most", "5", *arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []

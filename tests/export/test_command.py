"""`export` at the door and as a method: what is written, and what is refused before anything is."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from graph.errors import NothingFound, UsageProblem
from graph.export.asked import FORMATS, NETWORK_FORMATS
from graph.knowledge import KnowledgeGraph

Run = Callable[..., Result]


@pytest.fixture
def run(run_cli: Callable[..., Result], shipped_graph: Path) -> Run:
    return lambda *arguments: run_cli("--graph", str(shipped_graph), "export", *arguments)


def test_the_name_of_the_file_tells_the_format(run: Run, tmp_path: Path) -> None:
    result = run("--from", "70CTD024FC0000015", "-o", str(tmp_path / "x.graphml"))
    assert result.exit_code == 0, result.output
    assert result.stderr == f"Wrote {tmp_path / 'x.graphml'}: 6 things, 9 lines, {_kb(tmp_path / 'x.graphml')} kB.\n"
    assert [file.name for file in tmp_path.iterdir()] == ["x.graphml"]


def _kb(file: Path) -> str:
    return f"{file.stat().st_size / 1000:,.0f}"


@pytest.mark.parametrize("style", [one for one in FORMATS if one not in ("csv", "parquet")])
def test_formats_of_one_file_go_to_the_screen_with_the_same_bytes(
    run: Run, tmp_path: Path, knowledge: KnowledgeGraph, style: str
) -> None:
    shown = io.BytesIO()
    knowledge.export(shown, style, entity="70CTD024FC0000015")
    assert run("--from", "70CTD024FC0000015", "--format", style, "-o", str(tmp_path / "x")).exit_code == 0
    assert (tmp_path / "x").read_bytes() == shown.getvalue()
    assert run("--from", "70CTD024FC0000015", "--format", style).stdout_bytes == shown.getvalue()
    again = run("--from", "70CTD024FC0000015", "--format", style, "-o", str(tmp_path / "x"))
    assert again.exit_code == 0, again.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "An export needs a format", id="nothing"),
        pytest.param(["-o", "x.doc"], "The name 'x.doc' does not tell a format", id="unknown-ending"),
        pytest.param(["--format", "dot", "-o", "x"], "There is no format 'dot'", id="unknown-format"),
        pytest.param(["--format", "csv"], "The format csv is three tables", id="tables-on-screen"),
        pytest.param(["-o", "no/where/x.gexf"], "The folder 'no/where' does not exist", id="no-folder"),
        pytest.param(["--view", "all", "--no-inferred", "-o", "x.gexf"], "contradict each other", id="views"),
        pytest.param(["--view", "some", "-o", "x.nq"], "Unknown view 'some'", id="unknown-view"),
        pytest.param(["--projection", "supply", "-o", "x.ttl.nq"], "cannot be written as nquads", id="projection"),
        pytest.param(["--projection", "nets", "-o", "x.gexf"], "nets", id="unknown-projection"),
        pytest.param(["--projection", "supply", "--from", "ICE", "-o", "x.gexf"], "of the whole graph", id="both"),
        pytest.param(["--from", "Xyzzy Corp", "-o", "x.gexf"], "Xyzzy", id="unknown-name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_ours_is_kept(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "thesis.graphml"
    file.write_text("<graphml/>")
    result = run("--from", "70CTD024FC0000015", "-o", str(file))
    assert result.exit_code == 2
    assert "exists and was not written by this program" in result.stderr
    assert file.read_text() == "<graphml/>"
    assert run("--from", "70CTD024FC0000015", "-o", str(file), "--force").exit_code == 0


def test_a_day_before_all_awards_is_an_empty_answer(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="No award was running on 1970-01-01"):
        knowledge.export(tmp_path / "x.gexf", as_of=date(1970, 1, 1))
    network = knowledge.network
    alone = next(node for node in range(network.entities) if network.degree(node) == 0)
    with pytest.raises(NothingFound, match="Nothing lies around"):
        knowledge.export(tmp_path / "x.gexf", entity=network.iri(alone))
    assert list(tmp_path.iterdir()) == []


def test_as_of_keeps_the_awards_that_were_running(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    day = date(2024, 6, 30)
    knowledge.export(tmp_path / "x.cyjs", entity="Microsoft", as_of=day)
    nodes = json.loads((tmp_path / "x.cyjs").read_text())["elements"]["nodes"]
    awards = [one["data"] for one in nodes if one["data"]["kind"] == "award"]
    assert awards
    assert all(one["first_date"] <= "2024-06-30" <= one["last_date"] for one in awards)
    knowledge.export(tmp_path / "x.nq", entity="Microsoft", as_of=day)
    text = (tmp_path / "x.nq").read_text()
    assert all(one["iri"] in text for one in awards)


def test_no_inferred_leaves_out_what_rules_found(run: Run, tmp_path: Path) -> None:
    assert run("--from", "Microsoft", "--no-inferred", "-o", str(tmp_path / "x.cyjs")).exit_code == 0
    edges = json.loads((tmp_path / "x.cyjs").read_text())["elements"]["edges"]
    assert {one["classes"] for one in edges} <= {"recorded", "confirmed", "reported"}
    assert (
        run("--from", "Microsoft", "--no-inferred", "--view", "records", "-o", str(tmp_path / "y.cyjs")).exit_code == 0
    )
    edges = json.loads((tmp_path / "y.cyjs").read_text())["elements"]["edges"]
    assert {one["classes"] for one in edges} <= {"recorded", "confirmed"}


@pytest.mark.parametrize("style", NETWORK_FORMATS)
def test_a_projection_is_exported_with_what_it_counts(knowledge: KnowledgeGraph, tmp_path: Path, style: str) -> None:
    report = knowledge.export(tmp_path / "x", style, projection="ownership")
    projection = knowledge.projection("ownership")
    assert (report.things, report.lines) == (len(projection.nodes), len(projection.arrow_list()))
    if style == "cytoscape":
        edges = json.loads((tmp_path / "x").read_text())["elements"]["edges"]
        assert {one["data"]["status"] for one in edges} == {"counted"}
        assert [one["data"]["weight"] for one in edges] == [float(weight) for *_, weight in projection.arrow_list()]
        assert all("companies" in one["data"]["basis"] for one in edges)


def test_a_projection_weighted_by_dollars_has_exact_amounts(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    knowledge.export(tmp_path / "x.cyjs", projection="payments", weight="obligation")
    edges = json.loads((tmp_path / "x.cyjs").read_text())["elements"]["edges"]
    total = sum(round(float(one["data"]["obligation"]) * 100) for one in edges)
    arrows = knowledge.projection("payments", weight="obligation").arrow_list()
    assert total == sum(round(weight * 100) for _, _, weight in arrows)


def test_more_hops_hold_all_that_fewer_hold(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    ids = []
    for hops in (1, 2):
        knowledge.export(tmp_path / "x.cyjs", entity="70CTD024FC0000015", hops=hops)
        elements = json.loads((tmp_path / "x.cyjs").read_text())["elements"]
        ids.append({one["data"]["id"] for kind in ("nodes", "edges") for one in elements[kind]})
    assert ids[0] <= ids[1]
    with pytest.raises(UsageProblem, match="0 hops reach nothing"):
        knowledge.export(tmp_path / "x.cyjs", entity="ICE", hops=0)

"""``vendorgraph demo``: what a stranger sees first, and what it leaves alone."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.loading import load
from graph.names import normalise
from graph.resources import data_folder
from graph.store.folder import GraphFolder

Run = Callable[..., Result]

ACTIONS = """\
Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,\
NAICS Description,Transaction Description,Generated Award ID
ICE,B2,ACME CORP,7.00,2024-08-13,0,RADAR,RADAR,RADAR,CONT_AWD_B2_7012_-NONE-_-NONE-
"""


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_it_shows_records_a_reseller_and_press_reports_with_their_evidence(
    run_cli: Run, shipped_graph: Path, tmp_path: Path
) -> None:
    graph = shutil.copytree(shipped_graph.resolve(), tmp_path / "copy.db")

    result = run_cli("demo", "--graph", str(graph), "-o", str(tmp_path / "demo.html"))

    assert result.exit_code == 0, result.output
    direct, reseller, press, ranking, suppliers = result.stdout.split("\n$ vendorgraph ")[1:]
    assert direct.startswith("path ICE Microsoft -k 1\n")
    assert "[RECORDED: award record] U.S. Immigration and Customs Enforcement awarded" in direct
    assert reseller.startswith('path ICE Microsoft -k 1 --via "Four Points Technology"\n')
    assert "under vehicle 70CTD022A00000002 to FOUR POINTS TECHNOLOGY" in reseller
    assert "[INFERRED: words of the award's description" in reseller
    assert "cbp-ice-actions-fy2024.csv.gz row" in reseller
    assert press.startswith('path "One Big Beautiful Bill" "Azure AI Video Indexer" -k 1\n')
    assert "[REPORTED: claim]" in press
    assert ranking.startswith("centrality --type vendor --top 5\n")
    assert suppliers.startswith("query 'SELECT ?vendor (SUM(?usd) AS ?net_usd)")
    assert (tmp_path / "demo.html").stat().st_size > 100_000


def test_each_supplier_it_ranks_is_shown_with_a_row_in_its_name(
    run_cli: Run, shipped_graph: Path, tmp_path: Path
) -> None:
    graph = shutil.copytree(shipped_graph.resolve(), tmp_path / "copy.db")

    shown = run_cli("demo", "--graph", str(graph), "-o", str(tmp_path / "demo.html")).stdout

    lines = shown.partition("vendor\tnet_usd\tawards\tone_row\n")[2].split("\n\n")[0].splitlines()
    assert len(lines) == 5
    for line in lines:
        vendor, _, _, place = line.split("\t")
        file, _, row = place.partition(" row ")
        with gzip.open(data_folder() / "records" / file, "rt", encoding="utf-8-sig", newline="") as stream:
            record = list(csv.DictReader(stream))[int(row) - 1]
        assert record["Generated Award ID"].split("_")[3] == "7012"
        assert normalise(vendor).split()[0] in normalise(record["Recipient Name"]).split()


def test_a_graph_of_own_files_is_left_alone(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ACTIONS, encoding="utf-8")
    load(tmp_path / "vendorgraph.db", [tmp_path / "mine.csv"])
    before = bytes_below(tmp_path / "vendorgraph.db")

    result = run_cli("demo", "--graph", str(tmp_path / "vendorgraph.db"), "-o", str(tmp_path / "demo.html"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds mine.csv, not only the bundled files; nothing was added to it." in result.stderr
    assert "vendorgraph demo --graph demo.db" in result.stderr
    assert bytes_below(tmp_path / "vendorgraph.db") == before
    assert not (tmp_path / "demo.html").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("<p>mine</p>", "exists and is not a page of ours", id="somebody-elses-page"),
        pytest.param(None, "does not exist", id="no-such-folder"),
    ],
)
def test_a_page_that_cannot_be_written_is_noticed_before_anything_is_built(
    run_cli: Run, tmp_path: Path, content: str | None, said: str
) -> None:
    page = tmp_path / "demo.html" if content else tmp_path / "none" / "demo.html"
    if content:
        page.write_text(content, encoding="utf-8")

    result = run_cli("demo", "--graph", str(tmp_path / "demo.db"), "-o", str(page))

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not GraphFolder(tmp_path / "demo.db").exists()

"""Charts of an agency's money: numbers equal exact passes over the loaded files, row by row."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result

from graph.errors import NothingFound, OutputRefused, UsageProblem
from graph.knowledge import KnowledgeGraph, open_graph
from graph.resources import data_folder
from graph.sentences import money_text

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def knowledge(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, date, Decimal, str]]:
    """Award key, day, obligation and company of each distinct row of ICE's actions in the shipped files."""
    found = {}
    for file in sorted(data_folder().rglob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found[tuple(row.values())] = row
    return [
        (
            row["Generated Award ID"],
            date.fromisoformat(row["Action Date"]),
            Decimal(row["Federal Action Obligation"] or "0"),
            row["Recipient Name"],
        )
        for row in found.values()
        if "_7012_" in row["Generated Award ID"][:40]
    ]


def _said(file: Path) -> str:
    return ElementTree.parse(file).getroot().findtext(f"{SVG}desc") or ""


def test_years_are_the_sums_of_the_files(
    knowledge: KnowledgeGraph, tmp_path: Path, rows: list[tuple[str, date, Decimal, str]]
) -> None:
    knowledge.chart("obligations-by-year", "ICE", tmp_path / "x.svg")
    sums: dict[int, Decimal] = defaultdict(Decimal)
    awards: dict[int, set[str]] = defaultdict(set)
    actions: dict[int, int] = defaultdict(int)
    for key, day, amount, _ in rows:
        year = day.year + (day.month >= 10)
        sums[year] += amount
        awards[year].add(key)
        actions[year] += 1
    wanted = [
        f"FY {year}: {money_text(sums[year])} ({len(awards[year]):,} awards, {actions[year]:,} actions)"
        if year in sums
        else f"FY {year}: no action loaded"
        for year in range(min(sums), max(sums) + 1)
    ]
    assert _said(tmp_path / "x.svg") == "Net obligations in US dollars " + "; ".join(wanted)


def test_the_bars_of_companies_add_up_to_all_of_it(
    knowledge: KnowledgeGraph, tmp_path: Path, rows: list[tuple[str, date, Decimal, str]]
) -> None:
    knowledge.chart("top-vendors", "ICE", tmp_path / "x.svg", top=5)
    said = _said(tmp_path / "x.svg")
    total = sum((amount for _, _, amount, _ in rows), Decimal(0))
    assert f"Net obligations in US dollars: {money_text(total)} in" in said
    csi = sum((amount for _, _, amount, name in rows if name == "CSI AVIATION, INC."), Decimal(0)) or sum(
        (amount for _, _, amount, name in rows if name.startswith("CSI AVIATION")), Decimal(0)
    )
    assert f"CSI AVIATION, INC: {money_text(csi)} (" in said
    bars = [Decimal(one.replace(",", "")) for one in re.findall(r": \$(-?[\d,.]*\d)(?: \(|;|$)", said)]
    assert len(bars) == 6
    assert sum(bars, Decimal(0)) == total


def test_the_flow_ends_in_all_of_it_and_holds_intervals_apart(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    knowledge.chart("money-flow", "ICE", tmp_path / "x.svg", top=4)
    drawn = ElementTree.parse(tmp_path / "x.svg").getroot()
    said = _said(tmp_path / "x.svg")
    total = next(one.amount for one in knowledge.money("ICE").step("recipients").sums if one.kind == "obligation")
    paid = [
        Decimal(one.replace(",", ""))
        for one in re.findall(r"U\.S\. Immigration and Customs Enforcement to [^:]+: \$(-?[\d,.]*\d)", said)
    ]
    assert sum(paid, Decimal(0)) == total
    assert " to Microsoft: 0 to $" in said
    assert "(inferred)" in said
    dashed = [one for one in drawn.iter(f"{SVG}path") if one.get("stroke-dasharray")]
    assert len(dashed) == said.count(": 0 to $")


def test_a_time_narrows_the_flow_of_an_account_too(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    asked: dict[str, Any] = {"since": date(2024, 10, 1), "until": date(2025, 9, 30)}
    knowledge.chart("money-flow", "070-0540", tmp_path / "x.svg", **asked)
    total = next(
        one.amount for one in knowledge.money("070-0540", **asked).step("recipients").sums if one.kind == "obligation"
    )
    assert money_text(total) in _said(tmp_path / "x.svg")


def test_several_agencies_have_bands_of_their_own(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    knowledge.chart("money-flow", "DHS", tmp_path / "x.svg", top=3)
    said = _said(tmp_path / "x.svg")
    assert "U.S. Customs and Border Protection to " in said
    assert "U.S. Immigration and Customs Enforcement to " in said
    assert "Treasury account" not in (tmp_path / "x.svg").read_text()


def test_what_cannot_be_drawn_is_said(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    with pytest.raises(UsageProblem, match="There is no chart 'pie'"):
        knowledge.chart("pie", "ICE", out)
    with pytest.raises(UsageProblem, match="A chart of years shows all of them"):
        knowledge.chart("obligations-by-year", "ICE", out, since=date(2024, 1, 1))
    with pytest.raises(UsageProblem, match="what picture"):
        knowledge.chart("top-vendors", "ICE", tmp_path / "x.doc")
    with pytest.raises(UsageProblem, match="is a vendor, not an agency"):
        knowledge.chart("obligations-by-year", "Microsoft", out)
    with pytest.raises(NothingFound):
        knowledge.chart("obligations-by-year", "National Aeronautics and Space Administration", out)
    with pytest.raises(NothingFound):
        knowledge.chart("top-vendors", "ICE", out, since=date(1980, 1, 1), until=date(1980, 2, 1))
    assert list(tmp_path.iterdir()) == []
    out.write_text("<svg/>")
    with pytest.raises(OutputRefused, match="was not written by this program"):
        knowledge.chart("obligations-by-year", "ICE", out)


def test_the_command_says_what_it_wrote(run_cli: Callable[..., Result], shipped_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    result = run_cli("--graph", str(shipped_graph), "chart", "obligations-by-year", "ICE", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert result.stderr == f"Wrote {out}: {out.stat().st_size / 1000:,.0f} kB.\n"

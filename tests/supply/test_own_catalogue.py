"""A user's own catalogue: kept with the graph, part of its identity, refused with file and line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from graph.errors import NothingFound, SourceRejected
from graph.knowledge import open_graph
from graph.loading import load
from graph.store.embedded import EmbeddedStore
from graph.store.folder import GraphFolder
from graph.supply.question import Question
from tests.ingest.made import HEADER, action

OWN = """
makers:
  - {slug: zorblax, label: Zorblax, names: [ZORBLAX INC]}
products:
  - {slug: zorblax-cloud, label: Zorblax Cloud, maker: zorblax, class: cloud-service, aliases: [ZORBLAX CLOUD]}
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "actions.csv"
    lines = [action(1, text="ZORBLAX CLOUD LICENSES", amount="10.25"), action(2, text="CHAIRS", amount="-3")]
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    return file


def nets(graph: Path) -> dict[str, Decimal]:
    store = EmbeddedStore(open_graph(graph).store, Path())
    query = """SELECT ?agency (SUM(?usd) AS ?total) (COUNT(?award) AS ?awards)
    WHERE { ?award vg:awardingAgency ?agency ; vg:netObligation ?usd } GROUP BY ?agency"""
    return {row["agency"].value: Decimal(row["total"].value) for row in store.select(query)}


def test_it_finds_products_and_changes_no_recorded_total(records: Path, own: Path, tmp_path: Path) -> None:
    load(tmp_path / "without.db", [records])
    load(tmp_path / "with.db", [records], products=[own])

    with pytest.raises(NothingFound):
        open_graph(tmp_path / "without.db").behind(Question(agency="ICE"))
    (row,) = open_graph(tmp_path / "with.db").behind(Question(agency="ICE")).rows
    assert (row["product"], row["obligation_usd_max"]) == ("Zorblax Cloud", "10.25")
    assert nets(tmp_path / "without.db") == nets(tmp_path / "with.db")
    assert list(nets(tmp_path / "with.db").values()) == [Decimal("7.25")]


def test_it_is_part_of_the_snapshot_and_stays_for_later_loads(records: Path, own: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    plain = load(tmp_path / "plain.db", [records])
    together = load(first, [records], products=[own])
    load(second, [], products=[own])
    own.unlink()
    in_turn = load(second, [records])

    assert together.snapshot == in_turn.snapshot != plain.snapshot
    assert (first / "graph.toml").read_bytes() == (second / "graph.toml").read_bytes()
    for one, other in zip(
        sorted(GraphFolder(first).supply_path.iterdir()), sorted(GraphFolder(second).supply_path.iterdir()), strict=True
    ):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_the_same_one_twice_changes_nothing(records: Path, own: Path, tmp_path: Path) -> None:
    graph = tmp_path / "g.db"
    assert load(graph, [records], products=[own]).changed
    again = load(graph, [], products=[own])

    assert not again.changed
    assert [(one.layout, one.rows_kept) for one in again.sources] == [("products", 2)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(OWN.replace("maker: zorblax", "maker: zorblacks"), r"own\.yaml:5:\d+: .*zorblacks", id="no-maker"),
        pytest.param(OWN.replace("[ZORBLAX CLOUD]", "[Z]"), r"own\.yaml:5:\d+: ", id="alias-of-one-letter"),
        pytest.param(OWN.replace("[ZORBLAX CLOUD]", "['MICROSOFT AZURE']"), r"own\.yaml:5:\d+: ", id="alias-taken"),
    ],
)
def test_a_mistake_in_it_names_file_and_line_and_leaves_the_graph_alone(
    text: str, says: str, records: Path, own: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "g.db"
    before = load(graph, [records]).snapshot
    own.write_text(text, encoding="utf-8")

    with pytest.raises(SourceRejected, match=says):
        load(graph, [], products=[own])
    assert GraphFolder(graph).snapshot == before


def test_the_command_loads_it_alone_and_warns_of_loud_aliases(
    run_cli: Callable[..., Result], records: Path, own: Path, tmp_path: Path
) -> None:
    graph = str(tmp_path / "g.db")
    assert run_cli("load", str(records), "--graph", graph).exit_code == 0

    result = run_cli("load", "--products", str(own), "--graph", graph)

    assert result.exit_code == 0
    assert "own.yaml\tproducts\t2\t2" in result.stdout
    assert "The alias 'ZORBLAX CLOUD' hits 1 of 2 rows" in result.stderr
    assert run_cli("load", "--graph", graph).exit_code == 2

"""Sums over the shipped records equal a plain csv + Decimal pass that shares no code with the project."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from graph.ingest import LAYOUTS
from graph.ingest.personal import without_personal
from graph.ledger import connect
from graph.resources import data_folder
from tests.ingest.made import Outcome, read_file

YEARS = ("2021", "2023", "2024", "2025")
Row = dict[str, str]


def shipped(year: str) -> Path:
    return data_folder() / "records" / f"cbp-ice-actions-fy{year}.csv.gz"


def plain_rows(year: str) -> list[Row]:
    """Distinct rows of a shipped file, by Python's csv module alone."""
    with gzip.open(shipped(year), "rt", encoding="utf-8", newline="") as text:
        distinct = {tuple(row.items()): row for row in csv.DictReader(text)}
    return list(distinct.values())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("actions")
    return {year: read_file(folder, shipped(year)) for year in YEARS}


def fiscal_year(row: Row) -> str:
    year, month, _ = row["Action Date"].split("-")
    return str(int(year) + (int(month) >= 10))


def vehicle(row: Row) -> str:
    return "_".join(row["Generated Award ID"].split("_")[4:6])


GROUPINGS: dict[str, tuple[Callable[[Row], str], str]] = {
    "sub-agency": (lambda row: row["Generated Award ID"].split("_")[3], "subtier"),
    "fiscal-year": (fiscal_year, "year(action_date + interval 3 month)::varchar"),
    "vehicle": (vehicle, "coalesce(parent_piid, '-NONE-') || '_' || coalesce(parent_agency, '-NONE-')"),
    "recipient": (lambda row: row["Recipient Name"], "recipient_name"),
    "award": (lambda row: row["Generated Award ID"], "award_key"),
}


@pytest.mark.parametrize(("plain", "sql"), GROUPINGS.values(), ids=GROUPINGS)
def test_net_obligations_equal_a_plain_decimal_pass(
    loaded: dict[str, Outcome], plain: Callable[[Row], str], sql: str
) -> None:
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for year in YEARS:
        for row in plain_rows(year):
            expected[plain(row)] += Decimal(row["Federal Action Obligation"])
    views = " union all ".join(
        LAYOUTS["actions10"].normalised_sql(str(one.parquet), one.report.sha256[:16]) for one in loaded.values()
    )
    with connect() as con:
        found = dict(con.execute(f"select {sql}, sum(obligation) from ({views}) group by 1").fetchall())
    assert found == expected


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        ("2021", (10398, 10392, 6, 0)),
        ("2023", (9366, 9355, 11, 0)),
        ("2024", (10226, 10218, 8, 0)),
        ("2025", (10878, 10856, 22, 0)),
    ],
)
def test_exact_duplicates_are_counted_once_and_reported(
    loaded: dict[str, Outcome], year: str, counts: tuple[int, int, int, int]
) -> None:
    assert loaded[year].counts() == counts
    assert len(plain_rows(year)) == counts[1]
    assert loaded[year].report.sums == {
        "obligation": sum(Decimal(row["Federal Action Obligation"]) for row in plain_rows(year))
    }


def test_every_shipped_row_is_unchanged_but_for_personal_data(loaded: dict[str, Outcome]) -> None:
    with gzip.open(shipped("2021"), "rt", encoding="utf-8", newline="") as text:
        header, *lines = csv.reader(text)
    place = header.index("Transaction Description")
    for line in lines:
        line[place] = without_personal(line[place])
    columns = ", ".join(f'"{name}"' for name in header)
    rows = [(number, *line) for number, line in enumerate(lines, start=1)]
    assert loaded["2021"].ledger(f"_row, {columns}") == rows


@pytest.mark.parametrize(
    ("file", "columns", "kind"),
    [
        ("ice-award-summaries-mn.csv.gz", {"obligation": "total_obligated_amount"}, "summaries286"),
        ("ice-award-summaries-mn.csv.gz", {"outlay": "total_outlayed_amount"}, "summaries286"),
        ("ice-award-summaries-mn.csv.gz", {"ceiling": "potential_total_value_of_award"}, "summaries286"),
        ("ice-subawards.csv.gz", {"subaward": "subaward_amount"}, "subawards118"),
    ],
)
def test_sums_of_other_layouts_equal_a_plain_decimal_pass(
    tmp_path: Path, file: str, columns: dict[str, str], kind: str
) -> None:
    path = data_folder() / "records" / file
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    report = read_file(tmp_path, path).report
    assert report.layout == kind
    for name, column in columns.items():
        assert report.sums[name] == sum(Decimal(row[column] or 0) for row in rows)
    assert report.rows_kept == len(rows)

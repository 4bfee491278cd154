"""The shipped reference tables and catalogues."""

from __future__ import annotations

import csv
import tomllib
from hashlib import sha256
from typing import Any

import pytest

from graph.resources import data_folder

REFERENCE = data_folder() / "reference"
SOURCES: dict[str, dict[str, Any]] = tomllib.loads((REFERENCE / "sources.toml").read_text(encoding="utf-8"))


def rows_of(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_has_its_source() -> None:
    assert {file.name for file in REFERENCE.iterdir()} - {"README.md", "sources.toml"} == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_the_tables_are_those_promised(name: str) -> None:
    assert sha256((REFERENCE / name).read_bytes()).hexdigest() == SOURCES[name]["sha256"]
    assert SOURCES[name]["licence"].startswith("CC0-1.0")


@pytest.mark.parametrize(
    ("name", "rows"), [("agencies.csv", 1507), ("tas.csv", 709), ("psc.csv", 3769), ("naics.csv", 1629)]
)
def test_the_tables_have_their_rows(name: str, rows: int) -> None:
    assert len(rows_of(name)) == rows


def test_homeland_security_keeps_all_its_code_systems() -> None:
    ice = [row for row in rows_of("agencies.csv") if row["subtier"] == "7012"]
    assert ice == [
        {
            "cgac": "070",
            "fpds_department": "7000",
            "agency": "Department of Homeland Security",
            "agency_abbreviation": "DHS",
            "subtier": "7012",
            "subtier_name": "U.S. Immigration and Customs Enforcement",
            "subtier_abbreviation": "ICE",
            "frec": "7000",
            "listed_in": "OMB File",
        }
    ]


@pytest.mark.parametrize("folder", ["", "records", "reference", "products", "programs", "claims", "words"])
def test_each_folder_says_what_it_holds(folder: str) -> None:
    text = (data_folder() / folder / "README.md").read_text(encoding="utf-8")
    # The four years of actions share one line of the table.
    missing = [
        file.name
        for file in sorted((data_folder() / folder).iterdir())
        if file.suffix in {".csv", ".gz", ".json"} and file.name not in text and "actions-fy202" not in file.name
    ]
    assert missing == []


def test_the_english_words_are_those_promised() -> None:
    folder = data_folder() / "words"
    content = (folder / "english.csv").read_bytes()
    assert sha256(content).hexdigest() in (folder / "README.md").read_text(encoding="utf-8")
    assert len(content.splitlines()) == 1 + 74533

"""The shipped records: complete, as promised in sources.toml, and without people's data."""

from __future__ import annotations

import csv
import gzip
import io
import re
import runpy
import tarfile
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graph.resources import data_folder

RECORDS = data_folder() / "records"
SOURCES: dict[str, dict[str, Any]] = tomllib.loads((RECORDS / "sources.toml").read_text(encoding="utf-8"))
TABLES = sorted(name for name in SOURCES if name.endswith(".csv.gz"))
EMAIL = re.compile(rb"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def rows_of(name: str) -> list[list[str]]:
    text = gzip.decompress((RECORDS / name).read_bytes()).decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def pages() -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(RECORDS / "dhs-vehicles-fpds.tar.gz") as archive:
        for member in archive.getmembers():
            stream = archive.extractfile(member)
            assert stream is not None
            yield member, stream.read()


def test_every_shipped_file_has_its_source() -> None:
    shipped = {file.name for file in RECORDS.iterdir()} - {"README.md", "sources.toml"}
    assert shipped == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_says_where_it_is_from_and_what_was_left_out(name: str) -> None:
    needed = ("title", "what", "rows", "from", "commit", "licence", "made", "left_out", "original")
    assert [key for key in needed if not SOURCES[name].get(key)] == []


@pytest.mark.parametrize("name", SOURCES)
def test_the_shipped_bytes_are_those_promised(name: str) -> None:
    data = (RECORDS / name).read_bytes()
    assert sha256(data).hexdigest() == SOURCES[name]["sha256"]
    assert sha256(gzip.decompress(data)).hexdigest() == SOURCES[name]["content_sha256"]


@pytest.mark.parametrize("name", SOURCES)
def test_gzip_headers_hold_neither_name_nor_time(name: str) -> None:
    data = (RECORDS / name).read_bytes()
    assert (data[3], data[4:8]) == (0, b"\0\0\0\0")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_rows_and_columns_promised(name: str) -> None:
    rows = rows_of(name)
    assert len(rows) - 1 == SOURCES[name]["rows"]
    assert {len(row) for row in rows} == {SOURCES[name]["columns"]}


@pytest.mark.parametrize("name", [name for name in TABLES if "emptied_columns" in SOURCES[name]])
def test_columns_about_people_are_empty(name: str) -> None:
    header, *rows = rows_of(name)
    about_people = [
        place for place, column in enumerate(header) if re.search(r"phone|fax|highly_compensated_officer", column)
    ]
    assert {header[place] for place in about_people} == set(SOURCES[name]["emptied_columns"])
    assert {row[place] for row in rows for place in about_people} == {""}


def test_vehicle_pages_are_sorted_ownerless_and_complete() -> None:
    members = [member for member, _ in pages()]
    assert [member.name for member in members] == sorted(member.name for member in members)
    assert {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in members} == {
        (0, 0, "", "", 0)
    }
    assert len(members) == 224


def test_vehicle_pages_name_no_official() -> None:
    emptied = set(SOURCES["dhs-vehicles-fpds.tar.gz"]["emptied_elements"])
    entries = 0
    for _, page in pages():
        assert not EMAIL.search(page)
        for element in ElementTree.fromstring(page).iter():
            name = element.tag.rpartition("}")[2]
            entries += name == "entry"
            assert name not in emptied or not element.text
    assert entries == SOURCES["dhs-vehicles-fpds.tar.gz"]["rows"]


def test_the_microsoft_agreement_is_among_the_vehicles() -> None:
    assert any(b"70RTAC24A00000001" in page and b"MICROSOFT ENTERPRISE LICENSE" in page for _, page in pages())


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("script", ["build_records.py", "build_reference.py"])
def test_the_originals_give_the_shipped_files(script: str, originals: Path, tmp_path: Path) -> None:
    main = runpy.run_path(str(data_folder() / script))["main"]
    assert main([str(originals / "data"), "--out", str(tmp_path)]) == 0
    shipped = data_folder() / script.removeprefix("build_").removesuffix(".py")
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (shipped / made.name).read_bytes()


@pytest.fixture(scope="module")
def builder() -> dict[str, Any]:
    return runpy.run_path(str(data_folder() / "build_records.py"))


def test_emptying_columns_leaves_every_other_byte(builder: dict[str, Any]) -> None:
    original = b'name,phone,text\r\n"A, B",555,"two\nlines, ""quoted"""\r\nC,"55,5",\r\n'
    emptied = b'name,phone,text\r\n"A, B",,"two\nlines, ""quoted"""\r\nC,,\r\n'
    assert builder["without_columns"](original, ["phone"]) == emptied


def test_the_last_column_keeps_its_line_end(builder: dict[str, Any]) -> None:
    assert builder["without_columns"](b"name,phone\r\nA,555\r\nB,556", ["phone"]) == b"name,phone\r\nA,\r\nB,"


@pytest.mark.parametrize(
    ("original", "message"),
    [(b"name\nA\n", "lacks the columns"), (b"name,phone\nA\n", "Record 1 has 1 cells, the header 2")],
)
def test_a_table_of_another_shape_is_refused(original: bytes, message: str, builder: dict[str, Any]) -> None:
    with pytest.raises(SystemExit, match=message):
        builder["without_columns"](original, ["phone"])


def test_people_are_taken_out_of_pages(builder: dict[str, Any]) -> None:
    page = b'<a:by x="1">JDOE@DHS.GOV</a:by><text>Ask jane.doe@dhs.gov now</text><by/>'
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in ("b/2.xml", "b/notes.txt", "a/1.xml"):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.uname = len(page), 99, "jane"
            archive.addfile(entry, io.BytesIO(page))
    made = builder["without_people"](buffer.getvalue(), ["by"])
    with tarfile.open(fileobj=io.BytesIO(made)) as archive:
        assert archive.getnames() == ["a/1.xml", "b/2.xml"]
        stream = archive.extractfile("a/1.xml")
        assert stream is not None
        assert stream.read() == b'<a:by x="1"></a:by><text>Ask  now</text><by/>'

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from graph.errors import SourceRejected
from graph.ingest import detect, read_source, sha256_of
from graph.ingest.reading import passed_over, read_sources
from tests.ingest.made import HEADER, action, left_behind, read

GOOD = "\n".join([HEADER, action(1), action(2)])


def write_zip(file: Path, **members: str) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("folder/", "")
        for name, content in members.items():
            archive.writestr(f"folder/{name}.csv", content)


def test_a_gzip_file_is_known_by_its_own_hash_and_reads_as_its_content(tmp_path: Path) -> None:
    plain = read(tmp_path / "..", GOOD, tmp_path.name + "-plain.csv")
    packed = read(tmp_path, gzip.compress(GOOD.encode()), "source.csv.gz")
    assert packed.report.sha256 == sha256_of(tmp_path / "source.csv.gz") != plain.report.sha256
    assert packed.parquet.read_bytes() == plain.parquet.read_bytes()


def test_a_zip_member_is_known_by_the_hash_of_its_content(tmp_path: Path) -> None:
    write_zip(tmp_path / "one.zip", a=GOOD)
    report = read_source(tmp_path / "one.zip", tmp_path / "ledger", tmp_path / "rejects")
    assert report.file == f"{tmp_path}/one.zip/folder/a.csv"
    assert report.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert detect(tmp_path / "one.zip").name == "actions10"


def test_every_member_of_a_zip_is_a_source(tmp_path: Path) -> None:
    write_zip(tmp_path / "two.zip", b=GOOD, a=HEADER)
    reports = read_sources(tmp_path / "two.zip", tmp_path / "ledger", tmp_path / "rejects")
    assert [(Path(one.file).name, one.rows_kept) for one in reports] == [("a.csv", 0), ("b.csv", 2)]
    assert left_behind(tmp_path) == sorted(one.ledger for one in reports)


def test_a_zip_with_an_unknown_member_is_refused_as_a_whole(tmp_path: Path) -> None:
    write_zip(tmp_path / "mixed.zip", a=GOOD, b="x,y\n1,2")
    with pytest.raises(SourceRejected, match=r"mixed\.zip/folder/b\.csv: the first line is not the header"):
        read_sources(tmp_path / "mixed.zip", tmp_path / "ledger", tmp_path / "rejects")
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("name", ["readme.txt", "NOTES.MD", "dictionary.pdf"])
def test_a_note_beside_the_tables_of_a_zip_is_passed_over_by_name(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "noted.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr(name, "%PDF-1.7" if name.endswith("pdf") else "Downloaded on Monday, with thanks")
    reports = read_sources(tmp_path / "noted.zip", tmp_path / "ledger", tmp_path / "rejects")
    assert [Path(one.file).name for one in reports] == ["a.csv"]
    assert passed_over(tmp_path / "noted.zip") == (f"{tmp_path / 'noted.zip'}/{name}",)


def test_a_table_is_none_the_less_for_being_called_txt(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tables.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("b.txt", HEADER)
    reports = read_sources(tmp_path / "tables.zip", tmp_path / "ledger", tmp_path / "rejects")
    assert [Path(one.file).name for one in reports] == ["a.csv", "b.txt"]
    assert passed_over(tmp_path / "tables.zip") == ()


def test_a_zip_of_notes_alone_is_refused_for_what_they_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(SourceRejected, match=r"notes\.zip/a\.txt: the first line is not the header"):
        read_sources(tmp_path / "notes.zip", tmp_path / "ledger", tmp_path / "rejects")


def test_reading_a_file_again_writes_the_same_bytes(tmp_path: Path) -> None:
    lines = "\n".join([GOOD, action(3, amount="x")])
    first = read(tmp_path, lines)
    before = {name: (tmp_path / room / name).read_bytes() for room, name in files(first.report)}
    second = read(tmp_path, lines)
    assert second.report == first.report
    assert {name: (tmp_path / room / name).read_bytes() for room, name in files(second.report)} == before
    assert left_behind(tmp_path) == sorted(before)


def files(report: object) -> list[tuple[str, str]]:
    return [("ledger", report.ledger), ("rejects", report.rejects)]  # type: ignore[attr-defined]


def test_progress_reaches_the_size_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(GOOD.encode()))
    seen: list[tuple[int, int]] = []
    read_source(
        tmp_path / "a.csv.gz", tmp_path / "l", tmp_path / "r", progress=lambda done, total: seen.append((done, total))
    )
    assert all(0 <= done <= total for done, total in seen)
    assert {total for done, total in seen if done == total} == {(tmp_path / "a.csv.gz").stat().st_size, len(GOOD)}


def test_a_page_may_be_in_a_zip(tmp_path: Path) -> None:
    from tests.ingest.made import page, vehicle

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("p.xml", page(vehicle()))
    assert read(tmp_path, out.getvalue(), "pages.zip").counts() == (1, 1, 0, 0)

"""Files that are no source: each is refused with its name and the next step, and leaves nothing behind."""

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from graph.errors import SourceRejected
from graph.ingest import detect, read_source, sha256_of
from tests.ingest.made import ACTIONS, HEADER, action, left_behind, page, read, vehicle

GOOD = "\n".join([HEADER, action(1)])


def zipped(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*members: tuple[str, str], link: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
        if link:
            info = tarfile.TarInfo(link)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


LONG = "\n".join([HEADER, *(action(number, text=str(number * 7919 % 1000)) for number in range(20_000))]).encode()
TWO_PAGES = tarred(("a.xml", page(vehicle())), ("b.xml", page(vehicle(piid="V2"))))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\n \r\n", "is empty", id="only-blank-lines"),
        pytest.param(gzip.compress(b""), "is empty", id="empty-gzip"),
        pytest.param(b"%PDF-1.7\n", "looks like a PDF document", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "looks like a PNG image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "looks like a JPEG image", id="jpeg"),
        pytest.param(b"<!DOCTYPE html><html>", "looks like an HTML page", id="html"),
        pytest.param(b'{"results": []}', "looks like JSON", id="json"),
        pytest.param(b"@prefix vg: <x> .", "looks like RDF", id="turtle"),
        pytest.param(HEADER.encode("utf-16"), "looks like text in UTF-16", id="utf-16"),
        pytest.param(b"\x01\x00\x02", "looks like a binary file", id="binary"),
        pytest.param(gzip.compress(gzip.compress(b"x")), "looks like a gzip archive", id="gzip-in-gzip"),
        pytest.param(zipped(("[Content_Types].xml", ""), ("xl/a.xml", "")), "looks like an Office", id="xlsx"),
        pytest.param(zipped(), "an empty zip archive", id="empty-zip"),
        pytest.param(zipped(("a.csv", GOOD), ("b.csv", GOOD)), "holds 2 files ('a.csv', 'b.csv')", id="zip-of-two"),
        pytest.param(b'<?xml version="1.0"?><rss/>', "its root element is 'rss'", id="other-xml"),
        pytest.param(b"<<<", "is truncated or not well-formed XML", id="no-xml"),
        pytest.param(gzip.compress(LONG)[:-2000], "the archive is truncated", id="truncated-gzip"),
        pytest.param(gzip.compress(LONG)[:-4] + b"\0\0\0\0", "is a damaged or truncated archive", id="wrong-gzip"),
        pytest.param(zipped(("a.csv", LONG.decode()))[:-500], "is a damaged or truncated archive", id="cut-zip"),
        pytest.param(TWO_PAGES[:1500], "is damaged or truncated", id="truncated-tar"),
        pytest.param(gzip.compress(TWO_PAGES)[:-100], "the archive is truncated", id="truncated-tar-gz"),
        pytest.param(tarred(("a.txt", "x")), "the member 'a.txt' is no XML page", id="tar-of-text"),
        pytest.param(tarred(("a.xml", page()), link="b.xml"), "the member 'b.xml' is no XML page", id="tar-link"),
        pytest.param(HEADER.replace(",", ";"), "semicolons stand between the names", id="semicolons"),
        pytest.param(HEADER.replace(",", "\t"), "tabs stand between the names", id="tabs"),
        pytest.param(action(1), "the first line is not the header of a known layout", id="no-header"),
        pytest.param('"' + "x" * 3_000_000, "the first line is not the header", id="endless-header"),
        pytest.param(HEADER.replace(",Modification", ""), "lacks the column 'Modification'", id="missing-column"),
        pytest.param(HEADER.replace("Agency", " Agency"), "has the column ' Agency'", id="padded-name"),
        pytest.param(HEADER + ",Foo,Bar", "has the column 'Foo' and 1 more that", id="unknown-columns"),
        pytest.param(HEADER + ",Agency", "the column 'Agency' stands twice in the header", id="column-twice"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_by_name(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(SourceRejected) as caught:
        read(tmp_path, content)
    assert words in str(caught.value)
    assert str(tmp_path / "source.csv") in str(caught.value)
    assert caught.value.file.startswith(str(tmp_path / "source.csv"))
    assert caught.value.hint
    assert caught.value.exit_code == 2
    assert left_behind(tmp_path) == []


def test_a_file_without_a_good_row_is_refused_and_leaves_every_reason(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="every row was rejected, 2 of 2; nothing was loaded") as caught:
        read(tmp_path, "\n".join([HEADER, action(1, amount="x"), "y"]))
    error = caught.value
    assert (error.row, error.column, error.exit_code) == (1, "Federal Action Obligation", 2)
    assert error.rejects == str(tmp_path / "rejects" / "source.csv.jsonl")
    rows = [json.loads(line) for line in Path(error.rejects).read_text(encoding="utf-8").splitlines()]
    assert [(one["row"], one["line"]) for one in rows] == [(1, 2), (2, 3)]
    assert rows[0]["reason"].startswith("is not an amount")
    assert left_behind(tmp_path) == ["source.csv.jsonl"]


def test_the_nearest_layout_and_the_missing_column_are_named(tmp_path: Path) -> None:
    file = tmp_path / "nine.csv"
    file.write_text(",".join(ACTIONS[:-1]))
    with pytest.raises(
        SourceRejected, match=r"lacks the column 'Generated Award ID'; the nearest layout is actions10"
    ) as caught:
        detect(file)
    assert caught.value.column == "Generated Award ID"
    for name in ("actions10", "summaries286", "subawards118", "fpds_atom"):
        assert name in caught.value.hint


@pytest.mark.parametrize(
    ("content", "row", "column", "where"),
    [
        pytest.param(GOOD.replace("ACME", "CAFÉ").encode("latin-1"), 1, "Recipient Name", "byte 0xC9 at", id="row"),
        pytest.param(HEADER.replace("Agency", "Agencé").encode("latin-1"), None, None, "header", id="header"),
        pytest.param((GOOD + "\né").encode()[:-1], 2, "Agency", "byte 0xC3 at", id="cut-at-the-end"),
        pytest.param((GOOD + '\n"' + "x" * 2_100_000).encode() + b"\xe9", 2, None, "at offset", id="in-a-monster"),
        pytest.param((GOOD + "\n1,2,3,4,5,6,7,8,9,10,11é").encode("latin-1"), 2, None, "(row 2)", id="no-column"),
    ],
)
def test_bytes_that_are_not_utf8_are_located(
    tmp_path: Path, content: bytes, row: int | None, column: str | None, where: str
) -> None:
    with pytest.raises(SourceRejected, match="is not UTF-8") as caught:
        read(tmp_path, content)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert where in caught.value.what
    assert "iconv" in caught.value.hint
    assert left_behind(tmp_path) == []


def test_bytes_are_located_beyond_the_first_block(tmp_path: Path) -> None:
    lines = [HEADER, *(action(number, text="é" * 100) for number in range(1, 9_001))]
    content = "\n".join(lines).encode() + b"\n" + action(9001, name="\xff").encode("latin-1")
    with pytest.raises(SourceRejected) as caught:
        read(tmp_path, content)
    assert (caught.value.row, caught.value.column) == (9001, "Recipient Name")
    assert f"offset {content.index(0xFF)} " in caught.value.what


def test_a_folder_is_refused_with_how_to_name_its_files(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="is a folder") as caught:
        read_source(tmp_path, tmp_path / "ledger", tmp_path / "rejects")
    assert str(tmp_path / "*.csv") in caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for ask in (detect, sha256_of):
        with pytest.raises(SourceRejected, match=r"There is no file .*nowhere\.csv"):
            ask(tmp_path / "nowhere.csv")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceRejected, match="not a regular file"):
        detect(tmp_path / "pipe")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.csv"
    file.write_text(GOOD)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceRejected, match=r"secret\.csv cannot be read: Permission denied"):
        detect(file)


def test_an_encrypted_zip_member_is_named(tmp_path: Path) -> None:
    archive = bytearray(zipped(("a.csv", GOOD)))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(archive)
    with pytest.raises(SourceRejected, match=r"the member 'a\.csv' is encrypted"):
        detect(tmp_path / "locked.zip")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "growing.csv"
    file.write_text(GOOD)

    def grow(done: int, _: int) -> None:
        if done == len(GOOD):
            with file.open("a") as more:
                more.write("\n" + action(2))

    with pytest.raises(SourceRejected, match="changed while it was read"):
        read_source(file, tmp_path / "ledger", tmp_path / "rejects", progress=grow)
    assert left_behind(tmp_path) == []


def test_a_header_alone_is_a_source_of_no_rows(tmp_path: Path) -> None:
    outcome = read(tmp_path, HEADER)
    assert outcome.counts() == (0, 0, 0, 0)
    assert outcome.report.sums == {"obligation": 0}
    assert outcome.normalised() == []
    assert left_behind(tmp_path) == [outcome.report.ledger]

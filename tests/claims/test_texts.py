from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import read_claims, read_text, verify_files
from graph.claims.texts import MOST_BYTES
from graph.errors import NothingFound, SourceRejected, UsageProblem
from graph.model import Severity
from tests.claims.samples import ARTICLE, written
from tests.claims.written import claims_file, says

OTHER = "Ports\n\nThe port of Norvik has 12 cranes.\n"


def other(folder: Path) -> Path:
    return claims_file(
        folder,
        "ports",
        OTHER,
        entities={
            "port": {"kind": "agency", "label": "Port of Norvik"},
            "cranes": {"kind": "concept", "label": "cranes"},
        },
        claims=[
            {
                "id": "uses",
                "subject": "port",
                "relation": "uses",
                "object": "cranes",
                "evidence": [says("has 12 cranes")],
            }
        ],
    )


def text_file(folder: Path, text: str, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_each_text_goes_to_the_document_it_is_of(tmp_path: Path) -> None:
    files = [read_claims(written(tmp_path)), read_claims(other(tmp_path))]

    done = verify_files(files, [text_file(tmp_path, OTHER)])

    assert [(one.with_text, one.holds) for one in done] == [(False, True), (True, True)]


def test_a_changed_text_goes_to_the_document_whose_quotes_it_holds(tmp_path: Path) -> None:
    files = [read_claims(other(tmp_path)), read_claims(written(tmp_path))]

    done = verify_files(files, [text_file(tmp_path, ARTICLE.replace("3.5", "3.6"))])

    assert [(one.with_text, one.holds) for one in done] == [(False, True), (True, False)]


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_windows_line_ends_of_a_changed_text_are_no_wall_of_errors(start: str, tmp_path: Path) -> None:
    """Only what was changed is told: the text as a whole, and the one passage."""
    changed = ARTICLE.replace("travellers", "traveliers")
    assert "\n" in changed

    (done,) = verify_files(
        [read_claims(written(tmp_path))], [text_file(tmp_path, start + changed.replace("\n", "\r\n"))]
    )

    assert [one.rule for one in done.findings if one.severity is Severity.ERROR] == [
        "passage-differs",
        "quote-missing",
        "text-differs",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + ARTICLE, id="byte-order-mark"),
        pytest.param(ARTICLE.replace("\n", "\r\n"), id="windows-line-ends"),
    ],
)
def test_line_ends_and_byte_order_marks_make_no_other_text(text: str, tmp_path: Path) -> None:
    (done,) = verify_files([read_claims(written(tmp_path))], [text_file(tmp_path, text)])

    assert done.holds


def test_a_text_of_no_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"holds no quote of any document") as caught:
        verify_files([read_claims(other(tmp_path))], [text_file(tmp_path, "Something else.")])

    assert caught.value.hint == "The documents are: Ports."


def test_nothing_to_verify_is_said() -> None:
    with pytest.raises(NothingFound, match=r"The graph holds no claims\."):
        verify_files([])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\xff\xfe\x00", "is not UTF-8: byte 0.", id="not-utf-8"),
        pytest.param(b"x" * (MOST_BYTES + 1), "has more than 20 MB.", id="too-large"),
        pytest.param(None, "Cannot read", id="missing"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SourceRejected) as caught:
        read_text(path)

    assert message in caught.value.what
    assert caught.value.file == str(path)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="Cannot read"):
        read_text(tmp_path)

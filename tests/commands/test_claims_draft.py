from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.claims import read_claims
from tests.drafting.articles import HARBOUR

Run = Callable[..., Result]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The article about the harbour, in a file; no graph is named in the environment."""
    monkeypatch.delenv("VENDORGRAPH", raising=False)
    file = tmp_path / "harbour.txt"
    file.write_bytes(HARBOUR.encode())
    return file


def test_a_draft_goes_to_the_screen(run_cli: Run, article: Path) -> None:
    done = run_cli("claims", "draft", str(article), "--publisher", "The Courier", "--date", "2026-02")
    assert done.exit_code == 0
    assert '  publisher: The Courier\n  date: "2026-02"\n' in done.stdout
    assert "  - id: s6-says-1\n" in done.stdout
    assert done.stderr == (
        "26 claims drafted, all unreviewed; nothing found in 1 of 13 sentences, 0 further hits without a claim of "
        "their own.\n"
    )


def test_a_draft_goes_to_a_file_that_reads_as_claims(run_cli: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.yaml"
    done = run_cli(
        "claims",
        "draft",
        str(article),
        "-o",
        str(out),
        "--title",
        "Harbour",
        "--url",
        "https://c.example",
        "--id",
        "c-1",
    )
    assert done.exit_code == 0
    assert done.stdout == ""
    document = read_claims(out).document
    assert (document.local, document.title, document.url) == ("document-c-1", "Harbour", "https://c.example")


def test_a_file_that_exists_is_kept_unless_forced(run_cli: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.yaml"
    out.write_text("a person's work")
    refused = run_cli("claims", "draft", str(article), "-o", str(out))
    assert refused.exit_code == 2
    assert "exists and may hold a person's work." in refused.stderr
    assert out.read_text() == "a person's work"
    assert run_cli("claims", "draft", str(article), "-o", str(out), "--force").exit_code == 0
    assert len(read_claims(out).claims) == 26


def test_the_article_is_never_written_over(run_cli: Run, article: Path) -> None:
    done = run_cli("claims", "draft", str(article), "-o", str(article), "--force")
    assert done.exit_code == 2
    assert "is the article itself." in done.stderr
    assert article.read_bytes() == HARBOUR.encode()


def test_a_text_without_a_hit_is_nothing_found_and_writes_nothing(run_cli: Run, article: Path, tmp_path: Path) -> None:
    article.write_text("Es war einmal ein Hafen.")
    out = tmp_path / "draft.yaml"
    done = run_cli("claims", "draft", str(article), "-o", str(out))
    assert done.exit_code == 1
    assert "No known name, number, time or attribution was found in 1 sentences." in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b"a\xff", "is not UTF-8.", id="not-utf-8"),
        pytest.param(b"a\0", "This is a binary file", id="binary"),
    ],
)
def test_bad_input_is_an_error_not_a_traceback(run_cli: Run, article: Path, content: bytes, message: str) -> None:
    article.write_bytes(content)
    done = run_cli("claims", "draft", str(article))
    assert done.exit_code == 2
    assert message in done.stderr
    assert str(article) in done.stderr


def test_a_folder_and_a_missing_file_are_refused(run_cli: Run, article: Path, tmp_path: Path) -> None:
    assert "This is a folder" in run_cli("claims", "draft", str(tmp_path)).stderr
    missing = run_cli("claims", "draft", str(tmp_path / "none.txt"))
    assert missing.exit_code == 2
    assert "No such file or directory" in missing.stderr


def test_a_date_that_is_none_is_refused(run_cli: Run, article: Path) -> None:
    done = run_cli("claims", "draft", str(article), "--date", "yesterday")
    assert done.exit_code == 2
    assert "'yesterday' is no date." in done.stderr


def test_a_folder_that_is_missing_for_the_output_is_an_error(run_cli: Run, article: Path, tmp_path: Path) -> None:
    done = run_cli("claims", "draft", str(article), "-o", str(tmp_path / "none" / "draft.yaml"))
    assert done.exit_code == 2
    assert "Cannot write" in done.stderr


def test_a_draft_too_large_for_a_claims_file_is_refused(
    run_cli: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Above the largest catalogue file, which is read under the same limit.
    monkeypatch.setattr("graph.reference.located.MAX_BYTES", 60_000)
    article.write_bytes(HARBOUR.encode() * 6)
    done = run_cli("claims", "draft", str(article))
    assert done.exit_code == 2
    assert "The draft would have more than 60,000 bytes" in done.stderr


@pytest.mark.slow
def test_vendors_of_a_graph_are_known_by_name(run_cli: Run, article: Path, shipped_graph: Path) -> None:
    article.write_text("Four Points Technology sold it, said Dell Federal Systems.")
    without = run_cli("claims", "draft", str(article))
    with_graph = run_cli("claims", "draft", str(article), "--graph", str(shipped_graph))
    assert "vendor-name-four-points-technology-llc" not in without.stdout
    assert "vendor-name-four-points-technology-llc" in with_graph.stdout
    assert "vendor-uei-N1C5QLNPJLS4" in with_graph.stdout


def test_a_graph_that_is_not_there_is_an_error(run_cli: Run, article: Path, tmp_path: Path) -> None:
    done = run_cli("claims", "draft", str(article), "--graph", str(tmp_path / "none.db"))
    assert done.exit_code == 2
    assert "none.db" in done.stderr

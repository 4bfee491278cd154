from pathlib import Path

import pytest

from graph.drafting import cut, read_article
from graph.drafting.article import MAX_TEXT_BYTES
from graph.errors import SourceRejected


def sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in cut(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mr. Roe of the U.S. Army paid $3.2m. It said no.",
            ["Mr. Roe of the U.S. Army paid $3.2m.", "It said no."],
            id="abbreviations",
        ),
        pytest.param("A headline\n\nA body. More.", ["A headline", "A body.", "More."], id="headline-without-a-stop"),
        pytest.param(
            "Points:\n  \u2022 One thing\n  \u2022 Two things", ["Points:", "One thing", "Two things"], id="bullets"
        ),
        pytest.param(
            "The agency paid for radars that were never built, said the\nauditor in a report. It paid twice.",
            ["The agency paid for radars that were never built, said the\nauditor in a report.", "It paid twice."],
            id="wrapped-lines-are-one-sentence",
        ),
        pytest.param("\ufeffFirst. \U0001f642 Second.", ["First.", "\U0001f642 Second."], id="mark-and-emoji"),
        pytest.param("One.\r\n\r\nTwo.\r\n", ["One.", "Two."], id="windows-line-ends"),
        pytest.param("  \n\t\n", [], id="nothing"),
        pytest.param("***\n---\nText here.", ["Text here."], id="rules-are-no-sentences"),
    ],
)
def test_an_article_is_cut_into_sentences_at_their_offsets(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "made", "maker"),
    [
        pytest.param(
            "Title\n\nSummarized by NextFin AI\n  \u2022 A point\n  \u2022 Another\n\nThe body.",
            ["Summarized by NextFin AI", "A point", "Another"],
            "NextFin AI",
            id="mark-over-bullets",
        ),
        pytest.param(
            "AI-generated summary\n\nAll of it in short.\n\nThe body.",
            ["AI-generated summary", "All of it in short."],
            "",
            id="blank-line-behind-the-mark",
        ),
        pytest.param(
            "The body.\n\nKey points by ChatGPT\n- One", ["Key points by ChatGPT", "One"], "ChatGPT", id="at-the-end"
        ),
        pytest.param(
            "The minister read out a summary written by AI and then went on to speak for an hour about the harbour, "
            "its cranes, and its debts.",
            [],
            "",
            id="prose-about-a-summary",
        ),
        pytest.param("The body.", [], "", id="none"),
    ],
)
def test_what_is_marked_as_a_machines_summary_is_machine_made(text: str, made: list[str], maker: str) -> None:
    article = cut(text)
    assert [text[one.start : one.end] for one in article.sentences if one.machine_made] == made
    assert article.summary_maker == maker
    assert (article.summary is not None) == bool(made)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b"\xef\xbb\xbf \n", "The file is empty.", id="a-mark-alone"),
        pytest.param(b"One\ncaf\xe9 two", ":2: Byte 7 (0xe9) is not UTF-8.", id="latin-1"),
        pytest.param(b"abc\0def", "This is a binary file, or text in UTF-16.", id="binary"),
        pytest.param("text".encode("utf-16"), "This is a binary file, or text in UTF-16.", id="utf-16"),
        pytest.param(b"%PDF-1.7 ...", "This is a binary file, or text in UTF-16.", id="pdf"),
        pytest.param(b"One\n<p>Two</p>", ":2: This is HTML: '</p>'.", id="html"),
        pytest.param(
            b"x" * (MAX_TEXT_BYTES + 1), "The file has 500,001 bytes; an article has at most 500,000.", id="large"
        ),
    ],
)
def test_what_is_no_article_is_refused_with_file_and_line(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(SourceRejected) as caught:
        read_article(file)
    assert caught.value.what.startswith(str(file))
    assert message in caught.value.what
    assert caught.value.hint


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(SourceRejected, match="50,000,000 bytes"):
        read_article(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="This is a folder, not a text file"):
        read_article(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"none\.txt: The file cannot be read \(No such file or directory\)"):
        read_article(tmp_path / "none.txt")


def test_line_ends_and_marks_count_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffOne.\r\nTwo.".encode())
    article = read_article(file)
    assert article.text == "\ufeffOne.\r\nTwo."
    assert [(one.start, one.end) for one in article.sentences] == [(1, 5), (7, 11)]

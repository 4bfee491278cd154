"""An article as plain text: read, checked, cut into sentences with their offsets.

A sentence is what a passage of a claims file quotes, so its offsets count code points of the file's text as it is,
and white space at its ends is left out. Sentences are cut by sentencex (rules for English, no model) inside one
paragraph: a blank line ends a sentence, and so does a line end unless the paragraph was wrapped at a fixed width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from graph.errors import SourceRejected

# The longest article of a magazine has about 100 kB; a draft is some nine times its text, and claims files end at 5 MB.
MAX_TEXT_BYTES = 500_000

_HTML = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]|</(?:p|div|a|span|li|h[1-6])>", re.IGNORECASE)
_BLANK = re.compile(r"\n[^\S\n]*\n")
_BULLET = re.compile(r"\s*(?:[*\u2022\u2023\u25aa\u25cf\u25e6\u00b7\u2013\u2014-]|\d{1,2}[.)])\s+")
_FULL_LINE = 45  # a line of hard-wrapped text is longer than this and no longer than _LONGEST_LINE
_LONGEST_LINE = 120
_SUMMARY = re.compile(
    r"(?:summar(?:y|i[sz]ed)|overview|highlights|key (?:points|takeaways)|digest)\b[^.\n]{0,30}?\b(?:by|with|using)\s+"
    r"(?P<maker>(?:[^.\s]+\s){0,3}?(?:A\.?I\.?|ChatGPT|Copilot|Gemini|Claude))(?!\w)"
    r"|\b(?:AI|machine)[- ](?:generated|written|made|powered)\s+(?:summary|overview|highlights|key points|digest)\b"
    r"|\b(?:summary|overview|highlights|key points)\s+(?:(?:is|are|was|were)\s+)?\(?(?:AI|machine)[- ]generated\b",
    re.IGNORECASE,
)
_MARK_LINE = 120  # a mark stands on a line of its own; the same words inside a paragraph are prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its number from 1, its offsets, and whether a program wrote it."""

    number: int
    start: int
    end: int
    machine_made: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its sentences in order.

    Attributes:
        file: The file as given.
        summary: Offsets of the part marked as made by a program (its mark and the lines below it), or None.
        summary_maker: Who made that part, as printed; empty when nobody is named.
    """

    file: str
    text: str
    sentences: tuple[Sentence, ...]
    summary: tuple[int, int] | None
    summary_maker: str


def read_article(path: Path) -> Article:
    """Return the article in a UTF-8 text file.

    Raises:
        SourceRejected: There is no such file, it is a folder, empty, too large, binary, not UTF-8, or HTML.
    """
    return cut(_text_of(path), file=str(path))


def cut(text: str, *, file: str = "") -> Article:
    """Return ``text`` with its sentences; an empty text has none."""
    summary, maker = _summary(text)
    spans = [span for start, end in _paragraphs(text) for span in _sentences(text, start, end)]
    sentences = tuple(
        Sentence(number, start, end, summary is not None and summary[0] <= start and end <= summary[1])
        for number, (start, end) in enumerate(spans, start=1)
    )
    return Article(file, text, sentences, summary, maker)


def _text_of(path: Path) -> str:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_TEXT_BYTES else b""
    except IsADirectoryError:
        _reject(path, "This is a folder, not a text file.", "Name the file the article was saved in.")
    except OSError as error:
        _reject(path, f"The file cannot be read ({error.strerror}).", "Look at its name and permissions.")
    if size > MAX_TEXT_BYTES:
        _reject(
            path,
            f"The file has {size:,} bytes; an article has at most {MAX_TEXT_BYTES:,}.",
            "Cut a long report into its chapters and draft each by itself.",
        )
    if b"\0" in raw or raw.startswith((b"%PDF-", b"\xff\xfe", b"\xfe\xff")):
        _reject(path, "This is a binary file, or text in UTF-16.", "Save the article as plain text in UTF-8.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        hint = "Save it again as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8."
        _reject(path, f"Byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8.", hint, row)
    if not text.strip("\ufeff \t\r\n"):
        _reject(path, "The file is empty.", "Save the article's text in it.")
    found = _HTML.search(text)
    if found:
        row = text.count("\n", 0, found.start()) + 1
        _reject(path, f"This is HTML: {found.group()!r}.", "Save the article as plain text, without tags.", row)
    return text


def _reject(path: Path, what: str, hint: str, row: int | None = None) -> NoReturn:
    place = f"{path}:{row}" if row else str(path)
    raise SourceRejected(f"{place}: {what}", file=str(path), row=row, hint=hint)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts that no sentence crosses: single lines, or whole paragraphs that were wrapped."""
    start = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        yield from _lines(text, start, end)
        start = blank.end() if blank else end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    wrapped = len(lines) > 1 and max(last - first for first, last in lines) <= _LONGEST_LINE
    opened: int | None = None
    for number, (first, last) in enumerate(lines):
        opened = first if opened is None else opened
        line = text[first:last].rstrip()
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        goes_on = wrapped and following.strip() and not _BULLET.match(following) and len(line) >= _FULL_LINE
        if not goes_on:
            yield opened, last
            opened = None


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph, without white space and bullets at their ends."""
    import sentencex

    for found in sentencex.get_sentence_boundaries("en", text[start:end]):
        first, last = start + found["start_index"], start + found["end_index"]
        bullet = _BULLET.match(text, first, last)
        first = bullet.end() if bullet and bullet.end() < last else first
        part = text[first:last]
        first += len(part) - len(part.lstrip("\ufeff \t\r\n\u00a0\u2029\u2028\x0b\x0c"))
        last = first + len(text[first:last].rstrip())
        if any(sign.isalnum() for sign in text[first:last]):
            yield first, last


def _summary(text: str) -> tuple[tuple[int, int] | None, str]:
    """Return the part a program wrote, from its mark to the next blank line after at least one line, and its maker."""
    for mark in _SUMMARY.finditer(text):
        start = text.rfind("\n", 0, mark.start()) + 1
        line_end = text.find("\n", mark.end())
        line_end = len(text) if line_end < 0 else line_end
        if line_end - start <= _MARK_LINE:
            break
    else:
        return None, ""
    body = re.compile(r"\s*").match(text, line_end)
    blank = _BLANK.search(text, body.end() if body else line_end)
    end = blank.start() if blank else len(text.rstrip())
    return (start, max(end, line_end)), (mark["maker"] or "").strip()

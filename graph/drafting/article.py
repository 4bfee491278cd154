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
# Typographic bullets need no space behind them; a hyphen does, or "-5" would lose its sign.
_BULLET = re.compile(
    r"\s*(?:[\u2022\u2023\u25aa\u25cf\u25e6\u00b7]\s*|(?:[*+\u2013\u2014-]|\(?\d{1,2}[.)]|#{1,6}|>)\s+)"
    r"(?:[*+\u2022\u2013\u2014-]\s+)*"
)
_HEADING = re.compile(r"\s*#{1,6}\s")
_FULL_LINE = 45  # a line of hard-wrapped text is longer than this and no longer than _LONGEST_LINE
_LONGEST_LINE = 120
_DIGEST = (
    r"(?:summar(?:y|ies|i[sz]ed)|overview|highlights|takeaways|(?:key|main|bullet)\s(?:points|takeaways)|digest"
    r"|in\sshort|tl;?dr)"
)
_MADE = r"(?:generated|written|made|powered|created|produced|compiled)"
_MACHINE = (
    r"(?:A\.?I\.?|artificial intelligence|ChatGPT|GPT-?\w*|Copilot|Gemini|Claude|Llama|Grok|Perplexity"
    r"|(?:large )?language models?|LLMs?|(?:chat)?bots?|(?-i:[A-Z]\w+(?:Bot|AI|GPT))"
    r"|robo\w*|robots?|machines?|computers?|algorithms?|software)(?!\w)"
)
# "Summarized by NextFin AI", "AI-generated summary", "Summary (AI)", "This summary was written by a robot".
_SUMMARY = re.compile(
    rf"{_DIGEST}\b[^.\n]{{0,30}}?\b(?:by|with|using|from)\s+(?:(?:an?|the|our)\s+)?"
    rf"(?P<maker>(?:[^.\s]+\s){{0,3}}?{_MACHINE})"
    rf"|\b(?:AI|machine|robot|computer|auto(?:matically)?)[- ]?{_MADE}\s+(?:{_DIGEST}|bullets?)\b"
    rf"|\b{_DIGEST}\s+(?:(?:is|are|was|were)\s+)?\(?(?:AI|machine|robot|auto(?:matically)?)[- ]?{_MADE}\b"
    rf"|\bAI[- ]{_DIGEST}\b|\b{_DIGEST}\s+\(\s*(?:AI|machine|robot)\s*\)",
    re.IGNORECASE,
)
# A mark is a short line that begins with it; the same words inside a paragraph are prose.
_MARK_LINE = 120
_MARK_WORDS = 14
_WORDS_BEFORE_MARK = 3  # "## This summary was ..."
_HEADING_WORDS = 8


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
        plain = following.strip() and not _BULLET.match(following)
        indented = following[:1].isspace() and _BULLET.match(text, opened, last)
        if not (plain and ((wrapped and len(line) >= _FULL_LINE) or indented)):
            yield opened, last
            opened = None


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph, without white space and bullets at their ends."""
    import sentencex

    item = _BULLET.match(text, start, end)
    start = item.end() if item and item.end() < end else start
    for found in sentencex.get_sentence_boundaries("en", text[start:end]):
        first, last = start + found["start_index"], start + found["end_index"]
        part = text[first:last]
        first += len(part) - len(part.lstrip("\ufeff \t\r\n\u00a0\u2029\u2028\x0b\x0c"))
        last = first + len(text[first:last].rstrip())
        if any(sign.isalnum() for sign in text[first:last]):
            yield first, last


def same_paragraph(text: str, end: int, start: int) -> bool:
    """Return whether what lies between two sentences ends no paragraph: no line end, but for that of a full line."""
    gap = text[end:start]
    if "\n" not in gap:
        return True
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return gap.count("\n") == 1 and _FULL_LINE <= len(line) <= _LONGEST_LINE and not _BULLET.match(text, end, start)


def _summary(text: str) -> tuple[tuple[int, int] | None, str]:
    """Return the part a program wrote, its mark included, and its maker.

    It is the list below the mark, be there a heading between, or the list right above it; without a list the
    paragraph below.
    """
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    marks = ((at, _mark(text, line)) for at, line in enumerate(lines))
    at, mark = next(((at, mark) for at, mark in marks if mark), (0, None))
    if mark is None:
        return None, ""
    start, maker = lines[at][0], (mark["maker"] or "").strip()
    first = at + 1
    if first + 1 < len(lines) and _is_heading(text, lines[first], lines[first + 1]):
        first += 1
    last = _list_end(text, lines, first)
    if last > first:
        return (start, _right(text, lines[last - 1])), maker
    top = _list_start(text, lines, at)
    if top < at:
        return (lines[top][0], _right(text, lines[at])), maker
    blank = _BLANK.search(text, lines[at + 1][0]) if at + 1 < len(lines) else None
    stop = blank.start() if blank else len(text)
    return (start, len(text[:stop].rstrip())), maker


def _mark(text: str, line: tuple[int, int]) -> re.Match[str] | None:
    """Return the words of a short line that call what is around it a program's work; None for prose."""
    start, end = line
    found = _SUMMARY.search(text, start, end)
    short = end - start <= _MARK_LINE and len(text[start:end].split()) <= _MARK_WORDS
    return found if found and short and len(text[start : found.start()].split()) <= _WORDS_BEFORE_MARK else None


def _is_item(text: str, line: tuple[int, int]) -> bool:
    return bool(_BULLET.match(text, *line)) and not _HEADING.match(text, *line)


def _is_heading(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Return whether a line is a heading over a list."""
    words = text[slice(*line)]
    short = len(words.split()) <= _HEADING_WORDS and words.rstrip()[-1] not in ".!?"
    return short and not _is_item(text, line) and _is_item(text, following)


def _list_end(text: str, lines: list[tuple[int, int]], first: int) -> int:
    """Return the number of the line after a list; ``first`` if there is none. Lines that go on with an item count."""
    at = first
    while at < len(lines):
        if not _is_item(text, lines[at]):
            apart = "\n" in text[lines[at - 1][1] : lines[at][0]].replace("\n", "", 1)
            ended = text[slice(*lines[at - 1])].rstrip()[-1] in ".!?"
            indented = text[lines[at][0]].isspace()
            if at == first or apart or (ended and not indented):
                break
        at += 1
    return at


def _list_start(text: str, lines: list[tuple[int, int]], end: int) -> int:
    """Return the number of the first line of the list that ends right above a line; ``end`` if there is none."""
    at = top = end
    while at > 0 and (_is_item(text, lines[at - 1]) or text[lines[at - 1][0]].isspace()):
        at -= 1
        top = at if _is_item(text, lines[at]) else top
    return top


def _right(text: str, line: tuple[int, int]) -> int:
    return line[0] + len(text[slice(*line)].rstrip())

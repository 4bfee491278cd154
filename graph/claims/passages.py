"""Passages of a text: where words stand, the sentence around them, and their hash.

Offsets count code points of the text as read from a UTF-8 file, the line end at its end included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import ValueRejected

# Typographic signs and the plain ones they are compared as; each pair keeps the length, so offsets hold.
_FOLDED = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u2039": "'", "\u203a": "'",
        "\u00b4": "'", "\u0060": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\uff02": '"',
        "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\uff0d": "-",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
    }
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)\]]*(?=\s+[^\sa-z])|\n")
# "U.S. Immigration": a point after a single capital or a title does not end a sentence.
_NO_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Inc|Corp|Co|vs|Sen|Rep|Gov))\.$")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a text: first code point, the one after the last, and the sha256 of its UTF-8 bytes."""

    start: int
    end: int
    sha256: str


def text_sha256(text: str) -> str:
    """Return the sha256 of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def fold(text: str) -> str:
    r"""Return ``text`` with quotation marks, dashes and no-break spaces as plain ones; the length stays.

    >>> fold("\u201cvirtual machines\u201d \u2014 on Azure")
    '"virtual machines" - on Azure'
    """
    return text.translate(_FOLDED)


def count_words(text: str) -> int:
    """Return the number of words, as separated by white space."""
    return len(_WORD.findall(text))


def passage(text: str, start: int, end: int) -> Passage:
    """Return the passage from ``start`` to before ``end``.

    Raises:
        ValueRejected: The offsets don't lie in the text in this order.
    """
    if not 0 <= start < end <= len(text):
        raise ValueRejected(
            f"Offsets {start} to {end} do not lie in a text of {len(text)} code points.",
            hint="Count code points from 0; the end is one past the last.",
        )
    return Passage(start, end, text_sha256(text[start:end]))


def locate(text: str, words: str) -> Passage:
    """Return the one place where ``words`` stand; quotation marks, dashes and spaces may differ in kind.

    Raises:
        ValueRejected: They stand nowhere, or at several places.
    """
    folded, sought = fold(text), fold(words)
    start = folded.find(sought)
    if not sought or start < 0:
        raise ValueRejected(f"The words {words!r} do not stand in the text.", hint="Copy them from the text.")
    if folded.find(sought, start + 1) >= 0:
        raise ValueRejected(f"The words {words!r} stand in the text more than once.", hint="Take more words.")
    return passage(text, start, start + len(sought))


def sentence_around(text: str, start: int, end: int) -> Passage:
    """Return the sentence, or the sentences, that the part from ``start`` to ``end`` lies in.

    A line end also ends a sentence. Rules, not a language model: good enough to draft with, and a wrong cut
    is visible in the claims file.
    """
    left, right = 0, len(text)
    for stop in _sentence_ends(text):
        if stop <= start:
            left = stop
        elif stop >= end:
            right = stop
            break
    return _trimmed(text, left, right)


def sentences(text: str) -> Iterator[Passage]:
    """Yield the sentences of ``text`` in its order, by the rules of `sentence_around`."""
    left = 0
    for right in (*_sentence_ends(text), len(text)):
        if text[left:right].strip():
            yield _trimmed(text, left, right)
        left = right


def paragraphs(text: str) -> Iterator[Passage]:
    """Yield the lines of ``text`` that are not empty, without the white space around them, in its order."""
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield _trimmed(text, line.start(), line.end())


def _sentence_ends(text: str) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "\n" or not _NO_END.search(text, max(0, match.start() - 6), match.start() + 1):
            yield match.end()


def _trimmed(text: str, left: int, right: int) -> Passage:
    inside = text[left:right]
    left += len(inside) - len(inside.lstrip())
    right -= len(inside) - len(inside.rstrip())
    return passage(text, left, right)

"""Texts as the matcher reads them: upper case, one blank between words, and where each letter stands in print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

# The export cuts a description at so many code points, in mid-word: 94 of the 27,448 shipped texts are just as long,
# four times more than of any neighbouring length. 4,000 is what FPDS accepts.
CUT_LENGTHS = frozenset({250, 4000})

_KEPT = "&+#."  # signs that belong to names: AT&T, C++, C#, SALESFORCE.COM
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in _KEPT}
# Wide blanks, dashes and quotes, and the signs of registered names and trade marks.
_BLANKS |= dict.fromkeys(map(ord, "\u00a0\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u00ae\u2122"), " ")
# Of numbered entities the closing sign is often cut off or left out.
_ENTITY = re.compile(r"&(?:(?:AMP|QUOT|APOS|LT|GT|NBSP|REG|TRADE);|#(?:\d{1,7}|X[0-9A-F]{1,6});?)")
_FILLER = "\uffff"  # no letter: Unicode promises never to assign it
MARK = "\x01"  # stands between texts that are read together; no name holds it
_BETWEEN = f" {MARK} "
_BLANKS_BETWEEN = {code: blank for code, blank in _BLANKS.items() if code != ord(MARK)}
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Printed:
    """A text made ready for matching.

    Attributes:
        folded: The text in upper case, letter for letter as long as the original.
        plain: What is searched: entities read, signs between words as one blank, a blank at either end.
        starts: Per letter of ``plain`` where it begins in the text, and one more for the end; worked out when asked
            for, and seldom needed.
    """

    folded: str
    plain: str
    starts: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of ``plain`` stands in the text; a bracket opened in it is closed in it."""
        if self.starts is None:
            read = f"{_read(self.folded).translate(_BLANKS)} "
            if read.startswith(self.plain[1 : end + 1]):  # nothing was left out so far
                return self._inside(start - 1, end - 1)
            self.starts = _starts(read[:-1])
        return self._inside(self.starts[start], self.starts[end])

    def _inside(self, first: int, last: int) -> tuple[int, int]:
        first, last = max(0, first), min(len(self.folded), last)
        closes = self.folded.startswith(")", last) and "(" in self.folded[first:last]
        return first, last + closes

    def replaced(self, words: Mapping[tuple[int, int], str]) -> Printed:
        """Return the text with other words at some places of ``plain``; spans stay those of the original."""
        own = self.starts or _starts(_read(self.folded).translate(_BLANKS))
        pieces: list[str] = []
        starts: list[int] = []
        reach = 0
        for (start, end), word in sorted(words.items()):
            pieces += [self.plain[reach:start], word]
            starts += [*own[reach:start], *(own[start] for _ in word)]
            reach = end
        pieces.append(self.plain[reach:])
        return Printed(self.folded, "".join(pieces), (*starts, *own[reach:]))


def fold(text: str) -> str:
    """Return ``text`` in upper case; letters whose upper case is longer stay, so that places stay too."""
    text = text.replace(_FILLER, " ")
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def prepare(text: str) -> Printed:
    """Return a text made ready for matching.

    >>> prepare("at&amp;t (FirstNet), 2025").plain
    ' AT&T FIRSTNET 2025 '
    """
    folded = fold(text)
    read = _read(folded).replace(_FILLER, "").translate(_BLANKS)
    return Printed(folded, " ".join(("", *read.split(), "")))


def words_together(texts: Sequence[str]) -> list[str]:
    r"""Return the words of all prepared texts, in order, with a mark before each text and after the last.

    >>> words_together(["at&amp;t (FirstNet)", "", "2025"])
    ['\x01', 'AT&T', 'FIRSTNET', '\x01', '\x01', '2025', '\x01']
    """
    joined = _BETWEEN.join(("", *texts, ""))
    if joined.count(MARK) != len(texts) + 1:
        return words_together([text.replace(MARK, " ") for text in texts])
    folded = joined.upper() if joined.isascii() else _BETWEEN.join(("", *map(fold, texts), ""))
    if "&" in folded:
        folded = _ENTITY.sub(lambda found: _letter(found.group()), folded)
    return folded.translate(_BLANKS_BETWEEN).split()


def _starts(read: str) -> Sequence[int]:
    return _starts_of_letters(read) if _FILLER in read else _starts_of_words(read)


def _starts_of_words(read: str) -> Sequence[int]:
    starts: list[int] = []
    reach = -1
    for word in _WORD.finditer(read):
        first, last = word.span()
        starts.append(reach)
        starts += range(first, last)
        reach = last
    return (*starts, reach, len(read) + 1)


def _starts_of_letters(read: str) -> Sequence[int]:
    starts, last = [-1], " "
    for place, letter in enumerate(read):
        blank = letter.isspace()
        if letter != _FILLER and not (blank and last == " "):
            starts.append(place)
            last = " " if blank else letter
    if last != " ":
        starts.append(len(read))
    return (*starts, len(read) + 1)


def _read(folded: str) -> str:
    """Return the text with its entities read; each letter read is followed by as many fillers as it was longer."""
    if "&" not in folded:
        return folded
    return _ENTITY.sub(lambda found: _letter(found.group()).ljust(len(found.group()), _FILLER), folded)


def _letter(entity: str) -> str:
    # Names of entities are lower case; a number without its closing sign is read all the same.
    letter = unescape(f"{entity.rstrip(';').lower()};")
    return letter.upper() if len(letter) == len(letter.upper()) == 1 else " "

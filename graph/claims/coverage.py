"""How much of a text the claims about it speak of and quote: shares, sentences nobody accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from itertools import chain

from graph.claims.files import ClaimsFile
from graph.claims.passages import Passage, fold, paragraphs, sentences

MOST_QUOTED = Decimal("0.4")  # share of a text's words: more is a copy of what is its publisher's
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One paragraph: a line of the text that is not empty.

    Attributes:
        start: Its first code point.
        end: The one after its last.
        share: Share of its characters that lie in a passage with a claim, from 0 to 1; white space between
            sentences counts as not covered.
        accounted: The same, with passages that are said to have no claim.
        line: Line of the text it is, from 1.
    """

    start: int
    end: int
    share: Decimal
    accounted: Decimal
    line: int


def measure_coverage(file: ClaimsFile, text: str) -> tuple[Coverage, ...]:
    """Return the coverage of each paragraph of ``text``, in its order."""
    claimed = _claimed(file)
    accounted = claimed + _left_out(file)
    return tuple(
        Coverage(one.start, one.end, _share(one, claimed), _share(one, accounted), text.count("\n", 0, one.start) + 1)
        for one in paragraphs(text)
    )


@dataclass(frozen=True, slots=True)
class Quoted:
    """How much of a text all quotes of a claims file together repeat, counted by place.

    Attributes:
        words: Words of the text, as separated by white space.
        quoted: How many of them a quote takes, in whole or in part: a word that several quotes take counts once, the
            same word at another place again.
    """

    words: int
    quoted: int

    @property
    def share(self) -> Decimal:
        """Share of the words that are quoted, from 0 to 1; 0 for a text without words."""
        return (Decimal(self.quoted) / max(self.words, 1)).quantize(Decimal("0.001"), ROUND_UP)


def measure_quoted(file: ClaimsFile, text: str) -> Quoted:
    """Return how much of ``text`` the quotes repeat; one that does not stand in its passage counts nothing."""
    folded, taken = fold(text), bytearray(len(text))
    for one in chain.from_iterable(claim.evidence for claim in file.claims):
        at = folded.find(fold(one.quote), one.start, one.end) if one.start is not None else -1
        if at >= 0:
            taken[at : at + len(one.quote)] = b"\1" * len(one.quote)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return Quoted(len(words), sum(1 in taken[start:end] for start, end in words))


def find_unread(file: ClaimsFile, text: str) -> tuple[Passage, ...]:
    """Return the sentences that have neither a claim nor a reason why not, in their order."""
    accounted = _claimed(file) + _left_out(file)
    return tuple(
        one for one in sentences(text) if not any(start < one.end and one.start < end for start, end in accounted)
    )


def _claimed(file: ClaimsFile) -> list[_Span]:
    found = {
        (one.start, one.end)
        for one in chain.from_iterable(claim.evidence for claim in file.claims)
        if one.start is not None and one.end is not None
    }
    return sorted(found)


def _left_out(file: ClaimsFile) -> list[_Span]:
    return [(one.start, one.end) for one in file.unclaimed]


def _share(paragraph: Passage, spans: Iterable[_Span]) -> Decimal:
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(max(start, paragraph.start), min(end, paragraph.end)))
    return (Decimal(len(covered)) / (paragraph.end - paragraph.start)).quantize(Decimal("0.001"))

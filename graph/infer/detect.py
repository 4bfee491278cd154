"""Finds catalogue names in free text, in one pass over each distinct description.

The matcher is an Aho-Corasick automaton over the names in all their spellings. A hit counts when it stands on word
boundaries, is not inside a longer hit, and neither a guard nor a missing need of its entry cancels it; then the rules
of `graph.infer.relations` read the words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.infer.judging import Found, Hit, Judge
from graph.infer.names import Name, Pattern, names_of
from graph.infer.printed import CUT_LENGTHS, MARK, Printed, fold, words_together
from graph.infer.spelling import Corrector, Endings, english

__all__ = ["Detector", "Hit", "Pattern"]

_TOGETHER = 1_000  # texts read as one; twice as many or half as many take as long


@dataclass(slots=True)
class _Concerned:
    """A text that may hold a name, among those it was read with.

    Attributes:
        plain: The text as searched.
        start: Where that begins in what is searched together.
        names: Names with where they begin and end in ``plain``.
        misspelt: Whether some word is misspelt.
    """

    plain: str
    start: int
    names: list[tuple[int, int, Name]] = field(default_factory=list)
    misspelt: bool = False


class Detector:
    """Matches many patterns against many texts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        import ahocorasick

        lexicon = english()
        names = names_of(patterns, lexicon)
        self._automaton = ahocorasick.Automaton()
        for name in names:
            self._automaton.add_word(name.key, name)
        if names:
            self._automaton.make_automaton()
        written = [name for name in names if name.form not in ("joined", "split")]
        self._corrector = Corrector({word for name in written for word in name.written.split()}, lexicon)
        self._names = {name.written: name for name in written}
        self._endings = Endings((name.written for name in written if name.form != "short"), lexicon)
        self._judge = Judge(pattern for name in names for pattern in name.patterns)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the hits in ``text``, by position; a hit inside a longer one is left out.

        A hit that a guard or rule cancels, or that lacks what its entry needs, comes as ``not_product``.
        """
        return next(self.find_all([text]))

    def find_all(self, texts: Iterable[str]) -> Iterator[tuple[Hit, ...]]:
        """Yield the hits of each text, in the order given.

        Thousands of texts are read together, since most hold no name and a step for each costs more than the search.
        """
        remaining = iter(texts)
        while together := list(islice(remaining, _TOGETHER)):
            concerned = self._concerned(together) if self._names else {}
            for number, text in enumerate(together):
                yield self._hits(text, concerned[number]) if number in concerned else ()

    def _concerned(self, texts: Sequence[str]) -> dict[int, _Concerned]:
        """Return by number each text that may hold a name."""
        words = words_together(texts)
        plain = " ".join(words)
        marks = [mark.start() for mark in re.finditer(MARK, plain)]
        concerned: dict[int, _Concerned] = {}

        def at(place: int) -> _Concerned:
            number = bisect_left(marks, place) - 1
            if number not in concerned:
                start = marks[number] + 1
                concerned[number] = _Concerned(plain[start : marks[number + 1]], start)
            return concerned[number]

        for start, end, name in self._scan(plain):
            one = at(start)
            one.names.append((start - one.start, end - one.start, name))
        for word in self._corrector.misspelt(words):
            place = plain.find(f" {word} ")
            while place >= 0:
                at(place + 1).misspelt = True
                place = plain.find(f" {word} ", place + 1)
        for number, text in enumerate(texts):
            if len(text) in CUT_LENGTHS:
                at(marks[number] + 1)
        return concerned

    def _hits(self, text: str, read: _Concerned) -> tuple[Hit, ...]:
        printed = Printed(fold(text), read.plain)
        found = [Found(*printed.span(start, end), name, name.form) for start, end, name in read.names]
        corrections = self._corrector.corrections(read.plain) if read.misspelt else {}
        cut = len(text) in CUT_LENGTHS
        if corrections and cut:  # the last word may be anything
            corrections = {place: word for place, word in corrections.items() if place[1] < len(read.plain) - 1}
        if corrections:
            found += self._misspelt(printed, corrections)
        if cut:
            found += self._cut(printed)
        return self._judge.hits(printed.folded, found) if found else ()

    def _scan(self, plain: str) -> Iterator[tuple[int, int, Name]]:
        name: Name
        for last, name in self._automaton.iter(plain):
            start = last + 1 - len(name.written)
            end = name.fits(plain, start, last + 1)
            if end is not None:
                yield start, end, name

    def _misspelt(self, printed: Printed, corrections: dict[tuple[int, int], str]) -> Iterator[Found]:
        """Yield the names that appear once misspelt words are put right, and that hold one of those."""
        corrected = printed.replaced(corrections)
        places = [printed.span(*place) for place in corrections]
        for start, end, name in self._scan(corrected.plain):
            first, last = corrected.span(start, end)
            if name.form in ("several", "coined", "plain") and any(first <= a and b <= last for a, b in places):
                yield Found(first, last, name, "misspelt")

    def _cut(self, printed: Printed) -> Iterator[Found]:
        """Yield the name that the text was cut off in."""
        meant = self._endings.meant(printed.plain)
        if meant is not None:
            name, start = meant
            first, last = printed.span(start, len(printed.plain.rstrip()))
            yield Found(first, last, self._names[name], "cut")

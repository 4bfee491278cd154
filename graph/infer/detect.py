"""Finds catalogue names in free text, in one pass over each distinct description.

The matcher is an Aho-Corasick automaton over the names in all their spellings. A hit counts when it stands on word
boundaries, is not inside a longer hit, and neither a guard nor a missing need of its entry cancels it; then the rules
of `graph.infer.relations` read the words around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.infer.judging import Found, Hit, Judge
from graph.infer.names import Name, Pattern, names_of
from graph.infer.printed import CUT_LENGTHS, Printed, prepare
from graph.infer.spelling import Corrector, Endings, english

__all__ = ["Detector", "Hit", "Pattern"]


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
        if not self._names:
            return ()
        printed = prepare(text)
        found = [Found(*printed.span(start, end), name, name.form) for start, end, name in self._scan(printed.plain)]
        corrections = self._corrector.corrections(printed.plain)
        cut = len(text) in CUT_LENGTHS
        if corrections and cut:  # the last word may be anything
            corrections = {place: word for place, word in corrections.items() if place[1] < len(printed.plain) - 1}
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

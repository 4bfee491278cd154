"""Other spellings of a name: joined, split, misspelt, cut off; never across a word of plain English.

Misspellings are looked up by deletion: two words one letter apart share a form with one letter taken out. All such
forms of the catalogue's long words are put down once, so that a word of a text costs a few look-ups, and that only
when it is met for the first time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.resources import shipped_file

LONG = 7  # letters of a name in which one wrong letter leaves no doubt; shorter ones have too many neighbours
_TOKEN = re.compile(r"(?<![^ ])[A-Z]{6,24}(?![^ .])")
_MEMORY = 400_000  # words remembered, some 40 MB; a million descriptions hold fewer
_CUT = 5  # letters that a cut-off name must show


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English words in upper case.

    Attributes:
        common: Words written small in the dictionary.
        known: Those and names of people, places and firms.
    """

    common: frozenset[str]
    known: frozenset[str]


@cache
def english() -> Lexicon:
    """Return the shipped English words."""
    # One column without quotation marks: lines are words.
    words = shipped_file("data/words/english.csv").read_text(encoding="utf-8").splitlines()[1:]
    return Lexicon(
        frozenset(word.upper() for word in words if word.islower()), frozenset(word.upper() for word in words)
    )


def joined(name: str, lexicon: Lexicon) -> str | None:
    """Return two words written as one, or None when that is a word or too short.

    >>> joined("PEN LINK", english())
    'PENLINK'
    """
    words = name.split(" ")
    one = "".join(words)
    fits = len(words) == 2 and one.isalpha() and len(one) >= 6 and one not in lexicon.known
    return one if fits else None


def split(name: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield a made-up word written as two plain ones.

    >>> list(split("SALESFORCE", Lexicon(frozenset({"SALES", "FORCE"}), frozenset())))
    ['SALES FORCE']
    """
    if name.isalpha() and len(name) >= LONG and name not in lexicon.common:
        for cut in range(3, len(name) - 2):
            if name[:cut] in lexicon.common and name[cut:] in lexicon.common:
                yield f"{name[:cut]} {name[cut:]}"


class Corrector:
    """Finds which word of the catalogue an unknown word is a misspelling of."""

    def __init__(self, words: Iterable[str], lexicon: Lexicon) -> None:
        self._words = frozenset(words)
        self._lexicon = lexicon
        self._forms: dict[str, set[str]] = {}
        for word in self._words:
            if len(word) >= LONG and word.isalpha() and word.isascii():
                for form in (word, *_without_one(word)):
                    self._forms.setdefault(form, set()).add(word)
        self._seen: set[str] = set()
        self._wrong: set[str] = set()

    def misspelt(self, words: Iterable[str]) -> set[str]:
        """Return which of the words of prepared texts are misspelt; each is looked at when first met."""
        words = set(words)
        if len(self._seen) > _MEMORY:
            self._seen.clear()
        new = words - self._seen
        self._seen |= new
        self._wrong |= {word for word in new if self.corrections(f" {word} ")}
        return words & self._wrong

    def corrections(self, plain: str) -> dict[tuple[int, int], str]:
        """Return the misspelt words of a prepared text with what they stand for, by place."""
        found = ((token.span(), self._meant(token.group())) for token in _TOKEN.finditer(plain))
        return {place: meant for place, meant in found if meant is not None}

    def concerns(self, plain: str) -> bool:
        """Say whether a text has a word, not plain English, that is one of these, of these inflected or near one."""
        words = {token.group() for token in _TOKEN.finditer(plain)} - self._lexicon.known
        return any(word in self._words or _inflected(word, self._words) or self._near(word) for word in words)

    def _near(self, word: str) -> set[str]:
        forms = self._forms
        close = {one for form in (word, *_without_one(word)) for one in forms.get(form, ())}
        return {one for one in close if one == word or (one[0] == word[0] and _one_slip(word, one))}

    def _meant(self, word: str) -> str | None:
        if any(word in known or _inflected(word, known) for known in (self._words, self._lexicon.known)):
            return None
        close = self._near(word)
        return close.pop() if len(close) == 1 else None


class Endings:
    """Names by how they begin, for the last word of a text that was cut off."""

    def __init__(self, names: Iterable[str], lexicon: Lexicon) -> None:
        self._names = sorted(names)
        self._words = _in_order(lexicon.known)

    def _begun(self, tail: str) -> list[str]:
        """Return the names that begin with ``tail`` and go on inside its last word, shortest first."""
        at = bisect_left(self._names, tail)
        found = []
        for name in self._names[at:]:
            if not name.startswith(tail):
                break
            if name[len(tail) : len(tail) + 1].isalnum():
                found.append(name)
        return sorted(found, key=lambda name: (len(name), name))

    def meant(self, plain: str) -> tuple[str, int] | None:
        """Return the name that a cut-off text ends in, and where in ``plain`` it begins."""
        for start in _last_words(plain):
            name = self._meant(plain[start:].rstrip())
            if name is not None:
                return name, start
        return None

    def concerns(self, plain: str) -> bool:
        """Say whether a cut-off text may end in one of the names."""
        tails = (plain[start:].rstrip() for start in _last_words(plain))
        return any(len(tail) >= _CUT and self._begun(tail) for tail in tails)

    def _meant(self, tail: str) -> str | None:
        """Return the one name that a cut-off ``tail`` can be: all others that begin so begin with it too.

        The cut is in the name's last word; a single word that some English word begins with can be anything.
        """
        if len(tail) < _CUT or (" " not in tail and self._is_english(tail)):
            return None
        found = self._begun(tail)
        sure = found and all(name.startswith(found[0]) for name in found) and found[0].count(" ") == tail.count(" ")
        return found[0] if sure else None

    def _is_english(self, beginning: str) -> bool:
        at = bisect_left(self._words, beginning)
        return at < len(self._words) and self._words[at].startswith(beginning)


@cache
def _in_order(words: frozenset[str]) -> list[str]:
    return sorted(words)


def _last_words(plain: str) -> Iterator[int]:
    """Yield where the last one, two, three and four words of a text begin."""
    start = len(plain.rstrip())
    for _ in range(4):
        start = plain.rfind(" ", 0, start)
        if start < 0:
            return
        yield start + 1


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _inflected(word: str, known: frozenset[str]) -> bool:
    return any(word.endswith(end) and word[: -len(end)] in known for end in ("S", "ES", "ED", "D", "ING", "ER", "LY"))


def _one_slip(written: str, meant: str) -> bool:
    """Say whether one letter is missing, too many, wrong or in the wrong place."""
    if abs(len(written) - len(meant)) == 1:
        longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
        # Six letters that go on to a name are a word of their own: Securi is not SecurID.
        return shorter in _without_one(longer) and not (len(written) < LONG and meant.startswith(written))
    differ = sum(a != b for a, b in zip(written, meant, strict=True))
    # Another last letter is another name more often than a slip: Identix is not Identiv.
    return (differ == 1 and written[-1] == meant[-1]) or sorted(written) == sorted(meant)

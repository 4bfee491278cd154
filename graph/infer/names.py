"""What the matcher looks for: each catalogue name in the spellings that texts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.infer.printed import prepare
from graph.infer.spelling import Lexicon, joined, split

_LETTERS = 5  # of a name that a digit or a plural may follow without a gap: CISCO9300, IPADS


@dataclass(frozen=True, slots=True)
class Pattern:
    """One catalogue entry as the matcher needs it.

    Attributes:
        target: Local id of what the text names, e.g. ``product-azure``.
        kind: ``product``, ``program`` or ``statute``.
        aliases: Upper-case spellings.
        guards: Regular expressions; one that matches the hit with the words around it cancels the hit.
        needs: Regular expressions; when there are any, a hit counts only if one matches it with the words around.
        maker: Slug of a product's maker: a brand beside a product of the same maker is one name.
        goods: Code of a product's class: some wordings say something of weapons or software only.
        owners: Slugs of those who own or owned the maker: SYMANTEC in SYMANTEC-VERITAS NETBACKUP.
    """

    target: str
    kind: str
    aliases: tuple[str, ...]
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    maker: str = ""
    goods: str = ""
    owners: tuple[str, ...] = ()

    @property
    def is_brand(self) -> bool:
        """Whether this is a maker's name alone, as the catalogue marks it."""
        return self.target.endswith("-unspecified")


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling that is looked for.

    Attributes:
        written: As it stands in a prepared text.
        patterns: The entries it may mean, sorted by target.
        form: How it is written: ``several``, ``coined``, ``plain`` (an English word), ``short``, ``joined``, ``split``.
    """

    written: str
    patterns: tuple[Pattern, ...]
    form: str

    @property
    def key(self) -> str:
        """What the automaton holds: short names with the blank before them, or they would hit inside every word."""
        return self.written if len(self.written) >= _LETTERS else f" {self.written}"

    def fits(self, plain: str, start: int, end: int) -> int | None:
        """Return where the name ends, plural included, or None when it is only part of a word."""
        loose = end - start >= _LETTERS
        if plain[start - 1].isalnum() and not (loose and plain[start - 1].isdecimal() and plain[start].isalpha()):
            return None
        if plain[start - 1] == "&" and plain[start + 1] == " " and plain[start - 2].isalnum():
            return None  # T MOBILE in AT&T MOBILE
        after = plain[end]
        if not after.isalnum() or (loose and after.isdecimal() and plain[end - 1].isalpha()):
            return end
        plural = loose and self.form != "plain" and after == "S" and plain[end - 1].isalpha()
        return end + 1 if plural and not plain[end + 1].isalnum() else None


def names_of(patterns: Iterable[Pattern], lexicon: Lexicon) -> list[Name]:
    """Return what to look for, sorted; a spelling that the catalogue lists is nobody else's joined or split one."""
    listed: dict[str, dict[str, Pattern]] = {}
    derived: dict[str, dict[str, Pattern]] = {}
    forms: dict[str, str] = {}
    for pattern in patterns:
        for alias in pattern.aliases:
            written = plain_name(alias)
            listed.setdefault(written, {})[pattern.target] = pattern
            for form, other in _other_spellings(written, lexicon):
                derived.setdefault(other, {})[pattern.target] = pattern
                forms[other] = form
    found = [Name(one, _sorted(meant), form_of(one, lexicon)) for one, meant in listed.items() if one]
    found += [Name(one, _sorted(meant), forms[one]) for one, meant in derived.items() if one not in listed]
    return sorted(found, key=lambda name: name.written)


def plain_name(alias: str) -> str:
    """Return an alias as it stands in a prepared text.

    >>> plain_name("BIG-IP (F5)")
    'BIG IP F5'
    """
    return " ".join(prepare(alias).plain.split())


def _other_spellings(written: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    one = joined(written, lexicon)
    if one:
        yield "joined", one
    yield from (("split", two) for two in split(written, lexicon))


def _sorted(meant: dict[str, Pattern]) -> tuple[Pattern, ...]:
    return tuple(meant[target] for target in sorted(meant))


def form_of(written: str, lexicon: Lexicon) -> str:
    """Return how a name is written: ``several`` words, ``short``, ``plain`` English or ``coined``."""
    if " " in written:
        return "several"
    if len(written) <= 3:
        return "short"
    return "plain" if written in lexicon.common else "coined"

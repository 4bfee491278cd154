"""Organisation names made comparable: one spelling per name, the same in Python and in DuckDB."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Spelled-out and spaced legal forms -> the short form. Longer ones stand before those they contain.
_FORMS = (
    ("LIMITED LIABILITY COMPANY", "LLC"),
    ("LIMITED LIABILITY CO", "LLC"),
    ("LIMITED LIABILITY PARTNERSHIP", "LLP"),
    ("LIMITED PARTNERSHIP", "LP"),
    ("INCORPORATED", "INC"),
    ("CORPORATION", "CORP"),
    ("COMPANY", "CO"),
    ("LIMITED", "LTD"),
    ("P L L C", "PLLC"),
    ("L L C", "LLC"),
    ("L L P", "LLP"),
    ("L P", "LP"),
)
# Words that say what kind of company it is, in the spelling that `normalise` gives them.
# fmt: off
LEGAL_FORMS = frozenset({
    "AG", "BV", "CO", "CORP", "GMBH", "INC", "KG", "LLC", "LLP",
    "LP", "LTD", "NV", "PC", "PLC", "PLLC", "SA", "SE",
})
# fmt: on

_DROPPED = "['.`]"  # L.L.C., O'BRIEN: what they join is one word
_APART = r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+"  # what is left of ASCII beside letters and digits
_MARKS = "[\u0300-\u036f]"  # accents that are characters of their own
_PLAIN = {
    "A": "ÀÁÂÃÄÅĀĂĄàáâãäåāăą",
    "C": "ÇĆĈĊČçćĉċč",
    "D": "ĎĐÐďđð",
    "E": "ÈÉÊËĒĔĖĘĚèéêëēĕėęě",
    "G": "ĜĞĠĢĝğġģ",
    "H": "ĤĦĥħ",
    "I": "ÌÍÎÏĨĪĬĮİìíîïĩīĭįı",
    "J": "Ĵĵ",
    "K": "Ķķ",
    "L": "ĹĻĽŁĺļľł",
    "N": "ÑŃŅŇñńņň",
    "O": "ÒÓÔÕÖØŌŎŐòóôõöøōŏő",
    "R": "ŔŖŘŕŗř",
    "S": "ŚŜŞŠȘśŝşšșſ",
    "T": "ŢŤŦȚţťŧț",
    "U": "ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų",
    "W": "Ŵŵ",
    "Y": "ÝŶŸýÿŷ",
    "Z": "ŹŻŽźżž",
    "'": "\u2018\u2019\u02bc\u00b4",
    # Spaces; then dashes, quotation marks, bullets and the signs behind trade names.
    " ": "\u00a0\u2002\u2003\u2009\u202f\u3000"
    "\u2010\u2011\u2012\u2013\u2014\u201c\u201d\u00ab\u00bb\u00b7\u2022\u2122\u00ae\u00a9",
}
# Small letters of the Latin, Greek and Cyrillic alphabets.
_LOWER = "".join(map(chr, [*range(0x61, 0x7B), *range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA), *range(0x430, 0x460)]))
_FROM = _LOWER + "".join(_PLAIN.values())
_TO = _LOWER.upper() + "".join(plain * len(accented) for plain, accented in _PLAIN.items())
_TWO = (("ß", "SS"), ("ẞ", "SS"), ("Æ", "AE"), ("æ", "AE"), ("Œ", "OE"), ("œ", "OE"))
_LETTERS = str.maketrans(_FROM, _TO) | str.maketrans(dict(_TWO))

_dropped, _apart, _marks = re.compile(_DROPPED), re.compile(_APART), re.compile(_MARKS)
_SHORTLIST = 60  # candidates that are compared letter by letter; the rest shares too few letter pairs
_LEAST = 0.6  # difflib's own cut-off for "a close match"


def normalise(name: str) -> str:
    """Return the spelling that names of one organisation share; empty when no letter or digit is in it.

    Capitals without accents; ``&`` is AND; full stops and apostrophes vanish, other punctuation is a space;
    spaces are single; legal forms are short. Applied twice it changes nothing more.

    Example:
        >>> normalise("Four Points Technology, L.L.C.")
        'FOUR POINTS TECHNOLOGY LLC'
        >>> normalise("AT&T Corporation")
        'AT AND T CORP'
        >>> normalise("Dell Federal Systems Limited Partnership")
        'DELL FEDERAL SYSTEMS LP'
    """
    text = name.upper() if name.isascii() else _marks.sub("", name).translate(_LETTERS)
    words = _apart.sub("  ", _dropped.sub("", text.replace("&", " AND ")))
    padded = f"  {words}  "
    for written, short in _SPACED:
        padded = padded.replace(written, short)
    return padded.replace("  ", " ").strip(" ")


# Between words stand two spaces while forms are replaced, so that neighbours share none.
_SPACED = tuple((f" {written.replace(' ', '  ')} ", f" {short} ") for written, short in _FORMS)


def normalise_sql(column: str) -> str:
    """Return a DuckDB expression that gives what `normalise` gives, NULL for NULL.

    Args:
        column: An SQL expression of type VARCHAR; it is evaluated more than once.
    """
    # Mapping letters one by one is slow: only text with bytes beyond ASCII goes that way.
    folded = f"translate(regexp_replace({column}, {_quoted(_MARKS)}, '', 'g'), {_quoted(_FROM)}, {_quoted(_TO)})"
    for letter, pair in _TWO:
        folded = f"replace({folded}, {_quoted(letter)}, {_quoted(pair)})"
    text = f"case when strlen({column}) = length({column}) then upper({column}) else {folded} end"
    words = f"regexp_replace(replace({text}, '&', ' AND '), {_quoted(_DROPPED)}, '', 'g')"
    padded = f"'  ' || regexp_replace({words}, {_quoted(_APART)}, '  ', 'g') || '  '"
    for written, short in _SPACED:
        padded = f"replace({padded}, {_quoted(written)}, {_quoted(short)})"
    return f"trim(replace({padded}, '  ', ' '), ' ')"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def similar(query: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """Return the candidates that ``query`` may be a misspelling of, nearest first, each once.

    A candidate is also compared by parts of as many words as the query has, so ``PALANTEER`` finds
    ``PALANTIR TECHNOLOGIES INC``. Case counts for nothing. Empty when nothing is near.

    Example:
        >>> similar("Microsft", ["DELL FEDERAL SYSTEMS LP", "MICROSOFT CORP"])
        ['MICROSOFT CORP']
    """
    from difflib import SequenceMatcher
    from heapq import nsmallest

    wanted = query.upper().strip()
    if not wanted:
        return []
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)} or {wanted}
    # Sharing letter pairs is a thousand times cheaper to test than the likeness of two texts.
    shared = ((-sum(pair in upper for pair in pairs), len(upper), one) for one, upper in _upper(candidates))
    shortlist = nsmallest(_SHORTLIST, (entry for entry in shared if entry[0]))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored = []
    for _, length, candidate in shortlist:
        best = 0.0
        for part in _parts(candidate.upper(), len(wanted.split())):
            matcher.set_seq1(part)
            best = max(best, matcher.ratio())
        if best >= _LEAST:
            scored.append((-best, length, candidate))
    return [candidate for _, _, candidate in sorted(scored)[:limit]]


def _upper(candidates: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((candidate, candidate.upper()) for candidate in dict.fromkeys(candidates))


def _parts(name: str, count: int) -> set[str]:
    """Return the name and each run of ``count`` words in it."""
    words = name.split()
    return {name} | {" ".join(words[at : at + count]) for at in range(len(words) - count + 1)}


def name_words(name: str) -> str:
    """Return the name of a property as words; of one of somebody else's, the last part of its IRI.

    Example:
        >>> name_words("intensifiesUseOf"), name_words("https://example.org/terms#soldTo")
        ('intensifies use of', 'sold to')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", re.split("[#/]", name)[-1] or name).lower()

"""The numbers of prose, one reading each: in digits or words, with sign and scale, as fractions; and what is no number.

What can be read in two ways is not read: "1.400", "5m", "two in five" and "5 to 7 million" (5, or 5 million?) come
back without a value. Names that hold digits (F-35, COVID-19, Section 702, 12th, 17.02.2026) do not come back at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from graph.claims.numerals import (
    BETWEEN_NUMBERS,
    CURRENCIES,
    FRACTIONS,
    NUMBERS,
    REFERENCES,
    SCALES,
    SHORT_SCALES,
    SIGNS,
    SURE_SCALES,
    TIME_UNITS,
    VULGAR,
)


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        value: With its scale and sign; None where it cannot be read surely.
        start: Where it starts, its sign included.
        end: Where it ends.
        currency: Code of the currency sign before or behind it; empty without one.
        kind: ``digits``, ``words``, ``fraction`` (half a million, 3/4, one and a half) or ``ratio`` (two in five).
    """

    value: Decimal | None
    start: int
    end: int
    currency: str = ""
    kind: str = "digits"


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NONE = "none"  # kind of what looks like a number and is none; its parts are none either
_CODES = {sign.lower(): code for sign, code in SIGNS.items()} | {code.lower(): code for code in CURRENCIES}
_SIGN = (
    rf"(?:(?<![\w-])(?:{either(sign for sign in SIGNS if sign[0].isalpha())})"
    rf"|(?<![\w$])(?:{either(sign for sign in SIGNS if not sign[0].isalpha())})"
    rf"|\b(?:{either(CURRENCIES)})\s?)"
)
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?!,?\d)|\d{1,3}(?:['\u2019\u00a0\u202f]\d{3})+(?!\d)|\d+)"
_SCALE = either([*SCALES, "dozen"])
_WORD = either(NUMBERS)
_MINUS = "[-\u2212\u2013]"
_DASH = "[-\u2010-\u2014\u2212]"
_DIGITS = re.compile(
    rf"(?<![\w.,/:])(?P<minus>(?<![\w)\d.%])(?<!\d\s){_MINUS})?(?P<sign>{_SIGN})?(?P<minus2>(?<=[^\w\s]){_MINUS})?"
    rf"(?P<whole>{_PLAIN})(?P<part>\.\d+)?(?P<comma>,\d{{1,2}}(?!\d))?(?:\s?(?P<vulgar>[{''.join(VULGAR)}]))?"
    rf"(?:(?P<scales>(?:[\s-]*(?:{_SCALE})\b)+)|[\s-]?(?P<sure>(?:{either(SURE_SCALES)})\b)\.?"
    rf"|(?P<short>(?:{either(SHORT_SCALES)})\b))?(?:\s?(?P<after>\u20ac|\u00a3|z\u0142)(?!\d))?",
    re.IGNORECASE,
)
_NO_NUMBERS = re.compile(
    rf"(?<![\w$])(?!(?:{either(CURRENCIES)})[\s-]?\d)(?:[A-Z][A-Za-z]*-\d[\w.-]*|[A-Za-z]+\d[\w-]*)"
    rf"|(?:{REFERENCES})\d[\w.()-]*"
    r"|(?<![\w.,])(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}-\d\d(?:-\d\d)?(?![\d,])"
    r"|\d{4}s\b|\d+(?:/\d+){2,})"
    r"|(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}",
)
_TWO_READINGS = re.compile(
    r"(?<![\w.,])(?:[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])(?!\s*(?i:hundred|thousand|million|billion|trillion|mn|bn|tn|m\b|b\b))"
    r"|\d{1,3}(?: \d{3})+(?![\d,.]\d|\d)|\d+-odd\b)(?:,\d+)?"
)
_RATIO = re.compile(
    rf"(?<![\w.,$-])(?:(?P<one>{_WORD}|\d{{1,3}})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>{_WORD}|(?!(?:19|20)\d\d\b)\d{{1,6}})"
    rf"(?![\w-]|[,.]\d)(?!\s+(?:{_SCALE}|{TIME_UNITS})\b)|\d+{_DASH}to{_DASH}\d+)",
    re.IGNORECASE,
)
_RUN = re.compile(
    rf"(?<![\w-])(?:{_WORD}|an?(?=\s+(?:{_SCALE})\b))(?![a-z])"
    rf"(?:(?:[\s-]|{BETWEEN_NUMBERS})+(?:{_WORD}|{_SCALE})(?![a-z]))*+(?![\w-])",
    re.IGNORECASE,
)
_POINT = re.compile(
    rf"(?<![\w-])(?P<whole>{_WORD})\s+point(?P<part>(?:\s+(?:{_WORD}))+)(?:\s+(?P<scale>{_SCALE}))?(?![\w-])",
    re.IGNORECASE,
)
_NTH = either(FRACTIONS)
_SHARE = rf"(?:(?P<count>an?|{_WORD})(?:\s+|{_DASH}))?(?P<part>(?:{_NTH}))(?P<plural>s)?"
_FRACTION = re.compile(
    rf"(?<![\w-])(?<!\bsecond\s)(?<!\bfirst\s)(?<!\blatter\s)(?<!\bother\s)(?<!\bbetter\s){_SHARE}(?![\w-])"
    rf"(?:\s+(?:of\s+)?(?:an?\s+|one\s+)?(?P<scale>{_SCALE})\b|(?=\s+(?P<of>of)\b(?!\s+(?:19|20)\d\d\b))"
    rf"|(?=\s+(?P<whose>an?|the|its|their|his|her|all)\b))?",
    re.IGNORECASE,
)
_MIXED = re.compile(
    rf"(?<![\w-])(?<!\d[.,])(?:(?P<number>{_WORD}|\d+)\s+and\s+{_SHARE}(?:\s+(?P<scale>{_SCALE}))?"
    rf"|(?P<lead>an?|{_WORD}|\d+)\s+(?P<scale2>{_SCALE})\s+and\s+a\s+(?P<rest>half|quarter))(?![\w-])",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    rf"(?<![\w/.,])(?:(?P<whole>\d+)\s)?(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?![\w/])(?:[\s-](?P<scale>{_SCALE})\b)?"
)
_ALONE = re.compile(
    rf"(?<![\w.])(?P<vulgar>[{''.join(VULGAR)}])(?:\s+(?:of\s+)?(?:an?\s+)?(?P<scale>{_SCALE})\b)?", re.IGNORECASE
)
_UP_TO = re.compile(
    rf"(?P<dash>\s?{_DASH}\s?)?(?(dash)|\s+(?:to|or|and)\s+)(?:{_SIGN})?(?:{_PLAIN})(?:\.\d+)?"
    rf"(?:(?P<scales>(?:[\s-]*(?:{_SCALE})\b)+)|\s?(?P<sure>(?:{either(SURE_SCALES)})\b)|(?P<short>(?:{either(SHORT_SCALES)})\b))?",
    re.IGNORECASE,
)
_BEFORE_MINUS = re.compile(r"(?<![\w-])(?:minus|negative)\s+$", re.IGNORECASE)
_COUNTED_AFTER_SHORT = re.compile(
    r"\s+(?:(?:U\.?S\.?\s)?dollars?|euros?|pounds?|people|persons|images|users|files|records|hours)\b", re.IGNORECASE
)


def numbers_of(text: str) -> list[Number]:
    """Return the numbers of a text in their order, those that cannot be read surely without a value.

    Example:
        >>> [str(one.value) for one in numbers_of("half a million F-35 parts, two in five late, for $2.5bn")]
        ['500000', 'None', '2500000000']
    """
    taken = bytearray(len(text))
    found: list[Number] = []
    for match in _NO_NUMBERS.finditer(text):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    finders: tuple[Callable[[str], Iterator[Number | None]], ...] = (
        *(_two_readings, _slashed, _mixed, _ratios, _points, _fractions, _vulgar, _in_words, _in_digits),
    )
    for finder in finders:
        for one in finder(text):
            if one is not None and 1 not in taken[one.start : one.end]:
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                found.append(_signed(text, one))
    return sorted((one for one in found if one.kind != _NONE), key=lambda one: one.start)


def unread_in(text: str) -> list[str]:
    """Return the words of the numbers that cannot be read surely, in their order.

    >>> unread_in("two in five of 1.400 agents, 12 of them here")
    ['two in five', '1.400']
    """
    return [text[one.start : one.end] for one in numbers_of(text) if one.value is None]


def _signed(text: str, one: Number) -> Number:
    """Return a number with the "minus" before it."""
    before = _BEFORE_MINUS.search(text, max(0, one.start - 12), one.start)
    if before is None or one.value is None or one.value < 0:
        return one
    return one._replace(value=-one.value, start=before.start())


def _two_readings(text: str) -> Iterator[Number]:
    for match in _TWO_READINGS.finditer(text):
        yield Number(None, match.start(), match.end())


def _slashed(text: str) -> Iterator[Number | None]:
    """Yield 3/4 as 0.75 and 2/3, which no decimal is, without a value; 9/11 and 24/7 are no numbers at all."""
    for match in _SLASHED.finditer(text):
        top, bottom = int(match["top"]), int(match["bottom"])
        on_a_day = re.search(r"\b(?:on|of|until|since|from|to)\s$", text[: match.start()], re.IGNORECASE)
        value = _divided(top, bottom) if 0 < top < bottom <= 10 and not on_a_day else None
        if value is not None:
            value = _scaled(value + int(match["whole"] or 0), match["scale"])
        is_share = 0 < top < bottom <= 10 and not on_a_day
        yield Number(value, match.start(), match.end(), kind="fraction" if is_share else _NONE)


def _divided(top: int, bottom: int) -> Decimal | None:
    """Return the exact decimal, or None where there is none."""
    value = Decimal(top) / Decimal(bottom)
    return value if value * bottom == top and value == round(value, 6) else None


def _mixed(text: str) -> Iterator[Number]:
    for match in _MIXED.finditer(text):
        if match["lead"]:
            value = _whole(match["lead"]) + FRACTIONS_OF[match["rest"].lower()]
            yield Number(_scaled(value, match["scale2"]), match.start(), match.end(), kind="fraction")
        elif match["count"]:
            part = _share(match)
            whole = None if part is None else _scaled(_whole(match["number"]) + part, match["scale"])
            yield Number(whole, match.start(), match.end(), kind="fraction")


def _ratios(text: str) -> Iterator[Number | None]:
    for match in _RATIO.finditer(text):
        is_ratio = match["one"] is None or _whole(match["one"]) < _whole(match["of"])
        yield Number(None, match.start(), match.end(), kind="ratio") if is_ratio else None


def _points(text: str) -> Iterator[Number]:
    for match in _POINT.finditer(text):
        digits = [NUMBERS[word] for word in match["part"].lower().split()]
        sure = all(digit < 10 for digit in digits)
        value = Decimal(f"{NUMBERS[match['whole'].lower()]}.{''.join(map(str, digits))}")
        yield Number(_scaled(value, match["scale"]) if sure else None, match.start(), match.end(), kind="words")


def _fractions(text: str) -> Iterator[Number | None]:
    """Yield "half a million", "three quarters of the files", "two-thirds"; "the third quarter" is none."""
    for match in _FRACTION.finditer(text):
        is_half = match["part"].lower() == "half"
        bare = not match["scale"] and not match["of"]
        # "A fifth company", "five quarters", "a half": only "of", a scale or a hyphen makes a fraction of them.
        joined = match["count"] and not re.search(r"\s", match.group().strip())
        if bare and not joined and not (is_half and match["whose"] and not match["count"]):
            continue
        if not is_half and not match["count"] and not match["scale"]:
            continue
        if not match["count"] and match["part"].lower() not in ("half", "quarter"):
            continue
        value = _share(match)
        scaled = None if value is None else _scaled(value, match["scale"])
        yield Number(scaled, match.start(), match.end(), kind="fraction")


def _share(match: re.Match[str]) -> Decimal | None:
    """Return the exact share that "three quarters" is, or None: "two thirds" is no decimal."""
    count = match["count"] or "a"
    return _divided(int(_whole(count)), FRACTIONS[match["part"].lower()])


FRACTIONS_OF = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def _vulgar(text: str) -> Iterator[Number]:
    for match in _ALONE.finditer(text):
        value = VULGAR[match["vulgar"]]
        yield Number(
            _scaled(Decimal(value), match["scale"]) if value else None, match.start(), match.end(), kind="fraction"
        )


def _in_words(text: str) -> Iterator[Number | None]:
    for match in _RUN.finditer(text):
        words = [word for word in re.split(r"[\s-]+", match.group().lower()) if word != "and"]
        if words == ["one"]:
            continue  # "one of them"
        value = _cardinal(words)
        yield Number(None if value is None else Decimal(value), match.start(), match.end(), kind="words")


def _cardinal(words: list[str]) -> int | None:
    """Return the number that words make, or None: "nineteen eighty-four" and "two three hundred" make none."""
    total, group, lowest = 0, None, 10**18
    for at, word in enumerate(words):
        if word == "dozen":
            return None if group is None or total or at + 1 < len(words) else group * 12
        if word == "hundred":
            if group is None or not 0 < group < 100:
                return None
            group *= 100
        elif word in SCALES:
            power: int = 10 ** SCALES[word]
            if not group or power >= lowest:
                return None
            total, group, lowest = total + group * power, None, power
        else:
            number = 1 if word in ("a", "an") else NUMBERS[word]
            room = 100 if group and group % 100 == 0 else 10 if group and group % 10 == 0 and group % 100 >= 20 else 0
            if group is not None and not 0 < number < room:
                return None
            group = (group or 0) + number
    return total + (group or 0)


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        sign = (match["sign"] or match["after"] or "").strip().lower()
        start, end = match.start(), match.end()
        sure = not match["comma"] or bool(match["sure"] and not match["part"])
        factor = _factor(match)
        if match["short"] and not sign:
            # "5m" alone may be metres or million.
            sure = sure and bool(_COUNTED_AFTER_SHORT.match(text, match.end("short")))
        if not match["short"] and re.match(r"[a-z]+\d|[A-Z]\b", text[end:]) and not text[end:].startswith("x"):
            continue  # 5G, 3D
        whole = re.sub(r"[^\d]", "", match["whole"]) + (match["part"] or "") + (match["comma"] or "").replace(",", ".")
        value = Decimal(whole)
        if match["vulgar"]:
            sure, value = sure and bool(VULGAR[match["vulgar"]]), value + Decimal(VULGAR[match["vulgar"]] or 0)
        if factor == 1:
            factor, joined = _shared_scale(text, end, value)
            sure = sure and joined
        value = _plain(value * factor)
        negative = match["minus"] or match["minus2"]
        yield Number((-value if negative else value) if sure else None, start, end, _CODES.get(sign, ""))


def _shared_scale(text: str, end: int, value: Decimal) -> tuple[Decimal, bool]:
    """Return the scale that "$5-7 million" gives the 5, and whether it is sure: of "5 to 7 million" it is not."""
    upto = _UP_TO.match(text, end)
    if upto is None or _factor(upto) == 1 or value >= 1000:
        return Decimal(1), True
    return (_factor(upto), True) if upto["dash"] else (Decimal(1), False)


def _factor(match: re.Match[str]) -> Decimal:
    if match["scales"]:
        factor = Decimal(1)
        for word in re.split(r"[\s-]+", match["scales"].strip(" -\n\t").lower()):
            factor *= 12 if word == "dozen" else Decimal(10) ** SCALES[word]
        return factor
    short = (match["sure"] or match["short"] or "").lower()
    return Decimal(10) ** (SURE_SCALES | SHORT_SCALES)[short] if short else Decimal(1)


def _whole(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else Decimal(1 if word.lower() in ("a", "an") else NUMBERS[word.lower()])


def _scaled(value: Decimal, scale: str | None) -> Decimal:
    if scale is None:
        return _plain(value)
    return _plain(value * (12 if scale.lower() == "dozen" else Decimal(10) ** SCALES[scale.lower()]))


def _plain(value: Decimal) -> Decimal:
    """Return the number without exponent and without zeros behind the point: 2.5 million is 2500000."""
    return Decimal(f"{value.normalize():f}")

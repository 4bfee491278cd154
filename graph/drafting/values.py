"""Amounts, quantities and factors in an article, as exact decimals with unit or currency, bound and words.

"nearly $75 billion" is 75000000000 USD with the bound nearly; "more than doubled" is the factor 2 with the bound
more-than. An amount keeps its words and gets no number when they give none ("hundreds of millions of dollars"), when
its unit is not on the list of units, or when digits can be read in two ways ("EUR 3.200", "$5-7 million").

Numbers in words are read by text2num ("two hundred and fifty-one"). Money is read here rather than by quantulum3,
which computes in floats and takes the m of "3.2m" for metres, or price-parser, which finds one price and no offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.claims.cardinals import Number, numbers_of
from graph.claims.numerals import (
    AMBIGUOUS_SIGN,
    BOUNDS,
    CURRENCIES,
    CURRENCY_WORDS,
    FACTORS,
    NUMBERS,
    REFERENCES,
    SCALES,
    SHORT_SCALES,
    SIGNS,
    SURE_SCALES,
    UNITS,
)
from graph.claims.passages import fold
from graph.drafting.hits import Span, Taken, ValueHit

_POWERS = SCALES | SHORT_SCALES | {scale.lower(): power for scale, power in SURE_SCALES.items()}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:'\d{3})+|\d+(?:\.\d+)?)"
_WORD_SCALE = "(?i:" + "|".join(SCALES) + ")"
_SHORT_SCALE = "(?i:" + "|".join(sorted(SHORT_SCALES | SURE_SCALES, key=len, reverse=True)) + ")"
_SCALE = rf"(?:[\s-]?(?:{_WORD_SCALE})\b|\s?{_SHORT_SCALE}\b)"
_SIGN = "(?:" + "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)) + f"|{AMBIGUOUS_SIGN})"
_CODE = "(?:" + "|".join(CURRENCIES) + ")"
_NAME = "(?:" + "|".join(sorted(CURRENCY_WORDS.values(), key=len, reverse=True)) + ")"
_NOT_IN_WORD = r"(?<![\w#/.,+:\[])(?<![A-Za-z]-)"
_MONEY = re.compile(
    rf"(?<![\w$€£])(?:(?P<sign>{_SIGN})\s?|(?P<code>{_CODE})\s?{_SIGN}?)"
    rf"(?P<first>{_DIGITS})(?:\s?-\s?{_SIGN}?(?P<upto>{_DIGITS}))?(?P<scale>{_SCALE})?(?![\d])"
    rf"|{_NOT_IN_WORD}(?P<number>{_DIGITS})(?P<scale2>{_SCALE})?[\s-]?"
    rf"(?:(?P<sign2>€|£|zł)(?!\d)|(?P<code2>{_CODE})\b|(?P<name>{_NAME})\b)",
)
_MONEY_AFTER = re.compile(rf"[\s-]?(?:(?P<code>{_CODE})\b|(?P<name>{_NAME})\b)")
_COMPOSED = re.compile(
    r"\b(?:dozen|crore|lakh|point|mrd|mio)\b|[\u00bc-\u00be]|\d\s?hundred\s|\d,\d{1,2}(?!\d)", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    r"(?:\s+of\s+(?:thousands|millions|billions|trillions))?\s+of\s+(?:[a-z][\w-]*\s+)??[a-z][\w-]*"
    r"|(?:(?<=roughly )|(?<=about )|(?<=around )|(?<=nearly )|(?<=almost )|(?<=some )|(?<=over )|(?<=than ))a\s+dozen"
    r"(?:\s+[a-z][\w-]*)?|\ba\s+(?:couple|handful)\s+of\s+[a-z][\w-]*"
    r"|\bmulti-?(?:million|billion)-?(?:dollar|euro|pound)\b|\b(?:five|six|seven|eight|nine|ten)-figure\b",
    re.IGNORECASE,
)
_COUNTS = "|".join(word for word, number in NUMBERS.items() if 1 < number <= 10)
_STEMS = "|".join(stem for stem, number in FACTORS.items() if number.isdigit())
_HALVES = "|".join(stem for stem, number in FACTORS.items() if not number.isdigit())
_FACTOR = re.compile(
    rf"\b(?:(?P<stem>{_STEMS})(?:ed|es|ing|e(?=\s+(?:the|its|their|his|her|that|what|in|to)\b))"
    rf"|(?P<fold>{_COUNTS}|\d+(?:\.\d+)?)-?fold|(?P<twice>twice)|(?P<half>{_HALVES})(?:ed|es|ing)"
    rf"|(?P<times>{_COUNTS}|\d+(?:\.\d+)?)\s+times"
    r"(?=\s+(?:as|more|larger|higher|greater|bigger|faster|the|its|what|that)\b))"
    r"(?!\s+down\b|[-\s](?:digit|standard|check|agent|blind|edged))",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"{_NOT_IN_WORD}(?P<number>{_DIGITS})(?P<scale>[\s-]?{_WORD_SCALE}\b|(?:mn|mln|bn|bln|k|m)\b)?")
_AFTER_NO_QUANTITY = re.compile(r"[\w(/:']|\.\d|,\d|\s?[ap]\.?m\b|-?(?:st|nd|rd|th)\b")
_BEFORE_NO_QUANTITY = re.compile(rf"(?:{REFERENCES})$")
_NAME_BEFORE = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w.&-]*\s$")
_BOUND = re.compile(
    "(?:" + "|".join(rf"(?P<{code.replace('-', '_')}>{words})" for code, words in BOUNDS.items()) + r")\s*(?:an?\s+)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"(?:\s?-\s?|\s+(?:to|and|or)\s+)(?:(?:{'|'.join(BOUNDS.values())})\s+)?", re.IGNORECASE)
_BOUND_AFTER = re.compile(r"\s+or\s+(?:(?P<more>more|above|higher)|(?P<less>less|fewer|below|lower))\b", re.IGNORECASE)
# Percent and factors have their own finders.
_COUNTED = {code: words for code, words in UNITS.items() if code not in ("percent", "percentage-point", "factor")}
_OTHER_MEASURES = re.compile(
    r"(?:kilobytes?|megabytes?|MB|exabytes?|zettabytes?|bits?|seconds?|minutes?|weeks?|quarters?|decades?|centuries"
    r"|(?:square|cubic)\s+\w+|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|inch(?:es)?|acres?|hectares?|tons?"
    r"|tonnes?|kilograms?|kg|pounds?|ounces?|(?:kilo|mega|giga|tera)watts?(?:[- ]hours?)?|[kMGT]Wh?|degrees?"
    r"|gallons?|lit(?:er|re)s?|barrels?|basis\s+points?)\b"
)
# Words that end what a number counts.
# fmt: off
_STOP = frozenset({
    "a", "about", "above", "across", "after", "against", "all", "also", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "below", "between", "but", "by", "can", "could", "did", "do", "does",
    "during", "each", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "if", "in", "into",
    "is", "it", "its", "just", "may", "might", "more", "most", "must", "no", "nor", "not", "now", "of", "off", "on",
    "only", "onto", "or", "other", "our", "out", "over", "own", "per", "said", "says", "she", "should", "since",
    "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "under", "until", "up", "upon", "very", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "whose", "will", "with", "within", "without", "would", "you", "your",
})
# fmt: on
_NOUNS_SHOWN = 3  # words taken behind a number as what it counts
_TOKEN = re.compile(r"[A-Za-z]+|\d[\d,.]*|[^\sA-Za-z\d]")


def find_values(text: str, spoken_for: Iterable[Span] = ()) -> tuple[ValueHit, ...]:
    """Return amounts, quantities and factors in ``text``, by position; none lies over another.

    Args:
        text: An article, or one sentence of it.
        spoken_for: Offsets of names and times, whose digits count nothing.
    """
    plain = fold(text)
    found: list[ValueHit] = []
    taken = Taken(len(text), spoken_for)
    for finder in (_vague, _composed, _money, _factors, _digits, _spelt):
        for hit in finder(plain, taken):
            if not taken.touches(hit.start, hit.end):
                found.append(hit)
                taken.take(hit.start, hit.end)
    return tuple(sorted(found, key=lambda hit: hit.start))


def _composed(text: str, taken: Taken) -> Iterator[ValueHit]:
    """Yield what digits alone misread: "half a million", "minus 5", "2,5 Mrd. Euro"; a ratio or share as words."""
    for number in numbers_of(text):
        words = text[number.start : number.end]
        if number.value is None and (number.kind != "digits" or re.search(r"\d (?=\d)|-odd", words)):
            yield _bounded(text, (number.start, number.end), None, note=f"{words!r} is no one number: keep the words.")
        elif number.value is not None and (number.kind == "fraction" or number.value < 0 or _COMPOSED.search(words)):
            yield _with_unit(text, number)


def _with_unit(text: str, number: Number) -> ValueHit:
    """Return a number with the currency or unit that stands with it; a share of something gets no number."""
    money = _MONEY_AFTER.match(text, number.end)
    if number.currency or money:
        end = money.end() if money else number.end
        named = money and next(
            (code for code, words in CURRENCY_WORDS.items() if re.fullmatch(words, money["name"] or "")), ""
        )
        currency = number.currency or (money["code"] if money else "") or named
        return _bounded(text, (number.start, end), number.value, currency=currency or None)
    article = re.compile(r"\s+an?\b").match(text, number.end)
    counted = _counted(text, article.end() if article else number.end)
    note = "A share: write it in percent, and of what." if number.value and 0 < number.value < 1 else counted.note
    if counted.unit is None:
        return _bounded(text, (number.start, max(number.end, counted.end)), None, note=note)
    return _bounded(text, (number.start, counted.end), number.value, unit=counted.unit)


def _money(text: str, taken: Taken) -> Iterator[ValueHit]:
    for match in _MONEY.finditer(text):
        currency = _currency(match)
        number = match["first"] or match["number"]
        scale = match["scale"] or match["scale2"] or ""
        value, note = _decimal(number, scale)
        if match["upto"]:
            value, note = None, "A range: make two claims of it, or keep the words."
        elif currency is None:
            value, note = None, f"{match['sign']} stands for several currencies."
        yield _bounded(text, match.span(), value, currency=currency, note=note)


def _currency(match: re.Match[str]) -> str | None:
    code = match["code"] or match["code2"]
    if code:
        return str(code)
    sign = match["sign"] or match["sign2"]
    if sign:
        return SIGNS.get(sign)
    return next(code for code, words in CURRENCY_WORDS.items() if re.fullmatch(words, match["name"]))


def _vague(text: str, taken: Taken) -> Iterator[ValueHit]:
    for match in _VAGUE.finditer(text):
        yield _bounded(text, match.span(), None, note="Words without a number.")


def _factors(text: str, taken: Taken) -> Iterator[ValueHit]:
    for match in _FACTOR.finditer(text):
        if match["half"]:
            value = Decimal("0.5")
        else:
            said = (match["stem"] or match["fold"] or match["times"] or "two").lower()
            value = Decimal(FACTORS.get(said) or NUMBERS.get(said) or said)
        yield _bounded(text, match.span(), value, unit="factor")


def _digits(text: str, taken: Taken) -> Iterator[ValueHit]:
    for match in _NUMBER.finditer(text):
        if taken.touches(match.start(), match.end()) or _AFTER_NO_QUANTITY.match(text, match.end()):
            continue
        if _BEFORE_NO_QUANTITY.search(text, max(0, match.start() - 12), match.start()):
            continue
        value, note = _decimal(match["number"], match["scale"] or "")
        counted = _counted(text, match.end())
        if counted.unit is None:
            counted = _counted_with_next(text, counted)
        if counted.unit in (None, "count") and _is_part_of_name(text, match):
            continue
        if counted.unit is None:
            value, note = None, counted.note
        yield _bounded(
            text, (match.start(), counted.end), value, unit=counted.unit if value is not None else None, note=note
        )


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """Return whether a number without a unit of measure belongs to a name (Boeing 737, 404 Media) or is a year."""
    before = _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start())
    after = re.compile(r"\s[A-Z][a-z]").match(text, match.end())
    year = re.fullmatch(r"(?:19|20)\d\d", match.group())
    return bool(before or after or year)


def _spelt(text: str, taken: Taken) -> Iterator[ValueHit]:
    """Yield numbers in words that count something: "three thousand cameras"; "one" alone counts nothing."""
    from text_to_num import find_numbers

    tokens = list(_TOKEN.finditer(text))
    for number in find_numbers([_Word(token.group()) for token in tokens], "en", threshold=0):
        start, end = tokens[number.start].start(), tokens[number.end - 1].end()
        value = Decimal(number.text) if number.text.isdigit() else Decimal(0)
        if number.is_ordinal or value < 2 or taken.touches(start, end) or text[start].isdigit():
            continue
        counted = _counted(text, end)
        if counted.unit is not None:
            yield _bounded(text, (start, counted.end), value, unit=counted.unit)
        elif counted.end > end:
            yield _bounded(text, (start, counted.end), None, note=counted.note)


class _Word:
    """A token as text2num asks for it."""

    def __init__(self, written: str) -> None:
        self._written = written

    def text(self) -> str:
        return self._written

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _Counted:
    """What follows a number: the unit's code, or None, and where the words of it end."""

    unit: str | None
    end: int
    note: str = ""


def _counted(text: str, end: int) -> _Counted:
    """Return what the number before ``end`` counts."""
    points = re.compile(rf"[\s-]?(?:{UNITS['percentage-point']})\b").match(text, end)
    if points:
        return _Counted("percentage-point", points.end())
    percent = re.compile(r"\s?%|[\s-]per\s?cent\b(?!age)").match(text, end)
    if percent:
        return _Counted("percent", percent.end())
    gap = re.compile(r"[\s-]").match(text, end)
    at = gap.end() if gap else end
    other = _OTHER_MEASURES.match(text, at) if gap else None
    if other:
        return _Counted(None, other.end(), f"The list has no unit for {other.group()!r}: declare it under units.")
    words = 0
    last = end
    while gap and words < _NOUNS_SHOWN:
        word = re.compile(r"[A-Za-z][\w'-]*").match(text, at)
        if word is None or word.group().lower() in _STOP or (words and word.group()[0].isupper()):
            break
        words, last = words + 1, word.end()
        for unit, names in _COUNTED.items():
            if re.fullmatch(names, word.group()):
                return _Counted(unit, last)
        gap = re.compile(r"\s").match(text, last)
        at = gap.end() if gap else last
    if words and last - end > 1:
        return _Counted("count", last)
    return _Counted(None, end, "No unit stands beside the number.")


def _counted_with_next(text: str, counted: _Counted) -> _Counted:
    """Return what the next number counts, where two share it: "from 400 to 800 people"."""
    joined = _JOINED.match(text, counted.end)
    following = _NUMBER.match(text, joined.end()) if joined else None
    if following is None:
        return counted
    shared = _counted(text, following.end())
    return counted if shared.unit is None else _Counted(shared.unit, counted.end)


def _decimal(number: str, scale: str) -> tuple[Decimal | None, str]:
    """Return the exact number, or None and why it is not certain."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number) and not scale:
        return None, f"{number!r} has thousands or decimals behind its point: which?"
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", number):
        return None, f"{number!r} is not written as English numbers are."
    plain = Decimal(re.sub("[,']", "", number))
    return plain.scaleb(_POWERS.get(scale.strip(" -\n").lower(), 0)), ""


def _bounded(
    text: str,
    span: Span,
    value: Decimal | None,
    *,
    currency: str | None = None,
    unit: str | None = None,
    note: str = "",
) -> ValueHit:
    """Return the hit with the words of its bound, which stand before it or, as "or more", behind."""
    start, end = span
    before = _BOUND.search(text, max(0, start - 30), start)
    after = _BOUND_AFTER.match(text, end)
    bound = None
    if before and not re.search(r"\w$", text[max(0, start - 30) : before.start()]):
        bound = str(before.lastgroup).replace("_", "-")
        start = before.start()
    elif after:
        bound = "at-least" if after["more"] else "at-most"
        end = after.end()
    if value is None:
        return ValueHit(start, end, None, note=note)
    return ValueHit(start, end, value, currency, unit, bound, note)

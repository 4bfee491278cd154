"""From names found in a text to hits: the longest name wins, guards and needs are asked, the words around read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from graph.infer.confidence import confidence_of
from graph.infer.names import Name, Pattern
from graph.infer.relations import (
    ADDON_NEXT,
    AGAIN,
    ALONE,
    BOUGHT_FOR,
    CALLED_BEFORE,
    CONTEXT,
    FOR_INSIDE,
    FOR_IT,
    FORMER,
    GUARD,
    HOST_NAME,
    LED_TO,
    LISTED,
    LISTED_BEHIND,
    NAMED,
    NEEDS,
    PRODUCT_WORDS,
    SUPPORTED,
    decide,
)
from graph.infer.wording import COMPATIBLE, NOT_PRODUCT, RESALE, SERVICE_AROUND
from graph.reference.wording import written_out

_WINDOW = 48  # characters on each side that a guard or need may look at: about six words of these descriptions
_GLUE = frozenset(" -/\u00a0")  # what may stand between a brand and its product
# Rules that a product named before it may have fired: TOAD RENEWAL FOR ORACLE.
_WEAK = (ALONE, "purchase-of", "goods-beside")
# A number of the model may stand between, or an abbreviation follow in brackets.
_BESIDE = re.compile(r"(?:| |-| - | [\w-]*\d[\w-]* |(?: \w+){0,3} \()")
# An expression as the catalogue has it, and with the shared words it names put in.
_Written = tuple[str, re.Pattern[str]]
_GUESSED = ("joined", "split", "misspelt", "cut")


@dataclass(frozen=True, slots=True)
class Hit:
    """One catalogue name found in one text.

    Attributes:
        target: Local id of what is named.
        kind: ``product``, ``program`` or ``statute``.
        start: First code point of the span in the text as printed.
        end: Code point after the span.
        relation: How the award stands to a product: ``resale``, ``service_around``, ``compatible`` or ``not_product``
            (a guard or rule says that the word means something else: no edge follows). ``named`` for a program or
            statute.
        rule: Id of the rule that decided the relation; `graph.infer.relations.sentence_of` says it in words.
        confidence: Share of such hits that are right, in target and relation.
    """

    target: str
    kind: str
    start: int
    end: int
    relation: str
    rule: str
    confidence: float


class Found(NamedTuple):
    """One name at one place of the text as printed, not yet judged.

    Attributes:
        form: That of the name, or how it was read: ``misspelt``, ``cut``.
    """

    start: int
    end: int
    name: Name
    form: str


class _Judged(NamedTuple):
    hit: Hit
    pattern: Pattern

    def overlaps(self, other: Found | Hit) -> bool:
        return self.hit.start < other.end and other.start < self.hit.end


class Judge:
    """Decides which of the names found in a text count, and as what."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._guards: dict[str, tuple[_Written, ...]] = {}
        self._needs: dict[str, tuple[_Written, ...]] = {}
        for pattern in patterns:
            self._guards[pattern.target] = tuple((guard, _compiled(guard)) for guard in pattern.guards)
            self._needs[pattern.target] = tuple((need, _compiled(need)) for need in pattern.needs)

    def hits(self, folded: str, found: Sequence[Found]) -> tuple[Hit, ...]:
        """Return the hits, by position."""
        live: list[_Judged] = []
        cancelled: list[_Judged] = []
        if len(found) > 1:
            found = sorted(found, key=lambda one: (one.start - one.end, one.start, one.form in _GUESSED))
        for one in found:
            over = [other for other in live if other.overlaps(one)]
            for pattern in one.name.patterns:
                if over:
                    live += _host(folded, one, pattern, over)
                    continue
                around = [other.hit for other in cancelled if other.overlaps(one)]
                if any(hit.target == pattern.target for hit in around):
                    continue  # a shorter name of the same thing: what cancels the longer one cancels it too
                judged = self._judge(folded, one, pattern)
                if judged is None:
                    continue
                if not judged.rule.startswith((GUARD, NEEDS)):
                    live.append(_Judged(judged, pattern))
                elif all((hit.start, hit.end) == (one.start, one.end) for hit in around):
                    cancelled.append(_Judged(judged, pattern))
        kept = [one.hit for one in cancelled if not any(other.overlaps(one.hit) for other in live)]
        if len(live) > 1:
            kept += _with_brands(folded, _once_bought(_listed(folded, _with_hosts(folded, live))))
        else:
            kept += [one.hit for one in live]
        return tuple(sorted(kept, key=lambda hit: (hit.start, hit.end, hit.target)))

    def _judge(self, folded: str, one: Found, pattern: Pattern) -> Hit | None:
        around = folded[max(0, one.start - _WINDOW) : one.end + _WINDOW]
        # Words of plain English, and what is near to one, need a word of goods behind them.
        doubtful = one.form == "split" or (one.form == "misspelt" and one.name.form == "plain")
        if doubtful and not PRODUCT_WORDS.search(folded[one.end : one.end + _WINDOW]):
            return None
        relation, rule = self._cancelled(pattern, around)
        if not rule:
            relation, rule = _decided(folded, one, pattern)
            if one.form in _GUESSED:
                rule = f"{rule}+{one.form}"
        confidence = confidence_of(one.form, rule)
        return Hit(pattern.target, pattern.kind, one.start, one.end, relation, rule, confidence)

    def _cancelled(self, pattern: Pattern, around: str) -> tuple[str, str]:
        """Return the relation and rule by which the words around say that this is something else, or blanks."""
        for written, guard in self._guards[pattern.target]:
            if guard.search(around):
                return NOT_PRODUCT, f"{GUARD}{written}"
        needs = self._needs[pattern.target]
        if needs and not any(need.search(around) for _, need in needs):
            return NOT_PRODUCT, f"{NEEDS}{' or '.join(written for written, _ in needs)}"
        return "", ""


def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written_out(written), re.IGNORECASE)


def _decided(folded: str, one: Found, pattern: Pattern) -> tuple[str, str]:
    if pattern.kind != "product":
        return NAMED, NAMED
    # A former product's name still says what is bought, a former company's name whose it no longer is.
    if pattern.is_brand and CALLED_BEFORE.search(folded[max(0, one.start - _WINDOW) : one.start]):
        return NOT_PRODUCT, FORMER
    return decide(folded, one.start, one.end, pattern.goods)


def _host(folded: str, one: Found, pattern: Pattern, over: Sequence[_Judged]) -> Iterator[_Judged]:
    """Yield the host product named inside an add-on's name: ORACLE in TOAD FOR ORACLE."""
    for outer in over:
        before = folded[outer.hit.start : one.start].rstrip()
        foreign = pattern.kind == "product" and pattern.maker != outer.pattern.maker
        inside = before.endswith(" FOR") or (before and HOST_NAME.match(folded[one.start : one.end]))
        if inside and foreign and one.end <= outer.hit.end:
            confidence = confidence_of(one.form, FOR_INSIDE)
            yield _Judged(
                Hit(pattern.target, "product", one.start, one.end, COMPATIBLE, FOR_INSIDE, confidence), pattern
            )
            return


def _with_hosts(folded: str, live: Sequence[_Judged]) -> list[_Judged]:
    """Return the hits by position; a product that another maker's one is bought for is its host."""
    ordered = sorted(live, key=lambda one: (one.hit.start, one.hit.end, one.hit.target))
    for place, (bought, host) in enumerate(pairwise(ordered)):
        makers = {bought.pattern.maker, host.pattern.maker}
        between, after = folded[bought.hit.end : host.hit.start], folded[host.hit.end : host.hit.end + _WINDOW]
        beside = bought.pattern.goods == "software" and HOST_NAME.match(folded[host.hit.start : host.hit.end])
        fits = BOUGHT_FOR.search(between) or (between == " " and (beside or ADDON_NEXT.search(after)))
        weak = host.hit.rule.partition("+")[0] in ((*_WEAK, "licence-beside") if beside else _WEAK)
        if fits and bought.hit.relation == RESALE and weak and len(makers - {""}) == 2:
            sure = confidence_of("coined", FOR_IT)
            ordered[place + 1] = host._replace(hit=replace(host.hit, relation=COMPATIBLE, rule=FOR_IT, confidence=sure))
    return ordered


def _listed(folded: str, ordered: Sequence[_Judged]) -> list[_Judged]:
    """Return the hits; a name listed behind one that is no purchase, or of the same maker right behind it, is none.

    REPAIR OF XEROX COPIERS AND RICOH PRINTERS.
    """
    kept = list(ordered)
    for place in range(1, len(kept)):
        first, second = kept[place - 1], kept[place]
        between = folded[first.hit.end : second.hit.start]
        same_thing = first.pattern.maker == second.pattern.maker != "" and _BESIDE.fullmatch(between)
        told = first.hit.rule.partition("+")[0] in LED_TO and second.hit.rule in ((ALONE, "goods-beside"))
        if told and (same_thing or LISTED_BEHIND.match(between)):
            hit = first.hit
            rule = f"{hit.rule.partition('+')[0]}+{LISTED}"
            kept[place] = second._replace(
                hit=replace(second.hit, relation=hit.relation, rule=rule, confidence=hit.confidence)
            )
    return kept


def _once_bought(live: Sequence[_Judged]) -> list[_Judged]:
    """Return the hits; what one place of the text says is bought is bought where it is named again.

    Licences of a maker that support a product of that maker's are for it. What equipment is bought for is not bought
    where its bare name follows.
    """
    context: dict[str, Hit] = {}
    for place, one in enumerate(live):
        if one.hit.rule in CONTEXT:
            context[one.hit.target] = one.hit
        elif one.hit.rule == ALONE and one.hit.target in context:
            first = context[one.hit.target]
            said = replace(one.hit, relation=first.relation, rule=first.rule, confidence=first.confidence)
            live = [*live[:place], one._replace(hit=said), *live[place + 1 :]]
    bought = {one.hit.target for one in live if one.hit.relation == RESALE}
    paid = {one.pattern.maker for one in live if one.hit.relation == RESALE} - {""}

    def again(one: _Judged) -> bool:
        supported = one.hit.rule == SUPPORTED and one.pattern.maker in paid
        return one.hit.relation == SERVICE_AROUND and (one.hit.target in bought or supported)

    return [one._replace(hit=replace(one.hit, relation=RESALE, rule=AGAIN)) if again(one) else one for one in live]


def _with_brands(folded: str, live: Sequence[_Judged]) -> list[Hit]:
    """Return the hits, with what stands side by side for one thing as one.

    A maker's name right before a product of the same maker is part of that product's name, so is the name of who owns
    or owned that maker, and an abbreviation in brackets right after the name it stands for: MICROSOFT POWER APPS,
    SYMANTEC-VERITAS NETBACKUP, AMAZON WEB SERVICES (AWS).
    """
    ordered = sorted(live, key=lambda one: (one.hit.start, one.hit.end, one.hit.target))
    whole: list[_Judged] = []
    for one in ordered:
        last = whole[-1] if whole else None
        between = folded[last.hit.end : one.hit.start] if last else ""
        if last and _joins(folded, last, one, between):
            whole[-1] = one._replace(hit=replace(one.hit, start=last.hit.start))
        elif (
            last
            and last.hit.target == one.hit.target
            and between in (" (", "(")
            and folded.startswith(")", one.hit.end)
        ):
            whole[-1] = last._replace(hit=replace(last.hit, end=one.hit.end + 1))
        else:
            whole.append(one)
    return [one.hit for one in whole]


def _joins(folded: str, last: _Judged, one: _Judged, between: str) -> bool:
    """Say whether the first is the maker's or its owner's name alone, and part of the second."""
    if len(between) > 2 or not set(between) <= _GLUE:
        return False
    alone = folded[last.hit.start : last.hit.end].replace(" ", "-").lower() == last.pattern.maker
    owned = last.pattern.maker in one.pattern.owners and (alone or last.pattern.is_brand)
    return _is_brand_of(last.pattern, one.pattern) or (owned and "/" not in between)


def _is_brand_of(brand: Pattern, product: Pattern) -> bool:
    return bool(brand.maker) and brand.maker == product.maker and brand.is_brand and not product.is_brand

"""Which companies are one maker's own, and when: who is paid directly, and who resells."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from graph.reference.catalogue import Catalogue, Maker

_EARLIEST, _LATEST = date.min, date.max


class Belonging(NamedTuple):
    """That a company was of a maker's group; ``since`` and ``until`` are None where no bound is known."""

    maker: str
    company: str
    since: date | None
    until: date | None


class _Span(NamedTuple):
    since: date
    until: date

    def within(self, other: _Span) -> _Span:
        return _Span(max(self.since, other.since), min(self.until, other.until))


def families(catalogue: Catalogue) -> list[Belonging]:
    """Return, for each maker, the vendors (local ids) that were of one group with it, and when; sorted.

    A maker's own legal entities are always of its group; its owner's, and those of what the owner owns, while the
    ownership lasted. Of a date of which only the year or month is known, the whole year or month counts.
    """
    makers = {maker.slug: maker for maker in catalogue.makers}
    above = {slug: list(_above(makers, maker, _Span(_EARLIEST, _LATEST), ())) for slug, maker in makers.items()}
    below: dict[str, list[tuple[str, _Span]]] = {}
    for slug, owners in above.items():
        for owner, span in owners:
            below.setdefault(owner, []).append((slug, span))
    found: dict[tuple[str, str], set[_Span]] = {}
    for maker in catalogue.makers:
        for owner, span in above[maker.slug]:
            for slug, other in below[owner]:
                common = span.within(other)
                if common.since <= common.until:
                    for company in _companies(makers[slug]):
                        found.setdefault((maker.local, company), set()).add(common)
    return [
        Belonging(maker, company, _bound(span.since), _bound(span.until))
        for (maker, company), spans in sorted(found.items())
        for span in sorted(spans)
        # Two companies of one owner are also joined by the owner's owner, and then for a shorter time.
        if not any(span != other and span.within(other) == span for other in spans)
    ]


def owners_of(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return (maker, itself or one that owns it today, over any steps) as local ids, sorted."""
    makers = {maker.slug: maker for maker in catalogue.makers}
    found = set()
    for maker in catalogue.makers:
        top: Maker | None = maker
        while top is not None:
            found.add((maker.local, top.local))
            top = makers[top.owner] if top.owner else None
    return sorted(found)


def _above(
    makers: Mapping[str, Maker], maker: Maker, span: _Span, passed: tuple[str, ...]
) -> Iterator[tuple[str, _Span]]:
    """Yield the maker and its owners, over any steps, with the days on which all the steps held."""
    yield maker.slug, span
    for one in maker.ownerships:
        shared = span.within(_Span(_first_day(one.since), _last_day(one.until)))
        # Two companies can have owned each other in turn.
        if shared.since <= shared.until and one.owner not in (*passed, maker.slug):
            yield from _above(makers, makers[one.owner], shared, (*passed, maker.slug))


def _companies(maker: Maker) -> set[str]:
    return {maker.local, *(one.local for one in maker.subsidiaries)}


def _bound(day: date) -> date | None:
    return None if day in (_EARLIEST, _LATEST) else day


def _first_day(written: str | None) -> date:
    if written is None:
        return _EARLIEST
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(written: str | None) -> date:
    if written is None:
        return _LATEST
    parts = [int(part) for part in written.split("-")]
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) == 3 else monthrange(year, month)[1])

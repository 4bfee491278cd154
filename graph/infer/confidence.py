"""How sure a hit is: the share of hits of its kind that a reader found right, in maker and relation.

The kind is how the name is written, and which rule decided. `python -m bench.behind_quality LABELS --fit` prints the
counts of a labelled file by kind.
"""

from __future__ import annotations

from functools import cache

from graph.infer.relations import (
    ALONE,
    COMPATIBLE,
    FOR_INSIDE,
    GUARD,
    NAMED,
    NEEDS,
    RESALE,
    RULES,
)

# Kinds seen seldom lean on the whole: as if ten more hits had been read, of which this share was right. That is less
# than the share in the labelled rows (0.98): names nobody has read yet are wrong more often than those.
_BELIEF, _WEIGHT = 0.93, 10

# Right and read, by kind.
_READ = {
    "alone-coined": (14, 14),
    "alone-plain": (4, 4),
    "alone-several": (20, 20),
    "alone-short": (2, 2),
    "bought-coined": (34, 34),
    "bought-plain": (11, 11),
    "bought-several": (19, 19),
    "bought-short": (6, 6),
    "cancelled": (2, 2),
    "compatible": (1, 1),
    "service_around": (1, 1),
}

_RELATION = {rule.name: rule.relation for rule in RULES} | {FOR_INSIDE: COMPATIBLE, NAMED: NAMED}


def kind_of(form: str, rule: str) -> str:
    """Return the kind of a hit, by the form of its name and its rule.

    >>> kind_of("coined", "goods-beside"), kind_of("plain", "named-alone"), kind_of("coined", "goods-beside+split")
    ('bought-coined', 'alone-plain', 'guessed')
    """
    if rule.startswith((GUARD, NEEDS)):
        return "cancelled"
    base, _, guessed = rule.partition("+")
    relation = _RELATION.get(base, RESALE)
    if relation != RESALE:
        return relation
    if guessed:
        return "guessed"
    return f"{'alone' if base == ALONE else 'bought'}-{form}"


@cache
def confidence_of(form: str, rule: str) -> float:
    """Return the share of such hits that are right, to two places."""
    right, read = _READ.get(kind_of(form, rule), (0, 0))
    return round((right + _BELIEF * _WEIGHT) / (read + _WEIGHT), 2)

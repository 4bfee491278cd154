"""How sure a hit is: the share of hits of its kind that a reader found right, in maker and relation.

The kind is how the name is written, and which rule decided. `python -m bench.behind_quality LABELS --fit` prints the
counts of a labelled file by kind.
"""

from __future__ import annotations

from functools import cache

from graph.infer.relations import (
    ABBREVIATION,
    ALONE,
    FOR_INSIDE,
    FOR_IT,
    GUARD,
    NAMED,
    NEEDS,
    RULES,
)
from graph.infer.wording import COMPATIBLE, NOT_PRODUCT, RESALE

# Kinds seen seldom lean on the whole: as if ten more hits had been read, of which this share was right. That is less
# than the share in the labelled rows (0.98): names nobody has read yet are wrong more often than those.
_BELIEF, _WEIGHT = 0.93, 10

# Right and read, by kind: the rows labelled by hand that are open to the project, and hits in the shipped rows drawn at
# random by kind and read on 2026-11-24 (25 to 70 of each kind; all of them where there are fewer).
_READ = {
    "alone-coined": (71, 74),
    "alone-plain": (69, 73),
    "alone-several": (77, 80),
    "alone-short": (43, 44),
    "bought-coined": (92, 94),
    "bought-plain": (51, 51),
    "bought-several": (88, 89),
    "bought-short": (31, 31),
    "cancelled": (38, 42),
    "compatible": (25, 25),
    "guessed": (12, 13),
    "not_product": (8, 8),
    "service_around": (63, 71),
}

_RELATION = {rule.name: rule.relation for rule in RULES} | {
    ABBREVIATION: NOT_PRODUCT,
    FOR_INSIDE: COMPATIBLE,
    FOR_IT: COMPATIBLE,
    NAMED: NAMED,
}


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

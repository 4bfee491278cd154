"""How sure a hit is: the share of hits of its kind that a reader found right, in maker and relation.

The kind is how the name is written, and which rule decided. `python -m bench.behind_quality LABELS --fit` prints the
counts of a labelled file by kind. A program or statute has no relation: right means that the text names it.
"""

from __future__ import annotations

from functools import cache

from graph.infer.relations import (
    ABBREVIATION,
    ALONE,
    FOR_INSIDE,
    FOR_IT,
    FORMER,
    GUARD,
    NAMED,
    NEEDS,
    OTHER_AGENCY,
    RULES,
)
from graph.infer.wording import COMPATIBLE, NOT_PRODUCT, RESALE

# Every kind leans on this, as if twenty more hits had been read: the rows counted below are those the rules were
# written on, and wordings that no rule was written for are wrong more often (86 of 95 relations right in
# rows chosen for services that no rule was written on; 52 of 53 relations right in rows drawn at random).
_BELIEF, _WEIGHT = 0.9, 20

# Right and read, by kind: the rows labelled by hand that are open to the project, and hits in the shipped rows drawn at
# random by kind and read on 2026-11-24 (25 to 70 of each kind; all of them where there are fewer).
_READ = {
    "alone-coined": (94, 98),
    "alone-plain": (70, 74),
    "alone-several": (115, 119),
    "alone-short": (45, 46),
    "bought-coined": (130, 131),
    "bought-plain": (56, 56),
    "bought-several": (131, 133),
    "bought-short": (33, 33),
    "cancelled": (39, 43),
    "compatible": (26, 26),
    "guessed": (12, 13),
    "named-coined": (89, 90),
    "named-plain": (59, 59),
    "named-several": (123, 123),
    "named-short": (70, 70),
    "not_product": (8, 9),
    "service_around": (84, 94),
}

_RELATION = {rule.name: rule.relation for rule in RULES} | {
    ABBREVIATION: NOT_PRODUCT,
    FORMER: NOT_PRODUCT,
    FOR_INSIDE: COMPATIBLE,
    FOR_IT: COMPATIBLE,
    NAMED: NAMED,
}


def kind_of(form: str, rule: str) -> str:
    """Return the kind of a hit, by the form of its name and its rule.

    >>> kind_of("coined", "goods-beside"), kind_of("plain", "named-alone"), kind_of("coined", "goods-beside+split")
    ('bought-coined', 'alone-plain', 'guessed')
    """
    if rule.startswith((GUARD, NEEDS, OTHER_AGENCY)):
        return "cancelled"
    base, _, guessed = rule.partition("+")
    relation = _RELATION.get(base, RESALE)
    if relation not in (RESALE, NAMED):
        return relation
    if guessed:
        return "guessed"
    if relation == NAMED:
        return f"named-{form}"
    return f"{'alone' if base == ALONE else 'bought'}-{form}"


@cache
def confidence_of(form: str, rule: str) -> float:
    """Return the share of such hits that are right, to two places."""
    right, read = _READ.get(kind_of(form, rule), (0, 0))
    return round((right + _BELIEF * _WEIGHT) / (read + _WEIGHT), 2)

"""Quotes that show nothing of their claim: a reader cannot tell from them what they are quoted for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from graph import terms
from graph.check.contradictions.values import cited
from graph.claims.asking import read_stored
from graph.claims.measures import numbers_in
from graph.claims.passages import fold
from graph.claims.stored import StoredClaim, StoredEvidence
from graph.model import Finding, Severity

if TYPE_CHECKING:
    import pyoxigraph

_NAMES = (terms.PREF_LABEL, terms.ALT_LABEL, terms.RDFS + "label", terms.DCT_TITLE)
_EMPTY = frozenset(
    word
    for words in (
        "a an and are as at be been being but by did do does for from had has have he her his how i if in into is it",
        "its more most no not of on or our over she so some such than that the their them then there these they this",
        "those to too under up was we were what when which who will with you your",
    )
    for word in words.split()
)
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDING = re.compile(r"(?<=..)(?:e?ly|ings?|ed|es|e|s)$")
_STEM = 4  # letters: "stores" and "storage" are one word here


def find_bare_quotes(store: pyoxigraph.Store) -> list[Finding]:
    """Return a warning for each quote without one word of its claim, in the order of claims and passages.

    Words of a claim are the names and aliases of its subject and object, its relation, value, unit, currency and
    time; those of a quote may also be its hedge or speaker. A number counts in digits and in words. Endings do not
    count: "aiming" and "aims" are one. Not judged are quotes in scripts without capitals: where their words end,
    spaces do not tell.
    """

    @cache
    def names_of(iri: str) -> tuple[str, ...]:
        return tuple(_names(store, iri))

    return [
        _finding(claim, one)
        for claim in read_stored(store)
        for one in claim.evidence
        if one.quote and not _tells(claim, one, names_of)
    ]


def _tells(claim: StoredClaim, one: StoredEvidence, names_of: Callable[[str], Iterable[str]]) -> bool:
    if any(char.isalpha() and char.lower() == char.upper() for char in one.quote):
        return True
    if claim.value is not None and claim.value in numbers_in(one.quote):
        return True
    things = [claim.subject, claim.relation, *one.speakers, *([claim.object] if claim.object else [])]
    said = [name for thing in things for name in (thing.label, *names_of(thing.iri))]
    said += [_CAMEL.sub(" ", claim.relation.iri.rpartition("#")[2]), *one.hedge]
    said += [claim.value_text, claim.unit, claim.unit_label, claim.currency, claim.when]
    return not _stems([one.quote]).isdisjoint(_stems(said))


def _names(store: pyoxigraph.Store, iri: str) -> Iterable[str]:
    import pyoxigraph as ox

    for predicate in _NAMES if iri else ():
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None):
            yield str(quad.object.value)  # type: ignore[union-attr]


def _stems(texts: Iterable[str]) -> set[str]:
    plain = unicodedata.normalize("NFKD", fold(" ".join(texts))).casefold()
    words = _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
    return {_ENDING.sub("", word)[:_STEM] for word in words if word not in _EMPTY}


def _finding(claim: StoredClaim, one: StoredEvidence) -> Finding:
    return Finding(
        Severity.WARNING,
        "quote-says-little",
        f"{claim.sentence}: the quote shares no word with the claim. Quote the words that carry it, "
        f"or give the thing they name that spelling under 'also'. {cited(claim, one)}",
        subject=terms.ID + claim.id,
        passages=(cited(claim, one),),
    )

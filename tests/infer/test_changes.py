"""Which texts a changed catalogue touches."""

from __future__ import annotations

import csv
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.infer.changes import touched
from graph.infer.detect import Detector, Hit, Pattern
from graph.loading import patterns_of
from graph.reference import read_products, read_programs
from graph.resources import data_folder

POOL = [
    Pattern("product-sf", "product", ("SALESFORCE", "SALESFORCE CLOUD"), (), (), "salesforce"),
    Pattern("product-cellebrite", "product", ("CELLEBRITE",), (), (), "cellebrite"),
    Pattern("product-celebrite", "product", ("CELLEBRIDTE",)),
    Pattern("product-cloud", "product", ("CLOUD",), ("SALES",), ("LICENSE",)),
    Pattern("product-ora-unspecified", "product", ("ORACLE",), (), (), "oracle"),
    Pattern("product-ora-db", "product", ("DATABASE",), (), (), "oracle"),
    Pattern("product-toad", "product", ("TOAD FOR ORACLE",), (), (), "quest"),
    Pattern("program-falcon", "program", ("FALCON",), ("SALESFORCE",)),
    Pattern("product-salesforceone", "product", ("SALESFORCEONE",)),
]
WORDS = [
    "SALESFORCE", "SALES", "FORCE", "CELLEBRITE", "CELLBRITE", "CELLEBRIDTES", "CLOUD", "LICENSE", "ORACLE", "DATABASE",
    "TOAD", "FOR", "FALCON", "SALESFORC", "CELLEBRI", "SALESFORCEON", "X" * 220,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


def hits_of(patterns: list[Pattern], texts: list[str]) -> list[tuple[Hit, ...]]:
    detector = Detector(patterns)
    return [detector.find(text) for text in texts]


def renewed(old: list[Pattern], new: list[Pattern], texts: list[str]) -> list[tuple[Hit, ...]]:
    """Return the hits under ``new``, looking again only at the texts that the change touches."""
    hits, detector = hits_of(old, texts), Detector(new)
    for number in touched(old, new, enumerate(texts)):
        hits[number] = detector.find(texts[number])
    return hits


@settings(deadline=None)
@given(
    st.sets(st.sampled_from(range(len(POOL)))),
    st.sets(st.sampled_from(range(len(POOL)))),
    st.lists(st.tuples(TEXTS, st.booleans()), max_size=6),
)
def test_looking_again_at_those_gives_what_a_full_run_gives(
    before: set[int], after: set[int], drawn: list[tuple[str, bool]]
) -> None:
    texts = [text[-250:].rjust(250, "A") if cut else text for text, cut in drawn]
    old, new = [POOL[place] for place in before], [POOL[place] for place in after]
    assert renewed(old, new, texts) == hits_of(new, texts)


def test_a_new_product_touches_few_of_the_shipped_texts() -> None:
    data = data_folder()
    patterns = patterns_of(read_products(data / "products"), read_programs(data / "programs"))
    with gzip.open(data / "records" / "cbp-ice-actions-fy2023.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        texts = sorted({row["Transaction Description"] for row in csv.DictReader(stream)})
    old = [one for one in patterns if one.target not in ("product-splunk", "product-cellebrite-unspecified")]
    again = set(touched(old, patterns, enumerate(texts)))
    assert renewed(old, patterns, texts) == hits_of(patterns, texts)
    assert 0 < len(again) < len(texts) / 50


@pytest.mark.parametrize("patterns", [[], POOL], ids=["empty", "full"])
def test_no_change_touches_nothing(patterns: list[Pattern]) -> None:
    assert list(touched(patterns, patterns, [(1, "SALESFORCE LICENSE")])) == []

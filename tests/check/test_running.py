import time

import pyoxigraph as ox
import pytest

from graph import terms
from graph.check import run_checks
from graph.model import Severity

from . import small


def test_a_clean_graph_has_no_findings() -> None:
    assert run_checks(small.store_of(), questions=False) == []


def test_findings_come_worst_first() -> None:
    store = small.store_of(
        """id:vendor-name-a a vg:Vendor ; skos:prefLabel "A" ; vg:provisional true .
        id:award-A1 vg:ceiling -1.0 ; vg:psc id:psc-9 ; vg:totalOutlay 5 ."""
    )
    assert [(found.severity, found.rule) for found in run_checks(store, questions=False)] == [
        (Severity.ERROR, "amount-not-decimal"),
        (Severity.WARNING, "dangling-iri"),
        (Severity.WARNING, "negative-ceiling"),
        (Severity.INFO, "provisional-vendors"),
    ]


@pytest.mark.parametrize(
    ("more", "without", "rule"),
    [
        pytest.param("", "vg:source id:document-article ;", "evidence-without-source", id="source"),
        pytest.param("", "vg:origin id:origin-leak ;", "evidence-without-origin", id="origin"),
        pytest.param(
            f'g:claims {{ {small.COUNTS} vg:quote "{"word " * 15}word" . }}', "", "quote-too-long", id="quote"
        ),
        pytest.param(
            'id:product-x a vg:Product ; skos:prefLabel "X" ; vg:productClass vg:class-software .',
            "",
            "product-without-maker",
            id="maker",
        ),
    ],
)
def test_what_a_rule_and_a_shape_both_see_is_reported_once(more: str, without: str, rule: str) -> None:
    assert [found.rule for found in run_checks(small.store_of(more, without=without), questions=False)] == [rule]


def test_what_rests_on_one_origin_is_asked_about_and_no_error() -> None:
    found = run_checks(small.store_of())
    assert {(one.severity, one.rule) for one in found} == {(Severity.QUESTION, "one-origin")}
    assert str(found[0].passages[0]).startswith('"the agency uses Azure" (An article, 10 to 40)')


def test_shapes_can_be_left_out() -> None:
    store = small.store_of(f"g:claims {{ {small.COUNTS} vg:confidence 7.5 . }}")
    assert [found.rule for found in run_checks(store, questions=False)] == ["shape:evidence-confidence"]
    assert run_checks(store, shapes=False, questions=False) == []


def test_a_check_changes_nothing() -> None:
    store = small.store_of()
    before = set(store)
    run_checks(store)
    assert set(store) == before


def _many(awards: int) -> ox.Store:
    """Return a store of many awards with three actions each: 30 quads an award."""
    decimal, text = f"^^<{terms.XSD_DECIMAL}>", []
    for number in range(awards):
        award = f"<{terms.ID}award-M{number}>"
        text.append(
            f'{award} <{terms.TYPE}> <{terms.AWARD}> ; <{terms.PIID}> "M{number}" ; '
            f"<{terms.RECIPIENT}> <{terms.ID}vendor-uei-H1KHJPJH9R51> ; "
            f"<{terms.AWARDING_AGENCY}> <{terms.ID}subagency-7012> ; "
            f'<{terms.CEILING}> "9.5"{decimal} ; <{terms.NET_OBLIGATION}> "6.0"{decimal} ; '
            f'<{terms.TOTAL_OBLIGATION}> "6.0"{decimal} .'
        )
        for action in range(3):
            text.append(
                f"<{terms.ID}action-{1000 + number * 3 + action:016x}> <{terms.TYPE}> <{terms.ACTION}> ; "
                f'<{terms.OF_AWARD}> {award} ; <{terms.OBLIGATION}> "2.0"{decimal} ; '
                f'<{terms.DATE}> "2024-01-01"^^<{terms.XSD_DATE}> ; <{terms.DESCRIPTION}> "text {number}" ; '
                f"<{terms.STATED_IN}> <{terms.ID}source-00000000000000aa> ; <{terms.ROW}> {number} ."
            )
    store = small.store_of()
    store.bulk_load("\n".join(text).encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.slow
def test_half_a_million_quads_are_checked_in_seconds() -> None:
    store = _many(18_000)
    assert len(store) > 500_000
    began = time.perf_counter()
    assert [found.message for found in run_checks(store, questions=False)] == []
    # 1.2 s on two idle cores; FILTER NOT EXISTS over two patterns would take minutes.
    assert time.perf_counter() - began < 15

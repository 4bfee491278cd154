"""The harness that scores the detector: it must not be kinder than the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.behind_quality import Scorer, fit, report, rows_of, wilson
from graph.infer.detect import Detector, Pattern
from graph.reference import Catalogue, Maker, Product

MAKERS = (
    Maker("cisco", "Cisco", ("CISCO SYSTEMS INC",)),
    Maker("splunk", "Splunk", ("SPLUNK INC",), owner="cisco"),
    Maker("dell", "Dell", ("DELL INC",)),
)
PRODUCTS = tuple(
    Product(maker.slug, maker.label, maker.slug, maker.iri, "software", (maker.slug.upper(),)) for maker in MAKERS
)
CATALOGUE = Catalogue(MAKERS, PRODUCTS)
DETECTOR = Detector(Pattern(one.local, "product", one.aliases, maker=one.maker) for one in PRODUCTS)


def entry(text: str, span: str, relation: str = "resale", **more: Any) -> dict[str, Any]:
    """Return a reader's entry for the first ``span`` in ``text``."""
    start = text.index(span)
    made = None if relation == "not_product" else span.title()
    own = {"span": span, "start": start, "end": start + len(span), "relation": relation, "maker": made}
    accepted = [made] if made else []
    return own | {"maker_accept": accepted, "tech": True, "mentioned_only": False, "also": []} | more


def scored(text: str, *products: dict[str, Any]) -> Scorer:
    scorer = Scorer(CATALOGUE, DETECTOR)
    scorer.add({"id": "x", "description": text, "products": list(products)})
    return scorer


def outcome(scorer: Scorer) -> tuple[list[bool], int]:
    """Return whether each hit is right, and how many entries were missed."""
    return [one.right for one in scorer.scored], len(scorer.missed)


@pytest.mark.parametrize(
    ("text", "entries", "right", "missed"),
    [
        pytest.param("CISCO LICENSES", [("CISCO", "resale")], [True], 0, id="right"),
        pytest.param("CISCO REPAIR", [("CISCO", "resale")], [False], 1, id="wrong-relation"),
        pytest.param("CISCO LICENSES", [], [False], 0, id="nothing-there"),
        pytest.param("XEROX LICENSES", [("XEROX", "resale")], [], 1, id="missed"),
        pytest.param("ATTN: CISCO KID", [("CISCO", "not_product")], [True], 0, id="both-say-no-product"),
        pytest.param("CISCO LICENSES", [("CISCO", "not_product")], [False], 0, id="fooled"),
        pytest.param("FORT DELL", [], [True], 0, id="rightly-left-alone"),
        pytest.param("DELL SPLUNK", [("DELL", "resale"), ("SPLUNK", "resale")], [True, True], 0, id="two"),
    ],
)
def test_hits_are_held_against_the_reader(
    text: str, entries: list[tuple[str, str]], right: list[bool], missed: int
) -> None:
    assert outcome(scored(text, *(entry(text, *one) for one in entries))) == (right, missed)


def test_the_owner_is_accepted_but_no_other_maker() -> None:
    text = "SPLUNK LICENSES"
    assert outcome(scored(text, entry(text, "SPLUNK", maker_accept=["Cisco"]))) == ([True], 0)
    assert outcome(scored(text, entry(text, "SPLUNK", maker_accept=["Dell"]))) == ([False], 1)


def test_a_repeated_mention_is_counted_once() -> None:
    text = "CISCO LICENSES. CISCO"
    assert outcome(scored(text, entry(text, "CISCO"))) == ([True], 0)
    assert outcome(scored(text, entry(text, "CISCO", also=[[16, 21]]))) == ([True], 0)


def test_the_report_names_what_was_missed_and_what_was_wrong() -> None:
    text = "XEROX AND FORT DELL AND CISCO REPAIR"
    lines = "\n".join(report(scored(text, entry(text, "XEROX"), entry(text, "CISCO", tech=False))))
    assert "x         resale: XEROX" in lines
    assert "x         resale (not tech): CISCO" in lines
    assert "CISCO: service_around of Cisco by labour-after; reader: resale of Cisco" in lines
    assert "resale recall of tech                         0/1" in lines


def test_counts_for_the_fit_are_by_kind() -> None:
    text = "CISCO LICENSES"
    assert list(fit(scored(text, entry(text, "CISCO")).scored)) == ['    "bought-coined": (1, 1),']


def test_rows_are_sliced_by_the_hash_of_their_id(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    rows = [{"id": f"r{number}", "description": "D"} for number in range(40)] + [
        {"id": "r", "description": "BOX LICENSES"}
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ids = {chosen: {row["id"] for row in rows_of([file], chosen)} for chosen in ("tune", "held-out", "all")}
    assert ids["tune"] | ids["held-out"] == ids["all"] == {f"r{number}" for number in range(40)}
    assert not ids["tune"] & ids["held-out"]
    assert 0 < len(ids["held-out"]) < len(ids["tune"])


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="nothing"),
        pytest.param(9, 10, 0.596, 0.982, id="some"),
        pytest.param(10, 10, 0.722, 1.0, id="all"),
    ],
)
def test_wilson_intervals(good: int, of: int, low: float, high: float) -> None:
    assert wilson(good, of) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(
    ("recipient", "right"),
    [
        pytest.param("Cisco Systems, Inc.", True, id="the-maker"),
        pytest.param("CISCO KID MOVERS LLC", False, id="somebody-else"),
        pytest.param(None, False, id="not-said"),
    ],
)
def test_the_makers_own_work_is_judged_as_it_is_published(recipient: str | None, right: bool) -> None:
    scorer = Scorer(CATALOGUE, DETECTOR)
    text = "CISCO REPAIR"
    scorer.add({"id": "x", "description": text, "recipient": recipient, "products": [entry(text, "CISCO")]})
    assert [one.right for one in scorer.scored] == [right]

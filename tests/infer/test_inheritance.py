"""What calls take from their vehicle."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import duckdb
import pytest

from graph.infer.inheritance import FROM_CALLS, FROM_TEXT, inherit, sentence_of

PRODUCTS = [
    ("azure", "microsoft", False),
    ("office", "microsoft", False),
    ("microsoft-unspecified", "microsoft", True),
    ("splunk", "splunk", False),
    ("elitebook", "hp", False),
    ("zbook", "hp", False),
]
Found = tuple[str, str] | tuple[str, str, str]  # subject, target and, where it is not a resale, relation


def inherited(
    calls: dict[str, str], found: Iterable[Found], general: Iterable[tuple[str, str]] = ()
) -> dict[str, list[tuple[str, str, str]]]:
    """Return what each award inherits: (target, relation, rule), for calls by award and what texts name."""
    con = run(calls, found, general)
    rows = con.execute("select award, target, relation, rule from inherited order by all").fetchall()
    result: dict[str, list[tuple[str, str, str]]] = {}
    for award, *rest in rows:
        result.setdefault(award, []).append(tuple(rest))
    return result


def run(
    calls: dict[str, str], found: Iterable[Found], general: Iterable[tuple[str, str]] = ()
) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create table call(award varchar, piid varchar, agency varchar)")
    con.execute("create table vehicle_key(piid varchar, agency varchar, vehicle varchar)")
    con.execute("create table found(subject varchar, target varchar, relation varchar, confidence varchar, id varchar)")
    for award, vehicle in calls.items():
        con.execute("insert into call values (?, ?, '7012')", [award, vehicle])
    for vehicle in sorted(set(calls.values())):
        con.execute("insert into vehicle_key values (?, '7012', ?)", [vehicle, f"vehicle-{vehicle}"])
    for number, (subject, target, *relation) in enumerate(found):
        con.execute(
            "insert into found values (?, ?, ?, '0.9', ?)", [subject, target, (relation or ["resale"])[0], f"d{number}"]
        )
    inherit(con, PRODUCTS, general)
    return con


CALLS = {f"call-{number}": "BPA1" for number in range(1, 6)}


def test_every_call_that_names_nothing_takes_what_the_vehicles_text_names() -> None:
    found = inherited(CALLS, [("vehicle-BPA1", "azure")])

    assert found == {call: [("azure", "resale", FROM_TEXT)] for call in CALLS}


def test_a_call_that_names_the_same_makers_product_keeps_its_own_words_only() -> None:
    found = inherited(CALLS, [("vehicle-BPA1", "azure"), ("call-1", "office")])

    assert "call-1" not in found
    assert found["call-2"] == [("azure", "resale", FROM_TEXT)]


def test_a_call_that_names_another_makers_product_takes_the_vehicles_with_less_confidence() -> None:
    con = run(CALLS, [("vehicle-BPA1", "azure"), ("call-1", "splunk")])

    confidence = dict(con.execute("select award, confidence from inherited").fetchall())
    assert confidence["call-1"] == Decimal("0.49")
    assert confidence["call-2"] == Decimal("0.81")


def test_a_vehicle_text_that_names_two_makers_passes_nothing_on() -> None:
    assert inherited(CALLS, [("vehicle-BPA1", "azure"), ("vehicle-BPA1", "splunk")]) == {}


def test_a_clear_majority_of_calls_passes_on_what_they_name() -> None:
    found = inherited(CALLS, [(f"call-{number}", "azure") for number in (1, 2, 3)])

    assert found == {call: [("azure", "resale", FROM_CALLS)] for call in ("call-4", "call-5")}


def test_the_evidence_counts_calls_and_the_confidence_follows_it() -> None:
    con = run(CALLS, [(f"call-{number}", "azure") for number in (1, 2, 3)])

    assert con.execute(
        "select vehicle, naming, agreeing, calls, detection, confidence from inherited where award = 'call-4'"
    ).fetchall() == [("vehicle-BPA1", 3, 3, 5, None, Decimal("0.76"))]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        pytest.param([("call-1", "azure"), ("call-2", "azure")], "only two agree", id="two-calls"),
        pytest.param(
            [("call-1", "azure"), ("call-2", "azure"), ("call-3", "azure"), ("call-4", "splunk")],
            "three of four",
            id="no-clear-majority",
        ),
        pytest.param([(f"call-{number}", "splunk", "compatible") for number in (1, 2, 3)], "add-ons", id="compatible"),
    ],
)
def test_no_clear_majority_passes_nothing_on(found: list[Found], why: str) -> None:
    assert inherited(CALLS, found) == {}, why


def test_too_few_calls_that_name_anything_say_nothing_of_the_others() -> None:
    many = {f"call-{number}": "BPA1" for number in range(16)}

    assert inherited(many, [(f"call-{number}", "azure") for number in range(3)]) == {}
    assert inherited(many, [(f"call-{number}", "azure") for number in range(4)])


def test_calls_that_name_several_products_of_one_maker_pass_on_the_maker_at_large() -> None:
    found = inherited(CALLS, [("call-1", "azure"), ("call-2", "office"), ("call-3", "azure")])

    assert found["call-4"] == [("microsoft-unspecified", "resale", FROM_CALLS)]


def test_a_maker_without_a_product_at_large_passes_nothing_on_when_products_differ() -> None:
    assert inherited(CALLS, [("call-1", "elitebook"), ("call-2", "zbook"), ("call-3", "elitebook")]) == {}


def test_services_around_a_product_stay_services_when_inherited() -> None:
    found = inherited(CALLS, [(f"call-{number}", "azure", "service_around") for number in (1, 2, 3)])

    assert found["call-4"] == [("azure", "service_around", FROM_CALLS)]


def test_a_general_schedule_passes_nothing_on() -> None:
    found = [("vehicle-GS35F0001A", "azure"), *((f"call-{number}", "azure") for number in (1, 2, 3))]
    calls = dict.fromkeys(CALLS, "GS35F0001A")

    assert inherited(calls, found)
    assert inherited(calls, found, [("7012", r"GS\d\dF.*")]) == {}
    assert inherited(calls, found, [("", "GS.*")]) == {}
    assert inherited(calls, found, [("4730", "GS.*")])
    assert inherited(calls, found, [("7012", "GS")]), "the whole PIID must match"


def test_nothing_passes_from_one_vehicle_to_another() -> None:
    calls = {"call-1": "BPA1", "call-2": "BPA1", "call-3": "BPA1", "call-4": "BPA2", "call-5": "BPA2"}

    assert inherited(calls, [(f"call-{number}", "azure") for number in (1, 2, 3)]) == {}
    assert set(inherited(calls, [("vehicle-BPA1", "azure")])) == {"call-1", "call-2", "call-3"}


def test_the_vehicles_text_wins_over_its_calls() -> None:
    found = inherited(CALLS, [("vehicle-BPA1", "office"), *((f"call-{number}", "azure") for number in (1, 2, 3))])

    assert found == {call: [("office", "resale", FROM_TEXT)] for call in ("call-4", "call-5")}


def test_rules_are_explained_in_sentences() -> None:
    assert "text of the vehicle" in sentence_of(FROM_TEXT)
    assert "most calls under the same vehicle" in sentence_of(FROM_CALLS)
    assert sentence_of("other") == "other"

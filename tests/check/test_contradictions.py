"""Questions that claims raise: planted ones are caught, corrected ones are gone, true articles raise none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.check.contradictions import find_contradictions
from graph.claims import ClaimsFile, read_claims, verify
from graph.knowledge import open_graph
from graph.model import Finding, Severity
from tests.check import invented
from tests.claims.written import claims_file, says, store_of


def questions(folder: Path, corrected: str = "") -> list[Finding]:
    """Return the questions; that the summary alone has the number it gets wrong is one more, and left aside."""
    found = find_contradictions(store_of([invented.write(folder, corrected)]))
    return [one for one in found if not (one.rule == "only-machine-summary" and "140" in one.message)]


def wrong(file: ClaimsFile, text: str) -> list[Finding]:
    """Return what does not hold; that a passage leaves a claim's time unnamed is no mistake."""
    return [one for one in verify(file, text) if one.severity is not Severity.INFO]


def rules_of(found: list[Finding]) -> set[str]:
    return {one.rule for one in found}


PLANTED = set(invented.CORRECTED)
BACKING = {"one-origin", "publisher-only"}


def test_the_invented_article_verifies(tmp_path: Path) -> None:
    assert wrong(read_claims(invented.write(tmp_path)), invented.ARTICLE) == []


def test_every_planted_contradiction_is_found(tmp_path: Path) -> None:
    found = questions(tmp_path)

    assert rules_of(found) == PLANTED | BACKING
    assert {one.severity for one in found} == {Severity.QUESTION}
    assert [one.rule for one in found if one.rule in PLANTED] == sorted(PLANTED)


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_what_is_corrected_raises_no_question_and_the_others_stay(rule: str, tmp_path: Path) -> None:
    assert wrong(read_claims(invented.write(tmp_path, rule)), invented.text_of(rule)) == []
    assert rules_of(questions(tmp_path, rule)) & PLANTED == PLANTED - {rule}


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_each_finding_cites_its_passages_in_the_text(rule: str, tmp_path: Path) -> None:
    (found,) = [one for one in questions(tmp_path) if one.rule == rule]

    assert len(found.passages) >= (1 if rule in ("only-machine-summary", "duration-differs") else 2)
    for one in found.passages:
        assert one.start is not None
        assert one.end is not None
        assert one.quote in invented.ARTICLE[one.start : one.end]
        assert str(one) in found.message


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param("growth-differs", "stated as 4 times, but 120 / 40 = 3.", id="growth"),
        pytest.param("summary-differs", "120, but 140 in the machine-made summary.", id="summary"),
        pytest.param("duration-differs", "5 months are stated, but 2024-03/2025-03 is 12 to 13 months.", id="duration"),
        pytest.param("parts-against-total", "the total is 16, its parts", id="parts"),
        pytest.param("parts-against-total", "are 7 + 8 = 15.", id="sum-of-parts"),
        pytest.param(
            "amounts-unrelated", "nothing says whether 2,000,000 EUR is part of 6,000,000 EUR", id="two-amounts"
        ),
        pytest.param("object-differs", "made by Aquila, but also Skua.", id="makers"),
    ],
)
def test_a_finding_says_what_stands_against_what(rule: str, words: str, tmp_path: Path) -> None:
    (found,) = [one for one in questions(tmp_path) if one.rule == rule]

    assert words in found.message


# --- a true story, told twice -------------------------------------------------------------------------------
TRUE = """Coast Guard Doubles Its Sensors

The Coast Guard more than doubled its sensors between 2021 and 2023, {source}.
It had 30 sensors in 2021.
It had 61 sensors in 2023.
It spent nearly $4 million on them.
Of the 61 sensors, 40 stand in the north and 21 in the south.
A spokesperson denied that the sensors listen to calls.
The fleet may reach 80 sensors in 2025.
"""


def true_story(folder: Path, name: str, source: str) -> Path:
    """Write a story without contradictions; two of them with other sources leave nothing on one origin."""
    backed: dict[str, Any] = {"origins": [source]}
    sensors: dict[str, Any] = {"unit": "count", "relation": "ownsSensors"}
    guard: dict[str, Any] = {"subject": "Coast Guard"}
    claims = [
        {
            "id": "grew",
            "relation": "sensorsGrewByFactor",
            "value": 2,
            "unit": "factor",
            "bound": "more-than",
            "value_text": "more than doubled its sensors",
            "when": "2021/2023",
            **guard,
            "evidence": [says("more than doubled its sensors between 2021 and 2023", **backed)],
        },
        {
            **guard,
            **sensors,
            "id": "before",
            "value": 30,
            "when": 2021,
            "evidence": [says("30 sensors in 2021", **backed)],
        },
        {
            **guard,
            **sensors,
            "id": "after",
            "value": 61,
            "when": 2023,
            "evidence": [says("61 sensors in 2023", **backed)],
        },
        {
            "id": "cost",
            "subject": "money",
            "relation": "announcedAmount",
            "value": 4_000_000,
            "currency": "USD",
            "bound": "nearly",
            "evidence": [says("nearly $4 million on them", **backed)],
        },
        {
            "id": "north",
            "subject": "north",
            **sensors,
            "value": 40,
            "when": 2023,
            "evidence": [says("40 stand in the north", **backed)],
        },
        {
            "id": "south",
            "subject": "south",
            **sensors,
            "value": 21,
            "when": 2023,
            "evidence": [says("21 in the south", **backed)],
        },
        *(
            {
                "id": f"{part}-part",
                "subject": part,
                "relation": "partOf",
                "object": "Coast Guard",
                "evidence": [says(f"in the {part}", **backed)],
            }
            for part in ("north", "south")
        ),
        {
            "id": "listens",
            **guard,
            "relation": "does",
            "object": "listening",
            "evidence": [says("denied that the sensors listen to calls", "denies", speakers=["spokesperson"])],
        },
        {
            **guard,
            **sensors,
            "id": "later",
            "value": 80,
            "when": 2025,
            "evidence": [says("may reach 80 sensors in 2025", "projects", **backed)],
        },
    ]
    return claims_file(
        folder,
        name,
        TRUE.format(source=source),
        entities={
            "Coast Guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
            "north": {"kind": "agency", "label": "northern command", "id": "agency-north"},
            "south": {"kind": "agency", "label": "southern command", "id": "agency-south"},
            "money": {"kind": "appropriation", "label": "money for sensors", "id": "appropriation-sensors"},
            "listening": {"kind": "concept", "label": "listening to calls", "id": "concept-listening"},
            "spokesperson": {"kind": "speaker", "label": "a spokesperson", "id": "speaker-spokesperson"},
        },
        relations={
            "ownsSensors": "owns sensors",
            "sensorsGrewByFactor": "has more sensors by a factor of",
            "does": "does",
        },
        origins={source: {"label": source}},
        claims=claims,
    )


def test_a_true_story_from_two_sources_raises_no_question(tmp_path: Path) -> None:
    files = [true_story(tmp_path, name, source) for name, source in (("one", "an audit"), ("two", "a court file"))]

    for file, source in zip(files, ("an audit", "a court file"), strict=True):
        assert wrong(read_claims(file), TRUE.format(source=source)) == []
    assert find_contradictions(store_of(files)) == []


def test_the_same_story_from_one_source_rests_on_one_origin(tmp_path: Path) -> None:
    found = find_contradictions(store_of([true_story(tmp_path, "one", "an audit")]))

    assert rules_of(found) == {"one-origin"}
    assert all("one origin (an audit)" in one.message for one in found)


# --- single rules -------------------------------------------------------------------------------------------
def guard_claims(folder: Path, *claims: dict[str, Any], text: str = TRUE) -> list[Finding]:
    """Return the questions, those about backing aside, of claims that quote one sentence about the Coast Guard."""
    quoted = [
        {"subject": "guard", "evidence": [says("It spent nearly $4 million on them")], **claim} for claim in claims
    ]
    file = claims_file(
        folder,
        "guard",
        text,
        entities={
            "guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
            "unit": {"kind": "agency", "label": "a unit", "id": "agency-unit"},
        },
        relations={
            "storage": "stores",
            "storageGrew": "storage grew by",
            "staff": "employs",
            "staffFell": "staff fell by",
        },
        claims=quoted,
    )
    return [one for one in find_contradictions(store_of([file])) if one.rule not in BACKING]


def value(name: str, relation: str, number: object, **more: object) -> dict[str, Any]:
    return {"id": name, "relation": relation, "value": number, **more}


@pytest.mark.parametrize(
    ("before", "after", "growth", "caught"),
    [
        pytest.param({"value": 100}, {"value": 150}, {"value": 50, "unit": "percent"}, False, id="percent-fits"),
        pytest.param({"value": 100}, {"value": 190}, {"value": 50, "unit": "percent"}, True, id="percent-differs"),
        pytest.param({"value": 100}, {"value": 310}, {"value": 3, "unit": "factor"}, False, id="rounded"),
        pytest.param(
            {"value": 100}, {"value": 190}, {"value": 2, "unit": "factor", "bound": "more-than"}, True, id="more-than"
        ),
        pytest.param(
            {"value": 100}, {"value": 190}, {"value": 2, "unit": "factor", "bound": "nearly"}, False, id="nearly"
        ),
        pytest.param(
            {"value": 100, "bound": "about"}, {"value": 330}, {"value": 3, "unit": "factor"}, False, id="about"
        ),
        pytest.param(
            {"value": 500, "unit": "gigabyte"}, {"value": 2, "unit": "terabyte"}, {"value": 4, "unit": "factor"}, False,
            id="units-of-one-dimension",
        ),
        pytest.param(
            {"value": 500, "unit": "gigabyte"}, {"value": 3, "unit": "terabyte"}, {"value": 4, "unit": "factor"}, True,
            id="units-of-one-dimension-differ",
        ),
    ],
)  # fmt: skip
def test_growth_is_held_against_the_values_it_spans(
    before: dict[str, Any], after: dict[str, Any], growth: dict[str, Any], caught: bool, tmp_path: Path
) -> None:
    found = guard_claims(
        tmp_path,
        {"id": "before", "relation": "storage", "when": 2021, "unit": "terabyte", **before},
        {"id": "after", "relation": "storage", "when": 2023, "unit": "terabyte", **after},
        {"id": "growth", "relation": "storageGrew", "when": "2021/2023", **growth},
    )

    assert [one.rule for one in found] == (["growth-differs"] if caught else [])


@pytest.mark.parametrize(("percent", "caught"), [(25, False), (60, True)], ids=["fits", "differs"])
def test_a_fall_is_held_against_the_values_too(percent: int, caught: bool, tmp_path: Path) -> None:
    found = guard_claims(
        tmp_path,
        value("before", "staff", 400, unit="person", when=2021),
        value("after", "staff", 300, unit="person", when=2023),
        value("fall", "staffFell", percent, unit="percent", when="2021/2023"),
    )

    assert bool(found) is caught


def test_growth_of_one_thing_is_not_held_against_values_of_another(tmp_path: Path) -> None:
    found = guard_claims(
        tmp_path,
        value("before", "staff", 100, unit="person", when=2021),
        value("after", "staff", 900, unit="person", when=2023),
        value("growth", "storageGrew", 2, unit="factor", when="2021/2023"),
    )

    assert found == []


def test_growth_without_time_is_held_against_two_values_without_time(tmp_path: Path) -> None:
    text = "Drones\n\nThe drones doubled from 40 to 120 in all.\n"
    quoted = {"evidence": [says("doubled from 40 to 120")]}
    found = guard_claims(
        tmp_path,
        {**value("one", "staff", 40, unit="count", value_text="40"), **quoted},
        {**value("two", "staff", 120, unit="count", value_text="120"), **quoted},
        {**value("growth", "storageGrew", 2, unit="factor"), **quoted},
        text=text,
    )

    assert [one.rule for one in found] == ["growth-differs", "number-differs"]
    assert "120 / 40 = 3." in found[0].message


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        pytest.param({"value": 400}, {"value": 500}, ["number-differs"], id="differ"),
        pytest.param({"value": 400}, {"value": 420, "bound": "nearly"}, [], id="nearly-reaches"),
        pytest.param({"value": 400}, {"value": 300, "bound": "more-than"}, [], id="more-than"),
        pytest.param({"value": 400, "when": 2021}, {"value": 500, "when": 2022}, [], id="other-years"),
        pytest.param({"value": 400}, {"value": 500, "when": 2022}, ["number-differs"], id="timeless-against-the-only"),
        pytest.param(
            {"value": 400, "value_text": "400 officers"}, {"value": 50, "value_text": "50 lawyers"}, [],
            id="other-things-counted",
        ),
        pytest.param({"value": 400}, {"value": 500, "unit": "count"}, [], id="other-units"),
    ],
)  # fmt: skip
def test_numbers_of_one_thing_at_one_time_are_compared(
    first: dict[str, Any], second: dict[str, Any], rules: list[str], tmp_path: Path
) -> None:
    base = {"relation": "staff", "unit": "person"}
    found = guard_claims(tmp_path, {"id": "one", **base, **first}, {"id": "two", **base, **second})

    assert [one.rule for one in found] == rules


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        pytest.param([1200], ["summary-differs"], id="the-one-number-of-the-body"),
        pytest.param([1200, 1190], ["number-differs"], id="of-several-which"),
    ],
)
def test_a_summary_may_call_the_thing_by_another_word(body: list[int], rules: list[str], tmp_path: Path) -> None:
    text = "Fleet\n\nIt grew to 1,250 aircraft, all told.\nThe guard flies drones.\n"
    made: dict[str, Any] = {"machine_made": True, "speakers": ["program"]}
    base: dict[str, Any] = {"subject": "guard", "relation": "flies", "unit": "count"}
    summary = {"id": "summary", **base, "value": 1250, "value_text": "1,250 aircraft"}
    claims: list[dict[str, Any]] = [{**summary, "evidence": [says("grew to 1,250 aircraft", **made)]}]
    for number in body:
        own = {"id": f"body-{number}", **base, "value": number, "value_text": f"{number} drones"}
        claims.append({**own, "evidence": [says("The guard flies drones")]})
    entities = {
        "guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
        "program": {"kind": "speaker", "label": "a program", "id": "speaker-program"},
    }
    file = claims_file(tmp_path, "fleet", text, entities=entities, relations={"flies": "flies"}, claims=claims)

    left_out = {*BACKING, "only-machine-summary"}
    assert [one.rule for one in find_contradictions(store_of([file])) if one.rule not in left_out] == rules


def test_two_documents_may_differ(tmp_path: Path) -> None:
    one = true_story(tmp_path, "one", "an audit")
    other = true_story(tmp_path, "two", "a court file")
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace('"value": 30', '"value": 35'), encoding="utf-8")

    found = [one for one in find_contradictions(store_of([one, other])) if one.rule not in BACKING]

    assert [one.rule for one in found] == ["documents-differ", "growth-differs"]
    assert "more than 2 times, but 61 / 35 is about 1.743." in found[1].message
    assert "Coast Guard owns sensors (2021): 30, but 35 in another document." in found[0].message


@pytest.mark.parametrize(
    ("parts", "rules"),
    [
        pytest.param([300, 200], [], id="fits"),
        pytest.param([400, 200], ["parts-against-total"], id="exceeds"),
        pytest.param([300, 100], ["parts-against-total"], id="one-sentence-falls-short"),
        pytest.param([600], ["parts-against-total"], id="one-part-exceeds"),
        pytest.param([300], [], id="one-part-of-it"),
    ],
)
def test_parts_are_held_against_their_total(parts: list[int], rules: list[str], tmp_path: Path) -> None:
    names = ["unit", "second"][: len(parts)]
    entities = {
        "guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
        **{name: {"kind": "agency", "label": name, "id": f"agency-{name}"} for name in names},
    }
    quote = {"evidence": [says("It had 30 sensors in 2021")]}
    claims: list[dict[str, Any]] = [{**value("total", "staff", 500, unit="person"), "subject": "guard", **quote}]
    for name, number in zip(names, parts, strict=True):
        claims.append({**value(f"{name}-staff", "staff", number, unit="person"), "subject": name, **quote})
        claims.append({"id": f"{name}-part", "subject": "guard", "relation": "includes", "object": name, **quote})
    file = claims_file(
        tmp_path,
        "guard",
        TRUE,
        entities=entities,
        relations={"staff": "employs", "includes": "includes"},
        claims=claims,
    )

    found = [one for one in find_contradictions(store_of([file])) if one.rule not in BACKING]

    assert [one.rule for one in found] == rules


@pytest.mark.parametrize(
    ("when", "number", "unit", "caught"),
    [
        pytest.param("2021/2023", 2, "year", False, id="years-fit"),
        pytest.param("2021/2023", 5, "year", True, id="years-differ"),
        pytest.param("2021-05-01/2021-05-11", 10, "day", False, id="days-fit"),
        pytest.param("2021-05-01/2021-05-11", 30, "day", True, id="days-differ"),
        pytest.param("2021-05", 6, "month", False, id="a-month-says-when"),
    ],
)
def test_durations_are_held_against_their_dates(
    when: str, number: int, unit: str, caught: bool, tmp_path: Path
) -> None:
    found = guard_claims(tmp_path, value("took", "staff", number, unit=unit, when=when))

    assert [one.rule for one in found] == (["duration-differs"] if caught else [])


@pytest.mark.parametrize(
    ("second", "caught"),
    [
        pytest.param("Its $12 million budget pays for everything", True, id="quoted-under-another-relation"),
        pytest.param("Its $13 million budget pays for everything", False, id="another-amount"),
        pytest.param("Its $12 million pays for everything", False, id="not-called-the-whole"),
    ],
)
@pytest.mark.parametrize("stated", [True, False], ids=["stated", "only-quoted"])
def test_every_quote_with_an_amount_is_read(second: str, caught: bool, stated: bool, tmp_path: Path) -> None:
    text = f"Money\n\nThe agency received a $12 million increase.\n{second}.\n"
    evidence = {"evidence": [says("received a $12 million increase")]}
    amount = {"relation": "announcedAmount", "value": 12_000_000, "currency": "USD"}
    got = {
        "id": "got",
        "subject": "agency",
        **(amount if stated else {"relation": "pays", "object": "all"}),
        **evidence,
    }
    pays = {"id": "pays", "subject": "agency", "relation": "pays", "object": "all", "evidence": [says(second)]}
    if not stated:
        got["object"] = "more"
    entities = {
        "agency": {"kind": "agency", "label": "Border Agency", "id": "agency-border"},
        "all": {"kind": "concept", "label": "everything", "id": "concept-all"},
        "more": {"kind": "concept", "label": "more", "id": "concept-more"},
    }
    file = claims_file(tmp_path, "money", text, entities=entities, relations={"pays": "pays for"}, claims=[got, pays])

    found = [one for one in find_contradictions(store_of([file])) if one.rule not in BACKING]

    assert [one.rule for one in found] == (["increase-or-whole"] if caught else [])
    assert all("12" in one.message and "Its $12 million budget" in one.message for one in found)


def test_a_quote_cut_short_of_the_increase_is_no_whole(tmp_path: Path) -> None:
    text = "Money\n\nThe agency received a $12 million budget increase.\n"
    amount: dict[str, Any] = {
        "subject": "agency",
        "relation": "announcedAmount",
        "value": 12_000_000,
        "currency": "USD",
    }
    claims = [
        {"id": "got", **amount, "evidence": [says("received a $12 million budget increase")]},
        {
            "id": "has",
            "subject": "agency",
            "relation": "has",
            "object": "all",
            "evidence": [says("a $12 million budget")],
        },
    ]
    entities = {
        "agency": {"kind": "agency", "label": "Border Agency", "id": "agency-border"},
        "all": {"kind": "concept", "label": "a budget", "id": "concept-all"},
    }
    file = claims_file(tmp_path, "money", text, entities=entities, relations={"has": "has"}, claims=claims)

    assert [one.rule for one in find_contradictions(store_of([file])) if one.rule not in BACKING] == []


@pytest.mark.parametrize(
    ("first", "second", "joined", "caught"),
    [
        pytest.param("an extra $5 million", "a budget of $5 million", True, True, id="budget-before"),
        pytest.param("rose by $5 million", "its $5 million budget", True, True, id="rose-by"),
        pytest.param("an extra $5 million", "its $5 million budget", False, False, id="sums-of-strangers"),
        pytest.param("gave $5 million", "its $5 million budget", True, False, id="no-increase"),
    ],
)
def test_an_increase_is_no_budget(first: str, second: str, joined: bool, caught: bool, tmp_path: Path) -> None:
    text = f"Money\n\nThe city {first} for boats.\nThe guard spent {second} on them.\n"
    million = {"relation": "announcedAmount", "value": 5_000_000, "currency": "USD"}
    claims: list[dict[str, Any]] = [
        {"id": "more", "subject": "money", **million, "evidence": [says(first)]},
        {"id": "all", "subject": "guard", **million, "evidence": [says(second)]},
    ]
    if joined:
        given = {"id": "given", "subject": "money", "relation": "appropriatedTo", "object": "guard"}
        claims.append({**given, "evidence": [says(first)]})
    file = claims_file(
        tmp_path,
        "money",
        text,
        entities={
            "guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
            "money": {"kind": "appropriation", "label": "money for boats", "id": "appropriation-boats"},
        },
        claims=claims,
    )

    found = [one for one in find_contradictions(store_of([file])) if one.rule not in BACKING]

    assert [one.rule for one in found] == (["increase-or-whole"] if caught else [])


def test_growth_from_nothing_has_no_factor(tmp_path: Path) -> None:
    found = guard_claims(
        tmp_path,
        value("before", "storage", 0, unit="terabyte", when=2021),
        value("after", "storage", 100, unit="terabyte", when=2023),
        value("growth", "storageGrew", 2, unit="factor", when="2021/2023"),
    )

    assert found == []


def test_growth_without_time_spans_two_values_with_one(tmp_path: Path) -> None:
    found = guard_claims(
        tmp_path,
        value("after", "storage", 90, unit="terabyte", when=2023),
        value("before", "storage", 30, unit="terabyte", when=2021),
        value("growth", "storageGrew", 2, unit="factor"),
    )

    assert [one.rule for one in found] == ["growth-differs"]
    assert "90 terabytes / 30 terabytes = 3." in found[0].message


def test_what_records_confirm_rests_on_more_than_one_origin(tmp_path: Path) -> None:
    award = {"stance": "records", "awards": ["CONT_AWD_A_7012_-NONE-_-NONE-"]}
    claim = {"id": "uses", "subject": "guard", "relation": "partOf", "object": "unit"}
    text = TRUE.format(source="x")
    file = claims_file(
        tmp_path,
        "guard",
        text,
        entities={
            "guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-coast-guard"},
            "unit": {"kind": "agency", "label": "a unit", "id": "agency-unit"},
        },
        claims=[{**claim, "evidence": [says("It had 30 sensors in 2021"), award]}],
    )

    assert find_contradictions(store_of([file])) == []


def test_a_store_without_claims_raises_no_question(tmp_path: Path) -> None:
    assert find_contradictions(store_of([])) == []


# --- the article --------------------------------------------------------------------------------------------
def test_the_article_raises_the_questions_a_reporter_would_ask(shipped_graph: Path) -> None:
    found = open_graph(shipped_graph).check(shapes=False)
    asked = {one.rule: one for one in found if one.severity is Severity.QUESTION}

    assert "nearly 1,400 terabytes / 400 terabytes is nearly 3.5." in asked["growth-differs"].message
    assert "$75,000,000,000 is an increase in one passage and the whole amount" in asked["increase-or-whole"].message
    assert "whether $45,000,000,000 is part of $75,000,000,000" in asked["amounts-unrelated"].message
    assert {"one-origin", "publisher-only"} <= set(asked)
    assert not {"number-differs", "summary-differs", "parts-against-total", "duration-differs"} & set(asked)

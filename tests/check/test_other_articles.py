"""The same rules on articles about other things, in words that no other test has: a hospital, a fishery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.check.contradictions import find_contradictions
from graph.claims import read_claims, verify
from graph.model import Finding, Severity
from tests.claims.written import claims_file, says, store_of

PROGRAM: dict[str, Any] = {"machine_made": True, "speakers": ["program"]}
SPEAKER = {"program": {"kind": "speaker", "label": "a program", "id": "speaker-program"}}

HOSPITAL = """St. Brena Is Full

Summary by a program
St. Brena looks after 260 patients.
A helipad is under way.

From 2022 to 2024 St. Brena became five times as full, the ministry's register says.
In 2022 the house looked after 60 inpatients, according to the register.
In 2024 it looked after nearly 210 inpatients, according to the register.
The ministry granted a \u20ac9 million rise for nurses.
Doctors doubt that the \u20ac9 million budget covers the nights.
There are 90 beds: 50 in the old wing and 30 in the new wing.
"""
FISHERY = """Cod Grows Scarce off Lysa

In brief, by a program
Lysa has 41 boats.
A fish hall will open.

Between 2019 and 2021 what Lysa's crews are allowed was halved, say the port papers.
They could land 8,000 tonnes in 2019, the port papers show.
They could land about 5,000 tonnes in 2021, the port papers show.
Parliament gave the crews an additional \u00a34 million.
The crews shared \u00a34 million altogether, a trader said.
Of the 2021 catch, 3,500 tonnes came from the north and 2,900 tonnes from the south.
Lysa has 30 boats, the harbour master said.
"""


def _claim(name: str, subject: str, relation: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "subject": subject, "relation": relation, "evidence": list(evidence), **more}


def hospital(folder: Path, text: str = HOSPITAL, more: Sequence[dict[str, Any]] = ()) -> Path:
    """Write the claims on the hospital; what grew and what is counted share no word."""
    register: dict[str, Any] = {"origins": ["register"]}
    count: dict[str, Any] = {"unit": "count"}
    first = says("In 2022 the house looked after 60 inpatients", **register)
    second = says("In 2024 it looked after nearly 210 inpatients", **register)
    fuller = says("From 2022 to 2024 St. Brena became five times as full", **register)
    beds = says("90 beds: 50 in the old wing and 30 in the new wing")
    claims = [
        _claim("fuller", "St. Brena", "occupancy", fuller, value=5, value_text="five times as full", unit="factor",
               when="2022/2024"),
        _claim("before", "St. Brena", "caresFor", first, value=60, value_text="60 inpatients", when=2022, **count),
        _claim("after", "St. Brena", "caresFor", second, value=210, value_text="nearly 210 inpatients", bound="nearly",
               when=2024, **count),
        _claim("summary", "St. Brena", "caresFor", says("260 patients", **PROGRAM), value=260,
               value_text="260 patients", when=2024, **count),
        _claim("helipad", "St. Brena", "builds", says("A helipad is under way", **PROGRAM), object="helipad"),
        _claim("money", "nurses' money", "announcedAmount", says("\u20ac9 million rise"),
               says("\u20ac9 million budget"), value=9_000_000, value_text="\u20ac9 million", currency="EUR"),
        _claim("beds", "St. Brena", "hasBeds", beds, value=90, **count),
        _claim("beds-old", "old wing", "hasBeds", beds, value=50, **count),
        _claim("beds-new", "new wing", "hasBeds", beds, value=30, **count),
        _claim("old-in", "old wing", "containedIn", beds, object="St. Brena"),
        _claim("new-in", "new wing", "containedIn", beds, object="St. Brena"),
    ]  # fmt: skip
    entities = {
        "St. Brena": {"kind": "agency", "label": "St. Brena Hospital", "id": "agency-st-brena"},
        "old wing": {"kind": "agency", "label": "old wing", "id": "agency-old-wing"},
        "new wing": {"kind": "agency", "label": "new wing", "id": "agency-new-wing"},
        "nurses' money": {"kind": "appropriation", "label": "money for nurses", "id": "appropriation-nurses"},
        "helipad": {"kind": "concept", "label": "a helipad", "id": "concept-helipad"},
    }
    relations = {
        "occupancy": "is occupied by a multiple of",
        "caresFor": "cares for",
        "builds": "builds",
        "hasBeds": "has beds",
        "containedIn": "is contained in",
        "hasNurses": "employs nurses",
        "occupancyNow": "has an occupancy of",
    }
    claims += more
    return _write(folder, "hospital", text, entities, relations, {"register": {"label": "Register"}}, claims)


def fishery(folder: Path) -> Path:
    """Write the claims on the fishery: a fall, a whole that names its parts, a number against itself."""
    papers: dict[str, Any] = {"origins": ["papers"]}
    count: dict[str, Any] = {"unit": "count"}
    halved = says("Between 2019 and 2021 what Lysa's crews are allowed was halved", **papers)
    catch = says("3,500 tonnes came from the north and 2,900 tonnes from the south")
    claims = [
        _claim("halved", "crews", "allowance", halved, value="0.5", value_text="halved", unit="factor",
               when="2019/2021"),
        _claim("before", "crews", "mayLand", says("8,000 tonnes in 2019", **papers), value=8000, when=2019, **count),
        _claim("after", "crews", "mayLand", says("about 5,000 tonnes in 2021", **papers), value=5000, bound="about",
               when=2021, **count),
        _claim("boats", "Lysa", "hasBoats", says("Lysa has 30 boats"), value=30, value_text="30 boats", **count),
        _claim("boats-summary", "Lysa", "hasBoats", says("Lysa has 41 boats", **PROGRAM), value=41,
               value_text="41 boats", **count),
        _claim("hall", "Lysa", "opens", says("A fish hall will open", **PROGRAM), object="fish hall"),
        _claim("money", "crews' money", "announcedAmount", says("an additional \u00a34 million"),
               says("shared \u00a34 million altogether"), value=4_000_000, value_text="\u00a34 million",
               currency="GBP"),
        _claim("north", "northern ground", "landed", catch, value=3500, value_text="3,500 tonnes", when=2021, **count),
        _claim("south", "southern ground", "landed", catch, value=2900, value_text="2,900 tonnes", when=2021, **count),
        _claim("has-north", "crews", "includes", catch, object="northern ground"),
        _claim("has-south", "crews", "includes", catch, object="southern ground"),
    ]  # fmt: skip
    entities = {
        "crews": {"kind": "agency", "label": "crews of Lysa", "id": "agency-crews"},
        "Lysa": {"kind": "agency", "label": "Lysa", "id": "agency-lysa"},
        "northern ground": {"kind": "agency", "label": "northern ground", "id": "agency-north"},
        "southern ground": {"kind": "agency", "label": "southern ground", "id": "agency-south"},
        "crews' money": {"kind": "appropriation", "label": "money for crews", "id": "appropriation-crews"},
        "fish hall": {"kind": "concept", "label": "a fish hall", "id": "concept-fish-hall"},
    }
    relations = {
        "allowance": "is allowed a multiple of",
        "mayLand": "may land in tonnes",
        "landed": "landed in tonnes",
        "hasBoats": "has boats",
        "opens": "opens",
        "includes": "includes",
    }
    return _write(folder, "fishery", FISHERY, entities, relations, {"papers": {"label": "Port papers"}}, claims)


def _write(
    folder: Path,
    name: str,
    text: str,
    entities: dict[str, Any],
    relations: dict[str, str],
    origins: dict[str, Any],
    claims: Sequence[dict[str, Any]],
) -> Path:
    return claims_file(
        folder, name, text, entities=SPEAKER | entities, relations=relations, origins=origins, claims=claims
    )


ARTICLES = [pytest.param(hospital, HOSPITAL, id="hospital"), pytest.param(fishery, FISHERY, id="fishery")]
KINDS = {
    "growth-differs",
    "increase-or-whole",
    "parts-against-total",
    "summary-differs",
    "one-origin",
    "only-machine-summary",
}
Writer = Callable[..., Path]


@pytest.mark.parametrize(("write", "text"), ARTICLES)
def test_the_article_verifies(write: Writer, text: str, tmp_path: Path) -> None:
    found = verify(read_claims(write(tmp_path)), text)

    assert {one.severity for one in found} <= {Severity.INFO}
    assert {one.rule for one in found} <= {"date-unchecked"}


@pytest.mark.parametrize(("write", "text"), ARTICLES)
def test_every_kind_of_contradiction_is_found_with_its_passages(write: Writer, text: str, tmp_path: Path) -> None:
    found = find_contradictions(store_of([write(tmp_path)]))

    assert {one.rule for one in found} >= KINDS
    for one in found:
        assert one.passages
        assert all(cited.quote in text[cited.start : cited.end] for cited in one.passages)
        assert len(one.passages) > 1 or one.rule in ("one-origin", "publisher-only", "only-machine-summary",
                                                     "parts-against-total")  # fmt: skip


def one_of(found: list[Finding], rule: str) -> str:
    (message,) = [one.message for one in found if one.rule == rule]
    return message


def test_growth_in_other_words_is_tied_by_subject_and_time_and_says_so(tmp_path: Path) -> None:
    message = one_of(find_contradictions(store_of([hospital(tmp_path)])), "growth-differs")

    assert message.startswith(
        "St. Brena Hospital: the growth is stated as 5 times, but nearly 210 / 60 is nearly 3.5. "
        "Subject and time are the same, the words differ: do both speak of one thing?"
    )


def test_a_fall_in_other_words_is_found_too(tmp_path: Path) -> None:
    message = one_of(find_contradictions(store_of([fishery(tmp_path)])), "growth-differs")

    assert "the growth is stated as 0.5 times, but about 5,000 / 8,000 is about 0.625." in message


def test_parts_contained_in_a_whole_are_summed(tmp_path: Path) -> None:
    message = one_of(find_contradictions(store_of([hospital(tmp_path)])), "parts-against-total")

    assert "St. Brena Hospital: the total is 90, its parts (new wing, old wing) are 30 + 50 = 80." in message


def test_parts_counted_under_another_relation_are_held_against_the_whole(tmp_path: Path) -> None:
    message = one_of(find_contradictions(store_of([fishery(tmp_path)])), "parts-against-total")

    assert "crews of Lysa: the total is about 5,000" in message
    assert "= 6,400." in message


def test_of_two_series_at_these_times_neither_is_known_to_be_what_grew(tmp_path: Path) -> None:
    text = HOSPITAL + "It employed 10 nurses in 2022 and 80 nurses in 2024.\n"
    quote = says("10 nurses in 2022 and 80 nurses in 2024")
    nurses = [
        _claim("nurses-before", "St. Brena", "hasNurses", quote, value=10, unit="count", when=2022),
        _claim("nurses-after", "St. Brena", "hasNurses", quote, value=80, unit="count", when=2024),
    ]

    found = find_contradictions(store_of([hospital(tmp_path, text, nurses)]))

    assert "growth-differs" not in {one.rule for one in found}


def test_what_is_said_to_grow_and_is_measured_at_one_time_only_is_tied_to_nothing_else(tmp_path: Path) -> None:
    text = HOSPITAL + "Occupancy was 70 in 2024.\n"
    measured = _claim("full", "St. Brena", "occupancyNow", says("Occupancy was 70"), value=70, unit="count", when=2024)

    found = find_contradictions(store_of([hospital(tmp_path, text, [measured])]))

    assert "growth-differs" not in {one.rule for one in found}


@pytest.mark.parametrize(
    ("after", "before", "said"),
    [
        pytest.param((120, ""), (40, ""), "120 / 40 = 3.", id="exact"),
        pytest.param((100, ""), (30, ""), "100 / 30 is about 3.333.", id="rounded"),
        pytest.param((120, "more-than"), (40, ""), "more than 120 / 40 is more than 3.", id="more-than"),
        pytest.param((120, ""), (40, "nearly"), "120 / nearly 40 is more than 3.", id="divided-by-nearly"),
        pytest.param((120, "nearly"), (40, "nearly"), "nearly 120 / nearly 40 is about 3.", id="against-each-other"),
    ],
)
def test_the_quotient_is_worded_as_carefully_as_its_values(
    after: tuple[int, str], before: tuple[int, str], said: str, tmp_path: Path
) -> None:
    quote = says("In 2022 the house looked after 60 inpatients")

    def cared(name: str, when: int, value: tuple[int, str]) -> dict[str, Any]:
        bound = {"bound": value[1]} if value[1] else {}
        return _claim(name, "ward", "caresFor", quote, value=value[0], unit="count", when=when, **bound)

    grew = _claim("grew", "ward", "caresForMore", quote, value=2, unit="factor", when="2022/2024")
    ward = {"ward": {"kind": "agency", "label": "Ward", "id": "agency-ward"}}
    claims = [cared("before", 2022, before), cared("after", 2024, after), grew]
    relations = {"caresFor": "cares for", "caresForMore": "cares for a multiple of"}
    file = _write(tmp_path, "ward", HOSPITAL, ward, relations, {}, claims)

    assert said in one_of(find_contradictions(store_of([file])), "growth-differs")


# --- what a summary adds ------------------------------------------------------------------------------------
def with_summary(folder: Path, *lines: str, more: Sequence[dict[str, Any]]) -> list[Finding]:
    text = HOSPITAL.replace("A helipad is under way.\n", "A helipad is under way.\n" + "".join(f"{x}\n" for x in lines))
    return find_contradictions(store_of([hospital(folder, text, more)]))


def test_another_number_of_a_summary_for_a_part_does_not_silence_the_sum_of_the_body(tmp_path: Path) -> None:
    line = "Its old wing has 70 beds."
    other = _claim("beds-old-summary", "old wing", "hasBeds", says(line, **PROGRAM), value=70, unit="count")

    found = with_summary(tmp_path, line, more=[other])

    (parts,) = [one for one in found if one.rule == "parts-against-total"]
    assert "the total is 90, its parts (new wing, old wing) are 30 + 50 = 80." in parts.message
    assert not any(one.machine_made for one in parts.passages)
    (differs,) = [one for one in found if one.rule == "summary-differs" and "old wing" in one.message]
    assert "50, but 70 in the machine-made summary" in differs.message


def test_growth_is_not_computed_from_what_only_a_summary_counts(tmp_path: Path) -> None:
    line = "In 2025 it looked after 900."
    quote = "From 2022 to 2024 St. Brena became five times as full"
    later = _claim("summary-2025", "St. Brena", "caresFor", says(line, **PROGRAM), value=900, unit="count", when=2025)
    grew = _claim("fuller-2025", "St. Brena", "occupancy", says(quote), value=5, unit="factor", when="2022/2025")

    found = with_summary(tmp_path, line, more=[later, grew])

    assert not [one for one in found if one.rule == "growth-differs" and "900" in one.message]


def test_another_maker_of_a_summary_is_marked_as_the_word_of_a_machine(tmp_path: Path) -> None:
    line = "The helipad is made by Acme."
    maker = {"relation": "madeBy", "subject": "helipad"}
    found = with_summary(
        tmp_path,
        line,
        more=[
            {**maker, "id": "a-summary", "object": "old wing", "evidence": [says(line, **PROGRAM)]},
            {**maker, "id": "b-body", "object": "new wing", "evidence": [says("There are 90 beds")]},
        ],
    )

    (differs,) = [one for one in found if one.rule == "object-differs"]
    assert "new wing, but also old wing in the machine-made summary." in differs.message

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Standing, derive_standings, derive_statuses, read_claims, status_of
from graph.claims.evidence import STANCES
from graph.claims.withdrawals import find_withdrawn
from tests.claims.samples import CLAIMS, changed, written

KEY = "CONT_AWD_A_7012_-NONE-_-NONE-"
RECORDED = changed(
    "        confidence: 0.95\n",
    f"        confidence: 0.95\n      - stance: records\n        awards: [{KEY}]\n",
)


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        ({"asserts"}, "reported"),
        ({"asserts", "opines", "projects"}, "reported"),
        ({"asserts", "denies"}, "disputed"),
        ({"asserts", "disputes"}, "disputed"),
        ({"denies"}, "denied"),
        ({"denies", "opines"}, "denied"),
        ({"opines"}, "analysis"),
        ({"opines", "projects"}, "analysis"),
        ({"projects"}, "projection"),
        ({"disputes"}, "denied"),
        ({"denies", "projects"}, "denied"),
        ({"asserts", "denies", "disputes", "opines", "projects"}, "disputed"),
        ({"records"}, "confirmed"),
        ({"retracts"}, "retracted"),
        ({"records", "asserts", "denies", "disputes", "opines", "projects", "retracts"}, "confirmed"),
        ({"records", "asserts"}, "confirmed"),
        ({"records", "denies"}, "confirmed"),
        ({"records", "retracts"}, "confirmed"),
        ({"asserts", "retracts"}, "reported"),
        ({"asserts", "denies", "retracts"}, "disputed"),
        ({"denies", "retracts"}, "retracted"),
        ({"opines", "retracts"}, "retracted"),
    ],
)
def test_the_status_follows_from_the_stances(stances: set[str], status: str) -> None:
    assert status_of(stances) == status


def test_evidence_of_two_files_is_taken_together(tmp_path: Path) -> None:
    first = read_claims(written(tmp_path))
    second = read_claims(written(tmp_path, changed("stance: denies", "stance: asserts"), "second.yaml"))
    statuses = derive_statuses([first, second])
    assert [statuses[claim.iri] for claim in first.claims] == ["reported", "reported", "disputed", "projection"]


def test_an_unreviewed_claim_has_no_status(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, CLAIMS.replace("    evidence:", "    unreviewed: true\n    evidence:")))
    assert derive_statuses([file]) == {}


ORDER = ["confirmed", "disputed", "reported", "retracted", "denied", "analysis", "projection"]


@given(st.sets(st.sampled_from(STANCES), min_size=1), st.sampled_from(STANCES))
def test_one_more_stance_never_moves_a_claim_down_the_order(stances: set[str], more: str) -> None:
    before, after = status_of(stances), status_of(stances | {more})
    assert ORDER.index(after) <= ORDER.index(before)


def statuses_of(folder: Path, *texts: str) -> dict[str, str]:
    """Return the statuses of the sample's claims, by name, from all files together."""
    files = [read_claims(written(folder, text, f"{place}.yaml")) for place, text in enumerate(texts)]
    statuses = derive_statuses(files)
    return {claim.name: statuses[claim.iri] for claim in files[0].claims}


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("asserts", ["reported", "reported", "disputed", "reported"]),
        ("denies", ["disputed", "disputed", "denied", "denied"]),
        ("disputes", ["disputed", "disputed", "denied", "denied"]),
        ("opines", ["reported", "reported", "denied", "analysis"]),
        ("projects", ["reported", "reported", "denied", "projection"]),
        ("retracts", ["retracted", "retracted", "retracted", "retracted"]),
    ],
)
def test_a_second_file_changes_the_statuses_and_taking_it_away_restores_them(
    stance: str, expected: list[str], tmp_path: Path
) -> None:
    second = CLAIMS.replace("gazette-2026", "courier-2026")
    for old in ("asserts", "denies", "projects"):
        second = second.replace(f"stance: {old}", f"stance: {stance}")
    alone = statuses_of(tmp_path, CLAIMS)
    assert list(alone.values()) == ["reported", "reported", "denied", "projection"]
    assert list(statuses_of(tmp_path, CLAIMS, second).values()) == expected
    assert list(statuses_of(tmp_path, second, CLAIMS).values()) == expected
    assert statuses_of(tmp_path, CLAIMS) == alone


def test_a_record_confirms_only_when_it_is_loaded(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, RECORDED))
    first = file.claims[0].iri
    assert derive_standings([file])[first] == Standing("confirmed", stated=True)
    assert derive_standings([file], {KEY})[first] == Standing("confirmed", stated=True)
    assert derive_standings([file], set())[first] == Standing("reported", stated=True)


def test_an_award_that_is_not_loaded_makes_no_fact_by_itself(tmp_path: Path) -> None:
    start = RECORDED.index("      - stance: asserts")
    alone = RECORDED[:start] + RECORDED[RECORDED.index("      - stance: records") :]
    file = read_claims(written(tmp_path, alone))
    assert derive_standings([file], set())[file.claims[0].iri] == Standing("reported", stated=False)
    assert derive_standings([file], {KEY})[file.claims[0].iri] == Standing("confirmed", stated=True)


def test_a_machine_summary_alone_makes_no_fact(tmp_path: Path) -> None:
    made = CLAIMS.replace("stance: asserts", "stance: asserts\n        machine_made: true")
    file = read_claims(written(tmp_path, made))
    assert derive_standings([file])[file.claims[0].iri] == Standing("reported", stated=False)
    person = read_claims(written(tmp_path, CLAIMS.replace("gazette-2026", "courier-2026"), "person.yaml"))
    assert derive_standings([file, person])[file.claims[0].iri] == Standing("reported", stated=True)


def test_a_machine_made_denial_disputes_like_any_other(tmp_path: Path) -> None:
    denial = CLAIMS.replace("gazette-2026", "courier-2026").replace(
        "stance: asserts", "stance: denies\n        machine_made: true"
    )
    assert statuses_of(tmp_path, CLAIMS, denial)["agency-uses-radar"] == "disputed"


# --- taken back -----------------------------------------------------------------------------------------------
COURIER = CLAIMS.replace("gazette-2026", "courier-2026").replace("publisher: The Gazette", "publisher: The Courier")
RETRACTED = COURIER.replace("stance: asserts", "stance: retracts").replace("stance: denies", "stance: retracts")


def standing_with(folder: Path, first: str, *others: str) -> dict[str, Standing]:
    files = [read_claims(written(folder, text, f"{place}.yaml")) for place, text in enumerate((first, *others))]
    standings = derive_standings(files)
    return {claim.name: standings[claim.iri] for claim in files[0].claims}


def by(speaker: str, text: str) -> str:
    return text.replace("speakers: [The Gazette]", f"speakers: [{speaker}]").replace(
        "  The Gazette: {kind", "  Zz: {kind: speaker, label: Zz}\n  The Gazette: {kind"
    )


def test_a_strangers_retraction_beats_neither_records_nor_another_papers_word(tmp_path: Path) -> None:
    stranger = by("Zz", RETRACTED)
    recorded = standing_with(tmp_path, RECORDED, stranger)
    assert recorded["agency-uses-radar"] == Standing("confirmed", stated=True)
    assert standing_with(tmp_path, CLAIMS, stranger)["agency-uses-radar"] == Standing("reported", stated=True)


def test_no_press_retraction_withdraws_a_record(tmp_path: Path) -> None:
    own = CLAIMS.replace("gazette-2026", "gazette-correction").replace("stance: asserts", "stance: retracts")
    assert standing_with(tmp_path, RECORDED, own)["agency-uses-radar"] == Standing("confirmed", stated=True)


def test_a_speaker_takes_back_in_another_paper_what_only_they_said(tmp_path: Path) -> None:
    found = standing_with(tmp_path, CLAIMS, RETRACTED)
    assert found["agency-uses-radar"] == Standing("retracted", stated=False)
    assert found["agency-tracks"] == Standing("retracted", stated=False)
    # No speaker is named: each paper's own word, and The Courier never said that of The Gazette.
    assert found["radars-cost"] == Standing("reported", stated=True)


def test_a_publisher_takes_back_what_it_had_others_assert_and_no_denial(tmp_path: Path) -> None:
    first = by("Zz", CLAIMS)
    second = CLAIMS.replace("gazette-2026", "gazette-correction").replace("stance: asserts", "stance: retracts")
    second = second.replace("speakers: [spokesperson]", "speakers: [The Gazette]")
    second = second.replace("stance: denies", "stance: retracts")
    found = standing_with(tmp_path, first, second)
    assert found["agency-uses-radar"].status == "retracted"
    assert found["radars-cost"].status == "retracted"
    files = [read_claims(tmp_path / f"{place}.yaml") for place in (0, 1)]
    withdrawn = {(place[0].rpartition("-")[2], place[1]) for place in find_withdrawn(files)}
    assert ("radars", files[0].claims[2].iri) not in withdrawn

from __future__ import annotations

from pathlib import Path

from graph import terms
from graph.claims import find_unrecorded, named_awards, read_claims
from graph.claims.records import record_iri
from graph.model import Severity
from tests.claims.samples import CLAIMS, line_of, written

AWARD = "CONT_AWD_A_7012_-NONE-_-NONE-"
VEHICLE = "CONT_IDV_V1_7012"
TEXT = CLAIMS + f"      - stance: records\n        awards: [{VEHICLE}, {AWARD}]\n"


def test_awards_that_claims_rest_on_are_listed_once(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, TEXT))
    assert named_awards([file, file]) == (AWARD, VEHICLE)


def test_awards_of_unreviewed_claims_are_not_listed(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, TEXT.replace("    evidence:", "    unreviewed: true\n    evidence:")))
    assert named_awards([file]) == ()
    assert find_unrecorded([file], ()) == []


def test_an_award_in_no_loaded_record_is_a_finding_with_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    file = read_claims(path)
    (found,) = find_unrecorded([file], {AWARD})
    assert (found.severity, found.rule, found.subject) == (Severity.WARNING, "award-not-loaded", file.claims[3].iri)
    assert (found.file, found.line) == (str(path), line_of(TEXT, "stance: records"))
    assert found.message.startswith(f"Claim fleet-grows rests on {VEHICLE}, which no loaded record has")
    assert find_unrecorded([file], {AWARD, VEHICLE}) == []


def test_awards_and_vehicles_have_iris_of_their_own() -> None:
    assert record_iri(AWARD) == f"{terms.ID}award-{AWARD}"
    assert record_iri(VEHICLE) == f"{terms.ID}vehicle-{VEHICLE}"

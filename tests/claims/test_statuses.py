from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import derive_statuses, read_claims, status_of
from tests.claims.samples import CLAIMS, changed, written


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
        ({"records", "asserts"}, "confirmed"),
        ({"records", "denies"}, "confirmed"),
        ({"records", "retracts"}, "retracted"),
        ({"asserts", "retracts"}, "retracted"),
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

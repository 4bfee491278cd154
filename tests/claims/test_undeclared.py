"""Names that a claims file uses without declaring them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import terms
from graph.claims import read_claims, verify
from graph.claims.described import drop_redescribed
from graph.claims.undeclared import find_slips, tell_undeclared
from graph.model import Finding, Severity
from tests.claims.samples import ARTICLE, CLAIMS, line_of, written

USED = "subject: Border Agency\n    relation: uses"


def with_names(declared: str, used: str) -> str:
    """Return the claims with the agency declared under one name and used, once, under another."""
    text = CLAIMS.replace("Border Agency: {id: subagency-7014}", f"{declared}: {{id: agency-port-bureau}}")
    text = text.replace(USED, f"subject: {used}\n    relation: uses")
    return text.replace("subject: Border Agency", f"subject: {declared}")


def test_an_undeclared_name_one_edit_from_a_declared_one_is_warned_of(tmp_path: Path) -> None:
    text = with_names("CPB", "CBP")
    file = read_claims(written(tmp_path, text))

    slip = Finding(
        Severity.WARNING,
        "entity-near-declared",
        "'CBP' is not declared and was taken for subagency-7014; the file declares 'CPB', one edit away. "
        "Write 'CPB' if that is meant, else declare 'CBP' with id: subagency-7014.",
        file.path,
        line_of(text, "subject: CBP"),
        f"{terms.ID}subagency-7014",
    )
    assert find_slips([file]) == [slip]
    assert slip in verify(file, ARTICLE)


def test_a_slip_is_warned_of_at_load(tmp_path: Path) -> None:
    reference = tmp_path / "reference.nq"
    reference.write_text("")
    _, findings = drop_redescribed([read_claims(written(tmp_path, with_names("CPB", "CBP")))], reference)
    assert [one.rule for one in findings] == ["entity-near-declared"]


@pytest.mark.parametrize("declared", ["CBPX", "BP", "CBX", "cbp", "BCP"])
def test_one_edit_is_a_letter_more_less_other_or_two_in_turn(declared: str, tmp_path: Path) -> None:
    assert len(find_slips([read_claims(written(tmp_path, with_names(declared, "CBP")))])) == 1


@pytest.mark.parametrize("declared", ["PBC", "CBPXY", "Port Bureau", "C", "XBY"])
def test_two_edits_are_another_name(declared: str, tmp_path: Path) -> None:
    assert find_slips([read_claims(written(tmp_path, with_names(declared, "CBP")))]) == []


def test_a_known_name_used_undeclared_is_told(tmp_path: Path) -> None:
    text = with_names("Port Bureau", "CBP")
    (told,) = verify(read_claims(written(tmp_path, text)), ARTICLE)
    assert (told.severity, told.rule, told.line) == (Severity.INFO, "entity-undeclared", line_of(text, "subject: CBP"))
    assert told.message == "'CBP' is not declared: taken for subagency-7014, which the shipped tables call so."


def test_an_id_is_no_name_and_needs_no_word(tmp_path: Path) -> None:
    assert tell_undeclared(read_claims(written(tmp_path, with_names("Port Bureau", "id:subagency-7014")))) == []

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from graph.check.contradictions.values import measured
from graph.claims import measures_in, read_claims, read_stored, verify
from graph.errors import SourceRejected
from graph.resources import data_folder
from tests.claims.written import claims_file, says, store_of

TEXT = (
    "Camp\n\nThe camp has 20,000 square metres. It grew to nearly 12 hectares. Its share rose by 5 percentage points.\n"
)
UNITS: dict[str, Any] = {
    "square-metre": {"label": "square metre", "plural": "square metres", "also": ["m2"]},
    "hectare": {"label": "hectare", "plural": "hectares", "also": ["ha"], "of": "square-metre", "factor": "10,000"},
}
CLAIMS: list[dict[str, Any]] = [
    {"id": "before", "value": "20,000", "unit": "square-metre", "when": "2024", "quote": "20,000 square metres"},
    {"id": "after", "value": 12, "unit": "hectare", "when": "2025", "bound": "nearly", "quote": "nearly 12 hectares"},
    {"id": "share", "value": 5, "unit": "percentage-point", "quote": "rose by 5 percentage points"},
]


def camp(folder: Path, units: dict[str, Any] | None = None, name: str = "camp", **changes: object) -> Path:
    """Write a claims file that declares units; ``changes`` are of its first claim."""
    claims = []
    for one in ({**CLAIMS[0], **changes}, *CLAIMS[1:]):
        told = {name: value for name, value in one.items() if name != "quote"}
        claims.append({**told, "subject": "camp", "relation": "areaOf", "evidence": [says(one["quote"])]})
    path = claims_file(
        folder,
        name,
        TEXT,
        entities={"camp": {"kind": "concept", "label": "Camp"}},
        relations={"areaOf": "has an area of"},
        claims=claims,
    )
    written = json.loads(path.read_text())
    path.write_text(json.dumps({**written, "units": UNITS if units is None else units}, indent=1))
    return path


def test_a_newsroom_declares_its_own_units_and_quotes_are_held_against_them(tmp_path: Path) -> None:
    path = camp(tmp_path)
    schema = json.loads((data_folder() / "claims" / "schema.json").read_text())
    jsonschema.validate(json.loads(path.read_text()), schema)
    assert [one.rule for one in verify(read_claims(path), TEXT) if one.rule != "date-unchecked"] == []


def test_a_declared_unit_that_the_quote_lacks_is_an_error(tmp_path: Path) -> None:
    found = verify(read_claims(camp(tmp_path, unit="hectare")), TEXT)
    assert "unit-differs" in [one.rule for one in found]


def test_values_of_declared_units_are_compared_in_the_unit_they_convert_to(tmp_path: Path) -> None:
    claims = {claim.name: claim for claim in read_stored(store_of([camp(tmp_path)]))}
    after = measured(claims["after"])
    assert after is not None
    assert (after[0], after[1].most) == ("square-metre", Decimal(120_000))
    assert (claims["before"].said, claims["after"].said) == ("20,000 square metres", "nearly 12 hectares")
    assert claims["share"].said == "5 percentage points"


def test_a_unit_without_a_plural_keeps_its_label(tmp_path: Path) -> None:
    units = {**UNITS, "hectare": {"label": "aircraft", "also": ["hectares"]}}
    claims = {claim.name: claim for claim in read_stored(store_of([camp(tmp_path, units)]))}
    assert claims["after"].said == "nearly 12 aircraft"


def test_two_files_that_convert_a_unit_differently_leave_it_unconverted(tmp_path: Path) -> None:
    other = {**UNITS, "hectare": {**UNITS["hectare"], "factor": "1,000"}}
    claims = read_stored(store_of([camp(tmp_path), camp(tmp_path, other, "other")]))
    assert {claim.converts for claim in claims} == {None}


def test_a_declared_unit_may_convert_to_one_of_the_list(tmp_path: Path) -> None:
    units = {**UNITS, "hectare": {"label": "hectare", "of": "petabyte", "factor": "1,000"}}
    claims = {claim.name: claim for claim in read_stored(store_of([camp(tmp_path, units)]))}
    after = measured(claims["after"])
    assert after is not None
    assert (after[0], after[1].most) == ("gigabyte", Decimal(12_000_000_000))


@pytest.mark.parametrize(
    ("code", "declared", "message"),
    [
        pytest.param("day", {"label": "day"}, "The code list has the unit 'day'.", id="listed"),
        pytest.param("Bed Day", {"label": "bed day"}, "'Bed Day' cannot name a unit.", id="code"),
        pytest.param("acre", {"label": "acre", "of": "hectare"}, "has of without factor", id="half"),
        pytest.param("acre", {"label": "acre", "factor": 2}, "has factor without of", id="other-half"),
        pytest.param("acre", {"label": "acre", "of": "hectare", "factor": 0}, "'0' is no factor.", id="zero"),
        pytest.param("acre", {"label": "acre", "of": "count", "factor": 2}, "Nothing converts to 'count'.", id="count"),
        pytest.param("acre", {"label": "acre", "of": "acre", "factor": 2}, "acre -> acre", id="circle"),
        pytest.param("acre", {"label": "acre", "of": "hectar", "factor": 2}, "Did you mean hectare?", id="typo"),
    ],
)
def test_a_unit_declared_wrongly_is_refused_with_its_line(
    code: str, declared: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = camp(tmp_path, {**UNITS, code: declared})
    with pytest.raises(SourceRejected) as refused:
        read_claims(path)
    assert message in str(refused.value)
    assert refused.value.row is not None


def test_own_units_come_before_those_of_the_list() -> None:
    (read,) = measures_in("some 3,000 flight hours", (("flight-hour", ("flight hour",)),))
    assert (read.number, read.unit) == (Decimal(3000), "flight-hour")

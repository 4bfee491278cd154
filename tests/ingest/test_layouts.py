import re
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import ValueRejected
from graph.ingest import LAYOUTS, Layout, actions10, detect, fpds_atom, subawards118, summaries286
from graph.ingest.layout import parse_columns
from graph.ledger import connect, sql_name
from graph.resources import data_folder
from tests.ingest.made import read, read_file, table

TYPES = {
    "actions10": """award_key piid subtier parent_piid parent_agency agency_listed recipient_name
        obligation:DECIMAL(24,4) action_date:DATE modification psc_text naics_text description source row:BIGINT""",
    "summaries286": """award_key is_idv:BOOLEAN piid parent_piid parent_agency subtier toptier funding_subtier office
        office_name funding_office funding_office_name recipient_uei recipient_name cage parent_uei parent_name
        total_obligation:DECIMAL(24,4) total_outlay:DECIMAL(24,4) current_value:DECIMAL(24,4)
        potential_value:DECIMAL(24,4) first_date:DATE last_date:DATE start_date:DATE end_date:DATE
        accounts:VARCHAR[] psc psc_text naics naics_text description award_type source row:BIGINT""",
    "subawards118": """prime_key prime_piid prime_parent_piid prime_subtier prime_uei prime_name
        prime_amount:DECIMAL(24,4) prime_first_date:DATE prime_last_date:DATE prime_description
        prime_accounts:VARCHAR[] prime_parent_uei prime_parent_name sub_uei sub_name sub_parent_uei sub_parent_name
        amount:DECIMAL(24,4) action_date:DATE number report_id description source row:BIGINT""",
    "fpds_atom": """piid subtier modification ref_piid ref_agency signed_date:DATE effective_date:DATE
        last_date_to_order:DATE obligated:DECIMAL(24,4) ceiling:DECIMAL(24,4) total_ceiling:DECIMAL(24,4) description
        vendor_name uei cage parent_uei parent_name office office_name funding_subtier psc psc_text naics naics_text
        vehicle_type source row:BIGINT""",
}
SHIPPED = {
    "actions10": "cbp-ice-actions-fy2021.csv.gz",
    "summaries286": "ice-award-summaries-mn.csv.gz",
    "subawards118": "ice-subawards.csv.gz",
    "fpds_atom": "dhs-vehicles-fpds.tar.gz",
}
WIDE = LAYOUTS["summaries286"].column_names
KEY = "CONT_AWD_A1_7012_V1_4732"


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_normalised_view_has_these_columns_and_types(tmp_path: Path, name: str) -> None:
    outcome = read_file(tmp_path, data_folder() / "records" / SHIPPED[name])
    with connect() as con:
        rows = con.execute(f"describe {LAYOUTS[name].normalised_sql(str(outcome.parquet), '0' * 16)}").fetchall()
    expected = [column.partition(":") for column in TYPES[name].split()]
    assert [(row[0], row[1]) for row in rows] == [(column, kind or "VARCHAR") for column, _, kind in expected]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_column_is_used_or_ignored_with_a_reason(layout: Layout) -> None:
    used = " ".join([*layout.normalised.values(), *(fault.found for fault in layout.faults)])
    for column in layout.columns:
        assert (sql_name(column.name) in used) == (not column.ignored), column
        assert column.kept or column.ignored == "personal"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_sums_are_taken_of_columns_of_the_normalised_view(layout: Layout) -> None:
    assert set(layout.sums.values()) <= set(layout.normalised)


@pytest.mark.parametrize("module", [actions10, summaries286, subawards118, fpds_atom])
def test_a_layout_module_gives_name_columns_and_view(module: object) -> None:
    layout = LAYOUTS[module.NAME]  # type: ignore[attr-defined]
    assert layout.columns == module.COLUMNS  # type: ignore[attr-defined]
    assert module.normalised_sql("f", "s") == layout.normalised_sql("f", "s")  # type: ignore[attr-defined]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("actions10", "wrags81_api_export_10.txt"),
        ("summaries286", "2025_contracts_prime_award_summaries_286.txt"),
        ("summaries286", "HEAD2026_award_d1.txt"),
        ("subawards118", "2025_contracts_subawards_118_fsrs.txt"),
    ],
)
def test_columns_are_those_of_the_real_header_in_its_order(originals: Path, name: str, file: str) -> None:
    header = (originals / "data" / "headers" / file).read_text().split("\n")
    assert LAYOUTS[name].column_names == tuple(filter(None, header))


@pytest.mark.parametrize("name", ["summaries286", "subawards118"])
def test_personal_columns_are_not_in_the_ledger(tmp_path: Path, name: str) -> None:
    outcome = read_file(tmp_path, data_folder() / "records" / SHIPPED[name])
    with connect() as con:
        con.execute(f"from '{outcome.parquet}' limit 0")
        columns = [column[0] for column in con.description or ()]
    assert columns == [*LAYOUTS[name].kept_names, "_row", "_duplicate"]
    assert not any(re.search("phone|fax_number|officer_", column) for column in columns)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_known_by_content(name: str) -> None:
    assert detect(data_folder() / "records" / SHIPPED[name]) is LAYOUTS[name]


def test_sections_of_another_kind_are_refused() -> None:
    with pytest.raises(ValueRejected, match="Section '# kept' is none of"):
        parse_columns("# kept\na")


def test_an_action_names_its_vehicle_and_blanks_are_null(tmp_path: Path) -> None:
    columns = LAYOUTS["actions10"].column_names
    record = {
        "Agency": "ICE",
        "Recipient Name": " \t",
        "Federal Action Obligation": " +.5 ",
        "Action Date": "2024-01-31 00:00:00",
        "Transaction Description": "  kept as is ",
        "Generated Award ID": KEY,
    }
    vehicle = record | {"Generated Award ID": "CONT_IDV_V1_7012"}
    first, second = read(tmp_path, table(columns, record, vehicle)).normalised()
    assert first == {
        "award_key": KEY,
        "piid": "A1",
        "subtier": "7012",
        "parent_piid": "V1",
        "parent_agency": "4732",
        "agency_listed": "ICE",
        "recipient_name": None,
        "obligation": Decimal("0.5"),
        "action_date": first["action_date"],
        "modification": None,
        "psc_text": None,
        "naics_text": None,
        "description": "  kept as is ",
        "source": first["source"],
        "row": 1,
    }
    assert str(first["action_date"]) == "2024-01-31"
    assert (second["piid"], second["parent_piid"], second["parent_agency"]) == ("V1", None, None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("5/31/21", "2021-05-31", id="us"),
        pytest.param("5/31/21 0:00", "2021-05-31", id="us-with-time"),
        pytest.param("05/31/2021", "2021-05-31", id="us-four-digits"),
        pytest.param("1/2/68", "2068-01-02", id="last-of-20xx"),
        pytest.param("1/2/69", "1969-01-02", id="first-of-19xx"),
        pytest.param("2021-05-31", "2021-05-31", id="iso"),
        pytest.param("2021-05-31 00:00:00", "2021-05-31", id="iso-with-time"),
        pytest.param("2021-05-31T00:00:00", "2021-05-31", id="iso-with-the-letter-between"),
        pytest.param(" ", None, id="blank"),
    ],
)
def test_summaries_are_read_as_downloaded_and_as_saved_by_a_spreadsheet(
    tmp_path: Path, written: str, day: str | None
) -> None:
    record = {"contract_award_unique_key": KEY, "period_of_performance_current_end_date": written}
    (row,) = read(tmp_path, table(WIDE, record)).normalised()
    assert row["end_date"] is None if day is None else str(row["end_date"]) == day


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("period_of_performance_start_date", "31/5/21"),
        ("period_of_performance_start_date", "2/30/21"),
        ("award_latest_action_date", "soon"),
        ("total_outlayed_amount", "1,000"),
    ],
)
def test_summaries_with_other_days_and_amounts_are_rejected(tmp_path: Path, column: str, text: str) -> None:
    good = {"contract_award_unique_key": KEY}
    (reject,) = read(tmp_path, table(WIDE, good, good | {column: text})).rejects()
    assert (reject["column"], reject["text"]) == (column, text)


def test_a_day_outside_its_fiscal_year_shows_that_day_and_month_were_exchanged(tmp_path: Path) -> None:
    good = {"contract_award_unique_key": KEY}
    dated = good | {"award_base_action_date": "10/3/21", "award_base_action_date_fiscal_year": "2022"}
    swapped = dated | {"award_base_action_date_fiscal_year": "2021"}
    (reject,) = read(tmp_path, table(WIDE, dated, swapped)).rejects()
    assert reject["row"] == 2
    assert reject["reason"] == "is not in the fiscal year that the column 'award_base_action_date_fiscal_year' names"


def test_treasury_accounts_are_a_list_as_printed(tmp_path: Path) -> None:
    column = "treasury_accounts_funding_this_award"
    listed = {"contract_award_unique_key": KEY, column: "070-2021/2021-0540-000; 070-X-0504-000;"}
    rows = read(tmp_path, table(WIDE, listed, listed | {column: " "})).normalised()
    assert [row["accounts"] for row in rows] == [["070-2021/2021-0540-000", "070-X-0504-000"], None]

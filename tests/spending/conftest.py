"""A small graph with planted faults and gaps, built by the real load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import LAYOUTS
from graph.knowledge import KnowledgeGraph, open_graph
from graph.loading import load
from tests.claims.written import claims_file, says
from tests.ingest.made import HEADER, page, table, vehicle

ICE, CBP = "7012", "7014"
# PIID, agency, vehicle, modification, day, recipient, obligation, description
ACTIONS = [
    ("QP1", ICE, "V1_7001", "0", "2024-01-10", "PRIME ONE LLC", "600.00", "HELP DESK"),
    ("QP1", ICE, "V1_7001", "QP1", "2025-02-01", "PRIME ONE LLC", "100.00", "HELP DESK"),
    ("QP2", ICE, "V1_7001", "0", "2024-03-01", "OTHER CO", "500.00", "PRINTERS"),
    ("QP4", ICE, "", "0", "2024-05-01", "PRIME ONE LLC", "90.00", "MASKS UNDER THE CARES ACT"),
    ("QP5", ICE, "V2_7001", "0", "2024-08-01", "DOMESTIC AWARDEES (UNDISCLOSED)", "40000.00", "SERVICES"),
    ("QP6", ICE, "", "0", "2024-01-05", "OLD CO", "10.10", "PAINT"),
    ("QP6", ICE, "", "QP1", "2025-01-05", "NEW CO", "20.20", "PAINT"),
    ("QP7", CBP, "", "0", "2024-09-01", "OTHER CO", "-5.00", "PAPER"),
    ("QP8", CBP, "V3_7001", "0", "2024-09-02", "OTHER CO", "25.00", "CHAIRS"),
    ("QP9", CBP, "V1_7001", "0", "2024-09-03", "OTHER CO", "50.00", "DESKS"),
]
ACCOUNT = "070-2024/2024-0540-000"
OLDER_ACCOUNT = "070-2023/2023-0540-000"
PRIME_UEI, SUB_UEI = "AAAAAAAAAAA1", "BBBBBBBBBBB2"
_TEXT = """Money for the Harbour

The CARES Act authorizes 5 million dollars for the agency. The agency gets 5 million dollars in all.
Some say that it gets 7 million dollars more. A spokesperson denies the 7 million dollars.
The agency uses Azure. Since March 2024 it stores photos.
"""


def award_key(piid: str, agency: str, under: str = "") -> str:
    """Return the key of an award, as USAspending makes it."""
    return f"CONT_AWD_{piid}_{agency}_{under or '-NONE-_-NONE-'}"


def _action(row: Sequence[str]) -> str:
    piid, agency, under, modification, day, name, amount, text = row
    return f'X,{piid},"{name}",{amount},{day},{modification},PSC,NAICS,{text},{award_key(piid, agency, under)}'


def _summary(piid: str, **more: str) -> dict[str, str]:
    return {
        "contract_award_unique_key": award_key(piid, ICE),
        "award_id_piid": piid,
        "awarding_sub_agency_code": ICE,
        "recipient_uei": PRIME_UEI,
        "recipient_name": "PRIME ONE LLC",
        "award_base_action_date": "2/1/2024",
        "award_base_action_date_fiscal_year": "2024",
        "award_latest_action_date": "12/31/2024",
        "award_latest_action_date_fiscal_year": "2025",
        **more,
    }


def _subaward(number: str, amount: str, day: str, report: str) -> dict[str, str]:
    return {
        "prime_award_unique_key": award_key("QP1", ICE, "V1_7001"),
        "prime_award_piid": "QP1",
        "prime_award_awarding_sub_agency_code": ICE,
        "prime_awardee_uei": PRIME_UEI,
        "prime_awardee_name": "PRIME ONE LLC",
        "subaward_number": number,
        "subaward_action_date": day,
        "subaward_amount": amount,
        "subaward_fsrs_report_id": report,
        "subawardee_uei": SUB_UEI,
        "subawardee_name": "SUB ONE INC",
    }


def _ceiling(piid: str, amount: str) -> str:
    value = f"<ns1:totalBaseAndAllOptionsValue>{amount}</ns1:totalBaseAndAllOptionsValue>"
    return vehicle(f"<ns1:totalDollarValues>{value}</ns1:totalDollarValues>", piid=piid)


def _records(folder: Path) -> list[Path]:
    lines = [HEADER, *map(_action, ACTIONS)]
    actions, again = folder / "actions.csv", folder / "again.csv"
    actions.write_text("\n".join([*lines, _action(ACTIONS[2])]) + "\n", encoding="utf-8")
    again.write_text("\n".join([HEADER, _action(ACTIONS[5])]) + "\n", encoding="utf-8")
    summaries = folder / "summaries.csv"
    columns = LAYOUTS["summaries286"].column_names
    p3 = _summary(
        "QP3",
        total_obligated_amount="100.00",
        total_outlayed_amount="150.00",
        potential_total_value_of_award="80.00",
        treasury_accounts_funding_this_award=f"{ACCOUNT};{OLDER_ACCOUNT}",
        funding_sub_agency_code=CBP,
    )
    p4 = _summary("QP4", total_obligated_amount="60.00", treasury_accounts_funding_this_award=ACCOUNT)
    summaries.write_text(table(columns, p3, p4), encoding="utf-8")
    subawards = folder / "subawards.csv"
    subawards.write_text(
        table(
            LAYOUTS["subawards118"].column_names,
            _subaward("S1", "500.00", "2024-06-01", "first"),
            _subaward("S1", "500.00", "2024-06-01", "later"),
            _subaward("S2", "400.00", "2025-07-01", "first"),
        ),
        encoding="utf-8",
    )
    vehicles = folder / "vehicles.xml"
    vehicles.write_text(page(_ceiling("V1", "1000.00"), _ceiling("V3", "0.00")), encoding="utf-8")
    return [actions, again, summaries, subawards, vehicles]


def _claims(folder: Path) -> Path:
    ice = {"id": f"subagency-{ICE}"}
    entities = {
        "ICE": ice,
        "CARES Act": {"id": "statute-pl-116-136"},
        "Azure": {"id": "product-azure"},
        "5 million": {"id": "appropriation-five", "kind": "appropriation", "label": "5 million dollars for ICE"},
        "7 million": {"id": "appropriation-seven", "kind": "appropriation", "label": "7 million dollars more"},
        "photos": {"kind": "concept", "label": "photos"},
        "Harbour Mail": {"kind": "speaker", "label": "The Harbour Mail"},
        "a spokesperson": {"kind": "speaker", "label": "a spokesperson"},
    }
    mail: dict[str, Any]
    spokesperson: dict[str, Any]
    mail, spokesperson = {"speakers": ["Harbour Mail"]}, {"speakers": ["a spokesperson"]}
    claims = [
        {"id": "act-authorizes", "subject": "CARES Act", "relation": "authorizes", "object": "5 million",
         "evidence": [says("authorizes 5 million dollars", **mail)]},
        {"id": "five-amount", "subject": "5 million", "relation": "announcedAmount", "value": "5,000,000",
         "value_text": "5 million dollars", "currency": "USD",
         "evidence": [says("authorizes 5 million dollars", **mail)]},
        {"id": "five-to-ice", "subject": "5 million", "relation": "appropriatedTo", "object": "ICE",
         "evidence": [says("gets 5 million dollars in all", **mail)]},
        {"id": "seven-to-ice", "subject": "7 million", "relation": "appropriatedTo", "object": "ICE",
         "evidence": [says("gets 7 million dollars more", **mail),
                      says("denies the 7 million dollars", stance="denies", **spokesperson)]},
        {"id": "ice-uses-azure", "subject": "ICE", "relation": "uses", "object": "Azure",
         "evidence": [says("uses Azure", **mail)]},
        {"id": "ice-stores-photos", "subject": "ICE", "relation": "processes", "object": "photos", "when": "2024-03",
         "evidence": [says("stores photos", **mail)]},
    ]  # fmt: skip
    return claims_file(folder, "harbour", _TEXT, entities=entities, claims=claims, relations={"processes": "processes"})


@pytest.fixture(scope="session")
def planted_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph; never write to it."""
    folder = tmp_path_factory.mktemp("planted")
    graph = folder / "planted.db"
    load(graph, [*_records(folder), _claims(folder)])
    return graph


@pytest.fixture(scope="session")
def planted(planted_graph: Path) -> KnowledgeGraph:
    return open_graph(planted_graph)

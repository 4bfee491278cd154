"""A small graph of invented makers, built by the real load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph, open_graph
from graph.loading import load
from tests.ingest.made import HEADER, page, table, vehicle

OWN_CATALOGUE = r"""
makers:
  - {slug: zorblax, label: Zorblax, names: [ZORBLAX INC], subsidiaries: [{name: ZORBLAX FEDERAL LLC}]}
  - {slug: quuxor, label: Quuxor, names: [QUUXOR LLC], owner: zorblax, owner_since: "2024-06-01"}
products:
  - slug: zorblax-cloud
    label: Zorblax Cloud
    maker: zorblax
    class: cloud-service
    aliases: [ZORBLAX CLOUD]
    guards: ['TREE PLANTING']
  - slug: zorblax-vault
    label: Zorblax Vault
    maker: zorblax
    class: cloud-service
    part_of: zorblax-cloud
    aliases: [ZORBLAX VAULT]
  - {slug: quuxor-suite, label: Quuxor Suite, maker: quuxor, class: software, aliases: [QUUXOR SUITE]}
"""
_BPA = "70CTD024A00000001_7012"
_TEXT_BPA = "V1_7001"
_SCHEDULE = "GS35F0001A_4730"
# PIID, sub-tier, vehicle, modification, day, recipient, obligation, description
_ACTIONS = [
    ("A01", "7012", _BPA, "0", "2024-01-31", "RESALE PARTNERS LLC", "100.00", "ZORBLAX CLOUD LICENSES"),
    ("A02", "7012", _BPA, "0", "2024-02-10", "RESALE PARTNERS LLC", "200.50", "ZORBLAX CLOUD LICENSE RENEWAL"),
    ("A03", "7012", _BPA, "0", "2025-01-05", "RESALE PARTNERS LLC", "50.00", "ZORBLAX CLOUD LICENSES"),
    ("A04", "7012", _BPA, "0", "2025-02-01", "RESALE PARTNERS LLC", "1000.00", "HOSTING FOR THE OFFICE"),
    ("A04", "7012", _BPA, "P1", "2025-03-01", "RESALE PARTNERS LLC", "-100.00", "CLOSEOUT"),
    ("A05", "7012", "", "0", "2024-03-01", "ZORBLAX FEDERAL LLC", "300.00", "ZORBLAX CLOUD LICENSES"),
    ("A06", "7012", "", "0", "2024-05-01", "ZORBLAX INC", "40.00", "QUUXOR SUITE LICENSES"),
    ("A07", "7012", "", "0", "2024-07-01", "ZORBLAX INC", "60.00", "QUUXOR SUITE LICENSES"),
    ("A08", "7012", "", "0", "2024-04-01", "OTHER SELLER INC", "500.00", "ZORBLAX CLOUD AND QUUXOR SUITE LICENSES"),
    ("A09", "7014", "", "0", "2024-04-02", "OTHER SELLER INC", "70.00", "ZORBLAX VAULT LICENSES"),
    ("A10", "7012", "", "0", "2024-04-03", "RESALE PARTNERS LLC", "-25.00", "ZORBLAX CLOUD LICENSES"),
    ("A11", "7012", "", "0", "2024-04-04", "ZORBLAX INC", "999.00", "GENERAL CONSULTING"),
    ("A12", "7012", "", "0", "2024-04-05", "OTHER SELLER INC", "5.00", "ZORBLAX CLOUD TREE PLANTING"),
    (
        "A13",
        "7012",
        "",
        "0",
        "2024-04-06",
        "OTHER SELLER INC",
        "11.00",
        "INTENSIVE SUPERVISION APPEARANCE PROGRAM (ISAP)",
    ),
    ("A14", "7014", _TEXT_BPA, "0", "2024-06-02", "THIRD SELLER LLC", "77.00", "ANNUAL LICENSES"),
    ("A15", "7014", _SCHEDULE, "0", "2024-06-03", "THIRD SELLER LLC", "1.00", "QUUXOR SUITE LICENSES"),
    ("A16", "7014", _SCHEDULE, "0", "2024-06-03", "THIRD SELLER LLC", "1.00", "QUUXOR SUITE LICENSES"),
    ("A17", "7014", _SCHEDULE, "0", "2024-06-03", "THIRD SELLER LLC", "1.00", "QUUXOR SUITE LICENSES"),
    ("A18", "7014", _SCHEDULE, "0", "2024-06-03", "THIRD SELLER LLC", "1.00", "OFFICE CHAIRS"),
    *(
        (f"B{number}", "7014", "", "0", "2024-08-01", "OTHER SELLER INC", "2.00", f"FLUMMOX LICENSES FOR SITE {number}")
        for number in range(3)
    ),
]


def award_key(piid: str, subtier: str, vehicle_key: str) -> str:
    """Return the key of an award, as USAspending makes it."""
    return f"CONT_AWD_{piid}_{subtier}_{vehicle_key or '-NONE-_-NONE-'}"


def _sources(folder: Path) -> list[Path]:
    lines = [
        f'X,{piid},"{name}",{amount},{day},{modification},PSC,NAICS,{text},{award_key(piid, subtier, under)}'
        for piid, subtier, under, modification, day, name, amount, text in _ACTIONS
    ]
    actions = folder / "actions.csv"
    actions.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    words = "<ns1:contractData><ns1:descriptionOfContractRequirement>ZORBLAX CLOUD BPA"
    entry = vehicle(f"{words}</ns1:descriptionOfContractRequirement></ns1:contractData>", piid="V1")
    vehicles = folder / "vehicles.xml"
    vehicles.write_text(page(entry), encoding="utf-8")
    from graph.ingest import LAYOUTS

    subaward = {
        "prime_award_unique_key": award_key("A13", "7012", ""),
        "prime_award_piid": "A13",
        "prime_award_awarding_sub_agency_code": "7012",
        "prime_awardee_name": "OTHER SELLER INC",
        "subaward_number": "S1",
        "subaward_action_date": "2024-08-01",
        "subaward_amount": "9.00",
        "subawardee_name": "SUB PARTNERS INC",
        "subaward_description": "QUUXOR SUITE LICENSES",
    }
    subawards = folder / "subawards.csv"
    again = subaward | {"subaward_fsrs_report_id": "later"}
    subawards.write_text(table(LAYOUTS["subawards118"].column_names, subaward, again), encoding="utf-8")
    return [actions, vehicles, subawards]


def _build(folder: Path) -> Path:
    import fcntl

    graph, done = folder / "supply.db", folder / "supply.done"
    with (folder / "supply.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            catalogue = folder / "own.yaml"
            catalogue.write_text(OWN_CATALOGUE, encoding="utf-8")
            load(graph, _sources(folder), products=[catalogue])
            done.touch()
    return graph


@pytest.fixture(scope="session")
def supply_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph, built once per test run; never write to it."""
    base = tmp_path_factory.getbasetemp()
    return _build(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def knowledge(supply_graph: Path) -> KnowledgeGraph:
    return open_graph(supply_graph)

"""A small graph whose every text is hostile, and the pages that it gives."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from graph import open_graph
from graph.claims import StoredClaim, StoredEvidence
from graph.claims.stored import Thing
from graph.knowledge import KnowledgeGraph
from graph.loading import load
from graph.site import SiteSources
from tests.pages.conftest import axe, browser  # noqa: F401  # fixtures for the tests of this folder
from tests.pages.samples import HOSTILE

HEADER = [
    *("Agency", "Award ID", "Recipient Name", "Federal Action Obligation", "Action Date", "Modification"),
    *("Product/Service Description", "NAICS Description", "Transaction Description", "Generated Award ID"),
]
STATUSES = ("confirmed", "reported", "disputed", "denied", "analysis", "projection", "retracted")


def award(number: int, recipient: str, text: str, obligation: str = "100.25") -> list[str]:
    """Return a row of contract actions."""
    piid = f"70CTD024FC{number:07}"
    key = f"CONT_AWD_{piid}_7012_-NONE-_-NONE-"
    return ["ICE", piid, recipient, obligation, "2024-08-13", "0", "IT", "IT", text, key]


def write_actions(file: Path, rows: list[list[str]]) -> Path:
    """Write rows of contract actions."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return file


@pytest.fixture(scope="session")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with an award of each hostile text to a company of that name."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        award(number, text, f"AZURE {text}")
        for number, text in enumerate(text for text in HOSTILE if "\x00" not in text)
    ]
    rows.append(award(900, "ACME LLC", "OFFICE CHAIRS", "-5"))
    graph = folder / "graph"
    load(graph, [write_actions(folder / "actions.csv", rows)])
    return graph


def sources_of(graph: KnowledgeGraph, claims: tuple[StoredClaim, ...] | None = None) -> SiteSources:
    """Return what a site of a graph is made from, with claims of one's own."""
    from graph.network.testimony import Testimony
    from graph.store.folder import GraphFolder
    from graph.supply.tables import SupplyTables

    folder: GraphFolder = graph._folder
    network = graph.network
    return SiteSources(
        network=network,
        testimony=Testimony(network),
        tables=SupplyTables(folder.supply_path, network),
        claims=graph._claims if claims is None else claims,
        store=graph.store,
        manifest=folder.manifest(),
        snapshot=graph.snapshot,
    )


def hostile_claims(subject: str) -> tuple[StoredClaim, ...]:
    """Return a claim about an entity for each hostile text and status, with that text in every field that takes one."""
    claims = []
    for number, text in enumerate(HOSTILE):
        thing = Thing(f"https://example.org/{number}", text)
        said = StoredEvidence(
            id=f"evidence-{number}",
            stance="denies" if number % 2 else "asserts",
            speakers=(thing,),
            origins=(thing,),
            sources=(thing,),
            quote=text,
            start=0,
            end=1,
            hedge=(text,),
            machine_made=True,
            note=text,
        )
        claims.append(
            StoredClaim(
                id=f"claim-{text}",
                names=(text,),
                subject=Thing(subject, text),
                relation=Thing("https://example.org/relation", text),
                object=None if number % 3 else thing,
                value=Decimal(7) if number % 3 == 1 else None,
                value_text=text,
                unit="",
                currency="",
                bound="",
                valid_from="",
                valid_to="",
                status=STATUSES[number % len(STATUSES)],
                evidence=(said,),
                note=text,
            )
        )
    return tuple(claims)


@pytest.fixture(scope="session")
def hostile_site(hostile_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with hostile text wherever text comes from the data."""
    from graph.site import SiteAsked, write_site

    graph = open_graph(hostile_graph)
    subject = graph.show("ICE").id
    out = tmp_path_factory.mktemp("site") / "site"
    title = "</title><script>window.pwned=1</script>"
    write_site(sources_of(graph, hostile_claims(subject)), SiteAsked(title=title), out)
    return out

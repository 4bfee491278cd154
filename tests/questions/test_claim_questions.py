"""The named questions about claims: whole answers on the small graph, facts of the article on the bundled one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.claims import read_claims, to_quads
from graph.knowledge import KnowledgeGraph, open_graph
from graph.questions import load_question, run_query
from graph.store.embedded import EmbeddedStore
from tests.claims.written import claims_file, says

ICE = "U.S. Immigration and Customs Enforcement"
ARTICLE = "id:document-article"
OWN_WORD = "The Paper, naming no source"
REPORTED = "vg:status-reported"


def answer(store: EmbeddedStore, name: str, **values: str) -> list[tuple[object, ...]]:
    question = load_question(name)
    return list(run_query(store, question.fill(values), view=question.view).table())


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        pytest.param(
            "who-denies-what",
            {},
            [
                (
                    *("id:claim-2", "ICE", "uses", "product-denied", "vg:status-denied", "vg:stance-denies"),
                    *("a spokesperson", "we do not", ARTICLE, 60),
                )
            ],
            id="who-denies-what",
        ),
        pytest.param(
            "what-rests-on-origin-alone",
            {"origin": "id:origin-leak"},
            [
                ("id:claim-6", "ICE", "grew by a factor of", "doubled", REPORTED, 1, "doubled in half a year"),
                ("id:claim-4", "ICE", "stores data", "nearly 100 terabytes", REPORTED, 1, "nearly 100 terabytes"),
                ("id:claim-1", "ICE", "uses", "Azure", REPORTED, 1, "stored data in Azure"),
            ],
            id="the-publishers-own-word-in-the-same-article-is-no-second-origin",
        ),
        pytest.param(
            "what-changed-between",
            {"first": "2025-07-01", "last": "2026-01-31"},
            [
                (
                    *("ICE", "stores data", "two values", 40, 100, "terabyte", "exact -> nearly"),
                    *(Decimal("2.5"), None, "id:claim-4", REPORTED, "nearly 100 terabytes"),
                ),
                (
                    *("ICE", "grew by a factor of", "said of the whole time", None, None, None, None, None),
                    *("doubled", "id:claim-6", REPORTED, "doubled in half a year"),
                ),
            ],
            id="what-changed",
        ),
        pytest.param("what-changed-between", {"first": "2024-07-01", "last": "2026-01-31"}, [], id="nothing-changed"),
        pytest.param(
            "growth-stated-and-computed",
            {},
            [
                (
                    "ICE",
                    "id:claim-6",
                    2,
                    "factor",
                    "exact",
                    "doubled",
                    "no",
                    "stores data",
                    40,
                    100,
                    "exact -> nearly",
                    Decimal("2.5"),
                    "yes",
                )
            ],
            id="growth",
        ),
        pytest.param(
            "projections",
            {},
            [
                (
                    *("id:claim-5", "ICE", "uses", "product-more", "2027-01-01", "2027-12-31"),
                    *("The Paper", "will", "will use more", ARTICLE),
                )
            ],
            id="projections",
        ),
        pytest.param(
            "claims-without-source",
            {},
            [
                ("id:claim-8", "$45 for beds", "announced amount", "$45", "$45 for beds", ARTICLE),
                ("id:claim-9", "$45 for beds", "part of", "$75 for ICE", "$45 of them for beds", ARTICLE),
                ("id:claim-7", "$75 for ICE", "announced amount", "$75", "$75 for ICE", ARTICLE),
                ("id:claim-10", "$75 for ICE", "appropriated to", "ICE", "$75 for ICE", ARTICLE),
                ("id:claim-3", "ICE", "stores data", "40 terabytes", "40 terabytes", ARTICLE),
                ("id:claim-11", "The Act", "authorizes", "$75 for ICE", "the act gives $75", ARTICLE),
            ],
            id="no-source",
        ),
        pytest.param(
            "money-path-by-claims",
            {"statute": "id:statute-a", "product": "id:product-azure"},
            [
                (
                    *(1, "The Act", "authorizes", "$75 for ICE", REPORTED, "the act gives $75"),
                    *("The Paper", "no", ARTICLE),
                ),
                (2, "$75 for ICE", "appropriated to", "ICE", REPORTED, "$75 for ICE", "The Paper", "no", ARTICLE),
                (3, "ICE", "uses", "Azure", REPORTED, "Summary: uses Azure", None, "yes", ARTICLE),
                (3, "ICE", "uses", "Azure", REPORTED, "its use of Azure", "The Paper", "no", ARTICLE),
                (3, "ICE", "uses", "Azure", REPORTED, "stored data in Azure", "The Outlet", "no", ARTICLE),
                (3, "ICE", "uses", "Azure", REPORTED, "stored data in Azure", "The Paper", "no", ARTICLE),
            ],
            id="money-path",
        ),
        pytest.param(
            "money-path-by-claims",
            {"statute": "id:statute-a", "product": "id:product-denied"},
            [],
            id="no-money-path-over-a-denied-use",
        ),
        pytest.param(
            "how-amounts-stand",
            {"first": "id:appropriation-b", "second": "id:appropriation-a"},
            [("$45 for beds", 45, "part of", "$75 for ICE", 75, "$45 of them for beds", REPORTED)],
            id="part-of-it",
        ),
    ],
)
def test_a_question_about_claims_is_answered(
    store: EmbeddedStore, name: str, values: dict[str, str], rows: list[tuple[object, ...]]
) -> None:
    assert answer(store, name, **values) == rows


def test_outlets_on_one_leak_are_one_origin(store: EmbeddedStore) -> None:
    rows = {row[0]: row[5:] for row in answer(store, "outlets-and-origins")}

    assert rows["id:claim-1"] == (2, 2, 1, "A leak")
    assert rows["id:claim-3"] == (1, 1, 1, OWN_WORD)
    assert rows["id:claim-4"] == (1, 0, 1, "A leak")
    assert "id:claim-2" not in rows  # nobody states it


def test_every_amount_comes_with_its_wording(store: EmbeddedStore) -> None:
    rows = answer(store, "amounts-and-wording")

    assert [row[3:7] for row in rows] == [
        (45, "USD", None, "$45"),
        (75, "USD", None, "$75"),
        (2, "factor", None, "doubled"),
        (40, "terabyte", None, "40 terabytes"),
        (100, "terabyte", "nearly", "nearly 100 terabytes"),
    ]


GROWTH = """Coast Guard Doubles Its Sensors

Its sensors doubled between 2021 and 2023.
It had 30 sensors in 2021.
It had 90 sensors in 2023.
The paper takes that back.
"""
_QUOTES = {"grew": "sensors doubled", "before": "30 sensors", "after": "90 sensors"}


def growth_rows(folder: Path, stances: dict[str, list[str]]) -> list[tuple[object, ...]]:
    """Return the answer on a growth and its two values; ``stances`` has those that are not asserted."""
    count: dict[str, Any] = {"subject": "guard", "relation": "ownsSensors", "unit": "count"}
    grew: dict[str, Any] = {"subject": "guard", "relation": "sensorsGrew", "unit": "factor", "value_text": "doubled"}
    claims = [
        {**grew, "id": "grew", "value": 2, "when": "2021/2023"},
        {**count, "id": "before", "value": 30, "when": 2021},
        {**count, "id": "after", "value": 90, "when": 2023},
    ]
    for claim in claims:
        name = str(claim["id"])
        claim["evidence"] = [
            says("takes that back" if stance == "retracts" else _QUOTES[name], stance)
            for stance in stances.get(name, ["asserts"])
        ]
    file = claims_file(
        folder,
        "coast-guard",
        GROWTH,
        entities={"guard": {"kind": "agency", "label": "Coast Guard", "id": "agency-guard"}},
        relations={"ownsSensors": "owns sensors", "sensorsGrew": "has more sensors by a factor of"},
        claims=claims,
    )
    (folder / "claims.nq").write_text("\n".join(to_quads([read_claims(file)])) + "\n", encoding="utf-8")
    new = EmbeddedStore.create(folder / "store")
    new.bulk_load([(folder / "claims.nq", "nquads")])
    new.finish()
    return answer(EmbeddedStore.open_read_only(folder / "store"), "growth-stated-and-computed")


def test_stated_growth_is_held_against_what_is_asserted(tmp_path: Path) -> None:
    ((subject, _, stated, *_, computed, differs),) = growth_rows(tmp_path, {})

    assert (subject, stated, computed, differs) == ("Coast Guard", 2, 3, "yes")


@pytest.mark.parametrize("name", ["grew", "before", "after"])
@pytest.mark.parametrize(
    "stances",
    [
        pytest.param(["denies"], id="denied"),
        pytest.param(["projects"], id="projected"),
        pytest.param(["opines"], id="opined"),
        pytest.param(["asserts", "retracts"], id="taken-back"),
    ],
)
def test_what_nobody_stands_by_is_no_growth_and_no_value_of_it(name: str, stances: list[str], tmp_path: Path) -> None:
    assert growth_rows(tmp_path, {name: stances}) == []


@pytest.mark.parametrize("name", ["grew", "before", "after"])
def test_what_is_asserted_and_denied_is_still_computed(name: str, tmp_path: Path) -> None:
    assert len(growth_rows(tmp_path, {name: ["asserts", "denies"]})) == 1


# --- the article --------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def ask(shipped: KnowledgeGraph, name: str, **values: str) -> list[dict[str, object]]:
    question = load_question(name)
    with shipped.query(question.fill(values), view=question.view) as result:
        return [dict(zip(result.columns, row, strict=True)) for row in result.table()]


def test_what_ice_uses_is_told_with_status_speaker_and_origin(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "services-an-agency-uses", agency="id:subagency-7012")

    assert {"Azure", "Azure AI Video Indexer", "Azure Vision", "Azure Virtual Machines", "Azure Blob Storage"} <= {
        row["name"] for row in rows
    }
    said = {tuple(row[name] for name in ("name", "status", "speaker", "origin", "hedge", "machine")) for row in rows}
    leak = "Leaked internal documents, reported by The Guardian and +972 Magazine"
    for outlet in ("The Guardian", "+972 Magazine"):
        assert any(one[:1] + one[2:] == ("Azure", outlet, leak, "According to reports", "no") for one in said), outlet


def test_nobody_quoted_denies_that_ice_uses_azure(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "who-denies-what")

    assert not [row for row in rows if row["relation"] == "uses"]
    assert {row["speaker"] for row in rows} == {"Microsoft", "a Microsoft spokesperson"}
    (denial,) = [row for row in rows if row["subject"] == ICE]
    assert "does not believe ICE is engaged in such activity" in str(denial["quote"])
    assert "mass surveillance" in str(denial["said"])
    assert denial["speaker"] == "a Microsoft spokesperson"


def test_storage_of_ice_rests_on_the_leak_alone(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "what-rests-on-origin-alone", origin="id:origin-leaked-documents")

    assert {"400 terabytes", "nearly 1,400 terabytes"} <= {row["said"] for row in rows}


def test_outlets_of_the_article_outnumber_its_origins(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "outlets-and-origins")

    (stored,) = [row for row in rows if row["said"] == "400 terabytes"]
    assert (stored["voices"], stored["origins"]) == (2, 1)
    (azure,) = [row for row in rows if (row["relation"], row["said"]) == ("uses", "Azure")]
    assert (azure["voices"], azure["origins"]) == (3, 2)  # the leak and contract records


def test_storage_changed_from_400_to_nearly_1400_terabytes(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "what-changed-between", first="2025-07-15", last="2026-01-15")

    assert (ICE, Decimal(400), Decimal(1400), "terabyte", "exact -> nearly", Decimal("3.5")) in {
        tuple(row[name] for name in ("subject", "before", "after", "unit", "bounds", "ratio")) for row in rows
    }


def test_tripled_is_not_what_the_terabytes_give_with_its_time_and_without(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "growth-stated-and-computed")

    assert {row["words"] for row in rows} == {"tripling of Azure usage", "tripling its data storage"}
    assert {(row["stated"], row["before"], row["computed"], row["differs"]) for row in rows} == {
        (3, 400, Decimal("3.5"), "yes")
    }


def test_amounts_of_the_article_keep_their_words(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "amounts-and-wording")

    amounts = {(row["amount"], row["unit"], row["bound"]) for row in rows}
    assert {
        (Decimal(75_000_000_000), "USD", None),
        (Decimal(45_000_000_000), "USD", None),
        (Decimal(1400), "terabyte", "nearly"),
        (Decimal(3000), "person", None),
    } <= amounts


def test_projections_of_the_article_are_no_facts(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "projections")

    assert len(rows) >= 8
    assert any("predictive policing" in f"{row['subject']} {row['said']}" for row in rows)
    stated = {(row["subject"], row["said"]) for row in ask(shipped, "claims-without-source")}
    assert not stated & {(row["subject"], row["said"]) for row in rows}


def test_the_budget_has_no_source_but_the_publisher(shipped: KnowledgeGraph) -> None:
    rows = ask(shipped, "claims-without-source")

    assert {"$75 billion", "$45 billion"} <= {row["said"] for row in rows}


def test_the_money_path_has_a_quote_per_hop(shipped: KnowledgeGraph) -> None:
    rows = ask(
        shipped,
        "money-path-by-claims",
        statute="id:statute-pl-119-21",
        product="id:product-azure-ai-video-indexer",
    )

    assert {row["hop"] for row in rows} == {1, 2, 3}
    assert {(row["from"], row["to"]) for row in rows} == {
        ("One Big Beautiful Bill Act", "$75 billion for ICE"),
        ("$75 billion for ICE", ICE),
        (ICE, "Azure AI Video Indexer"),
    }
    assert all(row["quote"] for row in rows)


def test_how_45_billion_stands_to_75_billion_is_not_stated(shipped: KnowledgeGraph) -> None:
    rows = ask(
        shipped,
        "how-amounts-stand",
        first="id:appropriation-ice-detention-45-billion",
        second="id:appropriation-obbb-ice-75-billion",
    )

    assert [(row["amount"], row["relation"], row["against"]) for row in rows] == [
        (Decimal(45_000_000_000), "not stated", Decimal(75_000_000_000))
    ]


# --- growth in percent, and what a machine says -------------------------------------------------------------
PRISON = """Norvik Prison Fills

In short, by a program
The prison held 900 inmates in 2025.
Its guards were cut by 70 percent from 2021 to 2023.

The prison held 400 inmates in 2021 and 600 in 2023.
Inmates rose by 80 percent from 2021 to 2023.
Inmates have doubled.
Guards fell by 25 percent from 2021 to 2023, from 200 to 150.
Food costs doubled.
"""
RELATIONS = {"holds": "holds inmates", "rose": "inmates rose by", "fell": "guards fell by", "guards": "employs guards"}


def prison(folder: Path) -> EmbeddedStore:
    folder.mkdir(exist_ok=True)
    program = {"machine_made": True, "speakers": ["program"]}
    values: list[tuple[str, str, str, int, str, dict[str, object]]] = [
        ("held-2021", "holds", "400 inmates in 2021", 400, "2021", {"unit": "person"}),
        ("held-2023", "holds", "600 in 2023", 600, "2023", {"unit": "person"}),
        ("guards-2021", "guards", "from 200 to 150", 200, "2021", {"unit": "person"}),
        ("guards-2023", "guards", "from 200 to 150", 150, "2023", {"unit": "person"}),
        ("rose", "rose", "rose by 80 percent", 80, "2021/2023", {"unit": "percent"}),
        ("fell", "fell", "fell by 25 percent", 25, "2021/2023", {"unit": "percent"}),
        ("doubled", "rose", "Inmates have doubled", 2, "", {"unit": "factor"}),
        ("costs", "costs", "Food costs doubled", 2, "", {"unit": "factor"}),
        ("cut", "fell", "cut by 70 percent", 70, "2021/2023", {"unit": "percent", **program}),
    ]
    claims = [
        {"id": name, "subject": "prison", "relation": relation, "value": value, "unit": more["unit"]}
        | ({"when": when} if when else {})
        | {"evidence": [says(quote, **{key: told for key, told in more.items() if key != "unit"})]}
        for name, relation, quote, value, when, more in values
    ]
    later = {"id": "held-2025", "subject": "prison", "relation": "heldLater", "value": 900, "unit": "person"}
    first = {**later, "id": "held-first", "value": 300, "when": "2019", "evidence": [says("400 inmates in 2021")]}
    machine = {**later, "when": "2025", "evidence": [says("900 inmates in 2025", **program)]}
    file = claims_file(
        folder,
        "prison",
        PRISON,
        entities={
            "prison": {"kind": "agency", "label": "Norvik Prison", "id": "agency-prison"},
            "program": {"kind": "speaker", "label": "a program", "id": "speaker-program"},
        },
        relations={**RELATIONS, "costs": "food costs by a factor of", "heldLater": "held"},
        claims=[*claims, first, machine],
    )
    quads = folder / "prison.nq"
    quads.write_text("\n".join(to_quads([read_claims(file)])) + "\n", encoding="utf-8")
    new = EmbeddedStore.create(folder / "store")
    new.bulk_load([(quads, "nquads")])
    new.finish()
    return EmbeddedStore.open_read_only(folder / "store")


def test_percentages_and_growth_without_a_time_are_held_against_their_values(tmp_path: Path) -> None:
    rows = {
        (row[2], row[3], row[6], row[7], row[8], row[9], row[12])
        for row in answer(prison(tmp_path), "growth-stated-and-computed")
    }
    inmates, guards = ("holds inmates", 400, 600), ("employs guards", 200, 150)

    assert {row for row in rows if row[0] == 2} == {(2, "factor", "no", *inmates, "yes")}
    assert (80, "percent", "no", *inmates, "yes") in rows
    assert (25, "percent", "no", *guards, "no") in rows
    assert (70, "percent", "yes", *guards, "yes") in rows
    assert not [row for row in rows if 900 in row]


def test_what_only_a_machine_says_is_no_change(tmp_path: Path) -> None:
    rows = answer(prison(tmp_path), "what-changed-between", first="2019-07-01", last="2025-07-01")

    assert not [row for row in rows if 900 in row]
    said = answer(prison(tmp_path / "again"), "what-changed-between", first="2021-07-01", last="2023-07-01")
    assert {(row[1], row[3], row[4]) for row in said if row[2] == "two values"} == {
        ("holds inmates", 400, 600),
        ("employs guards", 200, 150),
    }
    assert "70" not in {row[8] for row in said}

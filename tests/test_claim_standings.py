"""What a claim's evidence comes to is one answer, whoever asks: claims, paths, named questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph import open_graph
from graph.claims import origins_of
from graph.claims.stored import RECORDS_ORIGIN
from graph.errors import NothingFound
from graph.evidence import Hop
from graph.knowledge import KnowledgeGraph
from graph.loading import load
from graph.network.around import look_around
from graph.network.lookup import resolve
from graph.network.testimony import Testimony as Witness  # pytest takes names in Test for tests
from tests.claims.samples import CLAIMS, written
from tests.claims.written import claims_file, says
from tests.test_loading_claims import AWARD, HEADER, RECORDED, ROW

ARTICLE = """Azure at Sea

Azure is made by Microsoft, says a brochure.
"Azure is not ours," a spokesperson of Microsoft said.
The Coast Office uses Azure.
"""


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """A graph whose claims file repeats what the catalogue states, and denies it."""
    folder = tmp_path_factory.mktemp("sea")
    file = claims_file(
        folder,
        "azure-at-sea",
        ARTICLE,
        entities={
            "Azure": {"id": "product-azure"},
            "Microsoft": {"id": "vendor-lei-INR2EJN1ERAN0W5ZP974"},
            "Coast Office": {"kind": "agency", "label": "Coast Office", "id": "agency-coast-office"},
            "spokesperson": {"kind": "speaker", "label": "a spokesperson of Microsoft", "id": "speaker-ms"},
        },
        origins={"brochure": {"label": "A brochure"}},
        claims=[
            {
                "id": "maker",
                "subject": "Azure",
                "relation": "madeBy",
                "object": "Microsoft",
                "evidence": [says("Azure is made by Microsoft", origins=["brochure"])],
            },
            {
                "id": "office-uses",
                "subject": "Coast Office",
                "relation": "uses",
                "object": "Azure",
                "evidence": [says("The Coast Office uses Azure")],
            },
        ],
    )
    load(folder / "graph", [file])
    return open_graph(folder / "graph")


def test_a_report_that_repeats_the_catalogue_leaves_it_recorded_and_is_further_evidence(sea: KnowledgeGraph) -> None:
    (hop,) = next(path.hops for path in sea.paths("Azure", "Microsoft").paths if len(path.hops) == 1)

    assert (hop.status, hop.basis) == ("recorded", "product catalogue")
    assert [(one.kind, one.quote, one.origins) for one in hop.evidence] == [
        ("reference", "", ()),
        ("claim", "Azure is made by Microsoft", ("A brochure",)),
    ]


def test_its_origin_counts_beside_the_catalogue(sea: KnowledgeGraph) -> None:
    best = sea.paths("Azure", "Microsoft").paths[0]

    assert (best.weakest_status, best.origins) == ("recorded", ("A brochure",))


def test_what_only_a_report_states_stays_reported(sea: KnowledgeGraph) -> None:
    best = sea.paths("Coast Office", "Microsoft").paths[0]

    assert [hop.status for hop in best.hops] == ["reported", "recorded"]
    assert best.weakest_status == "reported"


def test_the_network_made_from_the_store_tells_the_same(sea: KnowledgeGraph, tmp_path: Path) -> None:
    import duckdb

    from graph.network.build import build_network
    from graph.network.feeds import feed_from_store
    from graph.network.reading import Network

    con = duckdb.connect()
    feed_from_store(con, sea.store)
    build_network(con, tmp_path / "network.bin", sea.snapshot)
    con.close()
    again = Network(tmp_path / "network.bin")

    assert hops_of(again, "Azure") == hops_of(sea.network, "Azure")


def hops_of(network: object, name: str) -> list[Hop]:
    from graph.network.reading import Network

    assert isinstance(network, Network)
    around = look_around(network, Witness(network), resolve(network, name))
    return sorted(around.hops, key=lambda hop: (hop.source, hop.relation, hop.target))


# --- with a record --------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def radars_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph where a loaded record confirms a report."""
    folder = tmp_path_factory.mktemp("radars")
    records = folder / "actions.csv"
    records.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    load(folder / "graph", [written(folder, RECORDED), records])
    return folder / "graph"


@pytest.fixture(scope="module")
def radars(radars_graph: Path) -> KnowledgeGraph:
    return open_graph(radars_graph)


def uses(knowledge: KnowledgeGraph) -> Hop:
    (found,) = (
        hop for path in knowledge.paths("CBP", "Acme Radar").paths for hop in path.hops if hop.relation == "uses"
    )
    return found


def test_a_path_calls_a_confirmed_claim_confirmed_and_counts_its_records(radars: KnowledgeGraph) -> None:
    best = radars.paths("CBP", "Acme Radar").paths[0]

    assert best.weakest_status == "confirmed"
    assert best.origins == ("Budget papers of the Border Agency", RECORDS_ORIGIN)


def test_what_records_confirm_is_still_what_a_document_says(radars: KnowledgeGraph) -> None:
    def relations(view: str) -> set[tuple[str, str]]:
        try:
            found = radars.paths("CBP", "Acme Radar", view=view, limit=100).paths
        except NothingFound:
            return set()
        return {(hop.relation, hop.status) for path in found for hop in path.hops}

    assert not [status for _, status in relations("records") if status != "recorded"]
    assert ("uses", "confirmed") in relations("stated")


def test_the_record_is_shown_as_its_row_says_it(radars: KnowledgeGraph) -> None:
    record = uses(radars).evidence[0]

    assert (record.kind, record.id, record.stance, record.speaker) == ("award", AWARD, "records", "")
    assert (record.quote, record.rows) == ("ACME RADAR FOR THE BORDER AGENCY", ("actions.csv row 1",))


def test_the_sentence_names_the_outlet_and_no_award_as_speaker(
    radars_graph: Path, run_cli: Callable[..., Result]
) -> None:
    told = run_cli("path", "CBP", "Acme Radar", "--format", "text", "--graph", str(radars_graph))

    assert told.exit_code == 0
    assert (
        "[CONFIRMED: claim] U.S. Customs and Border Protection uses Acme Radar, says The Gazette: Border Agency "
        "Doubles Its Radars, and contract records confirm it" in told.stdout
    )
    assert "says award" not in told.stdout


def test_without_the_record_the_same_claim_is_reported_on_the_papers_alone(tmp_path: Path) -> None:
    load(tmp_path / "graph", [written(tmp_path, RECORDED)])
    knowledge = open_graph(tmp_path / "graph")
    best = knowledge.paths("CBP", "Acme Radar").paths[0]

    assert (best.weakest_status, best.origins) == ("reported", ("Budget papers of the Border Agency",))
    assert counted_by_question(knowledge) == counted_by_claims(knowledge)


def test_a_publisher_counts_only_where_nothing_else_in_its_document_does(tmp_path: Path) -> None:
    again = "      - stance: asserts\n        speakers: [The Gazette]\n        origins: [budget papers]\n"
    assert CLAIMS.count(again) == 1
    own = CLAIMS.replace(again, again.replace("        origins: [budget papers]\n", ""))
    load(tmp_path / "graph", [written(tmp_path, own)])
    best = open_graph(tmp_path / "graph").paths("CBP", "Acme Radar").paths[0]

    assert best.origins == ("The Gazette, naming no source",)


def counted_by_question(knowledge: KnowledgeGraph) -> dict[str, int]:
    with knowledge.ask("outlets-and-origins", {}) as answer:
        at = answer.columns.index("claim"), answer.columns.index("origins")
        return {str(row[at[0]]).removeprefix("id:"): int(str(row[at[1]])) for row in answer.table()}


def counted_by_claims(knowledge: KnowledgeGraph) -> dict[str, int]:
    """Claims that nobody asserts have no row in the question."""
    return {
        claim.id: len(origins_of(claim.supporting()))
        for claim in knowledge.claims()
        if any(one.stance in ("asserts", "records") and not one.machine_made for one in claim.evidence)
    }


# --- the bundled graph ----------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def test_every_claim_on_a_line_has_the_status_that_claims_gives(shipped: KnowledgeGraph) -> None:
    statuses = {
        (claim.subject.iri, claim.relation.iri.rpartition("#")[2], claim.object.iri): claim.status
        for claim in shipped.claims()
        if claim.object is not None
    }
    hops = [hop for name in ("ICE", "Azure", "Microsoft") for hop in hops_of(shipped.network, name)]
    claimed = [hop for hop in hops if hop.basis == "claim"]

    assert len(claimed) > 10
    assert {hop.status for hop in claimed} == {"confirmed", "reported"}
    for hop in claimed:
        source, target = (hop.source, hop.target) if hop.forward else (hop.target, hop.source)
        assert hop.status == statuses[source, hop.relation, target]


def test_the_question_of_origins_counts_as_claims_does(shipped: KnowledgeGraph) -> None:
    assert counted_by_question(shipped) == counted_by_claims(shipped)

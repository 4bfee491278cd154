from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import terms
from graph.claims import StoredClaim, Wanted, find_claim, origins_of, read_claims, read_stored, select_claims, to_quads
from graph.errors import AmbiguousName, NothingFound, UnknownName
from tests.claims.samples import CLAIMS, written
from tests.claims.written import store_of

AWARD = "CONT_AWD_A_7012_-NONE-_-NONE-"
VEHICLE = "CONT_IDV_B_7012"


@pytest.fixture
def claims(tmp_path: Path) -> tuple[StoredClaim, ...]:
    return read_stored(store_of([written(tmp_path)]))


def named(claims: list[StoredClaim]) -> list[str]:
    return [claim.name for claim in claims]


def test_claims_come_back_as_they_were_written(claims: tuple[StoredClaim, ...]) -> None:
    assert named(list(claims)) == ["agency-tracks", "agency-uses-radar", "fleet-grows", "radars-cost"]
    uses = find_claim(claims, "agency-uses-radar")
    assert (uses.subject.label, uses.relation.label, uses.said, uses.status) == (
        *("subagency-7014", "uses", "Acme Radar", "reported"),
    )
    (one,) = uses.evidence
    assert (one.stance, one.speaker, [origin.label for origin in one.origins]) == (
        *("asserts", "The Gazette", ["Budget papers of the Border Agency"]),
    )
    assert (one.quote, one.hedge, str(one.confidence)) == (
        "The Border Agency has bought 40 Acme radars",
        ("according to budget papers",),
        "0.95",
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("radars-cost", "Money for radars announced amount $3,500,000", id="money"),
        pytest.param("fleet-grows", "subagency-7014 owns radars about 60 (2027)", id="bound-and-time"),
        pytest.param("agency-tracks", "subagency-7014 is engaged in tracking travellers", id="object"),
    ],
)
def test_a_claim_reads_as_a_sentence(name: str, sentence: str, claims: tuple[StoredClaim, ...]) -> None:
    assert find_claim(claims, name).sentence == sentence


@pytest.mark.parametrize("form", ["{local}", "id:{local}", "<{iri}>", "{iri}", "radars-cost"])
def test_a_claim_is_found_by_name_and_by_id(form: str, claims: tuple[StoredClaim, ...]) -> None:
    wanted = find_claim(claims, "radars-cost")

    assert find_claim(claims, form.format(local=wanted.id, iri=terms.ID + wanted.id)) == wanted


def test_an_unknown_claim_gets_the_nearest(claims: tuple[StoredClaim, ...]) -> None:
    with pytest.raises(UnknownName, match=r"There is no claim 'radar-costs'\.") as caught:
        find_claim(claims, "radar-costs")

    assert "radars-cost" in caught.value.hint


def test_one_name_for_two_claims_is_ambiguous(tmp_path: Path) -> None:
    other = CLAIMS.replace("gazette-2026-radars", "other").replace("value: 60", "value: 61")
    files = [written(tmp_path), written(tmp_path, other, "other.yaml")]

    with pytest.raises(AmbiguousName, match=r"2 claims are called 'fleet-grows'\.") as caught:
        find_claim(read_stored(store_of(files)), "fleet-grows")

    assert caught.value.hint.count("claim-") == 2


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        pytest.param(Wanted(status="denied"), ["agency-tracks"], id="status"),
        pytest.param(Wanted(speaker="the gazette"), ["agency-uses-radar"], id="speaker"),
        pytest.param(Wanted(speaker="spokesperson"), ["agency-tracks"], id="part-of-a-speaker"),
        pytest.param(Wanted(origin="budget papers"), ["agency-uses-radar"], id="part-of-an-origin"),
        pytest.param(Wanted(about="Acme Radar"), ["agency-uses-radar"], id="about-an-object"),
        pytest.param(Wanted(about="id:subagency-7014", status="projection"), ["fleet-grows"], id="two-filters"),
        pytest.param(Wanted(), ["agency-tracks", "agency-uses-radar", "fleet-grows", "radars-cost"], id="all"),
    ],
)
def test_claims_are_chosen(wanted: Wanted, names: list[str], claims: tuple[StoredClaim, ...]) -> None:
    assert named(select_claims(claims, wanted)) == names


def test_speaker_and_origin_must_fit_one_passage(claims: tuple[StoredClaim, ...]) -> None:
    with pytest.raises(NothingFound, match=r"No claim fits speaker 'a spokesperson.*' and origin 'budget papers'\."):
        select_claims(claims, Wanted(speaker="a spokesperson for the Border Agency", origin="budget papers"))


def test_part_of_several_names_is_ambiguous(claims: tuple[StoredClaim, ...]) -> None:
    with pytest.raises(AmbiguousName, match=r"'the' is part of 2 names\.") as caught:
        select_claims(claims, Wanted(origin="the"))

    assert "Budget papers of the Border Agency" in caught.value.hint


def test_an_unknown_speaker_gets_the_nearest(claims: tuple[StoredClaim, ...]) -> None:
    with pytest.raises(UnknownName, match=r"No speaker of a claim is called 'The Gazzette'\.") as caught:
        select_claims(claims, Wanted(speaker="The Gazzette"))

    assert caught.value.hint == "Did you mean The Gazette?"


def test_an_entity_is_looked_up_in_the_graph(claims: tuple[StoredClaim, ...]) -> None:
    found = select_claims(claims, Wanted(about="CBP"), lambda _: terms.ID + "subagency-7014")

    assert named(found) == ["agency-tracks", "agency-uses-radar", "fleet-grows"]


def test_part_of_a_name_may_mean_a_thing_of_the_claims(claims: tuple[StoredClaim, ...]) -> None:
    def unknown(name: str) -> str:
        raise UnknownName(f"Nothing here is called {name!r}.")

    assert named(select_claims(claims, Wanted(about="Acme"), unknown)) == ["agency-uses-radar"]
    with pytest.raises(UnknownName, match=r"Nothing here is called 'Zebra'\."):
        select_claims(claims, Wanted(about="Zebra"), unknown)
    with pytest.raises(UnknownName, match=r"No subject or object of a claim is called 'Zebra'\."):
        select_claims(claims, Wanted(about="Zebra"))


def test_a_graph_without_claims_says_how_to_load_some() -> None:
    with pytest.raises(NothingFound, match=r"The graph holds no claims\.") as caught:
        select_claims((), Wanted())

    assert "vendorgraph load" in caught.value.hint


# --- origins ------------------------------------------------------------------------------------------------
def store_with_records(folder: Path, *, loaded: bool) -> ox.Store:
    more = f"      - stance: records\n        awards: [{AWARD}, {VEHICLE}]\n"
    text = CLAIMS.replace("        confidence: 0.95\n", "        confidence: 0.95\n" + more)
    store = ox.Store()
    lines = "\n".join(to_quads([read_claims(written(folder, text))], {AWARD} if loaded else set()))
    store.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    if loaded:
        store.add(
            ox.Quad(ox.NamedNode(f"{terms.ID}award-{AWARD}"), ox.NamedNode(terms.TYPE), ox.NamedNode(terms.AWARD))
        )
    return store


@pytest.mark.parametrize("loaded", [True, False])
def test_only_records_that_are_loaded_count_as_an_origin(loaded: bool, tmp_path: Path) -> None:
    claim = find_claim(read_stored(store_with_records(tmp_path, loaded=loaded)), "agency-uses-radar")

    record = claim.evidence[-1]
    assert (record.awards, record.at_hand) == ((AWARD, VEHICLE), loaded)
    assert claim.status == ("confirmed" if loaded else "reported")
    expected = ("Budget papers of the Border Agency", *(("federal award records",) if loaded else ()))
    assert origins_of(claim.supporting()) == expected


def test_machine_made_passages_and_repetition_add_no_origin(tmp_path: Path) -> None:
    passage = CLAIMS[CLAIMS.index("        passage: [") : CLAIMS.index("        quote: The Border Agency has")]
    again = f"      - stance: asserts\n{passage}        quote: The Border Agency\n"
    machine = f"      - stance: asserts\n        machine_made: true\n{passage}        quote: Border Agency has\n"
    text = CLAIMS.replace("        confidence: 0.95\n", "        confidence: 0.95\n" + again + machine)

    claim = find_claim(read_stored(store_of([written(tmp_path, text)])), "agency-uses-radar")

    assert len(claim.evidence) == 3
    assert len(claim.supporting()) == 2
    assert origins_of(claim.evidence) == ("Budget papers of the Border Agency",)
    (made,) = [one for one in claim.evidence if one.machine_made]
    assert (made.origins, made.basis) == ((), "machine-made summary, no source of its own")


@pytest.mark.parametrize(
    ("predicate", "written_as", "field"),
    [
        pytest.param(terms.VALUE, "many", "value", id="value"),
        pytest.param(terms.VALUE, "NaN", "value", id="not-a-number"),
        pytest.param(terms.VALID_FROM, "2027-13-01", "valid_from", id="day"),
    ],
)
def test_a_foreign_graph_with_broken_values_can_be_read(
    predicate: str, written_as: str, field: str, tmp_path: Path
) -> None:
    store = store_of([written(tmp_path)])
    name = find_claim(read_stored(store), "fleet-grows").id
    place, claim = ox.NamedNode(terms.GRAPH_CLAIMS), ox.NamedNode(terms.ID + name)
    for quad in list(store.quads_for_pattern(claim, ox.NamedNode(predicate), None, place)):
        store.remove(quad)
    store.add(ox.Quad(claim, ox.NamedNode(predicate), ox.Literal(written_as), place))

    assert getattr(find_claim(read_stored(store), name), field) in (None, "")


def test_a_day_with_a_time_zone_is_a_day(tmp_path: Path) -> None:
    store = store_of([written(tmp_path)])
    name = find_claim(read_stored(store), "radars-cost").id
    place, claim = ox.NamedNode(terms.GRAPH_CLAIMS), ox.NamedNode(terms.ID + name)
    for predicate in (terms.VALID_FROM, terms.VALID_TO):
        day = ox.Literal("2026-01-05Z", datatype=ox.NamedNode(terms.XSD_DATE))
        store.add(ox.Quad(claim, ox.NamedNode(predicate), day, place))

    assert find_claim(read_stored(store), name).when == "2026-01-05"


def test_a_claim_of_foreign_rdf_without_subject_is_read_and_left_to_the_shapes() -> None:
    store = ox.Store()
    place = ox.NamedNode(terms.GRAPH_CLAIMS)
    store.add(
        ox.Quad(ox.NamedNode(terms.ID + "bare"), ox.NamedNode(terms.TYPE), ox.NamedNode(terms.VG + "Claim"), place)
    )

    (claim,) = read_stored(store)

    assert (claim.subject.label, claim.relation.label) == ("", "")

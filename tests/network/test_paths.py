"""Coherent raw paths."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.network import grammar
from graph.network.paths import RawPath, find_raw_paths
from graph.network.reading import INFERRED, Network

from .small import make_network, supply


def node(network: Network, local: str) -> int:
    found = network.node_of(network.base + local)
    assert found is not None
    return found


def stops(network: Network, path: RawPath) -> list[str]:
    return [
        "+".join(network.labels[network.entities + award] for award in network.members_of(number))
        if bundled
        else network.locals[number]
        for bundled, number in path.places
    ]


def routes(network: Network, start: str, end: str, **options: bool | int) -> list[list[str]]:
    found = find_raw_paths(network, node(network, start), node(network, end), **options)  # type: ignore[arg-type]
    assert found.complete
    return [stops(network, path) for path in found.paths]


def test_parallel_awards_are_one_bundle_between_agency_and_product(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "ice", "microsoft") == [["ice", "A1+A2", "azure", "microsoft"]]


def test_a_path_is_the_same_walked_from_the_other_end(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "microsoft", "ice") == [["microsoft", "azure", "A1+A2", "ice"]]


def test_a_vendor_does_not_join_two_unrelated_awards(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "dell") == [["ice", "A3", "dell"]]
    assert routes(network, "ice", "cisco") == []


def test_a_department_does_not_join_its_sub_agencies(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "ice", "cbp") == []


def test_a_department_reaches_what_its_sub_agency_bought(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "dhs", "azure") == [["dhs", "ice", "A1+A2", "azure"]]


def test_inferred_edges_are_left_out_on_request(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "microsoft", inferred=False) == []
    assert routes(network, "ice", "reseller", inferred=False) == [["ice", "A1+A2", "reseller"]]


def test_a_use_by_one_agency_does_not_join_an_award_of_another(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "cbp": "agency", "azure": "product", "seller": "vendor"},
        edges=[("ice", "azure", "uses", 1)],
        sides=[
            ("a", grammar.AWARDED_BY, "cbp"),
            ("a", grammar.PAID_TO, "seller"),
            ("a", grammar.NAMES, "azure", 2),
        ],
    )

    assert routes(network, "ice", "seller") == []


def test_an_award_of_the_whole_platform_is_no_path_to_one_part_of_it(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product", "indexer": "product"},
        edges=[("indexer", "azure", "partOfProduct")],
        sides=[("a", grammar.AWARDED_BY, "ice"), ("a", grammar.NAMES, "azure", 2)],
    )

    assert routes(network, "ice", "indexer") == []
    assert routes(network, "ice", "azure") == [["ice", "A", "azure"]]


def test_money_reaches_an_award_only_over_the_account_that_its_record_names(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={
            "law": "statute",
            "sum": "appropriation",
            "ice": "agency",
            "seller": "vendor",
            "tas": "tas",
            "acc": "account",
        },
        edges=[
            ("law", "sum", "authorizes"),
            ("sum", "ice", "appropriatedTo"),
            ("tas", "acc", "ofAccount"),
            ("acc", "ice", "managedBy"),
        ],
        sides=[
            ("a", grammar.AWARDED_BY, "ice"),
            ("a", grammar.PAID_TO, "seller"),
            ("a", grammar.FUNDED_BY, "tas"),
        ],
    )

    assert routes(network, "law", "seller") == []
    assert routes(network, "law", "ice") == [["law", "sum", "ice"]]
    assert routes(network, "acc", "seller") == [["acc", "tas", "A", "seller"]]


def test_an_award_as_an_end_stands_for_its_bundle(tmp_path: Path) -> None:
    network = supply(tmp_path)
    award = network.entities + 1

    found = find_raw_paths(network, award, node(network, "microsoft"))

    assert [stops(network, path) for path in found.paths] == [["A1+A2", "azure", "microsoft"]]


def test_max_steps_cuts_longer_paths(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "microsoft", max_steps=2) == []
    assert len(routes(network, "ice", "microsoft", max_steps=3)) == 1


_ENTITIES = {
    "a0": "agency", "a1": "agency", "v0": "vendor", "v1": "vendor", "p0": "product", "p1": "product",
    "k0": "vehicle", "t0": "tas", "c0": "account", "s0": "statute", "m0": "appropriation",
}  # fmt: skip
_EDGE_KINDS = [
    ("a0", "a1", "partOf"), ("t0", "c0", "ofAccount"), ("c0", "a0", "managedBy"), ("p0", "v0", "madeBy"),
    ("p1", "v1", "madeBy"), ("p1", "p0", "partOfProduct"), ("a0", "p0", "uses"), ("a1", "p1", "uses"),
    ("s0", "m0", "authorizes"), ("m0", "a0", "appropriatedTo"), ("k0", "v0", "holder"), ("k0", "a1", "awardingAgency"),
    ("v0", "v1", "ultimateParent"), ("k0", "p0", "namesProduct", INFERRED),
]  # fmt: skip
_SIDE_KINDS = [
    (grammar.AWARDED_BY, "a0"), (grammar.AWARDED_BY, "a1"), (grammar.PAID_TO, "v0"), (grammar.PAID_TO, "v1"),
    (grammar.UNDER_VEHICLE, "k0"), (grammar.FUNDED_BY, "t0"), (grammar.NAMES, "p0"), (grammar.NAMES, "p1"),
    (grammar.NAMES, "s0"), (grammar.SUBAWARD_TO, "v1"),
]  # fmt: skip


def brute_force(network: Network, start: int, end: int, longest: int) -> Iterator[tuple[tuple[bool, int], ...]]:
    """Yield the places of every coherent simple path, by trying every continuation."""

    def neighbours(place: tuple[bool, int]) -> Iterator[tuple[tuple[bool, int], int, int]]:
        bundled, number = place
        if bundled:
            for relation, entity, _ in network.sides(number):
                yield (False, entity), relation, relation | grammar.REVERSED
        else:
            for side, far, _ in network.near(number):
                relation = side & ~grammar.REVERSED
                if relation < grammar.ENTITY_RELATIONS:
                    yield (True, far), side, relation
                else:
                    yield (False, far), side, side ^ grammar.REVERSED

    def extend(path: list[tuple[bool, int]], arrived: int | None) -> Iterator[tuple[tuple[bool, int], ...]]:
        for reached, leaving, side in neighbours(path[-1]):
            if reached in path or len(path) > longest:
                continue
            if arrived is not None:
                pair = {frozenset((decode(arrived), decode(leaving)))}
                ok = (arrived != leaving or arrived == grammar.NAMES) if path[-1][0] else bool(pair & grammar.JOINTS)
                if not ok:
                    continue
            if reached == (False, end):
                yield (*path, reached)
            else:
                yield from extend([*path, reached], side)

    def decode(side: int) -> tuple[int, bool]:
        return side & ~grammar.REVERSED, bool(side & grammar.REVERSED)

    yield from extend([(False, start)], None)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(st.sampled_from(range(len(_EDGE_KINDS)))),
    st.lists(st.sets(st.sampled_from(_SIDE_KINDS), min_size=1), max_size=4),
    st.sampled_from(sorted(_ENTITIES)),
    st.sampled_from(sorted(_ENTITIES)),
)
def test_paths_are_those_that_brute_force_finds(
    edges: set[int], awards: list[set[tuple[int, str]]], start: str, end: str
) -> None:
    if start == end:
        return
    sides = [
        (f"award{at}", relation, entity, INFERRED if relation == grammar.NAMES else 0)
        for at, carried in enumerate(awards)
        for relation, entity in sorted(carried)
    ]
    with tempfile.TemporaryDirectory() as folder:
        network = make_network(
            Path(folder), nodes=_ENTITIES, edges=[_EDGE_KINDS[at] for at in sorted(edges)], sides=sides
        )
        first, last = node(network, start), node(network, end)
        found = find_raw_paths(network, first, last)
        every = set(brute_force(network, first, last, 8))

    shortest = min((len(places) for places in every), default=0)
    assert {path.places for path in found.paths} == {places for places in every if len(places) <= shortest + 2}


@pytest.mark.parametrize("ends", [("ice", "microsoft"), ("microsoft", "ice")], ids=["down", "up"])
def test_edges_of_a_path_name_the_relation_between_their_places(tmp_path: Path, ends: tuple[str, str]) -> None:
    network = supply(tmp_path)

    path = find_raw_paths(network, node(network, ends[0]), node(network, ends[1])).paths[0]

    relations = [relation for relation, _ in path.edges]
    expected = [grammar.AWARDED_BY, grammar.NAMES, grammar.MADE_BY]
    assert relations == (expected if ends[0] == "ice" else expected[::-1])

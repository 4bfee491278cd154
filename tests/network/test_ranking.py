"""The rule of rank: its order, and that more evidence never ranks a path lower."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network import grammar, testimony
from graph.network.answers import ranked
from graph.network.asking import ask_paths, merged_options, prepare
from graph.network.deadline import Deadline
from graph.network.paths import find_routes
from graph.network.ranking import RANKS, Draft, Scales, rank_key
from graph.network.reading import RECORDED, REPORTED, Network
from graph.network.telling import STANDINGS

from .small import make_network, supply
from .test_paths_brute import Drawn, build, draw, passing

_MONEY = st.decimals(min_value=0, max_value=10**9, places=2)
_DRAFTS = st.builds(
    Draft,
    legs=st.lists(st.none(), min_size=1, max_size=8).map(tuple),
    joins=st.integers(0, 2),
    weakest=st.integers(0, len(STANDINGS) - 1),
    origins=st.frozensets(st.text(max_size=3), max_size=4),
    hub=st.integers(0, 20),
    least=_MONEY,
    net=st.none() | _MONEY,
    names=st.lists(st.text(max_size=3), max_size=3).map(tuple),
)


def _stronger(draft: Draft) -> Draft:
    return draft._replace(weakest=max(RECORDED, draft.weakest - 1))


def _one_more_origin(draft: Draft) -> Draft:
    return draft._replace(origins=draft.origins | {"another"})


def _more_specific(draft: Draft) -> Draft:
    return draft._replace(hub=max(0, draft.hub - 1))


def _more_money(draft: Draft) -> Draft:
    return draft._replace(least=draft.least + 1)


@given(_DRAFTS, st.sampled_from(RANKS), st.sampled_from([_stronger, _one_more_origin, _more_specific, _more_money]))
def test_what_speaks_for_a_path_never_ranks_it_lower(draft: Draft, rank: str, change: Callable[[Draft], Draft]) -> None:
    assert rank_key(change(draft), rank) <= rank_key(draft, rank)


@given(_DRAFTS, _DRAFTS)
def test_the_weakest_hop_decides_before_anything_else(one: Draft, two: Draft) -> None:
    one = one._replace(joins=0, weakest=RECORDED)
    two = two._replace(joins=0, weakest=REPORTED)

    assert rank_key(one, "evidence") < rank_key(two, "evidence")


@given(_DRAFTS, _DRAFTS, st.sampled_from(RANKS))
def test_a_path_that_a_company_alone_joins_comes_after_every_coherent_one(one: Draft, two: Draft, rank: str) -> None:
    assert rank_key(one._replace(joins=0), rank) < rank_key(two._replace(joins=1), rank)


def _with_parallel_award(graph: Drawn, award: str) -> Drawn:
    awards = {**graph.rows.awards, f"{award}-again": graph.rows.awards[award]}
    sure = {
        **graph.sure,
        **{(f"{award}-again", node): one for (name, node), one in graph.sure.items() if name == award},
    }
    days = {**graph.days, f"{award}-again": graph.days[award]}
    rows = graph.rows
    return graph._replace(rows=type(rows)(rows.kinds, rows.edges, awards), days=days, sure=sure)


def _keys(
    network: Network, told: testimony.Testimony, start: str, end: str
) -> dict[tuple[object, ...], tuple[object, ...]]:
    sieve, asked = prepare(network, told, (f"id:{start}", f"id:{end}"), merged_options(None, {}))
    drafts, _ = ranked(sieve, asked, Deadline(None))
    return {
        tuple((network.locals[leg.target], leg.near, leg.far, leg.vehicle) for leg in draft.legs): rank_key(
            draft, "evidence"
        )
        for draft in drafts
    }


@pytest.mark.parametrize("seed", range(3))
def test_one_more_award_on_a_path_never_ranks_it_lower(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    graphs = [draw(chance, f"g{at}-") for at in range(120)]
    graphs = [graph for graph in graphs if graph.rows.awards]
    picked = [chance.choice(sorted(graph.rows.awards)) for graph in graphs]
    before = build(tmp_path, graphs)
    (tmp_path / "more").mkdir()
    after = build(
        tmp_path / "more", [_with_parallel_award(one, award) for one, award in zip(graphs, picked, strict=True)]
    )

    some = 0
    for graph, award in zip(graphs, picked, strict=True):
        nodes = sorted({node for _, node in passing(graph).awards[award]})
        for start, end in [(chance.choice(nodes), chance.choice(sorted(graph.rows.kinds))) for _ in range(4)]:
            if start == end:
                continue
            was, now = _keys(*before, start, end), _keys(*after, start, end)
            carried = _carried_by(before[0], start, end, award)
            for path in carried:
                assert now[path] <= was[path], (start, end, path)
            some += len(carried)
    assert some > 50


def _carried_by(network: Network, start: str, end: str, award: str) -> list[tuple[object, ...]]:
    """Return the paths that an award carries a hop of."""
    sieve, asked = prepare(
        network, testimony.Testimony(network), (f"id:{start}", f"id:{end}"), merged_options(None, {})
    )
    node = network.node_of(network.base + award)
    assert node is not None
    found = find_routes(sieve, asked.starts, asked.ends, asked.bounds, Deadline(None))
    return [
        tuple((network.locals[leg.target], leg.near, leg.far, leg.vehicle) for leg in legs)
        for legs in ([leg for step in route for leg in step] for route in found.routes)
        if any(node - network.entities in sieve.awards_of(leg) for leg in legs)
    ]


def test_a_hub_that_touches_everything_is_worth_less(tmp_path: Path) -> None:
    sides = [
        ("a", grammar.AWARDED_BY, "ice"), ("a", grammar.NAMES, "rare", 2), ("a", grammar.NAMES, "common", 2),
        *((f"x{at}", grammar.NAMES, "common", 2) for at in range(20)),
    ]  # fmt: skip
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "rare": "product", "common": "product", "maker": "vendor"},
        edges=[("common", "maker", "madeBy"), ("rare", "maker", "madeBy")],
        sides=sides,
    )

    found = ask_paths(network, testimony.Testimony(network), ("id:ice", "id:maker"), merged_options(None, {}))

    assert [path.hops[0].target_label for path in found.paths] == ["rare", "common"]


@pytest.mark.parametrize(
    ("rank", "first"),
    [
        pytest.param("evidence", ["mid", "seller"], id="recorded-though-longer"),
        pytest.param("hops", ["seller"], id="shorter-though-reported"),
    ],
)
def test_ranks_by_evidence_and_by_hops_differ(rank: str, first: list[str], tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "mid": "vendor", "seller": "vendor"},
        edges=[("ice", "seller", "supplies", REPORTED), ("mid", "seller", "ultimateParent")],
        sides=[("a", grammar.AWARDED_BY, "ice"), ("a", grammar.PAID_TO, "mid")],
    )

    found = ask_paths(
        network, testimony.Testimony(network), ("id:ice", "id:seller"), merged_options(None, {"rank": rank})
    )

    assert [hop.target_label for hop in found.paths[0].hops] == first


def test_by_money_the_most_on_the_narrowest_recorded_hop_comes_first(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "small": "vendor", "large": "vendor", "owner": "vendor"},
        edges=[("small", "owner", "ultimateParent"), ("large", "owner", "ultimateParent")],
        sides=[
            (award, relation, node)
            for award, vendor in (("a", "small"), ("b", "large"))
            for relation, node in ((grammar.AWARDED_BY, "ice"), (grammar.PAID_TO, vendor))
        ],
        nets={"a": "5", "b": "7000"},
    )

    found = ask_paths(
        network, testimony.Testimony(network), ("id:ice", "id:owner"), merged_options(None, {"rank": "money"})
    )

    assert [path.hops[0].target_label for path in found.paths] == ["large", "small"]


def test_a_hop_that_nobody_says_counts_as_inferred_at_best(tmp_path: Path) -> None:
    network = make_network(
        tmp_path, nodes={"azure": "product", "maker": "vendor"}, edges=[("azure", "maker", "madeBy")]
    )

    found = ask_paths(network, testimony.Testimony(network), ("id:azure", "id:maker"), merged_options(None, {}))

    (path,) = found.paths
    assert (path.weakest_status, path.hops[0].status, path.hops[0].basis) == ("inferred", "recorded", "no source given")
    assert (found.unsourced, found.has_recorded) == (1, False)


def test_an_award_pays_only_what_its_record_states(tmp_path: Path) -> None:
    network = supply(tmp_path)
    sieve, asked = prepare(network, testimony.Testimony(network), ("id:ice", "id:microsoft"), merged_options(None, {}))
    (route,) = find_routes(sieve, asked.starts, asked.ends, asked.bounds, Deadline(None)).routes

    draft = Scales(sieve).weigh(route)

    assert (draft.net, draft.least, draft.weakest) == (
        Decimal("21.00"),
        Decimal("21.00"),
        STANDINGS.index("inferred"),
    )

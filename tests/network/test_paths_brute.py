"""The search against brute force over rows, on thousands of small random multigraphs, with every option."""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from graph import terms
from graph.errors import NothingFound, UnknownName
from graph.network import grammar, testimony
from graph.network.answers import ranked
from graph.network.asking import ask_paths, merged_options, prepare
from graph.network.deadline import Deadline
from graph.network.paths import Route, find_routes
from graph.network.reading import DENIED, DISPUTED, INFERRED, RECORDED, REPORTED, Network
from graph.network.sayings import claim_key
from graph.network.views import WORST

from .brute import Hop, Rows, all_paths, apart, names_of
from .small import insert, make_network

_KINDS = {
    "a0": "agency", "a1": "agency", "v0": "vendor", "v1": "vendor", "v2": "vendor", "p0": "product", "p1": "product",
    "k0": "vehicle", "k1": "vehicle", "t0": "tas", "c0": "account", "s0": "statute", "m0": "appropriation",
}  # fmt: skip
_EDGES = [
    ("a0", "a1", "partOf", RECORDED), ("t0", "c0", "ofAccount", RECORDED), ("c0", "a0", "managedBy", RECORDED),
    ("p0", "v0", "madeBy", RECORDED), ("p1", "v1", "madeBy", RECORDED), ("p1", "v0", "madeBy", RECORDED),
    ("p1", "p0", "partOfProduct", RECORDED), ("a0", "p0", "uses", REPORTED), ("a1", "p1", "uses", REPORTED),
    ("a1", "p0", "uses", DISPUTED), ("a0", "p1", "uses", DENIED), ("s0", "m0", "authorizes", REPORTED),
    ("m0", "a0", "appropriatedTo", RECORDED), ("k0", "v0", "holder", RECORDED),
    ("k0", "a1", "awardingAgency", RECORDED),
    ("k1", "k0", "underVehicle", RECORDED), ("v0", "v1", "ultimateParent", RECORDED),
    ("v0", "a1", "supplies", REPORTED),
    ("k0", "p0", "namesProduct", INFERRED),
]  # fmt: skip
_SIDES = [
    (grammar.AWARDED_BY, "a0"), (grammar.AWARDED_BY, "a1"), (grammar.FUNDED_BY_AGENCY, "a0"), (grammar.PAID_TO, "v0"),
    (grammar.PAID_TO, "v1"), (grammar.PAID_TO, "v2"), (grammar.UNDER_VEHICLE, "k0"), (grammar.UNDER_VEHICLE, "k1"),
    (grammar.FUNDED_BY, "t0"), (grammar.NAMES, "p0"), (grammar.NAMES, "p1"), (grammar.NAMES, "s0"),
    (grammar.INHERITS, "p0"), (grammar.SUBAWARD_TO, "v1"), (grammar.SUBAWARD_TO, "v2"),
]  # fmt: skip
_DAYS = [date(2024, month, 1) for month in (1, 4, 7)]
_SPANS = [(_DAYS[0], _DAYS[0]), (_DAYS[0], _DAYS[1]), (_DAYS[1], _DAYS[2]), (_DAYS[2], _DAYS[2])]
_CONFIDENCES = [Decimal("0.5"), Decimal("0.7"), Decimal("0.9")]
_GRAPHS = 250  # graphs per network and seed
Span = tuple[date | None, date | None]
Many = tuple[Network, testimony.Testimony, int]


class Drawn(NamedTuple):
    """One random graph in rows: its awards' days, confidences of what is named, and days of what is claimed."""

    rows: Rows
    days: dict[str, tuple[date, date]]
    sure: dict[tuple[str, str], Decimal]
    claimed: dict[tuple[str, str, str], Span]

    def without(self, gone: str) -> Rows:
        """Return what is left when a thing is gone, and with it the awards paid to it or under it."""
        rows = passing(self)
        awards = {
            award: frozenset((relation, node) for relation, node in sides if node != gone)
            for award, sides in rows.awards.items()
            if award != gone and not {(grammar.PAID_TO, gone), (grammar.UNDER_VEHICLE, gone)} & sides
        }
        kinds = {name: kind for name, kind in rows.kinds.items() if name != gone}
        return Rows(kinds, [edge for edge in rows.edges if gone not in edge[:2]], awards)


def draw(chance: random.Random, prefix: str) -> Drawn:
    """Return a random graph whose names begin with ``prefix``."""
    own = {name: prefix + name for name in _KINDS}
    edges = [(own[s], own[t], p, status) for s, t, p, status in _EDGES if chance.random() < 0.5]
    awards = {
        f"{prefix}w{at}": frozenset(
            (relation, own[node])
            for relation, node in chance.sample(_SIDES, chance.randint(1, 6))
            if chance.random() < 0.9
        )
        for at in range(chance.randint(0, 5))
    }
    awards = {award: sides for award, sides in awards.items() if sides}
    days = {award: chance.choice(_SPANS) for award in awards}
    subjects = [(award, node) for award, sides in awards.items() for relation, node in sorted(sides)
                if relation in grammar.INFERRED_SIDES]  # fmt: skip
    subjects += [(s, t) for s, t, p, _ in edges if p == "namesProduct"]
    sure = {pair: chance.choice(_CONFIDENCES) for pair in subjects}
    spans: list[Span] = [*_SPANS, (None, None), (_DAYS[1], None), (None, _DAYS[1])]
    claimed = {(s, p, t): chance.choice(spans) for s, t, p, status in edges if status in (REPORTED, DISPUTED, DENIED)}
    return Drawn(Rows({own[name]: kind for name, kind in _KINDS.items()}, edges, awards), days, sure, claimed)


@cache
def drawn(seed: int) -> list[Drawn]:
    chance = random.Random(seed)
    return [draw(chance, f"g{at}-") for at in range(_GRAPHS)]


def build(folder: Path, graphs: list[Drawn]) -> tuple[Network, testimony.Testimony]:
    """Return one network that holds all the graphs side by side."""

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        detections = [
            (f"d-{subject}-{target}", subject, target, str(confidence))
            for graph in graphs
            for (subject, target), confidence in graph.sure.items()
        ]
        insert(con, "feed_detection", [(*one[:3], None, 0, 1, "rule", one[3], "x") for one in detections])
        sayings = [
            (claim_key(terms.ID + s, terms.VG + p, terms.ID + t), _saying(f"{s} {p} {t}", span))
            for graph in graphs
            for (s, p, t), span in graph.claimed.items()
        ]
        insert(con, "feed_saying", sayings)

    network = make_network(
        folder,
        nodes={name: kind for graph in graphs for name, kind in graph.rows.kinds.items()},
        edges=[edge for graph in graphs for edge in graph.rows.edges],
        sides=[
            (award, relation, node, INFERRED if relation in grammar.INFERRED_SIDES else RECORDED)
            for graph in graphs
            for award, sides in graph.rows.awards.items()
            for relation, node in sorted(sides)
        ],
        days={a: (f.isoformat(), t.isoformat()) for graph in graphs for a, (f, t) in graph.days.items()},
        fill=fill,
    )
    return network, testimony.Testimony(network)


def _saying(name: str, span: Span) -> str:
    first, last = (None if day is None else day.isoformat() for day in span)
    one = {"kind": "claim", "id": name, "stance": "asserts", "origins": [name], "first_date": first, "last_date": last}
    return json.dumps({"status": "reported", "origins": [name], "evidence": [one]})


def passing(graph: Drawn, *, view: str = "inferred", as_of: date | None = None, least: Decimal | None = None) -> Rows:
    """Return only the rows that pass the filters."""
    worst = WORST[view]

    def holds(span: Span) -> bool:
        if as_of is None:
            return True
        return span != (None, None) and (span[0] or as_of) <= as_of <= (span[1] or as_of)

    def sure(subject: str, target: str) -> bool:
        return least is None or graph.sure[subject, target] >= least

    edges = [
        (s, t, p, status)
        for s, t, p, status in graph.rows.edges
        if status <= worst
        and (status != INFERRED or sure(s, t))
        and (status in (RECORDED, INFERRED) or holds(graph.claimed[s, p, t]))
    ]
    awards = {
        award: frozenset(
            (relation, node)
            for relation, node in sides
            if relation not in grammar.INFERRED_SIDES or (worst >= INFERRED and sure(award, node))
        )
        for award, sides in graph.rows.awards.items()
        if holds(graph.days[award])
    }
    return Rows(graph.rows.kinds, edges, awards)


Shown = dict[tuple[tuple[Hop, ...], frozenset[str]], tuple[frozenset[str], ...]]


def searched(network: Network, told: testimony.Testimony, start: str, end: str, **options: object) -> Shown:
    """Return what the search finds, in the shape of the brute force."""
    return found_between(network, told, (f"id:{start}", f"id:{end}"), options)


def found_between(
    network: Network, told: testimony.Testimony, ends: tuple[str | None, str | None], options: dict[str, object]
) -> Shown:
    """Return what the search finds between two ends, names or kinds."""
    sieve, asked = prepare(network, told, ends, merged_options(None, options))
    drafts, complete = ranked(sieve, asked._replace(limit=10_000), Deadline(None))
    assert complete
    local, entities = network.locals, network.entities
    found: Shown = {}
    for draft in drafts:
        hops = tuple(
            (
                local[leg.source],
                local[leg.target],
                leg.near,
                leg.far,
                None if leg.edge is None else sieve.edge(leg.edge).predicate.removeprefix(terms.VG),
                None if leg.vehicle is None else local[leg.vehicle],
            )
            for leg in draft.legs
        )
        joins = frozenset(local[leg.source] for leg in draft.legs if leg.joined)
        awards = tuple(frozenset(local[entities + award] for award in sieve.awards_of(leg)) for leg in draft.legs)
        assert (hops, joins) not in found
        found[hops, joins] = awards
    return found


def passing_by(graph: Drawn, every: Shown, stop: str) -> Shown:
    """Return the paths that pass a thing, their hops narrowed to the awards that do."""
    found: dict[tuple[tuple[Hop, ...], frozenset[str]], list[frozenset[str]]] = {}
    for (hops, joins), awards in every.items():
        if stop in {end for hop in hops for end in hop[:2]}:
            found[hops, joins] = list(awards)
            continue
        under = [frozenset(one for one in own if _rests_on(graph, one, stop)) for own in awards]
        if not any(under):
            continue
        vehicle = stop if graph.rows.kinds.get(stop) == "vehicle" else None
        told = tuple(
            (*hop[:5], vehicle) if own and vehicle and not grammar.PAYING.isdisjoint(hop[2:4]) else hop
            for hop, own in zip(hops, under, strict=True)
        )
        kept = [own or whole for own, whole in zip(under, awards, strict=True)]
        known = found.setdefault((told, joins), [frozenset()] * len(kept))
        found[told, joins] = [one | two for one, two in zip(known, kept, strict=True)]
    return {key: tuple(awards) for key, awards in found.items()}


def _rests_on(graph: Drawn, award: str, stop: str) -> bool:
    return award == stop or (grammar.UNDER_VEHICLE, stop) in graph.rows.awards[award]


def pairs(graph: Drawn, chance: random.Random, many: int) -> list[tuple[str, str]]:
    """Return some pairs of different things, awards among them."""
    names = [*graph.rows.kinds, *graph.rows.awards]
    return [tuple(chance.sample(names, 2)) for _ in range(many)]  # type: ignore[misc]


@pytest.fixture(scope="module", params=range(8))
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Many:
    return *build(tmp_path_factory.mktemp("many"), drawn(request.param)), request.param


_PLAIN: list[dict[str, object]] = [
    {},
    {"max_hops": 2},
    {"directed": True},
    {"through_companies": True, "max_hops": 5},
    {"through_companies": True, "directed": True},
]


@pytest.mark.parametrize("options", _PLAIN, ids=lambda options: "-".join(options) or "plain")
def test_paths_are_those_that_brute_force_finds(many: Many, options: dict[str, object]) -> None:
    network, told, seed = many
    chance = random.Random(seed)

    some = 0
    for graph in drawn(seed):
        for start, end in pairs(graph, chance, 1):
            expected = all_paths(
                passing(graph),
                start,
                end,
                most=int(str(options.get("max_hops", 8))),
                directed=bool(options.get("directed")),
                companies=bool(options.get("through_companies")),
            )
            assert searched(network, told, start, end, **options) == expected, (start, end)
            some += bool(expected)
    assert some > 20


@pytest.mark.parametrize("companies", [False, True], ids=["coherent", "companies"])
def test_a_search_for_one_path_finds_the_first_of_all(many: Many, companies: bool) -> None:
    network, told, seed = many
    chance = random.Random(seed + 500)
    options = merged_options(None, {"through_companies": companies})

    some = 0
    for graph in drawn(seed):
        for start, end in pairs(graph, chance, 1):
            sieve, asked = prepare(network, told, (f"id:{start}", f"id:{end}"), options)
            every = find_routes(sieve, asked.starts, asked.ends, asked.bounds, Deadline(None)).routes
            one = find_routes(sieve, asked.starts, asked.ends, asked.bounds._replace(limit=1), Deadline(None)).routes
            assert list(map(_told, one)) == list(map(_told, every[:1])), (start, end)
            some += bool(every)
    assert some > 20


def _told(route: Route) -> list[tuple[object, ...]]:
    return [(*leg.key, *leg.bundles) for step in route for leg in step]


def _reversed(shown: Shown) -> Shown:
    def turned(hop: Hop) -> Hop:
        source, target, near, far, predicate, vehicle = hop
        return (
            (target, source, near, None, predicate, vehicle)
            if far is None
            else (target, source, far, near, None, vehicle)
        )

    return {(tuple(turned(hop) for hop in hops[::-1]), joins): awards[::-1] for (hops, joins), awards in shown.items()}


def test_a_path_is_the_same_walked_from_the_other_end(many: Many) -> None:
    network, told, seed = many
    chance = random.Random(seed + 100)

    for graph in drawn(seed):
        for start, end in pairs(graph, chance, 1):
            for companies in (False, True):
                there = searched(network, told, start, end, through_companies=companies, max_hops=6)
                back = searched(network, told, end, start, through_companies=companies, max_hops=6)
                assert _reversed(there) == back


def test_filters_equal_a_graph_of_only_what_passes(many: Many) -> None:
    network, told, seed = many
    chance = random.Random(seed + 400)

    some = 0
    for graph in drawn(seed):
        view, as_of = chance.choice(list(WORST)), chance.choice([None, *_DAYS])
        least = chance.choice([None, Decimal("0.7"), Decimal("0.9")])
        rows = passing(graph, view=view, as_of=as_of, least=least)
        for start, end in pairs(graph, chance, 1):
            found = searched(network, told, start, end, view=view, as_of=as_of, min_confidence=least)
            if {start, end} & graph.rows.awards.keys() - rows.awards.keys():
                assert found == {}
            else:
                assert found == all_paths(rows, start, end, most=8), (start, end, view, as_of, least)
            some += bool(found)
    assert some > 10


def test_ranks_under_filters_equal_those_of_a_rebuilt_graph(many: Many, tmp_path: Path) -> None:
    network, told, seed = many
    chance = random.Random(seed + 200)
    graphs = [graph for graph in drawn(seed) if graph.rows.awards]
    options = {"view": "stated", "as_of": _DAYS[1], "limit": 1000}
    kept = [
        graph._replace(rows=passing(graph, view="stated", as_of=_DAYS[1]), sure={})  # nothing inferred is left
        for graph in graphs
    ]
    again, told_again = build(tmp_path, kept)

    def order(one: Network, by: testimony.Testimony, start: str, end: str) -> list[object]:
        try:
            found = ask_paths(one, by, (f"id:{start}", f"id:{end}"), merged_options(None, options))
        except (NothingFound, UnknownName):
            return []
        return [path.to_json() for path in found.paths]

    some = 0
    for graph in graphs:
        for start, end in pairs(graph, chance, 1):
            answer = order(network, told, start, end)
            assert answer == order(again, told_again, start, end)
            some += bool(answer)
    assert some > 10


@pytest.mark.parametrize("companies", [False, True], ids=["coherent", "companies"])
def test_stops_and_what_is_avoided_choose_among_all_paths(many: Many, companies: bool) -> None:
    network, told, seed = many
    chance = random.Random(seed + 300)
    plain: dict[str, object] = {"through_companies": companies, "max_hops": 6}

    for graph in chance.sample(drawn(seed), 40):
        (start, end), stop = pairs(graph, chance, 1)[0], chance.choice([*graph.rows.kinds, *graph.rows.awards])
        if stop in (start, end):
            continue
        every = all_paths(passing(graph), start, end, most=6, companies=companies)
        passed = searched(network, told, start, end, **plain, via=(f"id:{stop}",))
        assert passed == passing_by(graph, every, stop)
        without = graph.without(stop)
        if {start, end} <= {*without.kinds, *without.awards}:
            avoided = searched(network, told, start, end, **plain, avoid=(f"id:{stop}",))
            assert avoided == all_paths(without, start, end, most=6, companies=companies)


def test_chosen_relations_leave_the_paths_of_chosen_hops_alone(many: Many) -> None:
    network, told, seed = many
    chance = random.Random(seed + 500)

    some = fewer = 0
    for graph in drawn(seed):
        for start, end in pairs(graph, chance, 1):
            companies = chance.random() < 0.3
            every = all_paths(passing(graph), start, end, most=6, companies=companies)
            called = sorted({one for hops, _ in every for hop in hops for one in (names_of(hop)[0], *names_of(hop)[1])})
            if not called:
                continue
            chosen = frozenset(chance.sample(called, chance.randint(1, len(called))))
            expected = {
                key: awards
                for key, awards in every.items()
                if all(name in chosen or own <= chosen for name, own in map(names_of, key[0]))
            }
            found = searched(
                network, told, start, end, relations=tuple(chosen), max_hops=6, through_companies=companies
            )
            assert found == expected, (start, end, chosen)
            some += bool(found)
            fewer += len(found) < len(every)
    assert some > 5
    assert fewer > 5


@pytest.mark.parametrize("turned", [False, True], ids=["to-a-kind", "from-a-kind"])
def test_a_kind_as_an_end_stands_for_each_thing_of_it(many: Many, turned: bool) -> None:
    network, told, seed = many
    chance = random.Random(seed + 600)

    some = 0
    for graph in chance.sample(drawn(seed), 60):
        rows = passing(graph)
        kind = chance.choice([*sorted({*_KINDS.values()}), "award"])
        of_kind = [*(graph.rows.awards if kind == "award" else ()), *(n for n, k in rows.kinds.items() if k == kind)]
        one = chance.choice([*rows.kinds, *rows.awards])
        expected: Shown = {}
        for other in of_kind:
            if other != one:
                start, end = (other, one) if turned else (one, other)
                expected |= all_paths(rows, start, end, most=5)
        ends = (None, f"id:{one}") if turned else (f"id:{one}", None)
        options: dict[str, object] = {"max_hops": 5, "from_type" if turned else "to_type": kind}
        assert found_between(network, told, ends, options) == expected, (one, kind)
        some += bool(expected)
    assert some > 10


def test_two_kinds_as_ends_stand_for_each_pair_of_them(tmp_path: Path) -> None:
    chance = random.Random(7)

    some = 0
    for at, graph in enumerate(chance.sample(drawn(0), 8)):
        (tmp_path / str(at)).mkdir()
        network, told = build(tmp_path / str(at), [graph])
        rows = passing(graph)
        for first, second in (("agency", "product"), ("product", "vehicle")):
            expected: Shown = {}
            for start in (name for name, kind in rows.kinds.items() if kind == first):
                for end in (name for name, kind in rows.kinds.items() if kind == second):
                    expected |= all_paths(rows, start, end, most=5)
            options: dict[str, object] = {"max_hops": 5, "from_type": first, "to_type": second}
            assert found_between(network, told, (None, None), options) == expected, (at, first, second)
            some += bool(expected)
    assert some > 3


def test_disjoint_paths_are_the_best_that_share_nothing_with_a_better_one(many: Many) -> None:
    network, told, seed = many
    chance = random.Random(seed + 700)

    fewer = 0
    for graph in drawn(seed):
        for start, end in pairs(graph, chance, 1):
            options: dict[str, object] = {"limit": 1000, "max_hops": 6, "through_companies": chance.random() < 0.3}
            try:
                every = ask_paths(network, told, (f"id:{start}", f"id:{end}"), merged_options(None, options)).paths
            except NothingFound:
                continue
            places = [
                (
                    [path.hops[0].source, *(hop.target for hop in path.hops)],
                    frozenset(hop.via for hop in path.hops if hop.via),
                )
                for path in every
            ]
            asked = merged_options(None, options | {"disjoint": True})
            alone = ask_paths(network, told, (f"id:{start}", f"id:{end}"), asked)
            assert [path.hops for path in alone.paths] == [every[at].hops for at in apart(places)]
            assert alone.total == len(alone.paths)
            fewer += len(alone.paths) < len(every)
    assert fewer > 10

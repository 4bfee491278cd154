"""Paths as they are asked for: options, views, days, what is contested, and questions that cannot be answered."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import NothingFound, TimedOut, UnknownName, UsageProblem
from graph.network import grammar, testimony
from graph.network.asking import ask_paths, merged_options
from graph.network.found import PathsFound
from graph.network.reading import DENIED, DISPUTED, INFERRED, REPORTED, Network
from graph.network.sayings import claim_key, contested, sayings
from graph.sentences import path_lines

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, make_network, supply


def ask(network: Network, start: str | None, end: str | None, **options: object) -> PathsFound:
    return ask_paths(network, testimony.Testimony(network), (start, end), merged_options(None, options))


def claims(*told: tuple[str, str, str, str, str, str | None, str | None]) -> object:
    """Return a filler of claims: subject, predicate, object, stance, speaker, first and last day."""

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        grouped: dict[str, list[dict[str, object]]] = {}
        for subject, predicate, target, stance, speaker, first, last in told:
            key = claim_key(terms.ID + subject, terms.VG + predicate, terms.ID + target)
            grouped.setdefault(key, []).append(
                {"kind": "claim", "id": key, "document": f"Paper of {speaker}", "stance": stance, "speaker": speaker,
                 "origins": [speaker], "first_date": first, "last_date": last}
            )  # fmt: skip
        for key, pieces in grouped.items():
            said = {"status": status_of(pieces), "origins": origins_of(pieces), "evidence": pieces}
            con.execute("insert into feed_saying values (?, ?)", [key, json.dumps(said)])

    return fill


def status_of(pieces: list[dict[str, object]]) -> str:
    stances = {str(one["stance"]) for one in pieces}
    return "disputed" if len(stances) > 1 else "reported" if "asserts" in stances else "denied"


def origins_of(pieces: list[dict[str, object]]) -> list[object]:
    return [one["speaker"] for one in pieces if one["stance"] == "asserts"]


def contested_network(folder: Path) -> Network:
    return make_network(
        folder,
        nodes={"ice": "agency", "azure": "product", "teams": "product", "microsoft": "vendor"},
        edges=[
            ("azure", "microsoft", "madeBy"),
            ("teams", "microsoft", "madeBy"),
            ("ice", "azure", "uses", DENIED),
            ("ice", "teams", "uses", DISPUTED),
        ],
        fill=claims(  # type: ignore[arg-type]
            ("ice", "uses", "azure", "denies", "Microsoft", None, None),
            ("ice", "uses", "teams", "asserts", "Reporter", None, None),
            ("ice", "uses", "teams", "denies", "Microsoft", None, None),
        ),
    )


@pytest.mark.parametrize("view", ["records", "stated", "inferred"])
def test_what_is_denied_or_disputed_joins_nothing_unless_asked(view: str, tmp_path: Path) -> None:
    network = contested_network(tmp_path)

    with pytest.raises(NothingFound, match="No coherent path of at most 8 hops joins ice and microsoft"):
        ask(network, "ice", "microsoft", view=view)


def test_the_widest_view_shows_what_is_denied_last_and_says_by_whom(tmp_path: Path) -> None:
    found = ask(contested_network(tmp_path), "ice", "microsoft", view="all")

    assert [path.weakest_status for path in found.paths] == ["disputed", "denied"]
    lines = list(path_lines(found.paths, found.total))
    assert "[DISPUTED: claim] ice uses teams, says Paper of Reporter, denied by Microsoft. [1][2]" in lines[1]
    denied = next(line for line in lines if "DENIED" in line)
    assert "[DENIED: claim] ice uses azure, denied by Microsoft. [1]" in denied
    assert found.paths[1].origins == ()  # who denies a thing does not say it


def test_a_claim_both_stated_and_contested_is_an_edge_once(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product"},
        edges=[("ice", "azure", "uses", REPORTED), ("ice", "azure", "uses", DISPUTED)],
        fill=claims(("ice", "uses", "azure", "asserts", "Reporter", None, None)),  # type: ignore[arg-type]
    )

    assert [path.weakest_status for path in ask(network, "ice", "azure", view="all").paths] == ["reported"]


def test_contested_claims_between_things_are_read_from_the_claims_of_a_store() -> None:
    store = ox.Store()
    graph = ox.NamedNode(terms.GRAPH_CLAIMS)

    def add(claim: str, status: str, target: ox.NamedNode | ox.Literal) -> None:
        node = ox.NamedNode(terms.ID + claim)
        for predicate, value in (
            (terms.RDF + "type", ox.NamedNode(terms.VG + "Claim")),
            (terms.RDF + "subject", ox.NamedNode(terms.ID + "ice")),
            (terms.RDF + "predicate", ox.NamedNode(terms.VG + "uses")),
            (terms.VG + "value" if isinstance(target, ox.Literal) else terms.RDF + "object", target),
            (terms.VG + "status", ox.NamedNode(status)),
        ):
            store.add(ox.Quad(node, ox.NamedNode(predicate), value, graph))

    add("c1", terms.STATUS_DENIED, ox.NamedNode(terms.ID + "azure"))
    add("c2", terms.STATUS_DISPUTED, ox.NamedNode(terms.ID + "teams"))
    add("c3", terms.STATUS_DENIED, ox.Literal("1400 TB"))
    add("c4", terms.STATUS_REPORTED, ox.NamedNode(terms.ID + "word"))

    ice, uses = terms.ID + "ice", terms.VG + "uses"
    assert contested(store) == [
        (ice, uses, terms.ID + "azure", "denied"),
        (ice, uses, terms.ID + "teams", "disputed"),
    ]
    assert [key for key, _ in sayings(store)] == [
        claim_key(ice, uses, terms.ID + "azure"),
        claim_key(ice, uses, terms.ID + "teams"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        pytest.param("2024-01-01", "2024-06-30", date(2024, 6, 30), True, id="last-day"),
        pytest.param("2024-01-01", "2024-06-30", date(2024, 7, 1), False, id="day-after"),
        pytest.param("2024-01-01", None, date(2030, 1, 1), True, id="holds-on"),
        pytest.param(None, "2024-06-30", date(2023, 12, 31), True, id="until"),
        pytest.param(None, None, date(2024, 2, 2), False, id="without-days"),
    ],
)
def test_a_report_counts_on_the_days_it_speaks_of(
    first: str | None, last: str | None, day: date, holds: bool, tmp_path: Path
) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product"},
        edges=[("ice", "azure", "uses", REPORTED)],
        fill=claims(("ice", "uses", "azure", "asserts", "Reporter", first, last)),  # type: ignore[arg-type]
    )

    if holds:
        assert ask(network, "ice", "azure", as_of=day).total == 1
    else:
        with pytest.raises(NothingFound):
            ask(network, "ice", "azure", as_of=day)


def test_a_day_outside_all_awards_says_from_when_to_when_they_go(tmp_path: Path) -> None:
    with pytest.raises(NothingFound) as caught:
        ask(supply(tmp_path), "ice", "dell", as_of=date(1990, 1, 1))

    assert "Loaded actions run from 2024-01-02 to 2024-03-04, and 1990-01-01 is not among them." in caught.value.hint


def test_paths_of_a_view_without_what_is_inferred_hint_at_it(tmp_path: Path) -> None:
    with pytest.raises(NothingFound) as caught:
        ask(supply(tmp_path), "ice", "microsoft", view="records")

    assert caught.value.hint.startswith("The view is records: what a rule inferred was left out.")


def test_a_stop_at_a_vehicle_keeps_only_its_awards_and_shows_it(tmp_path: Path) -> None:
    sides = [*SUPPLY_SIDES, ("a9", grammar.AWARDED_BY, "ice"), ("a9", grammar.PAID_TO, "reseller")]
    network = make_network(tmp_path, nodes=SUPPLY_NODES, edges=SUPPLY_EDGES, sides=sides)

    whole = ask(network, "ice", "reseller").paths[0].hops[0]
    over = ask(network, "ice", "reseller", via=("bpa",)).paths[0].hops[0]

    assert (whole.awards, whole.via_label) == (3, "")
    assert (over.awards, over.via_label, over.amounts["obligation"]) == (2, "bpa", Decimal("21.00"))


def test_a_stop_at_an_award_keeps_that_award_alone(tmp_path: Path) -> None:
    hop = ask(supply(tmp_path), "ice", "reseller", via=("A2",)).paths[0].hops[0]

    assert (hop.awards, [one.id for one in hop.evidence]) == (1, ["a2"])


def test_what_is_avoided_takes_the_awards_paid_to_it_along(tmp_path: Path) -> None:
    network = supply(tmp_path)

    for gone in ("reseller", "bpa", "azure"):
        with pytest.raises(NothingFound):
            ask(network, "ice", "microsoft", avoid=(gone,))
    assert ask(network, "ice", "reseller", avoid=("A1",)).paths[0].hops[0].awards == 1


def test_disjoint_paths_share_nothing_between_their_ends(tmp_path: Path) -> None:
    sides = [
        (award, relation, node, 2 if relation == grammar.NAMES else 0)
        for award, vendor, product in (("a", "v1", "p1"), ("b", "v1", "p2"), ("c", "v2", "p2"))
        for relation, node in ((grammar.AWARDED_BY, "ice"), (grammar.PAID_TO, vendor), (grammar.NAMES, product))
    ]
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "v1": "vendor", "v2": "vendor", "p1": "product", "p2": "product", "maker": "vendor"},
        edges=[("p1", "maker", "madeBy"), ("p2", "maker", "madeBy")],
        sides=sides,
    )

    every = [[hop.target_label for hop in path.hops] for path in ask(network, "ice", "maker").paths]
    apart = [[hop.target_label for hop in path.hops] for path in ask(network, "ice", "maker", disjoint=True).paths]

    assert len(every) == 3
    assert apart == [["v1", "p1", "maker"], ["v2", "p2", "maker"]]


def test_inferred_hops_below_a_confidence_are_left_out_and_the_rest_narrowed(tmp_path: Path) -> None:
    def fill(con: duckdb.DuckDBPyConnection) -> None:
        for award, confidence in (("a1", "0.9"), ("a2", "0.6")):
            con.execute(
                "insert into feed_detection values (?, ?, 'azure', null, 0, 5, 'r', ?::decimal(9,4), 'azure x')",
                [f"d-{award}", award, confidence],
            )

    network = make_network(tmp_path, nodes=SUPPLY_NODES, edges=SUPPLY_EDGES, sides=SUPPLY_SIDES, fill=fill)

    (path,) = ask(network, "ice", "microsoft", min_confidence=Decimal("0.7")).paths

    assert [hop.awards for hop in path.hops] == [1, 1, 0]
    assert path.hops[1].confidence == Decimal("0.9")
    with pytest.raises(NothingFound):
        ask(network, "ice", "microsoft", min_confidence=Decimal("0.95"))


def test_a_vehicle_that_names_a_product_counts_as_inferred_with_its_confidence(tmp_path: Path) -> None:
    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(
            "insert into feed_detection values ('d', 'bpa', 'azure', null, 0, 5, 'r', 0.8::decimal(9,4), 'azure x')"
        )

    network = make_network(
        tmp_path,
        nodes={"bpa": "vehicle", "azure": "product"},
        edges=[("bpa", "azure", "namesProduct", INFERRED)],
        fill=fill,
    )

    hop = ask(network, "bpa", "azure", min_confidence=Decimal("0.8")).paths[0].hops[0]

    assert (hop.status, hop.confidence, hop.basis) == (
        "inferred",
        Decimal("0.8"),
        "words of the vehicle's own description",
    )
    with pytest.raises(NothingFound):
        ask(network, "bpa", "azure", min_confidence=Decimal("0.81"))


@pytest.mark.parametrize(
    ("ends", "options", "said"),
    [
        pytest.param(("ice", "ice"), {}, "'ice' and 'ice' are the same thing: ice.", id="same-end"),
        pytest.param(("ice", "cisco"), {"limit": 0}, "limit is 0.", id="no-paths-asked"),
        pytest.param(("ice", "cisco"), {"limit": 1_000_000}, "limit is 1000000.", id="a-million"),
        pytest.param(("ice", "cisco"), {"max_hops": 13}, "max_hops is 13.", id="too-far"),
        pytest.param(("ice", "cisco"), {"view": "some"}, "Unknown view 'some'.", id="view"),
        pytest.param(("ice", "cisco"), {"rank": "luck"}, "Unknown rank 'luck'.", id="rank"),
        pytest.param(("ice", None), {"to_type": "firm"}, "Unknown kind of thing 'firm'.", id="kind"),
        pytest.param(("ice", None), {}, "The second end is not one thing.", id="no-end"),
        pytest.param(("ice", "cisco"), {"to_type": "product"}, "The second end is not one thing.", id="two-ends"),
        pytest.param(("ice", "cisco"), {"avoid": ("ice",)}, "ice is both asked for and to be avoided.", id="avoid-end"),
        pytest.param(("ice", "cisco"), {"via": ("dell",), "avoid": ("dell",)}, "dell is both asked", id="avoid-stop"),
        pytest.param(("ice", "cisco"), {"relations": ("bought",)}, "There is no relation 'bought'.", id="relation"),
        pytest.param(("ice", "cisco"), {"timeout_s": 0}, "timeout_s is 0.", id="no-time"),
        pytest.param(("ice", "cisco"), {"min_confidence": Decimal(2)}, "min_confidence is 2.", id="confidence"),
        pytest.param(("ice", "cisco"), {"colour": "red"}, "There is no option 'colour'.", id="unknown-option"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    ends: tuple[str | None, str | None], options: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageProblem) as caught:
        ask(supply(tmp_path), ends[0], ends[1], **options)

    assert said in caught.value.what
    assert caught.value.hint


def test_an_unknown_stop_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Nothing here is called 'nobody'"):
        ask(supply(tmp_path), "ice", "cisco", via=("nobody",))


def test_a_kind_without_a_thing_is_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="Nothing here is of the kind statute"):
        ask(supply(tmp_path), "ice", None, to_type="statute")


def test_time_that_is_over_before_the_first_path_is_no_empty_answer(tmp_path: Path) -> None:
    nodes = {"ice": "agency", **{f"v{at}": "vendor" for at in range(400)}}
    sides = [side for at in range(400) for side in ((f"a{at}", 0, "ice"), (f"a{at}", grammar.PAID_TO, f"v{at}"))]
    network = make_network(tmp_path, nodes=nodes, sides=sides)

    with pytest.raises(TimedOut, match="No path was found in the 1e-09 s allowed"):
        ask(network, "ice", None, to_type="vendor", timeout_s=1e-9)


def test_paths_to_awards_are_paths_to_each_of_them(tmp_path: Path) -> None:
    found = ask(supply(tmp_path), "cisco", None, to_type="award")

    assert [[hop.target_label for hop in path.hops] for path in found.paths] == [["switch", "A4"]]

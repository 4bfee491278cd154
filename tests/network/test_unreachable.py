"""Why there is no path."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import UsageProblem
from graph.network import testimony
from graph.network.asking import merged_options
from graph.network.reading import DENIED, Network
from graph.network.unreachable import NoPath, explain_none

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, make_network, supply


def why(network: Network, start: str | None, end: str | None, **options: object) -> NoPath:
    return explain_none(network, testimony.Testimony(network), (start, end), merged_options(None, options))


def test_a_chain_that_only_a_company_joins_is_named_with_how_far_each_side_reaches(tmp_path: Path) -> None:
    told = why(supply(tmp_path), "ice", "cisco")

    assert told.joined
    assert told.without == ("with --through-companies, which joins unrelated records at a company",)
    first, second = told.sides
    assert [(point.label, point.hops, point.left) for point in first.nearest][:2] == [("dell", 1, 2), ("dhs", 1, 3)]
    assert ("switch", 1, 2) in [(point.label, point.hops, point.left) for point in second.nearest]
    assert dict(first.ties)["awards that it placed"] == 3
    assert dict(second.ties) == {
        "awards paid to it": 0,
        "subawards to it": 0,
        "products that it makes": 1,
        "vehicles that it holds": 0,
        "companies of its group": 0,
    }


def test_ends_of_different_components_are_said_to_be(tmp_path: Path) -> None:
    network = make_network(tmp_path, nodes={**SUPPLY_NODES, "alone": "vendor"}, edges=SUPPLY_EDGES, sides=SUPPLY_SIDES)

    told = why(network, "ice", "alone")

    assert (told.joined, told.without, [side.component for side in told.sides]) == (False, (), [10, 1])
    lines = list(told.lines())
    assert "They lie in different components, of 10 and 1 things: nothing loaded ties them." in lines
    assert "From alone coherent paths reach 0 things." in lines
    assert any("has no ties; the sources hold no awards paid to it" in line for line in lines)


def test_each_restriction_that_alone_stands_in_the_way_is_named(tmp_path: Path) -> None:
    told = why(supply(tmp_path), "ice", "microsoft", as_of=date(1990, 1, 1), directed=True, via=("reseller",))

    assert told.without == ("without --as-of",)
    assert "1990-01-01 lies outside of it." in told.coverage
    assert told.coverage[0] == "Loaded: 4 awards, with actions from 2024-01-02 to 2024-03-04."
    assert "  3 of them name a product, program or statute; of the other 1 the sources do not say." in told.coverage


def test_a_narrow_view_and_few_hops_are_named(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert "with --view inferred" in why(network, "ice", "microsoft", view="stated").without
    assert why(network, "ice", "microsoft", max_hops=2).without == ("with --max-hops 12",)


def test_a_path_over_what_is_denied_is_named_as_such(tmp_path: Path) -> None:
    network = make_network(
        tmp_path, nodes={"ice": "agency", "azure": "product"}, edges=[("ice", "azure", "uses", DENIED)]
    )

    told = why(network, "ice", "azure")

    assert told.without == ("with --view all, over what is disputed or denied",)
    assert not told.joined


def test_an_award_can_be_an_end_of_what_is_explained(tmp_path: Path) -> None:
    told = why(supply(tmp_path), "A3", "cisco")

    assert told.joined
    assert told.sides[0].ties == ()
    assert told.sides[0].nearest[0].label == "dell"


@pytest.mark.parametrize(
    ("end", "options", "said"),
    [
        pytest.param("dell", {}, "There is a path.", id="there-is-one"),
        pytest.param(None, {"to_type": "product"}, "Only a path between two things", id="a-kind"),
    ],
)
def test_what_needs_no_explanation_is_refused(
    end: str | None, options: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageProblem, match=said):
        why(supply(tmp_path), "ice", end, **options)

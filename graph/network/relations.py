"""What the hops of a path are called, and the choice of a few of them."""

from __future__ import annotations

from collections.abc import Iterable

from graph import terms
from graph.errors import UsageProblem
from graph.network import grammar
from graph.network.crossing import Leg, flows
from graph.network.grammar import THE_AWARD
from graph.network.reading import Network

JOINS = "awardJoins"
# What awards say between two sides, read from the first to the second.
AWARD_HOPS = {
    (grammar.FUNDED_BY, grammar.AWARDED_BY): "paysForAwardOf",
    (grammar.FUNDED_BY, grammar.FUNDED_BY_AGENCY): "paysForAwardOf",
    (grammar.FUNDED_BY, grammar.UNDER_VEHICLE): "paysForAwardUnder",
    (grammar.FUNDED_BY, THE_AWARD): "paysForAward",
    (grammar.FUNDED_BY, grammar.PAID_TO): "paysForAwardTo",
    (grammar.AWARDED_BY, grammar.FUNDED_BY_AGENCY): "awardFundedBy",
    (grammar.AWARDED_BY, grammar.UNDER_VEHICLE): "awardedUnder",
    (grammar.AWARDED_BY, THE_AWARD): "placedAward",
    (grammar.AWARDED_BY, grammar.PAID_TO): "awarded",
    (grammar.FUNDED_BY_AGENCY, grammar.UNDER_VEHICLE): "fundedAwardUnder",
    (grammar.FUNDED_BY_AGENCY, THE_AWARD): "fundedAward",
    (grammar.FUNDED_BY_AGENCY, grammar.PAID_TO): "fundedAwardTo",
    (grammar.UNDER_VEHICLE, THE_AWARD): "vehicleOfAward",
    (grammar.UNDER_VEHICLE, grammar.PAID_TO): "vehicleOfAwardTo",
    (THE_AWARD, grammar.PAID_TO): "awardPaidTo",
    (THE_AWARD, grammar.NAMES): "awardTextNames",
    (THE_AWARD, grammar.INHERITS): "awardInherits",
    (THE_AWARD, grammar.SUBAWARD_TO): "subawardOf",
    (grammar.PAID_TO, grammar.NAMES): "awardNames",
    (grammar.PAID_TO, grammar.INHERITS): "awardsInherit",
    (grammar.PAID_TO, grammar.SUBAWARD_TO): "subaward",
    (grammar.NAMES, grammar.NAMES): "namesTogether",
    (grammar.SUBAWARD_TO, grammar.NAMES): "subawardOfAwardNaming",
}


def relation_of(leg: Leg) -> tuple[str, bool]:
    """Return the name of what awards say between the two ends, and whether the path walks it forwards."""
    near, far = leg.near, leg.far if leg.far is not None else THE_AWARD
    forward = flows(near, far)
    return AWARD_HOPS.get((near, far) if forward else (far, near), JOINS), forward


class Chosen:
    """Relations that a path may use, by the name that hops show or by that of the property in the graph.

    Raises:
        UsageProblem: A name is that of no relation; the hint lists those there are.
    """

    def __init__(self, network: Network, names: Iterable[str]) -> None:
        own = {_local(predicate) for predicate in network.predicates}
        known = {*own, *grammar.RELATION_NAMES.values(), *AWARD_HOPS.values(), JOINS}
        self.names = frozenset(name.removeprefix("vg:").removeprefix(terms.VG) for name in names)
        for name in sorted(self.names - known):
            raise UsageProblem(f"There is no relation {name!r}.", hint="One of: " + ", ".join(sorted(known)) + ".")

    def has_edge(self, predicate: str) -> bool:
        """Tell whether an edge between entities may be used."""
        return _local(predicate) in self.names

    def has_leg(self, leg: Leg) -> bool:
        """Tell whether what awards say between two ends may be used: by its name, or by both properties of it."""
        if leg.edge is not None:
            return True  # asked before
        own = {grammar.RELATION_NAMES[side] for side in (leg.near, leg.far) if side is not None and side != THE_AWARD}
        return relation_of(leg)[0] in self.names or own <= self.names


def _local(predicate: str) -> str:
    return predicate.removeprefix(terms.VG)

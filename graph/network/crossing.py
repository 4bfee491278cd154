"""What a turn at awards means on a path: the hops a reader is shown where one set of parallel awards joins two ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from graph.network.grammar import AWARD_ORDER, INFERRED_SIDES, PAID_TO, PAYING, THE_AWARD, UNDER_VEHICLE

Stop = tuple[int, int]  # node, its relation to the awards (THE_AWARD for one of them)


class Leg(NamedTuple):
    """One hop as shown: an edge between entities, or what a set of parallel awards says.

    Attributes:
        source: Entity (or award) it starts from, in path order.
        target: Entity it ends at.
        near: Relation of the source to the awards, or to the target when there are none.
        far: Relation of the target to the awards; None for an edge between entities.
        edge: Edge number; None when awards carry it.
        vehicle: Vehicle the awards are called under.
        bundles: Bundles of parallel awards.
        named: Products, programs and statutes that each of the awards must name or inherit.
        joined: Whether nothing but the company it starts from joins it to the hop before.
    """

    source: int
    target: int
    near: int
    far: int | None
    edge: int | None
    vehicle: int | None
    bundles: list[int]
    named: tuple[int, ...] = ()
    joined: bool = False

    @property
    def key(self) -> tuple[int, int, int, int | None, int | None, int | None]:
        """Equal for legs that a reader should see as one."""
        return self.source, self.target, self.near, self.far, self.edge, self.vehicle

    def reversed(self) -> Leg:
        """Return the same hop walked from its other end, where what it is joined to is another one."""
        turned = self._replace(source=self.target, target=self.source, joined=False)
        return turned if self.far is None else turned._replace(near=self.far, far=self.near)


class Ends(NamedTuple):
    """What a bundle of awards joins: two sides, and who and what stands between them for a reader."""

    near: Stop
    far: Stop
    recipient: int | None
    vehicle: int | None


def stands_between(near: int, far: int) -> bool:
    """Tell whether an award's recipient stands between two of its relations: one before the money is paid, one after.

    An award that is itself an end of the path needs nobody between.
    """
    if THE_AWARD in (near, far):
        return False
    low, high = sorted((AWARD_ORDER[near], AWARD_ORDER[far]))
    return low < AWARD_ORDER[PAID_TO] < high


def flows(near: int, far: int) -> bool:
    """Tell whether a turn at an award goes with the money: from payer to paid, and on to what the award names."""
    return AWARD_ORDER[near] <= AWARD_ORDER[far]


def ends_of(sides: Iterable[tuple[int, int]], near: Stop, far: Stop) -> Ends:
    """Return what stands between two ends on an award with these (relation, node) sides.

    Behind a reseller the vehicle tells the chains apart; money paid straight to the end is one hop. An award has
    more than one recipient only after a novation: the one with the smallest number stands for them.
    """
    if not stands_between(near[1], far[1]):
        return Ends(near, far, None, None)
    sides = list(sides)
    recipient = min((node for relation, node in sides if relation == PAID_TO), default=None)
    paying = recipient is not None and not PAYING.isdisjoint((near[1], far[1]))
    vehicle = min((node for relation, node in sides if relation == UNDER_VEHICLE), default=None) if paying else None
    return Ends(near, far, recipient, vehicle)


def legs_across(ends: Ends, bundles: list[int]) -> tuple[Leg, ...]:
    """Return one leg, or two with the recipient between them; none where the recipient is itself one of the ends."""
    near, far, recipient, vehicle = ends
    if recipient in (near[0], far[0]):
        return ()
    named = tuple(node for node, relation in (near, far) if relation in INFERRED_SIDES)
    stops = (near, far) if recipient is None else (near, (recipient, PAID_TO), far)
    legs = []
    for left, right in pairwise(stops):
        shown = vehicle if not PAYING.isdisjoint((left[1], right[1])) else None
        legs.append(Leg(left[0], right[0], left[1], right[1], None, shown, bundles, named))
    return tuple(legs)

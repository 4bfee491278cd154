"""What a question about money starts or ends at, and which awards that means."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from graph.errors import UsageProblem
from graph.network import grammar
from graph.network.lookup import resolve
from graph.network.reading import Network
from graph.supply.names import agencies_within, parts_of
from graph.supply.question import listed

# From where money comes to where it goes; two ends are put in this order.
FLOW = ("statute", "appropriation", "account", "tas", "agency", "office", "program", "product", "vehicle", "award",
        "vendor")  # fmt: skip
UPSTREAM = ("statute", "appropriation", "account", "tas", "agency")
_NAMED = ("statute", "program", "product")


class End(NamedTuple):
    """One end of a question.

    Attributes:
        node: Its number in the network.
        kind: Its kind.
        label: What it is called.
        local: Its local id.
    """

    node: int
    kind: str
    label: str
    local: str


def find_end(network: Network, written: str) -> End:
    """Return the one thing that ``written`` means; UnknownName and AmbiguousName as everywhere."""
    node = resolve(network, written)
    return End(node, network.type_of(node), network.labels[node], network.locals[node])


def in_flow(source: End, target: End | None) -> tuple[End, End | None, bool]:
    """Return the ends with the money's origin first, and whether that is not the order given.

    Raises:
        UsageProblem: Both are the same thing.
    """
    if target is None:
        return source, None, False
    if source.node == target.node:
        raise UsageProblem(
            f"Both ends are the same thing: {source.label}.", hint="Give one end alone, or two different ones."
        )
    turned = FLOW.index(source.kind) > FLOW.index(target.kind)
    return (target, source, True) if turned else (source, target, False)


def awards_sql(network: Network, end: End, roles: Collection[int] = ()) -> str:
    """Return a condition over ``place`` for the awards of an end: never true for an appropriation.

    Agencies and offices: awards that they or what belongs to them placed or, by the award's record, funded. Vehicles:
    calls under them and under what stands under them. Vendors: awards paid to them or with a subaward to them;
    ``roles`` narrows that to one of both. Accounts: awards whose record names them. Programs, statutes, products:
    awards whose text names them; products also those that inherit them, and their parts.
    """
    if end.kind == "award":
        return _among([end.local])
    if end.kind in ("agency", "office"):
        within = agencies_within(network, end.node)
        inside = listed(within)
        funded = _locals(network, _nodes(network, within), (grammar.FUNDED_BY_AGENCY,))
        return f"(agency in {inside} or office in {inside}{_or_award(funded)})"
    if end.kind == "vehicle":
        below = listed([network.locals[one] for one in below_vehicle(network, end.node)])
        return f"vehicle in {below}"
    if end.kind in _NAMED:
        named = (grammar.NAMES, grammar.INHERITS) if end.kind == "product" else (grammar.NAMES,)
        nodes = _nodes(network, parts_of(network, end.node)) if end.kind == "product" else [end.node]
        return _among(_locals(network, nodes, named))
    if end.kind in ("account", "tas"):
        return _among(_locals(network, symbols_of(network, end), (grammar.FUNDED_BY,)))
    if end.kind == "vendor":
        return _among(_locals(network, [end.node], roles or (grammar.PAID_TO, grammar.SUBAWARD_TO)))
    return "false"


def symbols_of(network: Network, end: End) -> list[int]:
    """Return the Treasury accounts of a federal account, or the one that the end is; in order of number."""
    if end.kind == "tas":
        return [end.node]
    return sorted(far for side, far, _ in network.near(end.node) if side == grammar.OF_ACCOUNT | grammar.REVERSED)


def below_vehicle(network: Network, vehicle: int) -> list[int]:
    """Return a vehicle and those placed under it, over any steps."""
    found, waiting = {vehicle}, [vehicle]
    while waiting:
        for side, far, _ in network.near(waiting.pop()):
            if side == grammar.PARENT_VEHICLE | grammar.REVERSED and far not in found:
                found.add(far)
                waiting.append(far)
    return sorted(found)


def awards_on(network: Network, node: int, relations: Collection[int]) -> Iterator[int]:
    """Yield the numbers (0-based among awards) of the awards that stand in one of the relations to an entity."""
    for side, at, stop in network.runs(node):
        if side in {relation | grammar.REVERSED for relation in relations}:
            for bundle in network.near_end[at:stop]:
                yield from network.members_of(bundle)


def _nodes(network: Network, locals_: Collection[str]) -> list[int]:
    found = (network.node_of(network.base + local) for local in locals_)
    return [node for node in found if node is not None]


def _locals(network: Network, nodes: Collection[int], relations: Collection[int]) -> list[str]:
    numbers = {award for node in nodes for award in awards_on(network, node, relations)}
    return [network.locals[network.entities + award] for award in sorted(numbers)]


def _among(locals_: list[str]) -> str:
    return f"award in {listed(locals_)}" if locals_ else "false"


def _or_award(locals_: list[str]) -> str:
    return f" or award in {listed(locals_)}" if locals_ else ""

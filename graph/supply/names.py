"""From names that people type to the ids that the supply tables hold."""

from __future__ import annotations

from collections.abc import Collection

from graph.errors import AmbiguousName, UsageProblem
from graph.network import grammar
from graph.network.lookup import INSIDE, resolve, search
from graph.network.reading import Network

_SHOWN = 10


def resolve_kind(network: Network, written: str, kinds: Collection[str]) -> int:
    """Return the one node of ``kinds`` that ``written`` means; things of other kinds with that name don't count.

    Raises:
        UnknownName: Nothing is called that.
        AmbiguousName: Several things of these kinds are.
        UsageProblem: It is the name of something else.
    """
    # An id says which thing is meant.
    by_id = ":" in written or written.startswith("<")
    found = [] if by_id else search(network, written, limit=200)
    matches = [one for one in found if network.type_of(one.node) in kinds]
    best = [one for one in matches if one.quality == matches[0].quality]
    if len(best) == 1 and best[0].quality < INSIDE:
        return best[0].node
    if matches:
        listed = "\n".join(f"  {network.labels[one.node]}  (id:{network.locals[one.node]})" for one in matches[:_SHOWN])
        more = f"\n  ... showing {_SHOWN} of {len(matches)}" if len(matches) > _SHOWN else ""
        what = " or ".join(sorted(kinds))
        raise AmbiguousName(f"{written!r} does not mean one {what}.", hint=f"Give one of these ids:\n{listed}{more}")
    node = resolve(network, written)
    kind = network.type_of(node)
    if kind not in kinds:
        makers = _makers_of(network, node) if "vendor" in kinds else []
        hint = f"Did you mean its maker, {' or '.join(makers)}? " if makers else ""
        raise UsageProblem(
            f"{network.labels[node]} is not {_article(sorted(kinds)[0])}: it is {_article(kind)}.",
            hint=f"{hint}`vendorgraph find {written}` lists what bears the name.",
        )
    return node


def _makers_of(network: Network, node: int) -> list[str]:
    """Return the labels of who makes a product, sorted; nobody makes what is no product."""
    return sorted({network.labels[far] for side, far, _ in network.near(node) if side == grammar.MADE_BY})


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def agencies_within(network: Network, node: int) -> list[str]:
    """Return the local ids of an agency or office and of all that belong to it, over any steps; sorted."""
    return sorted(network.locals[one] for one in _below(network, node, grammar.PART_OF))


def parts_of(network: Network, node: int) -> list[str]:
    """Return the local ids of a product and of all that are part of it, over any steps; sorted."""
    return sorted(network.locals[one] for one in _below(network, node, grammar.PART_OF_PRODUCT))


def _below(network: Network, node: int, relation: int) -> set[int]:
    found, waiting = {node}, [node]
    while waiting:
        for side, far, _ in network.near(waiting.pop()):
            if side == relation | grammar.REVERSED and far not in found:
                found.add(far)
                waiting.append(far)
    return found

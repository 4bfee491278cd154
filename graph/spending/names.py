"""Which vendor of the network a record's recipient is."""

from __future__ import annotations

from graph.network import grammar
from graph.network.lookup import EXACT, search
from graph.network.reading import Network


class Recipients:
    """Finds vendors by UEI or printed name; a name that several bear is settled by the award it stands on."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[tuple[str, str | None], list[int]] = {}

    def vendor(self, name: str, *, uei: str | None = None, award: str = "") -> int | None:
        """Return the vendor's node, or None where the network has no such vendor.

        Args:
            name: As the record prints it.
            uei: Where the record states one.
            award: Local id of the award, which tells bearers of one name apart.
        """
        found = self._bearers(name, uei)
        if len(found) < 2:
            return found[0] if found else None
        on_award = self._on(award)
        here = [node for node in found if node in on_award]
        return self._unregistered_first(here or found)

    def _bearers(self, name: str, uei: str | None) -> list[int]:
        key = (name, uei)
        if key not in self._known:
            network = self._network
            by_uei = [] if uei is None else search(network, uei, limit=50)
            matches = by_uei or search(network, name, limit=50)
            self._known[key] = [
                one.node for one in matches if one.quality == EXACT and network.type_of(one.node) == "vendor"
            ]
        return self._known[key]

    def _on(self, award: str) -> set[int]:
        network = self._network
        node = network.node_of(network.base + award) if award else None
        if node is None:
            return set()
        sides = network.sides(network.of_award[node - network.entities])
        return {far for relation, far, _ in sides if relation in (grammar.PAID_TO, grammar.SUBAWARD_TO)}

    def _unregistered_first(self, nodes: list[int]) -> int:
        # A record without a UEI whose name several registered companies bear was given an id of its own.
        locals_ = self._network.locals
        return min(nodes, key=lambda node: (not locals_[node].startswith("vendor-name-"), locals_[node]))

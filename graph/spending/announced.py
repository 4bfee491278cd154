"""From statutes to agencies: what claims and curated edges say of appropriations, with who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph import terms
from graph.evidence import Evidence
from graph.network import grammar
from graph.network.reading import Network
from graph.network.telling import STATUS
from graph.network.testimony import Testimony
from graph.spending.ends import End
from graph.spending.trail import Flow, Sum
from graph.supply.names import agencies_within

if TYPE_CHECKING:
    from graph.claims import StoredClaim

_TIES = {terms.AUTHORIZES: grammar.AUTHORIZES, terms.APPROPRIATED_TO: grammar.APPROPRIATED_TO}


class Announced:
    """What is said of statutes and appropriations: claims of any status, and edges that no claim tells.

    Args:
        network: Of the graph.
        claims: All of the graph.
    """

    def __init__(self, network: Network, claims: Sequence[StoredClaim]) -> None:
        self._network = network
        self._testimony = Testimony(network)
        self._flows: dict[tuple[str, str, str], Flow] = {}
        self._amounts: dict[str, list[Flow]] = {}
        for claim in claims:
            if claim.relation.iri in _TIES and claim.object is not None:
                self._flows[claim.subject.iri, claim.relation.iri, claim.object.iri] = _flow(claim)
            elif claim.relation.iri == terms.ANNOUNCED_AMOUNT and claim.value is not None:
                self._amounts.setdefault(claim.subject.iri, []).append(_flow(claim))
        self._add_edges()

    def _add_edges(self) -> None:
        """Add what the graph states without a claim, as a graph of somebody else may."""
        network = self._network
        codes = {grammar.KINDS.index(kind) for kind in ("statute", "appropriation")}
        for node in [node for node, code in enumerate(network.kind) if code in codes]:
            for side, far, edge in network.near(node):
                for predicate, code in _TIES.items():
                    key = (network.iri(node), predicate, network.iri(far) if side == code else "")
                    if side == code and key not in self._flows:
                        self._flows[key] = Flow(
                            key[0],
                            network.labels[node],
                            predicate.removeprefix(terms.VG),
                            key[2],
                            network.labels[far],
                            STATUS[network.edge_status[edge]],
                        )
            self._add_amount(node)

    def _add_amount(self, node: int) -> None:
        network = self._network
        amount = self._testimony.announced(network.iri(node))
        if amount is not None and network.iri(node) not in self._amounts:
            sums = (Sum("announced", amount, 1),)
            told = Flow(network.iri(node), network.labels[node], "announcedAmount", "", "", "recorded", sums=sums)
            self._amounts[network.iri(node)] = [told]

    def flows(self, ends: Iterable[End]) -> list[Flow]:
        """Return what leads through all of the statutes, appropriations and agencies among ``ends``.

        Order: each statute, what it authorizes; then each appropriation with its amounts and where it goes.
        """
        authorizes, gives = self._of(terms.AUTHORIZES), self._of(terms.APPROPRIATED_TO)
        wanted = {flow.target for flow in authorizes} | {flow.source for flow in gives} | set(self._amounts)
        for end in ends:
            iri = self._network.iri(end.node)
            if end.kind == "statute":
                wanted &= {flow.target for flow in authorizes if flow.source == iri}
            elif end.kind == "appropriation":
                wanted &= {iri}
            elif end.kind == "agency":
                inside = {self._network.base + local for local in agencies_within(self._network, end.node)}
                wanted &= {flow.source for flow in gives if flow.target in inside}
        found = [flow for flow in authorizes if flow.target in wanted]
        for iri in sorted(wanted, key=lambda one: (-self._most(one), one)):
            found += self._amounts.get(iri, [])
            found += [flow for flow in gives if flow.source == iri]
        return found

    def _of(self, relation: str) -> list[Flow]:
        found = [flow for (_, told, _), flow in self._flows.items() if told == relation]
        return sorted(found, key=lambda flow: (flow.source_label, flow.target_label, flow.source, flow.target))

    def _most(self, appropriation: str) -> int:
        amounts = [one.amount for flow in self._amounts.get(appropriation, ()) for one in flow.sums]
        return int(max(amounts, default=0))


def _flow(claim: StoredClaim) -> Flow:
    """Return a claim as a flow, with its evidence for and against in the document's order."""
    target = claim.object
    sums: tuple[Sum, ...] = ()
    if claim.value is not None:
        sums = (Sum("announced", claim.value, 1, currency=claim.currency or "USD"),)
    evidence = tuple(
        Evidence(
            kind="claim",
            id=claim.name,
            document=one.sources[0].label if one.sources else "",
            quote=one.quote,
            stance=one.stance,
            speaker=one.speaker,
            origins=tuple(origin.label for origin in one.origins),
            machine_made=one.machine_made,
        )
        for one in claim.evidence
    )
    return Flow(
        claim.subject.iri,
        claim.subject.label,
        claim.relation.iri.removeprefix(terms.VG),
        target.iri if target else "",
        target.label if target else "",
        claim.status,
        sums=sums,
        first_date=claim.valid_from or None,
        last_date=claim.valid_to or None,
        evidence=evidence,
        evidence_total=len(evidence),
        note=f"{claim.bound.replace('-', ' ')} this amount" if claim.bound not in ("", "exact") else "",
    )

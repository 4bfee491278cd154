"""Gaps in the claims about an entity: who else says so, and when was it so?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.network.reading import Network
from graph.spending.gap import Gap, KindFound
from graph.spending.records import ROWS_SHOWN

if TYPE_CHECKING:
    from graph.claims import StoredClaim

_OPEN = ("reported", "disputed")  # what a record confirms needs no second origin; an opinion or forecast has none


class ClaimGaps:
    """Finds gaps, kind by kind.

    Args:
        network: Of the graph.
        claims: Those about the entity.
    """

    kinds = ("single-origin", "undated")

    def __init__(self, network: Network, claims: Sequence[StoredClaim]) -> None:
        self._network = network
        self._claims = claims

    def find(self, kind: str) -> tuple[KindFound, list[Gap]]:
        """Return how many gaps of a kind there are, and all of them."""
        found = [gap for claim in self._claims if (gap := self._gap(kind, claim)) is not None]
        return KindFound(kind, len(found), 0, None, sum(gap.claims for gap in found)), found

    def _gap(self, kind: str, claim: StoredClaim) -> Gap | None:
        from graph.claims import origins_of

        if kind == "undated":
            if claim.status not in (*_OPEN, "confirmed") or claim.when:
                return None
            what = f"No source says when: {claim.sentence}."
            ask = "records sufficient to show from when to when each of the following was so, if it was"
        else:
            origins = origins_of(claim.supporting())
            if claim.status not in _OPEN or len(origins) > 1:
                return None
            rests = f"rests on one origin ({origins[0]})" if origins else "rests on no origin that counts"
            what = f"This claim {rests}: {claim.sentence}."
            ask = "records sufficient to show whether each of the following is so"
        hangs = 1 + len(claim.refined_by)
        agency = self._agency(claim)
        # A person is never named to an agency.
        names_person = any("/speaker-" in one.iri for one in (claim.subject, claim.object) if one is not None)
        return Gap(
            kind,
            Decimal(min(hangs, len(self._claims))) / len(self._claims),
            claim.id,
            claim.name,
            what,
            "" if agency is None or names_person else ask,
            claim.sentence,
            "" if agency is None else self._network.iri(agency),
            "" if agency is None else self._network.labels[agency],
            claims=hangs,
            evidence=tuple(self._passages(claim)),
        )

    def _agency(self, claim: StoredClaim) -> int | None:
        for one in (claim.subject, claim.object):
            node = None if one is None else self._network.node_of(one.iri)
            if node is not None and self._network.type_of(node) == "agency":
                return node
        return None

    def _passages(self, claim: StoredClaim) -> Iterator[str]:
        for one in claim.evidence[:ROWS_SHOWN]:
            if one.quote:
                yield f'"{one.quote}" ({one.sources[0].label if one.sources else "no document"})'

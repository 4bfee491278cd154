"""Gaps as an answer: each with its weight, whom to ask and for what."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from graph.evidence import Json, amount_text
from graph.spending.missing import REPORTABLE_USD

# Kind -> what is missing.
KINDS = {
    "account": "awards whose records name no account",
    "subaward": f"awards of ${REPORTABLE_USD:,} or more without a loaded subaward report",
    "vehicle": "vehicles that award keys name and of which no record is loaded",
    "recipient": "awards whose recipient the records withhold or do not name",
    "identifier": "recipients known by name alone, without an identifier",
    "single-origin": "claims that rest on one origin or none",
    "undated": "claims that say no time",
}
COLUMNS = ("rank", "kind", "strength", "label", "agency", "piid", "awards", "obligation_usd", "claims", "what",
           "ask", "item", "evidence", "id", "agency_id")  # fmt: skip


class Gap(NamedTuple):
    """One thing that no loaded record or claim says.

    Attributes:
        kind: One of KINDS.
        strength: Share of the entity's obligations or claims that hangs on it, 0 to 1.
        id: IRI of the award, vehicle or vendor, or local id of the claim.
        label: What it is called.
        what: One sentence.
        ask: What a request would ask for, of each ``item``; empty where there is nobody to ask.
        item: Number of the award or vehicle, or the claim as a sentence.
        agency_id: IRI of the agency to ask, or empty.
        agency: Its name.
        piid: Number of the award or vehicle to name in a request.
        awards: Awards that hang on it.
        obligation: Their obligations, in US dollars; None for claims.
        claims: Claims that hang on it.
        evidence: Some of the records or passages that show the gap.
    """

    kind: str
    strength: Decimal
    id: str
    label: str
    what: str
    ask: str
    item: str
    agency_id: str = ""
    agency: str = ""
    piid: str = ""
    awards: int = 0
    obligation: Decimal | None = None
    claims: int = 0
    evidence: tuple[str, ...] = ()

    def to_json(self, rank: int) -> Json:
        """Return the gap in the shape of docs/schema/gaps.json; the strength is text with four digits."""
        money = None if self.obligation is None else amount_text(self.obligation)
        shape: Json = {"rank": rank, **self._asdict(), "strength": f"{self.strength:.4f}", "obligation_usd": money}
        del shape["obligation"]
        return shape | {"evidence": list(self.evidence)}


class KindFound(NamedTuple):
    """How many gaps of one kind there are, and what hangs on all of them, each award counted once."""

    kind: str
    gaps: int
    awards: int
    obligation: Decimal | None
    claims: int

    def to_json(self) -> Json:
        """Return it in the shape of docs/schema/gaps.json."""
        money = None if self.obligation is None else amount_text(self.obligation)
        return {"kind": self.kind, "meaning": KINDS[self.kind], "gaps": self.gaps, "awards": self.awards,
                "obligation_usd": money, "claims": self.claims}  # fmt: skip


class Gaps(NamedTuple):
    """The gaps of one entity.

    Attributes:
        entity: Its id, label and kind.
        meaning: The rule of the ranking, and of how much the shares are.
        awards: Its awards.
        obligation: Their obligations, none of them negative, in US dollars.
        claims: Claims about it.
        kinds: Each kind that has gaps.
        gaps: The strongest, strongest first.
        total: How many there are.
    """

    entity: Json
    meaning: str
    awards: int
    obligation: Decimal
    claims: int
    kinds: tuple[KindFound, ...]
    gaps: tuple[Gap, ...]
    total: int

    def to_json(self) -> Json:
        """Return the shape of docs/schema/gaps.json."""
        return {
            "entity": self.entity,
            "meaning": self.meaning,
            "awards": self.awards,
            "obligation_usd": amount_text(self.obligation),
            "claims": self.claims,
            "kinds": [one.to_json() for one in self.kinds],
            "total": self.total,
            "gaps": self.rows(),
        }

    def rows(self) -> list[Json]:
        """Return the gaps as flat rows, `COLUMNS`."""
        return [gap.to_json(rank) for rank, gap in enumerate(self.gaps, start=1)]

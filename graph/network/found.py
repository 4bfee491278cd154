"""Paths found, as an answer that a program or a table takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.evidence import EvidencePath, Json, amount_text


class PathsFound(NamedTuple):
    """Paths between two ends, the best first.

    Attributes:
        source: Id, label and kind of the first end; of a class, its kind alone.
        target: The same of the second end.
        paths: As many as were asked for.
        total: How many there are, those not returned too.
        complete: False when the search was cut, at its bound or by the clock: there may be more, and better ones.
        timed_out: Whether it was the clock.
        rank: What they are ranked by.
    """

    source: Json
    target: Json
    paths: tuple[EvidencePath, ...]
    total: int
    complete: bool
    timed_out: bool = False
    rank: str = "evidence"

    @property
    def has_recorded(self) -> bool:
        """Whether the best answer holds one coherent path of recorded hops alone, each with its evidence."""
        return any(path.weakest_status == "recorded" and path.coherent for path in self.paths)

    @property
    def has_contested(self) -> bool:
        """Whether a hop of the returned paths is disputed or denied."""
        return any(hop.status in ("disputed", "denied") for path in self.paths for hop in path.hops)

    @property
    def unsourced(self) -> int:
        """How many hops of the returned paths nobody says."""
        return sum(path.unsourced for path in self.paths)

    def to_json(self) -> Json:
        """Return the shape of docs/schema/path.json."""
        return {
            "from": self.source,
            "to": self.target,
            "total": self.total,
            "complete": self.complete,
            "timed_out": self.timed_out,
            "ranked_by": self.rank,
            "paths": [path.to_json() for path in self.paths],
        }

    def rows(self) -> Iterator[Json]:
        """Yield one flat row per hop, for tables."""
        for path in self.paths:
            for number, hop in enumerate(path.hops, start=1):
                amounts = {kind: amount_text(amount) for kind, amount in hop.amounts.items()}
                if "obligation_max" in amounts:
                    amounts["obligation"] = f"{amounts['obligation_min']}..{amounts['obligation_max']}"
                yield {
                    "path": path.rank,
                    "hop": number,
                    "source": hop.source_label,
                    "relation": hop.relation if hop.forward else f"^{hop.relation}",
                    "target": hop.target_label,
                    "status": hop.status,
                    "basis": hop.basis,
                    "joined_by_company": "yes" if hop.joined else "",
                    "confidence": "" if hop.confidence is None else str(hop.confidence),
                    "via": hop.via_label,
                    "first_date": hop.first_date or "",
                    "last_date": hop.last_date or "",
                    "awards": hop.awards or "",
                    "obligation": amounts.get("obligation", ""),
                    "subaward": amounts.get("subaward", ""),
                    "announced": amounts.get("announced", ""),
                    "evidence": " ".join(dict.fromkeys(one.award or one.id for one in hop.evidence)),
                    "rows": "; ".join(dict.fromkeys(row for one in hop.evidence for row in one.rows)),
                }

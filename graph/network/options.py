"""What is asked of a search for paths."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from graph.errors import UsageProblem
from graph.network.grammar import KINDS
from graph.network.ranking import RANKS
from graph.network.views import VIEWS

MOST_HOPS = 12
MOST_PATHS = 1_000


class PathOptions(NamedTuple):
    """How paths are searched, filtered, ranked and told. Immutable; ``_replace`` gives a changed copy.

    Attributes:
        limit: How many paths at most, 1 to 1,000.
        max_hops: Hops at most, as they are shown, 1 to 12.
        via: Names of what every path must pass: a thing between its ends, or the vehicle or award of one of its hops.
        avoid: Names of what no path may touch: passed through, the recipient or vehicle of an award, or an award.
        relations: The only relations that may be used, by the name that hops show or by that of the property.
        view: Whose word counts: ``records``, ``stated``, ``inferred`` or ``all`` (with what is disputed or denied).
        as_of: Only awards whose loaded actions span this day, and claims whose own days hold it (one that says from
            when holds on, one without days is left out); reference entries hold always.
        min_confidence: Least confidence, 0 to 1, of what a rule inferred. What is recorded or reported has none.
        disjoint: From the best path to the worst, only those that share nothing between their ends with a better one,
            vehicles included.
        directed: Only along the edges: from subject to object, at awards from payer to paid and to what they name.
        through_companies: Also turn at a company from one record to an unrelated one. Such paths come after all
            coherent ones, and the hop says so.
        rank: ``evidence``, ``hops`` or ``money``; the rule is in `graph.network.ranking`.
        expand: List every award behind a hop, not only the 5 largest.
        timeout_s: Seconds after which the search stops with what it has found; None for no bound.
        from_type: A kind instead of the first end: paths from any thing of it.
        to_type: A kind instead of the second end.
    """

    limit: int = 10
    max_hops: int = 8
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    view: str = "inferred"
    as_of: date | None = None
    min_confidence: Decimal | None = None
    disjoint: bool = False
    directed: bool = False
    through_companies: bool = False
    rank: str = "evidence"
    expand: bool = False
    timeout_s: float | None = 60
    from_type: str | None = None
    to_type: str | None = None

    def check(self) -> None:
        """Check every value.

        Raises:
            UsageProblem: One of them is out of its range; the hint names what there is.
        """
        for name, value, most in (("limit", self.limit, MOST_PATHS), ("max_hops", self.max_hops, MOST_HOPS)):
            if not 1 <= value <= most:
                raise UsageProblem(f"{name} is {value}.", hint=f"It goes from 1 to {most:,}.")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise UsageProblem(f"min_confidence is {self.min_confidence}.", hint="It goes from 0 to 1.")
        if self.timeout_s is not None and not self.timeout_s > 0:
            raise UsageProblem(f"timeout_s is {self.timeout_s}.", hint="Give seconds above 0.")
        for name, word, known in (
            ("view", self.view, VIEWS),
            ("rank", self.rank, RANKS),
            ("kind of thing", self.from_type, KINDS),
            ("kind of thing", self.to_type, KINDS),
        ):
            if word is not None and word not in known:
                raise UsageProblem(f"Unknown {name} {word!r}.", hint="One of: " + ", ".join(known) + ".")

"""What of a network is let in: a view (whose word counts) and a day (what was running on it). Filters, no rebuild."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph.errors import NothingFound, UsageProblem
from graph.network.reading import NO_DATE, Network, day_of
from graph.network.views import VIEWS, WORST

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Scope:
    """A view, and a day or None for all of them.

    Raises:
        UsageProblem: There is no such view.
    """

    view: str = "inferred"
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.view not in VIEWS:
            raise UsageProblem(f"Unknown view {self.view!r}.", hint="One of: " + ", ".join(VIEWS) + ".")

    @property
    def words(self) -> str:
        """The scope as the end of a sentence."""
        day = "" if self.as_of is None else f", awards whose loaded actions span {self.as_of}"
        return VIEWS[self.view] + day

    def lets_in(self, statuses: Any) -> Any:
        """Return which statuses of lines the view holds, as a mask."""
        return np.asarray(statuses) <= WORST[self.view]

    def awards(self, network: Network) -> Any:
        """Return 1 for each award in scope and 0 for the others.

        Raises:
            NothingFound: No award's span of loaded actions holds the day; the hint says from when to when they go.
        """
        if self.as_of is None:
            return np.ones(network.awards, np.int64)
        first, last = np.asarray(network.firstActionDate), np.asarray(network.lastActionDate)
        day = self.as_of.toordinal() - _EPOCH
        dated = (first != NO_DATE) & (last != NO_DATE)
        running = dated & (first <= day) & (day <= last)
        if not running.any():
            raise NothingFound(f"No award was running on {self.as_of}.", hint=_span(first[dated], last[dated]))
        return running.astype(np.int64)


def _span(first: Any, last: Any) -> str:
    if not len(first):
        return "The loaded awards have no dates."
    return f"Loaded actions run from {day_of(int(first.min()))} to {day_of(int(last.max()))}."

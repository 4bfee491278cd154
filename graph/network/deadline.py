"""A bound on time that long computations ask between their steps."""

from __future__ import annotations

import time

from graph.errors import TimedOut


class Deadline:
    """So many seconds from now; None never ends."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self._end is not None and time.monotonic() > self._end

    def check(self, doing: str) -> None:
        """Stop what is being done when the time is up.

        Raises:
            TimedOut: The time is up.
        """
        if self.over:
            raise TimedOut(f"{doing} took longer than {self.seconds:g} s.", hint="Raise --timeout, or ask for less.")

"""Progress on stderr: one line that is replaced on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType


class Steps:
    """Says which step runs. Nothing is printed in the first second, nor when stderr is no terminal."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False

    def __enter__(self) -> Steps:
        return self

    def say(self, step: str) -> None:
        """Show the step that begins now."""
        spent = time.monotonic() - self._started
        if sys.stderr.isatty() and spent > 1:
            sys.stderr.write(f"\r\x1b[K{step} ... ({spent:.0f} s)")
            sys.stderr.flush()
            self._shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

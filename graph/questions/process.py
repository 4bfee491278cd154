"""The process in which a query runs, as seen from outside: bytes that come in time, or an error."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import DiskTrouble, GraphNotFound, QueryRejected, TimedOut
from graph.questions.checking import padded, syntax_error
from graph.questions.worker import EMPTY, FAILED, FOUND

_WORKER = str(Path(__file__).with_name("worker.py"))
_CHUNK = 1 << 16


class QueryProcess(io.RawIOBase):
    """A readable stream of the answer. Only time spent waiting for the query counts, not that of a slow reader.

    Attributes:
        header: What the process said of the answer: kind, variables, unknown graphs.
        found: Whether there was any result; None until the answer was read to its end.
    """

    def __init__(self, store: Path, query: str, settings: Mapping[str, Any], timeout_s: float | None) -> None:
        super().__init__()
        self.found: bool | None = None
        self._timeout_s = timeout_s
        self._waited_s = 0.0
        # Nothing is ever written into it; when we die, the system closes our end and so ends the query.
        lifeline, self._our_end = os.pipe()
        try:
            # -I -S: nothing of the user's environment is imported; what we use is found by our own search path.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                pass_fds=[lifeline],
            )
        finally:
            os.close(lifeline)
        try:
            start = {"path": sys.path, "lifeline": lifeline, "store": str(store), "query": padded(query)}
            self._send({**start, **settings})
            self.header = self._read_header(store, query)
        except BaseException:
            self.close()
            raise

    def begin(self, style: str) -> None:
        """Ask for the answer in a format; it is computed while it is read."""
        self._send({"format": style})

    def readable(self) -> bool:
        """Return True: this stream is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes; 0 only when the answer is complete.

        Raises:
            TimedOut: The query took longer than allowed.
            QueryRejected: The query failed on its way, or was too large for this computer.
        """
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """End the process, whatever it is doing; doing it twice is harmless."""
        if not self.closed:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                if pipe is not None:
                    pipe.close()
            os.close(self._our_end)
        super().close()

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
        except BrokenPipeError:
            return  # it died; reading will tell why

    def _read_header(self, store: Path, query: str) -> dict[str, Any]:
        line = b""
        while not line.endswith(b"\n"):
            data = self._read(_CHUNK)
            if not data:
                raise self._died(0)
            line += data
        header: dict[str, Any] = json.loads(line)
        match header.get("error"):
            case None:
                return header
            case "syntax":
                raise syntax_error(query, header["message"])
            case "missing":
                raise GraphNotFound(
                    f"There is no store at {str(store)!r}.", hint="Load the sources again into a new folder."
                )
        raise QueryRejected(f"The query cannot be run: {header['message']}.")

    def _read(self, size: int) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        started = time.monotonic()
        left = None if self._timeout_s is None else max(0.0, self._timeout_s - self._waited_s)
        ready, _, _ = select.select([pipe], [], [], left)
        self._waited_s += time.monotonic() - started
        if not ready:
            self.close()
            raise TimedOut(
                f"The query was stopped after {self._timeout_s:g} s; what it found until then is not the answer.",
                hint="Ask for less (a LIMIT, a narrower pattern), or allow more time.",
            )
        data = os.read(pipe, size)
        if not data:
            self._finish()
        return data

    def _finish(self) -> None:
        code = self._process.wait()
        if code in (FOUND, EMPTY):
            self.found = code == FOUND
        else:
            raise self._died(code)

    def _died(self, code: int) -> Exception:
        import signal

        assert self._process.stderr is not None
        why = self._process.stderr.read().decode("utf-8", "replace").strip()
        self.close()
        if code == -signal.SIGINT:
            raise KeyboardInterrupt
        if code == -signal.SIGKILL:
            return QueryRejected(
                "The query was stopped by the system, most likely because it needs more memory than there is.",
                hint="Ask for less: a LIMIT inside the pattern, or fewer variables.",
            )
        if code == FAILED:
            return QueryRejected(f"The query cannot be run: {why}.")
        return DiskTrouble(f"The query ended without an answer (exit code {code}). {why}".rstrip())

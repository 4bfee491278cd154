"""Reading a source in a process of its own, so that Python's lock does not make it wait for the others.

Measured on the shipped records, two cores: XML taken apart in a thread beside the tables 2.6 s, in a process 1.5 s.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from graph.errors import GraphError

if TYPE_CHECKING:
    from graph.model import LoadReport

_DOOR = "from graph.ingest.aside import main; main()"


class Aside:
    """One running reader; ``reports`` waits for it, ``stop`` ends it."""

    def __init__(self, file: Path, ledger_dir: Path, rejects_dir: Path) -> None:
        above = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (above, os.environ.get("PYTHONPATH"))))
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, "-c", _DOOR, str(file), str(ledger_dir), str(rejects_dir)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # Ctrl-C is for the process that started this one, which then ends it; DuckDB would report it at length.
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": path},
        )

    def reports(self) -> tuple[LoadReport, ...]:
        """Return what `read_sources` returned there, or raise what it raised.

        Raises:
            GraphError: As `read_sources`; also when the process was ended from outside.
        """
        said, _ = self._process.communicate()
        if self._process.returncode != 0:
            raise GraphError(
                f"The process that read {self._file} ended with {self._process.returncode}.", hint="Load it again."
            )
        found: tuple[LoadReport, ...] | GraphError = pickle.loads(said)
        if isinstance(found, GraphError):
            raise found
        return found

    def stop(self) -> None:
        """End the reader if it still runs, and wait until it has."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _leave(*_: object) -> NoReturn:
    # DuckDB turns what a handler raises within a query into an error of its own, chained to this one.
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    sys.exit(1)


def main() -> None:
    """Read the source that the command line names and write the reports, or the error, to stdout."""
    from graph.ingest import read_sources

    # Scratch folders are removed on the way out.
    signal.signal(signal.SIGTERM, _leave)
    file, ledger_dir, rejects_dir = map(Path, sys.argv[1:])
    found: tuple[LoadReport, ...] | GraphError
    try:
        found = read_sources(file, ledger_dir, rejects_dir)
    except GraphError as error:
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))

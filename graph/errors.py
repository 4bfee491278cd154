"""Every error raised on purpose, in one tree: what happened, what to do, how the shell sees it.

GraphError               1
  NothingFound           1
  UsageProblem           2
    UnknownName          2
    AmbiguousName        2
    QueryRejected        2
    GraphNotFound        2
    GraphTooNew          2
    GraphBusy            2
    OutputRefused        2
  SourceRejected         2
  ValueRejected          2
  DiskTrouble            2
  CheckFailed            3
  TimedOut             124
"""

from __future__ import annotations


class GraphError(Exception):
    """Base of every error raised on purpose by this package."""

    exit_code = 1

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".rstrip()

    def __reduce__(self) -> tuple[object, ...]:
        # An error must reach the process that asked for the work with its hint and its place.
        return _rebuilt, (type(self), self.args, dict(self.__dict__))


def _rebuilt(kind: type[GraphError], args: tuple[object, ...], state: dict[str, object]) -> GraphError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class NothingFound(GraphError):
    """The question is fine and the answer is empty."""


class UsageProblem(GraphError):
    """The command, option or question cannot be carried out as given."""

    exit_code = 2


class UnknownName(UsageProblem):
    """A name that nothing in the graph bears."""


class AmbiguousName(UsageProblem):
    """A name that several things bear."""


class QueryRejected(UsageProblem):
    """A SPARQL text that is not valid, or asks for more than reading."""


class GraphNotFound(UsageProblem):
    """No graph at the place asked for."""


class GraphTooNew(UsageProblem):
    """A graph written by a newer version."""


class GraphBusy(UsageProblem):
    """Another process is writing to the graph."""


class OutputRefused(UsageProblem):
    """A file or folder that cannot or must not be written."""


class SourceRejected(GraphError):
    """An input file that cannot be read as a source.

    Attributes:
        file: The file as given.
        row: Record number, 1 for the first after the header, or None.
        column: Column name, or None.
        rejects: Where all rejected rows of the file stand with their reasons, or empty.
    """

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        file: str,
        row: int | None = None,
        column: str | None = None,
        rejects: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(what, hint=hint)
        self.file = file
        self.row = row
        self.column = column
        self.rejects = rejects


class ValueRejected(GraphError):
    """A value that is not what it should be."""

    exit_code = 2


class DiskTrouble(GraphError):
    """The disk is full or cannot be written to."""

    exit_code = 2


class CheckFailed(GraphError):
    """Evidence or data does not pass a check."""

    exit_code = 3


class TimedOut(GraphError):
    """The time allowed was over before the answer was complete."""

    exit_code = 124

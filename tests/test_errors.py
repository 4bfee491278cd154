import pytest

from graph import errors
from graph.errors import GraphError, SourceRejected, UsageProblem

EXIT_CODES = {
    "GraphError": 1,
    "NothingFound": 1,
    "UsageProblem": 2,
    "UnknownName": 2,
    "AmbiguousName": 2,
    "QueryRejected": 2,
    "GraphNotFound": 2,
    "GraphTooNew": 2,
    "GraphBusy": 2,
    "OutputRefused": 2,
    "SourceRejected": 2,
    "ValueRejected": 2,
    "DiskTrouble": 2,
    "CheckFailed": 3,
    "TimedOut": 124,
}


def _classes() -> dict[str, type[GraphError]]:
    return {
        name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, GraphError)
    }


def test_every_error_has_the_exit_code_the_command_line_promises() -> None:
    found = {name: kind.exit_code for name, kind in _classes().items()}

    assert found == EXIT_CODES


def test_the_tree_at_the_top_of_the_module_lists_every_error_with_its_exit_code() -> None:
    drawn = dict(line.split() for line in (errors.__doc__ or "").splitlines()[2:])

    assert drawn == {name: str(code) for name, code in EXIT_CODES.items()}


@pytest.mark.parametrize("name", [name for name in EXIT_CODES if name != "GraphError"])
def test_every_error_is_caught_as_a_graph_error(name: str) -> None:
    assert issubclass(getattr(errors, name), GraphError)


@pytest.mark.parametrize(
    "name",
    [
        "UnknownName",
        "AmbiguousName",
        "QueryRejected",
        "GraphNotFound",
        "GraphTooNew",
        "GraphBusy",
        "OutputRefused",
    ],
)
def test_problems_of_usage_are_caught_together(name: str) -> None:
    assert issubclass(getattr(errors, name), UsageProblem)


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        pytest.param("", "No such agency.", id="without-hint"),
        pytest.param("Try ICE.", "No such agency. Try ICE.", id="with-hint"),
    ],
)
def test_an_error_prints_what_happened_and_then_the_hint(hint: str, shown: str) -> None:
    assert str(GraphError("No such agency.", hint=hint)) == shown


def test_a_rejected_source_tells_where() -> None:
    error = SourceRejected("Bad date.", file="a.csv", row=7, column="Action Date", hint="Mend it.")

    assert (error.file, error.row, error.column, str(error)) == (
        "a.csv",
        7,
        "Action Date",
        "Bad date. Mend it.",
    )

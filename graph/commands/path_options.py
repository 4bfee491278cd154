"""Options of a search for paths: what may be used, what must be passed, and what ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from graph.commands.asking import parse_share
from graph.commands.options import parse_day, timeout_option

if TYPE_CHECKING:
    from graph.network.options import PathOptions

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


_MANY = {"multiple": True}
_FLAG = {"is_flag": True}
_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (
        ("-k", "limit"),
        {"type": click.IntRange(1, 1000), "default": 10, "show_default": True, "help": "How many paths."},
    ),
    (
        ("--max-hops",),
        {"type": click.IntRange(1, 12), "default": 8, "show_default": True, "help": "Hops at most, as shown."},
    ),
    (("--from-type",), {"metavar": "KIND", "help": "Paths from any thing of a kind, e.g. agency; A is not given."}),
    (("--to-type",), {"metavar": "KIND", "help": "Paths to any thing of a kind, e.g. product; B is not given."}),
    (("--via",), {"metavar": "X", **_MANY, "help": "Only paths that pass X: a thing, vehicle or award. Repeatable."}),
    (
        ("--avoid",),
        {"metavar": "X", **_MANY, "help": "No path over X, awards paid to it or under it. Repeatable."},
    ),
    (
        ("--relation", "relations"),
        {"metavar": "R", **_MANY, "help": "Only these relations, as hops or the schema name them. Repeatable."},
    ),
    (
        ("--view",),
        {"metavar": "NAME", "help": "records, stated, inferred or all (with disputed and denied). [default: inferred]"},
    ),
    (("--no-inferred",), {**_FLAG, "help": "Only what records and reports state: --view stated."}),
    (
        ("--as-of",),
        {"metavar": "DAY", "help": "Only awards whose loaded actions span this day, and claims that hold on it."},
    ),
    (
        ("--min-confidence",),
        {"callback": parse_share, "metavar": "C", "help": "Least confidence of what a rule inferred, 0 to 1."},
    ),
    (("--disjoint",), {**_FLAG, "help": "No two paths share anything between their ends; better ones first."}),
    (
        ("--directed",),
        {**_FLAG, "help": "Only along the edges: subject to object; at awards payer to paid to what they name."},
    ),
    (
        ("--through-companies",),
        {**_FLAG, "help": "Also join unrelated records at a company; listed last, and the hop says so."},
    ),
    (
        ("--rank",),
        {
            "type": click.Choice(("evidence", "hops", "money")),
            "default": "evidence",
            "show_default": True,
            "help": "What comes first.",
        },
    ),
)


def search_options(function: Decorated) -> Decorated:
    """Add the options whose names are the fields of `graph.network.options.PathOptions`, and ``--no-inferred``."""
    return _added(timeout_option(function), frozenset())


def narrowing_options(function: Decorated) -> Decorated:
    """Add those of `search_options` that narrow or rank a search between two given things; ``--no-inferred`` too."""
    return _added(timeout_option(function), frozenset(("-k", "--from-type", "--to-type")))


def _added(function: Decorated, left_out: frozenset[str]) -> Decorated:
    for names, settings in reversed(_OPTIONS):
        if names[0] not in left_out:
            function = click.option(*names, **settings)(function)
    return function


def path_options(given: Mapping[str, Any]) -> PathOptions:
    """Return what was given as options of a search.

    Raises:
        UsageProblem: A value is out of its range.
        click.UsageError: ``--no-inferred`` stands beside another view.
    """
    from graph.network.options import PathOptions

    rest = {name: value for name, value in given.items() if name not in ("view", "no_inferred")}
    if given["no_inferred"] and given["view"] not in (None, "stated", "inferred"):
        raise click.UsageError(f"--no-inferred and --view {given['view']} are two views; give one.")
    view = "stated" if given["no_inferred"] else given["view"] or "inferred"
    options = PathOptions(**rest | {"view": view, "as_of": parse_day(given["as_of"])})
    options.check()
    return options


def has_narrowing(given: Mapping[str, Any]) -> bool:
    """Tell whether any option of `narrowing_options` was given, by whoever asks for something else than paths."""
    context = click.get_current_context()
    return any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in given)

"""From what a person asks of paths to the answer: names become nodes, options a sieve and bounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.errors import NothingFound, TimedOut, UsageProblem
from graph.evidence import Json
from graph.network.answers import Asked, find_paths
from graph.network.deadline import Deadline
from graph.network.found import PathsFound
from graph.network.grammar import KINDS
from graph.network.lookup import resolve
from graph.network.moves import Bounds
from graph.network.options import PathOptions
from graph.network.reading import NO_DATE, Network, day_of
from graph.network.relations import Chosen
from graph.network.sieve import Kept, Sieve
from graph.network.views import VIEWS, WORST

if TYPE_CHECKING:
    from graph.network.testimony import Testimony

Names = tuple[str | None, str | None]


def merged_options(options: PathOptions | None, changed: Mapping[str, Any]) -> PathOptions:
    """Return ``options``, or the default ones, with the changed fields.

    Raises:
        UsageProblem: A field is unknown, or a value out of its range.
    """
    unknown = sorted(changed.keys() - set(PathOptions._fields))
    if unknown:
        raise UsageProblem(f"There is no option {unknown[0]!r}.", hint="One of: " + ", ".join(PathOptions._fields))
    merged = (options or PathOptions())._replace(**changed)
    merged.check()
    return merged


def ask_paths(network: Network, testimony: Testimony, names: Names, options: PathOptions) -> PathsFound:
    """Return the best paths between two ends; errors as for `graph.knowledge.KnowledgeGraph.paths`."""
    sieve, asked = prepare(network, testimony, names, options)
    deadline = Deadline(options.timeout_s)
    found = find_paths(sieve, asked, deadline)
    if not found.paths and found.timed_out:
        raise TimedOut(
            f"No path was found in the {options.timeout_s:g} s allowed, and there may be some.",
            hint="Raise --timeout, or ask for fewer --max-hops.",
        )
    if not found.paths:
        raise no_path(network, asked, options)
    return PathsFound(
        _end(network, asked.starts, options.from_type), _end(network, asked.ends, options.to_type), *found, options.rank
    )


def prepare(network: Network, testimony: Testimony, names: Names, options: PathOptions) -> tuple[Sieve, Asked]:
    """Return what is let in and what is asked, with every name resolved.

    Raises:
        UnknownName, AmbiguousName: A name does not mean exactly one thing.
        NothingFound: No thing is of the kind asked for.
        UsageProblem: Both names mean the same thing, an end is also to be avoided, or an end is missing.
    """
    starts = _nodes(network, names[0], options.from_type, "first")
    ends = _nodes(network, names[1], options.to_type, "second")
    if starts == ends and len(starts) == 1:
        only = network.labels[next(iter(starts))]
        raise UsageProblem(
            f"{names[0]!r} and {names[1]!r} are the same thing: {only}.",
            hint="`vendorgraph show` tells what is known of it.",
        )
    # A path between a thing and its kind leads to another of that kind.
    starts, ends = (starts - ends, ends) if options.from_type else (starts, ends - starts)
    via = tuple(resolve(network, name) for name in options.via)
    avoid = frozenset(resolve(network, name) for name in options.avoid)
    for node in sorted(avoid & {*via, *(starts if len(starts) == 1 else ()), *(ends if len(ends) == 1 else ())}):
        raise UsageProblem(
            f"{network.labels[node]} is both asked for and to be avoided.", hint="Leave one of the two out."
        )
    sieve = Sieve(
        network,
        testimony,
        Kept(
            worst=WORST[options.view],
            as_of=options.as_of,
            min_confidence=options.min_confidence,
            avoid=avoid,
            only=_only(network, starts, ends, via),
        ),
    )
    bounds = Bounds(
        max_hops=options.max_hops,
        directed=options.directed,
        through_companies=options.through_companies,
        chosen=Chosen(network, options.relations) if options.relations else None,
    )
    return sieve, Asked(
        starts - avoid, ends - avoid, via, bounds, options.rank, options.disjoint, options.limit, options.expand
    )


def _only(network: Network, starts: frozenset[int], ends: frozenset[int], via: tuple[int, ...]) -> dict[int, int]:
    """Return bundle -> the one award of it that is meant, where an end or a stop is an award."""
    named = [node for nodes in (starts, ends) if len(nodes) == 1 for node in nodes]
    awards = sorted({node - network.entities for node in (*named, *via) if node >= network.entities})
    return {network.of_award[award]: award for award in awards}


def _nodes(network: Network, name: str | None, kind: str | None, which: str) -> frozenset[int]:
    if (name is None) == (kind is None):
        raise UsageProblem(f"The {which} end is not one thing.", hint="Give a name, or a kind instead of it.")
    if name is not None:
        return frozenset((resolve(network, name),))
    assert kind is not None
    if kind == "award":
        nodes = range(network.entities, network.entities + network.awards)
    else:
        code = KINDS.index(kind)  # entities are numbered by kind
        nodes = range(bisect_left(network.kind, code), bisect_right(network.kind, code))
    if not nodes:
        raise NothingFound(f"Nothing here is of the kind {kind}.", hint="`vendorgraph find` searches names.")
    return frozenset(nodes)


def _end(network: Network, nodes: frozenset[int], kind: str | None) -> Json:
    if kind is not None:
        return {"id": None, "label": f"any {kind}", "kind": kind}
    node = next(iter(nodes))
    return {"id": network.iri(node), "label": network.labels[node], "kind": network.type_of(node)}


def end_labels(network: Network, asked: Asked, options: PathOptions) -> tuple[str, str]:
    """Return what the two ends are called."""
    first = f"any {options.from_type}" if options.from_type else network.labels[next(iter(asked.starts))]
    second = f"any {options.to_type}" if options.to_type else network.labels[next(iter(asked.ends))]
    return first, second


def no_path(network: Network, asked: Asked, options: PathOptions) -> NothingFound:
    """Return the error that says there is no path, and what might be in its way."""
    first, second = end_labels(network, asked, options)
    joined = "" if options.through_companies else "coherent "
    said = f"No {joined}path of at most {options.max_hops} hops joins {first} and {second}"
    hints = []
    if (
        options.as_of is not None
        and (span := action_span(network)) is not None
        and not span[0] <= options.as_of <= span[1]
    ):
        hints.append(f"Loaded actions run from {span[0]} to {span[1]}, and {options.as_of} is not among them.")
    if options.view in ("records", "stated"):
        hints.append(f"The view is {options.view}: what a rule inferred was left out.")
    hints.append("--explain-none says how far each side reaches and what the sources do not cover.")
    return NothingFound(f"{said} in {VIEWS[options.view]}.", hint=" ".join(hints))


def action_span(network: Network) -> tuple[date, date] | None:
    """Return the first and last day of the loaded actions, or None when they have no days."""
    first = [day for day in network.firstActionDate if day != NO_DATE]
    last = [day for day in network.lastActionDate if day != NO_DATE]
    begin, end = day_of(min(first, default=NO_DATE)), day_of(max(last, default=NO_DATE))
    return None if begin is None or end is None else (begin, end)

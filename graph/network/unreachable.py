"""Why there is no path: what is in its way, how far each side reaches, and what the loaded sources do not cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import UsageProblem
from graph.evidence import Json, counted
from graph.network import grammar
from graph.network.answers import Asked, ranked
from graph.network.asking import Names, action_span, end_labels, prepare
from graph.network.deadline import Deadline
from graph.network.options import MOST_HOPS, PathOptions
from graph.network.paths import hops_from
from graph.network.reading import Network
from graph.network.sieve import Sieve

if TYPE_CHECKING:
    from graph.network.testimony import Testimony

_NEAREST = 3  # points listed from each side
# Kind -> relations that tie a thing of it to the rest, and what it means that none does.
_TIES: dict[str, tuple[tuple[int, str], ...]] = {
    "agency": (
        (grammar.AWARDED_BY, "awards that it placed"),
        (grammar.FUNDED_BY_AGENCY, "awards that it funded"),
        (grammar.USES, "reports of what it uses"),
        (grammar.MANAGED_BY, "accounts that it manages"),
        (grammar.APPROPRIATED_TO, "appropriations to it"),
    ),
    "vendor": (
        (grammar.PAID_TO, "awards paid to it"),
        (grammar.SUBAWARD_TO, "subawards to it"),
        (grammar.MADE_BY, "products that it makes"),
        (grammar.HOLDER, "vehicles that it holds"),
        (grammar.PARENT_COMPANY, "companies of its group"),
    ),
    "product": (
        (grammar.NAMES, "awards whose text names it"),
        (grammar.INHERITS, "awards under a vehicle for it"),
        (grammar.USES, "reports of its use"),
        (grammar.MADE_BY, "makers"),
    ),
    "vehicle": ((grammar.UNDER_VEHICLE, "awards under it"), (grammar.HOLDER, "holders")),
    "tas": ((grammar.FUNDED_BY, "awards that it pays for"), (grammar.OF_ACCOUNT, "accounts above it")),
    "account": ((grammar.OF_ACCOUNT, "Treasury accounts"), (grammar.MANAGED_BY, "agencies that manage it")),
    "statute": ((grammar.AUTHORIZES, "appropriations"), (grammar.NAMES, "awards whose text names it")),
    "appropriation": ((grammar.APPROPRIATED_TO, "agencies"), (grammar.AUTHORIZES, "statutes")),
    "program": ((grammar.NAMES, "awards whose text names it"), (grammar.RUN_BY, "agencies that run it")),
    "office": ((grammar.PART_OF, "agencies above it"),),
}


class Point(NamedTuple):
    """A place that one side reaches coherently: hops to it, and lines from there to the other end (None: no chain)."""

    id: str
    label: str
    kind: str
    hops: int
    left: int | None


class Side(NamedTuple):
    """One end: how many places coherent paths from it reach, the nearest to the other end, and its ties by kind."""

    label: str
    reached: int
    nearest: tuple[Point, ...]
    component: int
    ties: tuple[tuple[str, int], ...]


class NoPath(NamedTuple):
    """Why there is no path.

    Attributes:
        sides: The two ends.
        joined: Whether the ends hang together at all, coherently or not.
        without: Restrictions of the question each of which alone stands in the way.
        coverage: What the loaded awards hold and do not hold, as sentences.
    """

    sides: tuple[Side, Side]
    joined: bool
    without: tuple[str, ...]
    coverage: tuple[str, ...]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/no-path.json."""
        return {
            "sides": [
                {
                    "label": side.label,
                    "reached": side.reached,
                    "nearest": [point._asdict() for point in side.nearest],
                    "component": side.component,
                    "ties": dict(side.ties),
                }
                for side in self.sides
            ],
            "joined": self.joined,
            "path_without": list(self.without),
            "coverage": list(self.coverage),
        }

    def lines(self) -> Iterator[str]:
        """Yield the explanation as text."""
        first, second = self.sides
        for option in self.without:
            yield f"There is a path {option}."
        for side, other in ((first, second), (second, first)):
            yield f"From {side.label} coherent paths reach {side.reached:,} things."
            for point in side.nearest:
                away = "" if point.left is None else f", {point.left} line{'s' * (point.left != 1)} from {other.label}"
                yield f"  nearest: {point.label} ({point.kind}), {point.hops} hop{'s' * (point.hops != 1)} away{away}"
            held = [f"{what}: {count:,}" for what, count in side.ties if count]
            lacking = [what for what, count in side.ties if not count]
            yield f"  has {', '.join(held) or 'no ties'}" + (
                f"; the sources hold no {', no '.join(lacking)}" * bool(lacking)
            )
        if self.joined:
            yield (
                f"Both hang together in one component of {first.component:,} things, but only over turns that no one "
                "record carries, or over more hops."
            )
        else:
            yield (
                f"They lie in different components, of {first.component:,} and {second.component:,} things: nothing "
                "loaded ties them."
            )
        yield from self.coverage


def explain_none(network: Network, testimony: Testimony, names: Names, options: PathOptions) -> NoPath:
    """Return why there is no path.

    Raises:
        UsageProblem: There is one, or an end is a kind; otherwise errors as for a search.
    """
    if options.from_type or options.to_type:
        raise UsageProblem("Only a path between two things can be explained.", hint="Give both names, no kind.")
    deadline = Deadline(options.timeout_s)
    sieve, asked = prepare(network, testimony, names, options)
    if _has_path(sieve, asked, deadline):
        raise UsageProblem("There is a path.", hint="Leave out --explain-none.")
    first, second = end_labels(network, asked, options)
    start, end = next(iter(asked.starts)), next(iter(asked.ends))
    loose = _lines_from(sieve, start, deadline), _lines_from(sieve, end, deadline)
    sides = (
        _side(sieve, asked, (start, first), (loose[0], loose[1]), deadline),
        _side(sieve, asked, (end, second), (loose[1], loose[0]), deadline),
    )
    without = tuple(
        said
        for said, changed in _relaxed(options)
        if not deadline.over and _has_path(*prepare(network, testimony, names, changed), deadline)
    )
    return NoPath(sides, end in loose[0], without, tuple(_coverage(network, options)))


def _has_path(sieve: Sieve, asked: Asked, deadline: Deadline) -> bool:
    few = asked if asked.via else asked._replace(bounds=asked.bounds._replace(limit=1))
    return bool(ranked(sieve, few, deadline)[0])


def _relaxed(options: PathOptions) -> Iterator[tuple[str, PathOptions]]:
    """Yield each restriction in words, and the question without it."""
    plain = PathOptions()
    for field, said in (
        ("via", "without --via"),
        ("avoid", "without --avoid"),
        ("relations", "without --relation"),
        ("as_of", "without --as-of"),
        ("min_confidence", "without --min-confidence"),
        ("directed", "without --directed"),
    ):
        if getattr(options, field) != getattr(plain, field):
            yield said, options._replace(**{field: getattr(plain, field)})
    if options.view in ("records", "stated"):
        yield "with --view inferred", options._replace(view="inferred")
    if options.view != "all":
        yield "with --view all, over what is disputed or denied", options._replace(view="all")
    if options.max_hops < MOST_HOPS:
        yield f"with --max-hops {MOST_HOPS}", options._replace(max_hops=MOST_HOPS)
    if not options.through_companies:
        yield (
            "with --through-companies, which joins unrelated records at a company",
            options._replace(through_companies=True),
        )


def _side(
    sieve: Sieve, asked: Asked, end: tuple[int, str], loose: tuple[dict[int, int], dict[int, int]], deadline: Deadline
) -> Side:
    node, label = end
    own, other = loose
    reach = hops_from(sieve, node, asked.bounds, deadline, along=node in asked.starts)
    del reach[node]
    network = sieve.network
    order = sorted(reach, key=lambda one: (other.get(one, len(other)), reach[one], network.labels[one], one))
    nearest = tuple(
        Point(network.iri(one), network.labels[one], network.type_of(one), reach[one], other.get(one))
        for one in order[:_NEAREST]
    )
    return Side(label, len(reach), nearest, len(own), _ties(sieve, node))


def _ties(sieve: Sieve, node: int) -> tuple[tuple[str, int], ...]:
    network = sieve.network
    counts: dict[int, int] = {}
    if node < network.entities:
        for side, start, stop in network.runs(node):
            relation = side & ~grammar.REVERSED
            counts[relation] = counts.get(relation, 0) + sieve.count_run(relation, start, stop, node)
    return tuple((what, counts.get(relation, 0)) for relation, what in _TIES.get(network.type_of(node), ()))


def _lines_from(sieve: Sieve, origin: int, deadline: Deadline) -> dict[int, int]:
    """Return every thing that any chain of lines reaches, with the fewest lines; an award between two is one."""
    network = sieve.network
    near = {origin: 0}
    frontier = [origin]
    crossed: set[int] = set()
    if origin >= network.entities:
        near |= {node: 1 for _, node in sieve.sides(network.of_award[origin - network.entities])}
        frontier = [node for node in near if node != origin]
    while frontier and not deadline.over:
        following: list[int] = []
        for node in frontier:
            for other in _beside(sieve, node, crossed):
                if other not in near:
                    near[other] = near[node] + 1
                    following.append(other)
        frontier = following
    return near


def _beside(sieve: Sieve, node: int, crossed: set[int]) -> Iterator[int]:
    network = sieve.network
    for side, other, edge in network.near(node):
        if side & ~grammar.REVERSED >= grammar.ENTITY_RELATIONS:
            if sieve.has_edge(edge, network.edge_status[edge]):
                yield other
        elif other not in crossed and not sieve.is_closed(other):
            crossed.add(other)
            yield from (end for _, end in sieve.sides(other))
    yield from (other for _, other, _ in sieve.contested.get(node, ()))


def _coverage(network: Network, options: PathOptions) -> Iterator[str]:
    """Yield what the loaded awards hold and lack."""
    span = action_span(network)
    days = f", with actions from {span[0]} to {span[1]}" if span else ""
    yield f"Loaded: {counted(network.awards, 'award')}{days}."
    if options.as_of is not None and span and not span[0] <= options.as_of <= span[1]:
        yield f"{options.as_of} lies outside of it."
    having: dict[int, int] = {}
    for bundle in range(network.bundles):
        many = network.member_at[bundle + 1] - network.member_at[bundle]
        for relation in {relation for relation, _, _ in network.sides(bundle)}:
            having[relation] = having.get(relation, 0) + many
    for relation, what in (
        (grammar.NAMES, "name a product, program or statute"),
        (grammar.FUNDED_BY, "name the account that paid"),
        (grammar.SUBAWARD_TO, "have a loaded subaward"),
    ):
        count = having.get(relation, 0)
        yield f"  {count:,} of them {what}; of the other {network.awards - count:,} the sources do not say."

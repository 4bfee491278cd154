"""``gaps ENTITY``: what records and claims leave out, ranked by how much of the answer hangs on it.

The rule of the ranking: a gap of records weighs the share of the entity's obligations that hang on it (of each award
the net of its loaded actions, else the total its summary states; nothing where it is negative); a gap of claims the
share of the claims about the entity that rest on it (itself and those that refine it). Shares of two kinds are
compared, their amounts never added. Where nothing was obligated, awards are counted instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json
from graph.network.reading import Network
from graph.spending.claim_gaps import ClaimGaps
from graph.spending.ends import awards_sql, find_end
from graph.spending.gap import KINDS, Gaps
from graph.spending.record_gaps import AwardGaps
from graph.spending.records import open_records

if TYPE_CHECKING:
    from graph.claims import StoredClaim
    from graph.store.folder import GraphFolder

RULE = (
    "Ranked by the share of what is known that hangs on a gap: of the obligations on the awards (net of loaded "
    "actions, else the total of a summary), or of the claims."
)


@dataclass(frozen=True, slots=True)
class GapsAsked:
    """What is asked.

    Attributes:
        entity: Its name.
        kinds: Which of KINDS; empty means all.
        top: Gaps at most, from 1.
        timeout_s: Seconds after which the work is given up.

    Raises:
        UsageProblem: There is no such kind, or ``top`` is not positive.
    """

    entity: str
    kinds: tuple[str, ...] = ()
    top: int = 20
    timeout_s: float = 60

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise UsageProblem(f"There is no kind of gap {kind!r}.", hint="One of: " + ", ".join(KINDS) + ".")
        if self.top < 1:
            raise UsageProblem(f"{self.top} is not a number of rows.", hint="Give 1 or more.")


def find_gaps(folder: GraphFolder, network: Network, claims: Sequence[StoredClaim], asked: GapsAsked) -> Gaps:
    """Return the gaps of an entity, strongest first; ties by kind, then name.

    Raises:
        UnknownName, AmbiguousName: The name does not mean exactly one thing.
        NothingFound: Nothing is known of it that could have gaps, or nothing is missing.
        TimedOut: The work takes longer than asked for.
    """
    end = find_end(network, asked.entity)
    iri = network.iri(end.node)
    about = [one for one in claims if iri in (one.subject.iri, one.object.iri if one.object else "")]
    wanted = asked.kinds or tuple(KINDS)
    with open_records(folder, network, timeout_s=asked.timeout_s) as records:
        awards = records.choose(awards_sql(network, end))
        if not awards and not about:
            raise NothingFound(
                f"No award and no claim of {end.label} ({end.kind}) is loaded, so nothing can be missing from one.",
                hint="`vendorgraph show` tells what is known of it.",
            )
        finders = (AwardGaps(records, end, asked.top), ClaimGaps(network, about))
        found = [(kind, *finder.find(kind)) for kind in wanted for finder in finders if kind in finder.kinds]
        whole = records.one("select coalesce(sum(hangs), 0) as money from deal")["money"]
    kinds = tuple(count for _, count, _ in found if count.gaps)
    if not kinds:
        raise NothingFound(f"Nothing of this kind is missing from the {awards:,} awards and {len(about):,} claims of "
                           f"{end.label}.")  # fmt: skip
    order = {kind: place for place, kind in enumerate(KINDS)}
    gaps = sorted(
        (gap for _, _, listed in found for gap in listed),
        key=lambda gap: (-gap.strength, order[gap.kind], gap.label, gap.id),
    )
    named: Json = {"id": iri, "label": end.label, "kind": end.kind}
    total = sum(one.gaps for one in kinds)
    return Gaps(named, RULE, awards, whole, len(about), kinds, tuple(gaps[: asked.top]), total)

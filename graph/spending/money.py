"""``money FROM [TO]``: one trail from the first statute to the last subaward, as far as records and claims tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json
from graph.network import grammar
from graph.network.reading import Network
from graph.spending.announced import Announced
from graph.spending.conservation import find_imbalances
from graph.spending.ends import UPSTREAM, End, awards_sql, find_end, in_flow
from graph.spending.missing import RecordGaps, upstream_gaps
from graph.spending.names import Recipients
from graph.spending.records import MoneyRecords, open_records
from graph.spending.steps import Question, Steps
from graph.spending.trail import Flow, Missing, Step, Trail

if TYPE_CHECKING:
    from graph.claims import StoredClaim
    from graph.store.folder import GraphFolder

_NAMED = ("statute", "program", "product")


@dataclass(frozen=True, slots=True)
class MoneyAsked:
    """What is asked of the money.

    Attributes:
        source: Name of one end.
        target: Name of the other, or None.
        since: First day of the actions and subawards that count.
        until: Last day of them.
        top: Flows per step, and imbalances, at most; from 1.
        timeout_s: Seconds after which the work is given up.

    Raises:
        UsageProblem: The time ends before it begins, or ``top`` is not positive.
    """

    source: str
    target: str | None = None
    since: date | None = None
    until: date | None = None
    top: int = 10
    timeout_s: float = 60

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise UsageProblem(f"The time asked for ends on {self.until}, before it begins on {self.since}.")
        if self.top < 1:
            raise UsageProblem(f"{self.top} is not a number of rows.", hint="Give 1 or more.")

    @property
    def period(self) -> str:
        """The time as the end of a sentence."""
        since = f" from {self.since}" if self.since else ""
        return since + (f" to {self.until}" if self.until else "")


def follow_money(folder: GraphFolder, network: Network, claims: Sequence[StoredClaim], asked: MoneyAsked) -> Trail:
    """Return the trail of one end's money, or between two.

    Raises:
        UnknownName, AmbiguousName: A name does not mean exactly one thing.
        UsageProblem: Both names mean the same thing.
        NothingFound: Nothing leads there; the message says what was searched.
        TimedOut: The work takes longer than asked for.
    """
    first = find_end(network, asked.source)
    last = None if asked.target is None else find_end(network, asked.target)
    first, last, _ = in_flow(first, last)
    announced = Announced(network, claims)
    with open_records(folder, network, timeout_s=asked.timeout_s) as records:
        return _Follower(records, announced, asked, first, last).trail()


class _Follower:
    def __init__(
        self, records: MoneyRecords, announced: Announced, asked: MoneyAsked, first: End, last: End | None
    ) -> None:
        self._records = records
        self._network = records.network
        self._announced = announced
        self._asked = asked
        self._first, self._last = first, last
        self._ends = (first,) if last is None else (first, last)

    def trail(self) -> Trail:
        told = self._said()
        awards = self._choose(told)
        vendors = [end.node for end in self._ends if end.kind == "vendor"]
        question = Question(self._ends, vendors[0] if vendors else None, vendors[-1] if vendors else None,
                            self._asked.top)  # fmt: skip
        if len(vendors) == 2:
            question = question._replace(sub=vendors[1])
        steps = Steps(self._records, question)
        found = [Step("appropriations", tuple(told), len(told))] if told else []
        found += [steps.named(end) for end in self._ends if end.kind in _NAMED and end not in self._unbridged(told)]
        found += [steps.accounts(), steps.vehicles(), steps.awards(), steps.recipients(), steps.subawards()]
        found = [step for step in found if step.total]
        if not self._leads(found):
            raise self._nothing()
        gaps = [*upstream_gaps(self._ends, told, awards), *self._tied(told, awards)]
        if awards:
            gaps += RecordGaps(self._records)
        wrong = find_imbalances(self._records) if awards else []
        return Trail(
            self._named(self._first),
            None if self._last is None else self._named(self._last),
            self._meaning(),
            awards,
            tuple(found),
            tuple(gaps),
            tuple(wrong[: self._asked.top]),
            len(wrong),
        )

    def _said(self) -> list[Flow]:
        """Return what is said of appropriations where the trail begins that far up."""
        upper = [end for end in self._ends if end.kind in ("statute", "appropriation", "agency")]
        begins = self._first.kind in ("statute", "appropriation") or (
            self._first.kind == "agency" and self._last is None
        )
        return self._announced.flows(upper) if begins else []

    def _unbridged(self, told: list[Flow]) -> tuple[End, ...]:
        """Return the ends that no record ties to awards, so that the agencies they give to stand for them."""
        if self._last is None or self._last.kind in ("statute", "appropriation"):
            return ()
        return tuple(end for end in self._ends if end.kind == "appropriation" or (end.kind == "statute" and told))

    def _choose(self, told: list[Flow]) -> int:
        """Stage the awards that stand at all ends; return how many there are."""
        conditions, unbridged = [], self._unbridged(told)
        vendors = [end for end in self._ends if end.kind == "vendor"]
        role, own = "'paid'", None
        for end in self._ends:
            if end in unbridged:
                agencies = [self._network.node_of(flow.target) for flow in told if flow.relation == "appropriatedTo"]
                receivers = [find_end(self._network, self._network.iri(node)) for node in agencies if node is not None]
                conditions.append(" or ".join(awards_sql(self._network, one) for one in receivers) or "false")
            elif end.kind == "vendor" and len(vendors) == 2:
                side = grammar.PAID_TO if end is vendors[0] else grammar.SUBAWARD_TO
                conditions.append(awards_sql(self._network, end, (side,)))
            else:
                conditions.append(awards_sql(self._network, end))
        if vendors:
            paid = awards_sql(self._network, vendors[0], (grammar.PAID_TO,))
            role = f"if({paid}, 'paid', 'sub')"
            names = Recipients(self._network)
            own = lambda name: names.vendor(name) == vendors[0].node  # noqa: E731
        where = " and ".join(f"({one})" for one in conditions)
        return self._records.choose(where, self._asked.since, self._asked.until, role=role, own=own)

    def _leads(self, steps: list[Step]) -> bool:
        """Say whether the steps reach from one end to the other; with one end, whether there are any."""
        if self._last is None:
            return bool(steps)
        if any(step.name in ("awards", "subawards") for step in steps):
            return True
        ends = {self._network.iri(end.node) for end in self._ends}
        touched = {iri for step in steps for flow in step.flows for iri in (flow.source, flow.target)}
        return self._last.kind in UPSTREAM and ends <= touched

    def _tied(self, told: list[Flow], awards: int) -> list[Missing]:
        """Return the gap where awards of a receiving agency stand for a law or an appropriation."""
        if not awards or not self._unbridged(told):
            return []
        names = " and ".join(end.label for end in self._unbridged(told))
        return [
            Missing(
                "appropriations",
                f"The awards below are those of the agency that the money is said to go to; no record ties one of them "
                f"to {names}.",
                awards,
            )
        ]

    def _nothing(self) -> NothingFound:
        searched = self._records.one("select count(*) as n from place")["n"]
        within = f", with actions{self._asked.period}" if self._asked.period else ""
        if self._last is None:
            return NothingFound(
                f"No money of {self._first.label} ({self._first.kind}) is in the loaded records or claims{within}; "
                f"{searched:,} awards were searched.",
                hint="`vendorgraph show` tells what is known of it; `vendorgraph load` adds records.",
            )
        each = [
            f"{self._records.one(f'select count(*) as n from place where {awards_sql(self._network, end)}')['n']:,} of "
            f"{end.label}"
            for end in self._ends
        ]
        return NothingFound(
            f"No money trail leads from {self._first.label} ({self._first.kind}) to {self._last.label} "
            f"({self._last.kind}){within}. Of {searched:,} loaded awards, {' and '.join(each)} were searched; none is "
            "both's.",
            hint="`vendorgraph path` also follows reports, ownership and products.",
        )

    def _meaning(self) -> str:
        period = self._asked.period
        return (
            f"Actions and subawards{period or ' of any day'}, in US dollars. "
            "Kinds of amounts are never added: an announced amount is no obligation, a ceiling is what may be spent, "
            "an obligation what is promised, an outlay what was paid. Obligations are net, of loaded actions; a total "
            "is what a summary states of an award without them. Ceilings and outlays are those of an award's whole "
            "life."
        )

    def _named(self, end: End) -> Json:
        return {"id": self._network.iri(end.node), "label": end.label, "kind": end.kind}

"""Charts of an agency's money: numbers are those of `money`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import NothingFound, UsageProblem
from graph.evidence import counted
from graph.sentences import money_text

if TYPE_CHECKING:
    from graph.charts import Band, Bar
    from graph.network.reading import Network
    from graph.spending.trail import Flow, Step, Sum, Trail
    from graph.spending.yearly import Year
    from graph.store.folder import GraphFolder
    from graph.supply.flows import Pair
    from graph.supply.tables import SupplyTables

CHARTS = {
    "top-vendors": "the companies with the largest net obligations",
    "obligations-by-year": "net obligations per fiscal year",
    "money-flow": "from accounts over agencies to companies and the makers behind them",
}
_NET = (
    "Net obligations of the loaded actions, in US dollars; what was cancelled is subtracted. An obligation is "
    "promised, not yet paid."
)
_INTERVAL = (
    "Dashed: a record names the accounts of an award, not what each paid, so an account paid between nothing and the "
    "sum of its awards. Dotted: a rule concluded from words of awards that a maker's products are behind them; at most "
    "those awards' obligations went on them. Neither enters a sum."
)
_MOST_ACCOUNTS, _MOST_PAIRS = 6, 7
_ALL = 100_000  # companies that one agency pays; the trail then tells each
_RECORD_LAYOUTS = ("actions10", "fpds_atom")


@dataclass(frozen=True, slots=True)
class ChartAsked:
    """What a chart shows.

    Attributes:
        name: One of CHARTS.
        entity: Whose money.
        top: Companies at most; the others are one bar or band together. Not of ``obligations-by-year``.
        since: First day of the actions that count. Not of ``obligations-by-year``.
        until: Last day of them.
        timeout_s: Seconds after which to give up.

    Raises:
        UsageProblem: There is no such chart, or it cannot be narrowed so.
    """

    name: str
    entity: str
    top: int = 12
    since: date | None = None
    until: date | None = None
    timeout_s: float = 60

    def __post_init__(self) -> None:
        if self.name not in CHARTS:
            raise UsageProblem(f"There is no chart {self.name!r}.", hint="One of: " + ", ".join(CHARTS) + ".")
        if self.name == "obligations-by-year" and (self.since or self.until):
            raise UsageProblem("A chart of years shows all of them.", hint="Leave out --since and --until.")


class Charts:
    """Draws charts of one graph.

    Args:
        folder: The graph folder.
        network: Its network.
        snapshot: Its id.
        money: Follows money, as `graph.analyses.Analyses.money` does.
        supply: Gives the tables of what awards name or inherit.
    """

    def __init__(
        self,
        folder: GraphFolder,
        network: Network,
        snapshot: str,
        money: Callable[..., Trail],
        supply: Callable[[], SupplyTables],
    ) -> None:
        self._folder = folder
        self._network = network
        self._snapshot = snapshot
        self._money = money
        self._supply = supply

    def draw(self, asked: ChartAsked) -> str:
        """Return a chart as SVG text.

        Raises:
            UnknownName, AmbiguousName: The name does not mean exactly one thing.
            NothingFound: No obligation is loaded.
            UsageProblem: The chart cannot be of this thing.
            TimedOut: It takes longer than ``timeout_s``.
        """
        draw = {
            "top-vendors": self._top_vendors,
            "obligations-by-year": self._by_year,
            "money-flow": self._flow,
        }[asked.name]
        return draw(asked)

    def _by_year(self, asked: ChartAsked) -> str:
        from graph.charts import bar_chart
        from graph.network.lookup import resolve
        from graph.spending.yearly import obligations_by_year

        years = obligations_by_year(self._folder, self._network, asked.entity, timeout_s=asked.timeout_s)
        label = self._network.labels[resolve(self._network, asked.entity)]
        known = {one.year: one for one in years}
        bars = [_year(year, known.get(year)) for year in range(years[0].year, years[-1].year + 1)]
        notes = [
            f"{_NET} A fiscal year begins on October 1 of the year before.",
            "Years of which not all records are loaded look smaller than they were. An award with actions in several "
            "years counts in each.",
            self._source(),
        ]
        return bar_chart(
            f"Obligations of {label} per fiscal year", notes, bars, question="Net obligations in US dollars"
        )

    def _top_vendors(self, asked: ChartAsked) -> str:
        from graph.charts import Bar, bar_chart

        trail = self._trail(asked)
        step, total = _paid(trail)
        companies = _companies(step)
        shown = companies[: asked.top]
        bars = [Bar(one.name, float(one.amount), money_text(one.amount), counted(one.awards, "award")) for one in shown]
        if len(companies) > len(shown):
            rest = total - sum((one.amount for one in shown), Decimal(0))
            bars.append(Bar(_others(len(companies) - len(shown)), float(rest), money_text(rest)))
        return bar_chart(
            f"Companies with the largest obligations: {trail.source['label']}",
            [_NET, *_unseen(step), self._source()],
            bars,
            question=f"Net obligations in US dollars: {money_text(total)} in {counted(trail.awards, 'award')}",
        )

    def _flow(self, asked: ChartAsked) -> str:
        from graph.charts import Band, Sankey, sankey_chart

        trail = self._trail(asked)
        step, total = _paid(trail)
        pairs = self._pairs(trail, asked)
        companies = [one for one in _companies(step) if one.amount > 0]
        if not companies:
            raise NothingFound(f"No company's net obligation from {trail.source['label']} is above 0.")
        # The largest, and those who sell the most of what makers stand behind: else no maker would be seen.
        sellers = {pair.seller for pair in pairs[:_MOST_PAIRS]}
        chosen = {one.key: one for at, one in enumerate(companies) if at < asked.top or one.name in sellers}
        paid = [
            Band(flow.source_label, one.name, float(amount), money_text(amount))
            for one in chosen.values()
            for flow, amount in one.flows
            if amount > 0
        ]
        others = [one for one in _companies(step) if one.key not in chosen]
        paid += [
            Band(source, _others(len(others)), float(rest), money_text(rest))
            for source, rest in _by_source([flow for one in others for flow in one.flows]).items()
            if rest > 0
        ]
        vendors = dict.fromkeys(band.target for band in paid)
        agencies = tuple(dict.fromkeys(band.source for band in paid))
        # Which of several agencies an account paid, no record says.
        given = _accounts(trail, agencies[0]) if len(agencies) == 1 else []
        made = [
            Band(pair.seller, pair.maker, 0.0, f"0 to {money_text(pair.most)}", inferred=True)
            for pair in pairs[:_MOST_PAIRS]
            if pair.seller in vendors
        ]
        columns = (
            ("tas", tuple(band.source for band in given)),
            ("agency", agencies),
            ("vendor", tuple(vendors)),
            ("maker", tuple(dict.fromkeys(band.target for band in made))),
        )
        return sankey_chart(
            f"Where the money of {trail.source['label']} goes",
            f"Net obligations in US dollars: {money_text(total)} in {counted(trail.awards, 'award')}",
            Sankey(tuple(one for one in columns if one[1]), (*given, *paid, *made)),
            [_NET, *([_INTERVAL] if given or made else []), *_unseen(step), self._source()],
        )

    def _pairs(self, trail: Trail, asked: ChartAsked) -> list[Pair]:
        """Return the makers whose products a rule found in awards, with the companies that these awards paid."""
        from graph.supply.flows import sellers_and_makers
        from graph.supply.question import Question

        if trail.source["kind"] not in ("agency", "office"):
            return []
        question = Question(agency=str(trail.source["id"]), since=asked.since, until=asked.until)
        return [pair for pair in sellers_and_makers(self._supply(), question) if pair.most]

    def _trail(self, asked: ChartAsked) -> Trail:
        return self._money(asked.entity, top=_ALL, since=asked.since, until=asked.until, timeout_s=asked.timeout_s)

    def _source(self) -> str:
        files = sorted({one.file for one in self._folder.manifest().sources if one.layout in _RECORD_LAYOUTS})
        told = "; ".join(files[:6]) + (f" and {len(files) - 6} more" if len(files) > 6 else "")
        made = f"VendorGraph, snapshot {self._snapshot[:16]}."
        return f"Sources: award records of USAspending.gov and FPDS ({told}). {made}"


def _paid(trail: Trail) -> tuple[Step, Decimal]:
    """Return the step of those who were paid, and the net obligations of all of it."""
    step = trail.step("recipients")
    total = _sum(step.sums, "obligation")
    if total is None:
        raise NothingFound(
            f"No obligation of {trail.source['label']} is in the loaded actions.",
            hint="`vendorgraph money` tells what is known of its money.",
        )
    return step, total


def _accounts(trail: Trail, agency: str) -> list[Band]:
    """Return the Treasury accounts that awards name, each with the most that it can have paid."""
    from graph.charts import Band

    found = [
        Band(f"{flow.target_label} {flow.source_label}".strip(), agency, 0.0, f"0 to {money_text(amount)}")
        for flow, amount in _with_obligation(trail.step("accounts").flows)
        if flow.relation == "ofAccount" and amount
    ]
    return found[:_MOST_ACCOUNTS]


def _others(count: int) -> str:
    return f"{count:,} other {'company' if count == 1 else 'companies'}"


def _with_obligation(flows: Sequence[Flow]) -> list[tuple[Flow, Decimal]]:
    found = [(flow, _sum(flow.sums, "obligation")) for flow in flows]
    return [(flow, amount) for flow, amount in found if amount is not None]


def _sum(sums: Sequence[Sum], kind: str) -> Decimal | None:
    return next((one.amount for one in sums if one.kind == kind), None)


def _unseen(step: Step) -> list[str]:
    """Return a note on what is known from summaries alone, which is another kind and no part of the chart."""
    stated = next((one for one in step.sums if one.kind == "obligation_total"), None)
    if stated is None:
        return []
    awards = counted(stated.stated_by, "award")
    return [f"Not drawn: {money_text(stated.amount)} that summaries state of {awards} without loaded actions."]


class _Company(NamedTuple):
    """A company with what each agency obligated to it, and the sum of that."""

    key: str
    name: str
    awards: int
    amount: Decimal
    flows: tuple[tuple[Flow, Decimal], ...]


def _companies(step: Step) -> list[_Company]:
    """Return the companies that were paid, most money first, each once however many agencies paid it."""
    found: dict[str, list[tuple[Flow, Decimal]]] = {}
    for flow, amount in _with_obligation(step.flows):
        found.setdefault(flow.target or flow.target_label, []).append((flow, amount))
    companies = [
        _Company(
            key,
            flows[0][0].target_label,
            sum(flow.awards for flow, _ in flows),
            sum((amount for _, amount in flows), Decimal(0)),
            tuple(flows),
        )
        for key, flows in found.items()
    ]
    return sorted(companies, key=lambda one: (-one.amount, one.name, one.key))


def _by_source(flows: Sequence[tuple[Flow, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for flow, amount in flows:
        sums[flow.source_label] = sums.get(flow.source_label, Decimal(0)) + amount
    return sums


def _year(year: int, known: Year | None) -> Bar:
    from graph.charts import Bar

    if known is None:
        return Bar(f"FY {year}", 0.0, "no action loaded")
    remark = f"{counted(known.awards, 'award')}, {known.actions:,} actions"
    return Bar(f"FY {year}", float(known.obligation), money_text(known.obligation), remark)

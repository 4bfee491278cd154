"""Answers of the network -> what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from graph import terms
from graph.evidence import Evidence, EvidencePath, Hop, amount_text
from graph.network.around import Neighbourhood
from graph.network.reading import Network
from graph.pages.view import PageEdge, PageEvidence, PageNode, PageView, Status
from graph.sentences import money_text

_WORDS = {
    "awarded": "awarded to",
    "awardNames": "has awards naming",
    "awardsInherit": "has awards inheriting",
    "awardInherits": "inherits",
    "subaward": "passed on to",
    "paysForAwardOf": "pays for awards of",
    "paysForAwardTo": "pays for awards to",
    "fundedAwardTo": "funded awards to",
    "awardFundedBy": "placed awards funded by",
    "awardedUnder": "placed awards under",
    "awardTextNames": "names",
    "awardPaidTo": "went to",
    "madeBy": "is made by",
    "uses": "uses",
    "authorizes": "authorizes",
    "appropriatedTo": "goes to",
    "partOf": "is part of",
    "partOfProduct": "is part of",
    "ofAccount": "belongs to",
    "managedBy": "is managed by",
    "holder": "is held by",
    "awardingAgency": "is run by",
    "underVehicle": "was placed under",
    "ultimateParent": "belongs to",
    "runBy": "is run by",
}
_STATUSES: dict[str, Status] = {
    "recorded": "recorded",
    "confirmed": "confirmed",
    "reported": "reported",
    "inferred": "inferred",
    "contested": "contested",
    "denied": "denied",
}


def neighbourhood_view(network: Network, around: Neighbourhood, snapshot: str) -> PageView:
    """Return the page of what surrounds one entity."""
    label = network.labels[around.centre]
    left_out = ", ".join(f"{count:,} of kind {kind}" for kind, count in around.left_out)
    notes = [f"Left out for room, those with the least money on their lines: {left_out}."] if left_out else []
    view = _view(f"Around {label}", f"What do records and reports say of {label}?", snapshot, around.hops, notes)
    centre = _short(network.iri(around.centre))
    return replace(view, centre=centre) if any(node.id == centre for node in view.nodes) else view


def paths_view(paths: Sequence[EvidencePath], snapshot: str, total: int) -> PageView:
    """Return the page of several paths between the same two ends."""
    first, last = paths[0].hops[0].source_label, paths[0].hops[-1].target_label
    hops = [hop for path in paths for hop in path.hops]
    notes = [f"Showing {len(paths)} of {total} paths."] if len(paths) < total else []
    return _view(f"{first} to {last}", f"How does {first} reach {last}, and who says so?", snapshot, hops, notes)


def _view(title: str, question: str, snapshot: str, hops: Iterable[Hop], notes: Sequence[str]) -> PageView:
    edges: dict[str, PageEdge] = {}
    nodes: dict[str, tuple[str, str]] = {}
    weights: dict[str, float] = {}
    for hop in hops:
        edge = _edge(hop)
        edges.setdefault(edge.id, edge)
        nodes[hop.source] = (hop.source_label, hop.source_type)
        nodes[hop.target] = (hop.target_label, hop.target_type)
        for end in (hop.source, hop.target):
            weights[end] = weights.get(end, 0.0) + edge.weight
    standing = [
        "Inferred lines come from words in award descriptions; their money is an upper bound and enters no total.",
        "Net obligations are of the loaded records only.",
    ]
    return PageView(
        title=title,
        question=question,
        snapshot=snapshot,
        nodes=tuple(
            PageNode(
                id=_short(iri),
                label=label,
                kind=kind,
                weight=weights[iri],
            )
            for iri, (label, kind) in nodes.items()
        ),
        edges=tuple(edges.values()),
        notes=(*notes, *standing),
    )


def _edge(hop: Hop) -> PageEdge:
    source, target = (hop.source, hop.target) if hop.forward else (hop.target, hop.source)
    money = hop.amounts.get("obligation", hop.amounts.get("subaward", Decimal(0)))
    return PageEdge(
        id=f"{_short(source)} {hop.relation} {_short(target)}" + (f" under {_short(hop.via)}" if hop.via else ""),
        source=_short(source),
        target=_short(target),
        relation=hop.relation,
        label=_WORDS.get(hop.relation, hop.relation),
        status=_STATUSES[hop.status],
        count=max(hop.awards, len(hop.evidence), 1),
        amounts=_amounts(hop),
        first_date=hop.first_date or "",
        last_date=hop.last_date or "",
        confidence=None if hop.confidence is None else float(hop.confidence),
        evidence=tuple(_evidence(one, hop) for one in hop.evidence),
        weight=max(float(money), 0.0),
    )


def _amounts(hop: Hop) -> tuple[tuple[str, str], ...]:
    amounts = dict(hop.amounts)
    shown = []
    if "obligation_max" in amounts:
        least, most = amounts.pop("obligation_min"), amounts.pop("obligation_max")
        shown.append(("obligation, inferred interval", f"{money_text(least)} to {money_text(most)}"))
    return (*shown, *((kind, money_text(amount)) for kind, amount in amounts.items()))


def _evidence(one: Evidence, hop: Hop) -> PageEvidence:
    row = one.rows[0].rpartition(" row ")[2] if one.rows else ""
    kind = one.kind if one.kind in ("award", "claim", "rule") else "reference"
    who = {"award": "USAspending.gov / FPDS record", "rule": f"rule {one.rule}"}.get(
        kind, one.speaker or one.document or hop.basis
    )
    quote = one.quote
    if len(one.rows) > 1 or one.rows_total > 1:
        quote = f"{quote} ({one.rows_total} rows)"
    return PageEvidence(
        kind=kind,  # type: ignore[arg-type]
        who=who,
        document=one.document,
        key=one.award or one.id,
        row=int(row) if row else None,
        quote=quote,
        date=one.first_date or "",
        amount=("obligation", amount_text(Decimal(one.amount))) if one.amount is not None else None,
        url=f"https://www.usaspending.gov/award/{one.award or one.id}/"
        if kind == "award" and one.id.startswith("CONT_")
        else None,
        stance=one.stance or "records",
        origins=tuple(one.origins),
    )


def _short(iri: str) -> str:
    return "id:" + iri.removeprefix(terms.ID) if iri.startswith(terms.ID) else iri

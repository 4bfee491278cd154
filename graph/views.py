"""Answers of the network -> what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from graph import terms
from graph.claims.stored import StoredClaim, StoredEvidence
from graph.evidence import Evidence, EvidencePath, Hop, amount_text
from graph.network.around import Neighbourhood
from graph.network.reading import Network
from graph.network.whole import Lines
from graph.pages.view import PageEdge, PageEvidence, PageNode, PageView, Status
from graph.sentences import money_text, relation_words

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
_NAMING = frozenset(("awardNames", "awardsInherit"))
# Of awards of which only a summary is loaded, no actions: apart from the sum of actions.
_KINDS = {"obligation_total": "obligation, as a summary alone states it"}
_MACHINE = "written by a program, never a source of its own"
# Of one product; the rest of dozens of resellers would hide the other products.
_SELLERS = 6
_DISPUTED: dict[str, Status] = {"disputed": "contested", "denied": "denied"}
_STATUSES: dict[str, Status] = {
    "recorded": "recorded",
    "confirmed": "confirmed",
    "reported": "reported",
    "inferred": "inferred",
    "contested": "contested",
    "disputed": "contested",
    "denied": "denied",
}


def neighbourhood_view(network: Network, around: Neighbourhood, snapshot: str) -> PageView:
    """Return the page of what surrounds one entity."""
    label = network.labels[around.centre]
    notes = _left_out(around.left_out)
    view = _view(f"Around {label}", f"What do records and reports say of {label}?", snapshot, around.hops, notes)
    centre = _short(network.iri(around.centre))
    if not view.nodes and around.left_out:  # room for the entity alone
        view = replace(view, nodes=(PageNode(id=centre, label=label, kind=network.type_of(around.centre)),))
    return replace(view, centre=centre) if any(node.id == centre for node in view.nodes) else view


def paths_view(paths: Sequence[EvidencePath], snapshot: str, total: int) -> PageView:
    """Return the page of several paths between the same two ends."""
    first, last = paths[0].hops[0].source_label, paths[0].hops[-1].target_label
    hops = [hop for path in paths for hop in path.hops]
    notes = [f"Showing {len(paths)} of {total} paths."] if len(paths) < total else []
    joins = sorted({hop.source_label for hop in hops if hop.joined})
    if joins:
        notes.append(f"No record ties what meets at {', '.join(joins)}: unrelated awards or products of one company.")
    return _view(f"{first} to {last}", f"How does {first} reach {last}, and who says so?", snapshot, hops, notes)


def behind_view(network: Network, around: Neighbourhood, snapshot: str, *, most: int) -> PageView:
    """Return the page of who sells what to an agency: agency, sellers, products, makers, from left to right.

    Products with the most money on the awards that name or inherit them come first, each with its largest sellers,
    until there are ``most`` things.
    """
    label = network.labels[around.centre]
    naming = sorted(
        (hop for hop in around.hops if hop.relation in _NAMING and "product" in (hop.source_type, hop.target_type)),
        key=lambda hop: (-_most_of(hop), hop.source, hop.target),
    )
    makers = {_ends(hop)[0]: hop for hop in around.hops if hop.relation == "madeBy"}
    sellers: dict[str, list[Hop]] = {}
    for hop in naming:
        sellers.setdefault(_ends(hop)[1], []).append(hop)
    kept: dict[str, None] = {network.iri(around.centre): None}
    hops: list[Hop] = []
    for product, sold in sellers.items():
        with_maker = [*sold[:_SELLERS], *([makers[product]] if product in makers else [])]
        while not hops and with_maker and len(kept | _all_ends(with_maker)) > most:
            # Little room: the first product with fewer sellers, then without its maker, rather than none.
            del with_maker[-2 if len(with_maker) > 2 and product in makers else -1]
        if not with_maker or len(kept | _all_ends(with_maker)) > most:
            break
        kept |= _all_ends(with_maker)
        hops += with_maker
    paid = [hop for hop in around.hops if hop.relation == "awarded" and kept.keys() >= {hop.source, hop.target}]
    products = sum(product in kept for product in sellers)
    notes = ["Sellers whose awards name or inherit no product are not on this page."]
    if products < len(sellers):
        left = f"{len(sellers) - products:,} of {len(sellers):,} products"
        notes.append(f"Left out for room: {left}. The option --most shows more.")
    notes.append(f"Of each product at most the {_SELLERS} largest sellers are shown, fewer where there is no room.")
    question = f"Whose products stand behind the companies that {label} pays?"
    view = _view(f"Behind {label}", question, snapshot, [*paid, *hops], notes)
    centre = _short(network.iri(around.centre))
    if sellers and not view.nodes:  # room for the agency alone
        view = replace(view, nodes=(PageNode(id=centre, label=label, kind=network.type_of(around.centre)),))
    return replace(view, centre=centre)


def _all_ends(hops: Iterable[Hop]) -> dict[str, None]:
    return dict.fromkeys(end for hop in hops for end in _ends(hop))


def _ends(hop: Hop) -> tuple[str, str]:
    return (hop.source, hop.target) if hop.forward else (hop.target, hop.source)


def _most_of(hop: Hop) -> Decimal:
    return hop.amounts.get("obligation_max", Decimal(0))


def lines_view(
    network: Network, lines: Lines, snapshot: str, title: str, question: str, notes: Sequence[str]
) -> PageView:
    """Return the page of a set of entities and the lines between them; those without a line stand on it too."""
    view = _view(title, question, snapshot, lines.hops, [*notes, *_left_out(lines.left_out)])
    drawn = {node.id for node in view.nodes}
    alone = [
        PageNode(id=_short(network.iri(entity)), label=network.labels[entity], kind=network.type_of(entity))
        for entity in lines.entities
        if _short(network.iri(entity)) not in drawn
    ]
    return replace(view, nodes=(*view.nodes, *alone))


def with_disputed(view: PageView, claims: Iterable[StoredClaim], *, most: int | None = None) -> PageView:
    """Return the page with the claims about its things that somebody denies or disputes, as such.

    They are no facts of the graph, so no line of the network says them; a page without them would hide the denial.
    Only claims whose object is a thing are lines; their object may be one that the network does not have. Where it
    would be more than the ``most`` things of the page, the claim is counted in a note.
    """
    nodes = {node.id: node for node in view.nodes}
    edges: dict[str, PageEdge] = {}
    left_out = 0
    for claim in claims:
        status = _DISPUTED.get(claim.status)
        if status is None or claim.object is None or _short(claim.subject.iri) not in nodes:
            continue
        target = _short(claim.object.iri)
        if target not in nodes and most is not None and len(nodes) >= most:
            left_out += 1
            continue
        nodes.setdefault(target, PageNode(id=target, label=claim.object.label, kind="claim"))
        edges[claim.id] = PageEdge(
            id=f"{_short(claim.subject.iri)} {claim.id} {target}",
            source=_short(claim.subject.iri),
            target=target,
            relation=claim.relation.iri.removeprefix(terms.VG),
            label=claim.relation.label,
            status=status,
            count=max(len(claim.evidence), 1),
            first_date=claim.valid_from,
            last_date=claim.valid_to,
            evidence=tuple(_stored_evidence(one) for one in claim.evidence),
        )
    if left_out:
        said = "1 claim" if left_out == 1 else f"{left_out:,} claims"
        note = f"Left out for room: {said} that somebody denies or disputes. The option --most shows more."
        view = replace(view, notes=(note, *view.notes))
    return replace(view, nodes=tuple(nodes.values()), edges=(*view.edges, *edges.values())) if edges else view


def _stored_evidence(one: StoredEvidence) -> PageEvidence:
    who = ", ".join(speaker.label for speaker in one.speakers) or "unnamed speaker"
    return PageEvidence(
        kind="claim",
        who=f"{who} ({_MACHINE})" if one.machine_made else who,
        document="; ".join(source.label for source in one.sources),
        key=one.id,
        quote=one.quote,
        stance=one.stance,
        origins=tuple(origin.label for origin in one.origins),
    )


def _left_out(left_out: Iterable[tuple[str, int]]) -> list[str]:
    told = ", ".join(f"{count:,} of kind {kind}" for kind, count in left_out)
    if not told:
        return []
    return [f"Left out for room, those with the least money on their lines: {told}. The option --most shows more."]


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
        label=_WORDS.get(hop.relation) or relation_words(hop),
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
    return (*shown, *((_KINDS.get(kind, kind), money_text(amount)) for kind, amount in amounts.items()))


def _evidence(one: Evidence, hop: Hop) -> PageEvidence:
    row = one.rows[0].rpartition(" row ")[2] if one.rows else ""
    kind = one.kind if one.kind in ("award", "claim", "rule") else "reference"
    who = {"award": "USAspending.gov / FPDS record", "rule": f"rule {one.rule}"}.get(
        kind, one.speaker or one.document or hop.basis
    )
    if one.machine_made:
        who = f"{who} ({_MACHINE})"
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

"""What documents say of a thing, and what records and catalogues tie it to: each with its status and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.network import grammar
from graph.network.reading import INFERRED, RECORDED, Network
from graph.pages.look import STATUS_LOOKS
from graph.site.html import Html, award_link, joined, named, section, tag
from graph.site.places import Places
from graph.site.table import facts

if TYPE_CHECKING:
    from graph.claims import StoredClaim, StoredEvidence
    from graph.network.sieve import Sieve

# Status of a claim -> the look that shows it, the word on its badge, and what the word means.
STANDINGS = {
    "confirmed": ("confirmed", "confirmed", "a document or outlet says so, and an official record too"),
    "reported": ("reported", "reported", "a document or outlet says so"),
    "disputed": ("contested", "contested", "asserted by some and denied by others"),
    "denied": ("denied", "denied", "denied; not stated as a fact here"),
    "analysis": ("reported", "opinion", "somebody's reading of things, not a fact"),
    "projection": ("reported", "projection", "said of the future, not a fact"),
    "retracted": ("denied", "retracted", "whoever said it took it back; not stated as a fact here"),
}
_LEAD = {
    "disputed": "Contested, some say so and others deny it:",
    "denied": "Denied, not a fact here, is that",
    "analysis": "An opinion is that",
    "projection": "A projection is that",
    "retracted": "Retracted, not a fact here, is that",
}
_STANCES = {
    "asserts": "says so",
    "records": "records it",
    "denies": "denies it",
    "disputes": "disputes it",
    "opines": "thinks so",
    "projects": "expects it",
    "retracts": "took it back",
}
_AGAINST = ("denies", "disputes", "retracts")
_MOST_LISTED = 60
_RELATIONS = {
    (grammar.PART_OF, False): "Part of",
    (grammar.PART_OF, True): "Its parts",
    (grammar.OF_ACCOUNT, False): "Belongs to the account",
    (grammar.OF_ACCOUNT, True): "Treasury accounts",
    (grammar.MANAGED_BY, False): "Managed by",
    (grammar.MANAGED_BY, True): "Manages the accounts",
    (grammar.MADE_BY, False): "Made by",
    (grammar.MADE_BY, True): "Makes",
    (grammar.PART_OF_PRODUCT, False): "Part of the product",
    (grammar.PART_OF_PRODUCT, True): "Products that are part of it",
    (grammar.HOLDER, True): "Holds the contract vehicles",
    (grammar.VEHICLE_AGENCY, True): "Runs the contract vehicles",
    (grammar.PARENT_COMPANY, False): "Belongs to the company",
    (grammar.PARENT_COMPANY, True): "Companies that belong to it",
    (grammar.RUN_BY, False): "Run by",
    (grammar.RUN_BY, True): "Runs the programs",
    (grammar.VEHICLE_NAMES, True): "Named in the text of the contract vehicles",
}


def badge(look: str, word: str, meaning: str) -> Html:
    """Return the status in a word, with a mark where the look has one; what it means follows a hover."""
    mark = STATUS_LOOKS[look].mark  # type: ignore[index]  # a key of STANDINGS or a status
    return tag("span", f"{mark} {word}" if mark else word, class_=f"badge s-{look}", title=meaning)


def status_badge(status: str) -> Html:
    """Return the badge of a status of lines: recorded, inferred, ..."""
    look = STATUS_LOOKS[status]  # type: ignore[index]
    return badge(status, look.name, look.meaning)


class Statements:
    """Writes statements for the pages of one site."""

    def __init__(self, network: Network, sieve: Sieve, claims: Iterable[StoredClaim], places: Places) -> None:
        self._network = network
        self._sieve = sieve
        self._places = places
        self._said: dict[int, list[StoredClaim]] = claims_of(network, claims)

    def about(self, node: int) -> Sequence[StoredClaim]:
        """Return the claims that speak of a thing, as their subject or object; what is most sure first."""
        return self._said.get(node, ())

    def documents(self, node: int) -> Html:
        """Return what documents say of a thing, each statement with its status and all its evidence."""
        claims = self.about(node)
        if not claims:
            return Html("")
        told = joined(self._claim(claim) for claim in claims)
        return section(f"What documents say ({len(claims)})", tag("ol", told, class_="claims"), id="said")

    def _claim(self, claim: StoredClaim) -> Html:
        look, word, meaning = STANDINGS[claim.status]
        time = f" ({claim.when})" if claim.when else ""
        subject = self._thing(claim.subject.iri, claim.subject.label)
        told = self._thing(claim.object.iri, claim.object.label) if claim.object else claim.said
        said = joined([subject, f" {claim.relation.label} ", told, time])
        lead = _LEAD.get(claim.status)
        sentence = joined([f"{lead} ", tag("q", said)]) if lead else said
        parts = [tag("p", badge(look, word, meaning), " ", sentence, class_="sentence")]
        parts += [tag("p", claim.note, class_="muted")] if claim.note else []
        for title, against in (("Who says so", False), ("Who denies or disputes it", True)):
            pieces = [one for one in claim.evidence if (one.stance in _AGAINST) == against]
            if pieces:
                parts += [tag("h3", title), tag("ul", joined(map(self._piece, pieces)), class_="evidence")]
        return tag("li", *parts, id=claim.id)

    def _thing(self, iri: str, label: str) -> Html:
        node = self._network.node_of(iri)
        return named(label) if node is None else self._places.link(node, label)

    def _piece(self, one: StoredEvidence) -> Html:
        who = one.speaker or ("Contract records" if one.awards else "An unnamed speaker")
        notes = ["written by a program, never a source of its own"] if one.machine_made else []
        notes += ["counts no more"] if one.set_aside else []
        notes += [f"hedged: {', '.join(one.hedge)}"] if one.hedge else []
        records = joined(joined([award_link(key, key), " "]) for key in one.awards)
        return tag(
            "li",
            tag("p", tag("strong", named(who)), f" {_stance(one)}",
                f" ({'; '.join(notes)})" if notes else None),
            tag("blockquote", one.quote, dir="auto") if one.quote else None,
            facts([
                ("Document", None if one.awards else "; ".join(source.label for source in one.sources)),
                ("Records", records),
                ("Rests on", "; ".join(origin.label for origin in one.origins)),
                ("Note", one.note),
            ]),
        )  # fmt: skip

    def ties(self, node: int) -> Html:
        """Return what records, catalogues and reference tables tie a thing to, apart from awards; claims not."""
        found = []
        for (title, status), edges in sorted(self._edges(node).items()):
            basis = sorted({said for edge, _ in edges[:_MOST_LISTED] if (said := self._basis(edge, status))})
            links = joined(tag("li", self._places.link(other)) for _, other in edges[:_MOST_LISTED])
            left = len(edges) - _MOST_LISTED
            more = tag("p", f"Showing {_MOST_LISTED} of {len(edges):,}.", class_="muted") if left > 0 else None
            heading = tag("h3", f"{title} ({len(edges):,})", " ", status_badge(status))
            source = tag("p", f"Source: {'; '.join(basis)}.", class_="muted") if basis else None
            found += [heading, tag("ul", links, class_="names"), more, source]
        return section("Ties without an award", *found, id="ties") if found else Html("")

    def _edges(self, node: int) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
        """Return (title, status) -> (edge, other end), each other end once, by label."""
        network = self._network
        found: dict[tuple[str, str], dict[int, int]] = {}
        for side, start, stop in network.runs(node):
            relation, backwards = side & ~grammar.REVERSED, bool(side & grammar.REVERSED)
            title = _RELATIONS.get((relation, backwards))
            if title is None:
                continue
            for at in range(start, stop):
                edge = network.near_edge[at]
                status = {RECORDED: "recorded", INFERRED: "inferred"}.get(network.edge_status[edge])
                if status:
                    found.setdefault((title, status), {}).setdefault(network.near_end[at], edge)
        labels = network.labels
        return {
            key: [(edge, other) for other, edge in sorted(ends.items(), key=lambda end: (labels[end[0]], end[0]))]
            for key, ends in found.items()
        }

    def _basis(self, number: int, status: str) -> str:
        network = self._network
        source = network.edge_source[number]
        if status == "inferred":
            rules = {one.rule for one in self._sieve.detections(source, network.edge_target[number])}
            return ", ".join(f"rule {rule}" for rule in sorted(rules))
        return self._sieve.testimony.curated_source(source) or "award and vehicle records"


def _stance(one: StoredEvidence) -> str:
    if one.awards and not one.speaker:
        return {"records": "state it", "asserts": "state it"}.get(one.stance, one.stance)
    return _STANCES.get(one.stance, one.stance)


def claims_of(network: Network, claims: Iterable[StoredClaim]) -> dict[int, list[StoredClaim]]:
    """Return entity -> claims that speak of it, in the order of `STANDINGS`, then by what they say."""
    found: dict[int, dict[str, StoredClaim]] = {}
    for claim in claims:
        ends = [claim.subject, *([claim.object] if claim.object else [])]
        for node in (network.node_of(end.iri) for end in ends):
            if node is not None and node < network.entities:
                found.setdefault(node, {})[claim.id] = claim
    order = list(STANDINGS)
    return {
        node: sorted(told.values(), key=lambda claim: (order.index(claim.status), claim.sentence, claim.id))
        for node, told in found.items()
    }

"""Which entities have a page, and under which file name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import sha256

from graph.network import grammar
from graph.network.reading import Network
from graph.site.html import Html, named, tag

# Kind -> folder of its pages; what is of another kind is named on them and has none.
FOLDERS = {
    "agency": "agencies",
    "office": "offices",
    "vendor": "vendors",
    "product": "products",
    "program": "programs",
    "statute": "statutes",
}
# Reference tables list every agency there is; one of which nothing else is known gets no page.
_LISTED_ONLY = ("agency", "office")
_LONGEST_SLUG = 60
_NOT_OF_A_SLUG = re.compile(r"[^a-z0-9]+")
_FILE_DIGITS = 10


def file_name(kind: str, iri: str) -> str:
    """Return the file of a thing's page: safe on every file system, the same whatever else the graph holds.

    Letters are lower case, and a hash of the IRI keeps apart what differs in case or signs alone.

    >>> file_name("agency", "https://w3id.org/vendorgraph/id/subagency-7012")
    'agencies/subagency-7012-4a167054e7.html'
    """
    local = iri.rpartition("/")[2].lower().removeprefix(f"{kind}-")
    slug = _NOT_OF_A_SLUG.sub("-", local)[:_LONGEST_SLUG].strip("-") or kind
    return f"{FOLDERS[kind]}/{slug}-{sha256(iri.encode()).hexdigest()[:_FILE_DIGITS]}.html"


class Places:
    """The pages of a site.

    Args:
        network: Of the graph.
        claimed: Entities that claims speak of.
        about: Entities that the site is about, with what is tied to them; None for all.
    """

    def __init__(self, network: Network, claimed: Collection[int], about: Collection[int] | None = None) -> None:
        self._network = network
        self.within = Within(network)
        nodes = range(network.entities) if about is None else sorted(about)
        self.files: dict[int, str] = {
            node: file_name(network.type_of(node), network.iri(node))
            for node in nodes
            if network.type_of(node) in FOLDERS and (node in claimed or self._has_more(node))
        }

    def _has_more(self, node: int) -> bool:
        network = self._network
        if network.type_of(node) not in _LISTED_ONLY:
            return True
        dull = (grammar.PART_OF, grammar.PART_OF | grammar.REVERSED)
        return any(side not in dull for one in self.within.of(node) for side, _, _ in network.runs(one))

    def link(self, node: int, text: str | None = None, *, top: str = "../") -> Html:
        """Return the name of a thing, as a link where it has a page; ``top`` leads to the site's first page."""
        label = text or self._network.labels[node]
        file = self.files.get(node)
        return tag("a", named(label), href=top + file) if file else named(label)

    def of_kind(self, kind: str) -> list[int]:
        """Return the entities of a kind that have a page, by label."""
        labels = self._network.labels
        found = (node for node in self.files if self._network.type_of(node) == kind)
        return sorted(found, key=lambda node: (labels[node].casefold(), labels[node], node))


class Within:
    """What is part of what, over any steps."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._found: dict[int, tuple[int, ...]] = {}

    def of(self, node: int) -> tuple[int, ...]:
        """Return a thing and all its parts: offices of an agency, services of a product; sorted."""
        if node not in self._found:
            self._found[node] = tuple(sorted(self._below(node)))
        return self._found[node]

    def _below(self, node: int) -> set[int]:
        kind = self._network.type_of(node)
        relation = grammar.PART_OF_PRODUCT if kind == "product" else grammar.PART_OF
        found, waiting = {node}, [node]
        while waiting:
            for other in neighbours(self._network, waiting.pop(), relation | grammar.REVERSED):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found


def neighbours(network: Network, node: int, side: int) -> Iterable[int]:
    """Return the other ends of one side of an entity, each once, sorted."""
    for code, start, stop in network.runs(node):
        if code == side:
            return sorted(set(network.near_end[start:stop]))
    return ()

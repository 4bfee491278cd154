"""What documents say, as methods of `graph.knowledge.KnowledgeGraph`: thin, each imports what it needs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph

    from graph.citations import Citation
    from graph.claims import StoredClaim, Verified
    from graph.evidence import Card
    from graph.network.found import PathsFound
    from graph.network.options import PathOptions
    from graph.network.reading import Network
    from graph.quotations import Passage
    from graph.store.folder import GraphFolder


class Claimed:
    """Claims with their evidence, held against their texts, and footnotes."""

    _folder: GraphFolder

    if TYPE_CHECKING:

        @property
        def snapshot(self) -> str:
            """Id of the graph."""

        @cached_property
        def network(self) -> Network:
            """The typed network."""

        @cached_property
        def store(self) -> pyoxigraph.Store:
            """The store."""

        def show(self, name: str) -> Card:
            """Return what is known of one thing."""

        def _iri(self, name: str) -> str:
            """Return the IRI of an entity of the graph."""

        def paths(
            self, source: str | None, target: str | None, options: PathOptions | None = None, **changed: object
        ) -> PathsFound:
            """Return the best paths between two things."""

    @cached_property
    def _claims(self) -> tuple[StoredClaim, ...]:
        from graph.claims import read_stored

        return read_stored(self.store)

    def _meant(self, what: str, name: str) -> str:
        """Return the IRI of what a value of a question names: an origin of claims, else an entity of the graph."""
        if what != "origin":
            return self._iri(name)
        from graph import terms
        from graph.claims.asking import find_things
        from graph.errors import AmbiguousName

        origins = {one.iri: one for claim in self._claims for said in claim.evidence for one in said.origins}
        first, *others = sorted(find_things(origins, name, "origin"))
        if others:
            named = ", ".join(map(terms.curie, (first, *others)))
            raise AmbiguousName(f"Several origins are called {name!r}.", hint=f"Give one of these: {named}.")
        return first

    def claims(
        self,
        *,
        status: str | None = None,
        speaker: str | None = None,
        origin: str | None = None,
        about: str | None = None,
    ) -> list[StoredClaim]:
        """Return the claims that fit all that is given, by name, each with all its evidence.

        Raises:
            UnknownName, AmbiguousName: A name does not mean a speaker, origin or entity here.
            NothingFound: No claim fits.
        """
        from graph.claims import Wanted, select_claims
        from graph.network.lookup import resolve

        return select_claims(
            self._claims,
            Wanted(status, speaker, origin, about),
            lambda name: self.network.iri(resolve(self.network, name)),
        )

    def claim(self, name: str) -> StoredClaim:
        """Return one claim by its name in a claims file, or its id; UnknownName, AmbiguousName as for entities."""
        from graph.claims import find_claim

        return find_claim(self._claims, name)

    def claim_with_passages(
        self, name: str, texts: Iterable[str | os.PathLike[str]] = ()
    ) -> tuple[StoredClaim, dict[str, Passage]]:
        """Return one claim, and its passages by evidence id where their document's text is among ``texts``.

        Raises:
            UnknownName, AmbiguousName: As for `claim`.
            SourceRejected: A text cannot be read.
            CheckFailed: A text is not the one the claim was read from.
        """
        from graph.claims.texts import read_texts
        from graph.quotations import passages_in

        claim = self.claim(name)
        return claim, passages_in(claim, read_texts(map(Path, texts)))

    def contested_beside(self, found: PathsFound) -> list[StoredClaim]:
        """Return the disputed and denied claims about things on the paths that are no hop of them, by name.

        Most of what is denied is about no thing that money, supply or use passes through - a practice, a policy, a
        number - so that no line of the network stands for it.
        """
        hops = [hop for path in found.paths for hop in path.hops]
        things = {iri for hop in hops for iri in (hop.source, hop.target)}
        shown = {one.id for hop in hops for one in hop.evidence}
        return [
            claim
            for claim in sorted(self._claims, key=lambda one: one.name)
            if claim.status in ("disputed", "denied")
            and claim.id not in shown
            and not things.isdisjoint((claim.subject.iri, claim.object.iri if claim.object else ""))
        ]

    def verify(self, texts: Iterable[str | os.PathLike[str]] = ()) -> list[Verified]:
        """Hold the loaded claims files against their quotes, and against the documents' texts where given."""
        from graph.claims import kept_files, verify_files

        return verify_files(kept_files(self._folder), map(Path, texts))

    def cite(
        self, name: str, target: str | None = None, options: PathOptions | None = None, **changed: Any
    ) -> Citation:
        """Return the footnotes of a claim, an award, or the best paths from ``name`` to ``target``.

        Args:
            name: A claim, an award or vehicle, or one end of paths.
            target: The other end.
            options: How paths are searched, as for `graph.knowledge.KnowledgeGraph.paths`; alone, the best path.
            changed: Fields of it by name, which win.

        Raises:
            UnknownName, AmbiguousName: A name does not mean exactly one thing.
            NothingFound: There is no path, or nothing of the kind that has evidence.
        """
        from graph.citations import cite_card, cite_claim, cite_paths
        from graph.errors import UnknownName

        if target is not None:
            claims = {claim.id: claim for claim in self._claims}
            if options is None:
                changed = {"limit": 1, **changed}
            return cite_paths(self.paths(name, target, options, **changed).paths, claims, self.store, self.snapshot)
        try:
            return cite_claim(self.claim(name), self.store, self.snapshot)
        except UnknownName as no_claim:
            try:
                card = self.show(name)
            except UnknownName:
                raise UnknownName(f"No claim or award is called {name!r}.", hint=no_claim.hint) from None
        return cite_card(card, self.store, self.snapshot)

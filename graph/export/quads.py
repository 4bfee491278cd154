"""RDF exports: the store's quads, all of them or those about a part, in a stable order, their named graphs kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graph import terms
from graph.export.asked import ExportAsked
from graph.export.parts import Part
from graph.store.sorting import sort_lines

if TYPE_CHECKING:
    import pyoxigraph as ox

# Nodes that say something of a thing -> the property by which they point at it.
_ABOUT_AWARD = (terms.OF_AWARD, terms.IN_AWARD, terms.INHERITED_BY)
_ABOUT_CLAIM = (terms.ABOUT,)
# Followed from records, claims and evidence to what they rest on: files, documents, origins, speakers.
_RESTS_ON = (terms.STATED_IN, terms.SOURCE, terms.HAS_ORIGIN, terms.HAS_SPEAKER, terms.DCT_SOURCE, terms.RESTS_ON)
_LABELLED = frozenset((terms.PREF_LABEL, terms.TYPE))


def write_quads(store: ox.Store, part: Part | None, asked: ExportAsked, out: BinaryIO, folder: Path) -> None:
    """Write what is asked for as ``asked.format``: one of ``nquads``, ``trig`` and ``jsonld``.

    N-Quads are sorted by their bytes; the other two go graph by graph, the default graph first, each in that order.
    What the view holds back is left out by graph: without what rules inferred, or without what documents say. Denied
    claims are nodes of ``g:claims`` with their status, in no view plain triples.

    Args:
        store: Of the graph.
        part: What it is about; None for everything.
        asked: Format and view.
        out: Where it goes.
        folder: For files in between; as large as N-Quads of what is written.
    """
    import pyoxigraph as ox

    graphs = _graphs(store, asked)
    if asked.format == "nquads":
        raw, done = folder / "raw.nq", folder / "sorted.nq"
        with raw.open("wb") as stream:
            for graph in graphs:
                _serialize(_quads(store, part, graph, asked), stream, ox.RdfFormat.N_QUADS)
        sort_lines(raw, done)
        with done.open("rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                out.write(block)
        return
    kind = ox.RdfFormat.TRIG if asked.format == "trig" else ox.RdfFormat.JSON_LD
    with ExitStack() as stack:
        sorted_ones = [
            _sorted_graph(_quads(store, part, graph, asked), graph, folder / f"{at}.nt", stack)
            for at, graph in enumerate(graphs)
        ]
        quads = (quad for one in sorted_ones for quad in one)
        ox.serialize(quads, out, format=kind, prefixes=_prefixes())


def _prefixes() -> dict[str, str]:
    return dict(sorted(terms.PREFIXES.items()))


def _graphs(store: ox.Store, asked: ExportAsked) -> list[ox.NamedNode | ox.DefaultGraph]:
    import pyoxigraph as ox

    held_back = set()
    if asked.view in ("records", "stated"):
        held_back |= {terms.GRAPH_INFERRED}
    if asked.view == "records":
        held_back |= {terms.GRAPH_REPORTED, terms.GRAPH_CLAIMS}
    named = sorted((one for one in store.named_graphs() if isinstance(one, ox.NamedNode)), key=lambda one: one.value)
    return [ox.DefaultGraph(), *(one for one in named if one.value not in held_back)]


def _serialize(quads: Iterable[ox.Quad], stream: BinaryIO, kind: ox.RdfFormat) -> None:
    import pyoxigraph as ox

    ox.serialize(quads, stream, format=kind)


def _sorted_graph(
    quads: Iterable[ox.Quad], graph: ox.NamedNode | ox.DefaultGraph, file: Path, stack: ExitStack
) -> Iterator[ox.Quad]:
    """Return the triples of one graph in the byte order of their N-Triples, streamed from a file."""
    import pyoxigraph as ox

    raw = file.with_suffix(".raw")
    with raw.open("wb") as stream:
        ox.serialize((quad.triple for quad in quads), stream, format=ox.RdfFormat.N_TRIPLES)
    sort_lines(raw, file)
    raw.unlink()
    opened = stack.enter_context(file.open("rb"))
    return (
        ox.Quad(one.subject, one.predicate, one.object, graph)
        for one in ox.parse(opened, ox.RdfFormat.N_TRIPLES, lenient=True)
    )


def _quads(
    store: ox.Store, part: Part | None, graph: ox.NamedNode | ox.DefaultGraph, asked: ExportAsked
) -> Iterator[ox.Quad]:
    """Yield the quads of one graph that are asked for, in any order."""
    import pyoxigraph as ox

    wanted: Callable[[ox.Quad], bool] = lambda _quad: True  # noqa: E731
    if asked.view == "records" and isinstance(graph, ox.DefaultGraph):
        reported = ox.NamedNode(terms.GRAPH_REPORTED)
        wanted = lambda quad: ox.Quad(quad.subject, quad.predicate, quad.object, reported) not in store  # noqa: E731
    if part is None or (isinstance(graph, ox.NamedNode) and graph.value == terms.GRAPH_ONTOLOGY):
        yield from filter(wanted, store.quads_for_pattern(None, None, None, graph))
        return
    for subject in _subjects(store, part):
        yield from filter(wanted, store.quads_for_pattern(subject, None, None, graph))


def _subjects(store: ox.Store, part: Part) -> Iterator[ox.NamedNode]:
    """Yield the nodes that a part is about, with the records, claims and evidence about them and what these rest on.

    An IRI that these point at and that is no part of it is named, not described.
    """
    import pyoxigraph as ox

    network = part.network
    entities = [ox.NamedNode(network.iri(one)) for one in part.entities]
    awards = [ox.NamedNode(network.iri(network.entities + one)) for one in part.awards]
    seen: set[ox.NamedNode] = set()

    def new(node: object) -> Iterator[ox.NamedNode]:
        if isinstance(node, ox.NamedNode) and node not in seen:
            seen.add(node)
            yield node

    for thing in (*entities, *awards):
        yield from new(thing)
    inside = set(entities)
    said = [one for award in awards for one in _pointing(store, award, _ABOUT_AWARD)]
    claims = [one for thing in entities for one in _pointing(store, thing, (terms.RDF_SUBJECT,))]
    claims = [one for one in claims if _within(store, one, inside)]
    said += [*claims, *(one for claim in claims for one in _pointing(store, claim, _ABOUT_CLAIM))]
    for node in (*said, *awards, *entities):
        if node not in inside:
            yield from new(node)
        for source in _targets(store, node, _RESTS_ON):
            yield from new(source)
            for deeper in _targets(store, source, _RESTS_ON):
                yield from new(deeper)


def _pointing(store: ox.Store, node: ox.NamedNode, properties: Iterable[str]) -> list[ox.NamedNode]:
    import pyoxigraph as ox

    return [
        quad.subject
        for name in properties
        for quad in store.quads_for_pattern(None, ox.NamedNode(name), node, None)
        if isinstance(quad.subject, ox.NamedNode)
    ]


def _targets(store: ox.Store, node: ox.NamedNode, properties: Iterable[str]) -> list[ox.NamedNode]:
    import pyoxigraph as ox

    return [
        quad.object
        for name in properties
        for quad in store.quads_for_pattern(node, ox.NamedNode(name), None, None)
        if isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(terms.ID)
        and not quad.object.value.startswith((terms.ID + "award-", terms.ID + "vehicle-"))
    ]


def _within(store: ox.Store, claim: ox.NamedNode, inside: set[ox.NamedNode]) -> bool:
    """Tell whether a claim about a thing of the part leads to a value, to another of its things, or to no known one."""
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(claim, ox.NamedNode(terms.RDF_OBJECT), None, None):
        if isinstance(quad.object, ox.NamedNode) and quad.object not in inside:
            known = store.quads_for_pattern(quad.object, ox.NamedNode(terms.TYPE), None, ox.DefaultGraph())
            if next(iter(known), None) is not None:
                return False
    return True

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import DiskTrouble, GraphNotFound, QueryRejected, SourceRejected
from graph.store import embedded
from graph.store.embedded import EmbeddedStore
from graph.store.folder import GraphFolder
from graph.store.manifest import Manifest

PREFIXES = f"@prefix vg: <{terms.VG}> .\n@prefix id: <{terms.ID}> .\n"
AWARDS = PREFIXES + "id:award-1 a vg:Award ; vg:netObligation 1.50 .\nid:award-2 a vg:Award .\n"
INFERRED = f"<{terms.ID}award-1> <{terms.NAMES_PRODUCT}> <{terms.ID}product-azure> <{terms.GRAPH_INFERRED}> .\n"
SORTED = (
    f"<{terms.ID}award-1> <{terms.TYPE}> <{terms.AWARD}> .\n"
    + INFERRED
    + f'<{terms.ID}award-1> <{terms.NET_OBLIGATION}> "1.5"^^<{terms.XSD_DECIMAL}> .\n'
    + f"<{terms.ID}award-2> <{terms.TYPE}> <{terms.AWARD}> .\n"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """A finished store of five quads in two graphs, opened read only."""
    new = EmbeddedStore.create(tmp_path / "store")
    new.bulk_load(
        [
            (written(tmp_path / "awards.ttl", AWARDS), "turtle-lines"),
            (written(tmp_path / "inferred.nq", INFERRED), "nquads-lines"),
        ]
    )
    new.finish()
    return EmbeddedStore.open_read_only(tmp_path / "store")


def test_what_was_loaded_is_there_to_be_asked(store: EmbeddedStore) -> None:
    rows = [[str(term) for term in row] for row in store.select("SELECT ?a { ?a a vg:Award } ORDER BY ?a")]

    assert rows == [[f"<{terms.ID}award-1>"], [f"<{terms.ID}award-2>"]]


def test_the_union_holds_the_inferred_graph_and_the_default_graph_does_not(store: EmbeddedStore) -> None:
    assert not store.ask("ASK { ?a vg:namesProduct id:product-azure }")
    assert store.ask("ASK { ?a vg:namesProduct id:product-azure }", union=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("SELECT {", "The query is not valid SPARQL: error at 1:9", id="syntax"),
        pytest.param("ASK { ?a ?b ?c }", "This is no SELECT query.", id="other-kind"),
    ],
)
def test_a_select_that_is_none_is_refused(store: EmbeddedStore, text: str, message: str) -> None:
    with pytest.raises(QueryRejected) as caught:
        store.select(text)

    assert caught.value.what.startswith(message)


def test_an_ask_that_is_none_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRejected, match="no ASK query"):
        store.ask("SELECT * { ?a ?b ?c }")


@pytest.mark.parametrize(
    ("graph", "count"),
    [
        pytest.param(None, 4, id="all"),
        pytest.param("", 3, id="default"),
        pytest.param(terms.GRAPH_INFERRED, 1, id="named"),
        pytest.param(terms.GRAPH_CLAIMS, 0, id="empty"),
    ],
)
def test_quads_are_counted_by_graph(store: EmbeddedStore, graph: str | None, count: int) -> None:
    assert store.count(graph=graph) == count


def test_quads_are_found_by_any_part(store: EmbeddedStore) -> None:
    amount = ox.Literal("1.5", datatype=ox.NamedNode(terms.XSD_DECIMAL))

    (quad,) = store.quads(None, terms.NET_OBLIGATION, amount)

    assert quad.subject == ox.NamedNode(f"{terms.ID}award-1")
    assert list(store.quads(f"{terms.ID}award-1", terms.NAMES_PRODUCT)) == []
    assert len(list(store.quads(f"{terms.ID}award-1", graph=None))) == 3


def test_equal_stores_give_equal_sorted_nquads(store: EmbeddedStore, tmp_path: Path) -> None:
    digest = store.dump_nquads_sorted(tmp_path / "out.nq")

    assert (tmp_path / "out.nq").read_text() == SORTED
    assert digest == sha256(SORTED.encode()).hexdigest()
    assert not (tmp_path / "out.nq.unsorted").exists()


@pytest.mark.parametrize("threads", [1, 3])
def test_files_cut_into_pieces_load_like_whole_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr(embedded, "_PIECE", 500)
    lines = [f'id:award-{n} a vg:Award ; vg:description "né {n} ." ; vg:row {n} .\n' for n in range(200)]
    text = PREFIXES + "".join(lines)
    whole, cut = EmbeddedStore.create(tmp_path / "whole"), EmbeddedStore.create(tmp_path / "cut")

    whole.bulk_load([(written(tmp_path / "a.ttl", text), "turtle")], threads=threads)
    cut.bulk_load([(written(tmp_path / "b.ttl", text.rstrip("\n")), "turtle-lines")], threads=threads)

    assert cut.count() == 600
    assert cut.dump_nquads_sorted(tmp_path / "cut.nq") == whole.dump_nquads_sorted(tmp_path / "whole.nq")


@pytest.mark.parametrize("text", [pytest.param("", id="nothing"), pytest.param(PREFIXES, id="only-prefixes")])
def test_files_without_statements_load_as_nothing(tmp_path: Path, text: str) -> None:
    store = EmbeddedStore.create(tmp_path / "s")

    store.bulk_load([(written(tmp_path / "a.ttl", text), "turtle-lines")])

    assert store.count() == 0


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("ntriples", "<a:b> <a:c> <a:d> .", id="ntriples"),
        pytest.param("nquads", "<a:b> <a:c> <a:d> <a:g> .", id="nquads"),
        pytest.param("trig", "<a:g> { <a:b> <a:c> <a:d> }", id="trig"),
        pytest.param("jsonld", '{"@id": "a:b", "a:c": {"@id": "a:d"}}', id="jsonld"),
        pytest.param(
            "rdfxml",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
            '<r:Description r:about="a:b"><a:c r:resource="a:d"/></r:Description></r:RDF>',
            id="rdfxml",
        ),
    ],
)
def test_other_rdf_formats_load_too(tmp_path: Path, kind: str, text: str) -> None:
    store = EmbeddedStore.create(tmp_path / "s")

    store.bulk_load([(written(tmp_path / "file", text), kind)])

    (quad,) = store.quads(graph=None)
    assert (quad.subject, quad.predicate, quad.object) == tuple(ox.NamedNode(f"a:{c}") for c in "bcd")


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        pytest.param("turtle", "at line 2", id="whole"),
        pytest.param("turtle-lines", ", in 'this is", id="in-pieces"),
    ],
)
def test_a_file_that_is_not_valid_is_named(tmp_path: Path, kind: str, where: str) -> None:
    store = EmbeddedStore.create(tmp_path / "s")

    with pytest.raises(SourceRejected, match=rf"^bad.ttl is not valid {kind}: .*{where}") as caught:
        store.bulk_load([(written(tmp_path / "bad.ttl", "<a:b> <a:c> 1 .\nthis is not Turtle"), kind)])

    assert caught.value.file == str(tmp_path / "bad.ttl")


def test_loading_stops_soon_after_a_bad_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_PIECE", 100)
    text = "bad\n" + "".join(f"<a:b> <a:c> {n} .\n" for n in range(5000))
    store = EmbeddedStore.create(tmp_path / "s")

    with pytest.raises(SourceRejected, match="is not valid"):
        store.bulk_load([(written(tmp_path / "bad.ttl", text), "turtle-lines")], threads=1)

    assert store.count() < 500


def test_blank_nodes_get_the_same_labels_each_time(tmp_path: Path) -> None:
    one = written(tmp_path / "one.ttl", "<a:s> <a:p> [ <a:q> 1 ], [ <a:q> 2 ] .")
    two = written(tmp_path / "two.ttl", "_:z <a:q> 1 .")
    digests = set()
    for name in ("first", "second"):
        store = EmbeddedStore.create(tmp_path / name)
        store.load_small(one, "turtle", terms.GRAPH_ONTOLOGY)
        store.load_small(two, "turtle")
        digests.add(store.dump_nquads_sorted(tmp_path / f"{name}.nq"))
        assert (store.count(graph=terms.GRAPH_ONTOLOGY), store.count(graph="")) == (4, 1)
        assert len({quad.subject for quad in store.quads(None, "a:q", graph=None)}) == 3

    assert len(digests) == 1


def test_a_small_file_that_is_not_valid_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"^x.ttl is not valid turtle"):
        EmbeddedStore.create(tmp_path / "s").load_small(written(tmp_path / "x.ttl", "nonsense"), "turtle")


@pytest.mark.parametrize("optimize", [True, False])
def test_a_store_says_the_same_optimized_or_not(tmp_path: Path, optimize: bool) -> None:
    store = EmbeddedStore.create(tmp_path / "s")
    store.bulk_load([(written(tmp_path / "a.ttl", AWARDS), "turtle"), (written(tmp_path / "i.nq", INFERRED), "nquads")])
    store.finish(optimize=optimize)

    digest = EmbeddedStore.open_read_only(tmp_path / "s").dump_nquads_sorted(tmp_path / "out.nq")

    assert digest == sha256(SORTED.encode()).hexdigest()


def test_a_finished_store_holds_no_name_of_the_computer(store: EmbeddedStore) -> None:
    assert not list(store.path.glob("LOG*"))


def test_a_read_only_store_outlives_the_removal_of_its_folder(store: EmbeddedStore) -> None:
    shutil.rmtree(store.path)

    assert store.count() == 4


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFound, match="There is no store at"):
        EmbeddedStore.open_read_only(tmp_path / "nothing")

    assert not (tmp_path / "nothing").exists()


def test_a_damaged_store_is_said(store: EmbeddedStore) -> None:
    (store.path / "CURRENT").write_text("MANIFEST-999999")

    with pytest.raises(GraphNotFound, match="is damaged: "):
        EmbeddedStore.open_read_only(store.path)


def test_a_store_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DiskTrouble, match="cannot be used"):
        EmbeddedStore.create(tmp_path / "file" / "store")


class _Full:
    """A pyoxigraph store on a full disk: fails with the very texts Oxigraph gives."""

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise OSError("IO error: No space left on device: While appending to file: s/bulk-1.sst")

        return fail


def test_a_full_disk_is_said_by_every_way_of_writing(tmp_path: Path) -> None:
    store = EmbeddedStore(_Full(), tmp_path)  # type: ignore[arg-type]
    file = written(tmp_path / "a.nt", "<a:b> <a:c> <a:d> .")
    ways: list[Callable[[], object]] = [
        lambda: store.bulk_load([(file, "ntriples")]),
        lambda: store.load_small(file, "ntriples"),
        lambda: store.dump_nquads_sorted(tmp_path / "out.nq"),
        store.finish,
    ]

    for way in ways:
        with pytest.raises(DiskTrouble, match="is full"):
            way()


def test_a_store_that_cannot_be_read_is_said(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        @staticmethod
        def read_only(_: str) -> None:
            raise OSError("IO error: Input/output error")

    monkeypatch.setattr(ox, "Store", Failing)

    with pytest.raises(DiskTrouble, match="fails to read or write"):
        EmbeddedStore.open_read_only(store.path)


def test_a_graph_folder_with_a_real_store_is_written_and_read(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "g")
    with folder.writer() as generation:
        new = EmbeddedStore.create(generation.store_folder)
        new.bulk_load([(written(generation.scratch / "a.ttl", AWARDS), "turtle-lines")])
        new.finish()
        generation.commit(Manifest(sha256(b"real").hexdigest()))

    store = EmbeddedStore.open_read_only(folder.store_path)

    assert store.count() == 3

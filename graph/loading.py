"""Sources -> a graph folder: read into the ledger, publish to the store, build the network, switch.

Everything is built beside the graph that is there; one rename of ``graph.toml`` makes it the graph.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.catalogues import PRODUCTS_LAYOUT, add_catalogue, catalogue_of, own_catalogues
from graph.resources import data_folder, ontology_folder

if TYPE_CHECKING:
    import duckdb

    from graph.claims import ClaimsFile
    from graph.infer.detect import Pattern
    from graph.model import LoadReport
    from graph.reference import Catalogue, ProgramCatalogue
    from graph.store.generation import Generation
    from graph.store.manifest import LoadedSource

# Raised whenever the same sources would give other triples or another network.
PUBLICATION = 2
CLAIMS_LAYOUT = "claims"
# Memory for DuckDB while staging; with the store's bulk loader it keeps 1 million actions under 4 GiB.
_MEMORY = "1500MB"
_XML = (".xml", ".tar.gz", ".tgz", ".tar")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one ``load`` did.

    Attributes:
        sources: One entry per file given, in the order given.
        snapshot: Id of the graph as it is now.
        changed: False when everything given was loaded before.
        counts: Actions, awards, vendors and so on of the whole graph.
    """

    sources: tuple[LoadedSource, ...]
    snapshot: str
    changed: bool
    counts: dict[str, int]


def demo_sources() -> list[Path]:
    """Return the shipped records and claims."""
    data = data_folder()
    records = [*(data / "records").glob("*.csv.gz"), *(data / "records").glob("*.tar.gz")]
    return [*sorted(records), *sorted((data / "claims").glob("*.yaml"))]


def build_demo_graph(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Loaded:
    """Build the bundled graph at ``path`` from the shipped records and claims."""
    return load(path, demo_sources(), progress=progress)


def load(
    path: str | os.PathLike[str],
    sources: Sequence[str | os.PathLike[str]],
    *,
    products: Sequence[str | os.PathLike[str]] = (),
    progress: Progress | None = None,
) -> Loaded:
    """Add sources to the graph folder at ``path``, made when missing.

    ``products`` are the user's own product catalogues: they are kept with the graph, extend the shipped one in this
    load and all later ones, and everything that follows from the catalogue is worked out anew. A file whose content
    is loaded already changes nothing; its old counts are reported.

    Raises:
        SourceRejected: A file cannot be read; the graph stays as it was.
        GraphBusy: Another process is loading.
        GraphNotFound: The folder holds something else.
        DiskTrouble: No room; the graph stays as it was.
    """
    from graph.ledger import writing
    from graph.store.folder import GraphFolder
    from graph.store.manifest import Manifest

    say = progress or _silent
    folder = Path(path)
    with writing(folder), GraphFolder(folder).writer() as generation:
        known = {one.sha256: one for one in generation.previous.sources} if generation.previous else {}
        given = [add_catalogue(Path(file), generation.path, known) for file in products]
        given += _read_all([Path(source) for source in sources], generation, known, say)
        ordered = sorted(known.values(), key=lambda one: (one.layout, one.sha256))
        snapshot = snapshot_id(ordered)
        if generation.previous is not None and generation.previous.snapshot == snapshot:
            return Loaded(tuple(given), snapshot, False, dict(generation.previous.counts))
        counts = _build(generation, ordered, snapshot, say)
        generation.commit(Manifest(snapshot=snapshot, sources=tuple(ordered), counts=counts))
    return Loaded(tuple(given), snapshot, True, counts)


def _silent(_: str) -> None:
    return None


def snapshot_id(sources: Iterable[LoadedSource]) -> str:
    """Return the id of what a graph is built from: the sources, the shipped data and ontology, the program.

    Equal inputs give equal ids on every machine; no time, path or file name enters it.
    """
    digest = hashlib.sha256(f"publication {PUBLICATION}\n".encode())
    for source in sorted(f"{one.layout} {one.sha256}" for one in sources):
        digest.update(f"{source}\n".encode())
    data = data_folder()
    rooms = (data / name for name in ("products", "programs", "reference", "vehicles", "words"))
    for room in (*rooms, ontology_folder()):
        for file in sorted(room.rglob("*")):
            if file.suffix in (".yaml", ".csv", ".ttl"):
                digest.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _read_all(
    files: Sequence[Path], generation: Generation, known: dict[str, LoadedSource], say: Progress
) -> list[LoadedSource]:
    """Read files into the ledger, XML in a process beside; return one entry per source, in the order given."""
    from graph.ingest import sha256_of
    from graph.ingest.aside import Aside

    paths = [generation.path / "ledger", generation.path / "rejects"]
    slow = {file for file in files if file.name.endswith(_XML) and file.is_file()} if len(set(files)) > 1 else set()
    aside = {file: Aside(file, *paths) for file in sorted(slow) if sha256_of(file) not in known}
    try:
        given = {}
        for file in dict.fromkeys(files):
            if file not in aside:
                say(f"reading {file.name}")
                given[file] = _read(file, generation, known)
        for file, reader in aside.items():
            say(f"reading {file.name}")
            given[file] = [_loaded(report, file) for report in reader.reports()]
    finally:
        for reader in aside.values():
            reader.stop()
    found = [one for file in files for one in given[file]]
    for one in found:
        known.setdefault(one.sha256, one)
    return [known[one.sha256] for one in found]


def _read(file: Path, generation: Generation, known: Mapping[str, LoadedSource]) -> list[LoadedSource]:
    """Read one file into the ledger, or return what is known of it; a zip archive may hold several sources."""
    from graph.ingest import read_sources, sha256_of

    if file.suffix in (".yaml", ".yml"):
        return [_read_claims(file, generation)]
    digest = sha256_of(file)
    if digest in known:
        return [known[digest]]
    reports = read_sources(file, generation.path / "ledger", generation.path / "rejects")
    return [_loaded(report, file) for report in reports]


def _loaded(report: LoadReport, file: Path) -> LoadedSource:
    from graph.store.manifest import LoadedSource

    return LoadedSource(
        file=report.file.removeprefix(f"{file.parent}/"),
        layout=report.layout,
        sha256=report.sha256,
        rows_read=report.rows_read,
        rows_kept=report.rows_kept,
        rows_duplicate=report.rows_duplicate,
        rows_rejected=report.rows_rejected,
        ledger=f"ledger/{report.ledger}",
        rejects=f"rejects/{report.rejects}" if report.rejects else "",
        sums={str(kind): format(amount, "f") for kind, amount in report.sums.items()},
    )


def _read_claims(file: Path, generation: Generation) -> LoadedSource:
    """Check a claims file and keep its text in the ledger as it is."""
    from graph.claims import read_claims
    from graph.ingest import sha256_of
    from graph.store.manifest import LoadedSource

    digest = sha256_of(file)
    count = len(read_claims(file).claims)
    kept = generation.path / "ledger" / f"{CLAIMS_LAYOUT}-{digest[:16]}.yaml"
    kept.write_bytes(file.read_bytes())
    return LoadedSource(
        file=file.name,
        layout=CLAIMS_LAYOUT,
        sha256=digest,
        rows_read=count,
        rows_kept=count,
        ledger=f"ledger/{kept.name}",
    )


def _build(generation: Generation, sources: Sequence[LoadedSource], snapshot: str, say: Progress) -> dict[str, int]:
    """Publish, bulk-load and build the network of a new generation; return its counts.

    The store is filled by a thread of its own while the next files are written and the network is built.
    """
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    ready: SimpleQueue[tuple[Path, str] | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        filling = pool.submit(_fill_store, generation.store_folder, iter(ready.get, None))
        try:
            counts = _publish(generation, sources, snapshot, lambda file, kind: ready.put((file, kind)), say)
            say("loading the store")
        finally:
            ready.put(None)
        filling.result()
    return counts


def _publish(
    generation: Generation,
    sources: Sequence[LoadedSource],
    snapshot: str,
    hand_over: Callable[[Path, str], None],
    say: Progress,
) -> dict[str, int]:
    """Write the texts of a publication, each handed over as soon as it is whole, and the network."""
    from graph.infer.detections import detect_names
    from graph.ledger import connect
    from graph.publish import inferred, staging, turtle
    from graph.publish.supply_tables import write_supply
    from graph.reference import read_programs

    data, work = data_folder(), generation.scratch
    products, programs = catalogue_of(generation.path, sources), read_programs(data / "programs")
    with connect(memory_limit=_MEMORY, scratch=work) as con:
        con.execute("set preserve_insertion_order = false")
        say("bringing records together")
        curated = _write_curated(generation, sources, work)
        for file in curated:
            hand_over(file, "nquads-lines")
        staging.stage_actions(con, _normalised(generation, sources))
        # Half of all triples: the store takes them in while the rest is worked out.
        hand_over(turtle.write_actions(con, work), "turtle-lines")
        staging.stage_awards(con)
        staging.stage_known_codes(con, _known_codes(data))
        _resolve(con, products)
        detect_names(con, patterns_of(products, programs))
        inferred.stage_detections(con, _made_by(products))
        _inherit(con, products, data)
        say("writing triples")
        for file in turtle.write_stated(con, work):
            hand_over(file, "turtle-lines")
        hand_over(inferred.write_inferred(con, work / "inferred.nq"), "nquads-lines")
        say("building the network")
        _build_network(con, curated, generation.network_file, snapshot)
        write_supply(con, products, generation.network_file.parent / "supply")
        return _counts(con)


def _resolve(con: duckdb.DuckDBPyConnection, products: Catalogue) -> None:
    from graph.identity.vendors import resolve_vendors
    from graph.publish import staging

    companies: list[tuple[str, tuple[str, ...], str | None]] = []
    labels: list[tuple[str, str]] = []
    for maker in products.makers:
        companies.append((maker.local, maker.vendor_names, maker.uei))
        labels.append((maker.local, maker.label))
        for part in maker.subsidiaries:
            companies.append((part.local, (part.name,), part.uei))
            labels.append((part.local, part.name))
    con.execute("create or replace table maker_label(vendor varchar, label varchar)")
    con.executemany("insert into maker_label values (?, ?)", sorted(set(labels)))
    resolve_vendors(con, companies)
    staging.stage_recipients(con)


def _made_by(products: Catalogue) -> list[tuple[str, str]]:
    """Return each product with each vendor that its maker is."""
    vendors = {maker.slug: (maker.local, *(one.local for one in maker.subsidiaries)) for maker in products.makers}
    return [(one.local, vendor) for one in products.products for vendor in vendors[one.maker]]


def _inherit(con: duckdb.DuckDBPyConnection, products: Catalogue, data: Path) -> None:
    from graph.infer.inheritance import inherit
    from graph.reference.quads import read_table

    made = ((one.local, one.maker, one.slug == f"{one.maker}-unspecified") for one in products.products)
    wide = ((row["agency"], row["pattern"]) for row in read_table(data / "vehicles" / "general.csv"))
    inherit(con, made, wide)


def _known_codes(data: Path) -> set[str]:
    from graph.reference.quads import read_table

    tables = (read_table(data / "reference" / name) for name in ("psc.csv", "naics.csv"))
    return {row["code"] for table in tables for row in table}


def patterns_of(products: Catalogue, programs: ProgramCatalogue) -> list[Pattern]:
    """Return what the detector looks for: products, programs and statutes of the catalogues."""
    from graph.infer.detect import Pattern

    found = [
        Pattern(one.local, "product", one.spellings, one.guards, one.needs, one.maker) for one in products.products
    ]
    found += [Pattern(one.local, "program", one.spellings, one.guards, one.needs) for one in programs.programs]
    found += [Pattern(one.local, "statute", one.spellings, one.guards, one.needs) for one in programs.statutes]
    return found


def _normalised(generation: Generation, sources: Sequence[LoadedSource]) -> dict[str, list[str]]:
    from graph.ingest import LAYOUTS

    selects: dict[str, list[str]] = {}
    for source in sources:
        if source.layout not in (CLAIMS_LAYOUT, PRODUCTS_LAYOUT):
            parquet = generation.path / source.ledger
            selects.setdefault(source.layout, []).append(
                LAYOUTS[source.layout].normalised_sql(str(parquet), source.sha256[:16])
            )
    return selects


def _write_curated(generation: Generation, sources: Sequence[LoadedSource], work: Path) -> list[Path]:
    """Write reference tables, catalogues, claims and what is known of the files as N-Quads."""
    from graph.claims import read_claims, to_quads
    from graph.publish.documents import source_quads, write_lines
    from graph.reference import reference_quads

    claims: list[ClaimsFile] = [
        read_claims(generation.path / source.ledger) for source in sources if source.layout == CLAIMS_LAYOUT
    ]
    return [
        write_lines(work / "reference.nq", iter(reference_quads(extra=own_catalogues(generation.path, sources)))),
        write_lines(work / "claims.nq", iter(to_quads(claims))),
        write_lines(work / "sources.nq", source_quads(sources)),
    ]


def _build_network(con: duckdb.DuckDBPyConnection, curated: Sequence[Path], file: Path, snapshot: str) -> None:
    from graph.network.build import build_network
    from graph.network.staged import feed_from_staging

    feed_from_staging(con, curated)
    build_network(con, file, snapshot)


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = ("action", "award", "vehicle", "subaward", "vendor", "detection", "judgement")
    counts = {}
    for table in tables:
        row: Any = con.execute(f"select count(*) from {table}").fetchone()
        counts[f"{table}s"] = int(row[0])
    row = con.execute("select (select count(*) from raw_actions10) - (select count(*) from action)").fetchone()
    counts["actions_in_two_files"] = int(row[0])
    return counts


def _fill_store(folder: Path, files: Iterable[tuple[Path, str]]) -> None:
    from graph import terms
    from graph.store.embedded import EmbeddedStore

    store = EmbeddedStore.create(folder)
    store.bulk_load(files)
    for file in sorted(ontology_folder().glob("*.ttl")):
        store.load_small(file, "turtle", terms.GRAPH_ONTOLOGY)
    store.finish(optimize=False)

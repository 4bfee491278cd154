"""Sources -> a graph folder: read into the ledger, publish to the store, build the network, switch.

Everything is built beside the graph that is there; one rename of ``graph.toml`` makes it the graph.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.catalogues import PRODUCTS_LAYOUT, add_catalogue, catalogue_of
from graph.intake import CLAIMS_LAYOUT, Progress, Reading, forget_replaced
from graph.resources import data_folder, ontology_folder

if TYPE_CHECKING:
    import duckdb

    from graph.claims import ClaimsFile
    from graph.infer.detect import Detector, Pattern
    from graph.model import Finding
    from graph.reference import Catalogue, ProgramCatalogue
    from graph.store.filling import Filling
    from graph.store.generation import Generation
    from graph.store.manifest import LoadedSource

# Raised whenever the same sources would give other triples or another network.
PUBLICATION = 9
# Memory for DuckDB while staging; with the store's bulk loader it keeps 1 million actions under 4 GiB.
_MEMORY = "1500MB"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one ``load`` did.

    Attributes:
        sources: One entry per file given, in the order given.
        snapshot: Id of the graph as it is now.
        changed: False when everything given was loaded before.
        counts: Actions, awards, vendors and so on of the whole graph.
        findings: What the claims name and nothing loaded has, awards and things, and where a record disagrees with its
            key; empty when nothing changed.
    """

    sources: tuple[LoadedSource, ...]
    snapshot: str
    changed: bool
    counts: dict[str, int]
    findings: tuple[Finding, ...] = ()


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
    from concurrent.futures import ThreadPoolExecutor

    from graph.ledger import writing
    from graph.store.filling import Filling
    from graph.store.folder import GraphFolder
    from graph.store.manifest import Manifest

    say = progress or _silent
    folder = Path(path)
    with (
        writing(folder),
        GraphFolder(folder).writer() as generation,
        Filling(generation.store_folder) as store,
        ThreadPoolExecutor(1) as aside,
    ):
        known = {one.sha256: one for one in generation.previous.sources} if generation.previous else {}
        given = [add_catalogue(Path(file), generation.path, known) for file in products]
        with Reading([Path(source) for source in sources], generation, known) as reading:
            # A new graph is built whatever the records say: its catalogues are written, and taken in by the store,
            # while the records are read. DuckDB reads without Python's lock.
            early = (
                None if generation.previous else aside.submit(_write_reference, generation, [*known.values()], store)
            )
            given += reading.read(say)
        forget_replaced(generation, known, {one.sha256 for one in given}, say)
        ordered = sorted(known.values(), key=lambda one: (one.layout, one.sha256))
        snapshot = snapshot_id(ordered)
        if generation.previous is not None and generation.previous.snapshot == snapshot:
            return Loaded(tuple(given), snapshot, False, dict(generation.previous.counts))
        shipped = early.result() if early else _write_reference(generation, ordered, store)
        counts, findings = _publish(generation, ordered, shipped, store, say)
        say("loading the store")
        store.finish()
        generation.commit(Manifest(snapshot=snapshot, sources=tuple(ordered), counts=counts))
    return Loaded(tuple(given), snapshot, True, counts, findings)


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


class _Reference(NamedTuple):
    """The catalogues of a graph, what finds their names in texts, and their N-Quads file with the reference tables."""

    products: Catalogue
    programs: ProgramCatalogue
    detector: Detector
    file: Path


def _write_reference(generation: Generation, sources: Iterable[LoadedSource], store: Filling) -> _Reference:
    from graph.infer.detect import Detector
    from graph.publish.documents import write_lines
    from graph.reference import read_programs, reference_quads

    products, programs = catalogue_of(generation.path, sources), read_programs(data_folder() / "programs")
    file = write_lines(generation.scratch / "reference.nq", reference_quads(products, programs))
    store.take(file, "nquads-lines")
    return _Reference(products, programs, Detector(patterns_of(products, programs)), file)


def _publish(
    generation: Generation, sources: Sequence[LoadedSource], shipped: _Reference, store: Filling, say: Progress
) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """Write what follows from the sources, each file handed to the store as soon as it is whole, and the network."""
    from graph.infer.detections import detect_names
    from graph.ledger import connect
    from graph.publish import inferred, staging, turtle
    from graph.publish.documents import source_quads, write_lines
    from graph.publish.listed import find_listed, stage_listed
    from graph.publish.supply_tables import write_supply
    from graph.reference import subtier_codes

    data, work, products = data_folder(), generation.scratch, shipped.products
    with connect(memory_limit=_MEMORY, scratch=work) as con:
        con.execute("set preserve_insertion_order = false")
        say("bringing records together")
        sourced = write_lines(work / "sources.nq", source_quads(sources))
        store.take(sourced, "nquads-lines")
        staging.stage_actions(con, _normalised(generation, sources))
        stage_listed(con, subtier_codes())
        # Half of all triples: the store takes them in while the rest is worked out.
        store.take(turtle.write_actions(con, work), "turtle-lines")
        staging.stage_awards(con)
        staging.stage_known_codes(con, _known_codes(data))
        _resolve(con, products)
        claimed, findings = _write_claims(con, generation, sources, shipped)
        store.take(claimed, "nquads-lines")
        store.take(turtle.write_stated(con, work), "turtle-lines")
        say("finding products, programs and statutes")
        detect_names(con, shipped.detector)
        inferred.stage_detections(con, _made_by(products), _owned_by(shipped.programs, data))
        _inherit(con, products, data)
        store.take(inferred.write_inferred(con, work / "inferred.ttl"), "inferred-lines")
        say("building the network")
        _build_network(con, [shipped.file, sourced, claimed], generation.network_file, snapshot_id(sources))
        write_supply(con, products, generation.network_file.parent / "supply")
        listed = find_listed(con, {one.sha256[:16]: one.file for one in sources})
        return _counts(con), (*findings, *listed)


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
    # One statement: row by row, DuckDB takes half a second for the shipped makers.
    con.execute(
        "insert into maker_label select unnest(?::varchar[]), unnest(?::varchar[])",
        [list(column) for column in zip(*sorted(set(labels)), strict=True)] or [[], []],
    )
    resolve_vendors(con, companies)
    staging.stage_recipients(con)


def _made_by(products: Catalogue) -> list[tuple[str, str]]:
    """Return each product with each vendor that its maker is."""
    vendors = {maker.slug: (maker.local, *(one.local for one in maker.subsidiaries)) for maker in products.makers}
    return [(one.local, vendor) for one in products.products for vendor in vendors[one.maker]]


def _owned_by(programs: ProgramCatalogue, data: Path) -> list[tuple[str, str]]:
    """Return each program that is not shared with each sub-tier agency of its owner's department."""
    from graph.reference.quads import read_table

    department, subtiers = {}, defaultdict(list)
    for row in read_table(data / "reference" / "agencies.csv"):
        if subtier := row["subtier"]:
            department[subtier] = row["cgac"]
            subtiers[row["cgac"]].append(subtier)
    return [
        (program.local, subtier)
        for program in programs.programs
        if not program.shared
        for subtier in subtiers[department.get(program.owner_code, program.owner_code)]
    ]


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
        Pattern(one.local, "product", one.spellings, one.guards, one.needs, one.maker, one.product_class, owners)
        for one in products.products
        for owners in [tuple(past.owner for past in products.maker(one.maker).ownerships)]
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


def _write_claims(
    con: duckdb.DuckDBPyConnection,
    generation: Generation,
    sources: Sequence[LoadedSource],
    shipped: _Reference,
) -> tuple[Path, tuple[Finding, ...]]:
    """Write the claims as N-Quads, once awards and vendors are known: a record confirms only when it is loaded.

    Nor does it confirm what it nowhere names. What catalogues and reference tables state, a report only repeats.
    """
    from dataclasses import replace

    from graph.claims import find_unrecorded, named_awards, read_claims, to_quads
    from graph.claims.described import drop_redescribed
    from graph.claims.records import find_silent, read_catalogued, silent_findings
    from graph.publish.documents import owner_lines, write_lines
    from graph.publish.recorded import read_records

    claims: list[ClaimsFile] = [
        replace(read_claims(generation.path / source.ledger), path=source.file)
        for source in sources
        if source.layout == CLAIMS_LAYOUT
    ]
    claims, redescribed = drop_redescribed(claims, shipped.file)
    records = read_records(con, named_awards(claims), shipped.detector)
    known = {*shipped.file.read_text(encoding="utf-8").split("\n"), *owner_lines(con)}
    vendors = con.execute("select vendor, label from vendor_label").fetchall() if records else []
    silent = find_silent(claims, records, read_catalogued(known if records else (), vendors))
    quads = to_quads(claims, records, known, {one.key for one in silent})
    file = write_lines(generation.scratch / "claims.nq", quads)
    unheard = (*find_unrecorded(claims, records), *silent_findings(silent))
    return file, (*unheard, *redescribed, *_undescribed(con, claims, shipped.file))


def _undescribed(con: duckdb.DuckDBPyConnection, claims: Sequence[ClaimsFile], reference: Path) -> tuple[Finding, ...]:
    """Return what claims name by an id that neither the reference lines nor the loaded records describe."""
    from graph.claims.described import borrowed_entities, described_by, find_undescribed
    from graph.publish.described import find_described

    borrowed = borrowed_entities(claims)
    described = described_by(reference, {one.local for _, one in borrowed})
    missing = [one.local for _, one in borrowed if one.local not in described]
    return tuple(find_undescribed(borrowed, described | find_described(con, missing)))


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

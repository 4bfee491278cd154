"""Writing an export: the right writer for a format, and a file or folder that appears only when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import NothingFound, UsageProblem
from graph.export.asked import RDF_FORMATS, TABLE_FORMATS, ExportAsked
from graph.export.counted import Counted
from graph.export.parts import Part, choose_part
from graph.export.things import Line, Thing
from graph.network.views import VIEWS
from graph.outputs import whole_file, whole_folder

if TYPE_CHECKING:
    import pyoxigraph

    from graph.claims import StoredClaim
    from graph.network.reading import Network
    from graph.network.testimony import Testimony

MARK = "VendorGraph export"
# JSON-LD has no room for a remark; its context names our prefix in the first lines.
_MARKS = {"jsonld": b"https://w3id.org/vendorgraph/"}
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written; ``things`` and ``lines`` are None for RDF, which is counted in neither."""

    path: Path | None
    format: str
    size_bytes: int
    things: int | None = None
    lines: int | None = None


@dataclass(frozen=True)
class Source:
    """A graph as exports read it.

    Attributes:
        network: Its network.
        testimony: What is said of it.
        store: Its store.
        claims: All its claims.
        snapshot: Its id.
    """

    network: Network
    testimony: Testimony
    store: pyoxigraph.Store
    claims: Sequence[StoredClaim]
    snapshot: str


def write_export(source: Source, asked: ExportAsked, out: Path | BinaryIO, *, force: bool = False) -> ExportReport:
    """Write an export; equal graphs and questions give equal bytes.

    Args:
        source: The graph.
        asked: What, and as which format.
        out: The file; of tables a folder, or a file that ends in ``.zip``. A stream takes formats of one file.
        force: Whether a file or folder that this program did not write may be replaced.

    Raises:
        UnknownName, AmbiguousName: A name does not mean exactly one thing.
        NothingFound: There is nothing to export.
        UsageProblem: The format, view or projection does not exist, or tables are asked into a stream.
        OutputRefused: The place is missing, not writable, or holds what is not ours.
        DiskTrouble: The disk is full.
    """
    if asked.view not in VIEWS:
        raise UsageProblem(f"Unknown view {asked.view!r}.", hint="One of: " + ", ".join(VIEWS) + ".")
    job = _Job(source, asked)
    if asked.format in TABLE_FORMATS:
        if not isinstance(out, Path):
            raise UsageProblem(f"The format {asked.format} is three tables.", hint="Name a folder or a .zip with -o.")
        return _write_tables(job, out, force=force)
    if not isinstance(out, Path):
        with TemporaryDirectory(prefix="vendorgraph-") as folder:
            size = job.write(out, Path(folder))
        return job.report(None, size)
    mark = _MARKS.get(asked.format, MARK.encode())
    with whole_file(out, mark, force=force) as stream, _scratch(out) as folder:
        job.write(stream, Path(folder))
    return job.report(out, out.stat().st_size)


class _Job:
    """One export under way; counts what passes."""

    def __init__(self, source: Source, asked: ExportAsked) -> None:
        self.source = source
        self.asked = asked
        self._things = 0
        self._lines = 0

    @property
    def mark(self) -> str:
        return f"{MARK} of snapshot {self.source.snapshot}"

    @property
    def about(self) -> str:
        asked = self.asked
        what = f"{asked.hops} hops around {asked.entity}" if asked.entity else "the whole graph"
        what = f"the projection {asked.projection}" if asked.projection else what
        day = f", on {asked.as_of}" if asked.as_of else ""
        return f"{what}: {VIEWS[asked.view]}{day}"

    @cached_property
    def part(self) -> Part:
        source = self.source
        part = choose_part(source.network, source.testimony, source.claims, self.asked)
        if not part.entities and not part.awards:
            raise NothingFound("The graph holds nothing to export.", hint="`vendorgraph load` adds records.")
        return part

    @cached_property
    def content(self) -> Part | Counted:
        asked = self.asked
        if asked.projection is None:
            return self.part
        from graph.network.projections import Skeleton
        from graph.network.scopes import Scope

        scope = Scope(asked.view, asked.as_of)
        found = Skeleton(self.source.network, asked.projection, scope).counted(weight=asked.weight)
        if not len(found.nodes):
            raise NothingFound(
                f"The projection {asked.projection!r} has no nodes here.", hint="Ask for a wider --view."
            )
        return Counted(self.source.network, found)

    def things(self) -> Iterator[Thing]:
        self._things = 0
        for thing in self.content.things():
            self._things += 1
            yield thing

    def lines(self) -> Iterator[Line]:
        self._lines = 0
        for line in self.content.lines():
            self._lines += 1
            yield line

    def write(self, out: BinaryIO, folder: Path) -> int:
        """Write a format of one file; return how many bytes, 0 where the stream cannot tell."""
        if self.asked.format in RDF_FORMATS:
            from graph.export.quads import write_quads

            everything = self.asked.entity is None and self.asked.as_of is None
            if self.asked.format != "jsonld":
                out.write(f"# {self.mark}\n".encode())
            write_quads(self.source.store, None if everything else self.part, self.asked, out, folder)
            return 0
        return _write_blocks(self._text(), out)

    def _text(self) -> Iterator[str]:
        asked = self.asked
        if asked.format == "graphml":
            from graph.export.graphml import graphml_text

            return graphml_text(self.things(), self.lines(), f"{self.mark}; {self.about}")
        if asked.format == "gexf":
            from graph.export.gexf import gexf_text

            return gexf_text(self.things(), self.lines(), self.mark, self.about)
        if asked.format == "cytoscape":
            from graph.export.cytoscape import cytoscape_text

            return cytoscape_text(self.things(), self.lines(), self.mark, self.about)
        from graph.export.ftm import ftm_text

        self._things, self._lines = len(self.part.entities) + len(self.part.awards), 0
        return ftm_text(self.part, self.source.store, self.mark, self.source.snapshot)

    def report(self, out: Path | None, size: int) -> ExportReport:
        counted = self.asked.format not in (*RDF_FORMATS, "ftm")
        things, lines = (self._things, self._lines) if counted else (None, None)
        return ExportReport(out, self.asked.format, size, things, lines)


def _scratch(out: Path) -> TemporaryDirectory[str]:
    """Return a folder on the disk that has room for the export itself, and not in a memory file system."""
    return TemporaryDirectory(dir=out.parent, prefix=".vendorgraph-")


def _write_blocks(texts: Iterable[str], out: BinaryIO) -> int:
    size, held, length = 0, [], 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= _BLOCK:
            size += out.write("".join(held).encode())
            held, length = [], 0
    return size + out.write("".join(held).encode())


def _write_tables(job: _Job, out: Path, *, force: bool) -> ExportReport:
    from graph.export.sheets import zip_folder

    if out.suffix.lower() != ".zip":
        with whole_folder(out, _is_ours, force=force) as folder:
            _fill(job, folder)
        return job.report(out, sum(file.stat().st_size for file in out.iterdir()))
    with whole_file(out, MARK.encode(), force=force) as stream, _scratch(out) as made:
        folder = Path(made)
        _fill(job, folder)
        zip_folder(folder, stream, job.mark)
    return job.report(out, out.stat().st_size)


def _fill(job: _Job, folder: Path) -> None:
    from graph.export.sheets import write_about, write_csv_tables, write_parquet_tables

    write = write_csv_tables if job.asked.format == "csv" else write_parquet_tables
    write(folder, job.things(), job.lines())
    write_about(folder, job.mark, [job.about])


def _is_ours(folder: Path) -> bool:
    from graph.export.sheets import ABOUT_FILE

    about = folder / ABOUT_FILE
    return about.is_file() and about.read_bytes().startswith(MARK.encode())

"""Reading one source, from the path to the files in the ledger."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import SourceRejected
from graph.ingest.fpds_atom import LAYOUT as FPDS
from graph.ingest.incoming import Table, create_unreadable, load_lines, load_table
from graph.ingest.keeping import Counts, nothing_kept, sort_out, sums_of, write_ledger, write_rejects
from graph.ingest.kinds import foreign_kind, known_layouts, looks_like_xml, match_header
from graph.ingest.layout import Layout
from graph.ingest.pages import check_root, flatten
from graph.ingest.scan import header_of, lines_of
from graph.ingest.sources import (
    Progress,
    Source,
    blocks,
    is_packed,
    reading,
    sha256_of,
    sources_in,
    unpack,
)
from graph.ledger import connect, install, ledger_name, workspace
from graph.model import LoadReport

if TYPE_CHECKING:
    import duckdb

_TAR_SIGN = slice(257, 262)
_NOTES = (".txt", ".md", ".pdf")  # what publishers put into an archive beside the tables


def detect(path: Path) -> Layout:
    """Return the layout of a file, told by its content alone.

    Raises:
        SourceRejected: It cannot be read, or is of another kind; the message says what it looks like, or which
            column of the nearest layout is missing.
    """
    return _detect(_only_source(Path(path)))[0]


def read_source(path: Path, ledger_dir: Path, rejects_dir: Path, *, progress: Progress | None = None) -> LoadReport:
    """Read a file into the ledger; on any error nothing new is left in either folder but the reasons below.

    Reading the same file again writes the same bytes. A table in a zip archive is identified by the sha256 of its
    unpacked bytes, every other file by that of the file as given.

    Args:
        path: A table (.csv, .csv.gz, .zip with one member), an FPDS page (.xml) or an archive of pages (.tar.gz).
        ledger_dir: Gets ``<layout>-<16 hex digits>.parquet``. Both folders are made when missing.
        rejects_dir: Gets ``<layout>-<16 hex digits>.jsonl`` when rows are rejected; see `keeping.write_rejects`.
        progress: Told now and then how many bytes are done, and of how many; both start again after unpacking.

    Raises:
        SourceRejected: The file cannot be read, fits no layout, is not UTF-8, or every row is rejected; then all
            reasons stand in ``rejects_dir``, in the file that the error's ``rejects`` names.
        DiskTrouble: Something cannot be written.
    """
    return _read(_only_source(Path(path)), Path(ledger_dir), Path(rejects_dir), progress)


def read_sources(
    path: Path, ledger_dir: Path, rejects_dir: Path, *, progress: Progress | None = None
) -> tuple[LoadReport, ...]:
    """Read all sources of a file: each member of a zip archive, sorted by name, or the file itself.

    Every member must have a known layout, but for what `passed_over` names; that is checked before the first is
    read. Otherwise as `read_source`.
    """
    sources, _ = _parted(Path(path))
    for source in sources:
        _detect(source)
    return tuple(_read(source, Path(ledger_dir), Path(rejects_dir), progress) for source in sources)


def passed_over(path: Path) -> tuple[str, ...]:
    """Return the names of the texts in a zip archive that lie beside its sources and are none; errors as there."""
    return tuple(source.name for source in _parted(Path(path))[1])


def _parted(path: Path) -> tuple[list[Source], list[Source]]:
    """Return the sources of a file, and the notes that lie beside them in a zip archive."""
    sources = sources_in(path)
    notes = [one for one in sources if one.member.lower().endswith(_NOTES) and not _is_known(one)]
    # An archive of nothing else is refused for what it holds.
    return ([one for one in sources if one not in notes], notes) if len(notes) < len(sources) else (list(sources), [])


def _is_known(source: Source) -> bool:
    try:
        _detect(source)
    except SourceRejected:
        return False
    return True


def _only_source(path: Path) -> Source:
    sources, _ = _parted(path)
    if len(sources) != 1:
        names = ", ".join(repr(source.member) for source in sources[:4]) or "none"
        raise SourceRejected(
            f"{path} holds {len(sources)} files ({names}); one was expected.",
            file=str(path),
            hint="Unpack the archive and name the files to load.",
        )
    return sources[0]


def _detect(source: Source) -> tuple[Layout, list[str]]:
    """Return the layout of a source and, for a table, its header."""
    with closing(blocks(source)) as stream:
        head = next(stream, b"")
    if not head.strip():
        raise SourceRejected(f"{source.name} is empty.", file=source.name, hint="Download or export it again.")
    if head[_TAR_SIGN] == b"ustar":
        return FPDS, []
    kind = foreign_kind(head)
    if not kind and looks_like_xml(head):
        check_root(head, source.name)
        return FPDS, []
    if kind:
        raise SourceRejected(
            f"{source.name} looks like {kind}, not like a source.", file=source.name, hint=known_layouts()
        )
    header = header_of(head, source.name)
    return match_header(header, source.name), header


def _read(source: Source, ledger_dir: Path, rejects_dir: Path, progress: Progress | None) -> LoadReport:
    layout, header = _detect(source)
    before = _state(source)
    with workspace(ledger_dir) as scratch:
        path, digest = source.path, ""
        if is_packed(source):
            path = scratch / "unpacked"
            digest = unpack(source, path, progress)
        with connect(scratch=scratch) as con:
            if layout.is_table:
                read = load_table(con, Table(path, source.name, header, layout), scratch, progress)
                columns: Sequence[str] = layout.kept_names
            else:
                read = ""
                columns = _load_pages(con, Table(path, source.name, header, layout), scratch, progress)
            counts = sort_out(con, layout, columns)
            if counts.rejected and not counts.kept:
                raise _refused(con, layout, counts, source, (path, scratch, rejects_dir))
            write_ledger(con, columns, scratch / "ledger")
            sums = sums_of(con, layout, scratch / "ledger")
            if counts.rejected:
                write_rejects(con, layout, partial(lines_of, path), scratch / "rejects")
        if not source.member:
            digest = read if read and path == source.path else sha256_of(source.path)
        if _state(source) != before:
            raise SourceRejected(
                f"{source.name} changed while it was read.", file=source.name, hint="Load it again once it is complete."
            )
        ledger = ledger_name(layout.name, digest)
        rejects = ledger.removesuffix("parquet") + "jsonl" if counts.rejected else ""
        if rejects:
            install(scratch / "rejects", rejects_dir / rejects)
        install(scratch / "ledger", ledger_dir / ledger)
    return LoadReport(
        file=source.name,
        layout=layout.name,
        sha256=digest,
        rows_read=counts.kept + counts.duplicate + counts.rejected,
        rows_kept=counts.kept,
        rows_duplicate=counts.duplicate,
        rows_rejected=counts.rejected,
        sums=sums,
        ledger=ledger,
        rejects=rejects,
    )


def _refused(
    con: duckdb.DuckDBPyConnection, layout: Layout, counts: Counts, source: Source, places: tuple[Path, Path, Path]
) -> SourceRejected:
    """Write the reasons of a source without a good row; return the error that names their file."""
    path, scratch, rejects_dir = places
    target = rejects_dir / f"{Path(source.name).name}.jsonl"
    write_rejects(con, layout, partial(lines_of, path), scratch / "rejects")
    install(scratch / "rejects", target)
    return nothing_kept(con, layout, counts, source.name, target)


def _state(source: Source) -> tuple[int, int]:
    with reading(source.name):
        status = os.stat(source.path)
    return status.st_size, status.st_mtime_ns


def _load_pages(
    con: duckdb.DuckDBPyConnection, table: Table, scratch: Path, progress: Progress | None
) -> Sequence[str]:
    """Fill ``incoming`` and ``unreadable`` from FPDS pages; return the columns of the ledger."""
    create_unreadable(con)
    flat = flatten(table.path, table.name, scratch / "pages.jsonl", progress)
    columns = ["_member", *table.layout.kept_names, *sorted(set(flat.columns) - set(table.layout.kept_names))]
    load_lines(con, scratch / "pages.jsonl", columns)
    if flat.unreadable:
        con.executemany("insert into unreadable values (?, ?, ?, ?, ?)", flat.unreadable)
    return columns

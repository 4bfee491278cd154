"""Loaded files as N-Quads of the default graph: any query can name the file that a row stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms

if TYPE_CHECKING:
    import duckdb

    from graph.store.manifest import LoadedSource


def source_quads(sources: Sequence[LoadedSource]) -> Iterator[str]:
    """Yield what is known of each loaded file, for the default graph."""
    for source in sources:
        subject = f"<{terms.ID}source-{source.sha256[:16]}>"
        yield f"{subject} <{terms.RDF}type> <{terms.SOURCE_FILE}> ."
        yield f"{subject} <{terms.SKOS}prefLabel> {_quoted(source.file)} ."
        for predicate, text in (
            (terms.FILE_NAME, source.file),
            (terms.LAYOUT, source.layout),
            (terms.SHA256, source.sha256),
        ):
            yield f"{subject} <{predicate}> {_quoted(text)} ."
        for predicate, count in (
            (terms.ROWS_READ, source.rows_read),
            (terms.ROWS_KEPT, source.rows_kept),
            (terms.ROWS_DUPLICATE, source.rows_duplicate),
            (terms.ROWS_REJECTED, source.rows_rejected),
        ):
            yield f'{subject} <{predicate}> "{count}"^^<{terms.XSD}integer> .'


def owner_lines(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield which company belongs to which, as records state it; needs `graph.publish.staging.stage_recipients`."""
    for child, parent in con.execute("select child, parent from ownership").fetchall():
        yield f"<{terms.ID}{child}> <{terms.ULTIMATE_PARENT}> <{terms.ID}{parent}> ."


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def write_lines(file: Path, lines: Iterator[str]) -> Path:
    """Write N-Quads lines and return the file."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(line + "\n")
    return file

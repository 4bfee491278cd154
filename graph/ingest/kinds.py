"""Which layout a file has, told by its content: the header's column names, or the root element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import SourceRejected
from graph.ingest import actions10, fpds_atom, subawards118, summaries286
from graph.ingest.layout import Layout

LAYOUTS: Mapping[str, Layout] = {
    module.NAME: module.LAYOUT for module in (actions10, summaries286, subawards118, fpds_atom)
}

# First bytes of files that people hand over by mistake. Order matters: longer signs first.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.xls, .doc)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
_BOM = b"\xef\xbb\xbf"


def known_layouts() -> str:
    """Return the known layouts as a sentence, for hints."""
    names = ", ".join(f"{layout.name} ({layout.title})" for layout in LAYOUTS.values())
    return f"Known layouts: {names}."


def foreign_kind(head: bytes) -> str:
    """Return what a file of another kind looks like by its first bytes; empty for text that may be a table or XML."""
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    start = head.removeprefix(_BOM).lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "an HTML page"
    if start.startswith((b"{", b"[")):
        return "JSON"
    if start.startswith((b"@prefix", b"@base", b"prefix ", b"<http")):
        return "RDF"
    if b"\x00" in head.splitlines()[0]:  # further down it is a fault of one row
        return "a binary file"
    return ""


def looks_like_xml(head: bytes) -> bool:
    """Say whether text begins like an XML document, in UTF-8 or UTF-16."""
    return head.removeprefix(_BOM).lstrip().startswith(b"<") or head[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def match_header(names: Sequence[str], file: str) -> Layout:
    """Return the layout with exactly these columns, in any order.

    Raises:
        SourceRejected: A column stands twice, is missing or is unknown; the nearest layout is named.
    """
    tables = [layout for layout in LAYOUTS.values() if layout.is_table]
    nearest = max(tables, key=lambda layout: _likeness(names, layout))
    missing = [name for name in nearest.column_names if name not in names]
    unknown = [name for name in names if name not in nearest.column_names]
    shared = len(nearest.columns) - len(missing)
    if shared * 2 < len(nearest.columns):
        raise _no_header(names, nearest, shared, file)
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise SourceRejected(
            f"{file}: the column {twice[0]!r} stands twice in the header.",
            file=file,
            column=twice[0],
            hint="Take out or rename one of the two columns; which one is meant cannot be told.",
        )
    if not missing and not unknown:
        return nearest
    faults = []
    if missing:
        faults.append(f"lacks {_columns(missing)}")
    if unknown:
        faults.append(f"has {_columns(unknown)} that the layout does not know")
    raise SourceRejected(
        f"{file}: the header {' and '.join(faults)}; the nearest layout is {nearest.name} ({nearest.title}).",
        file=file,
        column=(missing or unknown)[0],
        hint="Names must match letter by letter; their order does not matter. " + known_layouts(),
    )


def _likeness(names: Sequence[str], layout: Layout) -> float:
    known = set(layout.column_names)
    return len(known.intersection(names)) / len(known.union(names))


def _columns(names: Sequence[str]) -> str:
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"the column {names[0]!r}{more}"


def _no_header(names: Sequence[str], nearest: Layout, shared: int, file: str) -> SourceRejected:
    for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(names) == 1 and sign in names[0]:
            return SourceRejected(
                f"{file}: the header has one column; {word} stand between the names.",
                file=file,
                hint="Save the table with commas between the fields.",
            )
    shown = ", ".join(repr(name[:40]) for name in names[:3])
    return SourceRejected(
        f"{file}: the first line is not the header of a known layout; it begins {shown}. "
        f"The nearest layout is {nearest.name}, with which it shares {shared} of {len(nearest.columns)} columns.",
        file=file,
        hint=known_layouts(),
    )

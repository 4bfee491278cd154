"""FPDS pages, XML, to flat rows. No document type, no entities, no network."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from graph.errors import SourceRejected
from graph.ingest.fpds_atom import KIND, NAMESPACE, is_personal, without_addresses
from graph.ingest.sources import Progress, reading

_ROOT = f"{{{NAMESPACE}}}feed"
_ENTRY = f"{{{NAMESPACE}}}entry"


def _parser() -> etree.XMLParser:
    # A fresh one per page: errors of one must not show up with the next.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def read_page(page: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each entry of a page: the line on which it begins, and path -> text.

    Args:
        page: The XML document.
        name: What messages call it.

    Raises:
        SourceRejected: It is truncated or no well-formed XML (line and column are named), is no FPDS feed, or
            declares a document type.
    """
    try:
        root = etree.fromstring(page, _parser())
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceRejected(
            f"{name} declares a document type (DOCTYPE), which no FPDS page does.",
            file=name,
            hint="Fetch the page again from FPDS.",
        )
    _check_tag(root.tag, name)
    for entry in root.iterchildren(_ENTRY):
        flat: dict[str, str] = {}
        _flatten(entry, "", flat)
        yield entry.sourceline, flat


def check_root(head: bytes, name: str) -> None:
    """Raise unless XML begins as an FPDS feed does; ``head`` may break off anywhere.

    Raises:
        SourceRejected: The root element is another, or it is no XML after all.
    """
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
    try:
        parser.feed(head)
        for _, element in parser.read_events():
            _check_tag(element.tag, name)
            return
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error, name) from error


def _check_tag(tag: str, name: str) -> None:
    if tag != _ROOT:
        raise SourceRejected(
            f"{name} is XML, but no FPDS feed: its root element is {tag.rpartition('}')[2]!r}.",
            file=name,
            hint="Give pages of the FPDS ATOM feed (root element feed, namespace of Atom).",
        )


def _not_well_formed(error: etree.XMLSyntaxError, name: str) -> SourceRejected:
    return SourceRejected(
        f"{name} is truncated or not well-formed XML: {error.msg}.",
        file=name,
        hint="Fetch the page again from FPDS.",
    )


def _flatten(element: etree._Element, path: str, flat: dict[str, str]) -> None:
    """Add what is in an element that is not personal; of siblings with one name, the nth is ``name[n]``."""
    for attribute, value in element.items():
        key, _, personal = _step(path, attribute, "@")
        if not personal:
            flat[key] = without_addresses(value) if "@" in value else value
    seen: dict[str, int] = {}
    for child in element:
        below, lower, personal = _step(path, child.tag, "/")
        nth = seen[lower] = seen.get(lower, 0) + 1
        if not personal:
            _flatten(child, below if nth == 1 else f"{below}[{nth}]", flat)
    text = element.text or ""
    # Between elements, blanks are indentation; other text there is no FPDS, and kept all the same.
    if seen and not text.isspace():
        text += "".join(child.tail or "" for child in element)
    if path and (not seen or text.strip()):
        flat[path] = without_addresses(text) if "@" in text else text


@lru_cache(8192)
def _step(above: str, tag: str, sign: str) -> tuple[str, str, bool]:
    """Return the path of an element or attribute, the same in lower case, and whether it is personal."""
    local = tag.rpartition("}")[2]
    path = f"{above}{sign}{local}" if above or sign == "@" else local
    return path, path.lower(), is_personal(local)


def kind_of(entry: dict[str, str]) -> str:
    """Return what an entry is about: ``IDV``, ``award``, ... or an empty text when it has no content."""
    for path in entry:
        if path.startswith("content/"):
            return path.split("/")[1].partition("@")[0]
    return ""


@dataclass(slots=True)
class Flattened:
    """What became of the entries.

    Attributes:
        columns: All paths found in vehicles, sorted.
        unreadable: Row, line, column, reason and raw JSON of entries that are no vehicles.
    """

    columns: list[str] = field(default_factory=list)
    unreadable: list[tuple[int, int, str, str, str]] = field(default_factory=list)


def flatten(path: Path, name: str, target: Path, progress: Progress | None = None) -> Flattened:
    """Write the entries of a page, or of all pages of a tar archive, as JSON lines.

    Rows are counted over the archive's members sorted by name, then in the order of the page. ``_member`` is the
    member's name, empty for a bare page.

    Raises:
        SourceRejected: A page or the archive cannot be read, or holds something else; file and member are named.
        OSError: ``target`` cannot be written.
    """
    found = Flattened()
    spelling: dict[str, str] = {}  # DuckDB's column names ignore case; the first spelling stands
    known: set[str] = set()
    row = 0
    with target.open("w", encoding="utf-8") as out:
        for member, page in _pages(path, name, progress):
            for line, entry in read_page(page, f"{name}/{member}" if member else name):
                row += 1
                kind = kind_of(entry)
                if kind == KIND:
                    if not known.issuperset(entry):
                        entry = {spelling.setdefault(one.lower(), one): text for one, text in entry.items()}
                        known = set(spelling.values())
                    out.write(json.dumps({"_row": row, "_line": line, "_member": member} | entry) + "\n")
                else:
                    reason = f"is about {kind or 'nothing'}; only vehicles ({KIND}) are read from FPDS"
                    raw = json.dumps({"_member": member} | entry, ensure_ascii=False)
                    found.unreadable.append((row, line, "content", reason, raw))
    found.columns = sorted(spelling.values())
    return found


def _pages(path: Path, name: str, progress: Progress | None) -> Iterator[tuple[str, bytes]]:
    total = path.stat().st_size
    if not tarfile.is_tarfile(path):
        with reading(name):
            bare = path.read_bytes()
        yield "", bare
    else:
        with ExitStack() as stack:
            with _reading_tar(name):
                archive = stack.enter_context(tarfile.open(path, "r:"))
                members = sorted(_members(archive, path), key=lambda one: one.name)
            for number, member in enumerate(members, start=1):
                with _reading_tar(f"{name}/{member.name}"):
                    page = _read_member(archive, member, name)
                yield member.name, page
                if progress:
                    progress(total * number // len(members), total)
    if progress:
        progress(total, total)


def _members(archive: tarfile.TarFile, path: Path) -> list[tarfile.TarInfo]:
    """Return the members that are no folders; Python takes a header cut in two for the end of the archive."""
    members = [member for member in archive.getmembers() if not member.isdir()]
    with path.open("rb") as file:
        file.seek(archive.offset)
        if file.read(tarfile.BLOCKSIZE) != tarfile.NUL * tarfile.BLOCKSIZE:
            raise tarfile.ReadError("the mark of its end is missing")
    return members


def _read_member(archive: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> bytes:
    """Return the bytes of a page; FPDS gives ten entries per page, some 100 kB."""
    stream = archive.extractfile(member) if member.isreg() and member.name.endswith(".xml") else None
    if stream is None:
        raise SourceRejected(
            f"{name}: the member {member.name!r} is no XML page.",
            file=name,
            hint="An archive of FPDS pages holds .xml files and nothing else.",
        )
    return stream.read()


@contextmanager
def _reading_tar(name: str) -> Iterator[None]:
    try:
        with reading(name):
            yield
    except tarfile.TarError as error:
        raise SourceRejected(
            f"{name} is damaged or truncated: {error}.", file=name, hint="Download or copy the archive again."
        ) from error

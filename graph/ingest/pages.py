"""FPDS pages, XML, to flat rows. Read with expat in one pass: no document type, no entities, no network."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from graph.errors import SourceRejected
from graph.ingest.fpds_atom import KIND, NAMESPACE, is_personal, without_addresses
from graph.ingest.sources import BLOCK, Progress, reading

_ROOT = f"{NAMESPACE} feed"
_ENTRY = f"{NAMESPACE} entry"


class _Page:
    """Handlers that turn one page into entries: path -> text. Half a million elements pass here for 1,754 entries."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.entries: list[tuple[int, dict[str, str]]] = []
        self._depth = 0
        self._line = 0
        self._entry: dict[str, str] = {}
        self._seen: dict[str, int] = {}
        self._stack: list[tuple[str, bool]] = []  # path, personal
        self._is_leaf = False
        self._parts: list[str] = []

    def _doctype(self, *_: object) -> None:
        raise SourceRejected(
            f"{self.name} declares a document type (DOCTYPE), which no FPDS page does.",
            file=self.name,
            hint="Fetch the page again from FPDS.",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if not self._stack:
            self._start_outside(tag)
            return
        self._flush(leaf=False)
        above, personal = self._stack[-1]
        path, lower, named = _step(above, tag)
        nth = self._seen[lower] = self._seen.get(lower, 0) + 1
        if nth > 1:
            path = f"{path}[{nth}]"
        personal = personal or named
        self._stack.append((path, personal))
        self._is_leaf = True
        if attributes and not personal:
            for attribute, value in attributes.items():
                name = attribute.rpartition(" ")[2]
                if not is_personal(name):
                    self._entry[f"{path}@{name}"] = without_addresses(value)

    def _start_outside(self, tag: str) -> None:
        if self._depth == 1 and tag != _ROOT:
            raise SourceRejected(
                f"{self.name} is XML, but no FPDS feed: its root element is {tag.rpartition(' ')[2]!r}.",
                file=self.name,
                hint="Give pages of the FPDS ATOM feed (root element feed, namespace of Atom).",
            )
        if self._depth == 2 and tag == _ENTRY:
            self._stack.append(("", False))
            self._entry, self._seen, self._parts = {}, {}, []
            self._line = self.parser.CurrentLineNumber

    def _text(self, text: str) -> None:
        if self._stack:
            self._parts.append(text)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._stack:
            return
        self._flush(leaf=self._is_leaf)
        self._is_leaf = False
        self._stack.pop()
        if not self._stack:
            self.entries.append((self._line, self._entry))

    def _flush(self, *, leaf: bool) -> None:
        """Give the text so far to the innermost element; between elements, blanks are indentation."""
        path, personal = self._stack[-1]
        text = "".join(self._parts)
        self._parts.clear()
        if path and not personal and (leaf or text.strip()):
            self._entry[path] = self._entry.get(path, "") + without_addresses(text)


@lru_cache(8192)
def _step(above: str, tag: str) -> tuple[str, str, bool]:
    """Return the path of an element below ``above``, the same in lower case, and whether it is personal."""
    local = tag.rpartition(" ")[2]
    path = f"{above}/{local}" if above else local
    return path, path.lower(), is_personal(local)


def read_page(stream: IO[bytes], name: str, *, whole: bool = True) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each entry of a page: the line on which it begins, and path -> text, in document order.

    Args:
        stream: The page.
        name: What messages call it.
        whole: False when the stream may break off anywhere.

    Raises:
        SourceRejected: It is truncated or no well-formed XML (line and column are named), is no FPDS feed, or
            declares a document type.
    """
    page = _Page(name)
    try:
        while block := stream.read(BLOCK):
            page.parser.Parse(block, False)
            yield from page.entries
            page.entries.clear()
        page.parser.Parse(b"", whole)
    except expat.ExpatError as error:
        raise SourceRejected(
            f"{name} is truncated or not well-formed XML: {expat.ErrorString(error.code)} "
            f"at line {error.lineno}, column {error.offset + 1}.",
            file=name,
            hint="Fetch the page again from FPDS.",
        ) from error
    yield from page.entries


def check_root(head: bytes, name: str) -> None:
    """Raise unless XML begins as an FPDS feed does; ``head`` may break off anywhere.

    Raises:
        SourceRejected: The root element is another, or it is no XML after all.
    """
    for _ in read_page(io.BytesIO(head), name, whole=False):
        return


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
    row = 0
    with target.open("w", encoding="utf-8") as out:
        for member, stream in _pages(path, name, progress):
            for line, entry in read_page(stream, f"{name}/{member}" if member else name):
                row += 1
                kind = kind_of(entry)
                if kind == KIND:
                    spelled = {spelling.setdefault(one.lower(), one): text for one, text in entry.items()}
                    out.write(json.dumps({"_row": row, "_line": line, "_member": member} | spelled) + "\n")
                else:
                    reason = f"is about {kind or 'nothing'}; only vehicles ({KIND}) are read from FPDS"
                    raw = json.dumps({"_member": member} | entry, ensure_ascii=False)
                    found.unreadable.append((row, line, "content", reason, raw))
    found.columns = sorted(spelling.values())
    return found


def _pages(path: Path, name: str, progress: Progress | None) -> Iterator[tuple[str, IO[bytes]]]:
    total = path.stat().st_size
    if not tarfile.is_tarfile(path):
        with path.open("rb") as bare:
            yield "", bare
    else:
        with ExitStack() as stack:
            with _reading_tar(name):
                archive = stack.enter_context(tarfile.open(path, "r:"))
                members = sorted(filter(_is_no_folder, archive.getmembers()), key=lambda one: one.name)
            for number, member in enumerate(members, start=1):
                with _reading_tar(f"{name}/{member.name}"):
                    page = io.BytesIO(_read_member(archive, member, name))
                yield member.name, page
                if progress:
                    progress(total * number // len(members), total)
    if progress:
        progress(total, total)


def _is_no_folder(member: tarfile.TarInfo) -> bool:
    return not member.isdir()


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

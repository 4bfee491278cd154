"""Makes data/records/ from the originals, and says whether the result is what sources.toml promises.

Usage:

    python data/build_records.py FOLDER_OF_ORIGINALS [--out FOLDER]

Every table of data/records/sources.toml is one shipped file. `original` is the file's path inside the
folder of originals and `original_sha256` what it must hash to. `made` names the recipe:

* ``verbatim``: the bytes of the original.
* ``without-personal-columns``: every cell whose column is named in `emptied_columns` becomes an empty cell;
  all other bytes, quotation marks and line ends included, stay as they are.
* ``fpds-without-people``: the XML pages of the archive; the text of the elements in `emptied_elements` and
  every e-mail address anywhere is taken out; all other bytes stay.

Files are gzip with no name and no time inside, archives are sorted and ownerless, so the same originals give
the same bytes. `content_sha256` is the hash of the unpacked bytes: it holds even where another build of zlib
packs differently. Exit code 1 when a hash does not hold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import re
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
EMAIL = re.compile(rb"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build every shipped file and compare it with sources.toml; return the exit code."""
    parser = argparse.ArgumentParser(description="Make data/records/ from the originals.")
    parser.add_argument("originals", type=Path, help="folder that holds the original files")
    parser.add_argument("--out", type=Path, default=HERE / "records", help="where to write (data/records)")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    problems = 0
    for name, source in read_sources(HERE / "records" / "sources.toml").items():
        original = (chosen.originals / source["original"]).read_bytes()
        content = make_content(source, original)
        packed = pack(content)
        (chosen.out / name).write_bytes(packed)
        found = {"original_sha256": original, "content_sha256": content, "sha256": packed}
        for key, data in found.items():
            digest = hashlib.sha256(data).hexdigest()
            if digest != source.get(key):
                problems += 1
                print(f'{name}: {key} = "{digest}"  # sources.toml says {source.get(key)}', file=sys.stderr)
    return 1 if problems else 0


def read_sources(path: Path) -> dict[str, dict[str, Any]]:
    """Return the tables of a sources.toml by the name of the shipped file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def make_content(source: dict[str, Any], original: bytes) -> bytes:
    """Return the unpacked bytes of one shipped file, by the recipe its table names."""
    if source["made"] == "verbatim":
        return original
    if source["made"] == "without-personal-columns":
        return without_columns(original, source["emptied_columns"])
    return without_people(original, source["emptied_elements"])


def pack(content: bytes) -> bytes:
    """Compress with no file name and no time in the header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0, compresslevel=9) as stream:
        stream.write(content)
    return buffer.getvalue()


def without_columns(original: bytes, emptied: Sequence[str]) -> bytes:
    """Empty the cells of the columns in ``emptied``; every other byte stays.

    Raises:
        SystemExit: A column is missing, or a record has another number of cells than the header.
    """
    records = split_records(original)
    header = next(records)
    names = [cell.strip(b'"\r\n').decode() for cell in header]
    if missing := sorted(set(emptied) - set(names)):
        raise SystemExit(f"The original lacks the columns {missing}.")
    places = {names.index(name) for name in emptied}
    kept = [header]
    for number, record in enumerate(records, start=1):
        if len(record) != len(header):
            raise SystemExit(f"Record {number} has {len(record)} cells, the header {len(header)}.")
        kept.append([empty(cell) if place in places else cell for place, cell in enumerate(record)])
    return b"".join(b",".join(record) for record in kept)


def split_records(data: bytes) -> Iterator[list[bytes]]:
    """Yield each CSV record (RFC 4180) as its raw cells, quotes kept, the line end on the last cell."""
    cells: list[bytes] = []
    start = 0
    quoted = False
    for match in re.finditer(rb'["\n,]', data):
        sign, place = match.group(), match.start()
        if sign == b'"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign == b",":
            cells.append(data[start:place])
            start = place + 1
        else:
            yield [*cells, data[start : place + 1]]
            cells, start = [], place + 1
    if start < len(data) or cells:
        yield [*cells, data[start:]]


def empty(cell: bytes) -> bytes:
    """Return what is left of a raw cell without its text: the line end, when it is the record's last one."""
    return cell[len(cell.rstrip(b"\r\n")) :] if cell.endswith(b"\n") else b""


def without_people(original: bytes, emptied: Sequence[str]) -> bytes:
    """Return a tar of the XML pages, sorted by name, with the text of ``emptied`` elements taken out."""
    elements = "|".join(emptied).encode()
    element = re.compile(rb"(<(?:\w+:)?(?:" + elements + rb")(?:\s[^<>]*)?>)[^<]*(?=</)")
    buffer = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(original)) as old,
        tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            stream = old.extractfile(member)
            if stream is None or not member.name.endswith(".xml"):
                continue
            page = EMAIL.sub(b"", element.sub(rb"\1", stream.read()))
            entry = tarfile.TarInfo(member.name)
            entry.size = len(page)
            new.addfile(entry, io.BytesIO(page))
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())

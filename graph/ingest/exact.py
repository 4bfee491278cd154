"""The patient reader for tables with faults: every physical record becomes a row or a reject, and none is merged.

What a fault is: a record whose quotation marks do not pair (RFC 4180), with another number of fields than the
header, with a NUL, or longer than two million bytes. The fault is pinned on one line: that line is rejected and
reading goes on with the next, so an unclosed quotation mark costs its own line and not all up to the next mark.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.ingest.scan import MAX_RECORD, raise_field_limit


@dataclass(frozen=True, slots=True)
class Record:
    """A record, or a line that is none.

    Attributes:
        row: 1 for the first after the header; rejected lines count.
        line: Line in the file on which it begins, from 1.
        fields: The fields; None for a rejected line.
        raw: The line as it stands, without its end, for a rejected one.
        reason: Why it is rejected.
    """

    row: int
    line: int
    fields: list[str] | None
    raw: str = ""
    reason: str = ""


class _Lines:
    """Physical lines with the possibility to give some back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.size > MAX_RECORD:
            raise StopIteration
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        self.size += len(line)
        return line

    def settle(self, count: int) -> None:
        """Count the first ``count`` lines taken as read and give the others back."""
        self._returned.extendleft(reversed(self.taken[count:]))
        self.number += count
        self.taken = []
        self.size = 0


def read_records(lines: Iterator[str], width: int) -> Iterator[Record]:
    """Yield every record after the header, in order; blank lines are none.

    Args:
        lines: Physical lines with their ends (LF, CR LF or CR).
        width: Number of fields of the header.
    """
    raise_field_limit()
    source = _Lines(lines)
    next(filter(None, csv.reader(source)))
    source.settle(len(source.taken))
    row = 0
    while True:
        fields, reason = _next_record(source)
        if not source.taken:
            return
        line, taken = source.number + 1, source.taken
        if not reason and not fields:
            source.settle(1)
            continue
        row += 1
        reason = reason or _fault(fields, width, source.size)
        if reason:
            source.settle(1)
            yield Record(row, line, None, taken[0].rstrip("\r\n"), reason)
        else:
            source.settle(len(taken))
            yield Record(row, line, fields)


def _next_record(source: _Lines) -> tuple[list[str], str]:
    """Take the lines of one record; return its fields, or why there are none."""
    try:
        return next(csv.reader(source, strict=True), []), ""
    except csv.Error as error:
        if "end of data" in str(error):
            return [], "opens a quotation mark that is never closed"
        if "field limit" in str(error):
            return [], f"is longer than {MAX_RECORD} characters"
        return [], "has text behind a closing quotation mark"


def _fault(fields: list[str], width: int, size: int) -> str:
    if len(fields) != width:
        return f"has {len(fields)} fields, the header {width}"
    if size > MAX_RECORD:
        return f"is longer than {MAX_RECORD} characters"
    return "holds a NUL character" if any("\0" in field for field in fields) else ""


def split(path: Path, width: int, good: Path, bad: Path, *, show_raw: bool) -> None:
    """Write the records of a table to ``good`` and its rejected lines to ``bad``, as JSON lines.

    ``good`` has row, line and fields; ``bad`` has row, line, reason and raw: the line as JSON, or null.
    """
    with (
        path.open(encoding="utf-8-sig", newline="") as lines,
        good.open("w", encoding="utf-8") as kept,
        bad.open("w", encoding="utf-8") as rejected,
    ):
        for record in read_records(lines, width):
            line: dict[str, object] = {"_row": record.row, "_line": record.line}
            if record.fields is None:
                line |= {"reason": record.reason, "raw": json.dumps(record.raw if show_raw else None)}
                rejected.write(json.dumps(line) + "\n")
            else:
                kept.write(json.dumps(line | {"fields": record.fields}, ensure_ascii=False) + "\n")

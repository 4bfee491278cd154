"""Rows on a screen or in a pipe: a table that fits the terminal, TSV, CSV, JSON, JSON lines, Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import TextIO

from graph.errors import UsageProblem

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md")
Row = Mapping[str, object] | Sequence[object]

_MEASURED = 1000  # rows looked at before the widths of a table are settled; the rest streams
_LEAST = 10  # a column of text is never made narrower than this
_GAP = "  "
_DEFAULT_WIDTH = 100  # of a terminal that does not say how wide it is
# What could move the cursor, change colours, reorder text or hide in it, once printed to a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_TSV_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_CSV_SPECIAL = re.compile('[",\r\n]')
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#|!~])")


def write_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    *,
    stream: TextIO,
    format: str | None = None,
    is_terminal: bool | None = None,
    guard_formulas: bool = False,
) -> int:
    r"""Write rows as they come and return how many there were; 0 is the caller's cue to exit with 1.

    A table is for eyes: it fits the terminal and may cut long texts (…), never numbers; where even that does
    not fit, each row becomes a block of lines, wrapped where they are too long. All other formats are whole and
    exact. JSON keeps ints, lists and mappings; decimals and dates become text, so that no digit is lost. In TSV,
    backslash, tab and line ends are escaped as ``\\``, ``\t``, ``\n``, ``\r``. A reader that goes away (``| head``)
    ends the writing quietly.

    Args:
        rows: Mappings by column name (missing means empty), or sequences in the order of ``columns``.
        columns: Names, in order; also the titles.
        stream: Where to write.
        format: One of ``FORMATS``; by default a table on a terminal and TSV elsewhere.
        is_terminal: Whether ``stream`` is one; by default it is asked.
        guard_formulas: In CSV, put ``'`` before what a spreadsheet would run as a formula. Changes data.

    Raises:
        UsageProblem: There is no such format.
    """
    terminal = stream.isatty() if is_terminal is None else is_terminal
    chosen = format or ("table" if terminal else "tsv")
    if chosen not in FORMATS:
        raise UsageProblem(f"There is no format {chosen!r}.", hint="Choose one of: " + ", ".join(FORMATS) + ".")
    counted = _Counted(rows, columns)
    try:
        if chosen == "table":
            _write_table(iter(counted), columns, stream, terminal)
        elif chosen == "csv":
            _write_csv(iter(counted), columns, stream, guard_formulas)
        else:
            _WRITERS[chosen](iter(counted), columns, stream)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    return counted.count


class _Counted:
    """Rows as sequences in column order, counted as they pass."""

    def __init__(self, rows: Iterable[Row], columns: Sequence[str]) -> None:
        self._rows = rows
        self._columns = columns
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.count += 1
            yield [row.get(name) for name in self._columns] if isinstance(row, Mapping) else row


def _silence(stream: TextIO) -> None:
    """Send what is left in the stream's buffer nowhere: Python would complain while closing it."""
    try:
        broken = stream.fileno()
    except (OSError, ValueError):
        return  # not a stream of the system's
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, broken)
    os.close(nowhere)


def cell_text(value: object) -> str:
    """Return a value as people read it: nothing for None, plain digits for decimals, ``; `` between list items."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {cell_text(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(cell_text(one) for one in value)
    return str(value)


# --- for programs -------------------------------------------------------------------------------------------
def _write_tsv(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO) -> None:
    escapes = str.maketrans(_TSV_ESCAPES)
    for row in chain([columns], rows):
        stream.write("\t".join(cell_text(value).translate(escapes) for value in row) + "\n")


def _write_csv(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO, guard: bool) -> None:
    for row in chain([columns], rows):
        stream.write(csv_line(row, guard_formulas=guard))


def csv_line(values: Iterable[object], *, guard_formulas: bool = False) -> str:
    """Return one row of a CSV file with its line end; arguments as for `write_rows`."""
    text = _guarded if guard_formulas else cell_text
    return (",".join(_quoted(text(value)) for value in values) or '""') + "\n"


def _quoted(text: str) -> str:
    # RFC 4180. Python's csv module leaves a lone carriage return bare, which readers take for a line end.
    return '"' + text.replace('"', '""') + '"' if _CSV_SPECIAL.search(text) else text


def _guarded(value: object) -> str:
    # OWASP, "CSV Injection": a leading = + - @ tab or return makes a cell a formula. Numbers are harmless.
    text = cell_text(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(value) else text


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def json_value(value: object) -> object:
    """Return a value as JSON holds it: ints, floats, booleans, None, lists and mappings stay; the rest is text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, Mapping):
        return {str(key): json_value(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_value(one) for one in value]
    return cell_text(value)


def _objects(rows: Iterator[Sequence[object]], columns: Sequence[str]) -> Iterator[str]:
    import json

    for row in rows:
        cells = zip(columns, row, strict=True)
        yield json.dumps({name: json_value(one) for name, one in cells}, ensure_ascii=False)


def _write_json(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO) -> None:
    lead = "[\n  "
    for text in _objects(rows, columns):
        stream.write(lead + text)
        lead = ",\n  "
    stream.write("[]\n" if lead.startswith("[") else "\n]\n")


def _write_jsonl(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO) -> None:
    for text in _objects(rows, columns):
        stream.write(text + "\n")


def _write_markdown(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO) -> None:
    first = list(islice(rows, _MEASURED))
    numbers = _number_columns(first, len(columns))
    rule = ["---:" if number else "---" for number in numbers]
    stream.write("| " + " | ".join(_markdown(name) for name in columns) + " |\n")
    stream.write("| " + " | ".join(rule) + " |\n")
    for row in chain(first, rows):
        stream.write("| " + " | ".join(_markdown(cell_text(value)) for value in row) + " |\n")


def _markdown(text: str) -> str:
    return _CONTROLS.sub(" ", _MARKDOWN.sub(r"\\\1", text))


_WRITERS: Mapping[str, Callable[[Iterator[Sequence[object]], Sequence[str], TextIO], None]] = {
    "tsv": _write_tsv,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "md": _write_markdown,
}


# --- for eyes -----------------------------------------------------------------------------------------------
def _write_table(rows: Iterator[Sequence[object]], columns: Sequence[str], stream: TextIO, terminal: bool) -> None:
    first = list(islice(rows, _MEASURED))
    numbers = _number_columns(first, len(columns))
    texts = [[_shown(value) for value in row] for row in first]
    widths = [max(map(text_width, column)) for column in zip(columns, *texts, strict=True)]
    fitted = _fit(widths, numbers, _terminal_width(stream)) if terminal else widths
    more = ([_shown(value) for value in row] for row in rows)
    bold = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if fitted is None:
        _write_blocks(chain(texts, more), columns, stream, _terminal_width(stream))
        return
    head = _line(columns, fitted, numbers)
    stream.write(f"\x1b[1m{head}\x1b[0m\n" if bold else head + "\n")
    for row in chain(texts, more):
        stream.write(_line(row, fitted, numbers) + "\n")


def _write_blocks(rows: Iterable[Sequence[str]], columns: Sequence[str], stream: TextIO, width: int) -> None:
    title = max(map(text_width, columns))
    for number, row in enumerate(rows, start=1):
        stream.write(f"[{number}]\n")
        for name, text in zip(columns, row, strict=True):
            for line in _wrapped(text, max(width - title - len(_GAP), _LEAST)):
                stream.write(f"{_padded(name, title)}{_GAP}{line}".rstrip() + "\n")
                name = ""


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines of at most ``width`` cells, broken at spaces, and inside what alone is wider."""
    while text_width(text) > width:
        end = width
        while text_width(text[:end]) > width:
            end -= 1
        space = text.rfind(" ", 1, end + 1)
        yield text[: space if space > 0 else end].rstrip()
        text = text[space if space > 0 else end :].lstrip()
    yield text


def _number_columns(rows: Sequence[Sequence[object]], count: int) -> list[bool]:
    """Say of each column whether it holds numbers and nothing else; an empty one does not."""
    found = []
    for index in range(count):
        values = [row[index] for row in rows if row[index] is not None]
        found.append(bool(values) and all(map(_is_number, values)))
    return found


def _shown(value: object) -> str:
    return _CONTROLS.sub(" ", cell_text(value))


def _terminal_width(stream: TextIO) -> int:
    if os.environ.get("COLUMNS", "").isdecimal():
        return int(os.environ["COLUMNS"])
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError):
        return _DEFAULT_WIDTH


def _fit(widths: Sequence[int], numbers: Sequence[bool], width: int) -> list[int] | None:
    """Narrow the widest columns of text until the table fits, or return None; numbers keep their digits."""
    room = width - len(_GAP) * (len(widths) - 1)
    for most in range(max(widths, default=0), _LEAST - 1, -1):
        fitted = [own if number else min(own, most) for own, number in zip(widths, numbers, strict=True)]
        if sum(fitted) <= room:
            return fitted
    return list(widths) if sum(widths) <= room else None


def _line(row: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    cells = [
        _padded(text, width, right=number) if number else _padded(cut(text, width), width)
        for text, width, number in zip(row, widths, numbers, strict=True)
    ]
    return _GAP.join(cells).rstrip()


def _padded(text: str, width: int, *, right: bool = False) -> str:
    space = " " * (width - text_width(text))
    return space + text if right else text + space


def text_width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for CJK and emoji, none for combining marks."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def cut(text: str, width: int) -> str:
    """Return a text that takes at most ``width`` cells, with an ellipsis for what was cut off.

    Example:
        >>> cut("FOUR POINTS TECHNOLOGY, L.L.C.", 12)
        'FOUR POINTS…'
    """
    if text_width(text) <= width:
        return text
    kept = text[: width - 1]
    while text_width(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"

"""TOML text out of plain values; Python reads TOML (``tomllib``) and does not write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import ValueRejected

Scalar = str | int | bool
Value = Scalar | Sequence["Value"] | Mapping[str, "Value"]

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def toml_text(table: Mapping[str, Value]) -> str:
    """Return TOML 1.0 that reads back equal; keys keep their order, except that tables follow plain values.

    Raises:
        ValueRejected: A value has no place in TOML, or a text holds half a surrogate pair.
    """
    return "\n".join(_table(table, ())).strip("\n") + "\n"


def _table(table: Mapping[str, Value], path: tuple[str, ...]) -> list[str]:
    lines = [f"{_key(key)} = {_inline(value)}" for key, value in table.items() if not _tables(value)]
    for key, value in table.items():
        name = (*path, _key(key))
        written = "[" + ".".join(name) + "]"
        for one in _tables(value):
            lines += ["", written if isinstance(value, Mapping) else f"[{written}]", *_table(one, name)]
    return lines


def _tables(value: Value) -> list[Mapping[str, Value]]:
    """Return the tables that get lines of their own: the value, or its items if all are tables."""
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, str) or not isinstance(value, Sequence):
        return []
    rows = [one for one in value if isinstance(one, Mapping)]
    return rows if len(rows) == len(value) else []


def _inline(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_inline(one) for one in value) + "]"
    raise ValueRejected(f"{value!r} of type {type(value).__name__} cannot be written as TOML.")


def _key(key: str) -> str:
    return key if key and _BARE.issuperset(key) else _string(key)


def _string(text: str) -> str:
    written = []
    for char in text:
        code = ord(char)
        if char in _ESCAPES:
            written.append(_ESCAPES[char])
        elif code < 0x20 or code == 0x7F:
            written.append(f"\\u{code:04X}")
        elif 0xD800 <= code <= 0xDFFF:
            raise ValueRejected(
                f"Text {text!r} is not valid Unicode.",
                hint="Rename the file so that its name is valid UTF-8.",
            )
        else:
            written.append(char)
    return '"' + "".join(written) + '"'

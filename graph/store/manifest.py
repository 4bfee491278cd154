"""What ``graph.toml`` says: which generation is the graph, and what was loaded into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from graph.errors import GraphNotFound, GraphTooNew, ValueRejected
from graph.store.pointer import FORMAT, HEX, generation_of
from graph.store.toml_text import Value, toml_text

_ROWS = ("rows_read", "rows_kept", "rows_duplicate", "rows_rejected")


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """One loaded file and the fate of its rows.

    Attributes:
        file: Its name as given, without folders.
        layout: Name of the layout it was read as.
        sha256: Of the file as given, 64 hex digits.
        rows_read: Rows in the file: kept, duplicate and rejected ones together.
        ledger: Where its rows are, relative to the graph folder; empty when it has none.
        rejects: Where its rejected rows are, the same way.
        sums: Exact sums over its kept rows, as decimal text, by kind of amount.
    """

    file: str
    layout: str
    sha256: str
    rows_read: int = 0
    rows_kept: int = 0
    rows_duplicate: int = 0
    rows_rejected: int = 0
    ledger: str = ""
    rejects: str = ""
    sums: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the hash, the paths and the row counts."""
        if len(self.sha256) != 64 or not HEX.issuperset(self.sha256):
            raise ValueRejected(f"sha256 {self.sha256!r} of {self.file!r} is not 64 hex digits.")
        for room, path in (("ledger", self.ledger), ("rejects", self.rejects)):
            parts = PurePosixPath(path).parts
            if path and (len(parts) != 2 or parts[0] != room or parts[1] == ".."):
                raise ValueRejected(f"Path {path!r} of {self.file!r} is not a file in {room}/.")
        if self.rows_read != self.rows_kept + self.rows_duplicate + self.rows_rejected:
            raise ValueRejected(
                f"Rows of {self.file!r} do not add up: read {self.rows_read}, kept {self.rows_kept}, "
                f"duplicate {self.rows_duplicate}, rejected {self.rows_rejected}."
            )


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of ``graph.toml``. It holds no time, so equal inputs give equal bytes.

    Attributes:
        snapshot: Id of what the graph was built from: 64 hex digits.
        sources: In the order they are to be listed.
        counts: Whatever the builder counted, by name.
    """

    snapshot: str
    sources: tuple[LoadedSource, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the snapshot id."""
        if len(self.snapshot) != 64 or not HEX.issuperset(self.snapshot):
            raise ValueRejected(f"Snapshot {self.snapshot!r} is not 64 hex digits.")

    @property
    def generation(self) -> str:
        """Name of the folders that hold this snapshot: ``g-`` and the first 16 digits of its id."""
        return generation_of(self.snapshot)

    def text(self) -> str:
        """Return the bytes of ``graph.toml`` as text; the three lines a lookup needs come first."""
        head: dict[str, Value] = {"format": FORMAT, "snapshot": self.snapshot, "generation": self.generation}
        head["sources"] = [_source_table(one) for one in self.sources]
        head["counts"] = {name: self.counts[name] for name in sorted(self.counts)}
        return toml_text(head)


def _source_table(source: LoadedSource) -> dict[str, Value]:
    table: dict[str, Value] = {
        "file": source.file,
        "layout": source.layout,
        "sha256": source.sha256,
        "rows_read": source.rows_read,
        "rows_kept": source.rows_kept,
        "rows_duplicate": source.rows_duplicate,
        "rows_rejected": source.rows_rejected,
    }
    if source.ledger:
        table["ledger"] = source.ledger
    if source.rejects:
        table["rejects"] = source.rejects
    table["sums"] = {name: source.sums[name] for name in sorted(source.sums)}
    return table


def parse_manifest(text: str, where: str) -> Manifest:
    """Read ``graph.toml``; keys this version does not know are passed over.

    Args:
        text: What the file holds.
        where: Its path, for messages.

    Raises:
        GraphTooNew: A newer version wrote it.
        GraphNotFound: It is damaged.
    """
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise damaged(where, str(error)) from error
    check_format(table.get("format"), where)
    try:
        manifest = Manifest(
            snapshot=_typed(table, "snapshot", str),
            sources=tuple(_read_source(one) for one in _typed(table, "sources", list, [])),
            counts={name: _typed(_typed(table, "counts", dict), name, int) for name in table.get("counts", {})},
        )
    except ValueRejected as error:
        raise damaged(where, error.what) from error
    if table.get("generation") != manifest.generation:
        raise damaged(where, f"generation {table.get('generation')!r} is not that of the snapshot")
    return manifest


def check_format(found: object, where: str) -> None:
    """Raise unless ``found`` is a format that this version reads."""
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise damaged(where, f"format is {found!r}")
    if found > FORMAT:
        raise GraphTooNew(
            f"{where} has format {found}; this version reads formats up to {FORMAT}.",
            hint="Upgrade vendorgraph, or load the sources into a new folder.",
        )


def damaged(where: str, why: str) -> GraphNotFound:
    """Return the error for a pointer file that cannot be read."""
    return GraphNotFound(f"{where} is damaged: {why.rstrip('.')}.", hint="Load the sources again into a new folder.")


def _typed(table: Mapping[str, Any], key: str, kind: type, default: object = None) -> Any:
    value = table.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueRejected(f"{key} is {value!r}")
    return value


def _read_source(table: object) -> LoadedSource:
    if not isinstance(table, dict):
        raise ValueRejected(f"a source is {table!r}")
    sums = _typed(table, "sums", dict, {})
    return LoadedSource(
        **{key: _typed(table, key, str) for key in ("file", "layout", "sha256")},
        **{key: _typed(table, key, str, "") for key in ("ledger", "rejects")},
        **{key: _typed(table, key, int) for key in _ROWS},
        sums={name: _typed(sums, name, str) for name in sums},
    )

"""What a source layout is: its columns with the fate of each, what makes a row unfit, and its normalised view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.errors import ValueRejected
from graph.ingest.values import Fault
from graph.ledger import sql_name, sql_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout.

    Attributes:
        name: As the source's header prints it.
        kept: False for personal columns: they never reach the ledger.
        ignored: Why the normalised view leaves it out; empty when the view uses it.
    """

    name: str
    kept: bool = True
    ignored: str = ""


def parse_columns(listed: str) -> tuple[Column, ...]:
    """Read a list of columns in the source's order, in sections.

    A line ``# used``, ``# kept: <why not used>`` or ``# left out: <why>`` says what becomes of the names below it.
    One name per line, or several separated by spaces when no name holds a space (``,`` separates them otherwise).

    Raises:
        ValueRejected: A section is of another kind.
    """
    columns: list[Column] = []
    kept, ignored = True, ""
    for line in filter(None, map(str.strip, listed.splitlines())):
        if line.startswith("#"):
            fate, _, ignored = line[1:].strip().partition(": ")
            if fate not in ("used", "kept", "left out") or bool(ignored) == (fate == "used"):
                raise ValueRejected(f"Section {line!r} is none of used, kept: why, left out: why.")
            kept = fate != "left out"
        else:
            names = line.split(",") if "," in line else line.split()
            columns += [Column(name.strip(), kept, ignored) for name in names if name.strip()]
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of source file.

    Attributes:
        name: Stands in file names and in ``graph.toml``.
        title: What it is called in messages.
        columns: In the order of the ledger. For an XML layout only those that must exist; more may be found.
        faults: Reasons to reject a row, in the order in which they are looked for.
        normalised: Column of the normalised view -> SQL over the ledger's columns.
        sums: Kind of amount -> column of the normalised view that is summed in the report.
        is_table: True for delimited text with a header.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    faults: tuple[Fault, ...]
    normalised: Mapping[str, str]
    sums: Mapping[str, str] = field(default_factory=dict)
    is_table: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        """All columns, the personal ones included."""
        return tuple(column.name for column in self.columns)

    @property
    def kept_names(self) -> tuple[str, ...]:
        """The columns that reach the ledger."""
        return tuple(column.name for column in self.columns if column.kept)

    @property
    def has_personal(self) -> bool:
        """True when some columns are left out."""
        return not all(column.kept for column in self.columns)

    def normalised_sql(self, parquet_path: str, source: str) -> str:
        """Return a typed SELECT over one ledger file; exact duplicates are left out, blank text is NULL.

        Columns ``source`` and ``row`` tell where each record stands.

        Args:
            parquet_path: The ledger file.
            source: First 16 hex digits of the source's sha256.
        """
        columns = ", ".join(f"{value} as {sql_name(name)}" for name, value in self.normalised.items())
        return (
            f"select {columns}, {sql_text(source)} as source, _row as row "
            f"from read_parquet({sql_text(parquet_path)}) where not _duplicate"
        )

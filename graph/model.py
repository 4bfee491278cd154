"""What rooms hand to each other about data itself: findings, and what a load did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Json = dict[str, object]


class Severity(StrEnum):
    """How bad a finding is; errors make a check fail, a question is one for a reporter to ask."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"
    INFO = "info"


_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage or record that a finding points to.

    Attributes:
        claim: Local id of the claim it bears on.
        document: Its document, or the award's key.
        quote: Its words; empty for a record.
        start: First code point of the passage; None for a record.
        end: The code point after the last.
        speaker: Whose word it is.
        machine_made: Whether a program wrote it.
    """

    claim: str
    document: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    speaker: str = ""
    machine_made: bool = False

    def __str__(self) -> str:
        if self.start is None:
            return self.document
        machine = "machine-made, " if self.machine_made else ""
        return f'"{self.quote}" ({machine}{self.document}, {self.start} to {self.end})'

    def to_json(self) -> Json:
        """Return it as JSON values; what is absent is null."""
        return {
            "claim": self.claim,
            "document": self.document,
            "quote": self.quote or None,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker or None,
            "machine_made": self.machine_made,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check or an import found in the data.

    Attributes:
        severity: How bad it is.
        rule: Name of the rule it breaks, e.g. ``shape:AwardShape`` or ``one-agency-per-award``.
        message: One sentence that names the offending value.
        file: File it stands in; empty when it is about the graph.
        line: Line or row in that file, from 1.
        subject: IRI of the thing it is about; empty when it is about a file.
        passages: What it cites, in the order of its message.
    """

    severity: Severity
    rule: str
    message: str
    file: str = ""
    line: int | None = None
    subject: str = ""
    passages: tuple[Cited, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str, int, str]:
        """Sort key: worst first, then by rule, subject and place."""
        return (_ORDER[self.severity], self.rule, self.subject, self.file, self.line or 0, self.message)

    def to_json(self) -> Json:
        """Return the finding as JSON values; what is absent is null."""
        return {
            "severity": str(self.severity),
            "rule": self.rule,
            "message": self.message,
            "file": self.file or None,
            "line": self.line,
            "subject": self.subject or None,
            "passages": [one.to_json() for one in self.passages],
        }


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What reading one source did: ``rows_read`` = kept + duplicate + rejected.

    Attributes:
        file: The file as given.
        layout: Name of its layout, e.g. ``actions10``.
        sha256: Of the bytes of the file.
        rows_read: Records in the file.
        rows_kept: Records in the ledger, exact duplicates not counted.
        rows_duplicate: Exact copies within the file; in the ledger, and left out of every sum.
        rows_rejected: Records that are in ``rejects`` with their reason.
        sums: Amount kind -> exact sum over the kept rows, in US dollars.
        ledger: Name of the Parquet file.
        rejects: Name of the file of rejected rows; empty when there are none.
    """

    file: str
    layout: str
    sha256: str
    rows_read: int
    rows_kept: int
    rows_duplicate: int
    rows_rejected: int
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    ledger: str = ""
    rejects: str = ""

    def to_json(self) -> Json:
        """Return the shape of docs/schema/load.json."""
        return {
            "file": self.file,
            "layout": self.layout,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "rows_duplicate": self.rows_duplicate,
            "rows_rejected": self.rows_rejected,
            "sums": {str(kind): f"{amount:f}" for kind, amount in self.sums.items()},
        }

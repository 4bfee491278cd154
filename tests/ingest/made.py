"""Made-up sources of every layout, and shorthands for what reading them gave."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.ingest import LAYOUTS, read_source
from graph.ledger import connect, sql_text
from graph.model import LoadReport

ACTIONS = LAYOUTS["actions10"].column_names
HEADER = ",".join(ACTIONS)
ATOM = "http://www.w3.org/2005/Atom"


def action(
    number: int,
    *,
    name: str = "ACME",
    amount: str = "1.50",
    day: str = "2024-01-31",
    text: str = "D",
    key: str = "",
) -> str:
    """One line of actions10; values are pasted in as they are, quotation marks included."""
    key = key or f"CONT_AWD_P{number}_7012_-NONE-_-NONE-"
    return f"ICE,P{number},{name},{amount},{day},0,PSC,NAICS,{text},{key}"


def table(columns: tuple[str, ...], *records: dict[str, str]) -> str:
    """A CSV with these columns; what a record does not name is blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def page(*entries: str) -> str:
    """An FPDS page."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{ATOM}"><title>t</title>{"".join(entries)}</feed>'


def vehicle(inside: str = "", *, piid: str = "V1", agency: str = "7001", kind: str = "IDV", more: str = "") -> str:
    """An FPDS entry about a vehicle."""
    return (
        f'<entry><title>T {piid}</title><content xmlns:ns1="https://www.fpds.gov/FPDS" type="application/xml">'
        f'<ns1:{kind} version="1.5"><ns1:contractID><ns1:IDVID><ns1:agencyID name="OPO">{agency}</ns1:agencyID>'
        f"<ns1:PIID>{piid}</ns1:PIID></ns1:IDVID></ns1:contractID>{inside}</ns1:{kind}></content>{more}</entry>"
    )


@dataclass(frozen=True)
class Outcome:
    """A report, and the folders it speaks of."""

    report: LoadReport
    folder: Path

    def counts(self) -> tuple[int, int, int, int]:
        """Rows read, kept, duplicate, rejected."""
        one = self.report
        return one.rows_read, one.rows_kept, one.rows_duplicate, one.rows_rejected

    @property
    def parquet(self) -> Path:
        """The ledger file."""
        return self.folder / "ledger" / self.report.ledger

    def rejects(self) -> list[dict[str, Any]]:
        """The rejected rows; none when there is no file."""
        if not self.report.rejects:
            return []
        lines = (self.folder / "rejects" / self.report.rejects).read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def ledger(self, columns: str = "*") -> list[tuple[Any, ...]]:
        """Rows of the ledger file in their order."""
        with connect() as con:
            return con.execute(f"select {columns} from read_parquet({sql_text(str(self.parquet))})").fetchall()

    def normalised(self) -> list[dict[str, Any]]:
        """Rows of the normalised view, sorted by row."""
        sql = LAYOUTS[self.report.layout].normalised_sql(str(self.parquet), self.report.sha256[:16])
        with connect() as con:
            con.execute(f"from ({sql}) order by row")
            names = [column[0] for column in con.description or ()]
            return [dict(zip(names, values, strict=True)) for values in con.fetchall()]


def read(folder: Path, content: str | bytes, name: str = "source.csv") -> Outcome:
    """Write a source into the folder and read it."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(folder, file)


def read_file(folder: Path, file: Path) -> Outcome:
    """Read a file into ``ledger`` and ``rejects`` of a folder."""
    return Outcome(read_source(file, folder / "ledger", folder / "rejects"), folder)


def left_behind(folder: Path) -> list[str]:
    """Names of all files that reading left in ``ledger`` and ``rejects``, hidden ones included."""
    return sorted(
        path.name for room in ("ledger", "rejects") for path in (folder / room).rglob("*") if (folder / room).is_dir()
    )


def unpacked(file: Path) -> str:
    """The text of a shipped .csv.gz."""
    return gzip.decompress(file.read_bytes()).decode()

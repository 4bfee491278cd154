"""Makes the tables of data/reference/ from the originals, and says whether they are as sources.toml promises.

Usage:

    python data/build_reference.py FOLDER_OF_ORIGINALS [--out FOLDER]

Each table keeps the columns and rows the project uses, trimmed of padding, in UTF-8 with LF line ends. No
value is invented: what a table derives (which sub-agency manages an account) it derives from two columns of
the originals, and leaves empty where these don't say. Exit code 1 when a hash does not hold.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
Rows = list[dict[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build every reference table and compare it with sources.toml; return the exit code."""
    parser = argparse.ArgumentParser(description="Make data/reference/ from the originals.")
    parser.add_argument("originals", type=Path, help="folder that holds the original files")
    parser.add_argument("--out", type=Path, default=HERE / "reference", help="where to write (data/reference)")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    promised = tomllib.loads((HERE / "reference" / "sources.toml").read_text(encoding="utf-8"))
    problems = 0
    for name, source in promised.items():
        originals = [(chosen.originals / path).read_bytes() for path in source["original"]]
        table = MAKERS[name](*(read_table(original) for original in originals)).encode()
        (chosen.out / name).write_bytes(table)
        found = {"original_sha256": [digest(data) for data in originals], "sha256": digest(table)}
        for key, value in found.items():
            if value != source.get(key):
                problems += 1
                print(f"{name}: {key} = {value}  # sources.toml says {source.get(key)}", file=sys.stderr)
    return 1 if problems else 0


def digest(data: bytes) -> str:
    """Return the sha256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_table(data: bytes) -> Rows:
    """Return the records with trimmed names and cells; line ends may be CRLF, LF or CR alone.

    A record may be wider than the header only by empty cells: eight records of the agency list are.

    Raises:
        SystemExit: A record has another number of cells than the header.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    header, *records = csv.reader(io.StringIO(text))
    names = [name.strip() for name in header]
    rows = []
    for number, record in enumerate(records, start=1):
        if len(record) < len(names) or any(record[len(names) :]):
            raise SystemExit(f"Record {number} has {len(record)} cells, the header {len(names)}.")
        rows.append(dict(zip(names, (cell.strip() for cell in record), strict=False)))
    return rows


def write_table(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Return the table as CSV, its rows sorted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows))
    return stream.getvalue()


def make_agencies(agencies: Rows) -> str:
    """Departments and sub-tiers: one row per sub-tier, the department's codes repeated.

    A sub-tier code that is no code ("Unknown (may not exist)") becomes an empty cell: the row then stands for
    the department alone. The FPDS department of a CGAC code differs between rows for 12 departments (parts of
    the Judicial Branch have their own): it stays as printed, row by row.
    """
    columns = {
        "cgac": "CGAC AGENCY CODE",
        "fpds_department": "FPDS DEPARTMENT ID",
        "agency": "AGENCY NAME",
        "agency_abbreviation": "AGENCY ABBREVIATION",
        "subtier": "SUBTIER CODE",
        "subtier_name": "SUBTIER NAME",
        "subtier_abbreviation": "SUBTIER ABBREVIATION",
        "frec": "FREC",
        "listed_in": "ORIGINAL SOURCE FOR CGAC or SubTier",
    }
    rows = []
    for agency in agencies:
        row = {short: agency[long] for short, long in columns.items()}
        if not re.fullmatch(r"[0-9A-Z]{4}", row["subtier"]):
            row["subtier"] = row["subtier_name"] = row["subtier_abbreviation"] = ""
        rows.append(tuple(row.values()))
    return write_table(list(columns), set(rows))


def make_treasury_accounts(accounts: Rows) -> str:
    """Treasury account symbols of the Department of Homeland Security (agency identifier 070)."""
    columns = (
        "tas",
        "account",
        "title",
        "available_from",
        "available_to",
        "availability",
        "established",
        "ended",
    )
    return write_table(columns, {treasury_account(row) for row in accounts if row["AID"] == "070"})


def treasury_account(row: dict[str, str]) -> tuple[str, ...]:
    """Return one account symbol as USAspending writes it: 070-2021/2021-0540-000 or 070-X-0540-000."""
    availability = row["A"]
    period = availability or f"{row['BPOA']}/{row['EPOA']}"
    parts = [row["ATA"], row["AID"], period, row["MAIN"], row["SUB"]]
    return (
        "-".join(part for part in parts if part),
        f"{row['AID']}-{row['MAIN']}",
        " ".join(row["GWA_TAS_NAME"].split()),
        row["BPOA"],
        row["EPOA"],
        {"X": "no-year", "F": "clearing", "": "years"}.get(availability, availability),
        iso_day(row["DT_TM_ESTAB"]),
        iso_day(row["DT_END"]),
    )


def make_federal_accounts(accounts: Rows, agencies: Rows) -> str:
    """Federal accounts of DHS: the title of the newest symbol, and the sub-agency that administers it.

    The Treasury list names an administering organisation by code and name; the agency list gives the sub-tier
    that carries the same code and name. Where that isn't exactly one sub-tier, the cell is empty.
    """
    subtiers: dict[tuple[str, str], set[str]] = {}
    for agency in agencies:
        if agency["CGAC AGENCY CODE"] == "070" and agency["ADMIN_ORG"]:
            key = (agency["ADMIN_ORG"], " ".join(agency["Admin Org Name"].split()))
            subtiers.setdefault(key, set()).add(agency["SUBTIER CODE"])
    newest: dict[str, tuple[tuple[str, int], dict[str, str]]] = {}
    for row in accounts:
        if row["AID"] == "070":
            age = (iso_day(row["DT_TM_ESTAB"]), int(row["ACCT_NUM"]))
            account = f"070-{row['MAIN']}"
            newest[account] = max(newest.get(account, (age, row)), (age, row), key=lambda pair: pair[0])
    table = []
    for account, (_, row) in newest.items():
        manager = " ".join(row["Admin Org Name"].split())
        managed_by = sorted(subtiers.get((row["ADMIN_ORG"], manager), set()))
        title = " ".join(row["GWA_TAS_NAME"].split())
        table.append((account, title, manager, managed_by[0] if len(managed_by) == 1 else ""))
    return write_table(("account", "title", "managed_by_name", "managed_by"), table)


def make_product_codes(codes: Rows) -> str:
    """Product and service codes: short name, or full one where there is none; validity in ISO days."""
    table = []
    for row in codes:
        label = row["PRODUCT AND SERVICE CODE NAME"] or row["PRODUCT AND SERVICE CODE FULL NAME"]
        table.append((row["PSC CODE"], " ".join(label.split()), iso_day(row["START DATE"]), iso_day(row["END DATE"])))
    return write_table(("code", "label", "start", "end"), table)


def make_industries(codes: Rows) -> str:
    """Industry codes (NAICS) of two to six digits; rows without such a code are left out."""
    rows = [(row["principalnaicscode"], " ".join(row["principalnaicscodeText"].split())) for row in codes]
    return write_table(("code", "label"), [row for row in rows if re.fullmatch(r"\d{2,6}", row[0])])


def iso_day(printed: str) -> str:
    """Return 2010-10-01 for ``10/1/10`` or ``10/01/2010 00:00:00``, and nothing for nothing."""
    if not printed:
        return ""
    form = "%m/%d/%y" if re.fullmatch(r"\d+/\d+/\d\d", printed) else "%m/%d/%Y %H:%M:%S"
    return datetime.strptime(printed, form).date().isoformat()


MAKERS: dict[str, Callable[..., str]] = {
    "agencies.csv": make_agencies,
    "tas.csv": make_treasury_accounts,
    "accounts.csv": make_federal_accounts,
    "psc.csv": make_product_codes,
    "naics.csv": make_industries,
}

if __name__ == "__main__":
    sys.exit(main())

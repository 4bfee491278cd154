"""Scales the shipped contract actions up to a file of any size, for benchmarks only.

Every copy of a row gets an award key, PIID and description of its own, so that awards, descriptions and triples
grow with the file as they would in real data; recipients, vehicles and amounts stay those of the real rows.

    python -m bench.scale_records 1000000 /tmp/actions.csv
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

from graph.resources import data_folder


def scale(rows: int, out: Path) -> None:
    """Write ``rows`` rows to ``out``."""
    files = sorted((data_folder() / "records").glob("cbp-ice-actions-*.csv.gz"))
    real: list[list[str]] = []
    header: list[str] = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader)
            real.extend(reader)
    piid, text, key = (header.index(name) for name in ("Award ID", "Transaction Description", "Generated Award ID"))
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(header)
        for number in range(rows):
            copy, at = divmod(number, len(real))
            row = list(real[at])
            if copy:
                own = f"{row[piid]}X{copy}"
                row[key] = row[key].replace(f"CONT_AWD_{row[piid]}_", f"CONT_AWD_{own}_", 1)
                row[piid] = own
                row[text] = f"{row[text]} {copy}"
            writer.writerow(row)


if __name__ == "__main__":
    scale(int(sys.argv[1]), Path(sys.argv[2]))

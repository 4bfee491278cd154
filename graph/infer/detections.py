"""Runs the detector over every distinct description in the staging tables."""

from __future__ import annotations

import csv
import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.infer.detect import Detector

if TYPE_CHECKING:
    import duckdb

_BATCH = 50_000  # descriptions held in Python at once: about 10 MB


def detect_names(con: duckdb.DuckDBPyConnection, detector: Detector) -> None:
    """Write ``hit(description, target, kind, start, end, quote, relation, rule, confidence)`` for the table ``text``.

    ``text(description)`` holds each description once; rows come out in no particular order.
    """
    con.execute(
        """
        create or replace table hit(description varchar, target varchar, kind varchar, span_start integer,
                                    span_end integer, quote varchar, relation varchar, rule varchar, confidence varchar)
        """
    )
    with tempfile.TemporaryDirectory() as folder, _no_collection():
        file = Path(folder) / "hits.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            # A cursor of its own, so that the connection stays free.
            cursor = con.cursor().execute("select id, description from text")
            while batch := cursor.fetchmany(_BATCH):
                found = detector.find_all(text for _, text in batch)
                for (number, text), hits in zip(batch, found, strict=True):
                    for hit in hits:
                        quote = text[hit.start : hit.end]
                        writer.writerow(
                            (
                                number,
                                hit.target,
                                hit.kind,
                                hit.start,
                                hit.end,
                                quote,
                                hit.relation,
                                hit.rule,
                                hit.confidence,
                            )
                        )
        if file.stat().st_size:
            con.execute(
                f"""
                insert into hit
                select t.description, h.target, h.kind, h.span_start, h.span_end, h.quote, h.relation, h.rule,
                  h.confidence
                from read_csv('{file}', header=false, all_varchar=false, quote='"', escape='"', delim=',',
                  columns={{'id': 'bigint', 'target': 'varchar', 'kind': 'varchar', 'span_start': 'integer',
                  'span_end': 'integer', 'quote': 'varchar', 'relation': 'varchar', 'rule': 'varchar',
                  'confidence': 'varchar'}}) h
                join text t using (id)
                """
            )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the collector off: hits are tuples without cycles, and walking them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

"""Every shipped description, read together and read alone."""

from __future__ import annotations

import csv
import gzip

from graph.infer.detect import Detector
from graph.loading import patterns_of
from graph.reference import read_products, read_programs
from graph.resources import data_folder


def test_shipped_texts_give_the_same_hits_together_and_alone() -> None:
    data = data_folder()
    found: dict[str, None] = {}
    for file in sorted((data / "records").glob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            found |= dict.fromkeys(row["Transaction Description"] for row in csv.DictReader(stream))
    texts = list(found)[::5]
    detector = Detector(patterns_of(read_products(data / "products"), read_programs(data / "programs")))

    together = list(detector.find_all(texts))

    assert sum(map(len, together)) > 1_000
    assert together == [detector.find(text) for text in texts]

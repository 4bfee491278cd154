"""All names and rules over a million descriptions, beside a plain `re` alternation and spaCy's PhraseMatcher.

Wanted: under 60 s and under 1 GiB on one core, and faster than both; those only find names, and judge nothing.

    python -m bench.detect_speed [ROWS]

Times are those of the processor, so that what else runs on the machine does not count. Each matcher runs in a process
of its own, over distinct texts: the shipped descriptions, each copy with a number of
its own. The others see fewer of them, and are compared by the time for one text. spaCy is in the extra ``bench``.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import count, islice

from graph.infer.names import Pattern
from graph.loading import patterns_of
from graph.reference import read_products, read_programs
from graph.resources import data_folder

_SECONDS, _MEGABYTES = 60, 1024  # wanted at most, for a million
_PEER_ROWS = 27_000  # about every shipped description once: the alternation needs milliseconds for each


def descriptions() -> list[str]:
    """Return the distinct descriptions of the shipped actions."""
    found: dict[str, None] = {}
    for file in sorted((data_folder() / "records").glob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            found |= dict.fromkeys(row["Transaction Description"] for row in csv.DictReader(stream))
    return list(found)


def distinct(real: list[str]) -> Iterator[str]:
    """Yield texts without end, no two alike."""
    for copy in count():
        for text in real:
            yield f"{text} {copy}" if copy else text


def patterns() -> list[Pattern]:
    """Return what is looked for."""
    data = data_folder()
    return patterns_of(read_products(data / "products"), read_programs(data / "programs"))


Matcher = Callable[[Iterable[str]], Iterator[int]]


def by_detector() -> Matcher:
    """Return our matcher: names in all spellings, guards, needs, relations, confidence; read as loading reads them."""
    from graph.infer.detect import Detector

    detector = Detector(patterns())
    return lambda texts: map(len, detector.find_all(texts))


def by_alternation() -> Matcher:
    """Return one regular expression of all names, the longest first."""
    names = sorted({alias for one in patterns() for alias in one.aliases}, key=lambda name: (-len(name), name))
    expression = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return lambda texts: (len(expression.findall(text.upper())) for text in texts)


def by_spacy() -> Matcher:
    """Return spaCy's matcher over its own tokens, case left aside."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for one in patterns():
        matcher.add(one.target, [nlp.make_doc(alias) for alias in one.aliases])
    return lambda texts: (len(matcher(nlp.make_doc(text))) for text in texts)


_MATCHERS = {"vendorgraph": by_detector, "re": by_alternation, "spacy": by_spacy}


def measure(name: str, rows: int) -> dict[str, float]:
    """Run one matcher over ``rows`` texts in this process."""
    real = descriptions()
    started = time.process_time()
    matcher = _MATCHERS[name]()
    built = time.process_time()
    found = sum(matcher(islice(distinct(real), rows)))
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"build": built - started, "seconds": done - built, "hits": found, "peak_mb": peak, "rows": rows}


def main() -> None:
    """Measure each matcher and print times and ratios."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    each: dict[str, float] = {}
    for name in _MATCHERS:
        if name == "spacy" and find_spec("spacy") is None:
            print("spacy        not installed: pip install -e '.[bench]'")
            continue
        of = rows if name == "vendorgraph" else min(rows, _PEER_ROWS)
        command = [sys.executable, "-m", "bench.detect_speed", "--one", name, str(of)]
        one = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        each[name] = one["seconds"] / one["rows"]
        times = f"   {each[name] / each['vendorgraph']:7.1f} x" if name != "vendorgraph" else ""
        print(
            f"{name:12} {of:>9,} texts  build {one['build']:5.2f} s  find {one['seconds']:7.2f} s"
            f"  {each[name] * 1e6:8.1f} us each  {one['peak_mb']:5.0f} MB  {int(one['hits']):>8,} hits{times}"
        )
        if name == "vendorgraph":
            print(f"{'':12} wanted at most {_SECONDS} s and {_MEGABYTES} MB for 1,000,000 texts")


if __name__ == "__main__":
    main()

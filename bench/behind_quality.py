"""How well the detector finds what a reader finds: precision and recall with intervals, calibration, misses, errors.

    python -m bench.behind_quality [LABELS.jsonl ...] [--slice tune|held-out|all] [--products FOLDER] [--fit]

Without files it reads those in `bench/labels`, whose README says where they come from; the rules were written on them,
so that only rows labelled since tell how good they are on others. A label file holds one description a line with the
products a reader found, their spans, makers, and how the award stands to each. The
slice ``held-out`` is the rows whose sha256 of the id begins with a to f, ``tune`` the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from pathlib import Path
from typing import Any

from graph.infer.confidence import kind_of
from graph.infer.detect import Detector, Hit
from graph.infer.names import form_of, plain_name
from graph.infer.relations import MAKERS_OWN, OWN_WORK
from graph.infer.spelling import english
from graph.loading import patterns_of
from graph.names import normalise
from graph.reference import Catalogue, Maker, read_products, read_programs
from graph.resources import data_folder

Label = dict[str, Any]
# The reader left this one open, and says to leave it out.
_UNSURE = "BOX LICENSES"
# What a label file may leave out.
_USUAL: Label = {"also": (), "tech": True, "mentioned_only": False, "recipient_is_maker": "unclear"}
_WANTED = {"resale precision": 0.97, "resale recall of tech": 0.90, "relation right": 0.9}


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit with what the reader says of the same words.

    Attributes:
        label: The reader's entry, or None where the reader sees nothing.
        maker_right: Whether the hit's maker is one the reader accepts.
    """

    text: str
    row: str
    hit: Hit
    maker: str
    label: Label | None
    maker_right: bool

    @property
    def right(self) -> bool:
        """Whether maker and relation are right; a word that both take for no product is right."""
        if self.label is None:
            return self.hit.relation == "not_product"
        if self.label["relation"] == self.hit.relation == "not_product":
            return True
        return self.maker_right and bool(self.label["relation"] == self.hit.relation)


@dataclass(frozen=True, slots=True)
class Missed:
    """An entry of the reader's that no hit with the right maker and relation covers."""

    text: str
    row: str
    label: Label


class Scorer:
    """Compares the detector's hits with a reader's entries."""

    def __init__(self, products: Catalogue, detector: Detector) -> None:
        self._detector = detector
        self._maker = {one.local: products.maker(one.maker) for one in products.products}
        self._names = {one.local: _names(products, products.maker(one.maker)) for one in products.products}
        self.scored: list[Scored] = []
        self.missed: list[Missed] = []
        self.labels: list[Label] = []
        self.found: list[tuple[str, bool]] = []

    def add(self, row: Label) -> None:
        """Score one description."""
        text = row["description"]
        labels = [{**_USUAL, "stratum": row.get("stratum", "-"), **label} for label in row["products"]]
        taken: dict[int, str] = {}
        for found in self._detector.find(text):
            if found.kind != "product":
                continue
            maker, names = self._maker[found.target], self._names[found.target]
            hit = _as_published(found, row, maker)
            place = _covered(hit, labels)
            right = place is not None and _accepts(labels[place], names)
            if place is None and any(_accepts(one, names) for one in labels):
                continue  # named once more, and counted where the reader counts it
            if place is not None and place in taken:
                continue  # a second hit inside the same words
            one = Scored(text, row["id"], hit, maker.label, None if place is None else labels[place], right)
            self.scored.append(one)
            if place is not None and one.right:
                taken[place] = maker.label
        self.labels += labels
        for place, label in enumerate(labels):
            if label["relation"] == "not_product":
                continue
            self.found.append((taken.get(place) or str(label["maker"]), place in taken))
            if place not in taken:
                self.missed.append(Missed(text, row["id"], label))


def _as_published(hit: Hit, row: Label, maker: Maker) -> Hit:
    """Return the hit with what publication adds to the text: a maker that is paid does its own work."""
    own = hit.rule.split("+")[0] in OWN_WORK and normalise(row.get("recipient") or "-") in maker.family_names
    return replace(hit, relation="resale", rule=f"{hit.rule}+{MAKERS_OWN}") if own else hit


def _covered(hit: Hit, labels: Sequence[Label]) -> int | None:
    """Return which entry's words, or repeated words, the hit shares most of."""

    def shared(label: Label) -> int:
        spans: list[tuple[int, int]] = [(label["start"], label["end"]), *label["also"]]
        return max(min(hit.end, end) - max(hit.start, start) for start, end in spans)

    best = max(range(len(labels)), key=lambda place: shared(labels[place]), default=None)
    if best is None or shared(labels[best]) <= 0:
        return None
    # TOAD FOR ORACLE holds ORACLE: the entry whose words fit best is meant.
    inside = [n for n, label in enumerate(labels) if (label["start"], label["end"]) == (hit.start, hit.end)]
    return inside[0] if inside else best


def _names(products: Catalogue, maker: Maker) -> frozenset[str]:
    """Return what the maker and who owns it are called."""
    names = {normalise(name) for name in (maker.label, *maker.also, *maker.names, *maker.former)}
    return frozenset(names | (_names(products, products.maker(maker.owner)) if maker.owner else set()))


def _accepts(label: Label, names: frozenset[str]) -> bool:
    return any(normalise(name) in names for name in label.get("maker_accept") or ())


def wilson(good: int, of: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; (0, 1) of nothing.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, good / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, min(1.0, middle + half)


def share(name: str, good: int, of: int) -> str:
    """Return one line: a share with its interval, and what was wanted."""
    low, high = wilson(good, of)
    wanted = f"   wanted {_WANTED[name]:.2f}" if name in _WANTED else ""
    value = f"{good / of:.3f}" if of else "  -  "
    return f"{name:<42} {good:>4}/{of:<4} {value}  [{low:.3f}, {high:.3f}]{wanted}"


def shipped_labels() -> list[Path]:
    """Return the label files of this folder, by name."""
    return sorted((Path(__file__).parent / "labels").glob("*.jsonl"))


def rows_of(files: Iterable[Path], chosen: str) -> Iterator[Label]:
    """Yield the labelled rows of a slice."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            held_out = hashlib.sha256(row["id"].encode()).hexdigest()[0] in "abcdef"
            if _UNSURE not in row["description"] and (chosen == "all" or held_out == (chosen == "held-out")):
                yield row


def report(scorer: Scorer) -> Iterator[str]:
    """Yield the report, line by line."""
    yield from _shares(scorer)
    yield from _by_maker(scorer)
    yield from _calibration(scorer.scored)
    yield from _rules(scorer.scored)
    yield "\nMissed"
    for miss in scorer.missed:
        kind = "" if miss.label["tech"] else " (not tech)"
        yield f"  {miss.row:<9} {miss.label['relation']}{kind}: {miss.label['span']} | {miss.text[:110]}"
    yield "\nWrong"
    for one in scorer.scored:
        if not one.right:
            reader = f"{one.label['relation']} of {one.label['maker']}" if one.label else "nothing"
            words = one.text[one.hit.start : one.hit.end]
            yield f"  {one.row:<9} {words}: {one.hit.relation} of {one.maker} by {one.hit.rule}; reader: {reader}"
            yield f"            {one.text[max(0, one.hit.start - 60) : one.hit.end + 60]}"


def _shares(scorer: Scorer) -> Iterator[str]:
    claims = [one for one in scorer.scored if one.hit.relation != "not_product"]
    for relation in ("resale", "service_around", "compatible"):
        of = [one for one in claims if one.hit.relation == relation]
        yield share(f"{relation} precision", sum(one.right for one in of), len(of))
        for name, also_other in (("tech", False), ("all", True)):
            yield _recall(scorer, f"{relation} recall of {name}", partial(_wanted, relation, also_other))
    yield _recall(scorer, "resale recall, paid to somebody else", _paid_to_another)
    for stratum in sorted({label["stratum"] for label in scorer.labels}):
        yield _recall(scorer, f"resale recall of tech in stratum {stratum}", partial(_bought_in, stratum))
    known = [one for one in claims if one.label is not None and one.maker_right]
    yield share("maker right", len(known), len(claims))
    yield share("relation right", sum(one.right for one in known), len(known))
    tricky = [one for one in scorer.labels if one["relation"] == "not_product"]
    fooled = [one for one in claims if one.label is not None and one.label["relation"] == "not_product"]
    yield share("words that are no product left alone", len(tricky) - len(fooled), len(tricky))


def _wanted(relation: str, also_other: bool, label: Label) -> bool:
    fits = label["relation"] == relation and not label["mentioned_only"]
    return fits and bool(label["tech"] or also_other)


def _paid_to_another(label: Label) -> bool:
    return _wanted("resale", False, label) and str(label["recipient_is_maker"]).lower() == "false"


def _bought_in(stratum: str, label: Label) -> bool:
    return _wanted("resale", False, label) and bool(label["stratum"] == stratum)


def _recall(scorer: Scorer, name: str, wanted: Callable[[Label], bool]) -> str:
    """Return the recall among the reader's entries of one kind."""
    of = [label for label in scorer.labels if wanted(label)]
    lost = [one.label for one in scorer.missed if wanted(one.label)]
    return share(name, len(of) - len(lost), len(of))


def _by_maker(scorer: Scorer) -> Iterator[str]:
    right: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for one in scorer.scored:
        if one.hit.relation != "not_product":
            right[one.maker] += one.right
            hits[one.maker] += 1
    entries = Counter(maker for maker, _ in scorer.found)
    found = Counter(maker for maker, got in scorer.found if got)
    yield "\nmaker (two or more)             precision                recall"
    for maker in sorted(hits.keys() | entries.keys(), key=lambda name: (-max(hits[name], entries[name]), name)):
        if max(hits[maker], entries[maker]) > 1:
            of_hits, of_entries = wilson(right[maker], hits[maker]), wilson(found[maker], entries[maker])
            yield (
                f"  {maker:<28} {right[maker]:>3}/{hits[maker]:<3} [{of_hits[0]:.2f}, {of_hits[1]:.2f}]"
                f"   {found[maker]:>3}/{entries[maker]:<3} [{of_entries[0]:.2f}, {of_entries[1]:.2f}]"
            )


def _calibration(scored: Sequence[Scored]) -> Iterator[str]:
    yield "\nconfidence said     right    share  [interval]"
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[f"{one.hit.confidence:.2f}"].append(one)
    apart = 0.0
    for said, ones in sorted(groups.items()):
        good, of = sum(one.right for one in ones), len(ones)
        low, high = wilson(good, of)
        apart += abs(sum(one.hit.confidence for one in ones) - good) / max(1, len(scored))
        yield f"  {said}            {good:>4}/{of:<4} {good / of:.3f}  [{low:.3f}, {high:.3f}]"
    yield f"  expected calibration error {apart:.3f}   wanted below 0.1"


def fit(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield what `graph.infer.confidence` is made of: right and read, by kind of hit."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in scored:
        form = form_of(plain_name(one.text[one.hit.start : one.hit.end]), english())
        kinds[kind_of(form, one.hit.rule)].append(one.right)
    yield from (f'    "{kind}": ({sum(ones)}, {len(ones)}),' for kind, ones in sorted(kinds.items()))


def _rules(scored: Sequence[Scored]) -> Iterator[str]:
    yield "\nrule                                  right/hits"
    groups: dict[str, list[bool]] = defaultdict(list)
    for one in scored:
        groups[one.hit.rule.split(":")[0]].append(one.right)
    for rule, ones in sorted(groups.items()):
        yield f"  {rule:<36} {sum(ones):>3}/{len(ones)}"


def main() -> None:
    """Print the report for the label files of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path, nargs="*", help="label files; without any those of bench/labels")
    parser.add_argument("--slice", choices=("tune", "held-out", "all"), default="all")
    parser.add_argument("--products", type=Path, default=data_folder() / "products")
    parser.add_argument("--fit", action="store_true", help="print right and read by kind of hit instead")
    chosen = parser.parse_args()
    products, programs = read_products(chosen.products), read_programs(data_folder() / "programs")
    scorer = Scorer(products, Detector(patterns_of(products, programs)))
    for row in rows_of(chosen.labels or shipped_labels(), chosen.slice):
        scorer.add(row)
    print("\n".join(fit(scorer.scored) if chosen.fit else report(scorer)))


if __name__ == "__main__":
    main()

"""Known names in an article: makers, products, programs, statutes and agencies of the catalogues, vendors of a graph.

Names are matched as whole words whatever the kind of apostrophe, dash or space. What prose writes differently from
contract descriptions is weighed here: one word must be written as a name ("Oracle", not "oracle"), an abbreviation in
capitals ("ICE", not "ice"); a company's bare name means the company, not its product; a name that several things bear
finds none of them.

Not found: names that no catalogue holds, misspelt ones, pronouns ("the agency", "it"), nicknames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import terms
from graph.claims.passages import fold
from graph.identifiers import agency_iri, subagency_iri
from graph.infer.detect import Detector, Pattern
from graph.names import LEGAL_FORMS, normalise
from graph.reference import Catalogue, ProgramCatalogue, read_products, read_programs
from graph.reference.quads import Rows, read_table
from graph.resources import data_folder

# Where two kinds of thing bear one name, the first of these is meant.
KINDS = ("vendor", "product", "program", "statute", "agency")

_SHORTEST_ABBREVIATION = 3  # two letters are states, units and initials as well
_SHORTEST_WORD = 5  # a vendor known by one shorter word is found by its longer names only
_ARTICLES = ("THE ", "U.S. ", "UNITED STATES ")
_CURRENT_LIST = "OMB File"  # the list of agencies that is kept up; an agency that moved stands in older ones as well
_FOR_DATA = "associated to"  # book-keeping twins of an agency: "... - associated to Assistance Data"
_LINE_ENDS = str.maketrans("\n\r\t\u2028\u2029", "     ")
_LEGAL_END = re.compile(r"[\s,.&]+$")


@dataclass(frozen=True, slots=True)
class KnownName:
    """One thing with the spellings it is found by.

    Attributes:
        local: Local id.
        kind: One of ``KINDS``.
        label: What people call it.
        spellings: Upper-case spellings.
        capitals: Spellings that count in capitals only: abbreviations.
        guards: Regular expressions; one that matches the words around a hit makes it something else.
    """

    local: str
    kind: str
    label: str
    spellings: tuple[str, ...]
    capitals: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class NameHit:
    """A known name at its offsets; ``label`` is the thing's, the text may spell it otherwise."""

    start: int
    end: int
    local: str
    kind: str
    label: str


class NameFinder:
    """Finds known names; built once, used on any number of texts.

    Args:
        names: Things of the catalogues.
        further: Vendors of a graph; a name that the catalogues have keeps its meaning there.
    """

    def __init__(self, names: Iterable[KnownName], further: Iterable[KnownName] = ()) -> None:
        first, second = tuple(names), tuple(further)
        self._names = {name.local: name for name in (*second, *first)}
        meant = _meant(second) | _meant(first)
        self._capitals = {_plain(one) for name in self._names.values() for one in name.capitals}
        self._capitals -= {_plain(one) for name in self._names.values() for one in name.spellings}
        spellings: dict[str, list[str]] = {}
        for spelling, local in sorted(meant.items()):
            spellings.setdefault(local, []).append(spelling)
        self._detector = Detector(
            Pattern(local, self._names[local].kind, tuple(found), self._names[local].guards)
            for local, found in spellings.items()
        )

    def find(self, text: str) -> tuple[NameHit, ...]:
        """Return the names in ``text``, by position; none lies inside another."""
        hits = []
        for hit in self._detector.find(_plain(text)):
            name = self._names[hit.target]
            # A guard cancelled it, or a letter differs: prose is not typed by a buyer in a hurry.
            if hit.rule.startswith(("guard", "needs")) or "misspelt" in hit.rule:
                continue
            if self._is_written_as_name(text[hit.start : hit.end]):
                hits.append(NameHit(hit.start, hit.end, name.local, name.kind, name.label))
        return tuple(hits)

    def _is_written_as_name(self, written: str) -> bool:
        if _plain(written).upper() in self._capitals:
            return not any(sign.islower() for sign in written)
        words = re.findall(r"\w+", written)
        if len(words) > 1:
            return any(word[0].isupper() or word[0].isdigit() for word in words)
        return any(sign.isupper() or sign.isdigit() for sign in written)


def _meant(names: Iterable[KnownName]) -> dict[str, str]:
    """Return, per spelling, the local id of the one thing it means; a spelling that several bear means none."""
    bearers: dict[str, dict[str, int]] = {}
    for name in names:
        for spelling in (*name.spellings, *name.capitals):
            bearers.setdefault(_plain(spelling).upper(), {})[name.local] = KINDS.index(name.kind)
    meant = {}
    for spelling, ranks in bearers.items():
        best = [local for local, rank in ranks.items() if rank == min(ranks.values())]
        if len(best) == 1:
            meant[spelling] = best[0]
    return meant


def shipped_names(folder: Path | None = None) -> tuple[KnownName, ...]:
    """Return the names of the shipped catalogues; ``folder`` is another data folder.

    Raises:
        SourceRejected: A catalogue or table has a mistake.
    """
    data = folder or data_folder()
    products, programs = read_products(data / "products"), read_programs(data / "programs")
    agencies = read_table(data / "reference" / "agencies.csv")
    return (*_of_products(products), *_of_programs(programs), *_of_agencies(agencies))


def vendor_names(vendors: Iterable[tuple[str, str]]) -> Iterator[KnownName]:
    """Yield the names of a graph's vendors, given as (local id, name as records print it).

    Beside the printed name the one without its legal form counts: ``FOUR POINTS TECHNOLOGY, L.L.C.`` is found as
    "Four Points Technology".
    """
    for local, printed in vendors:
        bare = _without_legal_form(printed)
        if len(bare.split()) > 1 or len(bare) >= _SHORTEST_WORD:
            yield KnownName(local, "vendor", printed, tuple({printed.upper(), bare}))


def _of_products(catalogue: Catalogue) -> Iterator[KnownName]:
    companies: set[str] = set()
    for maker in catalogue.makers:
        bare = {_without_legal_form(name) for name in maker.names}
        spoken = {name.upper() for name in (maker.label, *maker.also, *maker.names)} | bare
        companies |= spoken
        short = {one for one in spoken if len(one) < _SHORTEST_WORD and one.isalpha() and maker.label.upper() != one}
        yield KnownName(maker.local, "vendor", maker.label, tuple(sorted(spoken - short)), tuple(sorted(short)))
        for one in maker.subsidiaries:
            yield KnownName(one.local, "vendor", one.name, tuple({one.name.upper(), _without_legal_form(one.name)}))
    for product in catalogue.products:
        if product.slug.endswith("-unspecified"):
            continue  # there for descriptions that name only the company; prose means the company
        aliases = [alias for alias in product.aliases if alias not in companies]
        yield _spelt(product.local, "product", product.label, aliases, product.guards)


def _of_programs(catalogue: ProgramCatalogue) -> Iterator[KnownName]:
    for program in catalogue.programs:
        yield _spelt(program.local, "program", program.label, program.aliases, program.guards)
    for statute in catalogue.statutes:
        number = (f"PUBLIC LAW {statute.public_law}", f"P.L. {statute.public_law}") if statute.public_law else ()
        yield _spelt(statute.local, "statute", statute.label, (*statute.aliases, *number), statute.guards)


def _spelt(local: str, kind: str, label: str, aliases: Iterable[str], guards: tuple[str, ...]) -> KnownName:
    """Return a catalogue entry; short aliases of one word count in capitals only, unless that is how the label is."""
    spellings = {*aliases, label.upper()}
    capitals = {one for one in aliases if one.isalpha() and len(one) < _SHORTEST_WORD and one != label.upper()}
    return KnownName(local, kind, label, tuple(sorted(spellings - capitals)), tuple(sorted(capitals)), guards)


def _of_agencies(rows: Rows) -> Iterator[KnownName]:
    """Yield departments, then sub-tiers; a department's own sub-tier is the department."""
    current = {row["subtier_name"] for row in rows if row["listed_in"] == _CURRENT_LIST}
    departments = {
        row["cgac"]: (row["agency"], row["agency_abbreviation"])
        for row in rows
        if row["listed_in"] == _CURRENT_LIST or row["agency"] not in current
    }
    for cgac, (name, short) in departments.items():
        yield _agency(agency_iri(cgac), name, short)
    own = {name for name, _ in departments.values()} | {short for _, short in departments.values()}
    subtiers = [
        row
        for row in rows
        if row["subtier"]
        and row["subtier_name"] not in own
        and _FOR_DATA not in row["subtier_name"]
        and (row["listed_in"] == _CURRENT_LIST or row["subtier_name"] not in current)
    ]
    bearers: dict[str, set[str]] = {}
    for row in subtiers:
        bearers.setdefault(row["subtier_abbreviation"], set()).add(row["subtier_name"])
    for row in subtiers:
        short = row["subtier_abbreviation"]
        alone = len(bearers[short]) == 1 and short not in own
        yield _agency(subagency_iri(row["subtier"]), row["subtier_name"], short if alone else "")


def _agency(iri: str, name: str, short: str) -> KnownName:
    bare = name.upper()
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    spellings = {one for one in (name.upper(), bare, f"U.S. {bare}") if " " in bare}
    label = short if len(short) >= _SHORTEST_ABBREVIATION else name
    capitals = (short,) if len(short) >= _SHORTEST_ABBREVIATION and short.isupper() else ()
    return KnownName(iri.removeprefix(terms.ID), "agency", label, tuple(sorted(spellings)), capitals)


def _without_legal_form(printed: str) -> str:
    """Return the upper-case name without the words at its end that say what kind of company it is."""
    name = printed.upper()
    while True:
        head, _, last = name.rpartition(" ")
        if not head or normalise(last) not in LEGAL_FORMS | {"CO", "L P", "LIMITED PARTNERSHIP"}:
            return name
        name = _LEGAL_END.sub("", head)


def _plain(text: str) -> str:
    """Return ``text`` with plain apostrophes, dashes and spaces; the length stays."""
    return fold(text).translate(_LINE_ENDS)

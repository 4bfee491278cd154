"""The first page, the lists, the page about the site, and the data of its search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.evidence import counted
from graph.names import normalise
from graph.network import grammar
from graph.pages.look import STATUS_LOOKS
from graph.pages.text import clean, to_json
from graph.site.asked import SiteSources
from graph.site.awards import Sums
from graph.site.documents import documents_of
from graph.site.entity import KINDS
from graph.site.html import Html, joined, named, outward, section, tag
from graph.site.listing import MONEY, amount_cell
from graph.site.maker import Made
from graph.site.places import neighbours
from graph.site.statements import STANDINGS, badge, status_badge
from graph.site.table import Cell, Column, facts, table

# Rows of one list page: 1,000 of them are 250 kB.
MOST_ROWS = 1_000
_TOP = 12
_LONGEST_NAMES = 200
_TITLES = {
    "agencies": "Agencies and offices",
    "vendors": "Companies",
    "makers": "Makers",
    "products": "Products",
    "programs": "Programs and statutes",
}
Summaries = Mapping[int, Sums]


def members(made: Made) -> dict[str, list[int]]:
    """Return list -> its entities, by name."""
    of_kind, network = made.places.of_kind, made.network
    vendors = of_kind("vendor")
    makes = grammar.MADE_BY | grammar.REVERSED
    return {
        "agencies": [*of_kind("agency"), *of_kind("office")],
        "vendors": vendors,
        "makers": [node for node in vendors if neighbours(network, node, makes)],
        "products": of_kind("product"),
        "programs": [*of_kind("program"), *of_kind("statute")],
    }


def list_pages(made: Made, name: str, nodes: Sequence[int], sums: Summaries) -> dict[str, str]:
    """Return file -> page of one list, the most money first, `MOST_ROWS` to a page."""
    labels = made.network.labels
    ordered = sorted(nodes, key=lambda node: (-sums[node].weight, -sums[node].awards, labels[node].casefold(), node))
    pages = [ordered[start : start + MOST_ROWS] for start in range(0, len(ordered), MOST_ROWS)] or [[]]
    written = {}
    for number, shown in enumerate(pages):
        body = joined(
            [
                _pager(name, number, len(pages), "above"),
                _table(made, name, shown, sums),
                _pager(name, number, len(pages), "below"),
            ]
        )
        if not shown:
            body = tag("p", "None in this site.", class_="lead")
        title = _TITLES[name] + (f", page {number + 1} of {len(pages)}" if len(pages) > 1 else "")
        written[_file(name, number)] = made.document(title, body, top="", kicker=f"{len(nodes):,} pages", kind="list")
    return written


def _file(name: str, number: int) -> str:
    return f"{name}.html" if number == 0 else f"{name}-{number + 1}.html"


def _pager(name: str, number: int, pages: int, where: str) -> Html | None:
    if pages == 1:
        return None
    links = joined(
        tag("li", tag("a", f"Page {one + 1}", href=_file(name, one), aria_current="page" if one == number else None))
        for one in range(pages)
    )
    return tag("nav", tag("ul", links), aria_label=f"Pages of this list, {where} it")


def _table(made: Made, name: str, nodes: Sequence[int], sums: Summaries) -> Html:
    naming = name in ("products", "programs")
    money = "Net obligations of awards that name it, an upper bound" if naming else MONEY[0][1]
    columns = [Column("Name"), Column("Kind"), Column("Awards", True), Column(money, True),
               Column(MONEY[1][1], True), Column("Dates")]  # fmt: skip
    rows: list[list[Cell | str]] = [
        [
            Cell(made.places.link(node, top=""), made.network.labels[node]),
            KINDS[made.network.type_of(node)] if name in ("agencies", "programs") else "",
            Cell(f"{sums[node].awards:,}", str(sums[node].awards)),
            amount_cell(sums[node].total.get("net")),
            amount_cell(sums[node].total.get("summary")),
            sums[node].days,
        ]
        for node in nodes
    ]
    return table(_TITLES[name], columns, rows)


def first_page(made: Made, lists: Mapping[str, Sequence[int]], sums: Summaries) -> str:
    """Return the site's first page: what it holds, and the largest of each list."""
    parts: list[Html | None] = [
        tag(
            "p",
            "Who supplies these agencies, with whose money, and who says so? Every statement in this dossier names its "
            "source and how firmly it stands.",
            class_="lead",
        ),
        tag("p", "Use the search above, or a list.", class_="muted script"),
    ]
    for name, nodes in lists.items():
        known = [node for node in nodes if sums[node].awards]
        ordered = sorted(known, key=lambda node: (-sums[node].weight, made.network.labels[node], node))[:_TOP]
        if not nodes:
            continue
        links = joined(
            tag(
                "li",
                made.places.link(node, top=""),
                tag("span", f" {counted(sums[node].awards, 'award')}", class_="muted"),
            )
            for node in ordered
        )
        every = tag("p", tag("a", f"All {len(nodes):,}", href=f"{name}.html"))
        parts.append(section(_TITLES[name], tag("ol", links), every, id=name))
    grid = tag("div", joined(parts[2:]), class_="grid")
    return made.document(made.title, joined([*parts[:2], grid]), top="", kind="first")


def about_page(made: Made, sources: SiteSources, lists: Mapping[str, Sequence[int]]) -> str:
    """Return what the site's words mean, what it was made from, under which licences, and what is missing."""
    parts = [_words(), _sources(sources), _documents(sources), _licences(), _missing(sources), _holds(lists)]
    return made.document("About this dossier", joined(parts), top="", kind="about")


def _words() -> Html:
    lines = [
        (status_badge(status), look.meaning)
        for status, look in STATUS_LOOKS.items()
        if status in ("recorded", "inferred")
    ]
    said = [(badge(look, word, meaning), meaning) for look, word, meaning in STANDINGS.values()]
    rows: list[list[Cell | str]] = [
        [Cell(shown), f"{meaning[0].upper()}{meaning[1:]}."] for shown, meaning in (*lines, *said)
    ]
    return section(
        "How firmly it stands",
        table("Statuses", [Column("Word"), Column("What it means")], rows),
        tag(
            "p",
            "Kinds of money are never added together: an obligation is a promise to pay, an outlay is what was paid, "
            "a ceiling is the most that may be ordered, an announced amount is what somebody said. Net obligations "
            "are sums of the loaded actions; an action may take money back, so they can fall below zero. Amounts "
            "through others are intervals, from nothing to all that an award obligated, and enter no total.",
        ),
        id="words",
    )


def _sources(sources: SiteSources) -> Html:
    columns = [Column("File"), Column("Layout"), Column("Rows read", True), Column("Kept", True),
               Column("Duplicates left out", True), Column("Rejected", True), Column("SHA-256")]  # fmt: skip
    rows: list[list[Cell | str]] = [
        [
            named(one.file),
            one.layout,
            *(
                Cell(f"{count:,}", str(count))
                for count in (one.rows_read, one.rows_kept, one.rows_duplicate, one.rows_rejected)
            ),
            Cell(tag("code", one.sha256[:16])),
        ]
        for one in sources.manifest.sources
    ]
    note = tag("p", "“File row 12” on a page means the twelfth record of that file after its header.", class_="muted")
    return section("Loaded files", table("Loaded files", columns, rows), note, id="sources")


def _documents(sources: SiteSources) -> Html | None:
    found = documents_of(sources.claims, sources.store)
    if not found:
        return None
    shown = joined(
        tag("li", tag("strong", named(one.title)), facts([("Publisher", one.publisher), ("Date", one.date),
            ("Address", outward(one.url, one.url) if one.url else None)]))
        for one in found
    )  # fmt: skip
    return section("Documents that statements rest on", tag("ul", shown, class_="documents"), id="documents")


def _licences() -> Html:
    return section(
        "Licences",
        tag(
            "p",
            "Records of US federal contracts (USAspending.gov, FPDS) are works of the United States government and in "
            "the public domain; reference tables of the US Treasury are CC0. Quotations are short passages given as "
            "evidence; the documents they are taken from belong to their publishers. What other files are under, "
            "whoever loaded them knows. The program that wrote this site, VendorGraph, is under the Apache License "
            "2.0.",
        ),
        id="licences",
    )


def _missing(sources: SiteSources) -> Html:
    rejected = sum(one.rows_rejected for one in sources.manifest.sources)
    told = [
        "What is not in the loaded files is not in this site: other years, other agencies, other registers.",
        "Companies are told apart by their official numbers where records give them, else by their names; a name "
        "that is written in two ways may have two pages.",
        "Products are found by their names in short descriptions. Many awards name none, and some names mislead.",
        "What agencies say they paid for is known; what they received is not.",
    ]
    if rejected:
        told.append(f"{rejected:,} rows were rejected in loading and are not counted.")
    return section("What is missing", tag("ul", joined(tag("li", one) for one in told)), id="missing")


def _holds(lists: Mapping[str, Sequence[int]]) -> Html:
    pairs = [(_TITLES[name], f"{len(nodes):,}") for name, nodes in lists.items()]
    words = "Agencies and offices of which only their place among others is known have no page. Makers are companies."
    return section("Pages", facts(pairs), tag("p", words), id="pages")


def search_data(made: Made, sums: Summaries) -> str:
    """Return the search's data as a script: from a disk nothing may be fetched, a script may be loaded.

    Columns, by number of awards: kind, label, file without its folder's name, other names in normal form, awards.
    """
    labels, network = made.network.labels, made.network
    order = sorted(made.places.files, key=lambda node: (-sums[node].awards, labels[node].casefold(), node))
    kinds = list(KINDS)
    counted = Counter(network.type_of(node) for node in order)
    data = {
        "kinds": [[KINDS[kind], counted[kind]] for kind in kinds],
        "kind": [kinds.index(network.type_of(node)) for node in order],
        "label": [clean(labels[node]) for node in order],
        "file": [made.places.files[node] for node in order],
        "names": [_names(made, node) for node in order],
        "awards": [sums[node].awards for node in order],
    }
    return f"window.vendorgraphSearch = {to_json(data)};\n"


def _names(made: Made, node: int) -> str:
    own = normalise(made.network.labels[node])
    found = dict.fromkeys(normalise(name) for name in (made.network.labels[node], *made.names.get(node, ())))
    return clean(
        "|".join(name for name in found if name and (name != own or own != made.network.labels[node].lower()))
    )[:_LONGEST_NAMES]

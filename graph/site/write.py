"""A graph -> the folder of its dossier. The same graph and the same wishes give the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from graph import terms
from graph.errors import NothingFound
from graph.network.lookup import resolve
from graph.network.sieve import Sieve
from graph.pages.look import STATUS_LOOKS
from graph.pages.text import clean
from graph.site.around import around
from graph.site.asked import SiteAsked, SiteReport, SiteSources
from graph.site.awards import Awards
from graph.site.behind import ties_of_pages
from graph.site.entity import write_entity
from graph.site.folder import SiteFolder, site_folder
from graph.site.lists import about_page, first_page, list_pages, members, search_data
from graph.site.maker import Made
from graph.site.places import Places
from graph.site.statements import Statements, claims_of

_NAMES = (terms.SKOS + "altLabel", terms.SKOS + "notation")
_NUMBERS = (terms.VG + "uei",)


def write_site(sources: SiteSources, asked: SiteAsked, out: Path) -> SiteReport:
    """Write the site, whole or not at all; a site of ours is replaced.

    Args:
        sources: The graph.
        asked: What it is to hold.
        out: Its folder; the folder above must exist. Files in it that are not of the site stay.

    Raises:
        UnknownName, AmbiguousName: A name in ``asked.about`` does not mean exactly one thing.
        NothingFound: The site would have no page.
        OutputRefused: The folder is not ours and not empty, or cannot be written.
        DiskTrouble: The disk is full or failing; what was there is still whole.
    """
    made = _prepare(sources, asked)
    with site_folder(out, force=asked.force) as folder:
        _fill(folder, made, sources, asked)
        digest = folder.finish()
    return SiteReport(
        path=out,
        pages=len(made.places.files),
        files=len(folder.files),
        size_bytes=folder.size_bytes,
        sha256=digest,
        kept=folder.kept,
    )


def _prepare(sources: SiteSources, asked: SiteAsked) -> Made:
    network = sources.network
    claimed = claims_of(network, sources.claims)
    about = around(network, [resolve(network, name) for name in asked.about], claimed) if asked.about else None
    places = Places(network, claimed, about)
    if not places.files:
        raise NothingFound(
            "The site would have no page.", hint="Name an agency, company, product or program with --about, or none."
        )
    locals_ = network.locals
    within = {kind: {locals_[node]: [locals_[one] for one in places.within.of(node)] for node in nodes}
              for kind, nodes in (("agency", [*places.of_kind("agency"), *places.of_kind("office")]),
                                  ("product", places.of_kind("product")))}  # fmt: skip
    return Made(
        title=clean(asked.title.strip()),
        snapshot=clean(sources.snapshot),
        network=network,
        testimony=sources.testimony,
        awards=Awards(network),
        places=places,
        statements=Statements(network, Sieve(network, sources.testimony), sources.claims, places),
        ties=ties_of_pages(sources.tables, within["agency"], within["product"]),
        names=_literals(sources, places.files, _NAMES),
        numbers=_literals(sources, places.files, _NUMBERS),
    )


def _literals(sources: SiteSources, nodes: Collection[int], predicates: Sequence[str]) -> dict[int, tuple[str, ...]]:
    import pyoxigraph as ox

    network = sources.network
    found: dict[int, set[str]] = {}
    for predicate in predicates:
        for quad in sources.store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            node, value = network.node_of(quad.subject.value), str(quad.object.value)  # type: ignore[union-attr]
            if node is not None and node in nodes and value != network.labels[node]:
                found.setdefault(node, set()).add(value)
    return {node: tuple(sorted(names)) for node, names in found.items()}


def _fill(folder: SiteFolder, made: Made, sources: SiteSources, asked: SiteAsked) -> None:
    sums = {}
    for node, file in made.places.files.items():
        page = write_entity(made, node)
        folder.write(file, page.html)
        if page.csv is not None:
            folder.write(file.removesuffix(".html") + "-awards.csv", page.csv)
        sums[node] = page.sums
    lists = members(made)
    for name, nodes in lists.items():
        for file, text in list_pages(made, name, nodes, sums).items():
            folder.write(file, text)
    folder.write("index.html", first_page(made, lists, sums))
    folder.write("about.html", about_page(made, sources, lists))
    folder.write("assets/search.js", search_data(made, sums))
    folder.write("assets/site.js", _shipped("site.js"))
    folder.write("assets/site.css", _shipped("site.css") + _colours())
    if asked.base_url is not None:
        folder.write("sitemap.xml", _sitemap(asked.base_url, folder))


def _sitemap(base: str, folder: SiteFolder) -> str:
    """Return the pages as sitemaps.org's protocol lists them."""
    pages = sorted(name for name in folder.files if name.endswith(".html"))
    base = base.rstrip("/")
    urls = "".join(f"<url><loc>{escape(f'{base}/{quote(page)}')}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


@cache
def _shipped(name: str) -> str:
    return files("graph.site").joinpath("assets").joinpath(name).read_text(encoding="utf-8")


def _colours() -> str:
    """Return the colours of the statuses, those of the pages' map."""
    light = "".join(f".s-{status} {{ --status: {look.light}; }}\n" for status, look in STATUS_LOOKS.items())
    dark = "".join(f".s-{status} {{ --status: {look.dark}; }}\n" for status, look in STATUS_LOOKS.items())
    return f"\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}}}\n"

"""Reference tables and catalogues -> N-Quads of the default graph."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph import terms
from graph.errors import SourceRejected
from graph.identifiers import account_iri, agency_iri, named_iri, subagency_iri, tas_iri
from graph.reference.catalogue import Catalogue, Maker, Product, ProgramCatalogue
from graph.reference.nquads import flag, line, node, text
from graph.reference.reading import read_products, read_programs
from graph.resources import data_folder

# Sub-tier names come from several lists; where two sub-tiers share an abbreviation, this list's one keeps it.
_FIRST_LIST = "OMB File"
_TABLES = ("agencies.csv", "accounts.csv", "tas.csv", "psc.csv", "naics.csv")

Rows = list[dict[str, str]]


def reference_quads(
    catalogue: Catalogue | None = None, programs: ProgramCatalogue | None = None, *, folder: Path | None = None
) -> Iterator[str]:
    """Yield every reference statement as one sorted N-Quads line without line end.

    Agencies, federal and Treasury accounts, product and industry codes, makers, products, programs and
    statutes, each with ``dct:source`` naming the file it stands in; the files themselves are documents with
    title, licence and origin. All of it belongs to the default graph.

    Args:
        catalogue: Makers and products; None reads those of ``folder``.
        programs: Programs and statutes; None reads those of ``folder``.
        folder: A data folder with ``reference/``, ``products/`` and ``programs/``; None is the shipped one.

    Raises:
        SourceRejected: A table lacks a column, or a catalogue has a mistake.
    """
    data = folder or data_folder()
    catalogue = catalogue or read_products(data / "products")
    programs = programs or read_programs(data / "programs")
    tables = {name: read_table(data / "reference" / name) for name in _TABLES}
    lines: set[str] = set()
    lines.update(_documents(data))
    lines.update(_agencies(tables["agencies.csv"]))
    lines.update(_accounts(tables["accounts.csv"]))
    lines.update(_treasury_accounts(tables["tas.csv"]))
    lines.update(_codes(tables["psc.csv"], "psc", "Product and service codes"))
    lines.update(_codes(tables["naics.csv"], "naics", "Industry codes (NAICS)"))
    lines.update(catalogue_quads(catalogue))
    lines.update(program_quads(programs))
    yield from sorted(lines)


def subtier_codes(folder: Path | None = None) -> dict[str, str]:
    """Return the sub-tier code by each name and abbreviation that finds just one sub-agency."""
    rows = [row for row in read_table((folder or data_folder()) / "reference" / "agencies.csv") if row["subtier"]]
    codes: dict[str, set[str]] = {}
    for row in rows:
        codes.setdefault(row["subtier_name"], set()).add(row["subtier"])
    found = {name: min(one) for name, one in codes.items() if len(one) == 1}
    return found | {short: code for short, code in _bearers(rows).items() if short}


def read_table(path: Path) -> Rows:
    """Return the rows of a shipped reference table.

    Raises:
        SourceRejected: The file is missing, or a row has another number of cells than the header.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, restval=None))
    except OSError as error:
        raise SourceRejected(
            f"{path}: The file cannot be read ({error.strerror}).",
            file=str(path),
            hint="Install the package again.",
        ) from error
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise SourceRejected(
                f"{path}: Row {number} has another number of cells than the header.",
                file=str(path),
                row=number,
                hint="Make the table again with data/build_reference.py.",
            )
    return rows


def catalogue_quads(catalogue: Catalogue) -> Iterator[str]:
    """Yield makers, their subsidiaries and owners, and products; unsorted, may repeat."""
    companies = {
        name.casefold()
        for maker in catalogue.makers
        for name in (maker.label, *maker.also, *maker.names, *maker.former)
    }
    makers = {maker.slug: maker for maker in catalogue.makers}
    for maker in catalogue.makers:
        yield from _maker(maker, _topmost(catalogue, maker))
        yield from _acquisitions(maker, makers)
    for product in catalogue.products:
        yield from _product(product, companies)


def program_quads(catalogue: ProgramCatalogue) -> Iterator[str]:
    """Yield programs with the agency that runs each, and statutes; unsorted."""
    for program in catalogue.programs:
        yield from _thing(program.iri, terms.PROGRAM, program.label, "programs")
        yield line(program.iri, terms.RUN_BY, node(program.owner_iri))
        yield from _spellings(program.iri, program.label, program.other_names)
    for statute in catalogue.statutes:
        yield from _thing(statute.iri, terms.STATUTE, statute.label, "programs")
        yield from _spellings(statute.iri, statute.label, statute.other_names)
        if statute.public_law:
            yield line(statute.iri, terms.PUBLIC_LAW, text(statute.public_law))
            yield line(statute.iri, terms.NOTATION, text(f"Public Law {statute.public_law}"))


def document_iri(name: str) -> str:
    """Return the IRI of the document that a reference file or a folder of catalogues is."""
    return named_iri("document", name)


def _documents(data: Path) -> Iterator[str]:
    import tomllib

    sources = tomllib.loads((data / "reference" / "sources.toml").read_text(encoding="utf-8"))
    for name, source in sources.items():
        iri = document_iri(name)
        yield line(iri, terms.TYPE, node(terms.DOCUMENT))
        yield line(iri, terms.PREF_LABEL, text(source["title"]))
        yield line(iri, terms.DCT_LICENSE, text(source["licence"]))
        yield line(iri, terms.DCT_SOURCE, text(f"{source['from']} at {source['commit']}"))
        yield line(iri, terms.SHA256, text(source["sha256"]))
        yield line(iri, terms.FILE_NAME, text(name))
    for name, title in (
        ("products", "Catalogue of makers and products, compiled by hand"),
        ("programs", "Catalogue of programs, systems and statutes, compiled by hand"),
    ):
        yield line(document_iri(name), terms.TYPE, node(terms.DOCUMENT))
        yield line(document_iri(name), terms.PREF_LABEL, text(title))


def _thing(iri: str, kind: str, label: str, source: str) -> Iterator[str]:
    yield line(iri, terms.TYPE, node(kind))
    yield line(iri, terms.PREF_LABEL, text(label))
    yield line(iri, terms.DCT_SOURCE, node(document_iri(source)))


def _spellings(iri: str, label: str, aliases: Iterable[str]) -> Iterator[str]:
    for alias in aliases:
        if alias != label:
            yield line(iri, terms.ALT_LABEL, text(alias))


def _agencies(rows: Rows) -> Iterator[str]:
    first_lists = _bearers(rows)
    for row in rows:
        department = agency_iri(row["cgac"])
        yield from _thing(department, terms.AGENCY, row["agency"], "agencies.csv")
        yield line(department, terms.CGAC, text(row["cgac"]))
        yield line(department, terms.NOTATION, text(row["cgac"]))
        if row["agency_abbreviation"]:
            yield line(department, terms.ABBREVIATION, text(row["agency_abbreviation"]))
            yield line(department, terms.ALT_LABEL, text(row["agency_abbreviation"]))
        if row["fpds_department"]:
            yield line(department, terms.FPDS_DEPARTMENT, text(row["fpds_department"]))
        if row["subtier"]:
            yield from _subtier(row, department, first_lists)


def _subtier(row: dict[str, str], department: str, bearers: dict[str, str]) -> Iterator[str]:
    iri = subagency_iri(row["subtier"])
    # A department's own sub-tier bears the department's name and abbreviation: they stay with the department.
    itself = row["subtier_name"] == row["agency"]
    label = f"{row['subtier_name']} (sub-tier {row['subtier']})" if itself else row["subtier_name"]
    yield from _thing(iri, terms.AGENCY, label, "agencies.csv")
    yield line(iri, terms.PART_OF, node(department))
    yield line(iri, terms.SUBTIER_CODE, text(row["subtier"]))
    yield line(iri, terms.NOTATION, text(row["subtier"]))
    if row["frec"]:
        yield line(iri, terms.FREC, text(row["frec"]))
    short = row["subtier_abbreviation"]
    if short:
        yield line(iri, terms.ABBREVIATION, text(short))
        if not itself and bearers[short] == row["subtier"]:
            yield line(iri, terms.ALT_LABEL, text(short))


def _bearers(rows: Rows) -> dict[str, str]:
    """Return, per abbreviation, the one sub-tier that is found by it: the current list's, else the first."""
    bearers: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row["listed_in"] != _FIRST_LIST, row["cgac"], row["subtier"])):
        bearers.setdefault(row["subtier_abbreviation"], row["subtier"])
    return bearers


def _accounts(rows: Rows) -> Iterator[str]:
    for row in rows:
        iri = account_iri(row["account"])
        yield from _thing(iri, terms.FEDERAL_ACCOUNT, row["title"], "accounts.csv")
        yield line(iri, terms.ACCOUNT_CODE, text(row["account"]))
        yield line(iri, terms.NOTATION, text(row["account"]))
        if row["managed_by"]:
            yield line(iri, terms.MANAGED_BY, node(subagency_iri(row["managed_by"])))


def _treasury_accounts(rows: Rows) -> Iterator[str]:
    for row in rows:
        iri = tas_iri(row["tas"])
        yield from _thing(iri, terms.TREASURY_ACCOUNT, f"{row['title']} ({row['tas']})", "tas.csv")
        yield line(iri, terms.TAS_SYMBOL, text(row["tas"]))
        yield line(iri, terms.NOTATION, text(row["tas"]))
        yield line(iri, terms.OF_ACCOUNT, node(account_iri(row["account"])))


def _codes(rows: Rows, prefix: str, title: str) -> Iterator[str]:
    scheme = named_iri("scheme", prefix)
    yield from _thing(scheme, terms.CONCEPT_SCHEME, title, f"{prefix}.csv")
    for row in rows:
        iri = named_iri(prefix, row["code"])
        label = row["label"] or f"{prefix.upper()} {row['code']}"
        yield from _thing(iri, terms.CONCEPT, label, f"{prefix}.csv")
        yield line(iri, terms.NOTATION, text(row["code"]))
        yield line(iri, terms.IN_SCHEME, node(scheme))


def _maker(maker: Maker, top: Maker) -> Iterator[str]:
    yield from _vendor(maker.iri, maker.label, (*maker.also, *maker.names, *maker.former), maker.uei, maker.lei)
    if maker != top:
        yield line(maker.iri, terms.ULTIMATE_PARENT, node(top.iri))
    for one in maker.subsidiaries:
        yield from _vendor(one.iri, one.name, (one.name,), one.uei, one.lei)
        yield line(one.iri, terms.ULTIMATE_PARENT, node(top.iri))


def _acquisitions(maker: Maker, makers: Mapping[str, Maker]) -> Iterator[str]:
    for number, owned in enumerate(maker.ownerships, start=1):
        iri = named_iri("acquisition", f"{maker.slug}-{number}")
        yield line(iri, terms.TYPE, node(terms.ACQUISITION))
        yield line(iri, terms.DCT_SOURCE, node(document_iri("products")))
        yield line(iri, terms.ACQUIRED, node(maker.iri))
        yield line(iri, terms.ACQUIRER, node(makers[owned.owner].iri))
        for name, day in ((terms.OWNED_SINCE, owned.since), (terms.OWNED_UNTIL, owned.until)):
            if day:
                yield line(iri, name, text(day))


def _vendor(iri: str, label: str, names: Iterable[str], uei: str | None, lei: str | None) -> Iterator[str]:
    yield from _thing(iri, terms.VENDOR, label, "products")
    yield from _spellings(iri, label, names)
    for name, value in ((terms.UEI, uei), (terms.LEI, lei)):
        if value:
            yield line(iri, name, text(value))
            yield line(iri, terms.NOTATION, text(value))
    if not (uei or lei):
        yield line(iri, terms.PROVISIONAL, flag(True))


def _topmost(catalogue: Catalogue, maker: Maker) -> Maker:
    while maker.owner:
        maker = catalogue.maker(maker.owner)
    return maker


def _product(product: Product, companies: set[str]) -> Iterator[str]:
    yield from _thing(product.iri, terms.PRODUCT, product.label, "products")
    # A company's bare name finds the company: "path ICE Microsoft" must not ask which one is meant.
    aliases = [alias for alias in product.other_names if alias.casefold() not in companies]
    yield from _spellings(product.iri, product.label, aliases)
    yield line(product.iri, terms.MADE_BY, node(product.maker_iri))
    yield line(product.iri, terms.PRODUCT_CLASS, node(f"{terms.VG}class-{product.product_class}"))
    if product.part_of:
        yield line(product.iri, terms.PART_OF_PRODUCT, node(named_iri("product", product.part_of)))

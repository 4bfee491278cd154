"""Catalogue files -> makers, products, programs and statutes; every mistake with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from graph import terms
from graph.errors import ValueRejected
from graph.identifiers import agency_iri, check_lei, check_uei, subagency_iri
from graph.names import normalise
from graph.reference.catalogue import (
    Catalogue,
    Maker,
    Ownership,
    Product,
    Program,
    ProgramCatalogue,
    Statute,
    Subsidiary,
)
from graph.reference.drafts import Draft, Drafts, known_slug, read_sections, refuse_cycles, refuse_repeats
from graph.reference.located import Located
from graph.reference.wording import written_out

_CLASS = terms.VG + "class-"
PRODUCT_CLASSES = tuple(
    sorted(str(value).removeprefix(_CLASS) for value in vars(terms).values() if str(value).startswith(_CLASS))
)

FREQUENT = 0.01  # share of all rows above which an alias is more likely a common word than a product

_PUBLIC_LAW = re.compile(r"\d{2,3}-\d{1,3}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_OWNER = re.compile(r"\d{3}|[0-9A-Z]{4}")
_MAKER = {
    "slug": True,
    "label": True,
    "names": True,
    "uei": False,
    "lei": False,
    "also": False,
    "former": False,
    "subsidiaries": False,
    "owner": False,
    "owner_since": False,
    "history": False,
}
_PRODUCT = {
    "slug": True,
    "label": True,
    "maker": True,
    "class": True,
    "aliases": True,
    "former": False,
    "misspelt": False,
    "guards": False,
    "needs": False,
    "part_of": False,
}
_NAMED = {
    "slug": True,
    "label": True,
    "aliases": True,
    "former": False,
    "misspelt": False,
    "guards": False,
    "needs": False,
}
_PROGRAM = {**_NAMED, "owner": True, "shared": False}
_STATUTE = {**_NAMED, "public_law": False}


def read_products(*paths: Path, extra: Iterable[Path] = ()) -> Catalogue:
    """Return the catalogue in the files, and in the ``*.yaml`` files of the folders, of ``paths``.

    Args:
        paths: Files and folders in which each slug stands once.
        extra: A user's own files or folders. An entry of a known slug extends that one: what its lists
            hold is added, its single values replace the ones before.

    Raises:
        SourceRejected: A file cannot be read, or holds an entry that is no maker or product: an unknown name,
            maker, class or owner, a slug, alias or vendor name given twice, an alias of one letter or in
            lower case, a guard or need that is no regular expression or matches everything, a wrong
            identifier or date, a cycle of owners or parts.
    """
    own = tuple(extra)
    drafts = read_sections(paths, own, {"makers": _MAKER, "products": _PRODUCT})
    refuse_cycles(drafts["makers"], "owner", "maker")
    makers = {slug: _maker(slug, draft, drafts["makers"]) for slug, draft in drafts["makers"].items()}
    refuse_cycles(drafts["products"], "part_of", "product")
    products = tuple(_product(slug, draft, makers) for slug, draft in drafts["products"].items())
    _refuse_company_labels(drafts["products"], makers)
    places = refuse_repeats(drafts["products"], ("aliases", "former", "misspelt"), str, own)
    refuse_repeats(drafts["makers"], ("names", "former"), normalise, own)
    return Catalogue(
        makers=tuple(makers.values()),
        products=products,
        places={alias: f"{item.file}:{item.line}:{item.column}" for alias, item in places.items()},
    )


def read_programs(*paths: Path) -> ProgramCatalogue:
    """Return programs and statutes of the files, and of the ``*.yaml`` files in the folders, of ``paths``.

    Raises:
        SourceRejected: As for products; the owner is a sub-tier code or a three-digit department code, and no two
            statutes have one Public Law number.
    """
    drafts = read_sections(paths, (), {"programs": _PROGRAM, "statutes": _STATUTE})
    refuse_repeats(drafts["programs"] | drafts["statutes"], ("aliases", "former", "misspelt"), str)
    _refuse_same_law(drafts["statutes"])
    programs = tuple(
        Program(
            slug=slug,
            label=draft["label"].text(),
            owner_iri=_owner(draft["owner"]),
            aliases=_aliases(draft),
            guards=_patterns(draft, "guards"),
            needs=_patterns(draft, "needs"),
            former=_more(draft, "former"),
            misspelt=_more(draft, "misspelt"),
            shared="shared" in draft and draft["shared"].flag(),
        )
        for slug, draft in drafts["programs"].items()
    )
    statutes = tuple(
        Statute(
            slug=slug,
            label=draft["label"].text(),
            public_law=_public_law(draft.get("public_law")),
            aliases=_aliases(draft),
            guards=_patterns(draft, "guards"),
            needs=_patterns(draft, "needs"),
            former=_more(draft, "former"),
            misspelt=_more(draft, "misspelt"),
        )
        for slug, draft in drafts["statutes"].items()
    )
    return ProgramCatalogue(programs=programs, statutes=statutes)


def frequent_aliases(catalogue: Catalogue, rows_hit: Mapping[str, int], rows: int) -> tuple[str, ...]:
    """Return a warning, with file and line, for each alias found in more than 1 % of all rows.

    Args:
        catalogue: The catalogue that was looked for.
        rows_hit: Per alias, in upper case, the number of rows it was found in.
        rows: The number of rows that were searched.

    Returns:
        The warnings, most frequent alias first; empty when there is nothing to warn of.
    """
    loud = sorted(
        (-hit, alias) for alias, hit in rows_hit.items() if alias in catalogue.places and hit > rows * FREQUENT
    )
    return tuple(
        f"{catalogue.places[alias]}: The alias {alias!r} hits {-hit:,} of {rows:,} rows ({-hit / rows:.1%}). "
        f"Write more of the name, or add guards or needs."
        for hit, alias in loud
    )


def _maker(slug: str, draft: Draft, makers: Drafts) -> Maker:
    names = draft.texts("names")
    if not names:
        draft["names"].reject("A maker needs a legal name.", hint="Write it as records print it.")
    owner, since = draft.get("owner"), draft.get("owner_since")
    if since and not owner:
        since.reject("owner_since without an owner.", hint="Name the owner, or put the time into history.")
    return Maker(
        slug=slug,
        label=draft["label"].text(),
        names=names,
        uei=_identifier(draft.get("uei"), check_uei),
        lei=_identifier(draft.get("lei"), check_lei),
        also=draft.texts("also"),
        former=draft.texts("former"),
        subsidiaries=_subsidiaries(draft),
        owner=owner.text() if owner else None,
        owner_since=_day(since),
        history=tuple(_ownership(item, makers) for item in draft.items("history")),
    )


def _subsidiaries(draft: Draft) -> tuple[Subsidiary, ...]:
    entries = [item.entries({"name": True, "uei": False, "lei": False}) for item in draft.items("subsidiaries")]
    return tuple(
        Subsidiary(
            name=one["name"].text(),
            uei=_identifier(one.get("uei"), check_uei),
            lei=_identifier(one.get("lei"), check_lei),
        )
        for one in entries
    )


def _ownership(item: Located, makers: Drafts) -> Ownership:
    entries = item.entries({"owner": True, "since": False, "until": False})
    since, until = _day(entries.get("since")), _day(entries.get("until"))
    if since and until and until < since[: len(until)]:
        item.reject(f"The ownership ends ({until}) before it begins ({since}).", hint="Look at both dates.")
    return Ownership(known_slug(entries["owner"], makers, "maker"), since, until)


def _product(slug: str, draft: Draft, makers: Mapping[str, Maker]) -> Product:
    maker = known_slug(draft["maker"], makers, "maker")
    part_of = draft.get("part_of")
    return Product(
        slug=slug,
        label=draft["label"].text(),
        maker=maker,
        maker_iri=makers[maker].iri,
        product_class=draft["class"].choice(PRODUCT_CLASSES),
        aliases=_aliases(draft),
        guards=_patterns(draft, "guards"),
        part_of=part_of.text() if part_of else None,
        needs=_patterns(draft, "needs"),
        former=_more(draft, "former"),
        misspelt=_more(draft, "misspelt"),
    )


def _aliases(draft: Draft) -> tuple[str, ...]:
    aliases = tuple(_alias(item) for item in draft.items("aliases"))
    if not aliases:
        draft["aliases"].reject("No alias.", hint="Write at least one spelling found in descriptions.")
    return aliases


def _more(draft: Draft, name: str) -> tuple[str, ...]:
    return tuple(_alias(item) for item in draft.items(name))


def _alias(item: Located) -> str:
    alias = item.text()
    if len(alias) < 2:
        item.reject(f"The alias {alias!r} has one letter.", hint="It would hit everywhere: write more of it.")
    if alias != alias.upper():
        item.reject(f"The alias {alias!r} is not upper case.", hint=f"Descriptions are: write {alias.upper()}.")
    return alias


def _patterns(draft: Draft, name: str) -> tuple[str, ...]:
    patterns = []
    what = name.removesuffix("s")
    for item in draft.items(name):
        pattern = item.text()
        try:
            matches_nothing = re.compile(written_out(pattern)).search("") is None
        except re.error as error:
            item.reject(f"The {what} {pattern!r} is no regular expression: {error}.", hint="Escape ( ) [ ] . + * ?")
        if not matches_nothing:
            item.reject(f"The {what} {pattern!r} matches every text.", hint="Write at least one letter it asks for.")
        patterns.append(pattern)
    return tuple(patterns)


def _identifier(written: Located | None, check: Callable[[str], str]) -> str | None:
    if written is None:
        return None
    try:
        return check(written.text())
    except ValueRejected as error:
        written.reject(error.what, hint=error.hint)


def _owner(written: Located) -> str:
    code = written.text()
    if not _OWNER.fullmatch(code):
        written.reject(f"{code!r} is no agency code.", hint="Write a sub-tier code such as 7012, or 070 for DHS.")
    return agency_iri(code) if len(code) == 3 else subagency_iri(code)


def _public_law(written: Located | None) -> str | None:
    if written is None:
        return None
    number = written.text()
    if not _PUBLIC_LAW.fullmatch(number):
        written.reject(f"{number!r} is no Public Law number.", hint="Write Congress and number, e.g. 119-21.")
    return number


def _refuse_same_law(drafts: Drafts) -> None:
    """Refuse a number that two statutes give: it is what identifies them, so they would become one."""
    seen: dict[str, Located] = {}
    for law in (draft["public_law"] for draft in drafts.values() if "public_law" in draft):
        first = seen.setdefault(law.text(), law)
        if first is not law:
            law.reject(
                f"Public Law {law.text()} stands already at {first.file}:{first.line}.",
                hint="Put the names of one law into one entry.",
            )


def _day(written: Located | None) -> str | None:
    if written is None:
        return None
    day = written.text()
    if not (_DAY.fullmatch(day) and _in_calendar(day)):
        written.reject(f"{day!r} is no date.", hint="Write 2024, 2024-03 or 2024-03-18.")
    return day


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        return False
    return True


def _refuse_company_labels(drafts: Drafts, makers: Mapping[str, Maker]) -> None:
    """Refuse a product labelled like a company: asking for one of them would be ambiguous."""
    companies = {name.casefold() for maker in makers.values() for name in (maker.label, *maker.also)}
    for draft in drafts.values():
        label = draft["label"].text()
        if label.casefold() in companies:
            draft["label"].reject(f"{label!r} is also a maker's name.", hint=f"Write {label} software, or the like.")

"""Catalogue files -> makers, products, programs and statutes; every mistake with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from graph import terms
from graph.errors import SourceRejected, ValueRejected
from graph.identifiers import agency_iri, check_lei, check_uei, subagency_iri
from graph.names import normalise
from graph.reference.catalogue import (
    Catalogue,
    Maker,
    Product,
    Program,
    ProgramCatalogue,
    Statute,
    Subsidiary,
)
from graph.reference.located import Located, read_located

_CLASS = terms.VG + "class-"
PRODUCT_CLASSES = tuple(
    sorted(str(value).removeprefix(_CLASS) for value in vars(terms).values() if str(value).startswith(_CLASS))
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
    "subsidiaries": False,
    "owner": False,
    "owner_since": False,
}
_PRODUCT = {
    "slug": True,
    "label": True,
    "maker": True,
    "class": True,
    "aliases": True,
    "guards": False,
    "part_of": False,
}
_PROGRAM = {"slug": True, "label": True, "owner": True, "aliases": True, "guards": False}
_STATUTE = {"slug": True, "label": True, "public_law": False, "aliases": True, "guards": False}

_Entries = dict[str, Located]


def read_products(*paths: Path) -> Catalogue:
    """Return the catalogue in the files, and in the ``*.yaml`` files of the folders, of ``paths``.

    Raises:
        SourceRejected: A file cannot be read, or holds an entry that is no maker or product: an unknown name,
            maker, class or owner, a slug, alias or vendor name given twice, an alias of one letter or in
            lower case, a guard that is no regular expression, a wrong identifier, a cycle of owners or parts.
    """
    drafts = _read_sections(paths, {"makers": _MAKER, "products": _PRODUCT})
    _refuse_cycles(drafts["makers"], "owner", "maker")
    makers = _makers(drafts["makers"])
    _refuse_cycles(drafts["products"], "part_of", "product")
    products = tuple(_product(slug, entries, makers) for slug, entries in drafts["products"].items())
    _refuse_company_labels(drafts["products"], makers)
    _refuse_repeats(drafts["products"], "aliases", str)
    _refuse_repeats(drafts["makers"], "names", normalise)
    return Catalogue(makers=tuple(makers.values()), products=products)


def read_programs(*paths: Path) -> ProgramCatalogue:
    """Return programs and statutes of the files, and of the ``*.yaml`` files in the folders, of ``paths``.

    Raises:
        SourceRejected: As for products; the owner is a sub-tier code or a three-digit department code.
    """
    drafts = _read_sections(paths, {"programs": _PROGRAM, "statutes": _STATUTE})
    _refuse_repeats(drafts["programs"] | drafts["statutes"], "aliases", str)
    programs = tuple(
        Program(
            slug=slug,
            label=entries["label"].text(),
            owner_iri=_owner(entries["owner"]),
            aliases=_aliases(entries["aliases"]),
            guards=_guards(entries),
        )
        for slug, entries in drafts["programs"].items()
    )
    statutes = tuple(
        Statute(
            slug=slug,
            label=entries["label"].text(),
            public_law=_public_law(entries.get("public_law")),
            aliases=_aliases(entries["aliases"]),
            guards=_guards(entries),
        )
        for slug, entries in drafts["statutes"].items()
    )
    return ProgramCatalogue(programs=programs, statutes=statutes)


def _read_sections(paths: Iterable[Path], sections: Mapping[str, Mapping[str, bool]]) -> dict[str, dict[str, _Entries]]:
    """Return, per section, the entries by slug, sorted by slug."""
    drafts: dict[str, dict[str, _Entries]] = {section: {} for section in sections}
    for path in _files(paths):
        for section, items in read_located(path).entries(dict.fromkeys(sections, False)).items():
            for item in items.items():
                entries = item.entries(sections[section])
                slug = _slug(entries["slug"])
                if slug in drafts[section]:
                    first = drafts[section][slug]["slug"]
                    entries["slug"].reject(
                        f"{slug!r} stands already at {first.file}:{first.line}.", hint="Give it another slug."
                    )
                drafts[section][slug] = entries
    return {section: dict(sorted(found.items())) for section, found in drafts.items()}


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(path.glob("*.yaml"))
        if not inside:
            raise SourceRejected(
                f"{path}: The folder holds no .yaml file.",
                file=str(path),
                hint="Name the catalogue's folder.",
            )
        yield from inside


def _makers(drafts: Mapping[str, _Entries]) -> dict[str, Maker]:
    makers = {}
    for slug, entries in drafts.items():
        owner = entries.get("owner")
        names = entries["names"].texts()
        if not names:
            entries["names"].reject("A maker needs a legal name.", hint="Write it as records print it.")
        makers[slug] = Maker(
            slug=slug,
            label=entries["label"].text(),
            names=names,
            uei=_identifier(entries.get("uei"), check_uei),
            lei=_identifier(entries.get("lei"), check_lei),
            also=entries["also"].texts() if "also" in entries else (),
            subsidiaries=_subsidiaries(entries.get("subsidiaries")),
            owner=owner.text() if owner else None,
            owner_since=_since(entries.get("owner_since")),
        )
    return makers


def _subsidiaries(listed: Located | None) -> tuple[Subsidiary, ...]:
    if listed is None:
        return ()
    entries = [item.entries({"name": True, "uei": False, "lei": False}) for item in listed.items()]
    return tuple(
        Subsidiary(
            name=one["name"].text(),
            uei=_identifier(one.get("uei"), check_uei),
            lei=_identifier(one.get("lei"), check_lei),
        )
        for one in entries
    )


def _product(slug: str, entries: _Entries, makers: Mapping[str, Maker]) -> Product:
    maker = _known(entries["maker"], makers, "maker")
    part_of = entries.get("part_of")
    return Product(
        slug=slug,
        label=entries["label"].text(),
        maker=maker,
        maker_iri=makers[maker].iri,
        product_class=entries["class"].choice(PRODUCT_CLASSES),
        aliases=_aliases(entries["aliases"]),
        guards=_guards(entries),
        part_of=part_of.text() if part_of else None,
    )


def _slug(written: Located) -> str:
    slug = written.text()
    if not _SLUG.fullmatch(slug):
        written.reject(f"{slug!r} is no slug.", hint="Use lower-case letters, digits and single hyphens.")
    return slug


def _aliases(listed: Located) -> tuple[str, ...]:
    aliases = []
    for item in listed.items():
        alias = item.text()
        if len(alias) < 2:
            item.reject(f"The alias {alias!r} has one letter.", hint="It would hit everywhere: write more of it.")
        if alias != alias.upper():
            item.reject(f"The alias {alias!r} is not upper case.", hint=f"Descriptions are: write {alias.upper()}.")
        aliases.append(alias)
    if not aliases:
        listed.reject("No alias.", hint="Write at least one spelling found in descriptions.")
    return tuple(aliases)


def _guards(entries: _Entries) -> tuple[str, ...]:
    if "guards" not in entries:
        return ()
    guards = []
    for item in entries["guards"].items():
        guard = item.text()
        try:
            re.compile(guard)
        except re.error as error:
            item.reject(f"The guard {guard!r} is no regular expression: {error}.", hint="Escape ( ) [ ] . + * ?")
        guards.append(guard)
    return tuple(guards)


def _known(written: Located, names: Mapping[str, object], what: str) -> str:
    slug = written.text()
    if slug not in names:
        near = get_close_matches(slug, names, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Add the {what} to the catalogue first."
        written.reject(f"There is no {what} {slug!r}.", hint=hint)
    return slug


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


def _since(written: Located | None) -> str | None:
    if written is None:
        return None
    day = written.text()
    if not _DAY.fullmatch(day):
        written.reject(f"{day!r} is no date.", hint="Write 2024, 2024-03 or 2024-03-18.")
    return day


def _refuse_repeats(drafts: Mapping[str, _Entries], name: str, fold: Callable[[str], str]) -> None:
    """Refuse a text that two entries list, or that one entry lists twice in the same spelling."""
    seen: dict[str, tuple[str, Located]] = {}
    for slug, entries in drafts.items():
        for item in entries[name].items():
            key = fold(item.text())
            owner, first = seen.setdefault(key, (slug, item))
            if first is not item and (owner != slug or first.text() == item.text()):
                item.reject(
                    f"{item.text()!r} stands already at {first.file}:{first.line}.",
                    hint="Keep it in one entry.",
                )


def _refuse_company_labels(drafts: Mapping[str, _Entries], makers: Mapping[str, Maker]) -> None:
    """Refuse a product labelled like a company: asking for one of them would be ambiguous."""
    companies = {name.casefold() for maker in makers.values() for name in (maker.label, *maker.also)}
    for entries in drafts.values():
        label = entries["label"].text()
        if label.casefold() in companies:
            entries["label"].reject(f"{label!r} is also a maker's name.", hint=f"Write {label} software, or the like.")


def _refuse_cycles(drafts: Mapping[str, _Entries], name: str, what: str) -> None:
    """Refuse an unknown target and a chain of ``name`` that comes back to where it started."""
    for slug, entries in drafts.items():
        passed = [slug]
        link = entries.get(name)
        while link is not None:
            above = _known(link, drafts, what)
            passed.append(above)
            if above in passed[:-1]:
                link.reject(f"{name} goes in a circle: {' -> '.join(passed)}.", hint="Take one of these out.")
            link = drafts[above].get(name)

"""Catalogue entries as written, merged by slug, before they become makers, products or programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from graph.errors import SourceRejected
from graph.reference.located import Located, read_located

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as written, in one file or, where a user's file extends it, in several.

    Attributes:
        values: Per name, the values given for it in reading order.
    """

    values: Mapping[str, tuple[Located, ...]]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __getitem__(self, name: str) -> Located:
        """Return the last value given for a name: a user's own file has the last word."""
        return self.values[name][-1]

    def get(self, name: str) -> Located | None:
        """Return the last value given for a name, or None."""
        found = self.values.get(name)
        return found[-1] if found else None

    def items(self, *names: str) -> tuple[Located, ...]:
        """Return what all lists of these names hold, in reading order; empty when there is none."""
        return tuple(item for name in names for listed in self.values.get(name, ()) for item in listed.items())

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts that all lists of a name hold, in reading order."""
        return tuple(item.text() for item in self.items(name))

    def extended(self, more: Draft) -> Draft:
        """Return the entry with what another file adds."""
        names = dict.fromkeys((*self.values, *more.values))
        return Draft({name: self.values.get(name, ()) + more.values.get(name, ()) for name in names})


Drafts = dict[str, Draft]
Sections = Mapping[str, Mapping[str, bool]]


def read_sections(paths: Iterable[Path], extra: Iterable[Path], sections: Sections) -> dict[str, Drafts]:
    """Return, per section, the entries by slug, sorted by slug.

    Args:
        paths: Files, and folders of which every ``*.yaml`` file is read; no slug may stand there twice.
        extra: Files read after them; an entry whose slug is known adds to it and needs nothing but the slug.
        sections: Per section, the names its entries may have, and whether they must.
    """
    drafts: dict[str, Drafts] = {section: {} for section in sections}
    for section, item in _written(_files(paths), sections):
        slug, draft = _draft(item, sections[section])
        if slug in drafts[section]:
            first = drafts[section][slug]["slug"]
            draft["slug"].reject(f"{slug!r} stands already at {first.file}:{first.line}.", hint="Give it another slug.")
        drafts[section][slug] = draft
    for section, item in _written(_files(extra), sections):
        known, loose = drafts[section], dict.fromkeys(sections[section], False)
        written = item.entries(loose).get("slug")
        extends = written is not None and written.text() in known
        slug, draft = _draft(item, loose if extends else sections[section])
        known[slug] = known[slug].extended(draft) if extends else draft
    return {section: dict(sorted(found.items())) for section, found in drafts.items()}


def _written(files: Iterable[Path], sections: Sections) -> Iterator[tuple[str, Located]]:
    for path in files:
        for section, items in read_located(path).entries(dict.fromkeys(sections, False)).items():
            yield from ((section, item) for item in items.items())


def _draft(item: Located, known: Mapping[str, bool]) -> tuple[str, Draft]:
    entries = item.entries(known)
    slug = entries["slug"].text()
    if not _SLUG.fullmatch(slug):
        entries["slug"].reject(f"{slug!r} is no slug.", hint="Use lower-case letters, digits and single hyphens.")
    return slug, Draft({name: (value,) for name, value in entries.items()})


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


def known_slug(written: Located, names: Mapping[str, object], what: str) -> str:
    """Return a slug that is one of ``names``.

    Raises:
        SourceRejected: It is not; the hint names the nearest.
    """
    slug = written.text()
    if slug not in names:
        near = get_close_matches(slug, names, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Add the {what} to the catalogue first."
        written.reject(f"There is no {what} {slug!r}.", hint=hint)
    return slug


def refuse_repeats(
    drafts: Drafts, names: Sequence[str], fold: Callable[[str], str], own: Iterable[Path] = ()
) -> dict[str, Located]:
    """Refuse a text that two entries list, or that one entry lists twice in the same spelling.

    Args:
        drafts: The entries.
        names: The lists that are looked at together.
        fold: What makes two spellings the same text.
        own: A user's files: where one of them repeats another file, the user's line is the one to change.

    Returns:
        Where each text, folded, stands first.
    """
    last = {str(path) for path in _files(own)}
    listed = [(slug, item) for slug, draft in drafts.items() for item in draft.items(*names)]
    seen: dict[str, tuple[str, Located]] = {}
    for slug, item in sorted(listed, key=lambda one: one[1].file in last):
        key = fold(item.text())
        owner, first = seen.setdefault(key, (slug, item))
        if first is not item and (owner != slug or first.text() == item.text()):
            item.reject(
                f"{item.text()!r} stands already at {first.file}:{first.line}.",
                hint="Keep it in one entry.",
            )
    return {key: item for key, (_, item) in seen.items()}


def refuse_cycles(drafts: Drafts, name: str, what: str) -> None:
    """Refuse an unknown target and a chain of ``name`` that comes back to where it started."""
    for slug, draft in drafts.items():
        passed = [slug]
        link = draft.get(name)
        while link is not None:
            above = known_slug(link, drafts, what)
            passed.append(above)
            if above in passed[:-1]:
                link.reject(f"{name} goes in a circle: {' -> '.join(passed)}.", hint="Take one of these out.")
            link = drafts[above].get(name)

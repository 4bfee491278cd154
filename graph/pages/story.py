"""A story: ordered views of one page, each with a caption, from a TOML file.

    [[step]]
    title = "Who is paid"
    caption = "Most of the money goes to five companies."
    near = "ICE"            # what lies around one thing; `hops` says how far (1 to 3)

    [[step]]
    title = "The way to Microsoft"
    caption = "Resellers stand in between."
    path = ["ICE", "Microsoft"]

A step may also `pick` a thing (its facts and lines are shown), show `all = true`, a `table = true`, only `years =
[2019, 2024]`, only lines of `least` dollars or more, and `hide` kinds or statuses. Names are those on the page, or ids.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph.errors import SourceRejected
from graph.pages.layout import drawn_kinds
from graph.pages.view import STATUSES, PageStep, PageView

_KEYS = frozenset(("title", "caption", "near", "hops", "path", "pick", "all", "table", "years", "least", "hide"))
_LONGEST_STORY = 1_000_000


@dataclass(frozen=True, slots=True)
class _Names:
    """What a story may call things: ids, and names without regard to case; a name two things bear means neither."""

    ids: frozenset[str]
    by_name: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, view: PageView) -> "_Names":
        by_name: dict[str, list[str]] = {}
        for node in view.nodes:
            by_name.setdefault(node.label.casefold(), []).append(node.id)
        return cls(frozenset(node.id for node in view.nodes), by_name)


def read_story(file: Path, view: PageView, find: Callable[[str], str | None] | None = None) -> tuple[PageStep, ...]:
    """The steps of a story about this view.

    Args:
        file: TOML, as the module's text says.
        view: The page's view; its things are what a story can name.
        find: The id of what another name means, or None; asked when the page has no such name.

    Raises:
        SourceRejected: The file cannot be read, is not TOML, or a step is not right; it names file and step.
    """
    steps = _load(file)
    names = _Names.of(view)
    kinds = set(drawn_kinds(view.nodes, view.edges).values())
    found = []
    for number, step in enumerate(steps, start=1):
        reader = _Step(file, number, step, names, find or (lambda _: None), kinds)
        found.append(PageStep(reader.text("title"), reader.text("caption"), urlencode(reader.state())))
    return tuple(found)


def _load(file: Path) -> list[dict[str, Any]]:
    try:
        if file.stat().st_size > _LONGEST_STORY:
            raise SourceRejected(f"{file} is larger than a story can be (1 MB).", file=str(file))
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceRejected(f"{file} cannot be read: {error.strerror}.", file=str(file)) from error
    except UnicodeDecodeError as error:
        raise SourceRejected(f"{file} is not UTF-8.", file=str(file)) from error
    except tomllib.TOMLDecodeError as error:
        raise SourceRejected(f"{file} is not TOML: {error}.", file=str(file)) from error
    steps = data.get("step")
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        hint = "Write one [[step]] with a title and a caption per view."
        raise SourceRejected(f"{file} has no [[step]].", file=str(file), hint=hint)
    return steps


@dataclass(frozen=True, slots=True)
class _Step:
    """One step as written, with what it may name."""

    file: Path
    number: int
    written: Mapping[str, Any]
    names: _Names
    find: Callable[[str], str | None]
    kinds: set[str]

    def text(self, key: str) -> str:
        value = self.written.get(key, "")
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"has no {key}", f'Write {key} = "...".')
        return value

    def state(self) -> list[tuple[str, str]]:
        """The state as the page's address keeps it."""
        unknown = sorted(set(self.written) - _KEYS)
        if unknown:
            raise self._wrong(
                f"has {unknown[0]!r}, which a step does not know", f"It knows {', '.join(sorted(_KEYS))}."
            )
        return [*self._scene(), *self._filters()]

    def _scene(self) -> list[tuple[str, str]]:
        scenes = [key for key in ("near", "path", "all") if self.written.get(key)]
        if len(scenes) > 1:
            raise self._wrong(f"has both {scenes[0]!r} and {scenes[1]!r}", "Give one.")
        said: list[tuple[str, str]] = []
        if "near" in scenes:
            said += [("near", self._thing("near")), ("hops", str(self._number("hops", 1, 1, 3)))]
        elif "path" in scenes:
            ends = self.written["path"]
            if not isinstance(ends, list) or len(ends) != 2:
                raise self._wrong("has a path that is not two names", 'Write path = ["A", "B"].')
            said += [("path", self._named(end)) for end in ends]
        elif "all" in scenes:
            said.append(("show", "whole"))
        if self.written.get("pick"):
            said.append(("pick", self._thing("pick")))
        return said

    def _filters(self) -> list[tuple[str, str]]:
        said: list[tuple[str, str]] = []
        for hidden in self.written.get("hide", []):
            letter = "s" if hidden in STATUSES else "k" if hidden in self.kinds else ""
            if not letter:
                raise self._wrong(
                    f"hides {hidden!r}, which is no kind or status on the page",
                    f"There are {', '.join([*sorted(self.kinds), *STATUSES])}.",
                )
            said.append(("hide", f"{letter}.{hidden}"))
        years = self.written.get("years")
        if years is not None:
            right = isinstance(years, list) and len(years) == 2 and all(isinstance(year, int) for year in years)
            if not right or not 1000 <= years[0] <= years[1] <= 9999:
                raise self._wrong(f"has years {years!r}", "Write years = [2019, 2024], the earlier first.")
            said.append(("years", f"{years[0]}-{years[1]}"))
        if "least" in self.written:
            said.append(("least", str(self._number("least", 0, 1, 10**15))))
        if self.written.get("table"):
            said.append(("table", "1"))
        return said

    def _number(self, key: str, usual: int, least: int, most: int) -> int:
        value = self.written.get(key, usual)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(f"has {key} = {value!r}", f"Give a whole number from {least:,} to {most:,}.")
        return value

    def _thing(self, key: str) -> str:
        return self._named(self.written[key])

    def _named(self, name: object) -> str:
        if not isinstance(name, str):
            raise self._wrong(f"names {name!r}", "Give a name in quotes.")
        if name in self.names.ids:
            return name
        ids = self.names.by_name.get(name.casefold(), ())
        if len(ids) == 1:
            return ids[0]
        other = self.find(name)
        if other is not None and other in self.names.ids:
            return other
        if ids:
            raise self._wrong(f"names {name!r}, which {len(ids)} things bear", f"Give an id: {', '.join(sorted(ids))}.")
        near = get_close_matches(name.casefold(), self.names.by_name, 1)
        raise self._wrong(
            f"names {name!r}, which is not on the page",
            f"Did you mean {near[0]!r}?" if near else "Names are those on the page, or ids.",
        )

    def _wrong(self, what: str, hint: str) -> SourceRejected:
        return SourceRejected(f"{self.file}: step {self.number} {what}.", file=str(self.file), hint=hint)

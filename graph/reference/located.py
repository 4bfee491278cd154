"""YAML whose values know the file, line and column they stand at.

Curated files are written by people: an error in one must say where to put the cursor. Anchors, aliases and
tags have no use in these files and could blow up a small file, so they are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from graph.errors import SourceRejected

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 5_000_000  # the largest shipped file has 60 kB; libyaml reads 5 MB in about a second
_MAX_DEPTH = 20  # shipped files nest five levels
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))  # what YAML reads as no value, outside quotes


class Located(NamedTuple):
    """One YAML value with its place.

    Attributes:
        line: Where it stands, from 1.
        column: Where it stands, from 1.
        content: A text, the values of a list, or the names and values of a mapping.
        null: Whether YAML reads the text as no value.
    """

    file: str
    line: int
    column: int
    content: str | tuple[Located, ...] | list[tuple[Located, Located]]
    null: bool = False

    def reject(self, what: str, *, hint: str) -> NoReturn:
        """Raise SourceRejected naming file, line and column before ``what``."""
        raise SourceRejected(f"{self.file}:{self.line}:{self.column}: {what}", file=self.file, row=self.line, hint=hint)

    def entries(self, known: Mapping[str, bool]) -> dict[str, Located]:
        """Return the values of a mapping by name; ``known`` says of each name whether it must be there.

        Names whose value is empty (``null``) are left out.

        Raises:
            SourceRejected: No mapping, an unknown, repeated or missing name.
        """
        if not isinstance(self.content, list):
            self.reject("Here a mapping (name: value) is needed.", hint=f"Its names are {', '.join(known)}.")
        found: dict[str, Located] = {}
        for here, value in self.content:
            name = here.text()
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."
                here.reject(f"Unknown name {name!r}.", hint=hint)
            if name in found:
                here.reject(f"The name {name!r} stands here twice.", hint="Keep one of them.")
            if not value.null:
                found[name] = value
        missing = [name for name, needed in known.items() if needed and name not in found]
        if missing:
            self.reject(f"{', '.join(missing)} missing.", hint=f"Add {missing[0]}.")
        return found

    def names(self) -> tuple[str, ...]:
        """Return the names of a mapping, in its order.

        Raises:
            SourceRejected: It is no mapping.
        """
        if not isinstance(self.content, list):
            self.reject("Here a mapping (name: value) is needed.", hint="Give each entry a name and a colon.")
        return tuple(key.text() for key, _ in self.content)

    def items(self) -> tuple[Located, ...]:
        """Return the values of a list, in its order."""
        if not isinstance(self.content, tuple):
            self.reject("Here a list is needed.", hint="Write [a, b] or one '- ' line per value.")
        return self.content

    def text(self) -> str:
        """Return a scalar as text, without the spaces around it.

        Raises:
            SourceRejected: A list, a mapping, or no text at all.
        """
        if not isinstance(self.content, str):
            self.reject("Here one text is needed.", hint="Write it on this line, in quotes if it holds ': ' or '#'.")
        text = self.content.strip()
        if not text:
            self.reject("This text is empty.", hint="Write it, or take the name out.")
        return text

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def choice(self, allowed: Mapping[str, object] | tuple[str, ...], declared_under: str = "") -> str:
        """Return the text if it is one of ``allowed``, to which a file may add under ``declared_under``.

        Raises:
            SourceRejected: It is not; the hint names the nearest, or all.
        """
        text = self.text()
        if text not in allowed:
            near = get_close_matches(text, allowed, n=1)
            known = f"Known: {', '.join(allowed)}." if allowed else "The file declares none."
            hint = f"Did you mean {near[0]}?" if near else known
            more = f" Declare what is new under {declared_under}." if declared_under else ""
            self.reject(f"Unknown value {text!r}.", hint=hint + more)
        return text

    def whole(self) -> int:
        """Return a whole number of at least 0."""
        text = self.text()
        if not (text.isascii() and text.isdigit()):
            self.reject(f"{text!r} is not a whole number from 0 up.", hint="Write digits only.")
        return int(text)

    def flag(self) -> bool:
        """Return ``true`` or ``false``."""
        text = self.text()
        if text not in ("true", "false"):
            self.reject(f"{text!r} is neither true nor false.", hint="Write true or false.")
        return text == "true"


def read_located(path: Path) -> Located:
    """Return the one document of a YAML file (UTF-8).

    Raises:
        SourceRejected: The file is missing, too large, not UTF-8, not YAML, empty, or uses anchors or tags.
    """
    import yaml

    text = _read_text(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        top = _document(str(path), yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SourceRejected(
            f"{path}:{line}:{column}: This is not YAML: {error.problem}.",
            file=str(path),
            row=line,
            hint="Look at quotation marks, colons and indentation (spaces, never tabs) up to this place.",
        ) from error
    except yaml.reader.ReaderError as error:
        raise SourceRejected(
            f"{path}: A character YAML does not allow stands at position {error.position}.",
            file=str(path),
            hint="Take the control character out.",
        ) from error
    if top is None:
        raise SourceRejected(f"{path}: The file is empty.", file=str(path), hint="See the README beside it.")
    return top


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceRejected(
                f"{path}: {size:,} bytes are more than a curated file can have ({MAX_BYTES:,}).",
                file=str(path),
                hint="Split it, one document per file.",
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceRejected(
            f"{path}: The file is not UTF-8 (byte {error.start}).", file=str(path), hint="Save it as UTF-8."
        ) from error
    except OSError as error:
        raise SourceRejected(
            f"{path}: The file cannot be read ({error.strerror}).", file=str(path), hint="Check the path."
        ) from error


def _document(file: str, events: Iterable[yaml.Event]) -> Located | None:
    """Return the value that the events of the parser spell, in one pass: composing nodes first takes twice as long."""
    import yaml

    top: list[Located] = []
    inside = [top]
    opened: list[yaml.Event] = []
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            _refuse_tricks(file, event, len(opened))
            null = event.implicit[0] and event.value in _NULLS
            inside[-1].append(Located(file, *_place(event), event.value, null))
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append(event)
            inside.append([])
            _refuse_tricks(file, event, len(opened))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, held = opened.pop(), inside.pop()
            pairs = isinstance(start, yaml.MappingStartEvent)
            content = list(zip(held[::2], held[1::2], strict=True)) if pairs else tuple(held)
            inside[-1].append(Located(file, *_place(start), content))
        elif isinstance(event, yaml.AliasEvent):
            _refuse_tricks(file, event, len(opened))
        elif isinstance(event, yaml.DocumentStartEvent) and top:
            _refuse(file, event, "This is not YAML: but found another document.", "Keep one document in the file.")
    return top[0] if top else None


def _refuse_tricks(file: str, event: yaml.NodeEvent, depth: int) -> None:
    # An alias event has no tag; the tag "!" only says that a text is one.
    if event.anchor or getattr(event, "tag", None) not in (None, "!"):
        _refuse(file, event, "Anchors, aliases and tags are not allowed.", "Write the value out.")
    if depth > _MAX_DEPTH:
        _refuse(file, event, "The nesting is too deep.", "Write the value out.")


def _refuse(file: str, event: yaml.Event, what: str, hint: str) -> NoReturn:
    line, column = _place(event)
    raise SourceRejected(f"{file}:{line}:{column}: {what}", file=file, row=line, hint=hint)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

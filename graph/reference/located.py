"""YAML whose values know the file, line and column they stand at.

Curated files are written by people: an error in one must say where to put the cursor. Anchors, aliases and
tags have no use in these files and could blow up a small file, so they are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from graph.errors import SourceRejected

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 5_000_000  # the largest shipped file has 40 kB; libyaml reads 5 MB in about a second
_MAX_DEPTH = 20  # shipped files nest five levels


@dataclass(frozen=True, slots=True)
class Located:
    """One YAML value with its place; ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    node: yaml.Node

    def reject(self, what: str, *, hint: str) -> NoReturn:
        """Raise SourceRejected naming file, line and column before ``what``."""
        raise SourceRejected(f"{self.file}:{self.line}:{self.column}: {what}", file=self.file, row=self.line, hint=hint)

    def entries(self, known: Mapping[str, bool]) -> dict[str, Located]:
        """Return the values of a mapping by name; ``known`` says of each name whether it must be there.

        Names whose value is empty (``null``) are left out.

        Raises:
            SourceRejected: No mapping, an unknown, repeated or missing name.
        """
        import yaml

        if not isinstance(self.node, yaml.MappingNode):
            self.reject("Here a mapping (name: value) is needed.", hint=f"Its names are {', '.join(known)}.")
        found: dict[str, Located] = {}
        for key, value in self.node.value:
            here = self._at(key)
            name = here.text()
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."
                here.reject(f"Unknown name {name!r}.", hint=hint)
            if name in found:
                here.reject(f"The name {name!r} stands here twice.", hint="Keep one of them.")
            if value.tag != "tag:yaml.org,2002:null":
                found[name] = self._at(value)
        missing = [name for name, needed in known.items() if needed and name not in found]
        if missing:
            self.reject(f"{', '.join(missing)} missing.", hint=f"Add {missing[0]}.")
        return found

    def names(self) -> tuple[str, ...]:
        """Return the names of a mapping, in its order.

        Raises:
            SourceRejected: It is no mapping.
        """
        import yaml

        if not isinstance(self.node, yaml.MappingNode):
            self.reject("Here a mapping (name: value) is needed.", hint="Give each entry a name and a colon.")
        return tuple(self._at(key).text() for key, _ in self.node.value)

    def items(self) -> tuple[Located, ...]:
        """Return the values of a list, in its order."""
        import yaml

        if not isinstance(self.node, yaml.SequenceNode):
            self.reject("Here a list is needed.", hint="Write [a, b] or one '- ' line per value.")
        return tuple(self._at(child) for child in self.node.value)

    def text(self) -> str:
        """Return a scalar as text, without the spaces around it.

        Raises:
            SourceRejected: A list, a mapping, or no text at all.
        """
        import yaml

        if not isinstance(self.node, yaml.ScalarNode):
            self.reject("Here one text is needed.", hint="Write it on this line, in quotes if it holds ': ' or '#'.")
        text = str(self.node.value).strip()
        if not text:
            self.reject("This text is empty.", hint="Write it, or take the name out.")
        return text

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def choice(self, allowed: Mapping[str, object] | tuple[str, ...]) -> str:
        """Return the text if it is one of ``allowed``.

        Raises:
            SourceRejected: It is not; the hint names the nearest, or all.
        """
        text = self.text()
        if text not in allowed:
            near = get_close_matches(text, allowed, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(allowed)}."
            self.reject(f"Unknown value {text!r}.", hint=hint)
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

    def _at(self, node: yaml.Node) -> Located:
        return Located(self.file, node.start_mark.line + 1, node.start_mark.column + 1, node)


def read_located(path: Path) -> Located:
    """Return the one document of a YAML file (UTF-8).

    Raises:
        SourceRejected: The file is missing, too large, not UTF-8, not YAML, empty, or uses anchors or tags.
    """
    import yaml

    text = _read_text(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_tricks(path, text, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SourceRejected(
            f"{path}:{line}:{column}: This is not YAML: {error.problem}.",
            file=str(path),
            row=line,
            hint="Look at quotation marks, colons and indentation up to this place.",
        ) from error
    except yaml.reader.ReaderError as error:
        raise SourceRejected(
            f"{path}: A character YAML does not allow stands at position {error.position}.",
            file=str(path),
            hint="Take the control character out.",
        ) from error
    if node is None:
        raise SourceRejected(f"{path}: The file is empty.", file=str(path), hint="See the README beside it.")
    return Located(str(path), node.start_mark.line + 1, node.start_mark.column + 1, node)


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


def _refuse_tricks(path: Path, text: str, loader: type[yaml.SafeLoader]) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            continue
        tag = getattr(event, "tag", None)
        trick = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tag not in (None, "!")
        depth += isinstance(event, yaml.CollectionStartEvent)
        if trick or depth > _MAX_DEPTH:
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            what = "Anchors, aliases and tags are not allowed." if trick else "The nesting is too deep."
            raise SourceRejected(
                f"{path}:{line}:{column}: {what}", file=str(path), row=line, hint="Write the value out."
            )

"""House rules: one SPARQL query per file, which selects what breaks the rule, under a header that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceRejected
from graph.model import Severity

RULES = Path(__file__).resolve().parent / "rules"

_HEADER = re.compile(r"^#\s*(title|severity|view|shape|message):\s*(.*?)\s*$")
_NEEDED = ("title", "severity", "view", "message")
_PLACE = re.compile(r"\{(\w+)\}")
_SELECTED = re.compile(r"\bSELECT\b(.*?)\bWHERE\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule.

    Attributes:
        name: File name without its ending.
        title: What breaks the rule.
        severity: Of every finding of the rule.
        everywhere: True where the query sees all graphs as one, false where it sees the default graph.
        message: Sentence with ``{variable}`` where a selected value goes.
        query: The SPARQL text, header included.
        shape: SHACL shape that holds the same, or empty.
    """

    name: str
    title: str
    severity: Severity
    everywhere: bool
    message: str
    query: str
    shape: str = ""

    def say(self, values: dict[str, str]) -> str:
        """Return the message with its gaps filled; a variable without a value leaves ``nothing``."""
        return _PLACE.sub(lambda gap: values.get(gap[1]) or "nothing", self.message)


def load_rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """Return the rules in ``folder``, by name.

    Raises:
        SourceRejected: A rule's header lacks a line, names an unknown severity or view, or its message a
            variable that the query does not select.
    """
    return tuple(_read(file) for file in sorted(folder.glob("*.rq")))


def _read(file: Path) -> Rule:
    query = file.read_text(encoding="utf-8")
    header = {found[1]: found[2] for line in query.splitlines() if (found := _HEADER.match(line))}
    for key in _NEEDED:
        if not header.get(key):
            raise SourceRejected(
                f"Rule {file.name} has no header line {key!r}.", file=str(file), hint=f"Add '# {key}: ...'."
            )
    severity, view = header["severity"], header["view"]
    if severity not in set(Severity):
        raise SourceRejected(
            f"Rule {file.name} has the unknown severity {severity!r}.",
            file=str(file),
            hint="Use error, warning or info.",
        )
    if view not in ("stated", "all"):
        raise SourceRejected(
            f"Rule {file.name} has the unknown view {view!r}.", file=str(file), hint="Use stated or all."
        )
    selected = _SELECTED.search(query)
    known = set(re.findall(r"\?(\w+)", selected[1])) if selected else set()
    for gap in _PLACE.findall(header["message"]):
        if gap not in known:
            raise SourceRejected(
                f"The message of rule {file.name} names {{{gap}}}, which its query does not select.",
                file=str(file),
                hint="It selects: " + (", ".join(sorted(known)) or "nothing") + ".",
            )
    return Rule(
        name=file.stem,
        title=header["title"],
        severity=Severity(severity),
        everywhere=view == "all",
        message=header["message"],
        query=query,
        shape=header.get("shape", ""),
    )

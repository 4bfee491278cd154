"""Named questions: SPARQL files whose header says what they ask, what they need and what they return."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import terms
from graph.errors import UnknownName, UsageProblem, ValueRejected
from graph.questions.checking import nearest

TYPES = ("IRI", "text", "integer", "decimal", "date")
_LIBRARY = Path(__file__).with_name("library")
_HEADER = re.compile(r"#\s*(title|view|param|returns):\s*(.+)")
_FIELD = re.compile(r"(\w+)\s+(\w+)\s+(.+)")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a result: its name, its type (one of ``TYPES``) and what it is."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked by name.

    Attributes:
        view: The view it is meant for, see `run_query`.
        sparql: Its text, with a gap ``VALUES ?name { UNDEF }`` per parameter; as it stands, it asks for all.
    """

    name: str
    title: str
    params: tuple[Field, ...]
    returns: tuple[Field, ...]
    view: str
    sparql: str

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the query with each parameter bound to a value; what is given as text can only become a term.

        Raises:
            UsageProblem: A parameter is missing or not one of the question's.
            ValueRejected: A value is not of the parameter's type.
        """
        known = {field.name: field for field in self.params}
        usage = "It takes: " + ", ".join(f"{field.name}={field.type}" for field in self.params) + "."
        for name in values:
            if name not in known:
                raise UsageProblem(f"Question {self.name} has no parameter {name!r}.", hint=usage)
        text = self.sparql
        for field in self.params:
            if field.name not in values:
                raise UsageProblem(f"Question {self.name} needs a value for {field.name!r}.", hint=usage)
            term = term_text(values[field.name], field)
            text = gap(field.name).sub(lambda _, name=field.name, term=term: f"VALUES ?{name} {{ {term} }}", text)  # type: ignore[misc]
        return text


def gap(name: str) -> re.Pattern[str]:
    """Return the pattern of the gap for a parameter in a question's text."""
    return re.compile(rf"VALUES\s+\?{name}\s*\{{\s*UNDEF\s*\}}")


def list_questions() -> list[Question]:
    """Return all questions that come with the program, by name."""
    return named_in(_LIBRARY)


def named_in(folder: Path) -> list[Question]:
    """Return the questions in the ``.rq`` files of a folder, by name.

    Raises:
        ValueRejected: A header has no title, or a line that cannot be read.
    """
    return [_read(file) for file in sorted(folder.glob("*.rq"))]


def load_question(name: str) -> Question:
    """Return the question called ``name``.

    Raises:
        UnknownName: There is none; the hint has the nearest name, or all.
    """
    questions = {question.name: question for question in list_questions()}
    if name in questions:
        return questions[name]
    near = nearest(name, questions)
    raise UnknownName(
        f"There is no question {name!r}.",
        hint=f"Did you mean {near}?" if near else "There are: " + ", ".join(questions) + ".",
    )


def term_text(value: str, field: Field) -> str:
    """Return a value as the SPARQL text of one term of the field's type, everything escaped.

    Raises:
        ValueRejected: It is not of that type.
    """
    import pyoxigraph as ox

    try:
        if field.type == "IRI":
            return str(ox.NamedNode(terms.expand(value)))
        if field.type == "text":
            return str(ox.Literal(value))
        checked = _day(value, field) if field.type == "date" else _checked(value, field.type)
    except ValueError as error:
        raise ValueRejected(
            f"Value {value!r} for {field.name!r} is not of type {field.type}: {error}.", hint=_EXAMPLES[field.type]
        ) from error
    return str(ox.Literal(checked, datatype=ox.NamedNode(terms.XSD + field.type)))


_EXAMPLES = {
    "IRI": "Write an IRI such as id:subagency-7012.",
    "text": "",
    "integer": "Write a whole number such as 2025.",
    "decimal": "Write a number such as 1000000.00.",
    "date": "Write a day, month or year such as 2025-09-30, 2025-09 or 2025.",
}


def _checked(value: str, kind: str) -> str:
    if kind == "integer":
        return str(int(value))
    if kind == "decimal":
        if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", value):
            raise ValueError("digits and one point are expected")
        return value
    raise ValueError(f"there is no type {kind}")


def _day(value: str, field: Field) -> str:
    """Return a day; of a month or year its first, and its last where the field is called ``last``."""
    from graph.dates import PartialDate

    try:
        found = PartialDate.parse(value)
    except ValueRejected as refused:
        raise ValueError(refused.what.rstrip(".")) from refused
    return (found.last if field.name == "last" else found.first).isoformat()


def _read(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    header: dict[str, list[str]] = {"title": [], "view": [], "param": [], "returns": []}
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if match:
            header[match[1]].append(match[2].strip())
    if not header["title"]:
        raise ValueRejected(f"Question {file.name} has no title.", hint="Its first line should be: # title: ...?")
    return Question(
        name=file.stem,
        title=header["title"][0],
        params=tuple(_field(line) for line in header["param"]),
        returns=tuple(_field(line) for line in header["returns"]),
        view=header["view"][0] if header["view"] else "stated",
        sparql=text,
    )


def _field(line: str) -> Field:
    match = _FIELD.fullmatch(line)
    if match is None or match[2] not in TYPES:
        raise ValueRejected(
            f"Header line {line!r} is not: name, type, meaning.", hint="Types: " + ", ".join(TYPES) + "."
        )
    return Field(match[1], match[2], match[3])

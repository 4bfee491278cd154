"""Footnotes written out: plain, Markdown, BibTeX and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from graph.citations import Citation, Source
from graph.evidence import Json
from graph.sentences import printable

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
# LaTeX, "special characters": each needs its own way to be printed.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile(r"[^A-Za-z0-9._-]+")
_URL_SIGNS = re.compile(r"[{}\\^%#\s]")


def plain_lines(citation: Citation) -> Iterator[str]:
    """Yield the statements with their numbers, the footnotes, and the id of the answer."""
    for one in citation.statements:
        marks = "".join(f"[{number}]" for number in one.notes)
        more = f" (+{one.more} more)" if one.more else ""
        yield printable(f"[{one.status.upper()}] {one.text} {marks}{more}".rstrip())
    yield ""
    for number, note in enumerate(citation.notes, start=1):
        yield printable(f"[{number}] {note.text}" + (f". {note.source.url}" if note.source.url else ""))
    yield ""
    yield f"{citation.answer}, snapshot {citation.snapshot[:16]}"


def markdown_lines(citation: Citation) -> Iterator[str]:
    """Yield the same as Markdown with footnotes (``[^1]``), as Pandoc and GitHub read them."""
    for one in citation.statements:
        marks = "".join(f"[^{number}]" for number in one.notes)
        more = f" (+{one.more} more)" if one.more else ""
        yield f"{_marked(one.text)} *({_marked(one.status)})*{marks}{more}"
        yield ""
    for number, note in enumerate(citation.notes, start=1):
        address = f" <{note.source.url}>" if note.source.url else ""
        yield f"[^{number}]: {_marked(note.text)}.{address}"
    yield ""
    yield f"`{citation.answer}`, snapshot `{citation.snapshot[:16]}`"


def bibtex_lines(citation: Citation) -> Iterator[str]:
    """Yield one ``@misc`` entry per source; its note holds all that is cited there, and the answer's id."""
    for source, numbers in citation.sources.items():
        fields = {
            "title": f"{{{_latex(source.title)}}}",
            "author": f"{{{_latex(source.publisher)}}}" if source.publisher else "",
            "year": source.date[:4],
            "month": _MONTHS[int(source.date[5:7]) - 1] if len(source.date) >= 7 else "",
            "url": _URL_SIGNS.sub(lambda sign: f"%{ord(sign[0]):02X}", source.url),
            "howpublished": _latex(source.place),
            "note": _latex(_note(citation, numbers)),
        }
        yield f"@misc{{{_KEY.sub('-', source.id)},"
        for name, value in fields.items():
            if value:
                yield f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        yield "}"
        yield ""


def csl_items(citation: Citation) -> list[Json]:
    """Return one CSL-JSON item per source (citationstyles.org, CSL data 1.0)."""
    return [_csl_item(citation, source, numbers) for source, numbers in citation.sources.items()]


def _csl_item(citation: Citation, source: Source, numbers: list[int]) -> Json:
    document = source.kind == "document"
    item: Json = {
        "id": source.id,
        "type": "article-newspaper" if document else "dataset",
        "title": source.title,
    }
    if source.publisher:
        item["publisher"] = source.publisher
        if document:
            item["container-title"] = source.publisher
    if source.date:
        item["issued"] = {"date-parts": [[int(part) for part in source.date.split("-")]]}
    if source.url:
        item["URL"] = source.url
    if source.place:
        item["archive_location"] = source.place
    return item | {"note": _note(citation, numbers)}


def _note(citation: Citation, numbers: list[int]) -> str:
    cited = " | ".join(f"[{number}] {printable(citation.notes[number - 1].text)}" for number in numbers)
    return f"{cited} | {citation.answer}, snapshot {citation.snapshot[:16]}"


def _marked(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", printable(" ".join(text.split())))


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in printable(" ".join(text.split())))


LINES: Mapping[str, Callable[[Citation], Iterator[str]]] = {
    "plain": plain_lines,
    "md": markdown_lines,
    "bibtex": bibtex_lines,
}

"""N-Quads lines (RDF 1.1 N-Quads), for the few thousand statements that curated files give."""

from __future__ import annotations

from graph import terms

# RDF 1.1 N-Quads, ECHAR: only these four must be escaped in a string; everything else stays as UTF-8.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def node(iri: str) -> str:
    """Return an IRI as a term."""
    return f"<{iri}>"


def text(value: str) -> str:
    r"""Return a plain string as a term.

    >>> print(text('say "no"'))
    "say \"no\""
    """
    return f'"{value.translate(_ESCAPES)}"'


def typed(value: str, datatype: str) -> str:
    """Return a literal of an XSD type, by its full IRI, as a term."""
    return f"{text(value)}^^<{datatype}>"


def flag(value: bool) -> str:
    """Return true or false as a term."""
    return typed(str(value).lower(), terms.XSD_BOOLEAN)


def line(subject: str, predicate: str, target: str, graph: str = "") -> str:
    """Return one line without line end; ``target`` is a term, the rest IRIs; no graph is the default."""
    place = f" <{graph}>" if graph else ""
    return f"<{subject}> <{predicate}> {target}{place} ."

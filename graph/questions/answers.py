"""The answer to a query, read once: as rows of terms, as short values for a table, or as a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import IO, TYPE_CHECKING

from graph import terms
from graph.errors import UsageProblem

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.questions.process import QueryProcess

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RESULT_FORMATS = ("json", "xml", "csv", "tsv")  # of the W3C, for SELECT and ASK
RDF_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")  # for CONSTRUCT and DESCRIBE
_INTEGERS = frozenset(
    terms.XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)


class QueryResult:
    """The answer to one query. It is computed while it is read, and can be read once, in one way.

    Reading raises TimedOut when the time is over: an answer is whole or an error, never cut short in silence.
    Use it in a ``with`` statement, or read it to its end, or ``close`` it.

    Attributes:
        kind: ``select``, ``ask`` or ``graph`` (CONSTRUCT, DESCRIBE).
        variables: Of a SELECT, in order, without the question mark.
        warnings: Sentences for the person who asked: terms and graphs that do not exist.
    """

    def __init__(self, process: QueryProcess, warnings: tuple[str, ...]) -> None:
        self._process = process
        self.kind: str = process.header["kind"]
        self.variables: tuple[str, ...] = tuple(process.header["variables"])
        self.warnings = warnings

    @property
    def found(self) -> bool | None:
        """Whether there was a row, a triple, or the answer yes; None until the answer was read to its end."""
        return self._process.found

    @property
    def columns(self) -> tuple[str, ...]:
        """Titles for what ``table`` yields."""
        return {"select": self.variables, "ask": ("answer",)}.get(self.kind, ("subject", "predicate", "object"))

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows of a SELECT as pyoxigraph terms, None for what is unbound."""
        import pyoxigraph as ox

        process = self._begun("select", "json")
        with self, io.BufferedReader(process) as stream:
            found = ox.parse_query_results(stream, ox.QueryResultsFormat.JSON)
            for row in found:  # type: ignore[union-attr]  # an ASK was refused above
                yield tuple(row)

    def __iter__(self) -> Iterator[tuple[Term | None, ...] | ox.Triple]:
        """Yield what ``rows`` does, or what ``triples`` does of a CONSTRUCT or DESCRIBE.

        An answer has no length before it was read: ``list(result)`` has one.
        """
        return iter(self.triples() if self.kind == "graph" else self.rows())

    def answer(self) -> bool:
        """Return the answer to an ASK."""
        process = self._begun("ask", "tsv")
        with self, io.BufferedReader(process) as stream:
            return stream.read() == b"true"

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        import pyoxigraph as ox

        process = self._begun("graph", "ntriples")
        with self, io.BufferedReader(process) as stream:
            for quad in ox.parse(stream, ox.RdfFormat.N_TRIPLES):
                yield quad.triple

    def table(self) -> Iterator[tuple[object, ...]]:
        """Yield rows under ``columns``: IRIs with their prefix, numbers as numbers, all else as text."""
        if self.kind == "ask":
            yield (self.answer(),)
        elif self.kind == "select":
            for row in self.rows():
                yield tuple(plain_value(term) for term in row)
        else:
            for triple in self.triples():
                yield tuple(plain_value(term) for term in (triple.subject, triple.predicate, triple.object))

    def write(self, stream: IO[bytes], format: str) -> bool:
        """Write the answer as a W3C results document or as RDF; return whether there was any result.

        Args:
            stream: Takes bytes; of a text stream, its ``buffer``.
            format: One of ``RESULT_FORMATS`` for SELECT and ASK, of ``RDF_FORMATS`` for graphs.

        Raises:
            UsageProblem: There is no such format for this kind of answer.
            TimedOut: The time is over; what was written is not the answer.
        """
        formats = RDF_FORMATS if self.kind == "graph" else RESULT_FORMATS
        if format not in formats:
            raise UsageProblem(
                f"There is no format {format!r} for the answer to this kind of query.",
                hint="Choose one of: " + ", ".join(formats) + ".",
            )
        with self:
            process = self._begun(self.kind, format)
            while data := process.read(1 << 16):
                stream.write(data)
        stream.flush()
        return bool(self.found)

    def close(self) -> None:
        """End the query if it is still running; doing it twice is harmless."""
        self._process.close()

    def __enter__(self) -> QueryResult:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begun(self, kind: str, style: str) -> QueryProcess:
        if self._process.closed:
            raise UsageProblem("This answer was read already.", hint="Run the query again.")
        if kind != self.kind:
            raise UsageProblem(f"This is the answer to another kind of query: {self.kind}, not {kind}.")
        self._process.begin(style)
        return self._process


def plain_value(term: Term | None) -> object:
    """Return a term as a plain value: None, a name with its prefix, a number, a boolean, or text.

    Example:
        >>> import pyoxigraph as ox
        >>> plain_value(ox.NamedNode("https://w3id.org/vendorgraph/id/agency-070"))
        'id:agency-070'
        >>> plain_value(ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
        Decimal('1.50')
    """
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        value = getattr(term, "value", None)
        return terms.curie(value) if str(term).startswith("<") and value else str(term)
    return _literal_value(term.value, datatype.value)  # type: ignore[union-attr]


def _literal_value(text: str, datatype: str) -> object:
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype == terms.XSD_DECIMAL:
            return Decimal(text)
        if datatype in (terms.XSD + "double", terms.XSD + "float"):
            return float(text)
    except (ValueError, InvalidOperation):
        return text  # a literal that is not of the type it claims
    if datatype == terms.XSD_BOOLEAN:
        return text in ("true", "1")
    return text

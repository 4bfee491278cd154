"""Runs one query in a process of its own, so that it can be ended at any moment; started by `answers`.

Oxigraph has no way to stop a query. This file is run as a script and imports nothing of ours: starting it
costs 25 ms. On stdin come two lines of JSON: what to ask; then, once the kind of the answer is known, in which
format to write it. On stdout go one line of JSON and the answer. The exit code says how it ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any, BinaryIO, cast

FOUND, EMPTY, FAILED = 0, 10, 11  # exit codes; signals and anything else mean that it died


class Tally:
    """A binary stream that passes everything on and can tell whether a results document had any results."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines = 0
        self._tail = b""

    def write(self, data: bytes) -> int:
        """Write all of ``data``."""
        self._lines += data.count(b"\n")
        self._tail = (self._tail + data)[-64:]
        self._stream.write(data)
        return len(data)

    def flush(self) -> None:
        """Send on what is buffered."""
        self._stream.flush()

    def found(self, style: str) -> bool:
        """Say whether the document written in ``style`` had a row in it."""
        if style in ("csv", "tsv"):
            return self._lines > 1
        return not self._tail.endswith((b'"bindings":[]}}', b"<results></results></sparql>"))


def _say(reply: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent(lifeline: int) -> None:
    """Have the system end this process (SIGIO) when the other end of a pipe closes because the parent died."""
    import fcntl

    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _in_order(ox: Any, request: dict[str, Any]) -> str:
    """Return the query with its variables, in the order of its text, for the ``*`` of a ``SELECT *``.

    Oxigraph has them in an order of its own. Which of them are in scope it says of an empty store, at no cost.
    """
    query: str = request["query"]
    star: int | None = request.get("star")
    if star is None:
        return query
    scope = {one.value for one in ox.Store().query(query, prefixes=request["prefixes"]).variables}
    names = [name for name in request["variables"] if name in scope]
    # Without a variable there is nothing to put in order, and an empty list is no SPARQL.
    return f"{query[:star]}{' '.join('?' + name for name in names)}{query[star + 1 :]}" if names else query


def _own_terms(ox: Any, store: Any, unknown: list[str]) -> list[str]:
    """Return those of the ``unknown`` terms that the store has anywhere, and the relations it declares itself."""
    if not unknown:
        return []
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    declares = (None, ox.NamedNode(rdf + "type"), ox.NamedNode(rdf + "Property"), ox.DefaultGraph())
    own = [quad.subject.value for quad in store.quads_for_pattern(*declares)]
    for iri in unknown:
        term = ox.NamedNode(iri)
        places = ((term, None, None, None), (None, term, None, None), (None, None, term, None))
        if any(next(store.quads_for_pattern(*place), None) for place in places):
            own.append(iri)
    return own


def _answer(result: Any, style: str, prefixes: dict[str, str]) -> int:
    import pyoxigraph as ox

    out = Tally(sys.stdout.buffer)
    if isinstance(result, ox.QueryTriples):
        from itertools import chain

        rdf = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "nquads": "N_QUADS", "trig": "TRIG"}
        rdf |= {"jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
        first = next(result, None)
        triples = chain([first], result) if first is not None else iter(())
        ox.serialize(triples, cast(BinaryIO, out), getattr(ox.RdfFormat, rdf[style]), prefixes=prefixes)
        code = FOUND if first is not None else EMPTY
    else:
        result.serialize(out, getattr(ox.QueryResultsFormat, style.upper()))
        found = bool(result) if isinstance(result, ox.QueryBoolean) else out.found(style)
        code = FOUND if found else EMPTY
    out.flush()
    return code


def main() -> int:
    """Answer one request and return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it at once, also inside Oxigraph
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    request = json.loads(sys.stdin.buffer.readline())
    _end_with_parent(request["lifeline"])
    sys.path[:] = request["path"]
    import pyoxigraph as ox

    try:
        store = ox.Store.read_only(request["store"])
        result = store.query(
            _in_order(ox, request), prefixes=request["prefixes"], use_default_graph_as_union=request["union"]
        )
    except SyntaxError as error:
        _say({"error": "syntax", "message": str(error)})
        return FAILED
    except (OSError, RuntimeError, ValueError) as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "other"
        _say({"error": kind, "message": str(error)})
        return FAILED
    unknown = [iri for iri in request["graphs"] if not store.contains_named_graph(ox.NamedNode(iri))]
    kind = {ox.QuerySolutions: "select", ox.QueryBoolean: "ask", ox.QueryTriples: "graph"}[type(result)]
    variables = [one.value for one in result.variables] if isinstance(result, ox.QuerySolutions) else []
    own = _own_terms(ox, store, request.get("terms", ()))
    _say({"kind": kind, "variables": variables, "unknown": unknown, "own": own})
    order = sys.stdin.buffer.readline()
    if not order:
        return EMPTY  # nobody wants the answer
    try:
        return _answer(result, json.loads(order)["format"], request["prefixes"])
    except (OSError, RuntimeError, ValueError) as error:
        sys.stdout.buffer.flush()
        sys.stderr.write(str(error))
        return FAILED


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Leaving by the normal way would first close the store: nothing to save there, and it takes time.
    os._exit(code)

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from graph import terms
from graph.questions import worker
from graph.store.embedded import EmbeddedStore


@pytest.fixture
def asked(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run the worker in this process: give it a query and a format, get exit code, header, answer and complaint."""

    def ask(query: str, order: str = "", *, path: Path = store.path, graphs: list[str] | None = None):  # type: ignore[no-untyped-def]
        request = {
            "path": sys.path,
            "lifeline": 7,
            "store": str(path),
            "query": query,
            "prefixes": terms.PREFIXES,
            "union": False,
            "graphs": graphs or [],
        }
        lines = json.dumps(request) + "\n" + (json.dumps({"format": order}) + "\n" if order else "")
        out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        monkeypatch.setattr(worker, "_end_with_parent", lambda _: None)
        code = worker.main()
        header, _, answer = out.buffer.getvalue().partition(b"\n")
        return code, json.loads(header), answer, err.getvalue()

    return ask


def test_the_answer_follows_its_header(asked) -> None:  # type: ignore[no-untyped-def]
    assert asked("SELECT ?v { id:award-1 vg:recipient ?v }", "tsv", graphs=[terms.GRAPH_CLAIMS, "a:g"]) == (
        worker.FOUND,
        {"kind": "select", "variables": ["v"], "unknown": ["a:g"], "own": []},
        f"?v\n<{terms.ID}vendor-four>\n".encode(),
        "",
    )


@pytest.mark.parametrize(
    ("query", "order", "code", "answer"),
    [
        pytest.param("ASK { ?a a vg:Award }", "tsv", worker.FOUND, b"true", id="yes"),
        pytest.param("ASK { ?a a vg:Office }", "json", worker.EMPTY, b'{"head":{},"boolean":false}', id="no"),
        pytest.param("SELECT ?a { ?a a vg:Office }", "csv", worker.EMPTY, b"a\r\n", id="no-rows"),
        pytest.param("CONSTRUCT WHERE { ?a a vg:Office }", "ntriples", worker.EMPTY, b"", id="no-triples"),
        pytest.param("ASK { ?a a vg:Award }", "", worker.EMPTY, b"", id="nobody-wants-it"),
    ],
)
def test_the_exit_code_says_whether_there_was_anything(asked, query, order, code, answer) -> None:  # type: ignore[no-untyped-def]
    found = asked(query, order)

    assert (found[0], found[2], found[3]) == (code, answer, "")


def test_a_graph_is_written_with_prefixes(asked) -> None:  # type: ignore[no-untyped-def]
    code, header, answer, _ = asked("CONSTRUCT WHERE { id:award-1 vg:recipient ?v }", "turtle")

    assert (code, header["kind"]) == (worker.FOUND, "graph")
    assert answer.endswith(b"id:award-1 vg:recipient id:vendor-four .\n")


@pytest.mark.parametrize(
    ("query", "path", "error"),
    [
        pytest.param("SELECT", None, "syntax", id="syntax"),
        pytest.param("ASK { ?a ?b ?c }", Path("/nowhere/at/all"), "missing", id="no-store"),
        pytest.param("SELECT ?x { BIND(<a:f>(1) AS ?x) }", None, "other", id="function"),
    ],
)
def test_what_cannot_be_asked_is_said_in_the_header(asked, store, query, path, error) -> None:  # type: ignore[no-untyped-def]
    code, header, _, _ = asked(query, "json", path=path or store.path)

    assert (code, header["error"]) == (worker.FAILED, error)


def test_what_fails_on_its_way_is_said_at_the_end(asked, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def fail(*_: object) -> int:
        raise OSError("disk error")

    monkeypatch.setattr(worker, "_answer", fail)

    code, _, _, complaint = asked("ASK { ?a ?b ?c }", "json")

    assert (code, complaint) == (worker.FAILED, "disk error")


def test_the_system_is_told_to_end_it_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    calls: list[tuple[int, ...]] = []

    def record(*call: int) -> int:
        calls.append(call)
        return 0

    monkeypatch.setattr(fcntl, "fcntl", record)

    worker._end_with_parent(7)

    assert calls == [(7, fcntl.F_SETOWN, os.getpid()), (7, fcntl.F_GETFL), (7, fcntl.F_SETFL, os.O_ASYNC)]


def test_a_tally_sees_through_writes_of_any_size() -> None:
    tally = worker.Tally(io.BytesIO())

    for byte in b'{"head":{"vars":["a"]},"results":{"bindings":[]}}':
        assert tally.write(bytes([byte])) == 1
    tally.flush()

    assert not tally.found("json")

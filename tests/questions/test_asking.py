from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import DiskTrouble, GraphError, GraphNotFound, QueryRejected, TimedOut, UsageProblem
from graph.questions import process as process_module
from graph.questions import run_query
from graph.questions.answers import QueryResult, plain_value
from graph.store.embedded import EmbeddedStore

EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
SUMS = f"SELECT (COUNT(*) AS ?n) {EVERYTHING} }}"  # is worked on before there is any word of an answer
NEVER = "FILTER(STRLEN(CONCAT(STR(?a), STR(?f), STR(?l))) = 1)"
FOR_EVER = f"SELECT ?a {EVERYTHING} {NEVER} }}"  # answers at once, and never with a row
NETS = "SELECT ?award ?net { ?award vg:netObligation ?net } ORDER BY ?award"


def written(result: QueryResult, format: str) -> bytes:
    stream = io.BytesIO()
    result.write(stream, format)
    return stream.getvalue()


def test_a_select_gives_rows_of_terms(store: EmbeddedStore) -> None:
    result = run_query(store, NETS)

    rows = list(result.rows())

    assert (result.kind, result.variables, result.warnings, result.found) == ("select", ("award", "net"), (), True)
    assert [[str(term) for term in row] for row in rows] == [
        [f"<{terms.ID}award-1>", f'"100.5"^^<{terms.XSD_DECIMAL}>'],
        [f"<{terms.ID}award-2>", f'"-10"^^<{terms.XSD_INTEGER}>'],
        [f"<{terms.ID}award-3>", f'"7"^^<{terms.XSD_DECIMAL}>'],
    ]


def test_an_answer_is_iterated_over_as_rows_or_triples(store: EmbeddedStore) -> None:
    construct = "CONSTRUCT { ?v a vg:Vendor } WHERE { id:award-1 vg:recipient ?v }"

    assert list(run_query(store, NETS)) == list(run_query(store, NETS).rows())
    assert list(run_query(store, construct)) == list(run_query(store, construct).triples())
    with pytest.raises(UsageProblem, match="another kind of query: ask, not select"):
        next(iter(run_query(store, "ASK { ?a a vg:Award }")))


def test_a_table_has_short_names_and_numbers(store: EmbeddedStore) -> None:
    result = run_query(store.path, NETS + " LIMIT 2")

    assert result.columns == ("award", "net")
    assert list(result.table()) == [("id:award-1", Decimal("100.5")), ("id:award-2", -10)]


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        pytest.param("SELECT * { ?vendor ^vg:recipient ?award . ?award vg:netObligation ?net }", "vendor award net"),
        pytest.param("select distinct *\nwhere { $net ^vg:netObligation ?award }", "net award"),
        pytest.param("SELECT * { { SELECT ?a { ?b vg:netObligation ?a } } ?a ?p ?o }", "a p o", id="inner-left-out"),
        pytest.param("SELECT * { ?z vg:piid ?a FILTER(?c > 1) BIND(1 AS ?b) }", "z a b", id="unbound-left-out"),
        pytest.param("# SELECT * { ?b ?a ?c }\nSELECT ?a (2 * ?a AS ?b) { ?c vg:netObligation ?a }", "a b"),
        pytest.param("SELECT ?n { { SELECT * { ?b vg:netObligation ?n } } }", "n", id="inner-star"),
        pytest.param("SELECT * { id:award-1 a vg:Award }", "", id="no-variables"),
    ],
)
def test_all_variables_stand_in_the_order_of_the_text(store: EmbeddedStore, text: str, variables: str) -> None:
    expected = tuple(variables.split())
    result = run_query(store, text)

    assert result.variables == expected
    assert {len(row) for row in result.rows()} <= {len(expected)}
    assert json.loads(written(run_query(store, text), "json"))["head"]["vars"] == list(expected)


def test_a_wrong_query_for_all_variables_is_told_where(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRejected, match="line 1, column 19"):
        run_query(store, "SELECT * { ?a vg:b }")


@pytest.mark.parametrize(
    ("text", "answer"),
    [pytest.param("ASK { ?a a vg:Award }", True, id="yes"), pytest.param("ASK { ?a a vg:Office }", False, id="no")],
)
def test_an_ask_is_answered(store: EmbeddedStore, text: str, answer: bool) -> None:
    result = run_query(store, text)

    assert result.columns == ("answer",)
    assert list(result.table()) == [(answer,)]
    assert result.found is answer


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("CONSTRUCT { ?a vg:recipient ?v } { ?a vg:recipient ?v ; vg:piid 'x' }", id="construct"),
        pytest.param("DESCRIBE id:nothing", id="describe"),
    ],
)
def test_a_graph_may_be_empty(store: EmbeddedStore, text: str) -> None:
    result = run_query(store, text)

    assert list(result.triples()) == []
    assert result.found is False


def test_a_construct_gives_triples(store: EmbeddedStore) -> None:
    result = run_query(store, "CONSTRUCT { ?v a vg:Vendor } WHERE { id:award-1 vg:recipient ?v }")

    assert (result.kind, result.columns) == ("graph", ("subject", "predicate", "object"))
    assert list(result.table()) == [("id:vendor-four", "rdf:type", "vg:Vendor")]
    assert result.found is True


def test_a_describe_gives_what_is_said_of_a_thing(store: EmbeddedStore) -> None:
    triples = list(run_query(store, "DESCRIBE id:product-azure").triples())

    assert {triple.predicate.value for triple in triples} == {terms.TYPE, terms.PREF_LABEL, terms.MADE_BY}


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_results_are_written_as_the_w3c_says(store: EmbeddedStore, format: str) -> None:
    text = written(run_query(store, NETS), format)

    if format in ("json", "xml", "tsv"):
        found = ox.parse_query_results(text, getattr(ox.QueryResultsFormat, format.upper()))
        assert isinstance(found, ox.QuerySolutions)
        assert [str(row["net"].value) for row in found] == ["100.5", "-10", "7"]
    else:
        assert text.decode().split("\r\n")[:2] == ["award,net", f"{terms.ID}award-1,100.5"]


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(NETS, True, id="rows"),
        pytest.param("SELECT ?a ?b { ?a vg:cage ?b }", False, id="no-rows"),
        pytest.param("SELECT ?x { OPTIONAL { ?a vg:cage ?x } }", True, id="one-row-of-nothing"),
        pytest.param("ASK { ?a a vg:Award }", True, id="yes"),
        pytest.param("ASK { ?a a vg:Office }", False, id="no"),
    ],
)
def test_writing_tells_whether_there_was_anything(store: EmbeddedStore, text: str, found: bool, format: str) -> None:
    assert run_query(store, text).write(io.BytesIO(), format) is found


@pytest.mark.parametrize(
    ("format", "rdf"),
    [
        pytest.param("turtle", ox.RdfFormat.TURTLE, id="turtle"),
        pytest.param("ntriples", ox.RdfFormat.N_TRIPLES, id="ntriples"),
        pytest.param("nquads", ox.RdfFormat.N_QUADS, id="nquads"),
        pytest.param("trig", ox.RdfFormat.TRIG, id="trig"),
        pytest.param("jsonld", ox.RdfFormat.JSON_LD, id="jsonld"),
        pytest.param("rdfxml", ox.RdfFormat.RDF_XML, id="rdfxml"),
    ],
)
def test_graphs_are_written_in_every_rdf_format(store: EmbeddedStore, format: str, rdf: ox.RdfFormat) -> None:
    text = written(run_query(store, "CONSTRUCT WHERE { id:award-1 ?p ?o }"), format)

    subjects = {str(quad.subject) for quad in ox.parse(text, rdf)}
    assert subjects == {f"<{terms.ID}award-1>"}
    assert len(list(ox.parse(text, rdf))) == 11


def test_turtle_has_our_prefixes(store: EmbeddedStore) -> None:
    text = written(run_query(store, "CONSTRUCT WHERE { id:award-1 vg:recipient ?o }"), "turtle").decode()

    assert text.endswith("id:award-1 vg:recipient id:vendor-four .\n")


@pytest.mark.parametrize(
    ("text", "format", "formats"),
    [
        pytest.param(NETS, "turtle", "json, xml, csv, tsv", id="rdf-for-a-select"),
        pytest.param("DESCRIBE id:a", "csv", "turtle, ntriples, nquads, trig, jsonld, rdfxml", id="csv-for-a-graph"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(store: EmbeddedStore, text: str, format: str, formats: str) -> None:
    with run_query(store, text) as result, pytest.raises(UsageProblem) as caught:
        result.write(io.BytesIO(), format)

    assert caught.value.hint == f"Choose one of: {formats}."


def test_an_answer_is_read_once_and_as_what_it_is(store: EmbeddedStore) -> None:
    result = run_query(store, NETS)
    with pytest.raises(UsageProblem, match="another kind of query: select, not ask"):
        result.answer()

    assert len(list(result.rows())) == 3
    with pytest.raises(UsageProblem, match="read already"):
        list(result.rows())


def test_an_answer_may_be_left_unread(store: EmbeddedStore) -> None:
    with run_query(store, NETS) as result:
        next(result.rows())

    assert result._process.closed
    assert result._process._process.returncode is not None


@pytest.mark.parametrize(
    ("view", "text", "answer"),
    [
        pytest.param("stated", "ASK { ?a vg:namesProduct ?p }", False, id="stated-leaves-inferred-out"),
        pytest.param("inferred", "ASK { ?a vg:namesProduct ?p ; vg:recipient ?v }", True, id="inferred-has-all"),
        pytest.param("stated", "ASK { GRAPH g:inferred { ?a vg:namesProduct ?p } }", True, id="a-graph-by-name"),
        pytest.param("inferred", "ASK FROM g:inferred { ?a vg:recipient ?v }", False, id="from-overrules-the-view"),
        pytest.param("inferred", "ASK FROM g:inferred { ?a vg:namesProduct ?v }", True, id="from-is-obeyed"),
    ],
)
def test_a_view_chooses_the_graphs(store: EmbeddedStore, view: str, text: str, answer: bool) -> None:
    assert run_query(store, text, view=view).answer() is answer


def test_an_unknown_view_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(UsageProblem, match=r"no view 'all' for a query. Choose one of: stated, inferred."):
        run_query(store, NETS, view="all")


def test_terms_and_graphs_that_do_not_exist_are_warned_of(store: EmbeddedStore) -> None:
    with run_query(store, "ASK FROM <http://nowhere.invalid/x> FROM g:claims { ?a vg:obligated ?b }") as result:
        assert result.answer() is False

    assert result.warnings == (
        "vg:obligated is not in the vocabulary. Did you mean vg:obligation?",
        "There is no graph http://nowhere.invalid/x in this store; it counts as empty.",
    )


def test_a_relation_that_the_graph_declares_or_has_is_not_warned_of(store: EmbeddedStore) -> None:
    text = "ASK { ?a vg:grew ?b . ?b a vg:Xyzzy . ?c vg:grews ?d }"
    with run_query(store, text) as result:
        assert result.answer() is False

    assert result.warnings == (
        "vg:Xyzzy is not in the vocabulary.",
        "vg:grews is not in the vocabulary. Did you mean vg:grew?",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("SELECT ?x WHER { ?x ?y ?z }", "not valid SPARQL at line 1, column 11:", id="syntax"),
        pytest.param("DROP ALL", "DROP changes data", id="update"),
        pytest.param("ASK { SERVICE <http://a.invalid> { ?a ?b ?c } }", "another computer", id="service"),
        pytest.param("SELECT ?x { BIND(<a:f>(1) AS ?x) }", "cannot be run: The custom function <a:f>", id="function"),
    ],
)
def test_a_query_that_cannot_be_run_is_refused(store: EmbeddedStore, text: str, message: str) -> None:
    with pytest.raises(QueryRejected, match=message):
        run_query(store, text)


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFound, match="There is no store at"):
        run_query(tmp_path / "nothing", NETS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SUMS, id="sums"),
        pytest.param(FOR_EVER, id="no-rows"),
        pytest.param(f"SELECT * {EVERYTHING} }} ORDER BY ?a", id="sorts"),
        pytest.param(f"ASK {EVERYTHING} {NEVER} }}", id="ask"),
        pytest.param(f"CONSTRUCT {{ ?a ?b ?c }} {EVERYTHING} {NEVER} }}", id="construct"),
    ],
)
def test_a_query_without_end_is_stopped_on_time_and_never_looks_empty(large: Path, text: str) -> None:
    started = time.monotonic()

    with pytest.raises(TimedOut) as caught:
        list(run_query(large, text, timeout_s=0.5).table())

    assert time.monotonic() - started < 3
    assert caught.value.exit_code == 124
    assert str(caught.value) == (
        "The query was stopped after 0.5 s; what it found until then is not the answer. "
        "Ask for less (a LIMIT, a narrower pattern), or allow more time."
    )


@pytest.mark.parametrize("format", ["json", "csv"])
def test_a_document_is_never_cut_short_in_silence(large: Path, format: str) -> None:
    result = run_query(large, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout_s=0.3)

    with pytest.raises(TimedOut):
        result.write(_Stalling(result), format)


class _Stalling(io.BytesIO):
    """Stops the query's process once something came, so that waiting for more is all that is left."""

    def __init__(self, result: QueryResult) -> None:
        super().__init__()
        self._result = result

    def write(self, data: object) -> int:
        os.kill(self._result._process._process.pid, signal.SIGSTOP)
        return 0


def test_time_that_the_reader_takes_does_not_count(store: EmbeddedStore) -> None:
    result = run_query(store, NETS, timeout_s=1)
    result._process._waited_s = 0.0
    rows = result.rows()

    next(rows)

    assert result._process._waited_s < 0.9
    assert len(list(rows)) == 2


def test_no_limit_means_no_limit(store: EmbeddedStore) -> None:
    assert len(list(run_query(store, NETS, timeout_s=None).rows())) == 3


def asking_script(store: Path, text: str) -> str:
    return (
        "from pathlib import Path; from graph.questions import run_query; "
        f"list(run_query(Path({str(store)!r}), {text!r}).rows())"
    )


def worker_of(pid: int) -> int:
    """Return the process in which the query of a process runs, once it is at work."""
    for _ in range(500):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            time.sleep(0.3)
            return int(children[0])
        time.sleep(0.01)
    raise AssertionError("no query was started")


def gone(pid: int) -> bool:
    """Say whether a process ended within a second."""
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("text", [pytest.param(SUMS, id="sums"), pytest.param(FOR_EVER, id="no-rows")])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_query_ends_with_the_process_that_asked(large: Path, how: signal.Signals, text: str) -> None:
    asking = subprocess.Popen([sys.executable, "-c", asking_script(large, text)], stderr=subprocess.PIPE, text=True)
    worker = worker_of(asking.pid)

    asking.send_signal(how)
    _, err = asking.communicate(timeout=2)

    assert gone(worker)
    assert asking.returncode == -how
    assert err.endswith("KeyboardInterrupt\n" if how == signal.SIGINT else "")


def test_ctrl_c_that_reaches_the_query_first_is_ctrl_c_all_the_same(large: Path) -> None:
    result = run_query(large, FOR_EVER)
    rows = result.rows()
    os.kill(result._process._process.pid, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        next(rows)


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        pytest.param(signal.SIGKILL, QueryRejected, "most likely because it needs more memory", id="out-of-memory"),
        pytest.param(signal.SIGTERM, DiskTrouble, r"ended without an answer \(exit code -15\)", id="anything-else"),
    ],
)
def test_a_query_that_dies_is_an_error_and_not_an_answer(
    large: Path, how: signal.Signals, error: type[GraphError], message: str
) -> None:
    result = run_query(large, FOR_EVER)
    os.kill(result._process._process.pid, how)

    with pytest.raises(error, match=message):
        list(result.rows())


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        pytest.param("", DiskTrouble, r"exit code 0\)", id="says-nothing"),
        pytest.param("print('{', end='')", DiskTrouble, r"exit code 0\)", id="says-half-a-line"),
        pytest.param("raise SystemExit('broken')", DiskTrouble, r"exit code 1\). broken", id="cannot-start"),
        pytest.param(
            'import sys; print(\'{"kind": "ask", "variables": [], "unknown": []}\', flush=True); input(); input(); '
            "sys.stderr.write('disk error'); sys.exit(11)",
            QueryRejected,
            "cannot be run: disk error",
            id="fails-on-its-way",
        ),
    ],
)
def test_a_process_that_breaks_off_is_an_error(
    store: EmbeddedStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    error: type[GraphError],
    message: str,
) -> None:
    (tmp_path / "worker.py").write_text(script)
    monkeypatch.setattr(process_module, "_WORKER", str(tmp_path / "worker.py"))

    with pytest.raises(error, match=message):
        run_query(store, "ASK { ?a ?b ?c }").answer()


@pytest.mark.parametrize(
    ("term", "value"),
    [
        pytest.param(None, None, id="unbound"),
        pytest.param(ox.NamedNode(terms.AWARD), "vg:Award", id="known-prefix"),
        pytest.param(ox.NamedNode("http://a.invalid/x"), "http://a.invalid/x", id="other-iri"),
        pytest.param(ox.BlankNode("b"), "_:b", id="blank"),
        pytest.param(ox.Literal("a"), "a", id="text"),
        pytest.param(ox.Literal("a", language="en"), "a", id="text-with-language"),
        pytest.param(ox.Literal("5", datatype=ox.NamedNode(terms.XSD_INTEGER)), 5, id="integer"),
        pytest.param(ox.Literal("5.10", datatype=ox.NamedNode(terms.XSD_DECIMAL)), Decimal("5.10"), id="decimal"),
        pytest.param(ox.Literal("1e3", datatype=ox.NamedNode(terms.XSD + "double")), 1000.0, id="double"),
        pytest.param(ox.Literal("five", datatype=ox.NamedNode(terms.XSD_INTEGER)), "five", id="ill-typed-integer"),
        pytest.param(ox.Literal("x", datatype=ox.NamedNode(terms.XSD_DECIMAL)), "x", id="ill-typed-decimal"),
        pytest.param(ox.Literal("true", datatype=ox.NamedNode(terms.XSD_BOOLEAN)), True, id="boolean"),
        pytest.param(ox.Literal("2025-01-02", datatype=ox.NamedNode(terms.XSD_DATE)), "2025-01-02", id="date"),
        pytest.param(
            ox.Triple(ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.NamedNode("a:d")), "<a:b> <a:c> <a:d>", id="triple"
        ),
    ],
)
def test_terms_become_plain_values(term: ox.NamedNode | None, value: object) -> None:
    assert plain_value(term) == value


def test_asking_loads_no_heavy_library(store: EmbeddedStore) -> None:
    script = (
        "import sys; from pathlib import Path; import graph.questions as q; "
        f"print(q.run_query(Path({str(store.path)!r}), 'ASK {{ ?a a vg:Award }}').answer(), "
        "sorted({'rdflib', 'duckdb', 'numpy', 'networkx', 'pyvis', 'pyoxigraph'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("True []\n", "")


def test_json_results_are_json(store: EmbeddedStore) -> None:
    assert json.loads(written(run_query(store, "SELECT ?v { id:award-1 vg:recipient ?v }"), "json")) == {
        "head": {"vars": ["v"]},
        "results": {"bindings": [{"v": {"type": "uri", "value": f"{terms.ID}vendor-four"}}]},
    }

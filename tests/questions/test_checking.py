from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import QueryRejected
from graph.questions.checking import check_query, padded, syntax_error


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("INSERT DATA { <a:b> <a:c> 1 }", id="insert"),
        pytest.param("PREFIX x: <a:>\n# SELECT\nDELETE WHERE { ?a ?b ?c }", id="delete-after-prefix"),
        pytest.param("BASE <a:b> load <http://a.invalid/x>", id="load-small"),
        pytest.param("WITH <a:g> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }", id="with"),
        pytest.param("CLEAR ALL", id="clear"),
    ],
)
def test_what_changes_data_is_refused(text: str) -> None:
    with pytest.raises(QueryRejected, match="changes data; a question only reads"):
        check_query(text)


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment"])
def test_an_empty_query_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QueryRejected, match=r"The query is empty. Try: SELECT"):
        check_query(text)


def test_service_is_refused_unless_allowed() -> None:
    text = "SELECT * { service SILENT <http://a.invalid/> { ?a ?b ?c } }"

    with pytest.raises(QueryRejected, match="sends part of it to another computer"):
        check_query(text)
    assert check_query(text, allow_service=True).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT ?service { ?service a 'SERVICE INSERT' }", id="variable-and-string"),
        pytest.param("SELECT * { ?a <http://a.invalid/SERVICE> ?b } # SERVICE", id="iri-and-comment"),
        pytest.param("PREFIX service: <a:> SELECT * { ?a service:insert ?b }", id="names"),
    ],
)
def test_words_that_only_look_like_keywords_are_let_through(text: str) -> None:
    assert check_query(text).graphs == ()


def test_graphs_are_found_by_prefix_and_in_full() -> None:
    asked = check_query(
        f"SELECT * FROM g:claims FROM NAMED <a:g> {{ GRAPH <{terms.GRAPH_INFERRED}> {{ ?a ?b ?c }} GRAPH ?g {{}} }}"
    )

    assert asked.graphs == (terms.GRAPH_CLAIMS, "a:g", terms.GRAPH_INFERRED)
    assert asked.chooses_graphs


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        pytest.param("ASK { ?a vg:netObligation 1 ; a vg:Award }", (), id="known"),
        pytest.param(
            "ASK { ?a vg:netObligations 1 ; vg:netObligations 2 }",
            ("vg:netObligations is not in the vocabulary. Did you mean vg:netObligation?",),
            id="plural",
        ),
        pytest.param(
            f"ASK {{ ?a <{terms.VG}NETOBLIGATION> 1 }}",
            ("vg:NETOBLIGATION is not in the vocabulary. Did you mean vg:netObligation?",),
            id="capitals-in-full",
        ),
        pytest.param(
            f"PREFIX v: <{terms.VG}> ASK {{ ?a v:zzzzzz 1 }}",
            ("vg:zzzzzz is not in the vocabulary.",),
            id="other-prefix",
        ),
        pytest.param("ASK { ?a ?b ?c FILTER(STRSTARTS(STR(?b), STR(vg:))) }", (), id="the-namespace-itself"),
    ],
)
def test_terms_that_do_not_exist_are_pointed_out(text: str, warnings: tuple[str, ...]) -> None:
    assert check_query(text).warnings == warnings


def refused(text: str) -> QueryRejected:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(padded(text), prefixes=terms.PREFIXES)
    return syntax_error(text, str(caught.value))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "SELEC ?x { ?x ?y ?z }", id="first-word"),
        pytest.param("SELECT ?x ", "WHER { ?x ?y ?z }", id="misspelt-where"),
        pytest.param("SELECT ?x { ?x ?y ?z ", "?w }", id="four-terms"),
        pytest.param("SELECT ?x { ?x ?y ?z . FILTER(?x = ", ") } LIMIT 10", id="half-a-comparison"),
        pytest.param("SELECT ?x {\n  ?x ?y ?z .\n  ", "föö ?x ?y\n}\nLIMIT 10", id="third-line"),
        pytest.param("SELECT ?x { ?x ?y ?z } ORDER ", "?x", id="order-without-by"),
        pytest.param("SELECT ?x { ?x ?y ?z } LIMIT", "", id="at-the-end"),
        pytest.param("SELECT ?x { ?x ?y ?z . } ", "}", id="one-brace-too-many"),
    ],
)
def test_a_syntax_error_points_to_the_place(before: str, after: str) -> None:
    lines = before.split("\n")
    line = (before + after).split("\n")[len(lines) - 1]

    assert refused(before + after).what == (
        f"The query is not valid SPARQL at line {len(lines)}, column {len(lines[-1]) + 1}:\n"
        f"  {line}\n  {' ' * len(lines[-1])}^"
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("SELECT * { ?a ?b ?c ", "A { is never closed.", id="open-brace"),
        pytest.param("SELECT * { ?a ?b ?c } }", "A } closes nothing.", id="closing-brace"),
        pytest.param("SELECT * { ?a ?b ?c FILTER(?a = 1 }", "A ( is never closed.", id="open-parenthesis"),
        pytest.param('SELECT * { ?a ?b "c }', "A text in quotation marks has no end.", id="open-text"),
        pytest.param("SELECT * { ?a ~ ?c }", "Something is wrong here, or missing just before.", id="anything"),
        pytest.param(
            "SELECT ?a (COUNT(?b) AS ?n) { ?a ?b ?c }",
            "SELECT names a variable that GROUP BY does not; add it there, or use SAMPLE, MIN or COUNT.",
            id="not-grouped",
        ),
        pytest.param(
            "SELECT * { ?a <relative> ?c }",
            "An IRI is not valid or not whole; write it in full, or with a prefix.",
            id="relative-iri",
        ),
    ],
)
def test_a_syntax_error_says_what_may_be_wrong(text: str, hint: str) -> None:
    assert refused(text).hint == hint


def test_an_unknown_prefix_is_named_with_the_known_ones() -> None:
    error = refused("SELECT ?x {\n ?x foo:name ?y }")

    assert error.what == (
        "Prefix foo: is not declared. The query is not valid SPARQL at line 2, column 5:\n   ?x foo:name ?y }\n      ^"
    )
    assert error.hint == (
        "Declare it with PREFIX foo: <...>, or use one of these: " + ", ".join(sorted(terms.PREFIXES)) + "."
    )


def test_a_long_line_is_shown_around_the_place() -> None:
    error = refused("SELECT * { " + "?a ?b ?c . " * 40 + "?a ?b ?c ?d }")

    _, line, caret = error.what.split("\n")
    assert len(line) < 115
    assert line[caret.index("^") :].startswith("?d }")


def test_a_message_of_another_form_is_passed_on() -> None:
    assert syntax_error("SELECT *", "something new").what == "The query is not valid SPARQL: something new."

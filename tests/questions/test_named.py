from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import terms
from graph.errors import UnknownName, UsageProblem, ValueRejected
from graph.questions import list_questions, load_question, run_query
from graph.questions.checking import check_query
from graph.questions.named import TYPES, Field, Question, gap, named_in, term_text
from graph.questions.tokens import tokens_of
from graph.store.embedded import EmbeddedStore

ALL = [pytest.param(question, id=question.name) for question in list_questions()]
ICE = {"agency": "id:subagency-7012"}
DATATYPES = {
    "text": {terms.XSD_STRING},
    "integer": {terms.XSD_INTEGER},
    "decimal": {terms.XSD_DECIMAL, terms.XSD_INTEGER},
    "date": {terms.XSD_DATE},
}


@pytest.mark.parametrize("question", ALL)
def test_a_header_names_what_the_text_returns_in_its_order(
    question: Question, store_with_actions: EmbeddedStore
) -> None:
    with run_query(store_with_actions, question.sparql, view=question.view) as result:
        assert result.variables == tuple(field.name for field in question.returns)
        assert result.warnings == ()


@pytest.mark.parametrize("question", ALL)
def test_a_header_gives_each_result_its_type(question: Question, store_with_actions: EmbeddedStore) -> None:
    with run_query(store_with_actions, question.sparql, view=question.view) as result:
        rows = list(result.rows())

    seen = set()
    for row in rows:
        for field, term in zip(question.returns, row, strict=True):
            if isinstance(term, ox.Literal):
                assert term.datatype.value in DATATYPES[field.type], field
                seen.add(field.name)
            elif term is not None:
                assert (field.type, type(term)) == ("IRI", ox.NamedNode), field
                seen.add(field.name)
    assert seen == {field.name for field in question.returns}


@pytest.mark.parametrize("question", ALL)
def test_each_parameter_has_one_gap_and_is_used(question: Question) -> None:
    variables = [token.text for token in tokens_of(question.sparql) if token.kind == "variable"]
    gaps = re.findall(r"\bUNDEF\b", question.sparql)

    assert len(gaps) == len(question.params)
    for field in question.params:
        assert len(gap(field.name).findall(question.sparql)) == 1
        assert variables.count(f"?{field.name}") >= 2


@pytest.mark.parametrize("question", ALL)
def test_a_question_stands_on_its_own(question: Question) -> None:
    declared = set(re.findall(r"PREFIX (\w+):\s+<([^>]+)>", question.sparql))

    assert declared <= set(terms.PREFIXES.items())
    ox.Store().query(question.sparql)  # valid without our prefixes
    assert check_query(question.sparql).warnings == ()
    assert all(field.type in TYPES for field in (*question.params, *question.returns))
    assert question.title.endswith("?")


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        pytest.param(
            "suppliers-of-agency",
            ICE,
            [("id:vendor-four", "Four Points", Decimal("90.5"), 2, "id:award-1")],
            id="suppliers-of-a-sub-agency",
        ),
        pytest.param(
            "suppliers-of-agency",
            {"agency": "id:agency-070"},
            [
                ("id:vendor-four", "Four Points", Decimal("103"), 3, "id:award-1"),
                ("id:vendor-dell", "Dell Federal", Decimal("25.5"), 2, "id:award-3"),
            ],
            id="suppliers-of-a-department-each-with-its-own-actions",
        ),
        pytest.param(
            "awards-under-vehicle",
            {"vehicle": "id:vehicle-3"},
            [
                ("id:award-4", "id:vendor-dell", "Dell Federal", Decimal("18.5"), None, None, None),
                ("id:award-4", "id:vendor-four", "Four Points", Decimal("12.5"), None, None, None),
                ("id:award-4", "id:vendor-shell", "Shell", None, None, None, None),
                ("id:award-5", "id:vendor-dell", "Dell Federal", None, None, None, None),
            ],
            id="each-holder-of-an-award-has-the-sum-of-its-own-actions",
        ),
        pytest.param(
            "awards-under-vehicle",
            {"vehicle": "id:vehicle-1"},
            [
                (
                    *("id:award-1", "id:vendor-four", "Four Points", Decimal("100.5")),
                    *("2024-01-02", "2025-01-02", "id:source-1"),
                ),
                ("id:award-2", "id:vendor-four", "Four Points", -10, "2023-05-06", None, None),
            ],
            id="awards-under-a-vehicle",
        ),
        pytest.param(
            "who-pays-from-account",
            {"account": "id:account-070-0540"},
            [("id:subagency-7012", "id:vendor-four", "Four Points", 1, Decimal("90.25"), "id:award-1")],
            id="two-symbols-of-one-account-count-once",
        ),
        pytest.param(
            "services-an-agency-uses",
            ICE,
            [
                ("id:product-azure", "Azure", "vg:status-reported", "vg:stance-asserts", *passage)
                for passage in (
                    (
                        *(None, "machine-made summary, no source of its own", None, "yes"),
                        *("Summary: uses Azure", "id:document-article"),
                    ),
                    (
                        *("The Paper", "The Paper, naming no source", None, "no"),
                        "its use of Azure",
                        "id:document-article",
                    ),
                    *(
                        (speaker, "A leak", "reportedly", "no", "stored data in Azure", "id:document-article")
                        for speaker in ("The Outlet", "The Paper")
                    ),
                )
            ],
            id="denied-claims-are-left-out",
        ),
        pytest.param(
            "named-products-of-agency",
            ICE,
            [
                (
                    *("id:product-azure", "Azure", "id:vendor-microsoft", 2, Decimal("0.95")),
                    *("AZURE CLOUD", "id:award-1"),
                )
            ],
            id="named-products",
        ),
        pytest.param(
            "vendors-through-subawards",
            ICE,
            [("id:vendor-dell", "Dell Federal", "id:vendor-four", 2, Decimal("13"), "id:award-1")],
            id="subawards",
        ),
        pytest.param("suppliers-of-agency", {"agency": "id:agency-999"}, [], id="an-agency-without-awards"),
    ],
)
def test_named_questions_are_answered(
    store_with_actions: EmbeddedStore, name: str, values: dict[str, str], rows: list[tuple[object, ...]]
) -> None:
    question = load_question(name)

    assert list(run_query(store_with_actions, question.fill(values), view=question.view).table()) == rows


def test_questions_are_listed_by_name() -> None:
    assert [question.name for question in list_questions()] == [
        "amounts-and-wording",
        "awards-under-vehicle",
        "claims-without-source",
        "growth-stated-and-computed",
        "how-amounts-stand",
        "money-path-by-claims",
        "named-products-of-agency",
        "outlets-and-origins",
        "projections",
        "services-an-agency-uses",
        "suppliers-of-agency",
        "vendors-through-subawards",
        "what-changed-between",
        "what-rests-on-origin-alone",
        "who-denies-what",
        "who-pays-from-account",
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("supplier-of-agency", "Did you mean suppliers-of-agency?", id="typo"),
        pytest.param(
            "zzz",
            f"There are: {', '.join(question.name for question in list_questions())}.",
            id="no-likeness",
        ),
    ],
)
def test_an_unknown_question_is_said_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        load_question(name)

    assert (caught.value.what, caught.value.hint) == (f"There is no question {name!r}.", hint)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({}, "Question suppliers-of-agency needs a value for 'agency'.", id="missing"),
        pytest.param(
            {**ICE, "vehicle": "id:x"}, "Question suppliers-of-agency has no parameter 'vehicle'.", id="unknown"
        ),
    ],
)
def test_parameters_must_be_those_of_the_question(values: dict[str, str], message: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        load_question("suppliers-of-agency").fill(values)

    assert (caught.value.what, caught.value.hint) == (message, "It takes: agency=IRI.")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        pytest.param("IRI", "id:agency-070", f"<{terms.ID}agency-070>", id="name"),
        pytest.param("IRI", "<http://a.invalid/x>", "<http://a.invalid/x>", id="iri"),
        pytest.param("text", 'a "b"\\\n} DROP ALL', '"a \\"b\\"\\\\\\n} DROP ALL"', id="text"),
        pytest.param("integer", " 007", f'"7"^^<{terms.XSD_INTEGER}>', id="integer"),
        pytest.param("decimal", "-1.50", f'"-1.50"^^<{terms.XSD_DECIMAL}>', id="decimal"),
        pytest.param("date", "2025-09-30", f'"2025-09-30"^^<{terms.XSD_DATE}>', id="date"),
        pytest.param("date", "2025-09", f'"2025-09-01"^^<{terms.XSD_DATE}>', id="month"),
    ],
)
def test_values_become_terms(kind: str, value: str, text: str) -> None:
    assert term_text(value, Field("x", kind, "a value")) == text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        pytest.param("IRI", "id:x> } DROP ALL #", id="iri-that-breaks-out"),
        pytest.param("IRI", "nonsense", id="no-prefix"),
        pytest.param("integer", "7.5", id="integer"),
        pytest.param("decimal", "NaN", id="decimal"),
        pytest.param("decimal", "1e5", id="decimal-with-exponent"),
        pytest.param("date", "2025-02-30", id="date"),
    ],
)
def test_values_of_another_type_are_refused(kind: str, value: str) -> None:
    with pytest.raises(ValueRejected, match=re.escape(repr(value))):
        term_text(value, Field("x", kind, "a value"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_only_become_one_literal(value: str) -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ {term_text(value, Field('x', 'text', 'any'))} }} }}"

    assert [row["x"].value for row in ox.Store().query(query)] == [value]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        pytest.param("# param: x", "Header line 'x' is not: name, type, meaning.", id="too-short"),
        pytest.param("# param: x number a number", "Header line 'x number a number' is not", id="unknown-type"),
        pytest.param("# no title", "has no title", id="no-title"),
    ],
)
def test_a_bad_header_is_refused(tmp_path: Path, header: str, message: str) -> None:
    title = "" if "title" in header else "# title: x?\n"
    (tmp_path / "bad.rq").write_text(f"{title}{header}\nASK {{}}")

    with pytest.raises(ValueRejected, match=re.escape(message)):
        named_in(tmp_path)


def test_a_header_may_name_a_view(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("# title: A?\n# view: inferred\nASK {}")

    (question,) = named_in(tmp_path)

    assert (question.name, question.title, question.view, question.params) == ("a", "A?", "inferred", ())

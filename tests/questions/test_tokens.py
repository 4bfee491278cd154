from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import terms
from graph.questions.tokens import Token, tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("SELECT ?x", ["word SELECT", "variable ?x"], id="words-and-variables"),
        pytest.param("<a#b> # SERVICE", ["iri <a#b>"], id="a-hash-in-an-iri-is-no-comment"),
        pytest.param("'SERVICE' # x\n1", ["string 'SERVICE'", "other 1"], id="keywords-in-strings-are-text"),
        pytest.param('"a\\"b" "', ['string "a\\"b"', 'other "'], id="escaped-quotes-and-open-strings"),
        pytest.param('"""a "b" c"""', ['string """a "b" c"""'], id="long-strings"),
        pytest.param("?a < ?b > 1", ["variable ?a", "other <", "variable ?b", "other >", "other 1"], id="less-than"),
        pytest.param("vg:netObligation.", ["name vg:netObligation", "other ."], id="a-final-dot-is-not-in-the-name"),
        pytest.param("id:a.b-c%20\\,d :x a:", ["name id:a.b-c%20\\,d", "name :x", "name a:"], id="names"),
        pytest.param("_:b1 @en-US", ["blank _:b1", "language @en-US"], id="blank-nodes-and-languages"),
    ],
)
def test_a_query_is_cut_into_its_tokens(text: str, tokens: list[str]) -> None:
    assert [f"{token.kind} {token.text}" for token in tokens_of(text)] == tokens


@given(st.text("aA:?<>\"'#\\. \n{}_@1%é", max_size=30))
def test_tokens_are_the_text_in_order_and_only_blanks_and_comments_are_left_out(text: str) -> None:
    at = 0
    for token in tokens_of(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        left_out = text[at : token.start]
        assert all(not line.split("#")[0].strip() for line in left_out.split("\n"))
        at = token.start + len(token.text)


@pytest.mark.parametrize(
    ("token", "iri"),
    [
        pytest.param(Token("iri", "<a:b>", 0), "a:b", id="iri"),
        pytest.param(Token("name", "vg:Award", 0), terms.AWARD, id="name"),
        pytest.param(Token("name", r"vg:a\,b", 0), terms.VG + "a,b", id="escaped-name"),
        pytest.param(Token("name", "foo:Award", 0), None, id="unknown-prefix"),
        pytest.param(Token("word", "a", 0), None, id="word"),
    ],
)
def test_a_token_stands_for_an_iri_or_for_none(token: Token, iri: str | None) -> None:
    assert token.iri(terms.PREFIXES) == iri

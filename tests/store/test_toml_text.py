from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ValueRejected
from graph.store.toml_text import toml_text

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = texts | st.integers(-(2**63), 2**63 - 1) | st.booleans()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, max_size=5))
def test_any_table_reads_back_equal(table: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(table)) == table  # type: ignore[arg-type]


def test_tables_follow_plain_values_in_the_order_given() -> None:
    text = toml_text({"sources": [{"file": "a.csv", "sums": {"x y": "1.50"}}], "b": 1, "a": [True, "t"]})

    assert text == 'b = 1\na = [true, "t"]\n\n[[sources]]\nfile = "a.csv"\n\n[sources.sums]\n"x y" = "1.50"\n'


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(1.5, "1.5 of type float cannot be written as TOML.", id="float"),
        pytest.param(None, "None of type NoneType cannot be written as TOML.", id="none"),
        pytest.param(
            "\udcff",
            "Text '\\udcff' is not valid Unicode. Rename the file so that its name is valid UTF-8.",
            id="half-a-surrogate-pair",
        ),
    ],
)
def test_what_toml_cannot_hold_is_refused(value: object, message: str) -> None:
    with pytest.raises(ValueRejected) as caught:
        toml_text({"key": value})  # type: ignore[dict-item]

    assert str(caught.value) == message

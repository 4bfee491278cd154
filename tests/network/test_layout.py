"""The network file."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.network.layout import Sections, write_sections

from .small import supply


@given(st.lists(st.integers(0, 2**32 - 1)), st.binary(), st.dictionaries(st.text(), st.integers()))
def test_arrays_survive_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], data: bytes, meta: dict[str, int]
) -> None:
    file = tmp_path_factory.mktemp("layout") / "x.bin"

    write_sections(file, meta, {"numbers": ("I", array("I", numbers).tobytes()), "data": ("B", data)})
    sections = Sections(file)

    assert list(sections["numbers"]) == numbers
    assert bytes(sections["data"]) == data
    assert sections.meta == meta


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"something else entirely")

    with pytest.raises(GraphError, match="not a network file of this version"):
        Sections(file)


def test_equal_feeds_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        supply(tmp_path / name)

    assert (tmp_path / "one/network.bin").read_bytes() == (tmp_path / "two/network.bin").read_bytes()


def test_reading_gives_amounts_dates_and_kinds(tmp_path: Path) -> None:
    network = supply(tmp_path)
    award = 0

    assert str(network.amount(award, "netObligation")) == "10.5000"
    assert network.amount(award, "ceiling") is None
    assert [str(day) for day in network.dates(award)] == ["2024-01-02", "2024-03-04"]
    assert network.type_of(network.entities) == "award"
    assert {network.type_of(at) for at in range(network.entities)} == {
        "agency",
        "vendor",
        "product",
        "vehicle",
    }
    with pytest.raises(AttributeError):
        network.no_such_array  # noqa: B018

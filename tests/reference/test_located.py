from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceRejected
from graph.reference.located import MAX_BYTES, Located, read_located


def read(folder: Path, text: str | bytes) -> Located:
    path = folder / "small.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_located(path)


def test_values_know_their_line_and_column(tmp_path: Path) -> None:
    top = read(tmp_path, "first: 1\nlist:\n  - a\n  - b\n")
    items = top.entries({"first": True, "list": False})["list"].items()
    assert [(item.text(), item.line, item.column) for item in items] == [("a", 3, 5), ("b", 4, 5)]


def test_empty_values_count_as_absent(tmp_path: Path) -> None:
    assert list(read(tmp_path, "a: 1\nb:\nc: null\n").entries(dict.fromkeys("abc", False))) == ["a"]


def test_numbers_and_flags_are_read(tmp_path: Path) -> None:
    entries = read(tmp_path, "a: 12\nb: true\nc: false\n").entries(dict.fromkeys("abc", True))
    assert (entries["a"].whole(), entries["b"].flag(), entries["c"].flag()) == (12, True, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "The file is empty", id="empty"),
        pytest.param("# only a remark\n", "The file is empty", id="remark"),
        pytest.param("a: [1\nb: 2\n", ":2:2: This is not YAML: did not find expected ',' or ']'", id="bracket"),
        pytest.param("a: b: c\n", ":1:5: This is not YAML", id="colon"),
        pytest.param("a: 'open\n", "This is not YAML", id="quote"),
        pytest.param("a: 1\n---\nb: 2\n", ":2:1: This is not YAML: but found another document", id="two"),
        pytest.param("a: \x01\n", "A character YAML does not allow", id="control"),
        pytest.param("a: &x [1]\nb: *x\n", ":1:4: Anchors, aliases and tags", id="anchor"),
        pytest.param("a: *x\n", ":1:4: Anchors, aliases and tags", id="alias"),
        pytest.param("a: !!python/object:os.system x\n", ":1:4: Anchors, aliases and tags", id="tag"),
        pytest.param("[" * 5000, "The nesting is too deep", id="deep"),
        pytest.param(b"a: \xe9\n", "The file is not UTF-8 (byte 3)", id="latin-1"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(text: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRejected) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)
    assert caught.value.file.endswith("small.yaml")
    assert caught.value.hint


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"5,000,001 bytes are more than a curated file can have"):
        read(tmp_path, b"#" * (MAX_BYTES + 1))


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="The file cannot be read"):
        read_located(tmp_path / name)


def test_a_list_is_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r":1:1: Here a mapping \(name: value\) is needed"):
        read(tmp_path, "- a\n").entries({"a": True})


def test_a_text_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r":1:1: Here a list is needed"):
        read(tmp_path, "just text\n").items()


def test_an_unknown_name_without_a_near_one_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"Unknown name 'zzz'. Known here: a, b"):
        read(tmp_path, "zzz: 1\n").entries({"a": True, "b": True})


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert list(read(tmp_path, "\ufeffa: 1\n").entries({"a": True})) == ["a"]

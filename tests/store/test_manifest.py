from __future__ import annotations

import pytest

from graph.errors import GraphNotFound, GraphTooNew, ValueRejected
from graph.store.manifest import LoadedSource, Manifest, parse_manifest
from graph.store.pointer import Pointer, read_pointer

SNAPSHOT = "0123456789abcdef" * 4
SOURCE = LoadedSource(
    file='odd "name".csv',
    layout="actions10",
    sha256="ab" * 32,
    rows_read=10,
    rows_kept=7,
    rows_duplicate=2,
    rows_rejected=1,
    ledger="ledger/actions10-abababababababab.parquet",
    rejects="rejects/actions10-abababababababab.jsonl",
    sums={"outlay": "0.00", "obligation": "-12.50"},
)
MANIFEST = Manifest(SNAPSHOT, (SOURCE, LoadedSource("claims.yaml", "claims", "cd" * 32)), {"b": 2, "a": 1})
TEXT = f"""format = 1
snapshot = "{SNAPSHOT}"
generation = "g-0123456789abcdef"

[[sources]]
file = "odd \\"name\\".csv"
layout = "actions10"
sha256 = "{"ab" * 32}"
rows_read = 10
rows_kept = 7
rows_duplicate = 2
rows_rejected = 1
ledger = "ledger/actions10-abababababababab.parquet"
rejects = "rejects/actions10-abababababababab.jsonl"

[sources.sums]
obligation = "-12.50"
outlay = "0.00"

[[sources]]
file = "claims.yaml"
layout = "claims"
sha256 = "{"cd" * 32}"
rows_read = 0
rows_kept = 0
rows_duplicate = 0
rows_rejected = 0

[sources.sums]

[counts]
a = 1
b = 2
"""


def test_equal_manifests_give_the_same_bytes() -> None:
    assert MANIFEST.text() == TEXT


def test_a_manifest_reads_back_equal() -> None:
    assert parse_manifest(TEXT, "graph.toml") == MANIFEST


def test_keys_of_later_versions_are_passed_over() -> None:
    assert parse_manifest('colour = "red"\n' + TEXT, "graph.toml") == MANIFEST


def test_a_pointer_is_read_from_the_first_lines_alone() -> None:
    text = "\n".join(TEXT.split("\n")[:3]) + "\nthis is not TOML"

    assert read_pointer(text, "graph.toml") == Pointer(SNAPSHOT, "g-0123456789abcdef")


def test_a_pointer_written_by_another_hand_is_read_too() -> None:
    text = TEXT.replace("format = 1", "# reformatted\nformat=1")

    assert read_pointer(text, "graph.toml") == Pointer(SNAPSHOT, "g-0123456789abcdef")


def test_a_newer_format_is_refused_with_the_way_out() -> None:
    with pytest.raises(GraphTooNew) as caught:
        read_pointer(TEXT.replace("format = 1", "format = 2"), "a/graph.toml")

    assert str(caught.value) == (
        "a/graph.toml has format 2; this version reads formats up to 1. "
        "Upgrade vendorgraph, or load the sources into a new folder."
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param("format = 1", "format = [", "Invalid value (at line 2, column 1)", id="no-toml"),
        pytest.param("format = 1", "format = 0", "format is 0", id="format-zero"),
        pytest.param("format = 1", "format = true", "format is True", id="format-no-number"),
        pytest.param("format = 1\n", "", "format is None", id="no-format"),
        pytest.param("snapshot = ", "snap = ", "snapshot is None", id="no-snapshot"),
        pytest.param(f'"{SNAPSHOT}"', '"abc"', "Snapshot 'abc' is not 64 hex digits", id="short-snapshot"),
        pytest.param(f'"{SNAPSHOT}"', "5", "snapshot is 5", id="snapshot-no-text"),
        pytest.param(
            '"g-0123456789abcdef"',
            '"../x"',
            "generation '../x' is not that of the snapshot",
            id="generation-elsewhere",
        ),
        pytest.param("[[sources]]", "[sources]", "Cannot overwrite a value", id="source-twice"),
        pytest.param("rows_read = 10", "rows_read = true", "rows_read is True", id="count-no-number"),
        pytest.param(
            "rows_read = 10",
            "rows_read = 11",
            "Rows of 'odd \"name\".csv' do not add up: read 11, kept 7, duplicate 2, rejected 1",
            id="rows-do-not-add-up",
        ),
        pytest.param("ab" * 32, "ab", "sha256 'ab' of 'odd \"name\".csv' is not 64 hex digits", id="short-hash"),
        pytest.param(
            '"ledger/actions10-abababababababab.parquet"',
            '"ledger/../../etc/passwd"',
            "Path 'ledger/../../etc/passwd' of 'odd \"name\".csv' is not a file in ledger/",
            id="path-elsewhere",
        ),
        pytest.param('obligation = "-12.50"', "obligation = -12.5", "obligation is -12.5", id="sum-no-text"),
        pytest.param("[counts]\na = 1", '[counts]\na = "1"', "a is '1'", id="count-is-text"),
    ],
)
def test_a_damaged_pointer_file_says_what_is_wrong(old: str, new: str, why: str) -> None:
    with pytest.raises(GraphNotFound) as caught:
        parse_manifest(TEXT.replace(old, new, 1), "a/graph.toml")

    assert caught.value.what.startswith(f"a/graph.toml is damaged: {why}")
    assert caught.value.hint == "Load the sources again into a new folder."


def test_sources_that_are_no_tables_are_damage() -> None:
    text = f'format = 1\nsnapshot = "{SNAPSHOT}"\ngeneration = "g-0123456789abcdef"\nsources = [1]\n'

    with pytest.raises(GraphNotFound, match="a source is 1"):
        parse_manifest(text, "graph.toml")


def test_a_manifest_with_a_bad_snapshot_cannot_be_made() -> None:
    with pytest.raises(ValueRejected, match="Snapshot 'ABC' is not 64 hex digits"):
        Manifest("ABC")

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store.sorting import sort_lines

lines = st.lists(st.binary(max_size=6).filter(lambda line: b"\n" not in line), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, st.sampled_from([1, 20, 1000]))
def test_lines_come_out_sorted_and_once_however_little_memory_there_is(
    tmp_path: Path, lines: list[bytes], memory: int
) -> None:
    (tmp_path / "in").write_bytes(b"".join(line + b"\n" for line in lines))

    digest = sort_lines(tmp_path / "in", tmp_path / "out", memory_bytes=memory)

    expected = b"".join(line + b"\n" for line in sorted({*lines}, key=lambda line: line + b"\n"))
    assert (tmp_path / "out").read_bytes() == expected
    assert digest == sha256(expected).hexdigest()


@pytest.mark.parametrize("memory", [pytest.param(10**9, id="at-once"), pytest.param(100_000, id="in-runs")])
def test_many_lines_are_sorted_in_memory_or_in_runs(tmp_path: Path, memory: int) -> None:
    (tmp_path / "in").write_bytes(b"".join(b"%d\n" % (n * 7919 % 50_021) for n in range(50_021)))

    sort_lines(tmp_path / "in", tmp_path / "out", memory_bytes=memory)

    assert (tmp_path / "out").read_bytes() == b"".join(sorted(b"%d\n" % n for n in range(50_021)))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in", "out"]

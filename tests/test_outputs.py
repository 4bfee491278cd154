"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from graph.errors import DiskTrouble, OutputRefused
from graph.outputs import whole_file, whole_folder

MARK = b"ours"


def _write(out: Path, text: bytes, *, force: bool = False) -> None:
    with whole_file(out, MARK, force=force) as stream:
        stream.write(text)


def test_a_file_of_ours_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "x"
    _write(out, b"ours 1")
    out.chmod(0o600)
    _write(out, b"ours 2")
    assert out.read_bytes() == b"ours 2"
    assert out.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [out]


def test_an_error_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "x"
    _write(out, b"ours 1")
    with pytest.raises(RuntimeError, match="stop"), whole_file(out, MARK) as stream:  # noqa: PT012
        stream.write(b"half")
        raise RuntimeError("stop")
    assert out.read_bytes() == b"ours 1"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("no/x", "The folder '.*no' does not exist", id="no-folder"),
        pytest.param("folder", "'.*folder' is a folder", id="folder"),
        pytest.param("pipe", "'.*pipe' is not an ordinary file", id="pipe"),
        pytest.param("other", "'.*other' exists and was not written by this program", id="not-ours"),
    ],
)
def test_places_that_are_not_ours_are_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "other").write_bytes(b"thesis")
    with pytest.raises(OutputRefused, match=message):
        _write(tmp_path / name, b"x")
    assert (tmp_path / "other").read_bytes() == b"thesis"


def test_force_replaces_a_file_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"thesis")
    _write(tmp_path / "other", b"x", force=True)
    assert (tmp_path / "other").read_bytes() == b"x"


def test_a_file_that_cannot_be_read_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(MARK)
    real = Path.open

    def refuse(self: Path, mode: str) -> object:
        if self.name == "x":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OutputRefused, match="cannot be read: Permission denied"):
        _write(tmp_path / "x", b"y")


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        pytest.param(errno.ENOSPC, DiskTrouble, "could not be written: No space left", id="full"),
        pytest.param(errno.EACCES, OutputRefused, "cannot be written: Permission denied", id="forbidden"),
    ],
)
def test_trouble_in_writing_is_told_apart(tmp_path: Path, number: int, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message), whole_file(tmp_path / "x", MARK):
        raise OSError(number, os.strerror(number))
    with pytest.raises(kind, match=message), whole_folder(tmp_path / "y", lambda _: True):
        raise OSError(number, os.strerror(number))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_where_it_is_ours_or_empty(tmp_path: Path) -> None:
    out = tmp_path / "x"
    out.mkdir()
    for text in ("1", "2"):
        with whole_folder(out, lambda folder: (folder / "mark").exists()) as made:
            (made / "mark").write_text(text)
    assert (out / "mark").read_text() == "2"
    assert list(tmp_path.iterdir()) == [out]
    (tmp_path / "file").touch()
    with pytest.raises(OutputRefused, match="is not a folder"), whole_folder(tmp_path / "file", lambda _: True):
        pass


def test_a_folder_stays_when_the_new_one_cannot_take_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "x"
    out.mkdir()
    (out / "kept").touch()
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == out and not (self / "kept").exists():
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputRefused, match="Permission denied"), whole_folder(out, lambda _: True):
        pass
    assert [file.name for file in out.iterdir()] == ["kept"]

"""The folder of a site: whole or not at all, and nothing of others touched."""

from __future__ import annotations

import errno
import json
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.errors import DiskTrouble, OutputRefused
from graph.site.folder import MARK, site_folder


def build(out: Path, files: dict[str, str], *, force: bool = False) -> int:
    with site_folder(out, force=force) as folder:
        for name, text in files.items():
            folder.write(name, text)
        folder.finish()
    return folder.kept


def found(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in out.rglob("*")
        if path.is_file() and path.name != MARK
    }


def test_a_new_site_replaces_the_old_one_and_leaves_other_files(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, {"index.html": "old", "a/gone.html": "old"})
    (out / "CNAME").write_text("example.org", encoding="utf-8")
    (out / "a" / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "link").symlink_to("CNAME")
    kept = build(out, {"index.html": "new"})
    assert found(out) == {"index.html": "new", "CNAME": "example.org", "a/mine.txt": "mine", "link": "example.org"}
    assert (out / "link").is_symlink()
    assert kept == 3
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    build(out, {"index.html": "new"})
    assert found(out) == {"index.html": "new"}


def test_a_folder_of_others_is_refused_and_with_force_only_names_alike_are_replaced(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("theirs", encoding="utf-8")
    (out / "other.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(OutputRefused, match="holds files and is no site of ours"):
        build(out, {"index.html": "new"})
    assert found(out) == {"index.html": "theirs", "other.html": "theirs"}
    build(out, {"index.html": "new"}, force=True)
    assert found(out) == {"index.html": "new", "other.html": "theirs"}


@pytest.mark.parametrize("mark", ["", "[]", '{"files": []}', "{"], ids=["empty", "list", "no-files", "cut"])
def test_a_broken_list_of_files_makes_a_folder_one_of_others(tmp_path: Path, mark: str) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MARK).write_text(mark, encoding="utf-8")
    with pytest.raises(OutputRefused, match="no site of ours"):
        build(out, {"index.html": "new"})


def test_a_list_that_points_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    (out / MARK).write_text(json.dumps({"files": {"../precious": ""}}), encoding="utf-8")
    build(out, {"index.html": "new"})
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


def test_what_is_not_finished_leaves_the_old_site_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, {"index.html": "old"})
    stack = ExitStack()
    folder = stack.enter_context(site_folder(out, force=False))
    folder.write("index.html", "new")
    stack.close()
    assert found(out) == {"index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("number", "error", "said"),
    [
        pytest.param(errno.ENOSPC, DiskTrouble, "could not be written", id="full-disk"),
        pytest.param(errno.EACCES, OutputRefused, "cannot be written", id="no-right"),
    ],
)
def test_a_swap_that_fails_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], said: str
) -> None:
    out = tmp_path / "site"
    build(out, {"index.html": "old"})
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(number, os.strerror(number))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(error, match=said):
        build(out, {"index.html": "new"})
    assert found(out) == {"index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_hard_links_other_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    build(out, {"index.html": "old"})
    (out / "CNAME").write_text("example.org", encoding="utf-8")

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    build(out, {"index.html": "new"})
    assert found(out) == {"index.html": "new", "CNAME": "example.org"}


@pytest.mark.parametrize("clash", ["file-in-place-of-folder", "folder-in-place-of-file"])
def test_what_cannot_stand_beside_the_site_is_named(tmp_path: Path, clash: str) -> None:
    out = tmp_path / "site"
    out.mkdir()
    if clash == "file-in-place-of-folder":
        (out / "vendors").write_text("a file", encoding="utf-8")
    else:
        (out / "vendors" / "a.html").mkdir(parents=True)
        (out / "vendors" / "a.html" / "x").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputRefused, match="stands where a f"):
        build(out, {"vendors/a.html": "new"}, force=True)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda folder: folder / "none" / "site", "does not exist", id="no-parent"),
        pytest.param(lambda folder: folder / "file", "is a file", id="a-file"),
        pytest.param(lambda folder: folder, "is the folder you are in", id="working-folder"),
        pytest.param(lambda folder: folder.parent, "is the folder you are in", id="above-it"),
    ],
)
def test_places_that_cannot_hold_a_site_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: object, said: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputRefused, match=said):
        build(make(tmp_path), {"index.html": "new"}, force=True)  # type: ignore[operator]

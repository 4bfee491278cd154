"""Which Python ``make`` sets up with, where Debian's releases have different ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REPOSITORY

OLD = "#!/bin/sh\nexit 1\n"  # what `python -c` with the test for the version comes to in an older Python
NEW = f'#!/bin/sh\nexec {sys.executable} "$@"\n'


def chosen(folder: Path, pythons: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    for name, text in pythons.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    command = [make, "-s", "--eval", "which-python: ; @echo $(PYTHON);", *arguments, "which-python"]
    return subprocess.run(
        command, cwd=REPOSITORY, env={"PATH": str(folder)}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("pythons", "name"),
    [
        pytest.param({"python3.11": NEW, "python3": NEW}, "python3.11", id="the-release-it-is-made-for"),
        pytest.param({"python3.12": NEW, "python3.13": NEW}, "python3.12", id="the-oldest-that-will-do"),
        pytest.param({"python3.13": NEW, "python3": OLD}, "python3.13", id="the-system-has-an-older-one"),
        pytest.param({"python3": NEW}, "python3", id="only-the-system-s"),
    ],
)
def test_make_takes_a_python_that_is_new_enough(tmp_path: Path, pythons: dict[str, str], name: str) -> None:
    assert chosen(tmp_path, pythons).stdout == f"{name}\n"


def test_a_python_that_is_named_is_taken(tmp_path: Path) -> None:
    assert chosen(tmp_path, {"python3": NEW}, "PYTHON=/opt/python").stdout == "/opt/python\n"


def test_without_one_make_says_what_is_missing(tmp_path: Path) -> None:
    result = chosen(tmp_path, {"python3": OLD})

    assert result.returncode == 2
    assert "No Python 3.11 or newer was found; name one: make PYTHON=/path/to/python3" in result.stderr

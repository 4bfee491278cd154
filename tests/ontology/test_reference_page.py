import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = _ROOT / "docs" / "build_ontology.py"


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(_SCRIPT), *options], capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(_ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_the_reference_page_and_its_drawing_are_up_to_date() -> None:
    done = _run("--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_ontology_gives_the_same_page_and_drawing(copy: Path) -> None:
    assert _run("--root", str(copy)).returncode == 0
    for name in ("ontology.md", "ontology.svg"):
        assert (copy / "docs" / name).read_bytes() == (_ROOT / "docs" / name).read_bytes()


def test_a_stale_page_is_named(copy: Path) -> None:
    _run("--root", str(copy))
    (copy / "docs" / "ontology.md").write_text("old", encoding="utf-8")
    done = _run("--check", "--root", str(copy))
    assert (done.returncode, done.stderr) == (
        1,
        "docs/ontology.md is out of date: run python docs/build_ontology.py.\n",
    )


def test_a_box_that_the_vocabulary_lacks_is_named(copy: Path) -> None:
    file = copy / "ontology" / "vendorgraph.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace("vg:Judgement", "vg:Verdict"), encoding="utf-8")
    done = _run("--root", str(copy))
    assert done.returncode == 1
    assert "The drawing names what ontology/vendorgraph.ttl does not define: Judgement." in done.stderr

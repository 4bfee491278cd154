import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import graph

REPOSITORY = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, built with the tools of this environment and no network."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, REPOSITORY, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its dependencies are those of this environment, by a path file."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    (site,) = folder.glob("lib/python3*/site-packages")
    run(folder / "bin" / "pip", "install", "--no-index", "--no-deps", wheel, cwd=folder)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def test_a_wheel_puts_only_the_package_into_site_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {name.split("/")[0] for name in names} == {"graph", f"vendorgraph-{graph.__version__}.dist-info"}


@pytest.mark.parametrize(
    "name", ["graph/py.typed", "graph/ontology/vendorgraph.ttl", "graph/data/reference/agencies.csv"]
)
def test_a_wheel_carries_what_it_needs_at_run_time(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert name in archive.namelist()


def test_the_command_runs_from_the_root_folder(installed: Path) -> None:
    assert graph.__version__ in run(installed / "bin" / "vendorgraph", "--version", cwd=Path("/"))


def test_the_installed_package_is_the_one_of_the_wheel(installed: Path) -> None:
    code = "import graph.resources as r; print(r.data_folder()); print(r.ontology_folder())"

    found = run(installed / "bin" / "python", "-c", code, cwd=Path("/")).split()

    assert [Path(one).relative_to(installed.resolve()).parts[-2:] for one in found] == [
        ("graph", "data"),
        ("graph", "ontology"),
    ]

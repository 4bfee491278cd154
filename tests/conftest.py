import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

# No test fails because the machine is busy.
settings.register_profile("vendorgraph", deadline=None)
settings.load_profile("vendorgraph")

REPOSITORY = Path(__file__).resolve().parent.parent


def _build_once(folder: Path) -> Path:
    """Build the bundled graph in ``folder``, or wait for the worker that does."""
    import fcntl

    graph, done = folder / "shipped.db", folder / "shipped.done"
    with (folder / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            from graph.loading import build_demo_graph

            build_demo_graph(graph)
            done.touch()
    return graph


@pytest.fixture(scope="session")
def shipped_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled graph, built once per test run and shared by all workers; never write to it."""
    base = tmp_path_factory.getbasetemp()
    # Under xdist each worker has its own base below that of the run.
    return _build_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture
def run_cli() -> Callable[..., Result]:
    """Run ``vendorgraph`` with arguments; exceptions that are no click exit are raised, not swallowed."""

    def run(*arguments: str, **settings: Any) -> Result:
        from graph.commands import cli

        return CliRunner().invoke(cli, list(arguments), prog_name="vendorgraph", catch_exceptions=False, **settings)

    return run


@pytest.fixture(scope="session")
def originals() -> Path:
    """Folder of the original files: ``VENDORGRAPH_SHARED``, or ``shared`` beside the repository."""
    folder = Path(os.environ.get("VENDORGRAPH_SHARED") or REPOSITORY.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"no originals in {folder}; set VENDORGRAPH_SHARED")
    return folder

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
HEAVY = ["rdflib", "networkx", "pyvis", "duckdb", "numpy", "pyshacl", "scipy", "lxml", "yaml", "IPython"]
HELP = """
import sys
from graph.commands import cli
cli.main(["--help"], standalone_mode=False)
"""
FLOORS = "import graph.errors, graph.model, graph.money, graph.dates, graph.identifiers, graph.names"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import graph", id="import-graph"),
        pytest.param(FLOORS, id="floors"),
        pytest.param("from graph import open_graph", id="open-graph"),
        pytest.param("from graph import Loaded, load_graph", id="load-graph"),
        pytest.param(HELP, id="help"),
    ],
)
def test_light_starts_load_no_heavy_library(code: str) -> None:
    tail = f"\nimport sys; print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"

    done = subprocess.run(
        [sys.executable, "-c", code + tail], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"

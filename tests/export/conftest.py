"""A part of the bundled graph that has every status, and its lines as the exporter tells them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.export.asked import ExportAsked
from graph.export.parts import Part, choose_part
from graph.knowledge import KnowledgeGraph, open_graph

PART: dict[str, Any] = {"entity": "Microsoft", "hops": 1, "view": "all"}


@pytest.fixture(scope="session")
def knowledge(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


@pytest.fixture(scope="session")
def part(knowledge: KnowledgeGraph) -> Part:
    asked = ExportAsked(format="csv", **PART)
    return choose_part(knowledge.network, knowledge._testimony, knowledge._claims, asked)


@pytest.fixture
def export(knowledge: KnowledgeGraph, tmp_path: Path) -> Callable[[str], Path]:
    """Export that part under a name; the name tells the format, or ``NAME:FORMAT`` does."""

    def written(name: str) -> Path:
        name, _, style = name.partition(":")
        report = knowledge.export(tmp_path / name, style or None, **PART)
        assert report.path == tmp_path / name
        return tmp_path / name

    return written

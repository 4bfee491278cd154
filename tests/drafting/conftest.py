import pytest

from graph.drafting import NameFinder, shipped_names


@pytest.fixture(scope="session")
def finder() -> NameFinder:
    """Knows the shipped catalogues; built once."""
    return NameFinder(shipped_names())

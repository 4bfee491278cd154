from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.resources import data_folder, ontology_folder, shipped_file, shipped_folder


def make(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_a_checkout_has_its_files_beside_the_package(tmp_path: Path) -> None:
    package, data = make(tmp_path / "graph"), make(tmp_path / "data")
    (tmp_path / "pyproject.toml").touch()

    assert shipped_folder("data", package=package) == data


def test_a_wheel_has_its_files_inside_the_package(tmp_path: Path) -> None:
    data = make(tmp_path / "graph" / "data")
    make(tmp_path / "data")

    assert shipped_folder("data", package=tmp_path / "graph") == data


def test_a_stranger_folder_beside_an_installed_package_is_not_taken(tmp_path: Path) -> None:
    package = make(tmp_path / "site-packages" / "graph")
    make(tmp_path / "site-packages" / "data")

    with pytest.raises(GraphError, match=r"The shipped folder data/ is missing.*Install the package again"):
        shipped_folder("data", package=package)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    make(tmp_path / "graph" / "data")

    with pytest.raises(GraphError, match=r"The shipped file data/reference/psc\.csv is missing from"):
        shipped_file("data/reference/psc.csv", package=tmp_path / "graph")


def test_shipped_files_are_found_by_their_path_in_the_repository() -> None:
    assert shipped_file("data/reference/psc.csv") == data_folder() / "reference" / "psc.csv"


def test_the_ontology_is_shipped() -> None:
    assert ontology_folder().name == "ontology"

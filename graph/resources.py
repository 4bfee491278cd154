"""Shipped files: ``ontology/`` and ``data/``, beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from graph.errors import GraphError

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str, *, package: Path = _PACKAGE) -> Path:
    """Return the folder ``ontology`` or ``data`` as it was shipped.

    A wheel has it inside the package; a checkout beside it. The checkout's is used only where
    ``pyproject.toml`` shows that the folder above the package is ours.

    Raises:
        GraphError: The folder is in neither place: the installation is damaged.
    """
    inside = package / name
    if inside.is_dir():
        return inside
    beside = package.parent / name
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    raise GraphError(
        f"The shipped folder {name}/ is missing: it is neither in {package} nor in {package.parent}.",
        hint="Install the package again.",
    )


def shipped_file(path: str, *, package: Path = _PACKAGE) -> Path:
    """Return a shipped file by its path from the top of the repository, e.g. ``data/reference/psc.csv``.

    Raises:
        GraphError: There is no such file.
    """
    folder, _, rest = path.partition("/")
    found = shipped_folder(folder, package=package) / rest
    if not found.is_file():
        raise GraphError(f"The shipped file {path} is missing from {found.parent}.", hint="Install the package again.")
    return found


def data_folder() -> Path:
    """Return the shipped ``data/``.

    Raises:
        GraphError: It is missing.
    """
    return shipped_folder("data")


def ontology_folder() -> Path:
    """Return the shipped ``ontology/``.

    Raises:
        GraphError: It is missing.
    """
    return shipped_folder("ontology")

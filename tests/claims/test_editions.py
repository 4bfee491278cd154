from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import find_replaced
from graph.errors import SourceRejected
from tests.claims.samples import CLAIMS, changed, written

OTHER = CLAIMS.replace("gazette-2026", "courier-2026")
CORRECTED = changed("value: 60", "value: 61")


def files(folder: Path, *texts: str) -> dict[str, Path]:
    return {name: written(folder, text, f"{name}.yaml") for name, text in zip("abc", texts, strict=False)}


def test_a_file_about_a_document_replaces_what_was_loaded_about_it(tmp_path: Path) -> None:
    assert find_replaced(files(tmp_path, CLAIMS, OTHER, CORRECTED), {"c"}) == ("a",)


def test_files_about_other_documents_stay(tmp_path: Path) -> None:
    assert find_replaced(files(tmp_path, CLAIMS, OTHER), {"b"}) == ()


def test_files_that_are_not_given_again_stay_as_they_are(tmp_path: Path) -> None:
    assert find_replaced(files(tmp_path, CLAIMS, CORRECTED, OTHER), {"c"}) == ()


def test_two_files_about_one_document_are_refused_together(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="2 of the claims files given read one document, 'gazette-2026-radars'"):
        find_replaced(files(tmp_path, CLAIMS, CORRECTED), {"a", "b"})

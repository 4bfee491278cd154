"""A draft on its way into a graph: nothing of it enters before a person has named and read it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.claims import read_claims, to_quads
from graph.drafting import Heading, NameFinder, cut, draft_claims, draft_yaml
from tests.drafting.articles import HARBOUR


def as_read(written: str) -> str:
    """Return a draft whose first claim a person has named and read."""
    head, mark, rest = written.partition("  - id: ")
    for old, new in (("subject: sentence 2", "subject: Tarvik"), ("toBeNamed", "uses"), ("    unreviewed: true\n", "")):
        rest = rest.replace(old, new, 1)
    return head.replace("entities:\n", "entities:\n  Tarvik: {kind: agency, label: Tarvik}\n") + mark + rest


@pytest.fixture
def written(finder: NameFinder) -> str:
    """A draft of the article about the harbour."""
    return draft_yaml(draft_claims(cut(HARBOUR), Heading(publisher="The Courier"), finder))


def test_a_draft_nobody_has_read_states_nothing(written: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(written, encoding="utf-8")
    assert list(to_quads([read_claims(file)])) == []


def test_of_a_draft_read_in_part_only_what_was_read_is_stated(written: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(as_read(written), encoding="utf-8")
    quads = "\n".join(to_quads([read_claims(file)]))
    uses = (
        "<https://w3id.org/vendorgraph/id/agency-tarvik> <https://w3id.org/vendorgraph/ns#uses> "
        "<https://w3id.org/vendorgraph/id/product-palantir-foundry>"
    )
    assert uses in quads
    assert quads.count("#Claim>") == 1
    for left_out in ("drafted-", "toBeNamed", "speaker-critics", "statement-to-Reuters", "motorola"):
        assert left_out not in quads
    assert "The Courier" in quads


def test_load_leaves_unreviewed_claims_out_and_says_how_many(
    written: str, tmp_path: Path, run_cli: Callable[..., Result]
) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(as_read(written), encoding="utf-8")
    count = written.count("    unreviewed: true\n")
    done = run_cli("load", "--graph", str(tmp_path / "g.db"), str(file))
    assert done.exit_code == 3
    assert f"draft.yaml\tclaims\t{count}\t1\t0\t{count - 1}" in done.stdout
    assert f"{count - 1} rows were rejected; all other rows are loaded." in done.stderr
    assert "column 'unreviewed': 's3-palantir-foundry' - is unreviewed" in done.stderr
    stated = "SELECT ?o WHERE { id:agency-tarvik vg:uses ?o }"
    answer = run_cli("query", "--graph", str(tmp_path / "g.db"), "--format", "tsv", stated)
    assert "product-palantir-foundry" in answer.stdout


def test_load_refuses_a_draft_nobody_has_read(written: str, tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(written, encoding="utf-8")
    done = run_cli("load", "--graph", str(tmp_path / "g.db"), str(file))
    assert done.exit_code == 2
    assert f"{file}: All 26 claims are unreviewed; the file is a draft and was not loaded." in done.stderr
    assert run_cli("show", "--graph", str(tmp_path / "g.db"), "Tarvik").exit_code == 2


def test_a_draft_nobody_has_read_replaces_no_claims_of_its_document(
    written: str, tmp_path: Path, run_cli: Callable[..., Result]
) -> None:
    file = tmp_path / "draft.yaml"
    graph = str(tmp_path / "g.db")
    file.write_text(as_read(written), encoding="utf-8")
    assert run_cli("load", "--graph", graph, str(file)).exit_code == 3
    file.write_text(written, encoding="utf-8")
    assert run_cli("load", "--graph", graph, str(file)).exit_code == 2
    assert "uses" in run_cli("claims", "--graph", graph).stdout

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.check.bulk import apply_rules
from graph.check.ruleset import load_rules
from graph.errors import SourceRejected
from graph.model import Severity

_GOOD = """# title:    A title
# severity: warning
# view:     all
# message:  {subject} is here.
SELECT ?subject WHERE { ?subject ?p ?o }
"""


def _write(folder: Path, text: str) -> Path:
    (folder / "a-rule.rq").write_text(text, encoding="utf-8")
    return folder


def test_a_rule_is_read_from_its_header(tmp_path: Path) -> None:
    (rule,) = load_rules(_write(tmp_path, _GOOD))
    assert (rule.name, rule.title, rule.severity, rule.everywhere, rule.message, rule.shape) == (
        "a-rule",
        "A title",
        Severity.WARNING,
        True,
        "{subject} is here.",
        "",
    )
    assert rule.query == _GOOD


@pytest.mark.parametrize("key", ["title", "severity", "view", "message"])
def test_a_missing_header_line_is_named(tmp_path: Path, key: str) -> None:
    text = "".join(line for line in _GOOD.splitlines(keepends=True) if not line.startswith(f"# {key}:"))
    with pytest.raises(SourceRejected, match=f"Rule a-rule.rq has no header line '{key}'"):
        load_rules(_write(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("warning", "fatal", "unknown severity 'fatal'", id="severity"),
        pytest.param("all", "some", "unknown view 'some'", id="view"),
        pytest.param("is here", "is {nowhere}", "names {nowhere}, which its query does not select", id="variable"),
    ],
)
def test_a_wrong_header_line_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(SourceRejected) as caught:
        load_rules(_write(tmp_path, _GOOD.replace(old, new, 1)))
    assert says in caught.value.what


def test_a_query_that_selects_nothing_is_told_so(tmp_path: Path) -> None:
    text = _GOOD.replace("SELECT ?subject WHERE", "ASK")
    with pytest.raises(SourceRejected, match="It selects: nothing"):
        load_rules(_write(tmp_path, text))


def test_a_query_that_selects_no_rows_gives_no_findings(tmp_path: Path) -> None:
    text = _GOOD.replace("SELECT ?subject WHERE", "ASK").replace("{subject}", "It")
    assert apply_rules(ox.Store(), load_rules(_write(tmp_path, text))) == []


def test_blank_nodes_are_written_as_they_are(tmp_path: Path) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.BlankNode("x"), ox.NamedNode("urn:p"), ox.Literal("o")))
    (found,) = apply_rules(store, load_rules(_write(tmp_path, _GOOD)))
    assert (found.message, found.subject) == ("_:x is here.", "")

"""All checks of one store, as one sorted list of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.check.bulk import apply_rules
from graph.check.contradictions import find_contradictions
from graph.check.quotes import find_bare_quotes
from graph.check.ruleset import load_rules
from graph.model import Finding

if TYPE_CHECKING:
    import pyoxigraph


def run_checks(store: pyoxigraph.Store, *, shapes: bool = True, questions: bool = True) -> list[Finding]:
    """Return what is wrong or worth knowing in ``store``, worst first, then by rule and subject.

    The house rules (``rules/*.rq``) run over everything: 1.6 s on 590,000 quads. The shapes run over the curated
    part alone, which is small. A defect that both see is reported once, by the house rule.

    Args:
        store: Open for reading; nothing is written to it.
        shapes: Whether to hold curated data to the SHACL shapes too; costs the import of rdflib and pyshacl.
        questions: Whether to look at the claims too: for contradictions, and quotes that show nothing.

    Raises:
        GraphError: A shipped rule or shape cannot be read.
    """
    rules = load_rules()
    findings = apply_rules(store, rules)
    if shapes:
        from graph.check.curated import apply_shapes

        told = {
            (f"shape:{rule.shape}", found.subject) for rule in rules for found in findings if found.rule == rule.name
        }
        findings += [found for found in apply_shapes(store) if (found.rule, found.subject) not in told]
    if questions:
        findings += [*find_contradictions(store), *find_bare_quotes(store)]
    return sorted(findings, key=lambda found: found.order)

"""House rules over a whole store, by SPARQL in the store's own engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph import terms
from graph.check.ruleset import Rule
from graph.model import Finding

if TYPE_CHECKING:
    import pyoxigraph


def apply_rules(store: pyoxigraph.Store, rules: Iterable[Rule]) -> list[Finding]:
    """Return one finding per row that a rule's query selects, rule by rule, in the query's order."""
    return [finding for rule in rules for finding in _apply(store, rule)]


def _apply(store: pyoxigraph.Store, rule: Rule) -> list[Finding]:
    import pyoxigraph as ox

    solutions = store.query(rule.query, use_default_graph_as_union=rule.everywhere)
    if not isinstance(solutions, ox.QuerySolutions):
        return []
    names = [variable.value for variable in solutions.variables]
    findings = []
    for solution in solutions:
        terms_found = {name: solution[name] for name in names}
        subject = terms_found.get("subject")
        findings.append(
            Finding(
                severity=rule.severity,
                rule=rule.name,
                message=rule.say({name: _written(term) for name, term in terms_found.items() if term is not None}),
                subject=subject.value if isinstance(subject, ox.NamedNode) else "",
            )
        )
    return findings


def _written(term: object) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return terms.curie(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)

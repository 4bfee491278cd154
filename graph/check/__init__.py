"""Checks of a whole graph: house rules in bulk by SPARQL, shapes of curated data by SHACL."""

from graph.check.running import run_checks

__all__ = ["run_checks"]

"""How sure a hit is, by how the name is written and which rule decided."""

from __future__ import annotations


def confidence_of(form: str, rule: str) -> float:
    """Return the share of such hits that are right."""
    return 0.9

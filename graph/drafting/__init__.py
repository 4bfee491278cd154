"""A new article -> a draft of its claims file, for a person to edit: rules and catalogues, no language model.

Found are known names, amounts of money, quantities, factors, times, attributions and hedges. Not found: what a sentence
says of them (subject and relation are left to be named), names that no catalogue or graph holds, speakers the
text leaves open, amounts of languages other than English, irony, and whether anything is true.
"""

from __future__ import annotations

from graph.drafting.article import Article, cut, read_article
from graph.drafting.names import KnownName, NameFinder, shipped_names, vendor_names
from graph.drafting.skeletons import Draft, Heading, draft_claims
from graph.drafting.writing import draft_yaml

__all__ = [
    "Article",
    "Draft",
    "Heading",
    "KnownName",
    "NameFinder",
    "cut",
    "draft_claims",
    "draft_yaml",
    "read_article",
    "shipped_names",
    "vendor_names",
]

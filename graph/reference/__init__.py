"""Reference data: agencies, accounts, codes, and the catalogues of products, programs and statutes."""

from __future__ import annotations

from graph.reference.catalogue import (
    Catalogue,
    Maker,
    Ownership,
    Product,
    Program,
    ProgramCatalogue,
    Statute,
    Subsidiary,
    vendor_local,
)
from graph.reference.quads import reference_quads, subtier_codes
from graph.reference.reading import frequent_aliases, read_products, read_programs

__all__ = [
    "Catalogue",
    "Maker",
    "Ownership",
    "Product",
    "Program",
    "ProgramCatalogue",
    "Statute",
    "Subsidiary",
    "frequent_aliases",
    "read_products",
    "read_programs",
    "reference_quads",
    "subtier_codes",
    "vendor_local",
]

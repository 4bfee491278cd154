"""What documents say: curated claims with their evidence, derived statuses, verification, quads."""

from __future__ import annotations

from graph.claims.files import (
    ClaimsFile,
    CuratedClaim,
    CuratedDocument,
    Entity,
    Relation,
    Statement,
    Unclaimed,
)
from graph.claims.passages import Passage, locate, passage, sentence_around, text_sha256
from graph.claims.quads import to_quads
from graph.claims.reading import read_claims
from graph.claims.statuses import derive_statuses, status_of
from graph.claims.verify import numbers_in, verify

__all__ = [
    "ClaimsFile",
    "CuratedClaim",
    "CuratedDocument",
    "Entity",
    "Passage",
    "Relation",
    "Statement",
    "Unclaimed",
    "derive_statuses",
    "locate",
    "numbers_in",
    "passage",
    "read_claims",
    "sentence_around",
    "status_of",
    "text_sha256",
    "to_quads",
    "verify",
]

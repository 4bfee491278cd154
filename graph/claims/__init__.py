"""What documents say: curated claims with their evidence, derived statuses, verification, quads."""

from __future__ import annotations

from graph.claims.coverage import Coverage, find_unread, measure_coverage
from graph.claims.editions import find_replaced
from graph.claims.files import (
    ClaimsFile,
    CuratedClaim,
    CuratedDocument,
    Entity,
    Relation,
    Statement,
    Unclaimed,
)
from graph.claims.passages import Passage, locate, paragraphs, passage, sentence_around, sentences, text_sha256
from graph.claims.quads import to_quads
from graph.claims.reading import read_claims
from graph.claims.records import find_unrecorded, named_awards
from graph.claims.statuses import Standing, derive_standings, derive_statuses, status_of
from graph.claims.verify import numbers_in, verify

__all__ = [
    "ClaimsFile",
    "Coverage",
    "CuratedClaim",
    "CuratedDocument",
    "Entity",
    "Passage",
    "Relation",
    "Standing",
    "Statement",
    "Unclaimed",
    "derive_standings",
    "derive_statuses",
    "find_replaced",
    "find_unread",
    "find_unrecorded",
    "locate",
    "measure_coverage",
    "named_awards",
    "numbers_in",
    "paragraphs",
    "passage",
    "read_claims",
    "sentence_around",
    "sentences",
    "status_of",
    "text_sha256",
    "to_quads",
    "verify",
]

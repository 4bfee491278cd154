"""What documents say: curated claims with their evidence, derived statuses, verification, quads."""

from __future__ import annotations

from graph.claims.asking import Wanted, find_claim, read_stored, select_claims
from graph.claims.files import (
    ClaimsFile,
    CuratedClaim,
    CuratedDocument,
    Entity,
    Relation,
    Statement,
    Unclaimed,
)
from graph.claims.kept import kept_files, verify_files
from graph.claims.measures import Measure, measures_in, months_in, numbers_in
from graph.claims.passages import Passage, locate, passage, sentence_around, text_sha256
from graph.claims.quads import to_quads
from graph.claims.reading import read_claims
from graph.claims.statuses import derive_statuses, status_of
from graph.claims.stored import (
    AGAINST,
    STATUSES,
    StoredClaim,
    StoredEvidence,
    Thing,
    origins_of,
)
from graph.claims.texts import read_text, same_text
from graph.claims.verify import Verified, verify, verify_file

__all__ = [
    "AGAINST",
    "STATUSES",
    "ClaimsFile",
    "CuratedClaim",
    "CuratedDocument",
    "Entity",
    "Measure",
    "Passage",
    "Relation",
    "Statement",
    "StoredClaim",
    "StoredEvidence",
    "Thing",
    "Unclaimed",
    "Verified",
    "Wanted",
    "derive_statuses",
    "find_claim",
    "kept_files",
    "locate",
    "measures_in",
    "months_in",
    "numbers_in",
    "origins_of",
    "passage",
    "read_claims",
    "read_stored",
    "read_text",
    "same_text",
    "select_claims",
    "sentence_around",
    "status_of",
    "text_sha256",
    "to_quads",
    "verify",
    "verify_file",
    "verify_files",
]

"""What documents say: curated claims with their evidence, derived statuses, verification, quads."""

from __future__ import annotations

from graph.claims.asking import Wanted, find_claim, read_stored, select_claims
from graph.claims.coverage import Coverage, Quoted, find_unread, measure_coverage, measure_quoted
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
from graph.claims.kept import kept_files, verify_files
from graph.claims.measures import Measure, measures_in, months_in, numbers_in
from graph.claims.passages import Passage, locate, paragraphs, passage, sentence_around, sentences, text_sha256
from graph.claims.quads import to_quads
from graph.claims.reading import read_claims
from graph.claims.records import find_unrecorded, named_awards
from graph.claims.statuses import Standing, derive_standings, derive_statuses, status_of
from graph.claims.stored import AGAINST, STATUSES, StoredClaim, StoredEvidence, Thing, origins_of, standing_of
from graph.claims.texts import read_text, same_text
from graph.claims.verify import Verified, verify, verify_file

__all__ = [
    "AGAINST",
    "STATUSES",
    "ClaimsFile",
    "Coverage",
    "CuratedClaim",
    "CuratedDocument",
    "Entity",
    "Measure",
    "Passage",
    "Quoted",
    "Relation",
    "Standing",
    "Statement",
    "StoredClaim",
    "StoredEvidence",
    "Thing",
    "Unclaimed",
    "Verified",
    "Wanted",
    "derive_standings",
    "derive_statuses",
    "find_claim",
    "find_replaced",
    "find_unread",
    "find_unrecorded",
    "kept_files",
    "locate",
    "measure_coverage",
    "measure_quoted",
    "measures_in",
    "months_in",
    "named_awards",
    "numbers_in",
    "origins_of",
    "paragraphs",
    "passage",
    "read_claims",
    "read_stored",
    "read_text",
    "same_text",
    "select_claims",
    "sentence_around",
    "sentences",
    "standing_of",
    "status_of",
    "text_sha256",
    "to_quads",
    "verify",
    "verify_file",
    "verify_files",
]

"""What a claims file declares for claims that nobody has read yet: it enters no graph before they do."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph.claims.files import DRAFTED_RELATION, DRAFTED_SUBJECT, ClaimsFile, CuratedClaim
from graph.errors import SourceRejected

_REASON = "is unreviewed: it enters no graph until a person takes out its mark"


def reject_lines(file: ClaimsFile) -> list[str]:
    """Return one line of JSON for each unreviewed claim, as the rejects of a load are kept.

    Raises:
        SourceRejected: No claim of the file was read by a person; it is a draft.
    """
    left_out = [claim for claim in file.claims if claim.unreviewed]
    if left_out and not file.reviewed:
        raise SourceRejected(
            f"{file.path}: All {len(left_out)} claims are unreviewed; the file is a draft and was not loaded.",
            file=file.path,
            hint="Read them, name subject and relation, and take out `unreviewed: true` where a claim holds.",
        )
    rows = [{"row": one.line, "column": "unreviewed", "text": one.name, "reason": _REASON} for one in left_out]
    return [json.dumps(row) + "\n" for row in rows]


def named_unread(file: ClaimsFile) -> set[str]:
    """Return the IRIs that only unreviewed claims name, and those that a draft puts where a name is missing."""
    drafts = [claim for claim in file.claims if claim.unreviewed]
    places = {one.iri for one in file.entities if one.local.startswith(DRAFTED_SUBJECT)}
    places |= {one.iri for one in file.relations if one.name == DRAFTED_RELATION}
    return (_named(drafts) | places) - _named(file.reviewed)


def _named(claims: Iterable[CuratedClaim]) -> set[str]:
    found = set()
    for claim in claims:
        found |= {iri for iri in (claim.subject, claim.predicate, claim.target) if iri is not None}
        found |= {iri for one in claim.evidence for iri in (*one.speakers, *one.origins)}
    return found

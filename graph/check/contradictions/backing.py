"""On what claims rest: one origin, the publisher alone, a machine's summary alone; and what somebody denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.check.contradictions.values import asserted, assertions, cited, machine_only, question
from graph.claims.stored import StoredClaim, origins_of
from graph.model import Finding


def backing_questions(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question for each reported claim that rests on less than two origins, or is denied as well.

    ``only-machine-summary``: no person's passage and no record states it; ``publisher-only``: its document names
    no source; ``one-origin``: however many passages and outlets, it rests on one; ``asserted-and-denied``. What
    records confirm is not asked about.
    """
    for claim in asserted(claims):
        if claim.status == "disputed":
            yield _denied(claim)
        if claim.status == "confirmed":
            continue
        if machine_only(claim):
            passages = [cited(claim, one) for one in assertions(claim)]
            message = f"{claim.sentence}: only a machine-made summary states it."
            yield question("only-machine-summary", claim, message, passages)
            continue
        origins = origins_of(claim.supporting())
        if len(origins) == 1:
            yield _one_origin(claim, origins[0])


def _one_origin(claim: StoredClaim, origin: str) -> Finding:
    supporting = claim.supporting()
    passages = [cited(claim, one) for one in supporting]
    if all(one.own_word for one in supporting):
        return question("publisher-only", claim, f"{claim.sentence}: no source is named.", passages)
    voices = sorted({speaker.label for one in supporting for speaker in one.speakers})
    heard = f"{len(passages)} passages" if len(passages) > 1 else "one passage"
    told = f" by {', '.join(voices)}" if voices else ""
    message = f"{claim.sentence}: {heard}{told}, one origin ({origin})."
    return question("one-origin", claim, message, passages)


def _denied(claim: StoredClaim) -> Finding:
    for_it, against = assertions(claim)[:1], claim.opposing()
    message = f"{claim.sentence}: some assert it, some deny or dispute it."
    return question("asserted-and-denied", claim, message, (cited(claim, one) for one in (*for_it, *against)))

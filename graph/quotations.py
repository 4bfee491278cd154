"""Claims as lines for people: the list with its quotes, one claim with all that is said for and against it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from graph.claims.passages import fold, text_sha256
from graph.claims.records import AWARD_STATES
from graph.claims.stored import AGAINST, FOR, MACHINE_SUMMARY, StoredClaim, StoredEvidence, origins_of
from graph.claims.texts import same_text
from graph.errors import CheckFailed
from graph.evidence import Json
from graph.sentences import printable

COLUMNS = (
    *("id", "name", "status", "subject", "relation", "object", "value", "unit", "currency", "bound", "when"),
    *("stance", "speaker", "origins", "quote", "start", "end", "machine_made", "document"),
)
_WIDTH = 80  # of a terminal nobody made wider


class Passage(NamedTuple):
    """The words of a passage, and where in them the quote starts and ends."""

    words: str
    quote_start: int
    quote_end: int


def claim_rows(claims: Iterable[StoredClaim]) -> Iterator[Json]:
    """Yield one flat row per piece of evidence, for tables."""
    for claim in claims:
        for one in claim.evidence:
            yield {
                "id": claim.id,
                "name": claim.names[0] if claim.names else "",
                "status": claim.status,
                "subject": claim.subject.label,
                "relation": claim.relation.label,
                "object": claim.object.label if claim.object else "",
                "value": claim.value,
                "unit": claim.unit,
                "currency": claim.currency,
                "bound": claim.bound,
                "when": claim.when,
                "stance": one.stance,
                "speaker": one.speaker,
                "origins": [origin.label for origin in one.origins],
                "quote": one.quote or " ".join(one.awards),
                "start": one.start,
                "end": one.end,
                "machine_made": one.machine_made,
                "document": "; ".join(source.label for source in one.sources if not one.awards),
            }


def fitted(lines: Iterable[str], width: int) -> Iterator[str]:
    """Yield lines for a terminal of ``width`` columns: longer ones go on below, indented; words are never broken.

    >>> list(fitted(["  the agency uses Azure"], 16))
    ['  the agency', '      uses Azure']
    """
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        further = indent + "    "
        yield from textwrap.wrap(
            line,
            max(width, len(further) + 10),
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [line]


def list_lines(claims: Iterable[StoredClaim]) -> Iterator[str]:
    """Yield a list of claims: status, proposition, number of origins, then a line per piece of evidence."""
    for claim in claims:
        origins = origins_of(claim.supporting())
        count = f"; {_count(len(origins), 'origin')}" if claim.supporting() else ""
        yield printable(f"[{claim.status.upper()}] {claim.sentence}  ({claim.name}{count})")
        for one in claim.evidence:
            yield printable(f"    {_evidence_line(one)}")


def claim_lines(claim: StoredClaim, passages: Mapping[str, Passage] | None = None) -> Iterator[str]:
    """Yield one claim with all its evidence.

    Args:
        claim: The claim.
        passages: Evidence id -> its passage, where the text is at hand.
    """
    yield printable(f"[{claim.status.upper()}] {claim.sentence}")
    yield printable("  " + "  ".join((*claim.names, f"id:{claim.id}")))
    if claim.value_text:
        yield printable(f'  in the words "{claim.value_text}"')
    for title, names in (("refines", claim.refines), ("refined by", claim.refined_by)):
        if names:
            yield from _wrapped(f"{title}: {', '.join(names)}", "  ")
    if claim.note:
        yield from _wrapped(f"note: {claim.note}", "  ")
    for title, evidence in _sides(claim):
        yield printable(f"{title}: {_counted(evidence)}")
        for one in evidence:
            yield from _whole_evidence(one, (passages or {}).get(one.id), claim.relation.iri)


def claim_json(claim: StoredClaim, passages: Mapping[str, Passage] | None = None) -> Json:
    """Return one claim in the shape of docs/schema/claim.json: with its origins per side, and its passages."""
    shape: Json = dict(claim.to_json())
    for side, stances in (("for", FOR), ("against", AGAINST)):
        counted = tuple(one for one in claim.evidence if one.stance in stances)
        shape[f"origins_{side}"] = list(origins_of(counted))
        shape[f"machine_made_{side}"] = sum(one.machine_made for one in counted)
    shape["passages"] = [
        {"evidence": number, **passage._asdict()}
        for number, one in enumerate(claim.evidence)
        if (passage := (passages or {}).get(one.id)) is not None
    ]
    return shape


def passages_in(claim: StoredClaim, texts: Mapping[Path, str]) -> dict[str, Passage]:
    """Return the passage of each piece of evidence whose document's text is among ``texts``, by evidence id.

    Raises:
        CheckFailed: A text is not the one that any of the claim's passages was read from, or a passage changed.
    """
    found: dict[str, Passage] = {}
    for path, text in texts.items():
        own = {one.id: passage for one in claim.evidence if (passage := _passage(one, text)) is not None}
        if not own:
            raise CheckFailed(
                f"{path} is not the text that claim {claim.name} was read from, or it was changed since.",
                hint=f"`vendorgraph verify --text {path}` says what differs.",
            )
        found |= own
    return found


def _passage(one: StoredEvidence, text: str) -> Passage | None:
    same = same_text(text, one.text_sha256) if one.text_sha256 else None
    if same is None or one.start is None or one.end is None:
        return None
    words = same[one.start : one.end]
    at = fold(words).find(fold(one.quote))
    if text_sha256(words) != one.passage_sha256 or at < 0:
        return None
    return Passage(words, at, at + len(one.quote))


def _sides(claim: StoredClaim) -> Iterator[tuple[str, tuple[StoredEvidence, ...]]]:
    yield "For", tuple(one for one in claim.evidence if one.stance in FOR)
    yield "Against", tuple(one for one in claim.evidence if one.stance in AGAINST)
    rest = tuple(one for one in claim.evidence if one.stance not in FOR + AGAINST)
    if rest:
        yield "Neither for nor against", rest


def _counted(evidence: tuple[StoredEvidence, ...]) -> str:
    if not evidence:
        return "nothing."
    machine = sum(one.machine_made for one in evidence)
    records = sum(len(one.awards) for one in evidence)
    passages = sum(not one.awards for one in evidence)
    parts = [_count(passages, "passage")] if passages else []
    if machine:
        parts.append(f"{machine} of them machine-made, which count{'s' if machine == 1 else ''} as no source")
    if records:
        parts.append(_count(records, "award record"))
    origins = origins_of(evidence)
    named = f": {'; '.join(origins)}" if origins else ""
    return f"{', '.join(parts)}; {_count(len(origins), 'independent origin')}{named}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _evidence_line(one: StoredEvidence) -> str:
    if one.awards:
        return f"{one.stance}  {', '.join(one.awards)}"
    who = one.speaker or "; ".join(source.label for source in one.sources)
    machine = " [machine-made]" if one.machine_made else ""
    basis = MACHINE_SUMMARY if one.machine_made else "; ".join(origin.label for origin in one.origins)
    return f'{one.stance}  {who}{machine}: "{one.quote}" ({one.start}-{one.end}; {basis})'


def _whole_evidence(one: StoredEvidence, passage: Passage | None, relation: str) -> Iterator[str]:
    if one.awards:
        missing = "" if one.at_hand else "  (no loaded record has it)"
        missing = "  (does not state what is claimed: confirms nothing)" if one.set_aside else missing
        for key in one.awards:
            yield printable(f"  {one.stance}  {key}{missing}")
        if relation in AWARD_STATES and not one.set_aside:
            yield from _wrapped(AWARD_STATES[relation].says, "    ")
    else:
        document = "; ".join(source.label for source in one.sources)
        machine = "  [machine-made]" if one.machine_made else ""
        machine += "  [taken back]" if one.set_aside else ""
        yield printable(f"  {one.stance}  {one.speaker or document}{machine}")
        yield printable(f'    "{one.quote}"')
        yield printable(f"    {document}, {one.start} to {one.end}; {one.basis}")
        if one.hedge:
            yield printable("    hedged: " + "; ".join(one.hedge))
    if one.note:
        yield from _wrapped(f"note: {one.note}", "    ")
    if passage is not None:
        start, end = passage.quote_start, passage.quote_end
        marked = f"{passage.words[:start]}[{passage.words[start:end]}]{passage.words[end:]}"
        yield from _wrapped(marked, "    | ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    for line in textwrap.wrap(printable(" ".join(text.split())), _WIDTH - len(indent), break_on_hyphens=False):
        yield indent + line

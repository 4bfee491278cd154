"""Gaps as sentences, and as the bodies of records requests: one per agency, naming awards and no person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.evidence import Json, counted
from graph.sentences import money_text, printable
from graph.spending.gap import KINDS, Gap, Gaps


class Letter(NamedTuple):
    """The body of a records request.

    Attributes:
        agency_id: IRI of the agency.
        agency: Its name.
        lines: The text, unwrapped.
    """

    agency_id: str
    agency: str
    lines: tuple[str, ...]

    def to_json(self) -> Json:
        """Return the letter as JSON values."""
        return {"agency": self.agency, "agency_id": self.agency_id, "body": "\n".join(self.lines)}


def write_letters(gaps: Iterable[Gap]) -> list[Letter]:
    """Return one letter per agency that can be asked, in the order of the strongest gaps.

    A letter names awards and vehicles by their numbers, agencies and claims; who was paid, and who speaks, it does not.
    """
    by_agency: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        if gap.ask and gap.agency:
            by_agency.setdefault((gap.agency_id, gap.agency), []).append(gap)
    return [Letter(iri, agency, tuple(_body(agency, own))) for (iri, agency), own in by_agency.items()]


def _body(agency: str, gaps: list[Gap]) -> Iterator[str]:
    yield f"To the FOIA officer of: {agency}"
    yield ""
    yield "Under the Freedom of Information Act (5 U.S.C. 552) I request copies of the following records:"
    asked: dict[str, list[str]] = {}
    for gap in gaps:
        items = asked.setdefault(gap.ask if gap.piid else f"{gap.ask}:", [])
        if gap.item not in items:
            items.append(gap.item)
    for number, (ask, items) in enumerate(asked.items(), start=1):
        yield ""
        yield (
            f"{number}. {ask[0].upper()}{ask[1:]}" if ask.endswith(":") else f"{number}. For each number below: {ask}:"
        )
        yield from (printable(f"   - {item}") for item in items)
    yield ""
    yield (
        "I ask for electronic copies (5 U.S.C. 552(a)(3)(B)). Where a record is withheld in part, please name the "
        "exemption and release every part that can be separated (5 U.S.C. 552(b))."
    )
    yield ""
    yield "[name, address and date of the requester]"


def gap_lines(answer: Gaps) -> Iterator[str]:
    """Yield the lines of an answer: what is missing, kind by kind, then the strongest gaps with what to ask."""
    yield printable(
        f"Gaps in what is known of {answer.entity['label']}: {counted(answer.awards, 'award')} with "
        f"obligations of {money_text(answer.obligation)}, {counted(answer.claims, 'claim')}."
    )
    yield answer.meaning
    yield ""
    for kind in answer.kinds:
        money = "" if kind.obligation is None else f"; obligations {money_text(kind.obligation)}"
        yield f"  [{kind.kind}] {KINDS[kind.kind]}: {kind.gaps:,}{money}"
    yield ""
    for rank, gap in enumerate(answer.gaps, start=1):
        hangs = counted(gap.awards, "award") if gap.awards else counted(gap.claims, "claim")
        money = "" if gap.obligation is None else f", {money_text(gap.obligation)}"
        yield printable(f"{rank}. [{gap.kind}] {gap.what} It bears on {hangs}{money}: {gap.strength:.1%}.")
        if gap.ask:
            yield printable(f"     Ask {gap.agency}: {gap.ask}: {gap.item}.")
        if gap.evidence:
            yield printable(f"     Seen in: {'; '.join(gap.evidence)}")
    if len(answer.gaps) < answer.total:
        yield ""
        yield f"Showing {len(answer.gaps)} of {answer.total:,}; -k shows more."

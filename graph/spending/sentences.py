"""A money trail as sentences for people: each with its status and footnotes, gaps and imbalances beside the sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.evidence import Evidence, counted
from graph.money import Money
from graph.sentences import footnote, money_text, printable
from graph.spending.trail import Flow, Missing, Step, Sum, Trail

_TITLES = {
    "appropriations": "Statutes and appropriations",
    "named": "What texts name",
    "accounts": "Accounts",
    "vehicles": "Vehicles",
    "awards": "Awards",
    "recipients": "Recipients",
    "subawards": "Subawards",
}
_SAID = {
    "authorizes": "{a} authorizes {b}",
    "announcedAmount": "For {a} was announced",
    "appropriatedTo": "{a} goes to {b}",
    "managedBy": "The account {a} is managed by {b}",
    "ofAccount": "{b}, a Treasury account of {a}, is named by the records of {n}",
    "names": "{a} is named by the text of {n}, which does not say that it paid",
    "awardedUnder": "{a} placed {n} under {b}",
    "awarded": "{a} awarded {b} {note}",
    "recipient": "{a} paid {b} on {n}",
    "subaward": "{a} passed on to {b}",
}
_KIND = {
    "obligation": "net obligations",
    "obligation_total": "total obligations as a summary states them",
    "outlay": "outlays",
    "ceiling": "ceilings",
    "subaward": "subawards",
    "announced": "announced",
}
_NOTES = 2  # footnotes per sentence


def trail_lines(trail: Trail) -> Iterator[str]:
    """Yield the lines of a trail, unwrapped: the question, steps in the direction of the money, what is wrong."""
    ends = str(trail.source["label"])
    if trail.target is not None:
        ends += f" to {trail.target['label']}"
    yield printable(f"Money trail: {ends} ({counted(trail.awards, 'award')})")
    yield trail.meaning
    notes: list[str] = []
    for name, title in _TITLES.items():
        step = trail.step(name)
        gaps = [gap for gap in trail.gaps if gap.after == name]
        if step.total or gaps:
            yield ""
            yield title + (f": {_sums(step.sums, awards=step.awards)}" if step.sums else "")
            yield from _step_lines(step, notes)
            yield from _gap_lines(gaps)
    if trail.imbalances_total:
        yield ""
        yield "What does not add up"
        for one in trail.imbalances:
            cited = f" ({rows_text(one.rows, one.rows_total)})" if one.rows else ""
            yield printable(f"  [{one.rule}] {one.message}{cited}")
        yield from _cut(len(trail.imbalances), trail.imbalances_total)
    if notes:
        yield ""
        yield "Sources"
        yield from (printable(f"  [{number}] {note}") for number, note in enumerate(notes, start=1))


def _step_lines(step: Step, notes: list[str]) -> Iterator[str]:
    for flow in step.flows:
        marks = ""
        for one in flow.evidence[:_NOTES]:
            note = _note(one)
            if note not in notes:
                notes.append(note)
            marks += f"[{notes.index(note) + 1}]"
        yield printable(f"  [{flow.status.upper()}] {_sentence(flow)}. {marks}".rstrip())
    yield from _cut(len(step.flows), step.total)


def _sentence(flow: Flow) -> str:
    count = counted(flow.awards, "award")
    said = _SAID[flow.relation].format(
        a=flow.source_label or "an unnamed prime", b=flow.target_label, n=count, note=flow.note
    )
    said += f"{' ' if flow.relation == 'announcedAmount' else ': '}{_sums(flow.sums)}" if flow.sums else ""
    if flow.relation == "ofAccount" and not flow.awards:
        said = f"{flow.target_label} is a Treasury account of {flow.source_label}"
    if flow.note and "{note}" not in _SAID[flow.relation]:
        said += f"; {flow.note}"
    if flow.first_date:
        said += f"; {flow.first_date}" + (f" to {flow.last_date}" if flow.last_date != flow.first_date else "")
    speakers = dict.fromkeys(one.speaker or one.document for one in flow.evidence if one.kind == "claim"
                             and one.stance in ("asserts", "records") and not one.machine_made)  # fmt: skip
    if speakers:
        said += f", says {' and '.join(speakers)}"
    against = [one for one in flow.evidence if one.kind == "claim" and one.stance in ("denies", "disputes")]
    if against:
        said += "; denied or disputed by " + " and ".join(dict.fromkeys(one.speaker or one.document for one in against))
    return said


def _sums(sums: Iterable[Sum], *, awards: int = 0) -> str:
    return "; ".join(_sum(one, awards) for one in sums)


def _sum(one: Sum, awards: int) -> str:
    amount = money_text(one.amount) if one.currency == "USD" else str(Money(one.amount, one.currency))
    if one.least is not None:
        return f"between {money_text(one.least)} and {amount} of their obligations"
    if one.kind == "announced":
        return amount
    stated = f" (stated of {one.stated_by:,} of {awards:,} awards)" if 0 < one.stated_by < awards else ""
    return f"{_KIND[one.kind]} {amount}{stated}"


def _gap_lines(gaps: Iterable[Missing]) -> Iterator[str]:
    for gap in gaps:
        yield printable(f"  GAP: {gap.what}" + (f" At stake: {_sums(gap.sums)}." if gap.sums else ""))


def _cut(shown: int, total: int) -> Iterator[str]:
    if shown < total:
        yield f"  Showing {shown} of {total:,}; -k shows more."


def rows_text(rows: Iterable[str], total: int) -> str:
    """Return the places of records, each file named once, and how many more there are."""
    files: dict[str, list[str]] = {}
    for row in rows:
        file, _, number = row.rpartition(" row ")
        files.setdefault(file, []).append(number)
    shown = sum(map(len, files.values()))
    said = [f"{file} row{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}" for file, numbers in files.items()]
    return ", ".join(said) + (f" and {counted(total - shown, 'more row')}" if total > shown else "")


def _note(one: Evidence) -> str:
    """Return a footnote; one of records alone is their files and rows, of a reference entry its source."""
    if one.kind == "award" and not one.id:
        return rows_text(one.rows, one.rows_total)
    return footnote(one)

"""Paths as sentences a reporter can read, each hop with its status and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.evidence import Evidence, EvidencePath, Hop
from graph.names import name_words

_QUOTE = 110  # characters of a description printed in a footnote
_ROWS = 4  # rows named per footnote; the count of the rest follows

_AGAINST = ("denies", "disputes", "retracts")
_FORWARD = {
    "awarded": "{a} awarded {n}{via} to {b}",
    "placedAward": "{a} placed award {b}",
    "awardedUnder": "{a} placed {n} under {b}",
    "awardFundedBy": "{a} placed {n} that {b} funded",
    "fundedAward": "{a} funded award {b}",
    "fundedAwardTo": "{a} funded {n}{via} to {b}",
    "fundedAwardUnder": "{a} funded {n} under {b}",
    "paysForAward": "{a} pays for award {b}",
    "paysForAwardTo": "{a} pays for {n}{via} to {b}",
    "paysForAwardOf": "{a} pays for {n} of {b}",
    "paysForAwardUnder": "{a} pays for {n} under {b}",
    "vehicleOfAward": "Award {b} was called under {a}",
    "vehicleOfAwardTo": "{b} holds {n} under {a}",
    "awardPaidTo": "Award {a} went to {b}",
    "awardTextNames": "The text of award {a} names {b}",
    "awardNames": "The text of {n} to {a} names {b}",
    "awardInherits": "Award {a} inherits {b} from its vehicle",
    "awardsInherit": "{n} to {a} inherit {b} from the vehicle",
    "namesTogether": "The text of {n} names both {a} and {b}",
    "subaward": "{a} passed part of {n} on to {b} as subaward",
    "subawardOf": "Part of award {a} was passed on to {b} as subaward",
    "subawardOfAwardNaming": "{a} has a subaward of {n} whose text names {b}",
    "awardJoins": "{n} carry both {a} and {b}",
    "madeBy": "{a} is made by {b}",
    "uses": "{a} uses {b}",
    "authorizes": "{a} authorizes {b}",
    "appropriatedTo": "{a} goes to {b}",
    "partOf": "{a} is part of {b}",
    "partOfProduct": "{a} is part of {b}",
    "ofAccount": "{a} belongs to account {b}",
    "managedBy": "{a} is managed by {b}",
    "holder": "{a} is held by {b}",
    "awardingAgency": "{a} is run by {b}",
    "underVehicle": "{a} was placed under {b}",
    "ultimateParent": "{a} belongs to {b}",
    "runBy": "{a} is run by {b}",
    "namesProduct": "The text of {a} names {b}",
    "namesProgram": "The text of {a} names {b}",
    "namesStatute": "The text of {a} names {b}",
    "provides": "{a} provides {b}",
}


# What could move the cursor, change colours or reorder text once printed to a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(line: str) -> str:
    """Return a line with control and reordering characters replaced, so that a record cannot steer a terminal."""
    return _CONTROLS.sub("\ufffd", line)


def money_text(amount: Decimal) -> str:
    """Return dollars with separators and the cents there are, e.g. ``$9,498,725.54`` or ``-$50``."""
    places = max(0, -int(amount.normalize().as_tuple().exponent)) if amount else 0
    shown = f"{abs(amount):,.{max(places, 2) if places else 0}f}"
    return ("-$" if amount < 0 else "$") + shown


def relation_words(hop: Hop) -> str:
    """Return a claimed relation in the words of its claims file, else its name as words."""
    return hop.relation_label or name_words(hop.relation)


def hop_sentence(hop: Hop) -> str:
    """Return one hop as a sentence without its footnotes."""
    a, b = (hop.source_label, hop.target_label) if hop.forward else (hop.target_label, hop.source_label)
    count = f"{hop.awards:,} award{'' if hop.awards == 1 else 's'}"
    via = f" under vehicle {hop.via_label}" if hop.via_label else ""
    pattern = _FORWARD.get(hop.relation)
    said = pattern.format(a=a, b=b, n=count, via=via) if pattern else f"{a} {relation_words(hop)} {b}"
    return said + _sayers(hop) + _amounts(hop) + _dates(hop) + "."


def _sayers(hop: Hop) -> str:
    """Return who says it and who denies it, where a claim is what the hop rests on."""
    if hop.status not in ("confirmed", "reported", "disputed", "denied"):
        return ""
    against = [one for one in hop.evidence if one.stance in _AGAINST]
    documents = sorted({one.document for one in hop.evidence if one.kind == "claim" and one not in against} - {""})
    deniers = sorted({one.speaker or one.document for one in against} - {""})
    said = f", says {', '.join(documents)}" if documents else ""
    said += ", and contract records confirm it" if hop.status == "confirmed" else ""
    return said + (f", denied by {', '.join(deniers)}" if deniers else "")


def _amounts(hop: Hop) -> str:
    amounts = dict(hop.amounts)
    parts = []
    if "obligation_max" in amounts:
        least, most = amounts.pop("obligation_min"), amounts.pop("obligation_max")
        unknown = "" if hop.status == "inferred" else " (the records name the accounts of an award, not what each paid)"
        parts.append(f"between {money_text(least)} and {money_text(most)}{unknown}")
    labels = {
        "obligation": "net obligations of the loaded actions",
        "obligation_total": "awards known only from a summary: total obligations",
        "subaward": "subawards of",
        "announced": "announced",
    }
    parts += [f"{labels.get(kind, kind)} {money_text(amount)}" for kind, amount in amounts.items()]
    return ("; " if parts else "") + "; ".join(parts)


def _dates(hop: Hop) -> str:
    if not hop.first_date:
        return ""
    if hop.last_date and hop.last_date != hop.first_date:
        return f"; {hop.first_date} to {hop.last_date}"
    return f"; {hop.first_date}"


def path_lines(paths: Sequence[EvidencePath], total: int, *, footnotes: int = 3) -> Iterator[str]:
    """Yield the lines of an answer: each path, its hops, then its footnotes; at most ``footnotes`` per hop."""
    for path in paths:
        origins = f"{len(path.origins)} origin{'' if len(path.origins) == 1 else 's'}"
        named = ": " + ", ".join(path.origins) if path.origins else ""
        apart = "" if path.coherent else "; NOT COHERENT: a company alone joins hops of unrelated records"
        yield printable(f"Path {path.rank} - weakest hop {path.weakest_status}; {origins}{named}{apart}")
        notes: list[str] = []
        for hop in path.hops:
            shown = hop.evidence[:footnotes]
            marks = "".join(f"[{len(notes) + at}]" for at in range(1, len(shown) + 1))
            notes += [footnote(one) for one in shown]
            left = max(hop.evidence_total, len(hop.evidence)) - len(shown)
            rest = f" (+{left} more)" if left > 0 and shown else ""
            confidence = f", confidence {hop.confidence}" if hop.confidence is not None else ""
            if hop.joined:
                yield printable(f"  Joined by {hop.source_label} alone: no record ties what follows to the hop before.")
            said = f"  [{hop.status.upper()}: {hop.basis}{confidence}] {hop_sentence(hop)} {marks}{rest}"
            yield printable(said.rstrip())
        for number, note in enumerate(notes, start=1):
            yield printable(f"      [{number}] {note}")
        yield ""
    if total > len(paths):
        yield f"Showing {len(paths)} of {total} paths; -k shows more."


def footnote(one: Evidence) -> str:
    """Return one piece of evidence in a line: record key or speaker, date, amount, words, file and rows."""
    parts = [one.award or one.id] if one.kind != "claim" else [one.speaker or one.document]
    if one.kind == "rule":
        parts.append(f"rule {one.rule}")
    if one.stance and one.stance != "asserts":
        parts.append(one.stance)
    if one.machine_made:
        parts.append("machine-made, no source of its own")
    if one.first_date and one.kind != "claim":
        parts.append(one.first_date if one.first_date == one.last_date else f"{one.first_date} to {one.last_date}")
    if one.amount is not None:
        kind = "subaward" if one.id.startswith("subaward-") else "net"
        parts.append(f"{kind} {money_text(Decimal(one.amount))}")
    if one.quote:
        words = one.quote if len(one.quote) <= _QUOTE else one.quote[: _QUOTE - 1].rstrip() + "…"
        parts.append(f'"{" ".join(words.split())}"')
    if one.rows:
        left = one.rows_total - len(one.rows[:_ROWS])
        parts.append(_files(one.rows[:_ROWS]) + (f" and {left} more rows" if left > 0 else ""))
    elif one.document and one.kind != "claim":
        parts.append(one.document)
    if one.origins:
        parts.append("rests on " + ", ".join(one.origins))
    return "; ".join(parts)


def _files(rows: Sequence[str]) -> str:
    grouped: dict[str, list[str]] = {}
    for row in rows:
        file, _, number = row.rpartition(" row ")
        grouped.setdefault(file, []).append(number)
    return ", ".join(
        f"{file} row{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}" for file, numbers in grouped.items()
    )

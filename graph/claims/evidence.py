"""One entry of a claim's evidence: a passage with its quote, or awards that record it; and what has no claim."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from graph import terms
from graph.claims.files import Statement, Unclaimed
from graph.claims.passages import count_words
from graph.reference.located import Located

EVIDENCE = {
    "stance": True,
    "speakers": False,
    "origins": False,
    "passage": False,
    "passage_sha256": False,
    "quote": False,
    "hedge": False,
    "machine_made": False,
    "confidence": False,
    "awards": False,
    "note": False,
}
UNCLAIMED = {"passage": True, "passage_sha256": True, "reason": True}
STANCES = tuple(
    sorted(
        str(value).removeprefix(terms.VG + "stance-")
        for value in vars(terms).values()
        if str(value).startswith(terms.VG + "stance-")
    )
)
MAX_QUOTE_WORDS = 15  # a quotation that carries the claim, not the publisher's text

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONFIDENCE = re.compile(r"0(\.\d{1,3})?|1(\.0{1,3})?")
_HTML = re.compile(r"<[A-Za-z/!][^>]*>|&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);")
_AWARD = re.compile(r"CONT_(AWD|IDV)_[A-Za-z0-9_-]+")
_PASSAGE_FIELDS = ("passage", "passage_sha256", "quote")


def read_statement(
    written: Located, *, speaker: Callable[[Located], str], origin: Callable[[Located], str]
) -> Statement:
    """Return one piece of evidence.

    Args:
        written: The entry.
        speaker: Gives the IRI of a declared entity.
        origin: Gives the IRI of a declared origin.

    Raises:
        SourceRejected: An unknown stance, entity or origin; half a passage; a quote that is too long, holds
            HTML or cannot lie in the passage; awards with another stance than ``records``, or that without awards.
    """
    entries = written.entries(EVIDENCE)
    stance = entries["stance"].choice(STANCES)
    awards = _awards(written, entries, stance)
    start, end = (None, None) if awards else read_offsets(entries["passage"])
    quote = "" if start is None or end is None else _quote(entries["quote"], end - start)
    return Statement(
        stance=stance,
        speakers=tuple(speaker(one) for one in entries["speakers"].items()) if "speakers" in entries else (),
        origins=tuple(origin(one) for one in entries["origins"].items()) if "origins" in entries else (),
        start=start,
        end=end,
        passage_sha256="" if awards else _sha256(entries["passage_sha256"]),
        quote=quote,
        hedge=entries["hedge"].texts() if "hedge" in entries else (),
        machine_made="machine_made" in entries and entries["machine_made"].flag(),
        confidence=_confidence(entries["confidence"]) if "confidence" in entries else None,
        awards=awards,
        line=written.line,
        note=entries["note"].text() if "note" in entries else "",
    )


def read_unclaimed(written: Located) -> Unclaimed:
    """Return one passage that has no claim, with the reason why.

    Raises:
        SourceRejected: A field is missing or malformed.
    """
    entries = written.entries(UNCLAIMED)
    start, end = read_offsets(entries["passage"])
    return Unclaimed(start, end, _sha256(entries["passage_sha256"]), entries["reason"].text(), written.line)


def _awards(written: Located, entries: dict[str, Located], stance: str) -> tuple[str, ...]:
    missing = [name for name in _PASSAGE_FIELDS if name not in entries]
    if "awards" not in entries:
        if stance == "records":
            entries["stance"].reject(
                "Evidence with the stance 'records' names no award.",
                hint="Name the records under awards in the place of a passage; what a document says is asserts.",
            )
        if missing:
            written.reject(f"{', '.join(missing)} missing.", hint="Evidence is a passage with its quote, or awards.")
        return ()
    if len(missing) < len(_PASSAGE_FIELDS):
        written.reject("Evidence is a passage or awards, not both.", hint="Make two entries of it.")
    if stance != "records":
        entries["stance"].reject(f"Awards cannot have the stance {stance!r}.", hint="Write records.")
    keys = []
    for item in entries["awards"].items():
        key = item.text()
        if not _AWARD.fullmatch(key):
            item.reject(f"{key!r} is no award key.", hint="Write it as USAspending does: CONT_AWD_...")
        keys.append(key)
    if not keys:
        entries["awards"].reject("No award named.", hint="Name at least one.")
    return tuple(keys)


def read_offsets(written: Located) -> tuple[int, int]:
    """Return first code point and the one after the last of ``[start, end]``."""
    offsets = [item.whole() for item in written.items()]
    if len(offsets) != 2:
        written.reject("A passage has two offsets.", hint="Write [start, end] in code points, end exclusive.")
    start, end = offsets
    if end <= start:
        written.reject(f"The passage ends at {end}, before or where it starts ({start}).", hint="Swap the two.")
    return start, end


def _quote(written: Located, room: int) -> str:
    quote = written.text()
    words = count_words(quote)
    if words > MAX_QUOTE_WORDS:
        written.reject(f"The quote has {words} words.", hint=f"Quote at most {MAX_QUOTE_WORDS}: those that carry it.")
    if len(quote) > room:
        written.reject(
            f"The quote has {len(quote)} characters, its passage {room}.",
            hint="Look at the passage's offsets.",
        )
    if _HTML.search(quote):
        written.reject("The quote holds HTML.", hint="Quote the text as read, without tags and entities.")
    return quote


def _sha256(written: Located) -> str:
    digest = written.text()
    if not _SHA256.fullmatch(digest):
        written.reject(f"{digest!r} is no sha256.", hint="Write 64 lower-case hexadecimal digits.")
    return digest


def _confidence(written: Located) -> Decimal:
    text = written.text()
    if not _CONFIDENCE.fullmatch(text):
        written.reject(f"{text!r} is no confidence.", hint="Write a number from 0 to 1, e.g. 0.95.")
    return Decimal(text)

"""A draft -> a claims file in YAML, with a comment over each claim saying where its words stand.

The text is its publisher's: beyond the quotes of the claims the file holds offsets only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from graph.claims.files import DRAFTED_RELATION, plain_number
from graph.claims.passages import text_sha256
from graph.drafting.skeletons import UNKNOWN, Draft, Setting, Skeleton, speaker_local

_SHOWN = 12  # names listed in a comment; a sentence with more is a list


def draft_yaml(draft: Draft) -> str:
    """Return the text of the claims file; the same article and names give the same text."""
    return "\n".join((*_head(draft), *_declarations(draft), "claims:", *_claims(draft), *_tail(draft))) + "\n"


def _head(draft: Draft) -> Iterator[str]:
    heading, article = draft.heading, draft.article
    yield "# Drafted by `vendorgraph claims draft`: names, numbers, times, speakers found by rules, not understood."
    yield "# For each claim: name subject and relation as the passage states them, check stance and speakers,"
    yield "# then take out the line `unreviewed: true`. Delete what says nothing; merge what says the same."
    yield "# No claim that is marked unreviewed enters a graph. README.md in data/claims explains the format."
    yield "document:"
    yield f"  id: {scalar(heading.id)}"
    yield f"  title: {scalar(heading.title)}"
    yield f"  publisher: {scalar(heading.publisher)}" + (" # fill in" if heading.publisher == UNKNOWN else "")
    for name, value in (("date", heading.date), ("url", heading.url)):
        if value:
            yield f"  {name}: {scalar(value)}"
    yield "  language: en"
    yield f"  text_sha256: {text_sha256(article.text)}"
    if article.summary:
        yield f"  summary: [{article.summary[0]}, {article.summary[1]}]"


def _declarations(draft: Draft) -> Iterator[str]:
    if draft.origins:
        yield "\norigins: # as the text names them; two outlets on one leak are one origin"
        for key, label in draft.origins.items():
            yield f"  {scalar(key)}: {{label: {scalar(label)}}}"
    yield "\nentities:"
    for key, local in draft.things.items():
        yield f"  {scalar(key)}: {{id: {scalar(local)}}}"
    for key, label in draft.speakers.items():
        local = scalar(speaker_local(label, draft.heading.id))
        yield f"  {scalar(key)}: {{id: {local}, kind: speaker, label: {scalar(label)}}}"
    for sentence in dict.fromkeys(claim.sentence for claim in draft.claims):
        name, local = draft.subject(sentence)
        yield f"  {name}: {{id: {local}, kind: concept, label: subject to be named}}"
    yield "\nrelations:"
    yield f"  {DRAFTED_RELATION}: {{label: relation to be named}}\n"


def _claims(draft: Draft) -> Iterator[str]:
    handles: set[str] = set()
    things: dict[int, list[str]] = {}
    for claim in draft.claims:
        if claim.thing:
            things.setdefault(claim.sentence.number, []).append(claim.thing)
    for claim in draft.claims:
        setting = draft.settings[claim.sentence.number]
        yield _comment(claim, things.get(claim.sentence.number, []))
        yield f"  - id: {_once(claim.handle, handles)}"
        yield f"    subject: {draft.subject(claim.sentence)[0]}"
        yield f"    relation: {DRAFTED_RELATION}"
        yield from (f"    {name}: {value}" for name, value in _said(claim))
        yield "    unreviewed: true"
        if claim.note:
            yield f"    note: {scalar(claim.note)}"
        yield "    evidence:"
        yield from _evidence(claim, setting)
        yield ""


def _once(handle: str, taken: set[str]) -> str:
    """Return a handle that no claim has yet, and take it."""
    choices = (f"{handle}-{number}" for number in count(2))
    free = handle if handle not in taken else next(one for one in choices if one not in taken)
    taken.add(free)
    return free


def _comment(claim: Skeleton, things: list[str]) -> str:
    sentence = claim.sentence
    others = ", ".join(_one_line(name) for name in things[:_SHOWN] if name != claim.thing)
    place = f"  # Sentence {sentence.number}, offsets {sentence.start} to {sentence.end}; found at {claim.hit[0]}"
    return f"{place}; also there: {others}" if others else place


def _said(claim: Skeleton) -> Iterator[tuple[str, str]]:
    """Yield the fields that say what was found."""
    value = claim.value
    if claim.thing:
        yield "object", scalar(claim.thing)
        return
    if value is not None and value.value is not None:
        yield "value", scalar(plain_number(value.value))
    yield "value_text", scalar(claim.words)
    if value is not None:
        found = (("unit", value.unit), ("currency", value.currency), ("bound", value.bound))
        yield from ((name, code) for name, code in found if code is not None)
    if claim.when:
        yield "when", scalar(claim.when)


def _evidence(claim: Skeleton, setting: Setting) -> Iterator[str]:
    # The stance is the sentence's; most of what stands beside a denial is not denied.
    mark = " # of one proposition; what else the sentence says it asserts" if setting.stance == "denies" else ""
    yield f"      - stance: {setting.stance}{mark}"
    if setting.speakers:
        yield f"        speakers: {_list(setting.speakers)}"
    for words in setting.unnamed:
        yield f"        # speakers: who is {_one_line(words)!r}?"
    if setting.origins:
        yield f"        origins: {_list(setting.origins)}"
    yield f"        passage: [{setting.passage.start}, {setting.passage.end}]"
    yield f"        passage_sha256: {setting.passage.sha256}"
    yield f"        quote: {scalar(claim.quote)}"
    if setting.hedges:
        yield f"        hedge: {_list(setting.hedges)}"
    if claim.sentence.machine_made:
        yield "        machine_made: true"


def _tail(draft: Draft) -> Iterator[str]:
    quiet = draft.quiet
    if quiet:
        total = len(draft.article.sentences)
        yield f"# Nothing was found in {len(quiet)} of {total} sentences; read them too (offsets):"
        places = [f"{one.start}-{one.end}" for one in quiet]
        for at in range(0, len(places), _SHOWN):
            yield "#   " + ", ".join(places[at : at + _SHOWN])


def _list(items: tuple[str, ...]) -> str:
    return "[" + ", ".join(scalar(item) for item in items) + "]"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def scalar(text: str) -> str:
    r"""Return ``text`` as a YAML string that reads as itself, in quotation marks where it needs them.

    >>> print(scalar("Azure"), scalar("2025-07"), scalar('He said: "no"'))
    Azure "2025-07" "He said: \"no\""
    """
    import yaml

    plain = text.replace(" ", "").replace("-", "")
    if plain.isascii() and plain.isalnum() and text[0].isalpha() and text == text.strip():
        loaded = yaml.safe_load(text)
        if loaded == text:
            return text
    dumped = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("\n")

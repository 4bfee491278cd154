"""Who says a sentence, how they stand to it, and which words weaken it.

A verb of saying gives the stance: *denied* denies, *argued* opines, *expects* projects, *said* asserts. "Did not
deny" denies nothing, "denied the visa" neither; a statement that something is *not* so stays asserted with a note, for
only a person can tell which proposition it denies, if any: a policy that forbids a thing denies none.

Not found here: speakers named in another sentence ("he said" is left unnamed, `speakers` settles some), irony,
quotations without a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.claims.passages import fold

_ASSERTS = (
    r"sa(?:id|ys|y)|S(?:aid|ays)|stat(?:ed|es)|told|tells|report(?:ed|s)|announc(?:ed|es)|confirm(?:ed|s)|wr(?:ote|ites)|explain(?:ed|s)"
    r"|add(?:ed|s)|noted|notes|clarif(?:ied|ies)|reveal(?:ed|s)|disclos(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)"
    r"|testif(?:ied|ies)|claim(?:ed|s)|alleg(?:ed|es)|assert(?:ed|s)|maintain(?:ed|s)|insist(?:ed|s)|respond(?:ed|s)"
    r"|repli(?:ed|es)|found|declared|declares|stress(?:ed|es)|emphasi[sz](?:ed|es)|indicat(?:e|ed|es)|show(?:s|ed)?|reads?"
)
_DENIES = (
    r"[Dd]en(?:ied|ies|ying|y)|[Rr]eject(?:ed|s)?|[Rr]efut(?:ed|es|e)|[Dd]isput(?:ed|es|e)|(?:issued|issues)\s+(?:an?\s+)?(?:\w+\s+)?denial"
    r"|call(?:ed|s)\s+(?:it|this|that|the\s+\w+)\s+(?:false|untrue|baseless|wrong)|dismiss(?:ed|es)?"
)
_OPINES = (
    r"argu(?:ed|es|e)|believ(?:ed|es|e)|th(?:ought|inks|ink)|warn(?:ed|s)?|Warns|criti(?:cized|cised|cizes|cises)|suggest(?:ed|s)"
    r"|describ(?:ed|es)|call(?:ed|s)|consider(?:ed|s)|worr(?:ied|ies)|fear(?:ed|s)?|condemn(?:ed|s)|urg(?:ed|es)|hail(?:ed|s)"
)
_PROJECTS = r"expect(?:ed|s)?|predict(?:ed|s)|forecast(?:s|ed)?|project(?:ed|s)|anticipat(?:ed|es)|estimat(?:ed|es)"
_STANCES = (("denies", _DENIES), ("projects", _PROJECTS), ("opines", _OPINES), ("asserts", _ASSERTS))
_VERB = "(?:" + "|".join(f"(?P<{stance}>{verbs})" for stance, verbs in _STANCES) + ")"
_FILL = (
    r"(?:\s+(?:has|have|had|is|was|also|further|later|repeatedly|firmly|flatly|strongly|again|previously|earlier|publicly"
    r"|then|itself|himself|herself|nevertheless|however|since|recently|categorically|explicitly|never|not|did|does|do)){0,4}"
)
_NEGATED = re.compile(r"\b(?:not|never|neither|nor)\b|n't\b", re.IGNORECASE)

# Capitalised words, with the small ones that join them: "The Guardian", "Office of the Ombudsman", "+972 Magazine".
_CAP = r"(?:\+?\d{2,3}(?=\s+[A-Z])|(?:[A-Z]\.){2,}|[A-Z][\w&'-]*\w)"
_TITLE = r"(?:[Tt]he|[A-Z]\.|(?:Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|Gen)\.)\s+"
_NAME = rf"(?:{_TITLE})?{_CAP}(?:\s+(?:(?:of|for|and|de|van|von|der|la|the|&)\s+){{0,2}}{_CAP}){{0,7}}"
_ROLE_NOUN = (
    r"(?:spokes(?:person|man|woman|people)|officials?|representatives?|executives?|analysts?|experts?|employees?|lawyers?"
    r"|lawmakers?|senators?|advocates?|critics?|activists?|researchers?|ministers?|ministry|directors?|commissioners?"
    r"|prosecutors?|sources?|auditors?|engineers?|managers?|unions?|company|agency|firm|department|bureau|government"
    r"|administration|newspaper|magazine|outlet|watchdog|group|manufacturer|vendor|supplier"
    r"|patrol|police|force|army|navy|military|council|county|city|board|committee|commission|court|mayor|sheriff|governor"
    r"|president|regulator|authorit(?:y|ies)|office|service|institute|university|bank)"
)
_ROLE = (
    rf"(?:\b(?:[Aa]n?|[Tt]he|[Aa]nother|[Oo]ne|[Tt]wo|[Ss]everal|[Ss]ome|[Mm]any|[Tt]heir|[Ii]ts)\s+)?(?:(?!(?:the|an?|its|their)\b)[\w'-]+\s+){{0,2}}?"
    rf"{_ROLE_NOUN}\b(?:\s+(?:for|at|of|from|with|in)\s+(?:{_NAME}|(?:the|its)\s+[a-z]+(?:\s+[a-z]+)?))?"
)
# "Some officials" is a role; "some" alone, like "we", is nobody the rules could name.
_PRONOUN = (
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]ho|[Ww]hich|[Ww]e|I|[Yy]ou|(?<![Nn]o\s)[Oo]ne|[Oo]thers|[Ss]ome|[Mm]any|[Mm]ost|[Bb]oth|[Aa]ll"
    r"|[Ss]everal|[Ee]very(?:one|body)|[Ss]ome(?:one|body))\b"
)
_FIRST_PERSON = ("we", "i")
_DOCUMENTS = (
    r"\b(?:(?:[Aa]n?|[Tt]he)\s+)?(?:(?i:leaked|internal|court|budget|contract|procurement|public|new|official|confidential"
    r"|federal|state|government|company|police|agency|tax|bank)\s+)*"
    r"(?i:documents?|records|files|e-?mails|papers|filings?|memos?|reports?|audits?|stud(?:y|ies)|investigations?|surveys?"
    r"|invoices?|contracts|letters?|minutes|slides|spreadsheets?|transcripts?|receipts)\b"
)
_SUBJECT = rf"(?:(?P<pronoun>{_PRONOUN})|(?P<documents>{_DOCUMENTS})|(?P<role>{_ROLE})|(?P<name>{_NAME}))"
_SUBJECT_VERB = re.compile(rf"{_SUBJECT}(?:,[^,.;\"]{{1,80}},)?(?P<fill>{_FILL})\s+{_VERB}\b")
_VERB_SUBJECT = re.compile(
    rf"(?:[,!?][\"']\s*|,\s+(?=(?:said|says|wrote|added|warned|argued|noted)\b)){_VERB}\s+"
    rf"(?:(?P<pronoun>{_PRONOUN})|(?P<role>{_ROLE})|(?P<name>{_NAME}))"
)
_ACCORDING = re.compile(
    rf"\b[Aa](?:ccording\s+to|s\s+(?:noted|reported|revealed|described|told)\s+(?:by|to))\s+"
    rf"(?:(?:reports?|an?\s+\w+|documents?)\s+(?:from|by|in)\s+)?"
    rf"(?:(?P<documents>(?:the\s+)?{_DOCUMENTS})|(?P<role>{_ROLE})|(?P<name>{_NAME}))"
)
_SAME = re.compile(r"\s+(?:that\s+)?")
_BEFORE = re.compile(rf"(?P<who>{_ROLE}|{_NAME}),?\s*$")
_TOLD = re.compile(
    rf"\b(?:told|tells|said\s+to|[Ii]n\s+an?\s+(?:interview|statement)\s+(?:with|to))\s+(?P<outlet>{_NAME})"
)
_SEEN = re.compile(rf"{_DOCUMENTS}\s+(?:seen|obtained|reviewed|published|leaked)\s+(?:by|to)\s+(?P<outlet>{_NAME})")
# "denied" refuses a thing as often as it contradicts one; it contradicts what is said, done or alleged.
_CONTRADICTS = re.compile(
    r"\s+(?:that\b|any\b|it\b|this\b|having\b|being\b|\w+ing\b|wrongdoing|involvement|the\s+(?:claims?|allegations?|reports?"
    r"|accusations?|charges?)|allegations?|claims?|accusations?|reports?|[\"']|(?:all|both)\b)|\s*[.,;\"]|\s*$"
)
_REFUSING = re.compile(r"(?:den(?:ied|ies|ying|y)|reject(?:ed|s)?|dismiss(?:ed|es)?|disput(?:ed|es|e))$", re.IGNORECASE)
# Words that open a clause and are no part of a name.
# fmt: off
_LEADING = frozenset({
    "although", "and", "as", "at", "because", "but", "by", "despite", "during", "even", "for", "from", "however",
    "if", "in", "meanwhile", "nor", "on", "or", "since", "still", "that", "these", "this", "those", "though",
    "when", "where", "while", "with", "yet",
})
# Those of whom a sentence says that none of them spoke.
_NOBODY = frozenset({"nobody", "none", "no", "neither"})
# fmt: on
_DETERMINERS = frozenset({"A", "An", "The", "Another", "One", "Several", "Some", "Many"})
_PROJECTION = re.compile(
    r"\b(?:(?:is|are)\s+(?:expected|likely|projected|forecast|set|poised|due)\s+to|looking\s+ahead|we\s+can\s+expect|will(?:\s+\w+)?"
    r"(?=\s+[a-z])|plans?\s+to|by\s+20[2-9]\d\s+it\s+will"
    r"|(?:might|may|could)\s+(?!have\b)[a-z]+\s[^.;]*?\b(?:(?:in|by|from|until|after|before)\s+20[2-9]\d"
    r"|next\s+(?:year|month|week|spring|summer|autumn|fall|winter)|soon|later\s+this\s+year))\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?i:reportedly|allegedly|apparently|purportedly|presumably|supposedly|potentially|possibly|perhaps|probably|likely"
    r"|unconfirmed|according\s+to\s+reports|suggest(?:s|ed|ing)?|appear(?:s|ed)?\s+to|seem(?:s|ed)?\s+to|indicat(?:e|es|ing)"
    r"|(?:is|are|was|were)\s+(?:believed|said|thought|understood|alleged|rumou?red)\s+to|signal(?:s|ing)|in\s+part|could)\b"
    r"|\b(?:may|might)\b(?!\s+\d)"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution in a sentence.

    Attributes:
        start: First code point of its words.
        end: The code point after the last.
        stance: asserts, denies, opines or projects.
        speakers: Names or roles as printed; empty for a pronoun or documents.
        origins: What it rests on, as printed: documents, a statement to an outlet.
        note: What a person has to settle.
        unnamed: The words that stand for a speaker whom the sentence does not name ("she"); else empty.
    """

    start: int
    end: int
    stance: str
    speakers: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    note: str = ""
    unnamed: str = ""


def find_voices(sentence: str) -> tuple[Voice, ...]:
    """Return the attributions in one sentence, by position.

    What a quotation says of others is the speaker's word: where somebody outside it speaks, nobody inside it does.
    """
    plain = fold(sentence).replace("\n", " ")
    voices: list[Voice] = []
    for finder in (_according, _said_after, _said_before):
        for voice in finder(plain):
            if not any(voice.start < one.end and one.start < voice.end for one in voices):
                voices.append(voice)
    return _outside_quotations(plain, _merged(plain, sorted(voices, key=lambda voice: voice.start)))


def name_before(sentence: str, end: int) -> str | None:
    """Return the one name or role right before a place, as "Jane Doe, who said" has it before "who"; None for none."""
    match = _BEFORE.search(fold(sentence).replace("\n", " "), 0, end)
    names = _split(match["who"]) if match else ()
    return names[0] if len(names) == 1 else None


def is_named(speaker: str) -> bool:
    """Return whether a speaker as printed is named, by a proper name or by that of a body: "critics" are not.

    >>> is_named("Critics"), is_named("a spokesman for the council"), is_named("two officials of ICE")
    (False, False, True)
    """
    words = speaker.split()
    if re.fullmatch(_ROLE_NOUN, words[0], re.IGNORECASE) or words[0] in _DETERMINERS:
        words = words[1:]
    return not speaker.isascii() or any(not word[0].islower() for word in words)


def find_hedges(sentence: str) -> tuple[str, ...]:
    """Return the words that weaken a sentence, as printed, each once."""
    return tuple(dict.fromkeys(match.group() for match in _HEDGES.finditer(sentence)))


def stance_of(sentence: str, voices: tuple[Voice, ...]) -> str:
    """Return the stance of a sentence as a whole: a denial in it, a projection, else that of who speaks first."""
    stances = [voice.stance for voice in voices]
    if "denies" in stances:
        return "denies"
    if _PROJECTION.search(sentence):
        return "projects"
    return stances[0] if stances else "asserts"


def _merged(text: str, voices: list[Voice]) -> list[Voice]:
    """Return one voice for "the company said it expects": who says so expects it."""
    merged: list[Voice] = []
    for voice in voices:
        said = merged[-1] if merged else None
        if said and voice.unnamed and _SAME.fullmatch(text[said.end : voice.start]) and said.stance == "asserts":
            note = voice.note.replace(f"Who is {voice.unnamed!r}?", "").strip()
            note = " ".join(one for one in dict.fromkeys((said.note, note)) if one)
            merged[-1] = replace(said, end=voice.end, stance=voice.stance, note=note)
        else:
            merged.append(voice)
    return merged


def _outside_quotations(text: str, voices: list[Voice]) -> tuple[Voice, ...]:
    spans = _quotations(text)
    inside = [voice for voice in voices if any(start <= voice.start and voice.end <= end for start, end in spans)]
    outside = [voice for voice in voices if voice not in inside]
    if not inside or not outside:
        return tuple(voices)
    # "We deny it," said Jane Doe: her words deny, and she is who says them.
    lent = next((one for one in inside if one.unnamed.lower() in _FIRST_PERSON and one.stance != "asserts"), None)
    first = outside[0]
    if lent is not None and first.stance == "asserts":
        notes = (first.note, lent.note.replace(f"Who is {lent.unnamed!r}?", "").strip())
        outside[0] = replace(first, stance=lent.stance, note=" ".join(one for one in dict.fromkeys(notes) if one))
    return tuple(outside)


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return the parts in double quotation marks; one that began or ends in another sentence reaches to the end."""
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2:
        opened_before = marks[0] > 0 and text[marks[0] - 1] in ",.!?"
        marks = [0, *marks] if opened_before else [*marks, len(text)]
    return list(zip(marks[::2], marks[1::2], strict=True))


def _according(text: str) -> Iterator[Voice]:
    for match in _ACCORDING.finditer(text):
        if match["documents"]:
            seen = _SEEN.match(text, match.start("documents"))
            origin = seen or match
            words = seen.group() if seen else match["documents"]
            yield Voice(match.start(), origin.end(), "asserts", origins=(words,))
        else:
            yield Voice(match.start(), match.end(), "asserts", _split(match["role"] or match["name"]))


def _said_after(text: str) -> Iterator[Voice]:
    for match in _VERB_SUBJECT.finditer(text):
        yield _voice(text, match, match.end())


def _said_before(text: str) -> Iterator[Voice]:
    for match in _SUBJECT_VERB.finditer(text):
        if match["denies"] and not _is_denial(text, match):
            continue
        if match["pronoun"] and _NEGATED.search(match["fill"]):
            continue  # "ICE said it has not found another": one voice
        if match["pronoun"] or match["documents"] or _split(match["role"] or match["name"]):
            yield _voice(text, match, match.end())


def _voice(text: str, match: re.Match[str], end: int) -> Voice:
    stance = next(stance for stance, _ in _STANCES if match[stance])
    groups = match.groupdict()
    note = ""
    negated = _NEGATED.search(text, match.end()) or (stance == "opines" and _NEGATED.search(groups.get("fill") or ""))
    if stance in ("asserts", "opines") and negated:
        note = "The sentence says that something is not so: is it a denial, and of what?"
    if stance == "denies":
        note = "Which positive proposition is denied? A denial attaches to that one only."
    documents, pronoun = groups.get("documents"), match["pronoun"]
    # In "records seen by The Ledger show" it is the records that show.
    handed = next((one for one in _SEEN.finditer(text) if one.start() < match.start() < one.end()), None)
    speakers = () if documents or pronoun or handed else _split(match["role"] or match["name"])
    if pronoun:
        note = " ".join(part for part in (f"Who is {pronoun!r}?", note) if part)
    origins = [documents] if documents else []
    told = _TOLD.search(text)
    if told and told.start() < end + 2:
        origins.append(f"statement to {told['outlet']}")
    seen = handed or _SEEN.search(text)
    if seen:
        origins = [one for one in origins if one != documents]
        origins.append(seen.group())
    return Voice(match.start(), end, stance, speakers, tuple(origins), note, pronoun or "")


def _is_denial(text: str, match: re.Match[str]) -> bool:
    if _NEGATED.search(match.groupdict().get("fill") or ""):
        return False  # "has not denied"
    verb = match["denies"]
    return not _REFUSING.search(verb) or bool(_CONTRADICTS.match(text, match.end("denies")))


def _split(printed: str) -> tuple[str, ...]:
    """Return "The Guardian and +972 Magazine" as two names; a name that holds "and" cannot be told from two.

    Words that open a clause ("While the company") are no part of a name; nothing may be left.
    """
    names = []
    for part in re.split(r"\s+and\s+(?=(?:[Tt]he\s+)?[+A-Z])|,\s+", printed.strip()):
        words = part.split()
        while words and words[0].casefold() in _LEADING:
            del words[0]
        if len(words) > 1 and words[0] in _DETERMINERS and words[1].islower():
            words[0] = words[0].lower()
        if words and words[-1].casefold() not in ("a", "an", "the") and words[0].casefold() not in _NOBODY:
            names.append(" ".join(words))
    return tuple(names)

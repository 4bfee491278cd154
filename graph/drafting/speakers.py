"""Whom "she", "the company" and "Calder" mean: settled where the text leaves one candidate, else left empty and marked.

A pronoun is no speaker. It is taken for somebody only when the same sentence before it, or the sentence before in the
same paragraph, names one speaker whom it can mean and no other; "who" for the name it follows; "the company" for the
one company named there, if no name stands there that the rules don't know; a bare surname for the one full name that
spoke before. What was settled so says so in its note, led by "Read:". "We", "you", "they" mean nobody the rules could
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.drafting.hits import Taken
from graph.drafting.names import NameHit
from graph.drafting.voices import Voice, find_voices, name_before

_COMPANIES = r"company|firm|manufacturer|vendor|supplier|contractor"
_AGENCIES = r"agency|department|bureau|ministry"
_OTHERS = r"newspaper|magazine|outlet|group|union|watchdog|government|administration|council|authority|organi[sz]ation"
_DEFINITE = re.compile(
    rf"(?P<lead>.*\b(?:for|at|of|from|with|in)\s+)?(?:the|this|that|its|their)\s+"
    rf"(?:(?P<vendor>{_COMPANIES})|(?P<agency>{_AGENCIES})|(?P<other>{_OTHERS}))",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[A-Z][\w'\u2019-]+")
# fmt: off
_CALENDAR = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})
# fmt: on
_STRANGER = ""
_BARE_DOCUMENTS = re.compile(r"(?:(?:the|these|those)\s+)?(?P<noun>[a-z-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Scene:
    """What a sentence leaves to the next: who spoke in it, which companies and agencies it names.

    ``strangers``: it holds names that no catalogue has, any of which "the company" could mean.
    """

    speakers: tuple[str, ...] = ()
    things: tuple[NameHit, ...] = ()
    strangers: bool = False


class SpeakerReader:
    """Reads the voices of an article's sentences in their order and remembers who spoke."""

    def __init__(self) -> None:
        self._before = _Scene()
        self._full_names: dict[str, set[str]] = {}
        self._documents: list[str] = []

    def read(self, sentence: str, names: Sequence[NameHit], start: int, *, goes_on: bool) -> tuple[Voice, ...]:
        """Return the voices of the next sentence, by position.

        Args:
            sentence: Its text.
            names: The known names in it.
            start: Its first code point in the text that ``names`` count in.
            goes_on: Whether it stands in the same paragraph as the sentence before.
        """
        before = self._before if goes_on else _Scene()
        things = tuple(replace(one, start=one.start - start, end=one.end - start) for one in names)
        settled: list[Voice] = []
        for voice in find_voices(sentence):
            spoken = tuple(name for one in settled for name in one.speakers)
            named = tuple(one for one in things if one.end <= voice.start)
            here = _Scene(spoken, named, _has_strangers(sentence[: voice.start], named))
            settled.append(self._settle(voice, sentence, here, before))
        spoken = tuple(name for one in settled for name in one.speakers)
        self._before = _Scene(spoken, things, _has_strangers(sentence, things))
        return tuple(settled)

    def _settle(self, voice: Voice, sentence: str, here: _Scene, before: _Scene) -> Voice:
        if voice.unnamed:
            return self._remember(_settle_pronoun(voice, sentence, here, before))
        notes = [voice.note]
        speakers, unnamed = [], ""
        for name in voice.speakers:
            label, note, unclear = self._named(name, here, before)
            speakers += [label] if label else []
            unnamed = unnamed or unclear
            notes.append(note)
        origins = []
        for words in voice.origins:
            origin, note = self._document(words)
            origins.append(origin)
            notes.append(note)
        note = " ".join(one for one in notes if one)
        return self._remember(
            replace(voice, speakers=tuple(speakers), origins=tuple(origins), unnamed=unnamed, note=note)
        )

    def _named(self, name: str, here: _Scene, before: _Scene) -> tuple[str, str, str]:
        """Return whom the words name, what to look at, and the words again where they name nobody."""
        match = _DEFINITE.fullmatch(name)
        if match:
            kind = match.lastgroup if match.lastgroup != "lead" else None
            meant = _only(_called(scene, kind) for scene in (here, before))
            words = name[len(match["lead"] or "") :]
            if meant is None:
                return (name if match["lead"] else "", f"Who is {words!r}?", "" if match["lead"] else words)
            return (match["lead"] or "") + meant, f"Read: {words!r} is taken for {meant}.", ""
        full = self._full_names.get(name, set())
        if len(full) == 1:
            (meant,) = full
            return meant, f"Read: {name!r} is taken for {meant}.", ""
        return name, "", ""

    def _document(self, words: str) -> tuple[str, str]:
        """Return the documents that spoke before, for "the papers" where there is but one kind of papers."""
        bare = _BARE_DOCUMENTS.fullmatch(words)
        if bare is None:
            self._documents.append(words)
            return words, ""
        known = {one for one in self._documents if re.search(rf"\b{bare['noun']}\b", one, re.IGNORECASE)}
        if len(known) != 1:
            return words, ""
        (meant,) = known
        return meant, f"Read: {words!r} is taken for {meant}."

    def _remember(self, voice: Voice) -> Voice:
        for name in voice.speakers:
            words = name.split()
            if len(words) > 1 and name[0].isupper() and words[0] != "The":
                self._full_names.setdefault(words[-1], set()).add(name)
        return voice


def _settle_pronoun(voice: Voice, sentence: str, here: _Scene, before: _Scene) -> Voice:
    """Return the voice with the one speaker its pronoun can mean, or as it is."""
    word = voice.unnamed.lower()
    if word in ("who", "which"):
        meant = name_before(sentence, voice.start)
    elif word in ("he", "she"):
        meant = _only(_persons(scene.speakers, (*here.things, *before.things)) for scene in (here, before))
    elif word == "it":
        meant = _only(_bodies(scene) for scene in (here, before))
    else:
        meant = None
    if meant is None:
        return voice
    read = f"Read: {voice.unnamed!r} is taken for {meant}."
    note = voice.note.replace(f"Who is {voice.unnamed!r}?", read)
    return replace(voice, speakers=(meant,), unnamed="", note=note)


def _called(scene: _Scene, kind: str | None) -> set[str]:
    """Return the things of one kind that a sentence names; with strangers beside them there is more than one."""
    found = {one.label for one in scene.things if one.kind == kind}
    return found | {_STRANGER} if found and scene.strangers else found


def _has_strangers(sentence: str, things: Iterable[NameHit]) -> bool:
    """Return whether a sentence holds a capitalised word that is no known name, month or plain first word."""
    from graph.infer.spelling import english

    known = Taken(len(sentence), [(one.start, one.end) for one in things])
    for match in _CAPITALISED.finditer(sentence):
        heads = not re.search(r"[^\W_]", sentence[: match.start()])
        plain = heads and match.group().upper() in english().common
        if not plain and match.group() not in _CALENDAR and not known.touches(*match.span()):
            return True
    return False


def _persons(speakers: Iterable[str], things: Iterable[NameHit]) -> set[str]:
    """Return the speakers that can be one person: no known company or agency, no newspaper, nobody in the plural."""
    known = {one.label for one in things}
    return {one for one in speakers if one not in known and not re.match(r"The\s|\+?\d|[^\s]+s$|[A-Z]{2,}\b", one)}


def _bodies(scene: _Scene) -> set[str]:
    """Return the known companies and agencies among those who spoke."""
    return {one.label for one in scene.things if one.kind in ("vendor", "agency")} & set(scene.speakers)


def _only(choices: Iterable[set[str]]) -> str | None:
    """Return the one candidate of the nearest place that has any; None for none or several."""
    nearest = next((choice for choice in choices if choice), set())
    return next(iter(nearest)) if len(nearest) == 1 else None

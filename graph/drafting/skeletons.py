"""Hits in an article -> skeleton claims that a person turns into claims, sentence by sentence.

A skeleton states nothing: its subject stands for the sentence ("sentence 12"), its relation is *toBeNamed*. What was
read is filled in: the object, or the value with unit, currency and bound; the time; stance, speakers and origins of the
sentence; hedges; whether a program wrote it. Every claim is marked unreviewed; reading a claims file refuses a skeleton
whose mark was taken off while subject or relation are still unnamed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.claims.evidence import MAX_QUOTE_WORDS
from graph.claims.files import DRAFTED_SUBJECT, plain_number
from graph.claims.measures import months_in, numbers_in
from graph.claims.passages import Passage, passage
from graph.dates import PartialDate
from graph.drafting.article import Article, Sentence, same_paragraph
from graph.drafting.hits import Span, Taken, TimeHit, ValueHit
from graph.drafting.names import NameFinder, NameHit
from graph.drafting.speakers import SpeakerReader
from graph.drafting.times import find_times
from graph.drafting.values import find_values
from graph.drafting.voices import Voice, find_hedges, is_named, stance_of
from graph.errors import ValueRejected
from graph.identifiers import slug

Hit = NameHit | ValueHit | TimeHit

_WORD = re.compile(r"\S+")
_SAYS = re.compile(r"\w")
_MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w+;")  # claims files refuse tags and entities in a quote
_TITLE_WORDS = 4  # the first sentence of as many words is the headline; a shorter one is a site's name
_LONGEST_TITLE = 200
_ID_WORDS = 6
_LONGEST_SENTENCE = 2_000  # a longer one is a table or a list, in which nobody speaks
_LONGEST_QUOTE = 300  # characters of fifteen long words; beyond it "words" are addresses or code
UNKNOWN = "publisher to be named"  # stands for a publisher that nobody has given


@dataclass(frozen=True, slots=True)
class Heading:
    """What is known of the document; what is empty is taken from the text or left to be named.

    Raises:
        ValueRejected: A date, address or id that a claims file could not hold.
    """

    id: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        for what, value, form, hint in (
            ("id", self.id, r"[a-z0-9]+(-[a-z0-9]+)*", "Use lower-case letters, digits and hyphens."),
            ("date", self.date, r"\d{4}(-\d\d(-\d\d)?)?", "Write 2026, 2026-02 or 2026-02-17."),
            ("address", self.url, r"https?://[^\s<>\"]+", "Write it with https://, or leave it out."),
        ):
            if value and not re.fullmatch(form, value):
                raise ValueRejected(f"{value!r} is no {what}.", hint=hint)
        if self.date:
            PartialDate.parse(self.date)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One drafted claim.

    Attributes:
        handle: Its id in the file.
        sentence: The sentence it comes from.
        hit: Offsets of what was found.
        thing: Key of the entity found, or empty.
        value: A quantity or amount, or None.
        words: The words found, white space single.
        when: Interval of the time found, or of the only one in the sentence; None for no certain one.
        quote: At most 15 words around the hit.
        note: What a person has to look at.
    """

    handle: str
    sentence: Sentence
    hit: Span
    quote: str
    words: str
    thing: str = ""
    value: ValueHit | None = None
    when: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all skeletons of one sentence share: passage, stance, who speaks, what it rests on, hedges.

    ``unnamed`` are words that stand for a speaker whom nobody could name.
    """

    passage: Passage
    stance: str
    speakers: tuple[str, ...]
    origins: tuple[str, ...]
    hedges: tuple[str, ...]
    unnamed: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A drafted claims file.

    Attributes:
        things: Key of each known entity -> its local id, in the order of the text.
        speakers: Key of each speaker -> label.
        origins: Names of what the text says it rests on.
        settings: Per sentence number.
        claims: In the order of the text.
        left_out: Hits without a claim of their own: the same stands in the sentence before, markup stands in it, or a
            sentence ends within it.
    """

    article: Article
    heading: Heading
    names: tuple[NameHit, ...]
    times: tuple[TimeHit, ...]
    values: tuple[ValueHit, ...]
    things: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    settings: dict[int, Setting] = field(default_factory=dict)
    claims: list[Skeleton] = field(default_factory=list)
    left_out: int = 0

    @property
    def quiet(self) -> list[Sentence]:
        """Sentences in which nothing was found."""
        return [one for one in self.article.sentences if one.number not in self.settings]

    def subject(self, sentence: Sentence) -> tuple[str, str]:
        """Return the name and local id that stand for a sentence until a person names the subject."""
        return f"sentence {sentence.number}", f"{DRAFTED_SUBJECT}{self.heading.id}-{sentence.number}"


def draft_claims(article: Article, heading: Heading, finder: NameFinder) -> Draft:
    """Return one skeleton for each name, amount, quantity, time and attribution found in an article."""
    names = finder.find(article.text)
    times = _outside(find_times(article.text), names, len(article.text))
    taken = [(one.start, one.end) for one in names] + [(one.start, one.end) for one in times]
    values = find_values(article.text, taken)
    draft = Draft(article, _completed(article, heading), names, times, values)
    keys = _keys(names)
    draft.things.update({key: local for local, key in keys.items()})
    inside = _by_sentence(draft)
    reader, before = SpeakerReader(), None
    for sentence in article.sentences:
        hits = inside.get(sentence.number, [])
        text = article.text[sentence.start : sentence.end]
        known = [hit for hit in hits if isinstance(hit, NameHit)]
        goes_on = before is not None and same_paragraph(article.text, before.end, sentence.start)
        voices: tuple[Voice, ...] = ()
        if len(text) <= _LONGEST_SENTENCE:
            voices = reader.read(text, known, sentence.start, goes_on=goes_on)
        _draft_sentence(draft, sentence, hits, keys, voices)
        before = sentence
    return draft


def _outside(times: tuple[TimeHit, ...], names: tuple[NameHit, ...], length: int) -> tuple[TimeHit, ...]:
    taken = Taken(length, [(one.start, one.end) for one in names])
    return tuple(one for one in times if not taken.touches(one.start, one.end))


def _by_sentence(draft: Draft) -> dict[int, list[Hit]]:
    """Return names, values and times by the number of their sentence; one that crosses two sentences is left out."""
    sentences = draft.article.sentences
    starts = [one.start for one in sentences]
    inside: dict[int, list[Hit]] = {}
    hits: list[Hit] = [*draft.names, *draft.values, *draft.times]
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.end <= sentences[at].end:
            inside.setdefault(sentences[at].number, []).append(hit)
        else:
            draft.left_out += 1
    return inside


def _completed(article: Article, heading: Heading) -> Heading:
    """Return the heading with title and id filled from the text."""
    title = heading.title
    if not title:
        lines = [article.text[one.start : one.end] for one in article.sentences if not one.machine_made]
        headline = next(
            (line for line in lines if len(line.split()) >= _TITLE_WORDS), lines[0] if lines else "Title to be named"
        )
        title = " ".join(headline.split())[:_LONGEST_TITLE]
    name = heading.id
    if not name:
        said = f"{heading.publisher} {heading.date[:4]} {title}".lower()
        words = re.findall(r"[a-z0-9]+", said)[:_ID_WORDS]
        name = "-".join(words) or "article"
    return replace(heading, id=name, title=title, publisher=heading.publisher or UNKNOWN)


def _keys(names: tuple[NameHit, ...]) -> dict[str, str]:
    """Return what each thing is called in the file, by local id; labels that two things share are told apart."""
    keys: dict[str, str] = {}
    for hit in names:
        if hit.local not in keys:
            taken = set(keys.values())
            choices = (hit.label, f"{hit.label} ({hit.kind})", hit.local)
            keys[hit.local] = next(one for one in choices if one not in taken)
    return keys


def _draft_sentence(
    draft: Draft, sentence: Sentence, hits: list[Hit], keys: dict[str, str], voices: tuple[Voice, ...]
) -> None:
    text = draft.article.text[sentence.start : sentence.end]
    drafted: set[tuple[object, ...]] = set()
    for skeleton in (*_found(draft, sentence, hits, keys), *_said(draft, sentence, voices)):
        value = skeleton.value
        said = skeleton.words if value is None or value.value is None else plain_number(value.value)
        same = (skeleton.thing or said, value and (value.unit or value.currency), skeleton.when)
        if same in drafted or not skeleton.quote:
            draft.left_out += 1
        else:
            drafted.add(same)
            draft.claims.append(skeleton)
    if drafted:
        draft.settings[sentence.number] = _setting(draft, sentence, text, voices)


def _setting(draft: Draft, sentence: Sentence, text: str, voices: tuple[Voice, ...]) -> Setting:
    stance = stance_of(text, voices)
    leading = [voice for voice in voices if voice.stance == stance] or list(voices)
    named = [name for voice in leading for name in voice.speakers]
    unnamed = tuple(voice.unnamed for voice in leading if voice.unnamed and not voice.speakers)
    if sentence.machine_made:
        unnamed = ()
        maker = draft.article.summary_maker
        named = [f"{maker} (machine summary)" if maker else "machine summary"]
    elif not named and not unnamed:
        named = [draft.heading.publisher]
    speakers = [_declare(draft.speakers, name, set(draft.things)) for name in dict.fromkeys(named)]
    origins = [_declare(draft.origins, name, set()) for voice in voices for name in voice.origins]
    return Setting(
        passage=passage(draft.article.text, sentence.start, sentence.end),
        stance=stance,
        speakers=tuple(dict.fromkeys(speakers)),
        origins=tuple(dict.fromkeys(origins)),
        hedges=find_hedges(text) if len(text) <= _LONGEST_SENTENCE else (),
        unnamed=tuple(dict.fromkeys(unnamed)),
    )


def _declare(known: dict[str, str], label: str, taken: set[str]) -> str:
    """Return the key of a speaker or origin, declared once whatever its capital."""
    for key, other in known.items():
        if other.casefold() == label.casefold():
            return key
    key = f"{label} as speaker" if label in taken else label
    known[key] = label
    return key


def _found(draft: Draft, sentence: Sentence, hits: list[Hit], keys: dict[str, str]) -> Iterator[Skeleton]:
    """Yield one skeleton per name, value and time; a value has the time of its sentence where there is but one."""
    times = [hit for hit in hits if isinstance(hit, TimeHit)]
    only = times[0].when if len(times) == 1 else None
    counts = {"value": 0, "time": 0}
    for hit in hits:
        span = (hit.start, hit.end)
        if isinstance(hit, NameHit):
            key = keys[hit.local]
            yield replace(_skeleton(draft, sentence, span, _handle(key)), thing=key)
            continue
        kind = "time" if isinstance(hit, TimeHit) else "value"
        counts[kind] += 1
        handle = f"{kind}-{counts[kind]}"
        if isinstance(hit, TimeHit):
            yield replace(_skeleton(draft, sentence, span, handle, when=hit.when), note=hit.note)
        else:
            note = f"{hit.note} The time is the sentence's.".strip() if only else hit.note
            yield replace(_skeleton(draft, sentence, span, handle, value=hit, when=only), note=note)


def _said(draft: Draft, sentence: Sentence, voices: tuple[Voice, ...]) -> Iterator[Skeleton]:
    """Yield one skeleton per attribution."""
    for number, voice in enumerate(voices, start=1):
        span = (sentence.start + voice.start, sentence.start + voice.end)
        yield replace(_skeleton(draft, sentence, span, f"says-{number}"), note=voice.note)


def _handle(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") or "name"


def _skeleton(
    draft: Draft,
    sentence: Sentence,
    hit: Span,
    handle: str,
    *,
    value: ValueHit | None = None,
    when: str | None = None,
) -> Skeleton:
    text = draft.article.text
    return Skeleton(
        handle=f"s{sentence.number}-{handle}",
        sentence=sentence,
        hit=hit,
        quote=_quote(text, sentence, hit, value, timed=when is not None and value is None),
        words=" ".join(text[hit[0] : hit[1]].split()),
        value=value,
        when=when,
    )


def _quote(text: str, sentence: Sentence, hit: Span, value: ValueHit | None, *, timed: bool) -> str:
    """Return at most 15 words of the sentence around the hit, or nothing when the hit itself cannot be quoted.

    Beside a number in words other digits would read as its contradiction, and so would other months beside a
    quarter or a day in digits: such a quote is the hit alone.
    """
    low, high = max(sentence.start, hit[0] - _LONGEST_QUOTE), min(sentence.end, hit[1] + _LONGEST_QUOTE)
    words = [match.span() for match in _WORD.finditer(text, low, high)]
    # Words that the window cuts are no words to quote.
    words = [(start, end) for start, end in words if start in (sentence.start, hit[0]) or text[start - 1].isspace()]
    words = [(start, end) for start, end in words if end in (sentence.end, hit[1]) or text[end].isspace()]
    core = [at for at, (start, end) in enumerate(words) if start < hit[1] and hit[0] < end][:MAX_QUOTE_WORDS]
    if not core:
        return ""
    first, last = core[0], core[-1]
    narrow = text[words[first][0] : words[last][1]]
    if _MARKUP.search(narrow) or len(narrow) > _LONGEST_QUOTE:
        return ""
    left = right = True
    while (left or right) and last - first + 1 < MAX_QUOTE_WORDS:
        right = right and last + 1 < len(words) and not _MARKUP.search(text, words[first][0], words[last + 1][1])
        last += right
        if last - first + 1 < MAX_QUOTE_WORDS:
            left = left and first > 0 and not _MARKUP.search(text, words[first - 1][0], words[last][1])
            first -= left
    # A dash or bullet at its edge is no part of what is said.
    while first < core[0] and not _SAYS.search(text, *words[first]):
        first += 1
    while last > core[-1] and not _SAYS.search(text, *words[last]):
        last -= 1
    wide = text[words[first][0] : words[last][1]]
    contradicts = value is not None and value.value is not None and value.value not in numbers_in(wide)
    contradicts = contradicts or (timed and not months_in(narrow) and bool(months_in(wide)))
    return narrow if contradicts or len(wide) > _LONGEST_QUOTE else wide


def speaker_local(label: str, document: str) -> str:
    """Return the local id of a speaker; a label without Latin letters gets a hash.

    Whom a document does not name ("critics", "two officials") is one of this document only: the critics of another
    are other people.
    """
    from graph.identifiers import digest16

    plain = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
    if plain and not is_named(label):
        plain = f"{document}-{plain}"
    return f"speaker-{slug(plain)}" if plain else f"speaker-{digest16(label)}"

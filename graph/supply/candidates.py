"""Names that the catalogue may lack: frequent phrases beside words such as LICENSES, RENEWAL, SUBSCRIPTION."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from graph.evidence import Json
from graph.resources import data_folder

COLUMNS = ("phrase", "awards", "descriptions", "beside", "share_beside", "examples")
_BESIDE = frozenset(
    {
        *("LICENSE", "LICENSES", "LICENSING", "LICENCE", "LICENCES", "MAINTENANCE", "RENEWAL", "RENEWALS"),
        *("SUBSCRIPTION", "SUBSCRIPTIONS", "SOFTWARE", "HARDWARE", "WARRANTY", "WARRANTIES", "SAAS", "UPGRADE"),
        *("UPGRADES", "APPLIANCE", "APPLIANCES", "LAPTOPS", "TABLETS", "PRINTERS", "RADIOS", "CAMERAS", "SCANNERS"),
        *("DRONES", "SENSORS", "SERVERS", "SWITCHES", "ROUTERS", "PLATFORM", "SUITE"),
    }
)
_WORD = re.compile(r"[A-Z][A-Z0-9]*(?:[.&+/'-][A-Z0-9]+)*|[0-9]+[A-Z][A-Z0-9-]*")
_MOST_WORDS = 3
_EXAMPLES = 3
_EXAMPLE_LENGTH = 160
_LEAST_SHARE = 0.3  # of its occurrences beside such a word; generic words stand everywhere
Span = tuple[int, int]


def find_candidates(
    texts: Iterable[tuple[str, int, Sequence[Span]]], *, at_least: int = 3, limit: int | None = 50
) -> list[Json]:
    """Return phrases that may name products, as `COLUMNS`, those of most awards first.

    Args:
        texts: (description, number of awards that bear it, spans that the catalogue knows); each description once.
        at_least: Awards that a phrase must stand in.
        limit: Rows at most; None for all.
    """
    common = _common_words()
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    everywhere: Counter[str] = Counter()
    for text, awards, known in texts:
        words = [(one[0], one.start(), one.end()) for one in _WORD.finditer(text.upper())]
        everywhere.update({word for word, _, _ in words})
        beside: dict[str, str] = {}
        for phrase, keyword, start, end in _phrases(words, common):
            if not any(start < stop and first < end for first, stop in known):
                beside.setdefault(phrase, keyword)
        for phrase, keyword in beside.items():
            found[phrase].append((text, awards, keyword))
    rows: list[Json] = []
    for phrase, places in found.items():
        awards = sum(count for _, count, _ in places)
        # The rarest word of a phrase is the one that makes it a name.
        share = len(places) / min(everywhere[word] for word in phrase.split())
        if awards >= at_least and share >= _LEAST_SHARE:
            rows.append(
                {
                    "phrase": phrase,
                    "awards": awards,
                    "descriptions": len(places),
                    "beside": [word for word, _ in Counter(keyword for _, _, keyword in places).most_common(3)],
                    "share_beside": round(share, 2),
                    "examples": [text[:_EXAMPLE_LENGTH] for text, _, _ in sorted(places)[:_EXAMPLES]],
                }
            )
    rows.sort(key=lambda row: (-int(str(row["awards"])), str(row["phrase"])))
    return rows[:limit]


def _common_words() -> frozenset[str]:
    """Return words that stand beside those without being names; the file says so of each."""
    lines = (data_folder() / "products" / "common-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split()) | _BESIDE


def _phrases(words: Sequence[tuple[str, int, int]], common: frozenset[str]) -> Iterator[tuple[str, str, int, int]]:
    """Yield (phrase, word beside it, start, end): before such a word, or behind it after OF, FOR, TO, FROM."""
    for at, (word, _, _) in enumerate(words):
        if word not in _BESIDE:
            continue
        runs = [_run(reversed(words[max(0, at - _MOST_WORDS) : at]), common)[::-1]]
        if at + 1 < len(words) and words[at + 1][0] in ("OF", "FOR", "TO", "FROM"):
            runs.append(_run(iter(words[at + 2 : at + 2 + _MOST_WORDS]), common))
        for run in runs:
            if run:
                yield " ".join(one[0] for one in run), word, run[0][1], run[-1][2]


def _run(words: Iterator[tuple[str, int, int]], common: frozenset[str]) -> list[tuple[str, int, int]]:
    return list(takewhile(lambda one: len(one[0]) > 1 and one[0] not in common, words))

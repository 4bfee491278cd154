"""Which texts need a new look when the catalogue changes, so that adding a product re-derives only what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.infer.detect import Detector
from graph.infer.names import Pattern, plain_name
from graph.infer.printed import CUT_LENGTHS, prepare
from graph.infer.spelling import Corrector, Endings, english


def touched(old: Sequence[Pattern], new: Sequence[Pattern], texts: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Yield the numbers of the texts whose hits may differ under the new catalogue, in the order given.

    Every text whose hits differ is among them; a few that stay the same may be. Looked for are only the names of
    entries that came, went or changed: in any spelling, as a word that another one could be a misspelling of, and as
    what a cut-off text may have gone on with.
    """
    known, wanted = set(old), set(new)
    changed = [one for one in old if one not in wanted] + [one for one in new if one not in known]
    aliases = {plain_name(alias) for pattern in changed for alias in pattern.aliases}
    # Without guards and needs every place where a name stands counts, cancelled or not.
    detector = Detector(Pattern(one.target, one.kind, one.aliases) for one in changed)
    corrector = Corrector({word for alias in aliases for word in alias.split()}, english())
    endings = Endings(aliases, english())
    for number, text in texts:
        plain = prepare(text).plain
        cut = len(text) in CUT_LENGTHS and endings.concerns(plain)
        if cut or corrector.concerns(plain) or detector.find(text):
            yield number

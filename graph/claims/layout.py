"""How the passages of one claims file lie in their text: whole sentences, apart, equal or one inside the other."""

from __future__ import annotations

from typing import NamedTuple

from graph.reference.located import Located


class Layout:
    """Takes passages as they are read and refuses those that cannot lie together.

    Args:
        summary: The part of the text that a program made of the rest, or None.
    """

    def __init__(self, summary: tuple[int, int] | None) -> None:
        self._summary = summary
        self._places: dict[tuple[int, int], Located] = {}
        self._left_out: dict[tuple[int, int], Located] = {}

    def take(self, start: int, end: int, written: Located, *, machine_made: bool) -> None:
        """Remember a passage that carries a claim.

        Raises:
            SourceRejected: It lies in the summary and is not marked as machine-made, or half in it.
        """
        if self._summary is not None and start < self._summary[1] and self._summary[0] < end:
            first, last = self._summary
            if start < first or last < end:
                written.reject(
                    f"Passage {start} to {end} lies half in the summary ({first} to {last}).",
                    hint="Make one entry for each part.",
                )
            if not machine_made:
                written.reject(
                    f"Passage {start} to {end} lies in the summary ({first} to {last}), which a program made.",
                    hint="Add machine_made: true, or correct document.summary.",
                )
        self._places.setdefault((start, end), written)

    def leave_out(self, start: int, end: int, written: Located) -> None:
        """Remember a passage that carries no claim."""
        self._left_out.setdefault((start, end), written)

    def refuse_crossing(self) -> None:
        """Refuse two passages of which each has words the other lacks, and claims out of what is said to have none.

        Raises:
            SourceRejected: At the later of the two passages.
        """
        around: list[_Open] = []
        for start, end in sorted({*self._places, *self._left_out}, key=lambda place: (place[0], -place[1])):
            here = self._places.get((start, end)) or self._left_out[start, end]
            while around and around[-1].end <= start:
                around.pop()
            outer = around[-1] if around else _Open(0, end, here, None, None)
            if outer.end < end:
                here.reject(
                    f"Passage {start} to {end} crosses {outer.start} to {outer.end} (line {outer.written.line}).",
                    hint="Take whole sentences: passages are apart, equal, or one inside the other.",
                )
            claimed = self._places.get((start, end)) or outer.claimed
            left_out = self._left_out.get((start, end)) or outer.left_out
            if claimed is not None and left_out is not None:
                left_out.reject(
                    f"This passage is said to have no claim, but line {claimed.line} has one there.",
                    hint="Take the entry out of no_claim, or the claim out of claims.",
                )
            around.append(_Open(start, end, here, claimed, left_out))


class _Open(NamedTuple):
    """A passage that is not over yet, with the nearest claimed and left-out ones around it, itself included."""

    start: int
    end: int
    written: Located
    claimed: Located | None
    left_out: Located | None

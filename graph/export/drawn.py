"""How things and lines look in other tools' files: colours and shapes of the page, under the names those tools use."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.pages.look import NO_RANK, STATUS_LOOKS, look_of

# What XML 1.0 §2.2 leaves out, and lone surrogates, which UTF-8 cannot carry.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


class LineLook(NamedTuple):
    """Colour, and the dash pattern by the names of yEd, Gephi and Cytoscape."""

    colour: str
    yed: str
    gexf: str
    css: str


_DASHES = {
    "recorded": ("line", "solid", "solid"),
    "confirmed": ("line", "solid", "solid"),
    "counted": ("line", "solid", "solid"),
    "reported": ("dashed", "dashed", "dashed"),
    "inferred": ("dotted", "dotted", "dotted"),
    "contested": ("dashed_dotted", "double", "dashed"),
    "denied": ("dotted", "double", "dotted"),
}
_YED = {
    "square": "rectangle",
    "square-open": "roundrectangle",
    "circle": "ellipse",
    "circle-open": "ellipse",
    "circle-ring": "ellipse",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "pentagon": "octagon",
    "star": "star5",
    "triangle": "triangle",
    "triangle-open": "triangle",
    "triangle-down": "triangle2",
    "page": "parallelogram",
    "page-open": "parallelogram",
}
_GEXF = {"square": "square", "square-open": "square", "diamond": "diamond", "triangle": "triangle"}


def xml_text(text: str) -> str:
    r"""Return a text for XML, in an attribute or an element; what no XML can carry becomes U+FFFD.

    Example:
        >>> xml_text('A & "B"\x00')
        'A &amp; &quot;B&quot;�'
    """
    return _NO_XML.sub("\ufffd", text).translate(_ESCAPES)


def line_look(status: str) -> LineLook:
    """Return how a line of a status is drawn; a disputed one as the page draws what is contested."""
    known = "contested" if status == "disputed" else status
    colour = "#4b5563" if known == "counted" else STATUS_LOOKS[known].light  # type: ignore[index]
    return LineLook(colour, *_DASHES[known])


def thing_colour(kind: str) -> str:
    """Return the colour of a kind of thing as ``#rrggbb``."""
    return look_of(kind).light


def yed_shape(kind: str) -> str:
    """Return the shape of a kind as yEd names it."""
    return _YED.get(look_of(kind).shape, "ellipse")


def gexf_shape(kind: str) -> str:
    """Return the shape of a kind as GEXF names it."""
    return _GEXF.get(look_of(kind).shape, "disc")


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``.

    Example:
        >>> channels("#1f4e9c")
        (31, 78, 156)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Places:
    """A place for each thing, kinds from left to right: no two lie upon each other before a layout is chosen."""

    _ACROSS, _DOWN, _LONGEST = 260, 60, 200  # pixels, pixels, things below each other

    def __init__(self) -> None:
        self._placed: dict[int, int] = {}

    def next(self, kind: str) -> tuple[int, int]:
        """Return x and y of the next thing of a kind."""
        rank = look_of(kind).rank
        rank = 13 if rank == NO_RANK else rank
        number = self._placed[rank] = self._placed.get(rank, -1) + 1
        lane, row = divmod(number, self._LONGEST)
        # Lanes of a crowded kind go down, not into the next kind's column.
        return rank * self._ACROSS, (lane * (self._LONGEST + 4) + row) * self._DOWN

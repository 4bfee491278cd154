"""How wide words are in a figure, so that names find room without a browser."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# The fonts a reader's machine may have in place of ours are up to so much wider (Arial, Helvetica, Liberation Sans).
_SLACK = 1.06
_WIDE, _OTHER = 1_000, 620  # thousandths of the size, of CJK and of letters our fonts do not have
FONT_STACK = "Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK SC', sans-serif"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at most, in pixels.

    Example:
        >>> 60 < text_width("VendorGraph", 11) < 72
        True
    """
    widths = _widths()["Medium" if bold else "Regular"]
    return sum(widths.get(letter) or _guessed(letter) for letter in text) * size / 1000 * _SLACK


def fit(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text that is at most so wide, with an ellipsis for what was cut off; nothing where not a word fits.

    Example:
        >>> fit("Immigration and Customs Enforcement", 11, 100)
        'Immigration and…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low > 1 else ""


def wrap(text: str, size: float, width: float, *, most: int, bold: bool = False) -> list[str]:
    """Return a text as at most so many lines; what does not fit is cut from the last one with an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold=bold) <= width:
            line += f" {words.pop(0)}"
        if words and len(lines) == most - 1:
            line = f"{line} {' '.join(words)}"
        lines.append(fit(line, size, width, bold=bold))
    return lines


def _guessed(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


@cache
def _widths() -> Mapping[str, Mapping[str, int]]:
    found: Mapping[str, Mapping[str, int]] = json.loads(files("graph.pages").joinpath("fonts/widths.json").read_text())
    return found

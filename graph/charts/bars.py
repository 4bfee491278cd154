"""Bar charts of rankings: as text for a terminal, as SVG, and as PNG drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from graph.charts.sheet import MARGIN, WIDTH, sheet
from graph.errors import UsageProblem
from graph.pages.lettering import fit, text_width
from graph.pages.picture import write_picture
from graph.pages.strokes import INK, drawn_text
from graph.pages.text import clean

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_COLOUR, _BELOW = "#2f6fad", "#8a5a00"
_ROW, _LABELS, _GAP = 26.0, 330.0, 8.0
_SIZE = 12.0
_TALLEST = 500  # bars; a taller picture is no chart any more


class Bar(NamedTuple):
    """One bar: its label, the number it stands for, that number as text, and a remark such as a range of ranks."""

    label: str
    value: float
    text: str
    remark: str = ""


def bar_text(value: float, most: float, width: int = 10) -> str:
    """Return a bar of at most ``width`` cells, in eighths of a cell; nothing for what is not positive.

    Example:
        >>> bar_text(3, 4, width=4), bar_text(-1, 4)
        ('███', '')
    """
    if not (value > 0 and most > 0):
        return ""
    eighths = max(1, round(min(value / most, 1) * width * 8))
    return _EIGHTHS[8] * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def write_chart(file: str, title: str, notes: Sequence[str], bars: Sequence[Bar]) -> None:
    """Write a horizontal bar chart; the name's ending says whether as SVG or PNG. A file that is there is replaced.

    Raises:
        UsageProblem: Another ending, more bars than a picture shows, or PNG without resvg.
        OutputRefused: The file cannot be written.
    """
    write_picture(bar_chart(title, notes, bars), Path(file), force=True)


def bar_chart(title: str, notes: Sequence[str], bars: Sequence[Bar], *, question: str = "") -> str:
    """Return a horizontal bar chart as SVG text, with a description for screen readers.

    Args:
        title: What it shows.
        notes: What the numbers are and who says so, below the bars.
        bars: From top to bottom.
        question: Under the title: what is counted, in which unit.

    Raises:
        UsageProblem: There are more bars than a picture shows.
    """
    if len(bars) > _TALLEST:
        raise UsageProblem(f"{len(bars)} bars are too many for one picture.", hint=f"Use --top {_TALLEST} or less.")

    def body(top: float) -> tuple[list[str], float]:
        return _bars(bars, top), top + _ROW * len(bars)

    told = "; ".join(f"{bar.label}: {bar.text}{f' ({bar.remark})' if bar.remark else ''}" for bar in bars)
    return sheet(title, question, body, notes, told)


def _bars(bars: Sequence[Bar], top: float) -> list[str]:
    if not bars:
        return []
    values = [0.0, *(bar.value for bar in bars)]
    least, most = min(values), max(values)
    right = max(text_width(f"{bar.text}  {bar.remark}", _SIZE) for bar in bars) + 2 * _GAP
    labels = min(_LABELS, max(text_width(bar.label, _SIZE) for bar in bars) + 2 * _GAP)
    left = MARGIN + labels
    scale = max(WIDTH - MARGIN - left - right, 200.0) / ((most - least) or 1.0)
    zero = left - least * scale
    parts = [f'<path d="M{zero:.1f} {top:.1f}V{top + _ROW * len(bars):.1f}" stroke="#d0d7de"/>']
    for at, bar in enumerate(bars):
        y = top + _ROW * at
        start, length = (zero, bar.value * scale) if bar.value >= 0 else (zero + bar.value * scale, -bar.value * scale)
        colour = _COLOUR if bar.value >= 0 else _BELOW
        label = fit(bar.label, _SIZE, labels - _GAP)
        beyond = max(start + length, zero) + _GAP
        parts.append(
            f"<g><title>{escape(f'{bar.label}: {bar.text} {bar.remark}'.strip())}</title>"
            f"{drawn_text(clean(label), left - _GAP, y + 17, _SIZE, anchor='end')}"
            f'<rect class="b" x="{start:.1f}" y="{y + 5:.1f}" width="{length:.1f}" height="{_ROW - 10}" rx="1.5" '
            f'fill="{colour}"/>'
            f'<text x="{beyond:.1f}" y="{y + 17:.1f}" font-size="{_SIZE}" fill="{INK}">{escape(bar.text)}'
            + (f'<tspan fill="#57606a" dx="8" font-size="11">{escape(bar.remark)}</tspan>' if bar.remark else "")
            + "</text></g>"
        )
    return parts

"""Bar charts of rankings: as text for a terminal, as SVG without any library, as PNG through matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from graph.errors import OutputRefused, UsageProblem
from graph.tables import cut, text_width

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FONT = "font-family='system-ui, sans-serif'"
_WIDTH, _ROW, _LABELS, _RIGHT = 900, 24, 300, 150
_LINE = 110  # characters of a subtitle that fit one line
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
    """Write a horizontal bar chart; the name's ending says whether as SVG or PNG.

    Raises:
        UsageProblem: Another ending, more bars than a picture shows, or PNG without matplotlib.
        OutputRefused: The file cannot be written.
    """
    ending = Path(file).suffix.lower()
    if ending not in (".svg", ".png"):
        raise UsageProblem(f"Cannot tell what picture {file!r} is meant to be.", hint="Name it .svg or .png.")
    if len(bars) > _TALLEST:
        raise UsageProblem(f"{len(bars)} bars are too many for one picture.", hint=f"Use --top {_TALLEST} or less.")
    try:
        if ending == ".svg":
            Path(file).write_text(svg_chart(title, notes, bars), encoding="utf-8", newline="\n")
        else:
            _write_png(file, title, notes, bars)
    except OSError as error:
        raise OutputRefused(f"Cannot write {file}: {error.strerror}.", hint="Choose another file or folder.") from error


def svg_chart(title: str, notes: Sequence[str], bars: Sequence[Bar]) -> str:
    """Return a horizontal bar chart as SVG text, readable by screen readers, in light and dark."""
    lines = [part for note in notes for part in _wrapped(note)]
    top = 40 + 16 * len(lines) + 12
    height = top + _ROW * len(bars) + 16
    values = [0.0, *(bar.value for bar in bars)]
    least, most = min(values), max(values)
    scale = (_WIDTH - _LABELS - _RIGHT) / ((most - least) or 1.0)
    zero = _LABELS - least * scale
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{height}' "
        f"viewBox='0 0 {_WIDTH} {height}' role='img' aria-label='{escape(title)}' {_FONT}>",
        "<style>text{fill:#1b1f24}.n{fill:#57606a}rect.b{fill:#2f6fad}rect.g{fill:#fff}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.n{fill:#9aa4af}rect.b{fill:#6cb0f0}rect.g{fill:#0d1117}}"
        "</style>",
        f"<rect class='g' width='{_WIDTH}' height='{height}'/>",
        f"<text x='16' y='28' font-size='18' font-weight='600'>{escape(title)}</text>",
        *(
            f"<text class='n' x='16' y='{48 + 16 * at}' font-size='12'>{escape(one)}</text>"
            for at, one in enumerate(lines)
        ),
    ]
    for at, bar in enumerate(bars):
        y = top + _ROW * at
        start, length = (zero, bar.value * scale) if bar.value >= 0 else (zero + bar.value * scale, -bar.value * scale)
        remark = f" <tspan class='n' font-size='11'>{escape(bar.remark)}</tspan>" if bar.remark else ""
        parts.append(
            f"<g><title>{escape(bar.label)}: {escape(bar.text)} {escape(bar.remark)}</title>"
            f"<text x='{_LABELS - 8}' y='{y + 16}' font-size='12' text-anchor='end'>{escape(cut(bar.label, 42))}</text>"
            f"<rect class='b' x='{start:.1f}' y='{y + 4}' width='{length:.1f}' height='{_ROW - 8}' rx='2'/>"
            f"<text x='{start + length + 6:.1f}' y='{y + 16}' font-size='12'>{escape(bar.text)}{remark}</text></g>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if text_width(lines[-1]) + text_width(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _write_png(file: str, title: str, notes: Sequence[str], bars: Sequence[Bar]) -> None:
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageProblem(
            "Writing PNG needs matplotlib, which is not installed.",
            hint="Run `pip install 'vendorgraph[plot]'`, or name the file .svg.",
        ) from None
    lines = [part for note in notes for part in _wrapped(note)]
    figure = Figure(figsize=(9, 1.2 + 0.18 * len(lines) + 0.26 * len(bars)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    labels = [_plain(cut(bar.label, 42)) for bar in bars]
    drawn = axes.barh(range(len(bars)), [bar.value for bar in bars], color="#2f6fad")
    axes.set_yticks(range(len(bars)), labels=labels, fontsize=8)
    axes.invert_yaxis()
    axes.bar_label(drawn, labels=[_plain(f"{bar.text} {bar.remark}".strip()) for bar in bars], padding=3, fontsize=7)
    axes.margins(x=0.3)
    axes.set_title(_plain("\n".join([title, *lines])), fontsize=8, loc="left")
    figure.savefig(file, format="png", dpi=120, metadata={"Software": None})


def _plain(text: str) -> str:
    return text.replace("$", r"\$")  # matplotlib would read what stands between two of them as a formula

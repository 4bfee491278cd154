"""Bars on a terminal and in pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.charts import Bar, bar_text, svg_chart, write_chart
from graph.errors import OutputRefused, UsageProblem

BARS = [Bar("1. A & <B>", 10, "$10", "rank 1-3"), Bar("2. C", -5, "$-5"), Bar("3. D", 0, "0")]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        pytest.param(8, "██████████", id="full"),
        pytest.param(4, "█████", id="half"),
        pytest.param(0.0001, "▏", id="never-nothing"),
        pytest.param(0, "", id="zero"),
        pytest.param(-3, "", id="negative"),
    ],
)
def test_bars_of_text_are_as_long_as_their_numbers(value: float, drawn: str) -> None:
    assert bar_text(value, 8) == drawn


def test_an_svg_has_one_bar_per_row_as_long_as_its_number() -> None:
    drawn = ElementTree.fromstring(svg_chart("Vendors", ["What it means. " * 20], BARS))

    bars = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class") == "b"]
    lengths = [float(rect.get("width", "")) for rect in bars]
    assert lengths == pytest.approx([300, 150, 0])
    assert float(bars[1].get("x", "")) + lengths[1] == pytest.approx(float(bars[0].get("x", "")))
    said = "".join(drawn.itertext())
    assert "1. A & <B>: $10 rank 1-3" in said


def test_an_svg_of_nothing_is_a_title() -> None:
    assert "Vendors" in svg_chart("Vendors", [], [])


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_chart_is_written_as_its_name_says(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"chart.{ending}"

    write_chart(str(file), "Vendors for $5 to $6", ["Meaning."], BARS)

    assert file.read_bytes().startswith(b"<svg" if ending == "svg" else b"\x89PNG")


def test_png_without_matplotlib_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(UsageProblem, match=r"needs matplotlib.*vendorgraph\[plot\]"):
        write_chart(str(tmp_path / "x.png"), "", [], BARS)


def test_other_endings_and_endless_charts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"what picture '.*x\.jpg' is"):
        write_chart(str(tmp_path / "x.jpg"), "", [], BARS)
    with pytest.raises(UsageProblem, match="501 bars are too many"):
        write_chart(str(tmp_path / "x.svg"), "", [], [BARS[0]] * 501)


def test_a_chart_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="Cannot write"):
        write_chart(str(tmp_path / "no" / "x.svg"), "", [], BARS)

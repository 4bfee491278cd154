"""Bars on a terminal, bars and money flows in pictures."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.charts import Band, Bar, Sankey, bar_chart, bar_text, sankey_chart, write_chart
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
    drawn = ElementTree.fromstring(bar_chart("Vendors", ["What it means. " * 20], BARS))

    bars = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class") == "b"]
    lengths = [float(rect.get("width", "")) for rect in bars]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)
    assert lengths[2] == 0
    assert float(bars[1].get("x", "")) + lengths[1] == pytest.approx(float(bars[0].get("x", "")), abs=0.15)
    assert bars[0].get("fill") != bars[1].get("fill")
    said = "".join(drawn.itertext())
    assert "1. A & <B>: $10 rank 1-3" in said
    assert drawn.findtext(f"{SVG}desc") == "1. A & <B>: $10 (rank 1-3); 2. C: $-5; 3. D: 0"


def test_an_svg_of_nothing_is_a_title() -> None:
    assert "Vendors" in bar_chart("Vendors", [], [])


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_chart_is_written_as_its_name_says(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"chart.{ending}"
    file.write_text("of before")

    write_chart(str(file), "Vendors for $5 to $6", ["Meaning."], BARS)

    assert file.read_bytes().startswith(b"<svg" if ending == "svg" else b"\x89PNG")


def test_other_endings_and_endless_charts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"what picture '.*x\.jpg' is"):
        write_chart(str(tmp_path / "x.jpg"), "", [], BARS)
    with pytest.raises(UsageProblem, match="501 bars are too many"):
        write_chart(str(tmp_path / "x.svg"), "", [], [BARS[0]] * 501)


def test_a_chart_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="does not exist"):
        write_chart(str(tmp_path / "no" / "x.svg"), "", [], BARS)


FLOW = Sankey(
    (("tas", ("Fund",)), ("agency", ("A",)), ("vendor", ("V", "W <&>", "Maker")), ("maker", ("Maker",))),
    (
        Band("Fund", "A", 0.0, "0 to $4"),
        Band("A", "V", 3.0, "$3"),
        Band("A", "W <&>", 1.0, "$1"),
        Band("A", "Maker", 2.0, "$2"),
        Band("V", "Maker", 0.0, "0 to $2", inferred=True),
    ),
)


def test_a_flow_has_bands_as_wide_as_amounts_and_thin_lines_for_intervals() -> None:
    drawn = ElementTree.fromstring(sankey_chart("Money", "In dollars", FLOW, ["Sources: x."]))

    bands = {
        one.findtext(f"{SVG}title"): one for one in drawn.iter(f"{SVG}path") if one.find(f"{SVG}title") is not None
    }
    assert set(bands) == {
        "Fund to A: 0 to $4", "A to V: $3", "A to W <&>: $1", "A to Maker: $2", "V to Maker: 0 to $2",
    }  # fmt: skip
    dashes = {name: one.get("stroke-dasharray") for name, one in bands.items() if one.get("stroke-dasharray")}
    assert dashes == {"Fund to A: 0 to $4": "7 4", "V to Maker: 0 to $2": "2 5"}
    heights = {band: _height(bands[band].get("d", "")) for band in ("A to V: $3", "A to W <&>: $1", "A to Maker: $2")}
    least = heights["A to W <&>: $1"]
    assert heights["A to V: $3"] == pytest.approx(3 * least, abs=0.3)
    assert heights["A to Maker: $2"] == pytest.approx(2 * least, abs=0.3)
    assert drawn.findtext(f"{SVG}desc") == (
        "In dollars Fund to A: 0 to $4; A to V: $3; A to W <&>: $1; A to Maker: $2; V to Maker: 0 to $2 (inferred)"
    )


def _height(path: str) -> float:
    """Return how wide a band is: from its upper edge's end down to its lower one's."""
    upper = float(path.partition("V")[0].split()[-1])
    return float(path.partition("V")[2].partition("C")[0]) - upper


def test_a_band_between_strangers_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError, match="in no neighbouring columns"):
        sankey_chart("", "", Sankey((("agency", ("A",)), ("vendor", ("V",))), (Band("V", "A", 1, ""),)), [])

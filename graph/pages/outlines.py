"""One outline per kind, within a circle of radius 1: the same as `src/shapes.js` draws on the page."""

from __future__ import annotations

from math import cos, pi, sin

_CIRCLE = "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z"
_SQUARE = "M-.86-.86H.86V.86H-.86Z"
_PAGE = "M-.72-.95H.3L.72-.5V.95H-.72Z"
_RING = f"{_CIRCLE}M.62 0A.62.62 0 1 0-.62 0A.62.62 0 1 0 .62 0ZM.36 0A.36.36 0 1 1-.36 0A.36.36 0 1 1 .36 0Z"


def _corners(angles: list[float], radii: list[float]) -> str:
    points = [
        f"{radius * cos(angle * pi / 180):.3f} {radius * sin(angle * pi / 180):.3f}"
        for angle, radius in zip(angles, radii, strict=True)
    ]
    return "M" + "L".join(points) + "Z"


def _polygon(corners: int, start: float) -> str:
    return _corners([start + 360 / corners * k for k in range(corners)], [1.0] * corners)


_STAR = _corners([k * 36 - 90 for k in range(10)], [0.45 if k % 2 else 1.0 for k in range(10)])
# Shape of `graph.pages.look` -> path, and whether it is drawn as an outline alone.
OUTLINES: dict[str, tuple[str, bool]] = {
    "square": (_SQUARE, False),
    "square-open": (_SQUARE, True),
    "circle": (_CIRCLE, False),
    "circle-open": (_CIRCLE, True),
    "circle-ring": (_RING, False),
    "ring": (_CIRCLE, True),
    "hexagon": (_polygon(6, 0), False),
    "pentagon": (_polygon(5, -90), False),
    "diamond": ("M0-1L1 0L0 1L-1 0Z", False),
    "triangle": (_polygon(3, -90), False),
    "triangle-open": (_polygon(3, -90), True),
    "triangle-down": (_polygon(3, 90), False),
    "star": (_STAR, False),
    "page": (_PAGE, False),
    "page-open": (_PAGE, True),
    "quote": ("M-.95-.75H.95V.5H.1L-.4.95V.5H-.95Z", False),
}


def symbol(shape: str, x: float, y: float, radius: float, colour: str) -> str:
    """Return a shape as an SVG element at a place."""
    path, is_open = OUTLINES.get(shape, OUTLINES["ring"])
    fill, stroke, width = ("#ffffff", colour, 0.28) if is_open else (colour, "#ffffff", 0.16)
    return (
        f'<path d="{path}" transform="translate({x:.1f} {y:.1f}) scale({radius:.1f})" fill="{fill}" '
        f'fill-rule="evenodd" stroke="{stroke}" stroke-width="{width}"/>'
    )

"""The drawing of the model: boxes at hand-chosen places, arrows between them, as SVG text.

Coordinates are pixels. An arrow's ends are named by side and share of that side: ``r.5`` is the middle of the
right side, counted from top or left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 1440, 1210
BOX_WIDTH, BOX_HEIGHT = 210, 86

# title, note, x, y, width, height, where the title stands, fill, stroke
ZONES = (
    (
        "Stated",
        "default graph: what records state and documents report undenied",
        20,
        20,
        1400,
        770,
        50,
        "#eef4fb",
        "#3a6ea5",
    ),
    ("Claims", "g:claims: what documents say, for and against", 20, 820, 890, 370, 1175, "#fdf6e3", "#a57c1b"),
    ("Inferred", "g:inferred: what rules conclude; enters no total", 940, 820, 480, 370, 1175, "#f4eefb", "#7a4fa8"),
)

# class, x, y, lines under the name
BOXES = (
    ("Statute", 50, 90, ("publicLaw",)),
    ("Appropriation", 50, 220, ("announcedAmount",)),
    ("FederalAccount", 50, 360, ("accountCode 070-0540",)),
    ("TreasuryAccount", 50, 510, ("tasSymbol",)),
    ("SourceFile", 50, 670, ("fileName, sha256", "layout, rowsRead")),
    ("Office", 420, 90, ("notation",)),
    ("Agency", 420, 360, ("cgac, subtierCode", "partOf another Agency")),
    ("Program", 790, 90, ("a program or system",)),
    ("Vehicle", 790, 360, ("piid, ceiling", "lastDateToOrder")),
    ("Award", 790, 510, ("piid, netObligation", "ceiling, totalOutlay")),
    ("Action", 790, 670, ("modification, date", "obligation")),
    ("Product", 1140, 90, ("productClass", "partOfProduct another")),
    ("Vendor", 1140, 360, ("uei, cage, lei", "ultimateParent another")),
    ("Subaward", 1140, 670, ("subawardAmount, date",)),
    ("Claim", 50, 950, ("subject, predicate, object", "or value; status")),
    ("Evidence", 360, 950, ("stance, quote, passage", "hedge, machineMade")),
    ("Document", 670, 845, ("publisher, title",)),
    ("Origin", 670, 950, ("a leak, a statement",)),
    ("Speaker", 670, 1055, ("in a public role",)),
    ("Detection", 970, 880, ("span, quote, rule", "confidence, amountMax")),
    ("Judgement", 1180, 1040, ("rule, confidence", "evidenceText")),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow.

    Attributes:
        source: Box it starts at.
        leaves: End at that box.
        target: Box it points to; empty where ``via`` ends in the open.
        enters: End at that box.
        says: Property or properties it stands for.
        at: How far along their stretch the words stand.
        kind: ``stated``, ``inferred`` or ``points`` (from a claim to what it is about).
        lift: Pixels that the words are moved down; negative is up.
        shift: Pixels that the words are moved right.
        via: Corners on the way.
        stretch: Which stretch between corners has the words, from 0.
    """

    source: str
    leaves: str
    target: str
    enters: str
    says: str
    at: float = 0.5
    kind: str = "stated"
    lift: int = -6
    shift: int = 0
    via: tuple[tuple[float, float], ...] = ()
    stretch: int = 0


EDGES = (
    Edge("Statute", "b.5", "Appropriation", "t.5", "authorizes", lift=4),
    Edge("Appropriation", "r.5", "Agency", "l.2", "appropriatedTo"),
    Edge("FederalAccount", "r.6", "Agency", "l.6", "managedBy"),
    Edge("TreasuryAccount", "t.5", "FederalAccount", "b.5", "ofAccount", lift=4),
    Edge("Award", "l.4", "TreasuryAccount", "r.4", "fundedBy"),
    Edge("Award", "l.1", "Agency", "b.7", "awardingAgency, fundingAgency", at=0.48),
    Edge("Office", "b.5", "Agency", "t.5", "partOf", lift=4),
    Edge("Program", "b.2", "Agency", "t.8", "runBy", at=0.4),
    Edge("Vehicle", "l.6", "Agency", "r.6", "awardingAgency"),
    Edge("Award", "t.5", "Vehicle", "b.5", "underVehicle", lift=4),
    Edge("Vehicle", "r.6", "Vendor", "l.6", "holder"),
    Edge("Award", "r.3", "Vendor", "b.2", "recipient", at=0.45),
    Edge("Action", "t.5", "Award", "b.5", "ofAward", lift=4),
    Edge("Action", "l.5", "SourceFile", "r.5", "statedIn"),
    Edge("Subaward", "l.3", "Award", "b.85", "ofAward", at=0.45),
    Edge("Subaward", "t.5", "Vendor", "b.5", "subVendor", lift=4),
    Edge("Product", "b.6", "Vendor", "t.6", "madeBy", lift=4),
    Edge("Agency", "r.15", "Product", "l.7", "uses", at=0.3),
    Edge("Evidence", "l.5", "Claim", "r.5", "about"),
    Edge("Evidence", "r.2", "Document", "l.6", "source"),
    Edge("Evidence", "r.6", "Origin", "l.5", "origin"),
    Edge("Evidence", "r.9", "Speaker", "l.5", "speaker", lift=14),
    Edge("Claim", "t.5", "", "", "rdf:subject, rdf:object", kind="points", via=((155, 792),), lift=4, at=0.45),
    Edge("Award", "r.1", "Product", "b.15", "namesProduct", at=0.62, kind="inferred"),
    Edge("Detection", "t.5", "Award", "r.9", "inAward", at=0.25, kind="inferred"),
    Edge("Detection", "r.5", "Product", "r.5", "detected", kind="inferred", via=((1403, 923), (1403, 133))),
    Edge(
        "Judgement", "t.95", "Vendor", "r.7", "sameEntity", at=0.35, kind="inferred", via=((1379.5, 420.2),), shift=-48
    ),
)

_STROKE = {"stated": "#3b4a5a", "inferred": "#7a4fa8", "points": "#a57c1b"}
_PLACES = {name: (x, y) for name, x, y, _ in BOXES}


def draw() -> str:
    """Return the drawing as one SVG document; the same model gives the same text."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-label="Classes of the vocabulary and how they hang together" '
        'font-family="DejaVu Sans, Verdana, sans-serif">',
        "<defs>",
        *(_marker(kind, colour) for kind, colour in _STROKE.items()),
        "</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(line for zone in ZONES for line in _zone(*zone)),
        *(line for edge in EDGES for line in _arrow(edge)),
        *(line for box in BOXES for line in _box(*box)),
        *(line for edge in EDGES for line in _words(edge)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _marker(kind: str, colour: str) -> str:
    return (
        f'<marker id="{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        f'orient="auto-start-reverse"><path d="M0,1 L10,5 L0,9 z" fill="{colour}"/></marker>'
    )


def _zone(title: str, note: str, *place: int | str) -> Iterator[str]:
    x, y, width, height, below, fill, stroke = place
    yield (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="14" fill="{fill}" stroke="{stroke}" '
        'stroke-width="1.5"/>'
    )
    yield (
        f'<text x="{int(x) + 18}" y="{below}" font-size="19" font-weight="bold" fill="{stroke}">{title}'
        f'<tspan font-size="14" font-weight="normal" dx="12">{escape(note)}</tspan></text>'
    )


def _box(name: str, x: int, y: int, notes: tuple[str, ...]) -> Iterator[str]:
    yield (
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="7" fill="#ffffff" stroke="#3b4a5a" '
        'stroke-width="1.4"/>'
    )
    middle, top = x + BOX_WIDTH // 2, y + (38, 28)[len(notes) - 1]
    yield (
        f'<text x="{middle}" y="{top}" font-size="17" font-weight="bold" text-anchor="middle" '
        f'fill="#1c2733">{name}</text>'
    )
    for number, note in enumerate(notes):
        yield (
            f'<text x="{middle}" y="{top + 22 + 19 * number}" font-size="13.5" text-anchor="middle" '
            f'fill="#46566a">{escape(note)}</text>'
        )


def _end(name: str, side: str) -> tuple[float, float]:
    x, y = _PLACES[name]
    share = float(side[1:])
    across, down = x + share * BOX_WIDTH, y + share * BOX_HEIGHT
    return {"l": (x, down), "r": (x + BOX_WIDTH, down), "t": (across, y), "b": (across, y + BOX_HEIGHT)}[side[0]]


def _points(edge: Edge) -> list[tuple[float, float]]:
    return [_end(edge.source, edge.leaves), *edge.via, *([_end(edge.target, edge.enters)] if edge.target else [])]


def _arrow(edge: Edge) -> Iterator[str]:
    path = " L".join(f"{x:.1f},{y:.1f}" for x, y in _points(edge))
    dashes = "" if edge.kind == "stated" else ' stroke-dasharray="7 5"'
    yield (
        f'<path d="M{path}" fill="none" stroke="{_STROKE[edge.kind]}" stroke-width="1.6"{dashes} '
        f'marker-end="url(#{edge.kind})"/>'
    )


def _words(edge: Edge) -> Iterator[str]:
    points = _points(edge)
    (x0, y0), (x1, y1) = points[edge.stretch], points[edge.stretch + 1]
    x, y = x0 + edge.at * (x1 - x0) + edge.shift, y0 + edge.at * (y1 - y0) + edge.lift
    # A pale rim around the letters keeps them readable where they cross a line.
    yield (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="13.5" text-anchor="middle" fill="{_STROKE[edge.kind]}" '
        f'stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke">{escape(edge.says)}</text>'
    )

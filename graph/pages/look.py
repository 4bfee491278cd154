"""How each kind of thing and each status looks: one list for the map, the legend and the table."""

from dataclasses import dataclass

from graph.pages.view import Change, Status


@dataclass(frozen=True, slots=True)
class KindLook:
    """Shape, colours and place of a kind.

    Attributes:
        name: For one thing.
        plural: For the legend and the column's heading.
        shape: A shape of `src/shapes.js`; it tells kinds apart without colour.
        rank: Place from left to right; 99 has no place.
        light: Fill on a light page, at least 3:1 against its background (WCAG 2.2, 1.4.11).
        dark: Fill on a dark page, likewise.
    """

    name: str
    plural: str
    shape: str
    rank: int
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class StatusLook:
    """Line style of a status; `mark` is drawn on the line, so that colour is never alone."""

    name: str
    meaning: str
    dashes: tuple[int, ...]
    mark: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """How a page that compares two graphs marks what differs."""

    name: str
    meaning: str
    mark: str
    light: str
    dark: str


NO_RANK = 99

# Hues after Okabe and Ito (2008), darkened or lightened until they reach 3:1 on our backgrounds.
KINDS: dict[str, KindLook] = {
    "statute": KindLook("Statute", "Statutes", "star", 0, "#7a3e9d", "#cf9bff"),
    "appropriation": KindLook("Appropriation", "Appropriations", "triangle-down", 1, "#7a3e9d", "#cf9bff"),
    "account": KindLook("Budget account", "Budget accounts", "triangle", 1, "#7a3e9d", "#cf9bff"),
    "tas": KindLook("Treasury account", "Treasury accounts", "triangle-open", 2, "#7a3e9d", "#cf9bff"),
    "agency": KindLook("Agency", "Agencies", "square", 3, "#1f4e9c", "#86b3ff"),
    "office": KindLook("Office", "Offices", "square-open", 4, "#1f4e9c", "#86b3ff"),
    "program": KindLook("Program", "Programs", "pentagon", 4, "#a62a64", "#ff93c3"),
    "award": KindLook("Award", "Awards", "page", 5, "#5b6472", "#b9c2cf"),
    "vehicle": KindLook("Contract vehicle", "Contract vehicles", "diamond", 6, "#7d5400", "#e8b95a"),
    "vendor": KindLook("Vendor", "Vendors", "circle", 7, "#bb4d12", "#ff9f6b"),
    "subaward": KindLook("Subaward", "Subawards", "page-open", 8, "#5b6472", "#b9c2cf"),
    "subvendor": KindLook("Subcontractor", "Subcontractors", "circle-open", 9, "#bb4d12", "#ff9f6b"),
    "product": KindLook("Product", "Products", "hexagon", 10, "#00735a", "#55d3ad"),
    "maker": KindLook("Maker", "Makers", "circle-ring", 11, "#00735a", "#55d3ad"),
    "claim": KindLook("Claim", "Claims", "quote", 12, "#5b6472", "#b9c2cf"),
    "document": KindLook("Document", "Documents", "page-open", 12, "#5b6472", "#b9c2cf"),
}

STATUS_LOOKS: dict[Status, StatusLook] = {
    "recorded": StatusLook("recorded", "an official record says so", (), "", "#4b5563", "#a7b0bd"),
    "confirmed": StatusLook(
        "confirmed", "a document or outlet says so, and an official record too", (16, 3), "\u2713", "#1f5fb8", "#86b3ff"
    ),
    "reported": StatusLook("reported", "a document or outlet says so", (9, 5), "”", "#1f5fb8", "#86b3ff"),
    "inferred": StatusLook("inferred", "we conclude it by a stated rule", (2, 5), "≈", "#00735a", "#55d3ad"),
    "contested": StatusLook(
        "contested", "asserted by some and denied by others", (14, 4, 2, 4), "?", "#8a5a00", "#e8b95a"
    ),
    "denied": StatusLook("denied", "denied; not stated as a fact here", (3, 8), "\u00d7", "#b3261e", "#ff9d94"),
}

CHANGES: dict[Change, ChangeLook] = {
    "added": ChangeLook("added", "only in the newer graph", "+", "#00735a", "#55d3ad"),
    "removed": ChangeLook("removed", "only in the older graph", "\u2212", "#b3261e", "#ff9d94"),
    "changed": ChangeLook("changed", "in both, not the same", "\u0394", "#8a5a00", "#e8b95a"),
    "same": ChangeLook("unchanged", "the same in both", "", "#4b5563", "#a7b0bd"),
}


def look_of(kind: str) -> KindLook:
    """The look of a kind; an unknown one keeps its name, gets a plain ring, and has no rank.

    >>> look_of("ship").name
    'Ship'
    """
    known = KINDS.get(kind)
    if known is not None:
        return known
    name = (kind[:1].upper() + kind[1:])[:40] or "Other"
    return KindLook(name, name, "ring", NO_RANK, "#5b6472", "#b9c2cf")

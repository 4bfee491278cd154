"""An invented article with planted contradictions, its corrected self, and its claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.claims.written import claims_file, says

ARTICLE = """Harbour Police Quadruple Their Drones

In short, by a program
The Harbour Police of Norvik now fly 140 drones.
A museum of drones is planned.

The Harbour Police quadrupled their drone fleet between March 2024 and March 2025, says the unit's logbook.
The logbook lists 40 drones in March 2024.
It lists 120 drones in March 2025.
The fleet grew within five months.
The city gave the unit an extra \u20ac6 million for flights.
Critics ask where its \u20ac6 million budget went.
The city allotted \u20ac2 million for hangars.
Of the 16 boats, 7 patrol the inner harbour and 8 the outer harbour.
"We do not film swimmers," a spokesperson said.
A dock worker said the drones film swimmers every day.
The drones are made by Aquila, the logbook notes.
A delivery note says that Skua makes the drones.
"""

# The planted words, and what the article would say without the contradiction.
CORRECTED = {
    "growth-differs": ("quadrupled their drone fleet", "tripled their drone fleet"),
    "summary-differs": ("now fly 140 drones", "now fly 120 drones"),
    "duration-differs": ("within five months", "within twelve months"),
    "increase-or-whole": ("where its \u20ac6 million budget went", "where its \u20ac6 million went"),
    "parts-against-total": ("Of the 16 boats", "Of the 15 boats"),
    "amounts-unrelated": ("allotted \u20ac2 million for hangars", "allotted \u20ac2 million of it for hangars"),
    "only-machine-summary": ("Critics ask", "The city plans a museum of drones. Critics ask"),
    "asserted-and-denied": ("film swimmers every day", "never film swimmers"),
    "object-differs": ("that Skua makes the drones", "that Aquila builds the drones"),
}

ENTITIES = {
    "Harbour Police": {"kind": "agency", "label": "Harbour Police of Norvik", "id": "agency-norvik-harbour"},
    "inner patrol": {"kind": "agency", "label": "inner harbour patrol", "id": "agency-inner"},
    "outer patrol": {"kind": "agency", "label": "outer harbour patrol", "id": "agency-outer"},
    "money": {"kind": "appropriation", "label": "\u20ac6 million for the Harbour Police", "id": "appropriation-six"},
    "hangars": {"kind": "appropriation", "label": "\u20ac2 million for hangars", "id": "appropriation-two"},
    "drone": {"kind": "product", "label": "drones of the Harbour Police", "id": "product-drone"},
    "Aquila": {"kind": "vendor", "label": "Aquila", "id": "vendor-name-aquila"},
    "Skua": {"kind": "vendor", "label": "Skua", "id": "vendor-name-skua"},
    "museum": {"kind": "concept", "label": "a museum of drones", "id": "concept-museum"},
    "filming": {"kind": "concept", "label": "filming of swimmers", "id": "concept-filming"},
    "spokesperson": {"kind": "speaker", "label": "a spokesperson", "id": "speaker-spokesperson"},
    "dock worker": {"kind": "speaker", "label": "a dock worker", "id": "speaker-dock-worker"},
    "program": {"kind": "speaker", "label": "a program", "id": "speaker-program"},
}
RELATIONS = {
    "ownsDrones": "owns drones",
    "ownsBoats": "owns boats",
    "droneFleetGrewByFactor": "has more drones by a factor of",
    "grewWithin": "grew within",
    "plans": "plans",
    "does": "does",
}
LOG: dict[str, Any] = {"origins": ["logbook"]}
PROGRAM: dict[str, Any] = {"machine_made": True, "speakers": ["program"]}


def _claim(name: str, subject: str, relation: str, evidence: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": name, "subject": subject, "relation": relation, "evidence": list(evidence), **more}


def _drones(number: int, when: str, evidence: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    words: dict[str, Any] = {"value": number, "value_text": f"{number} drones", "unit": "count", "when": when}
    return _claim(name, "Harbour Police", "ownsDrones", evidence, **words)


def _amount(name: str, subject: str, euros: int, quotes: Sequence[str]) -> dict[str, Any]:
    words: dict[str, Any] = {"value": euros, "value_text": f"\u20ac{euros // 1_000_000} million", "currency": "EUR"}
    return _claim(name, subject, "announcedAmount", [says(quote) for quote in quotes], **words)


def _boats(name: str, subject: str, number: int, quote: str) -> dict[str, Any]:
    return _claim(name, subject, "ownsBoats", [says(quote)], value=number, unit="count")


def _numbers(corrected: str) -> list[dict[str, Any]]:
    growth, times = ("tripled", 3) if corrected == "growth-differs" else ("quadrupled", 4)
    months = "twelve" if corrected == "duration-differs" else "five"
    year: dict[str, Any] = {"when": "2024-03/2025-03"}
    summary = says("now fly 120 drones" if corrected == "summary-differs" else "now fly 140 drones", **PROGRAM)
    now = [says("120 drones in March 2025", **LOG)] + ([summary] if corrected == "summary-differs" else [])
    claims = [
        _claim(
            *("fleet-grew", "Harbour Police", "droneFleetGrewByFactor"),
            [says(f"{growth} their drone fleet between March 2024 and March 2025", **LOG)],
            **{"value": times, "value_text": f"{growth} their drone fleet", "unit": "factor", **year},
        ),
        _drones(40, "2024-03", [says("40 drones in March 2024", **LOG)], "drones-before"),
        _drones(120, "2025-03", now, "drones-now"),
        _claim(
            *("fleet-grew-within", "Harbour Police", "grewWithin", [says(f"within {months} months", **LOG)]),
            **{"value": 12 if months == "twelve" else 5, "value_text": f"{months} months", "unit": "month", **year},
        ),
    ]
    return claims if corrected == "summary-differs" else [*claims, _drones(140, "2025-03", [summary], "drones-summary")]


def _money(corrected: str) -> list[dict[str, Any]]:
    went = CORRECTED["increase-or-whole"][corrected == "increase-or-whole"]
    hangars = CORRECTED["amounts-unrelated"][corrected == "amounts-unrelated"]
    claims = [
        _amount("six-million", "money", 6_000_000, ["an extra \u20ac6 million for flights", went]),
        _amount("two-million", "hangars", 2_000_000, [hangars]),
    ]
    for name, subject, quote in (
        ("six-for-police", "money", "gave the unit an extra \u20ac6 million"),
        ("two-for-police", "hangars", hangars),
    ):
        claims.append(_claim(name, subject, "appropriatedTo", [says(quote)], object="Harbour Police"))
    if corrected == "amounts-unrelated":
        claims.append(_claim("two-of-six", "hangars", "partOf", [says(hangars)], object="money"))
    return claims


def _boat_claims(corrected: str) -> list[dict[str, Any]]:
    total = 15 if corrected == "parts-against-total" else 16
    claims = [
        _boats("boats", "Harbour Police", total, f"Of the {total} boats"),
        _boats("boats-inner", "inner patrol", 7, "7 patrol the inner harbour"),
        _boats("boats-outer", "outer patrol", 8, "8 the outer harbour"),
    ]
    for name, part, quote in (
        ("inner-part", "inner patrol", "7 patrol the inner harbour"),
        ("outer-part", "outer patrol", "8 the outer harbour"),
    ):
        claims.append(_claim(name, part, "partOf", [says(quote)], object="Harbour Police"))
    return claims


def _the_rest(corrected: str) -> list[dict[str, Any]]:
    museum = [says("museum of drones is planned.", **PROGRAM)]
    if corrected == "only-machine-summary":
        museum.append(says("plans a museum of drones"))
    denial = says("We do not film swimmers", "denies", speakers=["spokesperson"])
    filmed = says("the drones film swimmers every day", speakers=["dock worker"])
    filming = [denial] if corrected == "asserted-and-denied" else [denial, filmed]
    made = [says("made by Aquila", **LOG)]
    claims = [
        _claim("museum", "Harbour Police", "plans", museum, object="museum"),
        _claim("filming", "Harbour Police", "does", filming, object="filming"),
    ]
    if corrected == "object-differs":
        return [*claims, _claim("maker", "drone", "madeBy", [*made, says("Aquila builds the drones")], object="Aquila")]
    return [
        *claims,
        _claim("maker", "drone", "madeBy", made, object="Aquila"),
        _claim("maker-too", "drone", "madeBy", [says("Skua makes the drones")], object="Skua"),
    ]


def text_of(corrected: str = "") -> str:
    """Return the article, with one of its contradictions corrected."""
    return ARTICLE.replace(*CORRECTED[corrected]) if corrected else ARTICLE


def write(folder: Path, corrected: str = "") -> Path:
    """Write the claims file of the article, with one of its contradictions corrected."""
    claims = [*_numbers(corrected), *_money(corrected), *_boat_claims(corrected), *_the_rest(corrected)]
    return claims_file(
        folder,
        "harbour-police",
        text_of(corrected),
        entities=ENTITIES,
        relations=RELATIONS,
        origins={"logbook": {"label": "Logbook of the Harbour Police"}},
        claims=claims,
    )

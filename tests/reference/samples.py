"""A small catalogue."""

from __future__ import annotations

from pathlib import Path

PRODUCTS = """makers:
  - slug: acme
    label: Acme
    uei: NRLXS9YMBJN5
    names: [ACME CORPORATION]
    subsidiaries: [{name: "ACME FEDERAL, LLC", uei: CWLDWJHLQ3T5}, {name: ACME LABS INC}]
  - slug: bolt
    label: Bolt
    lei: INR2EJN1ERAN0W5ZP974
    names: [BOLT INC., BOLT LLC]
    owner: acme
    owner_since: "2024-03"
  - {slug: coil, label: Coil, also: [Spule], names: ["COIL, INC."], owner: bolt}
products:
  - {slug: radar, label: Acme Radar, maker: acme, class: device, aliases: [RADAR, ACME RADAR], guards: ['RADAR DRIVE']}
  - {slug: radar-cloud, label: Radar Cloud, maker: bolt, class: cloud-service, part_of: radar,
     aliases: [RADAR CLOUD, BOLT]}
"""
PROGRAMS = """programs:
  - {slug: watch, label: WATCH, owner: "7014", aliases: [WATCH], guards: ['WATCH STRAP']}
  - {slug: gate, label: Gate, owner: "070", aliases: [GATE]}
statutes:
  - {slug: radar-act, label: Radar Act, public_law: 119-21, aliases: [RADAR ACT]}
  - {slug: old-act, label: Old Act, aliases: [OLD ACT]}
"""


def written(folder: Path, text: str, name: str = "catalogue.yaml") -> Path:
    """Write a catalogue file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(text: str, old: str, new: str) -> str:
    """Return ``text`` with one place changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)

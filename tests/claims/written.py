"""Writes claims files about invented articles: quotes are given in words, offsets and hashes are worked out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.claims import ClaimsFile, locate, read_claims, sentence_around, text_sha256, to_quads

Written = Mapping[str, Any]


def says(quote: str, stance: str = "asserts", **more: Any) -> dict[str, Any]:
    """Return evidence whose passage is the sentence around ``quote``; `claims_file` fills it in."""
    return {"stance": stance, "quote": quote, **more}


def claims_file(
    folder: Path,
    name: str,
    text: str,
    *,
    entities: Mapping[str, Written],
    claims: Sequence[Written],
    origins: Mapping[str, Written] | None = None,
    relations: Mapping[str, str] | None = None,
) -> Path:
    """Write the claims file of an article and return its path; JSON is YAML."""
    document = {
        "id": name,
        "title": text.partition("\n")[0],
        "publisher": "The Harbour Mail",
        "text_sha256": text_sha256(text),
    }
    file = {
        "document": document,
        "origins": dict(origins or {}),
        "entities": dict(entities),
        "relations": {key: {"label": label} for key, label in (relations or {}).items()},
        "claims": [
            {**claim, "evidence": [_placed(text, one) if "quote" in one else one for one in claim["evidence"]]}
            for claim in claims
        ],
    }
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps(file, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _placed(text: str, one: Written) -> dict[str, Any]:
    found = locate(text, one["quote"])
    place = sentence_around(text, found.start, found.end)
    return {**one, "passage": [place.start, place.end], "passage_sha256": place.sha256}


def store_of(files: Sequence[Path]) -> ox.Store:
    """Return a store that holds what claims files say."""
    return store_of_read([read_claims(file) for file in files])


def store_of_read(files: Sequence[ClaimsFile]) -> ox.Store:
    store = ox.Store()
    store.load("\n".join(to_quads(files)).encode() + b"\n", format=ox.RdfFormat.N_QUADS)
    return store

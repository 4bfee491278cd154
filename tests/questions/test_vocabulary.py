from __future__ import annotations

from graph import terms
from graph.questions import prefixes, run_query, schema
from graph.store.embedded import EmbeddedStore


def test_prefixes_are_sparql_to_be_copied(store: EmbeddedStore) -> None:
    text = prefixes()

    assert text.splitlines()[0] == f"PREFIX vg: <{terms.VG}>"
    assert run_query(store, text + "ASK { ?a a vg:Award }").answer()


def test_the_schema_counts_classes_then_properties(store: EmbeddedStore) -> None:
    stated, inferred = schema(store, view="stated"), schema(store)

    assert stated[:2] == [("class", "vg:Agency", 3), ("class", "vg:Award", 3)]
    assert ("property", "vg:netObligation", 3) in stated
    assert ("class", "vg:Detection", 2) in inferred
    assert ("class", "vg:Detection", 2) not in stated

"""Views of a graph: whose word counts. Each holds the one before it."""

from __future__ import annotations

from graph.network.reading import DENIED, INFERRED, RECORDED, REPORTED

VIEWS = {
    "records": "what records state",
    "stated": "what records and reports state",
    "inferred": "what records and reports state and what a rule inferred from words in records",
    "all": "everything, with what is disputed or denied",
}
# View -> weakest status it holds.
WORST = {"records": RECORDED, "stated": REPORTED, "inferred": INFERRED, "all": DENIED}

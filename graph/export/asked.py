"""What is asked of an export: a format, and all of a graph or a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import UsageProblem

# Format -> what it is for.
FORMATS = {
    "graphml": "yEd, igraph, NetworkX",
    "gexf": "Gephi",
    "cytoscape": "Cytoscape.js and Cytoscape",
    "ftm": "followthemoney entities, one JSON object per line: Aleph, OpenAleph, nomenklatura",
    "csv": "a folder or .zip with nodes.csv, edges.csv, evidence.csv: spreadsheets, Neo4j, Kumu",
    "parquet": "a folder or .zip with the same tables: DuckDB, Polars, pandas",
    "jsonld": "JSON-LD 1.1",
    "trig": "TriG",
    "nquads": "N-Quads: any RDF store",
}
RDF_FORMATS = ("jsonld", "trig", "nquads")
TABLE_FORMATS = ("csv", "parquet")
# Formats of things and lines, which a projection can be written as.
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", *TABLE_FORMATS)
_ENDINGS = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
    ".ftm": "ftm",
    ".jsonld": "jsonld",
    ".trig": "trig",
    ".nq": "nquads",
    ".nquads": "nquads",
}


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What is to be exported.

    Attributes:
        format: One of FORMATS.
        entity: Only what lies around one entity or award; None for all.
        hops: How far around it.
        view: Whose word counts; one of `graph.network.views.VIEWS`.
        as_of: Only awards whose loaded actions span this day, and claims that hold on it; None for all.
        projection: One of `graph.network.projections.PROJECTIONS` in place of the typed network; None for that.
        weight: Of the projection's lines.

    Raises:
        UsageProblem: There is no such format, or it cannot hold what is asked.
    """

    format: str
    entity: str | None = None
    hops: int = 1
    view: str = "inferred"
    as_of: date | None = None
    projection: str | None = None
    weight: str = "count"

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise UsageProblem(f"There is no format {self.format!r}.", hint="One of: " + ", ".join(FORMATS) + ".")
        if self.hops < 1:
            raise UsageProblem(f"{self.hops} hops reach nothing.", hint="Give 1 or more.")
        if self.projection is None:
            return
        if self.format not in NETWORK_FORMATS:
            raise UsageProblem(
                f"A projection cannot be written as {self.format}: it holds counts, not records.",
                hint="Choose " + ", ".join(NETWORK_FORMATS) + ".",
            )
        if self.entity is not None:
            raise UsageProblem("A projection is of the whole graph.", hint="Leave out --from or --projection.")


def format_of(out: str) -> str:
    """Return the format that a file's name ends in.

    Raises:
        UsageProblem: It does not tell.
    """
    found = _ENDINGS.get(Path(out).suffix.lower())
    if found is None:
        raise UsageProblem(
            f"The name {out!r} does not tell a format.", hint="Give --format: " + ", ".join(FORMATS) + "."
        )
    return found

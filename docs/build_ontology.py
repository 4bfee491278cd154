"""Make docs/ontology.md and docs/ontology.svg out of ontology/*.ttl.

``python docs/build_ontology.py`` writes both; ``--check`` writes nothing and exits 1 when either is out of date.
The same Turtle always gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

sys.path.insert(0, str(Path(__file__).resolve().parent))
from ontology_drawing import BOXES, EDGES, draw

ROOT = Path(__file__).resolve().parent.parent
VG = "https://w3id.org/vendorgraph/ns#"
SCHEMA = rdflib.Namespace("https://schema.org/")
PREFIXES = {
    "vg": VG,
    "epo": "http://data.europa.eu/a4g/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "ocds": "http://data.tbfy.eu/ontology/ocds#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": str(RDF),
    "dct": str(DCTERMS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def read_ontology(root: Path) -> rdflib.Graph:
    """Return the vocabulary and the code lists as one graph."""
    graph = rdflib.Graph()
    for name in ("vendorgraph.ttl", "codelists.ttl"):
        graph.parse(root / "ontology" / name, format="turtle")
    return graph


def short(node: Node | None) -> str:
    """Return a term with its prefix."""
    for prefix, base in PREFIXES.items():
        if str(node).startswith(base):
            return f"{prefix}:{str(node)[len(base) :]}"
    return str(node)


def listed(graph: rdflib.Graph, subject: Node, *predicates: rdflib.URIRef) -> str:
    """Return the values of several predicates as code, sorted; empty when there is none."""
    found = {short(value) for predicate in predicates for value in graph.objects(subject, predicate)}
    return ", ".join(f"`{name}`" for name in sorted(found))


def table(head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table line by line."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def alignment(graph: rdflib.Graph, term: Node, broader: rdflib.URIRef) -> str:
    """Return what a term is under, and what it is close to."""
    under, close = listed(graph, term, broader), listed(graph, term, SKOS.closeMatch)
    parts = [f"under {under}" if under else "", f"close to {close}" if close else ""]
    return "; ".join(part for part in parts if part)


def term_rows(graph: rdflib.Graph, kinds: Sequence[rdflib.URIRef], *, properties: bool) -> Iterator[list[str]]:
    """Yield one table row per class or property, by name."""
    for term in sorted({term for kind in kinds for term in graph.subjects(RDF.type, kind)}, key=str):
        row = [f'<a id="{short(term)[3:]}"></a>`{short(term)}`']
        if properties:
            row.append(listed(graph, term, RDFS.domain, SCHEMA.domainIncludes))
            row.append(listed(graph, term, RDFS.range, SCHEMA.rangeIncludes))
        row += [str(graph.value(term, SKOS.definition)), str(graph.value(term, DCTERMS.source))]
        yield [*row, alignment(graph, term, RDFS.subPropertyOf if properties else RDFS.subClassOf)]


def code_lists(graph: rdflib.Graph) -> Iterator[str]:
    """Yield a section per code list, its concepts in alphabetical order."""
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        yield f"### {graph.value(scheme, SKOS.prefLabel)}"
        yield ""
        definition, source = graph.value(scheme, SKOS.definition), graph.value(scheme, DCTERMS.source)
        yield f"`{short(scheme)}`. {definition} Source: {source}."
        yield ""
        concepts = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        yield from table(
            ("concept", "written", "meaning"),
            [
                [f"`{short(c)}`", f"`{graph.value(c, SKOS.notation)}`", str(graph.value(c, SKOS.definition))]
                for c in concepts
            ],
        )
        yield ""


def page(graph: rdflib.Graph) -> str:
    """Return the reference page as Markdown."""
    header = rdflib.URIRef(VG.rstrip("#"))
    object_rows = term_rows(graph, (OWL.ObjectProperty, OWL.DatatypeProperty), properties=True)
    lines = [
        "<!-- Made by docs/build_ontology.py from ontology/*.ttl; changes here are lost. -->",
        "",
        "# The vocabulary",
        "",
        f"{graph.value(header, DCTERMS.description)} Version {graph.value(header, OWL.versionInfo)}, "
        "in the public domain (CC0 1.0).",
        f"Terms stand under `{VG}`, prefix `vg:`; things under `https://w3id.org/vendorgraph/id/`, prefix `id:`. "
        "Neither address answers yet: the redirect is to be registered.",
        "",
        "![Classes of the vocabulary and how they hang together](ontology.svg)",
        "",
        "Three zones, because who says a thing decides where it stands. What records and undenied reports state is "
        "in the default graph. What documents say, for and against, is in the graph `g:claims`. What rules infer is "
        "in `g:inferred` and never among the stated facts.",
        "",
        "*Under* is `rdfs:subClassOf` or `rdfs:subPropertyOf`: whoever knows the other vocabulary may read our data "
        "with it. *Close to* is `skos:closeMatch`: near in meaning, and nothing follows from it. OCDS terms are "
        "those of the TheyBuyForYou ontology (`ocds: <http://data.tbfy.eu/ontology/ocds#>`), ePO terms those of "
        "its core module (`epo: <http://data.europa.eu/a4g/ontology#>`).",
        "",
        "## Classes",
        "",
        *table(("class", "meaning", "follows", "alignment"), term_rows(graph, (OWL.Class,), properties=False)),
        "",
        "## Properties",
        "",
        *table(("property", "of", "to", "meaning", "follows", "alignment"), object_rows),
        "",
        "## Code lists",
        "",
        *code_lists(graph),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def undefined(graph: rdflib.Graph) -> list[str]:
    """Return the names in the drawing that the vocabulary does not define."""
    names = [name for name, *_ in BOXES] + [word for edge in EDGES for word in edge.says.split(", ")]
    return [name for name in names if ":" not in name and (rdflib.URIRef(VG + name), None, None) not in graph]


def main(argv: Sequence[str] | None = None) -> int:
    """Write or check both files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is out of date")
    parser.add_argument("--root", type=Path, default=ROOT, help="repository to read and write")
    options = parser.parse_args(argv)
    graph = read_ontology(options.root)
    if missing := undefined(graph):
        print(
            f"The drawing names what ontology/vendorgraph.ttl does not define: {', '.join(missing)}.", file=sys.stderr
        )
        return 1
    stale = []
    for name, text in (("ontology.md", page(graph)), ("ontology.svg", draw())):
        file = options.root / "docs" / name
        if options.check:
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                stale.append(f"docs/{name}")
        else:
            file.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is out of date: run python docs/build_ontology.py.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

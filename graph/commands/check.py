"""``vendorgraph check``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from graph import terms
from graph.commands.options import graph_option, open_chosen, output_options, output_stream, write_text
from graph.errors import CheckFailed

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.model import Finding


@click.command()
@click.option("--no-shapes", is_flag=True, help="Skip SHACL; run the house rules only.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Findings listed per rule.")
@click.option(
    "--severity",
    "kinds",
    multiple=True,
    type=click.Choice(("error", "warning", "question", "info")),
    help="List only these; may be given several times. The exit code is that of everything.",
)
@output_options
@graph_option
def command(
    no_shapes: bool,
    limit: int,
    kinds: tuple[str, ...],
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Check a graph: SHACL shapes on curated data, SPARQL rules on everything, contradictions among claims.

    Errors are what is wrong with the graph; then the exit code is 3. A question is worth a reporter's call: stated
    growth against the values, an increase that is elsewhere the whole budget, parts against their total, a summary
    against the body, a claim on one origin or on a machine's word alone. It cites the passages, and is no error:
    with questions, warnings and notes alone the exit code is 0. A quote without one word of its claim is a warning.

    \b
    Examples:
      vendorgraph check
      vendorgraph check --severity question
      vendorgraph check --no-shapes --limit 3
      vendorgraph check --format json
    """
    knowledge = open_chosen(graph_path)
    findings = knowledge.check(shapes=not no_shapes)
    listed = [finding for finding in findings if not kinds or finding.severity in kinds]
    seen = Counter(finding.rule for finding in listed)
    with output_stream(output) as stream:
        if style == "json":
            json.dump([_row(finding) for finding in listed], stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        elif style in (None, "table") and stream.isatty():
            write_text(stream, _lines(knowledge, _first_of_each(listed, limit)))
        else:
            from graph.tables import write_rows

            rows = map(_row, listed if style == "jsonl" else _first_of_each(listed, limit))
            columns = ("severity", "rule", "subject", "message")
            write_rows(rows, columns, format=style, stream=stream, is_terminal=stream.isatty())
    for rule, count in sorted(seen.items()):
        if count > limit and style not in ("json", "jsonl"):
            click.echo(f"{rule}: showing {limit} of {count}.", err=True)
    counts = Counter(finding.severity for finding in findings)
    click.echo(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "Nothing found.", err=True)
    if "error" in counts:
        raise CheckFailed("The graph does not pass its checks.", hint="Each error above says what is wrong.")


def _row(finding: Finding) -> dict[str, object]:
    return {
        "severity": str(finding.severity),
        "rule": finding.rule,
        "subject": finding.subject,
        "message": finding.message,
        "passages": [one.to_json() for one in finding.passages],
    }


def _lines(knowledge: KnowledgeGraph, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings as text for a terminal: how bad and which rule, of what, and the whole message."""
    for finding in findings:
        yield f"{finding.severity}: {finding.rule}"
        if finding.subject:
            short = terms.curie(finding.subject)
            label = knowledge.label(finding.subject)
            yield f"  {short}" if label in ("", short) else f"  {short}  {label}"
        elif finding.file:
            yield f"  {finding.file}" + (f":{finding.line}" if finding.line else "")
        yield f"  {finding.message}"
        yield ""


def _first_of_each(findings: Iterable[Finding], limit: int) -> Iterator[Finding]:
    """Yield at most ``limit`` findings of each rule."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= limit:
            yield finding

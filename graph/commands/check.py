"""``vendorgraph check``."""

from __future__ import annotations

import json
from collections import Counter

import click

from graph.commands.options import graph_option, open_chosen, output_options, output_stream
from graph.errors import CheckFailed


@click.command()
@click.option("--no-shapes", is_flag=True, help="Skip SHACL; run the house rules only.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Findings listed per rule.")
@output_options
@graph_option
def command(no_shapes: bool, limit: int, style: str | None, output: str | None, graph_path: str | None) -> None:
    """Check a graph: SHACL shapes on curated data, SPARQL rules on everything. Exits 3 when something is wrong.

    \b
    Examples:
      vendorgraph check
      vendorgraph check --no-shapes --limit 3
      vendorgraph check --format json
    """
    findings = open_chosen(graph_path).check(shapes=not no_shapes)
    counts = Counter(finding.severity for finding in findings)
    rows = []
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= limit or style in ("json", "jsonl"):
            rows.append(
                {
                    "severity": str(finding.severity),
                    "rule": finding.rule,
                    "subject": finding.subject or "",
                    "message": finding.message,
                }
            )
    with output_stream(output) as stream:
        if style == "json":
            json.dump(rows, stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        else:
            from graph.tables import write_rows

            columns = ("severity", "rule", "subject", "message")
            write_rows(rows, columns, format=style, stream=stream, is_terminal=stream.isatty())
    for rule, count in sorted(seen.items()):
        if count > limit and style not in ("json", "jsonl"):
            click.echo(f"{rule}: showing {limit} of {count}.", err=True)
    click.echo(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "Nothing found.", err=True)
    if any(str(kind) in ("error", "violation") for kind in counts):
        raise CheckFailed("The graph does not pass its checks.", hint="Each finding above says what is wrong.")

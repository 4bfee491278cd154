"""``vendorgraph centrality``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from graph.commands.analysing import answer_options, fields, print_answer, projection_options, say_cut
from graph.commands.options import open_chosen, output_stream

if TYPE_CHECKING:
    from graph.evidence import Json
    from graph.knowledge import KnowledgeGraph
    from graph.network.centrality import Ranking

# Ten columns do not fit 80 characters; ids are in every other format.
_ON_A_TERMINAL = ("rank", "label", "score", "bar", "rank_low-high", "resampled_low-high")
_COLUMNS = ("rank", "label", "score", "rank_low", "rank_high", "resampled_low", "resampled_high", "id")


@click.command()
@click.option(
    "--measure",
    default="awards",
    show_default=True,
    metavar="NAME",
    help="awards, obligation, degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank, katz, hits, "
    "hubs, kcore or constraint.",
)
@projection_options
@click.option("--type", "kind", metavar="KIND", help="Rank only this kind, e.g. vendor.")
@click.option(
    "--resamples", type=int, metavar="N", help="Resamples of the awards for ranges of ranks. [default: by size]"
)
@click.option(
    "--backend",
    metavar="NAME",
    help="Let NetworkX compute the scores with this backend of it, e.g. parallel (of the package nx-parallel).",
)
@click.option(
    "--lines", metavar="FILE", type=click.Path(dir_okay=False), help="Also write the projection's lines, TSV."
)
@click.option("--plot", metavar="FILE", type=click.Path(dir_okay=False), help="Also draw bars, as .svg or .png.")
@answer_options("Rows")
def command(style: str | None, output: str | None, plot: str | None, lines: str | None, **asked: Any) -> None:
    """Rank entities by a measure on a stated projection of the network.

    rank_low and rank_high say between which ranks it moves when inferred lines are dropped, resampled_low and
    resampled_high between which ranks in 95 % of resamples of the awards.

    \b
    Examples:
      vendorgraph centrality --type vendor --top 20
      vendorgraph centrality --measure obligation --projection payments \\
        --type vendor
      vendorgraph centrality --measure pagerank --type product --format json
      vendorgraph centrality --measure betweenness --type vendor --view stated \\
        --plot between.svg
    """
    knowledge = open_chosen(asked.pop("graph_path"))
    ranking = knowledge.centrality(**fields(asked))
    if lines is not None:
        _write_lines(knowledge, ranking, lines)
    if plot is not None:
        _draw(ranking, plot)
    print_answer(
        ranking.to_json,
        lambda stream: _rows(ranking, bars=stream.isatty() and style in (None, "table")),
        style=style,
        output=output,
        said=[f"{ranking.meaning} {ranking.method}", ranking.trust],
    )
    say_cut(len(ranking.rows), ranking.total)


def _rows(ranking: Ranking, *, bars: bool) -> tuple[list[Json], Sequence[str]]:
    rows = [row.to_json() for row in ranking.rows]
    if not bars:
        return rows, _COLUMNS
    from graph.charts import bar_text

    most = max((float(row.score) for row in ranking.rows), default=0.0)
    for shown, row in zip(rows, ranking.rows, strict=True):
        shown["bar"] = bar_text(float(row.score), most)
        for name in ("rank", "resampled"):
            low, high = shown[f"{name}_low"], shown[f"{name}_high"]
            shown[f"{name}_low-high"] = "" if low is None else f"{low}-{high}"
    return rows, _ON_A_TERMINAL


def _write_lines(knowledge: KnowledgeGraph, ranking: Ranking, file: str) -> None:
    from graph.tables import write_rows

    asked, network = ranking.asked, knowledge.network
    projection = knowledge.projection(asked.projection, weight=asked.weight, view=asked.view, as_of=asked.as_of)
    rows = (
        (network.iri(a), network.labels[a], network.iri(b), network.labels[b], weight)
        for a, b, weight in projection.arrow_list()
    )
    with output_stream(file) as stream:
        columns = ("source", "source_label", "target", "target_label", "weight")
        write_rows(rows, columns, format="tsv", stream=stream, is_terminal=False)


def _draw(ranking: Ranking, file: str) -> None:
    from graph.charts import Bar, write_chart
    from graph.evidence import score_text

    bars = [
        Bar(f"{row.rank}. {row.label}", float(row.score), score_text(row.score), f"rank {row.rank_low}-{row.rank_high}")
        for row in ranking.rows
    ]
    title = f"{ranking.asked.kind or 'node'}s by {ranking.asked.measure}, {ranking.asked.projection}"
    write_chart(file, title, (ranking.meaning, ranking.method, ranking.trust), bars)

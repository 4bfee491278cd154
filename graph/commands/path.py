"""``vendorgraph path A B``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

from graph.commands.options import complete_entity, graph_option, open_chosen, output_stream, write_text
from graph.commands.path_options import path_options, search_options

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.network.found import PathsFound
    from graph.network.options import PathOptions

_COLUMNS = (
    "path",
    "hop",
    "source",
    "relation",
    "target",
    "status",
    "basis",
    "joined_by_company",
    "confidence",
    "via",
    "first_date",
    "last_date",
    "awards",
    "obligation",
    "subaward",
    "announced",
    "evidence",
    "rows",
)
_TIMED_OUT = 124


@click.command()
@click.argument("ends", nargs=-1, metavar="A B", shell_complete=complete_entity)
@search_options
@click.option("--expand", is_flag=True, help="List every award behind a hop.")
@click.option("--strict", is_flag=True, help="Exit 1 unless a shown path has recorded hops alone, each with evidence.")
@click.option("--explain-none", is_flag=True, help="Where there is no path, say how far each side reaches and why.")
@click.option("--page", type=click.Path(dir_okay=False), help="Also write the answer as one HTML page.")
@click.option("--force", is_flag=True, help="Let --page replace a file that is not one of our pages.")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "table", "tsv", "csv", "json", "jsonl", "md")),
    help="[default: text on a terminal, else tsv]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(ends: tuple[str, ...], graph_path: str | None, **given: Any) -> None:
    """Find the routes from A to B, best evidence first, each hop with who says so.

    A path is coherent: an agency reaches a product through a reseller only by awards that carry both hops.
    Ranked by the weakest hop, the number of independent origins, how little else touches the busiest thing passed
    through, then length and money. Inferred, disputed and denied hops are marked.
    With --to-type or --from-type a kind of thing takes the place of B or A.

    \b
    Examples:
      vendorgraph path ICE Microsoft
      vendorgraph path 070-0540 "Dell Federal Systems" --view records
      vendorgraph path ICE --to-type product --view stated
      vendorgraph path ICE Microsoft --avoid Dell --disjoint
      vendorgraph path "One Big Beautiful Bill" "Azure AI Video Indexer"
    """
    names = _names(ends, given["from_type"], given["to_type"])
    shown = {name: given.pop(name) for name in ("strict", "explain_none", "page", "force", "style", "output")}
    options = path_options(given)
    knowledge = open_chosen(graph_path)
    shown["style"] = shown["style"] or ("text" if shown["output"] is None and sys.stdout.isatty() else "tsv")
    from graph.errors import NothingFound

    try:
        answer = knowledge.paths(*names, options)
    except NothingFound as error:
        if not shown["explain_none"]:
            raise
        _explain(knowledge, names, options, shown)
        raise NothingFound(error.what) from None
    with output_stream(shown["output"]) as stream:
        _write(answer, stream, shown["style"])
    if shown["page"]:
        report = knowledge.page_of_answer(answer, shown["page"], force=shown["force"])
        click.echo(f"Wrote {report.path}: {report.nodes} things, {report.edges} lines.", err=True)
    _say_taken(knowledge, (*names, *options.via, *options.avoid))
    say_beside(answer, shown["style"], options)
    if options.view == "all":
        _say_contested(knowledge, answer)
    if answer.timed_out:
        click.get_current_context().exit(_TIMED_OUT)
    if shown["strict"] and not answer.has_recorded:
        click.echo("No shown path has recorded hops alone (--strict).", err=True)
        click.get_current_context().exit(1)


def _names(ends: tuple[str, ...], from_type: str | None, to_type: str | None) -> tuple[str | None, str | None]:
    wanted = 2 - bool(from_type) - bool(to_type)
    if len(ends) != wanted:
        kinds = " and ".join(name for name, kind in (("--from-type", from_type), ("--to-type", to_type)) if kind)
        said = f"with {kinds} {wanted} of them" if kinds else "both A and B; or A with --to-type KIND"
        raise click.UsageError(f"Give {said}, not {len(ends)}.")
    given = list(ends)
    return None if from_type else given.pop(0), None if to_type else given.pop(0)


def _write(answer: PathsFound, stream: TextIO, style: str) -> None:
    if style == "text":
        from graph.sentences import path_lines

        write_text(stream, path_lines(answer.paths, answer.total))
    elif style == "json":
        json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
        stream.write("\n")
    else:
        from graph.tables import write_rows

        write_rows(answer.rows(), _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())


def say_beside(answer: PathsFound, style: str, options: PathOptions) -> None:
    """Say on stderr what a reader of the answer must know about it."""
    if answer.timed_out:
        click.echo(
            f"Partial: the time of {options.timeout_s:g} s was over; there may be more paths, and better ones.",
            err=True,
        )
    elif not answer.complete:
        click.echo("Partial: the search was cut at its bound, longest paths first; there may be more.", err=True)
    if answer.unsourced:
        click.echo(f"{answer.unsourced} of the shown hops rest on no evidence: the data name no source.", err=True)
    if len(answer.paths) < answer.total and style != "text":
        click.echo(f"Showing {len(answer.paths)} of {answer.total} paths; -k shows more.", err=True)


def _say_taken(knowledge: KnowledgeGraph, names: Iterable[str | None]) -> None:
    """Say on stderr what each name was taken for, where it is not the label of the thing itself."""
    for name in dict.fromkeys(name for name in names if name is not None):
        if (thing := knowledge.taken_for(name)) is not None:
            click.echo(f"Took {name!r} for {thing}.", err=True)


def _say_contested(knowledge: KnowledgeGraph, answer: PathsFound) -> None:
    """Say on stderr what somebody denies or disputes of things on the paths that is no hop of them."""
    claims = knowledge.contested_beside(answer)
    for claim in claims:
        by = ", ".join(dict.fromkeys(one.speaker for one in claim.evidence if one.stance != "asserts" and one.speaker))
        click.echo(
            f"Beside these paths, {claim.status}{f' by {by}' * bool(by)}: {claim.sentence}; "
            f"`vendorgraph claims show {claim.name}`.",
            err=True,
        )
    if not claims and not answer.has_contested:
        click.echo("Nothing is disputed or denied of the things on these paths.", err=True)


def _explain(
    knowledge: KnowledgeGraph, names: tuple[str | None, str | None], options: PathOptions, shown: dict[str, Any]
) -> None:
    why = knowledge.explain_no_path(*names, options)
    _say_taken(knowledge, (*names, *options.via, *options.avoid))
    with output_stream(shown["output"]) as stream:
        if shown["style"] in ("json", "jsonl"):
            json.dump(why.to_json(), stream, indent=2 if shown["style"] == "json" else None, ensure_ascii=False)
            stream.write("\n")
        else:
            write_text(stream, why.lines())

"""``vendorgraph verify [CLAIMSFILE...]``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import graph_option, open_chosen, output_options, output_stream
from graph.errors import CheckFailed

if TYPE_CHECKING:
    from graph.claims import ClaimsFile, Verified

_COLUMNS = ("severity", "rule", "file", "line", "message")


@click.command()
@click.argument("files", nargs=-1, metavar="[CLAIMSFILE]...", type=click.Path())
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="Text of a document; several may be given, each is held against the document it is of.",
)
@output_options
@graph_option
def command(
    files: tuple[str, ...], texts: tuple[str, ...], style: str | None, output: str | None, graph_path: str | None
) -> None:
    """Hold claims against their quotes and, where it is at hand, against the document's text.

    Verified are the claims of the graph, or the claims files named. Checked without the text: each number, unit,
    bound and date of a claim against its wording and quotes. With --text also offsets, hashes, quotes, hedges and
    the dates of the passages: one changed character or digit fails, with claim, line and offset. Quotation marks
    and dashes may differ in kind. Exits 3 when something does not hold or a claims file cannot be read, 0 when what
    could be checked holds, and says what could not, such as a date that no passage names.

    \b
    Examples:
      vendorgraph verify
      vendorgraph verify --format json
      vendorgraph verify data/claims/nextfin-2026-ice-azure.yaml
    """
    if files:
        from graph.claims import verify_files

        done = verify_files([_read(file) for file in files], map(Path, texts))
    else:
        done = open_chosen(graph_path).verify(texts)
    with output_stream(output) as stream:
        if style == "json":
            json.dump([one.to_json() for one in done], stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        else:
            from graph.tables import write_rows

            rows = [finding.to_json() for one in done for finding in one.findings]
            write_rows(rows, _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    for one in done:
        _tell(one)
    broken = [one for one in done if not one.holds]
    if broken:
        raise CheckFailed(
            f"{len(broken)} of {len(done)} claims files {'does' if len(broken) == 1 else 'do'} not hold.",
            hint="Each error above names the claim and where it fails.",
        )


def _read(file: str) -> ClaimsFile:
    """Return a claims file; one that cannot be read does not hold, which is what was asked."""
    from graph.claims import read_claims
    from graph.errors import SourceRejected

    try:
        return read_claims(Path(file))
    except SourceRejected as refused:
        if not Path(file).is_file():
            raise
        raise CheckFailed(refused.what, hint=refused.hint) from None


def _tell(done: Verified) -> None:
    text = "with the text" if done.with_text else "without the text"
    held = "all that was checked holds" if done.holds else "DOES NOT HOLD"
    counts = f"{done.claims} claims, {done.passages} passages {text}, {done.numbers} numbers in quotes"
    click.echo(f"{done.title}: {counts}: {held}.", err=True)
    if done.coverage:
        shares = ", ".join(f"line {part.line}: {round(part.share * 100)} %" for part in done.coverage)
        click.echo(
            f"Share of each paragraph's characters in passages that claims speak of, by line of the text: {shares}.",
            err=True,
        )
    if done.quoted:
        taken = f"{done.quoted.quoted} of the text's {done.quoted.words} words ({done.quoted.share * 100:.1f} %)"
        click.echo(f"All quotes together stand on {taken}, counted by place.", err=True)

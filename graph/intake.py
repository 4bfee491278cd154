"""Files given to a load -> the ledger: records, claims; what is known already is not read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from graph.errors import SourceRejected

if TYPE_CHECKING:
    from graph.ingest.aside import Aside
    from graph.model import LoadReport
    from graph.store.generation import Generation
    from graph.store.manifest import LoadedSource

CLAIMS_LAYOUT = "claims"
_SMALL = 16_000_000  # bytes; packed, it may hold ten times as much: some seconds
_XML = (".xml", ".tar.gz", ".tgz", ".tar")
Progress = Callable[[str], None]


class Reading:
    """The ``with`` statement around files on their way into the ledger; XML is read in processes of its own meanwhile.

    Args:
        files: What was given.
        generation: The graph that is being written.
        known: Loaded sources by sha256; new ones are added.

    Attributes:
        passed_over: Names of texts beside the tables of zip archives, such as a readme; filled by ``read``.
    """

    def __init__(self, files: Sequence[Path], generation: Generation, known: dict[str, LoadedSource]) -> None:
        self._files = files
        self._generation = generation
        self._known = known
        self._aside: dict[Path, Aside] = {}
        self.passed_over: list[str] = []

    def __enter__(self) -> Reading:
        from graph.ingest import sha256_of
        from graph.ingest.aside import Aside

        rooms = [self._generation.path / "ledger", self._generation.path / "rejects"]
        if len(set(self._files)) > 1:
            slow = {file for file in self._files if file.name.endswith(_XML) and file.is_file()}
            self._aside = {file: Aside(file, *rooms) for file in sorted(slow) if sha256_of(file) not in self._known}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in self._aside.values():
            reader.stop()

    def read(self, say: Progress) -> list[LoadedSource]:
        """Read the files; return one entry per source, in the order given.

        Raises:
            SourceRejected: A file cannot be read; where every row of it was rejected, the reasons are kept beside
                the graph, which stays as it was.
        """
        try:
            return self._read_all(say)
        except SourceRejected as error:
            if error.rejects:
                _keep_reasons(error, Path(f"{self._generation.path}.refused"))
            raise

    def _read_all(self, say: Progress) -> list[LoadedSource]:
        given = {}
        files = [file for file in dict.fromkeys(self._files) if file not in self._aside]
        pool = ThreadPoolExecutor(2)
        try:
            small = {file: pool.submit(_read, file, self._generation, self._known) for file in files if _is_small(file)}
            for file in files:
                say(f"reading {file.name}")
                given[file] = small[file].result() if file in small else _read(file, self._generation, self._known)
                self.passed_over += _passed_over(file)
        finally:
            pool.shutdown(cancel_futures=True)
        for file, reader in self._aside.items():
            say(f"reading {file.name}")
            given[file] = [_loaded(report, file) for report in reader.reports()]
        found = [one for file in self._files for one in given[file]]
        for one in found:
            self._known.setdefault(one.sha256, one)
        return [self._known[one.sha256] for one in found]


def _keep_reasons(error: SourceRejected, folder: Path) -> None:
    """Move the reasons of a refused file out of the graph, whose writer sweeps what is not its own.

    Where they cannot be kept, the error says only what it says of the first row.
    """
    import shutil

    kept = folder / Path(error.rejects).name
    try:
        folder.mkdir(exist_ok=True)
        shutil.move(error.rejects, kept)
    except OSError:
        error.rejects = ""
        return
    error.rejects = str(kept)
    error.hint = f"The reasons of all of them: {kept}. {error.hint}"


def _is_small(file: Path) -> bool:
    """Say whether a file may be read in a thread: Ctrl-C and an error elsewhere wait until it is read."""
    return file.is_file() and file.stat().st_size <= _SMALL


def _read(file: Path, generation: Generation, known: Mapping[str, LoadedSource]) -> list[LoadedSource]:
    """Read one file into the ledger, or return what is known of it; a zip archive may hold several sources."""
    from graph.ingest import read_sources, sha256_of

    if file.suffix in (".yaml", ".yml"):
        return [_read_claims(file, generation)]
    digest = sha256_of(file)
    if digest in known:
        return [known[digest]]
    reports = read_sources(file, generation.path / "ledger", generation.path / "rejects")
    return [_loaded(report, file) for report in reports]


def _passed_over(file: Path) -> tuple[str, ...]:
    if file.suffix.lower() != ".zip":
        return ()
    from graph.ingest import passed_over

    return passed_over(file)


def _loaded(report: LoadReport, file: Path) -> LoadedSource:
    from graph.store.manifest import LoadedSource

    return LoadedSource(
        file=report.file.removeprefix(f"{file.parent}/"),
        layout=report.layout,
        sha256=report.sha256,
        rows_read=report.rows_read,
        rows_kept=report.rows_kept,
        rows_duplicate=report.rows_duplicate,
        rows_rejected=report.rows_rejected,
        ledger=f"ledger/{report.ledger}",
        rejects=f"rejects/{report.rejects}" if report.rejects else "",
        sums={str(kind): format(amount, "f") for kind, amount in report.sums.items()},
    )


def _read_claims(file: Path, generation: Generation) -> LoadedSource:
    """Check a claims file and keep its text in the ledger as it is; its unreviewed claims are rejects."""
    from graph.claims import read_claims
    from graph.claims.unread import reject_lines
    from graph.ingest import sha256_of
    from graph.store.manifest import LoadedSource

    digest = sha256_of(file)
    read = read_claims(file)
    left_out = reject_lines(read)
    kept = generation.path / "ledger" / f"{CLAIMS_LAYOUT}-{digest[:16]}.yaml"
    kept.write_bytes(file.read_bytes())
    if left_out:
        (generation.path / "rejects" / f"{kept.stem}.jsonl").write_text("".join(left_out), encoding="utf-8")
    return LoadedSource(
        file=file.name,
        layout=CLAIMS_LAYOUT,
        sha256=digest,
        rows_read=len(read.claims),
        rows_kept=len(read.reviewed),
        rows_rejected=len(left_out),
        ledger=f"ledger/{kept.name}",
        rejects=f"rejects/{kept.stem}.jsonl" if left_out else "",
    )


def forget_replaced(generation: Generation, known: dict[str, LoadedSource], given: set[str], say: Progress) -> None:
    """Take out the claims files that a file given now replaces."""
    claims = {digest: one for digest, one in known.items() if one.layout == CLAIMS_LAYOUT}
    if len(claims) < 2 or not given & claims.keys():
        return
    from graph.claims import find_replaced

    for digest in find_replaced({digest: generation.path / one.ledger for digest, one in claims.items()}, given):
        say(f"replacing {known[digest].file}")
        del known[digest]  # its file goes when no generation names it

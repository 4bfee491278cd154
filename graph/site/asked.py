"""What a site is asked to hold, what it is made from, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.errors import UsageProblem
from graph.pages.text import safe_url

if TYPE_CHECKING:
    import pyoxigraph

    from graph.claims import StoredClaim
    from graph.network.reading import Network
    from graph.network.testimony import Testimony
    from graph.store.manifest import Manifest
    from graph.supply.tables import SupplyTables

_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """What a site is to hold.

    Attributes:
        title: Its name, on every page.
        about: Names of entities; the site then has their pages and those of what awards and statements tie them to.
        base_url: Where it will stand, for sitemap.xml; None writes none.
        force: Whether a folder that is no site of ours may get one: files in it of the same names are replaced.

    Raises:
        UsageProblem: The title is empty or too long, or the address is not plain http or https.
    """

    title: str = "Who supplies whom"
    about: tuple[str, ...] = ()
    base_url: str | None = None
    force: bool = False

    def __post_init__(self) -> None:
        """Refuse a title nobody can read and an address that is none."""
        if not self.title.strip():
            raise UsageProblem("The title of a site is empty.", hint="Give it a name with --title.")
        if len(self.title) > _LONGEST_TITLE:
            raise UsageProblem(
                f"The title has {len(self.title)} characters; a site's has at most {_LONGEST_TITLE}.",
                hint="Give a shorter --title.",
            )
        if self.base_url is not None and not _is_base(self.base_url):
            raise UsageProblem(
                f"{self.base_url!r} is not the address of a site.",
                hint="Give one such as https://example.org/dossier/.",
            )


def _is_base(url: str) -> bool:
    if safe_url(url) is None:
        return False
    parts = urlsplit(url)
    return not parts.query and not parts.fragment


@dataclass(frozen=True, slots=True)
class SiteSources:
    """What a site is made from: one graph, opened for reading."""

    network: Network
    testimony: Testimony
    tables: SupplyTables
    claims: Sequence[StoredClaim]
    store: pyoxigraph.Store
    manifest: Manifest
    snapshot: str


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written.

    Attributes:
        path: The folder.
        pages: Number of pages of entities.
        files: Number of all files of the site.
        size_bytes: Size of all of them.
        sha256: Hash of the site: of its list of files with the hash of each, 64 hex digits.
        kept: Files in the folder that are not of the site and were left as they were.
    """

    path: Path
    pages: int
    files: int
    size_bytes: int
    sha256: str
    kept: int

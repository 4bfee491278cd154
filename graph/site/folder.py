"""The folder of a site: built beside its place, then swapped in whole; what is not of the site stays as it is."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

from graph.errors import OutputRefused
from graph.outputs import refuse

MARK = "vendorgraph-site.json"
_FORMAT = 1


class SiteFolder:
    """Files of a site on their way into a folder.

    Attributes:
        path: The folder, with links followed.
        files: Name of each file written -> its SHA-256.
        size_bytes: Of all of them.
        kept: How many other files the folder has.
    """

    def __init__(self, path: Path, building: Path, own: frozenset[str]) -> None:
        self.path = path
        self.files: dict[str, str] = {}
        self.size_bytes = 0
        self.kept = 0
        self._building = building
        self._own = own
        self._made: set[Path] = set()

    def write(self, name: str, text: str) -> None:
        """Write one file of the site, as UTF-8; its folder is made."""
        target = self._building / name
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        content = text.encode("utf-8")
        target.write_bytes(content)
        self.files[name] = sha256(content).hexdigest()
        self.size_bytes += len(content)

    def finish(self) -> str:
        """Write the list of files, take over what is not of the site, swap; return the hash of the list."""
        listed = json.dumps({"format": _FORMAT, "files": dict(sorted(self.files.items()))}, indent=0)
        self.write(MARK, listed)
        if self.path.exists():
            self._take_over()
        _swap(self._building, self.path)
        return sha256(listed.encode("utf-8")).hexdigest()

    def _take_over(self) -> None:
        for folder, folders, names in os.walk(self.path):
            place = Path(folder).relative_to(self.path)
            for name in [*names, *(one for one in folders if (Path(folder) / one).is_symlink())]:
                relative = (place / name).as_posix()
                if relative in self._own or relative in self.files:
                    continue
                _bring(self.path / relative, self._building / relative)
                self.kept += 1


def _bring(source: Path, target: Path) -> None:
    if target.is_dir():
        raise OutputRefused(
            f"{str(source)!r} stands where a folder of the site belongs.", hint="Move it, or give another folder."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputRefused(
            f"The folder {str(source.parent)!r} stands where a file of the site belongs.",
            hint="Move it, or give another folder.",
        ) from error
    if source.is_symlink():
        target.symlink_to(os.readlink(source))
        return
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _swap(building: Path, path: Path) -> None:
    if not path.exists():
        building.rename(path)
        return
    shutil.copymode(path, building)
    old = _beside(path, "old")
    path.rename(old)
    try:
        building.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}-{secrets.token_hex(6)}.{what}")


@contextmanager
def site_folder(out: Path, *, force: bool) -> Iterator[SiteFolder]:
    """Yield where to write a site; only ``finish`` puts it in its place, and without it nothing changes.

    Raises:
        OutputRefused: The folder is not a site of ours and not empty, is no folder, is in use as the working
            folder, or cannot be written.
        DiskTrouble: The disk is full or failing.
    """
    path = out.resolve()
    own = _check(path, out, force=force)
    building = _beside(path, "new")
    try:
        building.mkdir()
        building.chmod(0o755)
        yield SiteFolder(path, building, own)
    except OSError as error:
        refuse(out, error)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _check(path: Path, out: Path, *, force: bool) -> frozenset[str]:
    """Return the names of the files of the site that is there; none where there is none."""
    if not path.parent.is_dir():
        raise OutputRefused(f"The folder {str(path.parent)!r} does not exist.", hint="Create it first.")
    if not path.exists():
        return frozenset()
    if not path.is_dir():
        raise OutputRefused(f"{str(out)!r} is a file.", hint="Give the name of a folder.")
    if path in (Path.cwd(), *Path.cwd().parents):
        raise OutputRefused(
            f"{str(out)!r} is the folder you are in, or holds it.", hint="Give a folder below it: -o site."
        )
    own = _listed(path / MARK)
    if own is None and not force and any(path.iterdir()):
        raise OutputRefused(
            f"{str(out)!r} holds files and is no site of ours.",
            hint="Give another folder, or --force: then files with the names of the site's are replaced, no others.",
        )
    return own or frozenset()


def _listed(mark: Path) -> frozenset[str] | None:
    """Return the files that a site lists as its own, or None where there is no such list."""
    try:
        found = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, dict):
        return None
    return frozenset({MARK, *(name for name in files if ".." not in PurePosixPath(name).parts)})

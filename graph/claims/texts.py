"""The texts that claims were read from: read from files, and each given to the document it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graph.claims.files import ClaimsFile
from graph.claims.passages import fold, text_sha256
from graph.errors import SourceRejected, UsageProblem

MOST_BYTES = 20_000_000  # a text is read whole; the longest court rulings and reports stay below a tenth of it


def read_text(path: Path) -> str:
    """Return a text file as it is: UTF-8, no line end changed.

    Raises:
        SourceRejected: There is no such file, it is a folder, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceRejected(
                f"{path} has more than {MOST_BYTES // 1_000_000} MB.", file=str(path), hint="Give the document's text."
            )
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceRejected(
            f"{path} is not UTF-8: byte {error.start}.", file=str(path), hint="Save it as plain text in UTF-8."
        ) from error
    except OSError as error:
        raise SourceRejected(
            f"Cannot read {path}: {error.strerror}.", file=str(path), hint="Look at the name."
        ) from error


def same_text(text: str, sha256: str) -> str | None:
    r"""Return ``text`` as the text of that hash, or None when it is another.

    A byte-order mark and Windows line ends, which mail and editors add, make no other text.

    Example:
        >>> same_text("\ufeffOne\r\ntwo\r\n", text_sha256("One\ntwo\n"))
        'One\ntwo\n'
    """
    return next((one for one in _variants(text) if text_sha256(one) == sha256), None)


def _variants(text: str) -> tuple[str, ...]:
    """Return a text as it is, without byte-order mark, and with either line end."""
    plain = text.removeprefix("\ufeff")
    lines = plain.replace("\r\n", "\n")
    return text, plain, lines, lines.replace("\n", "\r\n")


def _passages_in(file: ClaimsFile, text: str) -> int:
    """Return how many passages have the hash that the file says: line ends alone shall not break them all."""
    places = {(one.start, one.end, one.passage_sha256) for claim in file.claims for one in claim.evidence}
    return sum(text_sha256(text[start:end]) == sha256 for start, end, sha256 in places if start is not None)


def texts_by_document(files: Sequence[ClaimsFile], texts: Mapping[Path, str]) -> dict[str, str]:
    """Return, by the document's IRI, the text that belongs to each.

    A text belongs to the document whose hash it has; else, changed since, to the one most of whose quotes it holds.

    Raises:
        UsageProblem: A text is of none of the documents.
    """
    found: dict[str, str] = {}
    for path, text in texts.items():
        for file in files:
            same = same_text(text, file.document.text_sha256)
            if same is not None:
                found[file.document.iri] = same
                break
        else:
            file = _likeliest(files, path, text)
            found[file.document.iri] = max(_variants(text), key=lambda one: _passages_in(file, one))
    return found


def _likeliest(files: Sequence[ClaimsFile], path: Path, text: str) -> ClaimsFile:
    folded = fold(text)
    shares = [(_share(file, folded), file) for file in files]
    best, file = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if file is None or best == 0:
        titles = "; ".join(sorted(file.document.title for file in files))
        raise UsageProblem(
            f"{path} holds no quote of any document that claims were read from.",
            hint=f"The documents are: {titles}." if titles else "There are no claims to verify.",
        )
    return file


def _share(file: ClaimsFile, folded: str) -> float:
    quotes = {fold(one.quote) for claim in file.claims for one in claim.evidence if one.quote}
    return sum(quote in folded for quote in quotes) / len(quotes) if quotes else 0.0


def read_texts(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the texts of several files; errors as for `read_text`."""
    return {path: read_text(path) for path in paths}

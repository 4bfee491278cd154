"""Text made safe for a page: cut visibly, without characters no page can carry, escaped."""

import json
import re
from base64 import b64encode
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zlib import compress

# Control characters and lone surrogates: neither UTF-8 nor HTML can carry them (HTML §3.5.1).
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_SPACE = re.compile(r"\s")


def clean(text: str) -> str:
    r"""The text with each unshowable character as U+FFFD.

    >>> clean("a\x00b")
    'a\ufffdb'
    """
    return _UNSHOWABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def shorten(text: str, longest: int) -> str:
    """The text in one line, cut with an ellipsis to at most `longest` characters.

    >>> shorten("A very long name", 8)
    'A very…'
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


@lru_cache(maxsize=100_000)
def safe_url(url: str | None) -> str | None:
    """The address when it is plain http or https with a host and no user name, None otherwise.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    if not url or _UNSHOWABLE.search(url) or _SPACE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or "\\" in url:
        return None
    return url


def to_json(data: Any) -> str:
    """JSON without spaces, the same for equal data."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def pack(text: str) -> str:
    """The text as zlib (RFC 1950) in base64: no character of it means anything to an HTML parser.

    >>> pack("")
    'eNoDAAAAAAE='
    """
    return b64encode(compress(text.encode("utf-8"), 9)).decode("ascii")

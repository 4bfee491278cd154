"""Text made safe for a page: cut visibly, without characters no page can carry, escaped."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

# Control characters and lone surrogates: neither UTF-8 nor HTML can carry them (HTML §3.5.1).
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Inside <script> a parser looks for "<"; U+2028 and U+2029 end a line in old JavaScript.
_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


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


def safe_url(url: str | None) -> str | None:
    """The address when it is plain http or https with a host and no user name, None otherwise.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    if not url or _UNSHOWABLE.search(url) or any(each.isspace() for each in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or "\\" in url:
        return None
    return url


def embed_json(data: Any) -> str:
    """JSON that can stand inside `<script type="application/json">`, the same for equal data."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)

import json
import re
from base64 import b64decode
from zlib import decompress

import pytest

from graph.pages.text import clean, pack, safe_url, shorten, to_json
from tests.pages.samples import HOSTILE


@pytest.mark.parametrize(
    "url",
    [
        "https://www.usaspending.gov/award/CONT_AWD_1?x=1&y=2#z",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/A",
    ],
)
def test_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://example.org",
        "https://example.org\n",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//example.org",
        "https:example.org",
        "https://",
        "https://bank.example@evil.example/",
        "https:\\\\evil.example",
        "http://[::1",
        "vbscript:x",
        "https://exa\x00mple.org",
    ],
)
def test_anything_else_stays_text(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_packed_json_is_letters_no_parser_minds_and_reads_back(text: str) -> None:
    packed = pack(to_json({"text": clean(text)}))
    assert re.fullmatch(r"[A-Za-z0-9+/]+=*", packed)
    assert json.loads(decompress(b64decode(packed))) == {"text": clean(text)}


def test_unshowable_characters_are_replaced_and_the_rest_kept() -> None:
    assert clean("a\x00b\ud800c\x9f\r\nd\te\u202eé漢") == "a\ufffdb\ufffdc\ufffd\nd\te\u202eé漢"


def test_long_text_is_cut_visibly() -> None:
    assert shorten("x" * 10_000, 90) == "x" * 89 + "…"
    assert shorten("  two\n words ", 90) == "two words"

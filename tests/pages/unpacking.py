"""What a written page carries inside: its map, its details, its script."""

import json
import re
from base64 import b64decode
from typing import Any
from zlib import decompress


def unpack(page: str, block: str) -> str:
    """The text of a packed block of a page: `map-data`, `details-data` or `code`."""
    found = re.search(rf'<script type="text/plain" id="{block}">([A-Za-z0-9+/=]*)</script>', page)
    assert found
    return decompress(b64decode(found[1])).decode()


def read_map(page: str) -> Any:
    """What the page draws."""
    return json.loads(unpack(page, "map-data"))


def read_details(page: str) -> Any:
    """Facts and evidence of the page."""
    return json.loads(unpack(page, "details-data"))

"""Cut the figures' fonts down to Latin, Greek and Cyrillic, and list the width of each letter.

Run `python docs/build_fonts.py FOLDER`; it needs fonttools, and both fonts in FOLDER.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "graph" / "pages" / "fonts"
UNICODES = "U+0020-024F,U+0300-036F,U+0370-03FF,U+0400-04FF,U+2000-206F,U+20A0-20BF,U+2100-214F,U+2190-21FF,U+2200-22FF"


def main() -> None:
    """Write the fonts and their widths, in thousandths of the font's size."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    widths: dict[str, dict[str, int]] = {}
    for weight in ("Regular", "Medium"):
        file = FONTS / f"Roboto-{weight}.ttf"
        if len(sys.argv) > 1:
            options = (f"--unicodes={UNICODES}", "--layout-features=kern,mark,mkmk,ccmp", "--name-IDs=*")
            subset.main([f"{sys.argv[1]}/Roboto-{weight}.ttf", *options, f"--output-file={file}"])
        font = TTFont(file)
        metrics, unit = font["hmtx"], font["head"].unitsPerEm
        named = sorted(font.getBestCmap().items())
        widths[weight] = {chr(code): round(1000 * metrics[name][0] / unit) for code, name in named}
    text = json.dumps(widths, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (FONTS / "widths.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()

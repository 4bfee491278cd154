"""The page of measures and projections."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_code_says() -> None:
    assert subprocess.run([sys.executable, ROOT / "docs/build_measures.py", "--check"], check=False).returncode == 0

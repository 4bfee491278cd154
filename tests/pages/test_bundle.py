import json
import os
import re
import shutil
import subprocess
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

ROOM = Path(str(files("graph.pages").joinpath("bundle"))).parent
BUNDLE = ROOM / "bundle"


def test_bundle_and_sources_are_those_the_script_last_saw() -> None:
    hashes = json.loads((BUNDLE / "hashes.json").read_text(encoding="utf-8"))
    found = {name: sha256((ROOM / name).read_bytes()).hexdigest() for name in hashes}
    assert found == hashes, "run: node graph/pages/build_bundle.mjs"
    sources = {f"src/{path.name}" for path in (ROOM / "src").iterdir()}
    assert sources == {name for name in hashes if name.startswith("src/")}


def test_bundle_is_what_the_script_builds(tmp_path: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not installed")
    command = [node, str(ROOM / "build_bundle.mjs"), "--out", str(tmp_path / "bundle")]
    modules = os.environ.get("VENDORGRAPH_NODE_MODULES")
    if modules:
        command += ["--modules", modules]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode and "npm" in done.stderr:
        pytest.skip("npm could not install the pinned packages: " + done.stderr.strip()[-200:])
    assert done.returncode == 0, done.stderr
    built = {path.name: path.read_bytes() for path in (tmp_path / "bundle").iterdir()}
    assert built == {path.name: path.read_bytes() for path in BUNDLE.iterdir()}


def test_bundle_can_be_inlined_and_evaluates_no_text() -> None:
    script = "".join((BUNDLE / name).read_text(encoding="utf-8") for name in ("loader.js", "page.js"))
    style = (BUNDLE / "page.css").read_text(encoding="utf-8")
    for text in (script, style):
        assert not re.search(r"</(script|style)|<!--|\r|\0", text, re.IGNORECASE)
    assert not re.search(r"\beval\(|new Function\(|\.innerHTML\b|\.outerHTML\b|document\.write", script)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\(|EventSource", script)
    assert "url(" not in style
    assert "@import" not in style


def test_versions_are_pinned_and_each_package_has_its_licence() -> None:
    package = json.loads((ROOM / "package.json").read_text(encoding="utf-8"))
    pinned = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())
    licences = (BUNDLE / "LICENSES.txt").read_text(encoding="utf-8")
    notice = "".join((BUNDLE / name).read_text(encoding="utf-8")[:4000] for name in ("loader.js", "page.js"))
    for name, version in package["dependencies"].items():
        assert f"{name} {version}\n" in licences
        assert f"{name} {version}: Copyright" in notice
    assert "Permission is hereby granted" in notice
    assert not list(ROOM.glob("*lock*"))

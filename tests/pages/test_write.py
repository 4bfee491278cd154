import errno
import os
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import graph.pages.write as writing
from graph.errors import DiskTrouble, NothingFound, OutputRefused, UsageProblem
from graph.pages import PageNode, PageReport, PageView, render_page, write_page
from tests.pages.samples import HOSTILE, chain, crowd, hostile
from tests.pages.unpacking import read_details, read_map, unpack


class Reader(HTMLParser):
    """Collects elements with their attributes, and the text inside each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.texts.append((self.inside, data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_a_page_is_written_whole_and_reported(tmp_path: Path) -> None:
    out = tmp_path / "ice.html"
    report = write_page(chain(), out)
    written = out.read_bytes()
    assert report == PageReport(out, 5, 7, len(written), sha256(written).hexdigest(), "columns")
    assert written == render_page(chain()).encode()
    assert [path.name for path in tmp_path.iterdir()] == ["ice.html"]


def test_the_same_view_gives_the_same_bytes_in_any_order() -> None:
    view = chain()
    turned = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    assert render_page(view) == render_page(turned)


def test_another_process_and_locale_give_the_same_bytes(tmp_path: Path) -> None:
    view = replace(chain(), title="Müller & 漢字")
    code = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from graph.pages import write_page; from tests.pages.samples import chain\n"
        "write_page(replace(chain(), title='M\\u00fcller & \\u6f22\\u5b57'), Path(sys.argv[1]))\n"
    )
    root = Path(__file__).parents[2]
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "c.html")],
        check=True,
        cwd=tmp_path,
        env={**os.environ, **environment},
    )
    assert (tmp_path / "c.html").read_text(encoding="utf-8") == render_page(view)


def test_the_policy_names_exactly_the_scripts_and_the_style_inside() -> None:
    page = render_page(hostile())
    reader = Reader(page)
    policy = next(m for m in reader.all("meta") if m.get("http-equiv") == "Content-Security-Policy")["content"]
    loader = [text for tag, text in reader.texts if tag == "script"][-1]
    style = next(text for tag, text in reader.texts if tag == "style")
    loader_hash, script_hash, style_hash = (
        b64encode(sha256(text.encode()).digest()).decode() for text in (loader, unpack(page, "code"), style)
    )
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{loader_hash}' 'sha256-{script_hash}'; "
        f"style-src 'sha256-{style_hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_nothing_in_the_page_points_to_the_network_or_runs_inline() -> None:
    reader = Reader(render_page(hostile()))
    for _, attributes in reader.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("src", "srcset", "href", "data", "action", "poster", "background"):
            assert attributes.get(name) in (None, "data:,", "#panel")
    assert len(reader.all("script")) == 4
    assert len(reader.all("style")) == 1
    assert reader.all("iframe") == reader.all("img") == reader.all("svg") == []


def test_hostile_text_reaches_the_page_as_packed_text_alone() -> None:
    page = render_page(hostile())
    details, drawn = read_details(page), read_map(page)
    labels = {details["nodes"]["full"].get(str(place), label) for place, label in enumerate(drawn["nodes"]["label"])}
    assert {text for text in HOSTILE if text.isprintable() and "  " not in text} <= labels
    assert "pwned" not in page.split('id="map-data"')[0].split("<title>")[0]
    assert details["nodes"]["url"] == {}
    assert details["evidence"]["url"] == 0


def test_a_web_address_is_a_link_and_another_is_text() -> None:
    nodes = (
        PageNode("a", "A", "agency", url="https://example.org/x"),
        PageNode("b", "B", "vendor", url="javascript:alert(1)"),
    )
    found = read_details(render_page(PageView("t", "", "s", nodes)))["nodes"]
    assert found["url"] == {"0": "https://example.org/x"}
    assert found["address"] == {"1": "javascript:alert(1)"}


def test_a_label_of_ten_thousand_characters_is_cut_on_the_map_and_whole_in_the_panel() -> None:
    long = "Very long name " * 667
    page = render_page(PageView("t", "", "s", (PageNode("a", long, "agency"),)))
    label = read_map(page)["nodes"]["label"][0]
    assert len(label) == 90
    assert label.endswith("…")
    assert read_details(page)["nodes"]["full"] == {"0": long}


def test_an_empty_view_is_nothing_found_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "no.html"
    with pytest.raises(NothingFound, match="would be empty"):
        write_page(PageView("t", "q", "s", ()), out)
    assert list(tmp_path.iterdir()) == []


def test_too_many_things_are_refused_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_NODES", 10)
    with pytest.raises(UsageProblem, match="would have 11 things; a page shows at most 10"):
        render_page(crowd(11, 0))


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="does not exist"):
        write_page(chain(), tmp_path / "none" / "page.html")


def test_a_folder_in_place_of_the_file_is_refused_even_by_force(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="is a folder"):
        write_page(chain(), tmp_path, force=True)


def test_a_device_in_place_of_the_file_is_refused_even_by_force() -> None:
    with pytest.raises(OutputRefused, match="is not an ordinary file"):
        write_page(chain(), Path("/dev/null"), force=True)


def test_a_page_of_ours_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    write_page(replace(chain(), title="Before"), out)
    out.chmod(0o640)
    write_page(chain(), out)
    assert out.read_text(encoding="utf-8") == render_page(chain())
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_file_not_ours_is_replaced_by_force_alone(tmp_path: Path) -> None:
    out = tmp_path / "thesis.html"
    out.write_text("three years of work", encoding="utf-8")
    with pytest.raises(OutputRefused, match="exists and is not a page of ours"):
        write_page(chain(), out)
    assert out.read_text(encoding="utf-8") == "three years of work"
    write_page(chain(), out, force=True)
    assert out.read_text(encoding="utf-8") == render_page(chain())


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "page.html"
    out.write_text("x", encoding="utf-8")

    def fail(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(OutputRefused, match="cannot be read: Permission denied"):
        write_page(chain(), out)


@pytest.mark.parametrize(
    ("number", "error", "words"),
    [
        pytest.param(errno.ENOSPC, DiskTrouble, "could not be written: No space", id="disk-full"),
        pytest.param(errno.EACCES, OutputRefused, "cannot be written: Permission", id="no-permission"),
    ],
)
def test_a_failed_write_leaves_the_old_page_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], words: str
) -> None:
    out = tmp_path / "page.html"
    write_page(chain(), out)
    before = out.read_bytes()

    def fail(self: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(error, match=words):
        write_page(replace(chain(), title="After"), out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_importing_the_room_loads_neither_pyvis_nor_ipython() -> None:
    code = (
        "import sys, graph.pages; from graph.pages import write_page, PageView\n"
        "print(sorted({'pyvis', 'IPython', 'networkx', 'jinja2', 'numpy'} & set(sys.modules)))"
    )
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_the_room_has_no_name_it_does_not_list() -> None:
    import graph.pages

    with pytest.raises(AttributeError, match="no attribute 'draw'"):
        graph.pages.draw  # noqa: B018

"""Turn a view into one HTML file: rendered in memory, written beside its place, then renamed."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from graph.errors import NothingFound, UsageProblem
from graph.outputs import check_file, whole_file
from graph.pages.layout import Layout, lay_out
from graph.pages.text import clean, pack, shorten, to_json
from graph.pages.view import PageReport, PageView

GENERATOR = "VendorGraph page"
# Chromium on 2 cores without GPU still pans here; beyond it a page would open on a standstill.
MOST_NODES = 50_000
_LONGEST_TITLE = 160
_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
_FOREIGN = "is not a page of ours"


def render_page(view: PageView) -> str:
    """The page's text: one self-contained HTML document, the same for the same view.

    Raises:
        NothingFound: The view has no node.
        UsageProblem: The view has more nodes than a page can show.
    """
    _check_size(view)
    return _render(view, lay_out(view))


def write_page(view: PageView, out: Path, *, force: bool = False) -> PageReport:
    """Write the page to `out`, whole or not at all. A page of ours is replaced; `force` replaces any file.

    Raises:
        NothingFound: The view has no node; nothing is written.
        UsageProblem: The view has more nodes than a page can show.
        OutputRefused: The folder is missing or not writable, or `out` is a folder or a file not ours.
        DiskTrouble: The disk is full or failing; what was at `out` is still whole.
    """
    _check_size(view)
    check_place(out, force=force)
    layout = lay_out(view)
    text = _render(view, layout).encode("utf-8")
    with whole_file(out, _MARK, force=force, foreign=_FOREIGN) as stream:
        stream.write(text)
    return PageReport(
        path=out,
        nodes=len(view.nodes),
        edges=len(view.edges),
        size_bytes=len(text),
        sha256=sha256(text).hexdigest(),
        layout=layout.name,
    )


def _render(view: PageView, layout: Layout) -> str:
    from graph.pages.drawing import draw_network
    from graph.pages.payload import build_details, build_map

    loader, script, style = (_shipped(f"bundle/{name}") for name in ("loader.js", "page.js", "page.css"))
    network = draw_network(view, layout, _shipped("page.html"))
    network.slots = {
        "generator": GENERATOR,
        "language": view.language,
        "title": shorten(view.title, _LONGEST_TITLE) or "Untitled",
        "question": shorten(view.question, 2 * _LONGEST_TITLE),
        "snapshot": clean(view.snapshot),
        "loader": loader,
        "style": style,
        "loader_hash": _csp_hash(loader),
        "script_hash": _csp_hash(script),
        "style_hash": _csp_hash(style),
        "code": _packed_script(),
        "map": pack(to_json(build_map(view, layout, network))),
        "details": pack(to_json(build_details(view))),
    }
    return network.generate_html()


def _check_size(view: PageView) -> None:
    if not view.nodes:
        raise NothingFound(
            f"The page {shorten(view.title, 80)!r} would be empty.",
            hint="Ask for another name, more hops, or another view.",
        )
    if len(view.nodes) > MOST_NODES:
        raise UsageProblem(
            f"The page would have {len(view.nodes):,} things; a page shows at most {MOST_NODES:,}.",
            hint="Ask for fewer hops or a narrower question.",
        )


def check_place(out: Path, *, force: bool) -> None:
    """Refuse a place where `write_page` would not write a page.

    Raises:
        OutputRefused: As `write_page`.
    """
    check_file(out, _MARK, force=force, foreign=_FOREIGN)


@cache
def _packed_script() -> str:
    return pack(_shipped("bundle/page.js"))


@cache
def _shipped(name: str) -> str:
    """A file of this package, as UTF-8."""
    return files("graph.pages").joinpath(name).read_text(encoding="utf-8")


def _csp_hash(text: str) -> str:
    """The hash a Content-Security-Policy names an inline text by (CSP Level 3 §6.7.3)."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")

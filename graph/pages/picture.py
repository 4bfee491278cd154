"""A figure as a file: SVG as it is, PNG drawn from it by resvg with our own fonts, without a browser."""

from __future__ import annotations

import struct
import zlib
from importlib.resources import as_file, files
from pathlib import Path

from graph.errors import UsageProblem
from graph.outputs import whole_file
from graph.pages.figure import FIGURE_MARK, draw_figure
from graph.pages.view import PageView

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_ENDINGS = (".svg", ".png")
_ZOOM = 2  # pixels of the PNG per pixel of the figure: sharp in print at 160 mm


def write_figure(view: PageView, out: Path, *, force: bool = False) -> int:
    """Write the map of a page as a still figure; the ending says whether as SVG or PNG. Return the size in bytes.

    Raises:
        NothingFound: The view has no node.
        UsageProblem: Another ending, more things than a figure shows, or PNG without resvg.
        OutputRefused: The folder is missing or not writable, or ``out`` exists and is no figure of ours.
        DiskTrouble: The disk is full or failing.
    """
    check_ending(out)
    return write_picture(draw_figure(view), out, force=force)


def check_ending(out: Path) -> None:
    """Raise UsageProblem where a name ends neither in ``.svg`` nor in ``.png``."""
    if out.suffix.lower() not in _ENDINGS:
        raise UsageProblem(f"Cannot tell what picture {str(out)!r} is meant to be.", hint="Name it .svg or .png.")


def write_picture(svg: str, out: Path, *, force: bool = False) -> int:
    """Write one of our SVG texts, as PNG where the name says so; errors as for `write_figure`."""
    check_ending(out)
    content = png_of(svg) if out.suffix.lower() == ".png" else svg.encode("utf-8")
    with whole_file(out, FIGURE_MARK.encode(), force=force) as stream:
        return stream.write(content)


def png_of(svg: str, *, zoom: int = _ZOOM) -> bytes:
    """Return an SVG text as PNG, with our mark in it; the same bytes for the same text and version of resvg.

    Letters come from the fonts we ship; what they lack (CJK, Arabic, ...) from those of the system, as far as it has
    any.

    Raises:
        UsageProblem: resvg is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise UsageProblem(
            "Writing PNG needs resvg, which is not installed.",
            hint="Run `pip install 'vendorgraph[figures]'`, or name the file .svg.",
        ) from None
    with as_file(files("graph.pages").joinpath("fonts")) as folder:
        fonts = [str(folder / f"Roboto-{weight}.ttf") for weight in ("Regular", "Medium")]
        drawn = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, font_files=fonts, sans_serif_family="Roboto"))
    return _marked(drawn)


def _marked(png: bytes) -> bytes:
    """Return a PNG with our mark as a text chunk behind its head (PNG §11.3.4.3)."""
    head = len(_SIGNATURE) + 25  # length, name, 13 bytes and checksum of IHDR
    body = b"Software\0" + FIGURE_MARK.encode("latin-1")
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    return png[:head] + chunk + png[head:]

"""What the pages of one site are made with."""

from __future__ import annotations

from dataclasses import dataclass

from graph.network.reading import Network
from graph.network.testimony import Testimony
from graph.pages.text import shorten
from graph.site.awards import Awards
from graph.site.behind import Ties
from graph.site.html import Html, joined, tag
from graph.site.places import Places
from graph.site.statements import Statements

# 'self' is the folder the page came from: on a server its origin, from a disk the scheme file.
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
GENERATOR = "VendorGraph site"
_LISTS = (
    ("agencies.html", "Agencies"),
    ("vendors.html", "Companies"),
    ("makers.html", "Makers"),
    ("products.html", "Products"),
    ("programs.html", "Programs"),
    ("about.html", "About"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """Everything a page is written from."""

    title: str
    snapshot: str
    network: Network
    testimony: Testimony
    awards: Awards
    places: Places
    statements: Statements
    ties: Ties
    names: dict[int, tuple[str, ...]]
    numbers: dict[int, tuple[str, ...]]

    def document(self, heading: str, body: Html, *, top: str, kicker: str = "", kind: str = "") -> str:
        """Return a whole page.

        Args:
            heading: Its heading and, with the site's title, the name of its tab.
            body: What stands below the heading.
            top: Leads to the site's first page: ``../`` or nothing.
            kicker: What kind of thing it is about, over the heading.
            kind: Class of the page.
        """
        name = shorten(heading, 160)
        head = joined(
            [
                tag("meta", charset="utf-8"),
                tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
                tag("meta", name="generator", content=GENERATOR),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("meta", name="referrer", content="no-referrer"),
                tag("meta", name="color-scheme", content="light dark"),
                tag("title", name if name == self.title else f"{name} | {self.title}"),
                tag("link", rel="icon", href="data:,"),
                tag("link", rel="stylesheet", href=f"{top}assets/site.css"),
                tag("script", src=f"{top}assets/site.js", defer=""),
            ]
        )
        lists = joined(tag("li", tag("a", text, href=top + file)) for file, text in _LISTS)
        bar = tag(
            "header",
            tag("a", self.title, href=f"{top}index.html", class_="home"),
            tag("nav", tag("ul", lists), aria_label="Lists"),
            tag("div", id="search", data_top=top),
            class_="top",
        )
        main = tag(
            "main",
            tag("p", kicker, class_="kicker") if kicker else None,
            tag("h1", heading, dir="auto"),
            body,
            id="main",
            tabindex="-1",
        )
        foot = tag(
            "footer",
            tag("p", "Made with VendorGraph from graph snapshot ", tag("code", self.snapshot[:16]), ". ",
                tag("a", "What the words mean, and what is missing", href=f"{top}about.html"), "."),
        )  # fmt: skip
        skip = tag("a", "Skip to the text", href="#main", class_="skip")
        page = tag("body", skip, bar, main, foot, class_=kind or None)
        return f'<!doctype html>\n<html lang="en"><head>{head}</head>{page}</html>\n'

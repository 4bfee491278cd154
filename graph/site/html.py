"""HTML as text that is escaped unless it was made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from graph.pages.text import clean, safe_url

_EMPTY = frozenset({"meta", "link", "input", "br"})
_AWARD_PAGE = "https://www.usaspending.gov/award/"


class Html(str):
    """Text that is HTML already; every other text is escaped where it is put into one."""

    __slots__ = ()


Child = str | None


def escaped(text: str) -> Html:
    """Return a text as HTML, without characters that no page can carry.

    >>> escaped('<a href="x">')
    '&lt;a href=&quot;x&quot;&gt;'
    """
    return text if isinstance(text, Html) else Html(escape(clean(text), quote=True))


def joined(children: Iterable[Child]) -> Html:
    """Return pieces one behind the other; None is nothing."""
    return Html("".join(escaped(child) for child in children if child is not None))


def tag(name: str, /, *children: Child, **attributes: str | None) -> Html:
    """Return an element; of an attribute's name `_` at the end is dropped and others become `-`, None leaves it out.

    >>> tag("p", "1 < 2", class_="lead", id=None)
    '<p class="lead">1 &lt; 2</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(children)}</{name}>")


def named(text: str) -> Html:
    """Return a name from the data; its direction does not disturb what stands around it."""
    return tag("bdi", text)


def outward(url: str, text: str) -> Html:
    """Return a link out of the site where the address is plain http or https, else the words alone."""
    safe = safe_url(url)
    return tag("a", text, href=safe, rel="noopener noreferrer") if safe else tag("span", text)


def award_link(key: str, text: str) -> Html:
    """Return a link to an award's page on USAspending.gov where it has a key of theirs, else the words alone."""
    if not key.startswith("CONT_"):
        return tag("span", text)
    return outward(f"{_AWARD_PAGE}{quote(key, safe='_-.')}/", text)


def section(title: str, *children: Child, id: str) -> Html:
    """Return a titled part of a page; the id is that of its heading's place."""
    return tag("section", tag("h2", title, id=f"{id}-title"), *children, id=id, aria_labelledby=f"{id}-title")

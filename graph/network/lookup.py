"""From what a person types to a node: names, aliases, codes, CURIEs, IRIs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from graph.errors import AmbiguousName, UnknownName
from graph.names import LEGAL_FORMS, normalise
from graph.network.reading import Network

EXACT, WITHOUT_LEGAL_FORM, BEGINS, INSIDE = range(4)
QUALITIES = ("exact", "exact but for the legal form", "begins with it", "holds it")
_SHOWN = 10  # candidates listed in a message; the rest is counted
_ID_PREFIXES = ("id:", "<")


class Match(NamedTuple):
    """One entity or award a name may mean; ``quality`` is EXACT, WITHOUT_LEGAL_FORM, BEGINS or INSIDE."""

    node: int
    quality: int


def resolve(network: Network, written: str) -> int:
    """Return the one node that ``written`` means.

    Order: an IRI or ``id:`` CURIE; a local id; an exact name, alias or code; a name that is the words and a legal
    form (LLC, INC); the one name that starts with the words.
    An exact name that several things bear is ambiguous, never guessed.

    Raises:
        UnknownName: Nothing fits; the hint names the nearest spellings.
        AmbiguousName: Several fit; the hint lists them with their kinds and ids.
    """
    text = written.strip()
    if not text:
        raise UnknownName("The name is empty.", hint="Give a name, alias, CURIE, IRI, UEI or PIID.")
    if (node := _by_id(network, text)) is not None:
        return node
    exact = _exact(network, normalise(text).encode())
    if len(exact) == 1:
        return exact.pop()
    matches = search(network, text, limit=_SHOWN * 20)
    best = [match.node for match in matches if match.quality == matches[0].quality] if matches else []
    if len(best) == 1 and matches[0].quality < INSIDE:
        return best[0]
    if not matches:
        raise UnknownName(f"Nothing here is called {written!r}.", hint=nearest(network, text))
    raise AmbiguousName(f"{written!r} fits {_count(len(matches))}.", hint=_listing(network, matches))


def taken_for(network: Network, written: str) -> str | None:
    """Return what a name was taken for, with kind and id; None where an id or the thing's own label was written.

    Errors as for `resolve`.
    """
    text = written.strip()
    node = resolve(network, text)
    if _by_id(network, text) is not None or normalise(network.labels[node]) == normalise(text):
        return None
    return f"{network.labels[node]} ({network.type_of(node)}, id:{network.locals[node]})"


def _count(matches: int) -> str:
    return f"{matches} names" if matches > 1 else "only part of a name"


def _by_id(network: Network, text: str) -> int | None:
    if text.startswith("<") and text.endswith(">"):
        return network.node_of(text[1:-1])
    if text.startswith("id:"):
        return network.node_of(network.base + text[3:])
    if "://" in text:
        return network.node_of(text)
    return network.node_of(network.base + text)


def search(network: Network, text: str, *, limit: int = 50) -> list[Match]:
    """Return what ``text`` may mean, best first, ties by label; each node once."""
    key = normalise(text).encode()
    names, nodes = network.names, network.name_node
    found: dict[int, int] = {}
    if not key:
        return []
    at = bisect_left(range(len(names)), key, key=names.raw)
    while at < len(names) and len(found) < limit:
        name = names.raw(at)
        if not name.startswith(key):
            break
        quality = _quality(name, key)
        if quality is not None:
            found[nodes[at]] = min(quality, found.get(nodes[at], quality))
        at += 1
    if not found:
        found = _inside(network, key, limit)
    ordered = sorted(found.items(), key=lambda item: (item[1], network.labels[item[0]], item[0]))
    return [Match(node, quality) for node, quality in ordered]


def _exact(network: Network, key: bytes) -> set[int]:
    """Return what bears a name exactly, at most two things: a common word begins hundreds of names."""
    names, nodes = network.names, network.name_node
    found: set[int] = set()
    at = bisect_left(range(len(names)), key, key=names.raw) if key else len(names)
    while at < len(names) and len(found) < 2 and names.raw(at) == key:
        found.add(nodes[at])
        at += 1
    return found


def _quality(name: bytes, key: bytes) -> int | None:
    if name == key:
        return EXACT
    if name[len(key) : len(key) + 1] != b" ":
        return None
    rest = name[len(key) + 1 :].decode().split()
    return WITHOUT_LEGAL_FORM if all(word in LEGAL_FORMS for word in rest) else BEGINS


def _inside(network: Network, key: bytes, limit: int) -> dict[int, int]:
    """Return names that hold all the words, in any order, by one scan of the block of names for the longest."""
    block, names = bytes(network.name_text), network.names
    offsets, nodes = network.name_at, network.name_node
    words = sorted(key.split(), key=len)
    found: dict[int, int] = {}
    at = block.find(words[-1])
    while at >= 0 and len(found) < limit:
        index = bisect_right(offsets, at) - 1
        name = names.raw(index)
        if all(word in name for word in words):
            found.setdefault(nodes[index], INSIDE)
        at = block.find(words[-1], offsets[index + 1])
    return found


def nearest(network: Network, text: str) -> str:
    """Return a hint that names the nearest spellings."""
    from graph.names import similar

    key = normalise(text)
    names, nodes = network.names, network.name_node
    candidates = {names[at]: nodes[at] for at in range(len(names)) if nodes[at] < network.entities}
    near = similar(key, list(candidates), limit=3)
    if not near:
        return "Try `vendorgraph find WORD`."
    labels = list(dict.fromkeys(network.labels[candidates[name]] for name in near))
    return "Did you mean " + " or ".join(labels) + "?"


def _listing(network: Network, matches: list[Match]) -> str:
    lines = [
        f"  {network.labels[match.node]}  ({network.type_of(match.node)}, id:{network.locals[match.node]})"
        for match in matches[:_SHOWN]
    ]
    if len(matches) > _SHOWN:
        lines.append(f"  ... showing {_SHOWN} of {len(matches)}")
    return "Give one of these ids:\n" + "\n".join(lines)


def completions(network: Network, start: str, *, limit: int) -> list[str]:
    """Return labels of entities whose name begins with ``start``, in order, each once."""
    key = normalise(start).encode()
    names, nodes = network.names, network.name_node
    found: dict[str, None] = {}
    at = bisect_left(range(len(names)), key, key=names.raw)
    while at < len(names) and len(found) < limit and names.raw(at).startswith(key):
        if nodes[at] < network.entities:
            found.setdefault(network.labels[nodes[at]])
        at += 1
    return list(found)

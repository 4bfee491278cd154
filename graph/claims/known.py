"""Things of the shipped reference tables and catalogues, by the names that a claims file may call them by."""

from __future__ import annotations

from functools import cache

from graph import terms
from graph.claims.files import Entity
from graph.names import normalise
from graph.reference.located import Located

# A code of an industry or a Treasury symbol is no thing that a document speaks of by name.
_KINDS = ("agency-", "subagency-", "vendor-", "product-", "program-", "statute-", "account-")


def find_known(written: Located, text: str) -> Entity | None:
    """Return what an IRI, a CURIE or a known name means; None where it means nothing known.

    An IRI or CURIE is taken as it stands; `graph.claims.described` says whether anything describes it.

    Raises:
        SourceRejected: The name is that of several things; the hint lists them.
    """
    for start in (terms.ID, "id:"):
        if text.startswith(start):
            return Entity(name=text, local=text.removeprefix(start), line=written.line)
    found = _names().get(normalise(text), ())
    if len(found) > 1:
        listed = ", ".join(f"id:{local}" for local in found)
        written.reject(f"{text!r} is the name of several known things.", hint=f"Write one of these: {listed}.")
    return Entity(name=text, local=found[0], line=written.line, declared=False) if found else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return each name, made comparable, with the local ids of the things that bear it, sorted; it takes a second."""
    from graph.claims.records import read_catalogued
    from graph.reference import read_products, read_programs, reference_quads
    from graph.resources import data_folder

    data = data_folder()
    lines = reference_quads(read_products(data / "products"), read_programs(data / "programs"))
    found: dict[str, set[str]] = {}
    for local, names in read_catalogued(lines).names.items():
        if local.startswith(_KINDS):
            for name in names:
                found.setdefault(normalise(name), set()).add(local)
    return {name: tuple(sorted(locals_)) for name, locals_ in found.items() if name}

"""What the catalogues hold: makers with their products, programs with their agencies, statutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph import terms
from graph.identifiers import statute_iri, vendor_iri
from graph.names import normalise


def vendor_local(name: str, *, uei: str | None = None, lei: str | None = None) -> str:
    """Return the local id of a vendor: by UEI, else by LEI, else provisional from the normalised name.

    >>> vendor_local("Microsoft Corporation", lei="INR2EJN1ERAN0W5ZP974")
    'vendor-lei-INR2EJN1ERAN0W5ZP974'
    """
    return vendor_iri(uei=uei, lei=lei, name=name).removeprefix(terms.ID)


@dataclass(frozen=True, slots=True)
class Subsidiary:
    """A legal entity of a maker that is a vendor of its own.

    Attributes:
        name: As records or registers print it.
        uei: Its UEI, where a shipped row gives it.
        lei: Its LEI, where GLEIF gives it.
    """

    name: str
    uei: str | None = None
    lei: str | None = None

    @property
    def local(self) -> str:
        """Local id of the vendor."""
        return vendor_local(self.name, uei=self.uei, lei=self.lei)

    @property
    def iri(self) -> str:
        """IRI of the vendor."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Ownership:
    """That a maker belonged to another one for a time.

    Attributes:
        owner: Slug of the maker that owned it.
        since: Year, month or day it began, ISO 8601, or None.
        until: Year, month or day it ended, ISO 8601; None while it lasts.
    """

    owner: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Maker:
    """A company whose products are sold, by itself or by others.

    Attributes:
        slug: Name used by products in the catalogue.
        label: Name people use.
        names: Legal names under which the maker itself is paid, as printed.
        also: Other names people use for it.
        former: Legal names the same company had before, as printed.
        subsidiaries: Other legal entities of the maker.
        owner: Slug of the maker that bought it, or None.
        owner_since: Year, month or day of that, ISO 8601.
        history: Who owned it before, oldest first.
    """

    slug: str
    label: str
    names: tuple[str, ...]
    uei: str | None = None
    lei: str | None = None
    also: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    subsidiaries: tuple[Subsidiary, ...] = ()
    owner: str | None = None
    owner_since: str | None = None
    history: tuple[Ownership, ...] = ()

    @property
    def local(self) -> str:
        """Local id of the vendor that the maker is; provisional when neither UEI nor LEI is known."""
        return vendor_local(self.names[0], uei=self.uei, lei=self.lei)

    @property
    def iri(self) -> str:
        """IRI of the vendor that the maker is."""
        return terms.ID + self.local

    @property
    def vendor_names(self) -> tuple[str, ...]:
        """Normalised legal names, past ones too, that are the maker itself, sorted; no subsidiaries."""
        return tuple(sorted({normalise(name) for name in (*self.names, *self.former)}))

    @property
    def family_names(self) -> tuple[str, ...]:
        """Normalised legal names of the maker and its subsidiaries, sorted: who is paid directly."""
        return tuple(sorted({*self.vendor_names, *(normalise(one.name) for one in self.subsidiaries)}))

    @property
    def ownerships(self) -> tuple[Ownership, ...]:
        """Return who owned the maker, oldest first, today's owner last."""
        now = (Ownership(self.owner, self.owner_since),) if self.owner else ()
        return self.history + now


@dataclass(frozen=True, slots=True)
class Product:
    """A product or brand that descriptions name.

    Attributes:
        maker: Slug of the maker.
        maker_iri: IRI of the maker's vendor.
        product_class: Code of the product-class list.
        aliases: Upper-case spellings.
        guards: Regular expressions; one that matches a hit with the words around it makes it something else.
        part_of: Slug of the product this one is part of, or None.
        needs: Regular expressions; where there are any, a hit counts only if one of them matches it with the
            words around it.
        former: Upper-case names the product had before; found like aliases.
        misspelt: Upper-case slips that descriptions have; found like aliases, but names of nothing.
    """

    slug: str
    label: str
    maker: str
    maker_iri: str
    product_class: str
    aliases: tuple[str, ...]
    guards: tuple[str, ...] = ()
    part_of: str | None = None
    needs: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that a description may write: today's aliases, former names, slips."""
        return self.aliases + self.former + self.misspelt

    @property
    def other_names(self) -> tuple[str, ...]:
        """What it is also called: today's aliases, then former names; no slips."""
        return self.aliases + self.former

    @property
    def local(self) -> str:
        """Local id, e.g. ``product-azure``."""
        return f"product-{self.slug}"

    @property
    def iri(self) -> str:
        """IRI of the product."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Program:
    """A program or information system of an agency.

    Attributes:
        owner_iri: IRI of the agency that runs it.
        aliases: As for products, and so are guards, needs, former names and slips.
        shared: Whether agencies of other departments use it, and write its name as shortly.
    """

    slug: str
    label: str
    owner_iri: str
    aliases: tuple[str, ...]
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    shared: bool = False

    @property
    def owner_code(self) -> str:
        """Sub-tier code of the owner, or the three digits of a department."""
        return self.owner_iri.rsplit("-", 1)[1]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that a description may write: today's aliases, former names, slips."""
        return self.aliases + self.former + self.misspelt

    @property
    def other_names(self) -> tuple[str, ...]:
        """What it is also called: today's aliases, then former names; no slips."""
        return self.aliases + self.former

    @property
    def local(self) -> str:
        """Local id, e.g. ``program-raven``."""
        return f"program-{self.slug}"

    @property
    def iri(self) -> str:
        """IRI of the program."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Statute:
    """A law that descriptions name; ``public_law`` is its number, e.g. ``119-21``, or None."""

    slug: str
    label: str
    public_law: str | None
    aliases: tuple[str, ...]
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that a description may write: today's aliases, former names, slips."""
        return self.aliases + self.former + self.misspelt

    @property
    def other_names(self) -> tuple[str, ...]:
        """What it is also called: today's aliases, then former names; no slips."""
        return self.aliases + self.former

    @property
    def local(self) -> str:
        """Local id, e.g. ``statute-pl-119-21``; the slug where there is no Public Law number."""
        return statute_iri(public_law=self.public_law, name=self.slug).removeprefix(terms.ID)

    @property
    def iri(self) -> str:
        """IRI of the statute."""
        return terms.ID + self.local


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Makers and products, each sorted by slug.

    Attributes:
        places: Where each alias and former name stands, ``file:line:column``.
    """

    makers: tuple[Maker, ...]
    products: tuple[Product, ...]
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def maker(self, slug: str) -> Maker:
        """Return a maker by its slug.

        Raises:
            KeyError: There is none; cannot happen for a slug a product or maker of this catalogue names.
        """
        return next(maker for maker in self.makers if maker.slug == slug)


@dataclass(frozen=True, slots=True)
class ProgramCatalogue:
    """Programs and statutes, each sorted by slug."""

    programs: tuple[Program, ...]
    statutes: tuple[Statute, ...]

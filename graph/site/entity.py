"""The page of one entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from graph.evidence import counted
from graph.network import grammar
from graph.pages.text import shorten
from graph.sentences import money_text
from graph.site.awards import Sums
from graph.site.behind import Tie
from graph.site.figure import MOST, Arm, figure
from graph.site.html import Child, Html, joined, named, section, tag
from graph.site.listing import MONEY, MOST_AWARDS, MOST_ENDS, awards_csv, awards_section, ends_table, showing
from graph.site.maker import Made
from graph.site.places import neighbours
from graph.site.statements import STANDINGS
from graph.site.table import Cell, Column, facts, table

KINDS = {
    "agency": "Agency",
    "office": "Office",
    "vendor": "Company",
    "product": "Product",
    "program": "Program",
    "statute": "Statute",
}
_ROLES = {
    "agency": (grammar.AWARDED_BY,),
    "office": (grammar.AWARDED_BY,),
    "vendor": (grammar.PAID_TO,),
    "product": (grammar.NAMES, grammar.INHERITS),
    "program": (grammar.NAMES,),
    "statute": (grammar.NAMES,),
}
_NAMING = ("product", "program", "statute")
_MAKER = "the maker itself"


@dataclass(frozen=True, slots=True)
class EntityPage:
    """A page as written: its text, the text of the file of all awards where its table is cut, and their sums."""

    html: str
    csv: str | None
    sums: Sums


def write_entity(made: Made, node: int) -> EntityPage:
    """Return the page of an entity that has one."""
    page = _Page(made, node)
    awards_file = made.places.files[node].removesuffix(".html") + "-awards.csv"
    parts = [
        page.head(),
        page.drawing(),
        made.statements.documents(node),
        page.behind(),
        *page.others(),
        awards_section(made, page.awards, page.vendor, awards_file) if page.awards else None,
        made.statements.ties(node),
        page.gaps(),
    ]
    label = made.network.labels[node]
    html = made.document(label, joined(parts), top="../", kicker=page.kicker, kind="entity")
    cut = len(page.awards) > MOST_AWARDS
    return EntityPage(html, awards_csv(made, page.awards, page.vendor) if cut else None, page.sums)


class _Page:
    def __init__(self, made: Made, node: int) -> None:
        self.made = made
        self.node = node
        self.kind = made.network.type_of(node)
        self.awards = made.awards.of(made.places.within.of(node), _ROLES[self.kind])
        self.vendor = node if self.kind == "vendor" else None
        self.sums = made.awards.sums(self.awards, self.vendor)
        self.makes = list(neighbours(made.network, node, grammar.MADE_BY | grammar.REVERSED))
        self.ties = made.ties.get(made.network.locals[node], [])

    @property
    def kicker(self) -> str:
        """What kind of thing it is."""
        return "Company that makes products" if self.makes else KINDS[self.kind]

    def head(self) -> Html:
        """Return names, identifiers, and what the awards come to."""
        names, numbers = self.made.names.get(self.node, ()), self.made.numbers.get(self.node, ())
        pairs: list[tuple[str, Child]] = [
            ("Unique Entity Id (UEI)", ", ".join(numbers)),
            ("Also written", "; ".join(shorten(name, 120) for name in names)),
            ("Id", f"id:{self.made.network.locals[self.node]}"),
        ]
        return joined([self._lead(), facts([*self._counts(), *pairs])])

    def _lead(self) -> Html:
        if not self.awards:
            return tag("p", "No loaded award is tied to it.", class_="lead")
        count = counted(len(self.awards), "award")
        if self.kind in _NAMING:
            said = f"The text of {count} names it, or they inherit it from their contract vehicle: a rule infers this."
        elif self.kind == "vendor":
            said = f"It was paid in {count}, says the record of each."
        else:
            said = f"It placed {count}, says the record of each; those of its parts are among them."
        return tag("p", said, class_="lead")

    def _counts(self) -> Iterable[tuple[str, Child]]:
        if not self.awards:
            return
        yield "Awards", f"{self.sums.awards:,}"
        for kind, name in MONEY:
            if kind not in self.sums.total:
                continue
            known = self.sums.known[kind]
            of = "" if known == self.sums.awards else f", known of {known:,} of {self.sums.awards:,} awards"
            if self.kind in _NAMING:
                yield (
                    f"{name} of these awards",
                    f"{self.sums.text(kind)}{of}; how much of it went on this, no record says",
                )
            else:
                yield name, f"{self.sums.text(kind)}{of}"
        yield "First to last day of loaded actions", self.sums.days

    def _by(self, role: int) -> list[tuple[int, Sums]]:
        return self.made.awards.by(self.awards, role, self.vendor)

    def others(self) -> Iterable[Html]:
        """Yield the tables of who is at the other end of its awards."""
        payers, paid = ("Agencies that paid it", "Agency"), ("Companies it paid", "Company")
        tables: list[tuple[int, str, str]] = []
        if self.kind == "vendor":
            tables = [
                (grammar.AWARDED_BY, *payers),
                (grammar.UNDER_VEHICLE, "Contract vehicles it was paid under", "Vehicle"),
            ]
        elif self.kind in ("agency", "office"):
            tables = [(grammar.PAID_TO, *paid), (grammar.UNDER_VEHICLE, "Contract vehicles used", "Vehicle")]
        else:
            tables = [
                (grammar.PAID_TO, "Companies whose awards name it (inferred)", "Company"),
                (grammar.AWARDED_BY, "Agencies whose awards name it (inferred)", "Agency"),
            ]
        for number, (role, title, first) in enumerate(tables):
            ends = self._by(role)
            if ends:
                yield section(
                    f"{title} ({len(ends):,})", ends_table(self.made, title, ends, first), id=f"with-{number}"
                )
        if self.kind == "vendor":
            yield from self._subawards()

    def _subawards(self) -> Iterable[Html]:
        made = self.made
        passed: dict[int, Decimal] = {}
        for award in self.awards:
            for sub in made.awards.sides(award).get(grammar.SUBAWARD_TO, ()):
                passed[sub] = passed.get(sub, Decimal(0)) + made.testimony.subawards(award, sub)[1]
        got: dict[int, Decimal] = {}
        for award in made.awards.of((self.node,), (grammar.SUBAWARD_TO,)):
            for prime in made.awards.sides(award).get(grammar.PAID_TO, ()):
                got[prime] = got.get(prime, Decimal(0)) + made.testimony.subawards(award, self.node)[1]
        for id, title, found in (
            ("passed", "Passed on as subawards to", passed),
            ("got", "Got as subawards from", got),
        ):
            if found:
                ordered = sorted(found.items(), key=lambda pair: (-pair[1], made.network.labels[pair[0]], pair[0]))
                rows = [
                    [Cell(made.places.link(other), made.network.labels[other]), Cell(money_text(amount), str(amount))]
                    for other, amount in ordered[:MOST_ENDS]
                ]
                columns = [Column("Company"), Column("Subawards, as the prime reported them", True)]
                yield section(
                    f"{title} ({len(ordered):,})", table(title, columns, rows), showing(len(rows), len(ordered)), id=id
                )

    def behind(self) -> Html:
        """Return the table of makers, products and sellers: paid directly, or through others as an interval."""
        if not self.ties:
            return Html("")
        first, second = {
            "vendor": ("Product", "Seller"),
            "product": ("Seller", "Agency"),
        }.get(self.kind, ("Maker", "Product"))
        columns = [Column(first), Column(second), Column("Awards", True), Column("Through others", True),
                   Column("Obligated through others, at least to at most", True),
                   Column("Obligated to the maker itself", True), Column("Confidence", True),
                   Column("Dates")]  # fmt: skip
        rows = [self._tie(tie) for tie in self.ties[:MOST_ENDS]]
        words = tag(
            "p",
            status_words(),
            " Of an award through others nobody records how much went on the product: from nothing to all of it.",
            class_="muted",
        )
        title = "Behind the companies it pays" if self.kind in ("agency", "office") else "Who sells it, and to whom"
        title = "Who sells its products" if self.kind == "vendor" else title
        return section(
            title,
            words,
            table(title, columns, rows),
            showing(len(rows), len(self.ties), "`vendorgraph behind` lists them all."),
            id="behind",
        )

    def _tie(self, tie: Tie) -> list[Cell | str]:
        interval = f"$0 to {money_text(tie.most)}" if tie.through_others else ""
        return [
            self._end(tie.first, seller=self.kind == "product"),
            self._end(tie.second, seller=self.kind == "vendor"),
            Cell(f"{tie.awards:,}", str(tie.awards)),
            Cell(f"{tie.through_others:,}", str(tie.through_others)),
            Cell(interval, str(tie.most)),
            Cell(money_text(tie.direct) if tie.awards > tie.through_others else "", str(tie.direct)),
            Cell(f"{tie.confidence:.2f}"),
            tie.first_day if tie.first_day == tie.last_day else f"{tie.first_day} to {tie.last_day}",
        ]

    def _end(self, local: str | None, *, seller: bool) -> Cell:
        if local is None:
            return Cell(_MAKER if seller else "")
        node = self.made.network.node_of(self.made.network.base + local)
        if node is None:
            return Cell(named(local), local)
        return Cell(self.made.places.link(node), self.made.network.labels[node])

    def drawing(self) -> Html:
        """Return the small graph: who pays or sells on the left, what is behind on the right, claims among them."""
        left, right = self._sides()
        claims = list(self._claimed())
        left = [*left[: MOST - len(claims[:2]) if claims else MOST]]
        right = [*[arm for _, arm in claims[:3]], *right][:MOST]
        label = self.made.network.labels[self.node]
        said = f"Some of the ties of {shorten(label, 60)}; what it leaves out stands below."
        return figure(label, left, right, said=said)

    def _claimed(self) -> Iterable[tuple[int, Arm]]:
        network = self.made.network
        for claim in self.made.statements.about(self.node):
            look = STANDINGS[claim.status][0]
            if (
                claim.object is None
                or claim.subject.iri != network.iri(self.node)
                or claim.status in ("analysis", "projection")
            ):
                continue
            other = network.node_of(claim.object.iri)
            if other is not None and other < network.entities:
                yield other, self._arm(other, claim.relation.label, look)

    def _sides(self) -> tuple[list[Arm], list[Arm]]:
        def take(role: int, word: str, status: str) -> list[Arm]:
            return [
                self._arm(other, word.format(n=counted(sums.awards, "award")), status)
                for other, sums in self._by(role)[:MOST]
            ]

        makers = [self._arm(other, "made by", "recorded")
                  for other in neighbours(self.made.network, self.node, grammar.MADE_BY)]  # fmt: skip
        made = [self._arm(other, "made by", "recorded") for other in self.makes]
        if self.kind in ("agency", "office"):
            parents = neighbours(self.made.network, self.node, grammar.PART_OF)
            return [self._arm(other, "part", "recorded") for other in parents], take(grammar.PAID_TO, "{n}", "recorded")
        if self.kind == "vendor":
            paid = take(grammar.AWARDED_BY, "{n}", "recorded")
            return [*paid, *made][:MOST], take(grammar.NAMES, "named: {n}", "inferred")
        runners = [self._arm(other, "run by", "recorded")
                   for other in neighbours(self.made.network, self.node, grammar.RUN_BY)]  # fmt: skip
        return take(grammar.PAID_TO, "named: {n}", "inferred"), [*makers, *runners]

    def _arm(self, node: int, word: str, status: str) -> Arm:
        file = self.made.places.files.get(node)
        return Arm(self.made.network.labels[node], f"../{file}" if file else None, word, status)

    def gaps(self) -> Html:
        """Return what is not known of it, in sentences."""
        told = list(_gaps(self))
        return section("What is not known", tag("ul", joined(tag("li", one) for one in told)), id="gaps")


def status_words() -> str:
    """Return what stands over every table that a rule made."""
    return "Inferred: we conclude it from words in award descriptions or from the contract vehicle, by a stated rule."


def _gaps(page: _Page) -> Iterable[str]:
    sums = page.sums
    without = sums.awards - sums.known.get("net", 0)
    if without:
        yield f"Of {counted(without, 'award')} no action is loaded; they are not in the net obligations."
    if page.awards and not sums.known.get("outlay"):
        yield "What was paid out is not in the loaded records: obligations are promises to pay."
    elif page.awards and sums.known["outlay"] < sums.awards:
        yield f"What was paid out is known of {sums.known['outlay']:,} of {counted(sums.awards, 'award')} only."
    if page.kind in _NAMING or page.ties:
        yield "An award whose description names no product may still have bought one."
    if page.kind == "vendor" and "vendor-name-" in page.made.network.locals[page.node]:
        yield "The loaded records give it no official number: it is known by its name, and another may bear the same."
    yield "Only loaded records and documents count; the page about this site lists them."

"""The shipped catalogue of makers and products, held against itself and the shipped records."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from functools import cache

import pytest

from graph.infer.detect import Detector
from graph.infer.spelling import Corrector, english
from graph.infer.wording import NOT_PRODUCT
from graph.loading import patterns_of
from graph.names import normalise
from graph.reference import Catalogue, Maker, ProgramCatalogue, frequent_aliases, read_products
from graph.reference.reading import PRODUCT_CLASSES
from graph.resources import data_folder

RECORDS = data_folder() / "records"
TEXT_COLUMNS = ("Transaction Description", "prime_award_base_transaction_description", "subaward_description")
DAY = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

# Paid under their own names, with products that stand under the company that bought them or uses them.
IDENTITIES_ONLY = {
    "blackbag-technologies",
    "enterasys",
    "griffeye",
    "guidance-software",
    "hexagon-ab",
    "strategic-cyber",
}


@cache
def catalogue() -> Catalogue:
    return read_products(data_folder() / "products")


@cache
def detector() -> Detector:
    return Detector(patterns_of(catalogue(), ProgramCatalogue((), ())))


@cache
def texts() -> Counter[str]:
    """Return how many shipped rows have each description."""
    found: Counter[str] = Counter()
    for file in sorted(RECORDS.glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found.update(row[column] for column in TEXT_COLUMNS if row.get(column))
    return found


@cache
def rows_named() -> tuple[Counter[str], Counter[str], int]:
    """Return how many shipped rows name each product and hold each spelling, and how many there are."""
    named: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for text, count in texts().items():
        hits = [hit for hit in detector().find(text) if hit.relation != NOT_PRODUCT]
        named.update(dict.fromkeys((hit.target for hit in hits), count))
        quoted.update(dict.fromkeys((text[hit.start : hit.end].upper() for hit in hits), count))
    return named, quoted, texts().total()


def products_in(text: str) -> set[str]:
    return {hit.target for hit in detector().find(text) if hit.relation != NOT_PRODUCT}


def makers() -> dict[str, Maker]:
    return {maker.slug: maker for maker in catalogue().makers}


def maker_paid(recipient: str) -> set[str]:
    """Return the makers that a recipient is, by its legal name."""
    return {maker.slug for maker in catalogue().makers if normalise(recipient) in maker.family_names}


def test_the_catalogue_is_as_long_as_the_tail_it_must_meet() -> None:
    assert len(catalogue().products) >= 1_500
    assert len(catalogue().makers) >= 1_200
    classes = Counter(product.product_class for product in catalogue().products)
    assert {code for code in PRODUCT_CLASSES if classes[code] < 10} <= {"service", "inspection", "equipment"}


def test_every_product_has_a_maker_and_every_maker_a_use() -> None:
    known = makers()
    used = {product.maker for product in catalogue().products}
    used |= {time.owner for maker in catalogue().makers for time in maker.ownerships}
    assert used <= known.keys()
    assert known.keys() - used == IDENTITIES_ONLY


def test_no_spelling_stands_in_two_products() -> None:
    spellings = Counter(spelling for product in catalogue().products for spelling in product.spellings)
    assert [spelling for spelling, count in spellings.items() if count > 1 or len(spelling) < 2] == []
    # Found as one name too when only punctuation tells them apart.
    plain = {
        (re.sub(r"[^A-Z0-9]+", " ", one), product.slug) for product in catalogue().products for one in product.spellings
    }
    twice = Counter(spelling for spelling, _ in plain)
    assert [spelling for spelling, count in twice.items() if count > 1] == []


def test_no_slip_of_a_products_own_name_is_a_name_of_it() -> None:
    """Who types a slip must hear what was meant, not get whatever a description misspelt alike."""
    found = []
    for one in catalogue().products:
        names = (one.label, makers()[one.maker].label, *makers()[one.maker].also)
        own = {word for name in names for word in re.findall("[A-Z]+", name.upper())}
        corrector = Corrector(own, english())
        for alias in one.other_names:
            words = " ".join(re.findall("[A-Z]+", alias.upper()))
            # A plural is no slip.
            slips = [
                meant
                for (start, end), meant in corrector.corrections(f" {words} ").items()
                if meant != f"{words[start - 1 : end - 1]}S"
            ]
            found += [f"{one.slug}: {alias}"] * bool(slips)
    assert found == []


def test_no_vendor_name_stands_in_two_makers() -> None:
    names = Counter(name for maker in catalogue().makers for name in maker.family_names)
    assert [name for name, count in names.items() if count > 1] == []
    numbers = Counter(
        one for maker in catalogue().makers for one in (maker.uei, *(part.uei for part in maker.subsidiaries))
    )
    del numbers[None]
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_date_is_a_day_a_month_or_a_year() -> None:
    times = [(maker.slug, time) for maker in catalogue().makers for time in maker.ownerships]
    assert len(times) >= 150
    dates = [(slug, date) for slug, time in times for date in (time.since, time.until) if date]
    assert [one for one in dates if not DAY.fullmatch(one[1]) or not "1980" <= one[1] < "2027"] == []


@pytest.mark.parametrize(
    ("maker", "owner", "since"),
    [
        ("splunk", "cisco", "2024-03-18"),
        ("vmware", "broadcom", "2023-11-22"),
        ("mandiant", "google", "2022-09-12"),
        ("red-hat", "ibm", "2019-07-09"),
    ],
)
def test_who_owns_whom_since_when(maker: str, owner: str, since: str) -> None:
    assert (makers()[maker].owner, makers()[maker].owner_since) == (owner, since)


@pytest.mark.parametrize(
    ("recipient", "found"),
    [
        pytest.param("DELL MARKETING L.P.", {"dell"}, id="a subsidiary"),
        pytest.param("CADDELL CONSTRUCTION CO. (DE), LLC", set(), id="letters of a maker's name inside another"),
        pytest.param("PALANTIR USG, INC.", {"palantir"}, id="the government branch"),
        pytest.param("CELLCO PARTNERSHIP", {"verizon"}, id="the partnership"),
        pytest.param("RELX INC.", {"lexisnexis"}, id="the group"),
        pytest.param("WEST PUBLISHING CORPORATION", {"thomson-reuters"}, id="the publisher"),
        pytest.param("HEWLETT-PACKARD COMPANY", {"hp"}, id="a former name"),
        pytest.param("CARAHSOFT TECHNOLOGY CORP", set(), id="a reseller"),
        pytest.param("CDW GOVERNMENT LLC", set(), id="a reseller whose name is known"),
        pytest.param("FOUR POINTS TECHNOLOGY, L.L.C.", set(), id="another reseller"),
        pytest.param("VERITAS GLOBAL LLC", set(), id="another company of that first word"),
        pytest.param("CROWN CASTLE USA INC", set(), id="towers, not forklifts"),
    ],
)
def test_who_is_paid_is_decided_by_identity(recipient: str, found: set[str]) -> None:
    assert maker_paid(recipient) == found


def test_no_name_is_so_frequent_that_it_must_be_a_common_word() -> None:
    named, quoted, rows = rows_named()
    assert rows > 40_000
    assert {target: count for target, count in named.items() if count > rows * 0.01} == {}
    assert frequent_aliases(catalogue(), quoted, rows) == ()


def test_the_shipped_rows_name_many_of_the_products() -> None:
    named, _, _ = rows_named()
    assert len(named) >= 780


@pytest.mark.parametrize(
    ("text", "product"),
    [
        pytest.param("ANNUAL SAP LEGACY SOFTWARE LICENSE RENEWAL FOR CBP.", "product-sap-software", id="software"),
        pytest.param("DEOB SAP LINE 30 BY $50,000.00", None, id="a ledger line"),
        pytest.param("MOD TO CORRECT DATE IN SAP", None, id="the agency's own ledger"),
        pytest.param("BOX LICENSES FOR OPR", "product-box", id="a name that is a word"),
        pytest.param("JUNCTION BOX AND CONDUIT", None, id="a word that is no name"),
        pytest.param("EQUIPMENT FOR HUGH LEATHERMAN TERMINAL, CHARLESTON", None, id="a terminal"),
        pytest.param("LEATHERMAN MULTI-TOOLS FOR SRT", "product-leatherman", id="a tool"),
        pytest.param("HIGH POTENTIAL EXECUTIVE (HPE) LEADERSHIP PROGRAM", None, id="letters for something else"),
        pytest.param("SERENA WILLIAMS SPEAKER FEE", None, id="a person"),
        pytest.param("RIO GRANDE RIVERBED CLEARING", None, id="a landscape"),
        pytest.param("RIVERBED STEELHEAD SUPPORT RENEWAL", "product-riverbed-steelhead", id="equipment"),
    ],
)
def test_a_name_that_is_a_word_hits_where_it_is_the_name(text: str, product: str | None) -> None:
    assert {one for one in products_in(text) if product is None or one == product} == ({product} if product else set())

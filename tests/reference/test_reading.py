from __future__ import annotations

from pathlib import Path

import pytest

from graph import terms
from graph.errors import SourceRejected
from graph.reference import (
    Maker,
    Ownership,
    Product,
    Program,
    Statute,
    Subsidiary,
    frequent_aliases,
    read_products,
    read_programs,
)
from tests.reference.samples import PRODUCTS, PROGRAMS, changed, written


def test_makers_and_products_are_read_sorted(tmp_path: Path) -> None:
    catalogue = read_products(written(tmp_path, PRODUCTS))
    assert [maker.slug for maker in catalogue.makers] == ["acme", "bolt", "coil"]
    assert catalogue.products == (
        Product(
            slug="radar",
            label="Acme Radar",
            maker="acme",
            maker_iri=terms.ID + "vendor-uei-NRLXS9YMBJN5",
            product_class="device",
            aliases=("RADAR", "ACME RADAR"),
            guards=("RADAR DRIVE",),
        ),
        Product(
            slug="radar-cloud",
            label="Radar Cloud",
            maker="bolt",
            maker_iri=terms.ID + "vendor-lei-INR2EJN1ERAN0W5ZP974",
            product_class="cloud-service",
            aliases=("RADAR CLOUD", "BOLT"),
            part_of="radar",
        ),
    )


def test_a_maker_keeps_its_legal_names_and_its_subsidiaries_apart(tmp_path: Path) -> None:
    acme = read_products(written(tmp_path, PRODUCTS)).maker("acme")
    assert acme == Maker(
        slug="acme",
        label="Acme",
        names=("ACME CORPORATION",),
        uei="NRLXS9YMBJN5",
        subsidiaries=(Subsidiary("ACME FEDERAL, LLC", uei="CWLDWJHLQ3T5"), Subsidiary("ACME LABS INC")),
    )
    assert acme.vendor_names == ("ACME CORP",)
    assert acme.family_names == ("ACME CORP", "ACME FEDERAL LLC", "ACME LABS INC")
    assert [one.iri.removeprefix(terms.ID) for one in acme.subsidiaries] == [
        "vendor-uei-CWLDWJHLQ3T5",
        "vendor-name-acme-labs-inc",
    ]


@pytest.mark.parametrize(
    ("slug", "local"),
    [
        pytest.param("acme", "vendor-uei-NRLXS9YMBJN5", id="uei"),
        pytest.param("bolt", "vendor-lei-INR2EJN1ERAN0W5ZP974", id="lei"),
        pytest.param("coil", "vendor-name-coil-inc", id="name"),
    ],
)
def test_a_maker_is_identified_by_uei_then_lei_then_name(slug: str, local: str, tmp_path: Path) -> None:
    maker = read_products(written(tmp_path, PRODUCTS)).maker(slug)
    assert (maker.local, maker.iri) == (local, terms.ID + local)


def test_programs_and_statutes_are_read(tmp_path: Path) -> None:
    catalogue = read_programs(written(tmp_path, PROGRAMS))
    assert catalogue.programs == (
        Program("gate", "Gate", terms.ID + "agency-070", ("GATE",)),
        Program("watch", "WATCH", terms.ID + "subagency-7014", ("WATCH",), ("WATCH STRAP",)),
    )
    assert catalogue.statutes == (
        Statute("old-act", "Old Act", None, ("OLD ACT",)),
        Statute("radar-act", "Radar Act", "119-21", ("RADAR ACT",)),
    )
    assert [statute.local for statute in catalogue.statutes] == ["statute-old-act", "statute-pl-119-21"]
    assert catalogue.programs[0].iri == terms.ID + "program-gate"


def test_a_folder_is_read_whole_and_files_may_name_each_other(tmp_path: Path) -> None:
    start = PRODUCTS.index("products:")
    written(tmp_path, PRODUCTS[:start], "z-makers.yaml")
    written(tmp_path, PRODUCTS[start:], "a-products.yaml")
    assert len(read_products(tmp_path).products) == 2


def test_an_own_file_is_merged_with_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    written(folder, PRODUCTS)
    own = "products:\n  - {slug: sonar, label: Sonar, maker: acme, class: device, aliases: [SONAR]}\n"
    catalogue = read_products(folder, written(tmp_path, own, "own.yaml"))
    assert [product.slug for product in catalogue.products] == ["radar", "radar-cloud", "sonar"]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"The folder holds no \.yaml file"):
        read_products(tmp_path)


def test_one_maker_may_list_names_that_normalise_alike(tmp_path: Path) -> None:
    text = changed(PRODUCTS, "[BOLT INC., BOLT LLC]", "[BOLT LTD, BOLT LIMITED]")
    assert read_products(written(tmp_path, text)).maker("bolt").vendor_names == ("BOLT LTD",)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        pytest.param("RADAR CLOUD, BOLT]", "RADAR, BOLT]", "17:", "'RADAR' stands already at", id="alias-twice"),
        pytest.param("[RADAR, ACME RADAR]", "[RADAR, RADAR]", "15:", "'RADAR' stands already at", id="alias-repeated"),
        pytest.param("[RADAR, ACME RADAR]", "[R, ACME RADAR]", "15:", "The alias 'R' has one letter", id="one-letter"),
        pytest.param("[RADAR, ACME RADAR]", "[Radar]", "15:", "The alias 'Radar' is not upper case", id="lower-case"),
        pytest.param("[RADAR, ACME RADAR]", "[]", "15:", "No alias", id="no-alias"),
        pytest.param("maker: acme", "maker: acne", "15:", "There is no maker 'acne'. Did you mean acme?", id="maker"),
        pytest.param("maker: bolt", "maker: zzz", "16:", "Add the maker to the catalogue first", id="maker-unknown"),
        pytest.param("class: device", "class: gadget", "15:", "Unknown value 'gadget'", id="class"),
        pytest.param("'RADAR DRIVE'", "'RADAR ('", "15:", "The guard 'RADAR (' is no regular expression", id="guard"),
        pytest.param("owner: acme", "owner: nobody", "11:", "There is no maker 'nobody'", id="owner"),
        pytest.param(
            "names: [ACME CORPORATION]",
            "names: [ACME CORPORATION]\n    owner: coil",
            "12:",
            "owner goes in a circle: acme -> coil -> bolt -> acme",
            id="owner-circle",
        ),
        pytest.param(
            "label: Acme Radar,",
            "label: Acme Radar, part_of: radar-cloud,",
            "16:",
            "part_of goes in a circle: radar -> radar-cloud -> radar",
            id="part-circle",
        ),
        pytest.param("part_of: radar,", "part_of: sonar,", "16:", "There is no product 'sonar'", id="part"),
        pytest.param("[BOLT INC., BOLT LLC]", "[Acme Corp.]", "10:", "'Acme Corp.' stands already at", id="name-twice"),
        pytest.param("[BOLT INC., BOLT LLC]", "[]", "10:", "A maker needs a legal name", id="no-name"),
        pytest.param("slug: bolt", "slug: acme", "7:", "'acme' stands already at", id="slug-twice"),
        pytest.param("slug: bolt", "slug: Bolt Inc", "7:", "'Bolt Inc' is no slug", id="slug"),
        pytest.param("uei: NRLXS9YMBJN5", "uei: NRLXS9YMBJN6", "4:", "The check digit of UEI", id="uei"),
        pytest.param("lei: INR2EJN1ERAN0W5ZP974", "lei: INR2EJN1ERAN0W5ZP975", "9:", "check digits of LEI", id="lei"),
        pytest.param("'RADAR DRIVE'", "'X*'", "15:", "The guard 'X*' matches every text", id="guard-of-all"),
        pytest.param(
            "guards: ['RADAR DRIVE']", "needs: ['[A']", "15:", "The need '[A' is no regular expression", id="need"
        ),
        pytest.param(
            "guards: ['RADAR DRIVE']", "former: [BOLT]", "17:", "'BOLT' stands already at", id="former-name-twice"
        ),
        pytest.param("guards: ['RADAR DRIVE']", "misspelt: [BOLT]", "17:", "'BOLT' stands already at", id="slip-twice"),
        pytest.param("also: [Spule]", "former: [BOLT LLC]", "13:", "'BOLT LLC' stands already at", id="former-maker"),
        pytest.param("owner: bolt}", 'owner_since: "2020"}', "13:", "owner_since without an owner", id="no-owner"),
        pytest.param("owner: bolt}", "history: [{owner: bold}]}", "13:", "There is no maker 'bold'", id="owner-before"),
        pytest.param(
            "owner: bolt}",
            "history: [{owner: bolt, since: 2021-11, until: 2021}, {owner: bolt, since: 2021-11, until: 2021-10-30}]}",
            "13:",
            "The ownership ends (2021-10-30) before it begins (2021-11)",
            id="ended-before",
        ),
        pytest.param('"2024-03"', '"2024-02-30"', "12:", "'2024-02-30' is no date", id="not-in-calendar"),
        pytest.param('"2024-03"', "last spring", "12:", "'last spring' is no date", id="since"),
        pytest.param("label: Radar Cloud", "label: bolt", "16:", "'bolt' is also a maker's name", id="label"),
        pytest.param("    names: [ACME CORPORATION]\n", "", "2:", "names missing. Add names", id="missing"),
        pytest.param("    label: Acme\n", "    labell: Acme\n", "3:", "Unknown name 'labell'", id="unknown-name"),
        pytest.param(
            "products:\n", "produce:\n", "14:", "Unknown name 'produce'. Did you mean products?", id="section"
        ),
    ],
)
def test_a_mistake_in_the_products_is_refused_with_its_line(
    old: str, new: str, place: str, message: str, tmp_path: Path
) -> None:
    path = written(tmp_path, changed(PRODUCTS, old, new))
    with pytest.raises(SourceRejected) as caught:
        read_products(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}:{place}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('owner: "7014"', "owner: CBP", "'CBP' is no agency code", id="owner-of-three-letters"),
        pytest.param('owner: "7014"', "owner: Border Patrol", "'Border Patrol' is no agency code", id="owner"),
        pytest.param("public_law: 119-21", "public_law: PL 119-21", "'PL 119-21' is no Public Law number", id="law"),
        pytest.param("aliases: [OLD ACT]", "aliases: [GATE]", "'GATE' stands already at", id="alias-twice"),
        pytest.param("[OLD ACT]", "[OLD ACT], former: [GATE]", "'GATE' stands already at", id="former-name-twice"),
        pytest.param("[OLD ACT]", "[OLD ACT], needs: ['(']", "The need '(' is no regular expression", id="need"),
        pytest.param(
            "aliases: [OLD ACT]",
            "aliases: [OLD ACT], public_law: 119-21",
            "Public Law 119-21 stands already at",
            id="law-twice",
        ),
    ],
)
def test_a_mistake_in_the_programs_is_refused(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, changed(PROGRAMS, old, new))
    with pytest.raises(SourceRejected) as caught:
        read_programs(path)
    assert message in str(caught.value)


OWN = """products:
  - {slug: radar, aliases: [RADAR MAX], guards: ['RADAR TOWER'], label: Acme Radar Max}
  - {slug: sonar, label: Sonar, maker: dune, class: device, aliases: [SONAR]}
makers:
  - {slug: bolt, names: [BOLT AND SONS], subsidiaries: [{name: BOLT EAST}], owner: dune}
  - {slug: dune, label: Dune, names: [DUNE INC]}
"""


def test_an_own_file_extends_what_is_known_and_adds_the_rest(tmp_path: Path) -> None:
    catalogue = read_products(written(tmp_path, PRODUCTS), extra=[written(tmp_path, OWN, "own.yaml")])
    radar, _, sonar = catalogue.products
    assert (radar.label, radar.maker, radar.product_class) == ("Acme Radar Max", "acme", "device")
    assert radar.aliases == ("RADAR", "ACME RADAR", "RADAR MAX")
    assert radar.guards == ("RADAR DRIVE", "RADAR TOWER")
    assert (sonar.slug, sonar.maker) == ("sonar", "dune")
    bolt = catalogue.maker("bolt")
    assert (bolt.names, bolt.owner) == (("BOLT INC.", "BOLT LLC", "BOLT AND SONS"), "dune")
    assert [one.name for one in bolt.subsidiaries] == ["BOLT EAST"]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        pytest.param("[RADAR MAX]", "[BOLT]", "2:", "'BOLT' stands already at", id="alias-of-another"),
        pytest.param("slug: sonar, label: Sonar", "slug: sonar", "3:", "label missing", id="new-without-label"),
        pytest.param("{slug: radar, ", "{", "2:", "slug, maker, class missing", id="no-slug"),
        pytest.param("owner: dune", "owner: dunes", "5:", "Did you mean dune?", id="owner"),
    ],
)
def test_a_mistake_in_an_own_file_is_refused_with_its_line(
    old: str, new: str, place: str, message: str, tmp_path: Path
) -> None:
    own = written(tmp_path, changed(OWN, old, new), "own.yaml")
    with pytest.raises(SourceRejected) as caught:
        read_products(written(tmp_path, PRODUCTS), extra=[own])
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{own}:{place}")


def test_former_names_are_found_and_needs_are_kept(tmp_path: Path) -> None:
    text = changed(PRODUCTS, "guards: ['RADAR DRIVE']", "former: [SPYGLASS], needs: ['LICEN[CS]E', 'RENEWAL']")
    radar = read_products(written(tmp_path, text)).products[0]
    assert (radar.former, radar.needs) == (("SPYGLASS",), ("LICEN[CS]E", "RENEWAL"))
    assert radar.spellings == ("RADAR", "ACME RADAR", "SPYGLASS")


def test_slips_are_found_like_aliases_but_are_no_names(tmp_path: Path) -> None:
    text = changed(PRODUCTS, "guards: ['RADAR DRIVE']", "misspelt: [RADRA]")
    radar = read_products(written(tmp_path, text)).products[0]
    assert radar.spellings == ("RADAR", "ACME RADAR", "RADRA")
    assert radar.other_names == ("RADAR", "ACME RADAR")

    text = changed(PROGRAMS, "aliases: [GATE]", "aliases: [GATE], misspelt: [GAET]")
    text = changed(text, "aliases: [OLD ACT]", "aliases: [OLD ACT], misspelt: [OLD ATC]")
    catalogue = read_programs(written(tmp_path, text))
    gate, act = catalogue.programs[0], catalogue.statutes[0]
    assert (gate.spellings, gate.other_names) == (("GATE", "GAET"), ("GATE",))
    assert (act.spellings, act.other_names) == (("OLD ACT", "OLD ATC"), ("OLD ACT",))


def test_a_program_may_be_shared_and_knows_its_owners_code(tmp_path: Path) -> None:
    text = changed(PROGRAMS, "aliases: [GATE]", "aliases: [GATE], shared: true")
    gate, watch = read_programs(written(tmp_path, text)).programs
    assert (gate.shared, gate.owner_code) == (True, "070")
    assert (watch.shared, watch.owner_code) == (False, "7014")


def test_programs_and_statutes_have_former_names_and_needs_too(tmp_path: Path) -> None:
    text = changed(PROGRAMS, "aliases: [GATE]", "aliases: [GATE], former: [DOOR], needs: ['BORDER']")
    text = changed(text, "aliases: [OLD ACT]", "aliases: [OLD ACT], former: [BILL], needs: ['OLD|NEW']")
    catalogue = read_programs(written(tmp_path, text))
    gate, act = catalogue.programs[0], catalogue.statutes[0]
    assert (gate.former, gate.needs, gate.spellings) == (("DOOR",), ("BORDER",), ("GATE", "DOOR"))
    assert (act.former, act.needs, act.spellings) == (("BILL",), ("OLD|NEW",), ("OLD ACT", "BILL"))


def test_a_former_legal_name_is_the_maker_itself(tmp_path: Path) -> None:
    text = changed(PRODUCTS, "also: [Spule]", "former: [SPULE GMBH], also: [Spule]")
    coil = read_products(written(tmp_path, text)).maker("coil")
    assert coil.vendor_names == coil.family_names == ("COIL INC", "SPULE GMBH")


def test_owners_come_oldest_first(tmp_path: Path) -> None:
    history = "owner: bolt, history: [{owner: acme, since: 2019, until: 2021-11-01}]"
    coil = read_products(written(tmp_path, changed(PRODUCTS, "owner: bolt", history))).maker("coil")
    assert coil.ownerships == (Ownership("acme", "2019", "2021-11-01"), Ownership("bolt"))


def test_an_alias_knows_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, PRODUCTS)
    places = read_products(path).places
    assert places == {
        "RADAR": f"{path}:15:76",
        "ACME RADAR": f"{path}:15:83",
        "RADAR CLOUD": f"{path}:17:16",
        "BOLT": f"{path}:17:29",
    }


def test_an_alias_in_more_than_one_row_in_a_hundred_is_warned_of(tmp_path: Path) -> None:
    catalogue = read_products(written(tmp_path, PRODUCTS))
    warnings = frequent_aliases(
        catalogue, {"BOLT": 1_001, "RADAR": 5_000, "RADAR CLOUD": 1_000, "HORSE": 90_000}, 100_000
    )
    assert warnings == (
        f"{tmp_path}/catalogue.yaml:15:76: The alias 'RADAR' hits 5,000 of 100,000 rows (5.0%). "
        "Write more of the name, or add guards or needs.",
        f"{tmp_path}/catalogue.yaml:17:29: The alias 'BOLT' hits 1,001 of 100,000 rows (1.0%). "
        "Write more of the name, or add guards or needs.",
    )

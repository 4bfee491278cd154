"""Which companies are one maker's, and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.reference import Catalogue, read_products
from graph.reference.families import Belonging, families, owners_of

CATALOGUE = """
makers:
  - {slug: cisco, label: Cisco, names: ["CISCO SYSTEMS, INC."], subsidiaries: [{name: MERAKI LLC}]}
  - {slug: splunk, label: Splunk, names: [SPLUNK INC.], owner: cisco, owner_since: "2024-03-18"}
  - {slug: phantom, label: Phantom, names: [PHANTOM CYBER CORP], owner: splunk, owner_since: "2018"}
  - {slug: dell, label: Dell, names: [DELL INC.]}
  - {slug: vmware, label: VMware, names: ["VMWARE, INC."], history: [{owner: dell, since: "2016-09", until: "2021-11"}]}
products:
  - {slug: soar, label: SOAR, maker: phantom, class: software, aliases: [PHANTOM SOAR]}
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    file = tmp_path_factory.mktemp("catalogue") / "own.yaml"
    file.write_text(CATALOGUE, encoding="utf-8")
    return read_products(file)


def group(catalogue: Catalogue, maker: str) -> dict[str, tuple[date | None, date | None]]:
    """Return vendor -> since and until, for the maker of that first legal name."""
    return {
        one.company.removeprefix("vendor-name-"): (one.since, one.until)
        for one in families(catalogue)
        if one.maker == f"vendor-name-{maker}"
    }


def test_a_makers_own_companies_are_always_its_own(catalogue: Catalogue) -> None:
    found = group(catalogue, "cisco-systems-inc")

    assert found["cisco-systems-inc"] == found["meraki-llc"] == (None, None)


def test_an_owner_counts_from_the_day_it_bought_the_maker(catalogue: Catalogue) -> None:
    found = group(catalogue, "splunk-inc")

    assert found["splunk-inc"] == (None, None)
    assert found["cisco-systems-inc"] == found["meraki-llc"] == (date(2024, 3, 18), None)
    assert group(catalogue, "cisco-systems-inc")["splunk-inc"] == (date(2024, 3, 18), None)


def test_an_owner_of_the_owner_counts_once_both_steps_hold(catalogue: Catalogue) -> None:
    found = group(catalogue, "phantom-cyber-corp")

    assert found["splunk-inc"] == (date(2018, 1, 1), None)
    assert found["cisco-systems-inc"] == (date(2024, 3, 18), None)


def test_an_ownership_that_ended_counts_to_its_last_day(catalogue: Catalogue) -> None:
    assert group(catalogue, "vmware-inc")["dell-inc"] == (date(2016, 9, 1), date(2021, 11, 30))
    assert group(catalogue, "dell-inc")["vmware-inc"] == (date(2016, 9, 1), date(2021, 11, 30))


def test_strangers_are_no_family(catalogue: Catalogue) -> None:
    assert "dell-inc" not in group(catalogue, "cisco-systems-inc")


def test_owners_of_today_are_followed_over_all_steps(catalogue: Catalogue) -> None:
    found = {
        (maker.removeprefix("vendor-name-"), owner.removeprefix("vendor-name-"))
        for maker, owner in owners_of(catalogue)
    }

    assert {owner for maker, owner in found if maker == "phantom-cyber-corp"} == {
        "phantom-cyber-corp",
        "splunk-inc",
        "cisco-systems-inc",
    }
    assert {owner for maker, owner in found if maker == "vmware-inc"} == {"vmware-inc"}


def test_companies_that_owned_each_other_in_turn_end_the_walk(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        """
makers:
  - {slug: a, label: A Company, names: [A CORP], history: [{owner: b, since: "2010"}]}
  - {slug: b, label: B Company, names: [B CORP], history: [{owner: a, since: "2012"}]}
products:
  - {slug: x, label: X Product, maker: a, class: software, aliases: [XPRODUCT]}
""",
        encoding="utf-8",
    )

    found = families(read_products(file))

    assert Belonging("vendor-name-a-corp", "vendor-name-b-corp", date(2010, 1, 1), None) in found

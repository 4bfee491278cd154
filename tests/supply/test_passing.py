"""Why nothing passes from a vehicle to a call under it."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from graph.supply.passing import why_nothing

CALL = {"award": "c0", "award_key": "CONT_AWD_C0_7012_BPA1_7012", "vehicle": "v", "vehicle_piid": "BPA1"}


class Tables:
    """The supply tables that are asked, in memory; ids are their own labels."""

    def __init__(self, calls: int, named: dict[str, str], text: tuple[str, ...] = ()) -> None:
        self.con = duckdb.connect()
        run = self.con.execute
        run("create table award as select 'c' || range as award, 'v' as vehicle from range(?)", [calls])
        run("create table inheritance(award varchar)")
        run(
            "create table product as "
            "select * from (values ('p', 'Acme'), ('q', 'Bolt'), ('r', 'Coil')) t(target, maker)"
        )
        run(
            "create table hit(award varchar, vehicle varchar, place varchar, kind varchar, target varchar, "
            "relation varchar)"
        )
        for award, target in named.items():
            run("insert into hit values (?, null, 'award', 'product', ?, 'resale')", [award, target])
        for target in text:
            run("insert into hit values (null, 'v', 'vehicle', 'product', ?, 'resale')", [target])

    def rows(self, sql: str, **values: object) -> list[dict[str, Any]]:
        found = self.con.execute(sql, values)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def one(self, sql: str, **values: object) -> dict[str, Any]:
        (row,) = self.rows(sql, **values)
        return row

    def label(self, local: str) -> str:
        return local


@pytest.mark.parametrize(
    ("calls", "named", "text", "reason"),
    [
        pytest.param(1, {}, (), "its text names no product; of the only call under it none names one.", id="no-names"),
        pytest.param(
            4,
            {"c1": "p", "c2": "p"},
            (),
            "its text names no product; of 4 calls under it 2 name one, 2 of these one of Acme: fewer than 3 agree.",
            id="too-few",
        ),
        pytest.param(
            6,
            {"c1": "p", "c2": "p", "c3": "p", "c4": "q"},
            ("p", "q", "r"),
            "its text names products of Acme, Bolt and Coil, and not which of them a call is for; of 6 calls under it "
            "4 name one, 3 of these one of Acme: less than 80% of those that name any.",
            id="several-makers",
        ),
        pytest.param(
            20,
            {"c1": "p", "c2": "p", "c3": "p"},
            (),
            "its text names no product; of 20 calls under it 3 name one, 3 of these one of Acme: less than 20% of all.",
            id="too-small-a-part",
        ),
        pytest.param(
            5,
            {"c1": "p", "c2": "p", "c3": "p"},
            (),
            "its text names no product; of 5 calls under it 3 name one, 3 of these one of Acme, and none the same "
            "product, nor does Acme have one that stands for its products at large.",
            id="no-product-at-large",
        ),
    ],
)
def test_the_reason_is_what_the_rules_of_inheritance_lack(
    calls: int, named: dict[str, str], text: tuple[str, ...], reason: str
) -> None:
    told = why_nothing(Tables(calls, named, text), CALL)  # type: ignore[arg-type]

    assert told == f"Nothing passes from vehicle BPA1: {reason}"


def test_own_words_come_before_the_vehicles() -> None:
    told = why_nothing(Tables(3, {"c0": "p"}), CALL)  # type: ignore[arg-type]

    assert told == "Nothing was taken from vehicle BPA1: the award's own words name Acme."


def test_without_a_vehicle_there_is_nothing_to_tell() -> None:
    assert why_nothing(Tables(1, {}), CALL | {"vehicle": None}) is None  # type: ignore[arg-type]

"""Why an award takes nothing from the vehicle it was placed under."""

from __future__ import annotations

import re
from decimal import Decimal

from graph.infer.inheritance import LEAST_AGREEING, LEAST_SHARE_OF_CALLS, LEAST_SHARE_OF_NAMING
from graph.supply.tables import Row, SupplyTables

_TOLD = "h.kind = 'product' and h.relation in ('resale', 'service_around')"


def why_nothing(tables: SupplyTables, award: Row) -> str | None:
    """Return why nothing passes from the vehicle, as a sentence; None where there is no vehicle or something passes.

    The reasons are those of `graph.infer.inheritance.inherit`, in its order.

    Args:
        tables: Of the graph.
        award: A row of the table ``award``.
    """
    if not award["vehicle"]:
        return None
    given = tables.one("select count(*) as n from inheritance where award = $award", award=award["award"])
    if given["n"]:
        return None
    vehicle = f"vehicle {award['vehicle_piid']}"
    general = _general(award["vehicle_piid"], award["award_key"].rsplit("_", 1)[1])
    if general:
        return f"Nothing passes from {vehicle}: it is one of {general}, under which anything is ordered."
    own = _makers(tables, f"h.award = $id and h.place = 'award' and {_TOLD}", award["award"])
    if own:
        return f"Nothing was taken from {vehicle}: the award's own words name {_all(own)}."
    written = _makers(tables, f"h.vehicle = $id and h.place = 'vehicle' and {_TOLD}", award["vehicle"])
    text = "its text names no product"
    if len(written) > 1:
        text = f"its text names products of {_all(written)}, and not which of them a call is for"
    return f"Nothing passes from {vehicle}: {text}; {_calls(tables, award['vehicle'])}."


def _general(piid: str, agency: str) -> str | None:
    """Return what the vehicle is called where it is a general one."""
    from graph.reference.quads import read_table
    from graph.resources import data_folder

    for row in read_table(data_folder() / "vehicles" / "general.csv"):
        if row["agency"] in ("", agency) and re.fullmatch(row["pattern"], piid):
            return row["program"]
    return None


def _makers(tables: SupplyTables, condition: str, given: str) -> list[str]:
    """Return the makers whose products some texts name, sorted."""
    rows = tables.rows(f"select distinct p.maker from hit h join product p using (target) where {condition}", id=given)
    return sorted(tables.label(row["maker"]) or "" for row in rows)


def _calls(tables: SupplyTables, vehicle: str) -> str:
    """Return what the calls under a vehicle name, and what that lacks."""
    calls = tables.one("select count(*) as n from award where vehicle = $vehicle", vehicle=vehicle)["n"]
    said = f"""select distinct a.award, p.maker from award a join hit h using (award) join product p using (target)
        where a.vehicle = $vehicle and h.place = 'award' and {_TOLD}"""
    naming = tables.one(f"select count(distinct award) as n from ({said})", vehicle=vehicle)["n"]
    if not naming:
        return f"of {_counted(calls)} under it none names one"
    first = tables.rows(
        f"select maker, count(*) as n from ({said}) group by maker order by n desc, maker limit 1", vehicle=vehicle
    )[0]
    agreeing, maker = first["n"], tables.label(first["maker"])
    told = f"of {_counted(calls)} under it {naming} name one, {agreeing} of these one of {maker}"
    if agreeing < LEAST_AGREEING:
        return f"{told}: fewer than {LEAST_AGREEING} agree"
    if agreeing < Decimal(LEAST_SHARE_OF_NAMING) * naming:
        return f"{told}: less than {Decimal(LEAST_SHARE_OF_NAMING):.0%} of those that name any"
    if agreeing < Decimal(LEAST_SHARE_OF_CALLS) * calls:
        return f"{told}: less than {Decimal(LEAST_SHARE_OF_CALLS):.0%} of all"
    return f"{told}, and none the same product, nor does {maker} have one that stands for its products at large"


def _counted(calls: int) -> str:
    return "the only call" if calls == 1 else f"{calls:,} calls"


def _all(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

"""How often what a vehicle passes on is right: each call that names a product is hidden in turn and guessed.

A guess is right when the hidden call names a product of the maker that the other calls under its vehicle, or the
vehicle's text, would pass on to it. Calls that name nothing cannot be judged this way; the rule believes them less.

    python -m bench.inheritance            # builds the shipped records
    python -m bench.inheritance my.db      # a graph folder
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from graph.infer.inheritance import LEAST_AGREEING, LEAST_SHARE_OF_CALLS, LEAST_SHARE_OF_NAMING
from graph.ledger import connect, sql_text
from graph.loading import build_demo_graph
from graph.reference.quads import read_table
from graph.resources import data_folder
from graph.store.folder import GraphFolder

_SHARES = ("0.5", "0.67", LEAST_SHARE_OF_NAMING, "0.9")
Calls = dict[str, set[str]]


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        _print(GraphFolder(sys.argv[1]).supply_path)
        return
    with tempfile.TemporaryDirectory() as name:
        build_demo_graph(Path(name) / "g.db")
        _print(GraphFolder(Path(name) / "g.db").supply_path)


def _print(folder: Path) -> None:
    vehicles, sizes, texts = _read(folder)
    print("rule                                     right  wrong  share  reaches (calls that name nothing)")
    for share in _SHARES:
        right, wrong, reached = _calls(vehicles, sizes, float(share))
        mark = " <- the rule" if share == LEAST_SHARE_OF_NAMING else ""
        print(f"calls, {share:>4} of those naming one agree    {_row(right, wrong)}  {reached:5}{mark}")
    right = wrong = 0
    for vehicle, makers in texts.items():
        for named in vehicles.get(vehicle, {}).values():
            right, wrong = (right + 1, wrong) if makers & named else (right, wrong + 1)
    reached = sum(sizes[vehicle] - len(vehicles.get(vehicle, {})) for vehicle in texts if vehicle in sizes)
    print(f"the vehicle's text                        {_row(right, wrong)}  {reached:5}")


def _row(right: int, wrong: int) -> str:
    share = f"{right / (right + wrong):.3f}" if right + wrong else "    -"
    return f"{right:5}  {wrong:5}  {share}"


def _read(folder: Path) -> tuple[dict[str, Calls], dict[str, int], dict[str, set[str]]]:
    """Return makers named per call and vehicle, calls per vehicle, and makers that vehicles' texts name."""
    general = [(row["agency"], row["pattern"]) for row in read_table(data_folder() / "vehicles" / "general.csv")]
    with connect() as con:
        for table in ("award", "hit", "product"):
            con.execute(f"create view {table} as from read_parquet({sql_text(str(folder / f'{table}.parquet'))})")
        con.execute("create table general(agency varchar, pattern varchar)")
        con.executemany("insert into general values (?, ?)", general)
        con.execute(
            """create view own as select * from award where vehicle is not null and not exists (select 1
            from general g where g.agency in ('', vehicle[-4:]) and regexp_full_match(vehicle_piid, g.pattern))"""
        )
        sizes = dict(con.execute("select vehicle, count(*) from own group by 1").fetchall())
        told = "h.kind = 'product' and h.relation in ('resale', 'service_around')"
        vehicles: dict[str, Calls] = defaultdict(lambda: defaultdict(set))
        for vehicle, award, maker in con.execute(
            f"""select distinct o.vehicle, o.award, p.maker from own o join hit h using (award) join product p
            using (target) where h.place = 'award' and {told}"""
        ).fetchall():
            vehicles[vehicle][award].add(maker)
        texts: dict[str, set[str]] = defaultdict(set)
        for vehicle, maker in con.execute(
            f"select h.vehicle, p.maker from hit h join product p using (target) where h.place = 'vehicle' and {told}"
        ).fetchall():
            if vehicle in sizes:
                texts[vehicle].add(maker)
    return vehicles, sizes, {vehicle: makers for vehicle, makers in texts.items() if len(makers) == 1}


def _calls(vehicles: dict[str, Calls], sizes: dict[str, int], share: float) -> tuple[int, int, int]:
    right = wrong = reached = 0
    for vehicle, calls in vehicles.items():
        if _passed_on(list(calls.values()), sizes[vehicle], share):
            reached += sizes[vehicle] - len(calls)
        for award, named in calls.items():
            others = [one for other, one in calls.items() if other != award]
            guess = _passed_on(others, sizes[vehicle] - 1, share)
            if guess:
                right, wrong = (right + 1, wrong) if guess & named else (right, wrong + 1)
    return right, wrong, reached


def _passed_on(calls: list[set[str]], size: int, share: float) -> set[str]:
    counts = Counter(maker for named in calls for maker in named)
    return {
        maker
        for maker, agreeing in counts.items()
        if agreeing >= LEAST_AGREEING
        and agreeing >= share * len(calls)
        and agreeing >= float(LEAST_SHARE_OF_CALLS) * size
    }


if __name__ == "__main__":
    main()

"""How long a reader waits for a page and how smoothly it moves, beside stock Pyvis and other libraries.

One made procurement network of each size (2.5 lines a thing, each line with its evidence); every page shows the
same things at the same places. Pyvis gets these positions and physics off, which is its best. Other libraries are
measured where $VENDORGRAPH_BENCH_LIBRARIES names a node_modules folder with force-graph, cytoscape, sigma and
graphology; they draw things and lines alone, without names beyond their own, evidence, tables or filters.

Our page is measured as it opens (on an overview from 600 things on) and once more with everything drawn.

    python -m bench.pages                 500, 2,000 and 10,000 things
    python -m bench.pages 50000           another size
    python -m bench.pages 2000 --runs 3   medians of three
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.pages import PageEdge, PageEvidence, PageNode, PageView, write_page
from graph.pages.layout import lay_out

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SIZES = (500, 2_000, 10_000)
# Wanted by size: seconds until ready, file in kB.
WANTED = {500: (1.0, 400), 2_000: (1.5, 500), 10_000: (2.5, 950), 50_000: (8.0, 3_500)}
WIDTH, HEIGHT = 1_300, 850
_MOVING_S = 1.5
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--enable-precise-memory-info",
    "--allow-file-access-from-files",
    # Stock Pyvis asks two networks for files; here it learns at once that there are none.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
}).observe({ type: 'longtask', buffered: true });
"""
_COUNT = """
window.frames_ = 0; window.counting = true; window.began = performance.now();
const step = () => { if (window.counting) { window.frames_ += 1; requestAnimationFrame(step); } };
requestAnimationFrame(step);
"""
_COUNTED = "window.counting = false; return 1000 * window.frames_ / (performance.now() - window.began);"
# Ready: drawn, and the browser idle enough to show two more frames.
_READY = "requestAnimationFrame(() => requestAnimationFrame(() => { window.readyAt = performance.now(); }));"
Row = dict[str, float]


def make_view(things: int, seed: int = 1) -> PageView:
    """Return a network of agencies, vendors, products and makers; lines are awards mostly, with their records."""
    dice = random.Random(seed)
    kinds = ("agency", "vendor", "product", "maker")
    shares = (max(things // 60, 2), 0, max(things // 5, 5), max(things // 20, 2))
    counts = [shares[0], things - shares[0] - shares[2] - shares[3], shares[2], shares[3]]
    words = ("Atlantic", "Summit", "Harbor", "Data", "Logic", "Federal", "Blue", "Cedar", "Systems", "Group", "Point")
    nodes = [
        PageNode(
            f"id:{kind}-{number}",
            f"{' '.join(dice.sample(words, 3))} {kind.title()} {number}",
            "vendor" if kind == "maker" else kind,
            weight=round(dice.paretovariate(1.1) * 10_000, 2),
        )
        for kind, count in zip(kinds, counts, strict=True)
        for number in range(count)
    ]
    edges = list(_make_edges(dice, counts, round(2.5 * things)))
    return PageView(f"Bench of {things:,} things", "Who supplies whom?", "0" * 64, tuple(nodes), tuple(edges))


def _make_edges(dice: random.Random, counts: list[int], total: int) -> Iterator[PageEdge]:
    used: set[str] = set()
    while len(used) < total:
        number = len(used)
        agency = dice.randrange(counts[0])
        # Vendors work mostly for agencies near their own number: communities, as in the records.
        vendor = (agency * counts[1] // counts[0] + round(dice.gauss(0, counts[1] / counts[0]))) % counts[1]
        product = (vendor * counts[2] // counts[1] + dice.randrange(4)) % counts[2]
        kind = dice.random()
        if kind < 0.6:
            ends, relation, label = (f"agency-{agency}", f"vendor-{vendor}"), "awarded", "awarded to"
        elif kind < 0.95:
            ends, relation, label = (f"vendor-{vendor}", f"product-{product}"), "awardNames", "has awards naming"
        else:
            ends, relation, label = (f"product-{product}", f"maker-{product % counts[3]}"), "madeBy", "is made by"
        name = f"id:{ends[0]} {relation} id:{ends[1]}"
        if name in used:  # Parallel awards are one line.
            continue
        used.add(name)
        day = f"20{dice.randrange(15, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        amount = round(dice.paretovariate(1.1) * 1_000, 2)
        key = f"CONT_AWD_{dice.randrange(10**6):06}D{dice.randrange(10**4):04}_7012"
        evidence = PageEvidence(
            "award",
            "USAspending.gov / FPDS record",
            "actions.csv",
            key,
            number,
            "",
            day,
            ("obligation", f"${amount:,}"),
            f"https://www.usaspending.gov/award/{key}/",
            "records",
        )
        yield PageEdge(
            name,
            f"id:{ends[0]}",
            f"id:{ends[1]}",
            relation,
            label,
            "recorded" if kind < 0.6 or kind >= 0.95 else "inferred",
            1 + number % 5,
            (("obligation", f"${amount:,}"),),
            day,
            day,
            None,
            (evidence,),
            amount,
        )


def write_ours(view: PageView, out: Path) -> None:
    """Write our page."""
    write_page(view, out)


def write_pyvis(view: PageView, out: Path) -> None:
    """Write stock Pyvis' page with our positions, physics off and everything inlined."""
    from pyvis.network import Network

    layout = lay_out(view)
    network = Network(directed=True, cdn_resources="in_line", height="800px", width="100%")
    for node in view.nodes:
        x, y = layout.wide.points[node.id]
        network.add_node(node.id, label=node.label, x=x, y=y, size=layout.radii[node.id], group=layout.kinds[node.id])
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, title=edge.label)
    network.set_options(
        '{"physics": {"enabled": false}, "layout": {"improvedLayout": false},'
        ' "interaction": {"hideEdgesOnDrag": true, "hideEdgesOnZoom": true}, "edges": {"smooth": false}}'
    )
    page = network.generate_html().replace(
        "drawGraph();", f"drawGraph(); network.once('afterDrawing', () => {_READY[:-1]});"
    )
    out.write_text(page, encoding="utf-8")


def _library_page(view: PageView, out: Path, scripts: list[Path], draw: str) -> None:
    layout = lay_out(view)
    numbers = {node.id: number for number, node in enumerate(view.nodes)}
    data = {
        "nodes": [
            {
                "id": str(numbers[n.id]),
                "label": n.label,
                "x": layout.wide.points[n.id][0],
                "y": layout.wide.points[n.id][1],
            }
            for n in view.nodes
        ],
        "edges": [[str(numbers[e.source]), str(numbers[e.target])] for e in view.edges],
    }
    inlined = "".join(f"<script>{script.read_text(encoding='utf-8')}</script>" for script in scripts)
    page = (
        '<!doctype html><meta charset="utf-8">'
        f'<div id="host" style="width:{WIDTH - 20}px;height:{HEIGHT - 40}px"></div>'
        f"{inlined}<script>const data = {json.dumps(data).replace('<', chr(92) + 'u003c')};"
        f"const host = document.getElementById('host'); {draw} {_READY}</script>"
    )
    out.write_text(page, encoding="utf-8")


def other_libraries() -> dict[str, Callable[[PageView, Path], None]]:
    """Return writers of pages of the libraries at hand."""
    folder = os.environ.get("VENDORGRAPH_BENCH_LIBRARIES")
    if not folder:
        return {}
    modules = Path(folder)
    draws = {
        "force-graph": (
            ["force-graph/dist/force-graph.min.js"],
            "ForceGraph()(host).width(host.clientWidth).height(host.clientHeight).graphData({"
            "nodes: data.nodes.map((n) => ({...n, fx: n.x, fy: n.y})),"
            "links: data.edges.map(([source, target]) => ({source, target}))})"
            ".cooldownTicks(0).nodeLabel('label').zoomToFit(0);",
        ),
        "cytoscape": (
            ["cytoscape/dist/cytoscape.min.js"],
            "cytoscape({container: host, layout: {name: 'preset'}, hideEdgesOnViewport: true, textureOnViewport: true,"
            " elements: [...data.nodes.map((n) => ({data: {id: n.id, label: n.label}, position: {x: n.x, y: n.y}})),"
            " ...data.edges.map(([source, target]) => ({data: {source, target}}))]});",
        ),
        "sigma": (
            ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"],
            "const g = new graphology.MultiGraph(); data.nodes.forEach((n) => g.addNode(n.id, {label: n.label, x: n.x,"
            " y: -n.y, size: 4})); data.edges.forEach(([a, b]) => g.addEdge(a, b)); new Sigma(g, host);",
        ),
    }
    found: dict[str, Callable[[PageView, Path], None]] = {}
    for name, (files, draw) in draws.items():
        scripts = [modules / file for file in files]
        if all(script.is_file() for script in scripts):
            found[name] = lambda view, out, scripts=scripts, draw=draw: _library_page(view, out, scripts, draw)  # type: ignore[misc]
    return found


@contextmanager
def browser() -> Iterator[Chrome]:
    """Yield a headless Chromium of its own."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        chrome = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
            chrome.set_page_load_timeout(120)
            yield chrome
        finally:
            chrome.quit()


def measure(chrome: Chrome, file: Path, *, ours: bool, everything: bool = False) -> Row:
    """Open a page, move it, and return what was seen; `everything` draws all things of our page first."""
    chrome.get("about:blank")
    chrome.get(file.as_uri())
    mark = "performance.getEntriesByName('vendorgraph-ready')[0]?.startTime" if ours else "window.readyAt"
    row: Row = {"ready_s": _wait(chrome, mark) / 1000}
    if everything:
        row = {
            "ready_s": chrome.execute_script(
                "const t = performance.now(); const page = document.getElementById('stage').page;"
                "page.show({name: 'whole'}); page.map.network.redraw(); return (performance.now() - t) / 1000"
            )
        }
    time.sleep(0.5)
    row["longest_ms"] = chrome.execute_script("return Math.max(0, ...window.longTasks)")
    row["pan_fps"], row["zoom_fps"] = _move(chrome, _drag), _move(chrome, _wheel)
    if ours:
        row |= _times(chrome)
    chrome.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    row["heap_mb"] = chrome.execute_script("return performance.memory.usedJSHeapSize") / 1e6
    return row


def _times(chrome: Chrome) -> Row:
    found: Row = chrome.execute_async_script(
        "const done = arguments[0]; const page = document.getElementById('stage').page; const { model } = page;"
        "const clock = (act) => { const t = performance.now(); act(); return performance.now() - t; };"
        "const far = model.nodes[model.nodes.length - 1];"
        "const inferred = model.statuses.find((each) => each.key === 'inferred');"
        "const filter_ms = clock(() => { model.filter.statuses.add(inferred); page.refilter(); });"
        "model.filter.statuses.clear(); page.refilter();"
        "const path_ms = clock(() => page.findRoute(model.nodes[0], far));"
        "done({ filter_ms, path_ms });"
    )
    return found


def _wait(chrome: Chrome, expression: str) -> float:
    for _ in range(1_200):
        found = chrome.execute_script(f"return {expression} || null")
        if found is not None:
            return float(found)
        time.sleep(0.1)
    raise SystemExit(f"The page never became ready: {expression}")


def _move(chrome: Chrome, act: Callable[[Chrome, int], None]) -> float:
    """Frames per second while the mouse moves the map the way a hand does, about 60 events a second."""
    chrome.execute_script(_COUNT)
    until, step = time.perf_counter() + _MOVING_S, 0
    while time.perf_counter() < until:
        act(chrome, step)
        step += 1
        time.sleep(0.014)
    frames = float(chrome.execute_script(_COUNTED))
    _mouse(chrome, "mouseReleased", WIDTH // 2, HEIGHT // 2)
    return frames


def _drag(chrome: Chrome, step: int) -> None:
    if step == 0:
        _mouse(chrome, "mousePressed", WIDTH // 2 + 40, HEIGHT // 2 + 33)
    _mouse(chrome, "mouseMoved", WIDTH // 2 + 40 + 3 * (step % 40), HEIGHT // 2 + 33 + 2 * (step % 40), buttons=1)


def _wheel(chrome: Chrome, step: int) -> None:
    _mouse(chrome, "mouseWheel", WIDTH // 2, HEIGHT // 2, deltaX=0, deltaY=-40 if step % 40 < 20 else 40)


def _mouse(chrome: Chrome, kind: str, x: int, y: int, **more: int) -> None:
    event = {
        "type": kind,
        "x": x,
        "y": y,
        "button": "none" if kind in {"mouseWheel"} else "left",
        "clickCount": 1,
        **more,
    }
    chrome.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def bench_size(things: int, runs: int, names: set[str]) -> dict[str, Row]:
    """Return the medians of every page of one size."""
    view = make_view(things)
    writers: dict[str, Callable[[PageView, Path], None]] = {
        "ours": write_ours,
        "pyvis": write_pyvis,
        **other_libraries(),
    }
    writers = {name: writer for name, writer in writers.items() if not names or name in names}
    found: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.html" for name in writers}
        wrote = {}
        for name, writer in writers.items():
            started = time.perf_counter()
            writer(view, files[name])
            wrote[name] = {"write_s": time.perf_counter() - started, "file_kb": files[name].stat().st_size / 1000}
        for _ in range(runs):
            for name, file in files.items():
                with browser() as chrome:
                    found.setdefault(name, []).append(wrote[name] | measure(chrome, file, ours=name == "ours"))
            if "ours" in files:
                with browser() as chrome:
                    row = wrote["ours"] | measure(chrome, files["ours"], ours=True, everything=True)
                    found.setdefault("ours, all drawn", []).append(row)
    return {name: {key: statistics.median(row[key] for row in rows) for key in rows[0]} for name, rows in found.items()}


def print_size(things: int, rows: dict[str, Row]) -> None:
    """Print one size: numbers, and how they compare with ours as it opens."""
    ready, size = WANTED.get(things, (0.0, 0))
    print(
        f"\n{things:,} things, {round(2.5 * things):,} lines"
        + (f"; wanted: ready in {ready} s, {size} kB" if size else "")
    )
    keys = ("write_s", "file_kb", "ready_s", "longest_ms", "pan_fps", "zoom_fps", "heap_mb", "filter_ms", "path_ms")
    print(" " * 16 + "".join(f"{key:>12}" for key in keys))
    for name, row in rows.items():
        print(f"{name:16}" + "".join(f"{row[key]:12,.2f}" if key in row else f"{'':12}" for key in keys))
    ours = rows.get("ours")
    for name, row in rows.items():
        if ours and not name.startswith("ours"):
            print(
                f"  {name}: ready {row['ready_s'] / ours['ready_s']:.1f} x ours,"
                f" frames {row['pan_fps'] / ours['pan_fps']:.2f} x, heap {row['heap_mb'] / ours['heap_mb']:.1f} x,"
                f" file {row['file_kb'] / ours['file_kb']:.1f} x"
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Pages beside those of other libraries.")
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of things; 500, 2000 and 10000 without any")
    parser.add_argument("--runs", type=int, default=1, help="medians of so many")
    parser.add_argument("--only", nargs="*", default=[], help="only these pages: ours, pyvis, force-graph, ...")
    options = parser.parse_args()
    for things in options.sizes or SIZES:
        print_size(things, bench_size(things, options.runs, set(options.only)))


if __name__ == "__main__":
    main()

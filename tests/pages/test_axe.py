"""WCAG 2.2 AA by axe-core, where a node_modules folder with it is at hand (a tool for us, never shipped)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.pages import PageStep, PageView
from graph.pages.compare import compare_views
from tests.pages.conftest import TAGS, Reading
from tests.pages.samples import chain, crowd, ranking

pytestmark = pytest.mark.browser

STATES = {
    "start": "",
    "thing": "map.onChoose(map.model.nodes[0])",
    "line": "map.onChoose(map.model.edges[6])",
    "table": "document.querySelector('#tools button').click()",
    "search": (
        "const find = document.getElementById('find'); find.focus(); find.value = 'm';"
        "find.dispatchEvent(new Event('input'))"
    ),
    "help": "document.querySelector('dialog').showModal()",
    "share": "document.getElementById('stage').page.share.open()",
    "finder": "document.getElementById('stage').page.panel.finder()",
    "path": (
        "const p = document.getElementById('stage').page;"
        "p.show({name: 'path', from: p.thingNamed('ice'), to: p.thingNamed('microsoft')})"
    ),
    "near": "const p = document.getElementById('stage').page; p.show({name: 'near', node: p.model.nodes[0], hops: 1})",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (320, 700)], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation(
    reading: Callable[..., Reading], axe: str, state: str, size: tuple[int, int], dark: bool
) -> None:
    page = reading(chain(), width=size[0], height=size[1], dark=dark)
    page.run(STATES[state])
    # Through the debugger, so that the page's own policy stays as it is.
    page.browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    found = page.browser.execute_async_script(
        "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then((r) => done("
        "r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + n.failureSummary).join(' | '))))",
        TAGS,
    )
    assert found == []


OVERVIEW = crowd(700, 1_800)
STORY = replace(chain(), story=(PageStep("First", "What it says.", "pick=ice"), PageStep("Second", "And on.", "")))
OLDER = replace(chain(), snapshot="0" * 64, edges=chain().edges[1:])


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(ranking(), id="long"),
        pytest.param(OVERVIEW, id="overview"),
        pytest.param(STORY, id="story"),
        pytest.param(compare_views(OLDER, chain()), id="comparison"),
    ],
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_in_other_pages(
    reading: Callable[..., Reading], axe: str, view: PageView, dark: bool
) -> None:
    page = reading(view, dark=dark)
    page.browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    found = page.browser.execute_async_script("axe.run().then((r) => arguments[0](r.violations.map((v) => v.id)))")
    assert found == []

"""A site in Chromium: from a disk and from a web server, with nothing asked of anybody else."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import TAGS, read_log

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser
ICE = "agencies/subagency-7012-4a167054e7.html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server(hostile_site: Path) -> Iterator[str]:
    """The address of a web server on this machine that serves the site."""
    handler = functools.partial(_Quiet, directory=str(hostile_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(params=["disk", "server"])
def base(request: pytest.FixtureRequest, hostile_site: Path) -> str:
    return hostile_site.as_uri() if request.param == "disk" else str(request.getfixturevalue("server"))


def open_at(browser: Chrome, url: str, *, width: int = 1300, dark: bool = False) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")
    read_log(browser, "browser")
    read_log(browser, "performance")
    browser.get(url)


def assert_quiet(browser: Chrome, base: str) -> None:
    requests = [json.loads(entry["message"])["message"] for entry in read_log(browser, "performance")]
    asked = [one["params"]["request"]["url"] for one in requests if one["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith((base, "data:", "about:"))] == []
    assert read_log(browser, "browser") == []
    assert browser.execute_script("return window.pwned") is None


def test_search_finds_a_page_and_goes_there(browser: Chrome, base: str) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    open_at(browser, f"{base}/index.html")
    assert browser.execute_script("return getComputedStyle(document.querySelector('.top')).display") == "flex"
    browser.find_element("tag name", "body").send_keys("/")
    field = browser.switch_to.active_element
    field.send_keys("immigration and cust")
    wait = WebDriverWait(browser, 10, 0.05)
    wait.until(lambda _: "U.S. Immigration and Customs Enforcement" in browser.find_element("id", "found").text)
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait.until(lambda _: browser.current_url == f"{base}/{ICE}")
    assert browser.find_element("tag name", "h1").text == "U.S. Immigration and Customs Enforcement"
    assert_quiet(browser, base)


def test_hostile_text_runs_nothing_anywhere(browser: Chrome, base: str, hostile_site: Path) -> None:
    pages = [*sorted((hostile_site / "vendors").glob("vendor-name*.html")), *sorted(hostile_site.glob("*.html"))]
    pages = [hostile_site / ICE, *(page for page in pages if "awards" not in page.name)][:40]
    for page in pages:
        open_at(browser, f"{base}/{page.relative_to(hostile_site).as_posix()}")
        assert_quiet(browser, base)


def test_tables_are_sorted_by_their_values(browser: Chrome, hostile_site: Path) -> None:
    open_at(browser, (hostile_site / ICE).as_uri())
    script = """
        const table = document.querySelector('#awards table');
        const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === 'Net obligation');
        const button = table.tHead.rows[0].cells[column].querySelector('button');
        const values = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[column].dataset.order));
        button.click(); const down = values(); button.click(); const up = values();
        return [down, up, table.tHead.rows[0].cells[column].getAttribute('aria-sort')]"""
    down, up, said = browser.execute_script(script)
    assert down == sorted(down, reverse=True)
    assert up == sorted(up)
    assert up[0] == -50_000
    assert said == "ascending"


@pytest.mark.parametrize("file", ["index.html", "about.html", "vendors.html", ICE])
def test_nothing_is_wider_than_a_small_screen(browser: Chrome, hostile_site: Path, file: str) -> None:
    open_at(browser, (hostile_site / file).as_uri(), width=320)
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1300, 400])
@pytest.mark.parametrize("file", ["index.html", "about.html", "vendors.html", ICE])
def test_axe_finds_no_violation(
    browser: Chrome,
    hostile_site: Path,
    axe: str,
    file: str,
    width: int,
    dark: bool,
) -> None:
    open_at(browser, (hostile_site / file).as_uri(), width=width, dark=dark)
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    found = browser.execute_async_script(
        "const done = arguments[1]; axe.run(document, {preload: false, runOnly: arguments[0]}).then((r) => done("
        "r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + n.failureSummary).join(' | '))))",
        TAGS,
    )
    assert found == []

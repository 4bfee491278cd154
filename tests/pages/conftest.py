"""A headless Chromium with empty hands: a new profile, no network of its own, every request logged."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.pages import PageView, write_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]  # of axe-core
# What a page may load: itself from the disk, its icon, the file it offers for download.
OWN = ("file://", "data:", "blob:", "about:")


def read_log(browser: "Chrome", name: str) -> list[dict[str, Any]]:
    """What the browser logged since the last time."""
    entries: list[dict[str, Any]] = browser.get_log(name)  # type: ignore[no-untyped-call]
    return entries


class Reading:
    """One page open in the browser, and what the browser said about it."""

    def __init__(self, browser: "Chrome", file: Path) -> None:
        self.browser = browser
        self.file = file
        self.console: list[dict[str, Any]] = []
        self.requests: list[str] = []

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a script run in the page; `map` is the page's map."""
        return self.browser.execute_script(f"const map = document.getElementById('stage').map; {script}", *arguments)

    def text(self, selector: str) -> str:
        """The visible text of the first element that matches."""
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        from selenium.webdriver import ActionChains

        actions = ActionChains(self.browser, duration=0)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def click_on_map(self, id: str) -> None:
        """Click where the map shows a thing or a line."""
        at = self.run("return map.onScreen(arguments[0])", id)
        for kind in ("mousePressed", "mouseReleased"):
            self.browser.execute_cdp_cmd(
                "Input.dispatchMouseEvent",
                {"type": kind, "x": at["x"], "y": at["y"], "button": "left", "clickCount": 1},
            )
        # vis-network waits for a second tap before it reports the first.
        self.wait("return map.chosen !== null")

    def wait(self, condition: str) -> None:
        """Wait until a script returns true."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.browser, 10, 0.05).until(lambda _: self.run(condition))

    def listen(self) -> None:
        """Read the logs: console messages, policy violations and requests since the last time."""
        self.console += read_log(self.browser, "browser")
        for entry in read_log(self.browser, "performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])

    def assert_quiet(self) -> None:
        """Nothing was asked of the network, nothing violated the policy, nothing was logged."""
        self.listen()
        assert [url for url in self.requests if not url.startswith(OWN)] == []
        assert self.console == []
        assert self.run("return window.pwned") is None


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Chrome]":
    """One Chromium for all browser tests."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("chromium and chromedriver are not installed (apt-get install chromium chromium-driver)")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def reading(browser: "Chrome", tmp_path: Path) -> Callable[..., Reading]:
    """Writes a view as a page and opens it from the disk, at a size and in a colour scheme."""

    def open_page(
        view: PageView, *, width: int = 1400, height: int = 900, dark: bool = False, calm: bool = True
    ) -> Reading:
        file = tmp_path / "page.html"
        write_page(view, file)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"},
        ]
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        browser.get("about:blank")
        read_log(browser, "browser")
        read_log(browser, "performance")
        browser.get(file.as_uri())
        page = Reading(browser, file)
        page.wait("return Boolean(map)")
        return page

    return open_page


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core."""
    modules = os.environ.get("VENDORGRAPH_NODE_MODULES", "node_modules")
    file = Path(modules) / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("axe-core is not at hand: npm install it and set VENDORGRAPH_NODE_MODULES")
    return file.read_text(encoding="utf-8")

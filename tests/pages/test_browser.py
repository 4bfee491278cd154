import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.pages import PageNode, PageView
from tests.pages.conftest import Reading
from tests.pages.samples import HOSTILE, chain, crowd, hostile, ranking

pytestmark = pytest.mark.browser

Open = Callable[..., Reading]

TINY = PageView("One thing", "", "s", (PageNode("a", "Only one", "agency"),))
TWO = PageView("Two", "", "s", (PageNode("a", "A", "agency"), PageNode("b", "B", "vendor")))
MIXED = crowd(2000, 5000, ("agency", "award", "vendor", "product"))


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(chain(), id="chain"),
        pytest.param(TINY, id="one-node"),
        pytest.param(TWO, id="no-line"),
        pytest.param(ranking(), id="ranking"),
        pytest.param(crowd(2000, 5000), id="two-thousand"),
        pytest.param(MIXED, id="two-thousand-in-columns"),
    ],
)
def test_a_page_opens_from_disk_and_asks_the_network_for_nothing(reading: Open, view: PageView) -> None:
    page = reading(view)
    assert page.text("h1") == view.title
    assert f"{len(view.nodes):,} thing" in page.text(".status")
    page.assert_quiet()
    assert page.requests[0] == page.file.as_uri()


def test_hostile_text_in_every_field_runs_nothing_and_shows_as_text(reading: Open) -> None:
    page = reading(hostile())
    for each in [f"n{i}" for i in range(len(HOSTILE))] + [f"e{i}" for i in range(len(HOSTILE))]:
        page.run("map.onChoose(map.model.byId.get(arguments[0]))", each)
    page.run("document.querySelector('#tools button').click()")
    assert "<img src=x onerror=window.pwned=1>" in page.text("#table")
    page.run("document.querySelectorAll('.table-tools button')[1].click()")
    assert "<svg/onload=window.pwned=1>" in page.text("#table")
    page.run("document.getElementById('find').value = '<script>'")
    page.run("document.getElementById('find').dispatchEvent(new Event('input'))")
    forbidden = "script[src], iframe, img, embed, object, form, [onload], [onerror], meta[http-equiv=refresh]"
    assert page.run("return document.querySelectorAll(arguments[0]).length", forbidden) == 0
    assert page.run("return [...document.querySelectorAll('a[href]')].map((a) => a.protocol)") == ["file:"]
    page.assert_quiet()


def test_the_policy_blocks_a_script_that_is_not_ours(reading: Open) -> None:
    page = reading(chain())
    page.run("const s = document.createElement('script'); s.text = 'window.pwned = 1'; document.body.append(s)")
    assert page.run("return window.pwned") is None
    page.listen()
    assert any("Content Security Policy" in entry["message"] for entry in page.console)


def test_a_click_on_a_line_shows_who_says_so(reading: Open) -> None:
    page = reading(chain())
    page.click_on_map("e1")
    panel = page.text("#panel")
    for words in (
        "recorded",
        "USAspending.gov",
        "actions.csv",
        "CONT_AWD_1",
        "7",
        "$8,226,632.05",
        "Obligation",
    ):
        assert words in panel
    assert "CLOUD HOSTING FOR THE AZURE ENVIRONMENT" in panel
    links = page.run("return [...document.querySelectorAll('#panel a')].map((a) => a.href)")
    assert links == ["https://www.usaspending.gov/award/CONT_AWD_1"]


def test_a_click_on_a_thing_shows_its_facts_and_lines(reading: Open) -> None:
    page = reading(chain())
    page.click_on_map("n2")
    panel = page.text("#panel")
    for words in ("Vendor", "FOUR POINTS TECHNOLOGY, L.L.C.", "H1KHJPJH9R51", "To here (2)", "? contested"):
        assert words in panel


def test_both_sides_of_a_contested_line_are_shown(reading: Open) -> None:
    page = reading(chain())
    page.run("map.onChoose(map.model.byId.get('e6'))")
    panel = page.text("#panel")
    assert panel.index("Who says so") < panel.index("Leaked files") < panel.index("Who denies or disputes it")
    assert panel.index("Who denies or disputes it") < panel.index("The vendor")


def test_a_denied_line_is_called_denied_before_it_is_read(reading: Open) -> None:
    page = reading(chain())
    lines = page.run("return [...document.querySelectorAll('#panel .sentences li')].map((li) => li.innerText)")
    denied = [line for line in lines if "buys surveillance from" in line]
    assert [line.split()[:2] for line in denied] == [["\u00d7", "denied"]]
    page.run("map.onChoose(map.model.byId.get('e5'))")
    assert page.text("#panel h2").startswith("Denied: ")
    assert "Nobody on this page." in page.text("#panel")


def test_the_legend_counts_and_filters_by_kind_and_standing(reading: Open) -> None:
    page = reading(chain())
    legend = page.text("#legend")
    assert "Makers" in legend
    assert "recorded" in legend
    boxes = page.browser.find_elements("css selector", "#legend input")
    page.browser.execute_script("arguments[0].click()", boxes[2])
    assert page.text(".status") == "4 things, 5 lines shown of 5 and 7"
    denied = page.browser.find_element("xpath", "//label[contains(., 'denied; not stated')]/input")
    page.browser.execute_script("arguments[0].click()", denied)
    assert page.text(".status") == "4 things, 4 lines shown of 5 and 7"
    assert page.run("return map.nodes.get('n2').hidden && map.edges.get('e5').hidden") is True
    page.run("[...document.querySelectorAll('#tools button')][1].click()")
    assert page.text(".status") == "5 things, 7 lines shown"


def test_search_finds_by_name_accent_or_fact_and_jumps_with_a_slash(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    view = chain()
    accented = replace(view, nodes=(*view.nodes, PageNode("m", "Müller & Söhne", "vendor")))
    page = reading(accented)
    page.press("/")
    assert page.run("return document.activeElement.id") == "find"
    page.press("h1khj")
    assert "FOUR POINTS" in page.text("#find-suggestions")
    page.press(Keys.ENTER)
    assert page.text("#panel h2") == "FOUR POINTS TECHNOLOGY, L.L.C."
    page.press("/", "muller")
    assert "Müller & Söhne" in page.text("#find-suggestions")
    page.press(*([Keys.BACKSPACE] * 6), "zzz")
    assert page.text("#find-suggestions") == "Nothing found"
    page.press(Keys.ESCAPE)
    assert page.run("return document.getElementById('find-suggestions').hidden") is True


def test_a_thing_filtered_out_comes_back_when_it_is_found(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(chain())
    page.run("document.querySelectorAll('#legend input')[2].click()")
    page.press("/", "four")
    assert "filtered out" in page.text("#find-suggestions")
    page.press(Keys.ENTER)
    assert page.text(".status") == "5 things, 7 lines shown"


def test_the_table_shows_every_line_and_sorts(reading: Open) -> None:
    page = reading(chain())
    page.run("document.querySelector('#tools button').click()")
    rows = "return [...document.querySelectorAll('tbody tr')].map((tr) => tr.cells[arguments[0]].innerText)"
    assert len(page.run(rows, 0)) == 7
    page.run("[...document.querySelectorAll('th button')].find((b) => b.innerText.startsWith('To')).click()")
    sorted_up = page.run(rows, 3)
    assert sorted_up == sorted(sorted_up)
    assert page.run("return document.querySelectorAll('th')[3].ariaSort") == "ascending"
    page.run("document.querySelectorAll('th button')[3].click()")
    assert page.run(rows, 3) == sorted_up[::-1]
    page.run("[...document.querySelectorAll('.table-tools button')][1].click()")
    assert len(page.run(rows, 0)) == 5


def test_a_long_table_shows_the_rest_on_demand(reading: Open) -> None:
    page = reading(ranking(300))
    page.run("document.querySelector('#tools button').click()")
    assert page.run("return document.querySelectorAll('#table tbody tr').length") == 250
    page.run("[...document.querySelectorAll('#table button')].at(-1).click()")
    assert page.run("return document.querySelectorAll('#table tbody tr').length") == 300


def test_the_table_saves_as_csv_that_no_spreadsheet_runs(reading: Open, tmp_path: Path) -> None:
    page = reading(hostile())
    behaviour = {"behavior": "allow", "downloadPath": str(tmp_path)}
    page.browser.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    page.run("document.querySelector('#tools button').click(); document.querySelector('.save').click()")
    saved = tmp_path / "vendorgraph-lines.csv"
    for _ in range(100):
        if saved.exists():
            break
        time.sleep(0.05)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(HOSTILE) + 1
    assert rows[0][:4] == ["Standing", "From", "Relation", "To"]
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert '\'=HYPERLINK("http://example.invalid","x")' in {row[1] for row in rows}
    page.assert_quiet()


def test_the_keyboard_walks_along_lines_and_says_where_it_is(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(chain())
    page.run("document.querySelector('.walker').focus()")
    said = "#announcer"
    page.press(Keys.ARROW_DOWN)
    assert page.text(said) == "Immigration and Customs Enforcement, Agency, 4 lines"
    page.press(Keys.ARROW_DOWN)
    assert page.text(said).startswith(
        "Line 1 of 4. recorded: Immigration and Customs Enforcement \u2013 awarded \u2192"
    )
    assert "USAspending.gov" in page.text("#panel")
    page.press(Keys.ARROW_RIGHT)
    assert page.text(said) == "70CTD024FC0000015, Award, 3 lines"
    page.press(Keys.ARROW_LEFT)
    assert page.text(said) == "Immigration and Customs Enforcement, Agency, 4 lines"
    page.press(Keys.ARROW_LEFT)
    assert page.text(said) == "This is where the walk began."
    page.press(Keys.ARROW_UP)
    assert page.text(said).startswith("Line 4 of 4. denied: ")
    page.press(Keys.ENTER)
    assert page.run("return document.activeElement.tagName") == "H2"
    page.press(Keys.ESCAPE)
    assert page.text("#panel h2") == "What this page shows"


def test_every_control_is_reached_by_tab_and_shows_its_focus(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(chain())
    label = "const a = document.activeElement; return a.getAttribute('aria-label') || a.innerText || a.type"
    seen = []
    for _ in range(60):
        page.press(Keys.TAB)
        if page.run("return document.activeElement === document.body"):
            break
        seen.append(page.run(label))
        assert page.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid", seen[-1]
    assert seen[:6] == ["Skip to the evidence", "Find", "Table", "Reset", "Path", "Share"]
    assert seen[6:8] == ["Light or dark", "Help: keys"]
    assert str(seen[8]).startswith("Map. Arrow keys")
    assert {"Larger", "Smaller", "All in sight", "awarded", "checkbox"} <= set(seen)


@pytest.mark.parametrize("view", [pytest.param(chain(), id="chain"), pytest.param(hostile(), id="hostile")])
@pytest.mark.parametrize("width", [320, 375, 800, 1400])
def test_no_width_needs_a_side_scroll(reading: Open, view: PageView, width: int) -> None:
    page = reading(view, width=width, height=700)
    for act in ("", "map.onChoose(map.model.edges[3])", "document.querySelector('#tools button').click()"):
        page.run(act)
        assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_phone_gets_the_map_from_top_to_bottom(reading: Open) -> None:
    page = reading(chain(), width=375, height=800)
    ends = [page.run("return map.onScreen(arguments[0])", each) for each in ("n3", "n4")]
    assert ends[1]["y"] - ends[0]["y"] > 150
    page = reading(chain())
    ends = [page.run("return map.onScreen(arguments[0])", each) for each in ("n3", "n4")]
    assert ends[1]["x"] - ends[0]["x"] > 400


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(chain(), id="chain"),
        pytest.param(ranking(), id="ranking"),
        pytest.param(MIXED, id="crowd"),
    ],
)
@pytest.mark.parametrize("size", [(1400, 900), (375, 800)], ids=["wide", "phone"])
def test_names_on_the_map_never_cover_each_other(reading: Open, view: PageView, size: tuple[int, int]) -> None:
    page = reading(view, width=size[0], height=size[1])
    boxes = page.run("map.network.redraw(); return map.placed.map((p) => p.rectangle)")
    assert len(boxes) >= 3
    covered = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]
    assert covered == []


def test_a_label_of_ten_thousand_characters_is_cut_and_shown_whole_on_demand(reading: Open) -> None:
    long = "Very long name " * 667
    page = reading(PageView("t", "", "s", (PageNode("a", long, "agency"), PageNode("b", "B", "vendor"))))
    page.run("map.onChoose(map.model.nodes[0])")
    assert page.text("#panel h2").endswith("…")
    page.run("document.querySelector('#panel details').open = true")
    assert len(page.text("#panel .long")) > 9_900


def test_the_button_turns_light_to_dark_and_back(reading: Open) -> None:
    page = reading(chain(), dark=True)
    colour = "return getComputedStyle(document.body).backgroundColor"
    dark = page.run(colour)
    page.run("document.querySelector('[aria-label=\"Light or dark\"]').click()")
    assert page.run(colour) == "rgb(255, 255, 255)"
    page.run("document.querySelector('[aria-label=\"Light or dark\"]').click()")
    assert page.run(colour) == dark


def test_a_reader_who_asked_for_calm_sees_no_animation(reading: Open) -> None:
    page = reading(chain(), calm=True)
    page.run("map.zoom(1.4); window.after = map.network.getScale()")
    time.sleep(0.1)
    assert page.run("return map.network.getScale() === window.after")


def test_help_opens_with_a_question_mark_and_closes_with_escape(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(chain())
    page.press("?")
    assert "next or previous line" in page.text("dialog")
    page.press(Keys.ESCAPE)
    assert page.run("return document.querySelector('dialog').open") is False


def test_a_page_written_under_an_ascii_locale_shows_its_letters(reading: Open, tmp_path: Path) -> None:
    view = replace(chain(), title="Müller & 漢字 و")
    page = reading(view)
    code = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); from graph.pages import *; import pickle\n"
    code += "write_page(pickle.loads(pathlib.Path(sys.argv[2]).read_bytes()), p, force=True)"
    import pickle

    (tmp_path / "view").write_bytes(pickle.dumps(view))
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": root}
    command = [sys.executable, "-c", code, str(page.file), str(tmp_path / "view")]
    subprocess.run(command, check=True, env=environment)
    page.browser.refresh()
    assert page.text("h1") == "Müller & 漢字 و"

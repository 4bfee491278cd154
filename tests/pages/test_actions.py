"""What a reader can do in a page beyond reading it: groups, paths, filters, undo, sharing, stories, comparison."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.pages import PageEdge, PageNode, PageView
from graph.pages.compare import compare_views
from graph.pages.story import read_story
from tests.pages.conftest import Reading
from tests.pages.samples import chain, crowd, hostile, ranking, record

pytestmark = pytest.mark.browser

Open = Callable[..., Reading]
CROWD = crowd(900, 2_300)


def press_button(page: Reading, within: str, text: str) -> None:
    """Press the button with this text."""
    page.run(
        "const buttons = [...document.querySelectorAll(arguments[0] + ' button')];"
        "buttons.find((button) => button.innerText.trim() === arguments[1]).click()",
        within,
        text,
    )


def find_path(page: Reading, first: str, last: str) -> None:
    """Show the path between two things, by their ids."""
    page.run(
        "const p = document.getElementById('stage').page;"
        "p.show({name: 'path', from: p.thingNamed(arguments[0]), to: p.thingNamed(arguments[1])})",
        first,
        last,
    )


def uncheck(page: Reading, words: str) -> None:
    """Take the choice of the legend with these words out."""
    page.run(
        "const labels = [...document.querySelectorAll('#legend label')];"
        "labels.find((label) => label.innerText.includes(arguments[0])).querySelector('input').click()",
        words,
    )


def fragment(page: Reading) -> str:
    return str(page.run("return location.hash.slice(1)"))


def saved(folder: Path, name: str) -> bytes:
    for _ in range(200):
        if (folder / name).exists():
            return (folder / name).read_bytes()
        time.sleep(0.05)
    raise AssertionError(f"{name} was not saved")


def save_into(page: Reading, folder: Path) -> None:
    page.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})


def timed(first: str, last: str, key: str) -> PageEdge:
    return PageEdge(
        key, "a", key, "paid", "paid", "recorded", 1, (("obligation", "$5,000.00"),), first, last, weight=5000.0
    )


def dated() -> PageView:
    """One agency that paid three companies, at different times; one line carries no date and no amount."""
    nodes = tuple(PageNode(each, each.upper(), "agency" if each == "a" else "vendor") for each in "abcd")
    edges = (
        timed("2019-01-01", "2020-05-01", "b"),
        replace(timed("2022-03-01", "2024-02-01", "c"), weight=2e6, amounts=(("obligation", "$2,000,000.00"),)),
        replace(timed("", "", "d"), amounts=(), weight=0.0, relation="named", label="named"),
    )
    return PageView("Dated", "", "s", nodes, edges)


def test_a_large_page_opens_on_groups_that_name_their_members_and_open_by_click(reading: Open) -> None:
    page = reading(CROWD)
    assert page.run("return map.scene.name") == "overview"
    assert "Company number" in page.text("#panel .plain")
    assert page.run("return map.scene.nodes.reduce((sum, group) => sum + group.members.length, 0)") == 900
    page.click_on_map("g0")
    assert page.text("#panel .kicker") == "Group of closely linked things"
    press_button(page, "#panel", "Open this group")
    members = page.run("return map.scene.nodes.length")
    assert 0 < members <= 90
    assert fragment(page).startswith("group=Company")
    press_button(page, ".ways", "All groups")
    assert page.run("return map.scene.name") == "overview"
    page.assert_quiet()


def test_every_group_of_an_overview_is_in_sight_and_no_two_touch(reading: Open) -> None:
    for size in ((1400, 900), (375, 800)):
        page = reading(CROWD, width=size[0], height=size[1])
        at = page.run(
            "const s = map.screen();return map.scene.nodes.map((g) => ({...s.point(...map.place(g)), r: s.radius(g)}))"
        )
        frame = page.run("return [map.canvas.clientWidth, map.canvas.clientHeight]")
        assert all(0 < one["x"] < frame[0] and 0 < one["y"] < frame[1] for one in at)
        for i, one in enumerate(at):
            for other in at[:i]:
                assert (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 > (one["r"] + other["r"]) ** 2


def test_a_line_between_groups_lists_the_lines_it_stands_for(reading: Open) -> None:
    page = reading(CROWD)
    page.run("page = document.getElementById('stage').page; page.choose(map.scene.edges[0])")
    count = page.run("return map.scene.edges[0].edges.length")
    assert page.text("#panel .kicker") == "Lines between two groups"
    assert page.run("return document.querySelectorAll('#panel .sentences li').length") == min(count, 40)


def test_everything_can_be_drawn_and_a_click_finds_things_and_lines(reading: Open) -> None:
    page = reading(CROWD)
    press_button(page, ".ways", "Everything")
    assert page.run("return [map.scene.name, map.many, map.scene.nodes.length]") == ["whole", True, 900]
    page.click_on_map("n3")
    assert page.run("return map.chosen.id") == "n3"
    page.run("map.onChoose(null); document.getElementById('stage').page.show({name: 'whole'})")
    middle = page.run(
        "const e = map.scene.edges.find((edge) => edge.from !== edge.to);"
        "const [a, b] = [map.place(e.from), map.place(e.to)];"
        "const middle = {x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2};"
        "map.network.moveTo({position: middle, scale: 12}); map.network.redraw();"
        "return map.network.canvasToDOM(middle)"
    )
    # A name that happens to lie over the line would be what is meant.
    assert page.run("map.placed = []; const found = map.at(arguments[0]); return Boolean(found?.status)", middle)
    page.run("[...document.querySelectorAll('#legend input')].at(-1).click()")
    page.assert_quiet()


def test_a_large_page_about_one_thing_opens_on_what_lies_around_it(reading: Open) -> None:
    page = reading(replace(CROWD, centre="n7"))
    assert page.run("return [map.scene.name, document.getElementById('stage').page.spec.node.key]") == ["near", "n7"]
    assert page.text("#panel h2") == "Around Company number 7"
    assert 1 < page.run("return map.scene.nodes.length") <= 90


def test_search_reaches_what_the_overview_does_not_draw(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(CROWD)
    page.press("/", "number 412")
    page.press(Keys.ENTER)
    assert page.text("#panel h2") == "Company number 412"
    assert page.run("return map.scene.name") == "near"


def test_only_the_neighbours_of_a_thing_and_one_step_further(reading: Open) -> None:
    page = reading(chain())
    page.run("map.onChoose(map.model.byId.get('n4'))")
    press_button(page, "#panel", "Only its neighbours")
    assert page.text(".status") == "3 things, 3 lines shown of 5 and 7"
    press_button(page, ".ways", "One step further")
    assert page.text(".status").startswith("5 things, 7 lines shown")
    press_button(page, ".ways", "One step less")
    assert page.run("return map.scene.nodes.length") == 3
    page.press("n")
    assert page.text("#announcer")


def test_the_path_finder_gives_numbered_sentences_with_sources_and_never_a_denied_line(reading: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = reading(chain())
    page.press("p", "immigration")
    page.press(Keys.ENTER)
    page.run("document.getElementById('path-to').focus()")
    page.press("microsoft corp", Keys.ENTER)
    steps = page.run("return [...document.querySelectorAll('#panel .sentences > li')].map((li) => li.innerText)")
    assert len(steps) == 2
    assert "uses" in steps[0]
    assert "Source: The outlet, The article" in steps[0]
    assert "is made by" in steps[1]
    assert "buys surveillance" not in " ".join(steps)
    assert "1 of them is not stated by a record" in page.text("#panel")
    assert page.run("return map.scene.nodes.map((node) => node.key)") == ["ice", "azure", "microsoft"]


def test_a_path_of_records_and_confirmed_reports_needs_no_caution(reading: Open) -> None:
    view = chain()
    edges = tuple(replace(edge, status="confirmed") if edge.status == "reported" else edge for edge in view.edges)
    page = reading(replace(view, edges=edges))
    find_path(page, "ice", "microsoft")
    assert page.run("return map.scene.nodes.map((node) => node.key)") == ["ice", "azure", "microsoft"]
    assert "Each is stated by a record." in page.text("#panel")


def test_no_path_is_said_and_offers_another(reading: Open) -> None:
    alone = replace(chain(), nodes=(*chain().nodes, PageNode("z", "Far away", "vendor")))
    page = reading(alone)
    find_path(page, "ice", "z")
    assert page.text("#panel h2") == "No path found"
    press_button(page, "#panel", "Another path")
    assert page.run("return document.activeElement.id") == "path-to"


def test_a_path_goes_around_what_the_filter_hides(reading: Open) -> None:
    page = reading(chain())
    page.run(
        "const p = document.getElementById('stage').page;"
        "p.model.filter.statuses.add(p.model.statuses.find((each) => each.key === 'reported'));"
        "p.refilter(); p.show({name: 'path', from: p.thingNamed('ice'), to: p.thingNamed('microsoft')})"
    )
    assert page.run("return map.scene.nodes.map((node) => node.key)") == ["ice", "award", "azure", "microsoft"]


def test_time_money_and_relation_filter_and_keep_what_is_not_known(reading: Open) -> None:
    page = reading(dated())
    shown = "return map.model.shownEdges.map((edge) => edge.to.key).sort()"
    page.run(
        "const from = document.querySelector('[aria-label=\"From year\"]'); from.value = 2021;"
        "from.dispatchEvent(new Event('input'))"
    )
    assert page.run(shown) == ["c", "d"]
    assert "1 line carries no date and stays shown" in page.text("#legend")
    page.run("[...document.querySelectorAll('#tools button')][1].click()")
    page.run(
        "const s = document.querySelector('#legend select'); s.value = 1000000; s.dispatchEvent(new Event('change'))"
    )
    assert page.run(shown) == ["c", "d"]
    assert "years" not in fragment(page)
    page.run("[...document.querySelectorAll('#tools button')][1].click()")
    uncheck(page, "named")
    assert page.run(shown) == ["b", "c"]


def test_the_state_lives_in_the_address_and_undo_goes_back(reading: Open) -> None:
    page = reading(dated())
    page.run("map.onChoose(map.model.byId.get('n1'))")
    page.run("[...document.querySelectorAll('#legend input')][1].click()")
    page.run("document.querySelector('#tools button').click()")
    kept = fragment(page)
    assert kept == "pick=b&hide=k.vendor&table=1"
    page.browser.get(page.file.as_uri() + "#pick=b&hide=s.recorded&years=2020-2022&least=1000")
    page.browser.refresh()
    page.wait("return Boolean(map)")
    state = page.run("const f = map.model.filter; return [[...f.statuses].map((s) => s.key), f.years, f.least]")
    assert state == [["recorded"], [2020, 2022], 1000]
    assert page.text("#panel h2") == "B"
    page.run("[...document.querySelectorAll('#tools button')][1].click()")
    assert fragment(page) == ""
    page.press("u")
    assert page.run("return map.model.filter.least") == 1000
    page.run("location.hash = 'near=b&hops=1'")
    page.wait("return map.scene.name === 'near'")
    page.run("location.hash = 'near=unknown&pick=unknown&hide=q.x&years=1-2&least=-4&path=a'")
    page.wait("return map.scene.name === 'whole'")
    page.assert_quiet()


def test_citation_link_and_frame_say_where_the_view_comes_from(reading: Open) -> None:
    page = reading(chain())
    page.run("map.onChoose(map.model.byId.get('e1'))")
    press_button(page, "#tools", "Share")
    values = page.run("return [...document.querySelectorAll('.share textarea')].map((t) => t.value)")
    assert "“ICE to Microsoft”, VendorGraph page of graph snapshot 4f4f4f4f4f4f4f4f" in values[0]
    assert values[1].startswith("page.html#line=")
    assert values[2].startswith('<iframe src="page.html#embed&line=')
    press_button(page, ".share", "Close")
    press_button(page, "#panel", "Copy as citation")
    page.wait("return document.getElementById('announcer').textContent !== ''")
    page.assert_quiet()


def test_the_view_saves_as_svg_png_and_json(reading: Open, tmp_path: Path) -> None:
    page = reading(chain())
    save_into(page, tmp_path)
    press_button(page, "#tools", "Share")
    for name in ("SVG", "PNG", "JSON", "CSV of lines", "CSV of things"):
        press_button(page, ".share", name)
    drawing = ElementTree.fromstring(saved(tmp_path, "vendorgraph.svg"))
    texts = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "ICE to Microsoft"
    assert "Microsoft Azure" in texts
    titles = [each.text or "" for each in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert any(title.startswith("denied: Immigration") for title in titles)
    assert saved(tmp_path, "vendorgraph.png").startswith(b"\x89PNG\r\n")
    view = json.loads(saved(tmp_path, "vendorgraph.json"))
    assert [line["status"] for line in view["lines"] if line["to"] == "microsoft"] == ["denied", "recorded"]
    assert view["lines"][0]["evidence"]
    assert saved(tmp_path, "vendorgraph-lines.csv").startswith(b"\xef\xbb\xbfStanding,From")
    assert saved(tmp_path, "vendorgraph-things.csv").startswith(b"\xef\xbb\xbfName,Kind")
    page.assert_quiet()


def test_hostile_text_runs_nothing_in_what_is_shared_printed_or_found(reading: Open, tmp_path: Path) -> None:
    page = reading(hostile())
    save_into(page, tmp_path)
    press_button(page, "#tools", "Share")
    for name in ("SVG", "JSON"):
        press_button(page, ".share", name)
    page.run("document.querySelector('dialog[open]').close(); window.dispatchEvent(new Event('beforeprint'))")
    assert "<img src=x onerror=window.pwned=1>" in str(page.run("return document.getElementById('sheet').textContent"))
    ElementTree.fromstring(saved(tmp_path, "vendorgraph.svg"))
    assert len(json.loads(saved(tmp_path, "vendorgraph.json"))["things"]) == 20
    page.run(
        "const p = document.getElementById('stage').page;"
        "p.show({name: 'path', from: p.model.nodes[0], to: p.model.nodes[5]})"
    )
    page.run("const p = document.getElementById('stage').page; p.show({name: 'near', node: p.model.nodes[2], hops: 1})")
    page.run("location.hash = 'pick=<img src=x onerror=window.pwned=1>&hide=k.</script>'")
    page.assert_quiet()


def test_print_lists_every_line_with_numbered_sources(reading: Open) -> None:
    page = reading(chain())
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    sheet = page.run("return document.getElementById('sheet').textContent")
    assert "denied: Immigration and Customs Enforcement \u2013 buys surveillance from → Microsoft Corporation" in sheet
    assert "https://www.usaspending.gov/award/CONT_AWD_1" in sheet
    assert page.run("return document.querySelectorAll('#sheet .footnotes li').length") == 9


def test_a_frame_shows_the_map_and_its_evidence_alone(reading: Open) -> None:
    page = reading(chain())
    page.browser.get("about:blank")
    page.browser.get(page.file.as_uri() + "#embed&pick=ice")
    page.wait("return Boolean(map)")
    assert page.run("return getComputedStyle(document.getElementById('legend')).display") == "none"
    assert page.text("#panel h2") == "Immigration and Customs Enforcement"
    page.run("map.onChoose(map.model.byId.get('e1'))")
    assert fragment(page).startswith("embed&line=")
    link = page.run("const a = document.querySelector('#tools a'); return [a.innerText, a.href]")
    assert link == ["Whole page", page.file.as_uri()]


def test_what_a_page_is_about_is_named_on_the_map_whatever_stands_around_it(reading: Open) -> None:
    for width in (1400, 375):
        page = reading(replace(ranking(50), centre="ice"), width=width, height=800)
        assert "ICE" in page.run("return map.placed.map((each) => each.item.label)")


def test_a_story_leads_from_view_to_view_with_captions(reading: Open, tmp_path: Path) -> None:
    file = tmp_path / "story.toml"
    file.write_text(
        '[[step]]\ntitle = "First"\ncaption = "All <b>of</b> it."\npick = "ice"\n'
        '[[step]]\ntitle = "Second"\ncaption = "The way."\npath = ["ice", "microsoft"]\n',
        encoding="utf-8",
    )
    page = reading(replace(chain(), story=read_story(file, chain())))
    assert page.text(".story h2") == "1 of 2. First"
    assert page.text(".story p") == "All <b>of</b> it."
    assert page.text("#panel h2") == "Immigration and Customs Enforcement"
    press_button(page, ".story", "On")
    assert page.text(".story h2") == "2 of 2. Second"
    assert page.run("return map.scene.name") == "path"
    assert "step=2" in fragment(page)
    page.press("[")
    assert page.text(".story h2") == "1 of 2. First"


def test_a_comparison_marks_what_was_added_removed_and_changed(reading: Open) -> None:
    newer = chain()
    older = replace(
        newer,
        snapshot="00" * 32,
        nodes=(*newer.nodes[:-1], PageNode("gone", "Gone Inc", "vendor")),
        edges=(
            replace(newer.edges[0], count=1, amounts=(("obligation", "$1.00"),)),
            newer.edges[1],
            PageEdge("e9", "ice", "gone", "awarded", "awarded", "recorded", evidence=(record(),)),
        ),
    )
    page = reading(compare_views(older, newer))
    legend = page.text("#legend")
    assert "only in the newer graph" in legend
    assert "Lines: 5 added, 1 removed, 1 changed, 1 unchanged." in page.text("#panel")
    page.run("map.onChoose(map.model.edges.find((edge) => edge.change.key === 'changed'))")
    assert "1 record; $1.00 (obligation)" in page.text("#panel")
    uncheck(page, "unchanged")
    assert page.run("return map.model.shownEdges.length") == 7
    find_path(page, "ice", "gone")
    assert page.text("#panel h2") == "No path found"


def test_a_browser_without_decompression_of_its_own_opens_the_page_all_the_same(reading: Open) -> None:
    page = reading(chain())
    added = page.browser.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument",
        {"source": "delete window.DecompressionStream; delete Uint8Array.fromBase64;"},
    )
    try:
        page.browser.refresh()
        page.wait("return Boolean(map)")
        assert page.run("return typeof DecompressionStream") == "undefined"
        assert page.text(".status") == "5 things, 7 lines shown"
    finally:
        page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": added["identifier"]})


def test_a_file_cut_short_says_so(reading: Open) -> None:
    page = reading(chain())
    text = page.file.read_text(encoding="utf-8")
    start = text.index('id="map-data">') + len('id="map-data">')
    page.file.write_text(text[: start + 200] + text[text.index("</script>", start) :], encoding="utf-8")
    page.browser.refresh()
    page.wait("return Boolean(document.querySelector('.notice:not(noscript *)'))")
    assert "could not be unpacked" in page.text("main > .notice")


@pytest.mark.parametrize(
    "label", ["الوكالة الأمريكية للهجرة", "移民・関税執行局 移民・関税執行局", "Ελληνική εταιρεία"]
)
def test_names_of_any_script_stand_in_the_map_and_keep_their_direction(reading: Open, label: str) -> None:
    view = chain()
    page = reading(replace(view, nodes=(replace(view.nodes[0], label=label), *view.nodes[1:])))
    page.run("map.onChoose(map.model.nodes.find((node) => node.key === 'ice'))")
    assert page.text("#panel h2") == label
    assert page.run("return getComputedStyle(document.querySelector('#panel h2')).direction") == (
        "rtl" if label.startswith("ال") else "ltr"
    )
    written = page.run("return map.written.flatMap((name) => name.lines).join('')")
    assert label.replace(" ", "")[:6] in written.replace(" ", "")

from pathlib import Path

import pytest

from graph.errors import SourceRejected
from graph.pages import PageNode, PageStep, PageView
from graph.pages.story import read_story
from tests.pages.samples import chain


def write(folder: Path, text: str) -> Path:
    file = folder / "story.toml"
    file.write_text(text, encoding="utf-8")
    return file


def step(more: str) -> str:
    return f'[[step]]\ntitle = "T"\ncaption = "C"\n{more}\n'


def test_a_step_says_what_the_page_shows(tmp_path: Path) -> None:
    text = step(
        'near = "four points technology, l.l.c."\nhops = 2\nhide = ["product", "denied"]\nyears = [2019, 2024]\n'
        'least = 1000\ntable = true\npick = "ice"'
    )
    state = "near=four&hops=2&pick=ice&hide=k.product&hide=s.denied&years=2019-2024&least=1000&table=1"
    assert read_story(write(tmp_path, text), chain()) == (PageStep("T", "C", state),)


def test_steps_keep_their_order_and_may_show_all_or_a_path(tmp_path: Path) -> None:
    text = step("all = true") + step('path = ["ice", "Microsoft Corporation"]') + step("")
    states = [one.state for one in read_story(write(tmp_path, text), chain())]
    assert states == ["show=whole", "path=ice&path=microsoft", ""]


def test_a_name_the_page_does_not_have_is_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path, step('near = "MSFT"'))
    found = read_story(file, chain(), {"MSFT": "microsoft"}.get)
    assert found[0].state == "near=microsoft&hops=1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "has no [[step]]", id="empty"),
        pytest.param("step = 3", "has no [[step]]", id="no-table"),
        pytest.param("[[step]\n", "is not TOML: ", id="no-toml"),
        pytest.param('[[step]]\ncaption = "C"', "step 1 has no title.", id="no-title"),
        pytest.param('[[step]]\ntitle = "T"\ncaption = " "', "step 1 has no caption.", id="no-caption"),
        pytest.param(step("") + step("zoom = 3"), "step 2 has 'zoom', which a step does not know.", id="unknown-key"),
        pytest.param(step('near = "Microsft Azure"'), "Did you mean 'microsoft azure'?", id="typo"),
        pytest.param(step('near = "qqq"'), "'qqq', which is not on the page. Names are those", id="unknown"),
        pytest.param(step("pick = 3"), "names 3. Give a name in quotes.", id="no-name"),
        pytest.param(step('near = "ice"\nall = true'), "has both 'near' and 'all'.", id="two-scenes"),
        pytest.param(step('path = ["ice"]'), "a path that is not two names", id="half-a-path"),
        pytest.param(step('near = "ice"\nhops = 9'), "has hops = 9. Give a whole number from 1 to 3.", id="hops"),
        pytest.param(step("least = true"), "has least = True.", id="least"),
        pytest.param(step("years = [2024, 2019]"), "has years [2024, 2019].", id="years-backwards"),
        pytest.param(step('years = "2019"'), "has years '2019'.", id="years-text"),
        pytest.param(step('hide = ["ships"]'), "hides 'ships', which is no kind or status on the page.", id="hide"),
        pytest.param(step('near = "Twin"'), "names 'Twin', which 2 things bear. Give an id: t1, t2.", id="ambiguous"),
    ],
)
def test_what_is_not_right_is_named_with_file_and_step(tmp_path: Path, text: str, words: str) -> None:
    view = chain()
    twins = (PageNode("t1", "Twin", "vendor"), PageNode("t2", "TWIN", "vendor"))
    view = PageView(view.title, "", "s", (*view.nodes, *twins), view.edges)
    with pytest.raises(SourceRejected) as caught:
        read_story(write(tmp_path, text), view)
    assert str(caught.value).startswith(str(tmp_path / "story.toml"))
    assert words in str(caught.value)


def test_a_file_that_is_missing_or_no_text_or_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match="cannot be read: No such file"):
        read_story(tmp_path / "none.toml", chain())
    (tmp_path / "latin.toml").write_bytes(b'[[step]]\ntitle = "M\xfcller"')
    with pytest.raises(SourceRejected, match="is not UTF-8"):
        read_story(tmp_path / "latin.toml", chain())
    (tmp_path / "long.toml").write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(SourceRejected, match="larger than a story can be"):
        read_story(tmp_path / "long.toml", chain())

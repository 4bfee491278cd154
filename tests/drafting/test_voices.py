import pytest

from graph.drafting.voices import find_hedges, find_voices, stance_of


@pytest.mark.parametrize(
    ("sentence", "stance", "speakers"),
    [
        pytest.param("\u201cWe did,\u201d said Jane Doe, a lawyer.", "asserts", ["Jane Doe"], id="verb-first"),
        pytest.param("Acme further clarified that it sells.", "asserts", ["Acme"], id="adverb"),
        pytest.param(
            "A spokesperson for the U.S. Border Agency denied that it had used them.",
            "denies",
            ["a spokesperson for the U.S. Border Agency"],
            id="role-denies",
        ),
        pytest.param("Microsoft Denies \u2018Mass Surveillance\u2019", "denies", ["Microsoft"], id="headline"),
        pytest.param("Acme has issued a firm denial.", "denies", ["Acme"], id="issued-a-denial"),
        pytest.param("The company rejected the allegations.", "denies", ["the company"], id="rejected-allegations"),
        pytest.param("He denied any wrongdoing.", "denies", [], id="pronoun-is-nobody"),
        pytest.param("ICE denied the detainee a visa.", "asserts", [], id="refusal-is-no-denial"),
        pytest.param("Acme has not denied the deal.", "asserts", [], id="not-denied"),
        pytest.param("Critics argue the tool is unlawful.", "opines", ["Critics"], id="opinion"),
        pytest.param("Analysts expect sales to double.", "projects", ["Analysts"], id="expectation"),
        pytest.param("The patrol denied that it buys radars.", "denies", ["the patrol"], id="a-body-denies"),
        pytest.param("Officials dispute that it is used.", "denies", ["Officials"], id="plural-disputes"),
        pytest.param("Officials dispute the bill.", "asserts", [], id="a-bill-is-no-statement"),
        pytest.param("It might buy radars in 2027.", "projects", [], id="might-in-a-year"),
        pytest.param("It might have bought radars in 2024.", "asserts", [], id="might-have-is-past"),
        pytest.param("The trend is likely to accelerate.", "projects", [], id="projection-without-speaker"),
        pytest.param(
            "According to reports from The Guardian and +972 Magazine, it grew.",
            "asserts",
            ["The Guardian", "+972 Magazine"],
            id="two-outlets",
        ),
        pytest.param("As reported by 404 Media, it grew.", "asserts", ["404 Media"], id="outlet-with-a-number"),
        pytest.param("While the company maintains that it is so.", "asserts", ["the company"], id="clause-opener"),
        pytest.param("The United States bought radars.", "asserts", [], id="states-is-no-verb-here"),
        pytest.param("Sales tripled.", "asserts", [], id="nobody"),
    ],
)
def test_who_says_it_and_how_they_stand_to_it(sentence: str, stance: str, speakers: list[str]) -> None:
    voices = find_voices(sentence)
    assert stance_of(sentence, voices) == stance
    assert [name for voice in voices for name in voice.speakers] == speakers


@pytest.mark.parametrize(
    ("sentence", "origins"),
    [
        pytest.param("Leaked internal documents have revealed it.", ["Leaked internal documents"], id="documents"),
        pytest.param("Bob Roe told Reuters that it grew.", ["statement to Reuters"], id="told"),
        pytest.param(
            "According to documents seen by Der Spiegel, it paid.", ["documents seen by Der Spiegel"], id="seen-by"
        ),
        pytest.param(
            "Budget papers obtained by The Courier show it.", ["Budget papers obtained by The Courier"], id="obtained"
        ),
        pytest.param("In a statement to Le Monde the agency said so.", ["statement to Le Monde"], id="statement-to"),
    ],
)
def test_what_it_rests_on_is_kept_as_printed(sentence: str, origins: list[str]) -> None:
    assert [origin for voice in find_voices(sentence) for origin in voice.origins] == origins


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        pytest.param("Acme said it does not sell data.", "is it a denial, and of what?", id="negated"),
        pytest.param("Acme said it didn\u2019t sell data.", "is it a denial, and of what?", id="negated-short"),
        pytest.param("Acme denied it.", "Which positive proposition is denied?", id="denial"),
        pytest.param("She said it grew.", "Who is 'She'?", id="pronoun"),
    ],
)
def test_what_only_a_person_can_settle_is_noted(sentence: str, note: str) -> None:
    assert [note in voice.note for voice in find_voices(sentence)] == [True]


@pytest.mark.parametrize(
    ("sentence", "hedges"),
    [
        pytest.param("It reportedly grew and is likely to grow.", ("reportedly", "likely"), id="adverbs"),
        pytest.param("The use suggests that it may, may grow.", ("suggests", "may"), id="each-once"),
        pytest.param("In May 2025 the May report appears to say so.", ("appears to",), id="may-the-month"),
        pytest.param("It is believed to be so.", ("is believed to",), id="passive"),
        pytest.param("It grew.", (), id="none"),
    ],
)
def test_words_that_weaken_are_found_as_printed(sentence: str, hedges: tuple[str, ...]) -> None:
    assert find_hedges(sentence) == hedges

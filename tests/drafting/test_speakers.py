"""Who speaks in two invented articles, sentence by sentence, as a reporter reads them."""

import re

import pytest
import yaml

from graph.claims import read_claims, verify
from graph.drafting import Draft, Heading, NameFinder, cut, draft_claims, draft_yaml
from graph.drafting.speakers import SpeakerReader
from graph.drafting.voices import Voice, find_voices, is_named
from tests.drafting.articles import FLOOD, TRANSIT


def drafted(text: str, finder: NameFinder) -> Draft:
    return draft_claims(cut(text), Heading(publisher="The Paper"), finder)


def settings(text: str, finder: NameFinder) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return stance, speakers and unnamed speakers per sentence, by its first words."""
    draft = drafted(text, finder)
    return {
        " ".join(text[one.passage.start : one.passage.end].split()[:4]): (one.stance, one.speakers, one.unnamed)
        for one in draft.settings.values()
    }


def notes(text: str, finder: NameFinder) -> list[str]:
    return [one.note for one in drafted(text, finder).claims if one.note.startswith("Read:")]


def test_each_sentence_of_the_first_article_has_the_speaker_a_reader_gives_it(finder: NameFinder) -> None:
    robot = ("Robo (machine summary)",)
    assert settings(TRANSIT, finder) == {
        "City Transit Buys Cameras": ("asserts", ("The Paper",), ()),
        "The transit authority paid": ("asserts", robot, ()),
        "Critics fear a watchlist": ("opines", robot, ()),
        "We expect more purchases": ("projects", robot, ()),
        '"We did not know': ("asserts", ("Ines Calder",), ()),
        '"We believe it was': ("opines", ("Ines Calder",), ()),
        "The authority bought the": ("asserts", ("The Paper",), ()),
        "The company said it": ("asserts", ("Axon as speaker",), ()),
        "We asked Palantir and": ("asserts", ("The Paper",), ()),
        "They said nothing.": ("asserts", (), ("They",)),
        "Lena Ortiz, who said": ("asserts", ("Lena Ortiz",), ()),
        "You can read the": ("asserts", ("The Paper",), ()),
        "Records seen by The": ("asserts", ("The Paper",), ()),
        "The records say the": ("asserts", ("The Paper",), ()),
        '"ICE told us that': ("asserts", ("Ines Calder",), ()),
    }
    assert notes(TRANSIT, finder) == [
        "Read: 'she' is taken for Ines Calder.",
        "Read: 'the company' is taken for Axon.",
        "Read: 'who' is taken for Lena Ortiz.",
        "Read: 'The records' is taken for Records seen by The Ledger.",
        "Read: 'Calder' is taken for Ines Calder.",
    ]


def test_each_sentence_of_the_second_article_has_the_speaker_a_reader_gives_it(finder: NameFinder) -> None:
    robot = ("AI (machine summary)",)
    assert settings(FLOOD, finder) == {
        "Flood Agency Rents Oracle": ("asserts", ("The Paper",), ()),
        "The servers cost EUR": ("asserts", robot, ()),
        "Two officials call the": ("asserts", robot, ()),
        '"We need them," the': ("asserts", robot, ()),
        "We learned of the": ("asserts", ("The Paper",), ()),
        "Oracle confirmed it.": ("asserts", ("Oracle as speaker",), ()),
        "It says that it": ("asserts", ("Oracle as speaker",), ()),
        '"I deny that anybody': ("denies", ("Per Lund",), ()),
        '"Oracle told us in': ("asserts", ("Per Lund",), ()),
        "Others say they cost": ("asserts", (), ("Others",)),
        "According to invoices seen": ("asserts", ("The Paper",), ()),
        "The agency said the": ("asserts", (), ("the agency",)),
        "The invoices show 12": ("asserts", ("The Paper",), ()),
        "Two officials declined to": ("asserts", (), ("they",)),
        "Tarvik Pumps bought two": ("asserts", ("The Paper",), ()),
        # Tarvik, of which no catalogue knows, or Oracle?
        "The company said it": ("projects", (), ("the company",)),
    }
    assert notes(FLOOD, finder) == [
        "Read: 'It' is taken for Oracle.",
        "Read: 'he' is taken for Per Lund.",
        "Read: 'The invoices' is taken for invoices seen by The Sunfold Post.",
    ]


@pytest.mark.parametrize("text", [pytest.param(TRANSIT, id="transit"), pytest.param(FLOOD, id="flood")])
def test_no_pronoun_is_a_speaker_and_no_quote_begins_with_a_bullet(
    text: str, finder: NameFinder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = draft_yaml(drafted(text, finder))
    labels = [one["label"] for one in yaml.safe_load(written)["entities"].values() if one.get("kind") == "speaker"]
    assert [one for one in labels if re.fullmatch(r"(?i)we|i|you|he|she|it|they|others|no(?:body| one)", one)] == []
    file = tmp_path_factory.mktemp("drafts") / "draft.yaml"
    file.write_text(written, encoding="utf-8")
    read = read_claims(file)
    quotes = [one.quote for claim in read.claims for one in claim.evidence]
    assert [
        quote for quote in quotes if not re.match(r"[\w\"$\u20ac]", quote) or re.search(r"\s[-\u2022]$", quote)
    ] == []
    assert verify(read, text) == []


def test_whoever_nobody_can_name_is_marked_beside_the_evidence(finder: NameFinder) -> None:
    written = draft_yaml(drafted("Microsoft left. They said it paid $3 million.", finder))
    assert written.count("      - stance: asserts\n        # speakers: who is 'They'?\n        passage:") == 2


def test_what_stands_beside_a_denial_is_marked_as_not_denied(finder: NameFinder) -> None:
    written = draft_yaml(drafted("Microsoft denied that it paid $3 million to Oracle.", finder))
    assert written.count("stance: denies # of one proposition; what else the sentence says it asserts") == 4


@pytest.mark.parametrize(
    ("text", "speakers", "unnamed"),
    [
        pytest.param("Ann Roe said so. She said more.", ("Ann Roe",), (), id="the-one-who-spoke-before"),
        pytest.param("Ann Roe said so. He added that it grew.", ("Ann Roe",), (), id="he"),
        pytest.param("Ann Roe said so.\n\nShe said more.", (), ("She",), id="another-paragraph"),
        pytest.param("Ann Roe and Bo Day said so. She said more.", (), ("She",), id="two-who-spoke"),
        pytest.param("Ann Roe left. She said more.", (), ("She",), id="named-but-silent"),
        pytest.param("Critics said so. He said more.", (), ("He",), id="many-are-not-one"),
        pytest.param("Oracle said so. She said more.", (), ("She",), id="a-company-is-not-she"),
        pytest.param("Oracle said so. It says more.", ("Oracle",), (), id="it"),
        pytest.param("Ann Roe said so. It says more.", (), ("It",), id="a-person-is-not-it"),
        pytest.param("It paid Oracle. The firm said so.", ("Oracle",), (), id="the-one-company-named"),
        pytest.param("It paid Oracle and Dell. The firm said so.", (), ("the firm",), id="two-companies-named"),
        pytest.param("Tarvik paid Oracle. The firm said so.", (), ("the firm",), id="unknown-name-beside-it"),
        pytest.param("It paid Oracle. The agency said so.", (), ("the agency",), id="a-company-is-no-agency"),
        pytest.param("It was ICE that paid. The agency said so.", ("ICE",), (), id="the-one-agency-named"),
        pytest.param("It paid Oracle in May. The firm said so.", ("Oracle",), (), id="a-month-is-no-name"),
        pytest.param("It paid Oracle. The group said so.", (), ("the group",), id="a-group-may-be-anybody"),
        pytest.param("We said so.", (), ("We",), id="we"),
        pytest.param("They said so.", (), ("They",), id="they"),
        pytest.param("Nobody said so.", (), (), id="nobody-is-no-voice"),
        pytest.param("No one denied it.", (), (), id="no-one-is-no-voice"),
        pytest.param("Ann Roe said so.\n\nRoe denied it.", ("Ann Roe",), (), id="surname-of-one-who-spoke"),
        pytest.param("Ann Roe said so. Ed Roe said so. Roe denied it.", ("Roe",), (), id="surname-of-two"),
        pytest.param("A spokesman for the firm said so.", ("a spokesman for the firm",), (), id="role-for-whom"),
        pytest.param("Lena Ortiz, who said so, left.", ("Lena Ortiz",), (), id="who"),
    ],
)
def test_words_that_stand_for_a_speaker_are_settled_where_the_text_leaves_one(
    text: str, speakers: tuple[str, ...], unnamed: tuple[str, ...], finder: NameFinder
) -> None:
    article = cut(text)
    draft = draft_claims(article, Heading(), finder)
    reader, before = SpeakerReader(), None
    voices: tuple[Voice, ...] = ()
    for one in article.sentences:
        names = [hit for hit in draft.names if one.start <= hit.start and hit.end <= one.end]
        goes_on = before is not None and "\n" not in text[before.end : one.start]
        voices = reader.read(text[one.start : one.end], names, one.start, goes_on=goes_on)
        before = one
    assert tuple(name for voice in voices for name in voice.speakers) == speakers
    assert tuple(voice.unnamed for voice in voices if voice.unnamed) == unnamed


def test_a_role_for_a_company_nobody_can_name_is_noted(finder: NameFinder) -> None:
    draft = drafted("A spokesman for the firm said it paid $3 million.", finder)
    assert [one.note for one in draft.claims if one.note] == ["Who is 'the firm'?"]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        pytest.param('"We deny it," said Jane Doe.', "denies", id="denial-in-her-words"),
        pytest.param('"I believe it was lawful," Jane Doe said.', "opines", id="opinion-in-her-words"),
        pytest.param('"ICE denied it," Jane Doe said.', "asserts", id="the-denial-of-others-is-theirs"),
        pytest.param('We expect it to grow," Jane Doe said.', "projects", id="quotation-begun-before"),
        pytest.param('Jane Doe said: "We expect it to grow.', "projects", id="quotation-that-goes-on"),
        pytest.param("Jane Doe said she expects it to grow.", "projects", id="said-she-expects"),
    ],
)
def test_a_quotation_is_the_word_of_who_is_quoted(sentence: str, stance: str) -> None:
    assert [(voice.speakers, voice.stance) for voice in find_voices(sentence)] == [(("Jane Doe",), stance)]


def test_speakers_without_a_name_are_those_of_one_document(finder: NameFinder) -> None:
    text = "Critics say Oracle charged $3 million. Ann Roe said it charged $4 million."
    written = draft_yaml(draft_claims(cut(text), Heading(id="paper-2026-servers"), finder))
    assert "Critics: {id: speaker-paper-2026-servers-critics, kind: speaker, label: Critics}" in written
    assert "Ann Roe: {id: speaker-ann-roe, kind: speaker, label: Ann Roe}" in written


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Critics", False),
        ("two officials", False),
        ("a spokesman for the council", False),
        ("a spokeswoman for Acme", True),
        ("The Guardian", True),
        ("+972 Magazine", True),
        ("\u5fae\u8f6f", True),
    ],
)
def test_a_name_is_told_from_a_role(label: str, named: bool) -> None:
    assert is_named(label) == named


def test_a_table_without_a_stop_does_not_speak_for_the_next_sentence(finder: NameFinder) -> None:
    text = "Ann Roe said " + "Azure and " * 300 + "more. She said it cost $3 million."
    assert settings(text, finder)["She said it cost"] == ("asserts", (), ("She",))

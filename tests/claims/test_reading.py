from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph import terms
from graph.claims import ClaimsFile, read_claims
from graph.errors import SourceRejected
from tests.claims.samples import BOUGHT, CLAIMS, DENIED, changed, line_of, written


@pytest.fixture
def radars(tmp_path: Path) -> ClaimsFile:
    return read_claims(written(tmp_path))


def test_a_claim_about_two_things_has_their_iris(radars: ClaimsFile) -> None:
    claim = radars.claims[0]
    assert (claim.subject, claim.predicate, claim.target) == (
        terms.ID + "subagency-7014",
        terms.USES,
        terms.ID + "product-radar",
    )
    assert (claim.value, claim.unit, claim.currency, claim.bound) == (None, None, None, None)


def test_evidence_keeps_passage_quote_hedge_and_origin(radars: ClaimsFile) -> None:
    (one,) = radars.claims[0].evidence
    assert (one.start, one.end, one.passage_sha256) == (BOUGHT.start, BOUGHT.end, BOUGHT.sha256)
    assert one.quote == "The Border Agency has bought 40 Acme radars"
    assert one.hedge == ("according to budget papers",)
    assert one.speakers == (terms.ID + "speaker-the-gazette",)
    assert one.origins == (terms.ID + "origin-budget-papers",)
    assert (one.confidence, one.machine_made, one.awards) == (Decimal("0.95"), False, ())


def test_an_amount_is_exact_and_keeps_its_words(radars: ClaimsFile) -> None:
    claim = radars.claims[1]
    assert (claim.value, claim.currency, claim.value_text) == (Decimal(3500000), "USD", "$3.5 million")


def test_a_year_is_an_interval_of_days(radars: ClaimsFile) -> None:
    claim = radars.claims[3]
    assert (claim.valid_from, claim.valid_to) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_month_is_an_interval_of_days(tmp_path: Path) -> None:
    claim = read_claims(written(tmp_path, changed("when: 2027", "when: 2026-02"))).claims[3]
    assert (claim.valid_from, claim.valid_to) == (date(2026, 2, 1), date(2026, 2, 28))


def test_two_dates_make_one_interval(tmp_path: Path) -> None:
    claim = read_claims(written(tmp_path, changed("when: 2027", "when: 2025-07/2026-01"))).claims[3]
    assert (claim.valid_from, claim.valid_to) == (date(2025, 7, 1), date(2026, 1, 31))


def test_words_alone_are_a_value(tmp_path: Path) -> None:
    text = changed("    value: 60\n    unit: count\n    bound: about\n", "    value_text: many radars\n")
    claim = read_claims(written(tmp_path, text)).claims[3]
    assert (claim.value, claim.value_text) == (None, "many radars")


def test_the_document_is_as_precise_as_its_source(radars: ClaimsFile) -> None:
    document = radars.document
    assert (document.iri, document.publisher, document.date) == (
        terms.ID + "document-gazette-2026-radars",
        "The Gazette",
        "2026-03",
    )


def test_awards_can_be_the_evidence(tmp_path: Path) -> None:
    text = CLAIMS + (
        "      - stance: records\n        awards: [CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012]\n"
    )
    claim = read_claims(written(tmp_path, text)).claims[3]
    one = claim.evidence[1]
    assert (one.start, one.quote) == (None, "")
    assert one.awards == ("CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012",)


def test_the_iri_of_a_claim_does_not_depend_on_its_evidence(radars: ClaimsFile, tmp_path: Path) -> None:
    other = read_claims(written(tmp_path, changed("confidence: 0.95", "confidence: 0.5"), "other.yaml"))
    assert [claim.iri for claim in other.claims] == [claim.iri for claim in radars.claims]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("object: radar\n", "object: tracking\n", id="object"),
        pytest.param("when: 2027", "when: 2028", id="time"),
        pytest.param("value: 60", "value: 61", id="value"),
        pytest.param("unit: count", "unit: percent", id="unit"),
        pytest.param("bound: about", "bound: more-than", id="bound"),
        pytest.param("currency: USD", "currency: EUR", id="currency"),
    ],
)
def test_the_iri_of_a_claim_follows_what_it_says(old: str, new: str, radars: ClaimsFile, tmp_path: Path) -> None:
    other = read_claims(written(tmp_path, changed(old, new), "other.yaml"))
    assert {claim.iri for claim in other.claims} != {claim.iri for claim in radars.claims}


def test_equal_values_written_differently_are_one_claim(radars: ClaimsFile, tmp_path: Path) -> None:
    other = read_claims(written(tmp_path, changed('value: "3,500,000"', "value: 3500000.00"), "other.yaml"))
    assert [claim.iri for claim in other.claims] == [claim.iri for claim in radars.claims]


def test_exact_and_no_bound_are_one_claim(tmp_path: Path) -> None:
    exact = read_claims(written(tmp_path, changed("bound: about", "bound: exact")))
    without = read_claims(written(tmp_path, changed("    bound: about\n", ""), "other.yaml"))
    assert [claim.iri for claim in exact.claims] == [claim.iri for claim in without.claims]


def test_an_unreviewed_claim_is_read_but_set_apart(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, changed("when: 2027", "when: 2027\n    unreviewed: true")))
    assert len(file.claims) == 4
    assert [claim.name for claim in file.reviewed] == ["agency-uses-radar", "radars-cost", "agency-tracks"]


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
MISTAKES = [
    ("stance: denies", "stance: deny", "Unknown value 'deny'. Did you mean denies?", "deny"),
    ("subject: radar money", "subject: radar cash", "Unknown value 'radar cash'. Did you mean", "radar cash"),
    ("object: tracking", "object: spying", "Unknown value 'spying'.", "spying"),
    ("origins: [budget papers]", "origins: [a leak]", "Unknown value 'a leak'.", "a leak"),
    ("relation: uses", "relation: employs", "Unknown value 'employs'.", "employs"),
    (
        '    value: "3,500,000"\n    value_text: $3.5 million\n',
        "    object: radar\n",
        "A currency without a value.",
        "USD",
    ),
    ("    object: tracking\n", "", "The claim has neither object nor value.", "id: agency-tracks"),
    (
        "    object: tracking\n",
        "    currency: USD\n",
        "A currency without a value.",
        "USD\n    evidence:\n      - stance: denies",
    ),
    ("object: radar\n", "object: radar\n    value: 40\n", "an object or a value, not both", "radar\n    value"),
    ("currency: USD", "currency: USD\n    unit: count", "a unit or a currency, not both", "count\n    evidence"),
    ("currency: USD", "currency: dollars", "'dollars' is no currency code.", "dollars"),
    ("unit: count", "unit: pieces", "Unknown unit 'pieces'.", "pieces"),
    ("bound: about", "bound: roughly", "Unknown value 'roughly'.", "roughly"),
    ("value: 60", "value: sixty", "'sixty' is no number.", "sixty"),
    ("when: 2027", "when: in 2027", "'in 2027' is not a date.", "in 2027\n"),
    ("when: 2027", "when: 2027-02-30", "There is no day 2027-02-30 in the calendar.", "2027-02-30"),
    ("when: 2027", "when: 2027/2026", "'2027/2026' ends before it starts.", "2027/2026"),
    ("id: radars-cost", "id: agency-uses-radar", "stands already in line", "agency-uses-radar\n    subject: radar"),
    ("id: radars-cost", "id: Radars Cost", "'Radars Cost' is no id.", "Radars Cost"),
    ("  - id: fleet-grows\n", "  - idd: fleet-grows\n", "Unknown name 'idd'. Did you mean id?", "idd"),
    (
        "  - id: fleet-grows\n    subject",
        "  - subject",
        "id missing. Add id.",
        "subject: Border Agency\n    relation: owns",
    ),
    ("when: 2027", "when: 2027\n    when: 2028", "The name 'when' stands here twice.", "when: 2028"),
    ("quote: for $3.5 million", f"quote: {LONG}", "The quote has 16 words.", "one two"),
    ("quote: for $3.5 million", "quote: for <b>$3.5</b> million", "The quote holds HTML.", "for <b>"),
    ("quote: for $3.5 million", "quote: for &dollar;3.5 million", "The quote holds HTML.", "for &dollar;"),
    ("quote: for $3.5 million", "quote: for &#x24;3.5 million", "The quote holds HTML.", "for &#x24;"),
    ("quote: for $3.5 million", f"quote: {'x' * 200}", "The quote has 200 characters, its passage", "xxx"),
    ("        quote: for $3.5 million\n", "", "quote missing.", "stance: asserts\n        passage"),
    ("confidence: 0.95", "confidence: 95%", "'95%' is no confidence.", "95%"),
    ("confidence: 0.95", "machine_made: maybe", "'maybe' is neither true nor false.", "maybe"),
    (f"[{DENIED.start}, ", f"[-{DENIED.start}, ", "is not a whole number from 0 up.", f"-{DENIED.start}"),
    (f"[{DENIED.start}, {DENIED.end}]", "[9, 9]", "The passage ends at 9, before or where it starts (9).", "[9, 9]"),
    (f"[{DENIED.start}, {DENIED.end}]", "[9]", "A passage has two offsets.", "[9]"),
    (f"[{DENIED.start}, {DENIED.end}]", f"[{BOUGHT.end - 4}, {DENIED.end}]", "crosses", "stance: denies"),
    (DENIED.sha256, "abc", "'abc' is no sha256.", "abc"),
    ("date: 2026-03", "date: March", "'March' is no date.", "March"),
    ("date: 2026-03", "date: 2025-02-30", "'2025-02-30' is no day of the calendar.", "2025-02-30"),
    ("url: https://gazette.example/radars", "url: the web", "'the web' is no web address.", "the web"),
    ("  radar money: {kind: appropriation, ", "  radar money: {", "neither id nor kind", "{label: Money for radars}"),
    (", label: Money for radars", "", "The new entity 'radar money' has no label.", "{kind: appropriation}"),
    ("{id: subagency-7014}", "{id: sub agency}", "'sub agency' is no id.", "sub agency"),
    ("kind: concept", "kind: idea", "Unknown value 'idea'.", "idea"),
    ("  engagesIn: {", "  engages-in: {", "'engages-in' cannot name a new relation.", "{label: is engaged in}"),
    ("  engagesIn: {", "  uses: {", "The vocabulary has the relation 'uses'.", "{label: is engaged in}"),
    ("  engagesIn: {", "  recipient: {", "'recipient' cannot name a new relation.", "{label: is engaged in}"),
    (
        "when: 2027",
        "when: 2027\n    refines: [agency-uses]",
        "Unknown value 'agency-uses'. Did you mean",
        "agency-uses]",
    ),
    ("when: 2027", "when: 2027\n    refines: [fleet-grows]", "'fleet-grows' refines itself.", "fleet-grows]"),
    (
        "  text_sha256:",
        "  summary: [9]\n  text_sha256:",
        "A passage has two offsets.",
        "[9]",
    ),
    ("title: Border Agency Doubles Its Radars", "title: ''", "This text is empty.", "''"),
    ("publisher: The Gazette", "publisher: [The Gazette]", "Here one text is needed.", "[The Gazette]\n  date"),
]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        pytest.param("object: tracking", "object: spying", "Declare what is new under entities.", id="entity"),
        pytest.param("origins: [budget papers]", "origins: [a leak]", "what is new under origins.", id="origin"),
        pytest.param("relation: uses", "relation: employs", "Declare what is new under relations.", id="relation"),
        pytest.param("id: radars-cost", "id: agency-uses-radar", "Give this claim another id.", id="id-twice"),
        pytest.param("  - id: fleet-grows", "\t- id: fleet-grows", "(spaces, never tabs)", id="tab"),
    ],
)
def test_a_mistake_comes_with_what_to_do(old: str, new: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRejected) as caught:
        read_claims(written(tmp_path, changed(old, new)))

    assert hint in caught.value.hint


@pytest.mark.parametrize(("old", "new", "message", "at"), MISTAKES, ids=[one[2][:45] for one in MISTAKES])
def test_a_mistake_is_refused_with_its_line(old: str, new: str, message: str, at: str, tmp_path: Path) -> None:
    text = changed(old, new)
    path = written(tmp_path, text)
    with pytest.raises(SourceRejected) as caught:
        read_claims(path)
    assert message in str(caught.value)
    line, start = line_of(text, at), text.index(at)
    column = start - text.rfind("\n", 0, start)
    assert str(caught.value).startswith(f"{path}:{line}:{column}: ")
    assert caught.value.row == line
    assert caught.value.hint


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        pytest.param("stance: asserts\n        awards: [CONT_AWD_A_7012_-NONE-_-NONE-]", "Awards cannot", id="stance"),
        pytest.param("stance: records\n        awards: [70CTD024FC0000015]", "is no award key", id="key"),
        pytest.param("stance: records\n        awards: []", "No award named", id="none"),
        pytest.param(
            "stance: records\n        awards: [CONT_AWD_A_7012_-NONE-_-NONE-]\n        quote: and a quote",
            "a passage or awards, not both",
            id="both",
        ),
        pytest.param("stance: records", "stance 'records' names no award", id="neither"),
        pytest.param("stance: denies", "passage, passage_sha256, quote missing", id="nothing"),
        pytest.param(
            "stance: records\n        machine_made: true\n        passage: [0, 11]\n        quote: The Border",
            "stance 'records' names no award",
            id="passage-as-record",
        ),
    ],
)
def test_evidence_is_a_passage_or_awards_that_record_it(evidence: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=message):
        read_claims(written(tmp_path, f"{CLAIMS}      - {evidence}\n"))


def test_a_claim_without_evidence_is_refused(tmp_path: Path) -> None:
    start = CLAIMS.index("      - stance: projects")
    with pytest.raises(SourceRejected, match="A claim needs evidence"):
        read_claims(written(tmp_path, CLAIMS[:start].rstrip() + " []\n"))


def test_two_claims_that_say_the_same_are_refused(tmp_path: Path) -> None:
    start = CLAIMS.index("  - id: fleet-grows")
    again = CLAIMS[start:].replace("fleet-grows", "fleet-grows-again")
    with pytest.raises(SourceRejected, match="stand already in line"):
        read_claims(written(tmp_path, CLAIMS + again))


def test_a_file_needs_neither_origins_nor_relations(tmp_path: Path) -> None:
    text = CLAIMS.split("\norigins:")[0] + (
        "\nentities: {A: {id: subagency-7014}, B: {id: product-azure}}\nclaims: []\n"
    )
    file = read_claims(written(tmp_path, text))
    assert (file.origins, file.relations, file.claims) == ((), (), ())


def test_entities_must_be_named(tmp_path: Path) -> None:
    start, end = CLAIMS.index("entities:"), CLAIMS.index("relations:")
    with pytest.raises(SourceRejected, match="Give each entry a name and a colon"):
        read_claims(written(tmp_path, f"{CLAIMS[:start]}entities: [radar]\n{CLAIMS[end:]}"))


def test_a_claim_can_say_another_more_exactly(tmp_path: Path) -> None:
    text = changed("when: 2027", "when: 2027\n    refines: [agency-uses-radar]\n    note: Only a part.")
    claim = read_claims(written(tmp_path, text)).claims[3]
    assert (claim.refines, claim.note) == (("agency-uses-radar",), "Only a part.")


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(SourceRejected) as caught:
        read_claims(path)
    assert str(caught.value) == (
        f"{path}: 50,000,000 bytes are more than a curated file can have (5,000,000). Split it, one document per file."
    )


def test_many_claims_on_one_passage_are_read_in_one_pass(tmp_path: Path) -> None:
    start = CLAIMS.index("  - id: fleet-grows")
    more = [
        CLAIMS[start:].replace("fleet-grows", f"fleet-grows-{year}").replace("when: 2027", f"when: {year}")
        for year in range(2028, 2428)
    ]
    assert len(read_claims(written(tmp_path, CLAIMS + "".join(more))).claims) == 404


def test_a_quote_is_kept_as_printed(tmp_path: Path) -> None:
    text = changed("quote: for $3.5 million", "quote: '\u201cfor\u201d \u2014 $3.5 \u00abmillion\u00bb'")
    (one,) = read_claims(written(tmp_path, text)).claims[1].evidence
    assert one.quote == "\u201cfor\u201d \u2014 $3.5 \u00abmillion\u00bb"


def test_an_origin_that_a_file_without_origins_names_is_to_be_declared(tmp_path: Path) -> None:
    text = changed("origins:\n  budget papers: {label: Budget papers of the Border Agency}\n", "")
    with pytest.raises(
        SourceRejected,
        match=r"Unknown value 'budget papers'. The file declares none. Declare what is new under origins",
    ):
        read_claims(written(tmp_path, text))


# --- known things without a declaration -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "name", ["https://w3id.org/vendorgraph/id/subagency-7012", "id:subagency-7012", "ICE",
             "U.S. Immigration and Customs Enforcement"],
)  # fmt: skip
def test_a_known_thing_is_named_by_iri_curie_or_name(name: str, tmp_path: Path) -> None:
    text = changed("subject: Border Agency\n    relation: uses", f"subject: {name}\n    relation: uses")
    file = read_claims(written(tmp_path, text))
    assert file.claims[0].subject == terms.ID + "subagency-7012"
    (entity,) = [one for one in file.entities if one.name == name]
    assert (entity.class_iri, entity.line) == (None, line_of(text, f"subject: {name}"))


def test_a_declared_name_comes_before_a_known_one(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, CLAIMS.replace("Border Agency: {id", "ICE: {id").replace(
        "subject: Border Agency", "subject: ICE")))  # fmt: skip
    assert file.claims[0].subject == terms.ID + "subagency-7014"


def test_a_name_of_several_known_things_is_refused_with_them(tmp_path: Path) -> None:
    text = changed("subject: Border Agency\n    relation: uses", "subject: FEMA\n    relation: uses")
    with pytest.raises(SourceRejected, match=r"is the name of several known things. Write one of these: id:.*, id:"):
        read_claims(written(tmp_path, text))


def test_an_iri_that_is_no_local_id_is_refused(tmp_path: Path) -> None:
    text = changed("subject: Border Agency\n    relation: uses", "subject: 'id:no id'\n    relation: uses")
    with pytest.raises(SourceRejected, match="'id:no id' is no id of a thing"):
        read_claims(written(tmp_path, text))


def test_amazon_alone_is_no_known_name(tmp_path: Path) -> None:
    text = changed("subject: Border Agency\n    relation: uses", "subject: Amazon\n    relation: uses")
    with pytest.raises(SourceRejected, match="Unknown value 'Amazon'"):
        read_claims(written(tmp_path, text))

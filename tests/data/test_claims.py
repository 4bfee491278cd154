"""The shipped claims: valid, verified against the article where it is at hand, and no copy of it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pyoxigraph as ox
import pytest
import yaml

from graph import terms
from graph.check import run_checks
from graph.claims import (
    ClaimsFile,
    CuratedClaim,
    derive_standings,
    derive_statuses,
    find_unread,
    measure_coverage,
    measure_quoted,
    named_awards,
    read_claims,
    text_sha256,
    to_quads,
    verify,
)
from graph.claims import evidence as evidence_fields
from graph.claims import reading as fields
from graph.claims import units as unit_fields
from graph.claims.passages import count_words, fold
from graph.model import Severity
from graph.reference import reference_quads
from graph.resources import data_folder

CLAIMS = data_folder() / "claims"
SCHEMA: dict[str, Any] = json.loads((CLAIMS / "schema.json").read_text(encoding="utf-8"))
ARTICLE_WORDS = 933  # words of the article's text file


@pytest.fixture(scope="module")
def article() -> ClaimsFile:
    return read_claims(CLAIMS / "nextfin-2026-ice-azure.yaml")


def status_of(article: ClaimsFile) -> dict[str, str]:
    statuses = derive_statuses([article])
    return {claim.name: statuses[claim.iri] for claim in article.claims}


def named(article: ClaimsFile, name: str) -> CuratedClaim:
    return next(claim for claim in article.claims if claim.name == name)


def text_of(originals: Path) -> str:
    return (originals / "article" / "seed_article.txt").read_bytes().decode("utf-8")


def test_nothing_is_left_unreviewed(article: ClaimsFile) -> None:
    assert article.reviewed == article.claims


def test_the_article_makes_well_over_a_hundred_claims(article: ClaimsFile) -> None:
    assert len([claim for claim in article.claims if any(not one.awards for one in claim.evidence)]) >= 125


def test_numbers_and_units_agree_with_the_quotes(article: ClaimsFile) -> None:
    assert {finding.severity for finding in verify(article)} == {Severity.INFO}


@pytest.mark.shared
def test_every_passage_and_quote_stands_in_the_article(article: ClaimsFile, originals: Path) -> None:
    text = text_of(originals)
    assert verify(article, text) == []
    assert count_words(text) == ARTICLE_WORDS


@pytest.mark.shared
def test_every_sentence_has_a_claim_or_a_reason_why_not(article: ClaimsFile, originals: Path) -> None:
    text = text_of(originals)
    assert find_unread(article, text) == ()
    left_out = [text[one.start : one.end] for one in article.unclaimed]
    assert left_out[0] == "NextFin"  # the masthead; all others stand below the article
    assert all(one.start > 6150 for one in article.unclaimed[1:])
    assert [text_sha256(words) for words in left_out] == [one.passage_sha256 for one in article.unclaimed]


@pytest.mark.shared
def test_the_passages_cover_the_body(article: ClaimsFile, originals: Path) -> None:
    body = [one for one in measure_coverage(article, text_of(originals)) if 811 <= one.start < 6149]
    for number, one in enumerate(body, 1):
        print(f"paragraph {number}, {one.start} to {one.end}: {one.share:.1%} of its characters lie in a passage")
    assert len(body) == 7
    assert min(one.share for one in body) >= Decimal("0.8")


@pytest.mark.shared
def test_the_summary_is_the_four_bullets(article: ClaimsFile, originals: Path) -> None:
    assert article.document.summary is not None
    start, end = article.document.summary
    bullets = text_of(originals)[start:end].splitlines()
    assert [bullet.lstrip()[0] for bullet in bullets] == ["\u2022"] * 4


def test_all_evidence_out_of_the_summary_is_machine_made_and_no_other(article: ClaimsFile) -> None:
    made = [one for claim in article.claims for one in claim.evidence if one.machine_made]
    assert {one.start for one in made} == {109, 317, 481, 644}
    assert {one.speakers for one in made} == {(terms.ID + "speaker-nextfin-ai",)}
    assert {one.origins for one in made} == {()}


@pytest.mark.shared
def test_all_quotes_together_are_no_copy_of_the_text(article: ClaimsFile, originals: Path) -> None:
    """The measure is by place: which of the text's words stand in some quote."""
    text = text_of(originals)
    quoted = measure_quoted(article, text)
    places = [
        (at, at + len(one.quote))
        for claim in article.claims
        for one in claim.evidence
        if one.start is not None and (at := fold(text).index(fold(one.quote), one.start)) >= 0
    ]
    words = [
        any(first < word.end() and word.start() < last for first, last in places) for word in re.finditer(r"\S+", text)
    ]
    print(f"{sum(words)} of {len(words)} words stand in a quote: {quoted.share:.1%}")
    assert (quoted.words, quoted.quoted) == (len(words), sum(words))
    assert len(words) == ARTICLE_WORDS
    assert sum(words) <= Decimal("0.4") * ARTICLE_WORDS


def test_quotes_are_short_and_notes_quote_no_more(article: ClaimsFile) -> None:
    assert max(count_words(one.quote) for claim in article.claims for one in claim.evidence) <= 15
    notes = [one.note for claim in article.claims for one in claim.evidence]
    assert [words for note in notes for words in re.findall(r'Read:.*"(\S+\s[^"]*)"', note)] == []


# Words that name no thing, and so carry neither subject nor object.
SMALL = frozenset({"and", "for", "the", "with", "that", "this", "its", "have", "from", "speaks", "article", "document"})


def names_in(words: str) -> set[str]:
    """Return the beginnings of the words that name something: four letters tell a thing and bear its endings."""
    return {word[:4] for word in re.findall(r"[\w+$]{3,}", words.casefold()) if word not in SMALL}


def test_each_quote_carries_its_claim_or_the_claim_says_how_it_was_read(article: ClaimsFile) -> None:
    spoken = {one.iri: f"{one.name} {one.label or ''} {' '.join(one.also)}" for one in article.entities}
    unsaid = []
    for claim in article.claims:
        wanted = [spoken[claim.subject], spoken[claim.target] if claim.target else claim.value_text or ""]
        for one in claim.evidence:
            carried = all(names_in(words) & names_in(one.quote) for words in wanted)
            if one.start is not None and not carried and "Read: " not in one.note:
                unsaid.append((claim.name, one.quote))
    assert unsaid == []


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        pytest.param("75-billion-is-historic", 109, ["historic", "$75 billion"], id="historic-in-the-summary"),
        pytest.param("azure-is-platform-of-microsoft", 109, ["Azure", "Microsoft"], id="maker-in-the-summary"),
        pytest.param("azure-is-platform-of-microsoft", 811, ["Azure", "platform", "Microsoft"], id="maker"),
        pytest.param("75-billion-to-ice", 1230, ["$75 billion", "for the agency"], id="money-for-the-agency"),
        pytest.param("video-indexer-is-ai-tool", 317, ["AI tools like", "Video Indexer"], id="tool-in-the-summary"),
        pytest.param("incentives-are-complex", 4335, ["incentives", "Microsoft", "complex"], id="incentives"),
        pytest.param("ice-uses-video-indexer", 1658, ["ICE", "utilizing", "Azure AI Video Indexer"], id="use"),
        pytest.param("ice-uses-azure-vision", 1658, ["ICE", "utilizing", "Azure Vision"], id="other-use"),
        pytest.param("both-tools-can-analyse-emotions", 1658, ["Video Indexer", "capable of", "emotion"], id="can"),
    ],
)
def test_quotes_that_a_reader_missed_words_in_have_them(
    name: str, start: int, words: list[str], article: ClaimsFile
) -> None:
    (quote,) = [one.quote for one in named(article, name).evidence if one.start == start]
    assert [word for word in words if word not in quote] == []


def test_revenue_and_incentives_are_those_of_microsoft(article: ClaimsFile) -> None:
    microsoft = terms.ID + "vendor-lei-INR2EJN1ERAN0W5ZP974"
    tied = {claim.subject for claim in article.claims if claim.target == microsoft}
    assert {
        named(article, "incentives-are-complex").subject,
        named(article, "ice-contracts-revenue-in-words").subject,
    } <= tied
    assert "the sentence before" in named(article, "ice-contracts-revenue-in-words").evidence[0].note


def test_readings_of_what_this_and_such_mean_are_marked(article: ClaimsFile) -> None:
    (denial,) = named(article, "ice-mass-surveillance-with-microsoft").evidence
    assert denial.note.startswith("Read: the activity is the one named before in the sentence")
    pivot = named(article, "pivot-is-part-of-strategy")
    assert pivot.subject == terms.ID + "concept-nextfin-2026-technological-pivot"
    growth = next(one for one in article.entities if one.name == "growth of the data")
    assert growth.also == ()


def test_a_record_that_orders_something_states_the_order_and_no_more(article: ClaimsFile) -> None:
    """Whoever buys media for a campaign has not thereby conducted it; whom an order names is no middleman yet."""
    recorded = {
        claim.name: claim.predicate.removeprefix(terms.VG)
        for claim in article.claims
        if any(one.awards for one in claim.evidence)
    }
    assert recorded == {
        "ice-uses-azure": "uses",
        "ice-azure-environment-through-four-points": "orderedFrom",
        "hsi-azure-services-through-dell": "orderedFrom",
        "dhs-microsoft-license-held-by-dell": "heldBy",
        "ice-ordered-media-for-recruitment-campaign": "orderedMediaFor",
        "ice-funded-tracker-of-funding-under-the-bill": "fundedTrackerOfFundingUnder",
    }


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ice-uses-azure", "confirmed"),
        ("ice-uses-video-indexer", "reported"),
        ("ice-uses-azure-vision", "reported"),
        ("ice-uses-virtual-machines", "reported"),
        ("ice-uses-blob-storage", "reported"),
    ],
)
def test_records_confirm_that_ice_uses_azure_and_none_of_its_services(
    name: str, status: str, article: ClaimsFile
) -> None:
    assert status_of(article)[name] == status


def test_the_issued_denial_is_of_the_role_of_microsoft_and_keeps_the_vagueness(article: ClaimsFile) -> None:
    claim = named(article, "microsoft-issued-firm-denial-of-role")
    label = next(one.label for one in article.entities if one.iri == claim.target)
    assert label == "its role in these operations; what of it is denied is not said"
    assert [(one.stance, one.quote) for one in claim.evidence] == [
        ("asserts", "firm denial regarding its role in these operations")
    ]


def test_each_denial_is_of_one_proposition_and_none_of_what_ice_uses(article: ClaimsFile) -> None:
    denied = [claim.name for claim in article.claims for one in claim.evidence if one.stance in ("denies", "disputes")]
    assert denied == [
        "ice-mass-surveillance-with-microsoft",
        "microsoft-supports-mass-surveillance",
    ]
    assert {status_of(article)[name] for name in denied} == {"denied"}


@pytest.mark.parametrize(
    "name",
    ["ice-stores-400-terabytes", "ice-stores-nearly-1400-terabytes", "ice-storage-tripled", "azure-usage-tripled"],
)
def test_what_is_measured_on_azure_says_so(name: str, article: ClaimsFile) -> None:
    claim = named(article, name)
    label = next(one.label for one in article.relations if one.iri == claim.predicate)
    assert "Azure" in label


def test_no_quote_of_one_word_carries_a_relation_between_two_things(article: ClaimsFile) -> None:
    short = [one.quote for claim in article.claims for one in claim.evidence if one.quote and " " not in one.quote]
    assert short == ["deputization", "impossible", "contested", "frontline"]  # each the object of its claim


def test_a_policy_denies_no_fact(article: ClaimsFile) -> None:
    (policy,) = named(article, "microsoft-policy-on-mass-surveillance").evidence
    assert (policy.stance, policy.speakers) == ("asserts", (terms.ID + "speaker-microsoft-spokesperson",))


def test_what_a_tool_can_do_is_not_what_ice_does(article: ClaimsFile) -> None:
    able = [claim for claim in article.claims if claim.predicate == terms.VG + "canDo"]
    doing = {claim.target for claim in article.claims if claim.subject == terms.ID + "subagency-7012"}
    assert len(able) == 4
    together = {claim.subject for claim in able if claim.name.startswith("both-tools")}
    assert together == {terms.ID + "concept-nextfin-2026-video-indexer-and-vision"}
    # What is said of both at once is said of neither alone.
    tools = {terms.ID + "product-azure-ai-video-indexer", terms.ID + "product-azure-vision"}
    said = {claim.predicate for claim in article.claims if claim.subject in tools}
    assert not said & {terms.VG + "canDo", terms.VG + "usedToProcess"}
    assert {claim.target for claim in able} & doing == set()


@pytest.mark.parametrize(
    ("name", "value", "text", "unit", "bound"),
    [
        ("ice-stores-400-terabytes", "400", "400 terabytes", "terabyte", None),
        ("ice-stores-nearly-1400-terabytes", "1400", "nearly 1,400 terabytes", "terabyte", "nearly"),
        ("ice-storage-tripled", "3", "tripling its data storage", "factor", None),
        ("growth-took-six-months", "6", "just six months", "month", None),
        ("ice-workforce-more-than-doubled", "2", "more than doubled since early 2025", "factor", "more-than"),
        ("1400-terabytes-as-images", "490000000", "approximately 490 million high-resolution images", "image", "about"),
        ("daily-arrest-quota", "3000", "3,000 undocumented immigrants", "person", None),
        ("75-billion-amount", "75000000000", "$75 billion", "USD", None),
        ("45-billion-amount", "45000000000", "$45 billion", "USD", None),
    ],
)
def test_each_quantity_has_its_words_unit_and_bound(
    name: str, value: str, text: str, unit: str, bound: str | None, article: ClaimsFile
) -> None:
    claim = named(article, name)
    assert (claim.value, claim.value_text) == (Decimal(value), text)
    assert (claim.unit or claim.currency, claim.bound) == (unit, bound)


def test_vague_amounts_keep_their_words_and_no_number(article: ClaimsFile) -> None:
    vague = {claim.value_text for claim in article.claims if claim.target is None and claim.value is None}
    assert vague == {
        "massive",
        "vast troves",
        "hundreds of thousands of hours",
        "a significant revenue stream",
    }


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("ice-stores-400-terabytes", date(2025, 7, 1), date(2025, 7, 31)),
        ("ice-stores-nearly-1400-terabytes", date(2026, 1, 1), date(2026, 1, 31)),
        ("ice-storage-tripled", date(2025, 7, 1), date(2026, 1, 31)),
        ("tech-industry-cannot-stay-neutral", date(2026, 1, 1), date(2026, 12, 31)),
        ("ice-workforce-more-than-doubled", None, None),
        ("45-billion-in-2025-budget", None, None),
    ],
)
def test_months_are_intervals_and_vague_times_none(
    name: str, first: date | None, last: date | None, article: ClaimsFile
) -> None:
    claim = named(article, name)
    assert (claim.valid_from, claim.valid_to) == (first, last)


def test_two_outlets_on_one_leak_are_one_origin(article: ClaimsFile) -> None:
    outlets = {terms.ID + "speaker-the-guardian", terms.ID + "speaker-972-magazine"}
    told = [one for claim in article.claims for one in claim.evidence if outlets & set(one.speakers)]
    assert {frozenset(one.speakers) for one in told} == {frozenset(outlets)}
    assert {one.origins for one in told} == {(terms.ID + "origin-leaked-documents",)}


def test_no_reseller_is_named_by_the_document(article: ClaimsFile) -> None:
    said = named(article, "microsoft-sells-through-resellers")
    assert said.target == terms.ID + "concept-third-party-resellers"
    vendors = {one.iri for one in article.entities if one.local.startswith("vendor-") and one.name != "Microsoft"}
    assert len(vendors) == 2
    for claim in article.claims:
        if {claim.subject, claim.target} & vendors:
            assert {one.stance for one in claim.evidence} == {"records"}


def test_records_refine_what_they_cannot_confirm(article: ClaimsFile) -> None:
    assert {claim.name: claim.refines for claim in article.claims if claim.refines} == {
        "ice-azure-environment-through-four-points": ("microsoft-sells-through-resellers", "ice-uses-azure"),
        "hsi-azure-services-through-dell": ("microsoft-sells-through-resellers", "ice-uses-azure"),
        "dhs-microsoft-license-held-by-dell": ("microsoft-sells-through-resellers",),
        "ice-ordered-media-for-recruitment-campaign": ("workforce-growth-follows-campaign",),
    }
    assert status_of(article)["microsoft-sells-through-resellers"] == "reported"
    assert all(one.note for claim in article.claims for one in claim.evidence if one.awards)


def test_what_only_the_machine_summary_says_is_known_and_no_fact(article: ClaimsFile) -> None:
    alone = {claim.name: claim.iri for claim in article.claims if all(one.machine_made for one in claim.evidence)}
    assert set(alone) == {
        "ice-integrates-ai-tools-for-surveillance",
        "video-indexer-is-ai-tool",
        "ice-moves-toward-proactive-enforcement",
        "growth-aims-at-quota",
        "reliance-raises-ethical-concerns",
        "administration-pushes-for-national-security",
        "definition-contested-amid-push",
    }
    standings = derive_standings([article])
    assert [name for name, iri in alone.items() if standings[iri].stated] == []


@pytest.fixture(scope="module")
def everything(article: ClaimsFile) -> ox.Store:
    """Return a store of the claims with the tables they stand beside."""
    store = ox.Store()
    lines = "\n".join([*to_quads([article]), *reference_quads()]) + "\n"
    store.bulk_load(lines.encode(), ox.RdfFormat.N_QUADS)
    return store


def asks(store: ox.Store, claim: CuratedClaim) -> bool:
    """Ask the union of all named graphs, the default graph in it, for what a claim says."""
    said = fact_of(claim) if claim.target is not None else f"<{claim.subject}> <{claim.predicate}> ?any"
    return bool(store.query(f"ASK {{ {said} }}", use_default_graph_as_union=True))


def fact_of(claim: CuratedClaim) -> str:
    """Return the plain triple that a claim about two things would be."""
    return f"<{claim.subject}> <{claim.predicate}> <{claim.target}>"


def test_nothing_denied_opined_or_projected_is_a_triple_in_any_graph(article: ClaimsFile, everything: ox.Store) -> None:
    statuses = status_of(article)
    unstated = [claim for claim in article.claims if statuses[claim.name] not in ("confirmed", "reported")]
    assert {statuses[claim.name] for claim in unstated} == {"denied", "analysis", "projection"}
    assert len(unstated) == 49
    assert [claim.name for claim in unstated if asks(everything, claim)] == []


def test_what_is_stated_between_things_is_a_triple(article: ClaimsFile, everything: ox.Store) -> None:
    standings = derive_standings([article])
    stated = [claim for claim in article.claims if standings[claim.iri].stated and claim.target is not None]
    assert len(stated) > 60
    assert [claim.name for claim in stated if not asks(everything, claim)] == []


def test_the_claims_break_no_shape_and_no_house_rule(everything: ox.Store) -> None:
    # The awards themselves stand in the records, which are not loaded here.
    found = [
        one for one in run_checks(everything, questions=False) if one.rule not in ("award-not-loaded", "dangling-iri")
    ]
    assert [one for one in found if one.severity is not Severity.INFO] == []


def test_every_violation_planted_in_the_claims_is_found(article: ClaimsFile) -> None:
    denied = named(article, "ice-mass-surveillance-with-microsoft")
    opined = named(article, "ice-builds-permanent-archive")
    projected = named(article, "ice-moves-toward-predictive-policing")
    made = named(article, "growth-aims-at-quota")
    vision = named(article, "ice-uses-azure-vision")
    facts = [
        *(f"{fact_of(claim)} ." for claim in (denied, opined, projected)),
        f"{fact_of(made)} <{terms.GRAPH_REPORTED}> .",
        f"<{vision.iri}> <{terms.STATUS}> <{terms.STATUS_CONFIRMED}> <{terms.GRAPH_CLAIMS}> .",
        f'<{vision.iri}> <{terms.VALUE}> "3"^^<{terms.XSD_DECIMAL}> <{terms.GRAPH_CLAIMS}> .',
        f"<{vision.iri}> <{terms.REFINES}> <{vision.subject}> <{terms.GRAPH_CLAIMS}> .",
    ]
    store = ox.Store()
    lines = "\n".join([*to_quads([article]), *reference_quads(), *facts]) + "\n"
    store.bulk_load(lines.encode(), ox.RdfFormat.N_QUADS)
    found = {(one.rule, one.subject) for one in run_checks(store) if one.severity is Severity.ERROR}
    assert {one for one in found if one[0] != "award-not-loaded"} == {
        ("unstated-claim-stands", denied.iri),
        ("unstated-claim-stands", opined.iri),
        ("unstated-claim-stands", projected.iri),
        ("summary-stands-as-fact", made.iri),
        ("confirmed-without-record", vision.iri),
        ("shape:claim-one-status", vision.iri),
        ("shape:claim-refines", vision.iri),
        ("shape:Claim", vision.iri),
    }


def test_every_award_the_claims_name_is_a_shipped_record(article: ClaimsFile) -> None:
    actions = set()
    for file in sorted((data_folder() / "records").glob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            actions |= {row["Generated Award ID"] for row in csv.DictReader(stream)}
    keys = named_awards([article])
    assert [key for key in keys if key not in actions] == ["CONT_IDV_70RTAC24A00000001_7001"]
    assert len(keys) == 9


def test_known_entities_are_described_by_the_tables_or_the_records(article: ClaimsFile) -> None:
    described = {line.split(" ", 1)[0] for line in reference_quads()} | {f"<{article.document.iri}>"}
    unknown = [one.name for one in article.entities if one.class_iri is None and f"<{one.iri}>" not in described]
    assert unknown == ["Four Points Technology"]  # known from the records


def test_the_shipped_claims_give_the_same_lines_twice(article: ClaimsFile) -> None:
    assert list(to_quads([article])) == list(to_quads([article]))


def test_the_editor_schema_accepts_the_shipped_file() -> None:
    text = (CLAIMS / "nextfin-2026-ice-azure.yaml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.safe_load(text), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_example_of_the_readme_is_a_claims_file(tmp_path: Path) -> None:
    example = (CLAIMS / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "example.yaml"
    path.write_text(re.sub("<sha256 of [^>]*>", "a" * 64, example), encoding="utf-8")
    file = read_claims(path)
    assert [claim.refines for claim in file.claims] == [(), ("border-agency-uses-radar",)]
    assert len(file.unclaimed) == 1
    jsonschema.validate(yaml.safe_load(path.read_text()), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("place", "table"),
    [
        pytest.param(SCHEMA, fields.FILE, id="file"),
        pytest.param(SCHEMA["properties"]["document"], fields.DOCUMENT, id="document"),
        pytest.param(SCHEMA["properties"]["origins"]["additionalProperties"], fields.ORIGIN, id="origin"),
        pytest.param(SCHEMA["properties"]["entities"]["additionalProperties"], fields.ENTITY, id="entity"),
        pytest.param(SCHEMA["properties"]["relations"]["additionalProperties"], fields.RELATION, id="relation"),
        pytest.param(SCHEMA["properties"]["units"]["additionalProperties"], unit_fields.UNIT, id="unit"),
        pytest.param(SCHEMA["$defs"]["claim"], fields.CLAIM, id="claim"),
        pytest.param(SCHEMA["properties"]["no_claim"]["items"], evidence_fields.UNCLAIMED, id="no-claim"),
        pytest.param(SCHEMA["$defs"]["evidence"], evidence_fields.EVIDENCE, id="evidence"),
    ],
)
def test_the_editor_schema_knows_the_fields_the_reader_knows(place: dict[str, Any], table: dict[str, bool]) -> None:
    assert set(place["properties"]) == set(table)
    assert set(place.get("required", [])) == {name for name, needed in table.items() if needed}


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (SCHEMA["$defs"]["claim"]["properties"]["unit"]["anyOf"][0]["enum"], fields.UNITS),
        (SCHEMA["$defs"]["claim"]["properties"]["bound"]["enum"], fields.BOUNDS),
        (SCHEMA["$defs"]["evidence"]["properties"]["stance"]["enum"], evidence_fields.STANCES),
        (
            SCHEMA["properties"]["entities"]["additionalProperties"]["properties"]["kind"]["enum"],
            tuple(sorted(fields.KINDS)),
        ),
    ],
    ids=["units", "bounds", "stances", "kinds"],
)
def test_the_editor_schema_knows_the_codes_the_reader_knows(values: list[str], known: tuple[str, ...]) -> None:
    assert tuple(values) == known


def test_the_editor_schema_names_every_relation() -> None:
    text = SCHEMA["$defs"]["claim"]["properties"]["relation"]["description"]
    assert [name for name in fields.RELATIONS if name not in text] == []

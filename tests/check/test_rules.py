from typing import NamedTuple

import pyoxigraph as ox
import pytest

from graph import terms
from graph.check.bulk import apply_rules
from graph.check.ruleset import load_rules
from graph.model import Severity

from . import small

_RULES = {rule.name: rule for rule in load_rules()}


class Plant(NamedTuple):
    """A violation: the rule, what is added to the clean graph, what is left out, what is said of whom."""

    rule: str
    more: str = ""
    without: str = ""
    subject: str = ""
    says: str = ""


_SIXTEEN = " ".join(str(word) for word in range(16))

_PLANTS = [
    Plant(
        "award-without-recipient",
        without="vg:recipient id:vendor-uei-H1KHJPJH9R51 ;",
        subject="id:award-A1",
        says="id:award-A1 names no vendor that it pays.",
    ),
    Plant(
        "award-without-agency",
        'id:award-A2 a vg:Award ; vg:piid "A2" ; vg:recipient id:vendor-uei-H1KHJPJH9R51 .',
        subject="id:award-A2",
        says="id:award-A2 names no agency that awarded it.",
    ),
    Plant(
        "amount-not-decimal",
        'id:award-A1 vg:totalOutlay "12.5"^^xsd:double .',
        subject="id:award-A1",
        says='id:award-A1 gives vg:totalOutlay as xsd:double "12.5"; an amount is an xsd:decimal.',
    ),
    Plant(
        "amount-not-decimal",
        "id:award-A1 vg:totalObligation 100 .",
        subject="id:award-A1",
        says='id:award-A1 gives vg:totalObligation as xsd:integer "100"; an amount is an xsd:decimal.',
    ),
    Plant(
        "amount-not-decimal",
        f"g:claims {{ {small.VALUED} vg:value id:nothing . }}",
        subject=small.VALUED,
        says=f'{small.VALUED} gives vg:value as nothing "id:nothing"; an amount is an xsd:decimal.',
    ),
    Plant(
        "net-obligation-differs",
        "id:action-0000000000000003 a vg:Action ; vg:ofAward id:award-A1 ; vg:obligation 0.01 .",
        subject="id:award-A1",
        says="id:award-A1 has net obligation 75.5, but its actions add up to 75.51.",
    ),
    Plant(
        "net-obligation-differs",
        without="vg:netObligation 75.5 ;",
        subject="id:award-A1",
        says="id:award-A1 has net obligation nothing, but its actions add up to 75.5.",
    ),
    Plant(
        "net-obligation-without-actions",
        "id:award-A2 vg:netObligation 5.0 .",
        subject="id:award-A2",
        says="id:award-A2 has net obligation 5, but no action is loaded that obligates it.",
    ),
    *(
        Plant(
            "award-not-loaded",
            more,
            without,
            subject=small.RECORDS,
            says=f"{small.RECORDS} says that {named} records {small.CONFIRMED}, but no loaded record has it; "
            "load it or correct its key.",
        )
        for more, without, named in (
            (f"g:claims {{ {small.RECORDS} vg:source id:award-A9 . }}", "", "id:award-A9"),
            ("", "a vg:Award ;", "id:award-A1"),
            # Known only as the vehicle that an award names as its own.
            (
                f"g:claims {{ {small.RECORDS} vg:source id:vehicle-CONT_IDV_V1_7012 . }}",
                "",
                "id:vehicle-CONT_IDV_V1_7012",
            ),
        )
    ),
    Plant(
        "confirmed-without-record",
        without="vg:stance vg:stance-records ;",
        subject=small.CONFIRMED,
        says=f"{small.CONFIRMED} is confirmed, but no evidence about it is a record.",
    ),
    Plant(
        "summary-stands-as-fact",
        f"g:claims {{ {small.SAYS} vg:machineMade true . }}",
        without=" ; vg:machineMade false",
        subject=small.REPORTED,
        says=f"Only a machine summary says {small.REPORTED}, but id:subagency-7012 vg:uses id:product-azure stands "
        "as reported.",
    ),
    Plant(
        "evidence-without-source",
        without="vg:source id:document-article ;",
        subject=small.SAYS,
        says=f"{small.SAYS} does not say in which document or record it stands.",
    ),
    Plant(
        "evidence-without-origin",
        without="vg:origin id:origin-leak ;",
        subject=small.SAYS,
        says=f"{small.SAYS} does not say what its document rests on.",
    ),
    Plant(
        "quote-too-long",
        f'g:claims {{ {small.COUNTS} vg:quote "{_SIXTEEN}" . }}',
        subject=small.COUNTS,
        says=f'{small.COUNTS} quotes more than 15 words: "{_SIXTEEN}"',
    ),
    Plant(
        "product-without-maker",
        'id:product-x a vg:Product ; skos:prefLabel "X" .',
        subject="id:product-x",
        says="id:product-x has no maker.",
    ),
    Plant(
        "record-without-source",
        without="vg:statedIn id:source-00000000000000aa ; vg:row 2",
        subject=small.ACTION_2,
        says=f"{small.ACTION_2} does not say in which loaded file it stands.",
    ),
    Plant(
        "dangling-iri",
        "id:award-A1 vg:psc id:psc-9999 . id:vehicle-CONT_IDV_V1_7012 vg:psc id:psc-9999 .",
        subject="id:psc-9999",
        says="id:psc-9999 is the vg:psc of 2 things, but has no label.",
    ),
    Plant(
        "dangling-iri",
        f"g:claims {{ {small.SAYS} vg:speaker id:speaker-nobody . }}",
        subject="id:speaker-nobody",
        says="id:speaker-nobody is the vg:speaker of 1 things, but has no label.",
    ),
    Plant(
        "inferred-triple-stated",
        "id:award-A1 vg:namesProduct id:product-azure .",
        subject="id:award-A1",
        says="id:award-A1 vg:namesProduct id:product-azure is inferred, but stands in the default graph.",
    ),
    Plant(
        "inferred-triple-stated",
        "id:judgement-1 a vg:Judgement .",
        subject="id:judgement-1",
        says="id:judgement-1 rdf:type vg:Judgement is inferred, but stands in the default graph.",
    ),
    Plant(
        "inferred-triple-stated",
        "g:inferred { id:subagency-7012 vg:uses id:product-azure . }",
        subject="id:subagency-7012",
        says="id:subagency-7012 vg:uses id:product-azure is inferred, but stands in the default graph.",
    ),
    Plant(
        "negative-ceiling",
        "id:award-A1 vg:ceiling -0.01 .",
        subject="id:award-A1",
        says="id:award-A1 has a ceiling of -0.01: a ceiling is what may be spent, never less than nothing.",
    ),
    Plant(
        "implausible-ceiling",
        "id:award-A1 vg:ceiling 2840000000000.0 .",
        subject="id:award-A1",
        says="id:award-A1 has a ceiling of 2840000000000: more than a trillion dollars, a known error of FPDS records.",
    ),
    Plant(
        "treasury-account-without-account",
        'id:tas-2 a vg:TreasuryAccount ; vg:tasSymbol "070-X-0540-000" .',
        subject="id:tas-2",
        says="id:tas-2 belongs to no federal account.",
    ),
    Plant(
        "subawards-above-prime",
        "id:subaward-0000000000000002 vg:ofAward id:award-A1 ; vg:subawardAmount 0.01 .",
        subject="id:award-A1",
        says="id:award-A1 reports subawards of 75.51, more than its own 75.5.",
    ),
    Plant(
        "subawards-above-prime",
        "id:award-A1 vg:totalObligation 70.0 .",
        subject="id:award-A1",
        says="id:award-A1 reports subawards of 75.5, more than its own 70.",
    ),
    Plant(
        "unknown-term",
        "id:award-A1 vg:recipent id:agency-070 , id:subagency-7012 .",
        subject="vg:recipent",
        says="vg:recipent is used 2 times, but neither the ontology nor a claims file declares it.",
    ),
    Plant(
        "unknown-term",
        "id:award-A2 a vg:Awrad .",
        subject="vg:Awrad",
        says="vg:Awrad is used 1 times, but neither the ontology nor a claims file declares it.",
    ),
    Plant(
        "provisional-vendors",
        "id:vendor-name-a vg:provisional true . id:vendor-name-b vg:provisional true .",
        says="2 vendors have no official identifier and are told apart by name alone.",
    ),
    *(
        Plant(
            "unstated-claim-stands",
            stands,
            subject=small.DENIED,
            says=f"{small.DENIED} is vg:status-denied, but the graph states id:subagency-7012 vg:uses "
            "id:product-azure-vision as a fact.",
        )
        for stands in (
            "id:subagency-7012 vg:uses id:product-azure-vision .",
            "g:reported { id:subagency-7012 vg:uses id:product-azure-vision . }",
            "g:inferred { id:subagency-7012 vg:uses id:product-azure-vision . }",
            "<https://example.org/g> { id:subagency-7012 vg:uses id:product-azure-vision . }",
        )
    ),
]


@pytest.mark.parametrize("plant", _PLANTS, ids=[f"{plant.rule}-{number}" for number, plant in enumerate(_PLANTS)])
def test_a_rule_finds_the_violation_planted_for_it(plant: Plant) -> None:
    rule = _RULES[plant.rule]
    found = apply_rules(small.store_of(plant.more, without=plant.without), [rule])
    assert [(finding.message, finding.subject) for finding in found] == [
        (plant.says, small.full(plant.subject) if plant.subject else "")
    ]
    assert {(finding.severity, finding.rule) for finding in found} == {(rule.severity, plant.rule)}


@pytest.mark.parametrize("name", sorted(_RULES))
def test_a_rule_finds_nothing_in_a_clean_graph(name: str) -> None:
    assert apply_rules(small.store_of(), [_RULES[name]]) == []


def test_every_rule_has_a_planted_violation() -> None:
    assert {plant.rule for plant in _PLANTS} == set(_RULES)


@pytest.mark.parametrize("status", ["disputed", "analysis", "projection", "retracted"])
def test_a_claim_that_is_not_stated_must_not_stand_as_a_fact(status: str) -> None:
    store = small.store_of(
        f"""id:program-raven vg:uses id:product-azure .
        g:claims {{ id:claim-9 a vg:Claim ; vg:status vg:status-{status} ; rdf:subject id:program-raven ;
        rdf:predicate vg:uses ; rdf:object id:product-azure . }}"""
    )
    found = apply_rules(store, [_RULES["unstated-claim-stands"]])
    assert [finding.subject for finding in found] == [small.full("id:claim-9")]


def test_a_value_of_a_denied_claim_must_not_stand_as_a_fact() -> None:
    store = small.store_of(
        """id:appropriation-x vg:announcedAmount 5.0 .
        g:claims { id:claim-9 a vg:Claim ; vg:status vg:status-denied ; rdf:subject id:appropriation-x ;
        rdf:predicate vg:announcedAmount ; vg:value 5.0 . }"""
    )
    found = apply_rules(store, [_RULES["unstated-claim-stands"]])
    assert [finding.subject for finding in found] == [small.full("id:claim-9")]


def test_a_quote_of_fifteen_words_passes() -> None:
    quote = " ".join(["word"] * 15)
    store = small.store_of(f'g:claims {{ {small.COUNTS} vg:quote "{quote}" . }}')
    assert apply_rules(store, [_RULES["quote-too-long"]]) == []


def test_a_record_needs_no_origin() -> None:
    rule = _RULES["evidence-without-origin"]
    assert small.full(small.RECORDS) not in {found.subject for found in apply_rules(small.store_of(), [rule])}


def test_subawards_of_a_prime_without_amounts_are_no_finding() -> None:
    store = small.store_of("id:subaward-9 vg:ofAward id:award-unknown ; vg:subawardAmount 5.0 .")
    assert apply_rules(store, [_RULES["subawards-above-prime"]]) == []


def test_a_relation_that_a_claims_file_declares_is_known() -> None:
    store = small.store_of("vg:sellsThrough a rdf:Property . id:agency-070 vg:sellsThrough id:agency-070 .")
    assert apply_rules(store, [_RULES["unknown-term"]]) == []


def test_terms_are_not_judged_without_the_ontology() -> None:
    store = small.store_of("id:agency-070 vg:recipent id:agency-070 .")
    store.remove_graph(ox.NamedNode(terms.GRAPH_ONTOLOGY))
    assert apply_rules(store, [_RULES["unknown-term"]]) == []


def test_rules_about_records_are_not_misled_by_other_graphs() -> None:
    store = small.store_of("g:claims { id:award-A9 a vg:Award . }")
    assert apply_rules(store, [_RULES["award-without-recipient"]]) == []


def test_errors_are_what_our_own_code_must_hold_and_warnings_what_sources_get_wrong() -> None:
    assert {rule.name for rule in _RULES.values() if rule.severity is not Severity.ERROR} == {
        "dangling-iri",
        "implausible-ceiling",
        "negative-ceiling",
        "provisional-vendors",
        "subawards-above-prime",
    }

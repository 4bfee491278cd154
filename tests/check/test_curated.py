import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from graph.check.curated import CODE_LISTS, apply_shapes, extract_curated
from graph.errors import GraphError
from graph.model import Severity
from graph.resources import shipped_file

from . import small

_HEX = "0" * 16


def _broken(more: str = "", *, without: str = "") -> set[tuple[str, str]]:
    found = apply_shapes(small.store_of(more, without=without))
    assert {finding.severity for finding in found} <= {Severity.ERROR}
    return {(finding.rule.removeprefix("shape:"), finding.subject) for finding in found}


def _claim(facts: str) -> str:
    """Return TriG of one more claim with evidence, whose facts are given."""
    return f"""g:claims {{
        id:claim-{_HEX} a vg:Claim ; vg:status vg:status-analysis ; rdf:subject id:subagency-7012 ;
          rdf:predicate vg:uses ; {facts} .
        id:evidence-{_HEX} a vg:Evidence ; vg:about id:claim-{_HEX} ; vg:stance vg:stance-opines ;
          vg:source id:document-article ; vg:origin id:origin-leak .
    }}"""


def test_a_clean_graph_breaks_no_shape() -> None:
    assert apply_shapes(small.store_of()) == []


@pytest.mark.parametrize(
    ("facts", "shapes"),
    [
        pytest.param("rdf:object id:product-azure", set(), id="object"),
        pytest.param("vg:value 3.0 ; vg:unit vg:unit-factor", set(), id="value-with-unit"),
        pytest.param('vg:value 3.0 ; vg:currency "USD"', set(), id="value-with-currency"),
        pytest.param('vg:valueText "much"', set(), id="words-without-a-number"),
        pytest.param("vg:status vg:status-analysis", {"Claim"}, id="neither-object-nor-value"),
        pytest.param('rdf:object id:product-azure ; vg:valueText "much"', {"Claim"}, id="object-and-words"),
        pytest.param(f"rdf:object id:product-azure ; vg:refines {small.DENIED}", set(), id="refines-a-claim"),
        pytest.param("rdf:object id:a ; vg:refines id:product-azure", {"claim-refines"}, id="refines-no-claim"),
        pytest.param("rdf:object id:product-azure ; vg:value 3.0 ; vg:unit vg:unit-factor", {"Claim"}, id="both"),
        pytest.param("vg:value 3.0", {"Claim"}, id="value-without-unit"),
        pytest.param(
            'vg:value 3.0 ; vg:unit vg:unit-factor ; vg:valueText "tripled" , "threefold"',
            set(),
            id="words-of-two-documents",
        ),
        pytest.param(
            "vg:value 3.0 ; vg:unit vg:unit-factor ; vg:bound vg:bound-about , vg:bound-nearly",
            {"claim-one-bound"},
            id="two-bounds",
        ),
        pytest.param('vg:value 3.0 ; vg:unit vg:unit-factor ; vg:currency "USD"', {"Claim"}, id="two-units"),
        pytest.param('vg:value 3 ; vg:currency "USD"', {"claim-value"}, id="value-not-decimal"),
        pytest.param('vg:value 3.0 ; vg:currency "dollars"', {"claim-currency"}, id="currency-not-iso"),
        pytest.param("vg:value 3.0 ; vg:unit vg:bound-exact", {"claim-unit"}, id="unit-of-another-list"),
        pytest.param("rdf:object <https://example.org/x>", {"claim-object"}, id="object-outside-the-scheme"),
        pytest.param('rdf:object "Azure"', {"claim-object"}, id="object-as-text"),
        pytest.param("rdf:object id:a , id:b", {"claim-object"}, id="two-objects"),
        pytest.param("rdf:object id:a ; vg:status vg:status-denied", {"claim-one-status"}, id="two-statuses"),
        pytest.param(
            'rdf:object id:a ; vg:validFrom "2025-02-01"^^xsd:date ; vg:validTo "2025-01-01"^^xsd:date',
            {"claim-from"},
            id="ends-before-it-begins",
        ),
        pytest.param('rdf:object id:a ; vg:validFrom "2025-02"', {"claim-from"}, id="date-not-a-date"),
    ],
)
def test_a_claim_is_held_to_its_shape(facts: str, shapes: set[str]) -> None:
    assert _broken(_claim(facts)) == {(shape, small.full(f"id:claim-{_HEX}")) for shape in shapes}


@pytest.mark.parametrize(
    ("facts", "shapes"),
    [
        pytest.param("vg:confidence 1.0", set(), id="sure"),
        pytest.param("vg:confidence 1.01", {"evidence-confidence"}, id="confidence-above-one"),
        pytest.param("vg:confidence -0.1", {"evidence-confidence"}, id="confidence-below-nothing"),
        pytest.param("vg:confidence 1", {"evidence-confidence"}, id="confidence-not-decimal"),
        pytest.param("vg:stance vg:stance-denies", {"evidence-one-stance"}, id="two-stances"),
        pytest.param('vg:quote "' + "word " * 15 + 'word"', {"evidence-quote"}, id="sixteen-words"),
        pytest.param('vg:quote "' + "word " * 14 + 'word"', set(), id="fifteen-words"),
        pytest.param('vg:quote ""', {"evidence-quote"}, id="empty-quote"),
        pytest.param("vg:source id:vendor-x", {"evidence-source"}, id="source-is-no-document"),
        pytest.param("vg:origin id:vendor-x", {"evidence-origin-kind"}, id="origin-is-no-origin"),
        pytest.param("vg:passageStart 9 ; vg:passageEnd 9", {"evidence-start"}, id="empty-passage"),
        pytest.param("vg:passageStart -1 ; vg:passageEnd 9", {"evidence-start"}, id="before-the-text"),
        pytest.param('vg:textSha256 "ABC"', {"evidence-text-hash"}, id="no-hash"),
        pytest.param('vg:machineMade "yes"', {"evidence-machine"}, id="no-boolean"),
        pytest.param(f"vg:about {small.DENIED}", {"evidence-about"}, id="about-two-claims"),
    ],
)
def test_evidence_is_held_to_its_shape(facts: str, shapes: set[str]) -> None:
    more = f"g:claims {{ {small.COUNTS} {facts} . }}"
    assert _broken(more) == {(shape, small.full(small.COUNTS)) for shape in shapes}


@pytest.mark.parametrize(
    ("without", "shape", "subject"),
    [
        pytest.param("vg:source id:document-article ;", "evidence-source", small.SAYS, id="no-source"),
        pytest.param("vg:origin id:origin-leak ;", "EvidenceOrigin", small.SAYS, id="no-origin"),
        pytest.param("vg:stance vg:stance-denies ;", "evidence-one-stance", small.DENIES, id="no-stance"),
        pytest.param(f"vg:about {small.VALUED} ;", "evidence-about", small.COUNTS, id="about-nothing"),
        pytest.param('skos:prefLabel "An article"', "label", "id:document-article", id="document-without-label"),
        pytest.param(
            "vg:productClass vg:class-cloud-service", "product-class", "id:product-azure", id="product-without-class"
        ),
    ],
)
def test_what_is_left_out_is_found(without: str, shape: str, subject: str) -> None:
    assert (shape, small.full(subject)) in _broken(without=without)


@pytest.mark.parametrize(
    ("more", "shape", "subject"),
    [
        pytest.param(
            "id:product-azure vg:madeBy id:vendor-uei-H1KHJPJH9R51 .",
            "product-maker",
            "id:product-azure",
            id="two-makers",
        ),
        pytest.param(
            "id:product-azure vg:productClass vg:unit-count .",
            "product-class",
            "id:product-azure",
            id="class-of-another-list",
        ),
        pytest.param(
            "id:product-azure vg:partOfProduct id:product-azure-vision .",
            "product-not-its-own-part",
            "id:product-azure",
            id="part-of-its-own-part",
        ),
        pytest.param(
            "id:program-raven vg:runBy id:product-azure .", "program-agency", "id:program-raven", id="run-by-a-product"
        ),
        pytest.param(
            'id:statute-pl-119-21 vg:publicLaw "PL 119" .', "statute-number", "id:statute-pl-119-21", id="no-law-number"
        ),
        pytest.param(
            "id:appropriation-ice vg:announcedAmount 5 .",
            "appropriation-amount",
            "id:appropriation-ice",
            id="amount-not-decimal",
        ),
        pytest.param(
            '<https://example.org/p> a vg:Program ; skos:prefLabel "P" .',
            "Program",
            "https://example.org/p",
            id="outside-the-scheme",
        ),
        pytest.param(
            'id:program-raven skos:prefLabel "RAVEN" .', "catalogue-label", "id:program-raven", id="two-labels"
        ),
    ],
)
def test_catalogues_are_held_to_their_shapes(more: str, shape: str, subject: str) -> None:
    assert (shape, small.full(subject)) in _broken(more)


def test_a_finding_names_what_it_saw() -> None:
    (found,) = apply_shapes(small.store_of(f"g:claims {{ {small.COUNTS} vg:confidence 7.5 . }}"))
    assert found.message == f'{small.COUNTS}: A confidence is one xsd:decimal from 0 to 1. It has "7.5".'


def test_only_the_curated_part_is_taken_out() -> None:
    taken = {str(subject) for subject in extract_curated(small.store_of()).subjects()}
    assert small.full("id:product-azure") in taken
    assert small.full(small.DENIED) in taken
    assert small.full(small.ACTION_1) not in taken
    assert small.full(small.DETECTION) not in taken


def test_an_empty_store_breaks_nothing() -> None:
    assert apply_shapes(ox.Store()) == []


def test_shapes_that_cannot_be_applied_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyshacl, "validate", lambda *_, **__: (False, "broken", "no such path"))
    with pytest.raises(GraphError, match="The shapes could not be applied: no such path"):
        apply_shapes(small.store_of())


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param("id:award-A1 vg:netObligation 5 .", "A net obligation is one xsd:decimal.", id="two-and-integer"),
        pytest.param("id:award-A1 vg:totalOutlay 5e0 .", "A total outlay is one xsd:decimal.", id="double"),
        pytest.param(f'{small.ACTION_1} vg:date "2024" .', "An action has exactly one date.", id="date"),
        pytest.param(
            f"{small.ACTION_1} vg:ofAward id:award-A2 .", "An action belongs to exactly one award.", id="two-awards"
        ),
        pytest.param(f"{small.DETECTION} vg:rule 'b' .", "A detection has exactly one rule.", id="two-rules"),
        pytest.param(
            "id:judgement-1 a vg:Judgement ; vg:rule 'r' .", "A judgement is about exactly two vendors.", id="judgement"
        ),
        pytest.param(
            "id:vehicle-x a vg:Vehicle ; vg:piid 'x' .",
            "A vehicle's IRI is id:vehicle-CONT_IDV_, its PIID and its sub-tier code.",
            id="vehicle-iri",
        ),
        pytest.param("", "", id="clean"),
    ],
)
def test_the_shapes_of_records_hold_for_any_validator(more: str, message: str) -> None:
    store = small.store_of(more)
    triples = {quad.triple for quad in store}
    text = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=text or b"", format="nt").parse(shipped_file(CODE_LISTS), format="turtle")
    shapes = rdflib.Graph().parse(shipped_file("ontology/shapes/records.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    said = {str(text) for text in report.objects(None, rdflib.SH.resultMessage)}
    assert said == ({message} if message else set())

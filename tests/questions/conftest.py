"""One small graph in which every named question has an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import terms
from graph.store.embedded import EmbeddedStore

_PREFIXES = "".join(f"@prefix {name}: <{base}> .\n" for name, base in terms.PREFIXES.items())
STATED = (
    _PREFIXES
    + """
id:agency-070 a vg:Agency ; skos:prefLabel "Department of Homeland Security" .
id:subagency-7012 a vg:Agency ; vg:partOf id:agency-070 ; skos:prefLabel "ICE" .
id:subagency-7014 a vg:Agency ; vg:partOf id:agency-070 ; skos:prefLabel "CBP" .
id:vendor-four a vg:Vendor ; skos:prefLabel "Four Points" .
id:vendor-dell a vg:Vendor ; skos:prefLabel "Dell Federal" .
id:vendor-microsoft a vg:Vendor ; skos:prefLabel "Microsoft" .
id:product-azure a vg:Product ; skos:prefLabel "Azure" ; vg:madeBy id:vendor-microsoft .
id:vehicle-1 a vg:Vehicle ; vg:piid "70CTD022A00000002" ; vg:awardingAgency id:subagency-7012 .
id:vehicle-2 a vg:Vehicle ; vg:underVehicle id:vehicle-1 .
id:award-1 a vg:Award ; vg:awardingAgency id:subagency-7012 ; vg:recipient id:vendor-four ;
  vg:underVehicle id:vehicle-1 ; vg:netObligation 100.50 ; vg:totalObligation 90.25 ; vg:fundedBy id:tas-1, id:tas-2 ;
  vg:firstActionDate "2024-01-02"^^xsd:date ; vg:lastActionDate "2025-01-02"^^xsd:date ; vg:statedIn id:source-1 .
id:award-2 a vg:Award ; vg:awardingAgency id:subagency-7012 ; vg:recipient id:vendor-four ;
  vg:underVehicle id:vehicle-2 ; vg:netObligation -10 ; vg:firstActionDate "2023-05-06"^^xsd:date .
id:award-3 a vg:Award ; vg:awardingAgency id:subagency-7014 ; vg:recipient id:vendor-dell ; vg:netObligation 7.00 .
id:tas-1 vg:ofAccount id:account-070-0540 . id:tas-2 vg:ofAccount id:account-070-0540 .
id:subaward-1 a vg:Subaward ; vg:ofAward id:award-1 ; vg:subVendor id:vendor-dell ; vg:subawardAmount 12.25 .
id:subaward-2 a vg:Subaward ; vg:ofAward id:award-1 ; vg:subVendor id:vendor-dell ; vg:subawardAmount 0.75 .
id:subagency-7012 vg:uses id:product-azure .
id:statute-a a vg:Statute ; skos:prefLabel "The Act" ; vg:authorizes id:appropriation-a .
id:appropriation-a skos:prefLabel "$75 for ICE" ; vg:appropriatedTo id:subagency-7012 .
id:appropriation-b skos:prefLabel "$45 for beds" ; vg:partOf id:appropriation-a .
vg:grew a rdf:Property ; skos:prefLabel "grew by a factor of" .
"""
)
CLAIMS = (
    _PREFIXES
    + """
g:claims {
id:document-article a vg:Document ; dct:title "An article" .
id:origin-article a vg:Origin ; skos:prefLabel "The Paper, naming no source" .
id:origin-leak a vg:Origin ; skos:prefLabel "A leak" .
id:speaker-paper skos:prefLabel "The Paper" . id:speaker-outlet skos:prefLabel "The Outlet" .
id:speaker-spokesperson skos:prefLabel "a spokesperson" .
id:claim-1 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-azure ;
  vg:status vg:status-reported .
id:evidence-1 vg:about id:claim-1 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "stored data in Azure" ; vg:speaker id:speaker-paper, id:speaker-outlet ; vg:origin id:origin-leak ;
  vg:hedge "reportedly" ; vg:machineMade false ; vg:passageStart 10 .
id:evidence-1b vg:about id:claim-1 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "its use of Azure" ; vg:speaker id:speaker-paper ; vg:origin id:origin-article ; vg:machineMade false .
id:evidence-1c vg:about id:claim-1 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "Summary: uses Azure" ; vg:origin id:origin-article ; vg:machineMade true .
id:claim-2 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-denied ;
  vg:status vg:status-denied .
id:evidence-2 vg:about id:claim-2 ; vg:stance vg:stance-denies ; vg:source id:document-article ;
  vg:quote "we do not" ; vg:speaker id:speaker-spokesperson ; vg:passageStart 60 ; vg:machineMade false .
id:claim-3 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:storesData ; vg:value 40.0 ;
  vg:valueText "40 terabytes" ; vg:unit vg:unit-terabyte ; vg:validFrom "2025-07-01"^^xsd:date ;
  vg:validTo "2025-07-31"^^xsd:date ; vg:status vg:status-reported .
id:evidence-3 vg:about id:claim-3 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "40 terabytes" ; vg:origin id:origin-article ; vg:speaker id:speaker-paper ; vg:machineMade false .
id:claim-4 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:storesData ; vg:value 100.0 ;
  vg:valueText "nearly 100 terabytes" ; vg:unit vg:unit-terabyte ; vg:bound vg:bound-nearly ;
  vg:validFrom "2026-01-01"^^xsd:date ; vg:validTo "2026-01-31"^^xsd:date ; vg:status vg:status-reported .
id:evidence-4 vg:about id:claim-4 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "nearly 100 terabytes" ; vg:origin id:origin-leak ; vg:machineMade false .
id:claim-5 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-more ;
  vg:status vg:status-projection ; vg:validFrom "2027-01-01"^^xsd:date ; vg:validTo "2027-12-31"^^xsd:date .
id:evidence-5 vg:about id:claim-5 ; vg:stance vg:stance-projects ; vg:source id:document-article ;
  vg:quote "will use more" ; vg:hedge "will" ; vg:speaker id:speaker-paper ; vg:machineMade false .
id:claim-6 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:grew ; vg:value 2.0 ;
  vg:valueText "doubled" ; vg:unit vg:unit-factor ; vg:validFrom "2025-07-01"^^xsd:date ;
  vg:validTo "2026-01-31"^^xsd:date ; vg:status vg:status-reported .
id:evidence-6 vg:about id:claim-6 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "doubled in half a year" ; vg:origin id:origin-leak ; vg:machineMade false .
id:claim-7 a vg:Claim ; rdf:subject id:appropriation-a ; rdf:predicate vg:announcedAmount ; vg:value 75.0 ;
  vg:valueText "$75" ; vg:currency "USD" ; vg:status vg:status-reported .
id:evidence-7 vg:about id:claim-7 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "$75 for ICE" ; vg:origin id:origin-article ; vg:machineMade false .
id:claim-8 a vg:Claim ; rdf:subject id:appropriation-b ; rdf:predicate vg:announcedAmount ; vg:value 45.0 ;
  vg:valueText "$45" ; vg:currency "USD" ; vg:status vg:status-reported .
id:evidence-8 vg:about id:claim-8 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "$45 for beds" ; vg:origin id:origin-article ; vg:machineMade false .
id:claim-9 a vg:Claim ; rdf:subject id:appropriation-b ; rdf:predicate vg:partOf ; rdf:object id:appropriation-a ;
  vg:status vg:status-reported .
id:evidence-9 vg:about id:claim-9 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "$45 of them for beds" ; vg:origin id:origin-article ; vg:machineMade false .
id:claim-10 a vg:Claim ; rdf:subject id:appropriation-a ; rdf:predicate vg:appropriatedTo ;
  rdf:object id:subagency-7012 ; vg:status vg:status-reported .
id:evidence-10 vg:about id:claim-10 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "$75 for ICE" ; vg:origin id:origin-article ; vg:speaker id:speaker-paper ; vg:machineMade false .
id:claim-11 a vg:Claim ; rdf:subject id:statute-a ; rdf:predicate vg:authorizes ; rdf:object id:appropriation-a ;
  vg:status vg:status-reported .
id:evidence-11 vg:about id:claim-11 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "the act gives $75" ; vg:origin id:origin-article ; vg:speaker id:speaker-paper ; vg:machineMade false .
}
g:ontology { vg:uses rdfs:label "uses"@en . vg:storesData rdfs:label "stores data"@en . }
g:inferred {
id:detection-1 a vg:Detection ; vg:inAward id:award-1 ; vg:detected id:product-azure ; vg:confidence 0.95 ;
  vg:quote "AZURE CLOUD" .
id:detection-2 a vg:Detection ; vg:inAward id:vehicle-1 ; vg:detected id:product-azure ; vg:confidence 0.5 ;
  vg:quote "MS AZURE" .
id:award-1 vg:namesProduct id:product-azure .
}
"""
)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "stated.ttl").write_text(STATED)
    (folder / "named.trig").write_text(CLAIMS)
    new = EmbeddedStore.create(folder / "store")
    new.bulk_load([(folder / "stated.ttl", "turtle"), (folder / "named.trig", "trig")])
    new.finish()
    return EmbeddedStore.open_read_only(folder / "store")


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store large enough that the product of everything with everything takes for ever."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "a.nt").write_text("".join(f"<a:{n}> <a:p> <b:{n}> .\n" for n in range(3000)))
    new = EmbeddedStore.create(folder / "store")
    new.bulk_load([(folder / "a.nt", "ntriples")])
    new.finish()
    return folder / "store"

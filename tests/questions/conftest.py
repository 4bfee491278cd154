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
"""
)
CLAIMS = (
    _PREFIXES
    + """
g:claims {
id:claim-1 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-azure ;
  vg:status vg:status-reported .
id:evidence-1 vg:about id:claim-1 ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
  vg:quote "stored data in Azure" .
id:claim-2 a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-denied ;
  vg:status vg:status-denied .
id:evidence-2 vg:about id:claim-2 ; vg:stance vg:stance-denies ; vg:source id:document-article .
}
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

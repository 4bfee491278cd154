"""A small graph that breaks no rule, as TriG, and what makes a store of it."""

from __future__ import annotations

import pyoxigraph as ox

from graph import terms
from graph.resources import shipped_file

PREFIXES = "".join(f"@prefix {name}: <{base}> .\n" for name, base in terms.PREFIXES.items())

ACTION_1, ACTION_2 = "id:action-0000000000000001", "id:action-0000000000000002"
SUBAWARD = "id:subaward-0000000000000001"
REPORTED, DENIED = "id:claim-0000000000000001", "id:claim-0000000000000002"
VALUED, CONFIRMED = "id:claim-0000000000000003", "id:claim-0000000000000004"
SAYS, DENIES = "id:evidence-0000000000000001", "id:evidence-0000000000000002"
COUNTS, RECORDS = "id:evidence-0000000000000003", "id:evidence-0000000000000004"
DETECTION = "id:detection-0000000000000001"

CLEAN = f"""
id:agency-070 a vg:Agency ; skos:prefLabel "Department of Homeland Security" .
id:subagency-7012 a vg:Agency ; skos:prefLabel "ICE" ; vg:partOf id:agency-070 ; vg:uses id:product-azure .
id:vendor-uei-H1KHJPJH9R51 a vg:Vendor ; skos:prefLabel "Four Points Technology" ; vg:uei "H1KHJPJH9R51" .
id:vendor-lei-INR2EJN1ERAN0W5ZP974 a vg:Vendor ; skos:prefLabel "Microsoft" .
id:product-azure a vg:Product ; skos:prefLabel "Azure" ; vg:madeBy id:vendor-lei-INR2EJN1ERAN0W5ZP974 ;
  vg:productClass vg:class-cloud-service .
id:product-azure-vision a vg:Product ; skos:prefLabel "Azure Vision" ; vg:partOfProduct id:product-azure ;
  vg:madeBy id:vendor-lei-INR2EJN1ERAN0W5ZP974 ; vg:productClass vg:class-cloud-service .
id:program-raven a vg:Program ; skos:prefLabel "RAVEn" ; vg:runBy id:subagency-7012 .
id:statute-pl-119-21 a vg:Statute ; skos:prefLabel "One Big Beautiful Bill Act" ; vg:publicLaw "119-21" ;
  vg:authorizes id:appropriation-ice .
id:appropriation-ice a vg:Appropriation ; skos:prefLabel "$75 billion for ICE" ;
  vg:appropriatedTo id:subagency-7012 ; vg:announcedAmount 75000000000.0 .
id:account-070-0540 a vg:FederalAccount ; vg:accountCode "070-0540" ; vg:managedBy id:subagency-7012 .
id:tas-1 a vg:TreasuryAccount ; vg:tasSymbol "070-2021/2021-0540-000" ; vg:ofAccount id:account-070-0540 .
id:vehicle-CONT_IDV_V1_7012 a vg:Vehicle ; vg:piid "V1" ; vg:ceiling 1000000.0 ;
  vg:awardingAgency id:subagency-7012 ; vg:holder id:vendor-uei-H1KHJPJH9R51 .
id:award-A1 a vg:Award ; vg:piid "A1" ; vg:recipient id:vendor-uei-H1KHJPJH9R51 ; vg:netObligation 75.5 ;
  vg:awardingAgency id:subagency-7012 ; vg:underVehicle id:vehicle-CONT_IDV_V1_7012 ; vg:fundedBy id:tas-1 ;
  vg:actionCount 2 ; vg:ceiling 0.0 .
{ACTION_1} a vg:Action ; vg:ofAward id:award-A1 ; vg:obligation 100.0 ; vg:date "2024-01-02"^^xsd:date ;
  vg:statedIn id:source-00000000000000aa ; vg:row 1 .
{ACTION_2} a vg:Action ; vg:ofAward id:award-A1 ; vg:obligation -24.5 ; vg:date "2024-03-04"^^xsd:date ;
  vg:statedIn id:source-00000000000000aa ; vg:row 2 .
{SUBAWARD} a vg:Subaward ; vg:ofAward id:award-A1 ; vg:subawardAmount 75.5 ;
  vg:subVendor id:vendor-lei-INR2EJN1ERAN0W5ZP974 ; vg:statedIn id:source-00000000000000aa ; vg:row 1 .
id:source-00000000000000aa a vg:SourceFile ; vg:fileName "actions.csv" ; vg:sha256 "{"a" * 64}" .
g:reported {{ id:subagency-7012 vg:uses id:product-azure . }}
g:claims {{
  id:document-article a vg:Document ; skos:prefLabel "An article" .
  id:origin-leak a vg:Origin ; skos:prefLabel "Leaked documents" .
  id:speaker-spokesperson a vg:Speaker ; skos:prefLabel "A spokesperson" .
  {REPORTED} a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ; rdf:object id:product-azure ;
    vg:status vg:status-reported .
  {SAYS} a vg:Evidence ; vg:about {REPORTED} ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
    vg:origin id:origin-leak ; vg:quote "the agency uses Azure" ; vg:passageStart 10 ; vg:passageEnd 40 ;
    vg:passageSha256 "{"b" * 64}" ; vg:textSha256 "{"c" * 64}" ; vg:confidence 0.9 ; vg:machineMade false .
  {DENIED} a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:uses ;
    rdf:object id:product-azure-vision ; vg:status vg:status-denied .
  {DENIES} a vg:Evidence ; vg:about {DENIED} ; vg:stance vg:stance-denies ; vg:source id:document-article ;
    vg:origin id:origin-leak ; vg:speaker id:speaker-spokesperson ; vg:quote "it does not use Azure Vision" .
  {VALUED} a vg:Claim ; rdf:subject id:subagency-7012 ; rdf:predicate vg:storesData ; vg:value 400.0 ;
    vg:valueText "400 terabytes" ; vg:unit vg:unit-terabyte ; vg:bound vg:bound-exact ;
    vg:validFrom "2025-07-01"^^xsd:date ; vg:validTo "2025-07-31"^^xsd:date ; vg:status vg:status-reported .
  {COUNTS} a vg:Evidence ; vg:about {VALUED} ; vg:stance vg:stance-asserts ; vg:source id:document-article ;
    vg:origin id:origin-leak ; vg:hedge "reports indicate" .
  {CONFIRMED} a vg:Claim ; rdf:subject id:vendor-uei-H1KHJPJH9R51 ; rdf:predicate vg:provides ;
    rdf:object id:product-azure ; vg:status vg:status-confirmed .
  {RECORDS} a vg:Evidence ; vg:about {CONFIRMED} ; vg:stance vg:stance-records ; vg:source id:award-A1 .
}}
g:inferred {{
  id:award-A1 vg:namesProduct id:product-azure .
  {DETECTION} a vg:Detection ; vg:inAward id:award-A1 ; vg:detected id:product-azure ; vg:action {ACTION_1} ;
    vg:spanStart 0 ; vg:spanEnd 5 ; vg:quote "AZURE" ; vg:rule "alias" ; vg:confidence 0.9 ; vg:amountMin 0.0 ;
    vg:amountMax 75.5 .
}}
"""


def store_of(more: str = "", *, without: str = "") -> ox.Store:
    """Return a store of the ontology and the clean graph, with more TriG added and one piece of its text left out."""
    assert without in CLEAN
    store = ox.Store()
    text = PREFIXES + CLEAN.replace(without, "", 1) + more
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    for name in ("vendorgraph", "codelists"):
        file = shipped_file(f"ontology/{name}.ttl")
        store.load(path=file, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(terms.GRAPH_ONTOLOGY))
    return store


def full(name: str) -> str:
    """Return the IRI of a prefixed name."""
    return terms.expand(name)

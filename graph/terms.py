"""IRIs of our vocabulary and of those it is aligned to: plain strings, no rdflib.

``ontology/`` defines each ``vg:`` term; a test holds the two to each other. Names follow the IRI
(``NET_OBLIGATION`` is ``vg:netObligation``); a property that shares its name with a class starts with ``HAS_``
(``HAS_ORIGIN`` is ``vg:origin``, ``ORIGIN`` is ``vg:Origin``).
"""

from __future__ import annotations

from functools import cache

from graph.errors import ValueRejected

# --- namespaces ---------------------------------------------------------------------------------------------
VG = "https://w3id.org/vendorgraph/ns#"
ID = "https://w3id.org/vendorgraph/id/"
GRAPH = "https://w3id.org/vendorgraph/graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
FOAF = "http://xmlns.com/foaf/0.1/"
OCDS = "http://data.tbfy.eu/ontology/ocds#"
EPO = "http://data.europa.eu/a4g/ontology#"
SH = "http://www.w3.org/ns/shacl#"
VANN = "http://purl.org/vocab/vann/"

# --- named graphs -------------------------------------------------------------------------------------------
GRAPH_INFERRED = GRAPH + "inferred"
GRAPH_REPORTED = GRAPH + "reported"
GRAPH_CLAIMS = GRAPH + "claims"
GRAPH_ONTOLOGY = GRAPH + "ontology"
GRAPH_STATED = GRAPH + "stated"  # only on remote endpoints, whose default graph may be the union of all

# --- terms of others, used in data --------------------------------------------------------------------------
TYPE = RDF + "type"
RDF_SUBJECT = RDF + "subject"
RDF_PREDICATE = RDF + "predicate"
RDF_OBJECT = RDF + "object"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"
NOTATION = SKOS + "notation"
DEFINITION = SKOS + "definition"
NOTE = SKOS + "note"
CONCEPT = SKOS + "Concept"
CONCEPT_SCHEME = SKOS + "ConceptScheme"
IN_SCHEME = SKOS + "inScheme"
DCT_SOURCE = DCT + "source"
DCT_LICENSE = DCT + "license"
DCT_TITLE = DCT + "title"
DCT_CREATOR = DCT + "creator"
DCT_PUBLISHER = DCT + "publisher"
DCT_ISSUED = DCT + "issued"
XSD_STRING = XSD + "string"
XSD_DECIMAL = XSD + "decimal"
XSD_INTEGER = XSD + "integer"
XSD_BOOLEAN = XSD + "boolean"
XSD_DATE = XSD + "date"

# --- classes: organisations, products, programs -------------------------------------------------------------
AGENCY = VG + "Agency"
OFFICE = VG + "Office"
VENDOR = VG + "Vendor"
PRODUCT = VG + "Product"
PROGRAM = VG + "Program"

# --- classes: records ---------------------------------------------------------------------------------------
VEHICLE = VG + "Vehicle"
AWARD = VG + "Award"
ACTION = VG + "Action"
SUBAWARD = VG + "Subaward"

# --- classes: money -----------------------------------------------------------------------------------------
STATUTE = VG + "Statute"
APPROPRIATION = VG + "Appropriation"
FEDERAL_ACCOUNT = VG + "FederalAccount"
TREASURY_ACCOUNT = VG + "TreasuryAccount"

# --- classes: evidence and inference ------------------------------------------------------------------------
DOCUMENT = VG + "Document"
SOURCE_FILE = VG + "SourceFile"
ORIGIN = VG + "Origin"
SPEAKER = VG + "Speaker"
CLAIM = VG + "Claim"
EVIDENCE = VG + "Evidence"
DETECTION = VG + "Detection"
INHERITANCE = VG + "Inheritance"
ACQUISITION = VG + "Acquisition"
JUDGEMENT = VG + "Judgement"

# --- properties: organisations ------------------------------------------------------------------------------
PART_OF = VG + "partOf"
CGAC = VG + "cgac"
SUBTIER_CODE = VG + "subtierCode"
FPDS_DEPARTMENT = VG + "fpdsDepartment"
FREC = VG + "frec"
ABBREVIATION = VG + "abbreviation"
UEI = VG + "uei"
CAGE = VG + "cage"
LEI = VG + "lei"
PROVISIONAL = VG + "provisional"
PLACEHOLDER = VG + "placeholder"
ULTIMATE_PARENT = VG + "ultimateParent"
ACQUIRED = VG + "acquired"
ACQUIRER = VG + "acquirer"
OWNED_SINCE = VG + "ownedSince"
OWNED_UNTIL = VG + "ownedUntil"

# --- properties: products and programs ----------------------------------------------------------------------
MADE_BY = VG + "madeBy"
PRODUCT_CLASS = VG + "productClass"
PART_OF_PRODUCT = VG + "partOfProduct"
RUN_BY = VG + "runBy"

# --- properties: vehicles and awards ------------------------------------------------------------------------
PIID = VG + "piid"
AWARDING_AGENCY = VG + "awardingAgency"
FUNDING_AGENCY = VG + "fundingAgency"
AWARDING_OFFICE = VG + "awardingOffice"
FUNDING_OFFICE = VG + "fundingOffice"
HOLDER = VG + "holder"
RECIPIENT = VG + "recipient"
RECIPIENT_NAME = VG + "recipientName"
UNDER_VEHICLE = VG + "underVehicle"
VEHICLE_TYPE = VG + "vehicleType"
SIGNED_DATE = VG + "signedDate"
LAST_DATE_TO_ORDER = VG + "lastDateToOrder"
FUNDED_BY = VG + "fundedBy"
DESCRIPTION = VG + "description"
START_DATE = VG + "startDate"
END_DATE = VG + "endDate"
PSC = VG + "psc"
PSC_TEXT = VG + "pscText"
NAICS = VG + "naics"
NAICS_TEXT = VG + "naicsText"

# --- properties: amounts of vehicles and awards -------------------------------------------------------------
NET_OBLIGATION = VG + "netObligation"
ACTION_COUNT = VG + "actionCount"
FIRST_ACTION_DATE = VG + "firstActionDate"
LAST_ACTION_DATE = VG + "lastActionDate"
TOTAL_OBLIGATION = VG + "totalObligation"
TOTAL_OUTLAY = VG + "totalOutlay"
CURRENT_VALUE = VG + "currentValue"
CEILING = VG + "ceiling"

# --- properties: actions and subawards ----------------------------------------------------------------------
OF_AWARD = VG + "ofAward"
MODIFICATION = VG + "modification"
DATE = VG + "date"
OBLIGATION = VG + "obligation"
SUB_VENDOR = VG + "subVendor"
ACTION_RECIPIENT = VG + "actionRecipient"
AGENCY_LISTED = VG + "agencyListed"
SUBAWARD_AMOUNT = VG + "subawardAmount"
SUBAWARD_NUMBER = VG + "subawardNumber"

# --- properties: money --------------------------------------------------------------------------------------
OF_ACCOUNT = VG + "ofAccount"
TAS_SYMBOL = VG + "tasSymbol"
ACCOUNT_CODE = VG + "accountCode"
MANAGED_BY = VG + "managedBy"
PUBLIC_LAW = VG + "publicLaw"
AUTHORIZES = VG + "authorizes"
APPROPRIATED_TO = VG + "appropriatedTo"
ANNOUNCED_AMOUNT = VG + "announcedAmount"

# --- properties: what documents say -------------------------------------------------------------------------
USES = VG + "uses"
PROVIDES = VG + "provides"
STORES_DATA = VG + "storesData"

# --- properties: claims -------------------------------------------------------------------------------------
VALUE = VG + "value"
VALUE_TEXT = VG + "valueText"
UNIT = VG + "unit"
CONVERTS_TO = VG + "convertsTo"
CONVERSION_FACTOR = VG + "conversionFactor"
PLURAL_LABEL = VG + "pluralLabel"
CURRENCY = VG + "currency"
BOUND = VG + "bound"
VALID_FROM = VG + "validFrom"
VALID_TO = VG + "validTo"
STATUS = VG + "status"
REFINES = VG + "refines"

# --- properties: evidence -----------------------------------------------------------------------------------
ABOUT = VG + "about"
STANCE = VG + "stance"
SOURCE = VG + "source"
HAS_ORIGIN = VG + "origin"
HAS_SPEAKER = VG + "speaker"
QUOTE = VG + "quote"
PASSAGE_START = VG + "passageStart"
PASSAGE_END = VG + "passageEnd"
PASSAGE_SHA256 = VG + "passageSha256"
TEXT_SHA256 = VG + "textSha256"
HEDGE = VG + "hedge"
MACHINE_MADE = VG + "machineMade"
SET_ASIDE = VG + "setAside"
CONFIDENCE = VG + "confidence"

# --- properties: source files -------------------------------------------------------------------------------
STATED_IN = VG + "statedIn"
ROW = VG + "row"
SHA256 = VG + "sha256"
LAYOUT = VG + "layout"
FILE_NAME = VG + "fileName"
ROWS_READ = VG + "rowsRead"
ROWS_KEPT = VG + "rowsKept"
ROWS_DUPLICATE = VG + "rowsDuplicate"
ROWS_REJECTED = VG + "rowsRejected"

# --- properties: inference (graph g:inferred) ---------------------------------------------------------------
IN_AWARD = VG + "inAward"
HAS_ACTION = VG + "action"
DETECTED = VG + "detected"
SPAN_START = VG + "spanStart"
SPAN_END = VG + "spanEnd"
RULE = VG + "rule"
RELATION_KIND = VG + "relationKind"
AMOUNT_MIN = VG + "amountMin"
AMOUNT_MAX = VG + "amountMax"
BASIS = VG + "basis"
INHERITED_BY = VG + "inheritedBy"
INHERITED_FROM = VG + "inheritedFrom"
RESTS_ON = VG + "restsOn"
INHERITS_PRODUCT = VG + "inheritsProduct"
SUPPLIES_PRODUCT = VG + "suppliesProduct"
NAMES_PRODUCT = VG + "namesProduct"
NAMES_PROGRAM = VG + "namesProgram"
NAMES_STATUTE = VG + "namesStatute"
SAME_ENTITY = VG + "sameEntity"
EVIDENCE_TEXT = VG + "evidenceText"

# --- code lists: schemes, and concepts as prefix + name (vg:status-reported) --------------------------------
STATUS_SCHEME = VG + "scheme-status"
STANCE_SCHEME = VG + "scheme-stance"
AMOUNT_SCHEME = VG + "scheme-amount"
BASIS_SCHEME = VG + "scheme-basis"
RELATION_SCHEME = VG + "scheme-relation"
CLASS_SCHEME = VG + "scheme-class"
BOUND_SCHEME = VG + "scheme-bound"
UNIT_SCHEME = VG + "scheme-unit"

STATUS_RETRACTED = VG + "status-retracted"
STATUS_CONFIRMED = VG + "status-confirmed"
STATUS_DISPUTED = VG + "status-disputed"
STATUS_REPORTED = VG + "status-reported"
STATUS_DENIED = VG + "status-denied"
STATUS_ANALYSIS = VG + "status-analysis"
STATUS_PROJECTION = VG + "status-projection"

STANCE_ASSERTS = VG + "stance-asserts"
STANCE_RECORDS = VG + "stance-records"
STANCE_DENIES = VG + "stance-denies"
STANCE_DISPUTES = VG + "stance-disputes"
STANCE_OPINES = VG + "stance-opines"
STANCE_PROJECTS = VG + "stance-projects"
STANCE_RETRACTS = VG + "stance-retracts"

AMOUNT_OBLIGATION = VG + "amount-obligation"
AMOUNT_OUTLAY = VG + "amount-outlay"
AMOUNT_CEILING = VG + "amount-ceiling"
AMOUNT_ANNOUNCED = VG + "amount-announced"
AMOUNT_SUBAWARD = VG + "amount-subaward"

BASIS_RECORDED = VG + "basis-recorded"
BASIS_REPORTED = VG + "basis-reported"
BASIS_INFERRED = VG + "basis-inferred"
BASIS_CONTESTED = VG + "basis-contested"
BASIS_DENIED = VG + "basis-denied"

BASIS_NAMED = VG + "basis-named"
BASIS_INHERITED = VG + "basis-inherited"
BASIS_SUBAWARD = VG + "basis-subaward"

RELATION_RESALE = VG + "relation-resale"
RELATION_SERVICE_AROUND = VG + "relation-service-around"
RELATION_COMPATIBLE = VG + "relation-compatible"
RELATION_NOT_PRODUCT = VG + "relation-not-product"

CLASS_CLOUD_SERVICE = VG + "class-cloud-service"
CLASS_SOFTWARE = VG + "class-software"
CLASS_DATA_SERVICE = VG + "class-data-service"
CLASS_CARRIER_SERVICE = VG + "class-carrier-service"
CLASS_SERVICE = VG + "class-service"
CLASS_DEVICE = VG + "class-device"
CLASS_NETWORK_EQUIPMENT = VG + "class-network-equipment"
CLASS_RADIO = VG + "class-radio"
CLASS_DRONE = VG + "class-drone"
CLASS_FORENSICS = VG + "class-forensics"
CLASS_SURVEILLANCE = VG + "class-surveillance"
CLASS_INSPECTION = VG + "class-inspection"
CLASS_WEAPON = VG + "class-weapon"
CLASS_INSTRUMENT = VG + "class-instrument"
CLASS_VEHICLE = VG + "class-vehicle"
CLASS_MEDICAL = VG + "class-medical"
CLASS_EQUIPMENT = VG + "class-equipment"

BOUND_EXACT = VG + "bound-exact"
BOUND_ABOUT = VG + "bound-about"
BOUND_NEARLY = VG + "bound-nearly"
BOUND_AT_LEAST = VG + "bound-at-least"
BOUND_MORE_THAN = VG + "bound-more-than"
BOUND_AT_MOST = VG + "bound-at-most"
BOUND_LESS_THAN = VG + "bound-less-than"

UNIT_TERABYTE = VG + "unit-terabyte"
UNIT_PERCENT = VG + "unit-percent"
UNIT_PERCENTAGE_POINT = VG + "unit-percentage-point"
UNIT_FACTOR = VG + "unit-factor"
UNIT_COUNT = VG + "unit-count"
UNIT_PERSON = VG + "unit-person"
UNIT_IMAGE = VG + "unit-image"
UNIT_GIGABYTE = VG + "unit-gigabyte"
UNIT_PETABYTE = VG + "unit-petabyte"
UNIT_HOUR = VG + "unit-hour"
UNIT_DAY = VG + "unit-day"
UNIT_MONTH = VG + "unit-month"
UNIT_YEAR = VG + "unit-year"

# --- prefixes -----------------------------------------------------------------------------------------------
# Loaded before every query.
PREFIXES: dict[str, str] = {
    "vg": VG,
    "id": ID,
    "g": GRAPH,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "foaf": FOAF,
    "ocds": OCDS,
    "epo": EPO,
    "sh": SH,
}


@cache
def vocabulary() -> frozenset[str]:
    """Return the IRIs of all our own terms."""
    return frozenset(value for value in globals().values() if isinstance(value, str) and value.startswith(VG))


def curie(iri: str) -> str:
    """Return ``iri`` with a known prefix, or unchanged when no prefix fits.

    Example:
        >>> curie("https://w3id.org/vendorgraph/id/agency-070")
        'id:agency-070'
        >>> curie("https://example.org/x")
        'https://example.org/x'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and "/" not in iri[len(base) :]:
            return prefix + ":" + iri[len(base) :]
    return iri


def expand(name: str) -> str:
    """Return the IRI that a prefixed name stands for; a full IRI, in angle brackets or not, comes back bare.

    Example:
        >>> expand("vg:Award")
        'https://w3id.org/vendorgraph/ns#Award'
        >>> expand("<https://example.org/x>")
        'https://example.org/x'

    Raises:
        ValueRejected: The name has no prefix, or one that is not in ``PREFIXES``.
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if local.startswith("//"):
        return name
    if not colon or prefix not in PREFIXES:
        raise ValueRejected(f"Name {name!r} has no known prefix.", hint="Known prefixes: " + ", ".join(PREFIXES) + ".")
    return PREFIXES[prefix] + local

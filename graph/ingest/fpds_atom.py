"""Contract vehicles from the FPDS ATOM feed: a page (.xml), or an archive of pages (.tar.gz).

Each entry is one version of a vehicle. Its elements and attributes become columns named by path from the entry:
``content/IDV/contractID/IDVID/agencyID``, ``.../agencyID@name``; a second element of one name is ``name[2]``.
Two things never reach the ledger: the elements in which officials and companies are named or called
(``is_personal``), and words with an ``@`` in any other text.
"""

from __future__ import annotations

import re

from graph.ingest.layout import Layout, parse_columns
from graph.ingest.values import (
    AGENCY,
    PIID,
    amount,
    amount_fault,
    date,
    date_fault,
    pattern_fault,
    text,
)

NAME = "fpds_atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
# The one kind of content that is read; a contract or order (award) is not a vehicle.
KIND = "IDV"

_PERSONAL = re.compile(r"(created|modified|approved|closed)By|e-?mail|phone|fax", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*@\S*")

_ID = "content/IDV/contractID/IDVID"
_REF = "content/IDV/contractID/referencedIDVID"
_DATES = "content/IDV/relevantContractDates"
_DOLLARS = "content/IDV/dollarValues"
_TOTALS = "content/IDV/totalDollarValues"
_DATA = "content/IDV/contractData"
_BUYER = "content/IDV/purchaserInformation"
_GOODS = "content/IDV/productOrServiceInformation"
_UEI = "content/IDV/vendor/vendorSiteDetails/entityIdentifiers/vendorUEIInformation"
_CAGE = "content/IDV/vendor/vendorSiteDetails/entityIdentifiers/cageCode"
_VENDOR = "content/IDV/vendor/vendorHeader/vendorName"

COLUMNS = parse_columns(
    f"""
    # used
    {_ID}/PIID
    {_ID}/agencyID
    {_ID}/modNumber
    {_REF}/PIID
    {_REF}/agencyID
    {_DATES}/signedDate
    {_DATES}/effectiveDate
    {_DATES}/lastDateToOrder
    {_DOLLARS}/obligatedAmount
    {_DOLLARS}/baseAndAllOptionsValue
    {_TOTALS}/totalBaseAndAllOptionsValue
    {_DATA}/descriptionOfContractRequirement
    {_DATA}/contractActionType@description
    {_BUYER}/contractingOfficeID
    {_BUYER}/contractingOfficeID@name
    {_BUYER}/fundingRequestingAgencyID
    {_GOODS}/productOrServiceCode
    {_GOODS}/productOrServiceCode@description
    {_GOODS}/principalNAICSCode
    {_GOODS}/principalNAICSCode@description
    {_VENDOR}
    {_UEI}/UEI
    {_UEI}/ultimateParentUEI
    {_UEI}/ultimateParentUEIName
    {_CAGE}
    """
)

LAYOUT = Layout(
    name=NAME,
    title="FPDS ATOM feed of contract vehicles",
    columns=COLUMNS,
    faults=(
        pattern_fault(f"{_ID}/PIID", PIID, "is not a PIID: letters, digits, '.' and '-'", required=True),
        pattern_fault(f"{_ID}/agencyID", AGENCY, "is not an agency code of four letters or digits", required=True),
        pattern_fault(f"{_REF}/PIID", PIID, "is not a PIID: letters, digits, '.' and '-'"),
        pattern_fault(f"{_REF}/agencyID", AGENCY, "is not an agency code of four letters or digits"),
        *(date_fault(f"{_DATES}/{name}") for name in ("signedDate", "effectiveDate", "lastDateToOrder")),
        amount_fault(f"{_DOLLARS}/obligatedAmount"),
        amount_fault(f"{_DOLLARS}/baseAndAllOptionsValue"),
        amount_fault(f"{_TOTALS}/totalBaseAndAllOptionsValue"),
    ),
    normalised={
        "piid": text(f"{_ID}/PIID"),
        "subtier": text(f"{_ID}/agencyID"),
        "modification": text(f"{_ID}/modNumber"),
        "ref_piid": text(f"{_REF}/PIID"),
        "ref_agency": text(f"{_REF}/agencyID"),
        "signed_date": date(f"{_DATES}/signedDate"),
        "effective_date": date(f"{_DATES}/effectiveDate"),
        "last_date_to_order": date(f"{_DATES}/lastDateToOrder"),
        "obligated": amount(f"{_DOLLARS}/obligatedAmount"),
        "ceiling": amount(f"{_DOLLARS}/baseAndAllOptionsValue"),
        "total_ceiling": amount(f"{_TOTALS}/totalBaseAndAllOptionsValue"),
        "description": text(f"{_DATA}/descriptionOfContractRequirement"),
        "vendor_name": text(_VENDOR),
        "uei": text(f"{_UEI}/UEI"),
        "cage": text(_CAGE),
        "parent_uei": text(f"{_UEI}/ultimateParentUEI"),
        "parent_name": text(f"{_UEI}/ultimateParentUEIName"),
        "office": text(f"{_BUYER}/contractingOfficeID"),
        "office_name": text(f"{_BUYER}/contractingOfficeID@name"),
        "funding_subtier": text(f"{_BUYER}/fundingRequestingAgencyID"),
        "psc": text(f"{_GOODS}/productOrServiceCode"),
        "psc_text": text(f"{_GOODS}/productOrServiceCode@description"),
        "naics": text(f"{_GOODS}/principalNAICSCode"),
        "naics_text": text(f"{_GOODS}/principalNAICSCode@description"),
        "vehicle_type": text(f"{_DATA}/contractActionType@description"),
    },
    sums={"obligation": "obligated"},
    is_table=False,
)

normalised_sql = LAYOUT.normalised_sql


def is_personal(element: str) -> bool:
    """Say whether an element, by its local name, holds a person's name, address, telephone or fax number.

    Example:
        >>> [is_personal(name) for name in ("lastModifiedBy", "phoneNo", "lastModifiedDate", "vendorName")]
        [True, True, False, False]
    """
    return _PERSONAL.search(element) is not None


def without_addresses(value: str) -> str:
    """Return the text without the words that hold an ``@``, so that no e-mail address is kept.

    Example:
        >>> without_addresses("ASK JANE.DOE@DHS.GOV, OR CALL")
        'ASK [address left out] OR CALL'
    """
    return _ADDRESS.sub("[address left out]", value) if "@" in value else value

"""The shipped catalogue of programs, systems and statutes, held against the shipped records."""

from __future__ import annotations

import csv
import gzip
import html
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from graph import terms
from graph.identifiers import agency_iri, subagency_iri
from graph.infer.detect import Detector
from graph.infer.relations import NAMED
from graph.infer.wording import NOT_PRODUCT
from graph.loading import patterns_of
from graph.reference import Catalogue, Program, ProgramCatalogue, Statute, read_programs
from graph.resources import data_folder

RECORDS = data_folder() / "records"
TEXT_COLUMNS = ("Transaction Description", "prime_award_base_transaction_description", "subaward_description")
VEHICLE_TEXT = re.compile(r"<ns1:descriptionOfContractRequirement>(.*?)</ns1:descriptionOfContractRequirement>", re.S)

# Known to exist, and named in no shipped row: for the records that users load.
NOT_IN_SHIPPED_ROWS = {
    *("program-air-cargo-advance-screening", "program-apis", "program-automated-passport-control"),
    *("program-automated-targeting-system", "program-biowatch", "program-border-enforcement-security-task-force"),
    *("program-bsfit", "program-capps", "program-cbp-one", "program-cdm", "program-codis", "program-dartts"),
    *("program-e-verify", "program-eagle-booking", "program-earm", "program-einstein", "program-elis"),
    *("program-epic", "program-flood-insurance", "program-hart", "program-hsin", "program-icegangs"),
    *("program-importer-security-filing", "program-integrated-fixed-towers", "program-integrated-surveillance-towers"),
    *("program-international-trade-data-system", "program-ipaws", "program-mobile-passport-control"),
    *("program-nexus", "program-ngi", "program-onenet", "program-operation-stonegarden", "program-rescue-21"),
    *("program-save", "program-seacats", "program-secure-flight", "program-securing-the-cities"),
    *("program-simplified-arrival", "program-traveler-verification-service", "program-tsa-precheck"),
    *("program-twic", "program-unified-passenger"),
    *("statute-pl-117-2", "statute-pl-111-5", "statute-pl-116-26", "statute-pl-72-428", "statute-pl-104-106"),
    *("statute-pl-117-103", "statute-pl-117-328", "statute-pl-119-4", "statute-pl-72-212", "statute-pl-107-173"),
    *("statute-pl-116-127", "statute-pl-113-283", "statute-pl-118-47", "statute-pl-107-296", "statute-pl-117-58"),
    *("statute-pl-104-208", "statute-pl-82-414", "statute-pl-117-169", "statute-pl-115-112", "statute-pl-92-28"),
    *("statute-pl-119-1", "statute-pl-115-232", "statute-pl-110-53", "statute-pl-107-174", "statute-pl-109-13"),
    *("statute-pl-109-347", "statute-pl-109-367", "statute-pl-115-271", "statute-pl-114-125", "statute-pl-96-39"),
    *("statute-pl-106-386", "statute-pl-117-78"),
}


@cache
def catalogue() -> ProgramCatalogue:
    return read_programs(data_folder() / "programs")


@cache
def detector() -> Detector:
    return Detector(patterns_of(Catalogue((), ()), catalogue()))


def entries() -> tuple[Program | Statute, ...]:
    return (*catalogue().programs, *catalogue().statutes)


def texts() -> Iterator[str]:
    """Yield the description of every shipped action, award, subaward and version of a vehicle."""
    for path in sorted(RECORDS.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield from (row[column] for column in TEXT_COLUMNS if row.get(column))
    with tarfile.open(RECORDS / "dhs-vehicles-fpds.tar.gz") as archive:
        for member in archive.getmembers():
            stream_of_page = archive.extractfile(member)
            assert stream_of_page is not None
            yield from (html.unescape(text) for text in VEHICLE_TEXT.findall(stream_of_page.read().decode("utf-8")))


def named_in(text: str) -> set[str]:
    return {hit.target for hit in detector().find(text) if hit.relation == NAMED}


@cache
def rows_named() -> tuple[Counter[str], int]:
    """Return, per entry, the rows that name it, and the number of rows."""
    rows = Counter(texts())
    named: Counter[str] = Counter()
    for text, count in rows.items():
        for target in named_in(text):
            named[target] += count
    return named, rows.total()


def test_the_catalogue_is_large_and_each_entry_stands_once() -> None:
    slugs = [entry.slug for entry in entries()]
    assert len(slugs) >= 280
    assert len(set(slugs)) == len(slugs)
    assert len(catalogue().statutes) >= 40


def test_no_spelling_stands_in_two_entries() -> None:
    spellings = Counter(spelling for entry in entries() for spelling in entry.spellings)
    assert [spelling for spelling, count in spellings.items() if count > 1 or len(spelling) < 2] == []


def test_what_is_written_in_three_letters_says_what_must_or_must_not_stand_around_it() -> None:
    bare = [entry for entry in entries() if not entry.guards and not entry.needs]
    assert [(entry.slug, one) for entry in bare for one in entry.spellings if len(one) <= 3] == []


def test_every_owner_is_an_agency_of_the_reference_table() -> None:
    with (data_folder() / "reference" / "agencies.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {agency_iri(row["cgac"]) for row in rows} | {
        subagency_iri(row["subtier"]) for row in rows if row["subtier"]
    }
    assert {
        program.owner_iri.removeprefix(terms.ID) for program in catalogue().programs if program.owner_iri not in known
    } == set()


def test_every_entry_is_named_in_the_shipped_rows_or_said_not_to_be() -> None:
    named, _ = rows_named()
    local = {entry.local for entry in entries()}
    assert local >= NOT_IN_SHIPPED_ROWS
    assert sorted(local - NOT_IN_SHIPPED_ROWS - named.keys()) == []
    assert len(named) >= 200


def test_no_entry_is_so_frequent_that_it_must_be_a_common_word() -> None:
    named, rows = rows_named()
    assert rows > 40_000
    assert {target: count for target, count in named.items() if count > rows * 0.01} == {}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        pytest.param("TRAINING AND SUPPORT SERVICES FOR FALCON", "program-falcon", id="falcon"),
        pytest.param("DATA ANALYTICS FOR DHS ICE HSI RAVEN PROGRAM.", "program-raven", id="raven"),
        pytest.param("ACE DR IAAS - STORAGE INCREASE", "program-ace", id="ace"),
        pytest.param("SAYARI GRAPH LICENSES FOR THE NTC", "program-national-targeting-center", id="ntc"),
        pytest.param("ADD FUNDING FOR MEP SYSTEMS AT GORDIE HOWE", "program-multi-energy-portals", id="mep"),
        pytest.param("MODIFICATION EXTENDS THE SPECIAL PROJECT TAS", "program-tactical-aerostats", id="tas"),
        pytest.param("UAS OPERATION AND MAINTENANCE SERVICE", "program-cbp-uas", id="uas"),
        pytest.param("CISCO SWITCHES FOR ICE/ERO/LESC", "program-law-enforcement-support-center", id="lesc"),
        pytest.param("HOUSTON CDF DETENTION SERVICES VAV COMPLETION", "program-virtual-attorney-visitation", id="vav"),
        pytest.param("NEXUS ENROLLMENT CENTER CLEANING", "program-nexus", id="nexus"),
        pytest.param("MAINTENANCE OF THE US-VISIT SYSTEMS", "program-biometric-identity-management", id="former"),
        pytest.param("SEVIS LEVEL II APPLICATION SERVICES", "program-sevis", id="sevis"),
        pytest.param("EQUIPMENT FOR 287(G) PROGRAM", "program-287g", id="brackets"),
        pytest.param("FUNDED BY THE ONE BIG BEAUTIFUL BILL ACT", "statute-pl-119-21", id="bill"),
        pytest.param("TITLE III TRANSLATION AND TRANSCRIPTION", "statute-pl-90-351", id="wiretaps"),
        pytest.param("PREA AUDIT SERVICES TASK ORDER", "statute-pl-108-79", id="prison-rape"),
    ],
)
def test_a_description_names(text: str, target: str) -> None:
    assert named_in(text) == {target}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("CROWDSTRIKE FALCON ENDPOINT PROTECTION", id="product-falcon"),
        pytest.param("CUSTODIAL AND GROUNDS FOR FALCON DAM", id="dam"),
        pytest.param("UPGRADE BROADBAND SERVICE AT 104 RAVEN DR, SWANTON, VT", id="street"),
        pytest.param("PURCHASE OF ACE HARDWARE SUPPLIES", id="shop"),
        pytest.param("WINTER TESTING WAIVER FOR DESIGNATED ACE HULLS", id="ships"),
        pytest.param("SONATYPE NEXUS LIFECYCLE AND SBOM MANAGER", id="software-nexus"),
        pytest.param("CISCO ONE NEXUS 3172TQ SWITCHES", id="switches"),
        pytest.param("MECHANICAL, ELECTRICAL AND PLUMBING (MEP) FOR FORT BENNING", id="plumbing"),
        pytest.param("ALL OTHER TERMS REMAIN UNCHANGED. TAS N/A", id="treasury-account-symbol"),
        pytest.param("SMALL UAS BPA DRONE KIT", id="small-drone"),
        pytest.param("LAW ENFORCEMENT SAFETY AND COMPLIANCE DIRECTORATE (LESC)", id="other-lesc"),
        pytest.param("REPLACE VAV TERMINAL CONTROLLERS AND DUCTWORK", id="ventilation"),
        pytest.param("FUNDS AVAILABLE IN FFMS ON 07/14/06", id="bookkeeping"),
        pytest.param("REMOVE A FENCED CAGE ON LEVEL P3 OF THE PARKING GARAGE", id="car-park"),
        pytest.param("BASS PRO SHOPS GIFT CARDS", id="fishing"),
        pytest.param("VAULT DOOR FOR TWENTYNINE PALMS", id="place"),
        pytest.param("AWARD OF BPA CALL FOR NON-TITLE III TRANSLATION SERVICES", id="not-the-statute"),
        pytest.param("CALEA ACCREDITATION FEE", id="accreditation"),
    ],
)
def test_a_name_that_means_something_else_makes_no_hit(text: str) -> None:
    hits = detector().find(text)
    assert hits
    assert {hit.relation for hit in hits} == {NOT_PRODUCT}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("REPAIR ATS SWITCH - GENERATOR.", id="transfer-switch"),
        pytest.param("PURCHASING TYR EPIC FED ARMOR SETS", id="armour"),
        pytest.param("VICTOR FORWARD LLC. PADDED TRAINING SUIT", id="company"),
        pytest.param("OWNER: IVA CAPPS", id="person"),
        pytest.param("UPDATE THE INVOICE PROCESSING PLATFORM (IPP) APPROVER", id="billing"),
    ],
)
def test_a_word_too_ambiguous_is_not_looked_for(text: str) -> None:
    assert detector().find(text) == ()

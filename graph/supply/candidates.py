"""Names that the catalogue may lack: frequent phrases beside words such as LICENSES, RENEWAL, SUBSCRIPTION."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.evidence import Json

COLUMNS = ("phrase", "awards", "descriptions", "beside", "share_beside", "examples")
_BESIDE = (
    "LICENSE LICENSES LICENSING LICENCE LICENCES MAINTENANCE RENEWAL RENEWALS SUBSCRIPTION SUBSCRIPTIONS SOFTWARE "
    "HARDWARE WARRANTY WARRANTIES SAAS UPGRADE UPGRADES APPLIANCE APPLIANCES LAPTOPS TABLETS PRINTERS RADIOS CAMERAS "
    "SCANNERS DRONES SENSORS SERVERS SWITCHES ROUTERS PLATFORM SUITE"
).split()
# Words that stand beside those without being names. What is left is judged by how often a phrase stands elsewhere.
_COMMON = frozenset(
    """A ACCESS ACCESSORIES ACQUISITION ADD ADDITIONAL ADMIN ADMINISTRATION ADVANCED AGENCY AGREEMENT AIR ALL AN ANALYSIS
    AND ANNUAL ANNUALLY APPLICATION APPLICATIONS ARE AS ASSET AT AUTOMATED AWARD BASE BASIC BE BETWEEN BORDER BPA BRAND
    BULK BUSINESS BUY BY CALL CBP CENTER CHANGE CLOUD CLOUD-BASED COLOR COMMERCIAL COMMUNICATION COMMUNICATIONS COMPUTER
    CONTINUATION CONTINUED CONTRACT COTS CURRENT CUSTOM CUSTOMS CYBER DATA DATABASE DEPARTMENT DESKTOP DESKTOPS DEVELOPMENT
    DEVICE DEVICES DHS DIGITAL DIVISION EACH ELECTRONIC EMAIL ENGINEERING ENFORCEMENT ENTERPRISE EQUIPMENT EXECUTE
    EXERCISE EXISTING EXTENDED EXTENSION FACILITY FIELD FISCAL FOR FORENSIC FORENSICS FROM FULL FUND FUNDING FUNDS FY
    GENERAL GOVERNMENT GROUND HANDHELD HAS HEADQUARTERS HIGH HOMELAND HOSTED HQ HSI HVAC ICE IMMIGRATION IN INC
    INCLUDING INCREASE INFORMATION INFRASTRUCTURE INITIAL INSTALLATION INTEL INTELLIGENCE INVESTIGATIONS INVESTIGATIVE IS
    ISSUE IT ITS KIT KITS LAB LAPTOP LAW LEASE LICENSE LICENSED LINE LLC LOCATION LOCATIONS MANAGEMENT MAINTENANCE MOBILE
    MOD MODIFICATION MONITORING MONITORS MONTH MONTHLY MULTI MULTIPLE NATIONAL NATIONWIDE NEEDED NETWORK NEW NEXT NO NON OF
    OFFICE OFFICERS ON ONE ONE-YEAR ONLINE OPERATIONAL OPERATIONS OPTION OPTIONAL OR ORDER OTHER OUR PARTS PATROL PER
    PERFORM PERIOD PERPETUAL PHONE PORTABLE PREMIUM PRIOR PROCURE PROCURED PROCUREMENT PRODUCT PRODUCTS PROFESSIONAL
    PROGRAM PROJECT PROVIDE PROVIDES PROVIDING PURCHASE PURCHASED PURCHASING QUARTERLY QTY RADIO REGIONAL RELATED REMOTE
    RENEW RENEWAL RENEWED RENEWING REPAIR REPAIRS REPLACE REPLACEMENT REPORTING REQUIRED REQUIREMENT REQUIREMENTS
    RESEARCH RUGGED SAFETY SCANNER SCHEDULED SECTOR SECURE SECURITY SENSOR SERVER SERVICE SERVICES SINGLE SITE SITES
    SMALL SOFTWARE SOLE SOURCE SPECIFIC STANDARD STATION STORAGE SUBSCRIPTION SUPPLIES SUPPLY SUPPORT SURVEILLANCE SYSTEM
    SYSTEMS TABLET TACTICAL TASK TEAM TECHNICAL TECHNOLOGY TELECOMMUNICATIONS TERM TEST TESTING THAT THE THEIR THESE THIS
    THREE TO TOOL TOOLS TRACKING TRAINING TRUCK TWO UNDER UNIT UNITED UNITS UNLIMITED UP UPDATE UPDATED UPGRADE US USE
    USED USER USERS UTILIZED VARIOUS VEHICLE VEHICLES VIA VIDEO VIRTUAL WARRANTY WAS WEB WEB-BASED WILL WIRELESS WITH
    WITHIN YEAR YEARLY YEARS YR ZONE""".split()
)
_WORD = re.compile(r"[A-Z][A-Z0-9]*(?:[.&+/'-][A-Z0-9]+)*|[0-9]+[A-Z][A-Z0-9-]*")
_MOST_WORDS = 3
_EXAMPLES = 3
_EXAMPLE_LENGTH = 160
_LEAST_SHARE = 0.3  # of its occurrences beside such a word; generic words stand everywhere
Span = tuple[int, int]


def find_candidates(
    texts: Iterable[tuple[str, int, Sequence[Span]]], *, at_least: int = 3, limit: int | None = 50
) -> list[Json]:
    """Return phrases that may name products, as `COLUMNS`, those of most awards first.

    Args:
        texts: (description, number of awards that bear it, spans that the catalogue knows); each description once.
        at_least: Awards that a phrase must stand in.
        limit: Rows at most; None for all.
    """
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    everywhere: Counter[str] = Counter()
    for text, awards, known in texts:
        words = [(one[0], one.start(), one.end()) for one in _WORD.finditer(text.upper())]
        everywhere.update({word for word, _, _ in words})
        beside: dict[str, str] = {}
        for phrase, keyword, start, end in _phrases(words):
            if not any(start < stop and first < end for first, stop in known):
                beside.setdefault(phrase, keyword)
        for phrase, keyword in beside.items():
            found[phrase].append((text, awards, keyword))
    rows: list[Json] = []
    for phrase, places in found.items():
        awards = sum(count for _, count, _ in places)
        # The rarest word of a phrase is the one that makes it a name.
        share = len(places) / min(everywhere[word] for word in phrase.split())
        if awards >= at_least and share >= _LEAST_SHARE:
            rows.append(
                {
                    "phrase": phrase,
                    "awards": awards,
                    "descriptions": len(places),
                    "beside": [word for word, _ in Counter(keyword for _, _, keyword in places).most_common(3)],
                    "share_beside": round(share, 2),
                    "examples": [text[:_EXAMPLE_LENGTH] for text, _, _ in sorted(places)[:_EXAMPLES]],
                }
            )
    rows.sort(key=lambda row: (-int(str(row["awards"])), str(row["phrase"])))
    return rows[:limit]


def _phrases(words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str, int, int]]:
    """Yield (phrase, word beside it, start, end): before such a word, or behind it after OF, FOR, TO, FROM."""
    for at, (word, _, _) in enumerate(words):
        if word not in _BESIDE:
            continue
        run: list[tuple[str, int, int]] = []
        for one in reversed(words[max(0, at - _MOST_WORDS) : at]):
            if not _namelike(one[0]):
                break
            run.insert(0, one)
        if run:
            yield " ".join(one[0] for one in run), word, run[0][1], run[-1][2]
        if at + 1 < len(words) and words[at + 1][0] in ("OF", "FOR", "TO", "FROM"):
            run = []
            for one in words[at + 2 : at + 2 + _MOST_WORDS]:
                if not _namelike(one[0]):
                    break
                run.append(one)
            if run:
                yield " ".join(one[0] for one in run), word, run[0][1], run[-1][2]


def _namelike(word: str) -> bool:
    return len(word) > 1 and word not in _COMMON and word not in _BESIDE

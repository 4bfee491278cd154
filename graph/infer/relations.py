"""How an award stands to a product that its text names: the rules, in the order they are asked, and in words.

Only words of the description count. What is bought, leased, maintained, renewed or funded is ``resale``, from
whomever; ``service_around`` is somebody's labour on or for a product, or a product that is only context;
``compatible`` is the host of an add-on; ``not_product`` is a word that means something else here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

RESALE = "resale"
SERVICE_AROUND = "service_around"
COMPATIBLE = "compatible"
NOT_PRODUCT = "not_product"
NAMED = "named"

# Rules of the catalogue carry their expression in the id, so that the id alone can be explained.
GUARD = "guard:"
NEEDS = "needs:"
FOR_INSIDE = "host-in-a-name"
FOR_IT = "bought-for-it"
ABBREVIATION = "abbreviation"
ALONE = "named-alone"
AGAIN = "named-again"

_Search = Callable[[str], re.Match[str] | None]

_REACH = 90  # letters to either side that a rule may look at: a dozen words, and no further than the sentence
_STOP = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: it fires when each expression it has fits.

    Attributes:
        name: Stable id.
        relation: What it decides.
        sentence: What it says, for people.
        before: Searched in the words before the name, inside its sentence.
        after: Searched in the words after it, inside its sentence.
        name_like: Matched with the name itself.
    """

    name: str
    relation: str
    sentence: str
    before: str = ""
    after: str = ""
    name_like: str = ""


_ARTICLE = (
    r"(?:(?:THE|A|AN|ITS|OUR|ICE|CBP|HSI|ERO|NEW|EXISTING|CURRENT|LEGACY|ISSUED|DUTY|ALL|VARIOUS|[\d(),]+)"
    r"[\s']++(?:S\s++)?)*$"
)
_LEGAL = r"(?:INC|LLC|L\.\s?L\.\s?C|L\.?\s?P|LTD|CORP|CORPORATION|COMPANY|GMBH|INCORPORATED|LIMITED)\b"
_LICENCE = r"(?:LICEN[SC]\w*|LISCEN\w*|LICSEN\w*|LIC|SUBSCRIPTIONS?|SAAS|RENEWALS?|WARRANT(?:Y|IES)|MEMBERSHIPS?)"
_GOODS = (
    r"(?:SOFTWARE|HARDWARE|EQUIPMENT|DEVICES?|SYSTEMS?|SERVERS?|SWITCH(?:ES)?|LAPTOPS?|PRINTERS?|RADIOS?|PHONES?|"
    r"SUPPLIES|KITS?|UNITS?|PRODUCTS?|MAINT(?:ENANCE)?|UPGRADES?|PARTS|ACCESSOR(?:Y|IES)|BATTER(?:Y|IES)|PLATFORM)"
)
_BUY = (
    r"(?:PURCHAS\w+|PROCUR\w+|BUY(?:S|ING)?|ACQUIR\w+|ACQUISITION|LEAS(?:E|ES|ING)|RENEW\w*|LICEN[SC]\w*|"
    r"SUBSCRIPTIONS?)"
)
_ADDON = (
    r"(?:ADAPT[EO]RS?|HEAD ?SETS?|EAR ?PIECES?|EARPLUGS?|BATTERY|BATTERIES|CABLES?|CHARGERS?|CASES|COVERS|HOLSTERS?|"
    r"MOUNTS?|LIGHTS|OPTICS?|SIGHTS?|TONERS?|INK|CARTRIDGES?|CONNECTORS?|PLUG-?INS?|ADD-?ONS?|ACCESSORIES|MAGAZINES|"
    r"POUCH(?:ES)?|CRADLES?|DOCK(?:ING)? STATIONS?|DOCKS?|MICROPHONES?|ANTENNAS?|SLINGS?|SCREEN PROTECTORS?|"
    r"R?DIMMS?|RAM|MEMORY(?: MODULES?)?|SUPP?RESSORS?|MUZZLE BRAKES?)"
)
_LABOUR = (
    r"(?:DEVELOPMENT|DEVELOPERS?|MIGRATIONS?|INTEGRATION|ADMINISTRATION|ADMINISTRATORS?|CUSTOMI[SZ]ATIONS?|"
    r"CONSULTING|CONSULTANTS?|ENGINEERS?|ENGINEERING|PROGRAMMERS?|PROGRAMMING|REPAIRS?|CALIBRATIONS?|O&M|O & M|"
    r"HELP ?DESK|SERVICE DESK|MODERNI[SZ]ATION|ENHANCEMENTS?|COLLABORATIVE SERVICES|STAFF AUGMENTATION|"
    r"OPERATIONS?(?: AND|,| &) MAINTENANCE|DATA ENTRY|SUBJECT MATTER EXPERTS?|SMES?|SOFTWARE DEVELOPMENT)"
)
_WORK = (
    r"(?:DEVELOP(?:MENT|ING|S)?|MIGRAT\w+|INTEGRAT(?:E|ION|ING)|CONFIGUR\w+|CUSTOMI[SZ]\w+|ADMINISTRATION|ADMINISTER\w*|"
    r"CONSULT\w+|REPAIR(?:S|ING)?|CALIBRAT\w+|TESTING|ENHANC\w+|MODERNI[SZ]\w+|ASSESSMENT|TRAINING|"
    r"RELOCAT\w+|DISPOSAL|DECOMMISSION\w*|REPROGRAM\w*|PROGRAMMING|O&M|AUTOMAT\w+|"
    r"OPERATIONS?(?: AND|,| &) MAINTENANCE)"
)
_GAP = r"(?:[\s,&/()'+.#]++|-)"  # between words of one phrase; a dash with blanks ends it
_BOUGHT_NEXT = rf"(?:{_LICENCE}|SOFTWARE|HARDWARE|PLATFORM|TOOLS?|SUITE|KITS?)"
_MEETING = r"^(?:MICROSOFT|MS )?\s?(?:TEAMS|ZOOM|WEBEX|SKYPE|MICROSOFT|GOOGLE MEET|ZOOMGOV|CISCO WEBEX)"

# Between a product that is bought and the one it is bought for; and behind the latter, when nothing is between.
BOUGHT_FOR = re.compile(r"^(?:(?!AND\b)[\w/'()-]*\s){0,6}FOR (?:\w+ ){0,2}$")
ADDON_NEXT = re.compile(rf"^\s+{_ADDON}\b")

# Before one of these a name written as two plain words, or a misspelling of a plain word, is a product's.
PRODUCT_WORDS = re.compile(
    rf"^(?:\W+\w+){{0,2}}?\W+(?:{_LICENCE}|{_GOODS}|CLOUD|TOOLS?|MODULES?|WIRELESS|CELLULAR|DATABASE|SUITE|EDITION)\b"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "in-an-address",
        NOT_PRODUCT,
        "The name stands inside an e-mail or web address.",
        before=r"(?:HTTPS?://\S*|WWW\.\S*|\S@\S*)$",
    ),
    Rule("in-a-mailbox", NOT_PRODUCT, "The name stands inside an e-mail address.", after=r"^[\w.+-]*@\w"),
    Rule(
        "person",
        NOT_PRODUCT,
        "The name follows words such as ATTN or POC: it is somebody's.",
        before=r"\b(?:(?:ATTN|ATTENTION|POC|A?COR|ACO|ALT|CONTACT|BUYER|SPECIALIST)\s?:|ATTN|MRS?\.|DR\.)\s*"
        r"(?:[A-Z]+\.?\s+)?$",
        name_like=r"^[A-Z]+$",
    ),
    Rule(
        "street",
        NOT_PRODUCT,
        "The name is that of a street.",
        before=r"\b\d{1,5}\s+(?:(?:[NSEW]|NORTH|SOUTH|EAST|WEST)\.?\s+)?$",
        after=r"^\s+(?:STREET|ST|AVE|AVENUE|BLVD|BOULEVARD|ROAD|RD|DRIVE|DR|LANE|LN|WAY|HIGHWAY|HWY|PARKWAY|PKWY|PLAZA|"
        r"COURT|CT|CIRCLE)\b",
    ),
    Rule(
        "place",
        NOT_PRODUCT,
        "The words after the name make it a place.",
        after=r"^\s+(?:AVENUE|BOULEVARD|BLVD|COUNTY|AIRPORT|RIVER|CREEK|CANYON|VALLEY|POE|PORT OF ENTRY|FALLS|BEACH|"
        r"HEIGHTS|SPRINGS|ISLAND|RANCH|MOUNTAINS?)\b",
        name_like=r"^[A-Z]+$",
    ),
    Rule(
        "place-before",
        NOT_PRODUCT,
        "The words before the name make it a place.",
        before=r"\b(?:PORT OF|CITY OF|TOWN OF|COUNTY OF|FORT|FT\.?|MOUNT|MT\.|CAMP|LAKE)\s+$",
        name_like=r"^[A-Z]+$",
    ),
    Rule(
        "calibre",
        NOT_PRODUCT,
        "The name is that of a cartridge.",
        before=r"(?:\.\d{2,3}|\d(?:\.\d+)?\s?MM|\bX\d{2}|CAL(?:IBER)?\.?)\s*$",
        name_like=r"^(?:REMINGTON|REM|WINCHESTER|WIN|LUGER|WEATHERBY|S&W|SMITH (?:&|AND) WESSON|COLT|SIG|NATO)$",
    ),
    Rule(
        "contractor",
        NOT_PRODUCT,
        "The text names a company as the contractor, not a product.",
        before=r"\b(?:(?:THE |PRIME |INCUMBENT )?CONTRACTOR|VENDOR|AWARDEE|AWARD(?:ED)? TO|NAME (?:CHANGE )?FROM|"
        r"NOVAT\w+ (?:\w+ ){0,3}(?:FROM|TO)|ASSIGN\w* TO|PAY(?:MENT)? TO|PAID TO|INVOICES? (?:FROM|BY)|QUOTE FROM|"
        r"PROTEST BY|ACQUIRED BY)[\s,:(-]*$",
    ),
    Rule(
        "contractor-with-legal-form",
        NOT_PRODUCT,
        "The name is part of a company's legal name after words such as WITH, TO or BETWEEN.",
        before=r"\b(?:WITH|TO|BY|FROM|BETWEEN|AND)\s+$",
        after=rf"^(?:[ ,]+[A-Z&]+){{0,3}}[ ,]+{_LEGAL}",
    ),
    Rule(
        "only-a-legal-name",
        NOT_PRODUCT,
        "The text is nothing but a company's legal name.",
        before=r"^\s*$",
        after=rf"^(?:[\s,.]+[A-Z&]+){{0,3}}[\s,]+{_LEGAL}[.\s]*$",
    ),
    Rule(
        "contractor-acts",
        NOT_PRODUCT,
        "The name is that of the company which is to do something.",
        after=r"^\s+(?:SHALL|WILL|MUST|HAS AGREED TO|AGREES TO|IS REQUIRED TO) (?:PROVIDE|PERFORM|DELIVER|FURNISH|"
        r"SUPPLY|INVOICE|SUBMIT|COMPLETE|CONTINUE|CONDUCT)\b",
    ),
    Rule(
        "compatible-with",
        COMPATIBLE,
        "The text says that something is compatible with the product.",
        before=r"\bCOMPATIB\w+\s+(?:WITH|TO|VIA|FOR|AND)\b[^.;]{0,50}$",
    ),
    Rule(
        "said-compatible",
        COMPATIBLE,
        "The word COMPATIBLE follows the name.",
        after=r"^[\s-]+(?:\w+[\s-]+){0,2}COMPATIB\w+",
    ),
    Rule(
        "add-on-for",
        COMPATIBLE,
        "An add-on or accessory for the product is bought.",
        before=rf"\b{_ADDON}(?: \w+)?\s+(?:(?:USED|MADE|DESIGNED|REQUIRED|NEEDED) )?"
        rf"(?:FOR|TO FIT|FITTING)\s+{_ARTICLE}",
    ),
    Rule(
        "for-use-with",
        COMPATIBLE,
        "Something is bought for use with the product.",
        before=rf"\bFOR USE (?:WITH|ON|IN)\s+{_ARTICLE}",
    ),
    Rule(
        "to-replace",
        SERVICE_AROUND,
        "The product is what is replaced or left behind, not what is bought.",
        before=r"\b(?:REPLAC(?:E|ES|ING) (?:THE |OUR |OLD |EXISTING |CURRENT |LEGACY |OUTDATED |AGING )+|"
        r"REPLACEMENT (?:OF|FOR) (?:THE |OUR )?(?:OLD |EXISTING |CURRENT |LEGACY |OUTDATED |AGING )+|"
        r"(?:IN PLACE|IN LIEU|INSTEAD) OF |INCOMPATIBLE (?:\w+ ){0,2}WITH |"
        r"(?:MIGRAT|TRANSITION|MOV|UPGRAD|CONVERT)\w* (?:\w+ ){0,3}FROM )$",
    ),
    Rule(
        "repaired",
        SERVICE_AROUND,
        "The name is what is repaired, calibrated or cleaned.",
        before=rf"\b(?:REPAIR(?:S|ING|ED)?|CALIBRAT(?:E|ION)S?|OVERHAUL|CLEAN(?:ING)?|TROUBLESHOOT\w*)\s+(?:(?:OF|TO|ON|FOR|-)\s+)?{_ARTICLE}",
    ),
    Rule(
        "licence-in-the-name",
        RESALE,
        "The words found hold the purchase itself: licences, software, support.",
        name_like=rf"\b(?:{_LICENCE}|SOFTWARE)$",
    ),
    Rule(
        "licence-beside",
        RESALE,
        "Words of purchase (licence, subscription, renewal, warranty) follow the name: the product is bought.",
        after=rf"^(?:\W+\w+){{0,5}}?\W+{_LICENCE}\b",
    ),
    Rule(
        "purchase-of",
        RESALE,
        "Words of purchase (procure, lease, renewal of) stand before the name: the product is bought.",
        before=rf"\b{_BUY}(?:\s+(?:OF|FOR|TO))?(?:\s+[\w(),&\"'/-]+){{0,3}}\s*$",
    ),
    Rule(
        "labour-after",
        SERVICE_AROUND,
        "Words of labour (development, administration, repair) follow the name: somebody works on the product.",
        after=rf"^(?:{_GAP}(?!(?:WHICH|THAT|WHO|TO|FOR|IS|ARE|BY|WITH|{_BOUGHT_NEXT})\b)\w++){{0,5}}?{_GAP}"
        rf"{_LABOUR}\b(?!(?:\s+[\w&]+){{0,2}}\s+{_BOUGHT_NEXT}\b)",
    ),
    Rule(
        "work-directly-on",
        SERVICE_AROUND,
        "The name is what work (repair, migration, configuration) is done on.",
        before=rf"\b{_WORK}(?: (?:AND|&) \w+| SERVICES?| SUPPORT)?\s+(?:OF|TO|ON|WITHIN|IN|INTO)\s+{_ARTICLE}",
    ),
    Rule(
        "built-on",
        SERVICE_AROUND,
        "Something else stands in, runs in, is built on or is connected to the product.",
        before=r"\b(?:(?:HOSTED|HOUSED|BUILT|RUNNING|RESID\w+|DEPLOYED|BASED) (?:ON|IN|WITH)|INTERFAC\w+ (?:TO|WITH)|"
        r"ATTACHED TO|CONNECT\w* TO|USED BY|SOLD BY|LOCATED (?:AT|IN)|\bAT)\s+(?:(?:THE|AN?)\s+)?(?:\w+\s+)?$",
    ),
    Rule(
        "goods-beside",
        RESALE,
        "Words of goods (software, hardware, equipment, maintenance) follow the name: the product is bought.",
        after=rf"^(?:\W+\w+){{0,3}}?\W+{_GOODS}\b(?! (?:TRAINING|SERVICES? DESK))",
    ),
    Rule(
        "used-to-meet",
        SERVICE_AROUND,
        "The product is only how people meet: VIA, THROUGH or USING stands before the name.",
        before=r"\b(?:VIA|THROUGH|USING|ONLINE ON|HELD ON)\s+(?:THE\s+)?$",
        name_like=_MEETING,
    ),
    Rule(
        "work-on",
        SERVICE_AROUND,
        "Words of work (development, migration, training, repair) lead to the name: somebody works on the product.",
        before=rf"\b{_WORK}\b[^.;]{{0,60}}?\b(?:OF|TO|ON|FOR|WITHIN|WITH|IN|INTO|USING|INCLUDING)\b[:;,]?\s*{_ARTICLE}",
    ),
    Rule(
        "office-training",
        SERVICE_AROUND,
        "Classes in office software are given by others than its maker.",
        name_like=r"^(?:MICROSOFT|MS|EXCEL|POWER ?BI|SQL|SHAREPOINT|POWERPOINT|WORD|TEAMS|OUTLOOK|OFFICE)\b",
        after=r"^[^.;]{0,50}?\b(?:TRAINING|COURSES?|CLASS(?:ES)?|WORKSHOPS?)\b",
    ),
    Rule(
        "for-training",
        SERVICE_AROUND,
        "Something is bought to support training on the product.",
        before=r"\b(?:SUPPORT|DURING)\s+(?:\w+\s+)?$",
        after=r"^\s+TRAINING\b",
    ),
    Rule(
        "services-named-before",
        SERVICE_AROUND,
        "A service is named before the product it is given on.",
        before=r"\b(?:WEB|SITE|PORTAL|CONTENT|COLLABORATI\w+|PROFESSIONAL|TECHNICAL|ENGINEERING|DEVELOPMENT|IT)"
        r"(?: \w+)? SERVICES(?: \(\w+\))?\s*(?:-|:|FOR|ON|IN)?\s*$",
    ),
)

_SENTENCES = {rule.name: rule.sentence for rule in RULES} | {
    ALONE: "The name stands in the text and nothing around it says otherwise: the product is taken as bought.",
    ABBREVIATION: "The name stands in brackets as the abbreviation of the words before it, which are no product.",
    FOR_INSIDE: "The name follows FOR inside the name of another maker's product: it is what that one is made for.",
    AGAIN: "The text names the product once more; another place in it says that it is bought.",
    FOR_IT: "Another maker's product is bought FOR this one.",
    NAMED: "The name stands in the text and nothing around it says otherwise.",
    "joined": "The words of the name are written as one.",
    "split": "The name is written as two words; it counts only before words such as software or licence.",
    "misspelt": "One letter of the name is missing, too many, wrong or in the wrong place.",
    "cut": "The text was cut off inside the name.",
}


def sentence_of(rule: str) -> str:
    """Return what a rule says, as sentences for people; an unknown id comes back as it is.

    >>> sentence_of("guard:TOAD FOR ORACLE")
    'The words around match the guard TOAD FOR ORACLE of the catalogue: the name means something else here.'
    >>> sentence_of("add-on-for+joined")
    'An add-on or accessory for the product is bought. The words of the name are written as one.'
    """
    if rule.startswith(GUARD):
        expression = rule.removeprefix(GUARD)
        return f"The words around match the guard {expression} of the catalogue: the name means something else here."
    if rule.startswith(NEEDS):
        expression = rule.removeprefix(NEEDS)
        return f"The catalogue counts this name only near {expression}, and nothing like it stands around."
    return " ".join(_SENTENCES.get(part, part) for part in rule.split("+"))


def decide(folded: str, start: int, end: int) -> tuple[str, str]:
    """Return the relation of a product's name at a place, and the rule that decides it.

    >>> decide("REPAIR OF THE XEROX COPIER", 14, 19)
    ('service_around', 'repaired')
    """
    before, after = _sentence_around(folded, start, end)
    name = folded[start:end]
    if before.endswith("(") and after.startswith(")") and _abbreviates(name, before[:-1]):
        return NOT_PRODUCT, ABBREVIATION
    for rule, ahead, behind, like in _compiled(bool(before), bool(after)):
        if (not like or like(name)) and (not ahead or ahead(before)) and (not behind or behind(after)):
            return rule.relation, rule.name
    return RESALE, ALONE


def _abbreviates(name: str, before: str) -> bool:
    """Say whether the first letters of the words before spell the name, small words left out or not.

    Longer abbreviations in brackets are mostly brands that follow their company's full name: ESRI.

    >>> _abbreviates("HPE", "THE HIGH POTENTIAL EXECUTIVE "), _abbreviates("TASER", "CONDUCTED WEAPONS ")
    (True, False)
    """
    words = re.findall(r"[A-Z]+", before)
    large = [word for word in words if word not in ("AND", "OF", "FOR", "THE", "IN", "TO", "ON")]
    return 1 < len(name) <= 3 and any(
        "".join(word[0] for word in one[-len(name) :]) == name for one in (words, large) if len(one) >= len(name)
    )


def _sentence_around(folded: str, start: int, end: int) -> tuple[str, str]:
    before, after = folded[max(0, start - _REACH) : start], folded[end : end + _REACH]
    behind = [stop.end() for stop in _STOP.finditer(before)]
    ahead = _STOP.search(after)
    before, after = before[behind[-1] if behind else 0 :], after[: ahead.start()] if ahead else after
    return ("" if before.isspace() else before), ("" if after.isspace() else after)


@cache
def _compiled(
    words_before: bool, words_after: bool
) -> tuple[tuple[Rule, _Search | None, _Search | None, _Search | None], ...]:
    """Return the rules with their expressions; where there are no words on a side, those that need some are left out.

    Half of all names open their text, and no rule costs less than one that is not asked.
    """

    def search(written: str) -> _Search | None:
        return re.compile(written).search if written else None

    def can_fire(expression: str, words: bool) -> bool:
        return words or not expression or re.search(expression, "") is not None

    return tuple(
        (rule, search(rule.before), search(rule.after), search(rule.name_like))
        for rule in RULES
        if can_fire(rule.before, words_before) and can_fire(rule.after, words_after)
    )

"""A rule of wording, and the words that rules share."""

from __future__ import annotations

from dataclasses import dataclass

RESALE = "resale"
SERVICE_AROUND = "service_around"
COMPATIBLE = "compatible"
NOT_PRODUCT = "not_product"


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
        classes: Codes of the product classes it is asked for; none means all.
        key: Letters without which ``before`` cannot fit; to look for them costs a tenth of that.
    """

    name: str
    relation: str
    sentence: str
    before: str = ""
    after: str = ""
    name_like: str = ""
    classes: frozenset[str] = frozenset()
    key: str = ""


ARTICLE = (
    r"(?:(?:THE|A|AN|ITS|OUR|ICE|CBP|HSI|ERO|NEW|EXISTING|CURRENT|LEGACY|ISSUED|DUTY|AGENCY|FIELD|ALL|VARIOUS|"
    r"[\d(),]+|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)[\s'-]++(?:S\s++)?)*$"
)
LEGAL = r"(?:INC|LLC|L\.\s?L\.\s?C|L\.?\s?P|LTD|CORP|CORPORATION|COMPANY|GMBH|INCORPORATED|LIMITED)\b"
LICENCE = r"(?:LICEN[SC]\w*|LISCEN\w*|LICSEN\w*|LIC|SUBSCRIPTIONS?|SAAS|RENEWALS?|WARRANT(?:Y|IES)|MEMBERSHIPS?)"
GOODS = (
    r"(?:SOFTWARE|HARDWARE|EQUIPMENT|DEVICES?|SYSTEMS?|SERVERS?|SWITCH(?:ES)?|LAPTOPS?|PRINTERS?|RADIOS?|PHONES?|"
    r"SUPPLIES|KITS?|UNITS?|PRODUCTS?|MAINT(?:ENANCE)?|UPGRADES?|PARTS|ACCESSOR(?:Y|IES)|BATTER(?:Y|IES)|PLATFORM)"
)
BUY = (
    r"(?:PURCHAS\w+|PROCUR\w+|BUY(?:S|ING)?|ACQUIR\w+|ACQUISITION|LEAS(?:E|ES|ING)|RENEW\w*|LICEN[SC]\w*|"
    r"SUBSCRIPTIONS?)"
)
ADDON = (
    r"(?:ADAPT[EO]RS?|HEAD ?SETS?|EAR ?PIECES?|EARPLUGS?|BATTERY|BATTERIES|CABLES?|CHARGERS?|CASES|COVERS|HOLSTERS?|"
    r"MOUNTS?|LIGHTS|OPTICS?|SIGHTS?|TONERS?|INK|CARTRIDGES?|CONNECTORS?|PLUG-?INS?|ADD-?ONS?|ACCESSORIES|MAGAZINES|"
    r"POUCH(?:ES)?|CRADLES?|DOCK(?:ING)? STATIONS?|DOCKS?|MICROPHONES?|ANTENNAS?|SLINGS?|SCREEN PROTECTORS?|"
    r"R?DIMMS?|RAM|MEMORY(?: MODULES?)?|SUPP?RESSORS?|MUZZLE BRAKES?)"
)
LABOUR = (
    r"(?:DEVELOPMENT|DEVELOPERS?|MIGRATIONS?|INTEGRATION|ADMINISTRATION|ADMINISTRATORS?|CUSTOMI[SZ]ATIONS?|"
    r"CONSULTING|CONSULTANTS?|ENGINEERS?|ENGINEERING|PROGRAMMERS?|PROGRAMMING|REPAIRS?|CALIBRATIONS?|O&M|O & M|"
    r"HELP ?DESK|SERVICE DESK|MODERNI[SZ]ATION|ENHANCEMENTS?|COLLABORATIVE SERVICES|STAFF AUGMENTATION|"
    r"OPERATIONS?(?: AND|,| &) MAINTENANCE|DATA ENTRY|SUBJECT MATTER EXPERTS?|SMES?|SOFTWARE DEVELOPMENT|"
    r"(?:FORM|WEB|DATABASE) DESIGN)"
)
WORK = (
    r"(?:DEVELOP(?:MENT|ING|S)?|MIGRAT\w+|INTEGRAT(?:E|ION|ING)|CONFIGUR\w+|CUSTOMI[SZ]\w+|ADMINISTRATION|ADMINISTER\w*|"
    r"CONSULT\w+|REPAIR(?:S|ING)?|CALIBRAT\w+|TESTING|ENHANC\w+|MODERNI[SZ]\w+|ASSESSMENT|TRAINING|"
    r"RELOCAT\w+|DISPOSAL|DECOMMISSION\w*|CERTIFY\w*|REPROGRAM\w*|PROGRAMMING|O&M|AUTOMAT\w+|"
    r"OPERATIONS?(?: AND|,| &) MAINTENANCE)"
)
# At most five words that go on with the name, none of which begins something else.
WORDS_ON = r"(?:\s+(?!(?:AND|WITH|FOR|OR|IN|TO|PLUS|INCLUDING)\b)[\w-]+){0,5}?"
GAP = r"(?:[\s,&/()'+.#]++|-)"  # between words of one phrase; a dash with blanks ends it
BOUGHT_NEXT = rf"(?:{LICENCE}|SOFTWARE|HARDWARE|PLATFORM|TOOLS?|SUITE|KITS?)"
MEETING = r"^(?:MICROSOFT|MS )?\s?(?:TEAMS|ZOOM|WEBEX|SKYPE|MICROSOFT|GOOGLE MEET|ZOOMGOV|CISCO WEBEX)"
NUMBER = r"(?:\(?\d+\)?|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|EA(?:CH)?)"
WORN = (
    r"(?:EXISTING|OLD|CURRENT|LEGACY|OUTDATED|AGING|EXPIR(?:ING|ED)|DAMAGED|FAIL(?:ED|ING)|BROKEN|INOPERABLE|DEFECTIVE|"
    r"OBSOLETE|END[ -]OF[ -]LIFE|EOL)"
)
UPKEEP = r"(?:MAINT|SUPPORT|SERVIC|AGREEMENT|RENEW|UPGRAD|REPAIR|EXTEN|CONTINU|LEAS|OPTION|FUND)\w*|" + LICENCE
LINE = r"(?:WIRELESS|CELLULAR|CELL(?: ?PHONE)?|DATA|AIRTIME|BROADBAND|VOICE|SATELLITE|4G|5G|LTE)"
DEVICE = (
    r"(?:IPADS?|IPHONES?|BLACKBERR(?:Y|IES)|MIFIS?|SMART ?PHONES?|TABLETS?|HOT ?SPOTS?|GALAXY(?: \w+)?|TOUGHBOOKS?|"
    r"SURFACE(?: PRO)?|LAPTOPS?|PHONES?|DEVICES?)"
)
# Platforms of which a buyer gets no use before somebody has built on them.
PLATFORM = (
    r"^(?:MICROSOFT |MS )?(?:SALESFORCE|SHAREPOINT|SERVICENOW|APPIAN|PEGA|OFFICE 365|O365|M365|365 SHAREPOINT|"
    r"DYNAMICS(?: 365| CRM)?|POWER (?:APPS|PLATFORM)|DRUPAL|MULESOFT|AUTO ?CAD)$"
)
CLOUD = r"^(?:AMAZON WEB SERVICES?(?: \(AWS\))?|AWS|(?:MICROSOFT )?AZURE|GOOGLE CLOUD(?: PLATFORM)?|GCP)$"
# Software that other makers' software is an add-on of, or runs on.
HOST = (
    r"^(?:MICROSOFT |MS )?(?:SHARE ?POINT|ACTIVE DIRECTORY|WINDOWS(?: SERVER)?(?: \d+)?|EXCHANGE|OUTLOOK|SQL SERVER|"
    r"OFFICE 365|O365|M365|ORACLE|SAP|SALESFORCE|SERVICE ?NOW|"
    r"AUTO ?CAD|REVIT|ARCGIS|JIRA|CONFLUENCE|VMWARE|LINUX|EXCEL)$"
)
OPERATING_SYSTEM = r"^(?:MICROSOFT |MS |RED HAT |ORACLE )?(?:WINDOWS(?: SERVER)?|LINUX|ANDROID|IOS|SOLARIS|UNIX)\b"
FIREARM = (
    r"^(?:GLOCK|SIG|P320|P365(?:XL?)?|P22[69]|MPX|BERETTA|RUGER|SMITH (?:&|AND) WESSON|S&W|COLT|REMINGTON|MOSSBERG|"
    r"BENELLI|HK|H&K|HECKLER|FN)\b"
)
# What others than the maker sell for a pistol, a telephone, an aircraft.
ON_A_FIREARM = (
    r"(?:HOLSTERS?|(?:MOUNTING |OPTICS? |ADAPT[EO]R )+PLATES?|BLUE ?GUNS?|TRAINING REPLICAS?|POUCH(?:ES)?|SLINGS?|"
    r"(?:IRON |NIGHT |PISTOL )*SIGHTS?(?: SETS?)?|LANYARDS?|(?:WEAPONS?|WPNS?|PISTOL) LIGHTS?)"
)
ON_A_DEVICE = (
    r"(?:(?:CARRYING |KEYBOARD |PROTECTIVE |HARD |TRAVEL )*CASES|COVERS?|SCREEN PROTECTORS?|POUCH(?:ES)?|LANYARDS?|"
    r"(?:VEHICLE |CAR )?MOUNTS?|CHARGING (?:STATIONS?|CARTS?|CABINETS?))"
)
ON_A_VEHICLE = r"(?:SIMULATORS?|(?:GUN |ROOF |BIKE )RACKS?|SEAT COVERS?|FLOOR MATS?|COVERS?)"
WEAPON = frozenset({"weapon"})
VEHICLE = frozenset({"vehicle"})
# Equipment that software runs on or takes its input from.
STATION = r"(?:SERVERS?|WORKSTATIONS?|DESKTOPS?|LAPTOPS?|COMPUTERS?|MONITORS?|SCANNERS?|EQUIPMENT|HARD DRIVES?)"
CARRIED = frozenset({"device", "radio", "weapon", "vehicle", "drone"})
SOFTWARE = frozenset({"software", "cloud-service", "forensics"})
# What an award is called, rather than what it buys.
PAPERS = (
    r"(?:ORDERS?|AWARDS?|CONTRACTS?|CALLS?|BPA|REQUIREMENTS?|PROCURE\w*|PURCHAS\w*|ACQUI\w+|REQUESTS?|REQ|PAY\w*|MOD|"
    r"MODIFICATION|CLOSE ?OUT|CANCEL\w*|TRAIN\w*|NEEDS?|AMOUNT|INVOICES?|QUOTES?|DATES?|"
    r"LOCATIONS?|QUANTIT(?:Y|IES)|FEES?|COSTS?|INSTALL\w*|DELIVER\w*|"
    r"PERFORMANCE|PRICING|ACCESS|SOFTWARE|PLANS?|COVERAGE|ADD|INCREASE|IS|ARE|PERIOD|TERM)"
)
# One model of a make replaced by another one: the make is bought all the same.
ANOTHER_MODEL = r"^(?![^.;]* WITH (?:THE |A )?(?:NEW(?:ER)? )?(?:MODEL|VERSION)\b)"
MACHINE = (
    r"(?:AIRCRAFT|HELICOPTERS?|VEHICLES?|TRUCKS?|TRAILERS?|BOATS?|VESSELS?|RIFLES?|PISTOLS?|HANDGUNS?|FIREARMS|WEAPONS?|"
    r"HELMETS?|PRINTERS?|COPIERS?|PLOTTERS?|LAPTOPS?|TABLETS?|PHONES?|RADIOS?|DRONES?|CAMERAS?|SCANNERS?|X-?RAYS?)"
)

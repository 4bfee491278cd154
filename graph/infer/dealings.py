"""By which words a product is bought, worked on or replaced. In the order asked."""

from __future__ import annotations

from graph.infer.wording import (
    ANOTHER_MODEL,
    ARTICLE,
    BOUGHT_NEXT,
    BUY,
    CARRIED,
    CLOUD,
    DEVICE,
    GAP,
    GOODS,
    LABOUR,
    LICENCE,
    LINE,
    MEETING,
    NUMBER,
    PLATFORM,
    RESALE,
    SERVICE_AROUND,
    SOFTWARE,
    STATION,
    UPKEEP,
    VEHICLE,
    WORDS_ON,
    WORK,
    WORN,
    Rule,
)

DEALINGS: tuple[Rule, ...] = (
    Rule(
        "expected",
        SERVICE_AROUND,
        "The product is still to come, under another award.",
        before=r"\b(?:FORTHCOMING|UPCOMING|AWAITED|AWAITING|PENDING|ANTICIPATED)\s+(?:THE\s+)?$",
    ),
    Rule(
        "past-its-time",
        SERVICE_AROUND,
        "The text says that the product is old, broken or out of warranty, not that it is bought.",
        after=r"^(?:\s+[^\s.;]+){0,4}?\s+(?:(?:STILL|CURRENTLY) IN USE|"
        r"(?:NEARS?|REACH\w*|APPROACH\w*) (?:ITS )?END[ -]OF|"
        r"UPGRADED? TO AN?|"
        r"(?:IS|ARE|HAS|HAVE)\s+(?:OUT OF|OUTDATED|OBSOLETE|NO LONGER|(?:AT |NEARING |REACHED )?(?:THE )?END|FAILING|"
        r"FAILED|BROKEN|INOPERABLE|DAMAGED|BEYOND|PAST|DUE FOR))\b",
    ),
    Rule(
        "too-weak",
        SERVICE_AROUND,
        "The text says what is wrong with the product that is there, not that it is bought.",
        before=r"\b(?:CURRENT(?:LY)?|PRESENT|EXISTING|OLD(?:ER)?|LEGACY|OUR)\s+(?:\w+\s+)?$",
        after=r"^(?:\s+[^\s.;]+){0,5}?\s+(?:CAN ?NOT|COULD NOT|DO(?:ES)? NOT|LACKS?|NO LONGER|"
        r"(?:IS|ARE|WAS|WERE) (?:TOO|NOT|UNABLE|SLOW|INCAPABLE|INSUFFICIENT|INADEQUATE))\b",
    ),
    Rule(
        "already-ordered",
        SERVICE_AROUND,
        "The product was ordered before, under another award.",
        before=rf"^(?!.*\b(?:{UPKEEP})\b)",
        after=r"^[^.;]{0,60}\b(?:THAT|WHICH) (?:HAS|HAVE|HAD|WAS|WERE|IS|ARE) ALREADY (?:BEEN )?"
        r"(?:ORDERED|PURCHASED|PROCURED|BOUGHT|DELIVERED)\b",
    ),
    Rule(
        "taken-out",
        SERVICE_AROUND,
        "The product is taken out, taken apart, disposed of, or no longer in the scope of the contract.",
        before=rf"\b(?:DE-?SCOP\w+|REMOV(?:E|ES|ING|AL)|DISMANTL\w+|DISPOS(?:E|AL|ING)|UNINSTALL\w*|DEINSTALL\w*|SURPLUS\w*)\b"
        rf"(?:[^.;]{{0,40}}\b(?:{WORN})\s+|(?:\s+OF)?\s+){ARTICLE}",
    ),
    Rule(
        "replaced",
        SERVICE_AROUND,
        "The product is what is replaced; by what, the text does not say here.",
        before=rf"\bREPLAC(?:E|ES|ING|EMENT OF)\s+(?:(?:THE|AN?|OUR|{WORN}|{NUMBER})\s+)*"
        r"(?:MODEL\s+\S+\s+|(?!WITH|BY|AND|OF)[A-Z]+\s+)?$",
        after=rf"^(?!(?:\W+\w+){{0,3}}?\W+{LICENCE}\b){ANOTHER_MODEL[1:]}",
        key="REPLAC",
    ),
    Rule(
        "part-replaced",
        SERVICE_AROUND,
        "A part of the product is replaced or repaired.",
        before=rf"(?:\bREPLAC\w+\s+(?:[\w-]+\s+){{1,4}}(?:OF|IN|ON)\s+(?:THE\s+|OUR\s+)?(?:CURRENT|EXISTING)\s+$|"
        rf"\b(?:REPLAC\w+|REPAIR\w*|FIX)\b[^.;]{{0,40}}\b(?:BATTER(?:Y|IES)|COMPRESSORS?|PARTS?|FILTERS?|MOTORS?|"
        rf"PUMPS?|FANS?|COMPONENTS?|SCREENS?|BOARDS?|DRIVES?|VALVES?|SENSORS?)\s+(?:IN|OF|ON|FOR|FROM|AT)\s+{ARTICLE})",
    ),
    Rule(
        "make-and-model",
        SERVICE_AROUND,
        "The name is the make of what is repaired, or of what a part is replaced in.",
        before=r"\b(?:REPLACE|REPAIR|SERVICE|SERVICING|FIX|INSPECT)\b[^.;]{0,70}\b(?:MAKE|BRAND|MANUFACTURER|MFR|MODEL)"
        r"\s*[-:=]?\s*$",
    ),
    Rule(
        "where-it-stands",
        SERVICE_AROUND,
        "The name says at which sites, or by which people, something else is used.",
        after=r"^\s+(?:LOCATIONS?|SITES|TEAMS?|CREWS?|AIRCREWS?|PILOTS?|MECHANICS|OPERATORS)\b",
        classes=CARRIED | {"inspection", "surveillance"},
    ),
    Rule(
        "to-be-fitted-out",
        SERVICE_AROUND,
        "The text says that vehicles are fitted out, and which.",
        before=r"\b(?:UPL?FIT|OUTFIT|RETROFIT)(?:S|TING)?\s+(?:(?!WITH\b|AND\b)[^.;\s]+\s+){0,8}$",
        classes=VEHICLE,
        key="FIT",
    ),
    Rule(
        "fitted-out",
        SERVICE_AROUND,
        "The vehicle is fitted out, towed or cleaned, not bought.",
        after=rf"^{WORDS_ON}\s+(?:UPFIT\w*|OUTFITTING|RETROFIT\w*|DETAILING|TOWING|WRAPS?|MODIFICATION SERVICES)\b",
        classes=VEHICLE,
    ),
    Rule(
        "installed-in-it",
        SERVICE_AROUND,
        "Something else is installed in or on the product.",
        before=rf"\bINSTALL\w*\b(?![^.;]*\b(?:OF|AND)\s+$)[^.;]{{0,80}}\s(?:IN|INTO|ON|ONTO|ABOARD|INSIDE|AT)\s+{ARTICLE}",
        key="INSTALL",
    ),
    Rule(
        "at-a-data-centre",
        SERVICE_AROUND,
        "The name says in which data centre something else stands.",
        before=r"(?:\(|\b(?:LOCATED|HOUSED|PRODUCTION|MAINT\w*|WARRANTY|RENEWAL)\b(?:(?!RACK|CAGE|CIRCUIT|CONNECT)[^.;]){0,70}"
        r"\s(?:IN|AT)\s+(?:THE\s+)?)$",
        after=r"^\s+(?:EAST|WEST|NORTH|SOUTH|DATA\s+CENT|POPS?\b|FACILIT|SITES?\b)",
        classes=frozenset({"cloud-service", "service", "carrier-service"}),
    ),
    Rule(
        "labour-for",
        SERVICE_AROUND,
        "The text says that it is labour for the product which is bought.",
        before=rf"\bLABOU?R\b(?! (?:RELATIONS|LAW|DATA))[^.;]{{0,25}}\b(?:FOR|ON|TO)\s+{ARTICLE}",
        key="LABO",
    ),
    Rule(
        "labour-in-the-name",
        SERVICE_AROUND,
        "The words found hold labour: a help desk for the product.",
        name_like=r"\b(?:HELP|SERVICE) ?DESK$",
    ),
    Rule(
        "site-service",
        SERVICE_AROUND,
        "A service for a building or site is bought; the product only says where.",
        before=r"\b(?:JANITORIAL|CLEANING|CUSTODIAL|LANDSCAP\w+|MOWING|PEST|SNOW|TRASH|WASTE) [^.;]{0,40}$",
    ),
    Rule(
        "carried",
        SERVICE_AROUND,
        "The product is what something else carries, stores or tows.",
        before=r"\b(?:(?:TO|THAT|WHICH) (?:TRANSPORT|TOW|HAUL|CARRY|STORE|HOUSE|MOUNT|CHARGE|MOVE|SHIP)S?|^HOUSE|"
        r"(?:TRANSPORT(?:ATION|ING)?|SHIPPING|SHIPMENT|TOWING|HAULING|MOVING|RELOCATION|STORAGE) OF)\s+"
        rf"{ARTICLE}",
    ),
    Rule(
        "hardware-for-it",
        SERVICE_AROUND,
        "Hardware is bought that the software is to run on.",
        before=rf"\b(?:SERVERS?|WORKSTATIONS?|LAPTOPS?|HARD DRIVES?)\s+FOR\s+{ARTICLE}",
        after=rf"^(?!(?:\W+\w+){{0,3}}?\W+(?:{LICENCE}|SOFTWARE)\b)",
        classes=SOFTWARE,
        key="FOR",
    ),
    Rule(
        "used-with-it",
        SERVICE_AROUND,
        "Equipment is bought that people are to use the product on.",
        before=rf"\b{STATION}\b[^.;]{{0,30}}\b(?:TO (?:BE USED TO )?(?:SUPPORT|RUN|HOST)|USED (?:FOR|TO SUPPORT)|"
        r"(?:FOR|IN)\s+(?:THE\s+)?(?:UTILI[SZ]ATION|USE|SUPPORT|OPERATION) OF)\s+(?:THE\s+)?$",
        after=rf"^(?!(?:\W+\w+){{0,3}}?\W+(?:{LICENCE}|SOFTWARE)\b)",
        classes=SOFTWARE,
    ),
    Rule(
        "in-its-laboratory",
        SERVICE_AROUND,
        "Something else is bought for the laboratory where people use the product.",
        before=rf"\b(?:{STATION}|HARDWARE|FURNITURE|SUPPLIES|RACKS?|TOOLS)\s+(?:FOR|IN|TO EQUIP)\s+{ARTICLE}",
        after=r"^(?:\s+[\w-]+){0,2}?\s+(?:LABS?|LABORATOR(?:Y|IES))\b",
        classes=SOFTWARE,
    ),
    Rule(
        "line-for-a-device",
        SERVICE_AROUND,
        "A carrier's data or voice service is bought for the device, not the device.",
        before=rf"\b(?:{LINE})(?: (?:AND |& )?\w+)? (?:SERVICES?|PLANS?|AIRTIME|COVERAGE)\s+(?:FOR|ON|TO)\s+"
        rf"(?:(?:{NUMBER}|THE|OUR|ICE|CBP|EXISTING|PREVIOUSLY PURCHASED|{DEVICE}|AND|&|,)\s*)*$",
        after=rf"^(?!(?:\W+\w+){{0,2}}?\W+(?:NETWORK|LINES?|ACCOUNTS?|{LICENCE})\b)",
    ),
    Rule(
        "device's-line",
        SERVICE_AROUND,
        "A carrier's data or voice service follows the name of a device: the service is bought.",
        name_like=rf"(?:^|\s){DEVICE}$",
        after=rf"^\s+(?:(?:{LINE}|MONTHLY|FIRST ?NET|VERIZON|AT&T|T-MOBILE)\s+){{0,2}}"
        r"(?:SERVICES?|AIRTIME|(?:DATA |SERVICE )PLANS?)\b",
    ),
    Rule(
        "built-upon",
        SERVICE_AROUND,
        "Services on a platform that buyers build upon are somebody's labour, unless licences are named.",
        name_like=PLATFORM,
        after=rf"^(?! SERVICES? (?:CLOUD|HUB))(?:{GAP}(?!(?:AND|WITH|TO|FOR|IN|OF|BY|{LICENCE})\b)\w++){{0,3}}?{GAP}"
        rf"(?:(?:PROFESSIONAL |SUPPORT |TECHNICAL )?SERVICES|SUPPORT|SITES?|PORTALS?)\b"
        rf"(?!(?:\W+\w+){{0,2}}?\W+{LICENCE}\b)",
    ),
    Rule(
        "inside-a-platform",
        SERVICE_AROUND,
        "Something else is kept or done inside the platform.",
        before=r"\b(?:IN|WITHIN|INSIDE)\s+(?:THE\s+)?$",
        name_like=PLATFORM,
        after=rf"^(?!(?:\W+\w+){{0,3}}?\W+{LICENCE}\b)",
    ),
    Rule(
        "certified-in-it",
        SERVICE_AROUND,
        "The name says what somebody is certified or trained in.",
        after=r"^[\s-]+(?:CERTIFIED|TRAINED|AUTHORI[SZ]ED|QUALIFIED|EXPERIENCED)\b",
    ),
    Rule(
        "competence-centre",
        SERVICE_AROUND,
        "The name says in what an office is competent, or in what good practice is taught.",
        after=r"^\s+(?:BEST PRACTICES|COI|COE|CENTERS? (?:OF|FOR) (?:EXCELLENCE|INNOVATION)|"
        r"COMMUNITY OF (?:INTEREST|PRACTICE))\b",
    ),
    Rule(
        "to-replace",
        SERVICE_AROUND,
        "The product is what is replaced or left behind, not what is bought.",
        before=r"\b(?:REPLAC(?:E|ES|ING) (?:THE |OUR |OLD |EXISTING |CURRENT |LEGACY |OUTDATED |AGING )+|"
        r"REPLACEMENT (?:OF|FOR) (?:THE |OUR )?(?:OLD |EXISTING |CURRENT |LEGACY |OUTDATED |AGING )+|"
        r"(?:IN PLACE|IN LIEU|INSTEAD) OF |"
        r"(?:MIGRAT|TRANSITION|MOV|UPGRAD|CONVERT|SWITCH|CHANG)\w* (?:\w+ ){0,3}FROM (?:THE |AN? )?)$",
        after=ANOTHER_MODEL,
    ),
    Rule(
        "repaired",
        SERVICE_AROUND,
        "The name is what is repaired, calibrated or cleaned.",
        before=rf"\b(?:REPAIR(?:S|ING|ED)?|CALIBRAT(?:E|ION)S?|OVERHAUL|RETROFIT\w*|UPFIT\w*|OUTFITTING|CLEAN(?:ING)?|TROUBLESHOOT\w*|ENGRAV\w+)"
        rf"(?:\s+|-)(?:(?:OF|TO|ON|FOR|-)\s+)?{ARTICLE}",
    ),
    Rule(
        "professional-services",
        SERVICE_AROUND,
        "Professional services on a cloud that buyers build upon are somebody's labour.",
        before=r"(?<!\bFROM )$",
        name_like=CLOUD,
        after=r"^(?: \(\w+\))?(?:\s+\w+){0,4}?\s+(?:PROFESSIONAL(?: \w+)? SERVICES|"
        r"(?:ARCHITECTURE|INFRASTRUCTURE)\b(?:\s+\w+){0,3}?\s+MANAGEMENT)\b",
    ),
    Rule(
        "tested",
        SERVICE_AROUND,
        "The product is what is tested.",
        before=r"\b(?:(?:TO|AND) TEST|TESTING(?: OF)?)\s+(?:THE|OUR|AN?)\s+$",
        key="TEST",
    ),
    Rule(
        "licence-in-the-name",
        RESALE,
        "The words found hold the purchase itself: licences, software, support.",
        name_like=rf"\b(?:{LICENCE}|SOFTWARE)$",
    ),
    Rule(
        "licence-beside",
        RESALE,
        "Words of purchase (licence, subscription, renewal, warranty) follow the name: the product is bought.",
        after=rf"^(?:\W+\w+){{0,5}}?\W+{LICENCE}\b",
    ),
    Rule(
        "purchase-of",
        RESALE,
        "Words of purchase (procure, lease, renewal of) stand before the name: the product is bought.",
        before=rf"\b{BUY}(?:\s+(?:OF|FOR|TO))?(?:\s+[\w(),&\"'/-]+){{0,3}}\s*$",
    ),
    Rule(
        "what-it-supports",
        SERVICE_AROUND,
        "What is bought supports a project or application of that name.",
        before=r"\b(?:SUPPORTS?|SUPPORTING|SUPPORT OF) (?:THE |ICE |CBP |ICE'S |CBP'S )*$",
        after=r"^(?:[\s-]+\w+){0,3}?\s+(?:PROJECTS?|PROGRAM|APPLICATIONS?|CONTRACT|INITIATIVE|MIGRATION)\b",
        key="SUPPORT",
    ),
    Rule(
        "labour-after",
        SERVICE_AROUND,
        "Words of labour (development, administration, repair) follow the name: somebody works on the product.",
        after=rf"^(?:{GAP}(?!(?:WHICH|THAT|WHO|TO|FOR|IS|ARE|BY|WITH|{BOUGHT_NEXT})\b)\w++){{0,5}}?{GAP}"
        rf"{LABOUR}\b(?!(?:\s+[\w&]+){{0,2}}\s+{BOUGHT_NEXT}\b)",
    ),
    Rule(
        "moved",
        SERVICE_AROUND,
        "The product's machines are moved or taken away.",
        after=rf"^\s+{GOODS}\s+(?:RELOCATION|MOVE|REMOVAL|DISPOSAL|DECOMMISSION\w*)\b",
    ),
    Rule(
        "migrated",
        SERVICE_AROUND,
        "The product, or what it does, is taken over into another one.",
        before=rf"\bMIGRAT(?:E|ES|ING)\s+{ARTICLE}",
        key="MIGRAT",
    ),
    Rule(
        "work-directly-on",
        SERVICE_AROUND,
        "The name is what work (repair, migration, configuration) is done on.",
        before=rf"\b{WORK}(?: (?:AND|&) \w+| SERVICES?| SUPPORT)?\s+(?:OF|TO|ON|WITHIN|IN|INTO)\s+{ARTICLE}",
    ),
    Rule(
        "built-on",
        SERVICE_AROUND,
        "Something else stands in, runs in, is built on or is connected to the product.",
        before=r"\b(?:(?:HOSTED|HOUSED|BUILT|RUNNING|RESID\w+|DEPLOYED|BASED) (?:ON|IN|WITH)|INTERFAC\w+ (?:TO|WITH)|"
        r"ATTACHED TO|CONNECT\w* TO|USED (?:BY|IN|WITH|ON)|INTEGRAT\w+ (?:[^.;]{0,50} )?WITH|"
        r"SOLD BY|LOCATED (?:AT|IN)|(?:BETWEEN|COMMUNICAT\w+ WITH)(?: [\w'-]+){0,4}?(?: AND)?|"
        r"AROUND|ADJACENT TO|NEXT TO|\bAT)\s+(?:(?:THE|AN?)\s+)?(?:\w+\s+)?$",
        after=r"^(?![^.;]{0,40}\bCAGES?\b)",
    ),
    Rule(
        "made-use-of",
        SERVICE_AROUND,
        "Another system uses the product.",
        before=r"\b(?:USES|UTILIZES|LEVERAGES|RUNS ON)\b(?:\s+[\w,]+){0,7}?\s*$",
    ),
    Rule(
        "goods-beside",
        RESALE,
        "Words of goods (software, hardware, equipment, maintenance) follow the name: the product is bought.",
        after=rf"^(?:\W+\w+){{0,3}}?\W+{GOODS}\b(?! (?:TRAINING|SERVICES? DESK))",
    ),
    Rule(
        "used-to-meet",
        SERVICE_AROUND,
        "The product is only how people meet: VIA, THROUGH or USING stands before the name.",
        before=r"\b(?:VIA|THROUGH|USING|ONLINE ON|HELD ON)\s+(?:THE\s+)?$",
        name_like=MEETING,
    ),
    Rule(
        "work-on",
        SERVICE_AROUND,
        "Words of work (development, migration, training, repair) lead to the name: somebody works on the product.",
        before=rf"\b{WORK}\b(?:[^.;]|\.(?=\d)){{0,60}}?\b(?:OF|TO|ON|FOR|WITHIN|WITH|IN|INTO|USING|INCLUDING)\b[:;,]?\s*"
        rf"{ARTICLE}",
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
        key=" SERVICES",
    ),
)

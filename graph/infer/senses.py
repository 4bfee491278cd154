"""By which words a name means something else: a person, a place, a company that is paid. In the order asked."""

from __future__ import annotations

from graph.infer.wording import GOODS, LEGAL, NOT_PRODUCT, Rule

SENSES: tuple[Rule, ...] = (
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
        "state",
        NOT_PRODUCT,
        "The letters are those of a state behind a town's name.",
        before=r"[A-Z]{3,},\s*$",
        name_like=r"^(?:CA|CO|DE|HI|IN|MA|ME|MS|OR|PA|SC)\b",
        key=",",
    ),
    Rule(
        "named-to-be-left-out",
        NOT_PRODUCT,
        "The text says that something is not the product, or is only like it.",
        before=r"(?:\bNON[\s-]?|"
        r"\b(?:OTHER THAN|SIMILAR TO|COMPARABLE (?:TO|WITH)|EQUIVALENT TO|EQUAL TO|ALTERNATIVES? TO|UNLIKE|"
        r"(?:MEET|EXCEED|MATCH)(?:S|ES|ING)?(?: (?:OR|AND) EXCEED(?:S|ING)?)?(?: \w+)? (?:SPEC(?:S|IFICATIONS?)?|"
        r"PERFORMANCE|CAPABILIT(?:Y|IES)) OF)\s+(?:THE |AN? )?)$",
    ),
    Rule(
        "customer-number",
        NOT_PRODUCT,
        "The name says whose customer or account number follows.",
        after=r"^\s+(?:CUSTOMER|ACCOUNT|ACCT|QUOTE)\s*(?:NUMBER|NO\b|NUM\b|#|ID\b)",
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
        before=r"\b(?:WITH|TO|BY|FROM|BETWEEN|AND|RECOGNI[SZ]ES?)\s+$",
        after=rf"^(?:[ ,]+[A-Z&]+){{0,3}}[ ,]+{LEGAL}",
    ),
    Rule(
        "only-a-legal-name",
        NOT_PRODUCT,
        "The text is nothing but a company's legal name.",
        before=r"^\s*$",
        after=rf"^(?:[\s,.]+[A-Z&]+){{0,3}}(?:[\s,.]+{LEGAL}[.\s]*$|,?\s+(?:A )?(?:DIVISION|SUBSIDIARY) OF\b)",
    ),
    Rule(
        "trade-name",
        NOT_PRODUCT,
        "The name is what a company before it trades as, or whose part that is.",
        before=rf"^[^.;]*\b(?:{LEGAL}[.,]*\s+D/?B/?A|(?:DIVISION|SUBSIDIARY) OF)\s+$",
        after=rf"^(?:[\s,.]+[A-Z&]+){{0,3}}(?:[\s,.]+{LEGAL})?[.\s]*$",
    ),
    Rule(
        "party",
        NOT_PRODUCT,
        "The name is that of a company which is paid back, has spent, or has agreed on something.",
        before=r"\b(?:REIMBURSE|(?:EXPENDED|INCURRED|PERFORMED|MANAGED|SUBMITTED|PROPOSED|INVOICED) BY|"
        r"O&M (?:SERVICES |SUPPORT )?PROVIDED BY|(?:NOTICE|WAS|BEEN|IS) GIVEN TO|"
        r"(?:AGREE\w*|MEETING|SETTLEMENT)\b[^.;]{0,40}\b(?:BETWEEN|BY) [^.;]{1,60} AND)(?: THE)?\s+$",
    ),
    Rule(
        "partys-papers",
        NOT_PRODUCT,
        "The name says whose staff, number or proposal is meant.",
        after=r"^'S\s+(?:\([A-Z']+\)\s+)?(?:KEY PERSONNEL|PERSONNEL|EMPLOYEES?|DUNS|UEI|CAGE|DOCUMENT CONTROL|"
        r"(?:\w+ ){0,2}(?:PROPOSAL|INVOICES?|QUOTE|LETTER|REQUEST)|NAME|ADDRESS)\b",
    ),
    Rule(
        "renamed-since",
        NOT_PRODUCT,
        "The name is that of a company which is called otherwise now.",
        after=r"^(?:,?\s+(?:CORPORATION|CORP\.?|INC\.?|LLC))?\s+\(NOW(?: KNOWN AS)?\s+[A-Z]",
    ),
    Rule(
        "holder-of-an-agreement",
        NOT_PRODUCT,
        "The name is that of the company which holds a purchasing agreement, mostly for goods of other makers.",
        name_like=r"^DELL$",
        after=r"^\s+(?:(?:MICROSOFT|SOFTWARE|ENTERPRISE|LICEN[SC]\w+)\s+){0,2}(?:BPA|ELA|BLANKET PURCHASE|"
        rf"(?:ENTERPRISE )?(?:LICEN[SC]\w+ )?AGREEMENT)\b(?!\s+(?:FOR\s+)?{GOODS}\b)",
    ),
    Rule(
        "contractor-acts",
        NOT_PRODUCT,
        "The name is that of the company which is to do something.",
        after=r"^\s+(?:SHALL|WILL|MUST|HAS AGREED TO|AGREES TO|IS REQUIRED TO) (?:NOW |ALSO )?(?:PROVIDE|PERFORM|"
        r"DELIVER|FURNISH|SUPPLY|INVOICE|SUBMIT|COMPLETE|CONTINUE|CONDUCT|BE (?:PAID|REIMBURSED|RESPONSIBLE))\b",
    ),
)

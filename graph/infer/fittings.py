"""By which words something else is bought for a product, which is its host. In the order asked."""

from __future__ import annotations

from graph.infer.wording import (
    ADDON,
    ARTICLE,
    COMPATIBLE,
    FIREARM,
    MACHINE,
    ON_A_DEVICE,
    ON_A_FIREARM,
    ON_A_VEHICLE,
    OPERATING_SYSTEM,
    PAPERS,
    UPKEEP,
    VEHICLE,
    WEAPON,
    WORDS_ON,
    Rule,
)

FITTINGS: tuple[Rule, ...] = (
    Rule(
        "compatible-with",
        COMPATIBLE,
        "The text says that something is compatible with the product.",
        before=r"(?:\bCOMPATIB\w+\s+(?:WITH|TO|VIA|FOR|AND)\b[^.;]{0,50}|\bINCOMPATIBLE (?:\w+ ){0,2}WITH )$",
        key="COMPATIB",
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
        before=rf"\b{ADDON}(?: \w+)?\s+(?:(?:USED|MADE|DESIGNED|REQUIRED|NEEDED) )?"
        rf"(?:FOR|TO FIT|FITTING)\s+{ARTICLE}",
    ),
    Rule(
        "accessory-of-a-weapon",
        COMPATIBLE,
        "The name only says which pistol or rifle the accessory behind it is made for.",
        after=rf"^{WORDS_ON}\s+{ON_A_FIREARM}\b",
        name_like=FIREARM,
        classes=WEAPON,
    ),
    Rule(
        "accessory-of-a-device",
        COMPATIBLE,
        "The name only says which telephone or tablet the accessory behind it is made for.",
        after=rf"^{WORDS_ON}\s+{ON_A_DEVICE}\b",
        name_like=r"^(?:APPLE |SAMSUNG |MICROSOFT |PANASONIC )?(?:IPADS?|IPHONES?|GALAXY|SURFACE|TOUGHBOOK)\b",
    ),
    Rule(
        "accessory-of-a-vehicle",
        COMPATIBLE,
        "The name only says which vehicle or aircraft the accessory behind it is made for.",
        after=rf"^{WORDS_ON}\s+{ON_A_VEHICLE}\b",
        classes=VEHICLE,
    ),
    Rule(
        "carried-by",
        COMPATIBLE,
        "Something is bought for people who carry the weapon.",
        before=rf"\b(?:AGENTS|OFFICERS|PERSONNEL|OPERATORS)\s+(?:UTILIZING|USING|CARRYING|ISSUED|WITH)\s+{ARTICLE}",
        classes=WEAPON,
    ),
    Rule(
        "for-use-with",
        COMPATIBLE,
        "Something is bought for use with the product, or to fit it.",
        before=rf"\b(?:FOR USE (?:WITH|ON|IN)|TO FIT|THAT FITS?|SUITABLE FOR|MADE FOR|DESIGNED FOR)\s+{ARTICLE}",
    ),
    Rule(
        "fits-what-is-there",
        COMPATIBLE,
        "Goods are bought for a product that is already there.",
        before=rf"^(?!.*\b(?:{UPKEEP})).*\bFOR\s+(?:THE |OUR |ICE |CBP )?EXISTING\s+$",
        key="EXISTING",
    ),
    Rule(
        "goods-for-a-machine",
        COMPATIBLE,
        "Goods are bought for a vehicle, weapon or machine that the product is.",
        before=rf"^(?!.*\b(?:{UPKEEP}|{PAPERS})(?:\s+\S+){{0,2}}\s+FOR\s).*\b[A-Z]{{3,}}\s+FOR\s+{ARTICLE}",
        after=rf"^(?:\s+(?!FOR\b)[\w-]+){{0,5}}?\s+{MACHINE}\b(?!(?:\W+\w+){{0,2}}?\W+(?:{UPKEEP})\b)",
        key="FOR",
    ),
    Rule(
        "goods-for-it",
        COMPATIBLE,
        "Goods are bought for the weapon, vehicle or radio.",
        before=rf"^(?!.*\b(?:{UPKEEP}|{PAPERS}|(?:RETRO|UP|OUT)FIT\w*)(?:\s+\S+){{0,2}}\s+FOR\s)"
        rf".*\b[A-Z]{{3,}}\s+FOR\s+(?:(?:THE\s)?(?:FIELD |DUTY )?ISSUED\s)?(?:\w+,\s)?{ARTICLE}",
        after=rf"^(?!(?:\s+[\w-]+){{0,2}}?\s+(?:{UPKEEP}|CARTRIDGES?|AMMUNITION|COURSES?|TRAINING)\b)",
        classes=frozenset({"weapon", "vehicle", "radio"}),
        key="FOR",
    ),
    Rule(
        "runs-on",
        COMPATIBLE,
        "Something else runs under the operating system.",
        before=r"\b(?:HOSTED|HOUSED|INSTALLED|DEPLOYED|BASED|RUN(?:S|NING)?)\s+(?:ON|IN|UNDER)\s+(?:THE |AN? )?$",
        name_like=OPERATING_SYSTEM,
    ),
)

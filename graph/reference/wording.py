"""Words of purchase that a need of the catalogue may name instead of writing them out: ``BOSE{goods}``."""

from __future__ import annotations

_LINK = r"AND|OR|FOR|OF|IN|TO|WITH|BY|AT|ON|FROM"
_LICENCES = r"SOFTWARE|LICEN[SC]\w*|SUBSCRIPTIONS?|RENEWALS?"
_GOODS = (
    rf"{_LICENCES}|SYSTEMS?|EQUIPMENT|HARDWARE|PLATFORMS?|WARRANT(?:Y|IES)|PRODUCTS|DEVICES?|MAINT(?:ENANCE)?|OEM|"
    r"SERVERS?|TOOLS|CAMERAS|BATTERIES|HEADSETS?|PRINTERS?|SCANNERS?|SPARE PARTS"
)


def _behind(words: str) -> str:
    return rf"(?:'S)?(?:[\s/-]+(?!(?:{_LINK})\b)[\w&-]+){{0,2}}?[\s/-]+(?:{words})\b"


# What each stands for. Behind a name stand at most two more words before the purchase; a link ends the phrase.
SHARED_WORDS = {
    "{buy}": r"\b(?:PURCHAS|PROCUR|ACQUIR|ACQUISITION|RENEW)\w*"
    r"(?:\W+(?:OF|FOR|THE|AN?|NEW|ADDITIONAL|ANNUAL|\d+))*\W+",
    "{goods}": _behind(_GOODS),
    "{licence}": _behind(_LICENCES),
}


def written_out(pattern: str) -> str:
    r"""Return a guard or need with the words it names put in.

    >>> import re
    >>> bool(re.search(written_out(r"\bBOSE{goods}"), "BOSE AVIATION HEADSETS"))
    True
    >>> bool(re.search(written_out(r"\bBOSE{goods}"), "MEETING WITH BOSE AND SCANNERS"))
    False
    """
    for name, words in SHARED_WORDS.items():
        pattern = pattern.replace(name, words)
    return pattern

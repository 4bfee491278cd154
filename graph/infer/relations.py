"""How an award stands to a product that its text names: the rules, in the order they are asked, and in words.

Only words of the description count. What is bought, leased, maintained, renewed or funded is ``resale``, from
whomever; ``service_around`` is somebody's labour on or for a product, or a product that is only context;
``compatible`` is the host of an add-on; ``not_product`` is a word that means something else here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from graph.infer.companies import COMPANIES
from graph.infer.dealings import DEALINGS
from graph.infer.fittings import FITTINGS
from graph.infer.senses import SENSES
from graph.infer.wording import ADDON, ARTICLE, GOODS, HOST, LICENCE, NOT_PRODUCT, RESALE, Rule

NAMED = "named"

# Rules of the catalogue carry their expression in the id, so that the id alone can be explained.
GUARD = "guard:"
NEEDS = "needs:"
FOR_INSIDE = "host-in-a-name"
FOR_IT = "bought-for-it"
ABBREVIATION = "abbreviation"
ALONE = "named-alone"
AGAIN = "named-again"
SUPPORTED = "what-it-supports"
MAKERS_OWN = "makers-own"
LISTED = "listed"
FORMER = "former-company"
OTHER_AGENCY = "another-department"
# Work on a product, and goods for it. Of what is only mentioned, who is paid says nothing.
OWN_WORK = frozenset(
    {"accessory-of-a-device", "accessory-of-a-vehicle", "accessory-of-a-weapon", "add-on-for", "built-upon"}
    | {"fits-what-is-there", "fitted-out", "for-training", "for-use-with", "goods-for-a-machine", "goods-for-it"}
    | {"labour-after", "labour-for", "part-replaced", "professional-services", "repaired", "services-named-before"}
    | {"tested", "work-directly-on", "work-on"}
)

_Search = Callable[[str], re.Match[str] | None]

_REACH = 90  # letters to either side that a rule may look at: a dozen words, and no further than the sentence
_STOP = re.compile(r"[.!?]\s|\n")

RULES: tuple[Rule, ...] = (*SENSES, *COMPANIES, *FITTINGS, *DEALINGS)

# Between a product that is bought and the one it is bought for; and behind the latter, when nothing is between.
BOUGHT_FOR = re.compile(r"^(?:(?!AND\b)[\w/'()-]*\s){0,6}FOR (?:\w+ ){0,2}$")
ADDON_NEXT = re.compile(rf"^\s+{ADDON}\b")

HOST_NAME = re.compile(HOST)
CALLED_BEFORE = re.compile(r"\b(?:FORMERLY|PREVIOUSLY KNOWN AS|F/K/A|FKA)\s+(?:KNOWN AS |CALLED )?(?:THE )?$")

# Rules that lead to a name from before, so that what is listed with it stands under the same words.
LED_TO = frozenset(
    {"add-on-for", "carried", "compatible-with", "goods-for-a-machine", "goods-for-it", "labour-for", "part-replaced"}
    | {"repaired", "replaced", "taken-out", "to-replace", "work-directly-on", "work-on", "built-on"}
    | {FOR_IT}
)
# Rules that say what something else is bought for: the bare name behind them is no purchase either.
CONTEXT = frozenset({"hardware-for-it", "in-its-laboratory", "used-with-it"})
LISTED_BEHIND = re.compile(rf"^(?:\s+[\w-]+){{0,3}}?(?:\s*[/&]\s*|\s+AND\s+){ARTICLE}")

# Before one of these a name written as two plain words, or a misspelling of a plain word, is a product's.
PRODUCT_WORDS = re.compile(
    rf"^(?:\W+\w+){{0,2}}?\W+(?:{LICENCE}|{GOODS}|CLOUD|TOOLS?|MODULES?|WIRELESS|CELLULAR|DATABASE|SUITE|EDITION)\b"
)

_SENTENCES = {rule.name: rule.sentence for rule in RULES} | {
    ALONE: "The name stands in the text and nothing around it says otherwise: the product is taken as bought.",
    FORMER: "The name is that of the company which the product was of before.",
    OTHER_AGENCY: "An ambiguous name of a program, in an award that another department placed and funds.",
    ABBREVIATION: "The name stands in brackets as the abbreviation of the words before it, which are no product.",
    FOR_INSIDE: "The name follows FOR inside the name of another maker's product: it is what that one is made for.",
    AGAIN: "The text names the product once more; another place says that it, or a licence for it, is bought.",
    FOR_IT: "Another maker's product is bought FOR this one.",
    MAKERS_OWN: "The maker itself is paid: its own work or goods for its product are bought from it.",
    NAMED: "The name stands in the text and nothing around it says otherwise.",
    LISTED: "The name is listed with another one of which those words are said.",
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


def decide(folded: str, start: int, end: int, goods: str = "") -> tuple[str, str]:
    """Return the relation of a product's name at a place, and the rule that decides it.

    Args:
        folded: The text in upper case.
        start: Where the name begins.
        end: Where it ends.
        goods: Code of the product's class; without it the rules for some classes are not asked.

    >>> decide("REPAIR OF THE XEROX COPIER", 14, 19)
    ('service_around', 'repaired')
    """
    before, after = _sentence_around(folded, start, end)
    name = folded[start:end]
    if before.endswith("(") and after.startswith(")") and _abbreviates(name, before[:-1]):
        return NOT_PRODUCT, ABBREVIATION
    for key, ahead, behind, like, rule in _compiled(bool(before), bool(after), goods):
        if key and key not in before:
            continue
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
    words_before: bool, words_after: bool, goods: str
) -> tuple[tuple[str, _Search | None, _Search | None, _Search | None, Rule], ...]:
    """Return the rules with their expressions, without those for other classes and those that need absent words.

    Half of all names open their text, and no rule costs less than one that is not asked.
    """

    def search(written: str) -> _Search | None:
        return re.compile(written).search if written else None

    def can_fire(expression: str, words: bool) -> bool:
        return words or not expression or re.search(expression, "") is not None

    return tuple(
        (rule.key, search(rule.before), search(rule.after), search(rule.name_like), rule)
        for rule in RULES
        if can_fire(rule.before, words_before)
        and can_fire(rule.after, words_after)
        and (not rule.classes or goods in rule.classes)
    )

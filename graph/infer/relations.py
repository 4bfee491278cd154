"""How an award stands to a product that its text names: the relations, and the rules that decide them, in words."""

from __future__ import annotations

RESALE = "resale"
SERVICE_AROUND = "service_around"
COMPATIBLE = "compatible"
NOT_PRODUCT = "not_product"
NAMED = "named"

# Rules of the catalogue carry their expression in the id, so that the id alone can be explained.
GUARD = "guard:"
NEEDS = "needs:"

_SENTENCES = {
    "alias-of-several-words": "A name of several words stands in the text, and nothing around it says otherwise.",
    "alias-of-one-word": "A name of one word stands in the text, and nothing around it says otherwise.",
}


def sentence_of(rule: str) -> str:
    """Return what a rule says, as a sentence for people; an unknown id comes back as it is.

    >>> sentence_of("guard:TOAD FOR ORACLE")
    'The words around match the guard TOAD FOR ORACLE of the catalogue: the name means something else here.'
    """
    if rule.startswith(GUARD):
        expression = rule.removeprefix(GUARD)
        return f"The words around match the guard {expression} of the catalogue: the name means something else here."
    if rule.startswith(NEEDS):
        expression = rule.removeprefix(NEEDS)
        return f"The catalogue counts this name only near {expression}, and nothing like it stands around."
    return _SENTENCES.get(rule, rule)

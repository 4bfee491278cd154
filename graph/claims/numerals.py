"""The words that numbers, scales, units, currencies and bounds have in prose: one table for verifying and for drafting.

Patterns hold no word boundaries and no capturing groups; who uses them adds what its text needs.
"""

from __future__ import annotations

_UP_TO_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
ONES = _UP_TO_TWENTY[1:10]
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_UP_TO_TWENTY)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
# Powers of ten. A short one counts only where money is: the m of "5m" may be metres.
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7}
SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
# Those that are nothing else, with German ones: they count wherever they stand, also behind a space.
SURE_SCALES = {"mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12, "Mio": 6, "mio": 6, "Mrd": 9, "mrd": 9}
# Parts by their name, in how many of them the whole has; "quarter" is a share, the third quarter of a year is none.
FRACTIONS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
             "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
# Fractions in one character; thirds are no decimal.
VULGAR = {"\u00bd": "0.5", "\u00bc": "0.25", "\u00be": "0.75", "\u2153": "", "\u2154": ""}
# What may stand inside one number besides spaces: "two hundred and fifty".
BETWEEN_NUMBERS = "(?:" + "|".join(rf"(?<={word})\s+and\s+" for word in SCALES) + ")"
TIME_UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)"
# What stands before digits that count nothing: "Section 702".
REFERENCES = (
    r"\b(?:No\.|[Nn]umber|[Pp]age|[Ss]ection|[Ss]ec\.|[Cc]hapter|[Aa]rticle|[Rr]ule|Form|Title|Part|Line|Item|[Rr]oom"
    r"|[Vv]ersion|[Pp]hase|[Ll]evel|Grade|Type|Class|Figure|Table|Law|Highway|Route|Flight|Pier|Gate)\s|\u00a7\s?|\bP\.?L\.?\s"
    r"|\bv\."
)
# Verbs of a factor, without their endings.
FACTORS = {"doubl": "2", "tripl": "3", "trebl": "3", "quadrupl": "4", "quintupl": "5", "halv": "0.5"}

SIGNS = {"$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
         "S$": "SGD", "R$": "BRL", "\u20ac": "EUR", "\u00a3": "GBP", "\u20b9": "INR", "\u20aa": "ILS", "\u20b4": "UAH",
         "\u20ba": "TRY", "\u20a9": "KRW", "z\u0142": "PLN"}  # fmt: skip
AMBIGUOUS_SIGN = "\u00a5"  # yen or yuan
CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
              "INR", "ILS", "MXN", "BRL", "ZAR", "KRW", "TRY", "UAH", "SGD", "HKD", "AED", "SAR")  # fmt: skip
CURRENCY_WORDS = {
    "USD": r"(?:U\.?S\.? )?dollars?", "EUR": r"[Ee]uros?", "GBP": r"(?:British )?pounds?(?: sterling)?",
    "CHF": r"Swiss francs?", "JPY": r"(?:Japanese )?yen", "CAD": r"Canadian dollars?", "AUD": r"Australian dollars?",
    "HKD": r"Hong Kong dollars?", "SGD": r"Singapore dollars?", "NZD": r"New Zealand dollars?",
    "ILS": r"(?:Israeli )?shekels?", "INR": r"(?:Indian )?rupees?", "PLN": r"(?:Polish )?zlotys?",
}  # fmt: skip

UNITS = {
    # TB and tb, but not Tb: that is a terabit.
    "gigabyte": r"gigabytes?|(?-i:GB|gb)",
    "terabyte": r"terabytes?|(?-i:TB|tb)",
    "petabyte": r"petabytes?|(?-i:PB|pb)",
    "percentage-point": r"(?:percentage|percent|per\s?cent|%)[\s-]+points?",
    "percent": r"%|percent|per\s?cent",
    "image": r"images?|pictures?|photos?|photographs?",
    "hour": r"hours?",
    "day": r"days?",
    "month": r"months?",
    "year": r"years?",
    "factor": r"times|-?fold|x",
    "person": r"people|persons?|(?:im)?migrants?|refugees?|asylum[ -]seekers?|detainees?|employees?|workers?"
              r"|staff(?:ers)?|officers?|agents?|soldiers?|troops|civilians?|citizens?|residents?|travell?ers?"
              r"|passengers?|deputies|analysts?|contractors?|children|women|men|patients?|prisoners?|inmates?"
              r"|arrestees?",
}  # fmt: skip
# Whoever is counted may be called anything: that a text lacks these words says nothing.
WITHOUT_FIXED_WORDS = frozenset({"person"})

# In this order: "no more than" before "more than", "just under" before "under".
BOUNDS = {
    "at-least": r"at\s+least|no\s+(?:less|fewer)\s+than|not\s+less\s+than|a\s+minimum\s+of",
    "at-most": r"at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|as\s+(?:much|many)\s+as|a\s+maximum\s+of",
    "nearly": r"nearly|almost|close\s+to|just\s+under|just\s+short\s+of|not\s+quite|approaching",
    "less-than": r"(?:less|fewer|lower)\s+than|under|below",
    "more-than": r"(?:more|greater|larger|higher)\s+than|well\s+over|over|above|upwards?\s+of|in\s+excess\s+of"
                 r"|north\s+of|exceed(?:s|ed|ing)?|topp(?:ed|ing)",
    "about": r"about|around|approximately|roughly|some|circa|an?\s+estimated|estimated\s+at|estimated|an?\s+approximate"
             r"|~|\u2248",
}  # fmt: skip

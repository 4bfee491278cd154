"""E-mail addresses and telephone numbers that officials' descriptions print: they never reach the ledger.

One rule in two languages; a test holds them to the same result. What is taken out is marked, so that a reader sees
that something stood there.
"""

from __future__ import annotations

import re

from graph.ledger import sql_text

# At most 64 characters before the @ (RFC 5321, 4.5.3.1.1); without a bound, one word of 2 MB takes Python for ever.
_MAIL = r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9._-]+"
# North American numbers as people write them: (202) 555-0143, (202)555-0143, 202.555.0143, 202 555-0143; not parts of
# longer ones.
_PHONE = (
    r"(^|[^0-9-])(?:1[-. ])?(?:\(?[0-9]{3}\)[-. ]{0,2}[0-9]{3}[-. ]?|\(?[0-9]{3}[-. ]{1,2}[0-9]{3}[-. ])[0-9]{4}"
    r"($|[^0-9-])"
)
_SIGN = r"@|[0-9]{3}[-. ][0-9]{4}|[0-9]{3}\)[-. ]{0,2}[0-9]{7}"
MAIL_MARK = "[e-mail removed]"
PHONE_MARK = "[phone removed]"


def without_personal(text: str) -> str:
    """Return a text without e-mail addresses and telephone numbers.

    Example:
        >>> without_personal("COR JANE.DOE@ICE.DHS.GOV (202) 555-0143, 2 EACH @ $5")
        'COR [e-mail removed] [phone removed], 2 EACH @ $5'
    """
    found = re.sub(_MAIL, MAIL_MARK, text)
    # Twice: of two numbers with one character between them, the first takes the character that the second needs.
    for _ in range(2):
        found = re.sub(_PHONE, rf"\1{PHONE_MARK}\2", found)
    return found


def without_personal_sql(column: str) -> str:
    """Return a DuckDB expression that gives `without_personal` of a text column."""
    mail = f"regexp_replace({column}, {sql_text(_MAIL)}, {sql_text(MAIL_MARK)}, 'g')"
    marked = sql_text(rf"\1{PHONE_MARK}\2")
    phone = mail
    for _ in range(2):
        phone = f"regexp_replace({phone}, {sql_text(_PHONE)}, {marked}, 'g')"
    # Few texts hold either; looking first halves the time.
    return f"case when regexp_matches({column}, {sql_text(_SIGN)}) then {phone} else {column} end"


def may_hold_personal(column: str) -> bool:
    """Tell whether a column is free text in which people write addresses and numbers."""
    return "description" in column.lower() or "title" in column.lower()

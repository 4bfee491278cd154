"""SQL that reads amounts, dates and award keys out of the ledger's text, and SQL that finds those it cannot read.

DuckDB's own casts are not strict enough: ``cast('1.00005' as decimal(24,4))`` rounds without a word. So every
value is matched against a pattern before it is cast, and a row that fails is rejected.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.ledger import sql_name, sql_text

# What a name in the graph may hold; a PIID with another sign could not be told from its neighbour.
PIID = "[A-Za-z0-9][A-Za-z0-9.-]*"
AGENCY = "[A-Z0-9]{4}"
# USAspending's generated award key: award or vehicle, PIID, sub-tier, and of the parent vehicle the same two.
AWARD_KEY = f"CONT_AWD_{PIID}_{AGENCY}_({PIID}|-NONE-)_({AGENCY}|-NONE-)|CONT_IDV_{PIID}_{AGENCY}"
AMOUNT = "[+-]?([0-9]{1,20}([.][0-9]{1,4})?|[.][0-9]{1,4})"  # what fits decimal(24,4)
_TIME = "([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?"
ISO_DATE = f"[1-9][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}"
US_DATE = f"[0-9]{{1,2}}/[0-9]{{1,2}}/([0-9]{{2}}|[1-9][0-9]{{3}}){_TIME}"

_BLANKS = r"e' \t\r\n'"


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason to reject a row.

    Attributes:
        column: The column that is at fault.
        found: SQL condition, true for a row at fault; never NULL.
        reason: What is wrong, as a sentence's end: ``is blank``.
    """

    column: str
    found: str
    reason: str


def trimmed(column: str) -> str:
    """Return SQL for the text without blanks around it; NULL when nothing is left."""
    return f"nullif(trim({sql_name(column)}, {_BLANKS}), '')"


def text(column: str) -> str:
    """Return SQL for the text as it is; NULL when it is blank."""
    return f"case when {trimmed(column)} is not null then {sql_name(column)} end"


def amount(column: str) -> str:
    """Return SQL for an exact amount; NULL when it is blank. Holds for rows without an `amount_fault`."""
    return f"cast({trimmed(column)} as decimal(24,4))"


def date(column: str) -> str:
    """Return SQL for a day, ISO or month first; NULL when blank or no day of the calendar.

    A two-digit year 00..68 is 20xx, 69..99 is 19xx (POSIX).
    """
    day = f"regexp_extract({trimmed(column)}, '^[^ T]+')"
    slashed = f"try_strptime({day}, ['%m/%d/%y', '%m/%d/%Y'])"
    return (
        f"case when {trimmed(column)} is null then null when contains({day}, '/') "
        f"then cast({slashed} as date) else try_cast({day} as date) end"
    )


def split_list(column: str) -> str:
    """Return SQL for the parts between semicolons, in their order, as a list; NULL when blank."""
    parts = f"list_transform(string_split({sql_name(column)}, ';'), lambda part: trim(part, {_BLANKS}))"
    return f"case when {trimmed(column)} is not null then list_filter({parts}, lambda part: part <> '') end"


def key_part(column: str, place: int) -> str:
    """Return SQL for one part of an award key, counted from 1; NULL where the key says ``-NONE-`` or ends before."""
    return f"nullif(nullif(split_part({sql_name(column)}, '_', {place}), '-NONE-'), '')"


def blank_fault(column: str) -> Fault:
    """Reject rows in which the column is blank."""
    return Fault(column, f"{trimmed(column)} is null", "is blank")


def amount_fault(column: str) -> Fault:
    """Reject rows with text that is no amount, or one that would not be kept to the last decimal."""
    return Fault(
        column,
        _other_than(AMOUNT, column),
        "is not an amount such as -1234.50: digits, at most 20 before the point and 4 after it",
    )


def date_fault(column: str, *, us: bool = False) -> Fault:
    """Reject rows with text that is no day: ISO, or with ``us`` month/day/year too."""
    pattern = f"{ISO_DATE}|{US_DATE}" if us else ISO_DATE
    found = f"({_other_than(pattern, column)} or ({trimmed(column)} is not null and ({date(column)}) is null))"
    form = "2024-05-31 or 5/31/24 (month first)" if us else "2024-05-31"
    return Fault(column, found, f"is not a day of the calendar written as {form}")


def fiscal_year_fault(column: str, year_column: str) -> Fault:
    """Reject rows whose day is not in the fiscal year that the row names: day and month may have changed places."""
    computed = f"year(({date(column)}) + interval 3 month)"
    found = f"coalesce({computed} <> try_cast({sql_name(year_column)} as integer), false)"
    return Fault(column, found, f"is not in the fiscal year that the column {year_column!r} names")


def pattern_fault(column: str, pattern: str, reason: str) -> Fault:
    """Reject rows with text other than the pattern; a blank is no fault."""
    return Fault(column, _other_than(pattern, column, exact=True), reason)


def award_key_faults(column: str) -> tuple[Fault, Fault]:
    """Reject rows without a well-formed award key."""
    form = "CONT_AWD_<PIID>_<sub-tier>_<parent PIID>_<parent sub-tier> or CONT_IDV_<PIID>_<sub-tier>"
    return blank_fault(column), pattern_fault(column, AWARD_KEY, f"is not an award key: {form}")


def _other_than(pattern: str, column: str, *, exact: bool = False) -> str:
    value = sql_name(column) if exact else trimmed(column)
    return f"({trimmed(column)} is not null and not regexp_full_match({value}, {sql_text(pattern)}))"

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
_PADDING = r"[ \t\r\n]*"


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason to reject a row.

    Attributes:
        column: The column that is at fault.
        found: SQL condition, true for a row at fault; never NULL.
        reason: What is wrong, as a sentence's end: ``is not a PIID``. For a blank it is ``is blank``.
    """

    column: str
    found: str
    reason: str

    def reason_for(self, value: str | None) -> str:
        """Return what is wrong with this text."""
        return self.reason if value and value.strip(" \t\r\n") else "is blank"


def _unless_blank(column: str, value: str) -> str:
    # A comparison settles nearly all rows; trimming every text took 40 times as long (0.6 s per million rows).
    name = sql_name(column)
    return f"case when {name} >= '!' then {value} when trim({name}, {_BLANKS}) <> '' then {value} end"


def text(column: str) -> str:
    """Return SQL for the text as it is; NULL when it is blank."""
    return _unless_blank(column, sql_name(column))


def amount(column: str) -> str:
    """Return SQL for an exact amount; NULL when it is blank. Holds for rows without an `amount_fault`."""
    return _unless_blank(column, f"cast({sql_name(column)} as decimal(24,4))")


def date(column: str, *, us: bool = False) -> str:
    """Return SQL for a day; NULL when blank or no day of the calendar. A time of day is left out.

    Args:
        column: Holds ISO dates.
        us: It may hold month/day/year too. A two-digit year 00..68 is 20xx, 69..99 is 19xx (POSIX).
    """
    name = sql_name(column)
    if not us:
        return f"try_cast({name} as date)"
    slashed = f"try_strptime(regexp_extract({name}, '[0-9/]+'), ['%m/%d/%y', '%m/%d/%Y'])"
    return f"case when contains({name}, '/') then cast({slashed} as date) else try_cast({name} as date) end"


def split_list(column: str) -> str:
    """Return SQL for the parts between semicolons, in their order, as a list; NULL when blank."""
    parts = f"list_transform(string_split({sql_name(column)}, ';'), lambda part: trim(part, {_BLANKS}))"
    return _unless_blank(column, f"list_filter({parts}, lambda part: part <> '')")


def key_part(column: str, place: int) -> str:
    """Return SQL for one part of an award key, counted from 1; NULL where the key says ``-NONE-`` or ends before."""
    return f"nullif(nullif(split_part({sql_name(column)}, '_', {place}), '-NONE-'), '')"


def pattern_fault(column: str, pattern: str, reason: str, *, required: bool = False, padded: bool = False) -> Fault:
    """Reject rows with text other than the pattern.

    Args:
        column: The column.
        pattern: What its text must be from end to end.
        reason: What other text is, as in `Fault`.
        required: A blank is a fault too.
        padded: Blanks around the text are no fault.
    """
    return Fault(column, _other(column, pattern, required=required, padded=padded), reason)


def amount_fault(column: str, *, required: bool = False) -> Fault:
    """Reject rows with text that is no amount, or one that would not be kept to the last decimal."""
    reason = "is not an amount such as -1234.50: digits, at most 20 before the point and 4 after it"
    return pattern_fault(column, AMOUNT, reason, required=required, padded=True)


def date_fault(column: str, *, required: bool = False, us: bool = False) -> Fault:
    """Reject rows with text that is no day: ISO, or with ``us`` month/day/year too."""
    pattern = f"{ISO_DATE}|{US_DATE}" if us else ISO_DATE
    other = _other(column, pattern, required=required, padded=True)
    no_day = f"({date(column, us=us)}) is null and coalesce(regexp_matches({sql_name(column)}, '[0-9]'), false)"
    form = "2024-05-31 or 5/31/24 (month first)" if us else "2024-05-31"
    return Fault(column, f"({other} or {no_day})", f"is not a day of the calendar written as {form}")


def fiscal_year_fault(column: str, year_column: str) -> Fault:
    """Reject rows whose day is not in the fiscal year that the row names: day and month may have changed places."""
    computed = f"year(({date(column, us=True)}) + interval 3 month)"
    found = f"coalesce({computed} <> try_cast({sql_name(year_column)} as integer), false)"
    return Fault(column, found, f"is not in the fiscal year that the column {year_column!r} names")


def award_key_fault(column: str) -> Fault:
    """Reject rows without a well-formed award key."""
    form = "CONT_AWD_<PIID>_<sub-tier>_<parent PIID>_<parent sub-tier> or CONT_IDV_<PIID>_<sub-tier>"
    return pattern_fault(column, AWARD_KEY, f"is not an award key: {form}", required=True)


def _other(column: str, pattern: str, *, required: bool, padded: bool) -> str:
    """Return SQL that is true for text other than the pattern."""
    whole = f"({pattern})" if required else f"({pattern})?"
    if padded:
        whole = _PADDING + whole + _PADDING
    missing = "true" if required else "false"
    return f"coalesce(not regexp_full_match({sql_name(column)}, {sql_text(whole)}), {missing})"

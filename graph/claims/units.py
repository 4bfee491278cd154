"""Units that a claims file declares because the code list has none: how they are written, what they convert to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from graph.claims.files import Unit
from graph.reference.located import Located

UNIT = {"label": True, "also": False, "plural": False, "of": False, "factor": False, "note": False}

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FACTOR = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_NEVER_CONVERTED = frozenset({"count", "factor", "percent", "percentage-point", "person", "image"})


def read_units(written: Mapping[str, Located], listed: tuple[str, ...]) -> dict[str, Unit]:
    """Return the units a file declares, by code.

    Args:
        written: Each declaration by its code.
        listed: Codes of the code list.

    Raises:
        SourceRejected: A code that is none or is listed already; a factor without ``of`` or the other way round;
            a factor of 0; conversions that go round in a circle.
    """
    units = {code: _unit(code, one, listed, tuple(written)) for code, one in written.items()}
    for code, unit in units.items():
        passed = [code]
        while unit.of in units:
            if unit.of in passed:
                written[code].reject(
                    f"The unit {code!r} converts to itself: {' -> '.join((*passed, unit.of))}.",
                    hint="Take one of the conversions out.",
                )
            passed.append(unit.of)
            unit = units[unit.of]
    return units


def _unit(code: str, written: Located, listed: tuple[str, ...], own: tuple[str, ...]) -> Unit:
    if code in listed:
        written.reject(f"The code list has the unit {code!r}.", hint="Use it without declaring it.")
    if not _CODE.fullmatch(code):
        written.reject(f"{code!r} cannot name a unit.", hint="Write it like square-metre: letters, digits, hyphens.")
    entries = written.entries(UNIT)
    for here, missing in (("of", "factor"), ("factor", "of")):
        if here in entries and missing not in entries:
            entries[here].reject(
                f"The unit {code!r} has {here} without {missing}.",
                hint="Give both, or none: 1 hectare is 10,000 of m2.",
            )
    of = entries["of"].choice((*listed, *own)) if "of" in entries else ""
    if of in _NEVER_CONVERTED:
        entries["of"].reject(f"Nothing converts to {of!r}.", hint="Take of and factor out.")
    return Unit(
        code=code,
        label=entries["label"].text(),
        also=entries["also"].texts() if "also" in entries else (),
        of=of,
        factor=_factor(entries["factor"]) if "factor" in entries else Decimal(1),
        line=written.line,
        plural=entries["plural"].text() if "plural" in entries else "",
    )


def _factor(written: Located) -> Decimal:
    text = written.text()
    if not _FACTOR.fullmatch(text) or not (number := Decimal(text.replace(",", ""))):
        written.reject(f"{text!r} is no factor.", hint="Write digits above 0, e.g. 10,000 or 0.001.")
    return number

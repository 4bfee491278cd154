"""Official identifiers, checked by their own rules, and the IRIs made from them.

An IRI comes from an official number where there is one; local names hold only ``[A-Za-z0-9._-]`` (rdflib
drops an escaped slash silently), so what is published once never needs escaping.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import terms
from graph.errors import ValueRejected
from graph.names import normalise

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_UEI = re.compile(r"(?!.*\d{9})[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{11}", re.ASCII)
_CAGE = re.compile(r"[0-9A-HJ-NP-Z]{5}")
_PIID = re.compile(r"[A-Z0-9]{1,50}")
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_ACCOUNT = re.compile(r"\d{3}-\d{4}", re.ASCII)
_TAS = re.compile(
    r"(?:(?P<allocation>\d{3})-)?(?P<agency>\d{3})-(?:(?P<begin>\d{4})/(?P<end>\d{4})|(?P<kind>[XFA]))"
    r"-(?P<main>\d{4})-(?P<sub>\d{3})",
    re.ASCII,
)
_AWARD = re.compile(
    r"CONT_AWD_(?P<piid>[A-Z0-9]+)_(?P<subtier>[A-Z0-9]{4})_(?:-NONE-_-NONE-|(?P<parent>[A-Z0-9]+)_(?P<parent_subtier>[A-Z0-9]{4}))"
)
_VEHICLE = re.compile(r"CONT_IDV_(?P<piid>[A-Z0-9]+)_(?P<subtier>[A-Z0-9]{4})")
_HEX = re.compile(r"[0-9a-f]{16,64}")


def slug(text: str) -> str:
    """Return ``text`` as the end of an IRI: runs of other characters than ``[A-Za-z0-9._-]`` are one hyphen.

    Case is kept, for official ids. Texts that differ only in other scripts or punctuation share a slug.

    Example:
        >>> slug("Azure AI / Vision")
        'Azure-AI-Vision'

    Raises:
        ValueRejected: Nothing is left.
    """
    found = _UNSAFE.sub("-", text).strip("-")
    if not found:
        raise ValueRejected(
            f"No id can be made from {text!r}: it has no Latin letter or digit.",
            hint="Give it an id of its own.",
        )
    return found


def digest16(*parts: str) -> str:
    """Return the first 16 hex digits of the sha256 over ``parts``, kept apart by U+001F."""
    import hashlib

    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def check_uei(written: str) -> str:
    """Return a Unique Entity Identifier in capitals.

    GSA's rules: twelve characters, no O or I, no leading zero, no nine digits in a row, a check digit last.
    Codes that stand in for a registration, such as the TREASU364044 of records, fail the check digit.

    Raises:
        ValueRejected: The text is no UEI.
    """
    uei = written.strip().upper()
    if not _UEI.fullmatch(uei):
        raise ValueRejected(
            f"{written!r} is not a UEI.", hint="A UEI has 12 letters and digits, no O or I, no leading zero."
        )
    if uei[-1] != _uei_check_digit(uei[:11]):
        raise ValueRejected(f"The check digit of UEI {written!r} is wrong.", hint="Compare it with SAM.gov.")
    return uei


def _uei_check_digit(eleven: str) -> str:
    """Return the twelfth character; the rule gives that of every registered UEI in data/records (526)."""
    values = [ord(character) for character in eleven]
    while True:
        weighted = sum(value * place % 10 for place, value in enumerate(values, start=1))
        if weighted < 10:
            return str(weighted)
        values = [int(digit) for digit in str(weighted)]


def check_cage(written: str) -> str:
    """Return a CAGE or NCAGE code in capitals: five letters and digits, no O or I.

    Raises:
        ValueRejected: The text is no CAGE code.
    """
    cage = written.strip().upper()
    if not _CAGE.fullmatch(cage):
        raise ValueRejected(f"{written!r} is not a CAGE code.", hint="It has 5 letters and digits, no O or I.")
    return cage


def check_piid(written: str) -> str:
    """Return a Procurement Instrument Identifier as databases hold it: capitals, no hyphens.

    FAR 4.1603 sets 13 to 17 characters since 2017; older ones in FPDS have 1 to 50.

    Example:
        >>> check_piid("70CTD0-22-A-00000002")
        '70CTD022A00000002'

    Raises:
        ValueRejected: The text is no PIID.
    """
    piid = written.strip().upper().replace("-", "")
    if not _PIID.fullmatch(piid):
        raise ValueRejected(f"{written!r} is not a PIID.", hint="A PIID has 1 to 50 letters and digits.")
    return piid


def check_lei(written: str) -> str:
    """Return a Legal Entity Identifier in capitals; ISO 17442: its last two digits are a checksum, mod 97.

    Raises:
        ValueRejected: The text is no LEI, or its check digits are wrong.
    """
    lei = written.strip().upper()
    if not _LEI.fullmatch(lei):
        raise ValueRejected(f"{written!r} is not an LEI.", hint="An LEI has 18 letters and digits and 2 check digits.")
    if int("".join(str(int(character, 36)) for character in lei)) % 97 != 1:
        raise ValueRejected(f"The check digits of LEI {written!r} are wrong.", hint="Compare it with GLEIF.")
    return lei


def check_account(written: str) -> str:
    """Return a federal account code, ``070-0540``: agency (CGAC) and main account.

    Raises:
        ValueRejected: The text is no account code.
    """
    code = written.strip()
    if not _ACCOUNT.fullmatch(code):
        raise ValueRejected(f"{written!r} is not a federal account.", hint="Write it as 070-0540.")
    return code


@dataclass(frozen=True, slots=True)
class TreasurySymbol:
    """A Treasury account symbol, as USAspending prints it.

    Attributes:
        allocation: Agency the money was transferred to, as CGAC; None when it was not.
        agency: CGAC code of the agency.
        first_year: Fiscal year from which it can be obligated; None without limit of years.
        last_year: Fiscal year up to which; None without limit.
        availability: ``X`` without limit, ``F`` clearing, ``A`` advance; empty where years are given.
        main: Main account code.
        sub: Sub-account code.
    """

    allocation: str | None
    agency: str
    first_year: int | None
    last_year: int | None
    availability: str
    main: str
    sub: str

    @classmethod
    def parse(cls, written: str) -> TreasurySymbol:
        """Return the parts of ``070-2021/2021-0540-000``, ``070-X-5382-000``, ``070-070-X-5389-019``.

        Raises:
            ValueRejected: The text is no symbol, or its years run backwards.
        """
        found = _TAS.fullmatch(written.strip())
        if found is None:
            raise ValueRejected(
                f"{written!r} is not a Treasury account symbol.", hint="Write it as 070-2021/2021-0540-000."
            )
        begin, end = found["begin"], found["end"]
        if begin and begin > end:
            raise ValueRejected(f"The years of Treasury account symbol {written!r} run backwards.")
        return cls(
            found["allocation"],
            found["agency"],
            int(begin) if begin else None,
            int(end) if end else None,
            found["kind"] or "",
            found["main"],
            found["sub"],
        )

    @property
    def account(self) -> str:
        """Code of the federal account it belongs to, ``070-0540``."""
        return f"{self.agency}-{self.main}"

    def __str__(self) -> str:
        years = self.availability or f"{self.first_year:04}/{self.last_year:04}"
        transferred = f"{self.allocation}-" if self.allocation else ""
        return f"{transferred}{self.agency}-{years}-{self.main}-{self.sub}"


@dataclass(frozen=True, slots=True)
class AwardKey:
    """A generated award key of USAspending: an award, or with ``is_vehicle`` an indefinite-delivery vehicle.

    Attributes:
        piid: Identifier of the award.
        subtier: Sub-tier agency that made it.
        parent_piid: Identifier of the vehicle it was placed under; None for a stand-alone award or a vehicle.
        parent_subtier: Sub-tier agency of that vehicle.
        is_vehicle: Whether the key is that of a vehicle.
    """

    piid: str
    subtier: str
    parent_piid: str | None = None
    parent_subtier: str | None = None
    is_vehicle: bool = False

    @classmethod
    def parse(cls, written: str) -> AwardKey:
        """Return the parts of a key.

        Raises:
            ValueRejected: The text is no key of a contract award or vehicle.
        """
        key = written.strip()
        if found := _VEHICLE.fullmatch(key):
            return cls(found["piid"], found["subtier"], is_vehicle=True)
        if found := _AWARD.fullmatch(key):
            return cls(found["piid"], found["subtier"], found["parent"], found["parent_subtier"])
        raise ValueRejected(
            f"{written!r} is not an award key.",
            hint="Write it as CONT_AWD_<PIID>_<sub-tier>_<parent PIID>_<its sub-tier>; -NONE- for no parent.",
        )

    @property
    def vehicle_key(self) -> str | None:
        """Key of the vehicle it was placed under."""
        if self.parent_piid is None:
            return None
        return f"CONT_IDV_{self.parent_piid}_{self.parent_subtier}"

    def __str__(self) -> str:
        if self.is_vehicle:
            return f"CONT_IDV_{self.piid}_{self.subtier}"
        parent = f"{self.parent_piid}_{self.parent_subtier}" if self.parent_piid else "-NONE-_-NONE-"
        return f"CONT_AWD_{self.piid}_{self.subtier}_{parent}"


def agency_iri(cgac: str) -> str:
    """Return the IRI of a department, by CGAC code: ``agency-070``."""
    return f"{terms.ID}agency-{slug(cgac)}"


def subagency_iri(code: str) -> str:
    """Return the IRI of a sub-agency, by sub-tier code: ``subagency-7012``."""
    return f"{terms.ID}subagency-{slug(code)}"


def vendor_iri(*, uei: str | None = None, lei: str | None = None, name: str | None = None) -> str:
    """Return the IRI of a vendor: from the UEI, else the LEI, else (provisional) the normalised name.

    Raises:
        ValueRejected: None of the three is given, or no id can be made from the name.
    """
    if uei:
        return f"{terms.ID}vendor-uei-{slug(uei)}"
    if lei:
        return f"{terms.ID}vendor-lei-{slug(lei)}"
    return f"{terms.ID}vendor-name-{slug(normalise(name or '').lower())}"


def statute_iri(*, public_law: str | None = None, name: str | None = None) -> str:
    """Return the IRI of a statute: from its Public Law number (``119-21``), else its name."""
    return f"{terms.ID}statute-pl-{slug(public_law)}" if public_law else f"{terms.ID}statute-{slug(name or '')}"


def account_iri(code: str) -> str:
    """Return the IRI of a federal account: ``account-070-0540``."""
    return f"{terms.ID}account-{check_account(code)}"


def tas_iri(symbol: str) -> str:
    """Return the IRI of a Treasury account, its slash as ``_``: ``tas-070-2021_2021-0540-000``."""
    return f"{terms.ID}tas-{str(TreasurySymbol.parse(symbol)).replace('/', '_')}"


def award_iri(key: str) -> str:
    """Return the IRI of an award, ``award-CONT_AWD_...``, or vehicle, ``vehicle-CONT_IDV_...``."""
    parsed = AwardKey.parse(key)
    return f"{terms.ID}{'vehicle' if parsed.is_vehicle else 'award'}-{parsed}"


def source_iri(sha256: str) -> str:
    """Return the IRI of a source file: ``source-`` and the first 16 hex digits of its sha256."""
    return hashed_iri("source", sha256[:16])


def named_iri(kind: str, name: str) -> str:
    """Return ``kind-slug`` as IRI, for offices, products, programs, documents, speakers, codes, ...

    Example:
        >>> named_iri("office", "70CDCR")
        'https://w3id.org/vendorgraph/id/office-70CDCR'
    """
    return f"{terms.ID}{kind}-{slug(name)}"


def hashed_iri(kind: str, digest: str) -> str:
    """Return ``kind-<16 hex>`` as IRI, for actions, subawards, claims, evidence, detections, judgements.

    Raises:
        ValueRejected: ``digest`` has fewer than 16 lower-case hex digits.
    """
    if not _HEX.fullmatch(digest):
        raise ValueRejected(f"{digest!r} is no digest of 16 hex digits or more.")
    return f"{terms.ID}{kind}-{digest[:16]}"

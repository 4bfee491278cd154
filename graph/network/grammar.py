"""Relations of the network, and which pairs of them may meet at a node of a coherent path.

A path is coherent when everything it joins is true of one same thing. An award carries an agency, a vendor and
a product together; a vendor does not carry what two unrelated awards say. So a path turns at an award freely,
and at any other node only where the table below says so.
"""

from __future__ import annotations

from graph.errors import UsageProblem

# Kinds of node; the index is the code stored in the network file.
KINDS = (
    "agency",
    "office",
    "vendor",
    "product",
    "vehicle",
    "award",
    "program",
    "statute",
    "appropriation",
    "account",
    "tas",
)


def known_kind(written: str) -> str:
    """Return a kind of node as it is given.

    Raises:
        UsageProblem: There is no such kind; the hint lists them.
    """
    if written not in KINDS:
        raise UsageProblem(f"Unknown type {written!r}.", hint="One of: " + ", ".join(KINDS) + ".")
    return written


# Relations an award carries. Codes below ENTITY_RELATIONS join a bundle of awards to an entity.
AWARDED_BY, FUNDED_BY_AGENCY, PAID_TO, UNDER_VEHICLE, FUNDED_BY, NAMES, SUBAWARD_TO, INHERITS = range(8)
ENTITY_RELATIONS = 16
PART_OF, OF_ACCOUNT, MANAGED_BY, MADE_BY, PART_OF_PRODUCT, USES, AUTHORIZES, APPROPRIATED_TO = range(16, 24)
HOLDER, VEHICLE_AGENCY, PARENT_VEHICLE, PARENT_COMPANY, RUN_BY, CLAIMED, VEHICLE_NAMES = range(24, 31)

RELATION_NAMES = {
    AWARDED_BY: "awardingAgency",
    FUNDED_BY_AGENCY: "fundingAgency",
    PAID_TO: "recipient",
    UNDER_VEHICLE: "underVehicle",
    FUNDED_BY: "fundedBy",
    NAMES: "names",
    SUBAWARD_TO: "subVendor",
    INHERITS: "inherits",
    PART_OF: "partOf",
    OF_ACCOUNT: "ofAccount",
    MANAGED_BY: "managedBy",
    MADE_BY: "madeBy",
    PART_OF_PRODUCT: "partOfProduct",
    USES: "uses",
    AUTHORIZES: "authorizes",
    APPROPRIATED_TO: "appropriatedTo",
    HOLDER: "holder",
    VEHICLE_AGENCY: "awardingAgency",
    PARENT_VEHICLE: "underVehicle",
    PARENT_COMPANY: "ultimateParent",
    RUN_BY: "runBy",
    CLAIMED: "claimed",
    VEHICLE_NAMES: "names",
}

# (relation, True when the node is the object of it). Pairs are unordered.
_Side = tuple[int, bool]
_AWARD_SIDES = (AWARDED_BY, FUNDED_BY_AGENCY, PAID_TO, UNDER_VEHICLE, FUNDED_BY, NAMES, SUBAWARD_TO, INHERITS)
# What a rule inferred; every other relation of an award is a record's word.
INFERRED_SIDES = frozenset((NAMES, INHERITS))
THE_AWARD = 15  # stands for the award itself where it is an end of a path
# How far along the money a relation of an award stands: who pays, under what, who is paid, what is behind.
AWARD_ORDER = {
    FUNDED_BY: 0,
    AWARDED_BY: 1,
    FUNDED_BY_AGENCY: 2,
    UNDER_VEHICLE: 3,
    THE_AWARD: 4,
    PAID_TO: 5,
    SUBAWARD_TO: 6,
    NAMES: 7,
    INHERITS: 7,
}
PAYING = frozenset((FUNDED_BY, AWARDED_BY, FUNDED_BY_AGENCY))


def _pairs() -> frozenset[frozenset[_Side]]:
    """Return every pair of sides that may meet at one node."""
    of_agency: list[_Side] = [(AWARDED_BY, True), (FUNDED_BY_AGENCY, True), (USES, False)]
    money: list[_Side] = [(APPROPRIATED_TO, True), (MANAGED_BY, True)]
    pairs: list[tuple[_Side, _Side]] = []
    # An agency: what it bought or uses, with the department it belongs to. Money given to the agency joins what it is
    # said to use, but never an award: no record says that this account or law paid for it.
    pairs += [(left, (PART_OF, False)) for left in of_agency]
    pairs += [((USES, False), right) for right in money]
    pairs += [((APPROPRIATED_TO, True), (PART_OF, True)), ((MANAGED_BY, True), (PART_OF, False))]
    pairs += [((APPROPRIATED_TO, True), (PART_OF, False)), ((RUN_BY, True), (PART_OF, False))]
    # A product: who names or uses it, with who makes it and what it is part of - upwards only.
    # Every product has a maker of its own, so a path to the maker needs no detour over what it is part of.
    named: list[_Side] = [(NAMES, True), (INHERITS, True), (USES, True), (VEHICLE_NAMES, True)]
    pairs += [(side, (MADE_BY, False)) for side in named]
    pairs += [(side, (PART_OF_PRODUCT, False)) for side in [*named, (PART_OF_PRODUCT, True)]]
    # Money: statute -> appropriation -> agency; account -> Treasury account -> award.
    pairs += [((AUTHORIZES, True), (APPROPRIATED_TO, False))]
    pairs += [((OF_ACCOUNT, False), (FUNDED_BY, True)), ((OF_ACCOUNT, True), (MANAGED_BY, False))]
    # A statute or program that an award's text names, with what stands behind it.
    pairs += [((NAMES, True), (AUTHORIZES, False)), ((NAMES, True), (RUN_BY, False))]
    # A vehicle: an award under it, with its holder, its agency, what its text names, or the vehicle above.
    above: list[_Side] = [(HOLDER, False), (VEHICLE_AGENCY, False), (PARENT_VEHICLE, False)]
    pairs += [((UNDER_VEHICLE, True), side) for side in above]
    pairs += [((HOLDER, False), (VEHICLE_AGENCY, False)), ((VEHICLE_NAMES, False), (VEHICLE_AGENCY, False))]
    pairs += [((VEHICLE_NAMES, False), (HOLDER, False))]
    # A company: whatever it did, with who owns it.
    did: list[_Side] = [(PAID_TO, True), (SUBAWARD_TO, True), (MADE_BY, True), (HOLDER, True)]
    pairs += [(side, (PARENT_COMPANY, False)) for side in did]
    pairs += [((PARENT_COMPANY, True), (PARENT_COMPANY, False))]
    return frozenset(frozenset(pair) for pair in pairs)


JOINTS = _pairs()

# A relation code and its direction in one small number: the code, plus REVERSED when the node is its object.
REVERSED = 128


def side_code(relation: int, as_object: bool) -> int:
    """Return the number under which a relation is stored in a node's list."""
    return relation | (REVERSED if as_object else 0)


def _joint_table() -> frozenset[int]:
    table = set()
    for pair in JOINTS:
        sides = [side_code(relation, as_object) for relation, as_object in pair]
        first, second = sides[0], sides[-1]
        table.add(first << 8 | second)
        table.add(second << 8 | first)
    return frozenset(table)


JOINT_TABLE = _joint_table()


def may_join(arriving: int, leaving: int) -> bool:
    """Tell whether a coherent path may turn at an entity from one side code to the other."""
    return arriving << 8 | leaving in JOINT_TABLE


# What a company did, sold, made, holds or owns: true of it, but of unrelated things.
_OF_COMPANY = frozenset(
    (
        PAID_TO | REVERSED,
        SUBAWARD_TO | REVERSED,
        HOLDER | REVERSED,
        MADE_BY | REVERSED,
        PARENT_COMPANY,
        PARENT_COMPANY | REVERSED,
    )
)


def joins_by_company(arriving: int, leaving: int) -> bool:
    """Tell whether two sides of a company meet in nothing but the company: no one record carries both."""
    return arriving in _OF_COMPANY and leaving in _OF_COMPANY and not may_join(arriving, leaving)


def may_cross_award(arriving: int, leaving: int) -> bool:
    """Tell whether a path may turn at a bundle of awards: any two different relations, or two names in one text."""
    return arriving != leaving or arriving == NAMES

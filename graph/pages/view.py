"""What a page shows: things, lines between them, and the evidence of each line."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from graph.errors import ValueRejected

Status = Literal["recorded", "confirmed", "reported", "inferred", "contested", "denied"]
EvidenceKind = Literal["award", "claim", "rule", "reference"]
Change = Literal["added", "removed", "changed", "same"]

STATUSES: tuple[Status, ...] = get_args(Status)
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """One passage or record that speaks for or against a line.

    Attributes:
        kind: `award` and `reference` are official records, `claim` is what a document says, `rule` is ours.
        who: Who says so: the speaker, the outlet, or the register.
        document: The document or source file.
        key: The record key in it (an award key, a claim id, a rule name); empty when there is none.
        row: Row of the source file, 1 = first record after the header.
        quote: Exact words of the source, or the rule's explanation; empty when there are none.
        date: ISO date, or as much of one as the source gives; empty when unknown.
        amount: Kind of amount (obligation, ceiling, ...) and the amount as text, or None.
        url: Shown as a link only when it is http or https.
        stance: asserts, records, denies, disputes, opines, projects or retracts.
        origins: What the document rests on; two outlets on one leak share an origin.
    """

    kind: EvidenceKind
    who: str
    document: str
    key: str = ""
    row: int | None = None
    quote: str = ""
    date: str = ""
    amount: tuple[str, str] | None = None
    url: str | None = None
    stance: str = "asserts"
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueRejected on an unknown kind."""
        if self.kind not in EVIDENCE_KINDS:
            raise ValueRejected(
                f"Evidence kind {self.kind!r} is unknown.",
                hint=f"Use one of {', '.join(EVIDENCE_KINDS)}.",
            )


@dataclass(frozen=True, slots=True)
class PageNode:
    """One thing on the page.

    Attributes:
        id: Unique within the view; shown in the panel and kept in downloads.
        label: Its name. Cut visibly on the map when long; the panel shows all of it.
        kind: agency, office, vendor, product, award, vehicle, ...; another is shown under its own name.
        facts: Name and value pairs for the panel, in the order shown.
        weight: Size of the symbol among its kind (dollars, as a rule); below zero counts as zero.
        url: Shown as a link only when it is http or https.
        change: How it differs from the older graph, on a page that compares two; None otherwise.
    """

    id: str
    label: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    weight: float = 0.0
    url: str | None = None
    change: Change | None = None

    def __post_init__(self) -> None:
        """Raise ValueRejected when the weight is not a number."""
        _check_number(self.weight, f"Weight of {self.id!r}")


@dataclass(frozen=True, slots=True)
class PageEdge:
    """One line, from source to target; parallel records are one line with a count.

    Attributes:
        id: Unique within the view.
        source: Id of the node it starts from.
        target: Id of the node it points to.
        relation: The relation's name, such as `recipient`.
        label: The relation as words between the two names, such as `awarded to`.
        status: How firmly it stands; it decides the style of the line.
        count: Number of records or claims behind the line.
        amounts: Kind and amount as text; kinds are never added together.
        first_date: ISO date of the earliest record; empty when unknown.
        last_date: ISO date of the latest record; empty when unknown.
        confidence: 0 to 1 for an inferred line, None otherwise.
        evidence: In the order shown.
        weight: Decides the width of the line (dollars, as a rule).
        change: How it differs from the older graph, on a page that compares two; None otherwise.
        before: What it was in the older graph, in words; empty unless it changed.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    status: Status
    count: int = 1
    amounts: tuple[tuple[str, str], ...] = ()
    first_date: str = ""
    last_date: str = ""
    confidence: float | None = None
    evidence: tuple[PageEvidence, ...] = ()
    weight: float = 0.0
    change: Change | None = None
    before: str = ""

    def __post_init__(self) -> None:
        """Raise ValueRejected on an unknown status, a count below 1, or a confidence outside 0 to 1."""
        if self.status not in STATUSES:
            raise ValueRejected(
                f"Status {self.status!r} of line {self.id!r} is unknown.",
                hint=f"Use one of {', '.join(STATUSES)}.",
            )
        if self.count < 1:
            raise ValueRejected(f"Line {self.id!r} has count {self.count}.", hint="Give 1 or more.")
        _check_number(self.weight, f"Weight of line {self.id!r}")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueRejected(
                f"Confidence {self.confidence} of line {self.id!r} is outside 0 to 1.",
                hint="Give a share, or None.",
            )


@dataclass(frozen=True, slots=True)
class PageStep:
    """One step of a story: a state of the page (as its address keeps it, without the #) and what is said of it."""

    title: str
    caption: str
    state: str


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything one page shows. The order of nodes and edges does not change the page.

    Attributes:
        title: Heading of the page and name of the tab.
        question: The question it answers, in one sentence; may be empty.
        snapshot: Snapshot id of the graph.
        nodes: Ids are unique.
        edges: Ids are unique; both ends are among the nodes.
        notes: What was left out and what is not known, one sentence each.
        language: BCP 47 tag of the labels.
        centre: Id of the node the page is about; a large page opens on what lies around it.
        story: Steps of a story, in order.
        compared: Snapshot ids of the older and the newer graph, on a page that compares two.
    """

    title: str
    question: str
    snapshot: str
    nodes: tuple[PageNode, ...]
    edges: tuple[PageEdge, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"
    centre: str = ""
    story: tuple[PageStep, ...] = ()
    compared: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueRejected on repeated ids, an edge without its ends, or a bad language tag."""
        known = _check_unique((node.id for node in self.nodes), "node")
        _check_unique((edge.id for edge in self.edges), "line")
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in known:
                    raise ValueRejected(
                        f"Line {edge.id!r} ends at {end!r}, which is not on the page.",
                        hint="Add the node or leave the line out.",
                    )
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueRejected(
                f"Language {self.language!r} is not a BCP 47 tag.", hint="Use a tag such as en or pt-BR."
            )


@dataclass(frozen=True, slots=True)
class PageReport:
    """What was written.

    Attributes:
        path: The file.
        nodes: Number of things on the page.
        edges: Number of lines on the page.
        size_bytes: Size of the file.
        sha256: Hash of the file, 64 hex digits.
        layout: `columns` when kinds run from left to right, `groups` otherwise.
    """

    path: Path
    nodes: int
    edges: int
    size_bytes: int
    sha256: str
    layout: str


def _check_number(value: float, what: str) -> None:
    if not math.isfinite(value):
        raise ValueRejected(f"{what} is {value}.", hint="Give a finite number.")


def _check_unique(ids: Iterable[str], what: str) -> set[str]:
    counted = Counter(ids)
    for each, times in counted.items():
        if times > 1:
            raise ValueRejected(f"The {what} id {each!r} appears {times} times.", hint="Give each one id.")
    return set(counted)

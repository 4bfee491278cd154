"""Who says so: evidence for the few hops that are shown, read from the network file."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from graph import terms
from graph.evidence import Evidence, amount_text
from graph.network.reading import CONFIDENCE_SCALE, NO_FILE, NO_NUMBER, SCALE, Network, day_of
from graph.network.sayings import announced_key, claim_key

_ROWS_SHOWN = 12  # action rows listed per award; the rest is counted


class Said(NamedTuple):
    """What claims say of one triple: their derived status, the independent origins, all evidence, and in which words.

    ``relation`` is the label of what they say, e.g. "triples down on its use of"; empty where no claim says it.
    """

    status: str
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    relation: str = ""


class Testimony:
    """Reads evidence of awards, claims and rules from the sections of one network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._claimed: dict[str, Said] = {}

    def award(self, award: int) -> Evidence:
        """Return what records say of one award: its rows, dates, net obligation and a description."""
        network = self._network
        start, stop = network.action_at[award], network.action_at[award + 1]
        rows = [self._row(network.action_file[at], network.action_row[at]) for at in range(start, stop)[:_ROWS_SHOWN]]
        text = next((t for t in network.action_text[start:stop] if t != NO_NUMBER), network.own_text[award])
        stated = self._row(network.own_file[award], network.own_row[award])
        first, last = network.dates(award)
        net = network.obligation(award)
        rows = [*([stated] if stated else []), *rows]
        return Evidence(
            kind="award",
            id=self._key(award),
            document=rows[0].rpartition(" row ")[0] if rows else "",
            quote=self._text(text),
            rows=tuple(rows),
            rows_total=stop - start + bool(stated),
            amount=None if net is None else amount_text(net),
            first_date=_iso(first),
            last_date=_iso(last),
        )

    def detections(self, subject: int, target: int) -> list[Evidence]:
        """Return the words of a node's (an award's or vehicle's) text that name ``target``, each with its rule."""
        return [self._detection(at) for at in self._found(subject) if self._network.detection_target[at] == target]

    def detections_of_subject(self, subject: int) -> list[Evidence]:
        """Return every name found in the text of an award or vehicle."""
        return [self._detection(at) for at in self._found(subject)]

    def _found(self, subject: int) -> range:
        subjects = self._network.detection_subject
        start = bisect_left(subjects, subject)
        return range(start, bisect_right(subjects, subject, start))

    def _detection(self, at: int) -> Evidence:
        network = self._network
        row = self._row(network.detection_file[at], network.detection_row[at])
        day = day_of(network.detection_day[at])
        subject = network.detection_subject[at]
        text = self._text(network.detection_text[at])
        return Evidence(
            kind="rule",
            id=network.detection_id[at],
            document=row.rpartition(" row ")[0],
            quote=_around(text, network.detection_start[at], network.detection_stop[at]),
            rows=(row,) if row else (),
            rows_total=1 if row else 0,
            first_date=_iso(day),
            last_date=_iso(day),
            rule=network.rules[network.detection_rule[at]],
            confidence=Decimal(network.detection_confidence[at]).scaleb(-CONFIDENCE_SCALE).normalize(),
            award=network.locals[subject].removeprefix("award-"),
        )

    def subawards(self, award: int, vendor: int) -> tuple[list[Evidence], Decimal]:
        """Return the subawards from an award to a vendor, and the sum of their amounts.

        Primes report a subaward again in later months; records with one number, day and amount are one subaward,
        counted once, with all its rows.
        """
        network = self._network
        start = bisect_left(network.subaward_award, award)
        stop = bisect_right(network.subaward_award, award, start)
        reports: dict[tuple[str, str, Decimal], list[int]] = {}
        for at in range(start, stop):
            if network.subaward_vendor[at] == vendor:
                day = day_of(network.subaward_day[at])
                number = network.subaward_number[at] or network.subaward_id[at]
                amount = Decimal(network.subaward_amount[at]).scaleb(-SCALE)
                reports.setdefault((day.isoformat() if day else "", number, amount), []).append(at)
        found = [self._subaward(key, told, award) for key, told in sorted(reports.items())]
        return found, sum((amount for _, _, amount in reports), Decimal(0))

    def _subaward(self, key: tuple[str, str, Decimal], told: list[int], award: int) -> Evidence:
        network = self._network
        (day, number, amount), first = key, told[0]
        rows = tuple(self._row(network.subaward_file[at], network.subaward_row[at]) for at in told)
        return Evidence(
            kind="award",
            id=network.subaward_id[first],
            document=rows[0].rpartition(" row ")[0],
            quote=f"subaward {number}: {self._text(network.subaward_text[first])}",
            rows=rows,
            rows_total=len(rows),
            amount=amount_text(amount),
            first_date=day or None,
            last_date=day or None,
            award=self._key(award),
        )

    def claims(self, subject: str, predicate: str, target: str) -> Said:
        """Return status, origins and evidence of the claims that say this triple; all empty where none does."""
        key = claim_key(subject, predicate, target)
        if key not in self._claimed:
            told = self._said(key)
            found = json.loads(told or '{"status": "", "origins": [], "evidence": []}')
            evidence = tuple(map(self._piece, found["evidence"]))
            words = found.get("relation", "")
            self._claimed[key] = Said(found["status"], tuple(found["origins"]), evidence, words)
        return self._claimed[key]

    def of_edge(self, edge: int) -> Said:
        """Return what claims say of the triple that an edge between entities stands for."""
        network = self._network
        ends = network.iri(network.edge_source[edge]), network.iri(network.edge_target[edge])
        return self.claims(ends[0], network.predicates[network.edge_predicate[edge]], ends[1])

    def _piece(self, told: dict[str, str]) -> Evidence:
        """Return a passage as it was told; an award that a claim rests on as its record says it."""
        if told["kind"] != "award":
            return Evidence(**{**told, "origins": tuple(told["origins"])})  # type: ignore[arg-type]
        node = self._network.node_of(f"{terms.ID}award-{told['id']}")
        if node is None or node < self._network.entities:
            return Evidence(**told)  # type: ignore[arg-type]  # a vehicle, or an award that is not loaded
        return self.award(node - self._network.entities)._replace(stance=told["stance"])

    def announced(self, appropriation: str) -> Decimal | None:
        """Return the amount announced for an appropriation, where a reported claim or record states one."""
        text = self._said(announced_key(appropriation))
        return Decimal(json.loads(text)) if text else None

    def curated_source(self, entity: int) -> str:
        """Return what a reference or catalogue entry names as its source, or nothing."""
        number = self._network.curated_source[entity]
        return "" if number == NO_FILE else self._network.curated_sources[number]

    def _said(self, key: str) -> str:
        keys, values = self._network.saying_keys, self._network.sayings
        wanted = key.encode()
        at = bisect_left(range(len(keys)), wanted, key=keys.raw)
        return values[at] if at < len(keys) and keys.raw(at) == wanted else ""

    def _key(self, award: int) -> str:
        return self._network.locals[self._network.entities + award].removeprefix("award-")

    def _row(self, file: int, row: int) -> str:
        return "" if file == NO_FILE else f"{self._network.files[file]} row {row}"

    def _text(self, number: int) -> str:
        return "" if number == NO_NUMBER else self._network.told[number]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a span, at most about 90 characters, cut at spaces."""
    if len(text) <= 90:
        return text
    left = text.rfind(" ", 0, max(0, start - 30)) + 1
    right = text.find(" ", min(len(text), end + 30))
    right = len(text) if right < 0 else right
    return ("... " if left else "") + text[left:right] + (" ..." if right < len(text) else "")

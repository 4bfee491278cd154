"""Who says so: evidence read from the store for the few hops that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from graph import terms
from graph.evidence import Evidence

if TYPE_CHECKING:
    import pyoxigraph

_ROWS_SHOWN = 12  # action rows listed per award; the rest is counted


class Testimony:
    """Reads evidence of awards, claims and rules from one open store."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        import pyoxigraph as ox

        self._store = store
        self._node = ox.NamedNode
        self._default = ox.DefaultGraph()
        self._inferred = ox.NamedNode(terms.GRAPH_INFERRED)
        self._claims = ox.NamedNode(terms.GRAPH_CLAIMS)
        self._sources = ox.NamedNode(terms.GRAPH_SOURCES)
        self._files: dict[str, str] = {}
        self._claimed: dict[tuple[str, str, str], list[Evidence]] = {}

    def _values(self, subject: str, predicate: str, graph: object = None) -> list[str]:
        place = self._default if graph is None else graph
        quads = self._store.quads_for_pattern(self._node(subject), self._node(predicate), None, place)  # type: ignore[arg-type]
        return sorted(quad.object.value for quad in quads)  # type: ignore[union-attr]

    def _value(self, subject: str, predicate: str, graph: object = None) -> str | None:
        return next(iter(self._values(subject, predicate, graph)), None)

    def _subjects(self, predicate: str, target: str, graph: object = None) -> list[str]:
        place = self._default if graph is None else graph
        quads = self._store.quads_for_pattern(None, self._node(predicate), self._node(target), place)  # type: ignore[arg-type]
        return sorted(quad.subject.value for quad in quads)  # type: ignore[union-attr]

    def _about(self, subject: str, graph: object = None) -> dict[str, str]:
        """Return the smallest value of each own property of a subject, in one read."""
        place = self._default if graph is None else graph
        found: dict[str, str] = {}
        for quad in self._store.quads_for_pattern(self._node(subject), None, None, place):  # type: ignore[arg-type]
            name, value = quad.predicate.value, quad.object.value  # type: ignore[union-attr]
            if name not in found or value < found[name]:
                found[name] = value
        return {name.removeprefix(terms.VG): value for name, value in found.items()}

    def file_name(self, source: str) -> str:
        """Return the name of a loaded file, or its IRI where the store does not say."""
        if source not in self._files:
            self._files[source] = self._value(source, terms.VG + "fileName", self._sources) or source
        return self._files[source]

    def award(self, iri: str) -> Evidence:
        """Return what records say of one award: its rows, dates, net obligation and a description."""
        own = self._about(iri)
        actions = [self._about(action) for action in self._subjects(terms.VG + "ofAward", iri)]
        actions = sorted(
            (action for action in actions if "obligation" in action),
            key=lambda action: (action.get("date", ""), action.get("modification", "")),
        )
        rows = tuple(f"{self.file_name(action['statedIn'])} row {action['row']}" for action in actions[:_ROWS_SHOWN])
        document = self.file_name(own["statedIn"]) if "statedIn" in own else ""
        if document:
            rows = (f"{document} row {own['row']}", *rows)
        descriptions = [action["description"] for action in actions if action.get("description")]
        return Evidence(
            kind="award",
            id=iri.removeprefix(terms.ID + "award-"),
            document=rows[0].rpartition(" row ")[0] if rows else "",
            quote=next(iter(descriptions), own.get("description", "")),
            rows=rows,
            rows_total=len(actions) + bool(document),
            amount=own.get("netObligation") or own.get("totalObligation"),
            first_date=own.get("firstActionDate"),
            last_date=own.get("lastActionDate"),
        )

    def detections(self, award: str, target: str) -> list[Evidence]:
        """Return the words of an award's (or vehicle's) text that name ``target``, each with its rule."""
        return [one for one, named in self._detections(award) if named == target]

    def detections_of_subject(self, subject: str) -> list[Evidence]:
        """Return every name found in the text of an award or vehicle."""
        return [one for one, _ in self._detections(subject)]

    def _detections(self, award: str) -> list[tuple[Evidence, str]]:
        found = []
        for detection in self._subjects(terms.VG + "inAward", award, self._inferred):
            own = self._about(detection, self._inferred)
            action = own.get("action")
            said = self._about(action) if action else self._about(award)
            start, end = int(own["spanStart"]), int(own["spanEnd"])
            file = self.file_name(said["statedIn"]) if "statedIn" in said else ""
            one = Evidence(
                kind="rule",
                id=detection.removeprefix(terms.ID),
                document=file,
                quote=_around(said.get("description", own["quote"]), start, end),
                rows=(f"{file} row {said['row']}",) if file else (),
                rows_total=1 if file else 0,
                first_date=said.get("date"),
                last_date=said.get("date"),
                rule=own["rule"],
                confidence=Decimal(own["confidence"]),
                award=award.removeprefix(terms.ID).removeprefix("award-"),
            )
            found.append((one, own["detected"]))
        return sorted(found, key=lambda pair: (pair[0].first_date or "", pair[0].id))

    def subawards(self, award: str, vendor: str) -> tuple[list[Evidence], Decimal]:
        """Return the subawards from an award to a vendor, and the sum of their amounts.

        Primes report a subaward again in later months; records with one number, day and amount are one subaward,
        counted once, with all its rows.
        """
        reports: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        for subaward in self._subjects(terms.VG + "ofAward", award):
            own = self._about(subaward)
            if own.get("subVendor") == vendor:
                key = (own.get("date", ""), own.get("subawardNumber", subaward), own.get("subawardAmount", "0"))
                reports.setdefault(key, []).append(own | {"iri": subaward})
        found = []
        for (day, number, amount), told in sorted(reports.items()):
            rows = tuple(f"{self.file_name(own['statedIn'])} row {own['row']}" for own in told)
            found.append(
                Evidence(
                    kind="award",
                    id=told[0]["iri"].removeprefix(terms.ID),
                    document=self.file_name(told[0]["statedIn"]),
                    quote=f"subaward {number}: {told[0].get('description', '')}",
                    rows=rows,
                    rows_total=len(rows),
                    amount=amount,
                    first_date=day or None,
                    last_date=day or None,
                    award=award.removeprefix(terms.ID + "award-"),
                )
            )
        return found, sum((Decimal(amount) for _, _, amount in reports), Decimal(0))

    def claims(self, subject: str, predicate: str, target: str) -> list[Evidence]:
        """Return all evidence, for and against, of the claim that says this triple."""
        if (subject, predicate, target) not in self._claimed:
            self._claimed[subject, predicate, target] = self._read_claims(subject, predicate, target)
        return self._claimed[subject, predicate, target]

    def _read_claims(self, subject: str, predicate: str, target: str) -> list[Evidence]:
        found = []
        for claim in self._subjects(terms.RDF + "object", target, self._claims):
            if (subject, predicate) == (
                self._value(claim, terms.RDF + "subject", self._claims),
                self._value(claim, terms.RDF + "predicate", self._claims),
            ):
                found += list(self._claim_evidence(claim))
        return found

    def _claim_evidence(self, claim: str) -> Iterator[Evidence]:
        for evidence in self._subjects(terms.VG + "about", claim, self._claims):
            own = self._about(evidence, self._claims)
            document = own.get("source", "")
            yield Evidence(
                kind="claim",
                id=claim.removeprefix(terms.ID),
                document=self._label(document),
                quote=own.get("quote", ""),
                stance=own.get("stance", "").rpartition("-")[2],
                speaker=self._label(own["speaker"]) if "speaker" in own else "",
                origins=tuple(self._label(o) for o in self._values(evidence, terms.VG + "origin", self._claims)),
                first_date=self._value(claim, terms.VG + "validFrom", self._claims),
                last_date=self._value(claim, terms.VG + "validTo", self._claims),
                machine_made=own.get("machineMade") == "true",
            )

    def _label(self, iri: str) -> str:
        label = terms.SKOS + "prefLabel"
        found = (
            self._value(iri, label, self._claims) or self._value(iri, label) or self._value(iri, terms.DCT + "title")
        )
        return found or iri.removeprefix(terms.ID)

    def announced(self, appropriation: str) -> Decimal | None:
        """Return the amount announced for an appropriation, where a reported claim or record states one."""
        text = self._value(appropriation, terms.VG + "announcedAmount")
        return Decimal(text) if text else None

    def curated_source(self, subject: str) -> str:
        """Return what a reference or catalogue entry names as its source."""
        source = self._value(subject, terms.DCT + "source")
        return self._label(source) if source else ""


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a span, at most about 90 characters, cut at spaces."""
    if len(text) <= 90:
        return text
    left = text.rfind(" ", 0, max(0, start - 30)) + 1
    right = text.find(" ", min(len(text), end + 30))
    right = len(text) if right < 0 else right
    return ("... " if left else "") + text[left:right] + (" ..." if right < len(text) else "")

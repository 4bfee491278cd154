"""Claims files -> N-Quads: claims with their evidence apart, plain triples only for what is stated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from graph import terms
from graph.claims.files import ClaimsFile, CuratedClaim, Entity, Relation, Statement, Unit, plain_number
from graph.claims.records import record_iri
from graph.claims.statuses import derive_standings, heard_awards
from graph.claims.unread import named_unread
from graph.claims.withdrawals import find_withdrawn
from graph.identifiers import digest16
from graph.reference.nquads import flag, line, node, text, typed


def to_quads(
    files: Iterable[ClaimsFile],
    recorded: Container[str] | None = None,
    known: Container[str] = frozenset(),
    silent: Container[tuple[str, str]] = frozenset(),
) -> Iterator[str]:
    """Yield every statement of the reviewed claims in ``files`` as one sorted N-Quads line without line end.

    Claims, evidence, documents, origins and speakers stand in the graph ``claims``. What a confirmed or reported
    claim says of two things stands as a plain triple in the default graph and once more in ``reported``, unless a
    record or catalogue states it anyway; nothing denied, disputed, analysed or projected does, and nothing that
    only a program's summary says. Of values only an exact amount of money without a time (``vg:announcedAmount``)
    does: a bare number would lose its unit, bound or time. New entities and relations are described in the default
    graph, but for those that only unreviewed claims name.

    Args:
        files: Every claims file of the graph; statuses follow from all of them together.
        recorded: Award keys of the loaded records; None takes every award for loaded.
        known: Lines of the default graph that records and catalogues state.
        silent: Claim IRI and award key where the loaded record nowhere names what is claimed. Evidence of such
            awards alone, and what its speaker took back, is set aside (``vg:setAside``); of several awards only
            those that speak are named.
    """
    read = tuple(files)
    standings = derive_standings(read, recorded, silent)
    withdrawn = find_withdrawn(read)
    lines: set[str] = set()
    for file in read:
        if file.claims and not file.reviewed:
            continue  # a draft nobody has read
        lines.update(_declarations(file))
        lines.update(_document(file))
        iris = {claim.name: claim.iri for claim in file.reviewed}
        for claim in file.reviewed:
            standing = standings[claim.iri]
            lines.update(_claim(claim, standing.status))
            for name in claim.refines:
                if name in iris:
                    lines.add(line(claim.iri, terms.REFINES, node(iris[name]), terms.GRAPH_CLAIMS))
            for at, statement in enumerate(claim.evidence):
                speaking = heard_awards(statement, claim.iri, None, silent)
                aside = (file.document.iri, claim.iri, at) in withdrawn or (bool(statement.awards) and not speaking)
                lines.update(_evidence(file, claim, statement, speaking or statement.awards))
                if aside:
                    iri = _evidence_iri(file, claim, statement)
                    lines.add(line(iri, terms.SET_ASIDE, flag(True), terms.GRAPH_CLAIMS))
            if standing.stated:
                lines.update(_plain(claim, known))
    yield from sorted(lines)


def _declarations(file: ClaimsFile) -> Iterator[str]:
    unread = named_unread(file)
    for entity in file.entities:
        if entity.iri not in unread:
            place = terms.GRAPH_CLAIMS if entity.class_iri == terms.SPEAKER else ""
            yield from _labelled(entity, place)
    for origin in (*file.origins, file.own_origin):
        if origin.iri not in unread:
            yield from _labelled(origin, terms.GRAPH_CLAIMS)
    for relation in file.relations:
        if relation.iri not in unread:
            yield from _declared_relation(file, relation)
    used = {claim.unit for claim in file.reviewed}
    declared = {unit.code: unit for unit in file.units}
    for code in tuple(used):  # what a used unit converts to is needed too
        while code in declared:
            used.add(code)
            code = declared[code].of
    for unit in file.units:
        if unit.code in used:
            yield from _declared_unit(unit)


def _declared_relation(file: ClaimsFile, relation: Relation) -> Iterator[str]:
    """Yield what a property of the vocabulary has too: label, definition, source; several files may declare one."""
    document = file.document
    meant = f"What claims on “{document.title}” ({document.publisher}) call “{relation.label}”"
    facts = [
        (terms.TYPE, node(terms.RDF + "Property")),
        (terms.PREF_LABEL, text(relation.label)),
        (terms.RDFS + "label", text(relation.label)),
        (terms.DEFINITION, text(f"{meant}, from the thing spoken of to what is said of it. {relation.note}".strip())),
        (terms.DCT_SOURCE, node(document.iri)),
    ]
    for predicate, target in facts:
        yield line(relation.iri, predicate, target)


def _declared_unit(unit: Unit) -> Iterator[str]:
    facts = [
        (terms.TYPE, node(terms.CONCEPT)),
        (terms.PREF_LABEL, text(unit.label)),
        (terms.NOTATION, text(unit.code)),
        (terms.IN_SCHEME, node(terms.UNIT_SCHEME)),
        *((terms.ALT_LABEL, text(spelling)) for spelling in unit.also),
    ]
    if unit.plural:
        facts.append((terms.PLURAL_LABEL, text(unit.plural)))
    if unit.of:
        facts += [
            (terms.CONVERTS_TO, node(f"{terms.VG}unit-{unit.of}")),
            (terms.CONVERSION_FACTOR, typed(plain_number(unit.factor), terms.XSD_DECIMAL)),
        ]
    for predicate, target in facts:
        yield line(unit.iri, predicate, target, terms.GRAPH_CLAIMS)


def _labelled(entity: Entity, place: str) -> Iterator[str]:
    if entity.class_iri and entity.label:
        yield line(entity.iri, terms.TYPE, node(entity.class_iri), place)
        yield line(entity.iri, terms.PREF_LABEL, text(entity.label), place)
    spellings = {*entity.also, entity.name} if entity.label else set(entity.also)
    for spelling in spellings - {entity.label}:
        yield line(entity.iri, terms.ALT_LABEL, text(spelling), place)


def _document(file: ClaimsFile) -> Iterator[str]:
    document = file.document
    facts = [
        (terms.TYPE, node(terms.DOCUMENT)),
        (terms.PREF_LABEL, text(f"{document.publisher}: {document.title}")),
        (terms.DCT_TITLE, text(document.title)),
        (terms.DCT_PUBLISHER, text(document.publisher)),
        (terms.TEXT_SHA256, text(document.text_sha256)),
    ]
    if document.date:
        facts.append((terms.DCT_ISSUED, text(document.date)))
    if document.url:
        facts.append((terms.DCT_SOURCE, text(document.url)))
    for predicate, target in facts:
        yield line(document.iri, predicate, target, terms.GRAPH_CLAIMS)


def _claim(claim: CuratedClaim, status: str) -> Iterator[str]:
    facts = [
        (terms.TYPE, node(terms.CLAIM)),
        (terms.RDF_SUBJECT, node(claim.subject)),
        (terms.RDF_PREDICATE, node(claim.predicate)),
        (terms.STATUS, node(f"{terms.VG}status-{status}")),
        (terms.NOTATION, text(claim.name)),
    ]
    if claim.target is not None:
        facts.append((terms.RDF_OBJECT, node(claim.target)))
    if claim.value is not None:
        facts.append((terms.VALUE, typed(plain_number(claim.value), terms.XSD_DECIMAL)))
    if claim.value_text is not None:
        facts.append((terms.VALUE_TEXT, text(claim.value_text)))
    if claim.currency is not None:
        facts.append((terms.CURRENCY, text(claim.currency)))
    facts += [
        (name, node(f"{terms.VG}{prefix}-{code}"))
        for name, prefix, code in ((terms.UNIT, "unit", claim.unit), (terms.BOUND, "bound", claim.bound))
        if code is not None
    ]
    facts += [
        (name, typed(day.isoformat(), terms.XSD_DATE))
        for name, day in ((terms.VALID_FROM, claim.valid_from), (terms.VALID_TO, claim.valid_to))
        if day is not None
    ]
    if claim.note:
        facts.append((terms.NOTE, text(claim.note)))
    for predicate, target in facts:
        yield line(claim.iri, predicate, target, terms.GRAPH_CLAIMS)


def _evidence_iri(file: ClaimsFile, claim: CuratedClaim, one: Statement) -> str:
    if one.start is None:
        place = (*map(record_iri, one.awards), *one.awards)
    else:
        place = (file.document.iri, str(one.start), str(one.end), one.passage_sha256)
    return f"{terms.ID}evidence-{digest16(claim.local, one.stance, *place, one.quote, *one.speakers)}"


def _evidence(file: ClaimsFile, claim: CuratedClaim, one: Statement, awards: tuple[str, ...]) -> Iterator[str]:
    sources = [file.document.iri] if one.start is not None else [record_iri(key) for key in awards]
    iri = _evidence_iri(file, claim, one)
    # A record rests on nothing but itself; a passage without a named origin rests on its publisher.
    origins = one.origins or (() if one.start is None else (file.own_origin.iri,))
    facts = [
        (terms.TYPE, node(terms.EVIDENCE)),
        (terms.ABOUT, node(claim.iri)),
        (terms.STANCE, node(f"{terms.VG}stance-{one.stance}")),
        (terms.MACHINE_MADE, flag(one.machine_made)),
        *((terms.SOURCE, node(source)) for source in sources),
        *((terms.HAS_SPEAKER, node(speaker)) for speaker in one.speakers),
        *((terms.HAS_ORIGIN, node(origin)) for origin in origins),
        *((terms.HEDGE, text(hedge)) for hedge in one.hedge),
    ]
    if one.start is not None:
        facts += [
            (terms.QUOTE, text(one.quote)),
            (terms.PASSAGE_START, typed(str(one.start), terms.XSD_INTEGER)),
            (terms.PASSAGE_END, typed(str(one.end), terms.XSD_INTEGER)),
            (terms.PASSAGE_SHA256, text(one.passage_sha256)),
            (terms.TEXT_SHA256, text(file.document.text_sha256)),
        ]
    if one.confidence is not None:
        facts.append((terms.CONFIDENCE, typed(plain_number(one.confidence), terms.XSD_DECIMAL)))
    if one.note:
        facts.append((terms.NOTE, text(one.note)))
    for predicate, target in facts:
        yield line(iri, predicate, target, terms.GRAPH_CLAIMS)


def _plain(claim: CuratedClaim, known: Container[str]) -> Iterator[str]:
    if claim.target is not None:
        target = node(claim.target)
    elif _whole_amount(claim) and claim.value is not None:
        target = typed(plain_number(claim.value), terms.XSD_DECIMAL)
    else:
        return
    stated = line(claim.subject, claim.predicate, target)
    yield stated
    if stated not in known:
        yield line(claim.subject, claim.predicate, target, terms.GRAPH_REPORTED)


def _whole_amount(claim: CuratedClaim) -> bool:
    exact = claim.bound in (None, "exact") and claim.valid_from is None
    return claim.predicate == terms.ANNOUNCED_AMOUNT and claim.currency == "USD" and exact

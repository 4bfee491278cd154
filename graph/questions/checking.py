"""What a SPARQL text asks for: refusals before it runs, and advice on what it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from graph import terms
from graph.errors import QueryRejected
from graph.questions.tokens import Token, tokens_of

QUERY_WORDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATE_WORDS = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r'[A-Za-z_0-9]+|"[^"]+"')  # among what the parser expected; the rest is character classes
_ROOM = 64


class Asked(NamedTuple):
    """What a query asks for.

    Attributes:
        graphs: IRIs of the graphs it names after FROM or GRAPH.
        chooses_graphs: Whether it has a FROM, which then decides what is asked.
        star: Of a ``SELECT *``, where the ``*`` stands in the text; None of any other query.
        variables: Variables behind that ``*``, without the question mark, in the order of the text.
        unknown: IRIs of vg: terms that the vocabulary does not have; a graph may have them of its own.
    """

    graphs: tuple[str, ...]
    chooses_graphs: bool
    unknown: tuple[str, ...]
    star: int | None = None
    variables: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about vg: terms that the vocabulary does not have."""
        return tuple(map(unknown_term, self.unknown))


def check_query(text: str, *, allow_service: bool = False) -> Asked:
    """Look at a query before it runs.

    Raises:
        QueryRejected: It is empty, changes data, or calls another endpoint without leave to.
    """
    tokens = list(tokens_of(text))
    _refuse_updates(tokens)
    served = any(token.is_word("SERVICE") for token in tokens)
    if served and not allow_service:
        raise QueryRejected(
            "The query has a SERVICE clause, which sends part of it to another computer.",
            hint="Leave the clause out, or allow it expressly.",
        )
    prefixes = {**terms.PREFIXES, **_declared(tokens)}
    # To learn its variables such a query is asked of an empty store first: that must not reach another computer.
    star = None if served else _star(tokens)
    return Asked(
        graphs=tuple(dict.fromkeys(_graphs(tokens, prefixes))),
        chooses_graphs=any(token.is_word("FROM") for token in tokens),
        unknown=tuple(_unknown_terms(tokens, prefixes)),
        star=None if star is None else star.start,
        variables=tuple(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")),
    )


def _star(tokens: list[Token]) -> Token | None:
    """Return the ``*`` that stands for all variables of the whole query, not of one within it."""
    at = next((at for at, token in enumerate(tokens) if token.is_word(*QUERY_WORDS)), None)
    if at is None or not tokens[at].is_word("SELECT"):
        return None
    after = next((token for token in tokens[at + 1 :] if not token.is_word("DISTINCT", "REDUCED")), None)
    return after if after is not None and after.text == "*" else None


def _refuse_updates(tokens: list[Token]) -> None:
    first = next((token for token in tokens if token.is_word(*QUERY_WORDS, *UPDATE_WORDS)), None)
    if not tokens:
        raise QueryRejected("The query is empty.", hint="Try: SELECT * { ?award a vg:Award } LIMIT 10")
    if first is not None and first.is_word(*UPDATE_WORDS):
        raise QueryRejected(
            f"{first.text.upper()} changes data; a question only reads.",
            hint="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE. Data comes in with `vendorgraph load`.",
        )


def _declared(tokens: list[Token]) -> dict[str, str]:
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in triples
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def _graphs(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterable[str]:
    for before, token in pairwise(tokens):
        iri = token.iri(prefixes)
        if iri is not None and before.is_word("FROM", "NAMED", "GRAPH"):
            yield iri


def _unknown_terms(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterable[str]:
    """Yield each vg: term that the vocabulary does not have: as a rule it matches nothing, silently."""
    known = terms.vocabulary()
    used = dict.fromkeys(iri for token in tokens if (iri := token.iri(prefixes)) and iri.startswith(terms.VG))
    yield from (iri for iri in used if iri not in known and iri != terms.VG)


def unknown_term(iri: str, declared: Iterable[str] = ()) -> str:
    """Return a sentence about a vg: term that neither the vocabulary has nor the relations a graph declares."""
    name = iri.removeprefix(terms.VG)
    near = nearest(name, [one.removeprefix(terms.VG) for one in {*terms.vocabulary(), *declared}])
    return f"vg:{name} is not in the vocabulary." + (f" Did you mean vg:{near}?" if near else "")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that is most like ``name``, capitals aside, or None when none is."""
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in sorted(names)}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.65)
    return by_lower[found[0]] if found else None


def padded(text: str) -> str:
    """Return a query with room behind it; see ``syntax_error``."""
    return text + " " * _ROOM


def syntax_error(text: str, message: str) -> QueryRejected:
    """Return our error for a query that Oxigraph's parser refused: where, the line with a caret, and why if known.

    Oxigraph reports where it stopped comparing: behind the longest keyword that would have fitted. The fault is at
    the latest place such a keyword would start, given room for all of them at the end of the text.

    Args:
        text: As the user wrote it.
        message: What Oxigraph said of ``padded(text)``.
    """
    tokens = list(tokens_of(text))
    prefixes = {**terms.PREFIXES, **_declared(tokens)}
    for token in tokens:
        if token.kind == "name" and token.text.partition(":")[0] not in prefixes:
            prefix = token.text.partition(":")[0]
            hint = f"Declare it with PREFIX {prefix}: <...>, or use one of these: {', '.join(sorted(prefixes))}."
            return QueryRejected(f"Prefix {prefix}: is not declared. {_at(text, token.start)}", hint=hint)
    match = _ERROR.match(message)
    if match is None:
        return QueryRejected(f"The query is not valid SPARQL: {message}.")
    lines = padded(text).split("\n")
    reached = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    words = [part.strip('"') for part in match[3].split(", ") if _KEYWORD.fullmatch(part)]
    start = min(max((reached - len(word) for word in words), default=reached), len(text.rstrip()))
    return QueryRejected(_at(text, start), hint=_reason(tokens, match[3]))


def _reason(tokens: list[Token], expected: str) -> str:
    if "variable that is unbound" in expected:
        return "SELECT names a variable that GROUP BY does not; add it there, or use SAMPLE, MIN or COUNT."
    if "IRI parsing failed" in expected:
        return "An IRI is not valid or not whole; write it in full, or with a prefix."
    if any(token.kind == "other" and token.text in "\"'" for token in tokens):
        return "A text in quotation marks has no end."
    for opening, closing in ("{}", "()", "[]"):
        texts = [token.text for token in tokens if token.kind == "other"]
        more = texts.count(opening) - texts.count(closing)
        if more:
            return f"A {opening} is never closed." if more > 0 else f"A {closing} closes nothing."
    return "Something is wrong here, or missing just before."


def _at(text: str, start: int) -> str:
    """Return a sentence and a drawing that show a place in the query."""
    begin = text.rfind("\n", 0, start) + 1
    line, column = text.count("\n", 0, start) + 1, start - begin + 1
    shown = text[begin:].partition("\n")[0].replace("\t", " ").rstrip("\r")
    left = max(0, column - 80)
    return (
        f"The query is not valid SPARQL at line {line}, column {column}:\n"
        f"  {shown[left : left + 110]}\n  {' ' * (column - 1 - left)}^"
    )

"""An invented article and its claims file, small enough to see whole in a failing test."""

from __future__ import annotations

from pathlib import Path

from graph.claims import Passage, locate, sentence_around, text_sha256

ARTICLE = """Border Agency Doubles Its Radars

The Border Agency has bought 40 Acme radars for $3.5 million, according to budget papers. "We don\u2019t \
track travellers," said a spokesperson for the U.S. Border Agency. Experts expect the fleet to reach \
about 60 radars in 2027.
"""


def sentence(words: str) -> Passage:
    """Return the sentence of the article that holds ``words``."""
    found = locate(ARTICLE, words)
    return sentence_around(ARTICLE, found.start, found.end)


BOUGHT = sentence("has bought 40")
DENIED = sentence("track travellers")
EXPECTED = sentence("Experts expect")

CLAIMS = f"""document:
  id: gazette-2026-radars
  title: Border Agency Doubles Its Radars
  publisher: The Gazette
  date: 2026-03
  url: https://gazette.example/radars
  text_sha256: {text_sha256(ARTICLE)}

origins:
  budget papers: {{label: Budget papers of the Border Agency}}

entities:
  Border Agency: {{id: subagency-7014}}
  radar: {{kind: product, label: Acme Radar, also: [ACME RADAR]}}
  radar money: {{kind: appropriation, label: Money for radars}}
  tracking: {{id: concept-tracking, kind: concept, label: tracking travellers}}
  The Gazette: {{kind: speaker, label: The Gazette}}
  spokesperson: {{kind: speaker, label: a spokesperson for the Border Agency}}

relations:
  engagesIn: {{label: is engaged in}}
  ownsRadars: {{label: owns radars}}

claims:
  - id: agency-uses-radar
    subject: Border Agency
    relation: uses
    object: radar
    evidence:
      - stance: asserts
        speakers: [The Gazette]
        origins: [budget papers]
        passage: [{BOUGHT.start}, {BOUGHT.end}]
        passage_sha256: {BOUGHT.sha256}
        quote: The Border Agency has bought 40 Acme radars
        hedge: [according to budget papers]
        confidence: 0.95

  - id: radars-cost
    subject: radar money
    relation: announcedAmount
    value: "3,500,000"
    value_text: $3.5 million
    currency: USD
    evidence:
      - stance: asserts
        passage: [{BOUGHT.start}, {BOUGHT.end}]
        passage_sha256: {BOUGHT.sha256}
        quote: for $3.5 million

  - id: agency-tracks
    subject: Border Agency
    relation: engagesIn
    object: tracking
    evidence:
      - stance: denies
        speakers: [spokesperson]
        passage: [{DENIED.start}, {DENIED.end}]
        passage_sha256: {DENIED.sha256}
        quote: "We don't track travellers"

  - id: fleet-grows
    subject: Border Agency
    relation: ownsRadars
    value: 60
    unit: count
    bound: about
    when: 2027
    evidence:
      - stance: projects
        passage: [{EXPECTED.start}, {EXPECTED.end}]
        passage_sha256: {EXPECTED.sha256}
        quote: reach about 60 radars in 2027
"""


def written(folder: Path, text: str = CLAIMS, name: str = "radars.yaml") -> Path:
    """Write a claims file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """Return the claims file with one place changed."""
    assert CLAIMS.count(old) == 1, f"{old!r} stands {CLAIMS.count(old)} times"
    return CLAIMS.replace(old, new)


def line_of(text: str, words: str) -> int:
    """Return the line, from 1, at which ``words`` first stand."""
    return text[: text.index(words)].count("\n") + 1

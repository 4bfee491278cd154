"""By which words a name is that of a company which works or holds an agreement. In the order asked."""

from __future__ import annotations

from graph.infer.wording import NOT_PRODUCT, Rule

COMPANIES: tuple[Rule, ...] = (
    Rule(
        "its-company",
        NOT_PRODUCT,
        "The name is that of a company which did the work, or whose rules hold for it.",
        before=r"\b(?:(?:SUPPORT|SERVICES|WORK|LABOR) (?:PROVIDED|PERFORMED|RENDERED) BY|IN ACCORDANCE WITH|"
        r"A? ?DIVISION OF|AGRE(?:ED|EMENT) BETWEEN)"
        r"\s+(?:THE\s+)?$",
    ),
    Rule(
        "services-change-hands",
        NOT_PRODUCT,
        "The name is that of a company which hands services over to another one.",
        before=r"\bSERVICES FROM (?:THE )?$",
        after=r"^(?:\s+\(?\w+\)?){0,5}?\s+TO\s",
        key="SERVICES FROM",
    ),
    Rule(
        "holder-in-brackets",
        NOT_PRODUCT,
        "The name in brackets behind an agreement's number says who holds it.",
        before=r"\b[A-Z0-9]{6}-?\d{2}-?[A-Z]-?\d{4,8}\s*\($",
        after=r"^\)",
        name_like=r"^(?:DELL|HP|IBM|VION|CDW|CACI|CGI|LEIDOS)$",
    ),
)

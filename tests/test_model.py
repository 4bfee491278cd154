from decimal import Decimal

from graph.model import Finding, LoadReport, Severity


def test_a_finding_is_written_with_null_for_what_is_absent() -> None:
    finding = Finding(Severity.WARNING, "no-label", "id:x has no label.", subject="id:x")

    assert finding.to_json() == {
        "severity": "warning",
        "rule": "no-label",
        "message": "id:x has no label.",
        "file": None,
        "line": None,
        "subject": "id:x",
    }


def test_findings_are_ordered_worst_first_then_by_rule_and_place() -> None:
    worst_first = [
        Finding(Severity.ERROR, "b", "x", file="a.csv", line=2),
        Finding(Severity.ERROR, "b", "x", file="a.csv", line=10),
        Finding(Severity.WARNING, "a", "x"),
        Finding(Severity.INFO, "a", "x"),
    ]

    mixed = worst_first[2:] + worst_first[:2]
    assert sorted(mixed, key=lambda finding: finding.order) == worst_first


def test_a_load_report_is_written_with_amounts_as_text() -> None:
    report = LoadReport("a.csv", "actions10", "0" * 64, 5, 3, 1, 1, {"obligation": Decimal("1E+3")})

    assert report.to_json() == {
        "file": "a.csv",
        "layout": "actions10",
        "rows_read": 5,
        "rows_kept": 3,
        "rows_duplicate": 1,
        "rows_rejected": 1,
        "sums": {"obligation": "1000"},
    }

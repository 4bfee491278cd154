from decimal import Decimal

from graph.model import Cited, Finding, LoadReport, Severity


def test_a_finding_is_written_with_null_for_what_is_absent() -> None:
    finding = Finding(Severity.WARNING, "no-label", "id:x has no label.", subject="id:x")

    assert finding.to_json() == {
        "severity": "warning",
        "rule": "no-label",
        "message": "id:x has no label.",
        "file": None,
        "line": None,
        "subject": "id:x",
        "passages": [],
    }


def test_what_a_finding_cites_is_written_too() -> None:
    passage = Cited("claim-1", "A paper", "its words", 5, 14, machine_made=True)
    record = Cited("claim-1", "CONT_AWD_1")

    finding = Finding(Severity.QUESTION, "two-numbers", "x", passages=(passage, record))

    assert [str(one) for one in finding.passages] == ['"its words" (machine-made, A paper, 5 to 14)', "CONT_AWD_1"]
    assert finding.to_json()["passages"] == [
        {
            "claim": "claim-1",
            "document": "A paper",
            "quote": "its words",
            "start": 5,
            "end": 14,
            "speaker": None,
            "machine_made": True,
        },
        {
            "claim": "claim-1",
            "document": "CONT_AWD_1",
            "quote": None,
            "start": None,
            "end": None,
            "speaker": None,
            "machine_made": False,
        },
    ]


def test_findings_are_ordered_worst_first_then_by_rule_and_place() -> None:
    worst_first = [
        Finding(Severity.ERROR, "b", "x", file="a.csv", line=2),
        Finding(Severity.ERROR, "b", "x", file="a.csv", line=10),
        Finding(Severity.WARNING, "a", "x"),
        Finding(Severity.QUESTION, "a", "x"),
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

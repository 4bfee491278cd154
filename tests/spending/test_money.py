"""Money trails over a graph with planted faults, and over the shipped records against a plain pass over the files."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.errors import AmbiguousName, NothingFound, TimedOut, UnknownName, UsageProblem
from graph.knowledge import KnowledgeGraph, open_graph
from graph.resources import data_folder
from graph.spending.trail import Step, Trail

RECORDS = data_folder() / "records"


def rows_of(name: str) -> list[dict[str, str]]:
    text = gzip.decompress((RECORDS / name).read_bytes()).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sums(step: Step) -> dict[str, Decimal]:
    return {one.kind: one.amount for one in step.sums}


def flows(trail: Trail, step: str) -> list[tuple[str, str, str, dict[str, Decimal]]]:
    return [
        (flow.source_label, flow.target_label, flow.status, {one.kind: one.amount for one in flow.sums})
        for flow in trail.step(step).flows
    ]


def rules(trail: Trail) -> dict[str, str]:
    return {one.rule: one.message for one in trail.imbalances}


@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


# --- sums against plain csv and Decimal ---------------------------------------------------------------------
def plain_actions() -> list[dict[str, str]]:
    """Every distinct row of the shipped action files."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for file in sorted(RECORDS.glob("cbp-ice-actions-*.csv.gz")):
        for row in rows_of(file.name):
            if (key := tuple(row.values())) not in seen:
                seen.add(key)
                found.append(row)
    return found


@pytest.mark.parametrize(
    ("since", "until"),
    [
        pytest.param(None, None, id="always"),
        pytest.param(date(2023, 10, 1), date(2024, 9, 30), id="fiscal-year-2024"),
        pytest.param(date(2025, 1, 1), None, id="since-2025"),
    ],
)
def test_obligations_equal_a_plain_pass_over_the_files(
    shipped: KnowledgeGraph, since: date | None, until: date | None
) -> None:
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for row in plain_actions():
        day = date.fromisoformat(row["Action Date"])
        if "_7012_" in row["Generated Award ID"][:40] and (since or day) <= day <= (until or day):
            expected[row["Generated Award ID"]] += Decimal(row["Federal Action Obligation"])
    expected = {key: net for key, net in expected.items() if key.split("_")[3] == "7012"}

    trail = shipped.money("ICE", since=since, until=until, top=1)

    stated = next(one for one in trail.step("awards").sums if one.kind == "obligation")
    assert (stated.amount, stated.stated_by) == (sum(expected.values()), len(expected))
    assert sums(trail.step("recipients"))["obligation"] == sum(expected.values())


def test_subawards_equal_a_plain_pass_that_counts_reports_once(shipped: KnowledgeGraph) -> None:
    distinct = {
        (row["prime_award_unique_key"], row["subaward_number"], row["subaward_action_date"], row["subaward_amount"],
         row["subawardee_uei"] or row["subawardee_name"])
        for row in rows_of("ice-subawards.csv.gz")
    }  # fmt: skip

    step = shipped.money("ICE", top=1).step("subawards")

    assert sums(step) == {"subaward": sum(Decimal(one[3]) for one in distinct)}
    assert step.sums[0].stated_by == len(distinct)


def test_outlays_and_ceilings_equal_a_plain_pass_over_the_summaries(shipped: KnowledgeGraph) -> None:
    awards = [
        row for row in rows_of("ice-award-summaries-mn.csv.gz")
        if row["contract_award_unique_key"].startswith("CONT_AWD") and row["awarding_sub_agency_code"] == "7012"
    ]  # fmt: skip
    outlays = [Decimal(row["total_outlayed_amount"]) for row in awards if row["total_outlayed_amount"].strip()]

    stated = sums(shipped.money("ICE", top=1).step("awards"))

    assert stated["outlay"] == sum(outlays)
    assert stated["ceiling"] == sum(
        Decimal(row["potential_total_value_of_award"]) for row in awards if row["potential_total_value_of_award"]
    )


def test_primes_that_passed_on_more_than_they_got_are_all_found(shipped: KnowledgeGraph) -> None:
    passed: dict[str, Decimal] = defaultdict(Decimal)
    prime: dict[str, list[Decimal]] = defaultdict(list)
    seen = set()
    for row in rows_of("ice-subawards.csv.gz"):
        key = row["prime_award_unique_key"]
        prime[key].append(Decimal(row["prime_award_amount"]))
        mark = (key, row["subaward_number"], row["subaward_action_date"], row["subaward_amount"], row["subawardee_uei"])
        if mark not in seen:
            seen.add(mark)
            passed[key] += Decimal(row["subaward_amount"])
    net: dict[str, Decimal] = defaultdict(Decimal)
    for row in plain_actions():
        net[row["Generated Award ID"]] += Decimal(row["Federal Action Obligation"])
    above = {key for key in passed if passed[key] > max([*prime[key], net[key]])}

    trail = shipped.money("ICE", top=1000)

    found = {one.id.rpartition("award-")[2] for one in trail.imbalances if one.rule == "subawards-above-prime"}
    assert found == above
    assert len(found) == 5


# --- what is planted is found -------------------------------------------------------------------------------
def test_each_planted_fault_is_found_with_its_amounts(planted: KnowledgeGraph) -> None:
    trail = planted.money("ICE")

    assert rules(trail) == {
        "subawards-above-prime": "2 subawards of QP1 come to $900, the award itself to $700.",
        "orders-above-vehicle": "3 loaded orders under V1 come to $1,250; the vehicle's own record states a ceiling of "
        "$1,000.",
        "obligation-above-ceiling": "QP3 was obligated $100, above its ceiling of $80.",
        "outlay-above-obligation": "$150 was paid out on QP3, more than the $100 that its summary says was obligated.",
        "actions-above-total": "The loaded actions of QP4 come to $90, the total of its summary to $60: actions that "
        "are not loaded took money back, or the records disagree.",
        "duplicate-rows": "1 row repeats another of actions.csv to the letter and is counted once: $500 less.",
        "row-in-two-files": "1 action stands in two files and is counted once: $10.10 less.",
        "subaward-reported-again": "1 subaward was reported 2 times, with equal number, day, amount and company, and "
        "counts once: $500 less.",
    }
    assert trail.imbalances_total == 8
    by_rule = {one.rule: one for one in trail.imbalances}
    assert by_rule["duplicate-rows"].rows == ("actions.csv row 11",)
    assert by_rule["subawards-above-prime"].amounts == {"subaward": Decimal(900), "obligation": Decimal(700)}


def test_money_under_a_vehicle_that_states_no_ceiling_is_named(planted: KnowledgeGraph) -> None:
    found = rules(planted.money("V3"))

    assert found["vehicle-ceiling-zero"] == (
        "1 loaded order under V3 comes to $25; the vehicle's own record states a ceiling of $0."
    )


def test_one_subaward_larger_than_its_prime_is_said(shipped: KnowledgeGraph) -> None:
    (found,) = shipped.money("70CMSD23P00000006").imbalances

    assert found.message == (
        "3 subawards of 70CMSD23P00000006 come to $986,565.25, the award itself to $116,176.66. One of them alone is "
        "$918,167.25."
    )


def test_kinds_of_amounts_stand_apart(planted: KnowledgeGraph) -> None:
    assert sums(planted.money("ICE").step("awards")) == {
        "obligation": Decimal("41320.30"),
        "obligation_total": Decimal(100),
        "outlay": Decimal(150),
        "ceiling": Decimal(80),
    }


def test_ceilings_of_vehicles_and_announced_amounts_are_in_no_sum(planted: KnowledgeGraph) -> None:
    trail = planted.money("ICE")

    assert set(sums(trail.step("vehicles"))) == {"obligation"}
    assert trail.step("appropriations").sums == ()
    assert trail.step("accounts").sums == ()


def test_an_account_can_have_paid_between_nothing_and_all(planted: KnowledgeGraph) -> None:
    trail = planted.money("070-0540")

    symbols = [flow for flow in trail.step("accounts").flows if flow.relation == "ofAccount"]
    assert [(flow.target_label, flow.awards, flow.sums[0].least, flow.sums[0].amount) for flow in symbols] == [
        ("070-2024/2024-0540-000", 2, Decimal(0), Decimal(160)),
        ("070-2023/2023-0540-000", 1, Decimal(0), Decimal(100)),
    ]
    assert trail.awards == 2


def test_one_treasury_account_stands_for_itself_alone(planted: KnowledgeGraph) -> None:
    trail = planted.money("070-2023/2023-0540-000")

    assert [flow.target_label for flow in trail.step("accounts").flows if flow.relation == "ofAccount"] == [
        "070-2023/2023-0540-000"
    ]
    assert [flow[1] for flow in flows(trail, "awards")] == ["QP3"]


def test_an_award_that_two_companies_held_is_shared_by_the_names_of_its_actions(planted: KnowledgeGraph) -> None:
    whole, old = planted.money("QP6"), planted.money("Old Co")

    assert [(flow[1], flow[3]["obligation"]) for flow in flows(whole, "recipients")] == [
        ("NEW CO", Decimal("20.20")),
        ("OLD CO", Decimal("10.10")),
    ]
    assert sums(old.step("awards")) == {"obligation": Decimal("10.10")}
    assert [(flow[1], flow[3]["obligation"]) for flow in flows(old, "recipients")] == [("OLD CO", Decimal("10.10"))]


def test_a_company_paid_by_a_prime_alone_has_subawards_and_no_awards(planted: KnowledgeGraph) -> None:
    trail = planted.money("Sub One")

    assert [step.name for step in trail.steps] == ["subawards"]
    assert flows(trail, "subawards") == [("PRIME ONE LLC", "SUB ONE INC", "recorded", {"subaward": Decimal(900)})]


@pytest.mark.parametrize(
    ("ends", "awards"),
    [
        pytest.param(("ICE", "Prime One"), ["QP1", "QP3", "QP4"], id="agency-to-prime"),
        pytest.param(("Prime One", "ICE"), ["QP1", "QP3", "QP4"], id="given-against-the-flow"),
        pytest.param(("ICE", "V1"), ["QP1", "QP2"], id="agency-to-vehicle"),
        pytest.param(("V1", "Other Co"), ["QP2", "QP9"], id="vehicle-to-vendor"),
        pytest.param(("070-0540", "Prime One"), ["QP3", "QP4"], id="account-to-vendor"),
        pytest.param(("CBP", "QP3"), ["QP3"], id="agency-that-funds"),
        pytest.param(("Prime One", "Sub One"), ["QP1"], id="prime-to-sub"),
        pytest.param(("DHS", "Other Co"), ["QP2", "QP9", "QP8", "QP7"], id="department"),
    ],
)
def test_two_ends_have_the_awards_of_both(planted: KnowledgeGraph, ends: tuple[str, str], awards: list[str]) -> None:
    trail = planted.money(*ends)

    assert [flow.target_label for flow in trail.step("awards").flows] == awards


def test_a_sub_is_reached_from_the_agency_through_its_prime(planted: KnowledgeGraph) -> None:
    trail = planted.money("ICE", "Sub One", since=date(2025, 1, 1))

    assert flows(trail, "subawards") == [("PRIME ONE LLC", "SUB ONE INC", "recorded", {"subaward": Decimal(400)})]
    assert trail.step("awards").total == 0


# --- statutes and appropriations ----------------------------------------------------------------------------
def test_what_is_said_of_a_statute_keeps_its_status(planted: KnowledgeGraph) -> None:
    trail = planted.money("ICE")

    assert flows(trail, "appropriations") == [
        ("CARES Act", "5 million dollars for ICE", "reported", {}),
        ("5 million dollars for ICE", "", "reported", {"announced": Decimal(5_000_000)}),
        ("5 million dollars for ICE", "U.S. Immigration and Customs Enforcement", "reported", {}),
        ("7 million dollars more", "U.S. Immigration and Customs Enforcement", "disputed", {}),
    ]
    disputed = trail.step("appropriations").flows[-1]
    assert [(one.stance, one.quote) for one in disputed.evidence] == [
        ("asserts", "gets 7 million dollars more"),
        ("denies", "denies the 7 million dollars"),
    ]


def test_a_trail_breaks_off_where_no_record_says_which_account(planted: KnowledgeGraph) -> None:
    trail = planted.money("appropriation-five")

    assert trail.awards == 0
    assert [step.name for step in trail.steps] == ["appropriations"]
    assert [gap.what for gap in trail.gaps] == [
        "No loaded record says to which account 5 million dollars for ICE went, nor which award it paid: the trail "
        "breaks off here, and what follows is not tied to it. What would close it: a Treasury warrant or an OMB "
        "apportionment (SF 132) that cites the law and names the Treasury account, and award-level account data (File "
        "C of USAspending.gov) in which awards name that account."
    ]
    assert trail.gaps[0].sums[0].amount == Decimal(5_000_000)


def test_an_award_whose_text_names_a_statute_is_an_inferred_tie(planted: KnowledgeGraph) -> None:
    trail = planted.money("CARES Act")

    (named,) = trail.step("named").flows
    assert (named.status, named.awards, named.sums[0].least, named.sums[0].amount) == (
        "inferred",
        1,
        Decimal(0),
        Decimal(90),
    )
    assert [flow[1] for flow in flows(trail, "awards")] == ["QP4"]
    assert named.evidence[0].quote == "MASKS UNDER THE CARES ACT"


def test_awards_of_the_agency_that_gets_the_money_are_not_tied_to_the_act(planted: KnowledgeGraph) -> None:
    trail = planted.money("CARES Act", "Other Co")

    assert [flow[1] for flow in flows(trail, "awards")] == ["QP2"]
    assert any("no record ties one of them to CARES Act" in gap.what for gap in trail.gaps)
    assert trail.step("named").total == 0


def test_a_statute_leads_to_the_account_of_the_agency_only_where_the_records_do(planted: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match="none is both's"):
        planted.money("FFCRA", "Other Co")


def test_a_statute_of_which_nothing_is_said_but_that_texts_name(shipped: KnowledgeGraph) -> None:
    trail = shipped.money("CARES Act")

    assert trail.gaps[0].what.startswith("No loaded record or claim says what money CARES Act")
    assert trail.step("named").flows[0].status == "inferred"


# --- gaps ---------------------------------------------------------------------------------------------------
def test_gaps_are_named_with_what_is_at_stake(planted: KnowledgeGraph) -> None:
    trail = planted.money("ICE")

    told = {(gap.after, gap.awards): {one.kind: one.amount for one in gap.sums} for gap in trail.gaps if gap.awards}
    assert told == {
        ("accounts", 4): {"obligation": Decimal("41230.30")},
        ("vehicles", 1): {"obligation": Decimal(40000)},
        ("awards", 5): {"obligation": Decimal("41320.30")},
        ("recipients", 1): {"obligation": Decimal(40000)},
        ("subawards", 1): {"obligation": Decimal(40000)},
    }


def test_money_taken_back_without_having_been_given_is_a_gap(planted: KnowledgeGraph) -> None:
    assert any(gap.what.startswith("More was taken back") for gap in planted.money("QP7").gaps)


def test_summaries_have_no_day_and_are_left_out_of_a_time(planted: KnowledgeGraph) -> None:
    trail = planted.money("QP3", since=date(2024, 6, 1))

    assert "obligation_total" not in sums(trail.step("awards"))
    assert any("belong to no day" in gap.what for gap in trail.gaps)


# --- questions without an answer ----------------------------------------------------------------------------
def test_no_trail_says_what_was_searched(planted: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound) as caught:
        planted.money("V2", "Prime One")

    assert caught.value.what == (
        "No money trail leads from V2 (vehicle) to PRIME ONE LLC (vendor). Of 9 loaded awards, 1 of V2 and 3 of PRIME "
        "ONE LLC were searched; none is both's."
    )
    assert caught.value.exit_code == 1


def test_a_time_without_actions_says_so(planted: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"with actions from 2031-01-01 to 2032-01-01; 9 awards were searched"):
        planted.money("QP1", since=date(2031, 1, 1), until=date(2032, 1, 1))


@pytest.mark.parametrize(
    ("names", "more", "error", "said"),
    [
        pytest.param(("Nobody Inc",), {}, UnknownName, "Nothing here is called", id="unknown"),
        pytest.param(("ICE", "ICE"), {}, UsageProblem, "the same thing", id="same"),
        pytest.param(("Border",), {}, AmbiguousName, "fits", id="ambiguous"),
        pytest.param(("ICE",), {"top": 0}, UsageProblem, "0 is not a number of rows", id="no-rows"),
        pytest.param(
            ("ICE",),
            {"since": date(2025, 1, 1), "until": date(2024, 1, 1)},
            UsageProblem,
            "before it begins",
            id="time",
        ),
    ],
)
def test_what_cannot_be_asked_says_why(
    planted: KnowledgeGraph, names: tuple[str, ...], more: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        planted.money(*names, **more)


def test_time_runs_out_with_an_error_of_its_own(shipped: KnowledgeGraph) -> None:
    with pytest.raises(TimedOut, match=r"longer than 0\.001 s"):
        shipped.money("DHS", timeout_s=0.001)


def test_an_empty_graph_has_no_money(tmp_path: Path) -> None:
    from graph.loading import load
    from tests.ingest.made import HEADER

    file = tmp_path / "none.csv"
    file.write_text(HEADER + "\n", encoding="utf-8")
    load(tmp_path / "empty.db", [file])

    with pytest.raises(NothingFound, match=r"No money of U\.S\. Immigration .* 0 awards were searched"):
        open_graph(tmp_path / "empty.db").money("ICE")

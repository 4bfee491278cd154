import csv
import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import identifiers, terms
from graph.errors import ValueRejected
from graph.identifiers import AwardKey, TreasurySymbol

REPOSITORY = Path(__file__).resolve().parent.parent
CALL = "CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012"
ALONE = "CONT_AWD_HSCEDM17P00019_7012_-NONE-_-NONE-"
VEHICLE = "CONT_IDV_70CTD022A00000002_7012"
SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "local"),
    [
        pytest.param("Azure AI / Vision", "Azure-AI-Vision", id="runs-are-one-hyphen"),
        pytest.param("70CDCR", "70CDCR", id="case-is-kept"),
        pytest.param("a_b.c-d", "a_b.c-d", id="safe-characters-stay"),
        pytest.param("(x)", "x", id="no-hyphen-at-the-ends"),
        pytest.param("100%", "100", id="no-percent"),
    ],
)
def test_a_slug_is_safe_at_the_end_of_an_iri(text: str, local: str) -> None:
    assert identifiers.slug(text) == local


@given(st.text(), st.sampled_from("aZ0"))
def test_a_slug_holds_only_safe_characters(text: str, letter: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+", identifiers.slug(text + letter))


@pytest.mark.parametrize("text", ["", " / ", "微软"])
def test_text_without_latin_letters_has_no_slug(text: str) -> None:
    with pytest.raises(ValueRejected, match="it has no Latin letter or digit"):
        identifiers.slug(text)


def test_a_digest_tells_apart_where_its_parts_end() -> None:
    digests = {identifiers.digest16("ab", "c"), identifiers.digest16("a", "bc"), identifiers.digest16("abc")}

    assert len(digests) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in digests)


@pytest.mark.parametrize(
    ("check", "written", "held"),
    [
        pytest.param(identifiers.check_uei, "H1KHJPJH9R51", "H1KHJPJH9R51", id="uei"),
        pytest.param(identifiers.check_uei, " n1c5qlnpjls4 ", "N1C5QLNPJLS4", id="uei-in-small-letters"),
        pytest.param(identifiers.check_cage, "1u3u6", "1U3U6", id="cage"),
        pytest.param(identifiers.check_piid, "70CTD0-22-A-00000002", "70CTD022A00000002", id="piid-with-hyphens"),
        pytest.param(identifiers.check_lei, "inr2ejn1eran0w5zp974", "INR2EJN1ERAN0W5ZP974", id="lei"),
        pytest.param(identifiers.check_account, " 070-0540 ", "070-0540", id="account"),
    ],
)
def test_identifiers_come_back_as_registers_hold_them(check: Callable[[str], str], written: str, held: str) -> None:
    assert check(written) == held


@pytest.mark.parametrize(
    ("check", "written", "message"),
    [
        pytest.param(identifiers.check_uei, "H1KHJPJH9R5", "is not a UEI", id="uei-too-short"),
        pytest.param(identifiers.check_uei, "H1KHJPJH9R511", "is not a UEI", id="uei-too-long"),
        pytest.param(identifiers.check_uei, "HOKHJPJH9R51", "is not a UEI", id="uei-with-letter-o"),
        pytest.param(identifiers.check_uei, "HIKHJPJH9R51", "is not a UEI", id="uei-with-letter-i"),
        pytest.param(identifiers.check_uei, "01KHJPJH9R51", "is not a UEI", id="uei-with-leading-zero"),
        pytest.param(identifiers.check_uei, "A123456789B1", "is not a UEI", id="uei-with-nine-digits-in-a-row"),
        pytest.param(identifiers.check_uei, "H1KHJPJH9R52", "The check digit of UEI", id="uei-mistyped"),
        pytest.param(identifiers.check_uei, "TREASU364044", "The check digit of UEI", id="uei-stand-in"),
        pytest.param(identifiers.check_cage, "1U3U", "is not a CAGE code", id="cage-too-short"),
        pytest.param(identifiers.check_cage, "1O3U6", "is not a CAGE code", id="cage-with-letter-o"),
        pytest.param(identifiers.check_piid, "70 CTD", "is not a PIID", id="piid-with-space"),
        pytest.param(identifiers.check_piid, "", "is not a PIID", id="piid-empty"),
        pytest.param(identifiers.check_lei, "INR2EJN1ERAN0W5ZP9", "is not an LEI", id="lei-too-short"),
        pytest.param(identifiers.check_lei, "INR2EJN1ERAN0W5ZP975", "The check digits of LEI", id="lei-mistyped"),
        pytest.param(identifiers.check_account, "70-540", "is not a federal account", id="account-without-zeros"),
    ],
)
def test_a_mistyped_identifier_is_refused_by_name(check: Callable[[str], str], written: str, message: str) -> None:
    with pytest.raises(ValueRejected, match=message) as caught:
        check(written)

    assert repr(written) in caught.value.what
    assert caught.value.hint


@pytest.mark.slow
def test_every_uei_of_the_shipped_records_is_one_but_for_the_stand_in_of_the_treasury() -> None:
    found: set[str] = set()
    for file in (REPOSITORY / "data" / "records").glob("*.csv.gz"):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found |= {cell for column, cell in row.items() if column.lower().endswith("uei") and cell}
    if not found:
        pytest.skip("no records are shipped in data/records")
    refused = set()
    for uei in found:
        try:
            identifiers.check_uei(uei)
        except ValueRejected:
            refused.add(uei)

    assert refused == {"TREASU364044"}


@pytest.mark.parametrize(
    ("written", "symbol", "account"),
    [
        pytest.param(
            "070-2021/2021-0540-000",
            TreasurySymbol(None, "070", 2021, 2021, "", "0540", "000"),
            "070-0540",
            id="years",
        ),
        pytest.param(
            "070-X-5382-000",
            TreasurySymbol(None, "070", None, None, "X", "5382", "000"),
            "070-5382",
            id="no-limit",
        ),
        pytest.param(
            "070-070-X-5389-019",
            TreasurySymbol("070", "070", None, None, "X", "5389", "019"),
            "070-5389",
            id="allocation-transfer",
        ),
    ],
)
def test_a_treasury_symbol_is_read_and_printed_as_usaspending_does(
    written: str, symbol: TreasurySymbol, account: str
) -> None:
    parsed = TreasurySymbol.parse(written)

    assert (parsed, str(parsed), parsed.account) == (symbol, written, account)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        pytest.param("070-0540", "is not a Treasury account symbol", id="account"),
        pytest.param("024-55-0540", "is not a Treasury account symbol", id="omb-code"),
        pytest.param("070-2022/2021-0540-000", "run backwards", id="years-backwards"),
    ],
)
def test_text_that_is_no_treasury_symbol_is_refused(written: str, message: str) -> None:
    with pytest.raises(ValueRejected, match=message):
        TreasurySymbol.parse(written)


def test_every_treasury_symbol_of_the_shipped_table_is_read() -> None:
    table = REPOSITORY / "data" / "reference" / "tas.csv"
    if not table.exists():
        pytest.skip("data/reference/tas.csv is not there")
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert [str(TreasurySymbol.parse(row["tas"])) for row in rows] == [row["tas"] for row in rows]
    assert [TreasurySymbol.parse(row["tas"]).account for row in rows] == [row["account"] for row in rows]


@pytest.mark.parametrize(
    ("written", "key", "vehicle"),
    [
        pytest.param(CALL, AwardKey("70CTD024FC0000015", "7012", "70CTD022A00000002", "7012"), VEHICLE, id="call"),
        pytest.param(ALONE, AwardKey("HSCEDM17P00019", "7012"), None, id="alone"),
        pytest.param(VEHICLE, AwardKey("70CTD022A00000002", "7012", is_vehicle=True), None, id="vehicle"),
    ],
)
def test_an_award_key_names_its_award_and_vehicle(written: str, key: AwardKey, vehicle: str | None) -> None:
    parsed = AwardKey.parse(written)

    assert (parsed, str(parsed), parsed.vehicle_key) == (key, written, vehicle)


@pytest.mark.parametrize(
    "written",
    ["", "CONT_AWD_A_7012", "CONT_AWD_A_7012_-NONE-_7012", "CONT_AWD_A_712_-NONE-_-NONE-", "ASST_NON_1_7012"],
)
def test_text_that_is_no_award_key_is_refused(written: str) -> None:
    with pytest.raises(ValueRejected, match="is not an award key"):
        AwardKey.parse(written)


@pytest.mark.parametrize(
    ("iri", "local"),
    [
        pytest.param(identifiers.agency_iri("070"), "agency-070", id="agency"),
        pytest.param(identifiers.subagency_iri("7012"), "subagency-7012", id="subagency"),
        pytest.param(identifiers.named_iri("office", "70CDCR"), "office-70CDCR", id="office"),
        pytest.param(identifiers.named_iri("product", "azure-vision"), "product-azure-vision", id="product"),
        pytest.param(identifiers.vendor_iri(uei="H1KHJPJH9R51", name="x"), "vendor-uei-H1KHJPJH9R51", id="vendor-uei"),
        pytest.param(
            identifiers.vendor_iri(lei="INR2EJN1ERAN0W5ZP974", name="x"),
            "vendor-lei-INR2EJN1ERAN0W5ZP974",
            id="vendor-lei",
        ),
        pytest.param(identifiers.vendor_iri(name="Acme, L.L.C."), "vendor-name-acme-llc", id="vendor-name"),
        pytest.param(identifiers.statute_iri(public_law="119-21"), "statute-pl-119-21", id="statute-number"),
        pytest.param(identifiers.statute_iri(name="Privacy Act"), "statute-Privacy-Act", id="statute-name"),
        pytest.param(identifiers.account_iri("070-0540"), "account-070-0540", id="account"),
        pytest.param(identifiers.tas_iri("070-2021/2021-0540-000"), "tas-070-2021_2021-0540-000", id="tas"),
        pytest.param(identifiers.award_iri(CALL), f"award-{CALL}", id="award"),
        pytest.param(identifiers.award_iri(VEHICLE), f"vehicle-{VEHICLE}", id="vehicle"),
        pytest.param(identifiers.source_iri(SHA), "source-0123456789abcdef", id="source"),
        pytest.param(identifiers.hashed_iri("claim", SHA[:16]), "claim-0123456789abcdef", id="claim"),
    ],
)
def test_iris_follow_the_pattern_of_their_kind(iri: str, local: str) -> None:
    assert iri == terms.ID + local


@pytest.mark.parametrize(
    ("mint", "message"),
    [
        pytest.param(lambda: identifiers.vendor_iri(), "No id can be made from ''", id="vendor-without-anything"),
        pytest.param(lambda: identifiers.statute_iri(), "No id can be made from ''", id="statute-without-anything"),
        pytest.param(lambda: identifiers.source_iri("xyz"), "'xyz' is no digest", id="no-digest"),
        pytest.param(lambda: identifiers.tas_iri("x"), "'x' is not a Treasury account symbol", id="no-symbol"),
    ],
)
def test_no_iri_is_made_from_nothing(mint: Callable[[], str], message: str) -> None:
    with pytest.raises(ValueRejected, match=message):
        mint()

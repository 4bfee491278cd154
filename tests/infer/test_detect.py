"""Names in descriptions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.detect import Detector, Hit, Pattern

AZURE = Pattern("product-azure", "product", ("AZURE", "MICROSOFT AZURE"), (), (), "microsoft")
ORACLE = Pattern("product-oracle-unspecified", "product", ("ORACLE",), (r"ORACLE OF DELPHI",), (), "oracle")
DATABASE = Pattern("product-exadata", "product", ("EXADATA",), (), (), "oracle")
TOAD = Pattern("product-toad", "product", ("TOAD", "TOAD FOR ORACLE"), (), (), "quest")
BOX = Pattern("product-box", "product", ("BOX",), (), (r"LICEN[SC]E", r"CLOUD"), "box")
CISCO = Pattern("product-cisco-unspecified", "product", ("CISCO", "CISCO SWITCHES"), (), (), "cisco")
EQUINIX = Pattern("product-equinix", "product", ("EQUINIX",), (), (), "equinix")
CELLEBRITE = Pattern("product-cellebrite", "product", ("CELLEBRITE", "CELLEBRITE UFED"), (), (), "cellebrite")
SERVICENOW = Pattern("product-servicenow", "product", ("SERVICENOW",), (), (), "servicenow")
AWS = Pattern("product-aws", "product", ("AMAZON WEB SERVICES", "AWS"), (), (), "amazon")
AT_T = Pattern("product-att", "product", ("AT&T", "AT&T WIRELESS"), (), (), "att")
IPAD = Pattern("product-ipad", "product", ("IPAD",), (), (), "apple")
T_MOBILE = Pattern("product-t-mobile", "product", ("T-MOBILE",), (), (), "t-mobile")
BIG_IP = Pattern("product-big-ip", "product", ("BIG-IP", "F5"), (), (), "f5")
TABLEAU = Pattern("product-tableau", "product", ("TABLEAU",), (), (), "tableau")
BILL = Pattern("statute-x", "statute", ("ONE BIG BEAUTIFUL BILL",))
FALCON = Pattern("program-falcon", "program", ("FALCON",), (r"ENDPOINT",))
ALL = [
    AZURE, ORACLE, DATABASE, TOAD, BOX, CISCO, EQUINIX, CELLEBRITE, SERVICENOW, AWS, AT_T, IPAD, BIG_IP, BILL, FALCON,
    TABLEAU, T_MOBILE,
]  # fmt: skip
DETECTOR = Detector(ALL)


def words(text: str, detector: Detector = DETECTOR) -> list[str]:
    """Return the words of the hits that count."""
    return [text[hit.start : hit.end] for hit in detector.find(text) if hit.relation != "not_product"]


def judged(text: str) -> list[tuple[str, str, str]]:
    """Return target, relation and rule of every hit."""
    return [(hit.target, hit.relation, hit.rule) for hit in DETECTOR.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("THE MICROSOFT AZURE ENVIRONMENT", ["MICROSOFT AZURE"], id="longest-name-once"),
        pytest.param("azure, and Azure", ["azure", "Azure"], id="any-case-each-place"),
        pytest.param("AZURES AND XAZURE", [], id="inside-other-words"),
        pytest.param("AZURE-BASED (AZURE)", ["AZURE", "AZURE"], id="punctuation-is-a-boundary"),
        pytest.param("", [], id="empty"),
        pytest.param("STRAßE UND AZURE", ["AZURE"], id="letters-that-grow-in-upper-case"),
        pytest.param("AT&AMP;T  WIRELESS", ["AT&AMP;T  WIRELESS"], id="entity-and-blanks"),
        pytest.param("FLAT&T WIRELESS", [], id="sign-inside-a-word"),
        pytest.param("CELLEBRITE'S UFED", ["CELLEBRITE"], id="possessive"),
        pytest.param("CELLEBRITE-UFED", ["CELLEBRITE-UFED"], id="hyphen"),
        pytest.param("TEN IPADS", [], id="short-names-have-no-plural"),
        pytest.param("CELLEBRITES", ["CELLEBRITES"], id="plural"),
        pytest.param("CELLEBRITE4PC, 12CELLEBRITE", ["CELLEBRITE", "CELLEBRITE"], id="digits-glued-on"),
        pytest.param("F55, AF5, F5X", [], id="short-names-stand-alone"),
        pytest.param("(F5)", ["F5"], id="short-name-in-brackets"),
        pytest.param("BIG/IP AND BIG IP", ["BIG/IP", "BIG IP"], id="signs-between-words"),
        pytest.param("CELLBRITE LICENSE", ["CELLBRITE"], id="misspelt"),
        pytest.param("CELLEBRTE UFED", ["CELLEBRTE UFED"], id="misspelt-in-a-longer-name"),
        pytest.param("TABLEU LICENSES", ["TABLEU"], id="misspelt-english-before-a-product-word"),
        pytest.param("TABLEU COVERS ALL SITES", [], id="misspelt-english-without-one"),
        pytest.param("SERVICE NOW LICENSES", ["SERVICE NOW"], id="split-before-a-product-word"),
        pytest.param("SERVICE NOW COVERS ALL SITES", [], id="split-without-one"),
        pytest.param("AMAZON WEB SERVICES (AWS) SUPPORT", ["AMAZON WEB SERVICES (AWS)"], id="with-its-abbreviation"),
        pytest.param("ORACLE EXADATA", ["ORACLE EXADATA"], id="brand-and-product"),
        pytest.param("ORACLE AND EXADATA", ["ORACLE", "EXADATA"], id="brand-apart"),
        pytest.param("T MOBILE, AT&T MOBILE", ["T MOBILE", "AT&T"], id="one-letter-behind-a-sign"),
        pytest.param("CISCO&ORACLE", ["CISCO", "ORACLE"], id="sign-between-names"),
    ],
)
def test_names_are_found_with_the_span_of_the_text_as_printed(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("BOX LICENSES", [("product-box", "resale", "licence-beside")], id="need-met"),
        pytest.param(
            "A BOX OF PENS",
            [("product-box", "not_product", "needs:LICEN[SC]E or CLOUD")],
            id="need-missing",
        ),
        pytest.param(
            "THE ORACLE OF DELPHI",
            [("product-oracle-unspecified", "not_product", "guard:ORACLE OF DELPHI")],
            id="guard",
        ),
        pytest.param("FALCON SUPPORT", [("program-falcon", "named", "named")], id="program"),
        pytest.param("FALCON ENDPOINT", [("program-falcon", "not_product", "guard:ENDPOINT")], id="program-guarded"),
        pytest.param(
            "TOAD FOR ORACLE",
            [
                ("product-toad", "resale", "named-alone"),
                ("product-oracle-unspecified", "compatible", "host-in-a-name"),
            ],
            id="host-in-a-name",
        ),
        pytest.param(
            "CISCO SWITCHES FOR THE EQUINIX CAGE",
            [
                ("product-cisco-unspecified", "resale", "named-alone"),
                ("product-equinix", "compatible", "bought-for-it"),
            ],
            id="bought-for-another",
        ),
        pytest.param(
            "TOAD RENEWAL FOR ORACLE USERS",
            [
                ("product-toad", "resale", "licence-beside"),
                ("product-oracle-unspecified", "compatible", "bought-for-it"),
            ],
            id="renewed-for-another",
        ),
        pytest.param(
            "TOAD LICENSES AND MAINTENANCE FOR ORACLE",
            [("product-toad", "resale", "licence-beside"), ("product-oracle-unspecified", "resale", "purchase-of")],
            id="and-one-more-purchase",
        ),
        pytest.param(
            "EQUINIX CISCO CONNECTOR",
            [
                ("product-equinix", "resale", "named-alone"),
                ("product-cisco-unspecified", "compatible", "bought-for-it"),
            ],
            id="an-add-on-of-another",
        ),
        pytest.param(
            "AZURE LICENSES; DEVELOPMENT ON AZURE",
            [("product-azure", "resale", "licence-beside"), ("product-azure", "resale", "named-again")],
            id="named-again",
        ),
        pytest.param(
            "CELLBRITE LICENSE", [("product-cellebrite", "resale", "licence-beside+misspelt")], id="misspelt-says-so"
        ),
    ],
)
def test_each_hit_says_what_it_is_and_why(text: str, hits: list[tuple[str, str, str]]) -> None:
    assert judged(text) == hits


XEROX = Pattern("product-xerox", "product", ("XEROX",), (), (), "xerox", "device")
RICOH = Pattern("product-ricoh-unspecified", "product", ("RICOH",), (), (), "ricoh", "device")
LANIER = Pattern("product-lanier", "product", ("LANIER",), (), (), "ricoh", "device")
KWIZCOM = Pattern("product-kwizcom", "product", ("KWIZCOM", "KWIZCOM SAP CONNECTOR"), (), (), "kwizcom", "software")
SHAREPOINT = Pattern("product-sharepoint", "product", ("SHAREPOINT",), (), (), "microsoft", "software")
SAP = Pattern("product-sap-unspecified", "product", ("SAP",), (), (), "sap", "software")
FITTED = Detector([XEROX, RICOH, LANIER, KWIZCOM, SHAREPOINT, SAP])


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        pytest.param("REPAIR OF XEROX COPIERS AND RICOH PRINTERS", ["service_around"] * 2, id="and"),
        pytest.param("REPAIR OF XEROX/RICOH MACHINES", ["service_around"] * 2, id="slash"),
        pytest.param("REPAIR OF XEROX COPIER; RICOH LICENSES", ["service_around", "resale"], id="another-phrase"),
        pytest.param("KWIZCOM FOR XEROX AND RICOH", ["resale", "compatible", "compatible"], id="two-hosts"),
        pytest.param("CABLES FOR XEROX, RICOH PRINTERS", ["compatible", "resale"], id="a-comma-begins-something-else"),
        pytest.param("XEROX COPIERS AND RICOH PRINTERS", ["resale"] * 2, id="both-bought"),
        pytest.param("REMOVAL OF EXISTING LANIER LANIER SYSTEMS", ["service_around"] * 2, id="of-one-maker"),
        pytest.param("CABLES FOR LANIER CF-30 LANIER", ["compatible"] * 2, id="a-model-between"),
        pytest.param("KWIZCOM SHAREPOINT RENEWAL", ["resale", "compatible"], id="an-add-on-and-its-host"),
        pytest.param("XEROX SHAREPOINT LICENSES", ["resale", "resale"], id="no-software-of-another"),
        pytest.param("KWIZCOM SAP CONNECTOR", ["resale", "compatible"], id="a-host-inside-a-name"),
        pytest.param("LANIER (FORMERLY RICOH) COPIERS", ["resale", "not_product"], id="a-former-company"),
        pytest.param("COPIERS (FORMERLY LANIER)", ["resale"], id="a-former-product"),
    ],
)
def test_names_are_read_with_those_beside_them(text: str, relations: list[str]) -> None:
    assert [hit.relation for hit in FITTED.find(text)] == relations


def test_what_is_listed_says_so() -> None:
    first, second = FITTED.find("REPAIR OF XEROX COPIERS AND RICOH PRINTERS")

    assert (first.rule, second.rule) == ("repaired", "repaired+listed")
    assert first.confidence == second.confidence


def test_a_shorter_name_lives_where_the_longer_one_is_cancelled() -> None:
    longer = Pattern("product-azure-box", "product", ("AZURE BOX",), (), ("NEVER",))
    assert [(hit.target, hit.relation) for hit in Detector([AZURE, longer]).find("AZURE BOX")] == [
        ("product-azure", "resale")
    ]


def test_what_cancels_a_name_cancels_the_shorter_one_in_it() -> None:
    azure = Pattern("product-azure", "product", ("MICROSOFT AZURE", "AZURE"), ("NEMIX",))
    text = f"NEMIX {'X' * 40} MICROSOFT AZURE"
    assert [(hit.start, hit.relation) for hit in Detector([azure]).find(text)] == [(47, "not_product")]


def test_two_things_of_one_name_may_both_be_cancelled() -> None:
    other = Pattern("program-box", "program", ("BOX",), (), ("NEVER",))
    assert [hit.target for hit in Detector([BOX, other]).find("A BOX")] == ["product-box", "program-box"]


def test_one_cancelled_name_hides_those_inside_it() -> None:
    longer = Pattern("product-box-box", "product", ("BOX BOX",), (), ("NEVER",))
    assert [hit.target for hit in Detector([BOX, longer]).find("BOX BOX")] == ["product-box-box"]


def test_one_name_may_mean_two_things() -> None:
    other = Pattern("program-azure", "program", ("AZURE",))
    assert [hit.target for hit in Detector([AZURE, other]).find("AZURE")] == ["product-azure", "program-azure"]


@pytest.mark.parametrize(
    ("ending", "length", "found"),
    [
        pytest.param(" LICENSES FOR CELLEBR", 250, [("CELLEBR", "purchase-of+cut")], id="cut"),
        pytest.param(" LICENSES FOR CELLEBR", 249, [], id="too-short-to-be-cut"),
        pytest.param(" ENFORCEMENTS CELLBRIT", 250, [], id="a-cut-word-is-not-put-right"),
        pytest.param(" CELLBRITE AND SUPPOR", 250, [("CELLBRITE", "named-alone+misspelt")], id="others-are"),
        pytest.param(" LICENSES FOR STATION", 250, [], id="another-word"),
    ],
)
def test_a_name_cut_off_at_the_end_is_found(ending: str, length: int, found: list[tuple[str, str]]) -> None:
    text = ending.rjust(length, "-")
    assert [(text[hit.start : hit.end], hit.rule) for hit in DETECTOR.find(text)] == found


def test_no_patterns_find_nothing() -> None:
    assert Detector([]).find("AZURE") == ()


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [alias for one in ALL for alias in one.aliases] + ["FOR", "LICENSE", "&AMP;", "CELLBRITE", "(", ")", "  "]
        ),
        st.text(max_size=6),
    ),
    max_size=8,
).map(" ".join)


@given(TEXTS)
def test_spans_stand_inside_the_text_and_hold_a_letter(text: str) -> None:
    for hit in DETECTOR.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert any(letter.isalnum() for letter in text[hit.start : hit.end])
        assert 0 < hit.confidence < 1


@given(TEXTS)
def test_the_same_text_gives_the_same_hits_whatever_was_read_before(text: str) -> None:
    assert DETECTOR.find(text) == Detector(reversed(ALL)).find(text)


@given(TEXTS)
def test_case_makes_no_difference(text: str) -> None:
    ascii_only = text.encode("ascii", "ignore").decode()
    assert DETECTOR.find(ascii_only.lower()) == DETECTOR.find(ascii_only.upper())


@given(TEXTS)
def test_counting_hits_do_not_overlap_but_for_a_host_in_a_name(text: str) -> None:
    def apart(one: Hit, other: Hit) -> bool:
        return one.end <= other.start or other.end <= one.start

    hits = [hit for hit in DETECTOR.find(text) if hit.rule != "host-in-a-name"]
    assert all(apart(one, other) for place, one in enumerate(hits) for other in hits[place + 1 :])


@given(st.lists(TEXTS, max_size=5))
def test_texts_read_together_give_what_each_gives_alone(texts: list[str]) -> None:
    assert list(DETECTOR.find_all(texts)) == [DETECTOR.find(text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x01 AZURE", id="the-mark-between-texts"),
        pytest.param("&#1; AZURE", id="the-mark-as-an-entity"),
        pytest.param("CAF\u00c9 AZURE", id="letters-beyond-ascii"),
        pytest.param("AT&AMP;T", id="entity"),
        pytest.param("CELLBRITE.", id="misspelt-before-a-stop"),
        pytest.param("LICENSES FOR CELLEBR".rjust(250, "-"), id="cut"),
        pytest.param("", id="empty"),
    ],
)
def test_a_text_leaves_those_read_with_it_alone(text: str) -> None:
    ours = DETECTOR.find(text)
    assert list(DETECTOR.find_all(["CISCO", text, text, "AWS"])) == [
        DETECTOR.find("CISCO"), ours, ours, DETECTOR.find("AWS"),
    ]  # fmt: skip


def test_a_million_texts_are_read_a_thousand_at_a_time() -> None:
    texts = ["AZURE" if number % 700 == 0 else f"TEXT {number}" for number in range(2_500)]
    found = [number for number, hits in enumerate(DETECTOR.find_all(texts)) if hits]
    assert found == [0, 700, 1400, 2100]


def test_what_equipment_is_bought_for_is_not_bought_where_its_name_follows() -> None:
    nuix = Pattern("product-nuix", "product", ("NUIX",), (), (), "nuix", goods="software")
    found = Detector([nuix]).find("SERVERS FOR NUIX. NUIX WILL GROW. NUIX LICENSES")
    assert [hit.rule for hit in found] == ["named-again", "named-again", "licence-beside"]
    found = Detector([nuix]).find("SERVERS FOR NUIX. NUIX WILL GROW.")
    assert [(hit.relation, hit.rule) for hit in found] == [("service_around", "hardware-for-it")] * 2


def test_an_abbreviation_in_brackets_stands_as_the_name_before_it() -> None:
    suite = Pattern("product-obiee", "product", ("ORACLE BUSINESS", "OBIEE"), (), (), "oracle")
    found = Detector([suite]).find("MIGRATE REPORTS V9.3 TO ORACLE BUSINESS EDITION (OBIEE)")
    assert [(hit.relation, hit.rule) for hit in found] == [
        ("service_around", "work-on"), ("service_around", "work-on+listed"),
    ]  # fmt: skip


SYMANTEC = Pattern("product-symantec", "product", ("SYMANTEC",), (), (), "symantec")
NETBACKUP = Pattern("product-netbackup", "product", ("NETBACKUP",), (), (), "veritas", "software", ("symantec",))
BOSE = Pattern("product-bose", "product", ("BOSE",), (), (r"\bBOSE{goods}", r"{buy}BOSE\b"), "bose")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("SYMANTEC-NETBACKUP LICENSES", ["SYMANTEC-NETBACKUP"], id="hyphen"),
        pytest.param("SYMANTEC NETBACKUP LICENSES", ["SYMANTEC NETBACKUP"], id="blank"),
        pytest.param("SYMANTEC/NETBACKUP LICENSES", ["SYMANTEC", "NETBACKUP"], id="a-list"),
        pytest.param("SYMANTEC AND NETBACKUP LICENSES", ["SYMANTEC", "NETBACKUP"], id="apart"),
        pytest.param("CISCO NETBACKUP LICENSES", ["CISCO", "NETBACKUP"], id="no-owner"),
    ],
)
def test_an_owners_bare_name_is_part_of_the_products_name(text: str, found: list[str]) -> None:
    assert words(text, Detector([SYMANTEC, NETBACKUP, CISCO])) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("BOSE AVIATION HEADSETS", ["BOSE"], id="goods-behind"),
        pytest.param("PURCHASE OF TWO (2) BOSE A20", [], id="other-words-between"),
        pytest.param("PURCHASE OF 2 BOSE A20", ["BOSE"], id="purchase-before"),
        pytest.param("MEETING WITH BOSE AND PRINTERS", [], id="another-phrase"),
    ],
)
def test_a_bare_brand_counts_beside_words_of_purchase(text: str, found: list[str]) -> None:
    assert words(text, Detector([BOSE])) == found


def test_the_rule_shows_the_need_as_the_catalogue_has_it() -> None:
    (hit,) = Detector([BOSE]).find("CALL FROM BOSE")

    assert hit.rule == r"needs:\bBOSE{goods} or {buy}BOSE\b"

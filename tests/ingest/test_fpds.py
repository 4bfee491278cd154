import gzip
import io
import tarfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from graph.errors import SourceRejected
from graph.ingest.fpds_atom import is_personal, without_addresses
from graph.ingest.pages import flatten
from graph.ledger import connect, sql_text
from graph.resources import data_folder
from tests.ingest.made import ATOM, Outcome, left_behind, page, read, read_file, vehicle

SHIPPED = data_folder() / "records" / "dhs-vehicles-fpds.tar.gz"
MICROSOFT = "70RTAC24A00000001"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return read_file(tmp_path_factory.mktemp("fpds"), SHIPPED)


def row_of(outcome: Outcome) -> dict[str, object]:
    with connect() as con:
        con.execute(f"from read_parquet({sql_text(str(outcome.parquet))})")
        names = [column[0] for column in con.description or ()]
        return {name: value for name, value in zip(names, con.fetchall()[0], strict=True) if value is not None}


def test_the_shipped_vehicles_are_all_read(shipped: Outcome) -> None:
    assert shipped.counts() == (1754, 1754, 0, 0)
    (first,) = (row for row in shipped.normalised() if row["piid"] == MICROSOFT and row["modification"] == "0")
    assert first["description"] == "BPA - MICROSOFT ENTERPRISE LICENSE AGREEMENT (ELA) 2024"
    assert first["vendor_name"] == "DELL FEDERAL SYSTEMS L.P."
    assert (first["subtier"], first["ref_piid"], first["ref_agency"]) == ("7001", "47QTCA22D003G", "4732")
    assert str(first["total_ceiling"]) == "1300000000.0000"
    assert (str(first["signed_date"]), str(first["last_date_to_order"])) == ("2024-03-05", "2029-03-26")
    assert (first["vehicle_type"], first["office"], first["funding_subtier"]) == ("BPA", "70RTAC", "7058")


def test_rows_are_counted_over_the_members_sorted_by_name(shipped: Outcome) -> None:
    members = shipped.ledger("_row, _member")
    assert [row for row, _ in members] == list(range(1, 1755))
    assert [member for _, member in members] == sorted(member for _, member in members)


def test_every_leaf_and_attribute_of_the_shipped_pages_is_in_the_ledger(shipped: Outcome) -> None:
    with tarfile.open(SHIPPED) as archive:
        names = sorted(member.name for member in archive.getmembers() if member.isfile())
        pages = [etree.fromstring(archive.extractfile(name).read()) for name in names]  # type: ignore[union-attr]
    expected = 0
    for entry in (entry for one in pages for entry in one.iter(f"{{{ATOM}}}entry")):
        for element in entry.iter():
            if not is_personal(etree.QName(element).localname):
                expected += len(element.attrib) + (len(element) == 0)
    with connect() as con:
        con.execute(f"from read_parquet({sql_text(str(shipped.parquet))}) limit 0")
        columns = [column[0] for column in con.description or () if not column[0].startswith("_")]
        counts = ", ".join(f'count("{column}")' for column in columns)
        found = con.execute(f"select {counts} from read_parquet({sql_text(str(shipped.parquet))})").fetchone()
    assert sum(found or ()) == expected


@pytest.mark.shared
def test_no_address_and_no_personal_element_of_the_originals_reaches_the_ledger(
    tmp_path: Path, originals: Path
) -> None:
    outcome = read_file(tmp_path, originals / "data" / "fpds" / "dhs_vehicles_atom.tar.gz")
    with connect() as con:
        file = sql_text(str(outcome.parquet))
        rows = con.execute(f"from read_parquet({file})").fetchall()
        names = [column[0] for column in con.description or ()]
    assert len(rows) == 1754
    assert [value for row in rows for value in row if "@" in str(value)] == []
    assert [name for name in names if is_personal(name.rpartition("/")[2])] == []


@pytest.mark.shared
def test_a_feed_of_orders_is_refused_because_only_vehicles_are_read(tmp_path: Path, originals: Path) -> None:
    with pytest.raises(SourceRejected, match=r"row 1, column 'content': is about award; only vehicles"):
        read_file(tmp_path, originals / "data" / "fpds" / "dherincx_truncated_response.xml")
    assert left_behind(tmp_path) == ["dherincx_truncated_response.xml.jsonl"]  # the reasons, and nothing else


def test_elements_and_attributes_become_columns_named_by_path(tmp_path: Path) -> None:
    inside = (
        "<ns1:dollarValues><ns1:obligatedAmount>-5.10</ns1:obligatedAmount></ns1:dollarValues>"
        "<ns1:list><ns1:value code='a'>A</ns1:value><ns1:value>B &amp; C</ns1:value><ns1:VALUE/></ns1:list>"
        "<ns1:note>one<!-- comment --><![CDATA[ <two>]]></ns1:note><ns1:mixed> x <ns1:y/> z </ns1:mixed>"
    )
    outcome = read(tmp_path, page(vehicle(inside)), "page.xml")
    assert row_of(outcome) == {
        "_member": "",
        "_row": 1,
        "_duplicate": False,
        "title": "T V1",
        "content@type": "application/xml",
        "content/IDV@version": "1.5",
        "content/IDV/contractID/IDVID/agencyID": "7001",
        "content/IDV/contractID/IDVID/agencyID@name": "OPO",
        "content/IDV/contractID/IDVID/PIID": "V1",
        "content/IDV/dollarValues/obligatedAmount": "-5.10",
        "content/IDV/list/value": "A",
        "content/IDV/list/value@code": "a",
        "content/IDV/list/value[2]": "B & C",
        "content/IDV/list/VALUE[3]": "",
        "content/IDV/note": "one <two>",
        "content/IDV/mixed": " x  z ",
        "content/IDV/mixed/y": "",
    }
    assert outcome.report.sums["obligation"] == Decimal("-5.10")


def test_one_element_in_two_spellings_is_one_column(tmp_path: Path) -> None:
    content = page(vehicle("<ns1:Note>a</ns1:Note>"), vehicle("<ns1:note>b</ns1:note>", piid="V2"))
    assert read(tmp_path, content, "page.xml").ledger('"content/IDV/Note"') == [("a",), ("b",)]


def test_people_are_left_out_and_addresses_in_other_text_too(tmp_path: Path) -> None:
    inside = (
        "<ns1:createdBy kind='x'>JDOE</ns1:createdBy><ns1:emailAddress>a@b.gov</ns1:emailAddress>"
        "<ns1:phoneNo>2025550123</ns1:phoneNo><ns1:faxNo>1</ns1:faxNo><ns1:createdDate>2024</ns1:createdDate>"
        "<ns1:note contact='a@b.gov' phone='1'>CALL JANE@DHS.GOV NOW</ns1:note>"
        "<ns1:lastModifiedBy><ns1:name>JDOE</ns1:name></ns1:lastModifiedBy>"
    )
    row = row_of(read(tmp_path, page(vehicle(inside)), "page.xml"))
    shown = {name.removeprefix("content/IDV/"): text for name, text in row.items() if "note" in name or "By" in name}
    assert shown == {"note": "CALL [address left out] NOW", "note@contact": "[address left out]"}
    assert row["content/IDV/createdDate"] == "2024"
    assert not any("@b" in str(value) or value in ("JDOE", "2025550123") for value in row.values())


def test_text_without_an_address_stays_as_it_is() -> None:
    assert without_addresses("A  B\n") == "A  B\n"


def test_entries_that_are_no_vehicles_are_rejected_one_by_one(tmp_path: Path) -> None:
    entries = [vehicle(), vehicle(kind="award"), "<entry><title>x@y.z</title></entry>", vehicle(agency="70")]
    outcome = read(tmp_path, page(*entries), "page.xml")
    assert outcome.counts() == (4, 1, 0, 3)
    assert [(one["row"], one["line"], one["column"], one["reason"]) for one in outcome.rejects()] == [
        (2, 2, "content", "is about award; only vehicles (IDV) are read from FPDS"),
        (3, 2, "content", "is about nothing; only vehicles (IDV) are read from FPDS"),
        (4, 2, "content/IDV/contractID/IDVID/agencyID", "is not an agency code of four letters or digits"),
    ]
    assert outcome.rejects()[1]["raw"] == {"_member": "", "title": "[address left out]"}


def test_a_page_without_entries_is_a_source_of_no_rows(tmp_path: Path) -> None:
    outcome = read(tmp_path, page(), "page.xml")
    assert outcome.counts() == (0, 0, 0, 0)
    assert outcome.normalised() == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(page(vehicle())[:-30], id="cut-near-the-end"),
        pytest.param(page(vehicle())[:200], id="cut-near-the-start"),
        pytest.param(page(vehicle()).replace("</title>", "</tilte>", 1), id="wrong-tag"),
        pytest.param(page("&unknown;"), id="unknown-entity"),
    ],
)
def test_a_broken_page_is_named_with_the_place_of_the_fault(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceRejected, match=r"page\.xml is truncated or not well-formed XML: .* line \d+, column \d+"):
        read(tmp_path, content, "page.xml")
    assert left_behind(tmp_path) == []


def test_a_broken_page_in_an_archive_is_named_with_its_member(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in (("d/a.xml", page(vehicle())), ("d/b.xml", page(vehicle())[:-30])):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content.encode()))
    with pytest.raises(SourceRejected, match=r"pages\.tar\.gz/d/b\.xml is truncated"):
        read(tmp_path, out.getvalue(), "pages.tar.gz")
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param('<!DOCTYPE feed [<!ENTITY x "boom">]>', id="internal-entity"),
        pytest.param('<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>', id="external-entity"),
        pytest.param('<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/x.dtd">', id="external-type"),
        pytest.param(
            '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
            id="billion-laughs",
        ),
    ],
)
def test_a_document_type_is_refused_and_nothing_is_expanded(tmp_path: Path, declared: str) -> None:
    entity = "&x;" if "ENTITY x" in declared else ""
    content = page(vehicle(f"<ns1:note>{entity}</ns1:note>")).replace("<feed", declared + "<feed", 1)
    with pytest.raises(SourceRejected, match="declares a document type"):
        read(tmp_path, content, "page.xml")


def test_pages_in_other_encodings_are_read_by_their_declaration(tmp_path: Path) -> None:
    content = page(vehicle("<ns1:note>CAFÉ</ns1:note>")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert read(tmp_path, content, "page.xml").ledger('"content/IDV/note"') == [("CAFÉ",)]


def test_progress_is_told_by_member(tmp_path: Path) -> None:
    unpacked = tmp_path / "pages.tar"
    unpacked.write_bytes(gzip.decompress(SHIPPED.read_bytes()))
    seen: list[tuple[int, int]] = []
    flat = flatten(unpacked, "pages.tar", tmp_path / "out", lambda done, total: seen.append((done, total)))
    assert len(seen) == 225
    assert seen[-1] == (unpacked.stat().st_size,) * 2
    assert "content/IDV/contractID/IDVID/PIID" in flat.columns

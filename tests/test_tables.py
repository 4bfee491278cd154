from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageProblem
from graph.tables import FORMATS, cell_text, cut, text_width, write_rows

COLUMNS = ["vendor", "awards", "obligation"]
ROWS = [
    {"vendor": "FOUR POINTS", "awards": 7, "obligation": Decimal("1234.50")},
    {"vendor": "DELL", "obligation": Decimal("-1E+1")},
]
texts = st.text(st.characters(exclude_categories=["Cs"]))
tables = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), max_size=5))


def text_of(
    rows: Sequence[object], columns: Sequence[str] = COLUMNS, *, format: str | None = None, **options: bool
) -> str:
    stream = io.StringIO(newline="")
    write_rows(rows, columns, stream=stream, format=format, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        pytest.param(
            "table",
            "vendor       awards  obligation\nFOUR POINTS       7     1234.50\nDELL                        -10\n",
            id="table",
        ),
        pytest.param("tsv", "vendor\tawards\tobligation\nFOUR POINTS\t7\t1234.50\nDELL\t\t-10\n", id="tsv"),
        pytest.param("csv", "vendor,awards,obligation\nFOUR POINTS,7,1234.50\nDELL,,-10\n", id="csv"),
        pytest.param(
            "json",
            '[\n  {"vendor": "FOUR POINTS", "awards": 7, "obligation": "1234.50"},\n'
            '  {"vendor": "DELL", "awards": null, "obligation": "-10"}\n]\n',
            id="json",
        ),
        pytest.param(
            "jsonl",
            '{"vendor": "FOUR POINTS", "awards": 7, "obligation": "1234.50"}\n'
            '{"vendor": "DELL", "awards": null, "obligation": "-10"}\n',
            id="jsonl",
        ),
        pytest.param(
            "md",
            "| vendor | awards | obligation |\n| --- | ---: | ---: |\n"
            "| FOUR POINTS | 7 | 1234.50 |\n| DELL |  | -10 |\n",
            id="md",
        ),
    ],
)
def test_each_format_writes_the_same_rows(format: str, expected: str) -> None:
    assert text_of(ROWS, format=format) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        pytest.param("table", "vendor  awards  obligation\n", id="table"),
        pytest.param("tsv", "vendor\tawards\tobligation\n", id="tsv"),
        pytest.param("csv", "vendor,awards,obligation\n", id="csv"),
        pytest.param("json", "[]\n", id="json"),
        pytest.param("jsonl", "", id="jsonl"),
        pytest.param("md", "| vendor | awards | obligation |\n| --- | --- | --- |\n", id="md"),
    ],
)
def test_no_rows_give_headers_only(format: str, expected: str) -> None:
    stream = io.StringIO()

    assert write_rows([], COLUMNS, stream=stream, format=format) == 0
    assert stream.getvalue() == expected


def test_the_number_of_rows_comes_back() -> None:
    assert write_rows(iter([["a"], ["b"]]), ["x"], stream=io.StringIO(), format="csv") == 2


def test_a_table_on_a_terminal_and_tsv_in_a_pipe() -> None:
    assert text_of([["a", 1, 2]], is_terminal=True) == "vendor  awards  obligation\na            1           2\n"
    assert text_of([["a", 1, 2]]) == "vendor\tawards\tobligation\na\t1\t2\n"


def test_an_unknown_format_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UsageProblem) as caught:
        text_of(ROWS, format="xlsx")

    assert str(caught.value) == f"There is no format 'xlsx'. Choose one of: {', '.join(FORMATS)}."


@given(tables)
def test_csv_reads_back_exactly(rows: list[list[str]]) -> None:
    columns = [f"c{index}" for index in range(len(rows[0]) if rows else 1)]

    assert list(csv.reader(io.StringIO(text_of(rows, columns, format="csv"), newline=""))) == [columns, *rows]


@given(tables)
def test_tsv_reads_back_exactly(rows: list[list[str]]) -> None:
    columns = [f"c{index}" for index in range(len(rows[0]) if rows else 1)]
    unescaped = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}

    def read(cell: str) -> str:
        parts = iter(cell)
        return "".join(unescaped[char + next(parts)] if char == "\\" else char for char in parts)

    lines = text_of(rows, columns, format="tsv").split("\n")[:-1]

    assert [[read(cell) for cell in line.split("\t")] for line in lines] == [columns, *rows]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.lists(json_values, min_size=2, max_size=2), max_size=4))
def test_json_and_json_lines_read_back_exactly(rows: list[list[object]]) -> None:
    expected = [dict(zip(["a", "b"], row, strict=True)) for row in rows]

    assert json.loads(text_of(rows, ["a", "b"], format="json")) == expected
    lines = text_of(rows, ["a", "b"], format="jsonl").split("\n")[:-1]
    assert [json.loads(line) for line in lines] == expected


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_json_keeps_every_digit_of_a_decimal(amount: Decimal) -> None:
    ((row),) = json.loads(text_of([[amount]], ["a"], format="json"))

    assert Decimal(row["a"]) == amount


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(True, "true", id="true"),
        pytest.param(False, "false", id="false"),
        pytest.param(Decimal("-0.50"), "-0.50", id="decimal-below-one"),
        pytest.param(date(2025, 1, 2), "2025-01-02", id="date"),
        pytest.param(Decimal("1E+3"), "1000", id="decimal"),
        pytest.param(["a", None, 2], "a; ; 2", id="list"),
        pytest.param({"obligation": Decimal("1.50"), "n": 2}, "obligation: 1.50; n: 2", id="mapping"),
    ],
)
def test_values_are_written_as_people_read_them(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_json_writes_what_has_no_place_in_it_as_text() -> None:
    rows = [[float("nan"), date(2025, 1, 2), [Decimal("1.0")], {"d": Decimal("2.50")}]]

    assert json.loads(text_of(rows, ["a", "b", "c", "d"], format="json")) == [
        {"a": "nan", "b": "2025-01-02", "c": ["1.0"], "d": {"d": "2.50"}}
    ]


def test_formulas_are_disarmed_on_request_and_numbers_never() -> None:
    rows = [["=1+1", "@x", -5], ["plain", "-", Decimal("-2.5")]]

    assert text_of(rows, format="csv").split("\n")[1:3] == ["=1+1,@x,-5", "plain,-,-2.5"]
    guarded = text_of(rows, format="csv", guard_formulas=True)
    assert guarded.split("\n")[1:3] == ["'=1+1,'@x,-5", "plain,'-,-2.5"]


def test_markdown_cannot_be_broken_out_of() -> None:
    text = text_of([["a|b\n<img src=x> [l](u) *b*"]], ["x"], format="md")

    assert text.split("\n")[2] == r"| a\|b \<img src=x\> \[l\]\(u\) \*b\* |"


def test_no_text_of_the_data_can_steer_the_terminal() -> None:
    table = text_of([["\x1b[31mred\x1b]0;title\x07\r\n\u202etfel"]], ["x"], is_terminal=True)

    assert table == "x\n [31mred ]0;title tfel\n"


def test_a_table_narrows_its_widest_text_and_never_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    rows = [["x" * 50, "short", 12345678901234]]

    table = text_of(rows, ["text", "name", "n"], is_terminal=True)

    assert table.split("\n")[1] == "x" * 16 + "…  short  12345678901234"
    assert max(map(len, table.split("\n"))) == 40


def test_a_row_becomes_a_block_where_even_narrow_columns_do_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    rows = [["long text number one", "another long text", ""]]

    table = text_of(rows, ["a", "bb", "c"], is_terminal=True)

    assert table == "[1]\na   long text number\n    one\nbb  another long\n    text\nc\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("id:award-CONT_AWD_70CMSD25FC", ["id:award-CONT_AW", "D_70CMSD25FC"], id="no-space-to-break-at"),
        pytest.param("ab cdefghijklmnopqrst", ["ab", "cdefghijklmnopqr", "st"], id="a-word-wider-than-the-room"),
        pytest.param("名" * 9, ["名" * 8, "名"], id="two-cells-each"),
        pytest.param("sixteen letters! and more", ["sixteen letters!", "and more"], id="fits-to-the-last-cell"),
    ],
)
def test_a_line_of_a_block_is_wrapped_and_loses_nothing(
    text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")

    table = text_of([[text, "x" * 10]], ["a", "bb"], is_terminal=True)

    first, *rest = lines
    assert table.split("\n")[1 : 1 + len(lines)] == [f"a   {first}", *(f"    {line}" for line in rest)]


def test_a_table_that_is_not_for_a_terminal_is_whole() -> None:
    assert "x" * 300 in text_of([["x" * 300]], ["a"], format="table")


def test_rows_after_the_measured_ones_are_written_as_they_come() -> None:
    def rows() -> Iterator[list[object]]:
        for number in range(1002):
            yield ["x" * (1 if number < 1000 else 30), number if number < 1001 else 10**9]

    lines = text_of(list(rows()), ["name", "n"], is_terminal=True).split("\n")

    assert lines[1000] == "x     999"
    assert lines[1001] == "xxx…  1000"
    assert lines[1002] == "xxx…  1000000000"


@pytest.mark.parametrize(
    ("no_color", "term", "bold"),
    [
        pytest.param("", "xterm", True, id="colour"),
        pytest.param("1", "xterm", False, id="no-color"),
        pytest.param("", "dumb", False, id="dumb-terminal"),
    ],
)
def test_titles_are_bold_unless_colour_is_unwanted(
    monkeypatch: pytest.MonkeyPatch, no_color: str, term: str, bold: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)

    table = text_of([["a"]], ["x"], is_terminal=True)

    assert table == ("\x1b[1mx\x1b[0m\na\n" if bold else "x\na\n")


def test_the_width_is_asked_of_the_terminal_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    master, slave = os.openpty()
    try:
        with open(slave, "w", closefd=False) as stream:
            import fcntl
            import struct
            import termios

            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 12, 0, 0))
            write_rows([["x" * 40]], ["a"], stream=stream)
        with open(master, encoding="utf-8", closefd=False) as screen:
            assert [screen.readline(), screen.readline()] == ["a\n", "x" * 11 + "…\n"]
    finally:
        os.close(slave)
        os.close(master)


def test_a_terminal_that_does_not_say_its_width_gets_a_hundred_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")

    assert text_of([["x" * 200]], ["a"], is_terminal=True) == "a\n" + "x" * 99 + "…\n"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("abc", 3, id="ascii"),
        pytest.param("微软", 4, id="cjk"),
        pytest.param("e\u0301te\u0301", 3, id="combining-marks"),
        pytest.param("naïve", 5, id="latin"),
    ],
)
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert text_width(text) == width


@given(texts, st.integers(1, 20))
def test_a_cut_text_never_takes_more_than_its_width(text: str, width: int) -> None:
    assert text_width(cut(text, width)) <= width


def test_wide_characters_are_cut_whole() -> None:
    assert cut("微软公司", 6) == "微软…"


def test_head_ends_the_writing_quietly() -> None:
    script = (
        "import sys; from graph.tables import write_rows; "
        "n = write_rows(([i, 'x' * 100] for i in range(10**6)), ['i', 'x'], stream=sys.stdout); "
        "print(n < 10**6, file=sys.stderr)"
    )

    done = subprocess.run(
        f"{sys.executable} -c {json.dumps(script)} | head -n 1", shell=True, capture_output=True, text=True
    )

    assert (done.stdout, done.stderr) == ("i\tx\n", "True\n")


def test_a_pipe_that_nobody_reads_breaks_once_and_closes_in_peace() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with open(writing, "w") as stream:
        assert write_rows(([number] for number in range(10**6)), ["n"], stream=stream) < 10**6
        stream.write("more, for nobody")


def test_a_stream_that_is_no_file_may_break_too() -> None:
    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    assert write_rows([["a"]], ["x"], stream=Broken(), format="csv") == 0


def test_the_module_loads_without_any_library() -> None:
    heavy = "{'rdflib', 'pyoxigraph', 'duckdb', 'numpy', 'networkx', 'csv', 'unicodedata', 'dataclasses'}"
    script = f"import sys, graph.tables; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")

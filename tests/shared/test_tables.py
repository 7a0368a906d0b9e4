"""Tables for Excel and for other tools: harmless, and every text as it was."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.tables import Tool, beginning, lines

AS_TEXT = re.compile(r'="(?P<text>[^"]*)"')
SIGNS = "=@+-\t\r\n0123456789 \"';,éä\u00a0\u202f\u2028"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=12)

ONE_LINE = TEXTS.map(lambda text: "".join(text.split("\n")).replace("\r", ""))


def opened(table: bytes, tool: Tool) -> list[list[str]]:
    """Read a table by its own rules, as a spreadsheet shows it."""
    delimiter = ";" if tool is Tool.EXCEL else ","
    read = csv.reader(StringIO(table.decode(), newline=""), delimiter=delimiter)
    return [[_shown(cell) for cell in row] for row in read]


def _shown(cell: str) -> str:
    formula = AS_TEXT.fullmatch(cell)
    return formula["text"] if formula else cell


def one(cell: str, tool: Tool) -> str:
    [[kept, _]] = csv.reader(
        StringIO(lines([[cell, "end"]], tool).decode(), newline=""),
        delimiter=";" if tool is Tool.EXCEL else ",",
    )
    return kept


@pytest.mark.parametrize("tool", Tool)
@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://x.example","a")',
        "@a",
        "\ta",
        "\ra",
        "\na",
        "\u2028a",
        "+a",
        "-a",
        "-1+1",
        "+33 6 12 (0)",
        "--1",
        "-=1",
        "+\t1",
    ],
)
def test_what_a_spreadsheet_might_run_becomes_text(tool: Tool, cell: str) -> None:
    assert one(cell, tool) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    ["+33 6 12 34 56 78", "+33\u00a06\u202f12", "06000", "-", "+", "-1", "+1", "Zoé", "محمد", "😀",
     "a;b", "a,b", 'a"b', "l’été", "'a", "", " =1", "a\r\n=b", "1e5", "3-4", "12/03", "0,5"],
)  # fmt: skip
def test_everything_else_stays_as_it_was(cell: str) -> None:
    assert one(cell, Tool.OTHER) == cell
    assert opened(lines([[cell, "end"]], Tool.EXCEL), Tool.EXCEL) == [[cell, "end"]]


@pytest.mark.parametrize("tool", Tool)
@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("1;=cmd|x!A0;", "1;'=cmd|x!A0;"),
        ("b,=cmd|x!A0", "b,'=cmd|x!A0"),
        ("a\t@b", "a\t'@b"),
        ('a;"=b"', 'a;"\'=b"'),
        ("a,-1+1,=b", "a,'-1+1,'=b"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("a;-2;+33 6", "a;-2;+33 6"),
        ("12, rue -2e", "12, rue -2e"),
    ],
)
def test_by_the_other_separator_nothing_runs_either(tool: Tool, cell: str, written: str) -> None:
    assert one(cell, tool) == written


@pytest.mark.parametrize("tool", Tool)
@given(cells=st.lists(ONE_LINE, min_size=1, max_size=6))
def test_however_a_table_is_parted_no_cell_begins_as_a_formula(
    tool: Tool, cells: list[str]
) -> None:
    table = lines([["first", *cells]], tool).decode()
    for delimiter in ",;\t":
        for row in csv.reader(StringIO(table, newline=""), delimiter=delimiter):
            for cell in row:
                assert AS_TEXT.match(cell) or cell[:1] not in ("=", "@")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("06000", '="06000"'),
        ("+33 6 12 34 56 78", '="+33 6 12 34 56 78"'),
        ("1e5", '="1e5"'),
        ("3-4", '="3-4"'),
        ("12/03", '="12/03"'),
        ("Zoé 2", "Zoé 2"),
        ("2 Zoé", "2 Zoé"),
        ("-", "-"),
    ],
)
def test_excel_is_told_what_is_text(cell: str, written: str) -> None:
    assert one(cell, Tool.EXCEL) == written


def test_an_instant_is_the_local_time_for_excel_and_says_its_offset_elsewhere() -> None:
    at = datetime(2026, 3, 29, 16, 0, 5, 120_000, tzinfo=UTC).astimezone(ZoneInfo("Europe/Paris"))
    assert lines([[at]], Tool.EXCEL) == b"2026-03-29 18:00:05\r\n"
    assert lines([[at]], Tool.OTHER) == b"2026-03-29T18:00:05+02:00\r\n"


def test_a_whole_number_stays_a_number() -> None:
    assert lines([["a", 12, -3]], Tool.EXCEL) == b"a;12;-3\r\n"
    assert lines([["a", 12, -3]], Tool.OTHER) == b"a,12,-3\r\n"


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert (beginning(Tool.EXCEL), beginning(Tool.OTHER)) == (b"\xef\xbb\xbf", b"")


def _as_typed(text: str) -> str:
    """Return a text without the apostrophes that make it harmless."""
    return text.replace("'", "")


@pytest.mark.parametrize("tool", Tool)
@example(cells=["-", "+", "=", "\u2029x", "+١"])
@given(cells=st.lists(TEXTS, min_size=1, max_size=6))
def test_every_text_comes_back_and_none_runs(tool: Tool, cells: list[str]) -> None:
    delimiter = ";" if tool is Tool.EXCEL else ","
    table = lines([[*cells, "end"]], tool)
    [kept] = csv.reader(StringIO(table.decode(), newline=""), delimiter=delimiter)
    assert kept.pop() == "end"
    for cell, written in zip(cells, kept, strict=True):
        assert _as_typed(written) in (_as_typed(cell), f'="{_as_typed(cell)}"')
        if not AS_TEXT.fullmatch(written) or written == cell:
            assert written[:1] not in ("=", "@", "\t", "\r", "\n", "\u2028", "\u2029")
            if written[:1] in ("+", "-"):
                assert re.fullmatch(r"[0-9 \u00a0\u202f]*", written[1:])
        if tool is Tool.OTHER:
            assert not AS_TEXT.fullmatch(written)

"""A table for Excel, opened by a spreadsheet that is set to French, shows every text as it was."""

from pathlib import Path

import pytest

from shared.tables import Tool, beginning, lines
from tests.harness.office import opened

pytestmark = [pytest.mark.office, pytest.mark.slow]
COMMA = 44
TEXTS = [
    *("06000", "+33 6 12 34 56 78", "Zoé", "-", "-1", "+1", "1e5", "3-4", "12/03", "0,5", "1 200"),
    *("10:30", "50 %", "l’été", "محمد", "😀", "a;b", "a,b", 'a"b', "2 Zoé", "'a", "007 James"),
]
RUN = ["=1+1", "@a", "+a", "-1+1", '=HYPERLINK("http://x.example","a")']


def test_every_text_is_shown_as_it_was(tmp_path: Path) -> None:
    table = beginning(Tool.EXCEL) + lines([[text, "end"] for text in TEXTS], Tool.EXCEL)
    assert opened(table, tmp_path) == [[text, "end"] for text in TEXTS]


def test_what_would_be_run_is_shown_behind_its_apostrophe(tmp_path: Path) -> None:
    table = beginning(Tool.EXCEL) + lines([[text, 3] for text in RUN], Tool.EXCEL)
    assert opened(table, tmp_path) == [[f"'{text}", "3"] for text in RUN]


def test_a_table_that_says_nothing_of_it_would_be_changed(tmp_path: Path) -> None:
    table = lines([["06000", "12/03"]], Tool.OTHER)
    [[postcode, fraction]] = opened(table, tmp_path, parted_by=COMMA)
    assert postcode == "6000"
    assert fraction != "12/03"

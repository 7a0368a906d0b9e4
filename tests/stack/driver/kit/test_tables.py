"""Numbers are read as a page shows them, from its lists of terms and its tables."""

from stack.driver.kit.pages import Page
from stack.driver.kit.tables import terms, whole


def test_lists_of_terms_are_read() -> None:
    lists = "<dl><div><dt>Refused: too young</dt><dd class='figure'>1,234</dd></div></dl>"
    assert terms(Page("u", 200, f"<main>{lists}</main>")) == {"Refused: too young": 1234}


def test_a_number_is_read_whatever_stands_between_its_thousands() -> None:
    assert whole("1\u202f200") == whole("1,200") == 1200
    assert whole("no digits") == 0

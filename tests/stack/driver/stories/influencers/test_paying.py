"""The file for a bank is read as a bank would: who is paid, and how much."""

import pytest

from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import Unexpected
from stack.driver.stories.influencers.acts.paying import check_file

FILE = '<PmtId><EndToEndId>{}</EndToEndId></PmtId>\n<Amt><InstdAmt Ccy="EUR">{}</InstdAmt></Amt>'


def page(*payments: tuple[str, str]) -> Page:
    return Page("", 200, "".join(FILE.format(*each) for each in payments))


def test_the_one_payment_of_the_sum_is_taken() -> None:
    check_file(page(("p1", "22.05")), "p1", 2205)


@pytest.mark.parametrize(
    "payments",
    [[], [("p1", "22.50")], [("p2", "22.05")], [("p1", "22.05"), ("p2", "1.00")]],
)
def test_any_other_is_refused(payments: list[tuple[str, str]]) -> None:
    with pytest.raises(Unexpected, match="the file for the bank"):
        check_file(page(*payments), "p1", 2205)

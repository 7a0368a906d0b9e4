"""The demo's own account of a partner: sums by hand, compared with nothing of Kermesse."""

from collections import Counter

from stack.driver.stories.influencers.book import Book, share


def test_an_order_earns_its_share_rounded_once_halves_up() -> None:
    assert [share(cents) for cents in (9999, 8000, 4, 3, 12, 0)] == [1250, 1000, 1, 0, 2, 0]


def test_what_is_held_or_was_paid_is_not_due() -> None:
    book = Book(Counter(human=6), entries=6, excluded=1, orders={"a": 8000, "b": 4000})
    assert book.balance == {"earned": 2250, "held": 0, "payable": 2250, "paid": 0}
    book.held, book.paid = 500, 1750
    assert book.balance == {"earned": 2250, "held": 500, "payable": 0, "paid": 1750}


def test_a_refund_after_the_payout_leaves_a_debt() -> None:
    book = Book(orders={"a": 12000}, paid=1500)
    book.orders["a"] -= 4000
    assert book.balance["payable"] == -500

"""Clicks, entries, commissions and payouts agree with the stand-in's own book, to the cent."""

from collections import Counter
from typing import Any

import requests

from stack.driver.kit.waiting import expect
from stack.driver.stories.influencers.acts.clicking import check_entries
from stack.driver.stories.influencers.scene import Scene, summed


def agree(scene: Scene) -> None:
    """Play the act."""
    with scene.journal.step("Links, commissions and the stand-in's own book agree, to the cent"):
        scene.wait_for_clicks()
        scene.wait_for_balances()
        for each in scene.partners:
            check_entries(scene, each)
        check_sums(scene)
        check_book(scene)
        scene.figures = figures_of(scene)


def check_sums(scene: Scene) -> None:
    """Compare the commissions of the program, added up one by one, with the demo's account."""
    every = list(scene.api.every(f"/programs/{scene.program}/commissions"))
    told = tuple(sum(each[name]["amount"] for each in every) for name in ("earned", "paid"))
    books = [each.book for each in scene.partners]
    wanted = (sum(each.earned for each in books), sum(each.paid for each in books))
    expect(told == wanted, f"the commissions add up to {told} cents, not {wanted}")


def check_book(scene: Scene) -> None:
    """Compare what went through the stand-in with its own book."""
    book = book_of(scene)
    cents = scene.partners[1].book.paid
    for kind in ("transfer", "payout"):
        told = [(each["amount"], each["currency"]) for each in book[kind]]
        expect(told == [(cents, "eur")], f"the stand-in's book has {kind}s {told}, not {cents}")
    expect(book["payout"][0]["status"] == "paid", f"the bank has {book['payout']}")
    types = {each["type"] for each in book["event"]}
    expect({"account.updated", "payout.paid"} <= types, f"the stand-in told {sorted(types)}")


def book_of(scene: Scene) -> dict[str, list[dict[str, Any]]]:
    """Return the stand-in's own book."""
    answer = requests.get(f"{scene.stage.mails}/payments/control/book", timeout=10)
    answer.raise_for_status()
    return dict(answer.json())


def figures_of(scene: Scene) -> dict[str, Any]:
    """Return the figures of the table at the end."""
    by_bank, by_provider, _ = books = [each.book for each in scene.partners]
    clicks = sum((each.clicks for each in books), Counter[str]())
    return {
        **{f"clicks, {verdict}": count for verdict, count in sorted(clicks.items())},
        "entries by partners' links": sum(each.entries for each in books),
        "of these taken out by the team": sum(each.excluded for each in books),
        "commissions for entries": summed(each.by_entries for each in books),
        "commissions": summed(each.earned for each in books),
        "held": summed(each.held for each in books),
        "paid by transfer": summed([by_bank.paid]),
        "paid by the stand-in": summed([by_provider.paid]),
        "carried to the next payout": summed([-by_provider.balance["payable"]]),
    }

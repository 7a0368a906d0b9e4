"""Sales, refunds, repeats and kills in any order: the sums are those of a recount."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    Line,
    Order,
    Rate,
    Refund,
    earned_by_lines,
    refund,
    sell,
)
from services.influencers.domain.commission.earning import ACCRUAL
from services.influencers.domain.commission.errors import RefundTooLarge
from shared.documents import open_database
from shared.money import Money
from tests.influencers.bureau import START, bureau_over
from tests.influencers.dying import Killed, dying
from tests.influencers.selling import Shop, euros

LINES = (9_999, 3_333, 101)
RATE = Rate(share=125)
told = st.one_of(
    st.just(("sale", 0, 0)),
    st.tuples(st.just("refund"), st.integers(-1, 2), st.integers(1, 6_000)),
)
# What is told, whether it is told twice, and after how many writes the worker dies.
steps = st.lists(st.tuples(told, st.booleans(), st.integers(0, 12)), min_size=1, max_size=7)


@contextmanager
def shop(**options: object) -> Iterator[Shop]:
    """A shop over a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database("influencers", data_dir=folder)
        try:
            yield Shop(bureau_over(database, Path(folder)), dict(options))
        finally:
            database.close()


def worker_dies(open_shop: Shop, writes: int) -> None:
    """Let a worker do what is due, until it dies; its claims end with their lease."""
    alive, bureau = open_shop.bureau.context, open_shop.bureau
    bureau.context = dying(alive, bureau.database, writes)
    with suppress(Killed):
        open_shop.work()
    bureau.context = alive
    bureau.clock.advance(seconds=61)


def recount(history: Sequence[tuple[str, int, int]]) -> dict[str, int]:
    """Return what each line earns by what was told, in whatever order."""
    order = Order("o", "w", "p", "A-1", "EUR", START)
    for number, (kind, line, amount) in enumerate(history):
        if kind == "sale":
            made = [Line(f"l{n}", Money(each, "EUR")) for n, each in enumerate(LINES)]
            order = sell(order, made, START)
            continue
        try:
            name = f"l{line}" if line >= 0 else ""
            order = refund(order, Refund(f"r{number}", Money(amount, "EUR"), START, name))
        except RefundTooLarge:
            pass
    if order.sold_at is None:
        return {}
    return {line: each.amount for line, each in earned_by_lines(order, RATE).items()}


@settings(max_examples=40, deadline=None)
@given(steps)
def test_sums_are_those_of_a_recount(
    history: list[tuple[tuple[str, int, int], bool, int]],
) -> None:
    with shop() as open_shop:
        open_shop.code(open_shop.partner(), "ANA10")
        first = open_shop.sale("A-1", *LINES, code="ANA10")
        for number, ((kind, line, amount), again, writes) in enumerate(history):
            name = f"l{line}" if line >= 0 else ""
            one = first if kind == "sale" else open_shop.refund(amount, f"r{number}", line=name)
            for _ in range(2 if again else 1):
                open_shop.tell(one)
            worker_dies(open_shop, writes)
        open_shop.work()
        earned = {each.line_id: each.ledger.earned.amount for each in open_shop.commissions()}
        assert earned == recount([each for each, _, _ in history])
        assert len(open_shop.commissions()) == len(earned)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9_999), st.integers(0, 12)), min_size=1, max_size=8))
def test_no_cap_is_exceeded_and_what_it_leaves_is_earned(sales: list[tuple[int, int]]) -> None:
    with shop(budget=None, partner_cap=euros(2_000)) as open_shop:
        open_shop.code(open_shop.partner(), "ANA10")
        for number, (amount, writes) in enumerate(sales):
            open_shop.tell(open_shop.sale(f"A-{number}", amount, code="ANA10"))
            worker_dies(open_shop, writes)
        open_shop.work()
        entries = [each for c in open_shop.commissions() for each in c.ledger.entries]
        accrued = sum(each.amount for each in entries if each.id == ACCRUAL)
        whole = sum(Money(amount, "EUR").portion(125, 1000).amount for amount, _ in sales)
        assert accrued == min(2_000, whole)


def test_a_repeat_by_another_worker_changes_nothing() -> None:
    with shop() as open_shop:
        partner = open_shop.partner()
        open_shop.code(partner, "ANA10")
        open_shop.tell(open_shop.sale("A-1", *LINES, code="ANA10"))
        open_shop.work()
        before = open_shop.commissions()
        order = replace(open_shop.order(), due_at=open_shop.bureau.clock.now())
        open_shop.bureau.context.stores.orders.change(order, lambda each: (order, ()))
        open_shop.work()
        assert open_shop.commissions() == before

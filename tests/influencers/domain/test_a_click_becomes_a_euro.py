"""Commissions and payouts together: whatever happens, the sums agree and nothing is paid twice."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.commission import (
    Commission,
    Order,
    Rate,
    Refund,
    Void,
    accrue,
    adjust,
    earned_by_lines,
    end_wait,
    follow,
    given_back,
    hold,
    paid,
    refund,
    release,
    restore,
    take,
    taken_by,
    void,
)
from services.influencers.domain.commission.errors import NotHeld, RefundTooLarge
from services.influencers.domain.payout import (
    Payout,
    PayoutMethod,
    PayoutState,
    begin,
    complete,
    confirm,
    fail,
    gather,
    propose,
)
from shared.ledger import Balance
from shared.money import Money
from tests.influencers.domain.commission.begun import AFTER, NOW, begun, euros, order

RATE = Rate(share=125)
MINIMUM = euros(300)
ACTS = ("refund", "hold", "release", "wait", "void", "restore", "adjust", "pay", "arrive", "return")
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 5000), st.booleans())


@dataclass
class World:
    """An order of three lines, each with its commission, and a bank that keeps its own book."""

    order: Order = field(default_factory=lambda: order(9_999, 3_333, 101))
    commissions: list[Commission] = field(default_factory=list)
    payouts: dict[str, Payout] = field(default_factory=dict)
    bank: dict[str, Money] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        for line, earned in earned_by_lines(self.order, RATE).items():
            self.commissions.append(accrue(begun(line), earned, (), NOW)[0])

    def act(self, verb: str, place: int, amount: int, again: bool) -> None:
        """Do something, under an id of its own, twice where `again`."""
        self.count += 1
        for _ in range(2 if again else 1):
            getattr(self, f"_{verb}")(place, amount, f"{verb}{self.count}")

    def _refund(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        try:
            self.order = refund(self.order, Refund(id, euros(amount), NOW, f"l{place}"))
        except RefundTooLarge:
            return
        earned = earned_by_lines(self.order, RATE)
        self.commissions = [
            follow(each, earned[each.line_id], cause=id, reason="refunded", at=NOW)[0]
            for each in self.commissions
        ]

    def _hold(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        held = hold(self.commissions[place], "burst", cause=id, by="staff", at=NOW)
        self.commissions[place] = held[0]

    def _release(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        try:
            self.commissions[place] = release(self.commissions[place], "burst", by="staff", at=NOW)[
                0
            ]
        except NotHeld:
            return

    def _wait(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        self.commissions[place] = end_wait(self.commissions[place], AFTER)[0]

    def _void(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        gone = void(self.commissions[place], Void.ENTRY_WITHDRAWN, cause=id, at=NOW)
        self.commissions[place] = gone[0]

    def _restore(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        earned = earned_by_lines(self.order, RATE)[f"l{place}"]
        self.commissions[place] = restore(self.commissions[place], earned, cause=id, at=NOW)[0]

    def _adjust(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        signed = euros(amount if amount % 2 else -amount)
        done = adjust(
            self.commissions[place], signed, cause=id, reason="corrected", by="staff", at=NOW
        )
        self.commissions[place] = done[0]

    def _pay(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        if id in self.payouts:
            return
        made = propose(
            id,
            workspace="w",
            program="program",
            partner="ana",
            currency="EUR",
            method=PayoutMethod.STRIPE,
            by="iris",
            now=AFTER,
        )
        self.commissions = [take(each, id, AFTER)[0] for each in self.commissions]
        taken = {each.id: taken_by(each, id) for each in self.commissions}
        leaving = amount % 3 == 0
        made, _ = gather(
            made, {c: t for c, t in taken.items() if t}, MINIMUM, leaving=leaving, now=AFTER
        )
        if made.state is PayoutState.DRAFT:
            made = begin(confirm(made, by="omar", now=AFTER)[0], AFTER)[0]
            self.bank[id] = made.amount
            assert made.amount >= MINIMUM or made.below_minimum
            assert made.amount.amount > 0
        else:
            self._give_back(id, made.reason)
        self.payouts[id] = made

    def _arrive(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        for name, payout in list(self.payouts.items()):
            if payout.state is PayoutState.SENDING:
                self.payouts[name] = complete(payout, AFTER)[0]
                self.commissions = [paid(each, name, AFTER)[0] for each in self.commissions]

    def _return(self, place: int, amount: int, id: str) -> None:  # noqa: A002
        if not self.bank:
            return
        name = list(self.bank)[amount % len(self.bank)]
        self.payouts[name] = fail(self.payouts[name], "account_closed", AFTER)[0]
        self._give_back(name, "account_closed")
        del self.bank[name]

    def _give_back(self, payout: str, reason: str) -> None:
        self.commissions = [
            given_back(each, payout, reason, AFTER)[0] if taken_by(each, payout) else each
            for each in self.commissions
        ]

    @property
    def balance(self) -> Balance:
        """What the partner's portal shows."""
        return Balance.of([each.ledger for each in self.commissions], "EUR")


@given(st.lists(acts, max_size=25))
def test_the_bank_and_the_ledger_agree_to_the_cent_whatever_happens(
    history: list[tuple[str, int, int, bool]],
) -> None:
    world = World()
    for verb, place, amount, again in history:
        world.act(verb, place, amount, again)
        balance = world.balance
        bank = Money.total(world.bank.values(), "EUR")
        assert balance.paid + balance.on_its_way == bank
        assert balance.earned == bank + balance.pending + balance.held + balance.payable
        earned = Money.total((each.ledger.earned for each in world.commissions), "EUR")
        assert balance.earned == earned


@given(st.lists(acts, max_size=25))
def test_once_everything_is_let_go_and_paid_what_was_paid_is_what_was_earned(
    history: list[tuple[str, int, int, bool]],
) -> None:
    world = World()
    for verb, place, amount, again in history:
        world.act(verb, place, amount, again)
    for place in range(3):
        world.act("wait", place, 1, False)
        world.act("release", place, 1, False)
    world.act("pay", 0, 3, False)
    world.act("arrive", 0, 1, False)
    balance = world.balance
    assert (balance.pending, balance.held, balance.on_its_way) == (euros(0),) * 3
    assert balance.payable == min(balance.earned - balance.paid, euros(0))

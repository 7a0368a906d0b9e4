"""A payout, and what is told of it. Topic `influencers.payout`, key = the payout's id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.events import Event, Stamp, fact, instant_text
from shared.ids import derived_id
from shared.money import Money

PAYOUT_TOPIC = "influencers.payout"


class PayoutState(StrEnum):
    """Where a payout is; each may only be followed by a later one.

    A failed one is the end, also of one that was completed: a bank may send money back.
    """

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SENDING = "sending"
    SENT = "sent"
    COMPLETED = "completed"
    FAILED = "failed"


class PayoutMethod(StrEnum):
    """How it is paid: by a transfer that the team's bank makes, or through the provider."""

    TRANSFER = "transfer"
    STRIPE = "stripe"


# After an end it is looked at once more, later than any worker that was slow to take for it.
SWEEP = timedelta(hours=1)
_ORDER = list(PayoutState)
_ENDS = (PayoutState.COMPLETED, PayoutState.FAILED)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A file of transfers: `id` is its message id, by which a bank knows it when it comes again.

    `mark` stands for who pays whom in it, `payouts` are the ids of all of them, `on` is the day of
    the transfers. `instead` are the files, by payout, that these carried before and that were never
    given out.
    """

    id: str
    mark: str
    payouts: tuple[str, ...]
    made_at: datetime
    on: date
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Payout:
    """A payout of one partner in one program.

    While a draft gathers, `amount` is zero and `gathered` false. `lines` are what was taken of each
    commission, by its id: the amount is their sum, and they alone are paid by it. `attempt` counts
    the calls that were meant, and `key` is the provider's idempotency key of the last. `alone` are
    the accounts of the team that told, decided or let go one of its lines with nobody else.
    `provider_id` is the transfer's id at the provider, `batch` the one file for a bank that it is
    in, None where it was exported before files were kept. `reason` is a slug: why it failed, or
    what it waits for. `said_returned_by` told that the money came back, "" where nobody does: it is
    owed again once another confirms it. `due_at` is when a worker looks at it next.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    method: PayoutMethod
    amount: Money
    proposed_by: str
    created_at: datetime
    updated_at: datetime
    state: PayoutState = PayoutState.DRAFT
    gathered: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)
    below_minimum: bool = False
    alone: tuple[str, ...] = ()
    approved_by: str = ""
    attempt: int = 0
    provider_id: str = ""
    batch: Batch | None = None
    reason: str = ""
    said_returned_by: str = ""
    said_returned_at: datetime | None = None
    confirmed_at: datetime | None = None
    sending_at: datetime | None = None
    sent_at: datetime | None = None
    completed_at: datetime | None = None
    failed_at: datetime | None = None
    due_at: datetime | None = None
    attempts: int = 0
    version: int = 1

    @property
    def key(self) -> str:
        """The idempotency key of the attempt that is meant."""
        return f"payout:{self.id}:{self.attempt}"

    def pays(self, commission: str) -> bool:
        """Tell whether it brings what it took of a commission.

        One that was taken of too late, or by a payout that failed, is owed again.
        """
        return commission in self.lines and self.state is not PayoutState.FAILED

    def is_at_least(self, state: PayoutState) -> bool:
        """Tell whether it has come as far as `state`, or further."""
        return _ORDER.index(self.state) >= _ORDER.index(state)


Moved = tuple[Payout, Sequence[Event]]


def payout_id(workspace: str, program: str, partner: str, request: str) -> str:
    """Return the identifier; `request` is that of whoever proposes it, so that it is made once."""
    return derived_id("payout", workspace, program, partner, request)


def reference_of(id: str) -> str:  # noqa: A002 - the field's word
    """Return what people call a payout, or a line of its statement, by."""
    return id[:8].upper()


def moved(payout: Payout, state: PayoutState, at: datetime, **members: Any) -> Moved:
    """Return it in a later state, with the event that says so; unchanged where it is as far."""
    if payout.is_at_least(state):
        return payout, ()
    sweep = at + SWEEP if state in _ENDS else None
    dated = {"due_at": sweep, f"{state.value}_at": at}
    after = replace(payout, state=state, updated_at=at, **{**dated, **members})
    return after, [told(after, state.value, at)]


def told(payout: Payout, verb: str, at: datetime) -> Event:
    """Return the event; an attempt more is another one."""
    stamp = Stamp(derived_id(f"payout.{verb}", payout.id, str(payout.attempt)), at)
    optional: Mapping[str, str] = {"reason": payout.reason}
    data = {
        "program_id": payout.program_id,
        "partner_id": payout.partner_id,
        "method": payout.method.value,
        "amount": payout.amount.to_json(),
        "state": payout.state.value,
        "at": instant_text(at),
        **{name: text for name, text in optional.items() if text},
    }
    return fact(PAYOUT_TOPIC, verb, payout.id, stamp, data)

"""A payout is sent: the intent is stored, then the call made, then its outcome stored.

Where the outcome is not known, the same attempt is asked for again with the same key, after a look
for what it may have done already: the provider forgets keys after a day. A new attempt begins only
where the last was refused, and so did nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from services.influencers.domain.payout.errors import WrongPayoutState
from services.influencers.domain.payout.payout import (
    Moved,
    Payout,
    PayoutState,
    moved,
    told,
)

MOST_ATTEMPTS = 10
# Long enough for the longest call; after it another worker may look at what became of it.
LOOK_AGAIN = timedelta(minutes=2)
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=12)
# Arrivals take days, and are told; the provider is asked in case the notice never comes.
ASK_EVERY = timedelta(days=1)
REVERSAL_REFUSED = "reversal_refused"


def begin(payout: Payout, now: datetime) -> Moved:
    """Store the intent: what is called next carries `payout.key`.

    One that is being sent keeps its attempt and its key. What a bank carries out leaves in a file
    instead (`batch`). Raises `WrongPayoutState`.
    """
    due = now + LOOK_AGAIN
    if payout.state is PayoutState.SENDING:
        return replace(payout, due_at=due), ()
    if payout.state is not PayoutState.CONFIRMED:
        raise WrongPayoutState(extra={"state": payout.state.value})
    return moved(payout, PayoutState.SENDING, now, attempt=1, due_at=due)


def put_off(payout: Payout, reason: str, until: datetime) -> Moved:
    """Look again later at an attempt whose outcome is not known, or that was not taken in."""
    if payout.state is not PayoutState.SENDING:
        return payout, ()
    return replace(payout, reason=reason, due_at=until), ()


def refuse(payout: Payout, attempt: int, reason: str, now: datetime) -> Moved:
    """Note that an attempt was refused and did nothing: the next has a key of its own, later.

    After `MOST_ATTEMPTS` the payout fails. News of an earlier attempt change nothing.
    """
    if payout.state is not PayoutState.SENDING or attempt != payout.attempt:
        return payout, ()
    if payout.attempt >= MOST_ATTEMPTS:
        return fail(payout, reason, now)
    wait = min(FIRST_WAIT * 2 ** (payout.attempt - 1), LONGEST_WAIT)
    after = replace(
        payout, attempt=payout.attempt + 1, reason=reason, due_at=now + wait, updated_at=now
    )
    return after, [told(after, "put_off", now)]


def sent(payout: Payout, provider_id: str, now: datetime) -> Moved:
    """Note that the money left, and under which id; it may be known to have arrived already.

    What became of it is told by a notice, and asked for a day later. Raises `WrongPayoutState` for
    one that nobody meant to send.
    """
    _require_meant(payout)
    due = now + ASK_EVERY
    after, events = moved(
        payout, PayoutState.SENT, now, provider_id=provider_id, reason="", due_at=due
    )
    if not events and not payout.provider_id:
        return replace(payout, provider_id=provider_id), ()
    return after, events


def asked(payout: Payout, now: datetime) -> Moved:
    """Note that the provider was asked what became of it: again a day later, until it is known."""
    if payout.state is not PayoutState.SENT:
        return payout, ()
    return replace(payout, due_at=now + ASK_EVERY), ()


def not_taken_back(payout: Payout, now: datetime) -> Moved:
    """Note that money which did not reach the bank could not be taken back: it is not owed again.

    It stays with the partner at the provider, and somebody has to look at it.
    """
    if payout.state not in (PayoutState.SENT, PayoutState.COMPLETED):
        return payout, ()
    if payout.reason == REVERSAL_REFUSED:
        return payout, ()
    return replace(payout, reason=REVERSAL_REFUSED, updated_at=now), ()


def complete(payout: Payout, now: datetime) -> Moved:
    """Note that the money arrived. Raises `WrongPayoutState` for one that nobody meant to send."""
    _require_meant(payout)
    return moved(payout, PayoutState.COMPLETED, now, reason="")


def fail(payout: Payout, reason: str, now: datetime) -> Moved:
    """Note that the money did not arrive, or came back: what it took is owed again.

    Only for what is known to have brought nothing; an outcome that is not known is put off.
    """
    return moved(payout, PayoutState.FAILED, now, reason=reason)


def swept(payout: Payout) -> Payout:
    """Note that after its end nothing is left that it took and neither paid nor gave back."""
    return replace(payout, due_at=None) if payout.is_at_least(PayoutState.COMPLETED) else payout


def _require_meant(payout: Payout) -> None:
    if not payout.is_at_least(PayoutState.SENDING):
        raise WrongPayoutState(extra={"state": payout.state.value})

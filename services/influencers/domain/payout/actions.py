"""What may be done with a payout now, by one account of those who decide."""

from collections.abc import Iterator
from enum import StrEnum

from services.influencers.domain.payout.deciding import may_confirm
from services.influencers.domain.payout.payout import Payout, PayoutMethod, PayoutState
from services.influencers.domain.payout.returning import may_return


class PayoutAction(StrEnum):
    """A verb that a page may offer."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    EXPORT = "export"
    NOTE_PAID = "note_paid"
    NOTE_RETURNED = "note_returned"
    CONFIRM_RETURNED = "confirm_returned"
    DISMISS_RETURNED = "dismiss_returned"


def actions(payout: Payout, by: str) -> list[PayoutAction]:
    """Return what the account `by` may do now, in the order of a page."""
    return list(
        _deciding(payout, by) if payout.state is PayoutState.DRAFT else _banking(payout, by)
    )


def _deciding(payout: Payout, by: str) -> Iterator[PayoutAction]:
    if not payout.gathered:
        return
    if may_confirm(payout, by):
        yield PayoutAction.CONFIRM
    yield PayoutAction.DECLINE


def _banking(payout: Payout, by: str) -> Iterator[PayoutAction]:
    if payout.method is not PayoutMethod.TRANSFER or payout.state is PayoutState.FAILED:
        return
    again = payout.state is PayoutState.SENDING and payout.batch and not payout.said_returned_by
    if payout.state is PayoutState.CONFIRMED or again:
        yield PayoutAction.EXPORT
    if payout.state in (PayoutState.SENDING, PayoutState.SENT):
        yield PayoutAction.NOTE_PAID
    if may_return(payout):
        yield from _returning(payout, by)


def _returning(payout: Payout, by: str) -> Iterator[PayoutAction]:
    if not payout.said_returned_by:
        yield PayoutAction.NOTE_RETURNED
        return
    if payout.said_returned_by != by:
        yield PayoutAction.CONFIRM_RETURNED
    yield PayoutAction.DISMISS_RETURNED

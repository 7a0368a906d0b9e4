"""What may be done with a payout now, by one account of those who decide."""

from collections.abc import Iterator
from enum import StrEnum

from services.influencers.domain.payout.payout import Payout, PayoutMethod, PayoutState


class PayoutAction(StrEnum):
    """A verb that a page may offer."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    EXPORT = "export"
    NOTE_PAID = "note_paid"
    NOTE_RETURNED = "note_returned"


def actions(payout: Payout, by: str) -> list[PayoutAction]:
    """Return what the account `by` may do now, in the order of a page."""
    return list(_deciding(payout, by) if payout.state is PayoutState.DRAFT else _banking(payout))


def _deciding(payout: Payout, by: str) -> Iterator[PayoutAction]:
    if not payout.gathered:
        return
    if payout.proposed_by != by:
        yield PayoutAction.CONFIRM
    yield PayoutAction.DECLINE


def _banking(payout: Payout) -> Iterator[PayoutAction]:
    if payout.method is not PayoutMethod.TRANSFER or payout.state is PayoutState.FAILED:
        return
    if payout.state is PayoutState.CONFIRMED or (
        payout.state is PayoutState.SENDING and payout.batch is not None
    ):
        yield PayoutAction.EXPORT
    if payout.state in (PayoutState.SENDING, PayoutState.SENT):
        yield PayoutAction.NOTE_PAID
    if payout.is_at_least(PayoutState.SENDING):
        yield PayoutAction.NOTE_RETURNED

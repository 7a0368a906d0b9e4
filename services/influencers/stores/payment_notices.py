"""The notices of the payment provider, in the collection `payment_notices`."""

from shared.payments import NOTICES, Notices

__all__ = ["NOTICES", "PaymentNoticeStore"]


class PaymentNoticeStore(Notices):
    """Each is kept once, before anything follows from it."""

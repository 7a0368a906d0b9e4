"""Keep a notice of the provider: verified on its very bytes, once, before any work."""

from services.influencers.use_cases.context import Context
from shared.payments import BadSignature, receive

WANTED = frozenset({"account.updated", "payout.paid", "payout.failed", "transfer.reversed"})


def receive_notice(context: Context, raw: bytes, signature: str, *, connect: bool) -> bool:
    """Return whether it is new. Raises `BadSignature`, `StaleNotice` or `BadNotice`.

    Without a secret in the environment nothing is believed.
    """
    secret = context.notice_secrets.connect if connect else context.notice_secrets.platform
    if not secret:
        raise BadSignature
    return receive(
        context.stores.payment_notices,
        raw,
        signature,
        secret,
        wanted=WANTED,
        now=context.clock.now(),
    )

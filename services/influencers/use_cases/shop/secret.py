"""The secret that a shop signs with: made, shown once, used to verify."""

from datetime import datetime

from services.influencers.domain.shop import BadSignature, verify
from services.influencers.stores.shop_secrets import ShopSecret
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context

_PURPOSE = "shop"
_BYTES = 32


def make_shop_secret(context: Context, *, workspace: str, by: str) -> tuple[str, datetime]:
    """Return a new secret and when it was made; what was signed with another one counts no more."""
    secret, now = f"ksec_{context.ids.secret(_BYTES).hex()}", context.clock.now()
    wrapped = context.wrapper.wrap(secret.encode(), workspace, _PURPOSE)
    event = act_of(context, workspace=workspace, act="shop_secret_make", by=by)
    context.stores.shop_secrets.put(workspace, ShopSecret(wrapped, now), event)
    return secret, now


def verify_shop(context: Context, *, workspace: str, raw: bytes, header: str) -> None:
    """Check that a message is the shop's. Raises `BadSignature`, or `StaleSignature`."""
    known = context.stores.shop_secrets.find(workspace)
    if known is None:
        raise BadSignature
    secret = context.wrapper.unwrap(known.wrapped, workspace, _PURPOSE).decode()
    verify(raw, header, secret, context.clock.now())

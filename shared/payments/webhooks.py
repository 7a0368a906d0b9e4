"""What the provider tells us: verified on the very bytes that came, kept once, worked on later.

Platform and connected accounts have an address and a secret each. Nothing in a notice is believed
but its id, its type and what it is about: whoever works on it asks for the thing itself, so notices
may come late, repeated, or in any order.
"""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.payments.notices import Notice, Notices
from shared.payments.outcomes import BadNotice, BadSignature, StaleNotice

TOLERANCE = timedelta(minutes=5)


def receive(
    notices: Notices,
    raw: bytes,
    signature: str,
    secret: str,
    *,
    wanted: Collection[str],
    now: datetime,
) -> bool:
    """Keep a notice; return whether it is new. Of types that are not `wanted`, nothing follows.

    Raises what `verified` raises.
    """
    return notices.keep(verified(raw, signature, secret, now), wanted=wanted)


def verified(raw: bytes, signature: str, secret: str, now: datetime) -> Notice:
    """Return what a webhook's body says, once its `Stripe-Signature` is verified.

    Raises `BadSignature`, `StaleNotice` for one that was signed more than five minutes before or
    after `now`, or `BadNotice`.
    """
    from stripe import SignatureVerificationError, WebhookSignature

    try:
        WebhookSignature.verify_header(raw, signature, secret)
    except (SignatureVerificationError, UnicodeDecodeError) as error:
        raise BadSignature from error
    if abs(now - _signed_at(signature)) > TOLERANCE:
        raise StaleNotice
    try:
        return _notice(json.loads(raw), now)
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise BadNotice from error


def _signed_at(signature: str) -> datetime:
    """Return when a header that was verified says that it was signed."""
    parts = (part.partition("=") for part in signature.split(","))
    seconds = next(int(value) for name, _, value in parts if name == "t")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise StaleNotice from error


def _notice(body: Mapping[str, Any], now: datetime) -> Notice:
    texts = (body["id"], body["type"], body["data"]["object"]["id"], body.get("account") or "")
    if not all(isinstance(each, str) for each in texts):
        raise TypeError("ids are texts")
    return Notice(
        id=texts[0],
        type=texts[1],
        object_id=texts[2],
        account=texts[3],
        created_at=datetime.fromtimestamp(int(body["created"]), UTC),
        received_at=now,
    )

"""Limits that all processes of the gateway count together: where each attempt is a guess.

A write for each attempt is what that costs; the rates of requests (`rates.py`) are counted by each
process alone.
"""

import hashlib
import hmac
import math
from datetime import UTC, datetime
from typing import ClassVar

from limits import RateLimitItem, parse_many

from services.gateway.kit.parts import parts
from shared.errors import AppError, Kind


class TooManyAttempts(AppError):
    """There were too many attempts: try again later."""

    slug: ClassVar[str] = "throttled"
    kind: ClassVar[Kind] = Kind.THROTTLED


def count_attempt(what: str, who: str, rate: str, times: int = 1) -> list[str]:
    """Count an attempt of `who`; raise `TooManyAttempts` where `rate`, `times` over, is used up.

    Return what `give_back` takes. Raise `StoreUnavailable` where it cannot be counted: what is not
    counted is not tried.
    """
    return [_count(f"{what}\n{who}", limit, limit.amount * times) for limit in parse_many(rate)]


def give_back(counted: list[str]) -> None:
    """Count an attempt no more: it was no guess."""
    for each in counted:
        parts().accounts.stores.attempts.give_back(each)


def _count(tried: str, limit: RateLimitItem, most: int) -> str:
    """Count within a window of the clock, the same for all processes."""
    now, seconds = parts().clock.now(), limit.get_expiry()
    window = int(now.timestamp()) // seconds
    ends = datetime.fromtimestamp((window + 1) * seconds, UTC)
    counted = _id_of(f"{tried}\n{seconds}\n{window}")
    if parts().accounts.stores.attempts.count(counted, ends) > most:
        raise TooManyAttempts(retry_after=math.ceil((ends - now).total_seconds()))
    return counted


def _id_of(text: str) -> str:
    """Return an id that tells neither address nor account: only this gateway can make it again."""
    return hmac.digest(parts().secret_key.encode(), text.encode(), hashlib.sha256).hex()[:32]

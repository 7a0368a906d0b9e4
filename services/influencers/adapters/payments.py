"""Who moves money, by the settings: Stripe, the stand-in of this machine, or nobody."""

from collections.abc import Callable
from functools import cache

from services.influencers.settings import InfluencersSettings
from services.influencers.use_cases.context import PaidThrough
from services.influencers.use_cases.ports import Payments
from shared.payments import open_payments

# The stand-in takes keys of tests alone.
STANDIN_KEY = "sk_test_kermesse"


def payments_of(settings: InfluencersSettings) -> tuple[PaidThrough, Callable[[], Payments] | None]:
    """Return what payments run on, and what opens it where it is first needed.

    A key is Stripe's, whatever else is set: money is real then.
    """
    if settings.stripe_secret_key:
        return PaidThrough.STRIPE, _opened(settings.stripe_secret_key, "")
    if settings.payments_url:
        return PaidThrough.STANDIN, _opened(STANDIN_KEY, settings.payments_url)
    return PaidThrough.OFF, None


def _opened(key: str, address: str) -> Callable[[], Payments]:
    @cache
    def opened() -> Payments:
        return open_payments(key, address=address)

    return opened

"""What use cases are handed: one context for requests, and one for the worker, which has more."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.influencers.domain.payout import PaymentsDisabled
from services.influencers.stores import Stores
from services.influencers.use_cases.ports import Payments
from shared.clock import Clock
from shared.events import Stamp
from shared.files import Files
from shared.ids import IdSource
from shared.post import Post
from shared.secrets import SecretWrapper


class PaidThrough(StrEnum):
    """What payments run on: nothing, the stand-in of this machine (no real money), or Stripe."""

    OFF = "off"
    STANDIN = "standin"
    STRIPE = "stripe"


@dataclass(frozen=True)
class NoticeSecrets:
    """What the provider's notices are signed with: its own, and those of connected accounts."""

    platform: str = ""
    connect: str = ""


@dataclass(frozen=True)
class Context:
    """Clock, identifiers, stores, files, what opens wrapped keys, and who moves money.

    `home` is the address of our own pages, as `https://contests.example.org`.
    """

    clock: Clock
    ids: IdSource
    stores: Stores
    files: Files
    wrapper: SecretWrapper
    home: str
    payments: Callable[[], Payments] | None = None
    paid_through: PaidThrough = PaidThrough.OFF
    notice_secrets: NoticeSecrets = NoticeSecrets()

    def stamp(self) -> Stamp:
        """Return identifier and instant for an event that happens now."""
        return Stamp(self.ids.ulid(), self.clock.now())

    def require_payments(self) -> Payments:
        """Return the provider. Raises `PaymentsDisabled` where none is set up."""
        if self.payments is None:
            raise PaymentsDisabled
        return self.payments()


@dataclass(frozen=True, kw_only=True)
class WorkContext(Context):
    """What the timers of the worker use besides: how mails are written, wait and leave."""

    post: Post

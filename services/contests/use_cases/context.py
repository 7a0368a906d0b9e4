"""What use cases are handed: one context for requests, and one for the worker, which has more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest.blocking import Limits
from services.contests.domain.links import Links
from services.contests.stores import Stores
from services.contests.use_cases.contest.large_counts import LargeCounts
from services.contests.use_cases.ports import Alarms, Beacons, Postcodes, Signer
from shared.clock import Clock
from shared.events import Stamp
from shared.files import Files
from shared.ids import IdSource
from shared.post import Post
from shared.secrets import SecretWrapper


@dataclass(frozen=True)
class Policy:
    """What the operator decides: see the settings of the same names.

    `seal_lead` is the time that must lie between seal and round, `shortest_window` the shortest
    window a contest may give people, `chain` the hash of the beacon's chain, `seal_mails` whether
    everyone in the list gets the seal by mail.
    """

    seal_lead: timedelta
    shortest_window: timedelta
    chain: str
    seal_mails: bool = True

    @property
    def limits(self) -> Limits:
        """What the blocking list asks of dates."""
        return Limits(self.seal_lead, self.shortest_window, chain_of(self.chain).test)


@dataclass(frozen=True)
class Context:
    """Clock, identifiers, stores, files, keys, what is known of postcodes, large counts.

    `signers` makes a contest's signer of its seed of 32 bytes.
    """

    clock: Clock
    ids: IdSource
    stores: Stores
    files: Files
    wrapper: SecretWrapper
    signers: Callable[[bytes], Signer]
    postcodes: Postcodes
    policy: Policy
    large_counts: LargeCounts

    def stamp(self) -> Stamp:
        """Return identifier and instant for an event that happens now."""
        return Stamp(self.ids.ulid(), self.clock.now())


@dataclass(frozen=True)
class WorkContext(Context):
    """What the timers and subscriptions of the worker use besides.

    `postponement` is the step by which a draw moves that would follow its seal too closely.
    """

    post: Post
    links: Links
    beacons: Beacons
    alarms: Alarms
    postponement: timedelta

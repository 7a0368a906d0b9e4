"""What every use case of a contest's life and of entering is handed."""

from dataclasses import dataclass
from datetime import timedelta

from services.contests.domain.beacon import chain_of
from services.contests.domain.blocking import Limits
from services.contests.use_cases.ports import (
    Contests,
    Entries,
    Refusals,
    SealedLists,
    SignerMaker,
    Wrapper,
)
from shared.clock import Clock
from shared.events import Stamp
from shared.ids import IdSource


@dataclass(frozen=True)
class Policy:
    """What the operator decides: see the settings of the same names.

    `seal_lead` is the time that must lie between seal and round, `shortest_window` the shortest
    window a contest may give people, `chain` the hash of the beacon's chain.
    """

    seal_lead: timedelta
    shortest_window: timedelta
    chain: str

    @property
    def limits(self) -> Limits:
        """What the blocking list asks of dates."""
        return Limits(self.seal_lead, self.shortest_window, chain_of(self.chain).test)


@dataclass(frozen=True)
class Context:
    """Clock, identifiers, repositories, keys."""

    clock: Clock
    ids: IdSource
    contests: Contests
    entries: Entries
    refusals: Refusals
    lists: SealedLists
    wrapper: Wrapper
    signers: SignerMaker
    policy: Policy

    def stamp(self) -> Stamp:
        """Return identifier and instant for an event that happens now."""
        return Stamp(self.ids.ulid(), self.clock.now())

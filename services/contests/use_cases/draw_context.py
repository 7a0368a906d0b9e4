"""What the use cases from the seal on are handed: the context of a contest's life, and more."""

from dataclasses import dataclass
from datetime import timedelta

from services.contests.domain.links import Links
from services.contests.use_cases.context import Context
from services.contests.use_cases.draw_ports import (
    Alarms,
    Audit,
    Beacons,
    Draws,
    Letters,
    ListChunks,
    ListedEntries,
    Mailings,
    Mails,
    Outages,
    Outcomes,
    PastedBeacons,
    Winners,
)
from shared.events import Stamp
from shared.ids import derived_id
from shared.mail import Mailer


@dataclass(frozen=True)
class Post:
    """How mails leave: `sender` is the address in From, `seals` whether entrants get the seal."""

    letters: Letters
    mailer: Mailer
    links: Links
    sender: str
    seals: bool = True


@dataclass(frozen=True)
class DrawRecords:
    """The collections from the seal on."""

    listed: ListedEntries
    chunks: ListChunks
    draws: Draws
    winners: Winners
    outcomes: Outcomes
    mails: Mails
    mailings: Mailings
    outages: Outages
    pasted: PastedBeacons
    audit: Audit


@dataclass(frozen=True)
class DrawContext(Context):
    """What requests about claims, outcomes and certificates use."""

    records: DrawRecords

    def stamp_of(self, *parts: str) -> Stamp:
        """Return the stamp of a fact that happens once: a repeat gives it the same identifier."""
        return Stamp(derived_id(*parts), self.clock.now())


@dataclass(frozen=True)
class WorkContext(DrawContext):
    """What the timers and subscriptions of the worker use besides.

    `postponement` is the step by which a draw moves that would follow its seal too closely.
    """

    post: Post
    beacons: Beacons
    alarms: Alarms
    postponement: timedelta

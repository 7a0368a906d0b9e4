"""A winner: who holds a place, what they answered, and until when they may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.winner.details import Address
from services.contests.domain.winner.sending import Sending
from shared.events import Event, instant_text
from shared.forms.field import Texts
from shared.ids import derived_id

OBJECTION_TIME = timedelta(hours=72)
STAFF_CODES = ("not_eligible", "identity_not_shown", "rules_breach")


class WinnerState(StrEnum):
    """`drawn → notified → accepted → verified → fulfilled`, or `skipped` on the way."""

    DRAWN = "drawn"
    NOTIFIED = "notified"
    ACCEPTED = "accepted"
    VERIFIED = "verified"
    FULFILLED = "fulfilled"
    SKIPPED = "skipped"


HOLDING = (
    WinnerState.DRAWN,
    WinnerState.NOTIFIED,
    WinnerState.ACCEPTED,
    WinnerState.VERIFIED,
)


class About(StrEnum):
    """What a winner was told of by another channel than our mail."""

    PRIZE = "prize"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Skip:
    """Someone proposed to skip a winner, and `approved_by` is who confirmed it, or "".

    `code` is public. `evidence_hash` is the SHA-256 of evidence that staff keeps.
    """

    code: str
    evidence_hash: str
    by: str
    at: datetime
    approved_by: str = ""

    @property
    def mark(self) -> str:
        """What stands for this proposal as it is, so that nobody acts on another one."""
        said = (self.code, self.evidence_hash, self.by, instant_text(self.at))
        return derived_id(*said, self.approved_by)


@dataclass(frozen=True, slots=True)
class SkipStep:
    """What the account `by` did to a skip of a winner: `propose`, `replace`, `approve` or `keep`.

    `code` is the reason of the skip that it was about.
    """

    did: str
    code: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """Someone says that a winner was told, and `approved_by` is who confirmed it, or ""."""

    about: About
    evidence_hash: str
    by: str
    at: datetime
    approved_by: str = ""

    @property
    def mark(self) -> str:
        """What stands for this proposal as it is, so that nobody acts on another one."""
        said = (self.about.value, self.evidence_hash, self.by, instant_text(self.at))
        return derived_id(*said, self.approved_by)


@dataclass(frozen=True, slots=True)
class WinnerLetter:
    """A letter of the account `by` as this winner got it, in their language where it has it.

    `language` is the one it is in; "" of one that was written before this was noted.
    """

    id: str
    by: str
    at: datetime
    subject: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Winner:
    """Who holds a place, or held it.

    `prize` is an index in the commitment's prizes. `hold_until` is until when the prize is held
    where no mail reaches the winner, `answer_by` until when who was told may answer. An
    announced skip passes the prize on at `objection_until`, which is known once the winner was
    told of it; `notice_owed` while the mail that tells them is not written. `skip_steps` is all
    that was decided about a skip, in turn. `kept_from` is when a skip was announced that was taken
    back, while the mail that says so is not written. `reminded`
    is the last reminder that was written, or "". `details_by` is until when what the prize asks is
    asked of who accepted, None where nothing is or it was given; past it nothing is lost.
    `asked_at` is since when, None where that was their yes.
    `address` and `choice` are what they gave for the prize, at `given_at`; `sending` is how it
    goes, `replaced` what was noted before it, in turn, `received` whether it is they who say that
    it came, `left_at` when they left though it had gone. What was sent counts as received at
    `counts_at`, unless they said at `missing_at` that something lacks. `letters` are what the team
    wrote to them. `due_at` is when someone must look at it next. `code` says in public why a winner
    was skipped. `claim_token` is a SHA-256 hash.
    """

    workspace_id: str
    contest_id: str
    ref: str
    entry_id: str
    place: int
    prize: int
    prize_name: str
    promoted: bool
    state: WinnerState
    claim_token: str
    drawn_at: datetime
    hold_until: datetime
    version: int = 1
    attempts: int = 0
    code: str = ""
    notified_at: datetime | None = None
    answer_by: datetime | None = None
    answered_at: datetime | None = None
    verified_at: datetime | None = None
    fulfilled_at: datetime | None = None
    skipped_at: datetime | None = None
    skip: Skip | None = None
    skip_steps: tuple[SkipStep, ...] = ()
    announced_at: datetime | None = None
    notice_owed: bool = False
    kept_from: datetime | None = None
    objection_until: datetime | None = None
    told: Told | None = None
    reminded: str = ""
    details_by: datetime | None = None
    asked_at: datetime | None = None
    address: Address | None = None
    choice: Texts | None = None
    given_at: datetime | None = None
    sending: Sending | None = None
    replaced: tuple[Sending, ...] = ()
    received: bool = False
    counts_at: datetime | None = None
    missing_at: datetime | None = None
    left_at: datetime | None = None
    letters: tuple[WinnerLetter, ...] = ()
    due_at: datetime | None = None

    @property
    def id(self) -> str:
        """The identifier: one winner for each ref of a contest, ever."""
        return winner_id(self.contest_id, self.ref)

    @property
    def holds(self) -> bool:
        """Whether the prize may still be lost, or is not handed over yet."""
        return self.state in HOLDING

    @property
    def may_lose(self) -> bool:
        """Whether the prize may still pass on: one that has gone does not come back."""
        return self.holds and self.sending is None

    @property
    def leads_to_a_person(self) -> bool:
        """Whether something is kept that the prize needed to reach them."""
        sent = self.sending is not None and bool(self.sending.tracking or self.sending.voucher)
        return sent or bool(self.replaced) or self.address is not None or self.choice is not None

    def letter(self, letter: str) -> WinnerLetter | None:
        """Return the letter of an id, None where they have none of it."""
        return next((each for each in self.letters if each.id == letter), None)

    @property
    def objectionable(self) -> Skip | None:
        """The announced skip to which the winner may object, or None."""
        return self.skip if self.holds and self.announced_at is not None else None

    @property
    def skip_shown(self) -> Skip | None:
        """The skip that is open, or that cost the prize; of a prize that has gone there is none."""
        return self.skip if self.may_lose or self.state is WinnerState.SKIPPED else None

    @property
    def next_end(self) -> datetime | None:
        """When something about this winner ends next; None: nothing is pending.

        The time to object, else the time to answer once told, and before that the time until which
        a prize may be held for someone whom nothing reaches. An announced skip of which they were
        not told yet holds the end of the time to answer up, as long as the prize may be held.
        """
        if not self.holds:
            return None
        answer_by = self.answer_by
        if answer_by is not None and self.announced_at is not None:
            answer_by = max(answer_by, self.hold_until)
        awaited = {WinnerState.DRAWN: self.hold_until, WinnerState.NOTIFIED: answer_by}
        return self.objection_until or awaited.get(self.state)


Moved = tuple[Winner, Sequence[Event]]
WinnerStep = Callable[[Winner], Moved]


def winner_id(contest: str, ref: str) -> str:
    """Return the identifier of a winner."""
    return f"{contest}:{ref}"

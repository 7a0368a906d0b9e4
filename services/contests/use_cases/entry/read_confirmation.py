"""Show what the button behind a confirmation link would do. Changes nothing."""

from dataclasses import dataclass
from enum import StrEnum

from services.contests.domain.contest import Contest, takes_confirmations
from services.contests.domain.contest.eligibility import lines_of
from services.contests.domain.entry import CONFIRMED_ONCE, MARKETING, Entry, EntryState
from services.contests.domain.tokens import CONFIRM, token_hash
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from shared.addresses import address_key


class Prospect(StrEnum):
    """`already`: the same person takes part by another entry; `excluded`: the team took it out."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True)
class PendingConfirmation:
    """What a confirmation page shows."""

    prospect: Prospect
    entry: Entry
    contest: Contest

    @property
    def ref(self) -> str | None:
        """The ref, once the entry was confirmed."""
        return self.entry.ref if self.entry.state in CONFIRMED_ONCE else None

    @property
    def newsletter(self) -> str:
        """The exact line of the newsletter that was ticked on the form, "" where none was."""
        if self.prospect is not Prospect.PENDING or not self.entry.takes_news:
            return ""
        return lines_of(self.contest.in_force, self.entry.language).get(MARKETING, "")

    @property
    def reason(self) -> str:
        """The public reason of the exclusion, or ""."""
        return self.entry.reason if self.prospect is Prospect.EXCLUDED else ""


def read_confirmation(context: Context, *, workspace: str, token: str) -> PendingConfirmation:
    """Return what a confirmation token stands for. Raises `NotFound`."""
    entry = context.stores.entries.by_token(workspace, CONFIRM, token_hash(token))
    contest = context.stores.contests.get(workspace, entry.contest_id)
    return PendingConfirmation(_prospect(entry, contest, context), entry, contest)


def _prospect(entry: Entry, contest: Contest, context: Context) -> Prospect:
    if entry.state in CONFIRMED_ONCE:
        return Prospect(entry.state.value)
    if entry.state is not EntryState.UNCONFIRMED:
        return Prospect.CLOSED
    if not takes_confirmations(contest, context.clock.now()):
        return Prospect.CLOSED
    key = address_key(address_secret(context, contest), entry.person.email)
    if context.stores.entries.of_address(entry.workspace_id, entry.contest_id, key):
        return Prospect.ALREADY
    return Prospect.PENDING

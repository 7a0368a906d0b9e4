"""Show a person their own entry, by the link in their mail. Changes nothing."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import MANAGE, UNSUBSCRIBE, token_hash, token_of
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class OwnEntry:
    """An entry and its contest; `in_list` is None until the list is sealed.

    `unsubscribe` is the token that stops marketing: whoever may withdraw an entry may do that too.
    """

    entry: Entry
    contest: Contest
    in_list: bool | None
    unsubscribe: str = ""

    @property
    def actions(self) -> list[str]:
        """What its person may do now: `withdraw`, `unsubscribe`."""
        leave = ["withdraw"] if self.entry.takes_part else []
        return [*leave, *(["unsubscribe"] if self.entry.takes_news else [])]


def read_own_entry(context: Context, *, workspace: str, token: str) -> OwnEntry:
    """Return the entry of a manage token. Raises `NotFound`."""
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    contest = context.stores.contests.get(workspace, entry.contest_id)
    sealed = contest.sealed_at is not None
    in_list = context.stores.list_chunks.holds(workspace, contest.id, entry.ref) if sealed else None
    key = address_secret(context, contest) if contest.secrets.address_key else b""
    stop = token_of(key, UNSUBSCRIBE, entry.id) if key else ""
    return OwnEntry(entry, contest, in_list, stop)

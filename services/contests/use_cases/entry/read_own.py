"""Show a person their own entry, by the link in their mail. Changes nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.contests.domain.contest import Contest, people_gone_by, takes_corrections
from services.contests.domain.entry import Entry
from services.contests.domain.outcome import OwnResult
from services.contests.domain.tokens import MANAGE, UNSUBSCRIBE, token_hash, token_of
from services.contests.domain.winner import Winner
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.own_winner import own_winner
from services.contests.use_cases.newsletter.withdraw import still_takes_news
from services.contests.use_cases.outcome.left import alternates_left
from services.contests.use_cases.outcome.own import own_result


@dataclass(frozen=True)
class OwnEntry:
    """An entry and its contest; `in_list` is None until the list is sealed.

    `winner` is the place that it holds or held. `unsubscribe` is the token that stops marketing:
    whoever may erase an entry may do that too. `actions` are what its person may do now: `correct`,
    `withdraw` (which erases them), `unsubscribe`, `export`. `kept_until` is when they are erased at
    the latest, None once nothing of them is kept. `alternates_left` are those who may still take a
    prize that they would give up, None where they hold none. `result` is what the draw means to the
    entry, None before it and for one that is not in the list. Until it is confirmed, the address
    may be a stranger's: the entry says nothing of a person, and can only be erased.
    """

    entry: Entry
    contest: Contest
    in_list: bool | None
    winner: Winner | None
    actions: list[str]
    kept_until: datetime | None = None
    unsubscribe: str = ""
    alternates_left: int | None = None
    result: OwnResult | None = None


def read_own_entry(context: Context, *, workspace: str, token: str) -> OwnEntry:
    """Return the entry of a manage token. Raises `NotFound`."""
    entry = context.stores.entries.by_token(workspace, MANAGE, token_hash(token))
    contest = context.stores.contests.get(workspace, entry.contest_id)
    sealed = contest.sealed_at is not None
    in_list = context.stores.list_chunks.holds(workspace, contest.id, entry.ref) if sealed else None
    key = address_secret(context, contest) if contest.secrets.address_key else b""
    winner = own_winner(context, entry)
    return OwnEntry(
        _shown(entry),
        contest,
        in_list,
        winner=winner,
        actions=_actions(context, contest, entry),
        kept_until=people_gone_by(contest) if entry.names_someone else None,
        unsubscribe=token_of(key, UNSUBSCRIBE, entry.id) if key else "",
        alternates_left=alternates_left(context, workspace=workspace, contest=contest.id)
        if winner is not None and winner.may_lose
        else None,
        result=own_result(context, contest, entry.ref) if in_list else None,
    )


def _shown(entry: Entry) -> Entry:
    return entry if entry.proven else replace(entry.forget(), consents=(), source="", link="")


def _actions(context: Context, contest: Contest, entry: Entry) -> list[str]:
    offered = {
        "correct": takes_corrections(contest, entry, context.clock.now()),
        "withdraw": entry.names_someone,
        "unsubscribe": entry.proven and still_takes_news(context, entry),
        "export": entry.proven,
    }
    return [action for action, may in offered.items() if may]

"""Winners with first name and address, for who may read people."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from services.contests.domain.audit import PeopleRead, Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.mail.purpose import Purpose as MailPurpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.read_outcome import winner_view
from shared.documents import Document
from shared.errors import NotFound


@dataclass(frozen=True)
class WinnersPage:
    """`after` is the last place of this page (None: no more places)."""

    contest: Contest
    items: list[dict[str, Any]]
    after: str | None


def read_winners(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    after: str | None = None,
    limit: int = 50,
) -> WinnersPage:
    """Return everyone who holds or held one of the next `limit` places, by place and turn.

    That the account `by` sees them is stored first: without the note nobody is shown. Raises
    `NotFound` before the draw.
    """
    found = context.stores.contests.get(workspace, contest)
    if context.stores.draws.get(workspace, contest) is None:
        raise NotFound
    places = _places(context.stores.winners.of_contest(workspace, contest), after)
    winners = [winner for held in places[:limit] for winner in held]
    if winners:
        _note(winners, by, context)
    mails = context.stores.mails.states(workspace, contest, MailPurpose.WINNER)
    items = [{**winner_view(winner, mails), **_person(winner, context)} for winner in winners]
    return WinnersPage(found, items, str(winners[-1]["place"]) if places[limit:] else None)


def _places(winners: Sequence[Document], after: str | None) -> list[list[Document]]:
    """Return who held each place after `after`."""
    last = int(after) if after and after.isdecimal() else 0
    held = groupby(winners, key=lambda winner: winner["place"])
    return [list(each) for place, each in held if place > last]


def _note(winners: Sequence[Document], by: str, context: Context) -> None:
    context.stores.audit.add(
        PeopleRead(
            id=context.ids.ulid(),
            workspace_id=winners[0]["workspace_id"],
            contest_id=winners[0]["contest_id"],
            account_id=by,
            purpose=Purpose.WINNERS,
            refs=tuple(winner["ref"] for winner in winners),
            at=context.clock.now(),
        )
    )


def _person(winner: Document, context: Context) -> dict[str, str]:
    entry = context.stores.entries.get(
        winner["workspace_id"], winner["contest_id"], winner["entry_id"]
    )
    return {
        "first_name": entry.person.first_name,
        "email": entry.person.email,
        "language": entry.language,
    }

"""A contest before and at its opening: drafted, saved, opened."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.contests.domain.contest.asking import with_asks
from services.contests.domain.contest.blocking import Limits, blocking, missing_titles
from services.contests.domain.contest.contest import Contest, Secrets, State
from services.contests.domain.contest.rules import completed, freeze, with_defaults
from services.contests.domain.contest.schedule import schedule_of
from services.contests.domain.draw import rules_hash
from services.contests.domain.errors import ContestIncomplete
from services.contests.domain.events import contest_opened
from shared.errors import Invalid
from shared.events import Event, Stamp

TEXT_STATES = (State.OPEN, State.CLOSED, State.SEALED, State.DRAWN, State.SETTLED)


def drafted(
    at: datetime,
    *,
    contest_id: str,
    workspace: str,
    slug: str,
    settings: Mapping[str, Any],
    texts: Mapping[str, Any],
    request_hash: str = "",
) -> Contest:
    """Return a draft, which may still lack nearly everything."""
    return Contest(
        id=contest_id,
        workspace_id=workspace,
        slug=slug,
        created_at=at,
        updated_at=at,
        request_hash=request_hash,
        settings=with_defaults(settings),
        texts={name: given for name, given in texts.items() if given is not None},
    )


def saved(
    contest: Contest,
    at: datetime,
    *,
    slug: str | None,
    settings: Mapping[str, Any],
    texts: Mapping[str, Any],
    asks: Sequence[Mapping[str, Any]] | None = None,
) -> Contest:
    """Replace members of `settings` and languages of `texts` by those of the same name.

    None removes a member, and leaves slug and asks. What says nothing new changes nothing. Of a
    contest that was opened, only texts and asks change, and no title goes. Raises `WrongState`, or
    `Invalid` for a title or asks.
    """
    frozen = settings or slug not in (None, contest.slug)
    contest.require(State.DRAFT, *(() if frozen else TEXT_STATES))
    after = replace(
        contest,
        slug=slug or contest.slug,
        settings=_merged(contest.settings, settings),
        texts=_merged(contest.texts, texts),
    )
    if after.opened and (faults := list(missing_titles(after.in_force, after.texts))):
        raise Invalid(fields=faults)
    after = after if asks is None else with_asks(after, asks)
    return after if after == contest else replace(after, updated_at=at)


def opened(
    contest: Contest,
    stamp: Stamp,
    *,
    by: str,
    limits: Limits,
    chain: str,
    secrets: Secrets,
    receipts: str,
    salt: bytes,
) -> tuple[Contest, list[Event]]:
    """Freeze the settings of a draft by their hash: from here on they are a promise.

    `chain` is the hash of the beacon's chain, `receipts` the public key of receipts, `salt` 16
    bytes. Raises `WrongState`, or `ContestIncomplete` with what blocks.
    """
    contest.require(State.DRAFT)
    settings = completed(contest.settings, limits)
    if faults := blocking(settings, contest.texts, limits, stamp.at):
        raise ContestIncomplete(fields=faults)
    frozen = freeze(settings, chain=chain, receipts=receipts, salt=salt, now=stamp.at)
    after = replace(
        contest,
        state=State.OPEN,
        settings=frozen,
        secrets=secrets,
        opened_at=stamp.at,
        opened_by=by,
        updated_at=stamp.at,
        due_at=schedule_of(frozen).closes_at,
    )
    after = replace(after, rules_hash=rules_hash(after.rules))
    event = contest_opened(
        stamp,
        contest_id=contest.id,
        slug=contest.slug,
        dates=after.schedule.as_dates(),
        rules_hash=after.rules_hash,
        test_beacon=after.test_beacon,
    )
    return after, [event]


def _merged(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**before, **given}.items() if value is not None}

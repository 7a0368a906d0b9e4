"""Open a contest: from here on, its settings are a promise."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest, State, opened, require
from services.contests.domain.contest.blocking import blocking
from services.contests.domain.contest.rules import completed, freeze
from services.contests.domain.errors import ContestIncomplete
from services.contests.domain.events import contest_opened
from services.contests.use_cases.contest.keys import with_new_secrets
from services.contests.use_cases.context import Context
from services.contests.use_cases.versions import contest_at

SALT_BYTES = 16


@dataclass(frozen=True)
class OpenContest:
    """Someone publishes the version they read."""

    workspace_id: str
    contest_id: str
    version: int
    by: str


def open_contest(command: OpenContest, context: Context) -> Contest:
    """Freeze the settings by their hash, make the contest's keys, and set when it closes.

    Raises `NotFound`, `StaleVersion`, `WrongState`, or `ContestIncomplete` with what blocks.
    """
    draft = contest_at(context, command.workspace_id, command.contest_id, command.version)
    require(draft, State.DRAFT)
    now = context.clock.now()
    settings = completed(draft.settings, context.policy.limits)
    if faults := blocking(settings, draft.texts, context.policy.limits, now):
        raise ContestIncomplete(fields=faults)
    keyed, public_key = with_new_secrets(context, draft)
    salt = context.ids.secret(SALT_BYTES)
    frozen = freeze(settings, chain=context.policy.chain, receipts=public_key, salt=salt, now=now)
    contest = opened(keyed, frozen, by=command.by, at=now)
    event = contest_opened(
        context.stamp(),
        contest_id=contest.id,
        slug=contest.slug,
        dates=contest.schedule.as_dates(),
        rules_hash=contest.rules_hash,
        test_beacon=contest.test_beacon,
    )
    return context.stores.contests.save(contest, [event])

"""Open a contest: from here on, its settings are a promise."""

from services.contests.domain.contest import Contest, opened
from services.contests.use_cases.audit.changes import audited
from services.contests.use_cases.contest.keys import new_secrets
from services.contests.use_cases.context import Context
from shared.events import Event

SALT_BYTES = 16


def open_contest(
    context: Context, *, workspace: str, contest: str, version: int, by: str
) -> Contest:
    """Freeze the settings by their hash, make the contest's keys, and set when it closes.

    Someone publishes the version they read. Raises `NotFound`, `StaleVersion`, `WrongState`, or
    `ContestIncomplete` with what blocks.
    """

    def open_it(draft: Contest) -> tuple[Contest, list[Event]]:
        secrets, public_key = new_secrets(context, draft)
        return opened(
            draft.at(version),
            context.stamp(),
            by=by,
            limits=context.policy.limits,
            chain=context.policy.chain,
            secrets=secrets,
            receipts=public_key,
            salt=context.ids.secret(SALT_BYTES),
        )

    step = audited(context, open_it, workspace=workspace, contest=contest, act="open", by=by)
    return context.stores.contests.change(workspace, contest, step)

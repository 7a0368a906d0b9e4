"""Write once to those who entered and did not win, where the team wants it."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.contest import Contest, may_tell_result
from services.contests.domain.errors import WrongState
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.context import Context
from shared.ids import derived_id
from shared.post import Mailing


def tell_result(context: Context, *, workspace: str, contest: str) -> Contest:
    """Return the contest whose result is told; a repeat changes nothing.

    Who has a place is left out: the draw tells them; an alternate reads that it is one. Raises
    `NotFound`, or `WrongState` before the draw and once people are erased.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    if found.result_told_at is not None:
        return found
    if not may_tell_result(found):
        raise WrongState(extra={"state": found.state.value})
    # Its identifier is the contest's: two people who press at once owe one mailing.
    context.stores.mailings.add(_mailing(found, now))
    return context.stores.contests.change(workspace, contest, lambda each: (_told(each, now), ()))


def _told(contest: Contest, at: datetime) -> Contest:
    return replace(contest, result_told_at=contest.result_told_at or at)


def _mailing(contest: Contest, now: datetime) -> Mailing:
    return Mailing(
        id=derived_id("result", contest.id),
        workspace_id=contest.workspace_id,
        purpose=Purpose.RESULT,
        subject_id=contest.id,
        due_at=now,
    )

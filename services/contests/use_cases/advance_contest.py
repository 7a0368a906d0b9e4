"""Take the step of a contest's life that is due: close, seal, draw, erase its people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest import Contest, State, retention_end
from services.contests.use_cases.close_contest import CloseContest, close_contest
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.draw_contest import DrawContest, draw_contest
from services.contests.use_cases.erase_people import ErasePeople, erase_people
from services.contests.use_cases.lengthen_windows import LengthenWindows, lengthen_windows
from services.contests.use_cases.seal_contest import SealContest, seal_contest
from services.contests.use_cases.witness_seal import WitnessSeal, witness_seal
from shared.errors import StaleVersion

_TRIES = 5
CHECK_BEFORE = timedelta(seconds=30)


@dataclass(frozen=True)
class AdvanceContest:
    """The contest's `due_at` came."""

    workspace: str
    contest: str


def advance_contest(command: AdvanceContest, context: WorkContext) -> None:
    """Take the step that is due, or put `due_at` where it belongs.

    The contest is read anew and every step is guarded by its version: two workers at once, or a
    worker that ends in the middle, change nothing twice.
    """
    for _ in range(_TRIES):
        try:
            return _advance(
                context.stores.contests.get(command.workspace, command.contest), context
            )
        except StaleVersion:
            continue
    raise StaleVersion


def _advance(contest: Contest, context: WorkContext) -> None:
    now = context.clock.now()
    if contest.state is State.CLOSED and now >= _window_check(contest):
        contest = _with_time_given_back(contest, context)
    due_at = next_look(contest, now)
    if due_at is None or now < due_at:
        _look_again(contest, due_at, context)
    elif contest.state is State.OPEN:
        close_contest(CloseContest(contest), context)
    elif contest.state is State.CLOSED:
        seal_contest(SealContest(contest), context)
    elif contest.state is not State.SEALED:
        erase_people(ErasePeople(contest), context)
    elif contest.witnessed:
        draw_contest(DrawContest(contest), context)
    else:
        witness_seal(WitnessSeal(contest), context)


def next_look(contest: Contest, now: datetime) -> datetime | None:
    """Return when the worker has something to do for a contest; None: nothing any more."""
    if contest.state is State.OPEN:
        return contest.schedule.closes_at
    if contest.state is State.CLOSED:
        check = _window_check(contest)
        return check if now < check else contest.schedule.review_until
    if contest.state is State.SEALED and contest.commitment is not None:
        if not contest.witnessed:
            return now
        beacon = contest.commitment["beacon"]
        return chain_of(beacon["chain"]).time_of(beacon["round"])
    return retention_end(contest)


def _window_check(contest: Contest) -> datetime:
    """Return when to see whether mails were down: before the window ends, and mails with it."""
    within = timedelta(seconds=contest.in_force["confirm_within"])
    return contest.schedule.confirm_by - min(CHECK_BEFORE, within / 10)


def _with_time_given_back(contest: Contest, context: WorkContext) -> Contest:
    if contest.sealing_at is not None:
        return contest
    return lengthen_windows(LengthenWindows(contest), context) or contest


def _look_again(contest: Contest, due_at: datetime | None, context: WorkContext) -> None:
    if contest.due_at != due_at:
        context.stores.contests.save(replace(contest, due_at=due_at))

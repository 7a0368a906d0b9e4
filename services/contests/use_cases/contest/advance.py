"""Take the step of a contest's life that is due: close, seal, draw, erase its people."""

from services.contests.domain.contest import Contest, State, looked_at, next_look, window_check
from services.contests.use_cases.contest.close import close_contest
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.contest.lengthen_windows import lengthen_windows
from services.contests.use_cases.contest.seal import seal_contest
from services.contests.use_cases.contest.witness_seal import witness_seal
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.draw.make import draw_contest


def advance_contest(context: WorkContext, *, workspace: str, contest: str) -> None:
    """Take the step that is due, or put `due_at` where it belongs.

    The contest is read anew, and every step asks it again when it writes: two workers at once, or
    a worker that ends in the middle, change nothing twice.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    in_review = found.state is State.CLOSED and found.sealing_at is None
    if in_review and now >= window_check(found):
        found = lengthen_windows(context, found)
    due_at = next_look(found, now)
    if due_at is None or now < due_at:
        context.stores.contests.change(workspace, contest, lambda each: (looked_at(each, now), ()))
    else:
        _step(context, found)


def _step(context: WorkContext, contest: Contest) -> None:
    if contest.state is State.OPEN:
        close_contest(context, contest)
    elif contest.state is State.CLOSED:
        seal_contest(context, contest)
    elif contest.state is not State.SEALED:
        erase_people(context, contest)
    elif contest.witnessed:
        draw_contest(context, contest)
    else:
        witness_seal(context, contest)

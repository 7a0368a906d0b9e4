"""Seal a contest: freeze the list in chunks, then commit to it, before the beacon's round."""

from services.contests.domain.contest import Contest, marked, put_off
from services.contests.use_cases.contest.commit_list import commit_list
from services.contests.use_cases.contest.freeze_list import freeze_list
from services.contests.use_cases.contest.witness_seal import witness_seal
from services.contests.use_cases.context import WorkContext


def seal_contest(context: WorkContext, contest: Contest) -> None:
    """Go on with the sealing of a contest whose review ended, from wherever it stands.

    First `sealing_at`: whoever writes an entry reads it afterwards. Then the chunks, some at a
    time. Then the commitment, in one guarded change, which is read back before its round.
    """
    contests, whose = context.stores.contests, (contest.workspace_id, contest.id)
    contest = contests.change(*whose, lambda found: (marked(found, context.clock.now()), ()))
    if contest.sealing_at is None:
        return
    if freeze_list(context, contest):
        witness_seal(context, commit_list(context, contest))
    else:
        contests.change(*whose, lambda found: (put_off(found, context.clock.now()), ()))

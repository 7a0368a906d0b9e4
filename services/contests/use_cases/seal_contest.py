"""Seal a contest: freeze the list in chunks, then commit to it, before the beacon's round."""

from dataclasses import dataclass, replace

from services.contests.domain.contest import Contest
from services.contests.use_cases.commit_list import CommitList, commit_list
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.freeze_list import FreezeList, freeze_list
from services.contests.use_cases.witness_seal import WitnessSeal, witness_seal


@dataclass(frozen=True)
class SealContest:
    """The review of a closed contest ended."""

    contest: Contest


def seal_contest(command: SealContest, context: WorkContext) -> None:
    """Go on with the sealing from wherever it stands. Raises `StaleVersion`.

    First `sealing_at`: whoever writes an entry reads it afterwards. Then the chunks, some at a
    time. Then the commitment, in one guarded change, which is read back before its round.
    """
    contest = command.contest
    if contest.sealing_at is None:
        contest = context.stores.contests.save(replace(contest, sealing_at=context.clock.now()))
    if not freeze_list(FreezeList(contest), context):
        context.stores.contests.save(replace(contest, due_at=context.clock.now()))
        return
    sealed = commit_list(CommitList(contest), context)
    witness_seal(WitnessSeal(sealed), context)

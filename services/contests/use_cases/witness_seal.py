"""Read a seal back before its round: a list committed to afterwards is never drawn from."""

from dataclasses import dataclass, replace

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest import Contest
from services.contests.use_cases.commit_list import CommitList, commit_list
from services.contests.use_cases.context import WorkContext


@dataclass(frozen=True)
class WitnessSeal:
    """A contest was read that holds a commitment nobody has witnessed."""

    contest: Contest


def witness_seal(command: WitnessSeal, context: WorkContext) -> None:
    """Note that the commitment stood before its round; one that did not is replaced, publicly.

    A process may be paused between its look at the clock and its write, or end right after it:
    what was read back before the round was written before it. Else the draw moves by whole days
    and the same list is committed to for its new round. Raises `StaleVersion`.
    """
    contest = command.contest
    beacon = (contest.commitment or {})["beacon"]
    round_time = chain_of(beacon["chain"]).time_of(beacon["round"])
    if context.clock.now() < round_time:
        context.stores.contests.save(replace(contest, witnessed=True, due_at=round_time))
    else:
        commit_list(CommitList(contest), context)

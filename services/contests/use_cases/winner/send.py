"""Staff note how a prize goes to its winner."""

from services.contests.domain.winner import Winner, send, sending_of
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.decide import decide


def send_prize(
    context: Context,
    *,
    workspace: str,
    contest: str,
    ref: str,
    version: int,
    by: str,
    carrier: str = "",
    tracking: str = "",
    voucher: str = "",
    replaces: bool = False,
) -> Winner:
    """Note a parcel or a code, for the winner as they were read at `version`.

    `replaces`: it takes the place of a code that was given.
    Raises `NotFound`, `Invalid`, `StaleVersion`, `CodeGiven`, `DetailsOwed` or `WrongWinnerState`.
    """
    stamp = context.stamp()
    sending = sending_of(carrier=carrier, tracking=tracking, voucher=voucher, by=by, at=stamp.at)
    found = context.stores.winners.get(workspace, contest, ref)
    ask = context.stores.contests.get(workspace, contest).ask_of(found.prize_name)
    return decide(
        context,
        lambda each: send(each, ask, sending, version=version, stamp=stamp, replaces=replaces),
        workspace=workspace,
        contest=contest,
        ref=ref,
        act="give_code" if voucher else "send",
        by=by,
    )

"""A draft takes from each commission what is payable, then says how much it is."""

from services.influencers.domain.commission import Commission, hands_on, take, taken_by
from services.influencers.domain.payout import MOST_LINES, Payout, PayoutState, gather
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.end import end_payout
from services.influencers.use_cases.payout.owed import leaves, minimum_of, takeable
from services.influencers.use_cases.payout.taken import taken_for


def gather_payout(context: Context, payout: Payout) -> Payout:
    """Return the payout with its amount; what is too little fails, and is given back at once.

    A second worker, or the same again, takes nothing twice.
    """
    program = context.stores.programs.get(payout.workspace_id, payout.program_id)
    leaving, minimum = leaves(context, program, payout.partner_id), minimum_of(program)
    lines, now = _taken(context, payout), context.clock.now()
    taken = {id_: taken_by(each, payout.id) for id_, each in lines.items()}
    hands = [hands_on(each) for each in lines.values()]
    alone = {account for each in hands if len(each) == 1 for account in each}
    after = context.stores.payouts.change(
        payout.workspace_id,
        payout.id,
        lambda found: gather(found, taken, minimum, leaving=leaving, now=now, alone=alone),
    )
    return end_payout(context, after) if after.state is PayoutState.FAILED else after


def _taken(context: Context, payout: Payout) -> dict[str, Commission]:
    commissions, now = context.stores.commissions, context.clock.now()
    whose = (payout.workspace_id, payout.program_id, payout.partner_id)
    taken = {each.id: each for each in taken_for(context, payout)}
    already = sum(taken_by(each, payout.id).amount for each in taken.values())
    limit = MOST_LINES - len(taken)
    for each in takeable(context, *whose, limit=limit, already=already):
        taken[each.id] = commissions.change(
            payout.workspace_id, each.id, lambda found: take(found, payout.id, now)
        )
    return {id_: each for id_, each in taken.items() if taken_by(each, payout.id)}

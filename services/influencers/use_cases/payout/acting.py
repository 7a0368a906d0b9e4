"""An act of an account on a payout, with what the audit is told, in one write."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from services.influencers.domain.payout import Moved, Payout, PayoutState
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from shared.events import Event

_ENDS = (PayoutState.COMPLETED, PayoutState.FAILED)


def acted(
    context: Context,
    step: Callable[[Payout, datetime], Moved],
    *,
    workspace: str,
    payout: str,
    act: str,
    by: str,
) -> Payout:
    """Return the payout as it is afterwards; the audit hears of it wherever something changed.

    One that ended is due at once, so that its commissions follow. Raises what `step` raises.
    """
    now = context.clock.now()

    def done(found: Payout) -> tuple[Payout, Sequence[Event]]:
        after, events = step(found, now)
        if after == found:
            return found, ()
        if after.state in _ENDS and found.state is not after.state:
            after = replace(after, due_at=now)
        whose = {"partner": found.partner_id, "program": found.program_id}
        told = act_of(context, workspace=workspace, act=f"payout_{act}", by=by, **whose)
        return after, (*events, told)

    return context.stores.payouts.change(workspace, payout, done)

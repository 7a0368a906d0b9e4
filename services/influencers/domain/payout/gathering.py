"""A payout is proposed: it takes from each commission what is payable, then says how much it is.

Commissions are documents of their own, so a draft gathers first: each is taken from once, whatever
is repeated, and what is then listed makes the amount. A worker that was slow may take for a payout
that has gathered already: whoever ends a payout gives back what is not among its lines.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from services.influencers.domain.payout.payout import (
    Moved,
    Payout,
    PayoutMethod,
    PayoutState,
    moved,
    told,
)
from shared.ledger import due_now
from shared.money import Money

# More wait for the next payout. Debts are taken first, so that none stays behind.
MOST_LINES = 1000


def propose(
    id: str,  # noqa: A002 - the field's word
    *,
    workspace: str,
    program: str,
    partner: str,
    currency: str,
    method: PayoutMethod,
    by: str,
    now: datetime,
) -> Payout:
    """Return a draft that has gathered nothing yet; a worker gathers at once."""
    return Payout(
        id=id,
        workspace_id=workspace,
        program_id=program,
        partner_id=partner,
        method=method,
        amount=Money.zero(currency),
        proposed_by=by,
        created_at=now,
        updated_at=now,
        due_at=now,
    )


def gather(
    payout: Payout,
    taken: Mapping[str, Money],
    minimum: Money,
    *,
    leaving: bool,
    now: datetime,
    alone: Collection[str] = (),
) -> Moved:
    """Return the draft with its amount, once it has taken from every commission it could.

    `taken` is what it took of each, by the commission's id, debts as negative amounts, at most
    `MOST_LINES`; `alone` are accounts that stand alone behind one of these. Less than the minimum,
    or a debt, is not paid: the payout fails, and what it took is given back. A repeat changes
    nothing.
    """
    if payout.gathered or payout.state is not PayoutState.DRAFT:
        return payout, ()
    if len(taken) > MOST_LINES:
        raise ValueError("a payout takes from fewer commissions")
    total = Money.total(taken.values(), payout.amount.currency)
    due = due_now(total, minimum, leaving=leaving)
    if not due.amount:
        reason = "debt_carried" if due.carried else "below_minimum" if total else "nothing_due"
        return moved(payout, PayoutState.FAILED, now, gathered=True, reason=reason)
    after = replace(
        payout,
        gathered=True,
        amount=due.amount,
        lines={commission: amount.amount for commission, amount in taken.items()},
        alone=tuple(sorted(alone)),
        below_minimum=due.below_minimum,
        updated_at=now,
        due_at=None,
    )
    return after, [told(after, "proposed", now)]

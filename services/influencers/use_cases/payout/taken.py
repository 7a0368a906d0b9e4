"""Of which commissions a payout took, and neither paid nor gave back."""

from collections.abc import Iterator

from services.influencers.domain.commission import Commission
from services.influencers.domain.payout import Payout
from services.influencers.use_cases.context import Context


def taken_for(context: Context, payout: Payout) -> Iterator[Commission]:
    """Yield each of them, as it was when its page was read."""
    whose = (payout.workspace_id, payout.program_id, payout.partner_id)
    after: str | None = None
    while True:
        page = context.stores.commissions.taken(*whose, after=after)
        yield from (each for each in page.items if payout.id in each.ledger.payouts_on_their_way)
        after = page.after
        if after is None:
            return

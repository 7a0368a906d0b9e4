"""What a worker does with a payout that is due."""

from services.influencers.domain.payout import Payout, PayoutMethod, PayoutState
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.arrived import ask_what_arrived
from services.influencers.use_cases.payout.end import end_payout
from services.influencers.use_cases.payout.gather import gather_payout
from services.influencers.use_cases.payout.send import send_payout


def look_after_payout(context: Context, payout: Payout) -> None:
    """Gather, send, ask after or end it, as it stands now; a repeat changes nothing."""
    found = context.stores.payouts.get(payout.workspace_id, payout.id)
    match found.state:
        case PayoutState.DRAFT if not found.gathered:
            gather_payout(context, found)
        case PayoutState.CONFIRMED | PayoutState.SENDING if found.method is PayoutMethod.STRIPE:
            send_payout(context, found)
        case PayoutState.SENT if found.method is PayoutMethod.STRIPE:
            ask_what_arrived(context, found)
        case PayoutState.COMPLETED | PayoutState.FAILED:
            end_payout(context, found)

"""Which statements there are of a partner."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.statement import Month
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.read import PayoutView, payouts_of
from shared.documents import Page


@dataclass(frozen=True)
class Statements:
    """The months since something was earned first, and a page of payouts, the newest first.

    Of each month whether it is settled.
    """

    months: Sequence[tuple[Month, bool]]
    payouts: Page[PayoutView]


def list_statements(
    context: Context, *, workspace: str, partner: str, after: str | None = None, limit: int = 50
) -> Statements:
    """Return them, nobody's name in it. Raises `NotFound`."""
    stores, now = context.stores, context.clock.now()
    found = stores.partners.get(workspace, partner).id
    first = stores.commissions.first_of(workspace, found)
    months = Month.of(first.created_at).back_from(Month.of(now)) if first else ()
    page = payouts_of(context, workspace=workspace, partner=found, after=after, limit=limit)
    return Statements([(each, each.settled(now)) for each in months], page)

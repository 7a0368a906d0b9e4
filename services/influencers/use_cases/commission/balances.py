"""What a partner has in a program: earned, waiting, held, due, on its way, paid."""

from collections.abc import Iterator

from services.influencers.domain.commission import Commission
from services.influencers.use_cases.context import Context
from shared.ledger import Balance

_PAGE = 500


def balances(context: Context, *, workspace: str, program: str, partner: str) -> Balance:
    """Return the balance of a partner in a program, in its currency. Raises `NotFound`."""
    currency = context.stores.programs.get(workspace, program).form.currency
    found = commissions_of(context, workspace=workspace, program=program, partner=partner)
    return Balance.of((each.ledger for each in found), currency)


def commissions_of(
    context: Context, *, workspace: str, program: str, partner: str
) -> Iterator[Commission]:
    """Yield every commission of a partner in a program, the newest first."""
    after = None
    while True:
        page = context.stores.commissions.of_program(
            workspace, program, partner=partner, after=after, limit=_PAGE
        )
        yield from page.items
        if (after := page.after) is None:
            return

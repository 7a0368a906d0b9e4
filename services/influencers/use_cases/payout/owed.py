"""What a payout would bring a partner now, and what is missing to one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.influencers.domain.account import Account
from services.influencers.domain.commission import MOST_MINOR_UNITS, Commission
from services.influencers.domain.payout import MOST_LINES
from services.influencers.domain.program import Program, State
from services.influencers.use_cases.context import Context
from shared.documents import Page
from shared.ledger import Due, due_now
from shared.money import Money


@dataclass(frozen=True)
class Owed:
    """A partner of a program, what is due to them now, and the account it would go to."""

    partner_id: str
    due: Due
    account: Account | None

    @property
    def blocked(self) -> str:
        """Why nothing can be sent, as a slug; "" where money may go."""
        return self.account.blocked if self.account else "account_missing"


def owed_to(context: Context, program: Program, partner: str) -> Due:
    """Return what the next payout would bring; a payout takes from 1000 commissions at most."""
    found = takeable(context, program.workspace_id, program.id, partner)
    payable = Money.total((each.ledger.payable for each in found), program.form.currency)
    return due_now(payable, minimum_of(program), leaving=leaves(context, program, partner))


def takeable(
    context: Context,
    workspace: str,
    program: str,
    partner: str,
    *,
    limit: int = MOST_LINES,
    already: int = 0,
) -> Iterator[Commission]:
    """Yield what the next payout takes from, debts first; `already` is what it took before.

    What would bring it beyond a whole number that every reader of JSON takes waits for the next.
    """
    total = already
    for each in context.stores.commissions.to_pay(workspace, program, partner, limit=limit):
        total += each.ledger.payable.amount
        if abs(total) > MOST_MINOR_UNITS:
            return
        yield each


def owed_in(
    context: Context, *, workspace: str, program: str, after: str | None = None, limit: int = 50
) -> tuple[Program, Page[Owed]]:
    """Return partners of a program with what is due to each, the newest first. Raises `NotFound`.

    Ids alone: who may read names asks for them.
    """
    found = context.stores.programs.get(workspace, program)
    enrolled = context.stores.enrollments.of_program(workspace, program, after=after, limit=limit)
    partners = [each.partner_id for each in enrolled.items]
    accounts = _accounts(context, workspace, partners)
    return found, enrolled.of(
        lambda each: Owed(
            each.partner_id,
            owed_to(context, found, each.partner_id),
            accounts.get(each.partner_id),
        )
    )


def minimum_of(program: Program) -> Money:
    """Return the least that a program pays at once."""
    form = program.form
    return form.minimum_payout or Money.zero(form.currency)


def leaves(context: Context, program: Program, partner: str) -> bool:
    """Tell whether a partner earns nothing more here, so that a small sum is paid out too."""
    if program.state is State.ENDED:
        return True
    found = context.stores.enrollments.of_both(program.workspace_id, program.id, partner)
    return found is None or not found.earns


def _accounts(context: Context, workspace: str, partners: Sequence[str]) -> dict[str, Account]:
    return context.stores.accounts.several(workspace, partners)

"""Read one commission with what earned it, and what a partner has in each program."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.code import DiscountCode
from services.influencers.domain.commission import Commission
from services.influencers.domain.program import Program, State
from services.influencers.use_cases.commission.balances import balances
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.read import named
from shared.ledger import Balance

NEWEST = 20


@dataclass(frozen=True)
class CommissionView:
    """A commission, its program, its partner's name, and the reference of what earned it.

    `of` is `order`, `lead`, or "" for a fee.
    """

    commission: Commission
    program: Program
    partner_name: str
    of: str
    reference: str


@dataclass(frozen=True)
class Earnings:
    """What a partner earns: balances by program, the newest commissions, their codes.

    `open_programs` are those in which a code may be made for them.
    """

    balances: Sequence[tuple[Program, Balance]]
    commissions: Sequence[Commission]
    codes: Sequence[DiscountCode]
    open_programs: Sequence[Program]


def read_commission(
    context: Context, *, workspace: str, commission: str, by: str
) -> CommissionView:
    """Return a commission, once it is noted that the account `by` sees its partner.

    Raises `NotFound`.
    """
    found = context.stores.commissions.get(workspace, commission)
    whose = {"program": found.program_id, "by": by}
    names = named(context, workspace=workspace, partners=[found.partner_id], **whose)
    of, reference = _of(context, found)
    return CommissionView(
        found,
        context.stores.programs.get(workspace, found.program_id),
        names.get(found.partner_id, ""),
        of,
        reference,
    )


def read_earnings(context: Context, *, workspace: str, partner: str) -> Earnings:
    """Return what a partner earns, nobody's name in it. Raises `NotFound`."""
    context.stores.partners.get(workspace, partner)
    enrolled = context.stores.enrollments.of_partner(workspace, partner)
    programs = [context.stores.programs.get(workspace, each.program_id) for each in enrolled]
    whose = {"workspace": workspace, "partner": partner}
    approved = {each.program_id for each in enrolled if each.state == "approved"}
    return Earnings(
        [(each, balances(context, **whose, program=each.id)) for each in programs],
        context.stores.commissions.of_partner(workspace, partner, limit=NEWEST).items,
        context.stores.discount_codes.page(workspace, partner=partner, limit=200).items,
        [each for each in programs if each.id in approved and each.state is not State.ENDED],
    )


def _of(context: Context, commission: Commission) -> tuple[str, str]:
    if not commission.order_id:
        return "", ""
    order = context.stores.orders.find(commission.workspace_id, commission.order_id)
    if order is not None:
        return "order", order.reference
    lead = context.stores.leads.find(commission.workspace_id, commission.order_id)
    return ("lead", lead.reference) if lead else ("", "")

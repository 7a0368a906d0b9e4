"""Read orders and leads: a page of a program, one with who brought each line and what it earned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.influencers.domain.attribution import Attribution
from services.influencers.domain.audit import Purpose
from services.influencers.domain.commission import Commission, Order
from services.influencers.domain.lead import Lead
from services.influencers.domain.program import Program
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context


@dataclass(frozen=True)
class Brought:
    """Who brought each line of an order or a lead, and what it earned.

    `decisions` by line; `commissions` those of former decisions too; `names` of partners by id.
    """

    program: Program
    decisions: Mapping[str, Attribution]
    commissions: Sequence[Commission]
    names: Mapping[str, str]


def read_order(context: Context, *, workspace: str, order: str, by: str) -> tuple[Order, Brought]:
    """Return an order, once it is noted that the account `by` sees partners. Raises `NotFound`."""
    found = context.stores.orders.get(workspace, order)
    return found, _brought(context, workspace, found.program_id, found.id, by)


def read_lead(context: Context, *, workspace: str, lead: str, by: str) -> tuple[Lead, Brought]:
    """Return a lead, once it is noted that the account `by` sees partners. Raises `NotFound`."""
    found = context.stores.leads.get(workspace, lead)
    return found, _brought(context, workspace, found.program_id, found.id, by)


def named(
    context: Context, *, workspace: str, partners: Sequence[str], program: str, by: str
) -> dict[str, str]:
    """Return names of partners by id, once it is noted that the account `by` sees them."""
    refs = sorted({each for each in partners if each})
    if not refs:
        return {}
    note_reading(
        context, workspace=workspace, by=by, purpose=Purpose.PARTNERS, refs=refs, program=program
    )
    return {each.id: each.name for each in context.stores.partners.several(workspace, refs)}


def _brought(context: Context, workspace: str, program: str, order: str, by: str) -> Brought:
    decisions = context.stores.attributions.of_order(workspace, order)
    commissions = context.stores.commissions.of_order(workspace, order).items
    named_in = [each.partner_id for each in commissions]
    for each in decisions.values():
        named_in += [each.partner_id, *(lost.candidate.partner_id for lost in each.lost)]
    return Brought(
        context.stores.programs.get(workspace, program),
        decisions,
        commissions,
        named(context, workspace=workspace, partners=named_in, program=program, by=by),
    )

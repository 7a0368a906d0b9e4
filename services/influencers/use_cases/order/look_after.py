"""Bring everything that follows from an order, a lead, or a decision about one, up to date."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.influencers.domain.attribution import Attribution, Traces
from services.influencers.domain.commission import Order, Rate, SaleLine
from services.influencers.domain.lead import LEAD_LINE, Lead, LeadLine
from services.influencers.domain.program import Program
from services.influencers.use_cases.attribution.clues import of_link
from services.influencers.use_cases.attribution.decide import decided_lines
from services.influencers.use_cases.attribution.visits import settle_visits
from services.influencers.use_cases.commission.settle import rates_for, settle
from services.influencers.use_cases.context import Context

# A click is judged behind its order where the bus is slow; a code alone needs none.
CLICK_WAITED_FOR = timedelta(minutes=10)
SOONEST, LATEST = timedelta(seconds=5), timedelta(minutes=1)


def look_after_order(context: Context, order: Order) -> None:
    """Decide who brought each line, then write and follow its commission.

    An order that changed meanwhile stays due.
    """
    if order.sold_at is None:
        return
    if _waits_for_visit(context, order, order.sold_at):
        later = _next_look(context, order)
        context.stores.orders.change(order, lambda each: (replace(each, due_at=later), ()))
        return
    program = context.stores.programs.get(order.workspace_id, order.program_id)
    lines = [each.id for each in order.lines]
    for decided in decided_lines(context, program, order.id, lines, order.traces, order.sold_at):
        _settle_sale(context, program, decided, order)

    def done(found: Order) -> tuple[Order, tuple[()]]:
        if (found.sold_at, found.refunds) != (order.sold_at, order.refunds):
            return found, ()
        return replace(found, due_at=None, traces=_forgetting(found.traces)), ()

    context.stores.orders.change(order, done)


def look_after_lead(context: Context, lead: Lead) -> None:
    """Decide who brought a lead, then write and follow its commission."""
    if lead.came_at is None:
        return
    if _waits_for_visit(context, lead, lead.came_at):
        later = _next_look(context, lead)
        context.stores.leads.change(lead, lambda each: (replace(each, due_at=later), ()))
        return
    program = context.stores.programs.get(lead.workspace_id, lead.program_id)
    decided = decided_lines(context, program, lead.id, [LEAD_LINE], lead.traces, lead.came_at)
    _settle_lead(context, program, decided[0], lead)

    def done(found: Lead) -> tuple[Lead, tuple[()]]:
        if found.seq != lead.seq:
            return found, ()
        return replace(found, due_at=None, traces=_forgetting(found.traces)), ()

    context.stores.leads.change(lead, done)


def look_after_decision(context: Context, decided: Attribution) -> None:
    """Write what another decision earns, and take back what the one before it did.

    Of one whose commission is written, look for visits that came late.
    """
    if decided.settled == decided.revision:
        settle_visits(context, decided)
        return
    program = context.stores.programs.get(decided.workspace_id, decided.program_id)
    order = context.stores.orders.find(decided.workspace_id, decided.order_id)
    if order is not None:
        _settle_sale(context, program, decided, order)
    else:
        lead = context.stores.leads.get(decided.workspace_id, decided.order_id)
        _settle_lead(context, program, decided, lead)


def _waits_for_visit(context: Context, told: Order | Lead, at: datetime) -> bool:
    """Tell whether a visit may be on its way still, and nothing is decided.

    The click that was told, or one by the link that was told without a code.
    """
    workspace, traces = told.workspace_id, told.traces
    if not (traces.click_id or traces.link) or _waited(context, told):
        return False
    if traces.click_id and context.stores.clicks.get(workspace, traces.click_id) is None:
        return True
    if not traces.link or traces.code or traces.click_id:
        return False
    brought, came = of_link(context, workspace, traces.link, at)
    return brought > came


def _waited(context: Context, told: Order | Lead) -> bool:
    late = context.clock.now() > told.created_at + CLICK_WAITED_FOR
    return late or bool(context.stores.attributions.of_order(told.workspace_id, told.id))


def _next_look(context: Context, told: Order | Lead) -> datetime:
    """Return when the visit is looked for again: soon at first, then each minute."""
    now = context.clock.now()
    return now + min(LATEST, max(SOONEST, now - told.created_at))


def _settle_sale(context: Context, program: Program, decided: Attribution, order: Order) -> None:
    rates = rates_for(context, program, decided.partner_id)
    line = SaleLine(order, decided.line_id, Rate(rates.sale_share, rates.sale_flat))
    settle(context, program, decided, line, order.waits_from, order.told_by)


def _settle_lead(context: Context, program: Program, decided: Attribution, lead: Lead) -> None:
    rates = rates_for(context, program, decided.partner_id)
    line = LeadLine(lead, rates.lead, program.form.currency)
    settle(context, program, decided, line, lead.waits_from, lead.told_by)


def _forgetting(traces: Traces) -> Traces:
    """Return the traces without what stands for the buyer: it was for this decision alone."""
    return replace(traces, buyer_keys=())

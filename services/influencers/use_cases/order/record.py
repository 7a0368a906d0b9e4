"""Keep what was told: one write each, harmless when repeated; commissions follow by themselves."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import singledispatch

from services.influencers.domain.attribution import Traces
from services.influencers.domain.commission import (
    Order,
    Refund,
    Void,
    correct,
    order_id,
    refund,
    sell,
)
from services.influencers.domain.lead import Lead, lead_id
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import keys_of_address
from services.influencers.use_cases.order.told import (
    Clue,
    CorrectionTold,
    LeadTold,
    RefundTold,
    SaleTold,
    Told,
    WithdrawalTold,
)
from shared.errors import FieldError, Invalid

# How far a shop's clock may be ahead of ours.
SKEW = timedelta(minutes=5)


def record(context: Context, program: Program, told: Told) -> None:
    """Keep it. Raises `Invalid`, or what `domain.commission.order` raises, naming the field."""
    _record(told, context, program)


@singledispatch
def _record(told: Told, context: Context, program: Program) -> None:
    raise TypeError(f"{type(told).__name__} is not told")


@_record.register
def _(told: SaleTold, context: Context, program: Program) -> None:
    now = context.clock.now()
    _check_time("ordered_at", told.ordered_at, now)
    traces = _traces(context, program, told.clue)

    def sold(order: Order) -> tuple[Order, tuple[()]]:
        after = sell(order, told.lines, told.ordered_at)
        if after == order:
            return order, ()
        return replace(after, traces=traces, told_at=now, told_by=told.by, due_at=now), ()

    context.stores.orders.put(_order(context, program, told.reference), sold)


@_record.register
def _(told: RefundTold, context: Context, program: Program) -> None:
    made = Refund(told.refund_id, told.amount, told.at, told.line_id)
    now = context.clock.now()

    def refunded(order: Order) -> tuple[Order, tuple[()]]:
        return _due(order, refund(order, made), now), ()

    context.stores.orders.put(_order(context, program, told.reference), refunded)


@_record.register
def _(told: CorrectionTold, context: Context, program: Program) -> None:
    made = Refund(told.correction_id, told.amount, told.at, told.line_id)
    now = context.clock.now()

    def corrected(order: Order) -> tuple[Order, tuple[()]]:
        return _due(order, correct(order, made), now), ()

    context.stores.orders.put(_order(context, program, told.reference), corrected)


@_record.register
def _(told: LeadTold, context: Context, program: Program) -> None:
    now = context.clock.now()
    _check_time("came_at", told.came_at, now)
    traces = _traces(context, program, told.clue)
    fresh = _lead(context, program, told.reference)
    context.stores.leads.put(
        fresh, lambda each: (each.came(told.came_at, traces, now, told.by), ())
    )


@_record.register
def _(told: WithdrawalTold, context: Context, program: Program) -> None:
    gone, now = Void.WITHDRAWN.value, context.clock.now()
    fresh = _lead(context, program, told.reference)
    context.stores.leads.put(
        fresh, lambda each: (each.moved(gone, cause="withdrawal", seq=1, now=now), ())
    )


def _due(before: Order, after: Order, now: datetime) -> Order:
    """Return it with its commissions to follow; before its sale is known nothing follows."""
    if after == before or after.sold_at is None:
        return after
    return replace(after, due_at=now)


def _order(context: Context, program: Program, reference: str) -> Order:
    return Order(
        id=order_id(program.workspace_id, program.id, reference),
        workspace_id=program.workspace_id,
        program_id=program.id,
        reference=reference,
        currency=program.form.currency,
        created_at=context.clock.now(),
    )


def _lead(context: Context, program: Program, reference: str) -> Lead:
    return Lead(
        id=lead_id(program.workspace_id, program.id, reference),
        workspace_id=program.workspace_id,
        program_id=program.id,
        reference=reference,
        created_at=context.clock.now(),
    )


def _traces(context: Context, program: Program, clue: Clue) -> Traces:
    try:
        keys = keys_of_address(context, program.workspace_id, clue.buyer) if clue.buyer else ()
    except Invalid as wrong:
        raise Invalid(fields=[FieldError("buyer", "email")]) from wrong
    return Traces(code=clue.code, link=clue.link, click_id=clue.click_id, buyer_keys=keys)


def _check_time(field: str, at: datetime, now: datetime) -> None:
    if at > now + SKEW:
        raise Invalid(fields=[FieldError(field, "in_future")])

"""Statements → what the API shows."""

from typing import Any

from services.influencers.domain.partner import Partner
from services.influencers.domain.payout import reference_of
from services.influencers.domain.program import Program
from services.influencers.domain.statement import Brought, Change, Kept, Line, Month, PaidLine, Part
from services.influencers.entrypoints.money_views import payout_view
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.statement.list import Statements
from services.influencers.use_cases.statement.month import MonthStatement
from services.influencers.use_cases.statement.payout import PayoutStatement


def statements_view(found: Statements, context: Context) -> dict[str, Any]:
    """Return which statements there are."""
    page = found.payouts
    return {
        "months": [_month(month, settled) for month, settled in found.months],
        "payouts": {
            "items": [payout_view(each) for each in page.items],
            "after": page.after,
            "paid_through": context.paid_through.value,
        },
    }


def month_view(found: MonthStatement) -> dict[str, Any]:
    """Return the statement of a month."""
    month = found.month
    return {
        **_whose(found.partner),
        **_month(month, found.settled),
        "since": month.since,
        "until": month.until,
        "parts": [_part(program, part) for program, part in found.parts],
    }


def payout_statement_view(found: PayoutStatement) -> dict[str, Any]:
    """Return the statement of a payout."""
    payout = found.payout
    return {
        **_whose(found.partner),
        **_program(found.program),
        "payout_id": payout.id,
        "reference": reference_of(payout.id),
        "method": payout.method.value,
        "state": payout.state.value,
        "reason": payout.reason,
        "below_minimum": payout.below_minimum,
        "created_at": payout.created_at,
        "sent_at": payout.sent_at,
        "completed_at": payout.completed_at,
        "failed_at": payout.failed_at,
        "amount": payout.amount,
        "lines": [_paid_line(each) for each in found.lines],
    }


def _month(month: Month, settled: bool) -> dict[str, Any]:
    return {"month": month.name, "settled": settled}


def _whose(partner: Partner) -> dict[str, Any]:
    return {"partner_id": partner.id, "partner": partner.name, "vat": partner.vat}


def _program(program: Program) -> dict[str, Any]:
    form = program.form
    return {"program_id": program.id, "program": form.name, "organiser": form.organiser}


def _part(program: Program, part: Part) -> dict[str, Any]:
    balance = part.balance
    return {
        **_program(program),
        **_change(part.change),
        "pending": balance.pending,
        "held": balance.held,
        "payable": balance.payable,
        "on_its_way": balance.on_its_way,
        "kept": [_kept(each) for each in part.kept],
        "brought": [_brought(each) for each in part.brought],
        "lines": [_line(each) for each in part.lines],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "opening": change.opening,
        "earned": change.earned,
        "taken_back": change.taken_back,
        "corrected": change.corrected,
        "paid": change.paid,
        "came_back": change.came_back,
        "closing": change.closing,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        **_change(line.change),
        "commission_id": line.commission_id,
        "reference": reference_of(line.commission_id),
        "cause": line.cause.value,
        "created_at": line.created_at,
        "wait_until": line.wait_until,
        "on_its_way": line.balance.on_its_way,
        "standing": line.standing.value,
        "kept_for": list(line.kept_for),
        "because": list(line.because),
    }


def _kept(kept: Kept) -> dict[str, Any]:
    return {
        "reason": kept.reason,
        "count": kept.count,
        "amount": kept.amount,
        "until": kept.until,
    }


def _brought(brought: Brought) -> dict[str, Any]:
    payout = brought.payout_id
    return {"payout_id": payout, "reference": reference_of(payout), "amount": brought.amount}


def _paid_line(line: PaidLine) -> dict[str, Any]:
    return {
        "commission_id": line.commission_id,
        "reference": reference_of(line.commission_id),
        "cause": line.cause.value,
        "created_at": line.created_at,
        "earned": line.earned,
        "taken_back": line.taken_back,
        "corrected": line.corrected,
        "paid_before": line.paid_before,
        "amount": line.amount,
    }

"""Orders, leads, decisions and commissions → what the API shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.influencers.domain.attribution import Attribution, Candidate, Traces
from services.influencers.domain.code import DiscountCode, verbs_on
from services.influencers.domain.commission import Commission, Order, actions_on, held_for
from services.influencers.domain.lead import LEAD_LINE, Lead
from services.influencers.entrypoints.views import offered
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.commission.read import CommissionView, Earnings
from services.influencers.use_cases.order.read import Brought
from shared.auth import READ_PEOPLE
from shared.ledger import Entry
from shared.money import Money
from shared.webapp import caller

Names = Mapping[str, str]


def commission_view(commission: Commission, names: Names) -> dict[str, Any]:
    """Return a commission; names of partners by id, where they are shown."""
    ledger, uncapped = commission.ledger, commission.uncapped
    may = caller().may(WRITE_PROGRAMS)
    return {
        **{name: getattr(commission, name) for name in _COMMISSION},
        "partner_name": names.get(commission.partner_id, ""),
        "cause": commission.cause.value,
        "standing": commission.standing.value,
        "earned": ledger.earned.to_json(),
        "payable": ledger.payable.to_json(),
        "paid": ledger.paid.to_json(),
        "reasons": list(commission.reasons),
        "uncapped": uncapped.to_json() if uncapped else None,
        "entries": [_entry(each) for each in ledger.entries],
        "actions": actions_on(commission) if may else [],
    }


def whole_commission(view: CommissionView) -> dict[str, Any]:
    """Return a commission with what earned it."""
    found = view.commission
    return {
        **commission_view(found, {found.partner_id: view.partner_name}),
        "program_name": view.program.form.name,
        "of": view.of,
        "reference": view.reference,
        "held_for": held_for(found),
    }


def earnings_view(earnings: Earnings) -> dict[str, Any]:
    """Return what a partner earns."""
    balances = [
        {
            "program_id": program.id,
            "program_name": program.form.name,
            **{name: getattr(balance, name).to_json() for name in _BALANCE},
        }
        for program, balance in earnings.balances
    ]
    may = caller().may(WRITE_PROGRAMS) and earnings.open_programs
    return {
        "balances": balances,
        "commissions": [commission_view(each, {}) for each in earnings.commissions],
        "codes": [code_view(each) for each in earnings.codes],
        "programs": [offered(each) for each in earnings.open_programs],
        "actions": ["make_code"] if may else [],
    }


def code_view(code: DiscountCode) -> dict[str, Any]:
    """Return a code for its team."""
    verbs = verbs_on(code) if caller().may(WRITE_PROGRAMS) else []
    return {**vars(code), "actions": [each.value for each in verbs]}


def order_view(order: Order) -> dict[str, Any]:
    """Return an order for a list."""
    return {
        **{name: getattr(order, name) for name in _ORDER},
        "total": order.total.to_json(),
        "refunded": Money.total(order.refunded.values(), order.currency).to_json(),
        "waiting": order.unplaced.to_json(),
        "decided": order.sold_at is not None and order.due_at is None,
        "line_count": len(order.lines),
        "actions": _readable(),
    }


def whole_order(order: Order, brought: Brought) -> dict[str, Any]:
    """Return an order with who brought each line."""
    refunded = order.refunded
    lines = [
        {
            "id": each.id,
            "amount": each.amount.to_json(),
            "refunded": refunded[each.id].to_json(),
            **_line(each.id, brought),
        }
        for each in order.lines
    ]
    refunds = [{**vars_of(each), "amount": each.amount.to_json()} for each in order.refunds]
    around = {"program_name": brought.program.form.name, **_traces(order.traces)}
    return {**order_view(order), **around, "lines": lines, "refunds": refunds}


def lead_view(lead: Lead) -> dict[str, Any]:
    """Return a lead for a list."""
    decided = lead.came_at is not None and lead.due_at is None
    own = {name: getattr(lead, name) for name in _LEAD}
    return {**own, "decided": decided, "actions": _readable()}


def whole_lead(lead: Lead, brought: Brought) -> dict[str, Any]:
    """Return a lead with who brought it."""
    around = {"program_name": brought.program.form.name, **_traces(lead.traces)}
    return {**lead_view(lead), **around, **_line(LEAD_LINE, brought)}


def decision_view(decided: Attribution, names: Names) -> dict[str, Any]:
    """Return a decision, with what lost."""
    winner = decided.winner
    settled = decided.settled == decided.revision
    return {
        **{name: getattr(decided, name) for name in _DECISION},
        **(_candidate(winner, names) if winner else _NOBODY),
        "why": decided.why.value,
        "suspicions": list(decided.suspicions),
        "lost": [
            {**_candidate(each.candidate, names), "at": each.candidate.at, "why": each.why.value}
            for each in decided.lost
        ],
        "actions": ["decide"] if settled and caller().may(WRITE_PROGRAMS) else [],
    }


def _readable() -> list[str]:
    """Return what the caller may do with one of a list: its page names partners."""
    return ["read"] if caller().may(READ_PEOPLE) else []


def vars_of(thing: Any) -> dict[str, Any]:
    """Return the members of a thing with slots."""
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def _line(line: str, brought: Brought) -> dict[str, Any]:
    decided = brought.decisions.get(line)
    earned: Sequence[Commission] = [e for e in brought.commissions if e.line_id == line]
    newest = sorted(earned, key=lambda each: (each.void != "", each.created_at))
    return {
        "decision": decision_view(decided, brought.names) if decided else None,
        "commissions": [commission_view(each, brought.names) for each in newest],
    }


def _candidate(candidate: Candidate, names: Names) -> dict[str, Any]:
    return {
        "way": candidate.way.value,
        "source": candidate.source,
        "partner_id": candidate.partner_id,
        "partner_name": names.get(candidate.partner_id, ""),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {**vars_of(entry), "kind": entry.kind.value}


def _traces(traces: Traces) -> dict[str, str]:
    return {"code": traces.code, "link": traces.link, "click_id": traces.click_id}


_NOBODY = {"way": "", "source": "", "partner_id": "", "partner_name": ""}
_BALANCE = ("earned", "pending", "held", "payable", "on_its_way", "paid")
_COMMISSION = (
    *("id", "program_id", "partner_id", "void", "order_id", "line_id"),
    *("created_at", "wait_until", "appealed_at"),
)
_ORDER = ("id", "program_id", "reference", "sold_at", "created_at")
_LEAD = ("id", "program_id", "reference", "came_at", "created_at", "gone")
_DECISION = ("id", "over", "revision", "decided_at", "by", "note")

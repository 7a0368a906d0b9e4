"""Payouts and accounts → what the API shows."""

from typing import Any

from services.influencers.domain.account import Account
from services.influencers.domain.partner import Partner
from services.influencers.domain.payout import actions, reference_of
from services.influencers.domain.program import Program
from services.influencers.manifest import PAY
from services.influencers.use_cases.account.read import AccountView
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.owed import Owed
from services.influencers.use_cases.payout.read import PayoutView, WholePayout
from services.influencers.use_cases.payout.round import proposable
from services.influencers.use_cases.people.money_of import MoneyOf
from shared.money import Money
from shared.webapp import caller


def payout_view(view: PayoutView) -> dict[str, Any]:
    """Return a payout."""
    payout, who = view.payout, caller()
    may = actions(payout, who.subject) if who.may(PAY) else []
    return {
        **vars(payout),
        "reference": reference_of(payout.id),
        "program": view.program,
        "partner": view.partner,
        "method": payout.method.value,
        "state": payout.state.value,
        "amount": payout.amount,
        "actions": [each.value for each in may],
    }


def whole_payout_view(whole: WholePayout, context: Context) -> dict[str, Any]:
    """Return a payout with its lines."""
    payout, account = whole.view.payout, whole.account
    lines = [
        {
            "commission_id": each.id,
            "cause": each.cause.value,
            "created_at": each.created_at,
            "amount": Money(payout.lines[each.id], payout.amount.currency),
        }
        for each in whole.lines
    ]
    return {
        **payout_view(whole.view),
        "lines": lines,
        "account_blocked": _blocked(account),
        "account_end": account.iban_end if account else "",
        "paid_through": context.paid_through.value,
    }


def owed_view(owed: Owed, name: str) -> dict[str, Any]:
    """Return what is due to a partner."""
    due = owed.due
    return {
        "partner_id": owed.partner_id,
        "partner": name,
        "amount": due.amount,
        "missing": due.missing,
        "carried": due.carried,
        "below_minimum": due.below_minimum,
        "blocked": owed.blocked,
        "actions": ["propose"] if proposable(owed) and caller().may(PAY) else [],
    }


def owed_page_view(program: Program, items: list[dict[str, Any]], minimum: Money) -> dict[str, Any]:
    """Return what is told of a program whose partners are listed with what is due."""
    may = any(each["actions"] for each in items)
    return {
        "program_id": program.id,
        "program": program.form.name,
        "minimum": minimum,
        "next_round_at": program.due_at,
        "items": items,
        "actions": ["propose_all"] if may else [],
    }


def account_view_of(view: AccountView, context: Context) -> dict[str, Any]:
    """Return an account; names and ends of it are for the team and the partner alone."""
    account, partner = view.account, view.partner
    return {
        **vars(account),
        "method": account.method.value if account.method else "",
        "partner": partner.name,
        "vat": partner.vat,
        "blocked": account.blocked,
        "sharing": list(view.sharing) if caller().may(PAY) else [],
        "paid_through": context.paid_through.value,
        "actions": _on_account(account, partner, context),
    }


def money_view(money: MoneyOf) -> dict[str, Any]:
    """Return what is kept of the money of one person, for that person."""
    account = money.account
    return {
        "method": account.method.value if account and account.method else "",
        "legal_name": account.legal_name if account else "",
        "iban": money.iban,
        "payouts": [{**vars(each), "state": each.state.value} for each in money.payouts],
    }


def _on_account(account: Account, partner: Partner, context: Context) -> list[str]:
    who, found = caller(), []
    if partner.names_someone:
        found.append("give_bank")
        if context.payments is not None and account.may_lead(who.subject):
            found.append("onboard")
    if who.may(PAY) and account.may_confirm(who.subject):
        found.append("confirm")
    return found


def _blocked(account: Account | None) -> str:
    return account.blocked if account else "account_missing"

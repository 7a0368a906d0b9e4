"""Where partners are paid, for the team; and the account that the team pays from."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.account import BankForm, Payer, PayerForm
from services.influencers.entrypoints.money_views import account_view_of
from services.influencers.entrypoints.schemas.accounts import (
    AccountSchema,
    BankBody,
    ConfirmBody,
    OnboardingAnswer,
    OnboardingBody,
    PayerBody,
    PayerSchema,
)
from services.influencers.manifest import PAY
from services.influencers.use_cases.account.confirm import confirm_account
from services.influencers.use_cases.account.give import give_bank_account, open_provider_account
from services.influencers.use_cases.account.payer import save_payer
from services.influencers.use_cases.account.read import read_account
from services.influencers.use_cases.context import Context
from shared.webapp import caller, requires


def accounts_blueprint(context: Context) -> Blueprint:
    """Return the routes of accounts."""
    routes = Blueprint("accounts", __name__, description="Where money goes, and whence")

    _partners(routes, context)
    _provider(routes, context)
    _payer(routes, context)
    return routes


def _partners(routes: Blueprint, context: Context) -> None:
    @routes.get("/partners/<partner_id>/account")
    @requires(PAY)
    @routes.response(200, AccountSchema)
    def read(partner_id: str) -> dict[str, Any]:
        """Where a partner is paid; that it is shown is noted first."""
        return account_view_of(read_account(context, **_who(), partner=partner_id), context)

    @routes.put("/partners/<partner_id>/account")
    @requires(PAY)
    @routes.arguments(BankBody)
    @routes.response(200, AccountSchema)
    def give(body: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Say at which bank a partner is paid; another account has to confirm it."""
        form = BankForm(**body)
        give_bank_account(context, **_who(), partner=partner_id, form=form)
        return _shown(context, partner_id)

    @routes.post("/partners/<partner_id>/account/confirm")
    @requires(PAY)
    @routes.arguments(ConfirmBody)
    @routes.response(200, AccountSchema)
    def confirm(body: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Confirm what somebody else said: money may go there from now on."""
        confirm_account(context, **_who(), partner=partner_id, **body)
        return _shown(context, partner_id)


def _provider(routes: Blueprint, context: Context) -> None:
    @routes.post("/partners/<partner_id>/account/onboarding")
    @requires(PAY)
    @routes.arguments(OnboardingBody)
    @routes.response(200, OnboardingAnswer)
    def onboard(body: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Open an account at the provider, and return the page for the partner."""
        return {"url": open_provider_account(context, **_who(), partner=partner_id, **body)}


def _payer(routes: Blueprint, context: Context) -> None:
    @routes.get("/payer")
    @requires(PAY)
    @routes.response(200, PayerSchema)
    def payer() -> Payer | dict[str, Any]:
        """The account that the team pays from."""
        known = context.stores.payers.find(caller().workspace_id)
        return known or {"name": "", "iban_end": "", "updated_at": None}

    @routes.put("/payer")
    @requires(PAY)
    @routes.arguments(PayerBody)
    @routes.response(200, PayerSchema)
    def save(body: dict[str, Any]) -> Payer:
        """Say from which account the team pays."""
        return save_payer(context, **_who(), form=PayerForm(**body))


def _shown(context: Context, partner: str) -> dict[str, Any]:
    return account_view_of(read_account(context, **_who(), partner=partner), context)


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}

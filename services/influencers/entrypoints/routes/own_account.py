"""Where a partner is paid and what was paid, for that partner: whoever calls is the partner."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.account import BankForm
from services.influencers.entrypoints.money_views import account_view_of, payout_view
from services.influencers.entrypoints.own import own
from services.influencers.entrypoints.schemas.accounts import (
    AccountSchema,
    BankBody,
    OnboardingAnswer,
    OnboardingBody,
)
from services.influencers.entrypoints.schemas.payouts import AskBody, PayoutPage, ProposalAnswer
from services.influencers.manifest import OWN_ACCOUNT
from services.influencers.use_cases.account.give import give_bank_account, open_provider_account
from services.influencers.use_cases.account.read import account_view
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.propose import ask_payout
from services.influencers.use_cases.payout.read import payouts_of
from shared.webapp import (
    IDEMPOTENCY_KEY,
    PageQuery,
    caller,
    idempotency_key,
    requires,
)


def own_account_blueprint(context: Context) -> Blueprint:
    """Return the routes of a partner about their own money."""
    routes = Blueprint("own_account", __name__, description="A partner's own money")

    _account(routes, context)
    _payouts(routes, context)
    return routes


def _account(routes: Blueprint, context: Context) -> None:
    @routes.get("/me/account")
    @requires(OWN_ACCOUNT)
    @routes.response(200, AccountSchema)
    def account() -> dict[str, Any]:
        """Where the partner is paid."""
        return _shown(context, own(context))

    @routes.put("/me/account")
    @requires(OWN_ACCOUNT)
    @routes.arguments(BankBody)
    @routes.response(200, AccountSchema)
    def give(body: dict[str, Any]) -> dict[str, Any]:
        """Say at which bank they are paid; the team confirms it."""
        whose = own(context)
        give_bank_account(context, **whose, by=caller().subject, form=BankForm(**body))
        return _shown(context, whose)

    @routes.post("/me/account/onboarding")
    @requires(OWN_ACCOUNT)
    @routes.arguments(OnboardingBody)
    @routes.response(200, OnboardingAnswer)
    def onboard(body: dict[str, Any]) -> dict[str, Any]:
        """The provider's page where they say who they are."""
        return {"url": open_provider_account(context, **own(context), by=caller().subject, **body)}


def _payouts(routes: Blueprint, context: Context) -> None:
    @routes.get("/me/payouts")
    @requires(OWN_ACCOUNT)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, PayoutPage)
    def payouts(query: dict[str, Any]) -> dict[str, Any]:
        """What was paid to them, the newest first."""
        page = payouts_of(context, **own(context), **query)
        items = [payout_view(each) for each in page.items]
        return {"items": items, "after": page.after, "paid_through": context.paid_through.value}

    @routes.post("/me/payouts")
    @requires(OWN_ACCOUNT)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(AskBody)
    @routes.response(202, ProposalAnswer)
    def ask(body: dict[str, Any]) -> dict[str, Any]:
        """Ask to be paid what is due; the team approves it."""
        key = idempotency_key() or ""
        made = ask_payout(context, **own(context), program=body["program_id"], key=key)
        return {"payout_id": made.id}


def _shown(context: Context, whose: dict[str, str]) -> dict[str, Any]:
    return account_view_of(account_view(context, whose["workspace"], whose["partner"]), context)

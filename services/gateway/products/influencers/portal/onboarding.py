"""On to Stripe, where a partner says who they are and at which bank they are paid."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import partner_api
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.portal.account import OWN, show_account
from services.gateway.products.influencers.portal.blueprint import portal
from shared.webapp.permissions import requires

SHOWN = frozenset({409, 410, 422, 503})


@portal.get("/account/stripe")
@requires(OWN)
def onboarded(workspace: str) -> ResponseReturnValue:
    """Lead back to the account: the page with Stripe's address is shown once."""
    return redirect(url_for(".account"), 303)


@portal.post("/account/stripe")
@requires(OWN)
def onboard(workspace: str) -> ResponseReturnValue:
    """Open an account at Stripe where there is none, and show the way to Stripe's page."""
    back = f"{parts().public_url}{url_for('.account')}"
    try:
        made = partner_api("influencers").post("/me/account/onboarding", {"back": back}).body
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return show_account(told=sentence(problem.slug)), problem.status
    return render_template("influencers/portal/onboarding.html", url=made["url"])

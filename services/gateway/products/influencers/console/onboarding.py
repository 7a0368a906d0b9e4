"""Lead a partner to Stripe, where they say who they are and at which bank they are paid."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.influencers.console.account import show_account
from services.gateway.products.influencers.console.blueprint import PAY, console
from shared.errors import FieldError
from shared.webapp.permissions import requires

SHOWN = (409, 410, 422, 503)


@console.get("/partners/<partner_id>/account/onboarding")
@requires(PAY)
def onboarded(partner_id: str) -> ResponseReturnValue:
    """Show the account, noted first: the page with Stripe's address is shown once."""
    return show_account(partner_id)


@console.post("/partners/<partner_id>/account/onboarding")
@requires(PAY)
def onboard(partner_id: str) -> ResponseReturnValue:
    """Open an account at Stripe where there is none, and show Stripe's page for the partner."""
    api, path = staff_api("influencers"), f"/partners/{partner_id}/account"
    back = url_for("influencers.public.told_stripe", workspace=signed_in().workspace_id)
    try:
        made = api.post(f"{path}/onboarding", {"back": f"{parts().public_url}{back}"}).body
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return show_account(partner_id, errors=[FieldError("", problem.slug)]), 422
    return render_template(
        "influencers/console/onboarding.html", account=api.get(path).body, url=made["url"]
    )

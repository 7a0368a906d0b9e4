"""Where Stripe leads a partner who has told it who they are, or whose page there is over."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.products.influencers.public.blueprint import public
from shared.webapp.permissions import open_to_all


@public.get("/told-stripe")
@open_to_all
def told_stripe(workspace: str) -> ResponseReturnValue:
    """Say what happens now, the same to everybody."""
    return render_template("influencers/public/told_stripe.html")

"""Signing out."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.portal import end_of_session
from services.gateway.products.influencers.portal.blueprint import OWN, portal
from shared.webapp.permissions import requires

DOOR = "influencers.public.portal_sign_in"


@portal.post("/sign-out")
@requires(OWN)
def leave(workspace: str) -> ResponseReturnValue:
    """End the session, on the server and in the browser."""
    end_of_session()
    return redirect(url_for(DOOR, workspace=workspace, left="1"), 303)

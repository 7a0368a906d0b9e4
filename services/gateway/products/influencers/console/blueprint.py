"""The pages of the team: who may do what, and the words of their templates."""

from typing import Any

from flask import Blueprint

from services.gateway.products.influencers.words.states import enrollment_state, program_state
from shared.assembly.house import permission

console = Blueprint("console", __name__)

READ, WRITE = map(permission, ("programs.read", "programs.write"))
PAY = permission("payouts.pay")
# Partners are of the whole workspace: the zone in which their dates are told.
ZONE = "Europe/Paris"


@console.context_processor
def _around() -> dict[str, Any]:
    return {"program_state": program_state, "enrollment_state": enrollment_state}

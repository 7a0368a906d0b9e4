"""What a shop tells of its orders: handed on as the very bytes that came, with their signature.

The service that keeps orders verifies it; nothing of a message is read here.
"""

from flask import Blueprint, Response, g, request

from services.gateway.door.api import RETURNED, service_of
from services.gateway.door.rates import count_request
from services.gateway.door.security import client_network
from services.gateway.kit.parts import parts
from services.gateway.kit.questions import Question
from shared.auth import Caller, Role
from shared.webapp.permissions import open_to_all, raw_body

blueprint = Blueprint("shops", __name__, url_prefix="/shops")

FORWARDED = ("Kermesse-Signature", "Idempotency-Key")
RATE = "600 per minute"


@blueprint.post("/<workspace>/orders")
@open_to_all
@raw_body
def orders(workspace: str) -> Response:
    """Hand a message on, and the answer back."""
    count_request("shop", client_network(), RATE)
    body = request.get_data(cache=False)
    caller = Caller("shop", workspace, frozenset({Role.PUBLIC.value}), g.request_id)
    headers = {name: request.headers[name] for name in FORWARDED if name in request.headers}
    headers["Content-Type"] = "application/json"
    question = Question(service_of("orders"), "POST", "/public/shop", caller, headers=headers)
    answer = parts().services.stream(question, body)
    kept = {name: value for name, value in answer.headers.items() if name in RETURNED}
    return Response(answer.chunks, answer.status, kept, direct_passthrough=True)

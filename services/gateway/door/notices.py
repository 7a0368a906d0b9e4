"""What a payment provider tells a service: handed on as the very bytes that came.

The service verifies the signature on them; nothing of a notice is read here.
"""

from flask import Blueprint, Response, g, request

from services.gateway.door.rates import count_request
from services.gateway.door.security import client_network
from services.gateway.kit.parts import parts
from services.gateway.kit.questions import Question
from shared.auth import Caller
from shared.webapp.permissions import open_to_all, raw_body

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

# Notices belong to no workspace: what they are about says whose it is.
PLATFORM = "platform"
SIGNATURE = "Stripe-Signature"
RATE = "600 per minute"
LARGEST = 256 * 1024


@blueprint.post("/<any(influencers):service>/payments/<any(platform, connect):about>")
@open_to_all
@raw_body
def payments(service: str, about: str) -> Response:
    """Hand a notice on, and the answer back."""
    count_request("notices", client_network(), RATE)
    request.max_content_length = LARGEST
    body = request.get_data(cache=False)
    caller = Caller("audience", PLATFORM, frozenset({"public"}), g.request_id)
    headers = {
        "Content-Type": "application/octet-stream",
        SIGNATURE: request.headers.get(SIGNATURE, ""),
    }
    path = f"/notices/payments/{about}"
    question = Question(service, "POST", path, caller, headers=headers)
    answer = parts().services.stream(question, body)
    kept = {k: v for k, v in answer.headers.items() if k in ("content-type", "retry-after")}
    return Response(answer.chunks, answer.status, kept, direct_passthrough=True)

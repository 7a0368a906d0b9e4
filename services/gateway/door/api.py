"""`/api/v1/…` through the gateway: a table says which service answers, for whoever signed in."""

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import NotFound

from services.gateway.door.security import check_token
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.questions import Question
from shared.auth import Caller
from shared.webapp.permissions import raw_body, requires

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

# First segment of the path → service, unless `INNER` knows the last one.
SERVICES = {
    "mechanics": "contests",
    "contests": "contests",
}
# Third segment of the path → the other service that answers there.
INNER = {"figures": "insights"}
FORWARDED = ("Idempotency-Key", "If-Match", "If-None-Match", "Accept")
RETURNED = ("content-type", "etag", "location", "retry-after", "content-disposition")
STAFF = ("owner", "manager", "moderator", "analyst")


def service_of(path: str) -> str:
    """Return the service that answers `path` (after `/api/v1/`); raise `NotFound`."""
    segments = path.split("/")
    service = SERVICES.get(segments[0])
    if service is None:
        raise NotFound
    return INNER.get(segments[2], service) if len(segments) > 2 else service


@blueprint.route("/<path:path>", methods=["GET", "POST", "PATCH", "PUT", "DELETE"])
@raw_body
@requires(*STAFF)
def pass_on(path: str) -> Response:
    """Hand the request to its service and its answer back as it arrives."""
    service = service_of(path)
    if request.method != "GET":
        # The token comes in the header X-CSRFToken: a script of our own page sends it.
        check_token()
    who = signed_in()
    caller = Caller(who.account_id, who.workspace_id, frozenset({who.role}), g.request_id)
    headers = {name: request.headers[name] for name in FORWARDED if name in request.headers}
    if request.content_type:
        headers["Content-Type"] = request.content_type
    query = request.args.to_dict(flat=False)
    question = Question(service, request.method, f"/{path}", caller, query, None, headers)
    answer = parts().services.stream(question, request.get_data(cache=False))
    kept = {name: value for name, value in answer.headers.items() if name in RETURNED}
    return Response(answer.chunks, answer.status, kept, direct_passthrough=True)

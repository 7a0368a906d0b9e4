"""`/api/v1/…` through the gateway: the house says which service answers, for whoever signed in."""

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import NotFound, UnsupportedMediaType

from services.gateway.accounts.domain.account import ROLES
from services.gateway.door.security import check_token
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.questions import Question
from shared.assembly.house import house, service_at
from shared.auth import Caller
from shared.webapp.permissions import raw_body, requires

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

FORWARDED = ("Idempotency-Key", "If-Match", "If-None-Match", "Accept")
RETURNED = ("content-type", "etag", "location", "retry-after", "content-disposition")


def service_of(path: str) -> str:
    """Return the service that answers `path` (after `/api/v1/`); raise `NotFound`."""
    service = service_at(path, house())
    if service is None:
        raise NotFound
    return service


@blueprint.route("/<path:path>", methods=["GET", "POST", "PATCH", "PUT", "DELETE"])
@raw_body
@requires(*ROLES)
def pass_on(path: str) -> Response:
    """Hand the request to its service and its answer back as it arrives."""
    service = service_of(path)
    body = request.get_data(cache=False)
    if body and not request.is_json:
        raise UnsupportedMediaType("Send JSON, with the header Content-Type: application/json.")
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
    answer = parts().services.stream(question, body)
    kept = {name: value for name, value in answer.headers.items() if name in RETURNED}
    return Response(answer.chunks, answer.status, kept, direct_passthrough=True)

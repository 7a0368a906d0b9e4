"""The audience's blueprint: a workspace that exists, and links that must not be passed on."""

from typing import Any

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import NotFound

from services.gateway.door.security import is_unreferred
from services.gateway.products.contests.public.memory import remembered_workspace
from services.gateway.products.contests.public.stale import say_it_was_refused
from services.gateway.products.contests.wording import exclusion_reason, skip_code

public = Blueprint("public", __name__)
public.after_request(say_it_was_refused)


@public.before_request
def _find_workspace() -> None:
    found = remembered_workspace((request.view_args or {}).get("workspace", ""))
    if found is None:
        raise NotFound
    g.workspace = found


@public.url_defaults
def _give_workspace(_endpoint: str, values: dict[str, Any]) -> None:
    if "workspace" in g:
        values.setdefault("workspace", g.workspace.id)


@public.context_processor
def _around() -> dict[str, Any]:
    return {
        "workspace_name": g.workspace.name if "workspace" in g else "",
        "exclusion_reason": exclusion_reason,
        "skip_code": skip_code,
        "stale_form": g.get("stale_form", False),
    }


@public.after_request
def _keep_out_of_indexes(response: Response) -> Response:
    if is_unreferred():
        response.headers["X-Robots-Tag"] = "noindex"
    return response
